"use strict";

const assert = require("node:assert/strict");
const { after, before, test } = require("node:test");
const { launch } = require("./support/chromium.js");
const { crawl, fileOf } = require("./support/crawl.js");
const { build, copyOfDemonstration, remove } = require("./support/portal.js");
const { serve } = require("./support/preview.js");
const { files, isRedirect, pages } = require("./support/site.js");

const PHONE = { width: 360, height: 740 };

/** What a server shows for an address that is not there; nobody links to it. */
const LOST = "404.html";

let portal, site, preview, browser;

/** @type {Map<string, import("./support/crawl.js").Visit>} */
let visits;

before(async () => {
  portal = copyOfDemonstration();
  site = build(portal);
  preview = await serve(portal);
  browser = await launch();
  const page = await browser.newPage({ viewport: PHONE });
  visits = await crawl(page, preview.origin, pages(site));
});

after(async () => {
  if (browser) await browser.close();
  if (preview) await preview.stop();
  if (portal) remove(portal);
});

/** @param {(visit: import("./support/crawl.js").Visit) => unknown[]} faults What is wrong with a page. */
function assertNone(faults) {
  const found = Array.from(visits, ([file, visit]) => [file, faults(visit)]);
  assert.ok(visits.size >= pages(site).length, "all pages were visited");
  assert.deepEqual(Object.fromEntries(found.filter(([, what]) => what.length > 0)), {});
}

test("every page is there, and every page that a link leads to", () => {
  assertNone(({ status }) => (status === 200 ? [] : [status]));
});

test("no page has an error in the console", () => {
  assertNone(({ faults }) => faults.said);
});

test("no page asks anything of another host", () => {
  assertNone(({ faults }) => faults.elsewhere);
});

test("no page breaks the Content-Security-Policy", async () => {
  const answer = await fetch(preview.origin);
  assert.equal(answer.headers.get("content-security-policy"), "default-src 'self'");
  assertNone(({ faults }) => faults.forbidden);
});

test("no page scrolls sideways on a phone", () => {
  assertNone(({ width }) => (width <= PHONE.width ? [] : [width]));
});

test("every page has one first heading", () => {
  assertNone(({ headings }) => (headings === 1 ? [] : [headings]));
});

test("no page has the same id twice", () => {
  assertNone(({ ids }) => ids.filter((id, at) => ids.indexOf(id) !== at));
});

test("every file and picture that a page names is there", async () => {
  const named = new Set(Array.from(visits.values()).flatMap(({ links }) => links.map((link) => link.split("#")[0])));
  const others = Array.from(named).filter((address) => !visits.has(fileOf(address)));
  const answers = await Promise.all(others.map(async (address) => [address, (await fetch(address)).status]));
  assert.ok(answers.length > 0, "the demonstration has attachments");
  assert.deepEqual(answers.filter(([, status]) => status !== 200), []);
});

test("every link to a place on a page leads to an id there", () => {
  const isThere = (address) => {
    const place = decodeURIComponent(new URL(address).hash.slice(1));
    const target = visits.get(fileOf(address));
    return place === "" || !target || target.ids.includes(place);
  };
  assertNone(({ links }) => links.filter((address) => !isThere(address)));
});

test("every page can be reached from the front page by links", () => {
  const reached = new Set(["index.html"]);
  for (const file of reached) {
    const visit = visits.get(file);
    if (visit) visit.links.forEach((address) => reached.add(fileOf(address)));
  }
  assert.deepEqual(pages(site).filter((file) => !reached.has(file) && file !== LOST), []);
});

test("no link goes over an old address", () => {
  const old = files(site, ".html").filter((file) => isRedirect(site, file));
  assert.ok(old.length > 0, "the demonstration has aliases");
  assertNone(({ links }) => links.map(fileOf).filter((file) => old.includes(file)));
});
