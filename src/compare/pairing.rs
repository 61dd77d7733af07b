use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::gram::{Holders, gram};
use super::unit::{Unit, units};
use super::wording::{Wording, wording};
use crate::markdown::Tree;

/// What became of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Word for word as it was, under the same number.
    Same,
    /// The same words under another number or in another place.
    Moved,
    /// Other words.
    Revised,
    /// Not in the earlier version.
    Added,
    /// Not in the later version, or there with its number alone.
    Removed,
}

impl Fate {
    /// The key of its name in the theme's strings.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Moved => "moved",
            Self::Revised => "revised",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

/// A clause in the two versions; at least one is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// As it was.
    pub old: Option<Unit>,
    /// As it is.
    pub new: Option<Unit>,
    /// What became of it.
    pub fate: Fate,
    /// How alike the two are, 0 to 1; 1 for what has the same permanent id or the same words.
    pub likeness: f32,
    /// Which words changed; found when it is first asked for.
    wording: OnceLock<Vec<Wording>>,
}

impl Change {
    fn new(old: Option<Unit>, new: Option<Unit>, fate: Fate, likeness: f32) -> Self {
        Self {
            old,
            new,
            fate,
            likeness,
            wording: OnceLock::new(),
        }
    }

    /// Whether it is an article or numbered clause, and not a heading or what stands outside of clauses.
    pub fn is_clause(&self) -> bool {
        let unit = self.new.as_ref().or(self.old.as_ref());
        unit.is_some_and(|unit| unit.clause.is_some() && !unit.is_heading)
    }

    /// Which words of the text changed; of a heading those of the heading.
    pub fn wording(&self) -> &[Wording] {
        self.wording.get_or_init(|| {
            let text = |unit: &Option<Unit>| unit.as_ref().map_or("", Unit::words).to_owned();
            wording(&text(&self.old), &text(&self.new))
        })
    }
}

/// All clauses of two versions, in the order of the later one, what was removed where it stood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Every clause once.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// What is not as it was.
    pub fn changed(&self) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(|change| change.fate != Fate::Same)
    }

    /// How many articles and numbered clauses met `fate`; `None` counts what changed outside of them: headings, and
    /// text that belongs to no clause.
    pub fn count(&self, fate: Option<Fate>) -> usize {
        let is_counted = |change: &&Change| match fate {
            Some(fate) => change.fate == fate && change.is_clause(),
            None => change.fate != Fate::Same && !change.is_clause(),
        };
        self.changes.iter().filter(is_counted).count()
    }

    /// Where the clause with this index in the earlier tree went, if that is beyond doubt.
    pub fn successor(&self, clause: usize) -> Option<&Unit> {
        let change = self.changes.iter().find(|change| {
            change
                .old
                .as_ref()
                .is_some_and(|old| old.clause == Some(clause))
        })?;
        let is_there = change.fate != Fate::Removed && change.likeness >= SURE;
        change.new.as_ref().filter(|_| is_there)
    }
}

/// From this likeness on, two clauses are the same one beyond doubt, so that a citation may follow.
const SURE: f32 = 0.6;

/// From this likeness on, clauses under different numbers are taken for the same one.
const ALIKE: f32 = 0.45;

/// The same under one number: a rewritten clause still regulates what it did.
const ALIKE_UNDER_ONE_NUMBER: f32 = 0.25;

/// The same where the neighbours on both sides stayed what they were.
const ALIKE_IN_PLACE: f32 = 0.1;

/// Compares the earlier version `old` with the later `new`, each a tree with its source.
///
/// `reference` gives the words of a reference that has none of its own.
pub fn compare(
    old: (&Tree, &str),
    new: (&Tree, &str),
    reference: (&dyn Fn(usize) -> String, &dyn Fn(usize) -> String),
) -> Comparison {
    let old = units(old.0, old.1, reference.0);
    let new = units(new.0, new.1, reference.1);
    let mut pairing = Pairing::new(&old, &new);
    pairing.by_permanent_id();
    pairing.by_number_and_words();
    pairing.by_equal_words();
    pairing.by_likeness();
    pairing.by_deletion();
    pairing.by_place();
    let partner = pairing.partner;
    changes(old, new, &partner)
}

