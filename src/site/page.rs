use std::hash::{Hash as _, Hasher};

use serde::Serialize;

use super::{Key, Site};
use crate::diagnostics::Diagnostic;
use crate::kinds::Kind;
use crate::portal::{DocumentIndex, WorkIndex};
use crate::theme::context::{
    A_TO_Z, ABOUT, AToZPage, AboutPage, ComparisonPage, DocumentPage, HomePage, ListPage, Maker,
    ON_DAY, OnDayPage, PERFORMANCE, PerformancePage, PlainPage, RedirectPage, SiteMapPage, TOPICS,
    TopicPage, TopicsPage, YearPage, a_to_z_page, about_page, comparison_page, document_page,
    home_page, list_page, on_day_page, performance_page, site_map_page, topic_page, topics_page,
    year_address, year_page,
};
use crate::view::topic_address;

/// The pages of a tree.
#[derive(Clone, Debug)]
pub enum PageKind {
    /// The front page.
    Home,
    /// The list of a kind.
    List(&'static Kind),
    /// A version of a document, at this address.
    Document(DocumentIndex, String),
    /// What a version changed, at this address.
    Comparison(DocumentIndex, String),
    /// The page on which a reader picks a day.
    OnDay,
    /// The policies in a year.
    Year(i16),
    /// Every promise of the centre.
    Performance,
    /// All topics.
    Topics,
    /// What is about one topic, by the last part of its address.
    Topic(String),
    /// Everything by its sound.
    AToZ,
    /// What the site is made of.
    About,
    /// What thanks a reader who says whether a page helped.
    Thanks(bool),
    /// The page of search results.
    Search,
    /// The page of all pages.
    SiteMap,
    /// What a server shows for an address that is not there.
    NotFound,
    /// An old address that leads to a work.
    Redirect(WorkIndex, String),
}

/// A page's context, ready to be hashed and rendered.
pub(super) struct Prepared {
    template: String,
    address: String,
    context: PageContext,
}

#[derive(Hash, Serialize)]
#[serde(untagged)]
enum PageContext {
    Home(HomePage),
    List(ListPage),
    Document(Box<DocumentPage>),
    Comparison(Box<ComparisonPage>),
    OnDay(OnDayPage),
    Year(YearPage),
    Performance(PerformancePage),
    Topics(TopicsPage),
    Topic(TopicPage),
    AToZ(AToZPage),
    About(AboutPage),
    Plain(PlainPage),
    SiteMap(SiteMapPage),
    Redirect(RedirectPage),
}

/// The context of a page.
pub(super) fn prepare(site: &Site<'_>, tree: usize, page: &PageKind) -> Prepared {
    let maker = site.maker(tree);
    let (template, address, context) = match page {
        PageKind::Home => (
            "home.html".to_owned(),
            String::new(),
            PageContext::Home(home_page(&maker)),
        ),
        PageKind::List(kind) => (
            format!("{}-list.html", kind.word),
            format!("{}/", kind.folder),
            PageContext::List(list_page(&maker, kind)),
        ),
        PageKind::Document(document, address) => (
            format!(
                "{}.html",
                site.compiled.portal.documents[*document].kind().word
            ),
            address.clone(),
            PageContext::Document(Box::new(document_page(&maker, *document, address))),
        ),
        PageKind::Comparison(version, address) => (
            "comparison.html".to_owned(),
            address.clone(),
            PageContext::Comparison(Box::new(comparison_page(&maker, *version, address))),
        ),
        PageKind::OnDay => (
            "on-day.html".to_owned(),
            ON_DAY.to_owned(),
            PageContext::OnDay(on_day_page(&maker, site.timeline(tree))),
        ),
        PageKind::Year(year) => (
            "year.html".to_owned(),
            year_address(*year),
            PageContext::Year(year_page(&maker, site.timeline(tree), *year)),
        ),
        PageKind::Performance
        | PageKind::Topics
        | PageKind::Topic(_)
        | PageKind::AToZ
        | PageKind::About => overview(&maker, page),
        PageKind::Thanks(yes) => {
            let address = if *yes { HELPFUL_YES } else { HELPFUL_NO };
            plain(&maker, "thanks.html", address, "ui.thanks")
        }
        PageKind::Search => plain(&maker, "search.html", "search/", "ui.search"),
        PageKind::SiteMap => (
            "site-map.html".to_owned(),
            "site-map/".to_owned(),
            PageContext::SiteMap(site_map_page(&maker, "site-map/")),
        ),
        PageKind::NotFound => not_found(site, tree, &maker),
        PageKind::Redirect(work, alias) => redirect(&maker, *work, alias),
    };
    Prepared {
        template,
        address,
        context,
    }
}

/// Where a request says that a page helped, and where that it did not; the query says which page.
pub(super) const HELPFUL_YES: &str = "helpful/yes/";
pub(super) const HELPFUL_NO: &str = "helpful/no/";

type Parts = (String, String, PageContext);

/// A page over many documents.
fn overview(maker: &Maker<'_>, page: &PageKind) -> Parts {
    let (template, address, context) = match page {
        PageKind::Topic(slug) => {
            let context = PageContext::Topic(topic_page(maker, slug));
            ("topic.html", topic_address(slug), context)
        }
        PageKind::Topics => {
            let context = PageContext::Topics(topics_page(maker));
            ("topics.html", TOPICS.to_owned(), context)
        }
        PageKind::AToZ => {
            let context = PageContext::AToZ(a_to_z_page(maker));
            ("a-z.html", A_TO_Z.to_owned(), context)
        }
        PageKind::About => {
            let context = PageContext::About(about_page(maker));
            ("about.html", ABOUT.to_owned(), context)
        }
        _ => {
            let context = PageContext::Performance(performance_page(maker));
            ("performance.html", PERFORMANCE.to_owned(), context)
        }
    };
    (template.to_owned(), address, context)
}

fn plain(maker: &Maker<'_>, template: &str, address: &str, title: &str) -> Parts {
    let root = crate::view::root_of(address);
    let home = maker.link(
        maker.strings.get("ui.home"),
        crate::view::from_page(&root, ""),
    );
    let section = template.trim_end_matches(".html");
    let head = maker.head(address, &maker.strings.get(title), section, vec![home]);
    (
        template.to_owned(),
        address.to_owned(),
        PageContext::Plain(PlainPage { head }),
    )
}

/// Served for any address, so its way up is the whole path.
fn not_found(site: &Site<'_>, tree: usize, maker: &Maker<'_>) -> Parts {
    let root = format!(
        "{}{}",
        site.compiled.portal.config.base_url.path(),
        site.trees[tree].prefix
    );
    let mut head = maker.head(
        "404.html",
        &maker.strings.get("ui.not_found"),
        "not-found",
        Vec::new(),
    );
    head.root = root;
    head.canonical = None;
    (
        "404.html".to_owned(),
        "404.html".to_owned(),
        PageContext::Plain(PlainPage { head }),
    )
}

fn redirect(maker: &Maker<'_>, work: WorkIndex, alias: &str) -> Parts {
    let root = crate::view::root_of(alias);
    let title = maker
        .view
        .document(work)
        .map(|document| document.common.title.clone());
    let title = title.unwrap_or_default();
    let address = maker.view.address(work);
    let mut head = maker.head(alias, &title, "redirect", Vec::new());
    head.canonical = maker.canonical(&address);
    let target = maker.link(title, crate::view::from_page(&root, &address));
    let context = PageContext::Redirect(RedirectPage { head, target });
    ("redirect.html".to_owned(), alias.to_owned(), context)
}

impl PageContext {
    fn take_body(&mut self) -> String {
        match self {
            Self::Document(page) => std::mem::take(&mut page.body),
            _ => String::new(),
        }
    }

