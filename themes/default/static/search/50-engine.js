/**
 * Part two of three: the answer to a query.
 *
 * Comes in: what the reader typed. Goes out: documents with their passages. Must never know: the page.
 */

/**
 * A passage that is shown.
 *
 * @typedef {object} Passage
 * @property {string} address The page's, below the tree.
 * @property {string} anchor Empty for the page itself.
 * @property {string} kind The document's.
 * @property {string} title The document's.
 * @property {string} heading
 * @property {string} text
 * @property {string} further What it is found by beside that: ids, numbers, other ways of asking.
 * @property {string} state Of its version; empty in force.
 * @property {boolean} isOther Whether the document's bare address shows another version.
 */

/**
 * A document with the passages that answer, best first.
 *
 * @typedef {object} FoundDocument
 * @property {string} address
 * @property {string} title
 * @property {string} kind
 * @property {string} state Empty in force.
 * @property {Passage[]} passages At most three.
 * @property {number} others How many more of its passages answer.
 */

/**
 * @typedef {object} Query
 * @property {string} folded
 * @property {string[]} parts What stands between spaces and punctuation in it.
 * @property {Terms} terms Without the words that people only ask with, where others are left.
 * @property {string[]} others Other names of what is asked, folded.
 * @property {string[]} quoted What must stand there just so: then nothing is searched but what is typed.
 */

/**
 * @typedef {object} Answer
 * @property {Query} query
 * @property {FoundDocument[]} documents Those asked for.
 * @property {number} total How many documents answer.
 * @property {Facets} facets
 * @property {string[]} unknown Terms of the query that stand nowhere.
 * @property {string[][]} synonyms Words of the query, each with the others that were searched for as well.
 * @property {string | null} instead What was searched in place of what was typed.
 */

/**
 * What of the answer is asked for.
 *
 * @typedef {object} Wanted
 * @property {number} from The first document.
 * @property {number} count How many.
 * @property {boolean} [isMeant] What was typed is searched as it is.
 * @property {Filters} [filters]
 */

/**
 * What `base.js` begins with; see src/search/index/documents.rs.
 *
 * @typedef {object} Base
 * @property {number} passages How many there are.
 * @property {number} documents How many there are.
 * @property {string[]} kinds
 * @property {string[]} states
 * @property {string[]} lines
 * @property {string[]} subsidiaries
 * @property {[number, number, number, number, number, number[]?, number[]?][]} rows Kind, state, whether another
 *   version, by how many referred to, level, lines, subsidiaries; the last two where there are any.
 */

/**
 * @typedef {object} Engine
 * @property {(source: Source, load: (name: "help" | "closely") => Promise<void>) => Promise<Index>} open Loads what is
 *   needed beside this script when it is.
 * @property {(typed: string) => Query} query
 */

/**
 * @typedef {object} Index
 * @property {(typed: string, wanted: Wanted) => Promise<Answer>} search
 * @property {(typed: string, count: number) => Promise<string[]>} suggest How the query may go on.
 * @property {(typed: string, watch?: (features: Float64Array, passage: number) => void) => Promise<Ranked[]>} rank
 * @property {(passage: number) => Promise<Passage>} read
 * @property {Collection} collection
 */