struct Pairing<'u> {
    old: &'u [Unit],
    new: &'u [Unit],
    /// For each new unit, the old one and how alike they are.
    partner: Vec<Option<(usize, f32)>>,
    is_paired: Vec<bool>,
}

impl<'u> Pairing<'u> {
    fn new(old: &'u [Unit], new: &'u [Unit]) -> Self {
        Self {
            old,
            new,
            partner: vec![None; new.len()],
            is_paired: vec![false; old.len()],
        }
    }

    fn pair(&mut self, old: usize, new: usize, likeness: f32) {
        if !self.is_paired[old] && self.partner[new].is_none() {
            self.is_paired[old] = true;
            self.partner[new] = Some((old, likeness));
        }
    }

    fn by_permanent_id(&mut self) {
        let ids: HashMap<&str, usize> = self
            .old
            .iter()
            .enumerate()
            // Where an id stands twice, which is reported, the first has it.
            .rev()
            .filter_map(|(index, unit)| Some((unit.permanent.as_deref()?, index)))
            .collect();
        for (index, unit) in self.new.iter().enumerate() {
            let known = unit.permanent.as_deref().and_then(|id| ids.get(id));
            if let Some(old) = known {
                self.pair(*old, index, 1.0);
            }
        }
    }

    /// Clauses with the same words under the same number, which most are.
    fn by_number_and_words(&mut self) {
        // Under a number that stands there very often, only the next few are looked at.
        const LOOKED_AT: usize = 64;
        let mut waiting: HashMap<&str, VecDeque<usize>> = HashMap::new();
        for (index, unit) in self.old.iter().enumerate() {
            if !self.is_paired[index] {
                waiting.entry(&unit.label).or_default().push_back(index);
            }
        }
        for (index, unit) in self.new.iter().enumerate() {
            if self.partner[index].is_some() {
                continue;
            }
            let Some(waiting) = waiting.get_mut(unit.label.as_str()) else {
                continue;
            };
            let mut next = waiting.iter().take(LOOKED_AT);
            let found = next.position(|old| has_same_words(&self.old[*old], unit));
            if let Some(old) = found.and_then(|at| waiting.remove(at)) {
                self.pair(old, index, 1.0);
            }
        }
    }

