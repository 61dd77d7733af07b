"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { searchClient } = require("./search-client.js");

const { engine, results } = searchClient();

/** Places of every occurrence of some words. */
function placesOf(text, ...words) {
  const found = words.flatMap((word) =>
    Array.from(text.matchAll(new RegExp(word, "gu")), ({ index }) => ({
      start: index,
      end: index + word.length,
      text: word,
      weight: 1,
    })),
  );
  return found.sort((one, other) => one.start - other.start);
}

test("a short text is shown whole", () => {
  assert.deepEqual(results.excerpt("住宿标准", []), [0, 4]);
});

test("an excerpt stands where most of the query does", () => {
  const text = "报销".padEnd(300, "甲") + "住宿和报销的标准" + "乙".repeat(300);
  const [from, to] = results.excerpt(text, placesOf(text, "报销", "住宿", "标准"));
  assert.ok(text.slice(from, to).includes("住宿和报销的标准"));
  assert.equal(to - from, 80);
});

test("an excerpt begins at the start of a sentence where one is near", () => {
  const text = "甲".repeat(100) + "。出差的住宿标准如下" + "乙".repeat(100);
  const [from] = results.excerpt(text, placesOf(text, "住宿"));
  assert.ok(text.slice(from).startsWith("出差的住宿标准"));
});

test("an excerpt cuts no character in two", () => {
  for (let lead = 60; lead < 64; lead += 1) {
    const text = "x".repeat(lead % 2) + "𠮷".repeat(lead) + "住宿" + "𠮷".repeat(lead);
    const [from, to] = results.excerpt(text, placesOf(text, "住宿"));
    assert.doesNotMatch(text.slice(from, to), /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
  }
});

test("marks join where they overlap and stop at the edges", () => {
  const text = "差旅费标准";
  const cut = (from, to) => results.stretches(text, placesOf(text, "差旅费", "旅费标"), from, to);
  assert.deepEqual(cut(0, 5), [{ text: "差旅费标", isMarked: true }, { text: "准", isMarked: false }]);
  assert.deepEqual(cut(1, 3), [{ text: "旅费", isMarked: true }]);
  assert.deepEqual(results.stretches(text, [], 0, 5), [{ text, isMarked: false }]);
});

test("a link ends in the page's file and the place on it", () => {
  assert.equal(results.href("../../", { address: "policies/x/", anchor: "a12" }), "../../policies/x/index.html#a12");
  assert.equal(results.href("", { address: "policies/x/", anchor: "" }), "policies/x/index.html");
});

test("a sentence keeps the holes that nobody fills", () => {
  assert.equal(results.filled("找到{count}篇{x}", { count: 3 }), "找到3篇{x}");
  assert.equal(results.filled("{query}", { query: "{count}" }), "{count}");
});

/** What is shown of a passage. */
function shown(heading, text, typed, further = "") {
  const { text: line, from, to } = results.excerptOf({ heading, text, further }, engine.query(typed));
  return line.slice(from, to);
}

test("rows and items end with a mark where they stand in one line", () => {
  const table = "按金额审批：\n单笔金额｜审批人\n5,000元以下｜部门负责人\n以上｜总经理。\n另有规定的除外。";
  assert.equal(shown("第九条", table, "审批人").replace(/\n/g, " "), "按金额审批： 单笔金额｜审批人；5,000元以下｜部门负责人；以上｜总经理。 另有规定的除外。");
  assert.equal(shown("Steps", "Ask first\nThen pay.\nKeep it", "pay").replace(/\n/g, " "), "Ask first; Then pay. Keep it");
});

test("of an answer its beginning is shown, whatever stands further on; a number where it stands", () => {
  const answer = "普通员工一线城市550元。" + "其他情形见下。".repeat(20) + "2025年以前的住宿按旧标准，480元。";
  assert.ok(shown("出差住酒店最多能报多少？", answer, "住宿标准").startsWith("普通员工一线城市550元。"));
  assert.ok(shown("出差住酒店最多能报多少？", answer, "480元").includes("480元"));
  assert.ok(shown("住宿", answer, "旧标准").includes("旧标准"));
});

test("what stands under just what was asked is shown from its beginning", () => {
  const text = "没有发票的。" + "甲".repeat(200) + "说明退单原因。";
  assert.ok(shown("常见退单原因", text, "退单原因").startsWith("没有发票的。"));
});
