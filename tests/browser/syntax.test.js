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

/** What browsers of an intranet that is slow to update know of scripts: Chromium 86, Firefox 78, Safari 14. */
const ECMA = 2020;

/** Properties that not all of these know. */
const YOUNG_PROPERTIES = /^(inset(-.+)?|aspect-ratio|translate|rotate|scale|accent-color)$/;

/** Units of the window as it is with a phone's bars shown or hidden. */
const YOUNG_UNITS = /^[dsl]v(h|w|i|b|min|max)$/;

/** Names that not all of these have, and what they belong to; of a script's tokens, a line each. */
const YOUNG_NAMES = [
  /(?<=\.\n)(at|findLast|findLastIndex)(?=\n\()/,
  /(?<=\bObject\n\??\.\n)hasOwn\b/,
  /(?<=\bcrypto\n\??\.\n)randomUUID\b/,
  /(?<![.\w]\n)\bstructuredClone(?=\n\()/,
  /\bscheduler(?=\n\??\.\n)/,
  // Safari knows no look behind, and then none of the script.
  /\(\?<[=!]/,
];

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

/** Grids know them longer than boxes that flex. */
const GAPS = /^((row|column)-)?gap$/;

/**
 * What a rule itself declares.
 *
 * @param {import("css-tree").Rule} rule
 * @param {RegExp} properties
 */
function declarations({ block }, properties) {
  return block.children.toArray().filter(({ type, property }) => type === "Declaration" && properties.test(property));
}

/**
 * Whether a word is in a declaration's value.
 *
 * @param {import("css-tree").Declaration} declaration
 * @param {string} word
 */
const says = ({ value }, word) => cssTree.generate(value).split(/\s+/).includes(word);

/** @param {import("css-tree").Rule} rule */
const isFlex = (rule) => declarations(rule, /^display$/).some((one) => says(one, "flex") || says(one, "inline-flex"));

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
    if (node.type === "PseudoClassSelector" && ["has", "is", "where"].includes(node.name)) note(node, `:${node.name}`);
    if (node.type === "Atrule" && ["layer", "container"].includes(node.name)) note(node, `@${node.name}`);
    if (node.type === "Dimension" && YOUNG_UNITS.test(node.unit)) note(node, node.unit);
    if (node.type === "Declaration" && YOUNG_PROPERTIES.test(node.property)) note(node, node.property);
    if (node.type === "Declaration" && /^overflow/.test(node.property) && says(node, "clip")) note(node, "overflow: clip");
    if (node.type === "Rule" && isFlex(node)) declarations(node, GAPS).forEach((gap) => note(gap, "gap between flex items"));
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

/**
 * What a script is known by when its own names are made short: the properties that it asks for.
 *
 * @param {string} script
 */
function properties(script) {
  return new Set(script.match(/(?<=[\w)\]]\.)[A-Za-z]\w*/g));
}

/** @param {string} file */
function withoutComments(file) {
  return tokens(fs.readFileSync(file, "utf8"));
}

test("every script of the theme is in one that is shipped", () => {
  const theme = path.join(REPOSITORY, "themes/default/static");
  const scripts = files(theme, ".js");
  const folders = ["js", "document", "library", "search", "search-page", "search-help", "search-closely", "search-report"];
  assert.ok(folders.every((folder) => scripts.some((file) => file.startsWith(folder + "/"))));
  const all = shipped(".js").map(({ text }) => properties(text));
  const isShipped = (file) => {
    const own = Array.from(properties(withoutComments(path.join(theme, file)).replace(/\n\.\n/g, ".")));
    return own.length > 0 && all.some((shipped) => own.every((name) => shipped.has(name)));
  };
  assert.deepEqual(scripts.filter((file) => !isShipped(file)), []);
});

/**
 * What a script asks for that not every browser has.
 *
 * @param {string} script
 */
function tooYoung(script) {
  const all = tokens(script) + "\n";
  return YOUNG_NAMES.flatMap((name) => all.match(name) || []);
}

test("no shipped script asks for what only younger browsers have", () => {
  const found = shipped(".js").map(({ file, text }) => [file, tooYoung(text)]);
  assert.deepEqual(found.filter(([, names]) => names.length > 0), []);
});

test("every shipped style is CSS that Chromium 86, Firefox 78 and Safari 14 know", () => {
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
    "a { display: flex; gap: 1rem }",
    "@media print { a { column-gap: 1rem; color: red; display: inline-flex } }",
    "a { display: inline flex; row-gap: 1rem }",
    "a { inset: 0 }",
    "a { inset-inline-start: 0 }",
    "a { aspect-ratio: 1 / 2 }",
    "a:is(b, c) { color: red }",
    "a :where(b) { color: red }",
    "@container (min-width: 10rem) { a { color: red } }",
    "a { min-height: 100dvh }",
    "a { min-height: calc(100svh - 1rem) }",
    "a { min-height: 1lvh }",
    "a { translate: 1px }",
    "a { rotate: 1deg }",
    "a { scale: 2 }",
    "a { overflow: clip }",
    "a { overflow-x: clip }",
    "a { accent-color: red }",
  ];
  assert.deepEqual(newer.filter((sheet) => tooNew(sheet).length === 0), []);
  const known = [
    "@media print { a:not(b) { color: red } }",
    "a { display: grid; gap: 1rem 2rem; transform: rotate(45deg) scale(2) }",
    "a { display: flex } b { column-gap: 1rem; columns: 2; overflow: hidden; min-height: 100vh }",
    "a { text-overflow: clip; background-clip: text; --inset: 1px; top: 0 }",
  ];
  assert.deepEqual(known.flatMap(tooNew), []);
  assert.throws(() => acorn.parse("a ??= b", { ecmaVersion: ECMA }));
  assert.doesNotThrow(() => acorn.parse("a?.b ?? c", { ecmaVersion: ECMA }));
  assert.throws(() => acorn.parse("await a", { ecmaVersion: ECMA, sourceType: "script" }));
  const younger = [
    "a.at(-1)",
    "a?.at(-1)",
    "a\n  .at(-1)",
    "a.findLast(b)",
    "a.findLastIndex(b)",
    "Object.hasOwn(a, b)",
    "a = structuredClone(b)",
    "crypto.randomUUID()",
    "window.crypto.randomUUID()",
    "scheduler.postTask(a)",
    "window.scheduler?.yield()",
    "/(?<=a)b/.test(c)",
  ];
  assert.deepEqual(younger.filter((script) => tooYoung(script).length === 0), []);
  const older = ["a.replaceAll(b, c)", "at(1)", "a.at = 1", '"Object.hasOwn(a, b)"', "/* a.at(1) */", "a.hasOwn(b)", "a.find(b)"];
  assert.deepEqual(older.flatMap(tooYoung), []);
});
