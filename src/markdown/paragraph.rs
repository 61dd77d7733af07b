use super::attributes::{Attributes, misread, trailing};
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
    BlockKind::paragraph(inlines)
}

/// What a paragraph's attributes say, taken off its end.
#[derive(Debug, Default)]
pub(super) struct OwnAttributes {
    pub(super) id: Option<(Box<str>, Span)>,
    pub(super) red_line: bool,
    /// Braces that were meant for attributes and are left as text.
    pub(super) misread: Option<Span>,
}

/// Takes `{#name .red-line}` off the end of `inlines`.
pub(super) fn take_attributes(inlines: &mut Vec<Inline>, file: &str) -> OwnAttributes {
    let Some(Inline::Text(Text::Source(span))) = inlines.last_mut() else {
        return OwnAttributes::default();
    };
    let written = &file[span.range()];
    let Some((text, attributes)) = trailing(written) else {
        let start = span.start as usize;
        let misread = misread(written);
        return OwnAttributes {
            misread: misread.map(|at| Span::new(start + at.start, start + at.end)),
            ..OwnAttributes::default()
        };
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
        misread: None,
    }
}
