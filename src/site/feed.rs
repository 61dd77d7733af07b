use std::fmt::Write as _;

use jiff::civil::Date;

use crate::theme::context::{FeedOf, Maker, Notice, notices};
use crate::theme::escape::escaped;
use crate::view::{from_page, root_of};

/// How many entries a feed has at most.
const ENTRIES: usize = 30;

/// A feed as Atom (RFC 4287); `address` is its own below the tree, `style` that of a sheet for those who open it in
/// a browser (W3C, Associating Style Sheets with XML documents).
pub(super) fn feed(maker: &Maker<'_>, of: &FeedOf, address: &str, style: Option<&str>) -> String {
    let entries = notices(maker, of, ENTRIES);
    let config = &maker.portal().config;
    // A feed without entries was last changed when nothing was there: a fixed day keeps it the same.
    let updated = entries
        .first()
        .map_or(Date::constant(1970, 1, 1), |entry| entry.day);
    let style = style.map_or_else(String::new, |style| {
        let href = from_page(&root_of(address), style);
        format!("<?xml-stylesheet type=\"text/css\" href=\"{href}\"?>\n")
    });
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{style}<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        maker.language.tag()
    );
    let author = config.organisation.as_deref().unwrap_or(&config.title);
    let own = if *of == FeedOf::Everything {
        ""
    } else {
        address
    };
    // Writing to a string does not fail, here and below.
    let _ = writeln!(xml, "  <title>{}</title>", escaped(&title(maker, of)));
    let _ = writeln!(xml, "  <id>{}</id>", escaped(&id(maker, own, updated)));
    let _ = writeln!(xml, "  <updated>{updated}T00:00:00Z</updated>");
    let _ = writeln!(xml, "  <author><name>{}</name></author>", escaped(author));
    if let Some(own) = maker.canonical(address) {
        let _ = writeln!(xml, "  <link rel=\"self\" href=\"{}\"/>", escaped(&own));
    }
    for entry in &entries {
        push_entry(maker, entry, &mut xml);
    }
    xml + "</feed>\n"
}

/// The site's title, with what the feed is about before it.
fn title(maker: &Maker<'_>, of: &FeedOf) -> String {
    let config = &maker.portal().config;
    let about = match of {
        FeedOf::Everything => return config.title.clone(),
        FeedOf::Line(id) => {
            let line = config.lines.iter().find(|line| line.id == *id);
            line.map_or_else(|| id.clone(), |line| line.name.clone())
        }
        FeedOf::Policy(work) => {
            let document = maker.view.document(*work);
            document.map_or_else(String::new, |document| document.common.title.clone())
        }
    };
    format!("{about} · {}", config.title)
}

fn push_entry(maker: &Maker<'_>, entry: &Notice, xml: &mut String) {
    let href = maker.whole(&entry.address);
    let _ = writeln!(
        xml,
        "  <entry>\n    <title>{}</title>",
        escaped(&entry.title)
    );
    let bare = maker.view.address(entry.work);
    let _ = writeln!(
        xml,
        "    <id>{}</id>",
        escaped(&format!("{}#{}", id(maker, &bare, entry.day), entry.day))
    );
    let _ = writeln!(xml, "    <updated>{}T00:00:00Z</updated>", entry.day);
    let _ = writeln!(xml, "    <link href=\"{}\"/>", escaped(&href));
    let _ = writeln!(xml, "    <summary>{}</summary>", escaped(&entry.sentence));
    if !entry.html.is_empty() {
        let _ = writeln!(
            xml,
            "    <content type=\"html\">{}</content>",
            escaped(&entry.html)
        );
    }
    xml.push_str("  </entry>\n");
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
