"use strict";

const assert = require("node:assert/strict");
const { pathToFileURL } = require("node:url");
const { after, before, test } = require("node:test");
const { extractText, getDocumentProxy } = require("unpdf");
const { launch, pageWithoutNetwork } = require("./support/chromium.js");
const { build, copyOfDemonstration, remove } = require("./support/portal.js");

const POLICY = "policies/fssc-exp-003/index.html";
const OLD_POLICY = "policies/fssc-exp-003/2024-01-01/index.html";
const AGREEMENT = "agreements/sla-2026-01/index.html";
const SERVICE = "services/svc-ap-01/index.html";
const TEAM = "teams/team-exp/index.html";

/** When it is printed: where it is printed already the last of November. */
const NOW = new Date("2026-11-29T18:00:00Z");
const TODAY = "2026-11-30";

/** What is of use on a screen only. */
const OF_SCREENS = [
  "跳到正文", // the skip link
  "搜制度", // the search box
  "兑现情况", // the menu
  "拼音索引", // the foot
  "有帮助吗",
  "发邮件反馈",
  "这里有问题",
  "复制链接",
  "目录",
];

let portal, site, browser;

before(async () => {
  portal = copyOfDemonstration();
  site = pathToFileURL(build(portal)).href + "/";
  browser = await launch();
});

after(async () => {
  if (browser) await browser.close();
  if (portal) remove(portal);
});

/** As letters, not as the shapes that a font has for parts of them; without spaces. @param {string} text */
const plain = (text) => text.normalize("NFKC").replace(/\s+/g, "");

/**
 * A page as its reader has it when they print: the pointer on the text.
 *
 * @param {import("node:test").TestContext} t
 * @param {string} file
 */
async function opened(t, file) {
  const page = await pageWithoutNetwork(browser, { timezoneId: "Asia/Shanghai" });
  t.after(() => page.close());
  await page.clock.setFixedTime(NOW);
  await page.goto(site + file);
  await page.locator(".document-text p").first().hover();
  return page;
}

/**
 * The text of each sheet, without what browsers print around it.
 *
 * @param {import("playwright-core").Page} page
 */
async function printed(page) {
  const file = await page.pdf({ displayHeaderFooter: false, preferCSSPageSize: true });
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file)), { mergePages: false });
  return text;
}

for (const { file, number, version } of [
  { file: POLICY, number: "澄财〔2025〕58号", version: "2026-01-01" },
  { file: OLD_POLICY, number: "澄财〔2023〕46号", version: "2024-01-01" },
]) {
  test(`every sheet of ${file} says what it is: title, number, version, and that it is no controlled copy`, async (t) => {
    const sheets = await printed(await opened(t, file));
    assert.ok(sheets.length > 2, "it takes more than one");
    const wanted = ["差旅费管理办法", number, version, "打印件非受控"].map(plain);
    const missing = sheets.map((sheet) => wanted.filter((word) => !plain(sheet).includes(word)));
    assert.deepEqual(missing, sheets.map(() => []));
  });
}

for (const file of [POLICY, AGREEMENT, SERVICE]) {
  test(`every sheet of ${file} has its number and how many there are`, async (t) => {
    const sheets = await printed(await opened(t, file));
    assert.ok(sheets.length > 1);
    const numbers = sheets.map((sheet) => sheet.split("\n").find((line) => /^\s*\d+ \/ \d+\s*$/.test(line)));
    const wanted = sheets.map((_, at) => `${at + 1} / ${sheets.length}`);
    assert.deepEqual(numbers.map((number) => number && number.trim()), wanted);
  });
}

for (const file of [POLICY, AGREEMENT, SERVICE, TEAM]) {
  test(`${file} brings nothing to paper that only a screen can use`, async (t) => {
    const page = await opened(t, file);
    const paper = plain((await printed(page)).join(""));
    assert.ok(paper.includes(plain(await page.locator("h1").innerText())));
    assert.deepEqual(OF_SCREENS.filter((word) => paper.includes(plain(word))), []);
    await page.emulateMedia({ media: "print" });
    const used = page.locator("nav, form, button, .site-header, .site-footer, .feedback, .clause-tools, .open-now");
    assert.deepEqual(await used.locator("visible=true").evaluateAll((all) => all.map(({ outerHTML }) => outerHTML)), []);
  });
}

test("what is looked for on paper is on the screen", async (t) => {
  const page = await opened(t, POLICY);
  await page.locator("#a2").hover();
  const screen = plain(await page.evaluate(() => document.body.innerText + document.querySelector("input").placeholder));
  // Hidden from a folder, which has no server that counts.
  const helpful = plain(await page.locator("[data-helpful]").textContent());
  assert.deepEqual(OF_SCREENS.filter((word) => !(screen + helpful).includes(plain(word))), []);
});

test("a policy on paper says the day on which it was printed", async (t) => {
  const days = Array.from(plain((await printed(await opened(t, POLICY))).join("")).matchAll(/打印日期:?(\d{4}-\d\d-\d\d)/g));
  assert.ok(days.length > 0);
  assert.deepEqual(Array.from(new Set(days.map(([, day]) => day))), [TODAY]);
});

test("what is folded on the screen is open on paper, and folded again behind it", async (t) => {
  const page = await opened(t, AGREEMENT);
  const folded = page.locator("#fact-bases table");
  assert.ok(!(await folded.isVisible()));
  const words = plain(await folded.locator("td").last().textContent());
  assert.ok(plain((await printed(page)).join("")).includes(words), words);
  assert.ok(!(await folded.isVisible()));
});

test("no clause of a policy is lost on paper", async (t) => {
  const page = await opened(t, POLICY);
  const paper = plain((await printed(page)).join(""));
  const numbers = await page.locator(".article .clause-number").allTextContents();
  assert.ok(numbers.length > 20);
  assert.deepEqual(numbers.filter((number) => !paper.includes(plain(number))), []);
});
