use rustc_hash::{FxHashMap, FxHashSet};

/// The anchors given out in one document.
#[derive(Debug, Default)]
pub struct Anchors {
    taken: FxHashSet<Box<str>>,
    /// The last number behind an anchor that was wanted again.
    repeated: FxHashMap<Box<str>, u32>,
}

impl Anchors {
    /// Takes `anchor` if it is free.
    pub fn take(&mut self, anchor: &str) -> bool {
        self.taken.insert(anchor.into())
    }

    /// `wanted`, or with the first free number behind it (`wanted_2`).
    pub fn unique(&mut self, wanted: &str) -> Box<str> {
        if self.take(wanted) {
            return wanted.into();
        }
        loop {
            let number = self.repeated.entry(wanted.into()).or_insert(1);
            *number += 1;
            let candidate = format!("{wanted}_{number}");
            if self.take(&candidate) {
                return candidate.into();
            }
        }
    }

    /// A readable anchor for a heading's text: letters, digits and Chinese characters stay, all else is a hyphen.
    pub fn for_heading(&mut self, text: &str) -> Box<str> {
        let mut slug = String::with_capacity(text.len());
        for c in text.chars().flat_map(char::to_lowercase) {
            if c.is_alphanumeric() {
                slug.push(c);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        let slug = slug.trim_end_matches('-');
        if slug.is_empty() || is_reserved_anchor(slug) {
            self.unique(format!("h-{slug}").trim_end_matches('-'))
        } else {
            self.unique(slug)
        }
    }
}

/// Whether an anchor has the shape of a clause's address: `a12`, `a12-1-i3`, `c3`, `p2-s3-1`, `n1.2`, `x1-a3`.
pub fn is_reserved_anchor(anchor: &str) -> bool {
    let mut parts = anchor.split('-');
    let first = parts.next().unwrap_or_default();
    let digits_after = |prefix: char| {
        first.strip_prefix(prefix).is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_digit())
                && rest
                    .chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, '.' | 'z'))
        })
    };
    ['a', 'c', 's', 'p', 'n', 'x'].into_iter().any(digits_after)
        && parts.all(|part| {
            part.chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_'))
        })
}

/// The address of the article or numbered clause in which the clause with this address is; `None` for names and
/// for chapters.
///
/// ```
/// use lanmu::markdown::holder_anchor;
/// assert_eq!(holder_anchor("a12-1-i3"), Some("a12"));
/// assert_eq!(holder_anchor("x1-a3-2"), Some("x1-a3"));
/// assert_eq!(holder_anchor("hotel-cap"), None);
/// ```
pub fn holder_anchor(anchor: &str) -> Option<&str> {
    if !is_reserved_anchor(anchor) {
        return None;
    }
    let start = if anchor.starts_with('x') {
        anchor.find('-')? + 1
    } else {
        0
    };
    let own = &anchor[start..];
    if !own.starts_with(['a', 'n']) {
        return None;
    }
    let end = own.find('-').map_or(anchor.len(), |at| start + at);
    Some(&anchor[..end])
}

#[cfg(test)]
mod tests {
    use super::{Anchors, is_reserved_anchor};

    #[test]
    fn headings_keep_their_chinese() {
        let mut anchors = Anchors::default();
        assert_eq!(
            &*anchors.for_heading("报销 需要哪些材料？"),
            "报销-需要哪些材料"
        );
        assert_eq!(
            &*anchors.for_heading("报销，需要哪些材料"),
            "报销-需要哪些材料_2"
        );
    }

    #[test]
    fn addresses_of_clauses_are_reserved() {
        for anchor in ["a12", "c3", "n1.2", "p2-s3-1", "x1-a3", "a12z1"] {
            assert!(is_reserved_anchor(anchor), "{anchor}");
        }
        for anchor in ["hotel-cap", "a12b", "about", "c"] {
            assert!(!is_reserved_anchor(anchor), "{anchor}");
        }
    }
}
