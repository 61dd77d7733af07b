"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const elasticlunr = require("elasticlunr");
const passages = require("./portal.js");
const { searchClient, smallIndex, rows } = require("./search-client.js");

const { lookup, segmenter } = searchClient();
const index = smallIndex(passages);
const search = lookup.searcher(index, rows(passages));

/** The passages of an answer in the order in which they are shown, as references. */
function found(typed, isTyping = false) {
  return search(typed, isTyping).documents.flatMap((group) =>
    group.passages.map(({ address, anchor }) => address.split("/")[1] + "#" + anchor),
  );
}

test("elasticlunr.js loads the index and answers a Chinese query with our tokenizer", () => {
  const theirs = elasticlunr.Index.load(JSON.parse(JSON.stringify(index)));
  const words = lookup.vocabulary(index);
  const tokenizer = elasticlunr.tokenizer;
  elasticlunr.tokenizer = (text) => segmenter.tokens(segmenter.query(text, words, false));
  try {
    const fields = { title: { boost: 3 }, heading: { boost: 2 }, body: { boost: 1 } };
    const first = (typed) => theirs.search(typed, { fields })[0].ref;
    assert.equal(first("紧急支付"), "policies/fssc-pay-001/#a12");
    assert.equal(first("报销需要什么材料？"), "faqs/faq-exp-001/#");
    assert.equal(first("住宿标准"), "policies/fssc-exp-003/#a8");
    assert.equal(first("FSSC-EXP-003"), "policies/fssc-exp-003/#");
  } finally {
    elasticlunr.tokenizer = tokenizer;
  }
});

test("where words alone decide, the order is that of elasticlunr.js", () => {
  const theirs = elasticlunr.Index.load(JSON.parse(JSON.stringify(index)));
  const fields = { title: { boost: 3 }, heading: { boost: 2 }, body: { boost: 1 } };
  const tokenizer = elasticlunr.tokenizer;
  elasticlunr.tokenizer = (text) => [text];
  try {
    // Both stand in bodies only, so every passage that holds them holds them as exactly as the others.
    for (const word of ["标准", "出差"]) {
      const expected = theirs.search(word, { fields }).map((hit) => hit.ref);
      const ours = search(word, false).documents.flatMap((group) => group.passages);
      const byDocument = new Map(expected.map((reference) => [reference.split("#")[0], []]));
      expected.forEach((reference) => byDocument.get(reference.split("#")[0]).push(reference));
      assert.deepEqual(ours.map(({ address, anchor }) => address + "#" + anchor), Array.from(byDocument.values()).flat());
    }
  } finally {
    elasticlunr.tokenizer = tokenizer;
  }
});

test("passages that hold more of the query come before those that hold fewer", () => {
  const order = found("住宿 标准 超出");
  assert.equal(order[0], "fssc-exp-003#a8");
  assert.ok(order.indexOf("fssc-exp-003#") < order.indexOf("fssc-arc-001#a5"), order.join());
});

test("words of a query need not stand side by side", () => {
  assert.equal(found("会计档案 借阅")[0], "fssc-arc-001#a5");
  assert.equal(found("档案借阅")[0], "fssc-arc-001#a5");
});

test("an exact substring is found where the words of the index would miss it", () => {
  assert.deepEqual(found("自理"), ["fssc-exp-003#a8"]);
  assert.deepEqual(found("个工作日内报"), ["fssc-exp-003#a12"]);
});

test("a document's id finds the document", () => {
  for (const typed of ["FSSC-EXP-003", "fssc-exp-003", "ＦＳＳＣ－ＥＸＰ－００３"]) {
    assert.equal(found(typed)[0], "fssc-exp-003#", typed);
  }
});

test("the title and a clause's number find the clause", () => {
  assert.equal(found("差旅费管理办法第8条")[0], "fssc-exp-003#a8");
  assert.equal(found("资金支付 第12条")[0], "fssc-pay-001#a12");
  assert.deepEqual(found("第12条").sort(), ["fssc-exp-003#a12", "fssc-pay-001#a12"]);
});

test("a name that no word covers is found, and a number is no part of another", () => {
  assert.deepEqual(found("沈睿"), ["fssc-arc#p-shenrui"]);
  assert.deepEqual(found("8001"), ["fssc-arc#p-shenrui"]);
  assert.deepEqual(found("128001"), []);
});

test("half a Latin word finds the whole while the reader types", () => {
  assert.equal(found("fssc-exp-0", true)[0], "fssc-exp-003#");
  assert.deepEqual(found("800", true), ["fssc-arc#p-shenrui"]);
});

test("what stands nowhere is said, and the rest is searched", () => {
  const answer = search("区块链报销 zzz", false);
  assert.deepEqual(answer.unknown.sort(), ["zzz", "区块链"]);
  assert.ok(answer.documents.length > 0);
  assert.deepEqual(search("报销", false).unknown, []);
});

test("where nothing but asking words is held, nothing is found", () => {
  assert.deepEqual(found("区块链是什么"), []);
  assert.deepEqual(found("？"), []);
  assert.deepEqual(found(""), []);
});

test("hits are grouped by document, at most three passages each, and the others counted", () => {
  const many = Array.from({ length: 5 }, (_, at) => ({
    row: ["policies/long/", "a" + at, "policy", "长办法", "第" + at + "条", "付款"],
    title: "长 办法",
    heading: "第",
    body: "付款",
  }));
  const answer = lookup.searcher(smallIndex(many), rows(many))("付款", false);
  assert.equal(answer.documents.length, 1);
  assert.equal(answer.documents[0].passages.length, 3);
  assert.equal(answer.documents[0].others, 2);
});

test("an index of titles answers without texts", () => {
  const titles = passages
    .filter((passage) => passage.row[1] === "")
    .map((passage) => ({ ...passage, row: [...passage.row.slice(0, 5), ""], body: passage.body.split(" ").slice(0, 3).join(" ") }));
  const inTitles = lookup.searcher(smallIndex(titles), rows(titles));
  assert.equal(inTitles("差旅费", false).documents[0].title, "差旅费管理办法");
  assert.equal(inTitles("FSSC-EXP-003", false).documents[0].title, "差旅费管理办法");
});
