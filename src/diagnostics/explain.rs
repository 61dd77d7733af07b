use super::{CODES, Code, Language, Severity};

/// What `lanmu explain` prints, and what the tests of the examples read.
#[derive(Debug)]
pub struct Explanation {
    /// The code explained.
    pub code: &'static Code,
    /// The whole text for a terminal.
    pub text: String,
}

/// The page of the code with this number or name, in `language`.
///
/// A page is one Markdown file with a section per language (`## 中文`, `## English`) and the examples both share
/// (`## Wrong`, `## Right`).
pub fn explain(name: &str, language: Language) -> Option<Explanation> {
    let code = CODES
        .iter()
        .find(|code| code.id.eq_ignore_ascii_case(name) || code.name == name)?;
    Some(Explanation {
        code,
        text: text(code, language),
    })
}

fn text(code: &Code, language: Language) -> String {
    let (own, wrong, right) = match language {
        Language::Chinese => ("中文", "错误示例", "正确示例"),
        Language::English => ("English", "Wrong", "Right"),
    };
    format!(
        "{id} {name} ({severity})\n{message}\n\n{why}\n\n{wrong}\n\n{bad}\n\n{right}\n\n{good}\n",
        id = code.id,
        name = code.name,
        severity = severity(code.severity, language),
        message = without_holes(code.message.in_language(language)),
        why = section(code.page, own),
        bad = indented(section(code.page, "Wrong")),
        good = indented(section(code.page, "Right")),
    )
}

/// The message with an ellipsis wherever a finding fills something in.
fn without_holes(message: &str) -> String {
    let mut parts = message.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + "…" + part.split_once('}').map_or(part, |(_, rest)| rest)
    })
}

fn severity(severity: Severity, language: Language) -> &'static str {
    severity.in_language(language)
}

/// The text under `## heading` up to the next `## ` heading, trimmed.
pub(crate) fn section<'a>(page: &'a str, heading: &str) -> &'a str {
    let start = page
        .find(&format!("## {heading}\n"))
        .map_or(page.len(), |at| at + "## ".len() + heading.len());
    let rest = &page[start..];
    let end = [
        "\n## 中文\n",
        "\n## English\n",
        "\n## Wrong\n",
        "\n## Right\n",
    ]
    .iter()
    .filter_map(|next| rest.find(next))
    .min()
    .unwrap_or(rest.len());
    rest[..end].trim()
}

fn indented(text: &str) -> String {
    text.lines()
        .map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                format!("    {line}")
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}
