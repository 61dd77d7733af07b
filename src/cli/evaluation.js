/**
 * Puts queries to a built site with the very script that its pages load, and says how well it answers and at what cost.
 *
 * Comes in: on standard input the site's folder and the queries, as JSON. Goes out: the figures, as JSON on standard
 * output. Runs in Node, which neither builds nor serves a site.
 */
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { performance } = require("node:perf_hooks");
const vm = require("node:vm");

/** Answers below this place count as not found. */
const PLACES = 10;

/** Documents whose passages are looked through as they are shown. */
const DOCUMENTS = 10;

/** Of the figures of all queries: the middle one, and the one that one in twenty exceeds. */
function spread(values) {
  const sorted = values.slice().sort((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { median: at(0.5), p95: at(0.95) };
}

/** The client as the site's pages load it: its script, and how many bytes that takes with the pointer. */
function clientOf(site) {
  const page = fs.readFileSync(path.join(site, "index.html"), "utf8");
  const scriptOf = (pattern) => {
    const found = page.match(pattern);
    if (!found) throw new Error("index.html: " + pattern);
    return fs.readFileSync(path.join(site, found[0]), "utf8");
  };
  const script = scriptOf(/assets\/search-[0-9a-f]+\.js/);
  const further = { help: scriptOf(/assets\/search-help-[0-9a-f]+\.js/), closely: scriptOf(/assets\/search-closely-[0-9a-f]+\.js/) };
  const pointer = fs.readFileSync(path.join(site, "search/pointer.js"), "utf8");
  const context = vm.createContext({ TextDecoder, TextEncoder, setTimeout });
  vm.runInContext(script, context);
  const said = JSON.parse(pointer.slice(pointer.indexOf("(") + 1, pointer.lastIndexOf(")")));
  return {
    search: vm.runInContext("lanmuSearch", context),
    folder: path.join(site, "search", said.folder),
    bytes: Buffer.byteLength(script) + Buffer.byteLength(pointer),
    run: (name) => {
      vm.runInContext(further[name], context);
      return Buffer.byteLength(further[name]);
    },
  };
}

/** Reads the index as a server with ranges sends it, and counts what it sends. */
function counted({ search, folder, run }) {
  const cost = { bytes: 0, requests: 0, files: new Set() };
  const source = search.packs.fromRanges(async (name, range) => {
    const whole = fs.readFileSync(path.join(folder, name + ".js"));
    const bytes = new Uint8Array(range ? whole.subarray(range[0], range[1]) : whole);
    cost.bytes += bytes.length;
    cost.requests += 1;
    cost.files.add(name);
    return { bytes, isWhole: !range };
  });
  // What is needed beside comes when it is, for every reader anew.
  delete search.help;
  delete search.layout;
  const load = async (name) => {
    cost.bytes += run(name);
    cost.requests += 1;
    cost.files.add("search-" + name);
  };
  return { index: search.engine.open(source, load), cost };
}

/** How the place of an answer is written in the queries. */
function namesOf(passage, isOther) {
  const address = passage.address + (passage.anchor ? "#" + passage.anchor : "");
  const [, id = ""] = passage.address.split("/");
  // A clause of another version is not the clause in force.
  const clause = isOther ? "" : id.toLowerCase() + " " + passage.heading.replace(/\s/g, "");
  return [address, clause];
}

/** What gives the text of a page of the site, null where it has none; each is read once, as many queries name the same. */
function pageReader(site) {
  const pages = new Map();
  return (address) => {
    const file = path.join(site, address, "index.html");
    if (!pages.has(file)) pages.set(file, fs.existsSync(file) ? fs.readFileSync(file, "utf8") : null);
    return pages.get(file);
  };
}

/**
 * A place as the answers name it, or null where the site has no such place: an address without `index.html` and with its
 * slash; the number of a clause in place of its permanent id.
 */
function placeOf(pageOf, written) {
  const [, page, anchor = ""] = /^\/?([^#]*?)(?:index\.html)?(?:#(.*))?$/.exec(written);
  const address = page.replace(/\/*$/, "") + "/";
  const html = pageOf(address);
  if (html === null) return null;
  if (anchor === "") return address;
  const numbered = html.match(new RegExp(`id="([^"]+)" data-name="${anchor.replace(/[^\w-]/g, ".")}"`));
  if (numbered) return address + "#" + numbered[1];
  return html.includes(`id="${anchor}"`) ? address + "#" + anchor : null;
}

/** The same of a clause of the version in force. */
function clauseOf(pageOf, { policy, article }) {
  const id = policy.toLowerCase();
  const number = article.replace(/\s/g, "");
  const html = pageOf("policies/" + id);
  return html !== null && html.replace(/\s/g, "").includes(number) ? id + " " + number : null;
}

/** The places of a query that the site has, and those that it has not, as they are written. */
function wanted(pageOf, relevant) {
  const named = relevant.map((one) => ({ one, name: typeof one === "string" ? placeOf(pageOf, one) : clauseOf(pageOf, one) }));
  const unknown = named.filter(({ name }) => name === null);
  return {
    // What is not there is not found either.
    right: new Set(named.map(({ one, name }) => name || JSON.stringify(one))),
    unknown: unknown.map(({ one }) => (typeof one === "string" ? one : one.policy + " " + one.article)),
  };
}

/** What of the relevant stands where in a row of answers, each named in several ways. */
function judged(answers, relevant) {
  const places = answers.slice(0, PLACES).map((names) => names.some((name) => relevant.has(name)));
  const first = places.indexOf(true) + 1;
  return { first, share: places.filter(Boolean).length / relevant.size };
}

function summed(judgements) {
  const mean = (of) => judgements.reduce((sum, one) => sum + of(one), 0) / judgements.length;
  return {
    mrr: mean(({ first }) => (first ? 1 / first : 0)),
    recall: mean(({ share }) => share),
    success_1: mean(({ first }) => (first === 1 ? 1 : 0)),
    success_3: mean(({ first }) => (first >= 1 && first <= 3 ? 1 : 0)),
  };
}

async function evaluate({ site, queries }) {
  const client = clientOf(site);
  const pageOf = pageReader(site);
  const warm = counted(client);
  const index = await warm.index;
  const { documents, profiles } = index.collection;
  const isOther = (passage) => profiles[documents[passage]].isOther;
  const found = { ranked: [], shown: [], cold: [], warm: [], files: [], requests: [], milliseconds: [], misses: [], unknown: [] };
  for (const { query, relevant, line } of queries) {
    const cold = counted(client);
    await (await cold.index).search(query, { from: 0, count: DOCUMENTS });
    found.cold.push(client.bytes + cold.cost.bytes);
    // The client's script, the pointer, and what of the index is read.
    found.files.push(2 + cold.cost.files.size);
    found.requests.push(2 + cold.cost.requests);

    const before = warm.cost.bytes;
    const answer = await index.search(query, { from: 0, count: DOCUMENTS });
    found.warm.push(warm.cost.bytes - before);
    const start = performance.now();
    await index.search(query, { from: 0, count: DOCUMENTS });
    found.milliseconds.push(performance.now() - start);

    const { right, unknown } = wanted(pageOf, relevant);
    found.unknown.push(...unknown.map((place) => ({ line, place })));
    const ranked = (await index.rank(query)).slice(0, PLACES);
    const names = await Promise.all(ranked.map(async ({ passage }) => namesOf(await index.read(passage), isOther(passage))));
    found.ranked.push(judged(names, right));
    const shown = answer.documents.flatMap(({ passages }) => passages.map((passage) => namesOf(passage, passage.isOther)));
    const asShown = judged(shown, right);
    found.shown.push(asShown);
    if (asShown.first !== 1) found.misses.push({ query, place: asShown.first || null, got: (shown[0] || [""])[0] });
  }
  return {
    queries: queries.length,
    ranked: summed(found.ranked),
    shown: summed(found.shown),
    cold: spread(found.cold),
    warm: spread(found.warm),
    files: spread(found.files),
    requests: spread(found.requests),
    milliseconds: spread(found.milliseconds),
    misses: found.misses,
    unknown: found.unknown,
  };
}

evaluate(JSON.parse(fs.readFileSync(0, "utf8"))).then(
  (figures) => process.stdout.write(JSON.stringify(figures)),
  (error) => {
    process.stderr.write(String(error.message) + "\n");
    process.exitCode = 1;
  },
);
