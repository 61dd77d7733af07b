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
  const { words = "", early = "", notHeld = "" } = status.dataset;
  const { today = "", bad = "" } = form.dataset;
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("on"));
  /** @type {HTMLAnchorElement[]} */
  const links = Array.from(document.querySelectorAll("a[data-on]"));
  /** @type {HTMLElement[]} */
  const all = Array.from(document.querySelectorAll(".list-table tbody tr"));
  const rows = all.map((row) => ({
    row,
    from: row.dataset.from || "",
    until: row.dataset.until || "9999",
    written: row.dataset.written || "9999",
  }));
  const [first] = rows.map(({ from }) => from).filter(Boolean).sort();

  /** @param {string | null} text */
  function isDay(text) {
    const time = Date.parse(`${text}T00:00Z`);
    return Number.isFinite(time) && new Date(time).toISOString().startsWith(`${text}T`);
  }

  /** @param {HTMLAnchorElement | Location} place */
  const dayOf = (place) => new URLSearchParams(place.search).get("on") || "";

  let isMoved = false;

  /** @param {string} day */
  function show(day) {
    const held = rows.filter(({ from, until }) => from <= day && day <= until);
    // In force in a version that nobody can look up here.
    const missing = rows.filter(({ from, written }) => written <= day && day < from);
    const shown = held.concat(missing);
    rows.forEach(({ row }) => { row.hidden = true; });
    shown.forEach(({ row }) => { row.hidden = false; });
    // What was in force comes first.
    if (missing.length || isMoved) {
      const others = rows.filter((one) => one.row.hidden);
      const order = missing.length ? shown.concat(others) : rows;
      order.forEach(({ row }) => row.parentElement && row.parentElement.append(row));
      isMoved = missing.length > 0;
    }
    const note = day < first ? early.replace("{date}", first) : "";
    const further = missing.length ? notHeld.replace("{n}", String(missing.length)) : "";
    status.textContent = words.replace("{date}", day).replace("{n}", String(held.length)) + note + further;
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
