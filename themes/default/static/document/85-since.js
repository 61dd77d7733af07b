/**
 * Says on a policy's page what has changed since the reader was last there, until they have taken note.
 */
(function () {
  "use strict";

  /** @type {HTMLElement | null} */
  const page = document.querySelector(".document[data-shown]");
  if (!page) return;
  const { id = "", version = "", shown } = page.dataset;
  // With another day in its address the page is about to be left.
  const asked = new URLSearchParams(location.search).get("v") || version;
  if (version !== shown || version !== asked) return;

  const kept = lanmuReading.all()[id];
  const isNew = !kept || kept.version < version;
  const before = kept && (kept.before || (isNew ? kept.version : undefined));
  // Swedish days are written as ours.
  const on = new Intl.DateTimeFormat("sv").format();
  if (isNew) lanmuReading.keep(id, { version, before, on });

  /** @type {HTMLElement | null} */
  const notice = document.querySelector("[data-since]");
  const changes = before ? changesSince(before) : [];
  if (!notice || !before || changes.length === 0) return;
  const part = (/** @type {string} */ name) => /** @type {Element} */ (notice.querySelector(`[data-since-${name}]`));
  part("date").textContent = before;
  part("list").append(...changes);
  part("done").addEventListener("click", () => {
    lanmuReading.keep(id, { version, on });
    notice.hidden = true;
  });
  notice.hidden = false;

  /**
   * @param {string} name Its class.
   * @param {(string | Node)[]} content
   */
  function lineOf(name, ...content) {
    const line = document.createElement("li");
    line.className = name;
    line.append(...content);
    return line;
  }

  /** The newest first, each clause once, each version with its comparison. @param {string} before */
  function changesSince(before) {
    const changes = new Map();
    document.querySelectorAll("#versions li[data-version]").forEach((item) => {
      const day = item.getAttribute("data-version") || "";
      if (day <= before || day > version) return;
      const compare = item.querySelector("a.compare-link");
      const more = item.querySelector(".history .note");
      if (compare) changes.set(day, lineOf("since-compare", `${day} `, compare.cloneNode(true)));
      item.querySelectorAll(".changed-clauses > li").forEach((clause) => {
        const link = clause.querySelector("a");
        const name = link ? link.hash : clause.textContent;
        if (!changes.has(name)) changes.set(name, clause.cloneNode(true));
      });
      if (more) changes.set(`${day} `, lineOf("note", more.textContent));
    });
    return Array.from(changes.values());
  }
})();
