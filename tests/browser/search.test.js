"use strict";

const assert = require("node:assert/strict");
const { pathToFileURL } = require("node:url");
const { after, before, test } = require("node:test");
const { launch, pageWithoutNetwork } = require("./support/chromium.js");
const { build, copyOfDemonstration, remove } = require("./support/portal.js");
const { serve } = require("./support/preview.js");
const { PHONE } = require("./support/screens.js");

/** What a reader types, and what must then be in sight: below the site, with the place on the page. */
const SEARCHES = [
  { typed: "住宿标准", found: "policies/fssc-exp-003/index.html" },
  { typed: "住宿标准", found: "faqs/faq-exp-01/index.html#exp-hotel-cap" },
  { typed: "第12条", found: "policies/fssc-gen-001/index.html#a12" },
  { typed: "差旅费第12条", found: "policies/fssc-exp-003/index.html#a12" },
  { typed: "紧急支付", found: "policies/fssc-pay-002/index.html#a9" },
  { typed: "FSSC-EXP-003", found: "policies/fssc-exp-003/index.html" },
];

/** What stands first where there can be no doubt. */
const FIRST = [
  { typed: "FSSC-EXP-003", found: "policies/fssc-exp-003/index.html" },
  { typed: "差旅费管理办法第十四条", found: "policies/fssc-exp-003/index.html#a14" },
  { typed: "差旅办法第20条", found: "policies/fssc-exp-003/index.html#a20" },
  { typed: "发票办法27条", found: "policies/fssc-tax-001/index.html#a27" },
];

let portal, preview, browser;

/** The same site served, at a desk and on a phone, and opened from its folder, each with a page to use it by. */
const ways = [
  { name: "over http", site: "", page: null },
  { name: "from a folder without a network", site: "", page: null },
  { name: "on a phone", site: "", page: null },
];

before(async () => {
  portal = copyOfDemonstration();
  const folder = build(portal);
  preview = await serve(portal);
  browser = await launch();
  ways[0].site = preview.origin + "/";
  ways[0].page = await browser.newPage();
  ways[1].site = pathToFileURL(folder).href + "/";
  ways[1].page = await pageWithoutNetwork(browser);
  ways[2].site = ways[0].site;
  ways[2].page = await browser.newPage({ viewport: PHONE });
});

after(async () => {
  if (browser) await browser.close();
  if (preview) await preview.stop();
  if (portal) remove(portal);
});

/**
 * Types into the box of a list, as a reader does.
 *
 * @param {{ site: string, page: import("playwright-core").Page }} way
 * @param {string} typed
 */
async function type({ site, page }, typed) {
  await page.goto(site + "policies/index.html");
  const box = page.locator("form.search input");
  await box.click();
  await box.pressSequentially(typed);
  // Results come while one types; those of the whole query are the last.
  await page.locator(`.search-all[href$="?q=${encodeURIComponent(typed)}"]`).waitFor();
  return box;
}

/**
 * Keeps the search script back until the answer is called.
 *
 * @param {import("playwright-core").Page} page
 */
async function holdScript(page) {
  let come = () => {};
  const held = new Promise((resolve) => (come = resolve));
  await page.route("**/assets/search-*.js", (route) => held.then(() => route.continue()), { times: 1 });
  return come;
}

/** The panel gets its words together with the index. */
const searchIsReady = (page) => page.locator(".search-list[aria-label]").waitFor({ state: "attached" });

/** @param {import("playwright-core").Page} page */
function hits(page) {
  return page.locator(".search-panel a").evaluateAll((links) => links.map((link) => link.href));
}

/**
 * Whether a page shows what a link promised: the file, and the place on it at which the browser stands.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} address
 */
async function assertOpened(page, address) {
  await page.waitForURL(address);
  const place = decodeURIComponent(new URL(address).hash.slice(1));
  if (place === "") return;
  const target = page.locator(":target");
  assert.equal(await target.getAttribute("id"), place);
  const isInSight = await target.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
  });
  assert.ok(isInSight, `${place} is in sight`);
}

