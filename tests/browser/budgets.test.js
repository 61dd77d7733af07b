"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { fileURLToPath, pathToFileURL } = require("node:url");
const zlib = require("node:zlib");
const { after, before, test } = require("node:test");
const { launch, pageWithoutNetwork } = require("./support/chromium.js");
const { fileOf } = require("./support/crawl.js");
const { build, copyOfDemonstration, remove } = require("./support/portal.js");
const { serve } = require("./support/preview.js");
const { DESK, SCREENS } = require("./support/screens.js");
const { oneOfEach, pages, richest } = require("./support/site.js");

const KB = 1024;

/** What a page and all that it loads at once may weigh on its way. */
const PAGE = 60 * KB;

/** What style sheets and scripts of every page may weigh together, unpacked. */
const SHARED = 40 * KB;

/** How far what a reader looks at may move while the page comes. */
const SHIFT = 0.01;

let portal, folder, preview, browser;

before(async () => {
  portal = copyOfDemonstration();
  folder = build(portal);
  preview = await serve(portal);
  browser = await launch();
});

after(async () => {
  if (browser) await browser.close();
  if (preview) await preview.stop();
  if (portal) remove(portal);
});

/** @param {string} file */
const bytes = (file) => fs.readFileSync(path.join(folder, file));

/**
 * The page, and the style sheets and scripts that it loads before a reader does anything.
 *
 * @param {string} file
 */
async function loadedBy(file) {
  const page = await pageWithoutNetwork(browser);
  const loaded = [];
  page.on("request", (request) => {
    if (["document", "stylesheet", "script"].includes(request.resourceType())) loaded.push(request.url());
  });
  await page.goto(pathToFileURL(path.join(folder, file)).href, { waitUntil: "load" });
  await page.waitForTimeout(200);
  await page.close();
  return loaded.map((address) => path.relative(folder, fileURLToPath(address)));
}

for (const { name, file } of [
  { name: "the front page", file: () => "index.html" },
  { name: "a service", file: () => "services/svc-ap-01/index.html" },
  { name: "the longest page of answers", file: () => richest(folder, "faqs") },
  { name: "the list of questions", file: () => "faqs/index.html" },
  { name: "a team", file: () => "teams/team-exp/index.html" },
]) {
  test(`${name} with its style and scripts is at most ${PAGE / KB} KB on its way`, async (t) => {
    const loaded = await loadedBy(file());
    assert.ok(loaded.length >= 3, `${loaded}`);
    const weights = loaded.map((file) => [file, zlib.gzipSync(bytes(file), { level: 9 }).length]);
    const sum = weights.reduce((sum, [, weight]) => sum + weight, 0);
    t.diagnostic(`${file()}: ${(sum / KB).toFixed(1)} KB`);
    assert.ok(sum <= PAGE, `${sum} bytes: ${weights.join(" ")}`);
  });
}

/**
 * The style sheets and scripts that a page names.
 *
 * @param {string} file
 */
function named(file) {
  const tags = bytes(file).toString().matchAll(/<(?:link|script)\b[^>]*?\b(?:href|src)="([^"]+\.(?:css|js))"/g);
  return Array.from(tags, ([, address]) => fileOf(new URL(address, `http://site/${encodeURI(file)}`).href));
}

test(`what every page loads is at most ${SHARED / KB} KB of style and scripts`, (t) => {
  const [first, ...others] = pages(folder).map(named);
  const shared = first.filter((file) => others.every((files) => files.includes(file)));
  assert.ok([".css", ".js"].every((ending) => shared.some((file) => file.endsWith(ending))), `${shared}`);
  const weights = shared.map((file) => [file, bytes(file).length]);
  const sum = weights.reduce((sum, [, weight]) => sum + weight, 0);
  t.diagnostic(`${(sum / KB).toFixed(1)} KB`);
  assert.ok(sum <= SHARED, `${sum} bytes: ${weights.join(" ")}`);
});

/**
 * What moves on a page while it comes over a network: its scripts arrive when it has been painted.
 *
 * @param {import("playwright-core").BrowserContext} context
 * @param {string} address
 * @returns {Promise<[number, string][]>} How far, and what.
 */
async function shifts(context, address) {
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.shifts = [];
    const names = ({ sources }) => sources.map(({ node }) => (node instanceof Element ? node.className : "")).join();
    const note = (shift) => window.shifts.push([shift.value, names(shift)]);
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: "layout-shift", buffered: true });
  });
  const painted = page
    .goto(address, { waitUntil: "commit" })
    .then(() => page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0));
  await page.route(/\.js$/, async (route) => {
    await painted;
    await route.fallback();
  });
  await painted;
  await page.waitForLoadState("load");
  await page.waitForTimeout(300);
  return page.evaluate(() => window.shifts);
}

/** @param {[number, string][]} shifts */
const sumOf = (shifts) => shifts.reduce((sum, [value]) => sum + value, 0);

for (const viewport of SCREENS) {
  for (const file of ["index.html", "policies/fssc-exp-003/index.html", "services/svc-ap-01/index.html"]) {
    test(`nothing moves while ${file} comes, ${viewport.width} wide`, async (t) => {
      const context = await browser.newContext({ viewport });
      t.after(() => context.close());
      const seen = await shifts(context, `${preview.origin}/${file}`);
      t.diagnostic(sumOf(seen).toFixed(4));
      assert.ok(sumOf(seen) < SHIFT, JSON.stringify(seen));
    });
  }
}

test("what a late script moves would be seen", async (t) => {
  const context = await browser.newContext({ viewport: DESK });
  t.after(() => context.close());
  const answer = (contentType, body) => (route) => route.fulfill({ contentType, body });
  await context.route("**/late.html", answer("text/html", '<p id="a">1</p><p>2</p><script src="late.js" defer></script>'));
  await context.route("**/late.js", answer("text/javascript", 'document.getElementById("a").style.height = "400px"'));
  assert.ok(sumOf(await shifts(context, `${preview.origin}/late.html`)) > SHIFT);
});

test("no page asks for a font", async () => {
  const page = await browser.newPage();
  const asked = [];
  page.on("request", (request) => asked.push([request.resourceType(), request.url()]));
  for (const file of oneOfEach(folder)) await page.goto(`${preview.origin}/${file}`, { waitUntil: "load" });
  await page.close();
  assert.ok(asked.some(([type]) => type === "stylesheet"));
  assert.deepEqual(asked.filter(([type]) => type === "font"), []);
});
