use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::Strings;
use super::clause_text::{clause_text, has_clause};
use super::escape::{escaped, push_escaped};
use crate::compare::Fate;
use crate::kinds::{Content, Document};
use crate::markdown::{
    ALLOWED_TAGS, Alignment, Article, Block, BlockKind, Clause, ClauseKind, Inline, Item, List,
    Paragraph, Table, Text, holder_anchor, path_in_words, plain_inlines, unnested,
};
use crate::portal::{DocumentIndex, Target};
use crate::view::{ClauseBacklink, Href, View, Within, file_address, from_page};

/// About how many bytes of markup a clause has, so that a page is written without being moved.
const MARKUP: usize = 90;

/// The body of a document as HTML for a page whose way up is `root`.
///
/// Where the author wrote HTML of their own, the whole passes a sanitiser unless the portal trusts its editors.
pub fn body_html(
    view: &View<'_>,
    document: DocumentIndex,
    root: &str,
    strings: &Strings,
) -> String {
    let source = view.portal.text(document);
    let read = &view.portal.documents[document];
    let mut writer = Writer {
        view,
        document: read,
        targets: &view.portal.mentions[document],
        source,
        root,
        strings,
        lowered: u8::from(read.tree.headings.iter().any(|heading| heading.level == 1)),
        out: String::with_capacity(source.len() + MARKUP * (1 + read.tree.clauses.len())),
        raw: false,
        in_link: false,
        place: String::new(),
        tables: 0,
        previews: Vec::new(),
        index: document,
        changes: changes(view, document),
    };
    writer.blocks(&read.tree.blocks);
    writer.footnotes();
    let mut html = if writer.raw && !view.portal.config.raw_html {
        sanitised(&writer.out)
    } else {
        writer.out
    };
    push_previews(view, &writer.previews, &mut html);
    html
}

/// What became of each clause with this version, by its address, and where that is shown.
fn changes(view: &View<'_>, version: DocumentIndex) -> HashMap<Box<str>, Fate> {
    let comparison = view.comparison(version).unwrap_or_default();
    let changed = comparison
        .changed()
        .filter(|change| matches!(change.fate, Fate::Revised | Fate::Added));
    let named = changed.filter_map(|change| {
        let unit = change.new.as_ref().filter(|unit| !unit.label.is_empty())?;
        Some((Box::from(&*unit.anchor), change.fate))
    });
    let named: HashMap<_, _> = named.collect();
    let clauses = view.portal.documents[version].tree.clauses.iter();
    let articles = clauses.filter(|clause| clause.kind == ClauseKind::Article);
    // Where nearly all is new, a mark at each tells nothing.
    if named.len() * 2 > articles.count() {
        return HashMap::new();
    }
    named
}

/// The clauses that the text links to, for a box that shows them where the link is: inert until a script asks.
fn push_previews(view: &View<'_>, previews: &[(DocumentIndex, Box<str>)], html: &mut String) {
    for (index, (version, anchor)) in previews.iter().enumerate() {
        let Some(text) = clause_text(view, *version, anchor) else {
            continue;
        };
        // Writing to a string does not fail, here and in the rest of this file.
        let _ = write!(
            html,
            "<template id=\"preview-p{}\"><p class=\"preview-title\">{}</p>",
            index + 1,
            escaped(&text.title)
        );
        for line in &text.lines {
            let _ = write!(html, "<p>{}</p>", escaped(line));
        }
        html.push_str("</template>\n");
    }
}

