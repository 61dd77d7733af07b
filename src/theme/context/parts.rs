use super::Report;
use super::report::Reported;
use crate::diagnostics::{Language, Span};
use crate::kinds::{Content, Document, Kind};
use crate::portal::{DocumentIndex, Portal, State, Target, WorkIndex};
use crate::theme::Strings;
use crate::theme::shape::context;
use crate::view::{View, from_page, root_of};

context! {
    /// What every page knows about the site; `site` in templates.
    pub struct SiteContext {
        /// The column's name.
        pub title: String,
        /// Whose column it is.
        pub organisation: Option<String>,
        /// `zh-CN` or `en`.
        pub language: String,
        /// Sections of the navigation.
        pub sections: Vec<SiteSection>,
        /// Address of the style sheet that all pages share; empty where a theme has none, as with all of these.
        pub style: String,
        /// Address of the script that all pages share.
        pub script: String,
        /// Address of the style sheet for documents.
        pub document_style: String,
        /// Address of the script for documents.
        pub document_script: String,
        /// Address of the style sheet for lists and other pages over many documents.
        pub library_style: String,
        /// Address of the script for lists and the front page.
        pub library_script: String,
        /// Address of the script that searches; empty where there is no index.
        pub search_script: String,
        /// Address of the style sheet for what the search finds.
        pub search_style: String,
        /// Address of what the page of results needs beside the search script.
        pub search_page: String,
        /// Address of what mends slips and reads pinyin, loaded when something that was typed stands nowhere.
        pub search_help: String,
        /// Address of what weighs texts by the way in which they are written, loaded with the index of a small portal.
        pub search_closely: String,
        /// Address of what tells the server what readers search, loaded where the portal asks for that.
        pub search_report: String,
        /// Further files of the theme, by their names.
        pub files: Vec<Link>,
        /// Address of the logo.
        pub logo: Option<String>,
        /// Address of the picture on a browser's tab: the logo, else the theme's own.
        pub icon: Option<String>,
        /// Mail address for what is wrong.
        pub feedback_mail: Option<String>,
        /// Form for what is wrong.
        pub feedback_form: Option<String>,
        /// Whether readers are asked if a page helped.
        pub asks_if_helpful: bool,
        /// Whether there are promises to show.
        pub has_promises: bool,
        /// Whether there are topics.
        pub has_topics: bool,
    }

    /// A section of the navigation.
    pub struct SiteSection {
        /// The word of its kind.
        pub word: String,
        /// Its name.
        pub title: String,
        /// Below the tree.
        pub address: String,
    }

    /// What the head of every page needs; `page.head` in templates.
    pub struct Head {
        /// The page's title, without the site's.
        pub title: String,
        /// For search engines and previews.
        pub description: Option<String>,
        /// The way up to the tree: `../../`, empty at the top.
        pub root: String,
        /// The whole address, where the site has one.
        pub canonical: Option<String>,
        /// The word of the section that the page belongs to.
        pub section: String,
        /// The way from the home page to here, without this page.
        pub breadcrumbs: Vec<Link>,
        /// Ways to say that something on this page is wrong.
        pub report: Report,
    }

    /// A link with its text.
    pub struct Link {
        /// What it says.
        pub text: String,
        /// Where it leads.
        pub href: String,
        /// What it is, in a word.
        pub note: Option<String>,
    }

    /// A word of a closed set: the word for classes, the text for readers.
    pub struct Label {
        /// `in-force`
        pub word: String,
        /// 现行
        pub text: String,
    }

    /// What every page of a version that is not in force says first.
    pub struct Banner {
        /// The version's state.
        pub state: Label,
        /// In a sentence.
        pub text: String,
        /// To the version in force, where there is one.
        pub link: Option<Link>,
    }

    /// A page that is all in its template: search, not found.
    pub struct PlainPage {
        /// Title and way up.
        pub head: Head,
    }

    /// A page at an old address.
    pub struct RedirectPage {
        /// Title and way up.
        pub head: Head,
        /// Where it is now.
        pub target: Link,
    }
}

/// Everything that making a context needs.
#[derive(Clone, Copy, Debug)]
pub struct Maker<'v> {
    /// What may be named.
    pub view: &'v View<'v>,
    /// In which words.
    pub strings: &'v Strings,
    /// In which language.
    pub language: Language,
}

impl<'v> Maker<'v> {
    /// The portal behind the view.
    pub fn portal(&self) -> &'v Portal {
        self.view.portal
    }

    /// Where the value of a field leads that stands at `span` of a document.
    pub(super) fn target_at(&self, document: DocumentIndex, span: Span) -> Option<&'v Target> {
        let portal = self.portal();
        let pointers = &portal.documents[document].pointers;
        let index = pointers
            .iter()
            .position(|pointer| pointer.span.start == span.start + 1)?;
        portal.pointers[document].get(index)
    }

    /// The head of the page at `address`.
    pub fn head(&self, address: &str, title: &str, section: &str, breadcrumbs: Vec<Link>) -> Head {
        Head {
            title: title.to_owned(),
            description: None,
            root: root_of(address),
            canonical: self.canonical(address),
            section: section.to_owned(),
            breadcrumbs,
            report: self.report(&Reported {
                title,
                address,
                version: "",
                mail: None,
            }),
        }
    }

    /// The whole address of a page below the tree, where the site has one.
    pub fn canonical(&self, address: &str) -> Option<String> {
        let folder = self.view.folder();
        let below = if folder.is_empty() {
            address.to_owned()
        } else {
            format!("{folder}/{address}")
        };
        self.portal().config.base_url.absolute(&below)
    }

    /// The whole address of a page as far as it is known: with its host, else from the server's root on.
    pub fn whole(&self, address: &str) -> String {
        self.canonical(address).unwrap_or_else(|| {
            let folder = self.view.folder();
            let slash = if folder.is_empty() { "" } else { "/" };
            format!(
                "{}{folder}{slash}{address}",
                self.portal().config.base_url.path()
            )
        })
    }

    /// The first steps of the way to a page of `kind`.
    pub fn breadcrumbs(&self, root: &str, kind: &Kind) -> Vec<Link> {
        vec![
            self.link(self.strings.get("ui.home"), from_page(root, "")),
            self.link(
                self.many(kind),
                from_page(root, &format!("{}/", kind.folder)),
            ),
        ]
    }

    /// What several documents of a kind are called.
    pub fn many(&self, kind: &Kind) -> String {
        self.strings.get(&format!("kind.{}.many", kind.word))
    }

    /// A link without a note.
    pub fn link(&self, text: String, href: String) -> Link {
        Link {
            text,
            href,
            note: None,
        }
    }

    /// A link to a document, noted with its kind.
    pub fn work_link(&self, root: &str, work: WorkIndex) -> Option<Link> {
        let document = self.view.document(work)?;
        Some(Link {
            text: document.common.title.clone(),
            href: from_page(root, &self.view.address(work)),
            note: Some(
                self.strings
                    .get(&format!("kind.{}.one", document.kind().word)),
            ),
        })
    }

    /// The label of a document's state. News is not repealed; it is over.
    pub(super) fn state(&self, document: &Document, state: State) -> Label {
        match (&document.content, state) {
            (Content::Announcement(_), State::Repealed) => self.label("state", "expired"),
            _ => self.label("state", state.word()),
        }
    }

    /// The label of a word in a set of the strings: `state`, `choice.rank`.
    pub fn label(&self, set: &str, word: &str) -> Label {
        Label {
            word: word.to_owned(),
            text: self.strings.get(&format!("{set}.{word}")),
        }
    }
}
