use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::page::{self, HELPFUL_NO, HELPFUL_YES, PageKind};
use super::scaled::scaled;
use super::search_files::{SearchFiles, search_files};
use super::{Compiled, Key, feed, policy_table};
use crate::diagnostics::{ADDRESS_CLASH, Diagnostic, Place};
use crate::kinds::{Content, Kind, kind_of_word};
use crate::portal::WorkIndex;
use crate::theme::Globals;
use crate::theme::context::{
    A_TO_Z, ABOUT, FeedOf, Link, Maker, ON_DAY, PERFORMANCE, SiteContext, SiteSection, TOPICS,
    Timeline, policy_changes, year_address,
};
use crate::view::{View, topic_address};

/// What the command line says about the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteOptions {
    /// Whether there is an index.
    pub search: bool,
}

/// How a file of the site is made.
#[derive(Clone, Debug)]
pub enum Recipe {
    /// A page of a tree.
    Page(usize, PageKind),
    /// Bytes that are there already: an asset, by its name among the compiled ones.
    Asset(String),
    /// A file of the portal, by its path.
    File(Box<str>),
    /// A smaller copy of a picture of the portal: its path, and how wide.
    Scaled(Box<str>, u32),
    /// A feed of a tree, with its own address below the tree.
    Feed(usize, FeedOf, String),
    /// `changes.js` of a tree: what policies changed, for telling a reader what is new.
    Changes(usize),
    /// The policies of a tree as CSV.
    PolicyTable(usize),
    /// `sitemap.xml` of a tree.
    SiteMap(usize),
    /// `robots.txt` of a tree.
    Robots(usize),
    /// A file of a tree's index, by its name.
    Search(usize, String),
}

/// A file of the site with its key.
#[derive(Debug)]
pub struct Made<'s> {
    /// Its bytes.
    pub bytes: Cow<'s, [u8]>,
    /// Equal to the key of another run where the bytes are equal.
    pub key: Key,
}

/// One tree: what its readers see, and what its pages share.
pub(super) struct SiteTree<'c> {
    pub(super) view: View<'c>,
    pub(super) globals: Globals,
    pub(super) prefix: String,
    search: OnceLock<Option<SearchFiles>>,
    timeline: OnceLock<Timeline>,
}

/// The whole site: every path below the output, in order, with its recipe.
pub struct Site<'c> {
    pub(super) compiled: &'c Compiled,
    pub(super) trees: Vec<SiteTree<'c>>,
    recipes: BTreeMap<String, Recipe>,
    options: SiteOptions,
    /// Addresses that two things want.
    pub findings: Vec<Diagnostic>,
}

impl std::fmt::Debug for Site<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Site")
            .field("recipes", &self.recipes.len())
            .finish_non_exhaustive()
    }
}

impl<'c> Site<'c> {
    /// The map of a compiled portal. Nothing is made yet.
    pub fn new(compiled: &'c Compiled, options: SiteOptions) -> Self {
        let audiences = compiled.portal.config.audiences.trees();
        let trees = audiences.iter().map(|tree| {
            let view = View::new(&compiled.portal, &compiled.measured, tree);
            let prefix = if tree.folder.is_empty() {
                String::new()
            } else {
                format!("{}/", tree.folder)
            };
            let site = site_context(compiled, &view, options.search);
            SiteTree {
                globals: Globals::new(&site, &compiled.strings),
                view,
                prefix,
                search: OnceLock::new(),
                timeline: OnceLock::new(),
            }
        });
        let mut site = Self {
            compiled,
            trees: trees.collect(),
            recipes: BTreeMap::new(),
            options,
            findings: Vec::new(),
        };
        for tree in 0..site.trees.len() {
            site.add_tree(tree);
        }
        site.report_files_that_are_folders();
        site
    }

    /// Every path with its recipe; makes the index, whose files are named after their content.
    pub fn all(&self) -> BTreeMap<String, Recipe> {
        let mut all = self.recipes.clone();
        for (index, tree) in self.trees.iter().enumerate() {
            let files = self
                .search_files(index)
                .into_iter()
                .flat_map(SearchFiles::names);
            all.extend(files.map(|name| {
                (
                    format!("{}search/{name}", tree.prefix),
                    Recipe::Search(index, name.to_owned()),
                )
            }));
        }
        all
    }

