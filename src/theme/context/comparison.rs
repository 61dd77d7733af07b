use super::document::dated;
use super::fact::Teller;
use super::marked::marked;
use super::{FactView, Head, Label, Link, Maker};
use crate::compare::{Change, Comparison, Fate, Unit, WordingKind};
use crate::kinds::{Content, FactRank};
use crate::portal::DocumentIndex;
use crate::theme::shape::context;
use crate::view::{from_page, root_of};

context! {
    /// What changed from one version to the next; `page` in its template.
    pub struct ComparisonPage {
        /// Title and way up.
        pub head: Head,
        /// The document's title.
        pub title: String,
        /// The earlier version.
        pub old: VersionSide,
        /// The later version.
        pub new: VersionSide,
        /// What kind of change the editor calls it.
        pub kind: Option<String>,
        /// The change in the editor's words.
        pub note: Option<String>,
        /// How many clauses were revised, added, removed, moved, in a sentence.
        pub summary: String,
        /// Facts of the front matter that changed.
        pub facts: Vec<FactChange>,
        /// Every clause that is not as it was.
        pub changes: Vec<ChangeView>,
        /// How many clauses are as they were.
        pub same: usize,
        /// The comparison before this one.
        pub earlier: Option<Link>,
        /// The comparison after this one.
        pub later: Option<Link>,
    }

    /// One of the two versions.
    pub struct VersionSide {
        /// From when.
        pub effective: String,
        /// Its page.
        pub href: String,
        /// What it is today.
        pub state: Label,
    }

    /// A fact that changed.
    pub struct FactChange {
        /// Its name.
        pub label: String,
        /// As it was; empty where it was not there.
        pub old: String,
        /// As it is.
        pub new: String,
    }

    /// A clause that changed.
    pub struct ChangeView {
        /// Its place on the page.
        pub anchor: String,
        /// What became of it.
        pub fate: Label,
        /// Its number in the earlier version; empty where it was not there.
        pub old_label: String,
        /// Its number in the later version; empty where it is gone.
        pub new_label: String,
        /// Its place in the earlier version.
        pub old_href: Option<String>,
        /// Its place in the later version.
        pub new_href: Option<String>,
        /// Whether there is a table in it, which may be wider than a narrow screen.
        pub has_table: bool,
        /// Both texts in one, as HTML: what was deleted and inserted is marked.
        pub text: String,
        /// The earlier text as HTML.
        pub old_text: String,
        /// The later text as HTML.
        pub new_text: String,
    }
}

/// The page that compares `version` with the one before it.
pub fn comparison_page(maker: &Maker<'_>, version: DocumentIndex, address: &str) -> ComparisonPage {
    let root = root_of(address);
    let portal = maker.portal();
    let document = &portal.documents[version];
    let before = maker.view.version_before(version).unwrap_or(version);
    let comparison = maker.view.comparison(version).unwrap_or_default();
    let policy = match &document.content {
        Content::Policy(policy) => Some(policy),
        _ => None,
    };
    let pages = [before, version].map(|version| {
        let address = maker.view.dated_address(version);
        from_page(&root, &address.unwrap_or_default())
    });
    let title = maker.strings.fill(
        "ui.comparison_of",
        &[
            ("title", &document.common.title),
            ("date", &dated(document.common.effective)),
        ],
    );
    ComparisonPage {
        head: head(maker, version, address, &root, &title),
        title: document.common.title.clone(),
        old: side(maker, before, &root),
        new: side(maker, version, &root),
        kind: policy
            .and_then(|policy| policy.change.as_ref())
            .map(|change| maker.label("choice.change", change.word()).text),
        note: policy.and_then(|policy| policy.change_note.clone()),
        summary: summary(maker, &comparison),
        facts: fact_changes(maker, before, version, &root),
        changes: comparison
            .changed()
            .map(|change| change_view(maker, change, &pages))
            .collect(),
        same: comparison.count(Some(Fate::Same)),
        earlier: neighbour(maker, Some(before), &root),
        later: neighbour(maker, version_after(maker, version), &root),
    }
}

