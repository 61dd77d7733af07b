"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { after, before, test } = require("node:test");
const { launch } = require("./support/chromium.js");
const { build, copyOfDemonstration, remove } = require("./support/portal.js");
const { SCREENS } = require("./support/screens.js");
const { serveFolder } = require("./support/static.js");

let portal, folder, server, browser;

before(async () => {
  portal = copyOfDemonstration();
  const configuration = path.join(portal, "portal.toml");
  const said = fs.readFileSync(configuration, "utf8");
  fs.writeFileSync(configuration, said.replace("[search]", "[search]\nlog = true"));
  folder = build(portal);
  server = await serveFolder(folder);
  browser = await launch();
});

after(async () => {
  if (browser) await browser.close();
  if (server) await server.stop();
  if (portal) remove(portal);
});

/**
 * A page of a reader who was never here before.
 *
 * @param {import("node:test").TestContext} t
 * @param {{ width: number, height: number }} size
 */
async function newPage(t, size) {
  const context = await browser.newContext({ viewport: size });
  t.after(() => context.close());
  return context.newPage();
}

/**
 * The page of results for a query.
 *
 * @param {import("playwright-core").Page} page
 * @param {Record<string, string>} asked
 * @param {string} site
 */
async function results(page, asked, site = server.origin + "/") {
  await page.goto(site + "search/index.html?" + new URLSearchParams(asked));
  await page.locator(".search-documents, .search-empty, .search-hint, .search-filters").first().waitFor();
}

/**
 * Types into the box of a list.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} typed
 */
async function type(page, typed) {
  await page.goto(server.origin + "/policies/index.html");
  const box = page.locator("form.search input");
  await box.click();
  await box.pressSequentially(typed);
  return box;
}

const kindsOf = (page) => page.locator(".search-documents .search-kind").allInnerTexts();

