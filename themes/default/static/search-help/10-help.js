/**
 * What a reader may have meant: pinyin, slips of the input method, missing and doubled characters, traditional ones.
 *
 * Comes in: what was typed, and which of its terms stand nowhere. Goes out: what to search instead. Must never know: how
 * passages are ranked, the page.
 */

/**
 * @typedef {object} HelpSource
 * @property {() => Promise<Words>} words
 * @property {() => Promise<[string, string]>} tables Of traditional characters, and of syllables with their characters.
 * @property {(pair: string) => Promise<boolean>} stands Whether two characters stand side by side somewhere.
 */

/**
 * @typedef {object} Help
 * @property {(source: HelpSource) => (folded: string, nowhere: string[]) => Promise<string | null>} corrector
 */

lanmuSearch.help = (function () {
  "use strict";

  const { folding, suggestions } = lanmuSearch;
  const { candidates, BETWEEN } = suggestions;

  /** The longest word that is looked for in a slip, the longest text that is looked through, and the most gaps in it. */
  const WORD = 4;
  const TEXT = 12;
  const GAPS = 4;

  /** Slips, the likeliest first: a word that sounds alike, a doubled character, one too few or too many, a wrong one. */
  const SORTS = { sound: 0, doubled: 1, count: 2, wrong: 3 };

  /** How many words with one beginning are looked at. */
  const MANY = 400;

  /** The shortest row of letters that is taken for a slip. */
  const LATIN_LEAST = 4;

  const SPELLED = /^[a-z]{2,}( [a-z]{2,}){2,}$/;

  const HAN_ALONE = /^[\u3400-\u9fff]+$/;

  const HAN_RUN = /[\u3400-\u9fff]{2,}/g;
  const LATIN_RUN = /[a-z]{2,}/g;

  /**
   * The weightiest; of equal ones the shortest, then the first.
   *
   * @param {Candidate[]} from
   * @returns {Candidate | null}
   */
  function best(from) {
    return from.reduce(
      (/** @type {Candidate | null} */ best, one) =>
        !best || one.weight > best.weight || (one.weight === best.weight && one.word.length < best.word.length) ? one : best,
      null,
    );
  }

  /**
   * What a row of Latin letters spells: a whole sound, the beginning of one, first letters, several of these; or one of
   * them with a slip.
   *
   * @param {Words} words
   * @param {string} letters
   * @returns {Promise<string | null>}
   */
  async function spelled(words, letters) {
    const { sounds, initials } = words;
    const below = async (/** @type {Shelf} */ shelf, /** @type {string} */ part) =>
      best(candidates(await shelf.below(part, MANY)).filter(({ word }) => HAN_ALONE.test(word)));
    const exact = (/** @type {Shelf} */ shelf, /** @type {string} */ part) => below(shelf, part + BETWEEN);
    const open = below;
    const whole = (await exact(sounds, letters)) || (await exact(initials, letters));
    if (whole) return whole.word;
    const begun = letters.length > 2 && ((await open(sounds, letters)) || (await open(initials, letters)));
    if (begun) return begun.word;
    for (let end = letters.length - 1; end >= 2; end -= 1) {
      const [begin, rest] = [letters.slice(0, end), letters.slice(end)];
      const sounded = await exact(sounds, begin);
      const first = sounded || (await exact(initials, begin));
      if (!first || rest.length < 2) continue;
      // First letters behind first letters spell anything.
      const second = sounded ? await spelled(words, rest) : await soundedRest(words, rest);
      if (second) return first.word + second;
    }
    return mistyped(words, letters);
  }

  /**
   * A word whose whole sound a rest is.
   *
   * @param {Words} words
   * @param {string} rest
   */
  async function soundedRest({ sounds }, rest) {
    const found = best(candidates(await sounds.below(rest + BETWEEN, MANY)));
    return found && found.word;
  }

  /**
   * The word whose sound, or which itself, differs from a row of letters by a slip of the hand behind its first letter.
   *
   * @param {Words} words
   * @param {string} letters
   * @returns {Promise<string | null>}
   */
  async function mistyped({ words, sounds }, letters) {
    if (letters.length < LATIN_LEAST) return null;
    const begins = [letters.slice(0, 2), letters[0] + letters[2]];
    const found = await Promise.all(begins.flatMap((begin) => [sounds, words].map((shelf) => shelf.below(begin, MANY))));
    const near = candidates(found.flat()).filter(({ sound, word }) => sound !== letters && isOneSlip(letters, sound || word));
    const one = best(near);
    return one && one.word;
  }

  /**
   * Whether two words differ by one letter that is wrong, missing or too many, or by two that changed places.
   *
   * @param {string} one
   * @param {string} other
   */
  function isOneSlip(one, other) {
    if (differsInOne(one, other) || isOneLess(one, other) || isOneLess(other, one)) return true;
    const at = Array.from(one).findIndex((letter, index) => letter !== other[index]);
    const swapped = one.slice(0, at) + (one[at + 1] || "") + one[at] + one.slice(at + 2);
    return at >= 0 && one.length === other.length && swapped === other;
  }

  /**
   * @param {string} table A line a syllable: Latin letters, then the characters that sound so.
   * @returns {Map<string, string[]>} The syllables of each character.
   */
  function syllablesOf(table) {
    /** @type {Map<string, string[]>} */
    const known = new Map();
    for (const line of table.split("\n")) {
      const syllable = (line.match(/^[a-z]+/) || [""])[0];
      for (const character of line.slice(syllable.length)) {
        known.set(character, (known.get(character) || []).concat(syllable));
      }
    }
    return known;
  }

  /** @param {string} text */
  function positions(text) {
    return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => at);
  }

  /**
   * Whether leaving out one character of the longer text gives the shorter.
   *
   * @param {string} longer
   * @param {string} shorter
   */
  function isOneLess(longer, shorter) {
    let at = 0;
    while (at < shorter.length && longer[at] === shorter[at]) at += 1;
    return longer.length === shorter.length + 1 && longer.slice(at + 1) === shorter.slice(at);
  }

  /**
   * @param {string} one
   * @param {string} other
   */
  function differsInOne(one, other) {
    if (one.length !== other.length) return false;
    return Array.from(one).filter((character, at) => character !== other[at]).length === 1;
  }

  /**
   * A change to a run: from where to where, what stands there then, how likely a slip of this sort is (0 most), and how
   * good a word that is.
   *
   * @typedef {{ start: number, end: number, word: string, sort: number, weight: number }} Change
   */

  /**
   * @param {HelpSource} source
   * @returns {(folded: string, nowhere: string[]) => Promise<string | null>}
   */
  function corrector(source) {
    /** @type {Map<string, string[]> | null} */
    let syllables = null;

    async function learn() {
      if (syllables) return syllables;
      const [traditional, sounds] = await source.tables();
      folding.learn(traditional);
      syllables = syllablesOf(sounds);
      return syllables;
    }

    /**
     * Words that sound as a stretch does.
     *
     * @param {string} stretch
     * @returns {Promise<Candidate[]>}
     */
    async function homophones(stretch) {
      const known = await learn();
      const { sounds } = await source.words();
      let ways = [""];
      for (const character of stretch) {
        const own = known.get(character) || [];
        ways = ways.flatMap((way) => own.map((syllable) => way + syllable)).slice(0, 4);
      }
      const found = await Promise.all(ways.map((way) => sounds.below(way + BETWEEN, MANY)));
      return candidates(found.flat()).filter(({ word }) => word.length === stretch.length && word !== stretch);
    }

    /**
     * Changes to a run that would mend the pair at `gap`.
     *
     * @param {string} run
     * @param {number} gap
     * @returns {Promise<Change[]>}
     */
    async function changes(run, gap) {
      /** @type {Change[]} */
      const found = [];
      if (run[gap] === run[gap + 1]) found.push({ start: gap, end: gap + 1, word: "", sort: SORTS.doubled, weight: 1 });
      for (let start = Math.max(0, gap + 2 - WORD); start <= gap; start += 1) {
        for (let end = Math.max(gap + 2, start + 2); end <= Math.min(run.length, start + WORD); end += 1) {
          const one = best(await homophones(run.slice(start, end)));
          // Of words that sound alike the longer one is less of a chance.
          if (one) found.push({ start, end, word: one.word, sort: SORTS.sound, weight: one.weight * 8 ** (end - start) });
        }
        found.push(...(await misspelled(run, start, gap)));
      }
      return found;
    }

    /**
     * Words that begin where they should, with one character missing, too many, or wrong.
     *
     * @param {string} run
     * @param {number} start
     * @param {number} gap
     * @returns {Promise<Change[]>}
     */
    async function misspelled(run, start, gap) {
      const { words } = await source.words();
      const known = candidates(await words.below(run[start], MANY)).filter(({ word }) => word.length > 2 && word.length <= WORD + 2);
      return known.flatMap(({ word, weight }) => {
        const lengths = [word.length - 1, word.length, word.length + 1].filter((length) => start + length >= gap + 2);
        return lengths.flatMap((length) => {
          const stretch = run.slice(start, start + length);
          const isCount = isOneLess(word, stretch) || isOneLess(stretch, word);
          // A short word with one wrong character is known where nothing stands beside it.
          const isLong = word.length > 3 || run.length === word.length;
          if (!isCount && !(isLong && differsInOne(word, stretch))) return [];
          const sort = isCount ? SORTS.count : SORTS.wrong;
          return [{ start, end: start + length, word, sort, weight: weight * 2 ** word.length }];
        });
      });
    }

    /** @param {string} run */
    async function gaps(run) {
      const stands = await Promise.all(positions(run).map((at) => source.stands(run.slice(at, at + 2))));
      return positions(run).filter((at) => !stands[at]);
    }

    /**
     * A run with its gaps mended, one after the other, as long as that leaves fewer.
     *
     * @param {string} run
     * @returns {Promise<string>}
     */
    async function mended(run) {
      const open = await gaps(run);
      if (open.length === 0 || open.length > GAPS || run.length > TEXT) return run;
      const found = (await Promise.all(open.map((gap) => changes(run, gap)))).flat();
      const weighed = await Promise.all(
        found.map(async ({ start, end, word, sort, weight }) => {
          const text = run.slice(0, start) + word + run.slice(end);
          return { text, left: (await gaps(text)).length, sort, weight };
        }),
      );
      const better = weighed.filter(({ left }) => left < open.length);
      better.sort((one, other) => one.sort - other.sort || one.left - other.left || other.weight - one.weight);
      return better.length > 0 ? mended(better[0].text) : run;
    }

    /**
     * The same, where less than half is left to mend: else these were no slips.
     *
     * @param {string} run
     */
    async function mostlyMended(run) {
      const text = await mended(run);
      const [before, after] = await Promise.all([gaps(run), gaps(text)]);
      return 2 * after.length < before.length ? text : run;
    }

    /**
     * @param {string} text
     * @param {RegExp} pattern
     * @param {(found: string) => Promise<string>} replacement
     */
    async function replaced(text, pattern, replacement) {
      const found = text.match(pattern) || [];
      const now = await Promise.all(found.map(replacement));
      return text.replace(pattern, () => /** @type {string} */ (now.shift()));
    }

    return async (folded, nowhere) => {
      let text = folded;
      const isLatin = (/** @type {string} */ letters) => nowhere.includes(letters);
      if ((folded.match(LATIN_RUN) || []).some(isLatin)) {
        const words = await source.words();
        // Syllables may stand apart.
        const whole = SPELLED.test(folded) && (await soundedRest(words, folded.replace(/\s/g, "")));
        if (whole) return whole;
        text = await replaced(text, LATIN_RUN, async (letters) => (isLatin(letters) && (await spelled(words, letters))) || letters);
      }
      const isShort = text.replace(/[^\u3400-\u9fff]/g, "").length <= TEXT;
      if (isShort && nowhere.some((term) => /[\u3400-\u9fff]/.test(term))) {
        await learn();
        text = await replaced(folding.fold(text), HAN_RUN, mostlyMended);
      }
      return text === folded ? null : text;
    };
  }

  return { corrector };
})();
