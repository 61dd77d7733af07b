use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Fields, Pointer};
use crate::diagnostics::{Diagnostic, Message, Place, Span, TOML_SYNTAX, line_of};

/// A TOML text that lies in a file, parsed as far as it can be, with its faults.
///
/// A parser that recovers invents values: of a bad date it makes none, of `title =` an empty text. So every
/// line that a fault touches is remembered, and what stands on it is neither read nor missed.
#[derive(Debug)]
pub struct TomlText<'t> {
    pub(super) path: &'t Arc<str>,
    pub(super) offset: usize,
    pub(super) text: &'t str,
    table: Spanned<DeTable<'t>>,
    touched: BTreeSet<usize>,
}

impl<'t> TomlText<'t> {
    /// Parses `span` of the file's text; every syntax fault becomes a finding.
    pub fn parse(
        path: &'t Arc<str>,
        file: &'t str,
        span: Span,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let text = &file[span.range()];
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut parsed = Self {
            path,
            offset: span.start as usize,
            text,
            table,
            touched: BTreeSet::new(),
        };
        let mut last_line = None;
        for error in errors {
            let at = error.span().unwrap_or(0..0);
            let line = parsed.line_of(at.start);
            // What follows a fault on the same line is its echo.
            if last_line.replace(line) != Some(line) {
                findings.push(parsed.syntax_finding(&at, error.message()));
            }
            parsed
                .touched
                .extend(line..=parsed.line_of(at.end.max(at.start)));
        }
        parsed
    }

    /// Reads the whole text as one table of `kind`; keys that `read` does not ask for are reported, and values
    /// that name something are noted in `pointers`.
    pub fn read<T>(
        &self,
        kind: &'static str,
        pointers: &mut Vec<Pointer>,
        findings: &mut Vec<Diagnostic>,
        read: impl FnOnce(&mut Fields<'_, '_>) -> T,
    ) -> T {
        let mut fields = Fields::new(
            kind,
            self,
            self.table.get_ref(),
            self.whole(),
            pointers,
            findings,
        );
        let value = read(&mut fields);
        fields.finish();
        value
    }

    /// Whether any syntax fault was found.
    pub fn is_broken(&self) -> bool {
        !self.touched.is_empty()
    }

    /// Whether a fault touches any line of `range` (bytes of the TOML text).
    pub(super) fn is_touched(&self, range: &Range<usize>) -> bool {
        let [one, other] = [range.start, range.end].map(|offset| self.line_of(offset));
        // What the parser made of a broken value may end before it begins.
        let lines = one.min(other)..=one.max(other);
        self.touched.range(lines).next().is_some()
    }

    /// Whether `key` stands at the start of a line, as text, when the parser may have lost it.
    pub(super) fn mentions(&self, key: &str) -> bool {
        self.is_broken()
            && self.text.lines().any(|line| {
                let rest = line.trim_start().trim_start_matches('[').strip_prefix(key);
                rest.is_some_and(|rest| {
                    !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
                })
            })
    }

    /// A span of the file as a place in it.
    pub(super) fn place_at(&self, span: Span) -> Place {
        Place::new(self.path, span)
    }

    /// A span of the TOML text as a place in the file.
    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        Place::new(self.path, Span::from(range.clone()).shifted(self.offset))
    }

    /// A key and its value as they are found in the parsed table.
    pub(super) fn entry<'a>(
        table: &'a DeTable<'t>,
        key: &str,
    ) -> Option<(Range<usize>, &'a Spanned<DeValue<'t>>)> {
        table
            .get_key_value(key)
            .map(|(key, value)| (key.span(), value))
    }

    fn whole(&self) -> Range<usize> {
        0..self.text.len()
    }

    fn line_of(&self, offset: usize) -> usize {
        line_of(self.text, offset)
    }

    fn syntax_finding(&self, at: &Range<usize>, message: &str) -> Diagnostic {
        // An unexpected end of line is shown on the line that it ends.
        let start = if self.text[..at.start.min(self.text.len())].ends_with('\n') && at.is_empty() {
            at.start.saturating_sub(1)
        } else {
            at.start
        };
        let end = at.end.max(start + usize::from(at.is_empty()));
        let slip = self.slip(at.start, message.trim());
        Diagnostic::new(
            &TOML_SYNTAX,
            self.place(&(start..end.min(self.text.len().max(start)))),
        )
        .with("detail", message.trim())
        .with("detail_zh", slip.chinese)
        .with("fix", slip.fix.english)
        .with("fix_zh", slip.fix.chinese)
    }
}

/// What an editor did where the parser stopped.
struct Slip {
    chinese: String,
    fix: Message,
}

impl Slip {
    fn new(chinese: &str, fix: Message) -> Self {
        Self {
            chinese: chinese.to_owned(),
            fix,
        }
    }
}

