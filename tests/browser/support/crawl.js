"use strict";

const { watched } = require("./chromium.js");

/** Below which path the preview answers too, since the page for lost addresses says it. */
const BASE = "/fssc/";

/** @typedef {import("./chromium.js").Faults} Faults */

/**
 * What one page was seen to be.
 *
 * @typedef {object} Visit
 * @property {number} status
 * @property {Faults} faults
 * @property {number} headings How many of the first level.
 * @property {number} width Of all that is on it.
 * @property {string[]} ids
 * @property {string[]} links Addresses within the site: pages, files and pictures.
 */

/**
 * The file of the site that an address of the preview shows.
 *
 * @param {string} address
 */
function fileOf(address) {
  const name = decodeURIComponent(new URL(address).pathname);
  const file = name.startsWith(BASE) ? name.slice(BASE.length) : name.slice(1);
  return file === "" || file.endsWith("/") ? file + "index.html" : file;
}

/**
 * Visits pages, and from them all others that links lead to.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} origin
 * @param {string[]} from The files to begin with.
 * @returns {Promise<Map<string, Visit>>} By the file of the site.
 */
async function crawl(page, origin, from) {
  const taken = await watched(page, origin + "/");
  const visits = new Map();
  const waiting = new Set(from);
  for (const file of waiting) {
    const visit = await visited(page, origin, file, taken);
    visits.set(file, visit);
    visit.links.map(fileOf).filter((linked) => linked.endsWith(".html")).forEach((linked) => waiting.add(linked));
  }
  return visits;
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} origin
 * @param {string} file
 * @param {() => Faults} taken
 * @returns {Promise<Visit>}
 */
async function visited(page, origin, file, taken) {
  const answer = await page.goto(`${origin}/${encodeURI(file)}`);
  const seen = await page.evaluate((origin) => {
    const all = (selector, told) => Array.from(document.querySelectorAll(selector), told);
    const addresses = [
      ...all("a[href]", (link) => link.href),
      ...all("img[src]", (image) => image.src),
      ...all("form[action]", (form) => form.action),
    ];
    return {
      headings: all("h1", () => 1).length,
      width: document.documentElement.scrollWidth,
      ids: all("[id]", (element) => element.id),
      links: addresses.filter((address) => address.startsWith(origin + "/")),
    };
  }, origin);
  return { status: answer.status(), faults: taken(), ...seen };
}

module.exports = { crawl, fileOf };
