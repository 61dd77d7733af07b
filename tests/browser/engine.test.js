"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const vm = require("node:vm");
const { after, before, test } = require("node:test");
const elasticlunr = require("elasticlunr");
const { build, remove } = require("./support/portal.js");
const { searchClient, sourceOf } = require("./unit/search-client.js");

/** A portal of a few documents, each said in as many words as a test needs. */
const FILES = {
  "portal.toml": 'title = "小栏目"\nbase_url = "/s/"\n[search]\nelasticlunr = "full"\n',
  "content/index.md": '+++\nid = "home"\ntitle = "首页"\n+++\n',
  "content/policies/travel-2023.md": policy("FSSC-EXP-003", "差旅费管理办法", "2023-01-01", [
    "第一条 为规范差旅费，制定本办法。",
    "第二条 住宿费按照住宿标准的八折报销。",
  ]),
  "content/policies/travel-2026.md": policy("FSSC-EXP-003", "差旅费管理办法", "2026-01-01", [
    "第一条 为规范差旅费，制定本办法。",
    "第二条 住宿费按照住宿标准据实报销，超出部分自理。",
    "第三条 出差人回来后10个工作日内报销。紧急情况见《资金支付管理办法》第二条。",
  ]),
  "content/policies/payment.md": policy("FSSC-PAY-001", "资金支付管理办法", "2025-01-01", [
    "第一条 付款由负责人批准。文号为财共〔2025〕12号。",
    "第二条 紧急支付由部门负责人批准，一段简单的说明即可。",
    "第三条 付款凭证保存十年。",
    "第四条 付款后通知申请人。",
    "第五条 付款有误的，当日更正。",
    "第六条 开销最少的刀，销售时开票。",
  ]),
  "content/synonyms.toml": 'groups = [["付款", "打款"], ["私账", "对私付款"]]\n',
  "content/faqs/expense.md":
    '+++\nid = "faq-exp"\ntitle = "报销常见问题"\n+++\n\n## 超了住宿标准怎么办？ {#over}\n\n超出的部分自己付。\n',
};

/** A policy of articles. */
function policy(id, title, effective, articles) {
  return `+++\nid = "${id}"\ntitle = "${title}"\neffective = ${effective}\n+++\n\n${articles.join("\n\n")}\n`;
}

let portal, site, index;

before(async () => {
  portal = fs.mkdtempSync(path.join(os.tmpdir(), "lanmu-engine-"));
  for (const [name, text] of Object.entries(FILES)) {
    fs.mkdirSync(path.dirname(path.join(portal, name)), { recursive: true });
    fs.writeFileSync(path.join(portal, name), text);
  }
  site = build(portal);
  index = await searchClient().engine.open(sourceOf(site));
});

after(() => {
  if (portal) remove(portal);
});

/** The passages of an answer in the order in which they are shown, as addresses. */
async function found(typed, from = index) {
  const { documents } = await from.search(typed, { from: 0, count: 10 });
  return documents.flatMap(({ passages }) => passages.map(({ address, anchor }) => address + (anchor ? "#" + anchor : "")));
}

test("a clause, a question and a document are found by their words", async () => {
  assert.equal((await found("紧急支付"))[0], "policies/fssc-pay-001/#a2");
  assert.equal((await found("超了住宿标准怎么办"))[0], "faqs/faq-exp/#over");
  assert.equal((await found("差旅费管理办法"))[0], "policies/fssc-exp-003/");
  assert.equal((await found("fssc-pay-001"))[0], "policies/fssc-pay-001/");
  assert.equal((await found("FSSCPAY001"))[0], "policies/fssc-pay-001/");
});

test("any substring is found, whatever words it cuts", async () => {
  assert.deepEqual(await found("段简"), ["policies/fssc-pay-001/#a2"]);
  assert.equal((await found("宿标准据实"))[0], "policies/fssc-exp-003/#a2");
});

test("the number of a clause is found in both notations, and the title leads to the right document", async () => {
  assert.equal((await found("资金支付 第2条"))[0], "policies/fssc-pay-001/#a2");
  assert.equal((await found("差旅费第三条"))[0], "policies/fssc-exp-003/#a3");
  for (const typed of ["差旅办法2条", "差旅办法 ２条", "差旅办法第二条"]) {
    assert.equal((await found(typed))[0], "policies/fssc-exp-003/#a2", typed);
  }
});

