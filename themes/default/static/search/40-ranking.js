/**
 * Which passages answer best.
 *
 * Comes in: the lists of a query's terms. Goes out: passages, best first. Must never know: how lists are read, the page.
 */

/**
 * What every passage inherits from its document.
 *
 * @typedef {object} Profile
 * @property {string} kind
 * @property {string} state Empty in force.
 * @property {boolean} isOther Whether the document's bare address shows another version.
 * @property {number} cited ln(1 + how many other documents refer to it), in quarters.
 * @property {number} level What `[search.levels]` gives it.
 * @property {string[]} lines
 * @property {string[]} subsidiaries
 */

/**
 * The documents of an index.
 *
 * @typedef {object} Collection
 * @property {number} passages How many passages there are.
 * @property {Uint32Array} firsts Each document's first passage, and at the end the number of passages.
 * @property {Uint32Array} documents Each passage's document.
 * @property {Profile[]} profiles Each document's.
 * @property {Uint32Array} titleLengths How many pairs and tokens each document's title has.
 */

/**
 * A term of the query with its list.
 *
 * @typedef {object} Asked
 * @property {List} list
 * @property {number} count How often it stands in the query.
 */

/**
 * What is looked up for one query.
 *
 * @typedef {object} Lists
 * @property {Asked[]} pairs Pairs and tokens, but for those of `groups`.
 * @property {Asked[][][]} groups Words of the query that have synonyms: of each the lists of its own pairs, then of each
 *   synonym's.
 * @property {Asked[]} characters
 * @property {(List | null)[]} forms Those that the question asks for, each in its place.
 * @property {List | null} cited
 */

/**
 * @typedef {object} Ranked
 * @property {number} passage
 * @property {number} score
 * @property {number} covered The share of the query's pairs, by their worth, that the passage holds.
 */

/**
 * @typedef {object} Ranking
 * @property {Record<string, number>} WEIGHTS
 * @property {(question: string) => string} withoutQuestionWords
 * @property {string[]} FORM_NAMES The forms of clauses, in the order of their weights.
 * @property {(question: string) => boolean[]} formsAskedFor Which of them a question asks for.
 * @property {(collection: Collection) => Ranker} ranker
 */

/**
 * @callback Ranker
 * @param {Lists} lists
 * @param {(features: Float64Array, passage: number) => void} [watch]
 * @param {boolean} [isForWhole] Whether passages are wanted only if one of them holds the whole query.
 * @returns {Ranked[] | null} Null where they are not wanted.
 */

