/**
 * What the reader searched before, kept in this browser and nowhere else.
 *
 * Comes in: queries. Goes out: the last ones. Must never know: what they found, the page.
 */

/**
 * @typedef {object} Recent
 * @property {() => string[]} all The last first.
 * @property {(query: string) => void} add
 * @property {() => void} clear
 */

lanmuSearch.recent = (() => {
  const KEY = "lanmu-searches";

  /** How many are kept. */
  const MANY = 6;

  /**
   * @template Value
   * @param {(storage: Storage) => Value} use
   * @param {Value} otherwise Where a browser keeps nothing.
   */
  function stored(use, otherwise) {
    try {
      return use(window.localStorage);
    } catch (_) {
      return otherwise;
    }
  }

  function all() {
    return stored((storage) => {
      const kept = JSON.parse(storage.getItem(KEY) || "[]");
      return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, MANY) : [];
    }, /** @type {string[]} */ ([]));
  }

  /** @param {string} query */
  function add(query) {
    const kept = [query, ...all().filter((other) => other !== query)].slice(0, MANY);
    stored((storage) => storage.setItem(KEY, JSON.stringify(kept)), undefined);
  }

  function clear() {
    stored((storage) => storage.removeItem(KEY), undefined);
  }

  return { all, add, clear };
})();
