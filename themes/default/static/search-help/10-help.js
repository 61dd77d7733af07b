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

  /**
   * Slips, the likeliest first: a word that sounds alike, a doubled character, two that changed places, one too few or
   * too many, a wrong one.
   */
  const SORTS = { sound: 0, doubled: 1, swapped: 2, count: 3, wrong: 4 };

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
    return differsInOne(one, other) || isOneLess(one, other) || isOneLess(other, one) || isSwapped(one, other);
  }

  /**
   * Whether two words differ by two neighbours that changed places.
   *
   * @param {string} one
   * @param {string} other
   */
  function isSwapped(one, other) {
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
   * Which slip makes one of two words the other; 0 for none.
   *
   * @param {string} word
   * @param {string} stretch
   * @param {number} length Of the run that holds it.
   */
  function slipBetween(word, stretch, length) {
    if (isSwapped(word, stretch)) return SORTS.swapped;
    if (isOneLess(word, stretch) || isOneLess(stretch, word)) return SORTS.count;
    // A short word with one wrong character is known where nothing stands beside it.
    const isLong = word.length > 3 || length === word.length;
    return isLong && differsInOne(word, stretch) ? SORTS.wrong : 0;
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
          const sort = slipBetween(word, stretch, run.length);
          return sort ? [{ start, end: start + length, word, sort, weight: weight * 2 ** word.length }] : [];
        });
      });
    }

    /**
     * Where two characters stand side by side that do so nowhere, and are the same or no word ends there as the next
     * begins.
     *
     * @param {string} run
     */
    async function gaps(run) {
      const isGap = async (/** @type {number} */ at) => {
        if (await source.stands(run.slice(at, at + 2))) return false;
        return run[at] === run[at + 1] || !((await isWordEnd(run, at + 1)) && (await isWordBegin(run, at + 1)));
      };
      const open = await Promise.all(positions(run).map(isGap));
      return positions(run).filter((at) => open[at]);
    }

    /** @param {string} stretch */
    async function isWord(stretch) {
      const { words } = await source.words();
      return stretch.length > 1 && (await words.below(stretch, 1)).some(([word]) => word === stretch);
    }

    /**
     * @param {string} run
     * @param {number} at
     */
    async function isWordEnd(run, at) {
      const starts = [2, 3, 4].filter((length) => length <= at);
      return (await Promise.all(starts.map((length) => isWord(run.slice(at - length, at))))).includes(true);
    }

    /**
     * @param {string} run
     * @param {number} at
     */
    async function isWordBegin(run, at) {
      const lengths = [2, 3, 4].filter((length) => at + length <= run.length);
      return (await Promise.all(lengths.map((length) => isWord(run.slice(at, at + length))))).includes(true);
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
     * @param {(found: string, at: number) => Promise<string>} replacement
     */
    async function replaced(text, pattern, replacement) {
      const found = Array.from(text.matchAll(pattern));
      const now = await Promise.all(found.map((match) => replacement(match[0], Number(match.index))));
      return text.replace(pattern, () => /** @type {string} */ (now.shift()));
    }

    /**
     * What letters spell of a word whose other half stands beside them in characters, as in 报xiao and kai户.
     *
     * @param {Words} words
     * @param {string} text
     * @param {number} at Where the letters begin.
     * @param {string} letters
     */
    async function halfSpelled({ sounds }, text, at, letters) {
      const known = await learn();
      const [before, after] = [text[at - 1] || "", text[at + letters.length] || ""];
      const spelledSo = async (/** @type {string} */ sound) => candidates(await sounds.below(sound + BETWEEN, MANY));
      const ends = (known.get(after) || []).map(async (syllable) =>
        (await spelledSo(letters + syllable)).filter(({ word }) => word.endsWith(after)),
      );
      const begins = (known.get(before) || []).map(async (syllable) =>
        (await spelledSo(syllable + letters)).filter(({ word }) => word.startsWith(before)),
      );
      const [last, first] = await Promise.all([ends, begins].map(async (ways) => best((await Promise.all(ways)).flat())));
      return last ? last.word.slice(0, -1) : first && first.word.slice(1);
    }

    return async (folded, nowhere) => {
      let text = folded;
      const isLatin = (/** @type {string} */ letters) => nowhere.includes(letters);
      if ((folded.match(LATIN_RUN) || []).some(isLatin)) {
        const words = await source.words();
        // Syllables may stand apart.
        const whole = SPELLED.test(folded) && (await spelled(words, folded.replace(/\s/g, "")));
        if (whole) return whole;
        text = await replaced(folded, LATIN_RUN, async (letters, at) => {
          if (!isLatin(letters)) return letters;
          return (await halfSpelled(words, folded, at, letters)) || (await spelled(words, letters)) || letters;
        });
      }
      const isShort = text.replace(/[^\u3400-\u9fff]/g, "").length <= TEXT;
      if (isShort && nowhere.some((term) => /[\u3400-\u9fff]/.test(term))) {
        await learn();
        const now = folding.fold(text);
        text = await replaced(now, HAN_RUN, async (run, at) => {
          // What stands behind a number is what it counts: 8000块.
          const unit = /[0-9]/.test(now[at - 1] || "") ? run.slice(0, 1) : "";
          return unit + (await mostlyMended(run.slice(unit.length)));
        });
      }
      return text === folded ? null : text;
    };
  }

  return { corrector };
})();
