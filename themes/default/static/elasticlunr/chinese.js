/**
 * Cuts a Chinese query into the words of an elasticlunr index, for tools that read `search/elasticlunr.json`.
 *
 * elasticlunr.js cuts at spaces and hyphens, so that a Chinese query would be one word that the index does not have:
 *
 *     const index = elasticlunr.Index.load(json);
 *     elasticlunr.tokenizer = lanmuChinese.tokenizer(index);
 *     index.search("差旅费报销标准");
 *
 * Comes in: an index, a query. Goes out: words. Must never know: the portal, the page. It stands behind 10-fold.js,
 * which folds a text as the build does.
 */

/**
 * A node of the index: its children by character, and the passages that hold the word that ends here.
 *
 * @typedef {{ df: number, docs: Record<string, { tf: number }> }} TrieNode
 */

/**
 * @typedef {object} ElasticlunrIndex
 * @property {Record<string, { root: TrieNode }>} index By field.
 */

// eslint-disable-next-line no-var -- a classic script's `var` is what makes the name global.
var lanmuChinese = (function () {
  "use strict";

  const { folding } = lanmuSearch;

  const ALPHANUMERIC = /[a-z0-9]/;

  /**
   * The lengths of the words that begin at a place.
   *
   * @param {TrieNode[]} roots
   * @param {string[]} characters
   * @param {number} at
   */
  function lengthsAt(roots, characters, at) {
    /** @type {number[]} */
    const lengths = [];
    /** @type {any[]} A node's children stand beside its counts. */
    let nodes = roots;
    for (let end = at; end < characters.length && nodes.length > 0; end += 1) {
      nodes = nodes.map((node) => node[characters[end]]).filter(Boolean);
      if (nodes.some((node) => node.df > 0)) lengths.push(end + 1 - at);
    }
    return lengths;
  }

  /**
   * What can stand at a place: the words that the index has, the whole of a Latin word or number, one character.
   *
   * @param {TrieNode[]} roots
   * @param {string[]} characters
   * @param {number} start
   */
  function pieces(roots, characters, start) {
    const cuts = (/** @type {number} */ at) => ALPHANUMERIC.test(characters[at - 1]) && ALPHANUMERIC.test(characters[at] || "");
    let whole = 1;
    while (cuts(start + whole)) whole += 1;
    return [whole, ...lengthsAt(roots, characters, start).filter((length) => !cuts(start + length))];
  }

  /**
   * The cut with the fewest pieces; of equal ones that with the fewest single characters.
   *
   * @param {TrieNode[]} roots
   * @param {string[]} characters
   */
  function cut(roots, characters) {
    /** @type {{ cost: number, start: number }[]} */
    const best = [{ cost: 0, start: 0 }];
    for (let start = 0; start < characters.length; start += 1) {
      if (!best[start]) continue;
      for (const length of pieces(roots, characters, start)) {
        const cost = best[start].cost + 1000 + (length === 1 ? 1 : 0);
        const end = start + length;
        if (!best[end] || cost < best[end].cost) best[end] = { cost, start };
      }
    }
    /** @type {string[]} */
    const words = [];
    for (let end = characters.length; end > 0; end = best[end].start) {
      words.unshift(characters.slice(best[end].start, end).join(""));
    }
    return words;
  }

  /**
   * The known words inside a longer one: the index has these too.
   *
   * @param {TrieNode[]} roots
   * @param {string} word
   */
  function inside(roots, word) {
    const characters = Array.from(word);
    if (characters.length < 3 || ALPHANUMERIC.test(word[0])) return [];
    const places = characters.map((_, at) => lengthsAt(roots, characters, at).map((length) => ({ at, length })));
    const parts = places.flat().filter(({ length }) => length > 1 && length < characters.length);
    return parts.map(({ at, length }) => characters.slice(at, at + length).join(""));
  }

  /**
   * What elasticlunr.js shall cut queries with.
   *
   * @param {ElasticlunrIndex} index
   * @returns {(query: unknown) => string[]}
   */
  function tokenizer(index) {
    const roots = Object.values(index.index).map((field) => field.root);
    return (query) => {
      const runs = folding.fold(String(query || "")).match(/[\p{Alphabetic}\p{N}]+/gu) || [];
      const words = runs.flatMap((run) => cut(roots, Array.from(run)));
      return [...new Set(words.flatMap((word) => [word, ...inside(roots, word)]))];
    };
  }

  return { tokenizer };
})();
