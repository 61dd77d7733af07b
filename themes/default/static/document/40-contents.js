/**
 * Marks in the list of contents where the reader is.
 */
(function () {
  "use strict";

  const found = document.querySelector(".contents");
  if (!found) return;
  const contents = found;

  const links = Array.from(contents.querySelectorAll("a"));
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  /** @type {HTMLAnchorElement | null} */
  let current = null;

  /** The last heading that has come to the top, where links lead; at the page's end nothing further can. */
  function mark() {
    const left = document.documentElement.scrollHeight - window.innerHeight - window.scrollY;
    const line = left < 2 ? window.innerHeight : 96;
    let at = -1;
    headings.forEach((heading, index) => {
      if (heading && heading.getBoundingClientRect().top < line) at = index;
    });
    const next = links[at] || null;
    if (next === current) return;
    if (current) current.removeAttribute("aria-current");
    if (next) next.setAttribute("aria-current", "true");
    current = next;
    if (next) keepInSight(next);
  }

  /** @param {HTMLElement} link */
  function keepInSight(link) {
    const [outer, inner] = [contents.getBoundingClientRect(), link.getBoundingClientRect()];
    if (inner.top < outer.top) contents.scrollTop -= outer.top - inner.top;
    if (inner.bottom > outer.bottom) contents.scrollTop += inner.bottom - outer.bottom;
  }

  let isWaiting = false;
  window.addEventListener(
    "scroll",
    () => {
      if (isWaiting) return;
      isWaiting = true;
      window.requestAnimationFrame(() => {
        isWaiting = false;
        mark();
      });
    },
    { passive: true },
  );
  mark();
})();
