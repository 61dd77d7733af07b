/**
 * How a query may go on: titles, questions and words that begin as it does.
 *
 * Comes in: what was typed, and the words of the portal. Goes out: a few of them. Must never know: what they find, the page.
 */

/**
 * @typedef {object} Words
 * @property {Shelf} words Word → how often it stands somewhere.
 * @property {Shelf} sounds Its sound in full, then the word.
 * @property {Shelf} initials The first letters of its sound, then the word.
 */

/**
 * A word of the portal.
 *
 * @typedef {object} Candidate
 * @property {string} word
 * @property {string} sound
 * @property {number} weight How often it stands somewhere.
 * @property {boolean} isName Whether it is all of a title, a heading or a question.
 */

/**
 * @typedef {object} Suggestions
 * @property {(entries: [string, Uint8Array][]) => Candidate[]} candidates
 * @property {string} BETWEEN What stands between a sound and its word.
 * @property {(typed: string, words: () => Promise<Words>, count: number) => Promise<string[]>} find
 */

lanmuSearch.suggestions = (() => {
  const { bytes, folding } = lanmuSearch;

  const BETWEEN = "\u0001";

  /** How many words with one beginning are looked at. */
  const MANY = 300;

  const LETTERS = /^[a-z]{2,}$/;

  const WORD = /^[\u3400-\u9fff]+$/;

  /** What a phrase does not end with: something is still to come. */
  const OPEN = /[的和与或及在为是能会可不把被将从对等\d]$/;

  /**
   * @param {string} typed
   * @param {() => Promise<Words>} words
   * @param {number} count
   */
  async function find(typed, words, count) {
    const begun = folding.fold(typed).trim();
    if (begun.length < 2 || /\s/.test(begun)) return [];
    const { words: known, sounds, initials } = await words();
    const shelves = LETTERS.test(begun) ? [sounds, initials] : [known];
    const found = await Promise.all(shelves.map((shelf) => shelf.below(begun, MANY)));
    return chosen(found.flatMap(candidates), begun, count);
  }

  /** @param {Candidate} candidate */
  function isWhole({ word, isName }) {
    return isName || (WORD.test(word) && !OPEN.test(word));
  }

  /**
   * Names first, then words; of each the weightiest, none twice, and none with which another begins.
   *
   * @param {Candidate[]} from
   * @param {string} begun
   * @param {number} count
   */
  function chosen(from, begun, count) {
    const order = (/** @type {Candidate} */ one, /** @type {Candidate} */ other) =>
      Number(other.isName) - Number(one.isName) || other.weight - one.weight || one.word.length - other.word.length;
    /** @type {string[]} */
    const kept = [];
    for (const { word } of from.filter((one) => one.word !== begun && isWhole(one)).sort(order)) {
      if (!kept.some((other) => other.startsWith(word))) kept.push(word);
    }
    return kept.slice(0, count).map(inFullWidth);
  }

  /**
   * The marks of a Chinese question as it is written; in the index they are folded.
   *
   * @param {string} text
   */
  function inFullWidth(text) {
    // Full-width forms stand in the order of ASCII.
    const wide = (/** @type {string} */ mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0);
    return /[\u3400-\u9fff]/.test(text) ? text.replace(/[?:,()]/g, wide) : text;
  }

  /** @param {[string, Uint8Array][]} entries */
  function candidates(entries) {
    return entries.map(([key, value]) => {
      const [sound, word] = key.split(BETWEEN);
      const number = bytes.numbers(value).next();
      return { sound, word: word || sound, weight: number >> 1, isName: number % 2 === 1 };
    });
  }

  return { find, candidates, BETWEEN };
})();
