use jiff::ToSpan;
use jiff::civil::Date;

use super::{Portal, WorkIndex};
use crate::compare::{Holders, gram};
use crate::diagnostics::Span;
use crate::kinds::{Content, Document};
use crate::markdown::{Clause, ClauseKind};

/// The pairs of Chinese characters in each article of a document, for telling what a sentence speaks of.
#[derive(Debug)]
pub(super) struct Topics {
    /// The articles, by index among the clauses.
    articles: Vec<usize>,
    /// By their places in `articles`.
    holders: Holders,
}

/// How a sentence goes with the clause that it cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stance {
    /// It speaks of it.
    Fits,
    /// It may or may not.
    Unclear(usize),
    /// It speaks of another, by index among the clauses.
    Doubtful(usize),
}

/// A document with fewer articles than this speaks of one thing throughout.
const FEWEST: usize = 15;

impl Topics {
    pub(super) fn of(document: &Document, text: &str) -> Self {
        let clauses = document.tree.clauses.iter().enumerate();
        let articles: Vec<usize> = clauses
            .filter(|(_, clause)| clause.kind == ClauseKind::Article)
            .map(|(index, _)| index)
            .collect();
        let mut holders = Vec::new();
        if articles.len() >= FEWEST {
            for (place, article) in (0_u32..).zip(&articles) {
                let text = &text[document.tree.clauses[*article].span.range()];
                each_pair(text, |pair| holders.push((pair, place)));
            }
        }
        Self {
            articles,
            holders: Holders::new(&holders),
        }
    }

    /// How a sentence goes with the clause that it cites.
    ///
    /// Doubt needs all of this: the sentence shares next to nothing with the clause, much with another, and more with
    /// ten others.
    pub(super) fn stance(&self, sentence: &str, cited: usize) -> Stance {
        const RANK: usize = 10;
        const SHARE: f64 = 0.15;
        const LEAST: f64 = 4.0;
        const FITS: usize = 3;
        let scores = self.scores(sentence);
        let own = self.articles.iter().position(|article| *article == cited);
        let ranked = scores.iter().enumerate();
        let best = ranked.max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
        let (Some(own), Some((best, highest))) = (own.map(|own| scores[own]), best) else {
            return Stance::Fits;
        };
        let above = scores.iter().filter(|score| **score > own).count();
        let rather = self.articles[best];
        if above >= RANK && own < SHARE * highest && *highest >= LEAST {
            Stance::Doubtful(rather)
        } else if own > 0.0 && above < FITS {
            Stance::Fits
        } else {
            Stance::Unclear(rather)
        }
    }

    /// What each article shares with a sentence: the fewer have a pair, the more it counts; what many have, nothing.
    fn scores(&self, sentence: &str) -> Vec<f64> {
        let mut scores = vec![0.0; self.articles.len()];
        let most = (self.articles.len() / 10).max(3);
        for pair in pairs(sentence) {
            let having: Vec<usize> = self.holders.few(pair, most).collect();
            let weight = rarity(self.articles.len(), having.len());
            for place in having {
                scores[place] += weight;
            }
        }
        scores
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a document has thousands of articles at most"
)]
fn rarity(all: usize, having: usize) -> f64 {
    (all as f64 / having.max(1) as f64).ln()
}

/// The neighbouring Chinese characters of a text, each pair once.
fn pairs(text: &str) -> Vec<u64> {
    let mut pairs = Vec::new();
    each_pair(text, |pair| pairs.push(pair));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Hands on the neighbouring Chinese characters; titles and the numbers of clauses say nothing of a text's matter.
fn each_pair(text: &str, mut take: impl FnMut(u64)) {
    let mut before: Option<char> = None;
    let mut in_title = false;
    for c in text.chars() {
        match c {
            '《' => in_title = true,
            '》' => in_title = false,
            _ => {}
        }
        let counts = ('\u{4e00}'..='\u{9fff}').contains(&c)
            && !in_title
            && !matches!(c, '第' | '条' | '款' | '项');
        match before {
            Some(before) if counts => {
                take(gram(before, c));
            }
            _ => {}
        }
        before = counts.then_some(c);
    }
}

/// Whether there was time for a version between the writing and the first version that is held: from one to the next
/// a year and more may pass, from a document's date to its taking effect does not.
pub(super) fn is_long_before(written: Date, begins: Date) -> bool {
    written.saturating_add(1.year()) < begins
}

impl Portal {
    /// When a document was first written, where the oldest version that is held began over a year later: what was in
    /// force in between is not held.
    pub fn written_long_before(&self, work: WorkIndex) -> Option<Date> {
        let first = *self.works[work].versions.first()?;
        let document = &self.documents[first];
        let begins = document.common.effective?;
        let written = origin(document, self.text(first))?;
        is_long_before(written, begins).then_some(written)
    }
}

/// When a document was first written, as far as it tells: by its dates, or by the history before its first article
/// （2018年5月1日印发，2026年1月1日修订）.
pub(super) fn origin(document: &Document, text: &str) -> Option<Date> {
    let own = match &document.content {
        Content::Policy(policy) => [policy.approved, policy.issued],
        _ => [None, None],
    };
    let start = document
        .tree
        .blocks
        .first()
        .map_or(0, |block| block.span.start as usize);
    let articles = document.tree.clauses.iter();
    let first = articles
        .map(|clause| clause.span.start as usize)
        .find(|at| *at > start);
    let history = &text[start..first.unwrap_or(start)];
    let told = history
        .match_indices('年')
        .filter_map(|(at, _)| date_around(history, at));
    own.into_iter()
        .flatten()
        .chain(document.common.effective)
        .chain(told)
        .min()
}

/// The date whose 年 stands at `at`, written in digits.
fn date_around(text: &str, at: usize) -> Option<Date> {
    let year = text[..at].len()
        - text[..at]
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .len();
    let year = text[at - year..at].parse().ok()?;
    let (month, rest) = text[at + "年".len()..].split_once('月')?;
    let (day, _) = rest.split_once('日')?;
    Date::new(year, month.trim().parse().ok()?, day.trim().parse().ok()?).ok()
}

/// The text around a citation: the clause in which it stands, as far as it belongs to the same matter.
pub(super) fn around<'t>(document: &Document, text: &'t str, citation: Span) -> &'t str {
    const BEHIND: usize = 900;
    let clauses = &document.tree.clauses;
    let holder = clauses.iter().rev().find(|clause: &&Clause| {
        clause.kind.holds_text()
            && clause.span.start <= citation.start
            && citation.end <= clause.span.end
    });
    let (start, end) = match holder {
        Some(clause) => (clause.span.start as usize, clause.span.end as usize),
        None => {
            let at = citation.start as usize;
            let start = text[..at].rfind("\n\n").map_or(0, |at| at + 2);
            let end = text[at..].find("\n\n").map_or(text.len(), |end| at + end);
            (start, end)
        }
    };
    let mut end = end.min(citation.end as usize + BEHIND).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[start..end.max(start)]
}
