use super::{Head, Maker, Promise};
use crate::theme::shape::context;
use crate::view::{from_page, root_of};

/// The address of the page of all promises.
pub const PERFORMANCE: &str = "performance/";

context! {
    /// Every promise of the centre on one screen; `page` in its template.
    pub struct PerformancePage {
        /// Title and way up.
        pub head: Head,
        /// Missed ones first.
        pub promises: Vec<Promise>,
        /// How many were met, missed and so on: a word and how often.
        pub counts: Vec<ResultCount>,
        /// Whether any promise has a figure yet.
        pub has_results: bool,
    }

    /// How many promises came out one way.
    pub struct ResultCount {
        /// `met`, `close`, `missed` or `none`.
        pub word: String,
        /// In readers' words.
        pub text: String,
        /// How many.
        pub count: usize,
    }
}

/// The page of all promises.
pub fn performance_page(maker: &Maker<'_>) -> PerformancePage {
    let root = root_of(PERFORMANCE);
    let home = maker.link(maker.strings.get("ui.home"), from_page(&root, ""));
    let title = maker.strings.get("ui.performance");
    let promises = maker.promises_by_indicator(&root);
    PerformancePage {
        head: maker.head(PERFORMANCE, &title, "performance", vec![home]),
        counts: counts(maker, &promises),
        has_results: has_results(&promises),
        promises,
    }
}

/// Whether any promise has a figure yet.
pub(super) fn has_results(promises: &[Promise]) -> bool {
    promises.iter().any(|promise| promise.bar.actual.is_some())
}

/// Only what there is.
pub(super) fn counts(maker: &Maker<'_>, promises: &[Promise]) -> Vec<ResultCount> {
    let counts = ["missed", "close", "met", "none"].map(|word| ResultCount {
        word: word.to_owned(),
        text: maker.strings.get(&format!("result.{word}")),
        count: promises
            .iter()
            .filter(|promise| promise.bar.result.word == word)
            .count(),
    });
    counts.into_iter().filter(|count| count.count > 0).collect()
}