/// The parser's messages that editors meet, by what they begin with, and how each is put right; whatever else it says
/// stays as it is.
const DETAILS: [(&str, &str, Message); 20] = [
    (
        "invalid date, expected day",
        "没有这一天，请核对月份和日期",
        AS_VALUE,
    ),
    ("invalid date, expected month", "没有这个月份", AS_VALUE),
    (
        "invalid date",
        "日期写法不对，应为 2026-03-01 这样",
        AS_VALUE,
    ),
    (
        "invalid datetime",
        "日期写法不对，应为 2026-03-01 这样",
        AS_VALUE,
    ),
    ("invalid basic string", "文字少了结尾的英文双引号", AS_VALUE),
    (
        "string values must be quoted",
        "文字要放在英文双引号里",
        AS_VALUE,
    ),
    ("invalid boolean", "文字要放在英文双引号里", AS_VALUE),
    (
        "invalid unquoted key",
        "字段名只用英文字母、数字和下划线，等号用半角；行里可能混进了全角字符",
        AS_KEY,
    ),
    (
        "key with no value",
        "字段后面没有值，等号要用半角 =",
        AS_VALUE,
    ),
    ("duplicate key", "这个字段写了两次", ONCE),
    ("unclosed array", "列表少了结尾的 ]", IN_PAIRS),
    ("unclosed inline table", "表少了结尾的 }", IN_PAIRS),
    ("unclosed table", "表名少了结尾的 ]", IN_PAIRS),
    ("missing comma", "两项之间少了英文逗号", AS_LIST),
    ("extra comma", "多了一个逗号", AS_LIST),
    ("unexpected", "这里多了或少了符号", AS_VALUE),
    ("missing table open", "表名少了开头的 [", AS_VALUE),
    ("invalid mantissa", "数字写得不对", AS_VALUE),
    ("invalid float", "数字写得不对", AS_VALUE),
    ("missing escaped value", "反斜杠 \\ 要写两个", AS_VALUE),
];

const ONCE: Message = Message {
    chinese: "留下一个；名称相同的表合成一个",
    english: "keep one of them; join tables of one name",
};

const IN_PAIRS: Message = Message {
    chinese: "把括号补成一对",
    english: "close it: brackets come in pairs",
};

const AS_LIST: Message = Message {
    chinese: "列表写作 [\"甲\", \"乙\"]，逗号用半角",
    english: "lists are written [\"one\", \"other\"]",
};

const AS_VALUE: Message = Message {
    chinese: "文字加英文双引号，日期写作 2026-03-01，每行一个 键 = 值",
    english: "texts stand in double quotes, dates as 2026-03-01, one `key = value` a line",
};

const AS_TRUTH: Message = Message {
    chinese: "是写作 true，否写作 false，不加引号",
    english: "yes is written true, and no false, without quotes",
};

const HALF_WIDTH: Message = Message {
    chinese: "括号、逗号、等号、空格、引号都用半角：键 = [\"甲\", \"乙\"]",
    english: "brackets, commas, equal signs, spaces and quotes are those of ASCII: key = [\"one\", \"other\"]",
};

const AS_NUMBER: Message = Message {
    chinese: "数字用半角，小数写作 0.5，不写百分号",
    english: "numbers are written 0.5, without a percent sign",
};

const AS_NOTE: Message = Message {
    chinese: "说明文字以半角 # 开头",
    english: "a comment begins with #",
};

const AS_KEY: Message = Message {
    chinese: "字段名照手册写，例如 title、groups",
    english: "a field is named as in the manual, such as title or groups",
};

/// How a truth is written elsewhere.
const TRUTHS: [&str; 8] = ["yes", "no", "on", "off", "True", "False", "是", "否"];

