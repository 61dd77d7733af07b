/**
 * Part one of three: a query as folded text and weighted terms, and where these stand in a text.
 *
 * Comes in: what the reader typed, and the words that an index knows. Goes out: a query. Must never know: how an index
 * is stored, how passages are ranked, the page.
 */

/**
 * The words that an index knows.
 *
 * @typedef {object} Vocabulary
 * @property {(characters: string[], at: number) => number[]} lengthsAt
 *   The lengths, in characters, of the known words that start at a place.
 */

/**
 * What a term is in its query: a word; a known word inside a longer one; a run of characters that no word covers; one
 * such character; a word that people ask with and that finds little (什么, 的).
 *
 * @typedef {"word" | "part" | "phrase" | "character" | "light"} Role
 */

/**
 * @typedef {object} Term
 * @property {string} text Folded.
 * @property {Role} role
 * @property {number} weight What a passage gains by holding it; a word has 1.
 * @property {boolean} isKnown Whether the index has it as a word.
 * @property {boolean} expands Whether longer words that begin with it count too.
 */

/**
 * @typedef {object} Query
 * @property {string} folded The whole, as passages are folded.
 * @property {string[]} parts What stands between spaces and punctuation in it.
 * @property {Term[]} terms Each text once.
 */

/**
 * Where a term stands in a text as it is written: UTF-16 offsets, the end not included.
 *
 * @typedef {object} TermPlace
 * @property {number} start
 * @property {number} end
 * @property {string} text The term, or the part of the query.
 * @property {Role} role
 * @property {number} weight
 */

/**
 * @typedef {object} Segmenter
 * @property {(text: string) => string} fold
 * @property {(typed: string, vocabulary: Vocabulary, isTyping: boolean) => Query} query
 * @property {(query: Query) => string[]} tokens The words alone, as a tokenizer of elasticlunr.js gives them.
 * @property {(folded: string, needle: string, expands: boolean) => number[]} occurrences
 * @property {(text: string, query: Query) => TermPlace[]} places
 */

/**
 * @typedef {object} LanmuSearch
 * @property {Segmenter} segmenter
 * @property {Lookup} lookup
 * @property {Results} results
 * @property {(pointer: Pointer) => void} pointer Called by the file that data-pointer names.
 * @property {(index: ElasticlunrIndex, passages: PassageRow[]) => void} index Called by the index's file.
 */

/** @type {LanmuSearch} */
// eslint-disable-next-line no-var -- a classic script's `var` is what makes window.lanmuSearch.
var lanmuSearch = /** @type {LanmuSearch} */ ({});

