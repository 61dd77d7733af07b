"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const { pathToFileURL } = require("node:url");
const { after, before, test } = require("node:test");
const axe = require("axe-core");
const { launch, watched } = require("./support/chromium.js");
const { build, copyOfDemonstration, remove } = require("./support/portal.js");
const { serve } = require("./support/preview.js");
const { portalOfVersions } = require("./support/versions.js");

const TRAVEL = "policies/p-exp-1/";
const OLD = "2024-01-01";
const MIDDLE = "2025-07-01";
const NEW = "2026-03-01";
const COMPARISON = `${TRAVEL}${MIDDLE}/changes/index.html`;

const DESK = { width: 1280, height: 800 };
const RULES = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };

let portal, folder, preview, browser;

/** The same site served and opened from its folder. */
const ways = [
  { name: "over http", site: "", offline: false },
  { name: "from a folder without a network", site: "", offline: true },
];

before(async () => {
  portal = portalOfVersions();
  folder = build(portal);
  preview = await serve(portal);
  browser = await launch();
  ways[0].site = preview.origin + "/";
  ways[1].site = pathToFileURL(folder).href + "/";
});

after(async () => {
  if (browser) await browser.close();
  if (preview) await preview.stop();
  if (portal) remove(portal);
});

/**
 * A reader of their own, with an empty memory. Whatever they do, nothing foreign is asked for, nothing is forbidden and
 * no script fails.
 *
 * @param {import("node:test").TestContext} t
 * @param {{ site: string, offline: boolean }} way
 * @param {import("playwright-core").BrowserContextOptions} look
 */
async function reader(t, { site, offline } = ways[0], look = {}) {
  const context = await browser.newContext({ viewport: DESK, offline, ...look });
  if (!offline) await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  const taken = await watched(page, site);
  t.after(async () => {
    await context.close();
    assert.deepEqual(taken(), { said: [], elsewhere: [], forbidden: [] });
  });
  return page;
}

/** @param {string} file */
const at = (file) => ways[0].site + file;

/**
 * The address that a reader copied; the portal says below which path it will stand.
 *
 * @param {import("playwright-core").Page} page
 */
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

/** @param {string} file */
const lasting = (file) => `${preview.origin}/rules/${file}`;

/** @param {import("playwright-core").Locator} all */
const texts = async (all) => (await all.allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());

// Links that are copied.

/**
 * Asks for a clause's link as a reader does with a mouse.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} id
 */
async function copyClause(page, id) {
  await page.locator(`#${id}`).hover();
  await page.locator(`#${id} .copy-link`).click();
}

test("a clause with a name of its own is copied by it", async (t) => {
  const page = await reader(t);
  for (const file of [`${TRAVEL}index.html`, `${TRAVEL}${MIDDLE}/index.html`]) {
    await page.goto(at(file));
    await copyClause(page, "a3");
    assert.equal(await copied(page), lasting(`${TRAVEL}#hotel`), file);
  }
});

test("a clause without a name is copied in the version that is read", async (t) => {
  const page = await reader(t);
  await page.goto(at(`${TRAVEL}index.html`));
  await copyClause(page, "a5");
  assert.equal(await copied(page), lasting(`${TRAVEL}${NEW}/#a5`));
  await page.goto(at(`${TRAVEL}${OLD}/index.html`));
  await copyClause(page, "a4");
  assert.equal(await copied(page), lasting(`${TRAVEL}${OLD}/#a4`));
});

test("a clause of a policy with one version is copied with the version's day", async (t) => {
  const page = await reader(t);
  await page.goto(at("policies/p-pay-1/index.html"));
  await copyClause(page, "a2");
  assert.equal(await copied(page), lasting("policies/p-pay-1/?v=2025-01-01#a2"));
});

