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
 * @property {[string, string][]} lines Each with its name, in the portal's order.
 * @property {Record<string, string>} subsidiaries
 * @property {string} [log] The file that a search is told by, where the portal asks for that.
 */

/**
 * @typedef {object} Catalogue
 * @property {Pointer} said
 * @property {(typed: string, wanted: Wanted) => Promise<Answer>} search
 * @property {(typed: string, count: number) => Promise<string[]>} suggest
 */

/**
 * @typedef {object} CatalogueReader
 * @property {(pointerAddress: string, scripts: Record<string, string>) => Promise<Catalogue>} open With the addresses of
 *   further scripts.
 * @property {(address: string) => Promise<void>} loaded Loads a script.
 */

lanmuSearch.catalogue = (() => {
  const { packs, engine, remote } = lanmuSearch;

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

  /** @param {string} address */
  async function readPointer(address) {
    await loaded(address);
    if (!pointer) throw new Error(address);
    return pointer;
  }

  /**
   * @param {string} pointerAddress
   * @param {Record<string, string>} scripts
   * @returns {Promise<Catalogue>}
   */
  async function open(pointerAddress, scripts) {
    const said = await readPointer(pointerAddress);
    const absolute = Object.entries(scripts).map(([name, script]) => [name, new URL(script, document.baseURI).href]);
    const further = Object.fromEntries(absolute);
    const opened = (/** @type {string} */ folder) => {
      const address = new URL(folder + "/", new URL(pointerAddress, document.baseURI)).href;
      const answering = address.startsWith("file:")
        ? engine.open(fromFolder(address), (name) => loaded(further[name]))
        : remote.open(address, further);
      // Whoever searches sees the failure.
      answering.catch(() => undefined);
      return answering;
    };
    let { folder } = said;
    let answering = opened(folder);

    /**
     * What is asked; once more where the index has moved since the page was opened, as a publish moves it.
     *
     * @template Value
     * @param {(answering: Answering) => Promise<Value>} ask
     */
    async function asked(ask) {
      try {
        return await ask(await answering);
      } catch (error) {
        const now = await readPointer(pointerAddress);
        if (now.folder === folder) throw error;
        folder = now.folder;
        answering = opened(folder);
        return ask(await answering);
      }
    }

    return {
      said,
      search: (typed, wanted) => asked((answering) => answering.search(typed, wanted)),
      suggest: (typed, count) => asked((answering) => answering.suggest(typed, count)),
    };
  }

  return { open, loaded };
})();
