use super::Language;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built; `--deny warnings` makes it count.
    Warning,
    /// Worth knowing, never in the way.
    Note,
}

impl Severity {
    /// The word in JSON, in `[rules]` and for English readers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// The word for people.
    pub fn in_language(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::English, _) => self.word(),
            (Language::Chinese, Self::Error) => "错误",
            (Language::Chinese, Self::Warning) => "警告",
            (Language::Chinese, Self::Note) => "提示",
        }
    }

    /// The severity with this word, as `[rules]` has it.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Error, Self::Warning, Self::Note]
            .into_iter()
            .find(|severity| severity.word() == word)
    }
}

/// One text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Message {
    /// Simplified Chinese.
    pub chinese: &'static str,
    /// English.
    pub english: &'static str,
}

impl Message {
    /// The text in `language`.
    pub fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.chinese,
            Language::English => self.english,
        }
    }
}

/// A kind of fault: its number, its name and its words.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `L` and four digits; permanent.
    pub id: &'static str,
    /// Names the fault, in kebab-case.
    pub name: &'static str,
    /// What it counts as unless the portal says otherwise.
    pub severity: Severity,
    /// The headline; makes sense alone.
    pub message: Message,
    /// What to do where nothing nearer is known.
    pub help: Message,
    /// The page behind `explain`: why, wrong, right, fix, in both languages.
    pub page: &'static str,
}
