use std::collections::{BTreeMap, BTreeSet};

use crate::kinds::{Content, Document, Fact, FactRank, FactRow, Value};
use crate::markdown::{Block, BlockKind, holder_anchor, plain_inlines};
use crate::portal::{DocumentIndex, State, Target, WorkIndex};
use crate::view::View;

/// The smallest thing that a search finds: a clause, a question, the text under a heading, a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The place on the page; empty for the page itself.
    pub anchor: String,
    /// What stands over the text: a chapter, a clause's number, a question.
    pub heading: String,
    /// The text, plain.
    pub text: String,
    /// What it is found by beside that: ids, numbers, tags, other ways of asking.
    pub further: String,
    /// Whether it is a clause or another small unit that a title index leaves out.
    pub is_clause: bool,
    /// How many other clauses and sections refer to it.
    pub cited: usize,
}

impl Passage {
    /// What a record of it holds: place, heading, text, and what it is found by beside that, if anything.
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        let further = Some(self.further.as_str()).filter(|further| !further.is_empty());
        let said = [&*self.anchor, &*self.heading, &*self.text];
        said.into_iter().chain(further)
    }

    /// A text that stands for itself.
    pub(super) fn of_text(text: &str) -> Self {
        Self {
            anchor: String::new(),
            heading: String::new(),
            text: text.to_owned(),
            further: String::new(),
            is_clause: true,
            cited: 0,
        }
    }
}

/// A version of a document as search sees it: what it is, and its passages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The page's address below the tree.
    pub address: String,
    /// The document's id.
    pub id: String,
    /// The word of the document's kind.
    pub kind: &'static str,
    /// The word of the version's state where it is not in force; empty otherwise.
    pub state: &'static str,
    /// Whether the bare address shows another version: then only what differs from that one is here.
    pub is_other: bool,
    /// The document's title.
    pub title: String,
    /// How many other documents refer to it.
    pub cited: usize,
    /// How much the portal's own setting raises or lowers it.
    pub level: f64,
    /// The line of business that it belongs to.
    pub line: Option<String>,
    /// The subsidiaries that it names.
    pub subsidiaries: Vec<String>,
    /// In the order of the page; the first is the page itself.
    pub passages: Vec<Passage>,
}

/// What the theme calls things: the words that readers see on the page are those by which they search.
#[derive(Clone, Copy)]
pub struct Words<'w> {
    /// The name of a field.
    pub field: &'w (dyn Fn(&str) -> String + Sync),
    /// What a fact of a version says.
    pub fact: &'w (dyn Fn(DocumentIndex, &Fact) -> String + Sync),
    /// What the row of a table says.
    pub row: &'w (dyn Fn(DocumentIndex, &FactRow) -> String + Sync),
}

/// The entries of one document: the version that its bare address shows, then the others, the newest first.
pub fn entries(view: &View<'_>, work: WorkIndex, words: Words<'_>) -> Vec<Entry> {
    let Some(shown) = view.shown(work) else {
        return Vec::new();
    };
    let first = entry(view, work, shown, words);
    let others: Vec<Entry> = view
        .versions(work)
        .iter()
        .rev()
        .filter(|version| **version != shown)
        .map(|version| other(entry(view, work, *version, words), &first))
        .filter(|other| !other.passages.is_empty())
        .collect();
    std::iter::once(first).chain(others).collect()
}

/// Another version, with what the first does not say itself.
fn other(mut version: Entry, first: &Entry) -> Entry {
    let said: BTreeSet<_> = first.passages.iter().map(said).collect();
    version.is_other = true;
    let is_new = |passage: &Passage| !said.contains(&self::said(passage));
    version.passages.retain(is_new);
    version
}

/// All that a passage says below its heading.
fn said(passage: &Passage) -> (&str, &str) {
    (&passage.text, &passage.further)
}

