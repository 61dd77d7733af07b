use std::collections::BTreeMap;

use super::{Head, Link, Maker};
use crate::kinds::Content;
use crate::portal::{State, WorkIndex};
use crate::theme::shape::context;
use crate::view::{from_page, root_of};

/// The address of the page of everything by its sound.
pub const A_TO_Z: &str = "a-z/";

context! {
    /// Titles, short titles and people in the order of their pinyin; `page` in its template.
    pub struct AToZPage {
        /// Title and way up.
        pub head: Head,
        /// One a letter that has entries, `#` for what begins with none.
        pub letters: Vec<Letter>,
    }

    /// What begins with one letter.
    pub struct Letter {
        /// `A` to `Z`, or `#`.
        pub name: String,
        /// Its place on the page.
        pub anchor: String,
        /// Each noted with its kind.
        pub links: Vec<Link>,
    }
}

/// The page of everything by its sound.
pub fn a_to_z_page(maker: &Maker<'_>) -> AToZPage {
    let root = root_of(A_TO_Z);
    let home = maker.link(maker.strings.get("ui.home"), from_page(&root, ""));
    let mut entries: Vec<Link> = maker
        .view
        .works()
        .flat_map(|work| entries(maker, &root, work))
        .collect();
    entries.sort_by_cached_key(|entry| crate::words::sort_key(&entry.text));
    let mut letters: BTreeMap<char, Vec<Link>> = BTreeMap::new();
    for entry in entries {
        letters.entry(letter(&entry.text)).or_default().push(entry);
    }
    AToZPage {
        head: maker.head(A_TO_Z, &maker.strings.get("ui.a_to_z"), "a-z", vec![home]),
        letters: letters.into_iter().map(named).collect(),
    }
}

/// What has no letter comes last: `[` stands behind `Z`.
fn letter(text: &str) -> char {
    let first = crate::words::sort_key(text).0.chars().next();
    let first = first.map(|first| first.to_ascii_uppercase());
    first.filter(char::is_ascii_uppercase).unwrap_or('[')
}

fn named((letter, links): (char, Vec<Link>)) -> Letter {
    let has_none = letter == '[';
    Letter {
        name: if has_none { '#' } else { letter }.to_string(),
        anchor: if has_none {
            "other".to_owned()
        } else {
            letter.to_ascii_lowercase().to_string()
        },
        links,
    }
}

/// The title, the names under which people know it, and the people in it. What no longer holds is not looked up here.
fn entries(maker: &Maker<'_>, root: &str, work: WorkIndex) -> Vec<Link> {
    let (Some(shown), Some(title)) = (maker.view.shown(work), maker.work_link(root, work)) else {
        return Vec::new();
    };
    let portal = maker.portal();
    let is_gone = portal.validity[shown].state == State::Repealed;
    if is_gone || maker.view.address(work).is_empty() {
        return Vec::new();
    }
    let document = &portal.documents[shown];
    // A name of its own leads to what it stands for.
    let named = |text: &String| Link {
        text: text.clone(),
        note: Some(title.text.clone()),
        ..title.clone()
    };
    let further: Vec<Link> = match &document.content {
        Content::Policy(policy) => {
            let begins = |text: &str| text.chars().next();
            let short = policy.short_titles.iter();
            let other = short.filter(|short| begins(short) != begins(&title.text));
            other.map(named).collect()
        }
        Content::Page(page) if page.components => return Vec::new(),
        Content::Team(team) => {
            let people = team.people.iter().map(|person| Link {
                text: person.name.clone(),
                href: format!("{}#{}", title.href, person.id.value.folded()),
                note: Some(document.common.title.clone()),
            });
            people.collect()
        }
        Content::Calendar(_) => return Vec::new(),
        _ => Vec::new(),
    };
    std::iter::once(title.clone()).chain(further).collect()
}