for (const way of ways) {
  for (const { typed, found } of SEARCHES) {
    test(`${typed} finds ${found}, and the link opens it, ${way.name}`, async () => {
      await type(way, typed);
      assert.ok((await hits(way.page)).includes(way.site + found), (await hits(way.page)).join("\n"));
      await way.page.locator(`.search-panel a[href$="${found}"]`).click();
      await assertOpened(way.page, way.site + found);
    });
  }

  for (const { typed, found } of FIRST) {
    test(`${typed} finds ${found} first, ${way.name}`, async () => {
      await type(way, typed);
      assert.equal((await hits(way.page))[0], way.site + found);
    });
  }

  test(`an address with a query shows its results, ${way.name}`, async () => {
    const { page, site } = way;
    await page.goto(site + "search/index.html?q=" + encodeURIComponent("紧急支付"));
    const link = page.locator(`.search-passage[href$="policies/fssc-pay-002/index.html#a9"]`);
    await link.waitFor();
    assert.equal(await page.locator("form.search input").inputValue(), "紧急支付");
    assert.match(await page.title(), /^紧急支付 · /);
    await link.click();
    await assertOpened(page, site + "policies/fssc-pay-002/index.html#a9");
  });

  test(`Enter in the box opens the page of results, ${way.name}`, async () => {
    const box = await type(way, "住宿标准");
    await box.press("Enter");
    await way.page.waitForURL(way.site + "search/index.html?q=*");
    await way.page.locator(".search-documents a").first().waitFor();
  });

  test(`the arrow keys choose a hit and Enter opens it, ${way.name}`, async () => {
    const { page } = way;
    const box = await type(way, "住宿标准");
    const chosen = page.locator(".search-panel").getByRole("option", { selected: true });
    assert.equal(await chosen.count(), 0);
    const [first, second, ...others] = await hits(page);
    const seen = [];
    for (const key of ["ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown", "ArrowDown"]) {
      await box.press(key);
      seen.push((await chosen.count()) === 0 ? "" : await chosen.evaluate((link) => link.href));
      const pointed = await box.getAttribute("aria-activedescendant");
      assert.equal(pointed, (await chosen.count()) === 0 ? null : await chosen.getAttribute("id"));
    }
    // The box itself stands between the last and the first.
    assert.deepEqual(seen, [first, second, first, "", others[others.length - 1], "", first, second]);
    await box.press("Enter");
    await assertOpened(page, second);
  });

  test(`Esc closes the panel and the box keeps what was typed, ${way.name}`, async () => {
    const { page } = way;
    const box = await type(way, "住宿标准");
    assert.equal(await box.getAttribute("aria-expanded"), "true");
    await box.press("Escape");
    assert.ok(!(await page.locator(".search-panel").isVisible()));
    assert.equal(await box.getAttribute("aria-expanded"), "false");
    assert.equal(await box.inputValue(), "住宿标准");
    await box.press("ArrowDown");
    // The arrow key opens it again.
    await page.locator(".search-panel").waitFor();
  });

  test(`a composed word is searched when it is done, and its Enter opens nothing, ${way.name}`, async () => {
    const { page, site } = way;
    await page.goto(site + "policies/index.html");
    const box = page.locator("form.search input");
    await box.click();
    await searchIsReady(page);
    const keyboard = await page.context().newCDPSession(page);
    await keyboard.send("Input.imeSetComposition", { text: "zhu su", selectionStart: 6, selectionEnd: 6 });
    await page.waitForTimeout(300);
    assert.equal(await box.inputValue(), "zhu su");
    assert.ok(!(await page.locator(".search-panel").isVisible()), "nothing is searched half-way");
    const enter = { key: "Process", code: "Enter", windowsVirtualKeyCode: 229 };
    await keyboard.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...enter });
    await keyboard.send("Input.insertText", { text: "住宿标准" });
    await keyboard.send("Input.dispatchKeyEvent", { type: "keyUp", ...enter });
    await page.locator(".search-all").waitFor();
    assert.equal(await box.inputValue(), "住宿标准");
    assert.equal(page.url(), site + "policies/index.html");
    assert.ok((await hits(page)).includes(site + "policies/fssc-exp-003/index.html"));
    await keyboard.detach();
  });

  test(`a word that stands nowhere is said, with a way on, ${way.name}`, async () => {
    const { page, site } = way;
    await page.goto(site + "policies/index.html");
    await page.locator("form.search input").fill("区块链");
    const panel = page.locator(".search-panel");
    await panel.getByText("没有找到“区块链”").waitFor();
    await panel.getByRole("link", { name: "全部页面" }).click();
    await page.waitForURL(site + "site-map/index.html");
  });
}

for (const way of [ways[0], ways[2]]) {
  test(`the key / turns to the box, ${way.name}`, async () => {
    const { page, site } = way;
    await page.goto(site + "policies/index.html");
    await page.keyboard.press("/");
    assert.ok(await page.locator("form.search input").evaluate((box) => box === document.activeElement));
    assert.equal(await page.locator("form.search input").inputValue(), "");
  });

  test(`what is being composed when the search script comes is not searched half-way, ${way.name}`, async () => {
    const { page, site } = way;
    await page.goto(site + "policies/index.html");
    const come = await holdScript(page);
    await page.locator("form.search input").click();
    const keyboard = await page.context().newCDPSession(page);
    await keyboard.send("Input.imeSetComposition", { text: "zhu su", selectionStart: 6, selectionEnd: 6 });
    come();
    await searchIsReady(page);
    await page.waitForTimeout(300);
    assert.ok(!(await page.locator(".search-panel").isVisible()), "nothing is searched half-way");
    await keyboard.send("Input.insertText", { text: "住宿标准" });
    await page.locator(".search-all").waitFor();
    await keyboard.detach();
  });

  test(`what was typed before the search script came is searched when it is there, ${way.name}`, async () => {
    const { page, site } = way;
    await page.goto(site + "policies/index.html");
    const come = await holdScript(page);
    await page.locator("form.search input").fill("住宿标准");
    come();
    await page.locator(".search-all").waitFor();
  });
}