fn entry(view: &View<'_>, work: WorkIndex, version: DocumentIndex, words: Words<'_>) -> Entry {
    let document = &view.portal.documents[version];
    let address = match view.shown(work) {
        Some(shown) if shown != version => view.dated_address(version),
        _ => None,
    };
    Entry {
        address: address.unwrap_or_else(|| view.address(work)),
        id: document.id().to_string(),
        kind: document.kind().word,
        state: state(view, version),
        is_other: false,
        title: document.common.title.clone(),
        cited: view.backlinks(work).len(),
        level: level(view, document),
        line: view.line_of(document).map(str::to_owned),
        subsidiaries: subsidiaries(view, version),
        passages: Cutter::new(view, version, words).passages(),
    }
}

fn state(view: &View<'_>, version: DocumentIndex) -> &'static str {
    let document = &view.portal.documents[version];
    match (view.portal.validity[version].state, &document.content) {
        (State::InForce, _) => "",
        // News is not repealed; it is over.
        (State::Repealed, Content::Announcement(_)) => "expired",
        (state, _) => state.word(),
    }
}

/// The weight that `[search.levels]` gives to the document's rank, else to the first of its tags that has one.
fn level(view: &View<'_>, document: &Document) -> f64 {
    let levels = &view.portal.config.search.levels;
    let rank = match &document.content {
        Content::Policy(policy) => policy.rank.map(crate::kinds::Rank::word),
        _ => None,
    };
    let tags = document.common.tags.iter().map(String::as_str);
    let mut weights = rank.into_iter().chain(tags).filter_map(|name| {
        let known = levels.iter().find(|(known, _)| known.value == name);
        known.map(|(_, level)| level.0)
    });
    weights.next().unwrap_or(0.0)
}

fn subsidiaries(view: &View<'_>, version: DocumentIndex) -> Vec<String> {
    let named = view.portal.pointers[version].iter().filter_map(|target| {
        let Target::Work { work, .. } = target else {
            return None;
        };
        let work = *work;
        (view.portal.works[work].kind.word == "subsidiary")
            .then(|| view.portal.works[work].id.to_string())
    });
    let named: BTreeSet<String> = named.collect();
    named.into_iter().collect()
}

struct Cutter<'a> {
    view: &'a View<'a>,
    version: DocumentIndex,
    document: &'a Document,
    source: &'a str,
    words: Words<'a>,
    /// How often the document refers to each of its own clauses.
    cited_here: BTreeMap<&'a str, usize>,
    passages: Vec<Passage>,
}

impl<'a> Cutter<'a> {
    fn new(view: &'a View<'a>, version: DocumentIndex, words: Words<'a>) -> Self {
        Self {
            view,
            version,
            document: &view.portal.documents[version],
            source: view.portal.text(version),
            words,
            cited_here: cited_here(view, version),
            passages: Vec::new(),
        }
    }

    fn passages(mut self) -> Vec<Passage> {
        let document = self.document;
        self.open("", &document.common.title, false);
        self.about();
        self.blocks(&document.tree.blocks);
        self.sections();
        // A clause without words of its own, such as one that a revision deleted, answers nothing.
        self.passages
            .retain(|passage| !passage.is_clause || !passage.text.is_empty());
        self.passages
    }

    fn open(&mut self, anchor: &str, heading: &str, is_clause: bool) {
        self.passages.push(Passage {
            anchor: anchor.to_owned(),
            heading: heading.trim().to_owned(),
            text: String::new(),
            further: String::new(),
            is_clause,
            cited: self.cited(anchor),
        });
    }

    /// How many clauses and sections, of this document and of others, refer to a place.
    fn cited(&self, anchor: &str) -> usize {
        let others = self.view.clause_backlinks(self.version, anchor).count();
        others + self.cited_here.get(anchor).copied().unwrap_or(0)
    }

    fn add_text(&mut self, text: &str) {
        // The first passage is opened before any text comes.
        if let Some(last) = self.passages.last_mut() {
            push_line(text, &mut last.text);
        }
    }

    fn add_further(&mut self, text: &str) {
        if let Some(last) = self.passages.last_mut() {
            push_line(text, &mut last.further);
        }
    }