    /// Clauses with the same words under other numbers, one after the other.
    fn by_equal_words(&mut self) {
        let mut waiting: FxHashMap<(bool, Cow<'u, str>), VecDeque<usize>> = FxHashMap::default();
        for (index, unit) in self.old.iter().enumerate() {
            if !self.is_paired[index] {
                waiting.entry(key(unit)).or_default().push_back(index);
            }
        }
        for (index, unit) in self.new.iter().enumerate() {
            if self.partner[index].is_some() {
                continue;
            }
            let key = key(unit);
            // Two that have no words are the same only under one number.
            if let Some(waiting) = waiting.get_mut(&key).filter(|_| !key.1.is_empty())
                && let Some(old) = waiting.pop_front()
            {
                self.pair(old, index, 1.0);
            }
        }
    }

    /// What is left, the most alike first.
    fn by_likeness(&mut self) {
        let old: Vec<_> = left(self.old, |index| self.is_paired[index]);
        let new: Vec<_> = left(self.new, |index| self.partner[index].is_some());
        let rare = Rare::new(&old, self.old);
        let mut counts = vec![0; old.len()];
        let mut scored = Vec::new();
        for (index, grams) in &new {
            for candidate in rare.candidates(grams, &self.new[*index].label, &mut counts) {
                let (other, theirs) = &old[candidate];
                let (a, b) = (&self.old[*other], &self.new[*index]);
                let least = if a.label == b.label {
                    ALIKE_UNDER_ONE_NUMBER
                } else {
                    ALIKE
                };
                if a.is_heading != b.is_heading || !may_be_alike(theirs, grams, least) {
                    continue;
                }
                let likeness = dice(theirs, grams);
                if likeness >= least {
                    scored.push((likeness, *other, *index));
                }
            }
        }
        scored.sort_by(|a, b| {
            let distance = |pair: &(f32, usize, usize)| pair.1.abs_diff(pair.2);
            b.0.total_cmp(&a.0)
                .then(distance(a).cmp(&distance(b)))
                .then((a.1, a.2).cmp(&(b.1, b.2)))
        });
        for (likeness, old, new) in scored {
            self.pair(old, new, likeness);
        }
    }

    /// 第十六条 （删除）: what stood under the number is gone, and the number stays.
    fn by_deletion(&mut self) {
        let unpaired = self.old.iter().enumerate();
        let by_label: HashMap<&str, usize> = unpaired
            .filter(|(index, _)| !self.is_paired[*index])
            .map(|(index, unit)| (unit.label.as_str(), index))
            .collect();
        for (index, unit) in self.new.iter().enumerate() {
            let old = by_label.get(unit.label.as_str());
            if let Some(old) = old.filter(|_| says_deleted(unit)) {
                self.pair(*old, index, 0.0);
            }
        }
    }

    /// A clause that was rewritten under its number, between neighbours that stayed, is still that clause.
    fn by_place(&mut self) {
        let by_label: HashMap<&str, usize> = self
            .old
            .iter()
            .enumerate()
            .filter(|(index, unit)| !self.is_paired[*index] && unit.clause.is_some())
            .map(|(index, unit)| (unit.label.as_str(), index))
            .collect();
        let partners: Vec<Option<usize>> = self
            .partner
            .iter()
            .map(|pair| pair.map(|(old, _)| old))
            .collect();
        let behind = next_partners(&partners);
        let mut before = None;
        for index in 0..self.new.len() {
            let last = before;
            before = partners[index].or(before);
            let unit = &self.new[index];
            let Some(old) = by_label.get(unit.label.as_str()).copied() else {
                continue;
            };
            let fits = last.is_none_or(|last| last < old)
                && behind[index].is_none_or(|behind| behind > old);
            let same_kind = self.old[old].is_heading == unit.is_heading && unit.clause.is_some();
            if self.partner[index].is_none() && fits && same_kind {
                let likeness = dice(&grams(&self.old[old]), &grams(unit));
                if likeness >= ALIKE_IN_PLACE {
                    self.pair(old, index, likeness);
                }
            }
        }
    }
}

/// For each unit, the partner of the next one behind it that has one.
fn next_partners(partners: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut next = None;
    let mut all: Vec<_> = partners
        .iter()
        .rev()
        .map(|partner| {
            let behind = next;
            next = partner.or(next);
            behind
        })
        .collect();
    all.reverse();
    all
}

fn left(units: &[Unit], is_paired: impl Fn(usize) -> bool) -> Vec<(usize, Vec<u64>)> {
    let left = units
        .iter()
        .enumerate()
        .filter(|(index, _)| !is_paired(*index));
    left.map(|(index, unit)| (index, grams(unit))).collect()
}

fn has_same_words(a: &Unit, b: &Unit) -> bool {
    a.is_heading == b.is_heading && is_same(words_of(a), words_of(b))
}

/// Whether two texts differ in white space at most.
fn is_same(a: &str, b: &str) -> bool {
    let letters = |text| str::split_whitespace(text).flat_map(str::bytes);
    a == b || (may_be_same(a, b) && letters(a).eq(letters(b)))
}

/// Whether there is white space where two texts begin to differ.
fn may_be_same(a: &str, b: &str) -> bool {
    let shared = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    // Inside a character they differ in a letter, unless the character is a space in one of them.
    let at = |text: &str| text.floor_char_boundary(shared);
    let is_space = |text: &str| {
        text[at(text)..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace)
    };
    is_space(a) || is_space(b)
}

/// What two clauses must share to have the same words: a heading its title without the number.
fn key(unit: &Unit) -> (bool, Cow<'_, str>) {
    let words = words_of(unit);
    let words = if words.contains(char::is_whitespace) {
        squeezed(words).into()
    } else {
        words.into()
    };
    (unit.is_heading, words)
}

fn words_of(unit: &Unit) -> &str {
    if unit.is_heading {
        title(&unit.label)
    } else {
        &unit.text
    }
}

/// 总则 of 第一章 总则.
fn title(label: &str) -> &str {
    let rest = label.strip_prefix('第').and_then(|rest| {
        rest.find(['章', '节', '编'])
            .map(|at| &rest[at + "章".len()..])
    });
    rest.filter(|rest| !rest.trim().is_empty()).unwrap_or(label)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The pairs of neighbouring characters of a unit, sorted, each as often as it stands there.
fn grams(unit: &Unit) -> Vec<u64> {
    let text = words_of(unit);
    let mut letters = text.chars().filter(|c| is_letter(*c));
    let Some(mut before) = letters.next() else {
        return Vec::new();
    };
    let mut grams = Vec::with_capacity(text.len() / '字'.len_utf8());
    for letter in letters {
        grams.push(gram(before, letter));
        before = letter;
    }
    if grams.is_empty() {
        grams.push(gram('\0', before));
    }
    grams.sort_unstable();
    grams
}

fn is_letter(c: char) -> bool {
    // Nearly all of them are, and the tables of Unicode are slow to ask.
    ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_alphanumeric()
}

/// Whether two are near enough in length to be as alike as `least`: at most the shorter is shared.
fn may_be_alike(a: &[u64], b: &[u64], least: f32) -> bool {
    share(a.len().min(b.len()), a.len() + b.len()) >= least
}

/// Twice what two share, in parts of what both have (Dice's coefficient).
fn dice(a: &[u64], b: &[u64]) -> f32 {
    let (mut i, mut j, mut shared) = (0, 0, 0_usize);
    // Without branches, which nothing could foretell.
    while i < a.len() && j < b.len() {
        let (left, right) = (a[i], b[j]);
        shared += usize::from(left == right);
        i += usize::from(left <= right);
        j += usize::from(right <= left);
    }
    share(shared, a.len() + b.len())
}

/// Twice `shared` in parts of `all`.
#[expect(
    clippy::cast_precision_loss,
    reason = "a clause has thousands of pairs at most, which a float holds exactly"
)]
fn share(shared: usize, all: usize) -> f32 {
    2.0 * shared as f32 / all.max(1) as f32
}

