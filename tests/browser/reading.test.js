"use strict";

const assert = require("node:assert/strict");
const { after, before, test } = require("node:test");
const { launch } = require("./support/chromium.js");
const { build, copyOfDemonstration, remove } = require("./support/portal.js");
const { serve } = require("./support/preview.js");
const { SECTIONS, oneOfEach } = require("./support/site.js");

const PHONE = { width: 360, height: 740 };

const NOON = new Date("2026-11-24T12:00:00+08:00");

/** What only a script can do, and what is said only without one. */
const OF_SCRIPTS = [
  "main button, main .search-place, main .search-instead, #search-results",
  "[data-filters], [data-time], [data-time-days], [data-time-status], .views, .pages, .home-mine, .open-now",
  "[data-print-date]",
].join();

/** What a script folds away until it is asked for: the other view, what is not of the day, the next page of a list. */
const FOLDED = "[data-off], tr[hidden], [data-row][hidden], .list-group[hidden]";

let portal, site, preview, browser, page;

before(async () => {
  portal = copyOfDemonstration();
  site = build(portal);
  preview = await serve(portal);
  browser = await launch();
  page = await browser.newPage({ javaScriptEnabled: false });
});

after(async () => {
  if (browser) await browser.close();
  if (preview) await preview.stop();
  if (portal) remove(portal);
});

/**
 * The lines that a reader sees in a page's main part.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} file
 */
async function lines(page, file) {
  // The day of the build: who is away then need not be away on the day of the test.
  await page.clock.setFixedTime(NOON);
  await page.goto(`${preview.origin}/${file}`);
  const text = await page.evaluate(
    ([ofScripts, folded]) => {
      document.querySelectorAll(ofScripts).forEach((element) => element.remove());
      document.querySelectorAll(folded).forEach((element) => {
        element.removeAttribute("data-off");
        element.removeAttribute("hidden");
      });
      return document.querySelector("main").innerText;
    },
    [OF_SCRIPTS, FOLDED],
  );
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

test("every kind of page says the same without scripts as with them", async () => {
  const withScripts = await browser.newPage();
  for (const file of oneOfEach(site)) {
    const seen = await lines(page, file);
    assert.ok(seen.length >= 2, `${file} has text`);
    assert.deepEqual(await lines(withScripts, file), seen, file);
  }
  await withScripts.close();
});

test("every kind of page has its heading in sight without scripts", async () => {
  for (const file of oneOfEach(site)) {
    await page.goto(`${preview.origin}/${file}`);
    assert.ok(await page.locator("main h1").isVisible(), file);
  }
});

/** The links that stand in for the search without scripts, by page: the page of results has all three. */
const INSTEAD = [
  ["index.html", ["全部页面"]],
  ["search/index.html", ["拼音索引", "主题", "全部页面"]],
  ["policies/index.html", ["全部页面"]],
];

test("without scripts links beside the search box lead to the indexes of all pages", async () => {
  for (const [file, links] of INSTEAD) {
    for (const name of links) {
      await page.goto(`${preview.origin}/${file}`);
      assert.equal(await page.locator(".search-instead a").count(), links.length, file);
      await page.locator(".search-instead").getByRole("link", { name, exact: true }).click();
      assert.equal(await page.locator("h1").innerText(), name, file);
    }
  }
});

test("without scripts the search box leads to a page from which all pages are reached", async () => {
  await page.goto(`${preview.origin}/policies/index.html`);
  await page.getByRole("searchbox").fill("住宿标准");
  await page.getByRole("searchbox").press("Enter");
  assert.match(page.url(), /\/search\/index\.html\?q=/);
  await page.locator("main").getByRole("link", { name: "全部页面" }).click();
  assert.equal(await page.locator("h1").innerText(), "全部页面");
});

test("the list of all pages leads to every section", async () => {
  await page.goto(`${preview.origin}/site-map/index.html`);
  const links = await page.locator("main a").evaluateAll((all) => all.map((link) => new URL(link.href).pathname));
  const missing = SECTIONS.filter((section) => !links.some((path) => path.startsWith(`/${section}/`)));
  assert.deepEqual(missing, []);
});

test("without scripts the menu of a phone opens and leads to a section", async () => {
  const phone = await browser.newPage({ javaScriptEnabled: false, viewport: PHONE });
  await phone.goto(`${preview.origin}/policies/fssc-exp-003/index.html`);
  const menu = phone.locator("#site-menu");
  assert.ok(!(await menu.isVisible()), "closed at first");
  await phone.getByRole("link", { name: "栏目", exact: true }).click();
  assert.ok(await menu.isVisible(), "open");
  await menu.getByRole("link", { name: "服务", exact: true }).click();
  assert.equal(await phone.locator("h1").innerText(), "服务");
  await phone.close();
});

test("with scripts the menu of a phone opens and closes by its button and by Esc", async () => {
  const phone = await browser.newPage({ viewport: PHONE });
  await phone.goto(`${preview.origin}/policies/index.html`);
  const menu = phone.locator("#site-menu");
  const button = phone.getByRole("button", { name: "栏目", exact: true });
  const states = [];
  for (const act of [() => button.click(), () => button.click(), () => button.click(), () => phone.keyboard.press("Escape")]) {
    await act();
    states.push([await menu.isVisible(), await button.getAttribute("aria-expanded")]);
  }
  assert.deepEqual(states, [[true, "true"], [false, "false"], [true, "true"], [false, "false"]]);
  await phone.close();
});