for (const size of SCREENS) {
  test(`over http the engine runs in a worker, under a strict policy, at ${size.width} px`, async (t) => {
    const page = await newPage(t, size);
    const faults = [];
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await results(page, { q: "住宿标准" });
    assert.equal(page.workers().length, 1);
    assert.match(page.workers()[0].url(), /\/assets\/search-[0-9a-f]+\.js$/);
    assert.deepEqual(faults, []);
  });

  test(`where there are no workers the page itself answers the same, at ${size.width} px`, async (t) => {
    const [page, without] = [await newPage(t, size), await newPage(t, size)];
    await without.addInitScript(() => delete window.Worker);
    await results(page, { q: "发票" });
    await results(without, { q: "发票" });
    assert.equal(without.workers().length, 0);
    assert.deepEqual(await without.locator(".search-documents").innerText(), await page.locator(".search-documents").innerText());
  });

  test(`a server that knows no ranges answers the same, at ${size.width} px`, async (t) => {
    const plain = await serveFolder(folder, { hasRanges: false });
    t.after(() => plain.stop());
    const [page, other] = [await newPage(t, size), await newPage(t, size)];
    await results(page, { q: "紧急支付" });
    await results(other, { q: "紧急支付" }, plain.origin + "/");
    assert.equal(await other.locator(".search-documents").innerText(), await page.locator(".search-documents").innerText());
  });

  test(`results are narrowed down, and the address says so, at ${size.width} px`, async (t) => {
    const page = await newPage(t, size);
    await results(page, { q: "发票" });
    const kind = page.getByLabel("类型");
    const offered = await kind.locator("option").allInnerTexts();
    const policies = offered.find((text) => text.startsWith("制度"));
    await kind.selectOption({ label: policies });
    await page.waitForURL("**kind=policy**");
    const count = Number(/\d+/.exec(policies)[0]);
    await page.getByText(`找到 ${count} 篇`).waitFor();
    assert.ok((await kindsOf(page)).every((text) => text.startsWith("制度")));
    // What is sent to a colleague shows the same.
    const colleague = await newPage(t, size);
    await colleague.goto(page.url());
    await colleague.locator(".search-documents").waitFor();
    assert.equal(await colleague.getByLabel("类型").inputValue(), "policy");
    assert.deepEqual(await kindsOf(colleague), await kindsOf(page));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing sticks out");
    const { height } = await kind.boundingBox();
    assert.ok(height >= 44, `a select of ${height} px`);
  });

  test(`the panel stays within the window, at ${size.width} px`, async (t) => {
    const page = await newPage(t, size);
    await type(page, "差旅");
    await page.locator(".search-suggestion").first().waitFor();
    const { x, width } = await page.locator(".search-panel").boundingBox();
    assert.ok(x >= 0 && x + width <= size.width, `${x} + ${width}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing sticks out");
  });

  test(`a choice that leaves nothing is said, and can be taken back, at ${size.width} px`, async (t) => {
    const page = await newPage(t, size);
    await results(page, { q: "差旅费管理办法", kind: "risk" });
    await page.getByText("没有符合筛选条件的结果").waitFor();
    await page.getByLabel("类型").selectOption("");
    await page.locator(".search-documents").waitFor();
  });

  test(`who comes back finds the list as it was left, at ${size.width} px`, async (t) => {
    const page = await newPage(t, size);
    await results(page, { q: "付款" });
    const documents = page.locator(".search-document");
    await page.locator(".search-more").click();
    await documents.nth(10).waitFor();
    const shown = await documents.count();
    await documents.last().locator("a").first().scrollIntoViewIfNeeded();
    const top = await page.evaluate(() => window.scrollY);
    await documents.last().locator("a").first().click();
    await page.waitForURL((url) => !url.pathname.startsWith("/search/"));
    await page.goBack();
    await documents.nth(10).waitFor();
    assert.equal(await documents.count(), shown);
    assert.ok(Math.abs((await page.evaluate(() => window.scrollY)) - top) < 5);
  });

  test(`Back leads to the search before, whatever was typed on the way to the next, at ${size.width} px`, async (t) => {
    const page = await newPage(t, size);
    await results(page, { q: "付款" });
    const box = page.locator("form.search input");
    const isAt = (query) => page.waitForFunction((query) => new URL(location.href).searchParams.get("q") === query, query);
    await page.locator(".search-document").first().waitFor();
    await box.fill("档");
    await isAt("档");
    await box.fill("档案");
    await box.press("Enter");
    await isAt("档案");
    await page.goBack();
    await isAt("付款");
    assert.equal(await box.inputValue(), "付款");
    await page.locator(".search-document", { hasText: "资金支付管理办法" }).first().waitFor();
    await page.goForward();
    await isAt("档案");
    await page.locator(".search-document", { hasText: "会计档案管理办法" }).first().waitFor();
  });

  test(`titles that begin as the query does are offered, and lead on, at ${size.width} px`, async (t) => {
    const page = await newPage(t, size);
    await type(page, "差旅");
    const suggestion = page.getByRole("option", { name: "差旅费管理办法", exact: true });
    await suggestion.click();
    await page.waitForURL("**/search/index.html?q=*");
    assert.equal(await page.locator("form.search input").inputValue(), "差旅费管理办法");
  });

  test(`what was searched before is offered in an empty box, and can be forgotten, at ${size.width} px`, async (t) => {
    const page = await newPage(t, size);
    const box = await type(page, "紧急支付");
    await page.locator(".search-document a").first().click();
    await page.goto(server.origin + "/policies/index.html");
    await box.click();
    await page.getByRole("option", { name: "紧急支付" }).waitFor();
    await page.getByRole("button", { name: "清除" }).click();
    await box.blur();
    await box.focus();
    assert.equal(await page.getByRole("option", { name: "紧急支付" }).count(), 0);
    assert.deepEqual(await page.evaluate(() => window.localStorage.getItem("lanmu-searches")), null);
  });

  test(`a question that fits is answered in place, and a person's number can be called, at ${size.width} px`, async (t) => {
    const page = await newPage(t, size);
    await results(page, { q: "提交以后几天能到账" });
    const answer = page.locator(".search-answer");
    assert.match(await answer.innerText(), /受理后3个工作日内打款/);
    await results(page, { q: "谭越" });
    const call = page.locator(".search-answer a.phone");
    assert.match(await call.first().getAttribute("href"), /^tel:8\d{3}$/);
    await results(page, { q: "8313" });
    assert.match(await answer.innerText(), /方宁/);
  });

  test(`pinyin and slips say what was searched, with a way back, at ${size.width} px`, async (t) => {
    const page = await newPage(t, size);
    await results(page, { q: "baoxiao" });
    await page.getByText("已按“报销”搜索").waitFor();
    await page.getByRole("button", { name: "仍搜“baoxiao”" }).click();
    await page.getByText("没有找到“baoxiao”").waitFor();
  });

  test(`what is quoted must stand there just so, at ${size.width} px`, async (t) => {
    const page = await newPage(t, size);
    await results(page, { q: "“业务招待费报销时”" });
    const found = page.locator(".search-documents");
    assert.match(await found.innerText(), /业务招待费报销时/);
    assert.equal(await found.locator(".search-document").count(), 1);
    await results(page, { q: "“招待费业务”" });
    await page.getByText("没有与“招待费业务”完全一致的内容").waitFor();
  });

  test(`a query with its number of results and the hit opened is asked of the server, once, at ${size.width} px`, async (t) => {
    const page = await newPage(t, size);
    await type(page, "紧急支付");
    await page.locator(".search-document a").first().click();
    await page.waitForTimeout(3000);
    const told = server.log.filter((url) => url.startsWith("/search/asked.txt") && url.includes(encodeURIComponent("紧急支付")));
    const asked = told.map((url) => Object.fromEntries(new URL(url, server.origin).searchParams));
    const last = asked[asked.length - 1];
    assert.equal(last.q, "紧急支付");
    assert.ok(Number(last.n) > 0);
    assert.match(last.open, /^policies\/fssc-pay-00\d\/index\.html/);
    assert.deepEqual(Object.keys(last).sort(), ["n", "open", "q"]);
  });

  test(`an index that a publish has moved is found again, at ${size.width} px`, async (t) => {
    const copy = folder + "-moved";
    fs.cpSync(folder, copy, { recursive: true });
    const moved = await serveFolder(copy);
    t.after(() => moved.stop());
    t.after(() => remove(copy));
    const page = await newPage(t, size);
    await results(page, { q: "发票" }, moved.origin + "/");
    const pointer = path.join(copy, "search/pointer.js");
    const said = fs.readFileSync(pointer, "utf8");
    const [, name] = /"folder":"([0-9a-f]+)"/.exec(said);
    fs.renameSync(path.join(copy, "search", name), path.join(copy, "search/0123456789ab"));
    fs.writeFileSync(pointer, said.replace(name, "0123456789ab"));
    await page.locator("form.search input").fill("紧急支付");
    await page.locator(`.search-passage[href*="fssc-pay-001"]`).first().waitFor();
  });

  test(`a theme with a page of results of its own shows them, at ${size.width} px`, async (t) => {
    const plain = copyOfDemonstration();
    t.after(() => remove(plain));
    const configuration = path.join(plain, "portal.toml");
    fs.writeFileSync(configuration, fs.readFileSync(configuration, "utf8").replace('theme = "default"', 'theme = "plain"'));
    const page = await newPage(t, size);
    await results(page, { q: "baoxiao" }, pathToFileURL(build(plain)).href + "/");
    await page.getByText("已按“报销”搜索").waitFor();
  });

  test(`from a folder the same is narrowed down and answered, at ${size.width} px`, async (t) => {
    const page = await newPage(t, size);
    await results(page, { q: "发票", kind: "faq" }, pathToFileURL(folder).href + "/");
    assert.ok((await kindsOf(page)).every((text) => text.startsWith("常见问题")));
  });
}
