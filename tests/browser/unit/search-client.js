"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const FOLDER = path.join(__dirname, "../../../themes/default/static/search");

/** The search client as the site serves it: its files in the order of their names, as one classic script. */
function searchClient() {
  const names = fs.readdirSync(FOLDER).filter((name) => name.endsWith(".js")).sort();
  const script = names.map((name) => fs.readFileSync(path.join(FOLDER, name), "utf8")).join("\n");
  // In this context, so that its arrays are our arrays.
  vm.runInThisContext(script, { filename: "search.js" });
  return globalThis.lanmuSearch;
}

/**
 * The index that elasticlunr.js 0.9.5 writes, with an empty pipeline.
 *
 * @param {{ row: string[], title?: string, heading?: string, body?: string }[]} passages Each field as its words with
 *   spaces between them; `row` is the passage as the client shows it.
 */
function smallIndex(passages) {
  const fields = ["title", "heading", "body"];
  const index = Object.fromEntries(fields.map((field) => [field, { root: { docs: {}, df: 0 } }]));
  const documentStore = { save: false, docs: {}, docInfo: {}, length: passages.length };
  for (const passage of passages) {
    const reference = passage.row[0] + "#" + passage.row[1];
    documentStore.docs[reference] = {};
    documentStore.docInfo[reference] = {};
    for (const field of fields) {
      const words = (passage[field] || "").split(" ").filter(Boolean);
      documentStore.docInfo[reference][field] = words.length;
      words.forEach((word) => addWord(index[field].root, word, reference));
    }
  }
  dropCounts(index);
  return { version: "0.9.5", fields, ref: "id", documentStore, index, pipeline: [] };
}

function addWord(root, word, reference) {
  let node = root;
  for (const character of word) {
    node[character] = node[character] || { docs: {}, df: 0 };
    node = node[character];
  }
  if (!node.docs[reference]) node.df += 1;
  const count = node.docs[reference] ? node.docs[reference].count + 1 : 1;
  node.docs[reference] = { tf: Math.sqrt(count), count };
}

/** The counts served the frequencies only, and are no part of the format. */
function dropCounts(node) {
  for (const child of Object.values(node)) {
    if (child && typeof child === "object") dropCounts(child);
  }
  delete node.count;
}

/** Rows as the index's file has them. */
function rows(passages) {
  return passages.map((passage) => passage.row);
}

/** A vocabulary of words in one string, with spaces between them. */
function vocabularyOf(words) {
  const known = words.split(" ");
  return {
    lengthsAt(characters, at) {
      const starts = known.filter((word) => characters.slice(at).join("").startsWith(word));
      return starts.map((word) => Array.from(word).length);
    },
  };
}

module.exports = { searchClient, smallIndex, rows, vocabularyOf };
