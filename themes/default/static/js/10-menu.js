/**
 * The menu on narrow screens. Without a script its link leads to the menu, which shows as the page's target; with one
 * it is a button that opens and closes it.
 */
(function () {
  "use strict";

  const link = document.querySelector(".menu-button");
  const found = document.getElementById("site-menu");
  if (!link || !found) return;
  const menu = found;

  const button = document.createElement("button");
  button.type = "button";
  button.className = "menu-button";
  button.setAttribute("aria-controls", menu.id);
  button.innerHTML = link.innerHTML;
  link.replaceWith(button);

  /** @param {boolean} isOpen */
  function show(isOpen) {
    button.setAttribute("aria-expanded", String(isOpen));
    menu.toggleAttribute("data-open", isOpen);
  }

  const isOpen = () => button.getAttribute("aria-expanded") === "true";
  show(location.hash === "#site-menu");
  button.addEventListener("click", () => show(!isOpen()));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    show(false);
    button.focus();
  });
})();
