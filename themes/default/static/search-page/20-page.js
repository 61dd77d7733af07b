/**
 * The page of results.
 *
 * Comes in: the page, its address, and a catalogue that answers. Goes out: results. Must never know: which index answers,
 * how a query is cut.
 */

/** @typedef {new (place: HTMLElement, inputs: HTMLInputElement[]) => AnsweringView} ResultsPageMaker */

/** @type {ResultsPageMaker} */
/**
 * How many documents a reader saw, how far down, and whether they were searched as typed.
 *
 * @typedef {{ count: number, top: number, isMeant: boolean }} Stand
 */

lanmuSearch.ResultsPage = (function () {
  "use strict";

  const { recent, answers, groups, results } = lanmuSearch;
  const { element, href, word, counted, markedTitle, passageLink, kindLabel, recentSearches, wayOn, hints } = results;

  /** The longest answer that is shown in place; the link leads to the rest. */
  const ANSWER = 260;

  /** What the page of results shows at first and with each further step. */
  const STEP = 10;

  /**
   * A passage that answers by itself, whole, with its phone numbers to be called.
   *
   * @param {Shown} showing
   * @param {Answer} answer
   */
  function directAnswer(showing, answer) {
    const passage = answers.direct(answer);
    if (!passage) return null;
    const title = element("a", "search-heading", passage.heading);
    title.href = href(showing.root, passage);
    const box = element("section", "search-answer", element("h2", "", title));
    const text = results.textBelow(passage);
    const shown = text.length > ANSWER ? text.slice(0, ANSWER) + "…" : text;
    shown.split("\n").forEach((line) => box.append(withPhones(line)));
    box.append(element("p", "search-source", passage.title));
    return box;
  }

  /**
   * @param {HTMLElement | null} element
   * @returns {element is HTMLElement}
   */
  function isThere(element) {
    return element !== null;
  }

  /** @param {string} line */
  function withPhones(line) {
    const paragraph = element("p", "");
    answers.phones(line).forEach(({ text, phone }) => {
      const call = phone ? element("a", "phone", text) : null;
      if (call) call.href = "tel:" + phone.replace(/-/g, "");
      paragraph.append(call || text);
    });
    return paragraph;
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
      /** @type {Filters} */
      this.filters = {};
      this.typed = this.readAddress();
      this.isMeant = false;
      // Whether the address is a search to come back to, and none that is still being typed.
      this.isSettled = this.typed !== "";
      inputs.forEach((input) => {
        // What the reader typed before this script came is newer than the address.
        if (input.value) this.typed = input.value;
        results.onTyping(input, () => this.turnTo(input.value));
        if (input.form) input.form.addEventListener("submit", (event) => this.onSubmit(event, input));
      });
      window.addEventListener("popstate", () => {
        this.isSettled = true;
        this.comeBack(this.readAddress());
      });
      this.body.addEventListener("click", (event) => {
        const link = /** @type {Element} */ (event.target).closest(".search-document a, .search-answer a");
        if (!link) return;
        this.keepPlace();
        if (this.typed.trim()) recent.add(this.typed.trim());
        if (this.shown) this.shown.reporter.opened(results.addressOf(this.shown, /** @type {HTMLAnchorElement} */ (link)));
      });
    }

    /** Remembers how much is shown, and where, for whoever comes back. */
    keepPlace() {
      const count = this.body.querySelectorAll(".search-document").length;
      try {
        window.history.replaceState({ count, top: window.scrollY, isMeant: this.isMeant }, "");
      } catch (_) {
        // From a folder some browsers refuse; then the list begins anew.
      }
    }

    /** What the address asks; a search can be sent to a colleague. */
    readAddress() {
      const asked = new URLSearchParams(window.location.search);
      this.filters = {};
      groups.FACETS.forEach((facet) => {
        const value = asked.get(facet);
        if (value) this.filters[facet] = value;
      });
      return asked.get("q") || "";
    }

    /**
     * @param {Event} event
     * @param {HTMLInputElement} input
     */
    onSubmit(event, input) {
      if (!this.shown) return;
      event.preventDefault();
      if (input.value.trim()) recent.add(input.value.trim());
      this.turnTo(input.value);
      this.isSettled = true;
    }

    /** @param {Shown} shown */
    ready(shown) {
      this.shown = shown;
      this.place.textContent = "";
      // The count alone is read out, not every hit.
      this.place.removeAttribute("aria-live");
      this.place.append(this.status, this.body);
      this.comeBack(this.typed);
    }

    /**
     * Where the reader was, if this was asked before.
     *
     * @param {string} typed
     */
    comeBack(typed) {
      const place = /** @type {Stand | null} */ (window.history.state);
      this.turnTo(typed, Boolean(place && place.isMeant), place);
    }

    /**
     * @param {string} typed
     * @param {boolean} isMeant Whether it is searched as it is.
     * @param {Stand | null} place Where the reader was.
     */
    async turnTo(typed, isMeant = false, place = null) {
      this.typed = typed;
      this.isMeant = isMeant;
      const { shown } = this;
      if (!shown) return;
      const asked = (this.asked += 1);
      const query = typed.trim();
      this.inputs.filter((input) => input.value !== typed).forEach((input) => (input.value = typed));
      this.remember(shown, query);
      if (!query) {
        this.status.textContent = word(shown, "prompt");
        this.body.textContent = "";
        const found = recentSearches(shown, window.location.pathname, () => this.turnTo(""));
        if (found) this.body.append(found);
        return;
      }
      if (!this.body.childElementCount) this.status.textContent = word(shown, "loading");
      try {
        const count = place ? Math.max(place.count, STEP) : STEP;
        const wanted = { from: 0, count, isMeant, filters: this.filters };
        const answer = await shown.catalogue.search(query, wanted);
        if (asked !== this.asked) return;
        this.show(shown, query, answer, isMeant);
        if (place) window.scrollTo(0, place.top);
        shown.reporter.answered(query, answer);
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
      const said = /** @type {[string, string | undefined][]} */ ([["q", query]]);
      groups.FACETS.forEach((facet) => said.push([facet, query ? this.filters[facet] : undefined]));
      said.forEach(([name, value]) => (value ? address.searchParams.set(name, value) : address.searchParams.delete(name)));
      if (address.href === window.location.href) return;
      // The first key of another search leaves the one before behind; further keys change it.
      const change = this.isSettled ? "pushState" : "replaceState";
      if (this.isSettled) this.keepPlace();
      this.isSettled = false;
      try {
        window.history[change](null, "", address.href);
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
      const narrowing = this.narrowing(shown, answer);
      this.body.textContent = "";
      this.body.append(...hints(shown, typed, answer, () => this.turnTo(typed, true)));
      const direct = directAnswer(shown, answer);
      this.body.append(...[direct, narrowing].filter(isThere));
      if (total === 0) {
        const isNarrowed = Object.keys(this.filters).length > 0;
        this.status.textContent = word(shown, isNarrowed ? "filtered_nothing" : "nothing", { query: typed.replace(/["“”「」『』＂]/g, "") });
        if (!isNarrowed) this.body.append(wayOn(shown));
        return;
      }
      this.status.textContent = counted(shown, "found", total);
      const list = element("ol", "search-documents");
      this.body.append(list);
      this.extend(shown, typed, answer, list, isMeant);
    }

    /**
     * What the answer can be narrowed down by, each value with its number of documents; none where there is no choice.
     *
     * @param {Shown} shown
     * @param {Answer} answer
     */
    narrowing(shown, { facets }) {
      const { kinds, lines, states, subsidiaries } = shown.catalogue.said;
      const names = { kind: kinds, line: Object.fromEntries(lines), state: states, subsidiary: subsidiaries };
      /** @type {HTMLElement[]} */
      const selects = groups.FACETS.filter((facet) => facets[facet].length > 1 || this.filters[facet]).map((facet) =>
        this.select(shown, facet, facets[facet], names[facet]),
      );
      if (Object.keys(this.filters).length > 0) selects.push(this.clearButton(shown));
      return selects.length > 0 ? element("div", "search-filters", ...selects) : null;
    }

    /** @param {Shown} shown */
    clearButton(shown) {
      const clear = element("button", "search-meant search-filter", word(shown, "filter_clear"));
      clear.type = "button";
      clear.addEventListener("click", () => {
        this.filters = {};
        this.turnTo(this.typed);
      });
      return clear;
    }

    /**
     * @param {Shown} shown
     * @param {Facet} facet
     * @param {[string, number][]} counts
     * @param {Record<string, string>} names
     */
    select(shown, facet, counts, names) {
      const select = element("select", "");
      const chosen = this.filters[facet] || "";
      const option = (/** @type {string} */ value, /** @type {string} */ text) => {
        const made = element("option", "", text);
        made.value = value;
        made.selected = value === chosen;
        return made;
      };
      select.append(option("", word(shown, "filter_any")));
      // A choice from an address that nothing answers is still what is chosen.
      const all = counts.some(([value]) => value === chosen) || !chosen ? counts : counts.concat([[chosen, 0]]);
      all.forEach(([value, count]) => {
        select.append(option(value, word(shown, "filter_count", { name: names[value] || value, count })));
      });
      select.name = facet;
      select.addEventListener("change", () => {
        if (select.value) this.filters[facet] = select.value;
        else delete this.filters[facet];
        this.turnTo(this.typed).then(() => {
          const again = /** @type {HTMLElement | null} */ (this.body.querySelector("select[name=" + facet + "]"));
          if (again) again.focus();
        });
      });
      return element("label", "search-filter", element("span", "", word(shown, "filter_" + facet)), select);
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
        const wanted = { from: next, count: STEP, isMeant, filters: this.filters };
        const further = await shown.catalogue.search(typed, wanted);
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

  return ResultsPage;
})();
