"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { OTHERS, PAGE, portalOfMany } = require("./support/many.js");
const { copyOfDemonstration } = require("./support/portal.js");
const { readersOf, texts } = require("./support/reader.js");

const demonstration = readersOf(copyOfDemonstration);
const many = readersOf(portalOfMany);

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page */
const rows = (page) => page.locator("[data-row]:visible");

/** @param {Page} page */
const words = (page) => page.locator("form[data-filters] [name=q]");

/** @param {Page} page @param {string} name */
const select = (page, name) => page.locator(`form[data-filters] select[name=${name}]`);

/** @param {Page} page */
const count = async (page) => Number(/\d+/.exec(await page.locator("[data-count]").innerText())[0]);

/** @param {Page} page */
const pager = (page) => page.locator("nav[data-pages] button");

// Words and selects.

for (const way of demonstration.ways) {
  test(`a list is chosen from by words and by a select, the address says so and a reload keeps it, ${way.name}`, async (t) => {
    const page = await demonstration.reader(t, way);
    const list = way.site + "services/index.html";
    await page.goto(list);
    const all = await rows(page).count();
    assert.equal(await count(page), all);

    await select(page, "line").selectOption("payment");
    const ofLine = await rows(page).evaluateAll((rows) => rows.map((row) => row.dataset.line));
    assert.ok(ofLine.length > 1 && ofLine.length < all);
    assert.deepEqual(Array.from(new Set(ofLine)), ["payment"]);
    assert.equal(page.url(), `${list}?line=payment`);

    await words(page).fill("对公");
    const isChosen = async () => {
      assert.equal(await rows(page).count(), 1);
      assert.equal(await rows(page).getAttribute("data-id"), "SVC-AP-01");
      assert.equal(await count(page), 1);
      assert.equal(await words(page).inputValue(), "对公");
      assert.equal(await select(page, "line").inputValue(), "payment");
      assert.deepEqual(Object.fromEntries(new URL(page.url()).searchParams), { line: "payment", q: "对公" });
    };
    await isChosen();
    await page.reload();
    await isChosen();

    await words(page).fill("");
    await select(page, "line").selectOption("");
    assert.equal(await rows(page).count(), all);
    assert.equal(page.url(), list);
  });

  test(`words find whatever their width, case and order, and of nothing found the list says so, ${way.name}`, async (t) => {
    const page = await demonstration.reader(t, way);
    const list = way.site + "policies/index.html";
    await page.goto(list);
    const none = page.locator("[data-none]");
    for (const asked of ["差旅费 58", "５８ 差旅费"]) {
      await words(page).fill(asked);
      assert.deepEqual(await rows(page).evaluateAll((rows) => rows.map((row) => row.dataset.id)), ["FSSC-EXP-003"], asked);
      assert.ok(!(await none.isVisible()));
    }
    await words(page).fill("这里没有的词");
    assert.equal(await rows(page).count(), 0);
    assert.equal(await page.locator(".list-group:visible").count(), 0, "no heading stands over nothing");
    assert.ok(await none.isVisible());
    const further = none.getByRole("link", { name: "在整个栏目里搜“这里没有的词”" });
    assert.equal(new URL(await further.evaluate((link) => link.href)).searchParams.get("q"), "这里没有的词");
    await none.getByRole("link").first().click();
    await page.waitForURL(list);
    assert.ok((await rows(page).count()) > 1);
  });
}

test("a question is found as other people ask it", async (t) => {
  const page = await demonstration.reader(t, demonstration.http);
  await page.goto(`${demonstration.http.site}faqs/index.html`);
  await words(page).fill("踢皮球");
  assert.equal(await rows(page).count(), 1);
  const asked = await rows(page).innerText();
  assert.ok(!asked.includes("踢皮球"), asked);
});

test("every list that can be chosen from says how many there are, with and without scripts", async (t) => {
  const page = await demonstration.reader(t, demonstration.http);
  const plain = await demonstration.reader(t, demonstration.http, { javaScriptEnabled: false });
  await page.goto(demonstration.http.site);
  const lists = await page
    .locator("#site-menu a")
    .evaluateAll((links) => links.map((link) => link.href).filter((address) => !address.includes("performance")));
  const different = [];
  for (const list of lists) {
    await page.goto(list);
    await plain.goto(list);
    if ((await count(page)) !== (await count(plain))) different.push([list, await count(page), await count(plain)]);
  }
  assert.deepEqual(different, []);
});

// Pages of a list.

for (const way of many.ways) {
  test(`a list that is too long has pages, which the keys turn and the address keeps, ${way.name}`, async (t) => {
    const page = await many.reader(t, way);
    const list = way.site + "policies/index.html";
    await page.goto(list);
    assert.equal(await rows(page).count(), PAGE);
    assert.equal(await count(page), PAGE + OTHERS, "all are counted");
    assert.deepEqual(await texts(pager(page)), ["1", "2"]);
    const current = page.locator("nav[data-pages] [aria-current=page]");
    assert.deepEqual(await texts(current), ["1"]);

    await pager(page).first().focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await rows(page).count(), OTHERS);
    assert.deepEqual(await texts(current), ["2"]);
    assert.equal(page.url(), `${list}?page=2`);
    const { y, height } = await page.locator("[data-count]").boundingBox();
    assert.ok(y + height > 0 && y < 200, `the list's head is in sight: ${y}`);

    await page.reload();
    assert.equal(await rows(page).count(), OTHERS);
    await pager(page).first().focus();
    await page.keyboard.press("Space");
    assert.equal(await rows(page).count(), PAGE);
    assert.equal(page.url(), list);
  });
}

test("who turns the page by keys keeps their place, not thrown back to the top of the document", async (t) => {
  const page = await many.reader(t, many.http);
  await page.goto(`${many.http.site}policies/index.html`);
  await pager(page).last().focus();
  await page.keyboard.press("Enter");
  assert.deepEqual(await texts(page.locator("nav[data-pages] [aria-current=page]")), ["2"]);
  assert.notEqual(await page.evaluate(() => document.activeElement.localName), "body");
});

test("the pages are those of what is chosen, and none where it fits on one", async (t) => {
  const page = await many.reader(t, many.http);
  const list = `${many.http.site}policies/index.html`;
  await page.goto(`${list}?page=2`);
  await select(page, "line").selectOption("expense");
  assert.equal(await rows(page).count(), PAGE);
  assert.equal(await pager(page).count(), 0);
  assert.ok(!(await page.locator("nav[data-pages]").isVisible()));
  assert.equal(page.url(), `${list}?line=expense`);
  await select(page, "line").selectOption("");
  assert.equal(await pager(page).count(), 2);
});

test("an address with a page that is none shows one that is", async (t) => {
  const page = await many.reader(t, many.http);
  for (const [asked, shown] of [["99", OTHERS], ["0", PAGE], ["-1", PAGE], ["x", PAGE], ["1.5", PAGE]]) {
    await page.goto(`${many.http.site}policies/index.html?page=${asked}`);
    assert.equal(await rows(page).count(), shown, String(asked));
    assert.equal(await page.locator("nav[data-pages] [aria-current=page]").count(), 1, String(asked));
  }
});

test("without scripts a long list is all there, without pages", async (t) => {
  const page = await many.reader(t, many.http, { javaScriptEnabled: false });
  await page.goto(`${many.http.site}policies/index.html`);
  assert.equal(await rows(page).count(), PAGE + OTHERS);
  assert.ok(!(await page.locator("nav[data-pages], form[data-filters]").locator("visible=true").count()));
});
