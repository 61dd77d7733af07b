/**
 * Fetches the search script and its style sheet when a reader turns to the box, once: most visits need none. What the box then shows is
 * that script's affair.
 */
(function () {
  "use strict";

  /** @type {HTMLInputElement | null} */
  const found = document.querySelector("form.search input");
  if (!found || !found.form) return;
  const input = found;
  const { script: address = "", style = "" } = found.form.dataset;
  let isFetched = false;

  function fetchScript() {
    if (isFetched) return;
    isFetched = true;
    if (style) {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = style;
      document.head.append(link);
    }
    const script = document.createElement("script");
    script.src = address;
    document.body.append(script);
  }

  /** @param {KeyboardEvent} event */
  function isWriting(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  // The script may arrive while a word is being composed, and must know that it is.
  input.addEventListener("compositionstart", () => {
    input.dataset.composing = "yes";
  });
  input.addEventListener("compositionend", () => {
    delete input.dataset.composing;
  });
  input.addEventListener("focus", fetchScript);
  if (document.activeElement === input || document.getElementById("search-results")) fetchScript();
  document.addEventListener("keydown", (event) => {
    const isAlone = !event.ctrlKey && !event.metaKey && !event.altKey;
    const isSlash = event.key === "/" && isAlone && !isWriting(event);
    const isCommand = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (event.isComposing || !(isSlash || isCommand)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})();
