"use strict";

/**
 * Things that a reader knows and looks for again: stretches of text, titles, what stands over a text. Drawn from an index
 * by a script that draws the same every time.
 */

/** A clause is quoted by six to twelve characters. */
const SPAN = { least: 6, most: 12 };

/** What is typed every day has two to eight. */
const EVERYDAY = { least: 2, most: 8 };

/** The first number of every row. */
const SEED = 20261128;

/** Numbers below a limit, from a linear congruence (Numerical Recipes, 7.1). */
function numbers() {
  let state = SEED;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** A piece of a text's Chinese characters, or none where it has too few. */
function piece(text, { least, most }, next) {
  const runs = text.match(new RegExp(`[\\u4e00-\\u9fff]{${least},}`, "g")) || [];
  if (runs.length === 0) return null;
  const run = runs[next(runs.length)];
  const length = Math.min(run.length, least + next(most - least + 1));
  const start = next(run.length - length + 1);
  return run.slice(start, start + length);
}

/** Whether a passage is of the version in force. */
function isInForce({ collection }, passage) {
  const profile = collection.profiles[collection.documents[passage]];
  return !profile.isOther && profile.state === "";
}

/**
 * Stretches of clauses in force.
 *
 * @param {Index} index
 * @param {(text: string) => string} fold
 * @param {number} count
 */
async function spans(index, fold, count) {
  const next = numbers();
  const found = [];
  while (found.length < count) {
    const passage = next(index.collection.passages);
    if (!isInForce(index, passage)) continue;
    const span = piece(fold((await index.read(passage)).text), SPAN, next);
    if (span) found.push(span);
  }
  return found;
}

/**
 * Pieces of titles, and of what stands over a text.
 *
 * @param {Index} index
 * @param {number} count
 */
async function everyday(index, count) {
  const { profiles, firsts } = index.collection;
  const next = numbers();
  const found = [];
  while (found.length < count) {
    const document = next(profiles.length);
    const first = firsts[document];
    const passage = next(2) ? first : first + next(firsts[document + 1] - first);
    const { title, heading } = await index.read(passage);
    const name = passage === first ? title : heading.replace(/^第[一二三四五六七八九十百千零〇]+[条章节编]\s*/, "");
    const query = piece(name, EVERYDAY, next);
    if (query) found.push(query);
  }
  return found;
}

/**
 * Titles of documents as their bare addresses show them.
 *
 * @param {Index} index
 * @param {number} count
 */
async function titles(index, count) {
  const { profiles, firsts } = index.collection;
  const next = numbers();
  const found = new Set();
  while (found.size < count) {
    const document = next(profiles.length);
    if (!profiles[document].isOther) found.add((await index.read(firsts[document])).title);
  }
  return Array.from(found);
}

module.exports = { everyday, isInForce, spans, titles };
