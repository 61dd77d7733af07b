use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::emphasis::MARK;
use super::parse::{Builder, is_inline};
use super::soft_break::is_space;
use super::tree::{Inline, Mention, MentionKind, Text};
use crate::diagnostics::{Diagnostic, LITERAL_EMPHASIS, Span, UNDEFINED_FOOTNOTE};

impl<'e> Builder<'e, '_> {
    /// The inlines from here to the next event that is no inline, which is left.
    pub(super) fn inlines(&mut self) -> Vec<Inline> {
        let inlines = self.inlines_until(None);
        self.report_all_leftovers(&inlines);
        inlines
    }

    fn inlines_until(&mut self, end: Option<TagEnd>) -> Vec<Inline> {
        // Most lines are one text, and there are very many of them.
        let mut inlines = Vec::with_capacity(1);
        while let Some((event, range)) = self.events.get(self.next) {
            if let (Some(end), Event::End(found)) = (end, event)
                && *found == end
            {
                self.next += 1;
                break;
            }
            if !is_inline(event) {
                break;
            }
            self.next += 1;
            self.inline(event, range, &mut inlines);
        }
        inlines
    }

    pub(super) fn inline(
        &mut self,
        event: &'e Event<'e>,
        range: &Range<usize>,
        out: &mut Vec<Inline>,
    ) {
        match event {
            Event::Text(text) => push_text(out, self.text(text, range)),
            Event::Code(text) => out.push(Inline::Code(self.code_text(text))),
            Event::InlineHtml(text) => out.push(Inline::Html(self.text(text, range))),
            Event::FootnoteReference(name) => {
                let index = self.footnote(name);
                out.push(Inline::FootnoteReference(index));
            }
            Event::SoftBreak => out.push(self.soft_break()),
            Event::HardBreak => out.push(Inline::HardBreak),
            // One that is too deep is passed over, and its text is the text around it.
            Event::Start(tag) if self.enter(range) => {
                self.container(tag, range, out);
                self.leave();
            }
            // Task markers belong to their item; math is not enabled; ends are consumed by their start.
            _ => {}
        }
    }

    fn container(&mut self, tag: &'e Tag<'e>, range: &Range<usize>, out: &mut Vec<Inline>) {
        match tag {
            Tag::Strong => out.push(Inline::Strong(self.inlines_until(Some(TagEnd::Strong)))),
            Tag::Emphasis => out.push(Inline::Emphasis(self.inlines_until(Some(TagEnd::Emphasis)))),
            Tag::Strikethrough => {
                let inner = self.inlines_until(Some(TagEnd::Strikethrough));
                out.push(Inline::Strikethrough(inner));
            }
            Tag::Subscript => self.as_written(range, TagEnd::Subscript, out),
            Tag::Superscript => self.as_written(range, TagEnd::Superscript, out),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let inner = self.inlines_until(Some(TagEnd::Link));
                out.push(self.link(*link_type, dest_url, inner, range));
            }
            Tag::Image {
                link_type: _,
                dest_url,
                title,
                ..
            } => {
                let inner = self.inlines_until(Some(TagEnd::Image));
                out.push(self.image(dest_url, title, &inner, range));
            }
            _ => {}
        }
    }

    /// A single `~` around a text stays what it is.
    fn as_written(&mut self, range: &Range<usize>, end: TagEnd, out: &mut Vec<Inline>) {
        let mark = |at: usize| self.text("~", &(at..at + 1));
        let (open, close) = (mark(range.start), mark(range.end - 1));
        push_text(out, open);
        for inline in self.inlines_until(Some(end)) {
            match inline {
                Inline::Text(text) => push_text(out, text),
                other => out.push(other),
            }
        }
        push_text(out, close);
    }

    fn link(
        &mut self,
        link_type: LinkType,
        target: &str,
        content: Vec<Inline>,
        range: &Range<usize>,
    ) -> Inline {
        if let LinkType::WikiLink { has_pothole } = link_type {
            return self.reference(target, has_pothole, content, range);
        }
        let target = match link_type {
            LinkType::Email if !target.starts_with("mailto:") => format!("mailto:{target}"),
            _ => target.to_owned(),
        };
        let mention = Mention {
            span: self.target_span(&target, range),
            kind: MentionKind::Link {
                target: target.into(),
            },
        };
        Inline::Link(self.mention(mention), content)
    }

    fn reference(
        &mut self,
        target: &str,
        has_text: bool,
        content: Vec<Inline>,
        range: &Range<usize>,
    ) -> Inline {
        // In a table the bar must be escaped, and the backslash stays in the target.
        let target = target.trim_end_matches('\\').trim();
        let (id, fragment) = match target.split_once('#') {
            Some((id, fragment)) => (id.trim(), Some(fragment.trim().into())),
            None => (target, None),
        };
        let mention = Mention {
            span: self.target_span(target, range),
            kind: MentionKind::Reference {
                id: id.into(),
                fragment,
            },
        };
        let content = if has_text { content } else { Vec::new() };
        Inline::Link(self.mention(mention), content)
    }

    fn image(
        &mut self,
        target: &str,
        title: &str,
        inner: &[Inline],
        range: &Range<usize>,
    ) -> Inline {
        let mention = Mention {
            span: self.target_span(target, range),
            kind: MentionKind::Image {
                target: target.into(),
            },
        };
        let description = super::plain_inlines(inner, self.file).into();
        let caption = (!title.is_empty()).then(|| title.into());
        Inline::Image(self.mention(mention), description, caption)
    }

    fn mention(&mut self, mention: Mention) -> usize {
        self.mentions.push(mention);
        self.mentions.len() - 1
    }

    /// Where the target stands in the link, or the whole link where it is written otherwise.
    fn target_span(&self, target: &str, range: &Range<usize>) -> Span {
        let whole = self.span(range);
        let written = &self.file[whole.range()];
        match written.rfind(target) {
            Some(at) if !target.is_empty() => {
                let start = whole.start as usize + at;
                Span::new(start, start + target.len())
            }
            _ => whole,
        }
    }

    fn code_text(&self, text: &str) -> Text {
        Text::Owned(text.replace(MARK, "").into())
    }

    fn soft_break(&self) -> Inline {
        let at = self.next - 1;
        let before = neighbour(self.events[..at].iter().rev(), |text| {
            text.chars().next_back()
        });
        let after = neighbour(self.events[at + 1..].iter(), |text| text.chars().next());
        Inline::SoftBreak {
            space: is_space(before, after),
        }
    }

    /// Reports the marks that were left in the running text.
    fn report_all_leftovers(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(Text::Source(span)) => self.report_leftovers(*span),
                Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strikethrough(inner) => {
                    self.report_all_leftovers(inner);
                }
                _ => {}
            }
        }
    }

    fn report_leftovers(&mut self, span: Span) {
        let text = &self.file[span.range()];
        if memchr::memchr2(b'*', b'[', text.as_bytes()).is_none() {
            return;
        }
        if let Some(at) = memchr::memmem::find(text.as_bytes(), b"**") {
            let length = text[at..].bytes().take_while(|byte| *byte == b'*').count();
            let start = span.start as usize + at;
            let place = self.place(Span::new(start, start + length));
            self.findings.push(
                Diagnostic::new(&LITERAL_EMPHASIS, place).with("marks", &text[at..at + length]),
            );
        }
        if let Some(at) = memchr::memmem::find(text.as_bytes(), b"[^")
            && let Some(end) = text[at..].find(']')
            && !text[at..at + end].contains(char::is_whitespace)
        {
            let start = span.start as usize + at;
            let place = self.place(Span::new(start, start + end + 1));
            self.findings.push(
                Diagnostic::new(&UNDEFINED_FOOTNOTE, place).with("name", &text[at + 2..at + end]),
            );
        }
    }
}

/// Adds a text, joined to the one before it where they are one piece of the source.
fn push_text(out: &mut Vec<Inline>, text: Text) {
    if let (Some(Inline::Text(Text::Source(last))), Text::Source(next)) = (out.last_mut(), &text)
        && last.end == next.start
    {
        last.end = next.end;
        return;
    }
    out.push(Inline::Text(text));
}

/// The character of running text nearest in `events`; `None` at code, pictures and the block's end.
fn neighbour<'e>(
    events: impl Iterator<Item = &'e (Event<'e>, Range<usize>)>,
    end: impl Fn(&str) -> Option<char>,
) -> Option<char> {
    for (event, _) in events {
        match event {
            Event::Text(text) => {
                if let Some(c) = end(text.trim_matches(MARK)) {
                    return Some(c);
                }
            }
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => return None,
            event if matches!(event, Event::Start(_) | Event::End(_)) && is_inline(event) => {}
            _ => return None,
        }
    }
    None
}
