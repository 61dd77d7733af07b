/**
 * The time machine: of the versions of all policies those that were valid on a day. The address says which day, so that
 * it can be sent.
 */
(function () {
  "use strict";

  /** @type {HTMLFormElement | null} */
  const form = document.querySelector("form[data-time]");
  /** @type {HTMLElement | null} */
  const found = document.querySelector("[data-time-status]");
  if (!form || !found) return;
  const status = found;
  const { words = "", early = "" } = status.dataset;
  const { today = "", bad = "" } = form.dataset;
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("on"));
  /** @type {HTMLAnchorElement[]} */
  const links = Array.from(document.querySelectorAll("a[data-on]"));
  /** @type {HTMLElement[]} */
  const all = Array.from(document.querySelectorAll(".list-table tbody tr"));
  const rows = all.map((row) => ({ row, from: row.dataset.from || "", until: row.dataset.until || "9999" }));
  const [first] = rows.map(({ from }) => from).filter(Boolean).sort();

  /** @param {string | null} text */
  function isDay(text) {
    const time = Date.parse(`${text}T00:00Z`);
    return Number.isFinite(time) && new Date(time).toISOString().startsWith(`${text}T`);
  }

  /** @param {HTMLAnchorElement | Location} place */
  const dayOf = (place) => new URLSearchParams(place.search).get("on") || "";

  /** @param {string} day */
  function show(day) {
    rows.forEach(({ row, from, until }) => { row.hidden = day < from || day > until; });
    const count = rows.filter(({ row }) => !row.hidden).length;
    const note = day < first ? early.replace("{date}", first) : "";
    status.textContent = words.replace("{date}", day).replace("{n}", String(count)) + note;
    links.forEach((link) => link.setAttribute("aria-current", dayOf(link) === day ? "date" : "false"));
    input.value = day;
  }

  /** @param {string} day */
  function go(day) {
    show(day);
    history.replaceState(null, "", `${location.pathname}?on=${day}`);
  }

  const asked = dayOf(location);
  show(isDay(asked) ? asked : today);
  if (asked && !isDay(asked)) status.prepend(`${bad} `);
  form.hidden = false;
  document.querySelectorAll("[data-time-days]").forEach((list) => { /** @type {HTMLElement} */ (list).hidden = false; });
  // What is said of a day that is none stands on the page.
  form.noValidate = true;
  input.addEventListener("change", () => isDay(input.value) && go(input.value));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isDay(input.value)) go(input.value);
    else status.textContent = bad;
  });
  links.forEach((link) => link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(dayOf(link));
  }));
})();
