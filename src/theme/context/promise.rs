use std::collections::BTreeMap;

use super::bar::Promised;
use super::{Label, Link, Maker, PromiseBar};
use crate::kinds::{Content, Direction, Document, Indicator, Party};
use crate::measure::StandingCommitment;
use crate::portal::WorkIndex;
use crate::theme::shape::context;

context! {
    /// A commitment as a reader of a service or an indicator sees it.
    pub struct Promise {
        /// What is promised.
        pub indicator: Link,
        /// The service that it is about.
        pub service: Option<Link>,
        /// Who promises: the centre or the customer.
        pub party: Label,
        /// How much, and how it went.
        pub bar: PromiseBar,
        /// To whom.
        pub customers: Vec<Link>,
        /// Where it is agreed; several where one row stands for several agreements.
        pub agreements: Vec<Link>,
        /// Over which time it is counted: 月, 季, 年.
        pub window: String,
    }
}

impl Maker<'_> {
    /// One standing commitment, seen from a page whose way up is `root`.
    pub(super) fn promise(&self, root: &str, standing: &StandingCommitment) -> Option<Promise> {
        let agreement = self.view.work_of(standing.agreement)?;
        let customers = standing.customers.iter();
        let indicator = self.indicator(standing.indicator);
        Some(Promise {
            indicator: self.work_link(root, standing.indicator)?,
            service: standing.service.and_then(|work| self.work_link(root, work)),
            party: self.label("choice.party", standing.commitment.party.word()),
            bar: promised(standing, indicator).bar(self),
            customers: customers
                .filter_map(|customer| self.work_link(root, *customer))
                .collect(),
            agreements: vec![self.work_link(root, agreement)?],
            window: indicator.map_or_else(String::new, |indicator| {
                self.strings
                    .get(&format!("choice.window.{}", indicator.window.word()))
            }),
        })
    }

    /// What the centre promises, an indicator a row, missed ones first. Where agreements differ, the row shows the
    /// target that most customers have, and says from where to where targets go.
    pub(super) fn promises_by_indicator(&self, root: &str) -> Vec<Promise> {
        self.promises_where(root, |standing| standing.commitment.party == Party::Centre)
    }

    /// The same for some of what is promised.
    pub(super) fn promises_where(
        &self,
        root: &str,
        is_meant: impl Fn(&StandingCommitment) -> bool,
    ) -> Vec<Promise> {
        let mut by_indicator: BTreeMap<WorkIndex, Vec<&StandingCommitment>> = BTreeMap::new();
        for standing in self.view.standing().filter(|standing| is_meant(standing)) {
            by_indicator
                .entry(standing.indicator)
                .or_default()
                .push(standing);
        }
        let rows = by_indicator.into_values();
        let mut promises: Vec<Promise> = rows.filter_map(|rows| self.merged(root, &rows)).collect();
        promises.sort_by_key(|promise| urgency(&promise.bar.result.word));
        promises
    }

    fn merged(&self, root: &str, rows: &[&StandingCommitment]) -> Option<Promise> {
        let main = rows
            .iter()
            .max_by_key(|standing| standing.customers.len())?;
        let mut promise = self.promise(root, main)?;
        let all = rows
            .iter()
            .filter_map(|standing| self.promise(root, standing));
        let all: Vec<Promise> = all.collect();
        let targets: std::collections::BTreeSet<&str> = all
            .iter()
            .map(|promise| promise.bar.target.as_str())
            .collect();
        if let (Some(first), Some(last)) = (targets.first(), targets.last())
            && first != last
        {
            promise.bar.target = format!("{first}–{last}");
        }
        promise.customers = all
            .iter()
            .flat_map(|promise| promise.customers.clone())
            .collect();
        promise.agreements = all
            .iter()
            .flat_map(|promise| promise.agreements.clone())
            .collect();
        promise.agreements.dedup();
        Some(promise)
    }

    fn indicator(&self, work: WorkIndex) -> Option<&Indicator> {
        match self.view.document(work)? {
            Document {
                content: Content::Indicator(indicator),
                ..
            } => Some(indicator),
            _ => None,
        }
    }
}

fn promised(standing: &StandingCommitment, indicator: Option<&Indicator>) -> Promised {
    Promised {
        direction: indicator.map_or(Direction::AtLeast, |indicator| indicator.direction),
        unit: indicator.map_or_else(String::new, |indicator| indicator.unit.clone()),
        limit: standing.commitment.limit,
        target: standing.commitment.target,
        floor: standing.commitment.floor,
        actual: None,
    }
}

/// Missed promises stand first; what has no figure yet stands before what was met.
fn urgency(result: &str) -> usize {
    ["missed", "close", "none", "met"]
        .iter()
        .position(|known| *known == result)
        .unwrap_or(0)
}
