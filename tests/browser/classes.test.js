"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const acorn = require("acorn");
const cssTree = require("css-tree");
const { REPOSITORY } = require("./support/portal.js");
const { files } = require("./support/site.js");

const THEME = path.join(REPOSITORY, "themes/default");
const PREVIEW = path.join(REPOSITORY, "src/preview");

/**
 * The texts of a folder's files.
 *
 * @param {string} folder
 * @param {string} ending
 */
function texts(folder, ending) {
  return files(folder, ending).map((file) => fs.readFileSync(path.join(folder, file), "utf8"));
}

/**
 * The classes that style sheets select by.
 *
 * @param {string[]} sheets
 */
function selected(sheets) {
  const names = new Set();
  for (const sheet of sheets) {
    cssTree.walk(cssTree.parse(sheet), (node) => {
      if (node.type === "ClassSelector") names.add(node.name);
    });
  }
  return Array.from(names).sort();
}

/** The words of a text that may be names of classes; `{…}` in them is filled in later. */
const words = (text) => text.split(/\s+/).filter((word) => /^[a-z][a-z0-9{}-]*$/.test(word));

/** Those in a text's attributes. */
const inAttributes = (html) => Array.from(html.matchAll(/\bclass=\\?"([^"\\]*)/g)).flatMap(([, names]) => words(names));

/**
 * Those in the strings of a script.
 *
 * @param {string} script
 */
function inScript(script) {
  const tokens = Array.from(acorn.tokenizer(script, { ecmaVersion: 2020 }));
  return tokens.flatMap(({ type, value }) => (type === acorn.tokTypes.string ? words(value) : []));
}

/**
 * Those that Rust code writes: in attributes, and in strings from which attributes are made.
 *
 * @param {string} code
 */
function inCode(code) {
  const strings = Array.from(code.matchAll(/"((?:[^"\\]|\\.)*)"/gs), ([, text]) => text);
  return [...inAttributes(code), ...strings.flatMap(words)];
}

/**
 * The names that nobody writes.
 *
 * @param {string[]} names
 * @param {string[]} written
 */
function unused(names, written) {
  const patterns = Array.from(new Set(written), (name) => new RegExp("^" + name.replace(/\{\w*\}/g, "[a-z-]+") + "$"));
  return names.filter((name) => !patterns.some((pattern) => pattern.test(name)));
}

test("every class in the theme's style is written by a template, by the body's HTML or by a script", () => {
  const written = [
    ...texts(path.join(THEME, "templates"), ".html").flatMap(inAttributes),
    ...texts(path.join(THEME, "static"), ".js").flatMap(inScript),
    ...inCode(fs.readFileSync(path.join(REPOSITORY, "src/theme/body.rs"), "utf8")),
  ];
  const names = selected(texts(path.join(THEME, "static"), ".css"));
  assert.ok(names.length > 50, "there is a style");
  assert.deepEqual(unused(names, written), []);
});

test("every class in the overlay's style is written by its script or its page", () => {
  const written = [...texts(PREVIEW, ".js").flatMap(inScript), ...texts(PREVIEW, ".rs").flatMap(inAttributes)];
  const names = selected(texts(PREVIEW, ".css"));
  assert.ok(names.length > 1, "there is a style");
  assert.deepEqual(unused(names, written), []);
});

test("a class that nobody writes would be found", () => {
  assert.deepEqual(unused(selected([".a .b-c > p.d:hover, .alert-note {}"]), ["a", "alert-{word}"]), ["b-c", "d"]);
});
