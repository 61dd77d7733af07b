/**
 * The numbers and texts of the index's files.
 *
 * Comes in: bytes. Goes out: what src/search/index/ wrote. Must never know: where the bytes come from, what is looked for.
 */

/**
 * A term's list, not yet taken apart.
 *
 * @typedef {object} List
 * @property {number} holders How many passages hold the term, in their own text or in their document's title.
 * @property {Uint32Array} titles The documents whose titles hold it.
 * @property {Uint32Array} passages Those that hold it in their own text; of a cut list the weightiest.
 * @property {Uint8Array} steps The impact of each, 0 to 15.
 */

/**
 * @typedef {object} Bytes
 * @property {(bytes: Uint8Array) => Numbers} numbers
 * @property {(bytes: Uint8Array, documents: number, passages: number) => List} list
 * @property {(frequent: string) => (bytes: Uint8Array) => string[]} texts
 * @property {(bytes: Uint8Array) => string} latin One character a byte.
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

lanmuSearch.bytes = (function () {
  "use strict";

  /** The bits of an impact. */
  const STEP_BITS = 4;

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

  /**
   * The parameter of the gaps' code, as in src/search/index/bits.rs.
   *
   * @param {number} room
   * @param {number} count
   */
  function riceParameter(room, count) {
    const mean = Math.floor((room * 69) / (Math.max(1, count) * 100));
    return mean > 0 ? 31 - Math.clz32(mean) : 0;
  }

  /**
   * @param {Uint8Array} bytes
   * @param {number} documents How many there are.
   * @param {number} all How many passages there are.
   * @returns {List}
   */
  function list(bytes, documents, all) {
    const head = numbers(bytes);
    const [holders, count, inTitles] = [head.next(), head.next(), head.next()];
    const rest = head.rest();
    const titles = new Uint32Array(inTitles);
    const passages = new Uint32Array(count);
    const steps = new Uint8Array(count);
    // The bits not yet used stand in the lowest `held` bits of `word`.
    let [at, word, held] = [0, 0, 0];
    const bits = (/** @type {number} */ wanted) => {
      while (held < wanted) {
        word = ((word & 0xffff) << 8) | (rest[at] || 0);
        at += 1;
        held += 8;
      }
      held -= wanted;
      return (word >>> held) & ((1 << wanted) - 1);
    };
    const gap = (/** @type {number} */ k) => {
      let ones = 0;
      while (bits(1) === 1) ones += 1;
      // At most sixteen bits at a time fit beside those that are held.
      return k > 12 ? ((ones << (k - 12)) | bits(k - 12)) * 4096 + bits(12) : (ones << k) | bits(k);
    };
    const ofTitles = riceParameter(documents, inTitles);
    for (let index = 0, next = 0; index < inTitles; index += 1) {
      titles[index] = next + gap(ofTitles);
      next = titles[index] + 1;
    }
    const ofPassages = riceParameter(all, count);
    for (let index = 0, next = 0; index < count; index += 1) {
      passages[index] = next + gap(ofPassages);
      steps[index] = bits(STEP_BITS);
      next = passages[index] + 1;
    }
    return { holders, titles, passages, steps };
  }

  /** @param {Uint8Array} bytes */
  function latin(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
    return text;
  }

  /** Between two fields, once they are text. */
  const FIELD = "\u0000";

  /** As in src/search/index/text_code.rs. */
  const LEADS = { first: 0xaa, latin: 0xfc, marks: 0xfd, wide: 0xfe, unit: 0xff };

  /**
   * What turns coded text back, as its fields.
   *
   * @param {string} frequent The characters that have a byte of their own.
   */
  function texts(frequent) {
    // What stands between two fields; behind a lead the same byte is part of a character.
    const own = [FIELD];
    let byte = 1;
    for (const character of frequent) {
      while ('"\\\n\r'.includes(String.fromCharCode(byte))) byte += 1;
      own[byte] = character;
      byte += 1;
    }
    return (/** @type {Uint8Array} */ bytes) => {
      let text = "";
      for (let at = 0; at < bytes.length; at += 1) {
        const lead = bytes[at];
        if (lead < LEADS.first) {
          text += own[lead];
          continue;
        }
        at += 1;
        let high = 0;
        if (lead < LEADS.latin) high = lead - LEADS.first + 0x4e;
        else if (lead === LEADS.marks) high = 0x30;
        else if (lead === LEADS.wide) high = 0xff;
        else if (lead === LEADS.unit) {
          high = bytes[at];
          at += 1;
        }
        text += String.fromCharCode(high * 256 + bytes[at]);
      }
      return text.split(FIELD);
    };
  }

  return { numbers, list, texts, latin };
})();
