"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { after, before, test } = require("node:test");
const { launch } = require("./support/chromium.js");
const { copyOfDemonstration, remove } = require("./support/portal.js");
const { serve } = require("./support/preview.js");

/** A document, and where it is shown. */
const DOCUMENT = "content/faqs/供应商改账号.md";
const ADDRESS = "faqs/faq-md-01/index.html";

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser && browser.close());

/**
 * A preview of a portal of the test's own, and a page of it.
 *
 * @param {import("node:test").TestContext} t
 * @param {{ broken?: (portal: string) => void, options?: string[] }} wish What is wrong at the start.
 */
async function previewed(t, { broken = () => {}, options = [] } = {}) {
  const portal = copyOfDemonstration();
  t.after(() => remove(portal));
  broken(portal);
  const preview = await serve(portal, ...options);
  t.after(() => preview.stop());
  const page = await browser.newPage();
  t.after(() => page.close());
  return { portal, page, address: `${preview.origin}/${ADDRESS}`, overlay: page.locator(".lanmu-overlay") };
}

/**
 * Writes a file anew, as an editor saves it.
 *
 * @param {string} portal
 * @param {string} file
 * @param {(text: string) => string} change
 */
function edit(portal, file, change) {
  const place = path.join(portal, file);
  const text = fs.readFileSync(place, "utf8");
  const changed = change(text);
  assert.notEqual(changed, text, `${file} changes`);
  fs.writeFileSync(place, changed);
}

/** Puts a line at the start of a file or of its front matter; it is then the file's first or second. */
const withLine = (line) => (text) => (text.startsWith("+++\n") ? `+++\n${line}\n${text.slice(4)}` : `${line}\n${text}`);

/** Takes that line out again. */
const withoutLine = (line) => (text) => text.replace(`${line}\n`, "");

const write = (sentence) => (text) => `${text}\n${sentence}\n`;

test("the page shows what was edited by itself", async (t) => {
  const { portal, page, address, overlay } = await previewed(t);
  await page.goto(address);
  assert.ok(!(await overlay.isVisible()), "nothing is wrong");
  for (const sentence of ["第一次改动。", "第二次改动。"]) {
    edit(portal, DOCUMENT, write(sentence));
    await page.getByText(sentence).waitFor();
  }
  assert.equal(page.url(), address);
});

test("with --poll the page shows what was edited by itself", async (t) => {
  const { portal, page, address } = await previewed(t, { options: ["--poll"] });
  await page.goto(address);
  for (const sentence of ["第一次改动。", "第二次改动。"]) {
    edit(portal, DOCUMENT, write(sentence));
    await page.getByText(sentence).waitFor();
  }
});

test("the page shows a template and a style that were edited", async (t) => {
  const { portal, page, address } = await previewed(t);
  await page.goto(address);
  edit(portal, "themes/default/templates/faq.html", (text) =>
    text.replace('<div class="prose answers">', '$&<p>来自模板</p>'),
  );
  await page.getByText("来自模板").waitFor();
  edit(portal, "themes/default/static/css/90-print.css", (text) => text + "\nmain h1 { color: rgb(1, 2, 3); }\n");
  await page.waitForFunction(() => {
    const heading = document.querySelector("main h1");
    return heading && getComputedStyle(heading).color === "rgb(1, 2, 3)";
  });
});

test("a document that is begun shows in its list, and one that is deleted no more", async (t) => {
  const { portal, page, address } = await previewed(t);
  await page.goto(address.replace(ADDRESS, "faqs/index.html"));
  const place = path.join(portal, "content/faqs/新问题.md");
  fs.writeFileSync(place, '+++\nid = "FAQ-NEW-01"\ntitle = "新问题在哪里？"\n+++\n\n在这里。\n');
  const link = page.getByText("新问题在哪里？");
  await link.waitFor();
  fs.rmSync(place);
  await link.waitFor({ state: "detached" });
});

test("a change that comes while the page is loading is shown too", async (t) => {
  const { portal, page, address } = await previewed(t);
  const held = async (route) => {
    edit(portal, DOCUMENT, write("改在加载的时候。"));
    // Until the preview has built anew.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  };
  await page.route("**/.lanmu/overlay.js", held, { times: 1 });
  await page.goto(address);
  await page.getByText("改在加载的时候。").waitFor({ timeout: 10_000 });
});

test("a broken file shows its code, name and line over the page until it is mended", async (t) => {
  const { portal, page, address, overlay } = await previewed(t);
  await page.goto(address);
  edit(portal, DOCUMENT, withLine('rnak = "high"'));
  await overlay.getByText("L0204").waitFor();
  const said = await overlay.innerText();
  assert.ok(said.includes(`${DOCUMENT}:2:`), said);
  assert.ok(said.includes("rnak"), said);
  edit(portal, DOCUMENT, withoutLine('rnak = "high"'));
  await overlay.waitFor({ state: "hidden" });
  assert.equal(await page.locator("h1").innerText(), "供应商改了银行账号，怎么办理变更？");
});

test("the overlay folds by its button", async (t) => {
  const { page, address, overlay } = await previewed(t, {
    broken: (portal) => edit(portal, DOCUMENT, withLine('rnak = "high"')),
  });
  await page.goto(address);
  await overlay.getByText("L0204").waitFor();
  await overlay.getByRole("button").click();
  await overlay.getByText("L0204").waitFor({ state: "hidden" });
  await overlay.getByRole("button").click();
  await overlay.getByText("L0204").waitFor();
});

/** What can be wrong before the first build: a line, and what the overlay then says. */
const BROKEN = [
  { name: "a document", file: DOCUMENT, line: 'rnak = "high"', code: "L0204", at: ":2:" },
  { name: "a document that is no TOML", file: DOCUMENT, line: "rank = = 1", code: "L0", at: ":2:" },
  { name: "portal.toml", file: "portal.toml", line: 'titel = "栏目"', code: "L0204", at: ":1:" },
  { name: "a portal.toml that is no TOML", file: "portal.toml", line: "title = = 1", code: "L0", at: ":1:" },
  {
    name: "a template with an unknown name",
    file: "themes/default/templates/base.html",
    line: "{{ page.head.sumary }}",
    code: "L0602",
    at: ":1:",
  },
  {
    name: "a template that cannot be read",
    file: "themes/default/templates/base.html",
    line: "{% if page.head. %}",
    code: "L0",
    at: ":1:",
  },
];

for (const { name, file, line, code, at } of BROKEN) {
  test(`${name}, broken before the first build, is shown and goes away when mended`, async (t) => {
    const { portal, page, address, overlay } = await previewed(t, {
      broken: (portal) => edit(portal, file, withLine(line)),
    });
    await page.goto(address);
    await overlay.getByText(code).first().waitFor();
    const said = await overlay.innerText();
    assert.ok(said.includes(file + at), said);
    edit(portal, file, withoutLine(line));
    await page.getByRole("heading", { level: 1, name: "供应商改了银行账号" }).waitFor();
    await overlay.waitFor({ state: "hidden" });
  });
}
