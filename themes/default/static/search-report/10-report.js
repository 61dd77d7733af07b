/**
 * What readers ask, told to the server's access log by a request for a static file, where the portal asks for that: the
 * query, how many documents answered, and the one that was opened. Nothing else goes with it.
 *
 * Comes in: queries and what was opened. Goes out: requests. Must never know: what answers look like. Loaded only where the
 * portal asks for it.
 */

/**
 * @typedef {object} Reports
 * @property {(address: string) => Reporter} to The file that is asked for.
 */

/**
 * @typedef {object} Reporter
 * @property {(query: string, answer: Answer) => void} answered Told unless another query follows at once.
 * @property {(opened: string) => void} opened
 */

lanmuSearch.reports = (function () {
  "use strict";

  /** Milliseconds that an answer must stand: what is still being typed is no query. */
  const STANDS = 2500;

  /** @typedef {{ query: string, total: number, instead: string | null }} Asking */

  /** Under what the last query is kept that was told, as long as the window is open. */
  const TOLD = "lanmu-told";

  /**
   * Whether this is the query that was told before; from now on it is. A reader who turns from the panel to the page of
   * results, or comes back to it, asks the same once.
   *
   * @param {string} query
   */
  function isTold(query) {
    try {
      const before = window.sessionStorage.getItem(TOLD);
      window.sessionStorage.setItem(TOLD, query);
      return before === query;
    } catch (_) {
      return false;
    }
  }

  /**
   * @param {string} address
   * @returns {Reporter}
   */
  function to(address) {
    let timer = 0;
    /** @type {Asking | null} */
    let open = null;

    function tell(/** @type {string} */ opened) {
      window.clearTimeout(timer);
      if (!open || (!opened && isTold(open.query))) return;
      const { query, total, instead } = open;
      const asked = new URLSearchParams({ q: query, n: String(total), open: opened });
      if (instead) asked.set("as", instead);
      // It goes on while the page is left.
      fetch(address + "?" + asked, { keepalive: true, cache: "no-store", credentials: "omit" }).catch(() => undefined);
    }

    return {
      answered(query, { total, instead }) {
        window.clearTimeout(timer);
        open = { query, total, instead };
        timer = window.setTimeout(() => tell(""), STANDS);
      },
      opened: tell,
    };
  }

  return { to };
})();
