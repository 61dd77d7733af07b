/**
 * The reader's box and the panel under it.
 *
 * Comes in: the page, and a catalogue that answers. Goes out: the panel. Must never know: which index answers, how a
 * query is cut.
 */

/**
 * What answers on a page once the catalogue is there.
 *
 * @typedef {{ ready: (shown: Shown) => void }} AnsweringView
 */

/** @typedef {new (form: HTMLFormElement, input: HTMLInputElement, id: string) => AnsweringView} PanelMaker */

/** @type {PanelMaker} */
lanmuSearch.Panel = (() => {
  const { recent, results } = lanmuSearch;
  const { element, word, counted, markedTitle, passageLink, kindLabel, queryLink, recentSearches, wayOn, hints } = results;

  /** What the panel shows; the page of results shows the rest. */
  const PANEL = { documents: 6, passages: 2 };

  /** Ways on that are offered while a query is typed. */
  const SUGGESTIONS = 4;

  /**
   * The panel under a box: a list box that the box points into.
   */
  class Panel {
    /**
     * @param {HTMLFormElement} form
     * @param {HTMLInputElement} input
     * @param {string} id
     */
    constructor(form, input, id) {
      this.form = form;
      this.input = input;
      this.id = id;
      /** @type {HTMLAnchorElement[]} */
      this.options = [];
      this.active = -1;
      this.asked = 0;
      this.isScrolled = false;
      /** @type {Shown | null} */
      this.shown = null;
      this.list = element("div", "search-list");
      this.list.id = id;
      this.list.setAttribute("role", "listbox");
      // Chromium gives what scrolls a place in the order of Tab.
      this.list.tabIndex = -1;
      this.note = element("div", "search-note");
      this.keys = element("p", "search-keys");
      this.keys.setAttribute("aria-hidden", "true");
      this.panel = element("div", "search-panel", this.note, this.list, this.keys);
      this.panel.hidden = true;
      // Outside the panel: what appears together with its text is not read out.
      this.status = element("p", "search-status");
      this.status.setAttribute("role", "status");
      this.status.setAttribute("aria-live", "polite");
      form.after(this.panel, this.status);
      this.describeInput();
      this.listen();
    }

    describeInput() {
      const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": this.id };
      Object.entries(attributes).forEach(([name, value]) => this.input.setAttribute(name, value));
      this.input.setAttribute("aria-expanded", "false");
    }

    listen() {
      results.onTyping(this.input, () => this.ask());
      this.input.addEventListener("focus", () => this.ask());
      // A word is begun: what was searched before is not asked for.
      this.input.addEventListener("compositionstart", () => !this.input.value && this.close());
      this.input.addEventListener("keydown", (event) => this.onKey(event));
      this.form.addEventListener("submit", () => this.remember());
      this.list.addEventListener("scroll", () => (this.isScrolled = true), { passive: true });
      // The box keeps the focus, so that Safari, where a clicked link takes none, does not close the panel first.
      this.panel.addEventListener("mousedown", (event) => event.preventDefault());
      this.panel.addEventListener("click", (event) => {
        const isOpenedHere = !event.ctrlKey && !event.metaKey && !event.shiftKey;
        const link = /** @type {Element} */ (event.target).closest("a");
        if (link) this.opened(link);
        if (link && isOpenedHere) this.leave();
      });
      this.panel.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        this.input.focus();
        this.close();
      });
      document.addEventListener("mousedown", (event) => this.closeUnlessIn(event.target));
      // The way on from an empty panel is reached by Tab.
      /** @type {HTMLElement[]} */ ([this.form, this.panel]).forEach((part) => {
        part.addEventListener("focusout", (event) => this.closeUnlessIn(event.relatedTarget));
      });
    }

    /** @param {EventTarget | null} target Where the reader turned; null when that is another window. */
    closeUnlessIn(target) {
      const isIn = [this.form, this.panel].some((part) => part.contains(/** @type {Node | null} */ (target)));
      if (target && !isIn) this.close();
    }

    /** @param {Shown} shown */
    ready(shown) {
      this.shown = shown;
      this.list.setAttribute("aria-label", word(shown, "results"));
      this.keys.textContent = word(shown, "keys");
      // What is still being composed is no word yet; its end asks.
      if (document.activeElement === this.input && !this.input.dataset.composing) this.ask();
    }

    /**
     * Asks for what stands in the box; an answer that comes late is not shown.
     *
     * @param {boolean} isMeant Whether it is searched as it is.
     */
    async ask(isMeant = false) {
      const { shown } = this;
      const typed = this.input.value.trim();
      const asked = (this.asked += 1);
      if (!shown) return;
      if (!typed) {
        this.showRecent(shown);
        return;
      }
      try {
        // The index may still be on its way.
        const waiting = window.setTimeout(() => asked === this.asked && this.say(word(shown, "loading")), 300);
        const wanted = { from: 0, count: PANEL.documents, isMeant };
        const answer = await shown.catalogue.search(typed, wanted).finally(() => window.clearTimeout(waiting));
        if (asked !== this.asked) return;
        this.show(shown, typed, answer);
        shown.reporter.answered(typed, answer);
        // What the query may become is of use only where it is not yet what it shall be.
        const further = answer.instead || /\s/.test(typed) ? [] : await shown.catalogue.suggest(typed, SUGGESTIONS);
        if (asked === this.asked) this.suggest(shown, further);
      } catch (_) {
        if (asked === this.asked) this.say(word(shown, "failed"));
      }
    }

    /** @param {Shown} shown */
    showRecent(shown) {
      const found = recentSearches(shown, this.form.action, () => this.close());
      this.clear();
      if (!found) {
        this.close();
        return;
      }
      this.note.append(...Array.from(found.childNodes).slice(0, 1));
      this.list.append(...Array.from(found.querySelectorAll("a")));
      this.describeOptions();
      this.open();
    }

    /**
     * Adds what the query may go on to be, behind what it finds.
     *
     * @param {Shown} shown
     * @param {string[]} queries
     */
    suggest(shown, queries) {
      if (queries.length === 0) return;
      const links = queries.map((query) => queryLink("search-suggestion", this.form.action, query, query));
      const group = element("div", "search-suggestions", element("p", "", word(shown, "suggestions")), ...links);
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", word(shown, "suggestions"));
      const last = this.list.querySelector(".search-all");
      this.list.insertBefore(group, last);
      this.describeOptions();
      this.open();
    }

    /** @param {string} sentence */
    say(sentence) {
      this.clear();
      this.note.append(element("p", "", sentence));
      this.status.textContent = sentence;
      this.open();
    }

    clear() {
      this.note.textContent = "";
      this.list.textContent = "";
      this.options = [];
      this.activate(-1);
    }

    /**
     * @param {Shown} shown
     * @param {string} typed
     * @param {Answer} answer
     */
    show(shown, typed, answer) {
      const count = answer.total;
      this.clear();
      this.status.textContent = count > 0 ? counted(shown, "found", count) : word(shown, "nothing", { query: typed });
      this.note.append(...hints(shown, typed, answer, () => this.ask(true)));
      if (count === 0) this.note.append(element("p", "", this.status.textContent), wayOn(shown));
      answer.documents.forEach((found) => this.list.append(this.group(shown, found, answer.query)));
      if (count > 0) this.list.append(queryLink("search-all", this.form.action, typed, counted(shown, "all", count)));
      this.describeOptions();
      this.open();
      // Setting what is zero already would have the browser lay out the page at once.
      if (this.isScrolled) this.list.scrollTop = 0;
      this.isScrolled = false;
    }

    describeOptions() {
      const chosen = this.options[this.active];
      this.options = Array.from(this.list.querySelectorAll("a"));
      this.options.forEach((option, at) => {
        option.id = this.id + "-" + at;
        option.tabIndex = -1;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", String(option === chosen));
      });
      this.active = chosen ? this.options.indexOf(chosen) : -1;
      if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    }

    /**
     * @param {Shown} shown
     * @param {FoundDocument} found
     * @param {Query} query
     */
    group(shown, found, query) {
      const [first, ...rest] = found.passages.slice(0, PANEL.passages);
      // The title belongs to the best passage: the first choice is the best answer.
      const title = passageLink(shown, first, query);
      title.prepend(element("span", "search-title", markedTitle("", found.title, query), " ", kindLabel(shown, found)));
      const passages = rest.map((passage) => passageLink(shown, passage, query));
      const group = element("div", "search-document", title, ...passages);
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", found.title);
      return group;
    }

    /** @param {number} at −1 for none. */
    activate(at) {
      if (this.options[this.active]) this.options[this.active].setAttribute("aria-selected", "false");
      this.active = at;
      const option = this.options[at];
      if (!option) {
        this.input.removeAttribute("aria-activedescendant");
        return;
      }
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    }

    open() {
      this.panel.hidden = false;
      this.input.setAttribute("aria-expanded", String(this.list.childElementCount > 0));
    }

    close() {
      this.asked += 1;
      this.panel.hidden = true;
      this.status.textContent = "";
      this.activate(-1);
      this.input.setAttribute("aria-expanded", "false");
    }

    remember() {
      const query = this.input.value.trim();
      if (query) recent.add(query);
    }

    /** @param {HTMLAnchorElement} link */
    opened(link) {
      this.remember();
      if (this.shown && link.closest(".search-document")) this.shown.reporter.opened(results.addressOf(this.shown, link));
    }

    /** To what was chosen, which may stand on this very page. */
    leave() {
      this.close();
      this.input.blur();
    }

    /** @param {KeyboardEvent} event */
    onKey(event) {
      if (results.isComposing(event) || event.altKey || event.ctrlKey || event.metaKey) return;
      const { key } = event;
      const isOpen = !this.panel.hidden;
      if (key === "Escape" && isOpen) {
        // The first Esc closes; the next one empties the box, where the browser does so.
        this.close();
        event.preventDefault();
      } else if ((key === "ArrowDown" || key === "ArrowUp") && !isOpen) {
        this.ask();
        event.preventDefault();
      } else if (key === "ArrowDown" || key === "ArrowUp") {
        // The box itself stands between the last option and the first.
        const places = this.options.length + 1;
        const step = key === "ArrowDown" ? 1 : -1;
        this.activate(((this.active + 1 + step + places) % places) - 1);
        event.preventDefault();
      } else if (key === "Enter" && isOpen && this.options[this.active]) {
        this.options[this.active].click();
        event.preventDefault();
      }
    }
  }

  return Panel;
})();
