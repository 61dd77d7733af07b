/**
 * Whether a page helped: asked of the server as a file, so that its log counts it. No one else is told, and nothing is
 * kept. From a folder there is no log, and nobody is asked.
 */
(function () {
  "use strict";

  /** @type {HTMLElement | null} */
  const found = document.querySelector("[data-helpful]");
  if (!found) return;
  const place = found;
  if (location.protocol === "file:") {
    place.hidden = true;
    return;
  }
  place.setAttribute("role", "status");
  /** @type {HTMLElement | null} */
  const page = document.querySelector(".document[data-id]");
  const { id = "", version = "" } = page ? page.dataset : {};

  place.querySelectorAll("a").forEach((link) => {
    link.search = `?${new URLSearchParams({ page: location.pathname, id, version })}`;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      fetch(link.href, { cache: "no-store" }).catch(() => location.assign(link.href));
      place.textContent = place.dataset.thanks || "";
    });
  });
})();
