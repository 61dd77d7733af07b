//! Findings that need the whole portal, and what the portal says about findings.
//!
//! Comes in: the portal, measured. Goes out: more findings; then [`judge`] gives every finding of the run the
//! severity that `[rules]` sets and excuses what is excused. Must never know: pages, themes, output. A rule is
//! one file here, its code's page, and one line in [`RULES`].

mod cited_not_in_force;
mod idle_level;
mod judge;
mod key_place;
mod lapsed_trial;
mod link_to_draft;
mod narrower_audience;
mod not_a_red_line;
mod old_number;
mod other_title;
mod overdue_review;
mod removed_html;
mod same_change_note;
mod sentence;
mod superseded_link;
mod undeclared_repeal;
mod unfit_picture;
mod unknown_audience;
mod version_dates;

pub use judge::judge;

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::measure::Measured;
use crate::portal::Portal;

/// A rule: looks at everything and reports what it finds.
pub type Rule = fn(&Portal, &Measured) -> Vec<Diagnostic>;

/// Every rule.
pub static RULES: &[Rule] = &[
    cited_not_in_force::find,
    idle_level::find,
    lapsed_trial::find,
    link_to_draft::find,
    narrower_audience::find,
    not_a_red_line::find,
    old_number::find,
    other_title::find,
    overdue_review::find,
    removed_html::find,
    same_change_note::find,
    superseded_link::find,
    undeclared_repeal::find,
    unfit_picture::find,
    unknown_audience::find,
    version_dates::find,
];

/// What all rules find.
pub fn check(portal: &Portal, measured: &Measured) -> Vec<Diagnostic> {
    let found: Vec<_> = RULES
        .par_iter()
        .with_max_len(1)
        .map(|rule| rule(portal, measured))
        .collect();
    found.concat()
}

/// Everything by which `document` points somewhere, each with the place to mark.
fn points(
    portal: &Portal,
    document: usize,
) -> impl Iterator<Item = (&crate::portal::Target, crate::diagnostics::Span)> {
    let read = &portal.documents[document];
    let mentions = portal.mentions[document]
        .iter()
        .zip(read.tree.mentions.iter().map(|mention| mention.span));
    let pointers = portal.pointers[document]
        .iter()
        .zip(read.pointers.iter().map(|pointer| pointer.span));
    mentions.chain(pointers)
}
