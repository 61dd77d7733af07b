/**
 * The files of the index: a few hundred bytes of them at a time.
 *
 * Comes in: how a file is read. Goes out: entries by key, and the records of documents. Must never know: what a query is.
 *
 * A pack is a classic script that hands over a string, one character a byte. From a server a range of its bytes is
 * fetched, and the escapes taken back; from a folder, where nothing can be fetched, the script runs. Where something
 * stands is counted in bytes of the file, from where the string begins.
 */

/**
 * How files are read.
 *
 * @typedef {object} Source
 * @property {(name: string) => Promise<Uint8Array>} whole
 * @property {(name: string, start: number, length: number) => Promise<Uint8Array>} part
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
 * @typedef {(name: string, range: [number, number] | null) => Promise<{ bytes: Uint8Array, isWhole: boolean }>} Fetched
 */

/**
 * @typedef {object} Packs
 * @property {(source: Source, name: string, root: Uint8Array) => Shelf} shelf
 * @property {(fetched: Fetched) => Source} fromRanges
 * @property {(load: (name: string) => Promise<string>) => Source} fromScripts
 * @property {<Key, Value>(held: Map<Key, Promise<Value>>, key: Key, read: () => Promise<Value>) => Promise<Value>} kept
 */

/**
 * A part of a file that somebody waits for.
 *
 * @typedef {object} Part
 * @property {number} start
 * @property {number} end
 * @property {(bytes: Uint8Array) => void} resolve
 * @property {(error: unknown) => void} reject
 */

