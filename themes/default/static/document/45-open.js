/**
 * Says beside a number whether somebody is there now, and until when or from when: by the hours of the team and the
 * days of the calendar. Where a day is not published, nothing is said.
 */
(function () {
  "use strict";

  const DAY = 86400000;

  /** The day and the minute of it in a time zone. @param {string} zone */
  function nowIn(zone) {
    const options = { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
    const format = new Intl.DateTimeFormat("en-US", /** @type {Intl.DateTimeFormatOptions} */ (options));
    const parts = Object.fromEntries(format.formatToParts(new Date()).map(({ type, value }) => [type, Number(value)]));
    return { day: Date.UTC(parts.year, parts.month - 1, parts.day), minute: parts.hour * 60 + parts.minute };
  }

  /** @param {string} text `09:00-12:00 13:30-17:30` */
  function spansOf(text) {
    const minutes = (/** @type {string} */ time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
    return text.split(" ").map((span) => {
      const [from, to] = span.split("-");
      return { from: minutes(from), to: minutes(to), opens: from, closes: to };
    });
  }

  /** @param {HTMLElement} contact @param {DOMStringMap} data */
  function tell(contact, { days = "", from = "", zone = "", open = "", closed = "" }) {
    const { day, minute } = nowIn(zone);
    const spans = spansOf(contact.dataset.hours || "");
    const index = (day - Date.parse(`${from}T00:00Z`)) / DAY;
    const works = days[index] === "w";
    const now = works && spans.find((span) => span.from <= minute && minute < span.to);
    if (now) return { isOpen: true, text: open.replace("{time}", now.closes) };
    const later = works && spans.find((span) => minute < span.from);
    if (later) return { isOpen: false, text: closed.replace("{time}", later.opens) };
    const next = index >= 0 ? days.indexOf("w", index + 1) : -1;
    // Behind the last day known nobody knows.
    if (next < 0 || !days[index]) return null;
    const date = new Date(day + (next - index) * DAY);
    const words = date.toLocaleDateString(document.documentElement.lang, {
      timeZone: "UTC", month: "long", day: "numeric", weekday: "short",
    });
    return { isOpen: false, text: closed.replace("{time}", `${words} ${spans[0].opens}`) };
  }

  /** Who was away when the page was made may be back. @param {HTMLElement} contact @param {string} zone */
  function welcome(contact, zone) {
    /** @type {HTMLElement | null} */
    const away = contact.querySelector("[data-until]");
    if (!away || nowIn(zone).day <= Date.parse(`${away.dataset.until}T00:00Z`)) return;
    away.hidden = true;
    contact.removeAttribute("data-away");
  }

  document.querySelectorAll("[data-days]").forEach((block) => {
    const { zone = "" } = /** @type {HTMLElement} */ (block).dataset;
    block.querySelectorAll(".contact[data-away]").forEach((contact) => welcome(/** @type {HTMLElement} */ (contact), zone));
    block.querySelectorAll(".reach .contact[data-hours], .contact-list .contact[data-hours]:not([data-away])").forEach((contact) => {
      const told = tell(/** @type {HTMLElement} */ (contact), /** @type {HTMLElement} */ (block).dataset);
      const call = contact.querySelector(".contact-call");
      if (!told || !call) return;
      const note = document.createElement("span");
      note.className = "open-now";
      note.dataset.open = told.isOpen ? "yes" : "no";
      note.textContent = told.text;
      call.append(note);
    });
  });
})();