impl TomlText<'_> {
    /// What editors usually did there, else what the parser says.
    fn slip(&self, at: usize, message: &str) -> Slip {
        if self.is_note(at) {
            return Slip::new("说明文字的开头不对", AS_NOTE);
        }
        if let Some(sign) = self.full_width(at, message) {
            let chinese = format!("这一行里有全角的{}，要用半角", named(sign));
            return Slip::new(&chinese, HALF_WIDTH);
        }
        if self.is_number(at, message) {
            return Slip::new("数字写得不对", AS_NUMBER);
        }
        if is_about_signs(message) && TRUTHS.contains(&self.word(at)) {
            return Slip::new("真假值只有 true 和 false 两种写法", AS_TRUTH);
        }
        if is_other_date(self.rest(at)) {
            let chinese = "日期写作 2026-03-01，年月日之间用半角 -，不加引号";
            return Slip::new(chinese, AS_VALUE);
        }
        let mut known = DETAILS.iter();
        let known = known.find(|(english, _, _)| message.starts_with(english));
        known.map_or_else(
            || Slip::new(message, AS_VALUE),
            |(_, chinese, fix)| Slip::new(chinese, *fix),
        )
    }

    /// The text from a byte on.
    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The word that begins at a byte.
    fn word(&self, at: usize) -> &str {
        self.rest(at)
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default()
    }

    /// The line in which a byte stands.
    fn line(&self, at: usize) -> &str {
        let before = &self.text[..self.text.floor_char_boundary(at)];
        let start = before.rfind('\n').map_or(0, |start| start + 1);
        self.text[start..].lines().next().unwrap_or_default()
    }

    /// A full-width sign in the line, outside of quotes, for which there is one of ASCII. Where the quotes themselves are
    /// missing it may be part of a text.
    fn full_width(&self, at: usize, message: &str) -> Option<char> {
        let rest = self.rest(at);
        let is_bare = message.starts_with("string values must be quoted");
        let line = if is_bare {
            rest.get(..rest.chars().next()?.len_utf8())?
        } else {
            self.line(at)
        };
        let outside = line.split('"').step_by(2).flat_map(str::chars);
        let mut outside = outside.take_while(|sign| *sign != '#' && is_about_signs(message));
        outside.find(|sign| "［］【】｛｝，、＝：；“”‘’「」＂\u{3000}\u{A0}".contains(*sign))
    }

    /// Whether a number is what was meant there: 50%, 0,5 and ０.５.
    fn is_number(&self, at: usize, message: &str) -> bool {
        let value = self.line(at).split('=').nth(1).unwrap_or_default();
        let value = value.trim_start();
        is_about_signs(message)
            && !is_other_date(self.rest(at))
            && !is_other_date(value)
            && value.starts_with(|c: char| c == '.' || c.is_numeric())
    }

    /// Whether the line is a comment as others write it.
    fn is_note(&self, at: usize) -> bool {
        self.line(at).trim_start().starts_with(['＃', '/'])
    }
}

/// Whether a fault may come from how something is written, and not from what it says.
fn is_about_signs(message: &str) -> bool {
    let others = ["duplicate key", "invalid date"];
    !others.iter().any(|other| message.starts_with(other))
}

/// How a sign is called that cannot be seen, or would not be known between quotes; itself otherwise.
fn named(sign: char) -> String {
    match sign {
        '\u{3000}' | '\u{A0}' => "空格".to_owned(),
        '“' | '”' | '‘' | '’' | '「' | '」' | '＂' => "引号".to_owned(),
        _ => format!("“{sign}”"),
    }
}

/// A date as people write it: 2026/3/1, 2026.3.1, 2026年3月1日.
fn is_other_date(text: &str) -> bool {
    let year = text.chars().take_while(char::is_ascii_digit).count();
    let rest = &text[year..];
    let mut rest = rest.chars();
    let mark = rest.next();
    year == 4
        && matches!(mark, Some('/' | '.' | '年' | '－' | '—'))
        && rest.next().is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::TomlText;
    use crate::diagnostics::Language;

    /// What editors write, what they are told, and how it is put right.
    const SLIPS: [(&str, &str, &str); 17] = [
        ("words = [“打款”]", "全角的引号", "半角"),
        ("words = [\"打款\"，\"付款\"]", "全角的“，”", "半角"),
        ("words = 【\"打款\"】", "全角的“【”", "半角"),
        ("words = [\n　\"打款\"]", "全角的空格", "半角"),
        ("title ＝ \"差旅费\"", "全角的“＝”", "半角"),
        (
            "title = 差旅费，补助",
            "文字要放在英文双引号里",
            "文字加英文双引号",
        ),
        ("weight = 50%", "数字写得不对", "0.5"),
        ("weight = 0,5", "数字写得不对", "0.5"),
        ("weight = ０.５", "数字写得不对", "0.5"),
        ("date = 2026-13-01", "没有这个月份", "2026-03-01"),
        ("date = 2026/3/1", "日期写作 2026-03-01", "2026-03-01"),
        ("log = yes", "true 和 false", "写作 true"),
        ("weight = 1\nweight = 2", "写了两次", "留下一个"),
        (
            "words = [\"甲\" \"乙\"] # 甲，乙",
            "少了英文逗号",
            "[\"甲\"",
        ),
        ("words = [\"甲\"", "少了结尾的 ]", "一对"),
        ("// 说明\ntitle = \"甲\"", "说明文字", "#"),
        ("标题 = \"甲\"", "字段名只用英文字母", "字段名照手册写"),
    ];

    #[test]
    fn each_slip_is_told_with_its_own_fix() {
        for (text, cause, fix) in SLIPS {
            let mut findings = Vec::new();
            let path: Arc<str> = "portal.toml".into();
            TomlText::parse(&path, text, (0..text.len()).into(), &mut findings);
            let found = findings.first().map(|finding| {
                let language = Language::Chinese;
                (finding.message(language), finding.help(language))
            });
            let (message, help) = found.unwrap_or_default();
            assert!(message.contains(cause), "{text}: {message}");
            assert!(help.contains(fix), "{text}: {help}");
        }
    }
}
