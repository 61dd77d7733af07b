/**
 * Tables of the text on narrow screens. One that fits stays; one that does not tells each cell its column's name, so
 * that the style sheet can show a row as a block. Without a script it scrolls.
 */
(function () {
  "use strict";

  /** @param {HTMLTableElement} table */
  function nameCells(table) {
    const names = Array.from(table.querySelectorAll("thead th"), (cell) => cell.textContent.trim());
    table.querySelectorAll("tbody tr").forEach((row) => {
      Array.from(row.children).forEach((cell, column) => {
        if (names[column]) cell.setAttribute("data-label", names[column]);
      });
    });
  }

  const isNarrow = window.matchMedia("(max-width: 40rem)");
  const places = Array.from(document.querySelectorAll(".prose .table-scroll"));

  function fit() {
    places.forEach((place) => {
      const table = place.querySelector("table");
      if (!table) return;
      table.removeAttribute("data-stacks");
      if (!isNarrow.matches || place.scrollWidth <= place.clientWidth) return;
      nameCells(table);
      table.setAttribute("data-stacks", "");
    });
  }

  fit();
  window.addEventListener("resize", fit);
})();
