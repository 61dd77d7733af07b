use crate::kinds::{Content, Document, FactRank, Value};
use crate::markdown::{Block, BlockKind, plain_inlines};
use crate::portal::{DocumentIndex, State, WorkIndex};
use crate::view::View;

/// The smallest thing that a search finds: a clause, a question, the text under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The page's address below the tree.
    pub address: String,
    /// The place on the page; empty for the page itself.
    pub anchor: String,
    /// The document's id.
    pub id: String,
    /// The word of the document's kind.
    pub kind: &'static str,
    /// The word of the document's state where it is not in force; empty otherwise.
    pub state: &'static str,
    /// The document's title.
    pub title: String,
    /// What stands over the text: a chapter, a clause's number, a question.
    pub heading: String,
    /// The text, plain.
    pub text: String,
    /// Whether it is a clause or another small unit that a title index leaves out.
    pub is_clause: bool,
}

/// Every passage of the view, document by document; of each document the version that its bare address shows.
pub fn passages(view: &View<'_>) -> Vec<Passage> {
    view.works().flat_map(|work| of_work(view, work)).collect()
}

fn of_work(view: &View<'_>, work: WorkIndex) -> Vec<Passage> {
    let Some(shown) = view.shown(work) else {
        return Vec::new();
    };
    let document = &view.portal.documents[shown];
    let state = match (view.portal.validity[shown].state, &document.content) {
        (State::InForce, _) => "",
        // News is not repealed; it is over.
        (State::Repealed, Content::Announcement(_)) => "expired",
        (state, _) => state.word(),
    };
    let mut cutter = Cutter {
        view,
        state,
        version: shown,
        document,
        source: view.portal.text(shown),
        address: view.address(work),
        passages: Vec::new(),
    };
    cutter.open("", &document.common.title, false);
    cutter.add_text(&about(document));
    cutter.blocks(&document.tree.blocks);
    cutter.parts();
    let empty = |passage: &Passage| passage.text.is_empty() && !passage.anchor.is_empty();
    cutter
        .passages
        .retain(|passage| !empty(passage) || !passage.is_clause);
    cutter.passages
}

/// What the front matter says in words: summary, tags, and facts such as a number or a phone.
fn about(document: &Document) -> String {
    let common = &document.common;
    let mut words: Vec<String> = vec![common.id.value.to_string()];
    // What is a sentence stands on a line of its own, so that an excerpt can be one.
    words.extend(
        common
            .summary
            .iter()
            .map(|summary| format!("\n{summary}\n")),
    );
    words.extend(common.tags.iter().cloned());
    for fact in document.content.facts() {
        // Rows of people and the like are passages or tables of their own.
        // Where figures come from is no reader's word.
        if matches!(fact.key, "source" | "columns") {
            continue;
        }
        if fact.rank != FactRank::Section || matches!(fact.value, Value::Text(_) | Value::List(_)) {
            push_words(&fact.value, &mut words);
        }
    }
    words.join(" ")
}

fn push_words(value: &Value, words: &mut Vec<String>) {
    match value {
        Value::Text(text) => words.push(text.clone()),
        Value::Date(date) => words.push(date.to_string()),
        Value::List(values) => values.iter().for_each(|value| push_words(value, words)),
        Value::Table(rows) => {
            let facts = rows.iter().flat_map(|row| &row.facts);
            facts.for_each(|fact| push_words(&fact.value, words));
        }
        _ => {}
    }
}

struct Cutter<'a> {
    view: &'a View<'a>,
    state: &'static str,
    version: DocumentIndex,
    document: &'a Document,
    source: &'a str,
    address: String,
    passages: Vec<Passage>,
}

impl Cutter<'_> {
    fn open(&mut self, anchor: &str, heading: &str, is_clause: bool) {
        self.passages.push(Passage {
            address: self.address.clone(),
            anchor: anchor.to_owned(),
            id: self.document.id().to_string(),
            kind: self.document.kind().word,
            state: self.state,
            title: self.document.common.title.clone(),
            heading: heading.trim().to_owned(),
            text: String::new(),
            is_clause,
        });
    }

    fn add_text(&mut self, text: &str) {
        // The first passage is opened before any text comes.
        if let Some(last) = self.passages.last_mut() {
            if !last.text.is_empty() {
                last.text.push('\n');
            }
            last.text.push_str(text.trim());
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(index) => {
                    let heading = &self.document.tree.headings[*index];
                    let text = plain_inlines(&heading.inlines, self.source);
                    self.open(&heading.anchor.clone(), &text, false);
                    self.phrasings(*index);
                }
                BlockKind::Article(article) => {
                    let clause = &self.document.tree.clauses[article.clause];
                    let label = clause.written(self.source);
                    self.open(&clause.anchor.clone(), &label, true);
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
            self.add_text(&question.map_or_else(String::new, |one| one.phrasings.join("\n")));
        }
    }

    /// People, and the steps of processes: what a reader may look for by name.
    fn parts(&mut self) {
        for fact in self.document.content.facts() {
            let Value::Table(rows) = &fact.value else {
                continue;
            };
            if fact.key != "people" {
                continue;
            }
            for (row, part) in rows.iter().zip(self.people()) {
                self.open(&part.0, &part.1, true);
                let mut words = Vec::new();
                row.facts
                    .iter()
                    .for_each(|fact| push_words(&fact.value, &mut words));
                self.add_text(&words.join(" "));
            }
        }
    }

    fn people(&self) -> Vec<(String, String)> {
        let parts = self.document.content.parts().into_iter();
        let people = parts.filter(|part| part.kind == "person");
        people
            .map(|part| (part.id.folded().to_owned(), part.title))
            .collect()
    }
}
