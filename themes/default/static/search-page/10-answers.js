/**
 * Answers that are given in place: to a question that fits, and whom to call.
 *
 * Comes in: the answer to a query. Goes out: the passage that answers by itself, if one does, and the phone numbers in
 * a text. Must never know: elements.
 */

/**
 * @typedef {object} Answers
 * @property {(answer: Answer) => Passage | null} direct
 * @property {(text: string) => { text: string, phone: string }[]} phones A text cut at its phone numbers.
 */

lanmuSearch.answers = (function () {
  "use strict";

  const { folding, ranking } = lanmuSearch;

  /** The longest text that is shown whole. */
  const SHORT = 220;

  /** How much of a query the question must hold, in any of its wordings, and the question with its answer. */
  const FITS = { question: 0.5, query: 0.8 };

  /**
   * Numbers of a switchboard, of mobiles and within the company: 021-68001234, 400-820-1234, 13800138000, 8800; and the
   * one character before.
   */
  const PHONE = /(^|[^\d.,年月日第〔[A-Za-z-])(1[3-9]\d{9}|0\d{2,3}-\d{7,8}|[48]00-?\d{3}-?\d{4}|8\d{3})(?![\d.,年月日元条号%A-Za-z-])/g;

  /**
   * How much of the pairs of one text the other has.
   *
   * @param {string} one
   * @param {string} other
   */
  function share(one, other) {
    const [own, others] = [one, other].map((text) => Array.from(termsOf(text)));
    return own.filter((term) => others.includes(term)).length / Math.max(1, own.length);
  }

  /** @param {string} text */
  function termsOf(text) {
    const { pairs, tokens } = folding.terms(ranking.withoutQuestionWords(folding.fold(text)));
    return new Set([...pairs.keys(), ...tokens.keys()]);
  }

  /** @param {Answer} answer */
  function direct({ documents, query }) {
    const [first] = documents;
    const passage = first && first.passages[0];
    if (!passage || passage.isOther || !passage.text) return null;
    const asked = query.folded;
    const isShort = passage.text.length <= SHORT;
    const isQuestion = first.kind === "faq" && passage.anchor !== "";
    const question = passage.heading + "\n" + passage.further;
    const fits = share(asked, question) >= FITS.question && share(asked, question + "\n" + passage.text) >= FITS.query;
    const isNamed = folding.fold(passage.heading).includes(asked) || asked.includes(folding.fold(passage.heading));
    const numbers = phones(passage.text).filter(({ phone }) => phone !== "");
    const isPerson = first.kind === "team" && passage.anchor !== "" && numbers.length > 0;
    const isMeant = isNamed || numbers.some(({ phone }) => phone === asked);
    return (isQuestion && fits) || (isPerson && isMeant && isShort) ? passage : null;
  }

  /** @param {string} text */
  function phones(text) {
    /** @type {{ text: string, phone: string }[]} */
    const cut = [];
    let at = 0;
    for (const found of text.matchAll(PHONE)) {
      const [all, before, phone] = found;
      const start = /** @type {number} */ (found.index) + before.length;
      cut.push({ text: text.slice(at, start), phone: "" }, { text: phone, phone });
      at = start + all.length - before.length;
    }
    return cut.concat({ text: text.slice(at), phone: "" }).filter(({ text }) => text !== "");
  }

  return { direct, phones };
})();
