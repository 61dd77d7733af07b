/**
 * Lists of policies: some chosen by their line, rank, issuer and state, and sorted. The address says how, so that it can
 * be sent.
 */
(function () {
  "use strict";

  /** @type {HTMLFormElement | null} */
  const form = document.querySelector("form[data-filters]");
  /** @type {HTMLElement | null} */
  const status = document.querySelector("[data-count]");
  /** @type {HTMLElement[]} */
  const sections = Array.from(document.querySelectorAll(".list-group"));
  if (!form || !status || sections.length === 0) return;

  const selects = Array.from(form.querySelectorAll("select"));
  const groups = sections.map((section) => {
    const body = section.querySelectorAll("tbody")[0];
    return { section, body, rows: Array.from(body.rows) };
  });
  const rows = groups.flatMap((group) => group.rows);
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });

  /**
   * By what rows are sorted; any other order is that of the groups.
   *
   * @type {Record<string, (row: HTMLTableRowElement) => string>}
   */
  const keys = {
    effective: (row) => row.dataset.effective || "",
    title: (row) => row.querySelectorAll("th a")[0].textContent,
    // 财共〔2025〕12号: the year, then the number in it; without one, last.
    number({ dataset: { number = "" } }) {
      const [, year = "9999", place = ""] = /(\d{4})\D+(\d+)/.exec(number.normalize("NFKC")) || [];
      return `${year} ${place} ${number}`;
    },
  };

  /** All rows in the first table, or each again in its own. @param {string} order */
  function arrange(order) {
    const key = keys[order];
    groups[0].section.toggleAttribute("data-merged", Boolean(key));
    groups.forEach(({ body, rows }) => body.append(...rows));
    if (!key) return;
    const sorted = rows.map((row) => ({ row, key: key(row) })).sort((a, b) => compare(a.key, b.key));
    // The newest first.
    if (order === "effective") sorted.reverse();
    groups[0].body.append(...sorted.map(({ row }) => row));
  }

  /** @param {HTMLElement} status */
  function choose(status) {
    const wanted = selects.filter(({ name, value }) => name !== "sort" && value !== "");
    rows.forEach((row) => {
      row.hidden = !wanted.every(({ name, value }) => row.dataset[name] === value);
    });
    groups.forEach(({ section, body }) => {
      section.hidden = Array.from(body.rows).every((row) => row.hidden);
    });
    const count = rows.filter((row) => !row.hidden).length;
    status.textContent = (status.dataset.one || "").replace("{n}", String(count));
    document.querySelectorAll("[data-none]").forEach((note) => note.toggleAttribute("hidden", count > 0));
  }

  const asked = new URLSearchParams(location.search);
  selects.forEach((select) => {
    select.value = asked.get(select.name) || "";
    if (select.selectedIndex < 0) select.selectedIndex = 0;
    if (select.name === "sort" && select.selectedIndex > 0) arrange(select.value);
  });
  choose(status);
  form.hidden = false;
  form.addEventListener("change", (event) => {
    const { name, value, selectedIndex } = /** @type {HTMLSelectElement} */ (event.target);
    if (name === "sort") arrange(value);
    choose(status);
    if (selectedIndex > 0) asked.set(name, value);
    else asked.delete(name);
    history.replaceState(null, "", `${location.pathname}?${asked}`.replace(/\?$/, ""));
  });
})();