lanmuSearch.packs = (() => {
  const { bytes } = lanmuSearch;

  /** Bytes between two parts that are cheaper to fetch than a request: its heads take about as many. */
  const GAP = 512;

  /**
   * Parts in rows that are fetched with one request each.
   *
   * @param {Part[]} parts
   */
  function neighbours(parts) {
    /** @type {Part[][]} */
    const rows = [];
    let end = -Infinity;
    for (const part of parts.sort((one, other) => one.start - other.start)) {
      if (part.start - end <= GAP) rows[rows.length - 1].push(part);
      else rows.push([part]);
      end = Math.max(end, part.end);
    }
    return rows;
  }

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

  /**
   * Where the string of a pack begins.
   *
   * @param {string} name
   */
  function startOf(name) {
    return 'lanmuSearch.pack("","'.length + name.length;
  }

  /** How many bytes stand behind it. */
  const CLOSE = '");\n'.length;

  const [QUOTE, BACKSLASH] = [34, 92];

  /** @type {{ [byte: number]: number }} The bytes that are escaped, each with what stands for it behind a backslash. */
  const ESCAPES = { [QUOTE]: QUOTE, [BACKSLASH]: BACKSLASH, 10: 110, 13: 114 };

  /** @type {{ [escaped: number]: number }} */
  const ESCAPED = { 110: 10, 114: 13 };

  /**
   * Bytes of a file without its escapes.
   *
   * @param {Uint8Array} file
   */
  function unescaped(file) {
    const out = new Uint8Array(file.length);
    let length = 0;
    for (let at = 0; at < file.length; at += 1) {
      const isEscape = file[at] === BACKSLASH;
      if (isEscape) at += 1;
      out[length] = isEscape ? ESCAPED[file[at]] || file[at] : file[at];
      length += 1;
    }
    return out.subarray(0, length);
  }

  /**
   * The bytes of a file that hands over a string.
   *
   * @param {string} string
   */
  function escaped(string) {
    const out = [];
    for (let at = 0; at < string.length; at += 1) {
      const byte = string.charCodeAt(at) & 255;
      if (byte in ESCAPES) out.push(BACKSLASH, ESCAPES[byte]);
      else out.push(byte);
    }
    return Uint8Array.from(out);
  }

  /**
   * @param {(name: string) => Promise<Uint8Array>} load What stands in a whole pack, as it is written there.
   * @param {Fetched | null} fetched How a part of one is fetched, where that is possible.
   * @returns {Source}
   */
  function sourceOf(load, fetched) {
    /** @type {Map<string, Promise<Uint8Array>>} */
    const files = new Map();
    /** @type {Map<string, Promise<Uint8Array>>} */
    const ranges = new Map();
    const file = (/** @type {string} */ name) => kept(files, name, () => load(name));

    /** @type {Map<string, Part[]>} Parts of each file that were asked for and not yet fetched. */
    const queued = new Map();

    async function read(/** @type {string} */ name, /** @type {number} */ start, /** @type {number} */ length) {
      if (!fetched || files.has(name)) return (await file(name)).subarray(start, start + length);
      return new Promise((resolve, reject) => {
        const parts = queued.get(name) || [];
        // What is asked for together is fetched together.
        if (parts.length === 0) setTimeout(() => flush(name));
        queued.set(name, parts.concat({ start, end: start + length, resolve, reject }));
      });
    }

    function flush(/** @type {string} */ name) {
      const parts = queued.get(name) || [];
      queued.delete(name);
      neighbours(parts).forEach((row) => fetchRow(name, row));
    }

    async function fetchRow(/** @type {string} */ name, /** @type {Part[]} */ row) {
      const start = row[0].start;
      const end = Math.max(...row.map((part) => part.end));
      try {
        const found = await /** @type {Fetched} */ (fetched)(name, [startOf(name) + start, startOf(name) + end]);
        const inner = found.isWhole ? innerOf(found.bytes, name) : found.bytes;
        // A server without ranges sends all of it: then that is what is kept.
        if (found.isWhole) files.set(name, Promise.resolve(inner));
        const from = found.isWhole ? 0 : start;
        row.forEach((part) => part.resolve(inner.subarray(part.start - from, part.end - from)));
      } catch (error) {
        row.forEach((part) => part.reject(error));
      }
    }

    return {
      whole: async (name) => unescaped(await file(name)),
      part: (name, start, length) => kept(ranges, name + "/" + start, async () => unescaped(await read(name, start, length))),
    };
  }

  /**
   * @param {Uint8Array} file
   * @param {string} name
   */
  function innerOf(file, name) {
    return file.subarray(startOf(name), file.length - CLOSE);
  }

  /**
   * @param {Fetched} fetched
   * @returns {Source}
   */
  function fromRanges(fetched) {
    return sourceOf((name) => fetched(name, null).then((file) => innerOf(file.bytes, name)), fetched);
  }

  /**
   * @param {(name: string) => Promise<string>} load
   * @returns {Source}
   */
  function fromScripts(load) {
    return sourceOf((name) => load(name).then(escaped), null);
  }

  /**
   * Keys, each with what it has in common with that before it left out, and a number; see src/search/index/shelf.rs.
   *
   * @param {Numbers} numbers
   * @param {() => boolean} goesOn
   */
  function keyed(numbers, goesOn) {
    /** @type {{ key: string, number: number }[]} */
    const found = [];
    let key = "";
    while (goesOn()) {
      const [both] = numbers.bytes(1);
      const [shared, own] = [both >> 4, both & 15].map((count) => (count < 15 ? count : 15 + numbers.next()));
      key = key.slice(0, shared) + bytes.latin(numbers.bytes(own));
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
      let start = packs[pack].number;
      const table = bytes.numbers(await source.part(shelf + pack, 0, start));
      return keyed(table, () => !table.isAtEnd()).map(({ key, number }) => {
        start += number;
        return { key, start: start - number, length: number };
      });
    }

    const tableOf = (/** @type {number} */ pack) => kept(tables, pack, () => readTable(pack));

    async function leaf(/** @type {number} */ pack, /** @type {number} */ index) {
      const { start, length } = (await tableOf(pack))[index];
      const numbers = bytes.numbers(await source.part(shelf + pack, start, length));
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

  return { shelf, fromRanges, fromScripts, kept };
})();
