/**
 * At an old address: goes on to the new one with the place on the page, which a refresh would lose.
 */
(function () {
  "use strict";

  /** @type {HTMLAnchorElement | null} */
  const link = document.querySelector("a[data-moved]");
  if (link) location.replace(link.href.split("#")[0] + location.search + (location.hash || link.hash));
})();
