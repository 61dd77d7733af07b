"use strict";

const assert = require("node:assert/strict");
const { after, before, test } = require("node:test");
const axe = require("axe-core");
const { launch } = require("./support/chromium.js");
const { build, copyOfDemonstration, remove } = require("./support/portal.js");
const { serve } = require("./support/preview.js");
const { oneOfEach } = require("./support/site.js");

/** WCAG 2.0 to 2.2, levels A and AA. */
const RULES = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };

let portal, site, preview, browser;

before(async () => {
  portal = copyOfDemonstration();
  site = build(portal);
  preview = await serve(portal);
  browser = await launch();
});

after(async () => {
  if (browser) await browser.close();
  if (preview) await preview.stop();
  if (portal) remove(portal);
});

/**
 * What axe finds on a page, in few words.
 *
 * @param {import("playwright-core").Page} page
 */
async function violations(page) {
  // As a script tag it would be stopped by the Content-Security-Policy.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), RULES);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/**
 * What axe finds on one page of each kind.
 *
 * @param {import("playwright-core").BrowserContextOptions} look
 */
async function violationsOfAll(look) {
  const page = await browser.newPage(look);
  const found = {};
  for (const file of oneOfEach(site)) {
    await page.goto(`${preview.origin}/${file}`);
    const faults = await violations(page);
    if (faults.length > 0) found[file] = faults;
  }
  await page.close();
  return found;
}

test("axe finds nothing on any kind of page in light colours", async () => {
  assert.deepEqual(await violationsOfAll({ viewport: DESK, colorScheme: "light" }), {});
});

test("axe finds nothing on any kind of page in dark colours", async () => {
  assert.deepEqual(await violationsOfAll({ viewport: DESK, colorScheme: "dark" }), {});
});

test("axe finds nothing on any kind of page on a phone", async () => {
  assert.deepEqual(await violationsOfAll({ viewport: PHONE, colorScheme: "light" }), {});
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`axe finds nothing in the open search panel and on the page of results in ${colorScheme} colours`, async () => {
    const page = await browser.newPage({ viewport: DESK, colorScheme });
    await page.goto(`${preview.origin}/policies/`);
    await page.locator("form.search input").fill("住宿标准");
    await page.locator(".search-panel").getByRole("option").first().waitFor();
    assert.deepEqual(await violations(page), []);
    await page.goto(`${preview.origin}/search/index.html?q=住宿标准`);
    await page.locator(".search-documents a").first().waitFor();
    assert.deepEqual(await violations(page), []);
    await page.close();
  });

  test(`axe finds nothing in the open menu of a phone in ${colorScheme} colours`, async () => {
    const page = await browser.newPage({ viewport: PHONE, colorScheme });
    await page.goto(`${preview.origin}/index.html`);
    await page.getByRole("button", { name: "栏目", exact: true }).click();
    await page.getByRole("link", { name: "制度", exact: true }).first().waitFor();
    assert.deepEqual(await violations(page), []);
    await page.close();
  });
}
