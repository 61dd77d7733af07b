/**
 * Turns every search box of a page into one that answers.
 *
 * Comes in: the page. Goes out: a panel for each box, or the page of results. Must never know: what answers look like.
 */

/**
 * @typedef {object} Start
 * @property {(address: string, charset?: string) => Promise<void>} loaded
 */

(() => {
  const { catalogue } = lanmuSearch;

  /** @type {Reporter} */
  const SILENT = { answered() {}, opened() {} };

  /**
   * @param {HTMLInputElement[]} boxes
   * @param {string} page What the page of results needs.
   * @returns {Promise<AnsweringView[]>}
   */
  async function views(boxes, page) {
    const place = document.getElementById("search-results");
    if (!place) return boxes.map((input, at) => new lanmuSearch.Panel(/** @type {HTMLFormElement} */ (input.form), input, "search-panel-" + at));
    await catalogue.loaded(page);
    return [new lanmuSearch.ResultsPage(place, boxes)];
  }

  /** @param {HTMLFormElement} form */
  async function start(form) {
    const inputs = Array.from(document.querySelectorAll("form.search input[name=q]"));
    const { root = "", help = "", closely = "", report = "", page = "" } = form.dataset;
    const pointer = form.dataset.pointer || root + "search/pointer.js";
    try {
      const answering = await views(/** @type {HTMLInputElement[]} */ (inputs), page);
      const opened = await catalogue.open(pointer, { help, closely });
      const { log } = opened.said;
      const isServed = !window.location.href.startsWith("file:");
      const told = log && isServed && new URL(log, new URL(pointer, document.baseURI)).href;
      if (told) await catalogue.loaded(report);
      const reporter = told ? lanmuSearch.reports.to(told) : SILENT;
      answering.forEach((view) => view.ready({ catalogue: opened, root, reporter }));
    } catch (_) {
      // Without the pointer there are no words to say so; the form still leads to the page of results, and that to
      // the list of all pages.
    }
  }

  // In a worker, and in tests, there is no page.
  const form = typeof document !== "undefined" && document.querySelector("form.search");
  if (form) start(/** @type {HTMLFormElement} */ (form));
})();
