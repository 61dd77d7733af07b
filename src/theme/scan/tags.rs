use std::ops::Range;

/// A tag of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Whether it is `{{ … }}`.
    pub(super) is_output: bool,
    /// What stands between the marks, trimmed.
    pub(super) range: Range<usize>,
}

impl Tag {
    /// The words of the tag.
    pub(super) fn inner<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range.clone()]
    }
}

/// The tags of a template in order; comments and raw blocks have none.
pub(super) fn tags(text: &str) -> impl Iterator<Item = Tag> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let open = from + text[from..].find('{')?;
            let (close, is_output) = match text.as_bytes().get(open + 1)? {
                b'{' => ("}}", true),
                b'%' => ("%}", false),
                b'#' => {
                    from = open + text[open..].find("#}")? + 2;
                    continue;
                }
                _ => {
                    from = open + 1;
                    continue;
                }
            };
            let end = open + 2 + end_of(&text[open + 2..], close)?;
            from = end + 2;
            let tag = Tag {
                is_output,
                range: trimmed(text, open + 2..end),
            };
            if !is_output && tag.inner(text) == "raw" {
                let rest = &text[from..];
                from += rest
                    .find("endraw")
                    .map_or(rest.len(), |at| at + "endraw".len());
                continue;
            }
            return Some(tag);
        }
    })
}

/// Where the closing mark stands; marks in quotes do not count.
fn end_of(text: &str, close: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, _) if text[at..].starts_with(close) => return Some(at),
            (None, _) => {}
        }
    }
    None
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let trim = |c: char| c.is_whitespace() || c == '-';
    let start = range.start + inner.len() - inner.trim_start_matches(trim).len();
    let end = range.end - (inner.len() - inner.trim_end_matches(trim).len());
    start..end.max(start)
}

/// The text between the first pair of quotes.
pub(super) fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let rest = &text[1..];
    rest.split_once(quote).map(|(inner, _)| inner)
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn comments_and_raw_blocks_are_passed_over() {
        let text = "{# {{ a }} #}{%- raw -%}{{ b }}{% endraw %}{{- c -}}{% if d == \"%}\" %}";
        let found: Vec<_> = tags(text).map(|tag| tag.inner(text).to_owned()).collect();
        assert_eq!(found, ["c", "if d == \"%}\""]);
    }
}
