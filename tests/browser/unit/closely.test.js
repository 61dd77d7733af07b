"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { searchClient } = require("./search-client.js");

const { closely, engine } = searchClient();

const PASSAGE = { kind: "policy", address: "", anchor: "a3", title: "差旅费管理办法", heading: "第三条", text: "据实报销。", further: "", state: "", isOther: false };

/** What a passage gains for a query of which it holds everything. */
function gain(typed, passage, synonyms = []) {
  return closely.gains(engine.query(typed), synonyms)({ ...PASSAGE, ...passage }, 1);
}

/** Which of two passages gains more. */
const MORE = [
  ["住宿标准", { heading: "住宿标准", text: "每晚550元。" }, { heading: "补助标准", text: "每晚550元。" }],
  ["住宿标准", { heading: "住宿标准", text: "每晚550元。" }, { heading: "出差期间的住宿标准", text: "每晚550元。" }],
  ["住宿", { text: "住宿费据实报销，超出部分自理。" }, { text: "超出部分自理，费用据实，见住宿表。" }],
  ["关账", { text: "每月关账。" }, { heading: "第二章 关账日历", text: "" }],
  ["投诉", { anchor: "ops", heading: "向谁投诉", text: "打8800。" }, { anchor: "fact-complaint", heading: "向谁投诉", text: "打8800。" }],
  ["差旅", { kind: "service", text: "差旅" }, { kind: "subsidiary", text: "差旅" }],
  ["差旅办法第三条", {}, { title: "资金支付管理办法" }],
  ["差旅办法第三条", {}, { title: "管理办法差旅费" }],
  ["报销", { text: "报销。".padEnd(300, "另附说明。") }, { text: "报销。" }],
];

test("of two passages the one gains more that says more of what was asked", () => {
  for (const [typed, more, less] of MORE) {
    assert.ok(gain(typed, more) > gain(typed, less), typed + ": " + JSON.stringify([more, less]));
  }
});

test("a synonym counts, and less than the word itself", () => {
  const synonyms = [["打款", "付款"]];
  const [none, other, own] = ["报销。", "付款后通知。", "打款后通知。"].map((text) => gain("打款", { text }, synonyms));
  assert.ok(none < other && other < own, String([none, other, own]));
});

test("a short name of a title is made of its characters in their order, and of more than one", () => {
  const cited = (typed) => gain(typed, {}) - gain(typed, { title: "月末关账" });
  assert.ok(cited("差旅办法第三条") > 0);
  assert.equal(cited("办差旅第三条"), 0);
  assert.equal(cited("差第三条"), 0);
});
