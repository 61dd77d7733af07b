/**
 * Part two of three: which passages answer a query, best first. The only part that knows which index it reads; here it
 * is the standard index of elasticlunr.js 0.9.5, whole and in memory.
 *
 * Comes in: a query, the index's file and its passages. Goes out: an answer. Must never know: how results are shown.
 */

/**
 * What search/pointer.js says.
 *
 * @typedef {object} Pointer
 * @property {string} index File name of the index, beside the pointer.
 * @property {"full" | "titles"} contents
 * @property {Record<string, string>} words The strings under [search].
 * @property {Record<string, string>} kinds What a kind of document is called.
 */

/**
 * A passage as the index's file has it: address, anchor, kind, title, heading, text.
 *
 * @typedef {[string, string, string, string, string, string, string?]} PassageRow
 */

/**
 * A node of a field's trie. Its children stand in it too, under one character each.
 *
 * @typedef {{ docs: Record<string, { tf: number }>, df: number }} TrieNode
 */

/**
 * @typedef {object} ElasticlunrIndex
 * @property {Record<string, { root: TrieNode }>} index
 * @property {{ docInfo: Record<string, Record<string, number>>, length: number }} documentStore
 */

/**
 * @typedef {object} Passage
 * @property {string} address Of its page, below the root.
 * @property {string} anchor
 * @property {string} kind
 * @property {string} title
 * @property {string} heading
 * @property {string} text
 * @property {string} state Of its document, in words; empty where it is in force.
 */

/**
 * @typedef {object} FoundDocument
 * @property {string} address
 * @property {string} kind
 * @property {string} state
 * @property {string} title
 * @property {Passage[]} passages Best first; at most three.
 * @property {number} others How many more of its passages were found.
 */

/**
 * @typedef {object} Answer
 * @property {Query} query
 * @property {FoundDocument[]} documents Best first; all of them.
 * @property {string[]} unknown Words of the query that stand nowhere.
 */

/**
 * What the page can ask, whichever index stands behind it.
 *
 * @typedef {object} Catalogue
 * @property {"full" | "titles"} contents
 * @property {Record<string, string>} words
 * @property {Record<string, string>} kinds
 * @property {(typed: string, isTyping: boolean) => Promise<Answer>} search
 */

/**
 * @typedef {object} Lookup
 * @property {(pointerAddress: string, folder: string) => Promise<Catalogue>} open
 *   Loads the pointer, and begins to load the index from the folder.
 * @property {(index: ElasticlunrIndex) => Vocabulary} vocabulary
 * @property {(index: ElasticlunrIndex, rows: PassageRow[]) => (typed: string, isTyping: boolean) => Answer} searcher
 */

