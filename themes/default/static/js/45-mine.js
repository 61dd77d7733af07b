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

  /** On the front page. @type {HTMLElement | null} */
  const section = document.querySelector("[data-mine]");
  /** @type {HTMLSelectElement | null} */
  const choice = document.querySelector("[data-mine-choice]");
  if (!section || !choice) return;
  /** @type {HTMLElement[]} */
  const rows = Array.from(section.querySelectorAll("[data-mine-id]"));

  /** @param {string} id */
  function show(id) {
    const known = rows.some((row) => row.dataset.mineId === id);
    rows.forEach((row) => { row.hidden = row.dataset.mineId !== id; });
    section && section.toggleAttribute("data-chosen", known);
  }

  choice.value = mine();
  if (choice.selectedIndex < 0) choice.selectedIndex = 0;
  section.querySelectorAll("[data-mine-form]").forEach((form) => form.removeAttribute("hidden"));
  section.querySelectorAll("[data-mine-intro]").forEach((intro) => intro.setAttribute("hidden", ""));
  show(choice.value);
  choice.addEventListener("change", () => {
    keep(choice.value);
    show(choice.value);
  });
})();
