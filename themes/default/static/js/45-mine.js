/**
 * The reader's own subsidiary, chosen once and kept in the browser for this portal alone.
 */
(function () {
  "use strict";

  const key = "lanmu:mine:" + new URL(document.documentElement.dataset.root || ".", location.href).pathname;

  function mine() {
    try {
      return localStorage.getItem(key) || "";
    } catch {
      return "";
    }
  }

  /** @param {string} id */
  function keep(id) {
    try {
      if (id) localStorage.setItem(key, id);
      else localStorage.removeItem(key);
    } catch {
      // Where nothing can be kept, the choice holds for this page.
    }
  }

  /** On the page of a subsidiary. @type {HTMLElement | null} */
  const button = document.querySelector("[data-choose-mine]");
  if (button) {
    const { chooseMine = "", chosen = "" } = button.dataset;
    const id = chooseMine.toLowerCase();
    const offer = button.textContent;
    const tell = () => {
      button.textContent = mine() === id ? chosen : offer;
      button.setAttribute("aria-pressed", String(mine() === id));
    };
    tell();
    button.hidden = false;
    button.addEventListener("click", () => {
      keep(mine() === id ? "" : id);
      tell();
    });
  }

  /** Where a row a subsidiary stands: of one that is chosen its own alone. @param {string} id */
  function show(id) {
    document.querySelectorAll("[data-mine]").forEach((place) => {
      /** @type {HTMLElement[]} */
      const rows = Array.from(place.querySelectorAll("[data-mine-id]"));
      const isKnown = rows.some((row) => row.dataset.mineId === id);
      const isChoice = place.querySelector("[data-mine-choice]") !== null;
      rows.forEach((row) => { row.hidden = row.dataset.mineId !== id && (isKnown || isChoice); });
      place.toggleAttribute("data-chosen", isKnown);
      if (place instanceof HTMLDetailsElement) place.open = isKnown;
    });
  }

  show(mine());

  /** On the front page. @type {HTMLSelectElement | null} */
  const choice = document.querySelector("[data-mine-choice]");
  if (!choice) return;
  choice.value = mine();
  if (choice.selectedIndex < 0) choice.selectedIndex = 0;
  document.querySelectorAll("[data-mine-form]").forEach((form) => form.removeAttribute("hidden"));
  document.querySelectorAll("[data-mine-intro]").forEach((intro) => intro.setAttribute("hidden", ""));
  choice.addEventListener("change", () => {
    keep(choice.value);
    show(choice.value);
  });
})();