    fn body_length(&self) -> usize {
        match self {
            Self::Document(page) => page.body.len(),
            _ => 0,
        }
    }

    fn put_body(&mut self, body: String) {
        if let Self::Document(page) = self {
            page.body = body;
        }
    }
}

/// All that a value would have hashed, for a hash that two pages do not share by chance.
struct Hashed(Vec<u8>);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Nobody asks: what was gathered is hashed instead.
    fn finish(&self) -> u64 {
        self.0.len() as u64
    }
}

impl Prepared {
    /// Hashes all that the page's bytes depend on.
    pub(super) fn key(&mut self, site: &Site<'_>, tree: usize) -> Key {
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        hasher.update(&site.trees[tree].globals.fingerprint);
        hasher.update(&site.compiled.theme.fingerprint(&self.template));
        // The text is most of a page: it is hashed where it is, and the rest gathered first.
        let body = self.context.take_body();
        hasher.update(&(body.len() as u64).to_le_bytes());
        hasher.update(body.as_bytes());
        let mut rest = Hashed(Vec::with_capacity(4096));
        self.context.hash(&mut rest);
        hasher.update(&rest.0);
        self.context.put_body(body);
        *hasher.finalize().as_bytes()
    }

    pub(super) fn render(&self, site: &Site<'_>, tree: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
        /// What a page has around its text, in bytes.
        const AROUND: usize = 24_000;
        let globals = &site.trees[tree].globals;
        let expected = AROUND + self.context.body_length();
        let theme = &site.compiled.theme;
        theme.render(
            &self.template,
            &self.context,
            globals,
            &self.address,
            expected,
        )
    }
}