struct Writer<'a> {
    view: &'a View<'a>,
    document: &'a Document,
    targets: &'a [Target],
    source: &'a str,
    root: &'a str,
    strings: &'a Strings,
    /// How many levels headings are lowered: the page's title is its first, so the body's begin at the second.
    lowered: u8,
    out: String,
    /// Whether HTML of the author's stands in it.
    raw: bool,
    /// Whether the text of a link is being written, which can hold no other.
    in_link: bool,
    /// The heading or clause that was last begun, and how many tables there were: by these a table is called.
    place: String,
    tables: usize,
    /// The clauses of other pages that the text links to, in the order of their first link.
    previews: Vec<(DocumentIndex, Box<str>)>,
    index: DocumentIndex,
    /// What became of clauses with this version, by their addresses.
    changes: HashMap<Box<str>, Fate>,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(&block.kind);
            self.out.push('\n');
        }
    }

    fn block(&mut self, kind: &BlockKind) {
        match kind {
            BlockKind::Paragraph(paragraph) => self.paragraph(paragraph, ""),
            BlockKind::Heading(index) => self.heading(*index),
            BlockKind::Article(article) => self.article(article),
            BlockKind::Quote(blocks) => self.wrapped("blockquote", blocks),
            BlockKind::Alert(kind, blocks) => self.alert(kind.word(), blocks),
            BlockKind::List(list) => self.list(list),
            BlockKind::Code(language, parts) => self.code(language, parts),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Definitions(definitions) => {
                self.out.push_str("<dl>\n");
                for definition in definitions {
                    self.out.push_str("<dt>");
                    self.inlines(&definition.term);
                    self.out.push_str("</dt>\n");
                    definition
                        .meanings
                        .iter()
                        .for_each(|meaning| self.wrapped("dd", meaning));
                }
                self.out.push_str("</dl>");
            }
            BlockKind::Figure(image, caption) => self.figure(image, caption.as_deref()),
            BlockKind::Html(parts) => {
                self.raw = true;
                for part in parts {
                    self.out.push_str(part.get(self.source));
                }
            }
            BlockKind::Rule => self.out.push_str("<hr>"),
        }
    }

    fn wrapped(&mut self, tag: &str, blocks: &[Block]) {
        let _ = writeln!(self.out, "<{tag}>");
        self.blocks(blocks);
        let _ = write!(self.out, "</{tag}>");
    }

    fn heading(&mut self, index: usize) {
        let heading = &self.document.tree.headings[index];
        let level = (heading.level + self.lowered).min(6);
        let anchor = anchor_of_heading(self.document, index);
        let permanent = self.permanent_beside(index);
        let name = permanent.as_ref().map_or_else(String::new, |name| {
            format!(" data-name=\"{}\"", escaped(name))
        });
        let _ = write!(self.out, "<h{level} id=\"{}\"{name}>", escaped(&anchor));
        self.named_anchor(permanent.as_deref());
        self.inlines(&heading.inlines);
        self.place = plain_inlines(&heading.inlines, self.source);
        let label = self.strings.get("ui.link_to_here");
        let _ = write!(
            self.out,
            " <a class=\"heading-link\" href=\"#{}\" aria-label=\"{}\">#</a></h{level}>",
            escaped(&anchor),
            escaped(&label)
        );
    }

    fn permanent_beside(&self, index: usize) -> Option<Box<str>> {
        let clause = self.document.tree.headings[index].clause?;
        self.document.tree.clauses[clause].permanent.clone()
    }

    /// A paragraph; `label` is the number of the article that begins with it.
    fn paragraph(&mut self, paragraph: &Paragraph, label: &str) {
        let clause = paragraph
            .clause
            .map(|clause| &self.document.tree.clauses[clause]);
        let Some(clause) = clause else {
            match &paragraph.anchor {
                Some(anchor) => self.open("p", &[("id", anchor)]),
                None => self.out.push_str("<p>"),
            }
            self.out.push_str(label);
            self.inlines(&paragraph.inlines);
            self.out.push_str("</p>");
            return;
        };
        let anchor = &*clause.anchor;
        if paragraph.inlines.is_empty() && label.is_empty() && clause.kind == ClauseKind::Paragraph
        {
            // Items right behind a title: their 款 has no words, only an address.
            let _ = write!(self.out, "<span class=\"anchor\" id=\"{anchor}\"></span>");
            return;
        }
        let class = self.paragraph_class(clause);
        let name = clause.permanent.as_ref().map_or_else(String::new, |name| {
            format!(" data-name=\"{}\"", escaped(name))
        });
        self.push_all(&["<p", class, " id=\"", anchor, "\"", &name, ">", label]);
        self.named_anchor(clause.permanent.as_deref());
        if clause.kind != ClauseKind::Paragraph {
            let written = clause.written(self.source);
            let number = escaped(&written);
            self.push_all(&[
                "<a class=\"item-number\" href=\"#",
                anchor,
                "\">",
                &number,
                "</a>",
            ]);
            if number.ends_with(|c: char| c.is_ascii()) {
                self.out.push(' ');
            }
        }
        self.inlines(&paragraph.inlines);
        self.out.push_str("</p>");
    }

    /// What a formatter does too, but one after the other: a page has thousands of these.
    fn push_all(&mut self, parts: &[&str]) {
        self.out.extend(parts.iter().copied());
    }

    /// How deep an item is, and whether it is a red line.
    fn paragraph_class(&self, clause: &Clause) -> &'static str {
        let clauses = &self.document.tree.clauses;
        let above = clause.parent.map(|parent| clauses[parent].kind);
        match (clause.kind, above, clause.red_line) {
            (ClauseKind::Item, _, false) => " class=\"item\"",
            (ClauseKind::Item, _, true) => " class=\"item red-line\"",
            (ClauseKind::SubItem, Some(ClauseKind::Item), _) => " class=\"item item-2\"",
            (ClauseKind::SubItem, _, _) => " class=\"item item-3\"",
            (_, _, true) => " class=\"red-line\"",
            _ => "",
        }
    }

    /// The permanent id of a clause beside its address.
    fn named_anchor(&mut self, permanent: Option<&str>) {
        if let Some(permanent) = permanent {
            let permanent = escaped(permanent);
            let _ = write!(
                self.out,
                "<span class=\"anchor\" id=\"{permanent}\"></span>"
            );
        }
    }

    fn article(&mut self, article: &Article) {
        let clause = &self.document.tree.clauses[article.clause];
        let class = match (clause.kind, clause.red_line) {
            (ClauseKind::Numbered, false) => "article numbered",
            (ClauseKind::Numbered, true) => "article numbered red-line",
            (_, false) => "article",
            (_, true) => "article red-line",
        };
        let anchor = &*clause.anchor;
        self.push_all(&["<div class=\"", class, "\" id=\"", anchor, "\""]);
        if let Some(permanent) = &clause.permanent {
            let _ = write!(self.out, " data-name=\"{}\"", escaped(permanent));
        }
        self.out.push_str(">\n");
        self.named_anchor(clause.permanent.as_deref());
        let written = clause.written(self.source);
        self.place.clear();
        self.place.push_str(&written);
        let number = escaped(&written);
        let label = [
            "<a class=\"clause-number\" href=\"#",
            anchor,
            "\">",
            &number,
            "</a> ",
        ]
        .concat();
        if clause.red_line {
            let red_line = self.strings.get("ui.red_line");
            let red_line = escaped(&red_line);
            let _ = writeln!(self.out, "<p class=\"red-line-mark\">{red_line}</p>");
        }
        self.article_text(article, &label);
        self.rail(&clause.anchor);
        self.out.push_str("</div>");
    }

    /// What stands beside a clause: what this version changed in it, and what rests on it.
    fn rail(&mut self, anchor: &str) {
        let begins_at = self.out.len();
        self.out.push_str("\n<div class=\"rail\">");
        let empty = self.out.len();
        self.changed_mark(anchor);
        self.cited_by(anchor);
        if self.out.len() == empty {
            self.out.truncate(begins_at);
        } else {
            self.out.push_str("</div>");
        }
    }

    /// 2026-01-01 修改, with the way to both texts.
    fn changed_mark(&mut self, anchor: &str) {
        let (Some(fate), Some(page)) = (
            self.changes.get(anchor),
            self.view.comparison_address(self.index),
        ) else {
            return;
        };
        let date = self.document.common.effective;
        let date = date.map_or_else(String::new, |date| date.to_string());
        let words = self.strings.get(&format!("change.{}", fate.word()));
        let page = from_page(self.root, &page);
        let _ = write!(
            self.out,
            "\n<p class=\"changed-mark\"><a href=\"{}#{}\"><time>{date}</time> {}</a></p>",
            escaped(&page),
            escaped(anchor),
            escaped(&words)
        );
    }

    /// 被引用: what of other documents rests on the clause.
    fn cited_by(&mut self, anchor: &str) {
        const SHOWN: usize = 3;
        let view = self.view;
        // Who names a part of a document need not name the document as well.
        let all: Vec<&ClauseBacklink> = view.clause_backlinks(self.index, anchor).collect();
        let is_told = |link: &&&ClauseBacklink| {
            let narrower =
                |other: &&ClauseBacklink| other.from == link.from && other.within != Within::Whole;
            link.within != Within::Whole || !all.iter().any(narrower)
        };
        let told = all.iter().filter(is_told);
        let links: Vec<String> = told.filter_map(|link| self.backlink(link)).collect();
        if links.is_empty() {
            return;
        }
        let items = format!("<li>{}</li>", links.join("</li><li>"));
        if links.len() <= SHOWN {
            let title = self.strings.get("ui.cited_by");
            let title = escaped(&title);
            let _ = write!(
                self.out,
                "\n<div class=\"cited-by\"><p>{title}</p><ul>{items}</ul></div>"
            );
        } else {
            let count = links.len().to_string();
            let count = self.strings.fill("ui.cited_by_count", &[("n", &count)]);
            let count = escaped(&count);
            let _ = write!(
                self.out,
                "\n<details class=\"cited-by\"><summary>{count}</summary><ul>{items}</ul></details>"
            );
        }
    }

    fn backlink(&self, link: &ClauseBacklink) -> Option<String> {
        let view = self.view;
        let shown = view.shown(link.from)?;
        let document = &view.portal.documents[shown];
        let (anchor, words) = named(document, view.portal.text(shown), link.within);
        let href = Href::Page {
            address: view.address(link.from),
            anchor,
        };
        let title = &document.common.title;
        let name = match (&document.content, link.within) {
            (Content::Policy(_), _) => format!("《{}》{words}", unnested(title)),
            // A question needs no name of its file.
            (Content::Faq(_), Within::Heading(_)) => words,
            (_, Within::Heading(_)) => format!("{title}：{words}"),
            _ => format!("{title}{words}"),
        };
        Some(format!(
            "<a href=\"{}\">{}</a>",
            escaped(&href.from(self.root)),
            escaped(&name)
        ))
    }

    /// The title where there is one, then the text; the number stands before the first line of either.
    fn article_text(&mut self, article: &Article, label: &str) {
        if let Some(title) = &article.title {
            let _ = write!(self.out, "<p class=\"article-title\">{label}<strong>");
            self.inlines(title);
            self.out.push_str("</strong></p>\n");
            self.blocks(&article.blocks);
            return;
        }
        match article.blocks.split_first() {
            Some((
                Block {
                    kind: BlockKind::Paragraph(paragraph),
                    ..
                },
                rest,
            )) => {
                self.paragraph(paragraph, label);
                self.out.push('\n');
                self.blocks(rest);
            }
            _ => {
                let _ = writeln!(self.out, "<p>{label}</p>");
                self.blocks(&article.blocks);
            }
        }
    }

    fn alert(&mut self, word: &str, blocks: &[Block]) {
        let title = self.strings.get(&format!("alert.{word}"));
        let title = escaped(&title);
        let _ = writeln!(
            self.out,
            "<div class=\"alert alert-{word}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>"
        );
        self.blocks(blocks);
        self.out.push_str("</div>");
    }

    fn list(&mut self, list: &List) {
        let tag = if list.start.is_some() { "ol" } else { "ul" };
        let tasks = list.items.iter().any(|item| item.task.is_some());
        let class = if tasks { " class=\"tasks\"" } else { "" };
        match list.start {
            Some(start) if start != 1 => {
                let _ = writeln!(self.out, "<{tag}{class} start=\"{start}\">");
            }
            _ => {
                let _ = writeln!(self.out, "<{tag}{class}>");
            }
        }
        list.items.iter().for_each(|item| self.item(item));
        let _ = write!(self.out, "</{tag}>");
    }

    fn item(&mut self, item: &Item) {
        self.out.push_str("<li>");
        if let Some(done) = item.task {
            let (word, mark) = if done {
                ("done", "☑")
            } else {
                ("open", "☐")
            };
            let label = self.strings.get(&format!("task.{word}"));
            let label = escaped(&label);
            let _ = write!(
                self.out,
                "<span class=\"task\" role=\"img\" aria-label=\"{label}\">{mark}</span> "
            );
        }
        for (index, block) in item.blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Paragraph(paragraph) if item.tight && paragraph.anchor.is_none() => {
                    self.inlines(&paragraph.inlines);
                }
                kind => {
                    if index > 0 || !item.tight {
                        self.out.push('\n');
                    }
                    self.block(kind);
                }
            }
        }
        self.out.push_str("</li>\n");
    }

    fn code(&mut self, language: &Text, parts: &[Text]) {
        let language = language.get(self.source);
        self.out.push_str("<pre><code");
        if !language.is_empty() {
            let _ = write!(self.out, " class=\"language-{}\"", escaped(language));
        }
        self.out.push('>');
        for part in parts {
            push_escaped(&mut self.out, part.get(self.source));
        }
        self.out.push_str("</code></pre>");
    }

    fn table(&mut self, table: &Table) {
        self.out
            .push_str("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\"");
        self.tables += 1;
        let label = format!(
            "{} {} {}",
            self.place,
            self.strings.get("ui.table"),
            self.tables
        );
        let label = escaped(label.trim_start());
        let _ = writeln!(self.out, " aria-label=\"{label}\"><table>\n<thead><tr>");
        for (column, cell) in table.head.iter().enumerate() {
            self.cell("th", " scope=\"col\"", table.alignments.get(column), cell);
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.out.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                self.cell("td", "", table.alignments.get(column), cell);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody></table></div>");
    }

    fn cell(&mut self, tag: &str, extra: &str, alignment: Option<&Alignment>, cell: &[Inline]) {
        // A class, not a style: a strict CSP bars inline styles.
        let class = match alignment {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::None) | None => "",
        };
        let _ = write!(self.out, "<{tag}{extra}{class}>");
        self.inlines(cell);
        let _ = write!(self.out, "</{tag}>");
    }

    fn figure(&mut self, image: &Inline, caption: Option<&str>) {
        self.out.push_str("<figure>");
        self.inlines(std::slice::from_ref(image));
        if let Some(caption) = caption {
            let _ = write!(self.out, "<figcaption>{}</figcaption>", escaped(caption));
        }
        self.out.push_str("</figure>");
    }

    fn footnotes(&mut self) {
        let notes = &self.document.tree.footnotes;
        if notes.is_empty() {
            return;
        }
        let (title, back) = (
            self.strings.get("ui.footnotes"),
            self.strings.get("ui.back_to_text"),
        );
        let _ = writeln!(
            self.out,
            "<section class=\"footnotes\" aria-label=\"{}\"><ol>",
            escaped(&title)
        );
        for (index, note) in notes.iter().enumerate() {
            let number = index + 1;
            let _ = write!(self.out, "<li id=\"fn-{number}\">");
            self.blocks(&note.blocks);
            let _ = writeln!(
                self.out,
                "<a class=\"footnote-back\" href=\"#fnref-{number}\" aria-label=\"{}\">↩</a></li>",
                escaped(&back)
            );
        }
        self.out.push_str("</ol></section>\n");
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.running_text(text.get(self.source)),
            Inline::Code(text) => {
                self.out.push_str("<code>");
                push_escaped(&mut self.out, text.get(self.source));
                self.out.push_str("</code>");
            }
            Inline::Strong(inner) => self.marked("strong", inner),
            Inline::Emphasis(inner) => self.marked("em", inner),
            Inline::Strikethrough(inner) => self.marked("del", inner),
            Inline::Link(mention, content) => self.link(*mention, content),
            Inline::Citation(mention, span) => self.citation(*mention, &self.source[span.range()]),
            Inline::Image(mention, description, title) => {
                self.image(*mention, description, title.as_deref());
            }
            Inline::FootnoteReference(index) => self.footnote_reference(*index),
            Inline::Html(text) => {
                self.raw = true;
                self.out.push_str(text.get(self.source));
            }
            Inline::SoftBreak { space: true } => self.out.push('\n'),
            Inline::SoftBreak { space: false } => {}
            Inline::HardBreak => self.out.push_str("<br>\n"),
        }
    }

    /// Text, with numbers that one is told to call as links: a phone then dials them.
    fn running_text(&mut self, text: &str) {
        let mut from = 0;
        let calls = if self.in_link {
            Vec::new()
        } else {
            self.view.calls(text)
        };
        for call in calls {
            push_escaped(&mut self.out, &text[from..call.start]);
            let number = &text[call.clone()];
            let _ = write!(
                self.out,
                "<a class=\"call\" href=\"tel:{number}\">{number}</a>"
            );
            from = call.end;
        }
        push_escaped(&mut self.out, &text[from..]);
    }

    fn marked(&mut self, tag: &str, inner: &[Inline]) {
        self.out.extend(["<", tag, ">"]);
        self.inlines(inner);
        self.out.extend(["</", tag, ">"]);
    }

    fn footnote_reference(&mut self, index: usize) {
        let number = index + 1;
        let id = format!("fnref-{number}");
        // A note can be referred to twice; an id cannot stand twice.
        let first = !self.out.contains(&format!("id=\"{id}\""));
        let id = if first {
            format!(" id=\"{id}\"")
        } else {
            String::new()
        };
        let _ = write!(
            self.out,
            "<sup class=\"footnote\"><a{id} href=\"#fn-{number}\">{number}</a></sup>"
        );
    }

    fn link(&mut self, mention: usize, content: &[Inline]) {
        let target = &self.targets[mention];
        let Some(href) = self.view.href(target) else {
            // What does not resolve is reported; the preview shows its words.
            if content.is_empty() {
                self.written(mention);
            } else {
                self.inlines(content);
            }
            return;
        };
        self.open_link(&href, target);
        if content.is_empty() {
            self.title_of(mention, target);
        } else {
            self.in_link = true;
            self.inlines(content);
            self.in_link = false;
        }
        self.close_link(target);
    }

    fn citation(&mut self, mention: usize, written: &str) {
        let target = &self.targets[mention];
        match self.view.href(target) {
            Some(href) => {
                let renumbered = self.renumbered(target, written);
                self.open_link(&href, target);
                push_escaped(&mut self.out, renumbered.as_deref().unwrap_or(written));
                self.close_link(target);
            }
            None => push_escaped(&mut self.out, written),
        }
    }

    /// A citation whose clause has another number now, with that number; the note behind it tells the old one.
    fn renumbered(&self, target: &Target, written: &str) -> Option<String> {
        let Target::Work {
            work,
            version,
            anchor: Some(anchor),
            formerly: Some(_),
        } = target
        else {
            return None;
        };
        let version = version.or_else(|| self.view.shown(*work))?;
        let clauses = &self.view.portal.documents[version].tree.clauses;
        let clause = clauses.iter().position(|clause| clause.anchor == *anchor)?;
        let words = path_in_words(clauses, clause, self.view.portal.text(version));
        let title = written
            .rsplit_once('》')
            .map_or_else(String::new, |(title, _)| format!("{title}》"));
        Some(format!("{title}{words}"))
    }

    fn open_link(&mut self, href: &Href, target: &Target) {
        let class = match (href, target) {
            (Href::Elsewhere(_), _) => " class=\"elsewhere\" rel=\"noopener\"".to_owned(),
            (Href::File(_), _) => " class=\"file\"".to_owned(),
            (Href::Here(anchor), _) if holder_anchor(anchor).is_some() => {
                " class=\"clause-link\"".to_owned()
            }
            (Href::Page { .. }, target) => self.preview_of(target),
            _ => String::new(),
        };
        let _ = write!(
            self.out,
            "<a href=\"{}\"{class}>",
            escaped(&href.from(self.root))
        );
    }

    /// Where a link leads to a clause of another page, that clause is kept for the box that shows it.
    fn preview_of(&mut self, target: &Target) -> String {
        let Some((_, version, anchor)) = self.view.place_named(target) else {
            return String::new();
        };
        if self.view.work_of(version).is_none() || !has_clause(self.view, version, anchor) {
            return String::new();
        }
        let wanted = (version, Box::from(anchor));
        let known = self.previews.iter().position(|known| *known == wanted);
        let number = known.unwrap_or_else(|| {
            self.previews.push(wanted);
            self.previews.len() - 1
        });
        format!(" class=\"clause-link\" data-preview=\"p{}\"", number + 1)
    }

    /// A clause that was renumbered since is named as the author knew it.
    fn close_link(&mut self, target: &Target) {
        self.out.push_str("</a>");
        if let Target::Work {
            formerly: Some(formerly),
            ..
        } = target
        {
            let note = self.strings.fill("ui.formerly", &[("clause", formerly)]);
            let _ = write!(
                self.out,
                "<span class=\"formerly\">{}</span>",
                escaped(&note)
            );
        }
    }

    /// The words of a reference without words of its own: the target's title, and the clause.
    fn title_of(&mut self, mention: usize, target: &Target) {
        use crate::markdown::MentionKind;
        let MentionKind::Reference { id, fragment } = &self.document.tree.mentions[mention].kind
        else {
            return;
        };
        let name = self.view.name_of(id).unwrap_or_else(|| id.to_string());
        let clause = match (fragment, target) {
            (
                Some(fragment),
                Target::Work {
                    anchor: Some(_), ..
                },
            ) => match crate::markdown::Locator::parse(fragment) {
                locator @ crate::markdown::Locator::Article { .. } => locator.in_words(),
                crate::markdown::Locator::Anchor(_) => String::new(),
            },
            _ => String::new(),
        };
        let is_policy = matches!(target, Target::Work { work, .. } if self.view.portal.works[*work].kind.word == "policy");
        let text = if is_policy {
            format!("《{}》{clause}", unnested(&name))
        } else {
            format!("{name}{clause}")
        };
        push_escaped(&mut self.out, &text);
    }

    fn written(&mut self, mention: usize) {
        let span = self.document.tree.mentions[mention].span;
        push_escaped(&mut self.out, &self.source[span.range()]);
    }

    fn image(&mut self, mention: usize, description: &str, title: Option<&str>) {
        let Some(href) = self.view.href(&self.targets[mention]) else {
            push_escaped(&mut self.out, description);
            return;
        };
        let _ = write!(
            self.out,
            "<img src=\"{}\" alt=\"{}\" loading=\"lazy\"",
            escaped(&href.from(self.root)),
            escaped(description)
        );
        self.picture_size(mention);
        if let Some(title) = title {
            let _ = write!(self.out, " title=\"{}\"", escaped(title));
        }
        self.out.push('>');
    }

    /// As large as it is, so that nothing moves when it comes, and smaller copies for who needs no more.
    fn picture_size(&mut self, mention: usize) {
        let Target::File(path) = &self.targets[mention] else {
            return;
        };
        let Some(picture) = self.view.picture(path) else {
            return;
        };
        let (width, height) = (picture.size.width, picture.size.height);
        let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
        if picture.copies.is_empty() {
            return;
        }
        let root = self.root;
        let copies = picture.copies.iter();
        let copies = copies.map(|copy| format!("{root}{} {}w", copy.address, copy.width));
        let own = Href::File(file_address(path)).from(root);
        let all: Vec<String> = copies.chain([format!("{own} {width}w")]).collect();
        let _ = write!(
            self.out,
            " srcset=\"{}\" sizes=\"(min-width: 44rem) 42rem, 100vw\"",
            escaped(&all.join(", "))
        );
    }

    fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        let _ = write!(self.out, "<{tag}");
        for (name, value) in attributes {
            let _ = write!(self.out, " {name}=\"{}\"", escaped(value));
        }
        self.out.push('>');
    }
}

