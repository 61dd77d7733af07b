/**
 * The numbers and texts of the index's files.
 *
 * Comes in: bytes. Goes out: what src/search/index/ wrote. Must never know: where the bytes come from, what is looked for.
 */

/**
 * A term's list, taken apart.
 *
 * @typedef {object} List
 * @property {number} holders How many passages hold the term, in their own text or in their document's title.
 * @property {Uint32Array} titles The documents whose titles hold it.
 * @property {Uint32Array} passages Those that hold it in their own text; of a cut list the weightiest.
 * @property {Uint8Array} steps The impact of each.
 * @property {number} levels How many steps there are.
 */

/**
 * @typedef {object} Bytes
 * @property {(bytes: Uint8Array) => Numbers} numbers
 * @property {(bytes: Uint8Array, documents: number, passages: number, levels: number[]) => List} list
 * @property {(book: Uint8Array) => (bytes: Uint8Array) => string[]} texts
 * @property {(bytes: Uint8Array) => string} latin One character a byte.
 * @property {(bytes: Uint8Array) => Uint8Array[]} parts Each stands behind its length.
 * @property {{ coarse: number[], fine: number[], none: number[] }} LEVELS
 */

/**
 * Reads one number behind the other.
 *
 * @typedef {object} Numbers
 * @property {() => number} next
 * @property {(length: number) => Uint8Array} bytes
 * @property {() => boolean} isAtEnd
 * @property {() => Uint8Array} rest
 */

/**
 * @typedef {object} Bits
 * @property {(count: number) => number} take
 * @property {() => boolean} isAtEnd
 */