test("an item is copied by its number, or as what a reader has marked", async (t) => {
  const page = await reader(t);
  await page.goto(at(`${TRAVEL}index.html`));
  await page.locator("#a4-1-i2 > .item-number").click();
  await page.waitForURL(/#a4-1-i2$/);
  assert.equal(await copied(page), lasting(`${TRAVEL}${NEW}/#a4-1-i2`));
  await copyClause(page, "a4");
  assert.equal(await copied(page), lasting(`${TRAVEL}${NEW}/#a4-1-i2`), "what the address names");
  await page.locator("#a4-1-i2-1").evaluate((item) => window.getSelection().selectAllChildren(item));
  await copyClause(page, "a4");
  assert.equal(await copied(page), lasting(`${TRAVEL}${NEW}/#a4-1-i2-1`), "what is marked");
});

test("a copied link leads where it was copied", async (t) => {
  const page = await reader(t);
  await page.goto(at(`${TRAVEL}${MIDDLE}/index.html`));
  await copyClause(page, "a5");
  await page.goto(await copied(page));
  assert.match(await page.locator(":target").innerText(), /返回后30日内报销/);
  await page.goto(lasting(`${TRAVEL}#hotel`));
  assert.equal(await page.locator(".article:target, .article > :target").count(), 1);
});

test("with the keys alone a link is copied, and it is said and goes away", async (t) => {
  const page = await reader(t);
  await page.goto(at(`${TRAVEL}index.html`));
  assert.equal(await page.locator(".copied").innerText(), "");
  await page.locator("#a5 .clause-number").focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.locator(":focus").innerText(), "复制链接");
  await page.keyboard.press("Enter");
  await page.getByRole("status").getByText("已复制链接").waitFor();
  assert.equal(await copied(page), lasting(`${TRAVEL}${NEW}/#a5`));
  await page.waitForFunction(() => document.querySelector(".copied").textContent === "");
});

test("where the browser gives no clipboard the link is copied all the same, and the focus stays", async (t) => {
  const page = await reader(t);
  await page.addInitScript(() => {
    Clipboard.prototype.writeText = () => Promise.reject(new Error("not here"));
  });
  await page.goto(at(`${TRAVEL}index.html`));
  await copyClause(page, "a5");
  await page.getByRole("status").getByText("已复制链接").waitFor();
  assert.equal(await copied(page), lasting(`${TRAVEL}${NEW}/#a5`));
  assert.equal(await page.locator("textarea").count(), 0);
  assert.equal(await page.locator(":focus").innerText(), "复制链接");
});

test("from a folder the copied link is that of the file", async (t) => {
  const page = await reader(t, ways[1]);
  await page.goto(`${ways[1].site}${TRAVEL}index.html`);
  await page.evaluate(() => {
    document.execCommand = () => {
      document.body.dataset.copied = document.activeElement.value;
      return true;
    };
    Clipboard.prototype.writeText = () => Promise.reject(new Error("not here"));
  });
  await copyClause(page, "a3");
  assert.equal(await page.locator("body").getAttribute("data-copied"), `${ways[1].site}${TRAVEL}index.html#a3`);
});

// A version by its day.

for (const way of ways) {
  test(`an address with a version's day leads to that version and its place, ${way.name}`, async (t) => {
    const page = await reader(t, way);
    await page.goto(`${way.site}${TRAVEL}index.html?v=${OLD}#a3`, { waitUntil: "commit" });
    await page.waitForURL(`${way.site}${TRAVEL}${OLD}/index.html#a3`);
    assert.match(await page.locator(":target").innerText(), /下列材料/);
  });

  test(`with the day of the version that is shown, or of none, the address stays, ${way.name}`, async (t) => {
    const page = await reader(t, way);
    for (const asked of [NEW, "2025-01-01", "x%22]", ""]) {
      await page.goto(`${way.site}${TRAVEL}index.html?v=${asked}#a3`);
      await page.waitForTimeout(200);
      assert.ok(page.url().endsWith(`${TRAVEL}index.html?v=${asked}#a3`), page.url());
    }
  });
}

// Clauses beside the links to them.

