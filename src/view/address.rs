use std::borrow::Cow;
use std::fmt::Write as _;

use super::View;
use crate::portal::{DocumentIndex, Target, WorkIndex};

/// What an address may not hold as it is. Chinese stays readable: browsers encode it themselves.
const ESCAPED: &str = " \"#%<>?[]`{}";

/// A place of the site, or elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Href {
    /// A page: its address below the tree, ending in `/` or empty, and a place on it.
    Page {
        /// `policies/fssc-exp-003/`
        address: String,
        /// Without `#`.
        anchor: Option<Box<str>>,
    },
    /// A file, by its address below the tree.
    File(String),
    /// A place on the page itself.
    Here(Box<str>),
    /// A whole address of another host.
    Elsewhere(Box<str>),
}

impl Href {
    /// As it stands in a page whose way up to the tree is `root`.
    ///
    /// A page's link ends in `index.html`, so that it works from a folder too.
    pub fn from(&self, root: &str) -> String {
        match self {
            Self::Page { address, anchor } => {
                let page = from_page(root, address);
                match anchor {
                    Some(anchor) => format!("{page}#{anchor}"),
                    None => page,
                }
            }
            Self::File(address) => format!("{root}{}", escaped(address)),
            Self::Here(anchor) => format!("#{anchor}"),
            Self::Elsewhere(address) => address.to_string(),
        }
    }
}

/// A link from a page whose way up is `root` to the page at `address`.
pub fn from_page(root: &str, address: &str) -> String {
    if address.is_empty() || address.ends_with('/') {
        format!("{root}{}index.html", escaped(address))
    } else {
        format!("{root}{}", escaped(address))
    }
}

/// The way up from the page at `address` to the tree: empty at the top.
pub fn root_of(address: &str) -> String {
    "../".repeat(address.matches('/').count())
}

fn escaped(address: &str) -> Cow<'_, str> {
    let must_be = |c: char| c.is_ascii_control() || ESCAPED.contains(c);
    if !address.bytes().any(|byte| must_be(byte.into())) {
        return address.into();
    }
    let mut out = String::with_capacity(address.len() + 8);
    for c in address.chars() {
        if must_be(c) {
            // Writing to a string does not fail.
            let _ = write!(out, "%{:02X}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out.into()
}

/// Where a file of the portal lies in the tree.
pub fn file_address(path: &str) -> String {
    path.strip_prefix("content/").unwrap_or(path).to_owned()
}

impl View<'_> {
    /// The bare address of a document.
    pub fn address(&self, work: WorkIndex) -> String {
        let is_home = self
            .document(work)
            .is_some_and(|document| &*document.path == "content/index.md");
        if is_home {
            return String::new();
        }
        let work = &self.portal.works[work];
        let name = match work.kind.word {
            // A calendar's id is made from its year, and its address is the year.
            "calendar" => work.id.folded().trim_start_matches("calendar-"),
            _ => work.id.folded(),
        };
        [work.kind.folder, "/", name, "/"].concat()
    }

    /// The dated address of a version, where its document has several.
    pub fn dated_address(&self, document: DocumentIndex) -> Option<String> {
        let work = self.work_of(document)?;
        let effective = self.portal.documents[document].common.effective?;
        (self.versions(work).len() > 1).then(|| format!("{}{effective}/", self.address(work)))
    }

    /// Where a target is for these readers; `None` where it is nothing, or not for them.
    pub fn href(&self, target: &Target) -> Option<Href> {
        match target {
            Target::Nothing => None,
            Target::Here(anchor) => Some(Href::Here(anchor.clone())),
            Target::Elsewhere(address) => Some(Href::Elsewhere(address.clone())),
            Target::File(path) => Some(Href::File(file_address(path))),
            Target::Work {
                work,
                version,
                anchor,
                ..
            } => {
                if self.versions(*work).is_empty() {
                    return None;
                }
                let dated = version.and_then(|version| self.dated_address(version));
                Some(Href::Page {
                    address: dated.unwrap_or_else(|| self.address(*work)),
                    anchor: anchor.clone(),
                })
            }
        }
    }

    /// The document, the version and the place in it that a target names; a bare address means the version shown.
    pub fn place_named<'t>(
        &self,
        target: &'t Target,
    ) -> Option<(WorkIndex, DocumentIndex, &'t str)> {
        let Target::Work {
            work,
            version,
            anchor: Some(anchor),
            ..
        } = target
        else {
            return None;
        };
        let version = version.or_else(|| self.shown(*work))?;
        Some((*work, version, anchor))
    }

    /// Where the thing with this id is, document or part.
    pub fn href_of(&self, id: &str) -> Option<Href> {
        let work = self.find(id)?;
        let is_part = !self.portal.works[work].id.as_str().eq_ignore_ascii_case(id);
        Some(Href::Page {
            address: self.address(work),
            anchor: is_part.then(|| id.to_ascii_lowercase().into()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Href, from_page, root_of};

    #[test]
    fn links_are_relative_and_name_their_file() {
        let root = root_of("policies/fssc-exp-003/");
        assert_eq!(root, "../../");
        assert_eq!(from_page(&root, "services/"), "../../services/index.html");
        assert_eq!(from_page("", ""), "index.html");
    }

    #[test]
    fn chinese_file_names_stay_and_spaces_do_not() {
        let href = Href::File("policies/差旅 表.xlsx".to_owned());
        assert_eq!(href.from("../"), "../policies/差旅%20表.xlsx");
    }
}
