"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { after, before, test } = require("node:test");
const acorn = require("acorn");
const cssTree = require("css-tree");
const { REPOSITORY, build, copyOfDemonstration, remove } = require("./support/portal.js");
const { files } = require("./support/site.js");

const PREVIEW = path.join(REPOSITORY, "src/preview");

/** What browsers of an intranet that is slow to update know of scripts. */
const ECMA = 2020;

let portal, site;

before(() => {
  portal = copyOfDemonstration();
  site = build(portal);
});

after(() => portal && remove(portal));

/**
 * The shipped files with an ending, by name.
 *
 * @param {string} ending
 */
function shipped(ending) {
  const found = [site, PREVIEW].flatMap((folder) => files(folder, ending).map((file) => path.join(folder, file)));
  assert.ok(found.length > 1, `there are ${ending} files`);
  return found.map((file) => ({ file, text: fs.readFileSync(file, "utf8") }));
}

/**
 * What a style sheet has that not every browser knows, and what is no CSS.
 *
 * @param {string} sheet
 */
function tooNew(sheet) {
  const found = [];
  const note = (node, what) => found.push(`${node.loc.start.line}: ${what}`);
  const onParseError = (error) => found.push(`${error.line}: ${error.message}`);
  const tree = cssTree.parse(sheet, { positions: true, onParseError, parseCustomProperty: true });
  cssTree.walk(tree, function (node) {
    if (node.type === "PseudoClassSelector" && node.name === "has") note(node, ":has");
    if (node.type === "Atrule" && node.name === "layer") note(node, "@layer");
    if (node.type === "Function" && node.name === "color-mix") note(node, "color-mix");
    if (node.type === "NestingSelector" || (node.type === "Rule" && this.rule)) note(node, "nesting");
  });
  return found;
}

/**
 * A script without its comments and spaces.
 *
 * @param {string} script
 */
function tokens(script) {
  const all = Array.from(acorn.tokenizer(script, { ecmaVersion: ECMA }));
  return all.map(({ start, end }) => script.slice(start, end)).join("\n");
}

test("every shipped script is a classic script of 2020", () => {
  for (const { file, text } of shipped(".js")) {
    const parse = () => acorn.parse(text, { ecmaVersion: ECMA, sourceType: "script" });
    assert.doesNotThrow(parse, file);
  }
});

test("every script of the theme is in one that is shipped", () => {
  const theme = path.join(REPOSITORY, "themes/default/static");
  const scripts = files(theme, ".js");
  assert.ok(["js", "library", "search"].every((folder) => scripts.some((file) => file.startsWith(folder + "/"))));
  const all = shipped(".js").map(({ text }) => tokens(text));
  const isShipped = (file) => all.some((text) => text.includes(tokens(fs.readFileSync(path.join(theme, file), "utf8"))));
  assert.deepEqual(scripts.filter((file) => !isShipped(file)), []);
});

test("every shipped style is CSS without :has, @layer, color-mix and nesting", () => {
  const found = shipped(".css").map(({ file, text }) => [file, tooNew(text)]);
  assert.deepEqual(found.filter(([, faults]) => faults.length > 0), []);
});

test("what is too new would be found", () => {
  const newer = [
    "a:has(b) { color: red }",
    "@layer base { a { color: red } }",
    "@layer base;",
    ":root { --mixed: color-mix(in srgb, red, blue) }",
    "a { color: color-mix(in srgb, red, blue) }",
    "a { & b { color: red } }",
    "a { b { color: red } }",
    "a { color red; }",
  ];
  assert.deepEqual(newer.filter((sheet) => tooNew(sheet).length === 0), []);
  assert.deepEqual(tooNew("@media print { a:not(b) { color: red } }"), []);
  assert.throws(() => acorn.parse("a ??= b", { ecmaVersion: ECMA }));
  assert.doesNotThrow(() => acorn.parse("a?.b ?? c", { ecmaVersion: ECMA }));
});
