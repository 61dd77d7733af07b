use std::ops::Range;

/// `{#name .red-line}` at the end of a paragraph, which the Markdown parser leaves as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) red_line: bool,
}

/// Cuts the attributes off the end of `text`; `None` where there are none. Gives the text before them too.
pub(super) fn trailing(text: &str) -> Option<(&str, Attributes<'_>)> {
    let inner = text.trim_end().strip_suffix('}')?;
    let open = inner.rfind('{')?;
    let words = inner[open + 1..].split_whitespace();
    let mut attributes = Attributes::default();
    let mut any = false;
    for word in words {
        any = true;
        match word.split_at_checked(1) {
            Some(("#", name)) if !name.is_empty() => attributes.id = Some(name),
            Some((".", "red-line")) => attributes.red_line = true,
            _ => return None,
        }
    }
    any.then(|| (inner[..open].trim_end(), attributes))
}

/// Where braces at the end of `text`, full width or never closed ones too, were meant for attributes, `{#` or `{.`, and
/// say something else.
pub(super) fn misread(text: &str) -> Option<Range<usize>> {
    let end = text.trim_end();
    let open = end.rfind(['{', '｛'])?;
    let inner = end[open..].trim_start_matches(['{', '｛']);
    let closed = inner.find(['}', '｝']);
    let ends_there = closed.is_none_or(|at| inner[at..].chars().nth(1).is_none());
    let is_meant = inner.trim_start().starts_with(['#', '.', '＃']);
    (ends_there && is_meant && trailing(text).is_none()).then_some(open..end.len())
}

#[cfg(test)]
mod tests {
    use super::{Attributes, misread, trailing};

    #[test]
    fn names_and_classes_are_cut_off() {
        let expected = Attributes {
            id: Some("hotel-cap"),
            red_line: true,
        };
        assert_eq!(
            trailing("住宿标准。 {#hotel-cap .red-line}"),
            Some(("住宿标准。", expected))
        );
    }

    #[test]
    fn other_braces_stay() {
        assert_eq!(trailing("集合 {a, b}"), None);
        assert_eq!(trailing("空 {}"), None);
        assert_eq!(misread("集合 {a, b}"), None);
        assert_eq!(misread("上限。{#hotel-cap}"), None);
        assert_eq!(misread("写作 {#hotel-cap} 即可"), None);
    }

    #[test]
    fn what_was_meant_for_attributes_is_found() {
        assert_eq!(misread("cap. {#hotel cap}"), Some(5..17));
        assert_eq!(misread("cap. {#hotel-cap .red}"), Some(5..22));
        assert_eq!(misread("cap. {#}"), Some(5..8));
        assert_eq!(misread("cap. {#hotel-cap"), Some(5..16));
        assert_eq!(misread("cap. ｛#cap｝"), Some(5..15));
    }
}
