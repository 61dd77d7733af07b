"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { copyOfDemonstration } = require("./support/portal.js");
const { readersOf } = require("./support/reader.js");

/** The demonstration without a form, so that reports are letters. */
function withoutForm() {
  const portal = copyOfDemonstration();
  const settings = path.join(portal, "portal.toml");
  fs.writeFileSync(settings, fs.readFileSync(settings, "utf8").replace(/^form = .*\n/m, ""));
  return portal;
}

const demonstration = readersOf(copyOfDemonstration);
const letters = readersOf(withoutForm);

const POLICY = "policies/fssc-exp-003/";

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page */
const question = (page) => page.locator("[data-helpful]");

// Whether it helped.

for (const [answer, at] of /** @type {const} */ ([["yes", 0], ["no", 1]])) {
  test(`that a page helped or not is asked of the server as a file, and thanked for in place: ${answer}`, async (t) => {
    const { http } = demonstration;
    const page = await demonstration.reader(t, http);
    const file = `${http.site}${POLICY}index.html`;
    await page.goto(file);
    const thanks = await question(page).getAttribute("data-thanks");
    const asked = page.waitForResponse((response) => response.url().includes("/helpful/"));
    await question(page).getByRole("link").nth(at).click();
    const response = await asked;
    const { origin, pathname, searchParams } = new URL(response.url());
    assert.equal(`${origin}${pathname}`, `${http.site}helpful/${answer}/index.html`);
    assert.deepEqual(Object.fromEntries(searchParams), {
      page: `/${POLICY}index.html`,
      id: "FSSC-EXP-003",
      version: "2026-01-01",
    });
    assert.equal(response.status(), 200);
    assert.equal(await question(page).innerText(), thanks);
    assert.equal(await question(page).getAttribute("role"), "status");
    assert.equal(page.url(), file);
  });
}

test("nothing is asked of the server before a reader answers", async (t) => {
  const { http } = demonstration;
  const page = await demonstration.reader(t, http);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${http.site}${POLICY}index.html`);
  await question(page).getByRole("link").first().hover();
  await page.waitForTimeout(200);
  assert.ok(asked.length > 1);
  assert.deepEqual(asked.filter((address) => address.includes("helpful")), []);
});

test("where the server does not answer, the link leads there as any link does", async (t) => {
  const { http } = demonstration;
  const page = await demonstration.reader(t, http);
  await page.goto(`${http.site}${POLICY}index.html`);
  await page.evaluate(() => {
    window.fetch = () => Promise.reject(new TypeError("not now"));
  });
  await question(page).getByRole("link").first().click();
  await page.waitForURL(/\/helpful\/yes\/index\.html\?page=/);
});

test("without scripts the answer leads to a page that thanks", async (t) => {
  const { http } = demonstration;
  const page = await demonstration.reader(t, http, { javaScriptEnabled: false });
  await page.goto(`${http.site}${POLICY}index.html`);
  await question(page).getByRole("link").first().click();
  await page.waitForURL(`${http.site}helpful/yes/index.html`);
  assert.equal(await page.locator("h1").innerText(), "记下了，谢谢。");
  assert.equal(await question(page).count(), 0, "there is nothing to ask about the thanks");
});

test("from a folder nobody is asked", async (t) => {
  const { folder } = demonstration;
  const page = await demonstration.reader(t, folder);
  for (const file of ["index.html", `${POLICY}index.html`, "faqs/index.html"]) {
    await page.goto(folder.site + file);
    assert.equal(await question(page).count(), 1, file);
    assert.ok(!(await question(page).isVisible()), file);
  }
});

// What is wrong.

/**
 * What the links tell whoever gets the report.
 *
 * @param {import("playwright-core").Locator} links
 */
async function told(links) {
  const addresses = await links.evaluateAll((all) => all.map((link) => link.href));
  return addresses.map((address) => {
    const { protocol, searchParams } = new URL(address);
    return [protocol, protocol === "mailto:" ? searchParams.get("body") : Object.fromEntries(searchParams)];
  });
}

for (const { version, file } of [
  { version: "2026-01-01", file: `${POLICY}index.html` },
  { version: "2024-01-01", file: `${POLICY}2024-01-01/index.html` },
]) {
  test(`a report of ${file} says which page and version it is about, by the form and by a letter`, async (t) => {
    const { http } = demonstration;
    for (const javaScriptEnabled of [true, false]) {
      const page = await demonstration.reader(t, http, { javaScriptEnabled });
      await page.goto(http.site + file);
      const address = `/fssc/${file.replace("index.html", "")}`;
      const [[form, fields], [letter, body], ...others] = await told(page.locator(".feedback .report a:visible"));
      assert.deepEqual([form, letter, others], ["https:", "mailto:", []]);
      assert.deepEqual(fields, { page: address, version, clause: "" });
      assert.deepEqual(body.split("\r\n").slice(0, 4), [
        "页面：差旅费管理办法",
        `地址：${address}`,
        `版本：${version}`,
        "位置：全文",
      ]);
    }
  });
}

/**
 * The link beside a clause, as a reader comes upon it.
 *
 * @param {Page} page
 * @param {string} id
 */
async function besideClause(page, id) {
  await page.locator(`[id="${id}"] p`).first().hover();
  const link = page.locator(`[id="${id}"] .report-clause`);
  assert.ok(await link.isVisible(), id);
  return (await told(link))[0];
}

test("a report beside a clause carries its number, in the form", async (t) => {
  const { http } = demonstration;
  const page = await demonstration.reader(t, http);
  await page.goto(`${http.site}${POLICY}index.html`);
  for (const [id, clause] of [["a14", "第十四条"], ["a2", "第二条"], ["a14", "第十四条"]]) {
    const [protocol, fields] = await besideClause(page, id);
    assert.equal(protocol, "https:");
    assert.deepEqual(fields, { page: `/fssc/${POLICY}`, version: "2026-01-01", clause });
  }
  await page.locator("#a3 .clause-number").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const reached = await page.locator(":focus").evaluate((link) => [link.className, link.href]);
  assert.equal(reached[0], "report-clause");
  assert.equal(new URL(reached[1]).searchParams.get("clause"), "第三条", "by keys too");
});

test("a report beside a clause carries its number, in the letter where there is no form", async (t) => {
  const { http } = letters;
  const page = await letters.reader(t, http);
  await page.goto(`${http.site}${POLICY}index.html`);
  for (const [id, clause] of [["a14", "第十四条"], ["a2", "第二条"]]) {
    const [protocol, body] = await besideClause(page, id);
    assert.equal(protocol, "mailto:");
    assert.deepEqual(body.split("\r\n").slice(1, 4), [`地址：/fssc/${POLICY}`, "版本：2026-01-01", `位置：${clause}`]);
  }
});

test("a report goes to whoever answers for the page, else to the portal's address", async (t) => {
  const { http } = letters;
  const page = await letters.reader(t, http);
  const to = async () => (await page.locator(".feedback .report a").getAttribute("href")).split("?")[0];
  await page.goto(`${http.site}${POLICY}index.html`);
  assert.equal(await to(), "mailto:fssc-expense@chengyuan.example");
  await page.goto(`${http.site}index.html`);
  assert.equal(await to(), "mailto:fssc-portal@chengyuan.example");
});
