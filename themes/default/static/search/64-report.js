/**
 * What readers ask, told to the server's access log by a request for a static file, where the portal asks for that: the
 * query, how many documents answered, and the one that was opened. Nothing else goes with it.
 *
 * Comes in: queries and what was opened. Goes out: requests. Must never know: what answers look like.
 */

/**
 * @typedef {object} Reports
 * @property {(address: string | null) => Reporter} to The file that is asked for; none where nothing is told.
 */

/**
 * @typedef {object} Reporter
 * @property {(query: string, total: number) => void} answered Told unless another query follows at once, or one is opened.
 * @property {(opened: string) => void} opened
 */

lanmuSearch.reports = (function () {
  "use strict";

  /** Milliseconds that an answer must stand: what is still being typed is no query. */
  const STANDS = 2500;

  /**
   * @param {string | null} address
   * @returns {Reporter}
   */
  function to(address) {
    let timer = 0;
    /** @type {{ query: string, total: number } | null} */
    let open = null;

    function tell(/** @type {string} */ opened) {
      window.clearTimeout(timer);
      if (!address || !open) return;
      const { query, total } = open;
      open = null;
      const asked = new URLSearchParams({ q: query, n: String(total), open: opened });
      // It goes on while the page is left.
      fetch(address + "?" + asked, { keepalive: true, cache: "no-store", credentials: "omit" }).catch(() => undefined);
    }

    return {
      answered(query, total) {
        window.clearTimeout(timer);
        if (!address) return;
        open = { query, total };
        timer = window.setTimeout(() => tell(""), STANDS);
      },
      opened: tell,
    };
  }

  return { to };
})();
