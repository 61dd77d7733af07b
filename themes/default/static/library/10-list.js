/**
 * Lists: some chosen by words and by what they are, sorted, a page at a time where they are long. The address says how,
 * so that it can be sent.
 */
(function () {
  "use strict";

  /** How many rows a page shows. */
  const PAGE = 100;

  /** @type {HTMLFormElement | null} */
  const form = document.querySelector("form[data-filters]");
  /** @type {HTMLElement | null} */
  const status = document.querySelector("[data-count]");
  /** @type {HTMLElement[]} */
  const sections = Array.from(document.querySelectorAll(".list-group"));
  if (!form || !status || sections.length === 0) return;

  const selects = Array.from(form.querySelectorAll("select"));
  const words = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const groups = sections.map((section) => {
    /** @type {HTMLElement[]} */
    const rows = Array.from(section.querySelectorAll("[data-row]"));
    return { section, rows, holder: rows[0] && rows[0].parentElement };
  });
  const rows = groups.flatMap((group) => group.rows);
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });

  /** @param {string} text */
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  /** What words are looked for in, by row. */
  const texts = new Map(rows.map((row) => [row, folded(`${row.textContent} ${row.dataset.words || ""}`)]));

  /**
   * By what rows are sorted; any other order is that of the groups.
   *
   * @type {Record<string, (row: HTMLElement) => string>}
   */
  const keys = {
    effective: (row) => row.dataset.effective || "",
    title: (row) => row.querySelectorAll("a")[0].textContent,
    // 财共〔2025〕12号: the year, then the number in it; without one, last.
    number({ dataset: { number = "" } }) {
      const [, year = "9999", place = ""] = /(\d{4})\D+(\d+)/.exec(number.normalize("NFKC")) || [];
      return `${year} ${place} ${number}`;
    },
  };

  /** All rows in the first group, or each again in its own. @param {string} order */
  function arrange(order) {
    const key = keys[order];
    groups[0].section.toggleAttribute("data-merged", Boolean(key));
    groups.forEach(({ holder, rows }) => holder && holder.append(...rows));
    if (!key || !groups[0].holder) return;
    const sorted = rows.map((row) => ({ row, key: key(row) })).sort((a, b) => compare(a.key, b.key));
    // The newest first.
    if (order === "effective") sorted.reverse();
    groups[0].holder.append(...sorted.map(({ row }) => row));
  }

  /** @param {HTMLElement} row @param {Array<HTMLSelectElement>} wanted @param {string[]} terms */
  function fits(row, wanted, terms) {
    const text = texts.get(row) || "";
    return wanted.every(({ name, value }) => row.dataset[name] === value) && terms.every((term) => text.includes(term));
  }

  /** A list without one shows all. @type {HTMLElement | null} */
  const pager = document.querySelector("[data-pages]");
  let page = 1;

  /** @param {HTMLElement} status */
  function choose(status) {
    const wanted = selects.filter(({ name, value }) => name !== "sort" && value !== "");
    const terms = folded(words.value).split(/\s+/).filter(Boolean);
    /** @type {HTMLElement[]} */
    const ordered = groups.flatMap(({ section }) => Array.from(section.querySelectorAll("[data-row]")));
    const chosen = ordered.filter((row) => fits(row, wanted, terms));
    const most = pager ? PAGE : chosen.length;
    const pages = Math.ceil(chosen.length / most) || 0;
    page = Math.max(1, Math.min(page, pages));
    const shown = new Set(chosen.slice((page - 1) * most, page * most));
    rows.forEach((row) => { row.hidden = !shown.has(row); });
    groups.forEach(({ section }) => {
      section.hidden = !section.querySelector("[data-row]:not([hidden])");
    });
    status.textContent = (status.dataset.one || "").replace("{n}", String(chosen.length));
    document.querySelectorAll("[data-none]").forEach((note) => note.toggleAttribute("hidden", chosen.length > 0));
    document.querySelectorAll("[data-search-all]").forEach((link) => searchAll(/** @type {HTMLAnchorElement} */ (link)));
    number(pages);
  }

  /** Where nothing is found, the same words lead on. @param {HTMLAnchorElement} link */
  function searchAll(link) {
    const q = words.value.trim();
    link.hidden = !q;
    link.textContent = (link.dataset.searchAll || "").replace("{q}", q);
    link.search = q && `?${new URLSearchParams({ q })}`;
  }

  /** The pages as buttons; none where there is one. @param {number} pages */
  function number(pages) {
    if (!pager) return;
    const name = pager.dataset.name || "";
    const buttons = Array.from({ length: pages > 1 ? pages : 0 }, (_, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = String(index + 1);
      button.setAttribute("aria-label", name.replace("{n}", String(index + 1)));
      if (index + 1 === page) button.setAttribute("aria-current", "page");
      return button;
    });
    pager.replaceChildren(...buttons);
    pager.hidden = buttons.length === 0;
  }

  const asked = new URLSearchParams(location.search);

  /** @param {string} name @param {string} value */
  function say(name, value) {
    if (value) asked.set(name, value);
    else asked.delete(name);
    history.replaceState(null, "", `${location.pathname}?${asked}`.replace(/\?$/, ""));
  }

  selects.forEach((select) => {
    select.value = asked.get(select.name) || "";
    if (select.selectedIndex < 0) select.selectedIndex = 0;
    if (select.name === "sort" && select.selectedIndex > 0) arrange(select.value);
  });
  words.value = asked.get("q") || "";
  page = Math.trunc(Number(asked.get("page"))) || 1;
  choose(status);
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    const field = /** @type {HTMLSelectElement | HTMLInputElement} */ (event.target);
    const { name, value } = field;
    if (name === "sort") arrange(value);
    page = 1;
    choose(status);
    say("page", "");
    say(name, field instanceof HTMLSelectElement && field.selectedIndex === 0 ? "" : value);
  });
  if (!pager) return;
  pager.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (!button) return;
    page = Number(button.textContent);
    choose(status);
    say("page", page > 1 ? String(page) : "");
    status.scrollIntoView();
    // The button that was pressed is gone.
    const current = pager.querySelector("[aria-current]");
    if (current instanceof HTMLElement) current.focus({ preventScroll: true });
  });
})();
