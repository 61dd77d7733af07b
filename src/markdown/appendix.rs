use super::label::SPACES;
use super::numeral::{is_numeral, parse_numeral};

/// The longest title that an appendix has on its line, in characters.
const LONGEST_TITLE: usize = 40;

/// What a line that begins with 附件 is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Appendix {
    /// 附件, 附件二, 附表1：…
    Head,
    /// 附件：1. … 2. …: what is attached, by name alone.
    Enclosures,
}

/// Reads 附件, 附录, 附表 or 附： at the start of a whole line. 附则 is a chapter like any other.
pub(super) fn appendix(line: &str, is_heading: bool) -> Option<Appendix> {
    let line = line.trim_matches(SPACES);
    let rest = ["附件", "附录", "附表", "附：", "附:"]
        .iter()
        .find_map(|word| Some((*word, line.strip_prefix(word)?)));
    let (word, rest) = rest?;
    if word.ends_with(['：', ':']) {
        return title(rest).then_some(Appendix::Head);
    }
    let (is_numbered, rest) = after_number(rest);
    if is_heading {
        return Some(Appendix::Head);
    }
    let Some(named) = rest.strip_prefix(['：', ':']) else {
        let apart = rest.is_empty() || rest.starts_with(SPACES);
        return (apart && title(rest)).then_some(Appendix::Head);
    };
    let named = named.trim_start_matches(SPACES);
    if !is_numbered && (named.is_empty() || super::marker::marker(named).is_some()) {
        return Some(Appendix::Enclosures);
    }
    title(named).then_some(Appendix::Head)
}

/// What stands behind 一, 1 or A, and whether there was such a number.
fn after_number(text: &str) -> (bool, &str) {
    let text = text.trim_start_matches(SPACES);
    let end = text.find(|c| !is_numeral(c)).unwrap_or(text.len());
    if parse_numeral(&text[..end]).is_some() {
        return (true, text[end..].trim_start_matches(['.', '、']));
    }
    let is_letter = text.starts_with(|c: char| c.is_ascii_uppercase())
        && !text[1..].starts_with(|c: char| c.is_ascii_alphanumeric());
    if is_letter {
        (true, &text[1..])
    } else {
        (false, text)
    }
}

fn title(text: &str) -> bool {
    let text = text.trim_matches(SPACES);
    text.chars().take(LONGEST_TITLE + 1).count() <= LONGEST_TITLE
        && !text.ends_with(['。', '；', '：', '，', '、'])
        && !text.contains('。')
}

#[cfg(test)]
mod tests {
    use super::{Appendix, appendix};

    #[test]
    fn heads_and_what_is_none() {
        for line in [
            "附件",
            "附件二：报销单",
            "附件1 操作规程",
            "附录A 术语",
            "附：",
        ] {
            assert_eq!(appendix(line, false), Some(Appendix::Head), "{line}");
        }
        assert_eq!(
            appendix("附件：1.报销单", false),
            Some(Appendix::Enclosures)
        );
        assert_eq!(appendix("附件三所列全国性法律的决定", false), None);
        assert_eq!(appendix("附则", true), None);
        assert_eq!(appendix("附件应当随申请一并提交。", false), None);
    }
}