lanmuSearch.lookup = (function () {
  "use strict";

  const { fold, query: queryOf, occurrences } = lanmuSearch.segmenter;

  /** @type {[string, number][]} */
  const BOOSTS = [["title", 3], ["heading", 2], ["body", 1]];

  const PASSAGES_A_DOCUMENT = 3;

  /** What holds less than this share of the best passage of all, or of the best one of its document, is noise. */
  const LEAST_SHARE = { ofAll: 0.3, ofDocument: 0.6 };

  /** Pages about the site quote what one may search for; what they quote comes first. */
  const KIND_FACTORS = new Map([["page", 0.25]]);

  /** What a passage of a document that is not in force counts, of what it would otherwise. */
  const NOT_IN_FORCE = 0.7;

  /** A longer word counts as elasticlunr.js counts it. */
  const EXPANDED = 0.15;

  /** How much of a term is held by a word that only begins with it. */
  const HELD_BY_LONGER = 0.8;

  /**
   * What a part of the query is worth where it stands as it was typed, in shares of the best score by words. A heading
   * or title that is nothing else counts double, one that is half of it one and a half times.
   */
  const EXACT = { id: 4, heading: 1.5, title: 1, text: 1 };

  /**
   * @param {TrieNode} node
   * @param {string} character
   */
  function child(node, character) {
    return /** @type {Record<string, TrieNode | undefined>} */ (/** @type {unknown} */ (node))[character];
  }

  /**
   * @param {TrieNode} root
   * @param {string} word
   */
  function nodeOf(root, word) {
    /** @type {TrieNode | undefined} */
    let node = root;
    for (const character of word) node = node && child(node, character);
    return node;
  }

  /**
   * The words below a node, with how many characters they have more than it.
   *
   * @param {TrieNode} node
   * @param {number} [depth]
   * @returns {{ node: TrieNode, extra: number }[]}
   */
  function wordsBelow(node, depth = 0) {
    const found = node.df > 0 ? [{ node, extra: depth }] : [];
    for (const key of Object.keys(node)) {
      const below = key === "docs" || key === "df" ? undefined : child(node, key);
      if (below) found.push(...wordsBelow(below, depth + 1));
    }
    return found;
  }

  /**
   * The words that any field of the index has.
   *
   * @param {ElasticlunrIndex} index
   * @returns {Vocabulary}
   */
  function vocabulary(index) {
    const roots = BOOSTS.map(([field]) => index.index[field]).filter(Boolean).map((field) => field.root);
    return {
      lengthsAt(characters, at) {
        /** @type {number[]} */
        const lengths = [];
        /** @type {(TrieNode | undefined)[]} */
        let nodes = roots;
        for (let end = at; end < characters.length && nodes.some(Boolean); end += 1) {
          nodes = nodes.map((node) => node && child(node, characters[end]));
          if (nodes.some((node) => node !== undefined && node.df > 0)) lengths.push(end + 1 - at);
        }
        return lengths;
      },
    };
  }

  /**
   * A passage and its folded words.
   *
   * @typedef {object} Entry
   * @property {Passage} passage
   * @property {string} reference
   * @property {string} id The document's, for the passage that stands for the whole of it; else empty.
   * @property {string} title
   * @property {string} heading
   * @property {string} text
   */

  /**
   * What is known of a passage while a query is looked up.
   *
   * @typedef {object} Candidate
   * @property {Entry} entry
   * @property {number} score As elasticlunr.js scores, without its coordination factor.
   * @property {Map<Term, number>} held The share of each term that the passage holds.
   * @property {boolean} isOwn Whether it holds one itself: a clause is not found for its document's title alone.
   */

  /**
   * Notes that a passage holds a share of a term.
   *
   * @callback Add
   * @param {Term} term
   * @param {string} reference
   * @param {number} score
   * @param {number} share
   * @param {boolean} isOwn
   * @returns {void}
   */

  /**
   * @param {PassageRow} row
   * @returns {Entry}
   */
  function entryOf([address, anchor, kind, title, heading, text, state = ""]) {
    return {
      passage: { address, anchor, kind, title, heading, text, state },
      reference: address + "#" + anchor,
      id: anchor ? "" : address.replace(/\/$/, "").replace(/^.*\//, ""),
      title: fold(title),
      heading: fold(heading),
      text: fold(text),
    };
  }

  /**
   * The candidates that the index's words give, each with its score, and what adds to them.
   *
   * @param {ElasticlunrIndex} index
   * @param {Map<string, Entry>} entries By reference.
   * @param {Query} query
   */
  function byWords(index, entries, query) {
    /** @type {Map<string, Candidate>} */
    const found = new Map();
    const { docInfo, length } = index.documentStore;
    /** @type {Add} */
    const add = (term, reference, score, share, isOwn) => {
      const entry = entries.get(reference);
      if (!entry) return;
      const candidate = found.get(reference) || { entry, score: 0, held: new Map(), isOwn: !entry.passage.anchor };
      candidate.score += score;
      candidate.held.set(term, Math.max(share, candidate.held.get(term) || 0));
      candidate.isOwn = candidate.isOwn || isOwn;
      found.set(reference, candidate);
    };
    for (const term of query.terms) {
      for (const [field, boost] of BOOSTS) {
        const node = index.index[field] && nodeOf(index.index[field].root, term.text);
        for (const { node: word, extra } of node ? (term.expands ? wordsBelow(node) : [{ node, extra: 0 }]) : []) {
          const size = Array.from(term.text).length;
          const likeness = extra > 0 ? (EXPANDED * size) / (size + extra) : 1;
          const idf = 1 + Math.log(length / (word.df + 1));
          for (const reference of Object.keys(word.docs)) {
            const norm = 1 / Math.sqrt((docInfo[reference] && docInfo[reference][field]) || 1);
            const score = term.weight * boost * word.docs[reference].tf * idf * norm * likeness;
            const isOwn = field !== "title" && term.role !== "light";
            add(term, reference, score, extra > 0 ? HELD_BY_LONGER : 1, isOwn);
          }
        }
      }
    }
    return { found, add };
  }

  /**
   * Adds what the index's words miss: the passages that hold a phrase, or the whole query, as it stands.
   *
   * @param {Map<string, Entry>} entries
   * @param {Query} query
   * @param {Map<string, Candidate>} found
   * @param {Add} add
   */
  function byText(entries, query, found, add) {
    const phrases = query.terms.filter((term) => term.role === "phrase");
    const parts = query.parts.filter((part) => part.length > 1);
    const holds = (/** @type {string} */ text, /** @type {string[]} */ ...fields) =>
      fields.some((field) => occurrences(field, text, false).length > 0);
    entries.forEach((entry, reference) => {
      const { id, title, heading, text } = entry;
      for (const phrase of phrases) {
        const isOwn = holds(phrase.text, heading, text);
        if (isOwn || holds(phrase.text, title)) add(phrase, reference, 0, 1, isOwn);
      }
      const isWhole = parts.every((part) => id === part || holds(part, title, heading, text));
      if (found.has(reference) || parts.length === 0 || !isWhole) return;
      const isOwn = !entry.passage.anchor || parts.some((part) => holds(part, heading, text));
      found.set(reference, { entry, score: 0, held: new Map(), isOwn });
    });
  }

  /**
   * What the parts of the query are worth where they stand in the passage as they were typed; `isWhole` when they all
   * do.
   *
   * @param {Entry} entry
   * @param {string[]} parts
   */
  function exactness(entry, parts) {
    let worth = 0;
    let isWhole = parts.length > 0;
    for (const part of parts) {
      const [heading, title, text] = [entry.heading, entry.title, entry.text].map(
        (folded) => occurrences(folded, part, false).length > 0,
      );
      if (entry.id === part) worth += EXACT.id;
      if (heading) worth += EXACT.heading * (1 + part.length / entry.heading.length);
      if (title) worth += EXACT.title * (1 + part.length / entry.title.length);
      if (text) worth += EXACT.text;
      isWhole = isWhole && (heading || title || text || entry.id === part);
    }
    return { worth: worth / Math.max(1, parts.length), isWhole };
  }

  /**
   * Whether a passage holds enough to be an answer: one word or phrase; where it has none, all the characters.
   *
   * @param {Candidate} candidate
   * @param {Query} query
   */
  function isAnswer({ held }, query) {
    const isContent = (/** @type {Term} */ term) =>
      term.role === "word" || term.role === "part" || term.role === "phrase";
    const characters = query.terms.filter((term) => term.role === "character");
    if (Array.from(held.keys()).some(isContent)) return true;
    if (characters.length > 0) return characters.every((term) => held.has(term));
    return !query.terms.some(isContent);
  }

  /**
   * @typedef {object} Ranked
   * @property {Entry} entry
   * @property {number} cover The weight of the terms that it holds: this decides first.
   * @property {number} score
   */

  /**
   * The weight of the terms that are held; words that people ask with count where there are no others.
   *
   * @param {(term: Term) => number} share
   * @param {Query} query
   */
  function coverOf(share, query) {
    const weighty = query.terms.filter((term) => term.role !== "light");
    const sum = (weighty.length > 0 ? weighty : query.terms).reduce((cover, term) => cover + share(term) * term.weight, 0);
    // Whole numbers, so that equal sums are equal.
    return Math.round(sum * 1e6);
  }

  /**
   * The passages that answer, best first.
   *
   * @param {Map<string, Candidate>} found
   * @param {Query} query
   * @returns {Ranked[]}
   */
  function ranked(found, query) {
    const candidates = Array.from(found.values());
    const best = candidates.reduce((score, candidate) => Math.max(score, candidate.score), 0) || 1;
    const parts = query.parts.filter((part) => part.length > 1);
    /** @type {Ranked[]} */
    const passages = [];
    for (const candidate of candidates) {
      const { entry, held, score } = candidate;
      const { worth, isWhole } = exactness(entry, parts);
      if (!candidate.isOwn || (!isWhole && !isAnswer(candidate, query))) continue;
      const isAll = isWhole && parts.length === query.parts.length;
      const cover = coverOf((term) => (isAll ? 1 : held.get(term) || 0), query);
      const factor = KIND_FACTORS.get(entry.passage.kind) || 1;
      // What is not in force comes behind what says the same and is.
      const share = entry.passage.state ? NOT_IN_FORCE : 1;
      passages.push({ entry, cover: cover * share, score: factor * share * (score + best * worth) });
    }
    const most = passages.reduce((cover, passage) => Math.max(cover, passage.cover), 0);
    const kept = passages.filter((passage) => passage.cover >= most * LEAST_SHARE.ofAll);
    return kept.sort((one, other) => other.cover - one.cover || other.score - one.score);
  }

  /**
   * The words that stand nowhere, and the phrases of which not even a character does.
   *
   * @param {Map<string, Candidate>} found
   * @param {Query} query
   */
  function unknown(found, query) {
    const held = new Set(Array.from(found.values(), (candidate) => Array.from(candidate.held.keys())).flat());
    const known = query.terms.filter((term) => term.role === "character" && term.isKnown).map((term) => term.text);
    const isNowhere = (/** @type {Term} */ term) =>
      term.role === "word" || (term.role === "phrase" && !known.some((character) => term.text.includes(character)));
    return query.terms.filter((term) => isNowhere(term) && !held.has(term)).map((term) => term.text);
  }

  /**
   * @param {Ranked[]} passages
   * @returns {FoundDocument[]}
   */
  function grouped(passages) {
    /** @type {Map<string, { group: FoundDocument, most: number }>} */
    const documents = new Map();
    for (const { entry: { passage }, cover } of passages) {
      const { address, kind, title, state } = passage;
      const { group, most } = documents.get(address) || {
        group: { address, kind, title, state, passages: [], others: 0 },
        most: cover,
      };
      documents.set(address, { group, most });
      if (cover < most * LEAST_SHARE.ofDocument) continue;
      if (group.passages.length < PASSAGES_A_DOCUMENT) group.passages.push(passage);
      else group.others += 1;
    }
    return Array.from(documents.values(), ({ group }) => group);
  }

  /**
   * Looks up in an index that is in memory.
   *
   * @param {ElasticlunrIndex} index
   * @param {PassageRow[]} rows
   * @returns {(typed: string, isTyping: boolean) => Answer}
   */
  function searcher(index, rows) {
    const words = vocabulary(index);
    const entries = new Map(rows.map(entryOf).map((entry) => [entry.reference, entry]));
    return (typed, isTyping) => {
      const query = queryOf(typed, words, isTyping);
      const { found, add } = byWords(index, entries, query);
      byText(entries, query, found, add);
      return { query, documents: grouped(ranked(found, query)), unknown: unknown(found, query) };
    };
  }

  /** @type {Pointer | null} */
  let pointer = null;

  /** @type {((typed: string, isTyping: boolean) => Answer) | null} */
  let search = null;

  lanmuSearch.pointer = (said) => {
    pointer = said;
  };

  lanmuSearch.index = (index, passages) => {
    search = searcher(index, passages);
  };

  /**
   * A classic script; nothing else can be read from a folder without a server.
   *
   * @param {string} address
   * @returns {Promise<void>}
   */
  function loaded(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", () => resolve());
      script.addEventListener("error", () => reject(new Error(address)));
      document.head.append(script);
    });
  }

  /**
   * @param {string} pointerAddress
   * @param {string} folder
   * @returns {Promise<Catalogue>}
   */
  async function open(pointerAddress, folder) {
    await loaded(pointerAddress);
    if (!pointer) throw new Error(pointerAddress);
    const { index, contents, words, kinds } = pointer;
    const ready = loaded(folder + index);
    // Whoever searches sees the failure.
    ready.catch(() => undefined);
    return {
      contents,
      words,
      kinds,
      async search(typed, isTyping) {
        await ready;
        if (!search) throw new Error(index);
        return search(typed, isTyping);
      },
    };
  }

  return { open, vocabulary, searcher };
})();
