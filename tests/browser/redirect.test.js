"use strict";

const assert = require("node:assert/strict");
const { after, before, test } = require("node:test");
const { launch, watched } = require("./support/chromium.js");
const { build, copyOfDemonstration, remove } = require("./support/portal.js");
const { serve } = require("./support/preview.js");
const { files, isRedirect } = require("./support/site.js");

let portal, site, preview, browser, page, taken;

before(async () => {
  portal = copyOfDemonstration();
  site = build(portal);
  preview = await serve(portal);
  browser = await launch();
  page = await browser.newPage();
  taken = await watched(page, preview.origin + "/");
});

after(async () => {
  if (browser) await browser.close();
  if (preview) await preview.stop();
  if (portal) remove(portal);
});

/** @param {string} path */
const at = (path) => `${preview.origin}/${path}`;

test("every old address leads to a page that stays, without a fault", async () => {
  const old = files(site, ".html").filter((file) => isRedirect(site, file));
  assert.ok(old.length > 0, "the demonstration has aliases");
  for (const file of old) {
    await page.goto(at(file), { waitUntil: "commit" });
    await page.locator("article.document h1").waitFor();
    assert.ok(!old.some((other) => page.url() === at(other)), file);
  }
  assert.deepEqual(taken(), { said: [], elsewhere: [], forbidden: [] });
});

test("an old address keeps the place on the page", async () => {
  await page.goto(at("old/rules/travel.html#a14"), { waitUntil: "commit" });
  await page.waitForURL(at("policies/fssc-exp-003/index.html#a14"));
  await page.goto(at("old/rules/travel.html#hotel-cap"), { waitUntil: "commit" });
  await page.waitForURL(at("policies/fssc-exp-003/index.html#hotel-cap"));
});

test("the button back does not end at the old address", async () => {
  await page.goto(at("index.html"));
  await page.goto(at("old/rules/travel.html"), { waitUntil: "commit" });
  await page.waitForURL(at("policies/fssc-exp-003/index.html"));
  await page.goBack();
  await page.waitForURL(at("index.html"));
});

test("an old address leads on without scripts", async () => {
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(at("old/rules/travel.html"), { waitUntil: "commit" });
  await plain.waitForURL(at("policies/fssc-exp-003/index.html"));
  assert.equal(await plain.locator("h1").innerText(), "差旅费管理办法");
  await plain.close();
});

test("the old version of a policy says so first and leads to the one in force", async () => {
  await page.goto(at("policies/fssc-exp-003/2024-01-01/index.html"));
  const banner = page.locator(".banner");
  assert.equal(await banner.getAttribute("data-state"), "superseded");
  const isAbove = await banner.evaluate((element) => {
    const text = document.querySelector(".document-text");
    return element.getBoundingClientRect().top < Math.min(text.getBoundingClientRect().top, window.innerHeight);
  });
  assert.ok(isAbove, "the banner stands above the text");
  await banner.getByRole("link").click();
  await page.waitForURL(at("policies/fssc-exp-003/index.html"));
  assert.equal(await page.locator(".banner").count(), 0);
});

test("the versions of a policy lead to one another", async () => {
  await page.goto(at("policies/fssc-exp-003/index.html"));
  const versions = page.locator("#versions .version-link");
  assert.equal(await versions.count(), 2);
  await versions.last().click();
  await page.waitForURL(at("policies/fssc-exp-003/2024-01-01/index.html"));
  assert.equal(await page.locator("#versions a[aria-current=page]").count(), 1);
  await page.locator("#versions .version-link").first().click();
  await page.waitForURL(/\/policies\/fssc-exp-003\/(2026-01-01\/)?index\.html$/);
});

for (const path of ["nowhere.html", "policies/nowhere/and/deeper.html"]) {
  test(`at ${path}, where nothing is, a page with its style says so and leads on`, async () => {
    const answer = await page.goto(at(path));
    assert.equal(answer.status(), 404);
    assert.equal(await page.locator("h1").innerText(), "没有这一页");
    assert.equal(await page.locator("body").evaluate((body) => getComputedStyle(body).display), "flex");
    const links = await page.locator("main a").evaluateAll((all) => all.map((link) => link.href));
    assert.ok(links.length >= 3, "there are ways on");
    for (const link of links) assert.equal((await fetch(link)).status, 200, link);
    await page.locator("main").getByRole("link", { name: "回到首页" }).click();
    assert.equal(await page.locator("h1").innerText(), "财务共享中心专栏");
    const { elsewhere, forbidden } = taken();
    assert.deepEqual([elsewhere, forbidden], [[], []]);
  });
}
