/**
 * Part three of three: how answers look.
 *
 * Comes in: answers. Goes out: elements, made of text nodes and never of HTML. Must never know: which index answers, how
 * a query is cut, where on the page they stand.
 */

/**
 * A stretch of text, marked or not.
 *
 * @typedef {{ text: string, isMarked: boolean }} Stretch
 */

/**
 * What shows the answers of one catalogue on one page.
 *
 * @typedef {object} Shown
 * @property {Catalogue} catalogue
 * @property {string} root
 * @property {Reporter} reporter
 */

/** @typedef {ReturnType<typeof lanmuSearchResults>} Results */

function lanmuSearchResults() {
  const { folding, marks, recent } = lanmuSearch;

  /** Characters of text that a hit shows. */
  const EXCERPT = 80;

  /** How far back an excerpt looks for the start of a sentence. */
  const NEAR = 16;

  /** Other names of what was searched that are told. */
  const OTHERS = 6;

  /** Milliseconds after which a key is a first one. */
  const QUIET = 200;

  /** Milliseconds without a key before the box is read. */
  const PAUSE = 20;

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
   * Where a link leads, below the site.
   *
   * @param {Shown} shown
   * @param {HTMLAnchorElement} link
   */
  function addressOf({ root }, link) {
    return (link.getAttribute("href") || "").slice(root.length);
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
   * The page's own word for a key; the key itself where the theme has none, so that it is seen.
   *
   * @param {Shown} shown
   * @param {string} key
   * @param {Record<string, string | number>} [holes]
   */
  function word({ catalogue }, key, holes = {}) {
    return filled(catalogue.said.words[key] || key, holes);
  }

  /**
   * @param {Shown} shown
   * @param {string} key Of two strings, `key_one` and `key_many`; the one is left out where it is the same.
   * @param {number} count
   */
  function counted(shown, key, count) {
    const one = count === 1 && key + "_one";
    return word(shown, one && one in shown.catalogue.said.words ? one : key + "_many", { count });
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
   * Rows of a table and items of a list end without a mark; in one line they need one.
   *
   * @param {string} text
   */
  function inOneLine(text) {
    const mark = /[\u4e00-\u9fff]/.test(text) ? "；" : "; ";
    return text.replace(/([^\s。，、；：！？….,;:!?])\n/g, "$1" + mark);
  }

  /**
   * What is shown of a passage: which text, where the query stands in it, and from where to where.
   *
   * @param {Pick<Passage, "heading" | "text" | "further">} passage
   * @param {Query} query
   */
  function excerptOf({ heading, text: words, further }, query) {
    const [said, beside] = [words, further].map(inOneLine);
    const [inWords, inFurther] = [said, beside].map((text) => marks.places(text, query));
    // What was found by its number shows that.
    const isFurther = inFurther.some(({ text }) => text.length > 1 && !inWords.some((place) => place.text.includes(text)));
    const isQuestion = /[？?]$/.test(heading);
    const isNumber = isFurther && !isQuestion && /[0-9]/.test(query.folded);
    const [text, places] = isNumber || !said ? [beside, inFurther] : [said, inWords];
    // An answer says so at its beginning; further on stands what was so before, or is so for others. So does what stands
    // under just what was asked.
    const isAnswer = isQuestion && !places.some(({ text }) => /[0-9]/.test(text));
    const isNamed = folding.fold(heading).includes(query.folded);
    const [from, to] = excerpt(text, isAnswer || isNamed ? [] : places);
    return { text, places, from, to };
  }

  /**
   * @param {HTMLElement} parent
   * @param {Passage} passage
   * @param {Query} query
   */
  function appendExcerpt(parent, passage, query) {
    const { text, places, from, to } = excerptOf(passage, query);
    const shown = element("span", "search-excerpt", from > 0 ? "…" : "");
    appendStretches(shown, stretches(text, places, from, to));
    shown.append(to < text.length ? "…" : "");
    parent.append(" ", shown);
  }

  /**
   * What a passage says below its heading: a person's text begins with the name that stands over it.
   *
   * @param {Passage} passage
   */
  function textBelow({ heading, text }) {
    return text.startsWith(heading + " ") ? text.slice(heading.length + 1) : text;
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
    const text = textBelow(passage);
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
    if (passage.isOther) link.prepend(stateLabel(shown, passage.state), " ");
    return link;
  }

  /**
   * @param {Shown} shown
   * @param {string} state
   */
  function stateLabel({ catalogue }, state) {
    return element("strong", "search-state", catalogue.said.states[state] || state);
  }

  /**
   * @param {Shown} shown
   * @param {FoundDocument} found
   */
  function kindLabel(shown, { kind, state }) {
    const label = element("span", "search-kind", shown.catalogue.said.kinds[kind] || kind);
    if (state) label.append(" ", stateLabel(shown, state));
    return label;
  }

  /**
   * A link to the page of results.
   *
   * @param {string} className
   * @param {string} action Where the form leads.
   * @param {string} query
   * @param {string} text
   */
  function queryLink(className, action, query, text) {
    const link = element("a", className, text);
    link.href = action.split("?")[0] + "?q=" + encodeURIComponent(query);
    return link;
  }

  /**
   * What was searched before, and a way to forget it; null where nothing was.
   *
   * @param {Shown} shown
   * @param {string} action
   * @param {() => void} cleared
   */
  function recentSearches(shown, action, cleared) {
    const queries = recent.all();
    if (queries.length === 0) return null;
    const clear = element("button", "search-meant", word(shown, "recent_clear"));
    clear.type = "button";
    clear.addEventListener("click", () => {
      recent.clear();
      cleared();
    });
    const links = queries.map((query) => queryLink("search-suggestion", action, query, query));
    return element("div", "search-recent", element("p", "", word(shown, "recent"), " ", clear), ...links);
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
  function hints(shown, typed, { query, instead, synonyms, unknown, total }, asMeant) {
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
    if (total === 0 && query.quoted.length > 0) {
      found.push(element("p", "search-hint", word(shown, "quoted_nothing", { phrase: joined(query.quoted) })));
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
    let last = -Infinity;
    const soon = () => {
      const now = performance.now();
      window.clearTimeout(timer);
      // A first key is no row of keys, and is asked before the browser draws it.
      if (now - last > QUIET) changed();
      else timer = window.setTimeout(changed, PAUSE);
      last = now;
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

  return {
    excerpt,
    excerptOf,
    stretches,
    href,
    addressOf,
    filled,
    element,
    word,
    counted,
    markedTitle,
    textBelow,
    passageLink,
    kindLabel,
    queryLink,
    recentSearches,
    wayOn,
    hints,
    onTyping,
    isComposing,
  };
}

lanmuSearch.results = lanmuSearchResults();
