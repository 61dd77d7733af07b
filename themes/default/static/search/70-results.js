/**
 * Part three of three: the reader's box, the panel under it, and the page of results.
 *
 * Comes in: the page, and a catalogue that answers. Goes out: elements, made of text nodes and never of HTML. Must
 * never know: which index answers, how a query is cut.
 */

/**
 * A stretch of text, marked or not.
 *
 * @typedef {{ text: string, isMarked: boolean }} Stretch
 */

/**
 * @typedef {object} Results
 * @property {(text: string, places: Place[]) => [number, number]} excerpt From where to where to show a text.
 * @property {(text: string, places: Place[], from: number, to: number) => Stretch[]} stretches
 * @property {(root: string, passage: { address: string, anchor: string }) => string} href
 * @property {(sentence: string, holes: Record<string, string | number>) => string} filled
 */

lanmuSearch.results = (function () {
  "use strict";

  const { marks } = lanmuSearch;

  /** Characters of text that a hit shows. */
  const EXCERPT = 80;

  /** How far back an excerpt looks for the start of a sentence. */
  const NEAR = 16;

  /** What the panel shows; the page of results shows the rest. */
  const PANEL = { documents: 6, passages: 2 };

  /** Other names of what was searched that are told. */
  const OTHERS = 6;

  /** What the page of results shows at first and with each further step. */
  const STEP = 10;

  /** Milliseconds without a key before the box is read. */
  const PAUSE = 60;

  /**
   * The stretch of `EXCERPT` characters that holds most of the query.
   *
   * @param {string} text
   * @param {Place[]} places
   * @returns {[number, number]}
   */
  function excerpt(text, places) {
    const [first, last] = densest(places);
    const lead = Math.max(0, Math.floor((EXCERPT - (last - first)) / 3));
    let from = opening(text, Math.min(first - lead, text.length - EXCERPT), first);
    while (from < first && /\s/.test(text[from])) from += 1;
    let to = Math.min(text.length, from + EXCERPT);
    // Not through the middle of a surrogate pair.
    if (/[\uDC00-\uDFFF]/.test(text[from] || "")) from -= 1;
    if (/[\uDC00-\uDFFF]/.test(text[to] || "")) to += 1;
    return [from, to];
  }

  /**
   * Where an excerpt begins: with the sentence of the match, where that begins near `from`; else behind the next
   * pause; else there.
   *
   * @param {string} text
   * @param {number} from
   * @param {number} first Where the match begins.
   */
  function opening(text, from, first) {
    if (from <= 0) return 0;
    const start = Math.max(0, from - NEAR);
    const sentence = text.slice(start, first).search(/[\n。；！？][^\n。；！？]*$/);
    if (sentence >= 0) return start + sentence + 1;
    const pause = text.slice(from, first).search(/[，、：） ]/);
    return pause >= 0 ? from + pause + 1 : from;
  }

  /**
   * From the first to the last place of the stretch that holds most of the query, each term counted once; of equal
   * ones the first.
   *
   * @param {Place[]} places In order.
   * @returns {[number, number]}
   */
  function densest(places) {
    let best = { weight: 0, first: 0, last: 0 };
    places.forEach((place, at) => {
      const near = places.slice(at).filter((other) => other.end <= place.start + EXCERPT);
      const terms = new Map(near.map((other) => [other.text, other.weight]));
      let weight = 0;
      terms.forEach((each) => (weight += each));
      // More than rounding.
      if (weight > best.weight + 1e-6) {
        best = { weight, first: place.start, last: Math.max(...near.map((other) => other.end)) };
      }
    });
    return [best.first, best.last];
  }

  /**
   * A text cut into what is marked and what is not.
   *
   * @param {string} text
   * @param {Place[]} places In order; they may overlap.
   * @param {number} from
   * @param {number} to
   * @returns {Stretch[]}
   */
  function stretches(text, places, from, to) {
    /** @type {Stretch[]} */
    const cut = [];
    let at = from;
    const add = (/** @type {number} */ end, /** @type {boolean} */ isMarked) => {
      const last = cut[cut.length - 1];
      if (end <= at) return;
      if (last && last.isMarked === isMarked) last.text += text.slice(at, end);
      else cut.push({ text: text.slice(at, end), isMarked });
      at = end;
    };
    for (const { start, end } of places) {
      if (end <= at || start >= to) continue;
      add(start, false);
      add(Math.min(end, to), true);
    }
    add(to, false);
    return cut;
  }

  /**
   * @param {string} root
   * @param {{ address: string, anchor: string }} passage
   */
  function href(root, { address, anchor }) {
    return root + address + "index.html" + (anchor ? "#" + encodeURIComponent(anchor) : "");
  }

  /**
   * @param {string} sentence
   * @param {Record<string, string | number>} holes
   */
  function filled(sentence, holes) {
    return sentence.replace(/\{([a-z_]+)\}/g, (hole, name) => (name in holes ? String(holes[name]) : hole));
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {string} className
   * @param {(Node | string)[]} children
   */
  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  /**
   * @param {Element} parent
   * @param {Stretch[]} cut
   */
  function appendStretches(parent, cut) {
    cut.forEach(({ text, isMarked }) => {
      // Lines of the source are no lines of an excerpt.
      const shown = text.replace(/\s+/g, " ");
      parent.append(isMarked ? element("mark", "", shown) : shown);
    });
  }

  /**
   * What shows the answers of one catalogue on one page.
   *
   * @typedef {object} Shown
   * @property {Catalogue} catalogue
   * @property {string} root
   */

  /**
   * The page's own word for a key; the key itself where the theme has none, so that it is seen.
   *
   * @param {Shown} shown
   * @param {string} key
   * @param {Record<string, string | number>} [holes]
   */
  function word({ catalogue }, key, holes = {}) {
    return filled(catalogue.words[key] || key, holes);
  }

  /**
   * @param {Shown} shown
   * @param {string} key Of two strings, `key_one` and `key_many`.
   * @param {number} count
   */
  function counted(shown, key, count) {
    return word(shown, key + (count === 1 ? "_one" : "_many"), { count });
  }

  /**
   * @param {string} name
   * @param {string} text
   * @param {Query} query
   */
  function markedTitle(name, text, query) {
    const title = element("span", name);
    appendStretches(title, stretches(text, marks.places(text, query), 0, text.length));
    return title;
  }

  /**
   * @param {HTMLElement} parent
   * @param {Passage} passage
   * @param {Query} query
   */
  function appendExcerpt(parent, { text: words, further }, query) {
    const [inWords, inFurther] = [words, further].map((text) => marks.places(text, query));
    // What was found by its number shows that.
    const isFurther = inFurther.some(({ text }) => text.length > 1 && !inWords.some((place) => place.text.includes(text)));
    const isNumber = isFurther && /[0-9]/.test(query.folded);
    const [text, places] = isNumber || !words ? [further, inFurther] : [words, inWords];
    const [from, to] = excerpt(text, places);
    const shown = element("span", "search-excerpt", from > 0 ? "…" : "");
    appendStretches(shown, stretches(text, places, from, to));
    shown.append(to < text.length ? "…" : "");
    parent.append(" ", shown);
  }

  /**
   * Fills a link with a passage: heading and excerpt.
   *
   * @param {HTMLAnchorElement} link
   * @param {Passage} passage
   * @param {Query} query
   */
  function fillPassage(link, passage, query) {
    const { anchor, title, heading } = passage;
    // A person's text begins with the name that stands over it.
    const text = passage.text.startsWith(heading + " ") ? passage.text.slice(heading.length + 1) : passage.text;
    if (anchor && heading && heading !== title) {
      link.append(markedTitle("search-heading", heading, query));
    }
    if (text || passage.further) appendExcerpt(link, { ...passage, text }, query);
    if (!link.textContent) link.append(markedTitle("search-heading", title, query));
  }

  /**
   * @param {Shown} shown
   * @param {Passage} passage
   * @param {Query} query
   */
  function passageLink(shown, passage, query) {
    const link = element("a", "search-passage");
    link.href = href(shown.root, passage);
    fillPassage(link, passage, query);
    return link;
  }

  /**
   * @param {Shown} shown
   * @param {FoundDocument} found
   */
  function kindLabel({ catalogue }, { kind, state }) {
    const label = element("span", "search-kind", catalogue.kinds[kind] || kind);
    if (state) label.append(" ", element("strong", "search-state", catalogue.states[state] || state));
    return label;
  }

  /**
   * The way on where nothing was found.
   *
   * @param {Shown} shown
   */
  function wayOn(shown) {
    const link = element("a", "", word(shown, "site_map"));
    link.href = shown.root + "site-map/index.html";
    return element(
      "div",
      "search-empty",
      element("p", "", word(shown, "nothing_next")),
      element("p", "", link),
    );
  }

  /**
   * What was done to a query: searched as something else, with the way back; searched under other names too; words that
   * stand nowhere.
   *
   * @param {Shown} shown
   * @param {string} typed
   * @param {Answer} answer
   * @param {() => void} asMeant Searches what was typed as it is.
   */
  function hints(shown, typed, { instead, synonyms, unknown, total }, asMeant) {
    /** @type {HTMLElement[]} */
    const found = [];
    const joined = (/** @type {string[]} */ words) => words.join(word(shown, "list_separator"));
    if (instead) {
      const back = element("button", "search-meant", word(shown, "meant", { query: typed }));
      back.type = "button";
      back.addEventListener("click", asMeant);
      found.push(element("p", "search-hint", word(shown, "instead", { query: instead }), " ", back));
    }
    const others = synonyms.flatMap(([, ...others]) => others);
    if (total > 0 && others.length > 0) {
      found.push(element("p", "search-hint", word(shown, "synonyms", { words: joined(others.slice(0, OTHERS)) })));
    }
    if (total > 0 && unknown.length > 0) {
      found.push(element("p", "search-hint", word(shown, "unknown", { words: joined(unknown) })));
    }
    return found;
  }

  /**
   * Calls back when the reader has changed the box, after a short pause, and never while a word is being composed.
   *
   * @param {HTMLInputElement} input
   * @param {() => void} changed
   */
  function onTyping(input, changed) {
    let timer = 0;
    const soon = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(changed, PAUSE);
    };
    input.addEventListener("input", (event) => {
      if (!(/** @type {InputEvent} */ (event).isComposing)) soon();
    });
    // Browsers disagree on whether the last input event comes before or after this one.
    input.addEventListener("compositionend", soon);
    input.addEventListener("compositionstart", () => window.clearTimeout(timer));
  }

  /**
   * Whether a key belongs to the input method; Safari says 229 only.
   *
   * @param {KeyboardEvent} event
   */
  function isComposing(event) {
    return event.isComposing || event.keyCode === 229;
  }

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
      onTyping(this.input, () => this.ask());
      this.input.addEventListener("focus", () => this.ask());
      this.input.addEventListener("keydown", (event) => this.onKey(event));
      // The box keeps the focus, so that Safari, where a clicked link takes none, does not close the panel first.
      this.panel.addEventListener("mousedown", (event) => event.preventDefault());
      this.panel.addEventListener("click", (event) => {
        const isOpenedHere = !event.ctrlKey && !event.metaKey && !event.shiftKey;
        if (isOpenedHere && /** @type {Element} */ (event.target).closest("a")) this.leave();
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
        this.close();
        return;
      }
      try {
        // The index may still be on its way.
        const waiting = window.setTimeout(() => asked === this.asked && this.say(word(shown, "loading")), 300);
        const answer = await shown.catalogue.search(typed, 0, PANEL.documents, isMeant).finally(() => window.clearTimeout(waiting));
        if (asked === this.asked) this.show(shown, typed, answer);
      } catch (_) {
        if (asked === this.asked) this.say(word(shown, "failed"));
      }
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
      if (count > 0) this.list.append(this.allLink(shown, typed, count));
      this.options = Array.from(this.list.querySelectorAll("a"));
      this.options.forEach((option, at) => {
        option.id = this.id + "-" + at;
        option.tabIndex = -1;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
      });
      this.list.scrollTop = 0;
      this.open();
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

    /**
     * @param {Shown} shown
     * @param {string} typed
     * @param {number} count
     */
    allLink(shown, typed, count) {
      const link = element("a", "search-all", counted(shown, "all", count));
      link.href = this.form.action.split("?")[0] + "?q=" + encodeURIComponent(typed);
      return link;
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

    /** To what was chosen, which may stand on this very page. */
    leave() {
      this.close();
      this.input.blur();
    }

    /** @param {KeyboardEvent} event */
    onKey(event) {
      if (isComposing(event) || event.altKey || event.ctrlKey || event.metaKey) return;
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

  /**
   * The page of results: what `?q=` asks, and what is typed there.
   */
  class ResultsPage {
    /**
     * @param {HTMLElement} place
     * @param {HTMLInputElement[]} inputs Every search box of the page; they say the same.
     */
    constructor(place, inputs) {
      this.place = place;
      this.inputs = inputs;
      this.title = document.title;
      this.asked = 0;
      /** @type {Shown | null} */
      this.shown = null;
      this.status = element("p", "search-count");
      this.status.setAttribute("role", "status");
      this.status.setAttribute("aria-live", "polite");
      this.body = element("div", "search-body");
      this.typed = new URLSearchParams(window.location.search).get("q") || "";
      inputs.forEach((input) => {
        // What the reader typed before this script came is newer than the address.
        if (input.value) this.typed = input.value;
        onTyping(input, () => this.turnTo(input.value));
        if (input.form) input.form.addEventListener("submit", (event) => this.onSubmit(event, input));
      });
      window.addEventListener("popstate", () => {
        this.turnTo(new URLSearchParams(window.location.search).get("q") || "");
      });
    }

    /**
     * @param {Event} event
     * @param {HTMLInputElement} input
     */
    onSubmit(event, input) {
      if (!this.shown) return;
      event.preventDefault();
      this.turnTo(input.value);
    }

    /** @param {Shown} shown */
    ready(shown) {
      this.shown = shown;
      this.place.textContent = "";
      // The count alone is read out, not every hit.
      this.place.removeAttribute("aria-live");
      this.place.append(this.status, this.body);
      this.turnTo(this.typed);
    }

    /**
     * @param {string} typed
     * @param {boolean} isMeant Whether it is searched as it is.
     */
    async turnTo(typed, isMeant = false) {
      this.typed = typed;
      const { shown } = this;
      if (!shown) return;
      const asked = (this.asked += 1);
      const query = typed.trim();
      this.inputs.filter((input) => input.value !== typed).forEach((input) => (input.value = typed));
      this.remember(shown, query);
      if (!query) {
        this.status.textContent = word(shown, "prompt");
        this.body.textContent = "";
        return;
      }
      if (!this.body.childElementCount) this.status.textContent = word(shown, "loading");
      try {
        const answer = await shown.catalogue.search(query, 0, STEP, isMeant);
        if (asked === this.asked) this.show(shown, query, answer, isMeant);
      } catch (_) {
        if (asked === this.asked) this.status.textContent = word(shown, "failed");
      }
    }

    /**
     * The address and the title say what was asked.
     *
     * @param {Shown} shown
     * @param {string} query
     */
    remember(shown, query) {
      document.title = query ? word(shown, "page_title", { query, title: this.title }) : this.title;
      const address = new URL(window.location.href);
      if (query) address.searchParams.set("q", query);
      else address.searchParams.delete("q");
      if (address.href === window.location.href) return;
      try {
        window.history.replaceState(null, "", address.href);
      } catch (_) {
        // From a folder some browsers refuse; the results are there all the same.
      }
    }

    /**
     * @param {Shown} shown
     * @param {string} typed
     * @param {Answer} answer
     * @param {boolean} isMeant
     */
    show(shown, typed, answer, isMeant) {
      const { total } = answer;
      this.body.textContent = "";
      if (total === 0) {
        this.status.textContent = word(shown, "nothing", { query: typed });
        this.body.append(...hints(shown, typed, answer, () => this.turnTo(typed, true)), wayOn(shown));
        return;
      }
      this.status.textContent = counted(shown, "found", total);
      this.body.append(...hints(shown, typed, answer, () => this.turnTo(typed, true)));
      const list = element("ol", "search-documents");
      this.body.append(list);
      this.extend(shown, typed, answer, list, isMeant);
    }

    /**
     * Adds the documents of an answer, and a button while there are others.
     *
     * @param {Shown} shown
     * @param {string} typed
     * @param {Answer} answer
     * @param {HTMLOListElement} list
     * @param {boolean} isMeant
     */
    extend(shown, typed, { documents, query, total }, list, isMeant) {
      documents.forEach((found) => list.append(this.item(shown, found, query)));
      const next = list.childElementCount;
      const rest = total - next;
      if (rest <= 0) return;
      const more = element("button", "search-more", word(shown, "more", { count: Math.min(rest, STEP) }));
      more.type = "button";
      more.addEventListener("click", async () => {
        more.disabled = true;
        const further = await shown.catalogue.search(typed, next, STEP, isMeant);
        more.remove();
        this.extend(shown, typed, further, list, isMeant);
        const link = list.children[next].querySelector("a");
        if (link) link.focus();
      });
      this.body.append(more);
    }

    /**
     * @param {Shown} shown
     * @param {FoundDocument} found
     * @param {Query} query
     */
    item(shown, found, query) {
      const link = element("a", "", markedTitle("", found.title, query));
      link.href = href(shown.root, { address: found.address, anchor: "" });
      const title = element("h2", "search-title", link, " ", kindLabel(shown, found));
      const passages = element("ul", "search-passages");
      found.passages.forEach((passage) => passages.append(element("li", "", passageLink(shown, passage, query))));
      const item = element("li", "search-document", title, passages);
      if (found.others > 0) {
        const others = element("a", "", counted(shown, "others", found.others));
        others.href = link.href;
        item.append(element("p", "search-others", others));
      }
      return item;
    }
  }

  /** Turns every search box of the page into one that answers. */
  async function start() {
    const forms = Array.from(document.querySelectorAll("form.search"));
    const inputs = forms.map((form) => form.querySelector("input[name=q]"));
    const first = /** @type {HTMLElement | undefined} */ (forms[0]);
    if (!first) return;
    const boxes = /** @type {HTMLInputElement[]} */ (inputs.filter(Boolean));
    const place = document.getElementById("search-results");
    const views = place
      ? [new ResultsPage(place, boxes)]
      : boxes.map((input, at) => new Panel(/** @type {HTMLFormElement} */ (input.form), input, "search-panel-" + at));
    const root = first.dataset.root || "";
    const pointer = first.dataset.pointer || root + "search/pointer.js";
    try {
      const catalogue = await lanmuSearch.catalogue.open(pointer);
      views.forEach((view) => view.ready({ catalogue, root }));
    } catch (_) {
      // Without the pointer there are no words to say so; the form still leads to the page of results, and that to
      // the list of all pages.
    }
  }

  // Tests load the same files without a page.
  if (typeof document !== "undefined") start();

  return { excerpt, stretches, href, filled };
})();
