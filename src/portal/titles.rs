use std::collections::HashMap;
use std::hash::{Hash as _, Hasher as _};

use rustc_hash::FxHasher;

use super::{Portal, State, WorkIndex};
use crate::kinds::Content;

/// Works by the titles under which prose cites them.
#[derive(Debug)]
pub(super) struct Titles<'p> {
    works: HashMap<&'p str, WorkIndex>,
    /// Titles by their sketches, sorted.
    near: Vec<(u64, &'p str)>,
    prefixes: &'p [String],
}

impl<'p> Titles<'p> {
    /// Titles and short titles of every version; where two works share one, the one in force has it.
    pub(super) fn new(portal: &'p Portal) -> Self {
        let prefixes = portal.config.optional_prefixes.as_slice();
        let mut works: HashMap<&str, WorkIndex> = HashMap::new();
        for (index, work) in portal.works.iter().enumerate() {
            let in_force = |w: WorkIndex| {
                portal
                    .shown(w)
                    .is_some_and(|v| portal.validity[v].state == State::InForce)
            };
            for version in &work.versions {
                let document = &portal.documents[*version];
                let short: &[String] = match &document.content {
                    Content::Policy(policy) => &policy.short_titles,
                    _ => continue,
                };
                for title in std::iter::once(&document.common.title).chain(short) {
                    let known = works
                        .entry(without_prefix(title, prefixes))
                        .or_insert(index);
                    if *known != index && !in_force(*known) && in_force(index) {
                        *known = index;
                    }
                }
            }
        }
        let long = works
            .keys()
            .filter(|title| title.chars().count() >= SHORTEST);
        let mut near: Vec<(u64, &str)> = long
            .flat_map(|title| {
                sketches(title)
                    .into_iter()
                    .map(move |sketch| (sketch, *title))
            })
            .collect();
        near.sort_unstable();
        Self {
            works,
            near,
            prefixes,
        }
    }

    /// The one known title that 《title》, which is not known, was most likely to be; `None` where there is none, or
    /// where several are as near.
    pub(super) fn nearest(&self, title: &str) -> Option<&'p str> {
        let title = without_prefix(title, self.prefixes);
        if title.chars().count() < SHORTEST - 1 {
            return None;
        }
        let mut found: Vec<&str> = sketches(title)
            .into_iter()
            .flat_map(|sketch| self.with_sketch(sketch))
            .collect();
        found.sort_unstable();
        found.dedup();
        found.retain(|known| is_slip(title, known));
        match found.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    fn with_sketch(&self, sketch: u64) -> impl Iterator<Item = &'p str> {
        let start = self.near.partition_point(|(known, _)| *known < sketch);
        let same = self.near[start..]
            .iter()
            .take_while(move |(known, _)| *known == sketch);
        same.map(|(_, title)| *title)
    }

    /// The work that 《title》 means.
    pub(super) fn find(&self, title: &str) -> Option<WorkIndex> {
        let title = without_prefix(title, self.prefixes);
        // Inside 《》 a title's own marks are written 〈〉.
        let unnested = || title.replace('〈', "《").replace('〉', "》");
        let found = self.works.get(title).copied();
        if title.contains('〈') {
            found.or_else(|| self.works.get(unnested().as_str()).copied())
        } else {
            found
        }
    }
}

/// Titles shorter than this are too often near to each other.
const SHORTEST: usize = 6;

/// What two titles have in common that differ by a slip, as numbers: all but one character, all of it, and all but
/// the words that people leave out or change.
fn sketches(title: &str) -> Vec<u64> {
    let letters: Vec<char> = title.chars().filter(|c| !c.is_whitespace()).collect();
    let mut sketches: Vec<u64> = (0..letters.len())
        .map(|left_out| sketch(letters[..left_out].iter().chain(&letters[left_out + 1..])))
        .collect();
    sketches.push(sketch(&letters));
    let core: Vec<char> = core(&letters.iter().collect::<String>()).chars().collect();
    sketches.push(sketch(&core));
    sketches
}

/// The number of a row of letters; that two rows share one is no harm, since what they share is looked at then.
fn sketch<'c>(letters: impl IntoIterator<Item = &'c char>) -> u64 {
    let mut hasher = FxHasher::default();
    for letter in letters {
        letter.hash(&mut hasher);
    }
    hasher.finish()
}

/// A title without the words that people leave out or change.
fn core(title: &str) -> String {
    const LOOSE: [&str; 9] = [
        "（试行）",
        "（暂行）",
        "(试行)",
        "(暂行)",
        "管理",
        "的",
        "和",
        "与",
        "、",
    ];
    let mut core: String = title.split_whitespace().collect();
    for word in LOOSE {
        if core.contains(word) {
            core = core.replace(word, "");
        }
    }
    core
}

/// Whether two titles that share a sketch differ by what a slip of the pen makes, and not by their subject or number.
fn is_slip(written: &str, known: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (written.chars().collect(), known.chars().collect());
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let end = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let rest = |letters: &[char]| letters.len().saturating_sub(start + end);
    let numeral = |letters: &[char]| {
        letters
            .get(start)
            .is_some_and(|c| crate::markdown::parse_numeral(&c.to_string()).is_some())
    };
    let is_number = numeral(&a) || numeral(&b);
    let is_exchange = rest(&a) == 1 && rest(&b) == 1;
    // 盐业 for 物业 is another matter; 方法 for 办法 is a slip.
    let is_other_matter = is_number || (is_exchange && start < 2);
    !is_other_matter
        && (is_exchange || rest(&a) == 0 || rest(&b) == 0 || core(written) == core(known))
}

fn without_prefix<'t>(title: &'t str, prefixes: &[String]) -> &'t str {
    let title = title.trim();
    prefixes
        .iter()
        .find_map(|prefix| title.strip_prefix(prefix.as_str()))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(title)
}