/// What authors may write, and what this module writes around it.
fn sanitised(html: &str) -> String {
    let tags: HashSet<&str> = ALLOWED_TAGS.iter().copied().collect();
    let generic: HashSet<&str> = [
        "id",
        "class",
        "role",
        "aria-label",
        "tabindex",
        "lang",
        "title",
    ]
    .into_iter()
    .collect();
    ammonia::Builder::default()
        .tags(tags)
        .generic_attributes(generic)
        .add_tag_attributes("th", ["scope", "colspan", "rowspan"])
        .add_tag_attributes("td", ["colspan", "rowspan"])
        .add_tag_attributes("img", ["loading", "alt", "src"])
        .add_tag_attributes("ol", ["start"])
        .link_rel(None)
        .add_tag_attributes("a", ["rel"])
        .url_relative(ammonia::UrlRelative::PassThrough)
        .clean(html)
        .to_string()
}

/// Questions are places by their ids, which do not heed case.
fn anchor_of_heading(document: &Document, index: usize) -> String {
    let heading = &document.tree.headings[index];
    let is_question = match &document.content {
        Content::Faq(faq) => faq
            .questions
            .iter()
            .any(|question| question.heading == index),
        _ => false,
    };
    if is_question {
        heading.anchor.to_ascii_lowercase()
    } else {
        heading.anchor.to_string()
    }
}

/// The address and the name of a part of a document.
fn named(document: &Document, source: &str, within: Within) -> (Option<Box<str>>, String) {
    let tree = &document.tree;
    match within {
        Within::Whole => (None, String::new()),
        Within::Clause(index) => {
            let mut words = path_in_words(&tree.clauses, index, source);
            // 一、 is 一 where nothing follows.
            words.truncate(words.trim_end_matches(['、', '.', '．']).len());
            (Some(tree.clauses[index].anchor.clone()), words)
        }
        Within::Heading(index) => (
            Some(anchor_of_heading(document, index).into()),
            plain_inlines(&tree.headings[index].inlines, source),
        ),
    }
}
