"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { searchClient } = require("./search-client.js");

const { folding } = searchClient();

test("a text is folded as the build folds it", () => {
  const pairs = {
    "第１２条 ＦＳＳＣ": "第十二条 fssc",
    "第110条": "第一百一十条",
    "第10000条": "第10000条",
    "第12号": "第12号",
    "12月28号": "12月28日",
    "二〇二五年": "二零二五年",
    "Σ": "σ",
    "㈠ ①": "(一) 1",
  };
  for (const [text, folded] of Object.entries(pairs)) assert.equal(folding.fold(text), folded);
});

test("places are those of the text as it is written", () => {
  const text = "见第12条，１２月28号";
  const { folded, starts, ends } = folding.places(text);
  assert.equal(folded, folding.fold(text));
  const written = (stretch) => {
    const at = folded.indexOf(stretch);
    return text.slice(starts[at], ends[at + stretch.length - 1]);
  };
  assert.equal(written("十二"), "12");
  assert.equal(written("条"), "条");
  assert.equal(written("12月28日"), "１２月28号");
});

test("terms are pairs, characters, and Latin words and numbers with what stands behind them", () => {
  const { pairs, characters, tokens } = folding.terms(folding.fold("差旅费，差旅 FSSC-EXP-003 12号 U盾"));
  assert.deepEqual(Object.fromEntries(pairs), { 差旅: 2, 旅费: 1 });
  assert.deepEqual([...tokens.keys()], ["fssc", "exp", "003", "12", "12号", "u", "u盾"]);
  assert.equal(characters.get("费"), 1);
  assert.equal(folding.terms("，？").characters.size, 0);
});
