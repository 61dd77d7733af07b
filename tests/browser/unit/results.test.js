"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { searchClient } = require("./search-client.js");

const { results } = searchClient();

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
