"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { searchClient, vocabularyOf } = require("./search-client.js");

const { segmenter } = searchClient();

const WORDS = vocabularyOf(
  "差旅费 差旅 旅费 管理 办法 会计 学生 学生会 第十二 条 报销 需要 什么 材料 研究 研究生 生命 fssc exp 003 卡拉ok t恤 沈 睿 电话",
);

/** The query as its terms, `text/role`. */
function terms(typed, isTyping = false) {
  return segmenter.query(typed, WORDS, isTyping).terms.map((term) => term.text + "/" + term.role);
}

function termOf(typed, text, isTyping) {
  return segmenter.query(typed, WORDS, isTyping).terms.find((term) => term.text === text);
}

test("a text is folded as the build folds it", () => {
  const cases = [
    ["第１２条 ＦＳＳＣ", "第十二条 fssc"],
    ["第10章第1节", "第十章第一节"],
    ["第110条", "第一百一十条"],
    ["第1064条", "第一千零六十四条"],
    ["第1001款，第1010项", "第一千零一款,第一千零一十项"],
    ["第20编", "第二十编"],
    ["第0条第007条", "第零条第七条"],
    ["第10000条", "第10000条"],
    ["第1234567890条", "第1234567890条"],
    ["第12天，第条，12条", "第12天,第条,12条"],
    ["①Ⅳ㎡ﬁ", "1ivm2fi"],
    ["ΟΔΟΣ", "οδοσ"],
  ];
  for (const [text, folded] of cases) assert.equal(segmenter.fold(text), folded, text);
});

test("the longest known words win, and known words inside them are weaker", () => {
  assert.deepEqual(terms("差旅费管理办法"), ["差旅费/word", "差旅/part", "旅费/part", "管理/word", "办法/word"]);
  assert.ok(termOf("差旅费", "差旅").weight < termOf("差旅费", "差旅费").weight);
});

test("of two cuts with equally many words, the one with fewer single characters wins", () => {
  assert.deepEqual(terms("学生会计"), ["学生/word", "会计/word"]);
  assert.deepEqual(terms("研究生命"), ["研究/word", "生命/word"]);
});

test("what no word covers falls to characters, and counts most where it stands together", () => {
  assert.deepEqual(terms("沈睿电话"), ["沈/character", "睿/character", "电话/word", "沈睿/phrase"]);
  assert.ok(termOf("沈睿电话", "沈睿").weight > termOf("沈睿电话", "睿").weight);
  assert.equal(termOf("沈睿", "沈").isKnown, true);
  assert.equal(termOf("区块链", "块").isKnown, false);
});

test("words that people ask with weigh little", () => {
  const roles = ["报销/word", "需要/light", "什么/light", "材料/word"];
  assert.deepEqual(terms("报销需要什么材料？"), roles);
  assert.ok(termOf("报销需要什么材料", "什么").weight < termOf("报销需要什么材料", "材料").weight / 5);
});

test("Latin words and numbers are words, cut at everything else", () => {
  assert.deepEqual(terms("FSSC-EXP-003"), ["fssc/word", "exp/word", "003/word"]);
  assert.deepEqual(terms("12.5%"), ["12/word", "5/word"]);
  assert.deepEqual(terms("exp003"), ["exp003/word"]);
});

test("a known word may mix Chinese and Latin, but does not end inside a Latin word", () => {
  assert.deepEqual(terms("卡拉OK"), ["卡拉ok/word"]);
  assert.deepEqual(terms("T恤"), ["t恤/word"]);
  assert.ok(!terms("卡拉okay").includes("卡拉ok/word"));
});

test("the last word expands while the reader types, and an unknown one always", () => {
  assert.equal(termOf("exp fssc", "fssc", true).expands, true);
  assert.equal(termOf("exp fssc", "exp", true).expands, false);
  assert.equal(termOf("exp fssc", "fssc", false).expands, false);
  assert.equal(termOf("fss exp", "fss", false).expands, true);
  assert.equal(termOf("报销材", "材", true).expands, true);
  assert.equal(termOf("报销", "报销", true).expands, false);
});

test("the number of a clause is found in both notations", () => {
  assert.deepEqual(terms("第12条"), terms("第十二条"));
  assert.deepEqual(terms("第12条"), ["第十二/light", "条/light", "第十二条/phrase"]);
  const known = segmenter.query("差旅第12条", vocabularyOf("第十二条 十二 第十 差旅"), false);
  assert.deepEqual(known.terms.map((term) => term.text), ["差旅", "第十二条"]);
});

test("an empty query, or one of punctuation, has no terms", () => {
  for (const typed of ["", "  ", "？！", "《》"]) assert.deepEqual(segmenter.query(typed, WORDS, true).terms, [], typed);
});

test("each term stands once in a query", () => {
  assert.deepEqual(terms("报销 报销"), ["报销/word"]);
});

test("a number is not found inside another", () => {
  assert.deepEqual(segmenter.occurrences("2012年12月", "12", false), [5]);
  assert.deepEqual(segmenter.occurrences("fssc fssc-exp", "fss", false), []);
  assert.deepEqual(segmenter.occurrences("fssc fssc-exp", "fss", true), [0, 5]);
  assert.deepEqual(segmenter.occurrences("条条条", "条", false), [0, 1, 2]);
});

test("places are those of the text as it is written", () => {
  const found = (text, typed) =>
    segmenter.places(text, segmenter.query(typed, WORDS, false)).map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(found("依照第１２条和第十二条", "第12条").filter((text) => text.length === 4), ["第１２条", "第十二条"]);
  assert.deepEqual(found("编号ＦＳＳＣ-3", "fssc"), ["ＦＳＳＣ"]);
  assert.deepEqual(found("𠮷报销㎡，exp", "报销 exp"), ["报销", "exp"]);
});
