/**
 * Passages by document, as they are shown; and what they can be narrowed down by.
 *
 * Comes in: ranked passages. Goes out: documents with the passages that answer, and counts. Must never know: how passages
 * are ranked, their texts, the page.
 */

/**
 * What a search is narrowed down to.
 *
 * @typedef {object} Filters
 * @property {string} [kind]
 * @property {string} [line]
 * @property {string} [state] `in-force` for what is.
 * @property {string} [subsidiary]
 */

/** @typedef {keyof Filters} Facet */

/**
 * How many documents there are with each value of a facet, were that value chosen.
 *
 * @typedef {Record<Facet, [string, number][]>} Facets
 */

/**
 * The passages of a document and of its other versions, best first.
 *
 * @typedef {object} Group
 * @property {number} document The one that its bare address shows.
 * @property {number} most The score of the best.
 * @property {number[]} passages Those that are shown.
 * @property {number} others How many more there are.
 */

/**
 * @typedef {object} Groups
 * @property {(ranked: Ranked[], collection: Collection, filters: Filters) => { groups: Group[], facets: Facets }} grouped
 * @property {Facet[]} FACETS
 */

lanmuSearch.groups = (() => {
  /** Passages that one document shows. */
  const PASSAGES_A_DOCUMENT = 3;

  /**
   * How far behind the best passage of all, and of its own document, a passage may stand; and behind that to be shown:
   * further behind it would only keep other documents from the reader's eye.
   */
  const LEAST = { ofAll: 0.3, ofDocument: 0.6, toBeShown: 0.85 };

  /** @type {Facet[]} */
  const FACETS = ["kind", "line", "state", "subsidiary"];

  /**
   * What a document is by each facet.
   *
   * @param {Profile} profile
   * @returns {Record<Facet, string[]>}
   */
  function valuesOf({ kind, lines, state, subsidiaries }) {
    return { kind: [kind], line: lines, state: [state || "in-force"], subsidiary: subsidiaries };
  }

  /**
   * The document whose bare address shows a version of the same: other versions stand behind it.
   *
   * @param {number} document
   * @param {Profile[]} profiles
   */
  function mainOf(document, profiles) {
    let main = document;
    while (main > 0 && profiles[main].isOther) main -= 1;
    return main;
  }

  /**
   * @param {Ranked[]} ranked
   * @param {Collection} collection
   * @param {Filters} filters
   */
  function grouped(ranked, { documents, profiles }, filters) {
    const most = ranked.reduce((best, { score }) => Math.max(best, score), 0);
    /** @type {Map<number, Group>} */
    const groups = new Map();
    const counts = FACETS.map(() => /** @type {Map<string, Set<number>>} */ (new Map()));
    for (const { passage, score } of ranked) {
      if (score < most * LEAST.ofAll) continue;
      const values = valuesOf(profiles[documents[passage]]);
      const missed = FACETS.filter((facet) => filters[facet] && !values[facet].includes(String(filters[facet])));
      const document = mainOf(documents[passage], profiles);
      FACETS.forEach((facet, at) => {
        if (missed.some((other) => other !== facet)) return;
        values[facet].forEach((value) => counts[at].set(value, (counts[at].get(value) || new Set()).add(document)));
      });
      if (missed.length === 0) add(groups, { passage, score, document });
    }
    return { groups: Array.from(groups.values()), facets: facetsOf(counts) };
  }

  /**
   * @param {Map<number, Group>} groups
   * @param {{ passage: number, score: number, document: number }} found
   */
  function add(groups, { passage, score, document }) {
    const group = groups.get(document) || { document, most: score, passages: [], others: 0 };
    groups.set(document, group);
    if (score < group.most * LEAST.ofDocument) return;
    const isShown = group.passages.length < PASSAGES_A_DOCUMENT && score >= group.most * LEAST.toBeShown;
    if (isShown) group.passages.push(passage);
    else group.others += 1;
  }

  /**
   * @param {Map<string, Set<number>>[]} counts
   * @returns {Facets}
   */
  function facetsOf(counts) {
    const sorted = counts.map((values) =>
      Array.from(values, ([value, found]) => /** @type {[string, number]} */ ([value, found.size])).sort(
        (one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1),
      ),
    );
    return { kind: sorted[0], line: sorted[1], state: sorted[2], subsidiary: sorted[3] };
  }

  return { grouped, FACETS };
})();
