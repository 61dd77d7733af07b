/**
 * The index of the page's tree, opened from where it lies.
 *
 * Comes in: the address of the pointer. Goes out: a catalogue that answers. Must never know: what answers look like.
 */

/**
 * What the file of a fixed name says.
 *
 * @typedef {object} Pointer
 * @property {string} folder Where the files of the index lie, below that of the pointer.
 * @property {Record<string, string>} words
 * @property {Record<string, string>} kinds
 * @property {Record<string, string>} states
 */

/**
 * @typedef {object} Catalogue
 * @property {Record<string, string>} words
 * @property {Record<string, string>} kinds
 * @property {Record<string, string>} states
 * @property {(typed: string, from: number, count: number, isMeant?: boolean) => Promise<Answer>} search
 */

/**
 * @typedef {object} CatalogueReader
 * @property {(pointerAddress: string) => Promise<Catalogue>} open
 */

lanmuSearch.catalogue = (function () {
  "use strict";

  const { packs, engine } = lanmuSearch;

  /** How a file is read that has one character a byte; see src/search/index/pack.rs. */
  const BYTES = "x-user-defined";

  /** @type {Pointer | null} */
  let pointer = null;

  /** @type {Map<string, string>} */
  const arrived = new Map();

  lanmuSearch.pointer = (said) => {
    pointer = said;
  };

  lanmuSearch.pack = (name, string) => {
    arrived.set(name, string);
  };

  /**
   * A classic script; nothing else can be read from a folder without a server.
   *
   * @param {string} address
   * @param {string} [charset]
   * @returns {Promise<void>}
   */
  function loaded(address, charset) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      if (charset) script.charset = charset;
      script.addEventListener("load", () => resolve());
      script.addEventListener("error", () => reject(new Error(address)));
      document.head.append(script);
      // What it said is kept; the element is not needed.
      script.addEventListener("load", () => script.remove());
    });
  }

  /** @param {string} folder */
  function fromFolder(folder) {
    return packs.fromScripts(async (name) => {
      await loaded(folder + name + ".js", BYTES);
      const string = arrived.get(name);
      arrived.delete(name);
      if (string === undefined) throw new Error(name);
      return string;
    });
  }

  /** @param {string} folder */
  function fromServer(folder) {
    return packs.fromRanges(async (name, range) => {
      const headers = range ? { Range: "bytes=" + range[0] + "-" + (range[1] - 1) } : undefined;
      const response = await fetch(folder + name + ".js", { headers });
      if (!response.ok) throw new Error(response.url);
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { bytes, isWhole: response.status !== 206 };
    });
  }

  /**
   * @param {string} pointerAddress
   * @returns {Promise<Catalogue>}
   */
  async function open(pointerAddress) {
    await loaded(pointerAddress);
    if (!pointer) throw new Error(pointerAddress);
    const { folder, words, kinds, states } = pointer;
    const address = new URL(folder + "/", new URL(pointerAddress, document.baseURI)).href;
    const index = engine.open(address.startsWith("file:") ? fromFolder(address) : fromServer(address));
    // Whoever searches sees the failure.
    index.catch(() => undefined);
    return {
      words,
      kinds,
      states,
      search: async (typed, from, count, isMeant) => (await index).search(typed, from, count, isMeant),
    };
  }

  return { open };
})();
