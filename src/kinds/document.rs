use std::sync::Arc;

use super::common::{self, Common};
use super::{Body, Content, Kind};
use crate::diagnostics::{Diagnostic, Span};
use crate::markdown::{Tree, parse};
use crate::source::{Fields, Id, Located, Pointer, TomlText, split_front_matter};

/// One file of the portal: a document, or one version of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// From the portal's folder.
    pub path: Arc<str>,
    /// What every document says.
    pub common: Common,
    /// What its kind adds.
    pub content: Content,
    /// Its body; spans are spans of the file.
    pub tree: Tree,
    /// What its front matter names.
    pub pointers: Vec<Pointer>,
}

impl Document {
    /// The kind of the document.
    pub fn kind(&self) -> &'static Kind {
        self.content.kind()
    }

    /// The document's id.
    pub fn id(&self) -> &Id {
        &self.common.id.value
    }
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadDocument {
    /// It can be published, as far as one file tells.
    Whole(Box<Document>),
    /// It cannot; its id, where it has one, is still an id of the portal.
    Broken(Arc<str>, Option<Located<Id>>),
}

/// Reads one document of `kind` from the text of `path`.
pub fn read_document(
    path: &Arc<str>,
    text: &str,
    kind: &'static Kind,
    findings: &mut Vec<Diagnostic>,
) -> ReadDocument {
    let whole_file = Span::new(0, text.len());
    let parts = if path.ends_with(".toml") {
        Some((whole_file, Span::new(text.len(), text.len())))
    } else {
        split_front_matter(path, text, findings).map(|parts| (parts.toml, parts.body))
    };
    let Some((front, body)) = parts else {
        // Without a front matter there is no id, but the body is checked all the same.
        parse(path, text, whole_file, findings);
        return ReadDocument::Broken(Arc::clone(path), None);
    };
    let tree = parse(path, text, body, findings);
    let toml = TomlText::parse(path, text, front, findings);
    let mut pointers = Vec::new();
    let read = toml.read(kind.word, &mut pointers, findings, |fields| {
        read_fields(
            fields,
            kind,
            &Body {
                tree: &tree,
                file: text,
            },
        )
    });
    match (read, toml.is_broken()) {
        ((_, Some((common, content))), false) => ReadDocument::Whole(Box::new(Document {
            path: Arc::clone(path),
            common,
            content,
            tree,
            pointers,
        })),
        ((id, _), _) => ReadDocument::Broken(Arc::clone(path), id),
    }
}

type ReadFields = (Option<Located<Id>>, Option<(Common, Content)>);

fn read_fields(fields: &mut Fields<'_, '_>, kind: &'static Kind, body: &Body<'_>) -> ReadFields {
    // A calendar is its year; everything else has an id of its own.
    if kind.word == "calendar" {
        let read = super::calendar::read_whole(fields);
        return (read.as_ref().map(|(common, _)| common.id.clone()), read);
    }
    let identity = common::read(fields, kind.dated);
    let content = (kind.read)(fields, body);
    (identity.id, identity.common.zip(content))
}
