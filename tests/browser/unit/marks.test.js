"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { searchClient } = require("./search-client.js");

const { engine, marks } = searchClient();

/** The stretches of a text that a query marks. */
function marked(text, typed) {
  return marks.places(text, engine.query(typed)).map(({ start, end }) => text.slice(start, end));
}

test("what is marked is the longest stretch that the query covers", () => {
  assert.deepEqual(marked("差旅费的住宿标准是住宿费的上限", "差旅费住宿标准"), ["差旅费", "住宿标准", "住宿"]);
});

test("a number is not found inside another", () => {
  assert.deepEqual(marked("2012年第12号，12人", "12"), ["12", "12"]);
});

test("single characters are marked where nothing longer is", () => {
  assert.deepEqual(marked("成本中心", "成"), ["成"]);
  assert.deepEqual(marked("报销的销号", "报销"), ["报销"]);
});

test("words that people only ask with are not marked", () => {
  assert.deepEqual(marked("报销怎么办", "怎么报销"), ["报销"]);
});

test("a query is what is left of it where it only asks", () => {
  assert.ok(engine.query("什么").terms.pairs.has("什么"));
  assert.equal(engine.query("？").terms.characters.size, 0);
});