for (const { file, said, title } of [
  { file: "policies/p-pay-1/index.html", said: "不超过500元", title: "《差旅费管理办法》第三条" },
  { file: `${TRAVEL}index.html`, said: "不超过500元", title: "" },
  { file: `${TRAVEL}${OLD}/index.html`, said: "不超过400元", title: "" },
]) {
  test(`on ${file} a clause shows beside its link, for a pointer and for the keys, and Esc closes it`, async (t) => {
    const page = await reader(t);
    await page.goto(at(file));
    const link = page.locator(".document-text .clause-link");
    const box = page.locator(".clause-preview");
    assert.ok(!(await box.isVisible()));
    await link.hover();
    await box.waitFor();
    const text = await box.innerText();
    assert.ok(text.includes(said) && text.includes(title), text);
    assert.equal(await link.getAttribute("aria-describedby"), await box.getAttribute("id"));
    const { x, y, width, height } = await box.boundingBox();
    assert.ok(x >= 0 && y >= 0 && x + width <= DESK.width && y + height <= DESK.height, "it is in sight");
    assert.equal(await box.locator("[id]").count(), 0, "no id is there twice");
    await page.keyboard.press("Escape");
    await box.waitFor({ state: "hidden" });
    assert.equal(await link.getAttribute("aria-describedby"), null);

    await page.mouse.move(5, 5);
    await page.waitForTimeout(250);
    await link.evaluate((link) => {
      const all = Array.from(document.querySelectorAll("a[href], button, summary, [tabindex]"));
      all[all.indexOf(link) - 1].focus();
    });
    while (!(await link.evaluate((link) => link === document.activeElement))) await page.keyboard.press("Tab");
    await box.waitFor();
    assert.ok((await box.innerText()).includes(said));
    await page.keyboard.press("Escape");
    await box.waitFor({ state: "hidden" });
    assert.ok(await link.evaluate((link) => link === document.activeElement), "the focus stays");
  });
}

test("the pointer may go into the clause beside a link, and leaving closes it", async (t) => {
  const page = await reader(t);
  await page.goto(at("policies/p-pay-1/index.html"));
  const box = page.locator(".clause-preview");
  await page.locator(".clause-link").hover();
  await box.waitFor();
  await box.hover();
  await page.waitForTimeout(400);
  assert.ok(await box.isVisible());
  await page.mouse.move(5, 5);
  await box.waitFor({ state: "hidden" });
});

// What changed since the reader was last there.

/**
 * Writes into the reader's memory, as an earlier visit would.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} text
 */
async function remember(page, site, text) {
  await page.goto(site + "index.html");
  const key = `lanmu:read:${new URL(site).pathname}`;
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [key, text]);
}

/** @param {string} version */
const reading = (version) => JSON.stringify({ "P-EXP-1": { version, on: "2025-01-01" } });

