// For all files of this folder: they are one script.
"use strict";

/**
 * Part one of three: a text as it is compared, and the terms that it is found by.
 *
 * Comes in: a text. Goes out: the same folded, and its terms. Must never know: how an index is stored, how passages are
 * ranked, the page. The build does the same in src/search/fold.rs and src/search/terms.rs.
 */

/**
 * The terms of a query, each once, with how often it stands there.
 *
 * @typedef {object} Terms
 * @property {Map<string, number>} pairs Two Chinese characters side by side.
 * @property {Map<string, number>} characters Single Chinese characters.
 * @property {Map<string, number>} tokens Latin words and numbers, alone and with the Chinese character behind them.
 */

/**
 * A folded text with the origin of each of its UTF-16 units.
 *
 * @typedef {{ folded: string, starts: number[], ends: number[] }} Folded
 */

/**
 * @typedef {object} Folding
 * @property {(text: string) => string} fold
 * @property {(text: string) => Folded} places
 * @property {(folded: string) => Terms} terms
 * @property {(lines: string) => void} learn Takes the table of traditional characters, once it is there.
 */

/**
 * @typedef {object} LanmuSearch
 * @property {Folding} folding
 * @property {Bytes} bytes
 * @property {Packs} packs
 * @property {Ranking} ranking
 * @property {Closely} closely
 * @property {Engine} engine
 * @property {Help} help Comes when something that was typed stands nowhere.
 * @property {Layout} layout Comes with the index of a small portal.
 * @property {Phrases} phrases
 * @property {Suggestions} suggestions
 * @property {Groups} groups
 * @property {Marks} marks
 * @property {Remote} remote
 * @property {CatalogueReader} catalogue
 * @property {Recent} recent
 * @property {Answers} answers Of the page of results.
 * @property {Reports} reports Comes where the portal asks what readers search.
 * @property {Results} results
 * @property {PanelMaker} Panel
 * @property {ResultsPageMaker} ResultsPage Of the page of results.
 * @property {(pointer: Pointer) => void} pointer Called by the file that data-pointer names.
 * @property {(name: string, string: string) => void} pack Called by each file of the index.
 */

/** @type {LanmuSearch} */
// eslint-disable-next-line no-var -- a classic script's `var` is what makes the name global, in a page and in a worker.
var lanmuSearch = lanmuSearch || /** @type {LanmuSearch} */ ({});

lanmuSearch.folding = (() => {
  const DIGITS = "零一二三四五六七八九";

  /** @type {[number, string][]} */
  const UNITS = [[1000, "千"], [100, "百"], [10, "十"], [1, ""]];

  /** Largest number that is written in Chinese numerals, as in src/search/fold.rs. */
  const LARGEST = 9999;

  /** @type {Map<string, string>} What differs only in form; traditional characters once they are learnt. */
  const simplified = new Map([["〇", "零"], ["帐", "账"], ["〔", "["], ["〕", "]"], ["【", "["], ["】", "]"]]);

  /** Any of these. */
  let differing = anyOf(simplified.keys());

  /** @param {Iterable<string>} characters */
  function anyOf(characters) {
    const escaped = Array.from(characters, (one) => "\\u{" + Number(one.codePointAt(0)).toString(16) + "}");
    return new RegExp("[" + escaped.join("") + "]", "gu");
  }

  const MARK = /\p{M}/u;

  /** @type {Map<string, string>} Characters that were folded one by one. */
  const pieces = new Map();

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
   * 第12条 → 第十二条 and 12月28号 → 12月28日, in folded text.
   *
   * @param {string} text
   * @param {(offset: number, length: number, now: string) => void} [seen] Told of each stretch that is rewritten.
   */
  function withNumerals(text, seen) {
    return text.replace(/第([0-9]{1,9})(?=[条章节款项编])|(月[0-9]+)号/g, (whole, digits, day, offset) => {
      const numeral = digits && chineseNumeral(Number(digits));
      if (seen && numeral) seen(offset + 1, digits.length, numeral);
      else if (seen) seen(offset + day.length, 1, "日");
      return numeral ? whole[0] + numeral : day + "日";
    });
  }

  /**
   * NFKC and lower case; as Rust's `char::to_lowercase`, without a final sigma.
   *
   * @param {string} text
   */
  function plainFolded(text) {
    const lower = text.normalize("NFKC").replace(/Σ/g, "σ").toLowerCase();
    return lower.replace(differing, (character) => /** @type {string} */ (simplified.get(character)));
  }

  /**
   * The characters of a text; one and its combining marks may compose into one.
   *
   * @param {string} text
   * @returns {Iterable<string>}
   */
  function piecesOf(text) {
    return MARK.test(text) ? text.match(/\P{M}\p{M}*|\p{M}+/gu) || [] : text;
  }

  /** @param {string} piece A character with its combining marks. */
  function pieceFolded(piece) {
    const known = pieces.get(piece);
    if (known !== undefined) return known;
    const folded = plainFolded(piece);
    pieces.set(piece, folded);
    return folded;
  }

  /** @param {string} text */
  function fold(text) {
    return withNumerals(plainFolded(text));
  }

  /**
   * @param {string} text
   * @returns {Folded}
   */
  function places(text) {
    let plain = "";
    /** @type {number[]} */
    const starts = [];
    /** @type {number[]} */
    const ends = [];
    let start = 0;
    for (const piece of piecesOf(text)) {
      const folded = pieceFolded(piece);
      plain += folded;
      for (let at = 0; at < folded.length; at += 1) {
        starts.push(start);
        ends.push(start + piece.length);
      }
      start += piece.length;
    }
    /** @type {[number, number, number][]} */
    const rewritten = [];
    const folded = withNumerals(plain, (offset, length, now) => rewritten.push([offset, length, now.length]));
    // From the last to the first, so that the offsets of those before stay true.
    for (const [offset, length, now] of rewritten.reverse()) {
      const [start, end] = [starts[offset], ends[offset + length - 1]];
      starts.splice(offset, length, ...Array(now).fill(start));
      ends.splice(offset, length, ...Array(now).fill(end));
    }
    return { folded, starts, ends };
  }

  const HAN = /[\u3400-\u9fff]/;

  /** A Latin word or number, and the Chinese character behind it; or a run of Chinese characters. */
  const RUN = /[\u3400-\u9fff]+|(?:(?![\u3400-\u9fff])[\p{Alphabetic}\p{N}])+/gu;

  /**
   * @param {string} folded
   * @returns {Terms}
   */
  function terms(folded) {
    /** @type {Terms} */
    const found = { pairs: new Map(), characters: new Map(), tokens: new Map() };
    const add = (/** @type {Map<string, number>} */ to, /** @type {string} */ term) => {
      to.set(term, (to.get(term) || 0) + 1);
    };
    for (const { 0: run, index = 0 } of folded.matchAll(RUN)) {
      if (!HAN.test(run[0])) {
        const behind = folded[index + run.length] || "";
        add(found.tokens, run);
        if (HAN.test(behind)) add(found.tokens, run + behind);
        continue;
      }
      for (let at = 0; at < run.length; at += 1) {
        add(found.characters, run[at]);
        if (at > 0) add(found.pairs, run.slice(at - 1, at + 1));
      }
    }
    return found;
  }

  /** @param {string} lines A line a simplified character: itself, then the traditional ones that it stands for. */
  function learn(lines) {
    for (const line of lines.split("\n")) {
      for (const character of line.slice(1)) simplified.set(character, line[0]);
    }
    differing = anyOf(simplified.keys());
    pieces.clear();
  }

  return { fold, places, terms, learn };
})();