lanmuSearch.segmenter = (function () {
  "use strict";

  const DIGITS = "零一二三四五六七八九";

  /** @type {[number, string][]} */
  const UNITS = [[1000, "千"], [100, "百"], [10, "十"], [1, ""]];

  /** The number of a clause. What stands inside it is another number, so it is never cut. */
  const NUMBERED = /(第[零一二三四五六七八九十百千]+[条章节款项编])/;

  /** Largest number that is written in Chinese numerals, as in src/search/fold.rs. */
  const LARGEST = 9999;

  const WEIGHTS = { word: 1, part: 0.3, allParts: 0.6, phrase: 1, character: 0.3, inPhrase: 0.15, light: 0.1 };

  /** Words that people ask with; a passage does not answer because it holds them. */
  const LIGHT = new Set(
    ("怎么办 怎么样 怎么 怎样 如何 为什么 为何 什么样 什么 啥 哪些 哪个 哪里 哪儿 哪 请问 能否 能不能 可不可以 可否 是否 是不是 " +
      "有没有 会不会 要不要 该不该 算不算 应不应该 需不需要 多少 多久 几 吗 呢 吧 我们 我 你 您 他们 他 她 谁 啊 呀 么 嘛 了 的 地 得 " +
      "需要 应该 应当 可以 能 会 要 想 该 有 没有 是 在 和 与 及 或 或者 以及 等 对 把 被 给 到 去 由 从 这 那 这个 那个 不 还 都 也 就").split(" "),
  );

  const ALPHANUMERIC = /[a-z0-9]/;

  /** What stands between the parts of a query, after folding; a number such as 澄财〔2025〕58号 or FSSC-EXP-003 is one part. */
  const BETWEEN_PARTS = /[\s,.?!;:"'()<>，。？！；：、《》“”‘’「」【】…—]+/;

  /**
   * The number in Chinese numerals, as laws write it.
   *
   * @param {number} number
   */
  function chineseNumeral(number) {
    if (number > LARGEST) return String(number);
    if (number < 10) return DIGITS[number];
    let written = "";
    let skipped = false;
    for (const [value, name] of UNITS) {
      const digit = Math.floor(number / value) % 10;
      if (digit === 0) {
        skipped = written !== "";
        continue;
      }
      const isTenAlone = value === 10 && digit === 1 && written === "";
      written += (skipped ? "零" : "") + (isTenAlone ? "" : DIGITS[digit]) + name;
      skipped = false;
    }
    return written;
  }

  /**
   * 第12条 → 第十二条, in folded text.
   *
   * @param {string} text
   * @param {(offset: number, length: number, numeral: string) => void} [seen] Told of each number that is rewritten.
   */
  function withNumerals(text, seen) {
    return text.replace(/第([0-9]{1,9})(?=[条章节款项编])/g, (_, digits, offset) => {
      const numeral = chineseNumeral(Number(digits));
      if (seen) seen(offset + 1, digits.length, numeral);
      return "第" + numeral;
    });
  }

  /**
   * NFKC and lower case; character by character, as Rust's `char::to_lowercase` has no final sigma.
   *
   * @param {string} text
   */
  function plainFolded(text) {
    return Array.from(text.normalize("NFKC"), (character) => character.toLowerCase()).join("");
  }

  /**
   * A text as it is compared. The build folds by the same three steps (src/search/fold.rs).
   *
   * @param {string} text
   */
  function fold(text) {
    return withNumerals(plainFolded(text));
  }

  /**
   * A folded text with the origin of each of its UTF-16 units.
   *
   * @param {string} text
   * @returns {{ folded: string, starts: number[], ends: number[] }}
   */
  function foldedPlaces(text) {
    let plain = "";
    /** @type {number[]} */
    const starts = [];
    /** @type {number[]} */
    const ends = [];
    // A character and its combining marks may compose into one.
    for (const found of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
      const start = /** @type {number} */ (found.index);
      const piece = plainFolded(found[0]);
      plain += piece;
      for (let at = 0; at < piece.length; at += 1) {
        starts.push(start);
        ends.push(start + found[0].length);
      }
    }
    /** @type {[number, number, number][]} */
    const rewritten = [];
    const folded = withNumerals(plain, (offset, length, numeral) => rewritten.push([offset, length, numeral.length]));
    // From the last to the first, so that the offsets of those before stay true.
    for (const [offset, length, now] of rewritten.reverse()) {
      const [start, end] = [starts[offset], ends[offset + length - 1]];
      starts.splice(offset, length, ...Array(now).fill(start));
      ends.splice(offset, length, ...Array(now).fill(end));
    }
    return { folded, starts, ends };
  }

  /**
   * A word of a run, or a character that no word covers.
   *
   * @typedef {object} Piece
   * @property {number} start
   * @property {number} length In characters.
   * @property {boolean} isKnown
   */

  /**
   * What can stand at a place: the words that the index knows, the whole of a Latin word or number, one character.
   *
   * @param {string[]} characters
   * @param {number} start
   * @param {Vocabulary} vocabulary
   * @returns {Piece[]}
   */
  function candidates(characters, start, vocabulary) {
    const cuts = (/** @type {number} */ at) =>
      ALPHANUMERIC.test(characters[at - 1]) && ALPHANUMERIC.test(characters[at] || "");
    let whole = 1;
    while (cuts(start + whole)) whole += 1;
    const known = vocabulary.lengthsAt(characters, start).filter((length) => !cuts(start + length));
    const pieces = known.map((length) => ({ start, length, isKnown: true }));
    return known.includes(whole) ? pieces : [...pieces, { start, length: whole, isKnown: false }];
  }

  /**
   * The cut with the fewest pieces; of equal ones that with the fewest single characters, then that with the longer
   * word at the end. It is never worse than maximum matching from either side.
   *
   * @param {string[]} characters
   * @param {Vocabulary} vocabulary
   * @returns {Piece[]}
   */
  function cut(characters, vocabulary) {
    /** @type {{ cost: number, last: Piece | null }[]} */
    const best = [{ cost: 0, last: null }];
    for (let start = 0; start < characters.length; start += 1) {
      if (!best[start]) continue;
      for (const piece of candidates(characters, start, vocabulary)) {
        const end = start + piece.length;
        // A query has far fewer than a thousand single characters.
        const cost = best[start].cost + 1000 + (piece.length === 1 ? 1 : 0);
        if (!best[end] || cost < best[end].cost) best[end] = { cost, last: piece };
      }
    }
    /** @type {Piece[]} */
    const pieces = [];
    for (let last = best[characters.length].last; last; last = best[last.start].last) pieces.unshift(last);
    return pieces;
  }

  /**
   * The known words inside a longer one.
   *
   * @param {string[]} word
   * @param {Vocabulary} vocabulary
   */
  function wordsInside(word, vocabulary) {
    /** @type {string[]} */
    const inside = [];
    if (word.length < 3 || ALPHANUMERIC.test(word[0])) return inside;
    for (let at = 0; at < word.length - 1; at += 1) {
      for (const length of vocabulary.lengthsAt(word, at)) {
        if (length > 1 && length < word.length) inside.push(word.slice(at, at + length).join(""));
      }
    }
    return inside;
  }

  /**
   * The terms of one run of letters and digits.
   *
   * @param {string} run
   * @param {Vocabulary} vocabulary
   * @returns {Term[]}
   */
  function termsOfRun(run, vocabulary) {
    // What a pattern captures stands at the odd places.
    return run.split(NUMBERED).flatMap((text, at) => (at % 2 === 1 ? numbered(text, vocabulary) : termsOf(text, vocabulary)));
  }

  /**
   * The number of a clause: a word where the index has it, else a phrase with words that hardly count.
   *
   * @param {string} number
   * @param {Vocabulary} vocabulary
   * @returns {Term[]}
   */
  function numbered(number, vocabulary) {
    const characters = Array.from(number);
    if (vocabulary.lengthsAt(characters, 0).includes(characters.length)) {
      return [{ text: number, role: "word", weight: WEIGHTS.word, isKnown: true, expands: false }];
    }
    const pieces = termsOf(number, vocabulary).filter((term) => term.isKnown && term.role !== "phrase");
    const light = pieces.map((term) => ({ ...term, role: /** @type {Role} */ ("light"), weight: WEIGHTS.light }));
    return [...light, { text: number, role: "phrase", weight: WEIGHTS.phrase, isKnown: false, expands: false }];
  }

  /**
   * The terms of a stretch that has no clause's number in it.
   *
   * @param {string} stretch
   * @param {Vocabulary} vocabulary
   * @returns {Term[]}
   */
  function termsOf(stretch, vocabulary) {
    const characters = Array.from(stretch);
    const pieces = cut(characters, vocabulary);
    const textOf = (/** @type {Piece} */ piece) =>
      characters.slice(piece.start, piece.start + piece.length).join("");
    const isLone = (/** @type {Piece | undefined} */ piece) =>
      piece !== undefined && piece.length === 1 && !ALPHANUMERIC.test(textOf(piece)) && !LIGHT.has(textOf(piece));
    /** @type {Term[]} */
    const terms = [];
    pieces.forEach((piece, at) => {
      const { isKnown } = piece;
      const text = textOf(piece);
      if (LIGHT.has(text)) {
        terms.push({ text, role: "light", weight: WEIGHTS.light, isKnown, expands: false });
      } else if (isLone(piece)) {
        const isInPhrase = isLone(pieces[at - 1]) || isLone(pieces[at + 1]);
        const weight = isInPhrase ? WEIGHTS.inPhrase : WEIGHTS.character;
        terms.push({ text, role: "character", weight, isKnown, expands: false });
      } else {
        terms.push({ text, role: "word", weight: WEIGHTS.word, isKnown, expands: !isKnown });
        const inside = wordsInside(Array.from(text), vocabulary);
        const weight = Math.min(WEIGHTS.part, WEIGHTS.allParts / inside.length);
        inside.forEach((part) => terms.push({ text: part, role: "part", weight, isKnown: true, expands: false }));
      }
    });
    return terms.concat(phrases(pieces.map((piece) => (isLone(piece) ? textOf(piece) : " ")).join("")));
  }

  /**
   * Characters side by side that no word covers: a name, most often. They count most where they stand together.
   *
   * @param {string} lone The characters, with a space for each word.
   * @returns {Term[]}
   */
  function phrases(lone) {
    const found = lone.split(" ").filter((text) => Array.from(text).length > 1);
    return found.map((text) => ({ text, role: "phrase", weight: WEIGHTS.phrase, isKnown: false, expands: false }));
  }

  /**
   * Each text once, with its greatest weight.
   *
   * @param {Term[]} terms
   */
  function distinct(terms) {
    /** @type {Map<string, Term>} */
    const byText = new Map();
    for (const term of terms) {
      const held = byText.get(term.text);
      if (!held || term.weight > held.weight) byText.set(term.text, term);
    }
    return Array.from(byText.values());
  }

  /**
   * Longer words for the last one, which the reader may not have finished. A Chinese word is finished by the input
   * method, so only a character that is no word of its own expands.
   *
   * @param {Term[]} terms Of the last run, in the order of the query.
   * @param {string} run
   */
  function expandLast(terms, run) {
    return terms.map((term) => {
      const isLast = term.role !== "part" && run.endsWith(term.text);
      const isOpen = term.role === "word" ? ALPHANUMERIC.test(term.text[0]) : term.role === "character" && !term.isKnown;
      return isLast && isOpen ? { ...term, expands: true } : term;
    });
  }

  /**
   * What the reader typed as weighted terms.
   *
   * @param {string} typed
   * @param {Vocabulary} vocabulary
   * @param {boolean} isTyping Whether the last word may be half typed.
   * @returns {Query}
   */
  function query(typed, vocabulary, isTyping) {
    const folded = fold(typed).trim();
    const runs = folded.match(/[\p{Alphabetic}\p{N}]+/gu) || [];
    const terms = runs.map((run, at) => {
      const found = termsOfRun(run, vocabulary);
      return isTyping && at === runs.length - 1 ? expandLast(found, run) : found;
    });
    const parts = folded.split(BETWEEN_PARTS).filter((part) => part !== "");
    return { folded, parts, terms: distinct(terms.reduce((all, some) => all.concat(some), [])) };
  }

  /** @param {Query} of */
  function tokens(of) {
    return of.terms.filter((term) => term.role !== "phrase").map((term) => term.text);
  }

  /**
   * Where `needle` stands in a folded text. A Latin word or number is not found inside another: 12 is not in 2012.
   *
   * @param {string} folded
   * @param {string} needle
   * @param {boolean} expands Whether it may go on behind the needle.
   */
  function occurrences(folded, needle, expands) {
    const opens = ALPHANUMERIC.test(needle[0]);
    const closes = !expands && ALPHANUMERIC.test(needle[needle.length - 1]);
    /** @type {number[]} */
    const found = [];
    for (let at = folded.indexOf(needle); at >= 0 && needle !== ""; at = folded.indexOf(needle, at + needle.length)) {
      const before = at > 0 ? folded[at - 1] : "";
      const after = folded[at + needle.length] || "";
      if ((opens && ALPHANUMERIC.test(before)) || (closes && ALPHANUMERIC.test(after))) continue;
      found.push(at);
    }
    return found;
  }

  /**
   * Where the query stands in a text, by offsets in the text as it is written; places may overlap.
   *
   * @param {string} text
   * @param {Query} of
   * @returns {TermPlace[]}
   */
  function places(text, of) {
    const { folded, starts, ends } = foldedPlaces(text);
    /** @type {Term[]} */
    const wholes = of.parts
      .filter((part) => part.length > 1)
      .map((part) => ({ text: part, role: "phrase", weight: WEIGHTS.phrase, isKnown: false, expands: false }));
    /** @type {TermPlace[]} */
    const found = [];
    for (const { text: needle, role, weight, expands } of distinct(of.terms.concat(wholes))) {
      for (const at of occurrences(folded, needle, expands)) {
        found.push({ start: starts[at], end: ends[at + needle.length - 1], text: needle, role, weight });
      }
    }
    return found.sort((one, other) => one.start - other.start || other.end - one.end);
  }

  return { fold, query, tokens, occurrences, places };
})();
