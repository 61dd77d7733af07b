"use strict";

const { chromium } = require("playwright-core");

/** Chromium of the system, with nothing that it would do of itself on the network. */
function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * What goes wrong on a page while it is used.
 *
 * @typedef {object} Faults
 * @property {string[]} said Errors of the console, of scripts and of loading.
 * @property {string[]} elsewhere Addresses asked for outside the site.
 * @property {string[]} forbidden What the Content-Security-Policy stopped.
 */

/**
 * Watches a page for faults.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} site How every address of the site begins.
 * @returns {Promise<() => Faults>} The faults since it was last asked.
 */
async function watched(page, site) {
  const none = () => ({ said: [], elsewhere: [], forbidden: [] });
  let faults = none();
  page.on("console", (message) => {
    if (message.type() === "error") faults.said.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => faults.said.push(String(error)));
  page.on("request", (request) => {
    const address = request.url();
    if (!address.startsWith(site) && !address.startsWith("data:")) faults.elsewhere.push(address);
  });
  await page.exposeBinding("lanmuForbidden", (_, what) => faults.forbidden.push(what));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.lanmuForbidden(`${event.violatedDirective}: ${event.blockedURI || event.sourceFile}`);
    });
  });
  return () => {
    const seen = faults;
    faults = none();
    return seen;
  };
}

/**
 * A page without any network, which can read files.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} options
 */
async function pageWithoutNetwork(browser, options = {}) {
  const page = await browser.newPage({ offline: true, ...options });
  await page.route(/^(https?|wss?):/, (route) => route.abort());
  return page;
}

module.exports = { launch, pageWithoutNetwork, watched };