    /// What the front matter says in words beside the sections: summary, id, number and such.
    fn about(&mut self) {
        let common = &self.document.common;
        self.add_text(common.summary.as_deref().unwrap_or_default());
        let id = common.id.value.to_string();
        // Who types an id of several marks in a hurry leaves them out.
        let bare = Some(id.replace('-', "")).filter(|bare| id.len() > bare.len() + 1);
        let mut words = vec![id];
        for fact in self.document.content.facts() {
            // Where figures come from is no reader's word.
            if is_section(&fact) || matches!(fact.key, "source" | "columns") {
                continue;
            }
            words.push((self.words.fact)(self.version, &fact));
        }
        words.extend(common.tags.iter().cloned().chain(bare));
        words.retain(|words| !words.is_empty());
        self.add_further(&words.join(" "));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(index) => {
                    let heading = &self.document.tree.headings[*index];
                    let text = plain_inlines(&heading.inlines, self.source);
                    self.open(&heading.anchor, &text, false);
                    self.phrasings(*index);
                }
                BlockKind::Article(article) => {
                    let clause = &self.document.tree.clauses[article.clause];
                    let label = clause.written(self.source);
                    self.open(&clause.anchor, &label, true);
                    let text = self.view.plain(self.version, &article.blocks);
                    self.add_text(&text);
                }
                _ => {
                    let one = std::slice::from_ref(block);
                    let text = self.view.plain(self.version, one);
                    self.add_text(&text);
                }
            }
        }
    }

    /// How else the question of this heading is asked.
    fn phrasings(&mut self, heading: usize) {
        if let Content::Faq(faq) = &self.document.content {
            let question = faq.questions.iter().find(|one| one.heading == heading);
            self.add_further(&question.map_or_else(String::new, |one| one.phrasings.join("\n")));
        }
    }

    /// The sections that the page makes of its fields; people, posts and steps each for themselves.
    fn sections(&mut self) {
        for fact in self
            .document
            .content
            .facts()
            .iter()
            .filter(|fact| is_section(fact))
        {
            let mut rows = rows(&fact.value).filter(|row| row.id.is_some()).peekable();
            if rows.peek().is_some() {
                rows.for_each(|row| self.part(row));
                continue;
            }
            self.open(&place(fact.key), &(self.words.field)(fact.key), false);
            let text = (self.words.fact)(self.version, fact);
            self.add_text(&text);
        }
    }

    /// A row with an id of its own.
    fn part(&mut self, row: &FactRow) {
        let id = row.id.as_ref().map_or("", |id| id.folded());
        let parts = self.document.content.parts();
        let name = parts.iter().find(|part| part.id.folded() == id);
        self.open(id, name.map_or("", |part| &part.title), false);
        let text = (self.words.row)(self.version, row);
        self.add_text(&text);
        // Whoever looks for a number says so: 宋琦电话.
        if row.facts.iter().any(|fact| fact.key == "phone") {
            self.add_further(&(self.words.field)("phone"));
        }
    }
}

fn cited_here<'a>(view: &'a View<'a>, version: DocumentIndex) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for target in &view.portal.mentions[version] {
        if let Target::Here(anchor) = target {
            let clause = holder_anchor(anchor).unwrap_or(anchor);
            *counts.entry(clause).or_default() += 1;
        }
    }
    counts
}

fn push_line(line: &str, text: &mut String) {
    let line = line.trim();
    if !text.is_empty() && !line.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}

/// Whether a fact has a section of its own on the page; the others stand in its head or beside the text.
fn is_section(fact: &Fact) -> bool {
    fact.rank == FactRank::Section && fact.key != "channel"
}

/// Where a section stands on its page.
fn place(key: &str) -> String {
    match key {
        "contacts" => "call-now".to_owned(),
        _ => format!("fact-{key}"),
    }
}

fn rows(value: &Value) -> Box<dyn Iterator<Item = &FactRow> + '_> {
    match value {
        Value::Table(rows) => Box::new(rows.iter()),
        Value::Groups(groups) => Box::new(groups.iter().flat_map(|(_, rows)| rows)),
        _ => Box::new(std::iter::empty()),
    }
}
