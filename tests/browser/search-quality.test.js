"use strict";

const assert = require("node:assert/strict");
const { execFileSync, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { after, before, test } = require("node:test");
const { everyday, isInForce, spans, titles } = require("./support/known.js");
const { AS_OF, LANMU, REPOSITORY, build, copyOfDemonstration, remove } = require("./support/portal.js");
const { searchClient, sourceOf } = require("./unit/search-client.js");

const { LANMU_CORPUS } = process.env;

/** Without the corpora there is nothing to look for. */
const skip = LANMU_CORPUS ? false : "LANMU_CORPUS names no folder";

const client = searchClient();
let laws, demonstration, site, index;

before(async () => {
  demonstration = copyOfDemonstration();
  if (skip) return;
  laws = fs.mkdtempSync(path.join(os.tmpdir(), "lanmu-laws-"));
  fs.symlinkSync(path.resolve(LANMU_CORPUS, "laws2000/content"), path.join(laws, "content"));
  fs.copyFileSync(path.join(REPOSITORY, "benches/laws.toml"), path.join(laws, "portal.toml"));
  site = path.join(laws, "site");
  const asked = ["build", "--as-of", AS_OF, "--output", site];
  execFileSync(LANMU, asked, { cwd: laws, stdio: "ignore", maxBuffer: 2 ** 26 });
  index = await client.engine.open(sourceOf(site));
});

after(() => {
  if (demonstration) remove(demonstration);
  if (laws) remove(laws);
});

/** What `lanmu eval-search` says of a site. */
function evaluated(queries, folder) {
  const said = execFileSync(LANMU, ["eval-search", queries, "--site", folder, "--format", "json"], { encoding: "utf8" });
  return JSON.parse(said);
}

test("questions of laymen find the clause, at their price", { skip }, () => {
  const { ranked, cold } = evaluated(path.join(LANMU_CORPUS, "laws2000/queries.jsonl"), site);
  assert.ok(ranked.mrr >= 0.5, `MRR@10 ${ranked.mrr}`);
  assert.ok(ranked.recall >= 0.57, `recall@10 ${ranked.recall}`);
  assert.ok(cold.median <= 180_000, `${cold.median} bytes`);
});

test("what is copied from a clause finds it", { skip }, async () => {
  const { fold } = client.folding;
  const found = [];
  for (const span of await spans(index, fold, 500)) {
    const ranked = (await index.rank(span)).slice(0, 10);
    const texts = await Promise.all(ranked.map(({ passage }) => index.read(passage)));
    const place = ranked.findIndex(({ passage }, at) => isInForce(index, passage) && fold(texts[at].text).includes(span));
    found.push(place < 0 ? 0 : 1 / (place + 1));
  }
  const mrr = found.reduce((sum, one) => sum + one, 0) / found.length;
  assert.ok(mrr >= 0.92, `MRR@10 ${mrr}`);
});

test("a title finds its document first, and so does a short one", { skip }, async () => {
  const all = await titles(index, 150);
  const short = all.filter((title) => title.startsWith("中华人民共和国")).map((title) => title.slice("中华人民共和国".length));
  const isFirst = async (query) => {
    const { documents } = await index.search(query, { from: 0, count: 1 });
    return documents.length > 0 && documents[0].title.endsWith(query);
  };
  const wrong = [];
  for (const title of all.concat(short)) if (!(await isFirst(title))) wrong.push(title);
  assert.ok(wrong.length <= 0.03 * (all.length + short.length), wrong.join("\n"));
});

test("what is typed every day is cheap", { skip }, async () => {
  const queries = (await everyday(index, 60)).map((query) => JSON.stringify({ query, relevant: ["none"] }));
  const file = path.join(laws, "everyday.jsonl");
  fs.writeFileSync(file, queries.join("\n"));
  const { cold } = evaluated(file, site);
  assert.ok(cold.median <= 80_000, `median ${cold.median} bytes`);
  assert.ok(cold.p95 <= 150_000, `p95 ${cold.p95} bytes`);
});

test("a CI can ask for no worse answers than before", () => {
  const folder = build(demonstration);
  const asked = ["eval-search", path.join(REPOSITORY, "tests/search/everyday.jsonl"), "--site", folder, "--lang", "en"];
  const ended = (least) => spawnSync(LANMU, [...asked, "--min-mrr", least], { encoding: "utf8" });
  assert.equal(ended("0.9").status, 0);
  const worse = ended("1");
  assert.equal(worse.status, 1);
  assert.match(worse.stderr, /MRR@10 as shown is 0\.\d+, below 1;/);
});

test("what readers of the demonstration typed finds what they meant", () => {
  const { shown, queries } = evaluated(path.join(REPOSITORY, "tests/search/everyday.jsonl"), build(demonstration));
  assert.equal(queries, 60);
  assert.ok(shown.success_1 * queries > 56, `${shown.success_1 * queries} first`);
  assert.equal(shown.success_3, 1, "all in the first three");
});