lanmuSearch.ranking = (() => {
  /**
   * What each sign of a good answer weighs, against a passage that holds the query's pairs best, which has 1. The best of
   * several fits to all 300 open lay questions of the law corpus; which signs are here was chosen by cross-validation.
   * `exact` is set by what it does to known items, `title` and `other` by hand, `support` by 210 everyday queries over the
   * demonstration, other than those of the tests, as far as it costs the lay questions nothing.
   */
  const WEIGHTS = {
    pairs: 1,
    characters: 2.83,
    covered: 2.98,
    exact: 3,
    documentCited: 0.28,
    clauseCited: 0.08,
    level: 1,
    notInForce: -0.54,
    other: -1,
    title: 4,
    duration: 1.43,
    amount: 0.73,
    penalty: 0.9,
    support: 0.3,
  };

  /** In the order in which a passage's signs stand. */
  const SIGNS = Object.keys(WEIGHTS);

  /** Passages that are looked at closely, and how much being referred to helps to become one. */
  const CANDIDATES = 300;
  const CITED_HELPS = 0.15;

  /** From this share of a query's worth on a passage holds all of it. */
  const IS_WHOLE = 0.98;

  /** From this share of a query's worth on a passage supports the others of its document. */
  const SUPPORTS = 0.6;

  /** How much a synonym counts against the word itself. */
  const SYNONYM = 0.7;

  /** How much characters count against pairs when candidates are chosen. */
  const CHARACTERS_HELP = 0.7;

  /** Words that people ask with: a passage does not answer because it holds them. The longest first. */
  const QUESTION_WORDS = new RegExp(
    "怎么办|咋办|怎么样|为什么|什么样|能不能|可不可以|是不是|有没有|会不会|要不要|该不该|算不算|应不应该|需不需要|" +
      "怎么|怎样|如何|为何|什么|哪些|哪个|哪里|咋|啥|请问|能否|可否|是否|我们|他们|[吗呢吧我你他她啊呀么嘛了的]",
    "g",
  );

  /** @type {[string, RegExp][]} What a question asks for, and how that is known. */
  const FORMS = [
    ["duration", /多久|期限|时效|几天|多长时间|什么时候|何时/],
    ["amount", /多少|计算|标准|比例|几倍/],
    ["penalty", /处罚|判刑|怎么判|罪|惩罚|责任/],
  ];

  /**
   * The middle of each step of an impact; the full worth of a term is 2.2 times its idf, as BM25 with k1 = 1.2 has it.
   *
   * @param {number} levels
   */
  function impactsOf(levels) {
    return Float32Array.from({ length: levels }, (_, step) => ((step + 0.5) / levels) * 2.2);
  }

  /** What a title gives to a passage that does not hold the term itself: once in a text of average length. */
  const BY_TITLE = 1;

  /** @param {string} question */
  function withoutQuestionWords(question) {
    return question.replace(QUESTION_WORDS, (word) => " ".repeat(word.length));
  }

  /** @param {string} question */
  function formsAskedFor(question) {
    return FORMS.map(([, asked]) => asked.test(question));
  }

  /**
   * @param {number} all
   * @param {number} holders
   */
  function idf(all, holders) {
    return Math.log(1 + (all - holders + 0.5) / (holders + 0.5));
  }

  /**
   * Those with the largest values, best first; of equal ones the one with the smaller number.
   *
   * @param {Uint32Array} among
   * @param {Float32Array} values By number.
   * @param {number} wanted
   */
  function largest(among, values, wanted) {
    // A heap with the least of those kept on top.
    const heap = new Int32Array(wanted);
    let size = 0;
    const isLess = (/** @type {number} */ one, /** @type {number} */ other) =>
      values[one] < values[other] || (values[one] === values[other] && one > other);
    const sink = (/** @type {number} */ at) => {
      for (;;) {
        let least = at;
        const [left, right] = [2 * at + 1, 2 * at + 2];
        if (left < size && isLess(heap[left], heap[least])) least = left;
        if (right < size && isLess(heap[right], heap[least])) least = right;
        if (least === at) return;
        [heap[at], heap[least]] = [heap[least], heap[at]];
        at = least;
      }
    };
    for (const number of among) {
      if (size < wanted) {
        heap[size] = number;
        size += 1;
        if (size === wanted) for (let at = wanted >> 1; at >= 0; at -= 1) sink(at);
      } else if (isLess(heap[0], number)) {
        heap[0] = number;
        sink(0);
      }
    }
    return Array.from(heap.subarray(0, size)).sort((one, other) => (isLess(one, other) ? 1 : -1));
  }

  /**
   * What ranks the passages of a collection. Its arrays are made once and cleared for each query.
   *
   * @param {Collection} collection
   */
  function ranker(collection) {
    const { passages, firsts, documents, profiles, titleLengths } = collection;
    const byPairs = new Float32Array(passages);
    const byCharacters = new Float32Array(passages);
    const covered = new Float32Array(passages);
    const chosen = new Float32Array(passages);
    /** Of each document: the worth of the query's terms in its title, and how many of its title's terms these are. */
    const titles = { worth: new Float32Array(profiles.length), terms: new Float32Array(profiles.length) };
    /** The same of one word of a group, empty between two. */
    const one = {
      scores: new Float32Array(passages),
      shares: new Float32Array(passages),
      titles: { worth: new Float32Array(profiles.length), terms: new Float32Array(profiles.length) },
    };
    /** How much being referred to helps the passages of each document to become candidates. */
    const helps = Float32Array.from(profiles, ({ cited }) => 1 + (CITED_HELPS * cited) / 4);
    /** The passages that hold something of the query, how many these are, and whether each is one of them. */
    const held = new Uint32Array(passages);
    let holders = 0;
    const isHeld = new Uint8Array(passages);
    /** The last term that each passage was found by, so that its title does not give it twice. */
    const seen = new Int32Array(passages);
    let term = 0;

    /** @param {number} passage */
    function hold(passage) {
      if (isHeld[passage]) return;
      isHeld[passage] = 1;
      held[holders] = passage;
      holders += 1;
    }

    /** Forgets the last query. */
    function clear() {
      for (let at = 0; at < holders; at += 1) {
        const passage = held[at];
        byPairs[passage] = 0;
        covered[passage] = 0;
        isHeld[passage] = 0;
      }
      holders = 0;
      [byCharacters, titles.worth, titles.terms].forEach((values) => values.fill(0));
    }

    /**
     * Calls back for each passage that holds a term, in its own text or its document's title; for some of them twice.
     *
     * @param {List} list
     * @param {(passage: number) => void} use
     */
    function eachHolder(list, use) {
      list.passages.forEach(use);
      for (const document of list.titles) {
        for (let passage = firsts[document]; passage < firsts[document + 1]; passage += 1) use(passage);
      }
    }

    /**
     * @param {Asked} asked
     * @param {Float32Array} scores
     * @param {Float32Array | null} cover
     * @param {{ worth: Float32Array, terms: Float32Array } | null} titled
     * @returns {number} The term's worth.
     */
    function add({ list, count }, scores, cover, titled) {
      term += 1;
      const worth = idf(passages, list.holders);
      const weight = worth * count;
      const impacts = impactsOf(list.levels);
      const isOwn = cover === covered;
      for (let index = 0; index < list.passages.length; index += 1) {
        const passage = list.passages[index];
        scores[passage] += weight * impacts[list.steps[index]];
        if (cover) cover[passage] += worth;
        if (isOwn) hold(passage);
        seen[passage] = term;
      }
      for (const document of list.titles) {
        if (titled) {
          titled.worth[document] += worth;
          titled.terms[document] += 1;
        }
        for (let passage = firsts[document]; passage < firsts[document + 1]; passage += 1) {
          if (seen[passage] === term) continue;
          scores[passage] += weight * BY_TITLE;
          if (cover) cover[passage] += worth;
          if (isOwn) hold(passage);
        }
      }
      return worth;
    }

    /**
     * Adds a word with its synonyms: each passage has it by the one that it holds best.
     *
     * @param {Asked[][]} group
     * @returns {number} The word's worth.
     */
    function addGroup(group) {
      const worthOf = (/** @type {Asked[]} */ own) => own.reduce((sum, { list }) => sum + idf(passages, list.holders), 0);
      const worth = worthOf(group[0]) || Math.max(...group.map(worthOf));
      /** @type {Map<number, [number, number]>} Of passages the score and the share of the best. */
      const found = new Map();
      /** @type {Map<number, [number, number]>} Of documents the worth and the number of terms in their titles. */
      const named = new Map();
      group.forEach((own, at) => {
        const [scores, shares, titled] = [one.scores, one.shares, one.titles];
        own.forEach((asked) => add(asked, scores, shares, titled));
        const whole = worthOf(own) || 1;
        const share = ((at === 0 ? 1 : SYNONYM) * worth) / whole;
        // Half a synonym is none.
        const least = at === 0 ? 0 : IS_WHOLE * whole;
        const take = (/** @type {number} */ passage) => {
          const [score, part] = found.get(passage) || [0, 0];
          if (shares[passage] >= least) {
            found.set(passage, [Math.max(score, share * scores[passage]), Math.max(part, share * shares[passage])]);
          }
          scores[passage] = 0;
          shares[passage] = 0;
        };
        own.forEach(({ list }) => eachHolder(list, take));
        const entitled = own.flatMap(({ list }) => Array.from(list.titles));
        for (const document of entitled) {
          const worth = share * titled.worth[document];
          if (titled.worth[document] >= least && worth > (named.get(document) || [0])[0]) {
            named.set(document, [worth, titled.terms[document]]);
          }
        }
        for (const document of entitled) {
          titled.worth[document] = 0;
          titled.terms[document] = 0;
        }
      });
      found.forEach(([score, share], passage) => {
        byPairs[passage] += score;
        covered[passage] += share;
        hold(passage);
      });
      named.forEach(([worth, terms], document) => {
        titles.worth[document] += worth;
        titles.terms[document] += terms;
      });
      return worth;
    }

    /**
     * How near a query comes to a title, for the passage that stands for the whole document: 1 where it is the title.
     *
     * @param {number} passage
     * @param {number} worth
     */
    function titleShare(passage, worth) {
      const document = documents[passage];
      if (firsts[document] !== passage || worth === 0 || titles.terms[document] === 0) return 0;
      const ofTitle = Math.min(1, titles.terms[document] / titleLengths[document]);
      return Math.min(1, titles.worth[document] / worth) ** 4 * ofTitle;
    }

    /** @param {Float32Array} values Of the passages that hold something. */
    function maximum(values) {
      let most = 0;
      for (let at = 0; at < holders; at += 1) if (values[held[at]] > most) most = values[held[at]];
      return most || 1;
    }

    /**
     * @param {List} list
     * @param {Map<number, Float64Array>} found
     * @param {number} feature
     */
    function mark(list, found, feature) {
      list.passages.forEach((passage, index) => {
        const features = found.get(passage);
        // A form is there or not: its steps are all 0.
        if (features) features[feature] = list.steps[index] || 1;
      });
    }

    /**
     * How many of some passages each document has: what is said in many places of a document is what it is about.
     *
     * @param {number[]} among
     */
    function supportsOf(among) {
      /** @type {Map<number, number>} */
      const counts = new Map();
      among.forEach((passage) => counts.set(documents[passage], (counts.get(documents[passage]) || 0) + 1));
      return counts;
    }

    /**
     * Weighs roughly every passage that holds something.
     *
     * @param {number} worth Of the whole query.
     */
    function choose(worth) {
      for (let at = 0; at < holders; at += 1) {
        const passage = held[at];
        const score = byPairs[passage] + CHARACTERS_HELP * byCharacters[passage];
        const isWhole = covered[passage] > IS_WHOLE * worth && worth > 0;
        const byTitle = 1 + 3 * titleShare(passage, worth);
        chosen[passage] = score * helps[documents[passage]] * (isWhole ? 2 : 1) * byTitle;
      }
    }

    /**
     * @param {Lists} lists
     * @param {(features: Float64Array, passage: number) => void} [watch]
     * @param {boolean} [isForWhole] Whether passages are wanted only if one of them holds the whole query.
     * @returns {Ranked[] | null} Null where they are not wanted.
     */
    function rank(lists, watch, isForWhole = false) {
      clear();
      let worth = 0;
      for (const asked of lists.pairs) worth += add(asked, byPairs, covered, titles);
      for (const group of lists.groups) worth += addGroup(group);
      for (const asked of lists.characters) add(asked, byCharacters, null, null);
      // Who holds no pair holds scattered characters alone.
      if (lists.pairs.length + lists.groups.length === 0) lists.characters.forEach(({ list }) => eachHolder(list, hold));
      if (isForWhole && (worth === 0 || maximum(covered) <= IS_WHOLE * worth)) return null;
      const [mostPairs, mostCharacters] = [maximum(byPairs), maximum(byCharacters)];
      choose(worth);
      const candidates = largest(held.subarray(0, holders), chosen, CANDIDATES);
      const shareOf = (/** @type {number} */ passage) => (worth > 0 ? Math.min(1, covered[passage] / worth) : 0);
      const supports = supportsOf(candidates.filter((passage) => shareOf(passage) > SUPPORTS));
      /** @type {Map<number, Float64Array>} */
      const found = new Map();
      for (const passage of candidates) {
        const profile = profiles[documents[passage]];
        const share = shareOf(passage);
        found.set(
          passage,
          Float64Array.of(
            byPairs[passage] / mostPairs,
            byCharacters[passage] / mostCharacters,
            share,
            share ** 16,
            profile.cited / 4,
            0,
            profile.level,
            profile.state ? 1 : 0,
            profile.isOther ? 1 : 0,
            titleShare(passage, worth),
            0,
            0,
            0,
            Math.log(1 + (supports.get(documents[passage]) || 0)),
          ),
        );
      }
      if (lists.cited) mark(lists.cited, found, SIGNS.indexOf("clauseCited"));
      lists.forms.forEach((list, form) => list && mark(list, found, SIGNS.indexOf(FORMS[form][0])));
      const weights = Object.values(WEIGHTS);
      /** @type {Ranked[]} */
      const ranked = [];
      found.forEach((features, passage) => {
        let score = 0;
        for (let at = 0; at < weights.length; at += 1) score += weights[at] * features[at];
        if (watch) watch(features, passage);
        ranked.push({ passage, score, covered: features[2] });
      });
      return ranked.sort((one, other) => other.score - one.score || one.passage - other.passage);
    }

    return rank;
  }

  return { WEIGHTS, FORM_NAMES: FORMS.map(([name]) => name), withoutQuestionWords, formsAskedFor, ranker };
})();