lanmuSearch.engine = (() => {
  const { folding, bytes, packs, ranking, closely, phrases, suggestions, groups } = lanmuSearch;
  const { LEVELS } = bytes;

  /** Begins the key of a list that is no term's. */
  const MARK = "\u0001";

  /** Passages whose text is read before their order is final: of a portal whose texts lie in few files, more. */
  const READ = { few: 10, many: 40, small: 20000 };

  /** How many lists are kept. */
  const LISTS = 400;

  /** Passages that are looked through for a quoted phrase. */
  const QUOTED = 120;

  const LATIN = /[a-z0-9]/;

  /** The number of a clause as it is said at the end of a word: 发票办法27条. */
  const CLAUSE = /(^|[^第0-9０-９.])([0-9０-９]{1,4})条(?=\s|$)/g;

  /** What stands between the parts of a query, after folding; a number such as 澄财〔2025〕58号 or FSSC-EXP-003 is one part. */
  const BETWEEN_PARTS = /[\s,.?!;:"'()<>，。？！；：、《》“”‘’「」【】…—]+/;

  /**
   * @param {string} typed
   * @returns {Query}
   */
  function query(typed) {
    const folded = folding.fold(typed.replace(CLAUSE, "$1第$2条")).trim();
    const asked = folding.terms(ranking.withoutQuestionWords(folded));
    const isEmpty = asked.characters.size + asked.tokens.size === 0;
    return {
      folded,
      parts: folded.split(BETWEEN_PARTS).flatMap((part) => part.split(closely.NUMBERED)).filter((part) => part !== ""),
      terms: isEmpty ? folding.terms(folded) : asked,
      others: [],
      quoted: phrases.quoted(typed),
    };
  }

  /**
   * @param {Source} source
   * @param {(name: "help" | "closely") => Promise<void>} load
   * @returns {Promise<Index>}
   */
  async function open(source, load) {
    const [head, documents, book, texts, pairs, characters, tokens, synonyms] = bytes.parts(await source.whole("base"));
    const base = JSON.parse(new TextDecoder().decode(head));
    const collection = collectionOf(base, documents);
    const shelves = {
      pairs: packs.shelf(source, "p", pairs),
      characters: packs.shelf(source, "c", characters),
      tokens: packs.shelf(source, "t", tokens),
      synonyms: packs.shelf(source, "y", synonyms),
    };
    const order = ranking.ranker(collection);
    const read = recordReader(source, collection, texts, bytes.texts(book));

    /**
     * The lists of terms, in their order; null where a term stands nowhere.
     *
     * @param {Shelf} shelf
     * @param {Map<string, number>} terms
     * @param {number[]} levels Of their impacts.
     * @returns {Promise<(Asked | null)[]>}
     */
    function lists(shelf, terms, levels = LEVELS.coarse) {
      return Promise.all(
        Array.from(terms, async ([term, count]) => {
          const list = await listOf(shelf, term, levels);
          return list && { list, count };
        }),
      );
    }

    /** @type {Map<string, Promise<List | null>>} Lists that were taken apart before: most of a query is typed twice. */
    const known = new Map();

    /**
     * @param {Shelf} shelf
     * @param {string} term
     * @param {number[]} levels
     */
    function listOf(shelf, term, levels) {
      if (known.size > LISTS) known.clear();
      return packs.kept(known, term, async () => {
        const found = await shelf.find(term);
        return found ? bytes.list(found, base.documents, base.passages, levels) : null;
      });
    }

    /** @type {Map<string, Promise<Words>>} */
    const words = new Map();

    async function openWords() {
      const roots = bytes.parts(await source.whole("words"));
      const [known, sounds, initials] = ["w", "s", "i"].map((name, at) => packs.shelf(source, name, roots[at]));
      return { words: known, sounds, initials };
    }

    const wordsOf = () => packs.kept(words, "words", openWords);

    /** @type {HelpSource} */
    const helpSource = {
      words: wordsOf,
      tables: async () => {
        const [traditional, sounds] = bytes.parts(await source.whole("help"));
        return [new TextDecoder().decode(traditional), new TextDecoder().decode(sounds)];
      },
      stands: async (pair) => Boolean(await shelves.pairs.find(pair)),
    };

    /** @type {Map<string, Promise<(folded: string, nowhere: string[]) => Promise<string | null>>>} */
    const helpers = new Map();

    async function openHelp() {
      if (!lanmuSearch.help) await load("help");
      return lanmuSearch.help.corrector(helpSource);
    }

    /**
     * @param {string} folded
     * @param {string[]} nowhere
     */
    async function corrected(folded, nowhere) {
      const corrector = await packs.kept(helpers, "corrector", openHelp);
      return corrector(folded, nowhere);
    }

    /**
     * @param {string} name
     * @param {number[]} levels
     */
    async function markList(name, levels) {
      const [found] = await lists(shelves.tokens, new Map([[MARK + name, 1]]), levels);
      return found && found.list;
    }

    const present = (/** @type {(Asked | null)[]} */ found) => /** @type {Asked[]} */ (found.filter(Boolean));

    /**
     * The words of a text that have synonyms, the longest where two begin at one place.
     *
     * @param {string} folded
     * @returns {Promise<string[][]>} Each word, then the others.
     */
    async function synonymsIn(folded) {
      /** @type {string[][]} */
      const found = [];
      if (shelves.synonyms.isEmpty) return found;
      for (let at = 0; at < folded.length; ) {
        const known = await shelves.synonyms.below(folded[at], 500);
        const here = known.filter(([word]) => standsAt(folded, word, at)).sort(([one], [other]) => other.length - one.length)[0];
        if (here) found.push([here[0], ...new TextDecoder().decode(here[1]).split("\n")]);
        at += here ? here[0].length : 1;
      }
      return found;
    }

    /**
     * A word and those of its synonyms that stand somewhere, each with its lists.
     *
     * @param {string[]} group
     * @returns {Promise<{ word: string, own: Asked[] }[]>}
     */
    async function groupLists(group) {
      const all = await Promise.all(
        group.map(async (word, at) => {
          const { pairs, tokens } = folding.terms(folding.fold(word));
          const found = (await lists(shelves.pairs, pairs)).concat(await lists(shelves.tokens, tokens));
          // A synonym that stands nowhere is none, whatever stands of it.
          return { word, own: at > 0 && found.includes(null) ? [] : present(found) };
        }),
      );
      return all.filter(({ own }, at) => at === 0 || own.length > 0);
    }

    /**
     * The words of a query that have synonyms, where any of them stands somewhere.
     *
     * @param {Query} of
     */
    async function groupsOf({ folded, quoted }) {
      if (quoted.length > 0) return [];
      const all = await Promise.all((await synonymsIn(folded)).map(groupLists));
      return all.filter((group) => group.some(({ own }) => own.length > 0));
    }

    /**
     * @param {Query} of
     * @param {(features: Float64Array, passage: number) => void} [watch]
     */
    async function looked(of, watch) {
      const { folded } = of;
      const found = await groupsOf(of);
      const synonyms = found.map((group) => group.map(({ word }) => word));
      const groups = found.map((group) => group.map(({ own }) => own));
      const rest = synonyms.reduce((text, [word]) => text.replace(word, " "), folded);
      const terms = synonyms.length > 0 ? folding.terms(ranking.withoutQuestionWords(rest)) : of.terms;
      const [paired, named] = await Promise.all([lists(shelves.pairs, terms.pairs), lists(shelves.tokens, terms.tokens)]);
      /** @type {Lists} */
      const asked = { pairs: present(paired.concat(named)), groups, characters: [], forms: [], cited: null };
      const nowhere = [...terms.pairs.keys(), ...terms.tokens.keys()].filter((_, at) => !paired.concat(named)[at]);
      // Where pairs are asked for and none stands anywhere, scattered characters are no answer.
      const isNothing = asked.pairs.length + groups.length === 0 && nowhere.length > 0;
      // Of a word that stands nowhere its synonyms tell, not its characters.
      const strange = found.map(([{ word, own }]) => (own.length === 0 ? word : "")).join("");
      const characters = new Map(Array.from(of.terms.characters).filter(([character]) => !strange.includes(character)));
      const isAll = isNothing || characters.size === 0;
      // Where a passage holds the whole query, single characters are not asked for.
      const whole = isAll || nowhere.length === 0 ? order(asked, watch, !isAll) : null;
      if (whole) return { ranked: whole, terms, nowhere, synonyms };
      const [single, cited, forms] = await Promise.all([
        lists(shelves.characters, characters, LEVELS.fine),
        markList("cited", LEVELS.coarse),
        Promise.all(ranking.formsAskedFor(folded).map((isAsked, at) => (isAsked ? markList(ranking.FORM_NAMES[at], LEVELS.none) : null))),
      ]);
      const ranked = order({ ...asked, characters: present(single), cited, forms }, watch) || [];
      return { ranked, terms, nowhere, synonyms };
    }

    const isSmall = base.passages <= READ.small;
    /** @type {Map<string, Promise<Layout | null>>} */
    const layouts = new Map();

    async function openLayout() {
      // A theme's own form may not name it; the order is a little worse without.
      if (!lanmuSearch.layout) await load("closely").catch(() => undefined);
      return lanmuSearch.layout || null;
    }

    /**
     * The ranked passages, those first in order that were read.
     *
     * @param {Ranked[]} ranked
     * @param {Query} of
     * @param {string[][]} synonyms
     */
    async function reread(ranked, of, synonyms) {
      const count = isSmall ? READ.many : READ.few;
      const gain = closely.gains(of, synonyms, isSmall ? await packs.kept(layouts, "layout", openLayout) : null);
      const texts = await Promise.all(ranked.slice(0, count).map(({ passage }) => read(passage)));
      /** @type {Map<number, string>} Headings without a text of their own, by the passage behind them. */
      const above = new Map();
      texts.forEach(({ anchor, text, heading }, at) => anchor && text === "" && above.set(ranked[at].passage + 1, heading));
      const near = texts.map((text, at) => {
        const { passage, score, covered } = ranked[at];
        // The page itself stands below nothing, least of all below the end of the document before it.
        return { ...ranked[at], score: score + gain(text, covered, (text.anchor && above.get(passage)) || "") };
      });
      near.sort((one, other) => other.score - one.score);
      return near.concat(ranked.slice(count));
    }

    /**
     * What is found for a query, or for what was meant by it.
     *
     * @param {string} typed
     * @param {boolean} isMeant Whether it is searched as it is.
     */
    async function answered(typed, isMeant) {
      const of = query(typed);
      const found = await looked(of);
      const isAsTyped = isMeant || of.quoted.length > 0 || found.nowhere.length === 0;
      const instead = isAsTyped ? null : await corrected(of.folded, found.nowhere);
      if (!instead) return { of, found, instead };
      const meant = query(instead);
      return { of: meant, found: await looked(meant), instead };
    }

    return {
      collection,
      read,
      async rank(typed, watch) {
        if (watch) return (await looked(query(typed), watch)).ranked;
        const { of, found } = await answered(typed, false);
        return reread(found.ranked, of, found.synonyms);
      },
      suggest: (typed, count) => suggestions.find(typed, wordsOf, count),
      async search(typed, { from, count, isMeant = false, filters = {} }) {
        const { of, found, instead } = await answered(typed, isMeant);
        const { quoted } = of;
        const ranked = await holding(await reread(found.ranked, of, found.synonyms), quoted);
        const { groups: all, facets } = groups.grouped(ranked, collection, filters);
        return {
          query: { ...of, others: found.synonyms.flat().map(folding.fold) },
          instead,
          synonyms: found.synonyms,
          total: all.length,
          facets,
          unknown: unknown(of.folded, found),
          documents: await Promise.all(all.slice(from, from + count).map((group) => shown(group, collection, read))),
        };
      },
    };

    /**
     * The passages that hold what is quoted.
     *
     * @param {Ranked[]} ranked
     * @param {string[]} quoted
     */
    async function holding(ranked, quoted) {
      if (quoted.length === 0) return ranked;
      const near = ranked.slice(0, QUOTED);
      const texts = await Promise.all(near.map(({ passage }) => read(passage)));
      return near.filter((_, at) => phrases.areHeld(texts[at], quoted));
    }
  }

  /**
   * Whether a word stands at a place, and is no part of a longer Latin word or number: AP is not in fapiao.
   *
   * @param {string} text
   * @param {string} word
   * @param {number} at
   */
  function standsAt(text, word, at) {
    const isCut = (/** @type {string} */ one, /** @type {string} */ other) => LATIN.test(one || "") && LATIN.test(other || "");
    const end = at + word.length;
    return text.startsWith(word, at) && !isCut(text[at - 1], word[0]) && !isCut(word[word.length - 1], text[end]);
  }

  /**
   * The stretches of a query of which nothing stands anywhere; what merely joins two words is none.
   *
   * @param {string} folded
   * @param {{ terms: Terms, nowhere: string[], synonyms: string[][] }} found
   */
  function unknown(folded, { terms, nowhere, synonyms }) {
    const held = new Uint8Array(folded.length);
    const asked = [...terms.pairs.keys(), ...terms.tokens.keys()].filter((term) => !nowhere.includes(term));
    for (const term of asked.concat(synonyms.map(([word]) => word))) {
      for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) held.fill(1, at, at + term.length);
    }
    const open = Array.from(ranking.withoutQuestionWords(folded), (character, at) => (held[at] ? " " : character)).join("");
    return (open.match(/[\p{Alphabetic}\p{N}]{2,}/gu) || []).filter((stretch) => nowhere.some((term) => stretch.includes(term)));
  }

  /**
   * @param {Group} group
   * @param {Collection} collection
   * @param {(passage: number) => Promise<Passage>} read
   * @returns {Promise<FoundDocument>}
   */
  async function shown({ document, passages, others }, { firsts, profiles }, read) {
    const texts = await Promise.all(passages.map(read));
    // The clause of another version is told by that of the one in force, where both are found.
    const isTold = (/** @type {Passage} */ { anchor, isOther }) => isOther && texts.some((one) => !one.isOther && one.anchor === anchor);
    const { address, title } = texts[0].isOther ? await read(firsts[document]) : texts[0];
    const { kind, state } = profiles[document];
    return { address, title, kind, state, passages: texts.filter((one) => !isTold(one)), others };
  }

  /**
   * @param {Base} base
   * @param {Uint8Array} documents
   * @returns {Collection}
   */
  function collectionOf(base, documents) {
    const numbers = bytes.numbers(documents);
    const firsts = new Uint32Array(base.documents + 1);
    const titleLengths = new Uint32Array(base.documents);
    const owners = new Uint32Array(base.passages);
    const known = base.rows.map((row) => profileOf(row, base));
    /** @type {Profile[]} */
    const profiles = [];
    for (let document = 0; document < base.documents; document += 1) {
      firsts[document + 1] = firsts[document] + numbers.next();
      owners.fill(document, firsts[document], firsts[document + 1]);
      profiles.push(known[numbers.next()]);
      titleLengths[document] = numbers.next();
    }
    return { passages: base.passages, firsts, documents: owners, profiles, titleLengths };
  }

  /**
   * @param {Base["rows"][0]} row
   * @param {Base} base
   * @returns {Profile}
   */
  function profileOf([kind, state, isOther, cited, level, lines = [], named = []], { kinds, states, ...base }) {
    return {
      kind: kinds[kind],
      state: states[state],
      isOther: isOther === 1,
      cited,
      level,
      lines: lines.map((at) => base.lines[at]),
      subsidiaries: named.map((at) => base.subsidiaries[at]),
    };
  }

  /**
   * @param {Source} source
   * @param {Collection} collection
   * @param {Uint8Array} root
   * @param {(bytes: Uint8Array) => string[]} fields
   * @returns {(passage: number) => Promise<Passage>}
   */
  function recordReader(source, collection, root, fields) {
    const numbers = bytes.numbers(root);
    /** @type {{ first: number, table: number }[]} */
    const all = [];
    for (let first = 0; !numbers.isAtEnd(); ) {
      const count = numbers.next();
      all.push({ first, table: numbers.next() });
      first += count;
    }
    /** @type {Map<number, Promise<{ title: string, address: string, places: { start: number, length: number }[] }[]>>} */
    const tables = new Map();

    async function readTable(/** @type {number} */ pack) {
      const { table } = all[pack];
      const numbers = bytes.numbers(await source.part("x" + pack, 0, table));
      const documents = [];
      let start = table;
      while (!numbers.isAtEnd()) {
        const [title] = fields(numbers.bytes(numbers.next()));
        const address = bytes.latin(numbers.bytes(numbers.next()));
        const places = [];
        for (let rest = numbers.next(); rest > 0; rest -= 1) {
          const length = numbers.next();
          places.push({ start, length });
          start += length;
        }
        documents.push({ title, address, places });
      }
      return documents;
    }

    const tableOf = (/** @type {number} */ pack) => packs.kept(tables, pack, () => readTable(pack));

    /** @type {Map<number, Promise<Passage>>} */
    const records = new Map();

    async function readRecord(/** @type {number} */ passage) {
      const document = collection.documents[passage];
      let pack = all.length - 1;
      while (all[pack].first > document) pack -= 1;
      const { title, address, places } = (await tableOf(pack))[document - all[pack].first];
      const { start, length } = places[passage - collection.firsts[document]];
      const [anchor, heading, text, further = ""] = fields(await source.part("x" + pack, start, length));
      const { kind, state, isOther } = collection.profiles[document];
      return { kind, address, title, anchor, heading, text, further, state, isOther };
    }

    return (passage) => packs.kept(records, passage, () => readRecord(passage));
  }

  return { open, query };
})();
