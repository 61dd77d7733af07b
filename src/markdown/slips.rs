use std::ops::Range;

use crate::diagnostics::{Code, UNREAD_ALERT, UNREAD_HEADING, UNREAD_LINK, UNREAD_TABLE};

/// What of a paragraph's text was meant as Markdown and is not read as such, by what it should have been.
///
/// In `text` everything that was read, such as links and code, is blanked out. Literal brackets are ordinary in
/// Chinese documents, so only what can hardly be meant literally counts.
pub(super) fn slips(text: &str) -> Vec<(&'static Code, Range<usize>)> {
    let headings = lines(text).filter(|line| is_heading(text[line.clone()].trim_start()));
    let mut found: Vec<_> = links(text)
        .into_iter()
        .chain(references(text))
        .map(|at| (&UNREAD_LINK, at))
        .collect();
    found.extend(headings.map(|at| (&UNREAD_HEADING, at)));
    found.extend(table(text).map(|at| (&UNREAD_TABLE, at)));
    found.extend(alert(text).map(|at| (&UNREAD_ALERT, at)));
    found
}

/// Whether a paragraph may hold a slip in ASCII; most hold none of these characters.
pub(super) fn has_marks(text: &str) -> bool {
    memchr::memchr3(b'[', b'#', b'|', text.as_bytes()).is_some()
}

/// Whether a document may hold a full-width one, which takes longer to tell and is rarer still.
pub(super) fn has_wide_marks(text: &str) -> bool {
    ["【【", "］", "｜"]
        .iter()
        .any(|mark| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some())
}

/// `[words](address)` with a blank in the address, or with a bracket of the wrong width.
fn links(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (middle, closing) in [("](", ')'), ("]（", '）'), ("］(", ')'), ("］（", '）')] {
        for (at, _) in text.match_indices(middle) {
            let after = at + middle.len();
            let end = text[after..].find([closing, ')', '\n']);
            let end = end.map_or(text.len(), |end| after + end);
            if middle == "](" || is_address(&text[after..end]) {
                let open = text[..at].rfind(['[', '［']).unwrap_or(at);
                let start = open - usize::from(text[..open].ends_with('!'));
                found.push(start..with_next(text, end));
            }
        }
    }
    found
}

/// `【【ID】】`, and `[[ID]】` that was begun well.
fn references(text: &str) -> Vec<Range<usize>> {
    let starts = ["【【", "[["]
        .into_iter()
        .filter_map(|open| text.find(open));
    let whole = starts.map(|start| {
        let line = &text[to_line_end(text, start)];
        let last = line.rfind([']', '】']);
        start..last.map_or(start + line.len(), |at| with_next(text, start + at))
    });
    whole.collect()
}

/// The end of the character that begins at `at`; `at` itself at the end of the text.
fn with_next(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(0, char::len_utf8)
}

/// The word of a callout that there is not, at the head of a quotation.
fn alert(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    text[start..]
        .starts_with("[!")
        .then(|| to_line_end(text, start))
}

/// The first line by which one sees that a table was meant: its rule, or a second row between full-width bars.
fn table(text: &str) -> Option<Range<usize>> {
    let mut wide = lines(text).filter(|line| text[line.clone()].trim_start().starts_with('｜'));
    let rule = lines(text).find(|line| is_rule_of_table(text[line.clone()].trim_start()));
    rule.or_else(|| wide.nth(1))
}

fn is_address(text: &str) -> bool {
    let ascii = text.chars().any(|c| c.is_ascii_alphabetic());
    text.starts_with(['#', '/']) || (ascii && text.contains(['/', '.']) && !text.contains('。'))
}

/// Two marks and no space after them; one alone is as often a number (#3 机组) as a slip.
fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    (2..=6).contains(&level) && !rest.is_empty() && !rest.starts_with(char::is_whitespace)
}

/// `|---|:--|`, which the parser leaves as text where it has more or fewer columns than the line before.
fn is_rule_of_table(line: &str) -> bool {
    let line = line.trim_end();
    line.contains(['|', '｜'])
        && line.contains("--")
        && line
            .chars()
            .all(|c| matches!(c, '|' | '｜' | '-' | ':' | ' '))
}

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let range = start..start + line.trim_end().len();
        start += line.len();
        range
    })
}

fn to_line_end(text: &str, start: usize) -> Range<usize> {
    let end = text[start..]
        .find('\n')
        .map_or(text.len(), |end| start + end);
    start..start + text[start..end].trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::{has_marks, has_wide_marks, slips};

    fn found(text: &str) -> Vec<(&str, &str)> {
        let slips = slips(text);
        // Where nothing is looked for, nothing is found.
        assert!(
            slips.is_empty() || has_marks(text) || has_wide_marks(text),
            "{text}"
        );
        let slips = slips.into_iter();
        slips.map(|(code, at)| (code.name, &text[at])).collect()
    }

    #[test]
    fn what_was_meant_as_markdown_is_found() {
        let link = "unread-link";
        assert_eq!(
            found("见 ![图](窗口 图.png)。"),
            [(link, "![图](窗口 图.png)")]
        );
        assert_eq!(
            found("见[报销]（../a.md）。"),
            [(link, "[报销]（../a.md）")]
        );
        assert_eq!(
            found("见［报销］（../a.md）。"),
            [(link, "［报销］（../a.md）")]
        );
        assert_eq!(found("见【【SVC-1】】。"), [(link, "【【SVC-1】】")]);
        assert_eq!(found("见 [[SVC-1】]。"), [(link, "[[SVC-1】]")]);
        assert_eq!(
            found("[!WARNNING]\n当心"),
            [("unread-alert", "[!WARNNING]")]
        );
        assert_eq!(found("##标题"), [("unread-heading", "##标题")]);
        assert_eq!(
            found("| a | b |\n|--|\n| 1 | 2 |"),
            [("unread-table", "|--|")]
        );
        assert_eq!(found("｜a｜b｜\n｜1｜2｜"), [("unread-table", "｜1｜2｜")]);
    }

    #[test]
    fn what_is_meant_literally_is_left_alone() {
        for text in [
            "澄财[2022]（9号）",
            "[单位]（盖章）",
            "#3 机组，##",
            "A|B 两档",
            "｜",
            "【重要】请看",
            "比例 [0, 1]",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
