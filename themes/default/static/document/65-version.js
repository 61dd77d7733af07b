/**
 * A policy as one cited it, by a version's day (`?v=2025-07-01`): goes on to that version, with the place on the page.
 */
(function () {
  "use strict";

  const page = document.querySelector(".document[data-many]");
  const asked = new URLSearchParams(location.search).get("v");
  if (!page || !asked || asked === page.getAttribute("data-version")) return;
  /** @type {HTMLAnchorElement | null} */
  const link = document.querySelector(`#versions [data-version="${CSS.escape(asked)}"] a.version-link`);
  if (link) location.replace(link.href.split("#")[0] + location.hash);
})();
