/**
 * The files of the index: a few hundred bytes of them at a time.
 *
 * Comes in: how a file is read. Goes out: entries by key, and the records of documents. Must never know: what a query is.
 *
 * A pack is a classic script that hands over strings, one character a byte. From a server a range of its bytes is
 * fetched, and the escapes taken back; from a folder, where nothing can be fetched, the script runs.
 */

/**
 * How files are read.
 *
 * @typedef {object} Source
 * @property {(name: string) => Promise<Uint8Array[]>} whole All strings of a pack.
 * @property {(name: string, start: number, length: number, index: number) => Promise<Uint8Array>} string
 *   One string: from where to where it stands in the file, and the how manieth it is.
 */

/**
 * Entries in the order of their keys.
 *
 * @typedef {object} Shelf
 * @property {boolean} isEmpty
 * @property {(key: string) => Promise<Uint8Array | undefined>} find
 * @property {(prefix: string, limit: number) => Promise<[string, Uint8Array][]>} below The entries whose keys begin so.
 */

/**
 * @typedef {object} Packs
 * @property {(source: Source, name: string, root: Uint8Array) => Shelf} shelf
 * @property {(fetched: (name: string, range: [number, number] | null) => Promise<{ bytes: Uint8Array, isWhole: boolean }>) => Source} fromRanges
 * @property {(load: (name: string) => Promise<string[]>) => Source} fromScripts
 * @property {(name: string) => number} tableStart Where the first string of a pack begins.
 * @property {<Key, Value>(held: Map<Key, Promise<Value>>, key: Key, read: () => Promise<Value>) => Promise<Value>} kept
 * @property {number} BETWEEN The bytes between two strings.
 */

