use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Gathered, Language, Related, Severity, line_of};

/// Whether the printed text carries terminal colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// ANSI escapes.
    Yes,
    /// Plain text.
    No,
}

/// The findings as text for a terminal, a blank line after each.
///
/// `text` gives a file's decoded text; a finding in a file without text (bytes that are not UTF-8, a folder)
/// is shown with the file's name alone.
pub fn human<'a>(
    found: &Gathered,
    text: impl Fn(&str) -> Option<&'a str>,
    language: Language,
    colour: Colour,
) -> String {
    let renderer = match colour {
        Colour::Yes => Renderer::styled(),
        Colour::No => Renderer::plain(),
    }
    .decor_style(DecorStyle::Ascii);
    found
        .iter()
        .map(|finding| render(finding, &text, language, &renderer) + "\n\n")
        .collect()
}

fn render<'a>(
    finding: &Diagnostic,
    text: &impl Fn(&str) -> Option<&'a str>,
    language: Language,
    renderer: &Renderer,
) -> String {
    let level = level(finding.severity, language);
    let title = level
        .primary_title(finding.message(language))
        .id(finding.code.id);
    let mut group = title.element(snippet(&finding.place, text, AnnotationKind::Primary, None));
    for related in &finding.related {
        group = group.element(related_snippet(related, text, language));
    }
    renderer.render(&[closed(group, finding, language)])
}

fn closed<'a>(group: Group<'a>, finding: &Diagnostic, language: Language) -> Group<'a> {
    let (help_word, excuse_word) = match language {
        Language::Chinese => ("建议", "已豁免"),
        Language::English => ("help", "excused"),
    };
    let help = finding.help(language);
    let mut group = group;
    if !help.is_empty() {
        group = group.element(Level::HELP.with_name(help_word).message(help));
    }
    match &finding.excuse {
        Some(excuse) => group.element(Level::NOTE.with_name(excuse_word).message(excuse.clone())),
        None => group,
    }
}

fn level(severity: Severity, language: Language) -> Level<'static> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    level.with_name(severity.in_language(language))
}

fn related_snippet<'a>(
    related: &Related,
    text: &impl Fn(&str) -> Option<&'a str>,
    language: Language,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let label = related.message.in_language(language);
    snippet(&related.place, text, AnnotationKind::Context, Some(label))
}

fn snippet<'a>(
    place: &super::Place,
    text: &impl Fn(&str) -> Option<&'a str>,
    kind: AnnotationKind,
    label: Option<&'static str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let source = text(&place.path).unwrap_or_default();
    let start = source.floor_char_boundary(place.span.start as usize);
    let end = source
        .ceil_char_boundary(place.span.end as usize)
        .max(start);
    // A finding that runs over many lines is shown by its first. The renderer looks at all that it is given: that line.
    let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = source[start..]
        .find('\n')
        .map_or(source.len(), |at| start + at);
    let marked = start - line_start..end.min(line_end) - line_start;
    Snippet::source(&source[line_start..line_end])
        .line_start(line_of(source, start))
        .path(place.path.to_string())
        .annotation(kind.span(marked).label(label))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Colour, human};
    use crate::diagnostics::{Diagnostic, Gathered, Language, Place, UNKNOWN_KEY};

    #[test]
    fn the_caret_stands_under_the_chinese_text() {
        let source = "+++\n标题 = 1\n";
        let path: Arc<str> = "content/a.md".into();
        let finding = Diagnostic::new(&UNKNOWN_KEY, Place::new(&path, 4..10))
            .with("key", "标题")
            .with("kind", "policy");
        let shown = human(
            &Gathered::new(vec![finding]),
            |_| Some(source),
            Language::English,
            Colour::No,
        );
        assert!(shown.contains(" --> content/a.md:2:1\n"), "{shown}");
        assert!(shown.contains("2 | 标题 = 1\n  | ^^^^\n"), "{shown}");
    }
}