test("a synonym of which only a part stands somewhere is none", async () => {
  const { total, unknown, synonyms } = await index.search("私账", { from: 0, count: 10 });
  assert.deepEqual([total, unknown, synonyms], [0, ["私账"], []]);
});

test("document numbers, years and figures are found", async () => {
  for (const typed of ["财共〔2025〕12号", "财共 2025 12号", "12号", "２０２５"]) {
    assert.equal((await found(typed))[0].split("#")[0], "policies/fssc-pay-001/", typed);
  }
  assert.equal((await found("10个工作日"))[0], "policies/fssc-exp-003/#a3");
});

test("a passage is read as it was written, whatever bytes its characters take", async () => {
  // 开, 最, 销 and 刀 end in a zero byte: U+5F00, U+6700, U+9500, U+5200.
  const { documents } = await index.search("开销最少", { from: 0, count: 10 });
  assert.equal(documents[0].passages[0].text, "开销最少的刀，销售时开票。");
});

test("what stood in another version is found in its document, and says so", async () => {
  const { documents } = await index.search("住宿费 八折", { from: 0, count: 10 });
  const travel = documents.find(({ address }) => address === "policies/fssc-exp-003/");
  const old = travel.passages.find(({ isOther }) => isOther);
  assert.deepEqual([old.address, old.state], ["policies/fssc-exp-003/2023-01-01/", "superseded"]);
  assert.equal(travel.state, "");
  const rates = await found("住宿费按照住宿标准报销");
  assert.equal(rates[0], "policies/fssc-exp-003/#a2");
});

test("versions of one clause are told once, by the one in force", async () => {
  const { documents } = await index.search("差旅费第二条 住宿标准", { from: 0, count: 10 });
  const travel = documents.find(({ address }) => address === "policies/fssc-exp-003/");
  assert.deepEqual(travel.passages.filter(({ anchor }) => anchor === "a2").map(({ isOther }) => isOther), [false]);
});

test("a quoted phrase must stand there just so", async () => {
  assert.deepEqual(await found("“部门负责人批准”"), ["policies/fssc-pay-001/#a2"]);
  assert.deepEqual(await found('"负责人部门"'), []);
  const { query } = await index.search("「批准 负责人」", { from: 0, count: 10 });
  assert.deepEqual(query.quoted, ["批准 负责人"]);
});

test("an answer is narrowed down, and says by what it can be", async () => {
  const wanted = { from: 0, count: 10 };
  const { facets, total } = await index.search("住宿标准", wanted);
  const kinds = Object.fromEntries(facets.kind);
  assert.equal(kinds.policy, 1);
  assert.equal(kinds.faq, 1);
  const faqs = await index.search("住宿标准", { ...wanted, filters: { kind: "faq" } });
  assert.deepEqual(faqs.documents.map(({ address }) => address), ["faqs/faq-exp/"]);
  // The counts of a facet are those before anything of it is chosen.
  assert.deepEqual(Object.fromEntries(faqs.facets.kind), kinds);
  assert.ok(total > faqs.total);
  const old = await index.search("住宿费 八折", { ...wanted, filters: { state: "superseded" } });
  assert.deepEqual(old.documents.flatMap(({ passages }) => passages.map(({ isOther }) => isOther)), [true]);
});

test("titles, questions and pinyin say how a query may go on", async () => {
  assert.ok((await index.suggest("差旅", 4)).includes("差旅费管理办法"));
  assert.ok((await index.suggest("超了", 4)).includes("超了住宿标准怎么办？"));
  assert.ok((await index.suggest("zijin", 4)).includes("资金支付管理办法"));
  assert.deepEqual(await index.suggest("差", 4), []);
});

test("what both versions say is found once", async () => {
  const hits = await found("为规范差旅费");
  assert.deepEqual(hits.filter((address) => address.includes("2023")), []);
});

test("what stands nowhere is said, and scattered characters are no answer", async () => {
  const answer = await index.search("区块链报销", { from: 0, count: 10 });
  assert.deepEqual(answer.unknown, ["区块链"]);
  assert.ok(answer.total > 0);
  assert.deepEqual(await found("成都"), []);
  assert.deepEqual(await found("？"), []);
  assert.deepEqual(await found(""), []);
});

