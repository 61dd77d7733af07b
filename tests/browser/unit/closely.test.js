"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { searchClient } = require("./search-client.js");

const { closely, engine, layout } = searchClient();

const PASSAGE = { kind: "policy", address: "", anchor: "a3", title: "差旅费管理办法", heading: "第三条", text: "据实报销。", further: "", state: "", isOther: false };

/** What a passage gains for a query of which it holds everything, in a small portal or a large one. */
function gain(typed, passage, { synonyms = [], above = "", isLarge = false } = {}) {
  const gains = closely.gains(engine.query(typed), synonyms, isLarge ? null : layout);
  return gains({ ...PASSAGE, ...passage }, 1, above);
}

/** Which of two passages gains more. */
const MORE = [
  ["住宿标准", { heading: "住宿标准", text: "每晚550元。" }, { heading: "补助标准", text: "每晚550元。" }],
  ["住宿标准", { heading: "住宿标准", text: "每晚550元。" }, { heading: "出差期间的住宿标准", text: "每晚550元。" }],
  ["住宿", { text: "住宿费据实报销，超出部分由个人自理。" }, { text: "超出部分由个人自理，费用据实报销，不分住宿地。" }],
  ["住宿 审批", { text: "住宿费审批。" }, { text: "住宿费据实报销，超出部分由本单位审批。" }],
  ["住宿", { text: "住宿费据实报销，住宿超标自理。" }, { text: "住宿费据实报销，其他超标自理。" }],
  ["关账", { text: "每月关账。" }, { heading: "第二章 关账日历", text: "" }],
  ["关账", { text: "每月关账。" }, { text: "为规范关账，制定本办法。" }],
  ["找谁审批", { text: "由财务负责人审批，分管领导负责。" }, { text: "由财务经理审批，总经理核准。" }],
  ["差旅", { kind: "faq", heading: "差旅费怎么报?" }, { kind: "faq", heading: "差旅费怎么报" }],
  ["差旅", { kind: "service", text: "差旅" }, { kind: "process", text: "差旅" }],
  ["差旅", { kind: "service", text: "差旅" }, { kind: "risk", text: "差旅" }],
  ["方宁", { kind: "team", anchor: "p-fangning", heading: "方宁" }, { kind: "team", anchor: "x", heading: "方宁" }],
  ["限额", { text: "限额\n甲 100" }, { text: "限额 甲 100" }],
  ["限额", { text: "限额\n甲 100" }, { anchor: "fact-inputs", text: "限额\n甲 100" }],
  ["澄财〔2025〕58号", { anchor: "", further: "澄财〔2025〕58号 办法" }, { anchor: "", text: "知道文号，打澄财〔2025〕58号。" }],
  ["关账", { anchor: "", text: "关账" }, { anchor: "x", text: "关账" }],
  ["差旅办法第三条", {}, { title: "资金支付管理办法" }],
  ["差旅办法第三条", {}, { title: "管理办法差旅费" }],
];

test("of two passages the one gains more that says more of what was asked", () => {
  for (const [typed, more, less] of MORE) {
    assert.ok(gain(typed, more) > gain(typed, less), typed + ": " + JSON.stringify([more, less]));
  }
});

test("in a large portal a long text that holds all gains back what its length costs it", () => {
  const [long, short] = ["报销。".padEnd(300, "另附说明。"), "报销。"];
  assert.ok(gain("报销", { text: long }, { isLarge: true }) > gain("报销", { text: short }, { isLarge: true }));
});

test("the first clause below a heading without a text answers for it", () => {
  const below = gain("关账日历", { text: "每月第5个工作日。" }, { above: "第二章 关账日历" });
  assert.ok(below > gain("关账日历", { heading: "第二章 关账日历", text: "" }));
  assert.ok(below > gain("关账日历", { text: "每月第5个工作日。" }));
});

test("a synonym counts, and less than the word itself", () => {
  const synonyms = [["打款", "付款"]];
  const [none, other, own] = ["报销。", "付款后通知。", "打款后通知。"].map((text) => gain("打款", { text }, { synonyms }));
  assert.ok(none < other && other < own, String([none, other, own]));
});

test("a short name of a title is made of its characters in their order, and of more than one", () => {
  const cited = (typed) => gain(typed, {}, { isLarge: true }) - gain(typed, { title: "月末关账" }, { isLarge: true });
  assert.ok(cited("差旅办法第三条") > 0);
  assert.equal(cited("办差旅第三条"), 0);
  assert.equal(cited("差第三条"), 0);
});
