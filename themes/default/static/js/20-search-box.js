/**
 * Fetches the search script when a reader turns to the box, once: most visits need none. What the box then shows is
 * that script's affair.
 */
(function () {
  "use strict";

  /** @type {HTMLFormElement | null} */
  const form = document.querySelector("form.search");
  if (!form) return;
  const input = form.querySelector("input");
  let isFetched = false;

  function fetchScript() {
    if (isFetched) return;
    isFetched = true;
    const script = document.createElement("script");
    script.src = form.dataset.script;
    document.body.append(script);
  }

  /** @param {KeyboardEvent} event */
  function isWriting(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  input.addEventListener("focus", fetchScript);
  if (document.activeElement === input || document.getElementById("search-results")) fetchScript();
  document.addEventListener("keydown", (event) => {
    const isPlain = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isPlain || event.isComposing || isWriting(event)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})();
