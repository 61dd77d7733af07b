use rustc_hash::FxHashMap;
use similar::{Algorithm, ChangeTag, DiffOp, capture_diff_slices};

use super::table::with_tables;
use crate::words;

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordingKind {
    /// In both.
    Kept,
    /// Only in the earlier.
    Deleted,
    /// Only in the later.
    Inserted,
}

/// Words that share a fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// What became of them.
    pub kind: WordingKind,
    /// The words; a line end stands between the lines of a clause.
    pub text: String,
}

/// More words than this are not compared one by one: a diff of two strange texts takes their product.
pub(super) const MOST_WORDS: usize = 3_000;

/// What changed from `old` to `new`, by words: first sentences are matched, then the words of those that differ.
///
/// The kept and the deleted make `old`, the kept and the inserted `new`, letter by letter. A line that begins with a tab
/// is the row of a table, each tab the beginning of a cell; rows are compared cell by cell.
pub fn wording(old: &str, new: &str) -> Vec<Wording> {
    if old.contains('\t') || new.contains('\t') {
        with_tables(old, new)
    } else {
        of_text(old, new)
    }
}

/// The same for texts, or cells, without a table.
pub(super) fn of_text(old: &str, new: &str) -> Vec<Wording> {
    let (old_sentences, new_sentences) = (sentences(old), sentences(new));
    let mut out = Vec::new();
    if old_sentences.len().max(new_sentences.len()) > MOST_WORDS {
        replaced(old, new, &mut out);
        return out;
    }
    let (mut deleted, mut inserted) = (String::new(), String::new());
    for operation in operations(&old_sentences, &new_sentences) {
        for change in operation.iter_changes(&old_sentences, &new_sentences) {
            match change.tag() {
                ChangeTag::Equal => {
                    by_words(&deleted, &inserted, &mut out);
                    deleted.clear();
                    inserted.clear();
                    push(&mut out, WordingKind::Kept, change.value());
                }
                ChangeTag::Delete => deleted.push_str(change.value()),
                ChangeTag::Insert => inserted.push_str(change.value()),
            }
        }
    }
    by_words(&deleted, &inserted, &mut out);
    out
}

/// The least that changes between two rows of words. Words are compared very often: each becomes a number first.
fn operations<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<DiffOp> {
    let mut known: FxHashMap<&'t str, u32> = FxHashMap::default();
    let mut numbers = |words: &[&'t str]| -> Vec<u32> {
        let number = |word: &&'t str| {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            *known.entry(word).or_insert(next)
        };
        words.iter().map(number).collect()
    };
    let (old, new) = (numbers(old), numbers(new));
    capture_diff_slices(Algorithm::Myers, &old, &new)
}

/// A text cut behind the marks that end a sentence or a line.
fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['。', '；', '：', '\n', '，'])
        .collect()
}

fn by_words(old: &str, new: &str, out: &mut Vec<Wording>) {
    if old.is_empty() || new.is_empty() {
        replaced(old, new, out);
        return;
    }
    let (old_words, new_words) = (words::cut(old), words::cut(new));
    if old_words.len().max(new_words.len()) > MOST_WORDS {
        replaced(old, new, out);
        return;
    }
    let mut own: Vec<Wording> = Vec::new();
    let mut is_closed = true;
    for operation in operations(&old_words, &new_words) {
        for change in operation.iter_changes(&old_words, &new_words) {
            let word = change.value();
            let kind = match change.tag() {
                ChangeTag::Equal if !is_closed && ends_replaced(&own, word) => {
                    replaced(word, word, &mut own);
                    is_closed = true;
                    continue;
                }
                ChangeTag::Equal => WordingKind::Kept,
                ChangeTag::Delete => WordingKind::Deleted,
                ChangeTag::Insert => WordingKind::Inserted,
            };
            is_closed = kind == WordingKind::Kept;
            push(&mut own, kind, word);
        }
    }
    let own = without_confetti(&own);
    if is_torn(&own) {
        replaced(old, new, out);
    } else {
        for part in own {
            push(out, part.kind, &part.text);
        }
    }
}

/// Whether a kept word of one letter ends what was replaced before it, as 卧 in 硬卧 and 软卧, 元 in 五百元 and 六百元.
/// A unit behind figures, as in 400元 and 450元, stands apart.
fn ends_replaced(before: &[Wording], word: &str) -> bool {
    const PARTICLES: &str = "的了和与或及在由对为应按从向于以是";
    let [.., old, new] = before else {
        return false;
    };
    let is_replaced = (old.kind, new.kind) == (WordingKind::Deleted, WordingKind::Inserted);
    let is_figure = |part: &Wording| part.text.ends_with(|c: char| c.is_ascii_digit());
    let mut letters = word.chars();
    let is_one = letters.next().is_some_and(char::is_alphanumeric) && letters.next().is_none();
    is_replaced && is_one && !PARTICLES.contains(word) && !(is_figure(old) && is_figure(new))
}

