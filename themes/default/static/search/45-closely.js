/**
 * What a passage gains when its text is read.
 *
 * Comes in: a query and passages with their texts. Goes out: a gain for each. Must never know: lists, how texts are read,
 * the page.
 */

/**
 * @typedef {object} Closely
 * @property {RegExp} NUMBERED The number of a clause.
 * @property {(query: Query, synonyms: string[][]) => (passage: Passage, covered: number) => number} gains
 */

lanmuSearch.closely = (function () {
  "use strict";

  const { folding, ranking } = lanmuSearch;

  /**
   * What each sign weighs, against those of `ranking.WEIGHTS`. Those of `part` count for a part of the query as it was
   * typed: `whole` where it is all of the heading, `opening` where the text opens with it, `cited` where the query is a
   * title and the number of a clause, and this is it. `heading` counts for the share of the heading that was asked for,
   * `length` for what the length of the text costs in the lists, `bare` where there is no text below a heading, `field`
   * where that is a field, and `subsidiary` on the page of one: each holds a little of everything.
   *
   * Fitted on 210 everyday queries over the demonstration, other than those of the tests; `part` by hand.
   */
  const WEIGHTS = {
    part: { title: 1.5, heading: 1.5, whole: 1.5, text: 1, opening: 0.5, cited: 8 },
    heading: 0.8,
    length: 0.35,
    bare: -0.8,
    field: -0.25,
    subsidiary: -0.5,
  };

  /** What a passage gains by a synonym against the word itself. */
  const BY_SYNONYM = 0.8;

  /** Characters before the first words of a text that says what it is about. */
  const OPENING = 6;

  /** Characters of a text of usual length. */
  const USUAL = 50;

  /** Begins the anchor of a field of a document, such as what a service needs. */
  const FIELD = "fact-";

  /** The number of a clause. */
  const NUMBERED = /(第[零一二三四五六七八九十百千]+[条章节款项编])/;

  /**
   * @param {Query} query
   * @param {string[][]} synonyms Words of the query, each with the others that were searched for as well.
   */
  function gains({ parts, folded }, synonyms) {
    const own = parts.filter((part) => part.length > 1);
    const variants = own.map((part) => variantsOf(part, synonyms));
    const asked = new Set([folded, ...synonyms.flat().map(folding.fold)].flatMap(termsOf));
    return (/** @type {Passage} */ passage, /** @type {number} */ covered) => {
      const [title, heading, words, further] = [passage.title, passage.heading, passage.text, passage.further].map(folding.fold);
      const texts = { title, heading, text: words + "\n" + further };
      const sum = variants.reduce((sum, part) => sum + best(part, texts, own), 0);
      const byLength = WEIGHTS.length * covered ** 8 * Math.log(1 + words.length / USUAL);
      const byKind = passage.kind === "subsidiary" ? WEIGHTS.subsidiary : 0;
      return sum / Math.max(1, own.length) + byLength + byKind + ownGain(passage, heading, asked);
    };
  }

  /**
   * What a section gains by its heading; a page's is its title, of which the lists know.
   *
   * @param {Passage} passage
   * @param {string} heading Folded.
   * @param {Set<string>} asked
   */
  function ownGain({ anchor, heading: written, text }, heading, asked) {
    if (anchor === "") return 0;
    if (text === "" || text === written) return WEIGHTS.bare;
    const byField = anchor.startsWith(FIELD) ? WEIGHTS.field : 0;
    return byField + WEIGHTS.heading * headingShare(heading.replace(NUMBERED, " "), asked);
  }

  /** @param {string} folded */
  function termsOf(folded) {
    const { pairs, tokens } = folding.terms(ranking.withoutQuestionWords(folded));
    return [...pairs.keys(), ...tokens.keys()];
  }

  /**
   * How much of a heading was asked for.
   *
   * @param {string} heading
   * @param {Set<string>} asked
   */
  function headingShare(heading, asked) {
    const terms = termsOf(heading);
    return terms.filter((term) => asked.has(term)).length / Math.max(1, terms.length);
  }

  /**
   * A part of a query as it was typed, then with each of its words under another name.
   *
   * @param {string} part
   * @param {string[][]} synonyms
   */
  function variantsOf(part, synonyms) {
    const held = synonyms.filter(([word]) => part.includes(word));
    return [part, ...held.flatMap(([word, ...others]) => others.map((other) => part.replace(word, folding.fold(other))))];
  }

  /** @typedef {{ title: string, heading: string, text: string }} Texts Folded. */

  /**
   * @param {string[]} variants
   * @param {Texts} texts
   * @param {string[]} others
   */
  function best(variants, texts, others) {
    return Math.max(...variants.map((variant, at) => (at > 0 ? BY_SYNONYM : 1) * gainBy(variant, texts, others)));
  }

  /**
   * @param {string} part
   * @param {Texts} texts
   * @param {string[]} others The other parts of the query.
   */
  function gainBy(part, { title, heading, text }, others) {
    const { part: by } = WEIGHTS;
    let gain = 0;
    if (heading === part) gain += by.whole;
    if (heading === part && NUMBERED.test(part) && others.some((other) => isShortFor(other, title))) gain += by.cited;
    if (title.includes(part)) gain += by.title;
    else if (heading.includes(part)) gain += by.heading;
    else if (text.includes(part)) gain += by.text;
    if (text.slice(0, part.length + OPENING).includes(part)) gain += by.opening;
    return gain;
  }

  /**
   * Whether the characters of a name stand in a title in their order, as those of 差旅办法 do in 差旅费管理办法.
   *
   * @param {string} name
   * @param {string} title
   */
  function isShortFor(name, title) {
    let from = 0;
    for (const character of name) {
      from = title.indexOf(character, from) + 1;
      if (from === 0) return false;
    }
    return name.length > 1;
  }

  return { gains, NUMBERED };
})();
