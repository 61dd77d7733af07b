"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { searchClient } = require("./search-client.js");

const { answers, engine } = searchClient();

/** Whether a question answers a query by itself. */
function isDirect(typed, { title = "员工报销常见问题", heading, text, further = "" }) {
  const passage = { anchor: "q", title, kind: "faq", heading, text, further, isOther: false };
  const documents = [{ title, kind: "faq", passages: [passage] }];
  return answers.direct({ documents, query: engine.query(typed) }) !== null;
}

const ARRIVE = { heading: "提交以后几天能到账？", text: "受理后3个工作日内打款。" };

test("a question answers what it and its page hold together", () => {
  assert.ok(isDirect("报销几天到账", ARRIVE));
});

test("a pair across two words speaks against nobody", () => {
  assert.ok(isDirect("几天到账", ARRIVE));
});

test("a question that holds little of the query does not answer it", () => {
  assert.ok(!isDirect("报销", ARRIVE));
  assert.ok(!isDirect("备用金几天到账", ARRIVE));
});

test("a number is held whole", () => {
  const ceiling = { heading: "超过2025元要谁批？", text: "部门负责人。" };
  assert.ok(isDirect("2025元谁批", ceiling));
  assert.ok(!isDirect("2020年", ceiling));
});
