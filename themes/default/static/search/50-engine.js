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
 * @property {string} title The document's.
 * @property {string} heading
 * @property {string} text
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
 */

/**
 * @typedef {object} Answer
 * @property {Query} query
 * @property {FoundDocument[]} documents Those asked for.
 * @property {number} total How many documents answer.
 * @property {string[]} unknown Terms of the query that stand nowhere.
 */

/**
 * @typedef {object} Engine
 * @property {(source: Source) => Promise<Index>} open
 * @property {(typed: string) => Query} query
 */

/**
 * @typedef {object} Index
 * @property {(typed: string, from: number, count: number) => Promise<Answer>} search
 * @property {(typed: string, watch?: (features: Float64Array, passage: number) => void) => Promise<Ranked[]>} rank
 * @property {(passage: number) => Promise<Passage>} read
 * @property {Collection} collection
 */

lanmuSearch.engine = (function () {
  "use strict";

  const { folding, bytes, packs, ranking } = lanmuSearch;

  /** Begins the key of a list that is no term's. */
  const MARK = "\u0001";

  /** From this share of the query on, held by the best passage, its single characters are not asked for. */
  const IS_WHOLE = 0.98;

  /** Passages whose text is read before their order is final. */
  const READ = 12;

  /**
   * What a passage gains by holding a part of the query as it was typed: `whole` where the part is all of its
   * heading, `cited` where the query is a title and the number of a clause, and this is it.
   */
  const EXACT = { title: 1.5, heading: 1.5, whole: 1.5, text: 1, cited: 6 };

  /** Passages that one document shows. */
  const PASSAGES_A_DOCUMENT = 3;

  /** How far behind the best passage of all, and of its own document, a passage may stand. */
  const LEAST = { ofAll: 0.3, ofDocument: 0.6 };

  /** The number of a clause: a part of its own. */
  const NUMBERED = /(第[零一二三四五六七八九十百千]+[条章节款项编])/;

  /** What stands between the parts of a query, after folding; a number such as 澄财〔2025〕58号 or FSSC-EXP-003 is one part. */
  const BETWEEN_PARTS = /[\s,.?!;:"'()<>，。？！；：、《》“”‘’「」【】…—]+/;

  /**
   * @param {string} typed
   * @returns {Query}
   */
  function query(typed) {
    const folded = folding.fold(typed).trim();
    const asked = folding.terms(ranking.withoutQuestionWords(folded));
    const isEmpty = asked.characters.size + asked.tokens.size === 0;
    return {
      folded,
      parts: folded.split(BETWEEN_PARTS).flatMap((part) => part.split(NUMBERED)).filter((part) => part !== ""),
      terms: isEmpty ? folding.terms(folded) : asked,
    };
  }

  /**
   * @param {Source} source
   * @returns {Promise<Index>}
   */
  async function open(source) {
    const [head, documents, texts, pairs, characters, tokens] = await source.whole("base");
    const base = JSON.parse(new TextDecoder().decode(head));
    const collection = collectionOf(base, documents);
    const shelves = {
      pairs: packs.shelf(source, "p", pairs),
      characters: packs.shelf(source, "c", characters),
      tokens: packs.shelf(source, "t", tokens),
    };
    const order = ranking.ranker(collection);
    const read = recordReader(source, collection, texts, bytes.texts(base.frequent));

    /**
     * The lists of terms, in their order; null where a term stands nowhere.
     *
     * @param {Shelf} shelf
     * @param {Map<string, number>} terms
     * @returns {Promise<(Asked | null)[]>}
     */
    function lists(shelf, terms) {
      return Promise.all(
        Array.from(terms, async ([term, count]) => {
          const found = await shelf.find(term);
          return found ? { list: bytes.list(found, base.documents, base.passages), count } : null;
        }),
      );
    }

    /** @param {string} name */
    async function markList(name) {
      const [found] = await lists(shelves.tokens, new Map([[MARK + name, 1]]));
      return found && found.list;
    }

    const known = (/** @type {(Asked | null)[]} */ found) => /** @type {Asked[]} */ (found.filter(Boolean));

    /**
     * @param {Query} of
     * @param {(features: Float64Array, passage: number) => void} [watch]
     */
    async function looked(of, watch) {
      const { folded, terms } = of;
      const [paired, named] = await Promise.all([lists(shelves.pairs, terms.pairs), lists(shelves.tokens, terms.tokens)]);
      /** @type {Lists} */
      const asked = { pairs: known(paired.concat(named)), characters: [], forms: [], cited: null };
      const nowhere = [...terms.pairs.keys(), ...terms.tokens.keys()].filter((_, at) => !paired.concat(named)[at]);
      const first = asked.pairs.length > 0 ? order(asked) : [];
      const isWhole = first.some(({ covered }) => covered > IS_WHOLE) && nowhere.length === 0;
      // Where pairs are asked for and none stands anywhere, scattered characters are no answer.
      const isNothing = asked.pairs.length === 0 && nowhere.length > 0;
      if (isNothing || isWhole || terms.characters.size === 0) return { ranked: watch ? order(asked, watch) : first, nowhere };
      const [single, cited, forms] = await Promise.all([
        lists(shelves.characters, terms.characters),
        markList("cited"),
        Promise.all(ranking.formsAskedFor(folded).map((isAsked, form) => (isAsked ? markList(ranking.FORM_NAMES[form]) : null))),
      ]);
      return { ranked: order({ ...asked, characters: known(single), cited, forms }, watch), nowhere };
    }

    /**
     * The ranked passages, those first in order that were read.
     *
     * @param {Ranked[]} ranked
     * @param {Query} of
     */
    async function reread(ranked, of) {
      const near = await Promise.all(ranked.slice(0, READ).map(async (one) => exact(one, await read(one.passage), of)));
      near.sort((one, other) => other.score - one.score);
      return near.concat(ranked.slice(READ));
    }

    return {
      collection,
      read,
      async rank(typed, watch) {
        const of = query(typed);
        const { ranked } = await looked(of, watch);
        return watch ? ranked : reread(ranked, of);
      },
      async search(typed, from, count) {
        const of = query(typed);
        const { ranked, nowhere } = await looked(of);
        const groups = grouped(await reread(ranked, of), collection);
        return {
          query: of,
          total: groups.length,
          unknown: nowhere,
          documents: await Promise.all(groups.slice(from, from + count).map((group) => shown(group, read))),
        };
      },
    };
  }

  /**
   * A passage with what it gains by holding the query as it was typed.
   *
   * @param {Ranked} ranked
   * @param {Passage} passage
   * @param {Query} of
   * @returns {Ranked}
   */
  function exact(ranked, passage, { parts }) {
    const [title, heading, text] = [passage.title, passage.heading, passage.text].map(folding.fold);
    let gain = 0;
    for (const part of parts.filter((part) => part.length > 1)) {
      if (heading === part) gain += EXACT.whole;
      if (heading === part && NUMBERED.test(part) && parts.some((other) => title.includes(other))) gain += EXACT.cited;
      if (title.includes(part)) gain += EXACT.title;
      else if (heading.includes(part)) gain += EXACT.heading;
      else if (text.includes(part)) gain += EXACT.text;
    }
    return { ...ranked, score: ranked.score + gain / Math.max(1, parts.length) };
  }

  /**
   * Passages by document, both best first. Other versions stand with the document whose bare address shows one.
   *
   * @param {Ranked[]} ranked
   * @param {Collection} collection
   */
  function grouped(ranked, { documents, profiles }) {
    /** @type {Map<number, { most: number, passages: number[], others: number }>} */
    const groups = new Map();
    const most = ranked.reduce((best, { score }) => Math.max(best, score), 0);
    for (const { passage, score } of ranked) {
      if (score < most * LEAST.ofAll) continue;
      const document = documents[passage];
      const group = groups.get(document) || { most: score, passages: [], others: 0 };
      groups.set(document, group);
      if (score < group.most * LEAST.ofDocument) continue;
      if (group.passages.length < PASSAGES_A_DOCUMENT) group.passages.push(passage);
      else group.others += 1;
    }
    return Array.from(groups, ([document, group]) => ({ ...group, profile: profiles[document] }));
  }

  /**
   * @param {{ profile: Profile, passages: number[], others: number }} group
   * @param {(passage: number) => Promise<Passage>} read
   * @returns {Promise<FoundDocument>}
   */
  async function shown({ profile, passages, others }, read) {
    const texts = await Promise.all(passages.map(read));
    const { address, title } = texts[0];
    return { address, title, kind: profile.kind, state: profile.state, passages: texts, others };
  }

  /**
   * @param {{ passages: number, documents: number, profiles: Profile[] }} base
   * @param {Uint8Array} documents
   * @returns {Collection}
   */
  function collectionOf(base, documents) {
    const numbers = bytes.numbers(documents);
    const firsts = new Uint32Array(base.documents + 1);
    const titleLengths = new Uint32Array(base.documents);
    const owners = new Uint32Array(base.passages);
    /** @type {Profile[]} */
    const profiles = [];
    for (let document = 0; document < base.documents; document += 1) {
      firsts[document + 1] = firsts[document] + numbers.next();
      owners.fill(document, firsts[document], firsts[document + 1]);
      profiles.push(base.profiles[numbers.next()]);
      titleLengths[document] = numbers.next();
    }
    return { passages: base.passages, firsts, documents: owners, profiles, titleLengths };
  }

  /**
   * @param {Source} source
   * @param {Collection} collection
   * @param {Uint8Array} root
   * @param {(bytes: Uint8Array) => string} text
   * @returns {(passage: number) => Promise<Passage>}
   */
  function recordReader(source, collection, root, text) {
    const numbers = bytes.numbers(root);
    /** @type {{ first: number, table: number }[]} */
    const all = [];
    for (let first = 0; !numbers.isAtEnd(); ) {
      const count = numbers.next();
      all.push({ first, table: numbers.next() });
      first += count;
    }
    /** @type {Map<number, Promise<{ title: string, address: string, places: { start: number, length: number, index: number }[] }[]>>} */
    const tables = new Map();

    async function readTable(/** @type {number} */ pack) {
      const name = "x" + pack;
      const { table } = all[pack];
      const start = packs.tableStart(name);
      const numbers = bytes.numbers(await source.string(name, start, table, 0));
      const documents = [];
      let at = start + table;
      let index = 0;
      while (!numbers.isAtEnd()) {
        const title = text(numbers.bytes(numbers.next()));
        const address = bytes.latin(numbers.bytes(numbers.next()));
        const places = [];
        for (let rest = numbers.next(); rest > 0; rest -= 1) {
          const length = numbers.next();
          index += 1;
          places.push({ start: at + packs.BETWEEN, length, index });
          at += packs.BETWEEN + length;
        }
        documents.push({ title, address, places });
      }
      return documents;
    }

    function tableOf(/** @type {number} */ pack) {
      const table = tables.get(pack) || readTable(pack);
      tables.set(pack, table);
      table.catch(() => tables.delete(pack));
      return table;
    }

    return async (passage) => {
      const document = collection.documents[passage];
      let pack = all.length - 1;
      while (all[pack].first > document) pack -= 1;
      const { title, address, places } = (await tableOf(pack))[document - all[pack].first];
      const { start, length, index } = places[passage - collection.firsts[document]];
      const record = await source.string("x" + pack, start, length, index);
      const first = record.indexOf(0);
      const second = record.indexOf(0, first + 1);
      return {
        address,
        title,
        anchor: new TextDecoder().decode(record.subarray(0, first)),
        heading: text(record.subarray(first + 1, second)),
        text: text(record.subarray(second + 1)),
      };
    };
  }

  return { open, query };
})();