/// The units that hold each pair of characters, but for pairs that too many hold to tell anything.
struct Rare<'u> {
    /// By their places among those that are left.
    holders: Holders,
    by_label: HashMap<&'u str, usize>,
}

impl<'u> Rare<'u> {
    /// More holders than this say nothing; the bound keeps the search linear.
    const MANY: usize = 24;

    fn new(left: &[(usize, Vec<u64>)], units: &'u [Unit]) -> Self {
        let mut holders = Vec::new();
        for (place, (_, grams)) in (0_u32..).zip(left) {
            holders.extend(grams.iter().map(|gram| (*gram, place)));
        }
        let labels = left.iter().enumerate().rev();
        Self {
            holders: Holders::new(&holders),
            by_label: labels
                .map(|(place, (unit, _))| (units[*unit].label.as_str(), place))
                .collect(),
        }
    }

    /// Those that share most with `grams`, and the one under the same number.
    ///
    /// `counts` has a zero for each unit, and has them again afterwards.
    fn candidates(&self, grams: &[u64], label: &str, counts: &mut [u32]) -> Vec<usize> {
        const LOOKED_AT: usize = 6;
        // What shares less than this part of what another shares is not the same clause.
        const PART: u32 = 4;
        let mut sharing: Vec<usize> = Vec::new();
        for gram in grams {
            for place in self.holders.few(*gram, Self::MANY) {
                if counts[place] == 0 {
                    sharing.push(place);
                }
                counts[place] += 1;
            }
        }
        let most = sharing.iter().map(|place| counts[*place]).max();
        let near = sharing.iter().copied();
        let mut ranked: Vec<(Reverse<u32>, usize)> = near
            .filter(|place| counts[*place] * PART >= most.unwrap_or(0))
            .map(|place| (Reverse(counts[place]), place))
            .collect();
        ranked.sort_unstable();
        for place in sharing {
            counts[place] = 0;
        }
        let ranked = ranked.into_iter().map(|(_, place)| place);
        let mut ranked: Vec<usize> = ranked.take(LOOKED_AT).collect();
        let same = self.by_label.get(label).copied();
        ranked.extend(same.filter(|same| !ranked.contains(same)));
        ranked
    }
}