lanmuSearch.packs = (function () {
  "use strict";

  const { bytes } = lanmuSearch;

  /** What stands between two strings. */
  const BETWEEN = 3;

  /**
   * What was read before, or is being read; what failed is read anew.
   *
   * @template Key, Value
   * @param {Map<Key, Promise<Value>>} held
   * @param {Key} key
   * @param {() => Promise<Value>} read
   * @returns {Promise<Value>}
   */
  function kept(held, key, read) {
    const known = held.get(key);
    if (known) return known;
    const reading = read();
    held.set(key, reading);
    reading.catch(() => held.delete(key));
    return reading;
  }

  /** @param {string} name */
  function tableStart(name) {
    return 'lanmuSearch.pack("",["'.length + name.length;
  }

  /** @type {{ [escaped: number]: number }} */
  const ESCAPED = { 110: 10, 114: 13 };

  /**
   * The bytes of a string without its escapes, from `start` to `end` or to the quotation mark that ends it.
   *
   * @param {Uint8Array} file
   * @param {number} start
   * @param {number} end
   */
  function unescaped(file, start, end) {
    const out = new Uint8Array(end - start);
    let length = 0;
    let at = start;
    for (; at < end && file[at] !== 34; at += 1) {
      const isEscape = file[at] === 92;
      if (isEscape) at += 1;
      out[length] = isEscape ? ESCAPED[file[at]] || file[at] : file[at];
      length += 1;
    }
    return { string: out.subarray(0, length), end: at };
  }

  /**
   * The strings of a whole file.
   *
   * @param {Uint8Array} file
   * @param {string} name
   */
  function strings(file, name) {
    /** @type {Uint8Array[]} */
    const found = [];
    let at = tableStart(name);
    for (;;) {
      const { string, end } = unescaped(file, at, file.length);
      found.push(string);
      // A comma and a quotation mark, or the end of the list.
      if (file[end + 1] !== 44) return found;
      at = end + BETWEEN;
    }
  }

  /**
   * @param {(name: string, range: [number, number] | null) => Promise<{ bytes: Uint8Array, isWhole: boolean }>} fetched
   * @returns {Source}
   */
  function fromRanges(fetched) {
    /** @type {Map<string, Promise<Uint8Array[]>>} */
    const files = new Map();
    /** @type {Map<string, Promise<Uint8Array>>} */
    const ranges = new Map();
    const whole = (/** @type {string} */ name) =>
      kept(files, name, () => fetched(name, null).then((file) => strings(file.bytes, name)));
    const read = async (/** @type {string} */ name, /** @type {number} */ start, /** @type {number} */ length, /** @type {number} */ index) => {
      const held = files.get(name);
      if (held) return (await held)[index];
      const file = await fetched(name, [start, start + length]);
      if (!file.isWhole) return unescaped(file.bytes, 0, length).string;
      // A server without ranges sends all of it: then that is what is kept.
      const all = strings(file.bytes, name);
      files.set(name, Promise.resolve(all));
      return all[index];
    };
    return {
      whole,
      string: (name, start, length, index) => kept(ranges, name + "/" + index, () => read(name, start, length, index)),
    };
  }

  /**
   * @param {(name: string) => Promise<string[]>} load
   * @returns {Source}
   */
  function fromScripts(load) {
    /** @type {Map<string, Promise<Uint8Array[]>>} */
    const files = new Map();
    const bytesOf = (/** @type {string} */ text) => Uint8Array.from(text, (character) => character.charCodeAt(0) & 255);
    const whole = (/** @type {string} */ name) => kept(files, name, () => load(name).then((texts) => texts.map(bytesOf)));
    return { whole, string: async (name, _start, _length, index) => (await whole(name))[index] };
  }

  /**
   * Keys, each with what it has in common with that before it left out, and a number.
   *
   * @param {Numbers} numbers
   * @param {() => boolean} goesOn
   */
  function keyed(numbers, goesOn) {
    /** @type {{ key: string, number: number }[]} */
    const found = [];
    let key = "";
    while (goesOn()) {
      const shared = numbers.next();
      key = key.slice(0, shared) + bytes.latin(numbers.bytes(numbers.next()));
      found.push({ key, number: numbers.next() });
    }
    return found;
  }

  /**
   * The last whose key is not behind the one asked for.
   *
   * @param {{ key: string }[]} sorted
   * @param {string} key
   */
  function lastUpTo(sorted, key) {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle].key <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** @param {string} text Its UTF-8, one character a byte: in this form keys are sorted. */
  function keyOf(text) {
    return bytes.latin(new TextEncoder().encode(text));
  }

  /** @param {string} key */
  function textOf(key) {
    return new TextDecoder().decode(Uint8Array.from(key, (character) => character.charCodeAt(0)));
  }

  /**
   * @param {Source} source
   * @param {string} shelf
   * @param {Uint8Array} root
   * @returns {Shelf}
   */
  function shelf(source, shelf, root) {
    const roots = bytes.numbers(root);
    const packs = keyed(roots, () => !roots.isAtEnd());
    /** @type {Map<number, Promise<{ key: string, start: number, length: number }[]>>} */
    const tables = new Map();

    async function readTable(/** @type {number} */ pack) {
      const name = shelf + pack;
      const start = tableStart(name);
      const table = bytes.numbers(await source.string(name, start, packs[pack].number, 0));
      let at = start + packs[pack].number;
      return keyed(table, () => !table.isAtEnd()).map(({ key, number }) => {
        const leaf = { key, start: at + BETWEEN, length: number };
        at += BETWEEN + number;
        return leaf;
      });
    }

    const tableOf = (/** @type {number} */ pack) => kept(tables, pack, () => readTable(pack));

    async function leaf(/** @type {number} */ pack, /** @type {number} */ index) {
      const { start, length } = (await tableOf(pack))[index];
      const numbers = bytes.numbers(await source.string(shelf + pack, start, length, index + 1));
      let rest = numbers.next();
      const entries = keyed(numbers, () => (rest -= 1) >= 0);
      return entries.map(({ key, number }) => ({ key, value: numbers.bytes(number) }));
    }

    return {
      isEmpty: packs.length === 0,
      async find(text) {
        const key = keyOf(text);
        const pack = lastUpTo(packs, key);
        if (pack < 0) return undefined;
        const index = lastUpTo(await tableOf(pack), key);
        const found = (await leaf(pack, index)).find((entry) => entry.key === key);
        return found && found.value;
      },
      async below(prefix, limit) {
        const key = keyOf(prefix);
        /** @type {[string, Uint8Array][]} */
        const found = [];
        for (let pack = Math.max(0, lastUpTo(packs, key)); pack < packs.length; pack += 1) {
          if (packs[pack].key > key && !packs[pack].key.startsWith(key)) break;
          const table = await tableOf(pack);
          for (let index = Math.max(0, lastUpTo(table, key)); index < table.length; index += 1) {
            if (table[index].key > key && !table[index].key.startsWith(key)) return found;
            for (const entry of await leaf(pack, index)) {
              if (entry.key.startsWith(key)) found.push([textOf(entry.key), entry.value]);
              if (found.length >= limit) return found;
            }
          }
        }
        return found;
      },
    };
  }

  return { shelf, fromRanges, fromScripts, tableStart, kept, BETWEEN };
})();
