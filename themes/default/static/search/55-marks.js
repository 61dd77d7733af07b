/**
 * Where a query stands in a text, as the text is written.
 *
 * Comes in: a text and a query. Goes out: places. Must never know: how they are shown.
 */

/**
 * UTF-16 offsets, the end not included.
 *
 * @typedef {object} Place
 * @property {number} start
 * @property {number} end
 * @property {string} text What stands there, folded.
 * @property {number} weight More for longer stretches: these are what was looked for.
 */

/**
 * @typedef {object} Marks
 * @property {(text: string, query: Query) => Place[]} places In order; they do not overlap.
 */

lanmuSearch.marks = (() => {
  const { folding } = lanmuSearch;

  const ALPHANUMERIC = /[a-z0-9]/;

  /**
   * Marks where `needle` stands. A Latin word or number is not found inside another: 12 is not in 2012.
   *
   * @param {string} folded
   * @param {string} needle
   * @param {Uint8Array} marked
   */
  function mark(folded, needle, marked) {
    const opens = ALPHANUMERIC.test(needle[0]);
    const closes = ALPHANUMERIC.test(needle[needle.length - 1]);
    for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + 1)) {
      const end = at + needle.length;
      const isCut = (opens && ALPHANUMERIC.test(folded[at - 1] || "")) || (closes && ALPHANUMERIC.test(folded[end] || ""));
      if (!isCut) marked.fill(1, at, end);
    }
  }

  /**
   * @param {string} text
   * @param {Query} query
   * @returns {Place[]}
   */
  function places(text, query) {
    const { folded, starts, ends } = folding.places(text);
    const marked = new Uint8Array(folded.length);
    const { pairs, tokens, characters } = query.terms;
    const needles = [...pairs.keys(), ...tokens.keys(), ...query.others];
    for (const needle of needles) mark(folded, needle, marked);
    // Of a query with pairs, scattered characters are no sign of what was looked for.
    if (pairs.size + tokens.size === 0) {
      for (const character of characters.keys()) mark(folded, character, marked);
    }
    /** @type {Place[]} */
    const found = [];
    for (let at = marked.indexOf(1); at >= 0; ) {
      const next = marked.indexOf(0, at);
      const end = next < 0 ? marked.length : next;
      found.push({ start: starts[at], end: ends[end - 1], text: folded.slice(at, end), weight: (end - at) ** 1.5 });
      at = marked.indexOf(1, end);
    }
    return found;
  }

  return { places };
})();
