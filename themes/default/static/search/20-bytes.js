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

lanmuSearch.bytes = (() => {
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

  /** What is still to be read of ascending numbers: four numbers each, and at most one for each halving. */
  const open = new Int32Array(4 * 64);

  /**
   * Ascending numbers below `high`, the middle one first, then those on both sides; see src/search/index/bits.rs.
   *
   * @param {Uint8Array} bytes With four more at the end.
   * @param {number} at The bit at which they begin.
   * @param {Uint32Array} numbers Where they are put.
   * @param {number} high
   * @returns {number} The bit behind them.
   */
  function readAscending(bytes, at, numbers, high) {
    let [from, to, low, depth] = [0, numbers.length, 0, 0];
    for (;;) {
      if (from < to) {
        const middle = (from + to) >> 1;
        const least = low + middle - from;
        const room = high - (to - 1 - middle) - least;
        const length = 31 - Math.clz32(room);
        const spare = (2 << length) - room;
        const word = wordAt(bytes, at);
        let number = length === 0 ? 0 : word >>> (32 - length);
        at += length;
        if (number >= spare) {
          number = 2 * number + ((word >>> (31 - length)) & 1) - spare;
          at += 1;
        }
        numbers[middle] = least + number;
        open[depth] = middle + 1;
        open[depth + 1] = to;
        open[depth + 2] = least + number + 1;
        open[depth + 3] = high;
        depth += 4;
        to = middle;
        high = least + number;
      } else if (depth > 0) {
        depth -= 4;
        from = open[depth];
        to = open[depth + 1];
        low = open[depth + 2];
        high = open[depth + 3];
      } else {
        return at;
      }
    }
  }

  /**
   * The next bits: 25 are sure to be right.
   *
   * @param {Uint8Array} bytes
   * @param {number} at
   */
  function wordAt(bytes, at) {
    const byte = at >> 3;
    return ((bytes[byte] << 24) | (bytes[byte + 1] << 16) | (bytes[byte + 2] << 8) | bytes[byte + 3]) << (at & 7);
  }

  /**
   * Bytes with as many behind them as may be looked at together.
   *
   * @param {Uint8Array} bytes
   */
  function padded(bytes) {
    const all = new Uint8Array(bytes.length + 4);
    all.set(bytes);
    return all;
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
    const bits = padded(head.rest());
    const titles = new Uint32Array(inTitles);
    const passages = new Uint32Array(count);
    const at = readAscending(bits, readAscending(bits, 0, titles, documents), passages, all);
    return { holders, titles, passages, steps: stepsOf(bits, at, count, levels), levels: levels.length };
  }

  /** @type {Map<number[], { longest: number, steps: Uint8Array }>} By the bits that come next, the step. */
  const tables = new Map();

  /** @param {number[]} levels */
  function tableOf(levels) {
    const known = tables.get(levels);
    if (known) return known;
    const longest = Math.max(...levels);
    const steps = new Uint8Array(2 ** longest);
    let from = 0;
    for (const step of Array.from(levels.keys()).sort((one, other) => levels[one] - levels[other] || one - other)) {
      const to = from + 2 ** (longest - levels[step]);
      steps.fill(step, from, to);
      from = to;
    }
    tables.set(levels, { longest, steps });
    return { longest, steps };
  }

  /**
   * @param {Uint8Array} bytes
   * @param {number} at
   * @param {number} count
   * @param {number[]} levels
   */
  function stepsOf(bytes, at, count, levels) {
    const { longest, steps } = tableOf(levels);
    const found = new Uint8Array(count);
    for (let index = 0; index < count && longest > 0; index += 1) {
      const step = steps[wordAt(bytes, at) >>> (32 - longest)];
      at += levels[step];
      found[index] = step;
    }
    return found;
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
    return (/** @type {Uint8Array} */ coded) => {
      const bytes = padded(coded);
      let text = "";
      for (let at = 0; at < coded.length * 8; ) {
        const word = wordAt(bytes, at);
        const { symbol, length } = symbolOf(word, counts);
        at += length;
        text += symbols[symbol] === ESCAPE ? String.fromCharCode(wordAt(bytes, at) >>> 16) : symbols[symbol];
        if (symbols[symbol] === ESCAPE) at += 16;
      }
      // What stands behind the last end is what fills up the last byte.
      return text.split(FIELD).slice(0, -1);
    };
  }

  /**
   * The symbol whose code a word begins with: short codes before long, and of equal length in their order.
   *
   * @param {number} word
   * @param {number[]} counts How many codes there are of each length from 0 on.
   * @returns {{ symbol: number, length: number }} Its place among all, and how many bits it takes.
   */
  function symbolOf(word, counts) {
    let [first, before] = [0, 0];
    for (let length = 0; ; length += 1) {
      const code = length === 0 ? 0 : word >>> (32 - length);
      if (code - first < counts[length] || length >= counts.length) return { symbol: before + code - first, length };
      before += counts[length];
      first = 2 * (first + counts[length]);
    }
  }

  return { numbers, list, texts, latin, parts, LEVELS };
})();
