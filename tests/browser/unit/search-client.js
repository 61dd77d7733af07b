"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const STATIC = path.join(__dirname, "../../../themes/default/static");

/** A bundle of the theme as the site serves it: its files in the order of their names. */
function bundle(name) {
  const names = fs.readdirSync(path.join(STATIC, name)).filter((file) => file.endsWith(".js")).sort();
  return names.map((file) => fs.readFileSync(path.join(STATIC, name, file), "utf8")).join("\n");
}

/** The search client with all that it loads when it is needed, as one classic script. */
function searchClient() {
  const script = ["search", "search-help", "search-closely", "search-report", "search-page"].map(bundle).join("\n");
  // In this context, so that its arrays are our arrays.
  vm.runInThisContext(script, { filename: "search.js" });
  return globalThis.lanmuSearch;
}

/**
 * How the index of a built site is read here: ranges of its files, as a server would send them.
 *
 * @param {string} site The site's folder.
 * @param {{ hasRanges?: boolean, asScripts?: boolean }} [how] Whether the server knows ranges; whether there is one at all.
 */
function sourceOf(site, { hasRanges = true, asScripts = false } = {}) {
  const { packs } = searchClient();
  const pointer = fs.readFileSync(path.join(site, "search/pointer.js"), "utf8");
  const { folder } = JSON.parse(pointer.slice(pointer.indexOf("(") + 1, pointer.lastIndexOf(")")));
  const file = (name) => path.join(site, "search", folder, name + ".js");
  if (asScripts) return packs.fromScripts(async (name) => stringOf(file(name)));
  return packs.fromRanges(async (name, range) => {
    const bytes = new Uint8Array(fs.readFileSync(file(name)));
    const isWhole = !range || !hasRanges;
    return { bytes: isWhole ? bytes : bytes.subarray(range[0], range[1]), isWhole };
  });
}

/** What a pack's script hands over, when it is run as x-user-defined. */
function stringOf(file) {
  const wide = (byte) => (byte < 128 ? byte : 0xf700 + byte);
  const script = Array.from(fs.readFileSync(file), (byte) => String.fromCharCode(wide(byte))).join("");
  let handed = "";
  vm.runInNewContext(script, { lanmuSearch: { pack: (_name, string) => (handed = string) } });
  return handed;
}

module.exports = { searchClient, sourceOf };
