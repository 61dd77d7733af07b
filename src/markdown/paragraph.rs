use super::attributes::{Attributes, trailing};
use super::clause::{ClauseNumber, Label, begins_article, label};
use super::tree::{BlockKind, Inline, Text};
use crate::diagnostics::Span;

/// A paragraph, or the picture that is all of it.
pub(super) fn figure(mut inlines: Vec<Inline>) -> BlockKind {
    if let [Inline::Image(..)] = inlines.as_slice()
        && let Some(Inline::Image(mention, description, caption)) = inlines.pop()
    {
        let image = Inline::Image(mention, description, None);
        return BlockKind::Figure(image, caption);
    }
    BlockKind::Paragraph(inlines, None)
}

/// What a paragraph's attributes say, taken off its end.
#[derive(Debug, Default)]
pub(super) struct OwnAttributes {
    pub(super) id: Option<(Box<str>, Span)>,
    pub(super) red_line: bool,
}

/// Takes `{#name .red-line}` off the end of `inlines`.
pub(super) fn take_attributes(inlines: &mut Vec<Inline>, file: &str) -> OwnAttributes {
    let Some(Inline::Text(Text::Source(span))) = inlines.last_mut() else {
        return OwnAttributes::default();
    };
    let Some((text, attributes)) = trailing(&file[span.range()]) else {
        return OwnAttributes::default();
    };
    let own = own(&attributes, file, *span);
    span.end = span.start + u32::try_from(text.len()).unwrap_or(u32::MAX);
    if span.start == span.end {
        inlines.pop();
    }
    own
}

fn own(attributes: &Attributes<'_>, file: &str, span: Span) -> OwnAttributes {
    let id = attributes.id.map(|id| {
        let at = file[span.range()].rfind(id).unwrap_or(0);
        let start = span.start as usize + at;
        (id.into(), Span::new(start, start + id.len()))
    });
    OwnAttributes {
        id,
        red_line: attributes.red_line,
    }
}

/// The label with which a line of `inlines` begins, if that line is an article.
pub(super) fn article_label(
    line: &[Inline],
    file: &str,
    last: Option<ClauseNumber>,
) -> Option<(Label, Span)> {
    let span = match line.first()? {
        Inline::Text(Text::Source(span)) => *span,
        Inline::Strong(inner) => return strong_label(inner, line.get(1), file, last),
        _ => return None,
    };
    // Word indents a paragraph by two ideographic spaces.
    let span = without_indent(span, file);
    let text = &file[span.range()];
    let found = label(text)?;
    // A label alone before a citation or bold text is followed by it without space.
    let goes_on = text.len() == found.length && line.len() > 1;
    if goes_on && !matches!(line[1], Inline::SoftBreak { .. } | Inline::HardBreak) {
        return None;
    }
    begins_article(found, text, last).then(|| (found, cut(span, found.length)))
}

/// `**第十二条** …`: the label alone in bold.
fn strong_label(
    inner: &[Inline],
    next: Option<&Inline>,
    file: &str,
    last: Option<ClauseNumber>,
) -> Option<(Label, Span)> {
    let [Inline::Text(Text::Source(span))] = inner else {
        return None;
    };
    let text = &file[span.range()];
    let found = label(text).filter(|found| found.length + found.space == text.len())?;
    let follows = match next {
        Some(Inline::Text(text)) => text.get(file),
        _ => " ",
    };
    let joined = format!("{text}{follows}");
    let whole = label(&joined)?;
    begins_article(whole, &joined, last).then(|| (found, cut(*span, found.length)))
}

fn without_indent(span: Span, file: &str) -> Span {
    let text = &file[span.range()];
    let indent = text.len() - text.trim_start_matches(['\u{3000}', '\u{a0}']).len();
    Span::new(span.start as usize + indent, span.end as usize)
}

fn cut(span: Span, length: usize) -> Span {
    Span::new(span.start as usize, span.start as usize + length)
}

/// The line without its label and the space behind it.
pub(super) fn without_label(mut line: Vec<Inline>, label: &Label, file: &str) -> Vec<Inline> {
    match line.first_mut() {
        Some(Inline::Text(Text::Source(span))) => {
            *span = without_indent(*span, file);
            let cut = u32::try_from(label.length + label.space).unwrap_or(0);
            span.start = (span.start + cut).min(span.end);
            if span.start == span.end {
                line.remove(0);
            }
        }
        Some(Inline::Strong(_)) => {
            line.remove(0);
            trim_start(&mut line, file);
        }
        _ => {}
    }
    if matches!(
        line.first(),
        Some(Inline::SoftBreak { .. } | Inline::HardBreak)
    ) {
        line.remove(0);
    }
    line
}

fn trim_start(line: &mut [Inline], file: &str) {
    if let Some(Inline::Text(Text::Source(span))) = line.first_mut() {
        let text = &file[span.range()];
        let cut = text.len() - text.trim_start_matches([' ', '\u{3000}', '\t']).len();
        span.start += u32::try_from(cut).unwrap_or(0);
    }
}

/// Cuts a paragraph where a line of it begins an article: Word leaves no empty line between them.
pub(super) fn split_at_articles(
    inlines: Vec<Inline>,
    file: &str,
    mut last: Option<ClauseNumber>,
) -> Vec<Vec<Inline>> {
    let mut lines: Vec<Vec<Inline>> = vec![Vec::new()];
    let mut rest = inlines;
    let mut from = 0;
    while let Some(at) = rest[from..]
        .iter()
        .position(|i| matches!(i, Inline::SoftBreak { .. }))
    {
        let at = from + at;
        match article_label(&rest[at + 1..], file, last) {
            Some((label, _)) => {
                last = Some(label.number);
                let mut tail = rest.split_off(at);
                tail.remove(0);
                lines.push(std::mem::replace(&mut rest, tail));
                from = 0;
            }
            None => from = at + 1,
        }
    }
    lines.push(rest);
    lines.retain(|line| !line.is_empty());
    lines
}