fn head(maker: &Maker<'_>, version: DocumentIndex, address: &str, root: &str, title: &str) -> Head {
    let document = &maker.portal().documents[version];
    let mut breadcrumbs = maker.breadcrumbs(root, document.kind());
    if let Some(work) = maker.view.work_of(version) {
        let bare = from_page(root, &maker.view.address(work));
        breadcrumbs.push(maker.link(document.common.title.clone(), bare));
    }
    maker.head(address, title, document.kind().word, breadcrumbs)
}

fn side(maker: &Maker<'_>, version: DocumentIndex, root: &str) -> VersionSide {
    let portal = maker.portal();
    let address = maker.view.dated_address(version).unwrap_or_default();
    VersionSide {
        effective: dated(portal.documents[version].common.effective),
        href: from_page(root, &address),
        state: maker.label("state", portal.validity[version].state.word()),
    }
}

fn version_after(maker: &Maker<'_>, version: DocumentIndex) -> Option<DocumentIndex> {
    let versions = maker.view.versions(maker.view.work_of(version)?);
    let at = versions.iter().position(|known| *known == version)?;
    versions.get(at + 1).copied()
}

fn neighbour(maker: &Maker<'_>, version: Option<DocumentIndex>, root: &str) -> Option<Link> {
    let version = version?;
    let address = maker.view.comparison_address(version)?;
    let effective = dated(maker.portal().documents[version].common.effective);
    Some(maker.link(effective, from_page(root, &address)))
}

/// 修改 3 条，新增 1 条: what happened how often, in the order of its weight.
pub(super) fn summary(maker: &Maker<'_>, comparison: &Comparison) -> String {
    let fates = [Fate::Revised, Fate::Added, Fate::Removed, Fate::Moved];
    let clauses = fates.map(|fate| (fate.word(), comparison.count(Some(fate))));
    let others = comparison.count(None);
    let parts: Vec<_> = clauses
        .into_iter()
        .chain([("other", others)])
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| {
            maker.strings.fill(
                &format!("change_count.{word}"),
                &[("n", &count.to_string())],
            )
        })
        .collect();
    if parts.is_empty() {
        maker.strings.get("ui.comparison_same")
    } else {
        parts.join(&maker.strings.get("ui.clause_separator"))
    }
}

/// Facts of the front matter that are told, in words, of both versions; of lists what came and what went.
fn fact_changes(
    maker: &Maker<'_>,
    before: DocumentIndex,
    version: DocumentIndex,
    root: &str,
) -> Vec<FactChange> {
    let separator = maker.strings.get("ui.list_separator");
    let (old, new) = (facts(maker, before, root), facts(maker, version, root));
    let of = |facts: &[(String, Vec<String>)], label: &str| {
        let mut facts = facts.iter().filter(|(known, _)| known == label);
        facts
            .next()
            .map_or_else(Vec::new, |(_, items)| items.clone())
    };
    let gone = old
        .iter()
        .filter(|(label, _)| new.iter().all(|(known, _)| known != label));
    let labels = new.iter().chain(gone).map(|(label, _)| label);
    let changes = labels.filter_map(|label| {
        let (was, is) = (of(&old, label), of(&new, label));
        let only = |items: &[String], others: &[String]| {
            let items = items.iter().filter(|item| !others.contains(item));
            items.cloned().collect::<Vec<_>>().join(&separator)
        };
        let change = FactChange {
            label: label.clone(),
            old: only(&was, &is),
            new: only(&is, &was),
        };
        (!change.old.is_empty() || !change.new.is_empty()).then_some(change)
    });
    changes.collect()
}

