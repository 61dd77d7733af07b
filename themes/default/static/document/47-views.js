/**
 * Views of one thing, of which one is seen at a time. Without a script they stand one under another and the links lead
 * to them; with one the links are buttons. On paper the style sheet chooses.
 */
(function () {
  "use strict";

  const views = Array.from(document.querySelectorAll(".views a"), (link) => {
    const view = document.querySelector(link.getAttribute("href") || "");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = link.textContent;
    button.addEventListener("click", () => show(view));
    link.replaceWith(button);
    return { button, view };
  });

  /** @param {Element | null} shown */
  function show(shown) {
    views.forEach(({ button, view }) => {
      button.setAttribute("aria-pressed", String(view === shown));
      if (view) view.toggleAttribute("data-off", view !== shown);
    });
  }

  /** Shows the view that holds the place of the address. */
  function follow() {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const holder = views.find(({ view }) => view && view.contains(place)) || views[0];
    show(holder.view);
    if (place) place.scrollIntoView();
  }

  if (views.length === 0) return;
  window.addEventListener("hashchange", follow);
  follow();
})();
