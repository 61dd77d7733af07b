/**
 * The print button, which nobody without a script needs to see; and what is folded away opens for the paper.
 */
(function () {
  "use strict";

  document.querySelectorAll("[data-print]").forEach((button) => {
    /** @type {HTMLElement} */ (button).hidden = false;
    button.addEventListener("click", () => window.print());
  });

  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("[data-print-date]").forEach((place) => {
      const now = new Date();
      const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
      const words = /** @type {HTMLElement} */ (place).dataset.printDate || "";
      place.textContent = `${words} ${day.map((part) => String(part).padStart(2, "0")).join("-")}`;
    });
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    opened.forEach((details) => { details.open = true; });
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((details) => { details.open = false; });
    opened = [];
  });
})();