for (const way of ways) {
  test(`a policy's page says what changed since it was read, until the reader takes note, ${way.name}`, async (t) => {
    const page = await reader(t, way);
    const { site } = way;
    await remember(page, site, reading(OLD));
    await page.goto(`${site}${TRAVEL}index.html`);
    const notice = page.locator(".since");
    await notice.waitFor();
    assert.match(await notice.innerText(), /你上次阅读的是 2024-01-01 施行的版本，此后有变化：/);
    const lines = await texts(notice.locator("li"));
    assert.deepEqual(lines.sort(), [
      `${MIDDLE} 与上一版对照`,
      `${NEW} 与上一版对照`,
      "第三条 修改",
      "第二条 新增",
      "第五条 修改",
      "第六条 新增",
      "第四条 序号调整",
    ].sort());
    await page.reload();
    assert.ok(await notice.isVisible(), "it is there again");
    await notice.getByRole("link", { name: "第六条" }).click();
    await page.waitForURL(`${site}${TRAVEL}${NEW}/changes/index.html#a6`);
    await page.goBack();
    await notice.getByRole("button", { name: "知道了" }).click();
    assert.ok(!(await notice.isVisible()));
    await page.reload();
    assert.ok(!(await notice.isVisible()), "it has been noted");
  });

  test(`the list and the front page say which policies changed, and no more when they were read, ${way.name}`, async (t) => {
    const page = await reader(t, way);
    const { site } = way;
    await remember(page, site, reading(MIDDLE));
    await page.goto(site + "policies/index.html");
    const label = page.locator(".since-label");
    assert.deepEqual(await texts(label), ["有更新"]);
    await page.goto(site + "index.html");
    const home = page.locator(".since-home");
    await home.waitFor();
    const lines = await texts(home.locator("li li"));
    assert.deepEqual(lines, ["第三条 修改", "第五条 修改", "第六条 新增", "与上一版对照"]);
    assert.match(await home.innerText(), /你读过、后来有变化的制度[^]*差旅费管理办法 2026-03-01/);
    await home.getByRole("link", { name: "第六条" }).click();
    await page.waitForURL(`${site}${TRAVEL}${NEW}/changes/index.html#a6`);
    await page.goto(site + "policies/index.html");
    await label.click();
    await page.waitForURL(`${site}${TRAVEL}${NEW}/changes/index.html`);

    await page.goto(`${site}${TRAVEL}index.html`);
    await page.goto(site + "index.html");
    assert.ok(!(await home.isVisible()));
    await page.goto(site + "policies/index.html");
    assert.equal(await label.count(), 0);
  });

  test(`a first visit is told nothing and is remembered, an old version is not, ${way.name}`, async (t) => {
    const page = await reader(t, way);
    const { site } = way;
    await page.goto(`${site}${TRAVEL}${OLD}/index.html`);
    const kept = () => page.evaluate(() => Object.entries(localStorage).map(([key, text]) => [key, JSON.parse(text)]));
    assert.deepEqual(await kept(), []);
    await page.goto(`${site}${TRAVEL}index.html`);
    assert.ok(!(await page.locator(".since").isVisible()));
    const [[key, readings]] = await kept();
    assert.equal(key, `lanmu:read:${new URL(site).pathname}`);
    assert.equal(readings["P-EXP-1"].version, NEW);
    assert.match(readings["P-EXP-1"].on, /^\d{4}-\d\d-\d\d$/);
    await page.goto(site + "index.html");
    assert.ok(!(await page.locator(".since-home").isVisible()));
  });

  for (const rubbish of ["}{", "null", "7", '"x"', "[]", '{"P-EXP-1":null}', '{"P-EXP-1":{"version":7,"before":{}}}']) {
    test(`${rubbish} in the reader's memory does no harm, ${way.name}`, async (t) => {
      const page = await reader(t, way);
      await remember(page, way.site, rubbish);
      await page.goto(way.site + "index.html");
      assert.ok(!(await page.locator(".since-home").isVisible()));
      await page.goto(way.site + "policies/index.html");
      assert.equal(await page.locator(".since-label").count(), 0);
      await page.goto(`${way.site}${TRAVEL}index.html`);
      assert.ok(!(await page.locator(".since").isVisible()));
      await page.locator("[data-print]").waitFor();
    });
  }

  test(`without a memory the pages are as for a first visit, ${way.name}`, async (t) => {
    const page = await reader(t, way);
    await page.addInitScript(() => {
      const get = () => {
        throw new DOMException("no", "SecurityError");
      };
      Object.defineProperty(window, "localStorage", { get });
    });
    for (const file of [`${TRAVEL}index.html`, "policies/index.html", "index.html"]) {
      await page.goto(way.site + file);
      assert.ok(await page.locator("h1").isVisible());
      assert.equal(await page.locator(".since:not([hidden]), .since-label, .since-home:not([hidden])").count(), 0, file);
    }
  });
}

test("one that is unreadable does not take the other readings along", async (t) => {
  const page = await reader(t);
  await remember(page, ways[0].site, `{"X":null,${reading(OLD).slice(1)}`);
  await page.goto(at("policies/index.html"));
  assert.equal(await page.locator(".since-label").count(), 1);
});

test("of many changes the first are named, and how many more there are", async (t) => {
  const demonstration = copyOfDemonstration();
  t.after(() => remove(demonstration));
  const way = { site: pathToFileURL(build(demonstration)).href + "/", offline: true };
  const page = await reader(t, way);
  await remember(page, way.site, '{"FSSC-EXP-003":{"version":"2024-01-01"}}');
  await page.goto(way.site + "index.html");
  const lines = await texts(page.locator(".since-home li li"));
  assert.equal(lines.length, 7);
  assert.match(lines[0], /^第.+条 (修改|新增|删去|序号调整)$/);
  assert.match(lines[5], /^另有 \d+ 处$/);
  await page.goto(way.site + "policies/fssc-exp-003/index.html");
  const [compare, ...clauses] = await texts(page.locator(".since li"));
  assert.equal(compare, "2026-01-01 与上一版对照");
  assert.match(clauses.pop(), /^另有 \d+ 处$/);
  assert.ok(clauses.length > 5 && clauses.every((line) => /(修改|新增|删去|序号调整)$/.test(line)), clauses.join("\n"));
});

