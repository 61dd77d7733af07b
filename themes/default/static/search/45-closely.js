/**
 * What a passage gains when its text is read.
 *
 * Comes in: a query and passages with their texts. Goes out: a gain for each. Must never know: lists, how texts are read,
 * the page.
 */

/**
 * The texts of a passage as they are compared: without and with what it is found by beside them, below its own heading and
 * the one above that has no text of its own, empty where there is none.
 *
 * @typedef {{ title: string, heading: string, headings: string[], body: string, text: string, numbers: string[] }} FoldedTexts
 */

/**
 * What a passage gains that holds a share of the query's worth and stands below a heading without a text of its own,
 * which is empty where there is none.
 *
 * @typedef {(passage: Passage, covered: number, above: string) => number} Gain
 */

/**
 * @typedef {object} Closely
 * @property {RegExp} NUMBERED The number of a clause.
 * @property {(query: Query, synonyms: string[][], layout: Layout | null) => Gain} gains
 */

lanmuSearch.closely = (() => {
  const { folding } = lanmuSearch;

  /**
   * What each sign weighs, against those of `ranking.WEIGHTS`: a part of the query stands in the passage as it was typed,
   * or in its heading; it is all of the heading; it is a clause's number beside its title. `length` counts in a large
   * portal, for what the length of a text that holds all costs it in the lists. `headed` and `whole` are fitted with those
   * of the layout, `holds` is set by what it does to known items, `cited` by hand, and as much for what has the query for
   * its own number.
   */
  const WEIGHTS = { holds: 1, headed: 2.2, whole: 4.2, cited: 8, numbered: 8, length: 0.35 };

  /** What a passage gains by a synonym against the word itself. */
  const BY_SYNONYM = 0.8;

  /** Characters of a text of usual length. */
  const USUAL = 50;

  /** The number of a clause. */
  const NUMBERED = /(第[零一二三四五六七八九十百千]+[条章节款项编])/;

  /** What counts the headings of a text: 第二章 and 三、 are no part of a name. */
  const COUNTED = /^(第[零一二三四五六七八九十百]+[编章节]|[一二三四五六七八九十]+、)\s*/;

  /** @type {WeakMap<Passage, Omit<FoldedTexts, "headings">>} Most passages are found again as one types on. */
  const known = new WeakMap();

  /** @param {Passage} passage */
  function foldedTexts(passage) {
    const [title, heading, body, further] = [passage.title, passage.heading, passage.text, passage.further].map(folding.fold);
    // A page's own numbers are words of what it is found by beside its text.
    const numbers = passage.anchor ? [] : further.split(/\s+/).filter((word) => /[0-9]/.test(word));
    return { title, heading, body, text: body + "\n" + further, numbers };
  }

  /**
   * @param {Passage} passage
   * @param {string} above
   * @returns {FoldedTexts}
   */
  function textsOf(passage, above) {
    const texts = known.get(passage) || foldedTexts(passage);
    known.set(passage, texts);
    return { ...texts, headings: [texts.heading, folding.fold(above).replace(COUNTED, "")] };
  }

  /**
   * @param {Query} query
   * @param {string[][]} synonyms Words of the query, each with the others that were searched for as well.
   * @param {Layout | null} layout Null in a large portal.
   * @returns {Gain}
   */
  function gains({ parts, folded }, synonyms, layout) {
    const groups = synonyms.map((group) => group.map(folding.fold));
    const own = parts.filter((part) => part.length > 1);
    const variants = own.map((part) => variantsOf(part, groups));
    const byLayout = layout && layout.gains(folded, groups);
    return (passage, covered, above) => {
      const texts = textsOf(passage, above);
      const byParts = variants.reduce((sum, part) => sum + best(part, texts, own), 0) / Math.max(1, own.length);
      const byLength = WEIGHTS.length * covered ** 8 * Math.log(1 + texts.body.length / USUAL);
      const byNumber = texts.numbers.includes(folded) ? WEIGHTS.numbered : 0;
      return byParts + byNumber + (byLayout ? byLayout(passage, texts) : byLength);
    };
  }

  /**
   * A part of a query as it was typed, then with each of its words under another name.
   *
   * @param {string} part
   * @param {string[][]} groups
   */
  function variantsOf(part, groups) {
    const held = groups.filter(([word]) => part.includes(word));
    return [part, ...held.flatMap(([word, ...others]) => others.map((other) => part.replace(word, other)))];
  }

  /**
   * @param {string[]} variants
   * @param {FoldedTexts} texts
   * @param {string[]} others
   */
  function best(variants, texts, others) {
    return Math.max(...variants.map((variant, at) => (at > 0 ? BY_SYNONYM : 1) * gainBy(variant, texts, others)));
  }

  /**
   * @param {string} part
   * @param {FoldedTexts} texts
   * @param {string[]} others The other parts of the query.
   */
  function gainBy(part, { title, headings, text }, others) {
    let gain = [title, text, ...headings].some((own) => own.includes(part)) ? WEIGHTS.holds : 0;
    if (headings.includes(part)) gain += WEIGHTS.whole;
    if (headings[0] === part && NUMBERED.test(part) && others.some((other) => isShortFor(other, title))) gain += WEIGHTS.cited;
    if (!title.includes(part) && headings.some((heading) => heading.includes(part))) gain += WEIGHTS.headed;
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
