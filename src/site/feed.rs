use std::cmp::Reverse;
use std::fmt::Write as _;

use jiff::civil::Date;

use crate::kinds::Content;
use crate::portal::WorkIndex;
use crate::theme::context::Maker;

/// How many entries a feed has at most.
const ENTRIES: usize = 30;

/// An entry of the feed: a document on the day on which it became news.
struct Entry {
    day: Date,
    work: WorkIndex,
    title: String,
    summary: String,
}

/// The feed of announcements and revised policies, as Atom (RFC 4287).
pub(super) fn feed(maker: &Maker<'_>) -> String {
    let mut entries = entries(maker);
    entries.sort_by_key(|entry| (Reverse(entry.day), entry.work));
    entries.truncate(ENTRIES);
    let config = &maker.portal().config;
    // A feed without entries was last changed when nothing was there: a fixed day keeps it the same.
    let updated = entries
        .first()
        .map_or(Date::constant(1970, 1, 1), |entry| entry.day);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        maker.language.tag()
    );
    let author = config.organisation.as_deref().unwrap_or(&config.title);
    let _ = writeln!(xml, "  <title>{}</title>", escaped(&config.title));
    let _ = writeln!(xml, "  <id>{}</id>", escaped(&id(maker, "", updated)));
    let _ = writeln!(xml, "  <updated>{updated}T00:00:00Z</updated>");
    let _ = writeln!(xml, "  <author><name>{}</name></author>", escaped(author));
    if let Some(own) = maker.canonical("feed.xml") {
        let _ = writeln!(xml, "  <link rel=\"self\" href=\"{}\"/>", escaped(&own));
    }
    for entry in &entries {
        push_entry(maker, entry, &mut xml);
    }
    xml + "</feed>\n"
}

fn entries(maker: &Maker<'_>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for work in maker.view.works() {
        for version in maker.view.versions(work) {
            let document = &maker.portal().documents[*version];
            let (day, summary) = match &document.content {
                Content::Announcement(news) => (Some(news.date), None),
                Content::Policy(policy) => (document.common.effective, policy.change_note.clone()),
                _ => continue,
            };
            let summary = summary.or_else(|| document.common.summary.clone());
            entries.extend(day.map(|day| Entry {
                day,
                work,
                title: document.common.title.clone(),
                summary: summary.unwrap_or_default(),
            }));
        }
    }
    entries
}

fn push_entry(maker: &Maker<'_>, entry: &Entry, xml: &mut String) {
    let address = maker.view.address(entry.work);
    let href = maker
        .canonical(&address)
        .unwrap_or_else(|| format!("{address}index.html"));
    let _ = writeln!(
        xml,
        "  <entry>\n    <title>{}</title>",
        escaped(&entry.title)
    );
    let _ = writeln!(
        xml,
        "    <id>{}</id>",
        escaped(&entry_id(maker, entry, &address))
    );
    let _ = writeln!(xml, "    <updated>{}T00:00:00Z</updated>", entry.day);
    let _ = writeln!(xml, "    <link href=\"{}\"/>", escaped(&href));
    let _ = writeln!(
        xml,
        "    <summary>{}</summary>\n  </entry>",
        escaped(&entry.summary)
    );
}

/// One document can be news more than once, on different days.
fn entry_id(maker: &Maker<'_>, entry: &Entry, address: &str) -> String {
    format!("{}#{}", id(maker, address, entry.day), entry.day)
}

/// The address, or a `tag:` URI (RFC 4151) where only a path is known.
fn id(maker: &Maker<'_>, address: &str, day: Date) -> String {
    maker.canonical(address).unwrap_or_else(|| {
        let path = maker.portal().config.base_url.path();
        // The date of a tag only says when its authority was its owner's; a year is enough.
        format!("tag:intranet.invalid,{}:{path}{address}", day.year())
    })
}

/// `sitemap.xml` (sitemaps.org protocol 0.9): every page at its bare address.
pub(super) fn site_map_xml(maker: &Maker<'_>) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let sections = maker.view.sections().into_iter();
    let lists = sections.map(|section| format!("{}/", section.kind.folder));
    let works = maker.view.works().map(|work| maker.view.address(work));
    let mut addresses: Vec<_> = std::iter::once(String::new())
        .chain(lists)
        .chain(works)
        .collect();
    addresses.sort();
    addresses.dedup();
    for address in addresses
        .iter()
        .filter_map(|address| maker.canonical(address))
    {
        let _ = writeln!(xml, "  <url><loc>{}</loc></url>", escaped(&address));
    }
    xml + "</urlset>\n"
}

/// `robots.txt` (RFC 9309): everything may be read.
pub(super) fn robots(maker: &Maker<'_>) -> String {
    match maker.canonical("sitemap.xml") {
        Some(address) => format!("User-agent: *\nAllow: /\n\nSitemap: {address}\n"),
        None => "User-agent: *\nAllow: /\n".to_owned(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