test("clauses that went and came with one number are two changes, one that changed twice is one", async (t) => {
  const page = await reader(t);
  const clause = (text, change, place) => ({ text, change, href: `${COMPARISON}${place}` });
  const versions = [
    { date: NEW, compare: "", clauses: [clause("第一条", "删去", "#was-a1"), clause("第一条", "新增", "#a1")] },
    { date: MIDDLE, compare: "", clauses: [clause("第一条", "修改", "#a1"), clause("第二条", "修改", "#a2")] },
  ];
  const policy = { id: "P-EXP-1", title: "差旅费管理办法", href: `${TRAVEL}index.html`, versions };
  const body = `var lanmuChanges = ${JSON.stringify([policy])};`;
  await page.route("**/changes.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
  await remember(page, ways[0].site, reading(OLD));
  await page.goto(at("index.html"));
  assert.deepEqual(await texts(page.locator(".since-home li li")), ["第一条 删去", "第一条 新增", "第二条 修改"]);
});

// The list.

/** @param {import("playwright-core").Page} page @param {string} name */
const select = (page, name) => page.locator(`.filters select[name=${name}]`);

for (const way of ways) {
  test(`filters and the order choose and sort, and the address keeps them, ${way.name}`, async (t) => {
    const page = await reader(t, way);
    const list = way.site + "policies/index.html";
    await page.goto(list);
    const titles = () => texts(page.locator(".list-table tbody tr:visible th a"));
    const count = page.getByRole("status").filter({ hasText: "共" });
    assert.deepEqual(await titles(), ["差旅费管理办法", "借款“旧”规程", "付款管理细则"]);
    assert.equal(await count.innerText(), "共 3 项");

    await select(page, "line").selectOption({ label: "费用报销" });
    assert.deepEqual(await titles(), ["差旅费管理办法", "借款“旧”规程"]);
    assert.deepEqual(await texts(page.locator(".list-group h2:visible")), ["费用报销"]);
    assert.equal(await count.innerText(), "共 2 项");
    assert.equal(page.url(), `${list}?line=expense`);
    await select(page, "state").selectOption({ label: "现行" });
    assert.deepEqual(await titles(), ["差旅费管理办法"]);
    assert.equal(page.url(), `${list}?line=expense&state=in-force`);

    await page.reload();
    assert.deepEqual(await titles(), ["差旅费管理办法"]);
    assert.equal(await select(page, "line").inputValue(), "expense");
    assert.equal(await count.innerText(), "共 1 项");

    await select(page, "rank").selectOption({ label: "规程" });
    assert.deepEqual(await titles(), []);
    const nothing = page.getByText("没有符合条件的内容。");
    assert.ok(await nothing.isVisible());
    assert.equal(await page.locator(".list-group:visible").count(), 0);
    await page.getByRole("link", { name: "看全部" }).click();
    await page.waitForURL(list);
    assert.equal((await titles()).length, 3);
    assert.ok(!(await nothing.isVisible()));

    await select(page, "issuer").selectOption({ label: "远山集团财务共享中心" });
    assert.deepEqual(await titles(), ["付款管理细则"]);
    await select(page, "issuer").selectOption({ label: "全部" });
    assert.equal(page.url(), list);
  });

  test(`the list is sorted by day, number and title in one table, and by line in its groups again, ${way.name}`, async (t) => {
    const page = await reader(t, way);
    const list = way.site + "policies/index.html";
    await page.goto(`${list}?sort=effective`);
    const titles = () => texts(page.locator(".list-table tbody tr:visible th a"));
    const headings = page.locator(".list-group h2:visible");
    const order = select(page, "sort");
    assert.equal(await order.inputValue(), "effective");
    assert.deepEqual(await titles(), ["差旅费管理办法", "付款管理细则", "借款“旧”规程"]);
    assert.equal(await headings.count(), 0);
    await order.selectOption({ label: "按文号" });
    assert.deepEqual(await titles(), ["借款“旧”规程", "付款管理细则", "差旅费管理办法"]);
    assert.equal(page.url(), `${list}?sort=number`);
    await order.selectOption({ label: "按标题" });
    assert.deepEqual(await titles(), ["差旅费管理办法", "付款管理细则", "借款“旧”规程"]);
    await order.selectOption({ label: "按业务线" });
    assert.deepEqual(await titles(), ["差旅费管理办法", "借款“旧”规程", "付款管理细则"]);
    assert.equal(await headings.count(), 2);
    assert.equal(page.url(), list);
  });

  test(`an address with words that the list does not know shows all, ${way.name}`, async (t) => {
    const page = await reader(t, way);
    await page.goto(`${way.site}policies/index.html?line=nothing&sort=backwards&x=%22`);
    assert.equal(await page.locator(".list-table tbody tr:visible").count(), 3);
    assert.equal(await select(page, "line").inputValue(), "");
  });
}

/** The fields of comma-separated values, line by line. @param {string} text */
function parsed(text) {
  const line = /(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g;
  const lines = text.split(/\r?\n/).filter(Boolean);
  const field = ([, quoted, plain]) => (quoted || plain || "").replace(/""/g, '"');
  return lines.map((row) => Array.from(row.matchAll(line), field));
}

test("the table to take away is downloaded, and spreadsheets can read it", async (t) => {
  const page = await reader(t);
  await page.goto(at("policies/index.html"));
  const link = page.getByRole("link", { name: "导出 CSV" });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  assert.equal(download.suggestedFilename(), "policies.csv");
  const bytes = fs.readFileSync(await download.path());
  assert.deepEqual(Array.from(bytes.subarray(0, 3)), [0xef, 0xbb, 0xbf]);
  const [head, ...rows] = parsed(bytes.subarray(3).toString());
  assert.deepEqual(head.slice(0, 3), ["标题", "编号", "文号"]);
  assert.ok(rows.every((row) => row.length === head.length));
  const titles = rows.map(([title]) => title).sort();
  assert.deepEqual(titles, ["付款管理细则", "借款“旧”规程", "差旅费管理办法"].sort());
});

// The time machine.

for (const way of ways) {
  test(`the rules of a day are shown: today's, the address's, one that is picked, one of change, ${way.name}`, async (t) => {
    const page = await reader(t, way);
    const machine = way.site + "on/index.html";
    const status = page.locator("[data-time-status]");
    const rows = () => texts(page.locator(".list-table tbody tr:visible th a"));
    const input = page.getByLabel("日期");
    await page.goto(machine);
    assert.equal(await input.inputValue(), "2026-11-24");
    assert.equal(await status.innerText(), "2026-11-24 有效的制度共 2 项。");
    assert.deepEqual((await rows()).sort(), ["付款管理细则", "差旅费管理办法"].sort());
    assert.equal(page.url(), machine);

    await page.goto(`${machine}?on=2024-06-30`);
    assert.equal(await input.inputValue(), "2024-06-30");
    assert.deepEqual((await rows()).sort(), ["借款“旧”规程", "差旅费管理办法"].sort());
    await page.getByRole("link", { name: "差旅费管理办法" }).click();
    await page.waitForURL(`${way.site}${TRAVEL}${OLD}/index.html`);
    await page.goBack();
    assert.equal(await input.inputValue(), "2024-06-30", "the day is still there on the way back");

    await input.fill("2025-06-30");
    assert.equal(await status.innerText(), "2025-06-30 有效的制度共 2 项。");
    assert.equal(page.url(), `${machine}?on=2025-06-30`);
    assert.equal(await page.locator("tr:visible .period").filter({ hasText: "2024-01-01 至 2025-06-30" }).count(), 1);

    const day = page.getByRole("link", { name: MIDDLE, exact: true });
    await day.click();
    assert.equal(page.url(), `${machine}?on=${MIDDLE}`);
    assert.equal(await day.getAttribute("aria-current"), "date");
    assert.equal(await page.locator("[aria-current=date]").count(), 1);
    assert.equal(await page.locator("tr:visible .period").filter({ hasText: `${MIDDLE} 至 2026-02-28` }).count(), 1);
  });

  test(`of a day before all and of one that is none the page says so, ${way.name}`, async (t) => {
    const page = await reader(t, way);
    const machine = way.site + "on/index.html";
    const status = page.locator("[data-time-status]");
    await page.goto(`${machine}?on=1999-01-01`);
    assert.equal(await status.innerText(), "1999-01-01 有效的制度共 0 项。这里收录的最早版本从 2020-06-01 起施行。");
    assert.equal(await page.locator(".list-table tbody tr:visible").count(), 0);
    await page.goto(`${machine}?on=2015-01-01`);
    assert.equal(
      await status.innerText(),
      "2015-01-01 有效的制度共 0 项。这里收录的最早版本从 2020-06-01 起施行。另有 1 项当天已经制定，但当天的版本未收录，下面列出的是收录的最早版本。",
    );
    assert.deepEqual(await texts(page.locator("tr:visible .not-held")), ["2012-05-01 制定，此前的版本未收录"]);
    for (const bad of ["2025-02-30", "2025-1-1", "x", "%3Cb%3E", "20250101"]) {
      await page.goto(`${machine}?on=${bad}`);
      assert.match(await status.innerText(), /^日期请写成 2025-03-01 的样子。 2026-11-24 有效的制度共 2 项。$/, bad);
    }
    await page.getByLabel("日期").fill("");
    await page.getByRole("button", { name: "查看" }).click();
    assert.equal(await status.innerText(), "日期请写成 2025-03-01 的样子。");
    await page.getByLabel("日期").fill(MIDDLE);
    await page.getByRole("button", { name: "查看" }).click();
    assert.equal(page.url(), `${machine}?on=${MIDDLE}`);
  });

  test(`without scripts every version stands there with its time, and years lead to plain lists, ${way.name}`, async (t) => {
    const page = await reader(t, way, { javaScriptEnabled: false });
    await page.goto(way.site + "on/index.html");
    assert.equal(await page.locator(".list-table tbody tr:visible").count(), 5);
    assert.equal(await page.locator("[data-time]:visible, [data-time-days]:visible").count(), 0);
    await page.locator(".years a").filter({ hasText: "2025" }).click();
    await page.waitForURL(`${way.site}on/2025/index.html`);
    const group = (name) => page.locator(".list-group").filter({ has: page.getByRole("heading", { name }) });
    const rows = (name) => texts(group(name).locator("tbody tr th, tbody tr .period"));
    assert.deepEqual((await rows("当年施行")).sort(), [
      "付款管理细则",
      "2025-01-01 起",
      "差旅费管理办法",
      `${MIDDLE} 至 2026-02-28`,
    ].sort());
    assert.ok((await texts(group("年末有效").locator("li"))).includes("差旅费管理办法"));
    assert.ok((await rows("当年失效")).includes("2024-01-01 至 2025-06-30"));
    await group("年末有效").getByRole("link", { name: "差旅费管理办法" }).click();
    await page.waitForURL(`${way.site}${TRAVEL}${MIDDLE}/index.html`);
  });
}

// The comparison.

for (const way of ways) {
  test(`a comparison shows one view at a time, by buttons and by its address, ${way.name}`, async (t) => {
    const page = await reader(t, way);
    const [byClause, table] = [page.locator("#changes"), page.locator("#table")];
    const pressed = () => texts(page.locator(".views [aria-pressed=true]"));
    await page.goto(way.site + COMPARISON);
    assert.deepEqual([await byClause.isVisible(), await table.isVisible()], [true, false]);
    assert.deepEqual(await pressed(), ["逐条对照"]);
    await page.getByRole("button", { name: "修订对照表" }).click();
    assert.deepEqual([await byClause.isVisible(), await table.isVisible()], [false, true]);
    assert.deepEqual(await pressed(), ["修订对照表"]);

    await page.goto(`${way.site}index.html`);
    await page.goto(`${way.site}${COMPARISON}#table`);
    assert.deepEqual([await byClause.isVisible(), await table.isVisible()], [false, true]);
    await page.goto(`${way.site}${COMPARISON}#a5`);
    assert.deepEqual([await byClause.isVisible(), await table.isVisible()], [true, false]);
    assert.ok(await page.locator("#a5").evaluate((place) => place.getBoundingClientRect().top < window.innerHeight));
  });
}

test("a comparison names what became of each clause, and its numbers lead to both versions", async (t) => {
  const page = await reader(t);
  await page.goto(at(COMPARISON));
  assert.deepEqual(await texts(page.locator(".change h3")), [
    "第二条 新增",
    "第二条 → 第三条 修改",
    "第三条 → 第四条 序号调整",
    "第四条 → 第五条 修改",
  ]);
  assert.deepEqual(await texts(page.locator("#a3 del, #a3 ins")), ["400", "450"]);
  await page.getByRole("button", { name: "修订对照表" }).click();
  const row = page.locator(".versus tr[data-change=revised]").first();
  assert.deepEqual(await texts(row.locator("td")), [
    "第二条 住宿费每人每晚不超过400元，凭据报销。",
    "第三条 住宿费每人每晚不超过450元，凭据报销。",
  ]);
  await page.getByRole("link", { name: `下一次修订 ${NEW}` }).click();
  await page.waitForURL(at(`${TRAVEL}${NEW}/changes/index.html`));
  await page.getByRole("link", { name: "第六条" }).click();
  await page.waitForURL(/2026-03-01\/index\.html#a6$/);
});

test("without scripts both views of a comparison stand under one another", async (t) => {
  const page = await reader(t, ways[0], { javaScriptEnabled: false });
  await page.goto(at(COMPARISON));
  assert.ok(await page.locator("#changes .change").first().isVisible());
  assert.ok(await page.locator("#table .versus").isVisible());
  await page.getByRole("link", { name: "修订对照表" }).click();
  await page.waitForURL(/#table$/);
});

for (const view of ["逐条对照", "修订对照表"]) {
  test(`on paper a comparison is the table alone, also from the view ${view}`, async (t) => {
    const page = await reader(t);
    await page.goto(at(COMPARISON));
    await page.getByRole("button", { name: view }).click();
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".versus").isVisible());
    assert.equal(await page.locator(".change[id]:visible, .views:visible, .tools:visible").count(), 0);
    const head = await page.locator(".versus thead").evaluate((head) => getComputedStyle(head).display);
    assert.equal(head, "table-header-group", "the head is repeated");
    const lines = await page
      .locator(".versus del, .versus ins")
      .evaluateAll((all) => all.map((part) => getComputedStyle(part).textDecorationLine));
    assert.deepEqual(Array.from(new Set(lines)).sort(), ["line-through", "underline"], "without colour too");
  });
}

test("on a phone the two texts of a table stand under one another with their names", async (t) => {
  const page = await reader(t, ways[0], { viewport: { width: 390, height: 844 } });
  await page.goto(`${at(COMPARISON)}#table`);
  const cells = page.locator(".versus tr[data-change=revised]").first().locator("td");
  const [old, renewed] = [await cells.first().boundingBox(), await cells.last().boundingBox()];
  assert.ok(old.y + old.height <= renewed.y);
  const names = await cells.evaluateAll((all) => all.map((cell) => getComputedStyle(cell, "::before").content));
  assert.deepEqual(names, ['"原条文"', '"新条文"']);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
});

// For everybody.

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`axe finds nothing in the pages of policies in time in ${colorScheme} colours`, async (t) => {
    const page = await reader(t, ways[0], { colorScheme });
    const found = {};
    const look = async (name) => {
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), RULES);
      if (violations.length > 0) found[name] = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);
    };
    await remember(page, ways[0].site, reading(OLD));
    for (const file of ["index.html", "policies/index.html", "on/index.html", "on/2025/index.html", COMPARISON]) {
      await page.goto(at(file));
      await look(file);
    }
    await page.getByRole("button", { name: "修订对照表" }).click();
    await look("the table");
    await page.goto(at(`${TRAVEL}index.html`));
    await page.locator(".since").waitFor();
    await page.locator("#a5 .clause-link").hover();
    await page.locator(".clause-preview").waitFor();
    await page.locator(".history summary").first().click();
    await look("the policy");
    await page.goto(at("policies/index.html?line=payment&state=repealed"));
    await look("a list of nothing");
  });
}
