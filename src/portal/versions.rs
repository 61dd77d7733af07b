use jiff::civil::Date;

use super::{DocumentIndex, Portal, WorkIndex};
use crate::kinds::Content;

/// What a version is on the build's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// 现行
    InForce,
    /// 即将施行
    Upcoming,
    /// 已被替代
    Superseded,
    /// 已废止
    Repealed,
}

impl State {
    /// The key of its name in the theme's strings.
    pub fn word(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Upcoming => "upcoming",
            Self::Superseded => "superseded",
            Self::Repealed => "repealed",
        }
    }
}

/// When a version holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// The first day; always valid before where absent.
    pub from: Option<Date>,
    /// The last day, where one is known.
    pub until: Option<Date>,
    /// What it is on the build's date.
    pub state: State,
}

impl Validity {
    /// Whether the version holds on `date`.
    pub fn holds_on(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date <= until)
    }
}

/// When each document holds. A version ends where the next begins, on its `expires`, or the day before
/// whatever repeals it takes effect: the earliest of these.
pub(super) fn validity(portal: &Portal) -> Vec<Validity> {
    let mut all: Vec<_> = portal.documents.iter().map(|_| ALWAYS).collect();
    let repeals = repeals(portal);
    for (index, work) in portal.works.iter().enumerate() {
        let repealed_on = repeals
            .iter()
            .filter(|(of, _)| *of == index)
            .map(|(_, on)| *on)
            .min();
        for (position, version) in work.versions.iter().enumerate() {
            let next = work.versions.get(position + 1);
            let next = next.and_then(|next| portal.documents[*next].common.effective);
            all[*version] = version_validity(portal, *version, next, repealed_on);
        }
        for draft in &work.drafts {
            all[*draft] = version_validity(portal, *draft, None, None);
        }
    }
    all
}

const ALWAYS: Validity = Validity {
    from: None,
    until: None,
    state: State::InForce,
};

fn version_validity(
    portal: &Portal,
    version: DocumentIndex,
    next: Option<Date>,
    repealed_on: Option<Date>,
) -> Validity {
    let common = &portal.documents[version].common;
    let day_before = |date: Date| date.yesterday().unwrap_or(date);
    let ends = [
        next.map(day_before),
        common.expires,
        repealed_on.map(day_before),
    ];
    let until = ends.into_iter().flatten().min();
    let today = portal.settings.as_of;
    let state = if common.effective.is_some_and(|from| today < from) {
        State::Upcoming
    } else if until.is_none_or(|until| today <= until) {
        State::InForce
    } else if next.is_some_and(|next| next <= today) {
        State::Superseded
    } else {
        State::Repealed
    };
    Validity {
        from: common.effective,
        until,
        state,
    }
}

/// Every repeal with the day on which it takes effect, as either side states it.
fn repeals(portal: &Portal) -> Vec<(WorkIndex, Date)> {
    let work_of = |id: &str| match portal.entity(id)? {
        super::Entity::Work(work) => Some(*work),
        _ => None,
    };
    let takes_effect = |work: WorkIndex| {
        let versions = &portal.works[work].versions;
        versions
            .iter()
            .find_map(|v| portal.documents[*v].common.effective)
    };
    let mut found = Vec::new();
    for (index, work) in portal.works.iter().enumerate() {
        for version in &work.versions {
            let document = &portal.documents[*version];
            let by = document.common.repealed_by.as_ref();
            let ended = by
                .and_then(|by| work_of(by.id.as_str()))
                .and_then(takes_effect);
            found.extend(ended.map(|on| (index, on)));
            if let (Content::Policy(policy), Some(on)) =
                (&document.content, document.common.effective)
            {
                let named = policy
                    .repeals
                    .iter()
                    .filter_map(|of| work_of(of.id.as_str()));
                found.extend(named.map(|of| (of, on)));
            }
        }
    }
    found
}