lanmuSearch.bytes = (function () {
  "use strict";

  /** How many bits each step of an impact takes, as in src/search/index/impacts.rs. */
  const LEVELS = {
    coarse: [6, 4, 2, 2, 2, 3, 5, 6],
    fine: [10, 9, 8, 6, 5, 4, 4, 3, 3, 3, 3, 3, 3, 4, 7, 10],
    none: [0],
  };

  /**
   * @param {Uint8Array} bytes
   * @returns {Numbers}
   */
  function numbers(bytes) {
    let at = 0;
    return {
      next() {
        let number = 0;
        for (let factor = 1; ; factor *= 128) {
          const byte = bytes[at];
          at += 1;
          number += (byte & 127) * factor;
          if (byte < 128 || byte === undefined) return number;
        }
      },
      bytes(length) {
        at += length;
        return bytes.subarray(at - length, at);
      },
      isAtEnd: () => at >= bytes.length,
      rest: () => bytes.subarray(at),
    };
  }

  /** @param {Uint8Array} bytes */
  function parts(bytes) {
    const from = numbers(bytes);
    const found = [];
    while (!from.isAtEnd()) found.push(from.bytes(from.next()));
    return found;
  }

  /**
   * @param {Uint8Array} bytes
   * @returns {Bits}
   */
  function bitsOf(bytes) {
    // The bits not yet used stand in the lowest `held` bits of `word`.
    let [at, word, held] = [0, 0, 0];
    const few = (/** @type {number} */ count) => {
      while (held < count) {
        word = ((word & 0xffff) << 8) | (bytes[at] || 0);
        at += 1;
        held += 8;
      }
      held -= count;
      return (word >>> held) & ((1 << count) - 1);
    };
    return {
      // At most sixteen at a time fit beside those that are held.
      take: (count) => (count > 16 ? few(count - 16) * 65536 + few(16) : few(count)),
      isAtEnd: () => at * 8 - held >= bytes.length * 8,
    };
  }

  /**
   * Reads symbols whose codes are told by their lengths: short before long, and of equal length in their order.
   *
   * @param {number[]} counts How many codes there are of each length from 0 on.
   * @param {Bits} bits
   * @returns {() => number} The place of the next symbol among all, ordered by length.
   */
  function symbolsOf(counts, bits) {
    return () => {
      let [code, first, before] = [0, 0, 0];
      for (let length = 0; length < counts.length; length += 1) {
        if (length > 0) {
          code = code * 2 + bits.take(1);
          first *= 2;
        }
        if (code - first < counts[length]) return before + code - first;
        before += counts[length];
        first += counts[length];
      }
      return before;
    };
  }

  /**
   * How many codes there are of each length.
   *
   * @param {number[]} lengths
   */
  function countsOf(lengths) {
    const counts = Array(Math.max(...lengths) + 1).fill(0);
    for (const length of lengths) counts[length] += 1;
    return counts;
  }

  /**
   * Ascending numbers, the middle one first, then those on both sides; see src/search/index/bits.rs.
   *
   * @param {Bits} bits
   * @param {Uint32Array} numbers
   * @param {number} from
   * @param {number} to
   * @param {number} low
   * @param {number} high
   */
  function fillAscending(bits, numbers, from, to, low, high) {
    if (from >= to) return;
    const middle = (from + to) >> 1;
    const least = low + middle - from;
    const found = least + oneOf(bits, high - (to - 1 - middle) - least);
    numbers[middle] = found;
    fillAscending(bits, numbers, from, middle, low, found);
    fillAscending(bits, numbers, middle + 1, to, found + 1, high);
  }

  /**
   * @param {Bits} bits
   * @param {number} room
   */
  function oneOf(bits, room) {
    const length = 31 - Math.clz32(room);
    const short = 2 * 2 ** length - room;
    const number = bits.take(length);
    return number < short ? number : number * 2 + bits.take(1) - short;
  }

  /**
   * @param {Uint8Array} bytes
   * @param {number} documents How many there are.
   * @param {number} all How many passages there are.
   * @param {number[]} levels How many bits each step takes.
   * @returns {List}
   */
  function list(bytes, documents, all, levels) {
    const head = numbers(bytes);
    const first = head.next();
    const count = first >> 1;
    const [holders, inTitles] = first & 1 ? [head.next(), head.next()] : [count, 0];
    const bits = bitsOf(head.rest());
    const titles = new Uint32Array(inTitles);
    const passages = new Uint32Array(count);
    fillAscending(bits, titles, 0, inTitles, 0, documents);
    fillAscending(bits, passages, 0, count, 0, all);
    return { holders, titles, passages, steps: stepsOf(bits, count, levels), levels: levels.length };
  }

  /**
   * @param {Bits} bits
   * @param {number} count
   * @param {number[]} levels
   */
  function stepsOf(bits, count, levels) {
    const order = Array.from(levels.keys()).sort((one, other) => levels[one] - levels[other] || one - other);
    const next = symbolsOf(countsOf(levels), bits);
    const steps = new Uint8Array(count);
    for (let at = 0; at < count; at += 1) steps[at] = order[next()];
    return steps;
  }

  /** @param {Uint8Array} bytes */
  function latin(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
    return text;
  }

  /** What a unit stands for that ends a field, and the one before a unit that has no code. */
  const FIELD = "\u0000";
  const ESCAPE = "\u0001";

  /**
   * The symbols of a code in the order of their codes, and how many codes there are of each length.
   *
   * @param {Uint8Array} book
   */
  function readBook(book) {
    const from = numbers(book);
    const lengths = from.next();
    const counted = () => [0].concat(Array.from({ length: lengths }, from.next));
    const [singles, strings] = [counted(), counted()];
    const text = (/** @type {number} */ units) => {
      const bytes = from.bytes(2 * units);
      return String.fromCharCode(...Array.from({ length: units }, (_, at) => bytes[2 * at] * 256 + bytes[2 * at + 1]));
    };
    const sum = (/** @type {number[]} */ counts) => counts.reduce((sum, count) => sum + count, 0);
    const all = [Array.from({ length: sum(singles) }, () => text(1)), Array.from({ length: sum(strings) }, () => text(from.next()))];
    // Of equal length the single units come first.
    const symbols = singles.flatMap((count, length) => all[0].splice(0, count).concat(all[1].splice(0, strings[length])));
    return { symbols, counts: singles.map((count, length) => count + strings[length]) };
  }

  /**
   * What turns coded text back, as its fields.
   *
   * @param {Uint8Array} book The symbols of the code; see src/search/index/text_code.rs.
   */
  function texts(book) {
    const { symbols, counts } = readBook(book);
    return (/** @type {Uint8Array} */ bytes) => {
      const bits = bitsOf(bytes);
      const next = symbolsOf(counts, bits);
      let text = "";
      while (!bits.isAtEnd()) {
        const symbol = symbols[next()];
        text += symbol === ESCAPE ? String.fromCharCode(bits.take(16)) : symbol;
      }
      // What stands behind the last end is what fills up the last byte.
      return text.split(FIELD).slice(0, -1);
    };
  }

  return { numbers, list, texts, latin, parts, LEVELS };
})();
