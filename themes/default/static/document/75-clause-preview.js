/**
 * A clause beside the link that leads to it, while the pointer or the keys are there. Clauses of other documents stand
 * in templates, those of this one in the text.
 */
(function () {
  "use strict";

  /** Milliseconds before it opens and closes, so that a pointer may pass, and reach it. */
  const PAUSE = 150;
  const GAP = 6;
  const EDGE = 12;

  if (!document.querySelector(".clause-link")) return;
  const box = document.createElement("div");
  box.id = box.className = "clause-preview";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  document.body.append(box);

  /** @type {HTMLAnchorElement | null} */
  let shown = null;
  /** @type {number | undefined} */
  let waiting;
  let isByKeys = false;

  /** @param {HTMLAnchorElement} link */
  function contents(link) {
    const { preview } = link.dataset;
    const source = document.getElementById(preview ? `preview-${preview}` : decodeURIComponent(link.hash.slice(1)));
    if (source instanceof HTMLTemplateElement) return source.content.cloneNode(true).childNodes;
    const isHere = link.matches('[href^="#"]');
    const clause = isHere && source && source.closest(".article, .numbered");
    if (!clause || clause.contains(link)) return [];
    const copy = /** @type {Element} */ (clause.cloneNode(true));
    copy.querySelectorAll(".clause-tools, .rail").forEach((button) => button.remove());
    copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    return copy.childNodes;
  }

  function hide() {
    clearTimeout(waiting);
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    box.hidden = true;
  }

  /** Under the link or, where there is no room, above it. @param {HTMLAnchorElement} link */
  function show(link) {
    hide();
    box.replaceChildren(...contents(link));
    if (!box.firstChild) return;
    shown = link;
    box.hidden = false;
    link.setAttribute("aria-describedby", box.id);
    const { left } = link.getClientRects()[0];
    const { top, bottom } = link.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = box;
    const isUnder = bottom + GAP + offsetHeight < window.innerHeight || top < offsetHeight + GAP;
    const farthest = document.documentElement.clientWidth - offsetWidth - EDGE;
    box.style.left = `${window.scrollX + Math.max(EDGE, Math.min(left, farthest))}px`;
    box.style.top = `${window.scrollY + (isUnder ? bottom + GAP : top - GAP - offsetHeight)}px`;
  }

  /** @param {Event} event @returns {HTMLAnchorElement | null} */
  const linkAt = (event) => /** @type {Element} */ (event.target).closest(".document .clause-link");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    clearTimeout(waiting);
    const link = linkAt(event);
    if (box.contains(/** @type {Node} */ (event.target)) || (link && link === shown)) return;
    // The page may also move under a pointer that rests, by the keys.
    const isHeld = isByKeys && shown !== null && shown === document.activeElement;
    waiting = window.setTimeout(() => (link ? show(link) : isHeld || hide()), PAUSE);
  });
  // A finger moves the focus too, but is to go where the link leads.
  document.addEventListener("pointerdown", () => { isByKeys = false; });
  document.addEventListener("keydown", (event) => {
    isByKeys = true;
    if (event.key === "Escape") hide();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event);
    if (link && isByKeys) show(link);
  });
  document.addEventListener("focusout", hide);
})();