fn facts(maker: &Maker<'_>, version: DocumentIndex, root: &str) -> Vec<(String, Vec<String>)> {
    // What every revision changes of itself is no news.
    const OWN: [&str; 6] = [
        "change",
        "change_note",
        "issued",
        "approved",
        "number",
        "trial_until",
    ];
    let document = &maker.portal().documents[version];
    let teller = Teller {
        maker: *maker,
        document: Some(version),
        root,
    };
    let facts = document.content.facts();
    let told = [FactRank::Line, FactRank::Side, FactRank::Section].into_iter();
    let views = told.flat_map(|rank| teller.ranked(&facts, rank));
    let told = views.filter(|view| !OWN.contains(&view.key.as_str()));
    let told = told.map(|view| (view.label.clone(), items(&view, maker)));
    let title = maker.strings.get("ui.list_title");
    std::iter::once((title, vec![document.common.title.clone()]))
        .chain(told)
        .collect()
}

/// What a fact says, one by one where it says several things.
fn items(view: &FactView, maker: &Maker<'_>) -> Vec<String> {
    if view.form == "list" {
        return view.items.iter().map(|item| item.text.clone()).collect();
    }
    vec![view.in_words(maker)]
}

/// A change for the page; `pages` are those of the earlier and the later version.
fn change_view(maker: &Maker<'_>, change: &Change, pages: &[String; 2]) -> ChangeView {
    // What became of a heading its label says already.
    let is_heading = change
        .new
        .as_ref()
        .or(change.old.as_ref())
        .is_some_and(|unit| unit.is_heading);
    let parts = if is_heading {
        &[][..]
    } else {
        change.wording()
    };
    let href = |unit: Option<&Unit>, page: &str| match &*unit?.anchor {
        "" => Some(page.to_owned()),
        anchor => Some([page, "#", anchor].concat()),
    };
    ChangeView {
        anchor: change_anchor(change),
        fate: maker.label("change", change.fate.word()),
        old_label: label(maker, change.old.as_ref()),
        new_label: label(maker, change.new.as_ref()),
        old_href: href(change.old.as_ref(), &pages[0]),
        new_href: href(change.new.as_ref(), &pages[1]),
        has_table: parts.iter().any(|part| part.text.contains('\t')),
        text: marked(parts, |_| true),
        old_text: marked(parts, |kind| kind != WordingKind::Inserted),
        new_text: marked(parts, |kind| kind != WordingKind::Deleted),
    }
}

/// What a unit is called; what stands before the first clause has a name of its own.
pub(super) fn label(maker: &Maker<'_>, unit: Option<&Unit>) -> String {
    match unit {
        None => String::new(),
        Some(unit) if unit.label.is_empty() => maker.strings.get("ui.other_text"),
        Some(unit) => unit.label.clone(),
    }
}

/// Where on the page of a comparison a change stands: under the later version's address, else marked as gone.
pub(super) fn change_anchor(change: &Change) -> String {
    match (&change.new, &change.old) {
        (Some(new), _) if !new.anchor.is_empty() && !new.label.is_empty() => new.anchor.to_string(),
        (Some(new), _) => format!("text-{}", new.anchor),
        (None, Some(old)) => format!("was-{}", old.anchor),
        (None, None) => String::new(),
    }
}

/// Both texts of a change in one, marked.
pub(super) fn change_html(change: &Change) -> String {
    marked(change.wording(), |_| true)
}

/// The labels of the clauses that changed, each with what became of it and its place on the page of the comparison.
pub(super) fn changed_clauses(
    maker: &Maker<'_>,
    version: DocumentIndex,
    root: &str,
) -> Vec<ChangedClause> {
    let (Some(comparison), Some(address)) = (
        maker.view.comparison(version),
        maker.view.comparison_address(version),
    ) else {
        return Vec::new();
    };
    let page = from_page(root, &address);
    let changed = comparison.changed().map(|change| ChangedClause {
        text: label(maker, change.new.as_ref().or(change.old.as_ref())),
        fate: maker.label("change", change.fate.word()),
        href: format!("{page}#{}", change_anchor(change)),
    });
    changed.collect()
}

context! {
    /// A clause that a version changed.
    pub struct ChangedClause {
        /// Its number, or a heading.
        pub text: String,
        /// What became of it.
        pub fate: Label,
        /// Its place on the page of the comparison.
        pub href: String,
    }
}