test("hits are grouped by document, at most three passages each, and the others counted", async () => {
  const { documents } = await index.search("付款", { from: 0, count: 10 });
  const payment = documents.find(({ address }) => address === "policies/fssc-pay-001/");
  assert.equal(payment.passages.length, 3);
  assert.ok(payment.others >= 1);
});

/** What was searched in place of what was typed, and what is found first. */
async function meant(typed) {
  const { instead } = await index.search(typed, { from: 0, count: 10 });
  return [instead, (await found(typed))[0]];
}

test("pinyin in full, by initials, begun and beside Chinese finds what it spells", async () => {
  const payment = "policies/fssc-pay-001/";
  assert.deepEqual(await meant("zijinzhifu"), ["资金支付", payment]);
  assert.deepEqual(await meant("zjzf"), ["资金支付", payment]);
  assert.deepEqual(await meant("zijin zhif"), ["资金 支付", payment]);
  assert.deepEqual(await meant("资金zf"), ["资金支付", payment]);
  assert.deepEqual(await meant("zi jin zhi fu"), ["资金支付", payment]);
  assert.deepEqual(await meant("支fu通知"), ["支付通知", payment + "#a4"]);
  assert.deepEqual(await meant("zhi付通知"), ["支付通知", payment + "#a4"]);
});

test("a slip in Latin letters finds the word", async () => {
  const payment = "policies/fssc-pay-001/";
  for (const typed of ["zijinzhfu", "zijinzhiffu", "zijinzihfu", "zijinzhiwu"]) {
    assert.deepEqual(await meant(typed), ["资金支付", payment], typed);
  }
});

test("homophones, missing, doubled, swapped and traditional characters find what was meant", async () => {
  const travel = "policies/fssc-exp-003/";
  assert.deepEqual(await meant("差率费管理办法"), ["差旅费管理办法", travel]);
  assert.deepEqual(await meant("差旅费管理理办法"), ["差旅费管理办法", travel]);
  assert.deepEqual(await meant("差旅费管理法办"), ["差旅费管理办法", travel]);
  assert.equal((await found("差旅費管理辦法"))[0], travel);
});

test("what was typed is searched as it is where the reader asks for it", async () => {
  const { instead, total } = await index.search("zjzf", { from: 0, count: 10, isMeant: true });
  assert.deepEqual([instead, total], [null, 0]);
});

test("a synonym finds the word, and is said", async () => {
  const { synonyms } = await index.search("打款 通知", { from: 0, count: 10 });
  assert.ok(synonyms[0].includes("付款"), synonyms.join());
  assert.equal((await found("打款 通知"))[0], "policies/fssc-pay-001/#a4");
});

test("a word of the built-in list finds the official one", async () => {
  assert.ok((await found("报账")).includes("policies/fssc-exp-003/#a2"), (await found("报账")).join());
});

test("ranges, whole files and scripts give the same answers", async () => {
  const { engine } = searchClient();
  const whole = await engine.open(sourceOf(site, { hasRanges: false }));
  const scripts = await engine.open(sourceOf(site, { asScripts: true }));
  for (const typed of ["住宿标准", "12号", "谁批准付款", "第二条"]) {
    const expected = await found(typed);
    assert.deepEqual(await found(typed, whole), expected, typed);
    assert.deepEqual(await found(typed, scripts), expected, typed);
  }
});

test("elasticlunr.js loads the standard index and answers Chinese queries with the tokenizer beside it", () => {
  const read = (name) => fs.readFileSync(path.join(site, "search", name), "utf8");
  const standard = elasticlunr.Index.load(JSON.parse(read("elasticlunr.json")));
  const shipped = vm.runInNewContext(read("elasticlunr-chinese.js") + ";lanmuChinese");
  const tokenizer = elasticlunr.tokenizer;
  elasticlunr.tokenizer = shipped.tokenizer(standard);
  try {
    const fields = { title: { boost: 3 }, heading: { boost: 2 }, body: { boost: 1 } };
    const first = (typed) => standard.search(typed, { fields })[0].ref;
    assert.equal(first("部门负责人批准"), "policies/fssc-pay-001/#a2");
    assert.equal(first("超出部分自理"), "policies/fssc-exp-003/#a2");
    assert.equal(first("FSSC-PAY-001"), "policies/fssc-pay-001/#");
    assert.equal(first("财共〔2025〕12号"), "policies/fssc-pay-001/#a1");
  } finally {
    elasticlunr.tokenizer = tokenizer;
  }
});
