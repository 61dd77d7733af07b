/**
 * Which version of each policy the reader has read, kept in the browser for this portal alone; where nothing can be
 * kept, nothing is known.
 *
 * @typedef {object} Reading
 * @property {string} version
 * @property {string} [before] The one read before that, until the reader has taken note of what changed.
 * @property {string} on The day.
 */

// eslint-disable-next-line no-var -- the script of the lists asks it too.
var lanmuReading = (function () {
  "use strict";

  const key = "lanmu:read:" + new URL(document.documentElement.dataset.root || ".", location.href).pathname;

  /** By the policies' ids. @returns {Record<string, Reading>} */
  function all() {
    try {
      const kept = Object.entries(JSON.parse(localStorage.getItem(key) || "{}"));
      return Object.fromEntries(kept.filter(([, reading]) => reading && /^\d{4}-\d\d-\d\d$/.test(reading.version)));
    } catch {
      return {};
    }
  }

  /**
   * @param {string} id
   * @param {Reading} reading
   */
  function keep(id, reading) {
    try {
      localStorage.setItem(key, JSON.stringify({ ...all(), [id]: reading }));
    } catch {
      // Then the next visit is a first one.
    }
  }

  return { all, keep };
})();
