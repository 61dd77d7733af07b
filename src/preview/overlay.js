// The preview's overlay: shows the findings over the page, and loads the page anew when the portal changed.
(function () {
  "use strict";

  /** @type {number | null} The compilation that this page was made by; none for a page of findings alone. */
  var generation = null;
  var script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  if (script && script.dataset.generation) {
    generation = Number(script.dataset.generation);
  }

  var style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/.lanmu/overlay.css";
  document.head.appendChild(style);

  var box = document.createElement("section");
  box.className = "lanmu-overlay";
  box.setAttribute("role", "alert");
  box.hidden = true;
  document.body.appendChild(box);

  /**
   * @param {{generation: number, errors: number, warnings: number, head: string, hide: string, show: string, text: string}} shown
   */
  function show(shown) {
    if (generation !== null && shown.generation !== generation) {
      window.location.reload();
      return;
    }
    generation = shown.generation;
    box.textContent = "";
    box.hidden = shown.errors === 0 && shown.warnings === 0;
    if (box.hidden) {
      return;
    }
    var head = document.createElement("p");
    head.className = "lanmu-overlay-head";
    head.textContent = shown.head;
    var close = document.createElement("button");
    close.type = "button";
    close.addEventListener("click", function () {
      box.classList.toggle("lanmu-overlay-small");
      close.textContent = box.classList.contains("lanmu-overlay-small") ? shown.show : shown.hide;
    });
    head.appendChild(close);
    var text = document.createElement("pre");
    text.textContent = shown.text;
    box.appendChild(head);
    box.appendChild(text);
    box.classList.toggle("lanmu-overlay-small", shown.errors === 0);
    close.textContent = shown.errors === 0 ? shown.show : shown.hide;
  }

  /** @type {EventSource | null} */
  var events = null;

  // A browser allows few connections to one host: only the page that is looked at keeps one. Who comes back to a
  // page is told of the present compilation at once, and so of everything missed.
  function follow() {
    if (document.visibilityState === "hidden") {
      if (events) {
        events.close();
      }
      events = null;
    } else if (!events) {
      events = new EventSource("/.lanmu/events");
      events.onmessage = function (event) {
        show(JSON.parse(event.data));
      };
    }
  }

  document.addEventListener("visibilitychange", follow);
  follow();
})();
