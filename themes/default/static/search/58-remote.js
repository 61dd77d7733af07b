/**
 * Where the engine runs: in a worker where there is a server, so that typing never waits for it; else in the page.
 *
 * Comes in: the folder of an index. Goes out: what answers. Must never know: what answers look like.
 *
 * The worker is this same script. There it has no page, and answers what it is sent.
 */

/** @typedef {Pick<Index, "search" | "suggest">} Answering */

/**
 * @typedef {object} Remote
 * @property {(folder: string, further: Record<string, string>) => Promise<Answering>} open With the addresses of further
 *   scripts.
 */

lanmuSearch.remote = (() => {
  const { packs, engine } = lanmuSearch;

  const isWorker = typeof document === "undefined" && typeof self !== "undefined" && "importScripts" in self;

  /** Where this script comes from; only told while it runs for the first time. */
  const script = !isWorker && typeof document !== "undefined" && document.currentScript;
  const address = script && /** @type {HTMLScriptElement} */ (script).src;

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
   * @param {string} folder
   * @param {Record<string, string>} further
   * @returns {Promise<Answering>}
   */
  async function inWorker(folder, further) {
    const worker = new Worker(String(address));
    /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
    const waiting = new Map();
    let last = 0;
    worker.addEventListener("message", ({ data: { id, value, error } }) => {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (asked && error) asked.reject(new Error(error));
      else if (asked) asked.resolve(value);
    });
    worker.addEventListener("error", ({ message }) => {
      waiting.forEach(({ reject }) => reject(new Error(message)));
      waiting.clear();
    });
    const call = (/** @type {string} */ name, /** @type {unknown[]} */ parameters) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.postMessage({ id: last, name, parameters });
      });
    await call("open", [folder, further]);
    return {
      search: (...parameters) => /** @type {Promise<Answer>} */ (call("search", parameters)),
      suggest: (...parameters) => /** @type {Promise<string[]>} */ (call("suggest", parameters)),
    };
  }

  /** Answers what a page sends. */
  function answerMessages() {
    /** @type {Promise<Index> | undefined} */
    let index;
    const called = async (/** @type {string} */ name, /** @type {any[]} */ parameters) => {
      const [folder, further] = parameters;
      const load = async (/** @type {string} */ script) => /** @type {any} */ (self).importScripts(further[script]);
      if (name === "open") index = engine.open(fromServer(folder), load);
      const opened = /** @type {any} */ (await index);
      return name === "open" ? undefined : opened[name](...parameters);
    };
    addEventListener("message", async (event) => {
      const { id, name, parameters } = event.data;
      try {
        postMessage({ id, value: await called(name, parameters) });
      } catch (error) {
        postMessage({ id, error: String(error) });
      }
    });
  }

  if (isWorker) answerMessages();

  return {
    async open(folder, further) {
      if (address && typeof Worker === "function") {
        try {
          return await inWorker(folder, further);
        } catch (_) {
          // A policy that forbids workers leaves the page itself; what else is wrong, is wrong there too.
        }
      }
      return engine.open(fromServer(folder), (name) => lanmuSearch.catalogue.loaded(further[name]));
    },
  };
})();
