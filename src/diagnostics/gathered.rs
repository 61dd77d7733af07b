use super::{Diagnostic, Severity};

/// All findings of a run, in the order in which they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    findings: Vec<Diagnostic>,
}

/// How many findings of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What stops a build.
    pub errors: usize,
    /// What `--deny warnings` would count.
    pub warnings: usize,
    /// The rest.
    pub notes: usize,
}

impl Gathered {
    /// Sorts by file, place and code, and drops exact repetitions.
    pub fn new(mut findings: Vec<Diagnostic>) -> Self {
        findings.sort_by(|a, b| {
            (&a.place, a.code.id, &a.arguments).cmp(&(&b.place, b.code.id, &b.arguments))
        });
        findings.dedup();
        Self { findings }
    }

    /// The findings in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.findings.iter()
    }

    /// Counts by severity.
    pub fn summary(&self) -> Summary {
        let count = |severity| self.iter().filter(|d| d.severity == severity).count();
        Summary {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }

    /// What stops a build, without the rest.
    #[must_use]
    pub fn errors_alone(&self) -> Self {
        let errors = self
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        Self {
            findings: errors.cloned().collect(),
        }
    }

    /// What should be mended, without what is only worth knowing.
    #[must_use]
    pub fn without_notes(&self) -> Self {
        let others = self
            .iter()
            .filter(|finding| finding.severity != Severity::Note);
        Self {
            findings: others.cloned().collect(),
        }
    }

    /// Those that nobody has excused, and how many others there are.
    #[must_use]
    pub fn without_excused(&self) -> (Self, usize) {
        let others = self.iter().filter(|finding| finding.excuse.is_none());
        let findings: Vec<_> = others.cloned().collect();
        let excused = self.findings.len() - findings.len();
        (Self { findings }, excused)
    }

    /// Whether anything stops a build.
    pub fn has_errors(&self) -> bool {
        self.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }
}

impl<'a> IntoIterator for &'a Gathered {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
