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

#[cfg(test)]
mod tests {
    use super::{Attributes, trailing};

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
    }
}
