"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { fileURLToPath, pathToFileURL } = require("node:url");
const { after, before, test } = require("node:test");
const { launch, pageWithoutNetwork, watched } = require("./support/chromium.js");
const { build, copyOfDemonstration, remove } = require("./support/portal.js");
const { SECTIONS, pages } = require("./support/site.js");

/** The page for lost addresses is a server's, and goes by the portal's address. */
const LOST = "404.html";

let portal, folder, site, browser, page, taken;

before(async () => {
  portal = copyOfDemonstration();
  folder = build(portal);
  site = pathToFileURL(folder).href + "/";
  browser = await launch();
  page = await pageWithoutNetwork(browser);
  taken = await watched(page, site);
});

after(async () => {
  if (browser) await browser.close();
  if (portal) remove(portal);
});

/** The style sheet makes a column of the body. */
const isStyled = () => page.locator("body").evaluate((body) => getComputedStyle(body).display === "flex");

test("from a folder the menu leads to every section, and each list to a document, with their style", async () => {
  const reached = [];
  await page.goto(site + "index.html");
  const links = await page.locator("#site-menu a").count();
  for (let at = 0; at < links; at += 1) {
    await page.locator("#site-menu a").nth(at).click();
    await page.waitForURL(/\/index\.html$/);
    const list = page.url();
    const section = list.slice(site.length).split("/")[0];
    assert.ok(await isStyled(), list);
    // Questions open where they stand.
    const question = page.locator("main .accordion summary").first();
    if (await question.count()) await question.click();
    await page.locator(`main ul a[href*="/"], main .list-table a[href*="/"]`).locator("visible=true").nth(section === "policies" ? 1 : 0).click();
    await page.locator("article.document").waitFor();
    if (section !== "performance") assert.ok(page.url().startsWith(site + section + "/"), page.url());
    assert.ok(await isStyled(), page.url());
    reached.push(section);
    await page.locator(".breadcrumbs a").first().click();
    await page.locator(".home").waitFor();
  }
  assert.deepEqual(reached.sort(), [...SECTIONS, "performance"].sort());
  assert.deepEqual(taken(), { said: [], elsewhere: [], forbidden: [] });
});

test("from a folder every link, picture, style and script of every page is a file with that place in it", async () => {
  const places = new Map();
  const named = [];
  for (const file of pages(folder).filter((file) => file !== LOST)) {
    await page.goto(site + encodeURI(file));
    const seen = await page.evaluate(() => ({
      ids: Array.from(document.querySelectorAll("[id]"), ({ id }) => id),
      addresses: Array.from(
        document.querySelectorAll("[href], [src], [action], [data-script], [data-pointer]"),
        ({ href, src, action, dataset }) => [href, src, action, dataset.script, dataset.pointer],
      )
        .flat()
        .filter((address) => typeof address === "string")
        .map((address) => new URL(address, document.baseURI).href),
    }));
    places.set(file, seen.ids);
    seen.addresses.filter((address) => address.startsWith("file:")).forEach((address) => named.push([file, address]));
  }
  const isThere = (address) => {
    const place = fileURLToPath(address.split(/[?#]/)[0]);
    const ids = places.get(path.relative(folder, place).split(path.sep).join("/"));
    const anchor = decodeURIComponent(new URL(address).hash.slice(1));
    return fs.existsSync(place) && fs.statSync(place).isFile() && (!anchor || !ids || ids.includes(anchor));
  };
  assert.ok(named.length > 1000, "pages have links");
  assert.deepEqual(named.filter(([, address]) => !isThere(address)), []);
  assert.deepEqual(taken(), { said: [], elsewhere: [], forbidden: [] });
});

test("from a folder an old address leads on, with the place on the page", async () => {
  await page.goto(site + "old/rules/travel.html#a14", { waitUntil: "commit" });
  await page.waitForURL(site + "policies/fssc-exp-003/index.html#a14");
});

test("from a folder a print button is there, and the contents mark where the reader is", async () => {
  await page.goto(site + "policies/fssc-exp-003/index.html");
  assert.ok(await page.getByRole("button", { name: "打印" }).isVisible());
  const last = page.locator(".contents a").last();
  await last.click();
  await page.locator(".contents a[aria-current]").waitFor();
});

test("the contents mark the part in which a linked clause stands, and at the end the last one", async () => {
  const marked = page.locator(".contents a[aria-current]");
  await page.goto(site + "policies/fssc-exp-003/index.html#a8");
  await page.waitForFunction(() => document.querySelector(".contents a[aria-current]")?.textContent.includes("第二章"));
  await page.locator(".contents a").last().click();
  await page.waitForFunction(() => window.scrollY > 1000);
  assert.equal(await marked.count(), 1);
});
