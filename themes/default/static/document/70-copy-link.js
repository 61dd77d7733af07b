/**
 * Copies links that last: to a clause by its button, to an item or a heading by its number. What has a name of its own
 * is linked by it, the rest in the version that is read, since numbers change.
 */
(function () {
  "use strict";

  /** @type {HTMLTemplateElement | null} */
  const template = document.querySelector("template#copy-link");
  /** @type {HTMLElement | null} */
  const page = document.querySelector(".document");
  if (!template || !page) return;
  const { address, dated, version, many } = page.dataset;
  const [tools, note] = Array.from(document.importNode(template.content, true).children);
  const button = tools.querySelector(".copy-link");
  /** @type {HTMLAnchorElement | null} */
  const report = tools.querySelector(".report-clause");
  const reportAddress = report ? report.getAttribute("href") || "" : "";

  // Stands there empty, so that it is heard when it fills.
  const words = note.textContent;
  note.textContent = "";
  document.body.append(note);

  /**
   * @param {string} text
   * @param {HTMLElement} beside
   */
  async function copy(text, beside) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Plain HTTP has no clipboard.
      const field = document.createElement("textarea");
      field.className = "unseen";
      field.value = text;
      beside.after(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      beside.focus({ preventScroll: true });
    }
    note.textContent = words;
    setTimeout(() => { note.textContent = ""; }, 2000);
  }

  /** @param {HTMLElement} place */
  function linkTo({ id, dataset: { name } }) {
    const here = location.href.split("#")[0];
    if (!address || location.protocol === "file:") return `${here}#${id}`;
    if (name) return new URL(`${address}#${name}`, here).href;
    return new URL(`${many === undefined ? `${address}?v=${version}` : dated}#${id}`, here).href;
  }

  /** Where in a clause the selection is, else what of it the address names. @param {Element} clause */
  function meantIn(clause) {
    const selection = window.getSelection();
    const node =
      selection && !selection.isCollapsed
        ? selection.getRangeAt(0).commonAncestorContainer
        : document.querySelector(":target");
    const element = node instanceof Element ? node : node && node.parentElement;
    return element && clause.contains(element) ? element : clause;
  }

  /** @param {Event} event */
  function offer(event) {
    const clause = /** @type {Element} */ (event.target).closest(".document .article, .document .numbered");
    const number = clause && clause.querySelector(".clause-number");
    if (!number || number.nextElementSibling === tools) return;
    number.after(tools);
    if (report) report.href = reportOf(number.textContent || "");
  }

  /** The letter or the form with the clause in it. @param {string} clause */
  function reportOf(clause) {
    const [words, place] = [report ? report.dataset.place || "" : "", encodeURIComponent(clause.trim())];
    return reportAddress.endsWith("clause=")
      ? reportAddress + place
      : reportAddress.replace(encodeURIComponent(words), () => place);
  }

  document.addEventListener("pointerover", offer);
  document.addEventListener("focusin", offer);
  page.addEventListener("click", (event) => {
    /** @type {HTMLAnchorElement | null} */
    const link = /** @type {Element} */ (event.target).closest(".copy-link, .clause-number, .item-number, .heading-link");
    const clause = link && link === button && link.closest(".article, .numbered");
    const meant = clause ? meantIn(clause) : link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    /** @type {HTMLElement | null} */
    const place = meant && meant.closest("[id]:not(.anchor)");
    if (link && place) copy(linkTo(place), link);
  });
})();