fn replaced(old: &str, new: &str, out: &mut Vec<Wording>) {
    push(out, WordingKind::Deleted, old);
    push(out, WordingKind::Inserted, new);
}

/// Adds words to the row; between two that are kept, what is deleted stands before what is inserted.
fn push(out: &mut Vec<Wording>, kind: WordingKind, text: &str) {
    if text.is_empty() {
        return;
    }
    let last = out.len();
    let is_late =
        kind == WordingKind::Deleted && last > 0 && out[last - 1].kind == WordingKind::Inserted;
    let place = if is_late { last - 1 } else { last };
    if place > 0 && out[place - 1].kind == kind {
        out[place - 1].text.push_str(text);
    } else {
        let text = text.to_owned();
        out.insert(place, Wording { kind, text });
    }
}

/// A kept word of one character, or a mark, between two changes is no help to a reader: it becomes part of them.
fn without_confetti(parts: &[Wording]) -> Vec<Wording> {
    let is_changed =
        |part: Option<&Wording>| part.is_some_and(|part| part.kind != WordingKind::Kept);
    let mut out = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let between =
            index > 0 && is_changed(parts.get(index - 1)) && is_changed(parts.get(index + 1));
        let letters = part.text.chars().filter(|c| c.is_alphanumeric()).count();
        if part.kind == WordingKind::Kept && between && letters < 2 && !part.text.contains('\n') {
            push(&mut out, WordingKind::Deleted, &part.text);
            push(&mut out, WordingKind::Inserted, &part.text);
        } else {
            push(&mut out, part.kind, &part.text);
        }
    }
    out
}

/// Whether so little is kept, in so many pieces, that the two texts are better read one after the other.
fn is_torn(parts: &[Wording]) -> bool {
    let length = |kind: Option<WordingKind>| -> usize {
        let counted = parts
            .iter()
            .filter(|part| kind.is_none_or(|kind| part.kind == kind));
        counted.map(|part| part.text.chars().count()).sum()
    };
    let pieces = parts
        .iter()
        .filter(|part| part.kind == WordingKind::Kept)
        .count();
    pieces > 2 && length(Some(WordingKind::Kept)) * 4 < length(None)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Wording, WordingKind, wording};

    fn shown(parts: &[Wording]) -> String {
        let part = |part: &Wording| match part.kind {
            WordingKind::Kept => part.text.clone(),
            WordingKind::Deleted => format!("[-{}-]", part.text),
            WordingKind::Inserted => format!("[+{}+]", part.text),
        };
        parts.iter().map(part).collect()
    }

    #[test]
    fn words_change_as_a_whole() {
        assert_eq!(
            shown(&wording(
                "住宿费每人每晚不超过五百元。",
                "住宿费每人每晚不超过六百五十元。"
            )),
            "住宿费每人每晚不超过[-五百元-][+六百五十元+]。"
        );
        assert_eq!(
            shown(&wording(
                "报销单应当在十五日内提交。逾期不予受理。",
                "报销单应当在三十日内提交。逾期不予受理。"
            )),
            "报销单应当在[-十五-][+三十+]日内提交。逾期不予受理。"
        );
    }

    #[test]
    fn a_word_that_the_cutting_splits_stays_whole() {
        assert_eq!(
            shown(&wording(
                "可以乘坐二等座、硬卧 经济舱",
                "可以乘坐一等座、软卧 经济舱"
            )),
            "可以乘坐[-二等座、硬卧-][+一等座、软卧+] 经济舱"
        );
        assert_eq!(
            shown(&wording(
                "报销期限为30日，逾期不办",
                "报销期限为15个工作日，逾期不办"
            )),
            "报销期限为[-30日-][+15个工作日+]，逾期不办"
        );
        assert_eq!(
            shown(&wording("上限为400元。", "上限为450元。")),
            "上限为[-400-][+450+]元。"
        );
        assert_eq!(
            shown(&wording("子公司的费用自行承担", "各单位的费用自行承担")),
            "[-子公司-][+各单位+]的费用自行承担"
        );
    }

    #[test]
    fn what_has_little_in_common_stands_one_after_the_other() {
        let parts = wording("由财务共享中心审核", "各单位负责人对真实性负责");
        assert_eq!(parts.len(), 2);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_out(old in "[报销差旅费，。；0-9\n]{0,60}", new in "[报销差旅费，。；0-9\n]{0,60}") {
            let parts = wording(&old, &new);
            let read = |left_out: WordingKind| -> String {
                parts.iter().filter(|part| part.kind != left_out).map(|part| part.text.as_str()).collect()
            };
            prop_assert_eq!(read(WordingKind::Inserted), old);
            prop_assert_eq!(read(WordingKind::Deleted), new);
        }
    }
}