    /// The recipe of a path; the index is made only when it is asked for.
    pub fn find(&self, path: &str) -> Option<Recipe> {
        if let Some(recipe) = self.recipes.get(path) {
            return Some(recipe.clone());
        }
        let (index, name) = self.trees.iter().enumerate().find_map(|(index, tree)| {
            Some((
                index,
                path.strip_prefix(&tree.prefix)?.strip_prefix("search/")?,
            ))
        })?;
        let known = self.search_files(index)?.names().any(|known| known == name);
        known.then(|| Recipe::Search(index, name.to_owned()))
    }

    /// Makes a file.
    pub fn make(&self, recipe: &Recipe) -> Result<Made<'_>, Box<Diagnostic>> {
        let bytes: Cow<'_, [u8]> = match recipe {
            Recipe::Page(tree, page) => {
                let mut prepared = page::prepare(self, *tree, page);
                let key = prepared.key(self, *tree);
                return Ok(Made {
                    bytes: prepared.render(self, *tree)?.into(),
                    key,
                });
            }
            Recipe::Asset(name) => self.compiled.assets[name].bytes.as_slice().into(),
            Recipe::File(path) => self
                .compiled
                .portal
                .snapshot
                .bytes(path)
                .unwrap_or_default()
                .into(),
            Recipe::Scaled(path, width) => {
                let picture = self.compiled.portal.snapshot.bytes(path);
                let bytes = scaled(picture.unwrap_or_default(), *width).into();
                return Ok(Made {
                    bytes,
                    key: self.scaled_key(path, *width),
                });
            }
            Recipe::Feed(tree, of, address) => {
                let style = self.compiled.assets.get("feed.css");
                let style = style.map(|asset| asset.address.as_str());
                feed::feed(&self.maker(*tree), of, address, style)
                    .into_bytes()
                    .into()
            }
            Recipe::Changes(tree) => changes_script(&self.maker(*tree)).into(),
            Recipe::PolicyTable(tree) => policy_table::policy_table(&self.maker(*tree)).into(),
            Recipe::SiteMap(tree) => feed::site_map_xml(&self.maker(*tree)).into_bytes().into(),
            Recipe::Robots(tree) => feed::robots(&self.maker(*tree)).into_bytes().into(),
            Recipe::Search(tree, name) => {
                // Only names that these files have become recipes.
                let files = self.search_files(*tree);
                let file = files.and_then(|files| files.find(name));
                return Ok(Made {
                    bytes: file.map_or(&[][..], |file| &file.bytes).into(),
                    key: file.map_or([0; 32], |file| *file.hash.as_bytes()),
                });
            }
        };
        let key = *blake3::hash(&bytes).as_bytes();
        Ok(Made { bytes, key })
    }

    /// The key of a file, without rendering it.
    pub fn key(&self, recipe: &Recipe) -> Result<Key, Box<Diagnostic>> {
        match recipe {
            Recipe::Page(tree, page) => Ok(page::prepare(self, *tree, page).key(self, *tree)),
            Recipe::Scaled(path, width) => Ok(self.scaled_key(path, *width)),
            other => self.make(other).map(|made| made.key),
        }
    }

    /// Known before the copy is made, which takes its time.
    fn scaled_key(&self, path: &str, width: u32) -> Key {
        let picture = self.compiled.portal.snapshot.bytes(path);
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        hasher.update(&width.to_le_bytes());
        hasher.update(picture.unwrap_or_default());
        *hasher.finalize().as_bytes()
    }

    /// Makes every file and throws it away: what `check` does instead of writing.
    pub fn try_all(&self) -> Vec<Diagnostic> {
        let all: Vec<_> = self.all().into_iter().collect();
        let tried: Vec<_> = all
            .par_iter()
            .map(|(_, recipe)| self.make(recipe).err())
            .collect();
        tried
            .into_iter()
            .flatten()
            .map(|finding| *finding)
            .collect()
    }

    /// The path at which the site will live, without its first slash.
    pub fn base_path(&self) -> &str {
        &self.compiled.portal.config.base_url.path()[1..]
    }

    /// The folder of the open tree, with its slash; empty where there is one tree.
    pub fn first_tree(&self) -> &str {
        &self.trees[0].prefix
    }

    /// How many pages the map has.
    pub fn page_count(&self) -> usize {
        self.recipes
            .values()
            .filter(|recipe| matches!(recipe, Recipe::Page(..)))
            .count()
    }

    pub(super) fn maker(&self, tree: usize) -> Maker<'_> {
        Maker {
            view: &self.trees[tree].view,
            strings: &self.compiled.strings,
            language: self.compiled.language(),
        }
    }

    /// The policies of a tree in time.
    pub(super) fn timeline(&self, tree: usize) -> &Timeline {
        self.trees[tree]
            .timeline
            .get_or_init(|| Timeline::new(&self.maker(tree)))
    }

    fn search_files(&self, tree: usize) -> Option<&SearchFiles> {
        let cell = &self.trees[tree].search;
        let made = cell.get_or_init(|| {
            self.options
                .search
                .then(|| search_files(&self.maker(tree), &self.compiled.theme_files))
        });
        made.as_ref()
    }

    fn add_tree(&mut self, tree: usize) {
        let kinds: Vec<_> = self.trees[tree]
            .view
            .sections()
            .iter()
            .map(|section| section.kind)
            .collect();
        self.page(tree, "", PageKind::Home);
        for kind in kinds {
            self.page(tree, &format!("{}/", kind.folder), PageKind::List(kind));
        }
        let policies = kind_of_word("policy").filter(|kind| self.has(tree, kind));
        if let Some(kind) = policies {
            self.add_policies(tree, kind);
        }
        self.add_overviews(tree);
        self.page(tree, "search/", PageKind::Search);
        self.page(tree, "site-map/", PageKind::SiteMap);
        self.page(tree, "404.html", PageKind::NotFound);
        self.add_documents(tree);
        self.add_files(tree);
        self.add_aliases(tree);
    }

    /// Pages over many documents: promises, topics, everything by its sound, what the site is made of.
    fn add_overviews(&mut self, tree: usize) {
        if self.trees[tree].view.standing().next().is_some() {
            self.page(tree, PERFORMANCE, PageKind::Performance);
        }
        let slugs: Vec<String> = self.trees[tree].view.topics().keys().cloned().collect();
        if !slugs.is_empty() {
            self.page(tree, TOPICS, PageKind::Topics);
        }
        for slug in slugs {
            self.page(tree, &topic_address(&slug), PageKind::Topic(slug));
        }
        self.page(tree, A_TO_Z, PageKind::AToZ);
        self.page(tree, ABOUT, PageKind::About);
        if self.compiled.portal.config.feedback.log {
            self.page(tree, HELPFUL_YES, PageKind::Thanks(true));
            self.page(tree, HELPFUL_NO, PageKind::Thanks(false));
        }
    }

    fn has(&self, tree: usize, kind: &Kind) -> bool {
        self.trees[tree].view.works_of(kind).next().is_some()
    }

    fn add_documents(&mut self, tree: usize) {
        let works: Vec<_> = self.trees[tree].view.works().collect();
        for work in works {
            let view = &self.trees[tree].view;
            let (Some(shown), address) = (view.shown(work), view.address(work)) else {
                continue;
            };
            let dated: Vec<_> = view
                .versions(work)
                .iter()
                .filter_map(|version| Some((view.dated_address(*version)?, *version)))
                .collect();
            let compared: Vec<_> = view
                .versions(work)
                .iter()
                .filter_map(|version| Some((view.comparison_address(*version)?, *version)))
                .collect();
            if !address.is_empty() {
                self.page(tree, &address, PageKind::Document(shown, address.clone()));
            }
            for (address, version) in compared {
                self.page(
                    tree,
                    &address,
                    PageKind::Comparison(version, address.clone()),
                );
            }
            for (address, version) in dated {
                self.page(tree, &address, PageKind::Document(version, address.clone()));
            }
        }
    }

    fn add_files(&mut self, tree: usize) {
        let prefix = self.trees[tree].prefix.clone();
        let files: Vec<_> = self.trees[tree].view.files().clone().into_iter().collect();
        for (address, path) in files {
            self.add(format!("{prefix}{address}"), Recipe::File(path), None);
        }
        let copies: Vec<_> = self.trees[tree]
            .view
            .picture_copies()
            .map(|(address, path, width)| (address.to_owned(), Box::from(path), width))
            .collect();
        for (address, path, width) in copies {
            // Two files with one picture share their copies.
            self.recipes
                .insert(format!("{prefix}{address}"), Recipe::Scaled(path, width));
        }
        for (name, asset) in &self.compiled.assets {
            let unused = name.starts_with("search") && !self.options.search;
            if !unused {
                self.recipes.insert(
                    format!("{prefix}{}", asset.address),
                    Recipe::Asset(name.clone()),
                );
            }
        }
        self.add_feed(tree, FeedOf::Everything, "feed.xml");
        self.add(format!("{prefix}{CHANGES}"), Recipe::Changes(tree), None);
        self.add(format!("{prefix}robots.txt"), Recipe::Robots(tree), None);
        if self.maker(tree).canonical("").is_some() {
            self.add(format!("{prefix}sitemap.xml"), Recipe::SiteMap(tree), None);
        }
    }

    fn add_feed(&mut self, tree: usize, of: FeedOf, address: &str) {
        let path = format!("{}{address}", self.trees[tree].prefix);
        self.add(path, Recipe::Feed(tree, of, address.to_owned()), None);
    }

    /// What policies have beyond their pages: the time machine, the table, a feed for each and for each line.
    fn add_policies(&mut self, tree: usize, kind: &'static Kind) {
        self.page(tree, ON_DAY, PageKind::OnDay);
        for year in self.timeline(tree).years().to_vec() {
            self.page(tree, &year_address(year), PageKind::Year(year));
        }
        let table = format!(
            "{}{}/{}.csv",
            self.trees[tree].prefix, kind.folder, kind.folder
        );
        self.add(table, Recipe::PolicyTable(tree), None);
        let works: Vec<_> = self.trees[tree].view.works_of(kind).collect();
        let mut lines = BTreeSet::new();
        for work in works {
            let view = &self.trees[tree].view;
            let address = format!("{}feed.xml", view.address(work));
            if let Some(Content::Policy(policy)) =
                view.document(work).map(|document| &document.content)
            {
                lines.extend(policy.line.as_ref().map(|line| line.name.clone()));
            }
            self.add_feed(tree, FeedOf::Policy(work), &address);
        }
        for line in lines {
            let address = format!("feeds/{}.xml", line.to_ascii_lowercase());
            self.add_feed(tree, FeedOf::Line(line), &address);
        }
    }

    fn add_aliases(&mut self, tree: usize) {
        for (alias, work) in &self.compiled.portal.aliases {
            if self.trees[tree].view.versions(*work).is_empty() {
                continue;
            }
            let place = self.alias_place(*work, alias);
            let path = format!("{}{}", self.trees[tree].prefix, file_of(alias));
            self.add(
                path,
                Recipe::Page(tree, PageKind::Redirect(*work, alias.clone())),
                place,
            );
        }
    }

    fn alias_place(&self, work: WorkIndex, alias: &str) -> Option<Place> {
        let portal = &self.compiled.portal;
        let versions = portal.works[work]
            .versions
            .iter()
            .map(|version| &portal.documents[*version]);
        let mut written = versions.flat_map(|document| {
            document
                .common
                .aliases
                .iter()
                .map(move |alias| (document, alias))
        });
        let same = |written: &str| written.trim_matches('/') == alias.trim_matches('/');
        let (document, alias) = written.find(|(_, written)| same(&written.value))?;
        let span = alias.span;
        Some(Place::new(
            &document.path,
            span.start as usize + 1..span.end as usize - 1,
        ))
    }

    fn page(&mut self, tree: usize, address: &str, page: PageKind) {
        let path = format!("{}{}", self.trees[tree].prefix, file_of(address));
        let place = match &page {
            PageKind::Document(document, _) => {
                let document = &self.compiled.portal.documents[*document];
                Some(Place::new(&document.path, document.common.id.span))
            }
            _ => None,
        };
        self.add(path, Recipe::Page(tree, page), place);
    }

    /// Adds a recipe, or reports that its address is taken.
    fn add(&mut self, path: String, recipe: Recipe, place: Option<Place>) {
        match self.recipes.entry(path) {
            Entry::Occupied(taken) => {
                let path = taken.key().clone();
                self.clash(&path, place);
            }
            Entry::Vacant(free) => {
                free.insert(recipe);
            }
        }
    }

    fn clash(&mut self, path: &str, place: Option<Place>) {
        let place = place.unwrap_or_else(|| Place::file(&crate::config::PORTAL_FILE.into()));
        let address = format!("/{}", path.trim_end_matches("index.html"));
        self.findings
            .push(Diagnostic::new(&ADDRESS_CLASH, place).with("address", address));
    }

    /// On disk a name is a file or a folder, never both.
    fn report_files_that_are_folders(&mut self) {
        let mut clashes = Vec::new();
        for (path, recipe) in &self.recipes {
            let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
            if folders
                .into_iter()
                .any(|folder| self.recipes.contains_key(folder))
            {
                let place = match recipe {
                    Recipe::Page(_, PageKind::Redirect(work, alias)) => {
                        self.alias_place(*work, alias)
                    }
                    _ => None,
                };
                clashes.push((path.clone(), place));
            }
        }
        for (path, place) in clashes {
            self.clash(&path, place);
        }
    }
}

