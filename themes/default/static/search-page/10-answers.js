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

  /** How much of a query the question must hold, in any of its wordings; and it, its answer and the page's title. */
  const FITS = { question: 0.65, query: 0.8 };

  /**
   * Numbers of a switchboard, of mobiles and within the company: 021-68001234, 400-820-1234, 13800138000, 8800; and the
   * one character before.
   */
  const PHONE = /(^|[^\d.,年月日第〔[A-Za-z-])(1[3-9]\d{9}|0\d{2,3}-\d{7,8}|[48]00-?\d{3}-?\d{4}|8\d{3})(?![\d.,年月日元条号%A-Za-z-])/g;

  /**
   * How much of a query a text holds: the share of its characters that stand there beside a neighbour of theirs. A pair
   * across two words stands nowhere, and speaks against nobody.
   *
   * @param {string} asked Folded.
   * @param {string} text
   */
  function share(asked, text) {
    const folded = folding.fold(text);
    const words = ranking.withoutQuestionWords(asked).match(/[a-z0-9]+|[^a-z0-9\s]+/g) || [];
    const held = words.map((word) => Array.from(word, (_, at) => isHeld(folded, word, at)));
    const characters = held.flat();
    return characters.filter(Boolean).length / Math.max(1, characters.length);
  }

  /**
   * Whether a text holds a character of a word together with the one before or behind it; of a number, all of it.
   *
   * @param {string} text
   * @param {string} word
   * @param {number} at
   */
  function isHeld(text, word, at) {
    if (word.length < 3 || /^[a-z0-9]/.test(word)) return text.includes(word);
    const pairs = [at - 1, at].map((start) => word.slice(Math.max(0, start), start + 2));
    return pairs.some((pair) => pair.length === 2 && text.includes(pair));
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
    const all = [first.title, question, passage.text].join("\n");
    const fits = share(asked, question) >= FITS.question && share(asked, all) >= FITS.query;
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