/// The pairs in the order of the later version; what was removed follows what it followed.
fn changes(old: Vec<Unit>, new: Vec<Unit>, partner: &[Option<(usize, f32)>]) -> Comparison {
    let kept: Vec<Option<usize>> = {
        let mut kept = vec![None; old.len()];
        for (index, pair) in partner.iter().enumerate() {
            if let Some((old, _)) = pair {
                kept[*old] = Some(index);
            }
        }
        kept
    };
    let mut removed: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    let mut before = None;
    for (index, kept) in kept.iter().enumerate() {
        match kept {
            Some(kept) => before = Some(*kept),
            None => removed.entry(before).or_default().push(index),
        }
    }
    let mut old: Vec<Option<Unit>> = old.into_iter().map(Some).collect();
    let mut all = Comparison::default();
    let mut push_removed =
        |after: Option<usize>, old: &mut Vec<Option<Unit>>, all: &mut Comparison| {
            for index in removed.remove(&after).unwrap_or_default() {
                all.changes
                    .push(Change::new(old[index].take(), None, Fate::Removed, 0.0));
            }
        };
    push_removed(None, &mut old, &mut all);
    for (index, unit) in new.into_iter().enumerate() {
        let (before, likeness) = match partner[index] {
            Some((before, likeness)) => (old[before].take(), likeness),
            None => (None, 0.0),
        };
        let fate = fate(before.as_ref(), &unit);
        let (before, unit) = match fate {
            // Nobody asks for the words of what stayed, which is most of a long text.
            Fate::Same => (before.map(Unit::without_text), unit.without_text()),
            _ => (before, unit),
        };
        all.changes
            .push(Change::new(before, Some(unit), fate, likeness));
        push_removed(Some(index), &mut old, &mut all);
    }
    all
}

/// Whether a clause says of itself that it was deleted.
fn says_deleted(unit: &Unit) -> bool {
    const WORDS: [&str; 6] = ["删除", "删去", "废止", "已删除", "已删去", "已废止"];
    let marks = ['（', '）', '(', ')', '〔', '〕', '[', ']', '。'];
    unit.clause.is_some() && WORDS.contains(&unit.text.trim().trim_matches(marks))
}

fn fate(old: Option<&Unit>, new: &Unit) -> Fate {
    let Some(old) = old else {
        return Fate::Added;
    };
    if says_deleted(new) && !says_deleted(old) {
        return Fate::Removed;
    }
    match (
        is_same(&old.text, &new.text),
        is_same(&old.label, &new.label),
    ) {
        (true, true) => Fate::Same,
        (true, false) if new.is_heading && title(&old.label) != title(&new.label) => Fate::Revised,
        (true, false) if !new.is_heading && new.clause.is_none() => Fate::Revised,
        (true, false) => Fate::Moved,
        (false, _) => Fate::Revised,
    }
}