/// Where the changes of policies lie; a fixed name, since pages of every kind may ask for it.
const CHANGES: &str = "changes.js";

/// A classic script, so that it also loads from a folder.
fn changes_script(maker: &Maker<'_>) -> Vec<u8> {
    // Plain structs of strings always serialise.
    let json = serde_json::to_string(&policy_changes(maker)).unwrap_or_default();
    format!("var lanmuChanges = {json};\n").into_bytes()
}

/// The file in which the page at `address` lies.
fn file_of(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') {
        format!("{address}index.html")
    } else {
        address.to_owned()
    }
}

/// The theme's files that are in no bundle.
fn files(compiled: &Compiled) -> Vec<Link> {
    let own = compiled.assets.iter();
    let own = own.filter(|(name, _)| name.contains('.'));
    let links = own.map(|(name, asset)| Link {
        text: name.clone(),
        href: asset.address.clone(),
        note: None,
    });
    links.collect()
}

fn site_context(compiled: &Compiled, view: &View<'_>, search: bool) -> SiteContext {
    let config = &compiled.portal.config;
    let address = |name: &str| {
        let asset = compiled.assets.get(name);
        asset.map_or_else(String::new, |asset| asset.address.clone())
    };
    let sections = view.sections().into_iter().map(|section| SiteSection {
        word: section.kind.word.to_owned(),
        title: compiled
            .strings
            .get(&format!("kind.{}.many", section.kind.word)),
        address: format!("{}/", section.kind.folder),
    });
    let logo = config.logo.as_ref().and_then(|logo| {
        let mut files = view.files().iter();
        files
            .find(|(_, path)| ***path == *logo.value)
            .map(|(address, _)| address.clone())
    });
    // Without an index there is nothing to search with.
    let searching = |name: &str| if search { address(name) } else { String::new() };
    SiteContext {
        title: config.title.clone(),
        organisation: config.organisation.clone(),
        language: config.language.tag().to_owned(),
        sections: sections.collect(),
        style: address("style"),
        script: address("script"),
        document_style: address("document_style"),
        document_script: address("document_script"),
        library_style: address("library_style"),
        library_script: address("library"),
        search_style: searching("search_style"),
        search_page: searching("search_page"),
        search_help: searching("search_help"),
        search_closely: searching("search_closely"),
        search_report: searching("search_report"),
        files: files(compiled),
        search_script: searching("search"),
        icon: logo.clone().or_else(|| {
            let own = compiled.assets.get("icon.svg");
            own.map(|asset| asset.address.clone())
        }),
        logo,
        feedback_mail: config.feedback.mail.clone(),
        feedback_form: config.feedback.form.clone(),
        asks_if_helpful: config.feedback.log,
        has_promises: view.standing().next().is_some(),
        has_topics: !view.topics().is_empty(),
    }
}
