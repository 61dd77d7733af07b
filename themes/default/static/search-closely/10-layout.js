/**
 * What a passage gains by the way in which it is written: what stands over it, what its text begins with, how close
 * together it holds what was asked.
 *
 * Comes in: a query and passages with their folded texts. Goes out: a gain for each. Must never know: lists, how texts are
 * read, the page. Loaded where the portal is small, since it is fitted to one.
 */

/**
 * @typedef {object} Layout
 * @property {(folded: string, groups: string[][]) => (passage: Passage, texts: FoldedTexts) => number} gains For a query
 *   and the words of it that have synonyms, each with these, folded.
 */

lanmuSearch.layout = (function () {
  "use strict";

  const { folding, ranking } = lanmuSearch;

  /**
   * What each sign weighs, against those of `ranking.WEIGHTS`. Fitted on 584 everyday queries over the demonstration,
   * other than those of the tests, of seven readers who saw only its pages; which signs are here was chosen by
   * cross-validation, each reader's queries once kept apart.
   *
   * @type {Record<string, number>}
   */
  const WEIGHTS = {
    // The share of the query that title and heading hold, and that the first words of the text do.
    named: 2.1,
    opening: 0.8,
    // How close together the text holds what it holds of the query, and how often.
    near: 0.35,
    often: 0.6,
    // There is no text below the heading.
    bare: -3.15,
    // It says why there is a rule, since when, or who explains it.
    formal: -2.4,
    // It names who decides or whom to call, and that was asked.
    names: 1.4,
    // The heading is a question; the query is one, and this is a collection of answers.
    question: 1.2,
    questions: -0.8,
    // A person, a list or a table, a whole page for a query of few characters.
    person: 1.4,
    rows: 0.85,
    page: 1,
    // By kind of document: what those who check look at is seldom what others look for.
    policy: 0.6,
    knowledge: 0.65,
    process: -3.1,
    risk: -1.65,
  };

  /** Characters of a text that say what it is about; the most characters of a query that names a thing. */
  const OPENING = 20;
  const SHORT = 4;

  const WHO = { asked: /谁|电话|联系/, named: /负责|审批人|\b8\d{3}\b/ };
  const QUESTION = /怎么|如何|咋|吗|多久|谁|什么|啥|几|能不能|可以|哪/;
  const FORMAL = /制定本|起施行|负责解释/;

  /**
   * @param {string} folded
   * @param {string[][]} groups
   */
  function gains(folded, groups) {
    const words = wordsOf(folded, groups);
    const isWho = WHO.asked.test(folded);
    const isQuestion = QUESTION.test(folded);
    return (/** @type {Passage} */ { anchor, kind }, /** @type {FoldedTexts} */ { title, headings, body, text }) => {
      const { near, often } = spread(words, text);
      const signs = {
        named: share(words, [title, ...headings].join("\n")),
        opening: share(words, text.slice(0, OPENING)),
        near,
        often,
        bare: anchor !== "" && (body === "" || body === headings[0]),
        formal: FORMAL.test(body),
        names: isWho && WHO.named.test(text),
        question: headings[0].endsWith("?"),
        questions: isQuestion && kind === "faq",
        person: anchor.startsWith("p-"),
        // The page makes a table of its fields itself: that is no way of writing.
        rows: body.includes("\n") && !anchor.startsWith("fact-"),
        page: anchor === "" && folded.length <= SHORT,
        [kind]: 1,
      };
      return Object.entries(signs).reduce((sum, [sign, value]) => sum + (WEIGHTS[sign] || 0) * Number(value), 0);
    };
  }

  /**
   * What is looked for in a text: each word with its synonyms, and the terms of the rest.
   *
   * @param {string} folded
   * @param {string[][]} groups
   */
  function wordsOf(folded, groups) {
    const rest = groups.reduce((text, [word]) => text.replace(word, " "), ranking.withoutQuestionWords(folded));
    const { pairs, tokens } = folding.terms(rest);
    return groups.concat([...pairs.keys(), ...tokens.keys()].map((term) => [term]));
  }

  /**
   * The share of words that a text holds.
   *
   * @param {string[][]} words
   * @param {string} text
   */
  function share(words, text) {
    return words.filter((word) => word.some((one) => text.includes(one))).length / Math.max(1, words.length);
  }

  /**
   * How often a text holds words, and how close together: 1 where it holds them in a row.
   *
   * @param {string[][]} words
   * @param {string} text
   */
  function spread(words, text) {
    /** @type {[number, number, number][]} Where it is, which word, where it ends. */
    const found = [];
    words.forEach((word, which) => {
      for (const one of word) {
        for (let at = text.indexOf(one); at >= 0; at = text.indexOf(one, at + 1)) found.push([at, which, at + one.length]);
      }
    });
    found.sort(([one], [other]) => one - other);
    const length = words.reduce((sum, [word]) => sum + word.length, 0);
    return { often: Math.log(1 + found.length), near: found.length > 0 ? Math.min(1, length / narrowest(found)) : 0 };
  }

  /**
   * The shortest stretch of a text that holds each of the words found in it.
   *
   * @param {[number, number, number][]} found
   */
  function narrowest(found) {
    const missing = new Set(found.map(([, which]) => which)).size;
    const counts = new Map();
    let [shortest, first] = [Infinity, 0];
    for (const [, which, end] of found) {
      counts.set(which, (counts.get(which) || 0) + 1);
      while (counts.size === missing) {
        const [start, dropped] = found[first];
        shortest = Math.min(shortest, end - start);
        first += 1;
        counts.set(dropped, counts.get(dropped) - 1);
        if (counts.get(dropped) === 0) counts.delete(dropped);
      }
    }
    return shortest;
  }

  return { gains };
})();
