/**
 * What a query puts in quotation marks: it must stand there just so.
 *
 * Comes in: a query, passages. Goes out: phrases, and the passages that hold them. Must never know: how passages are
 * ranked, the page.
 */

/**
 * @typedef {object} Phrases
 * @property {(typed: string) => string[]} quoted Folded, without what stands around them.
 * @property {(passage: Passage, phrases: string[]) => boolean} areHeld
 */

lanmuSearch.phrases = (() => {
  const { folding } = lanmuSearch;

  /** Chinese and Latin quotation marks; one that is still open goes on to the end. */
  const QUOTED = /["“”「『＂]([^"“”「」『』＂]+)(?:["“”」』＂]|$)/g;

  /** @param {string} typed */
  function quoted(typed) {
    const found = Array.from(typed.matchAll(QUOTED), ([, inner]) => folding.fold(inner).trim());
    return found.filter((phrase) => phrase !== "");
  }

  /**
   * @param {Passage} passage
   * @param {string[]} phrases
   */
  function areHeld({ title, heading, text, further }, phrases) {
    const texts = [title, heading, text, further].map(folding.fold);
    return phrases.every((phrase) => texts.some((text) => text.includes(phrase)));
  }

  return { quoted, areHeld };
})();
