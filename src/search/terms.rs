use super::fold::fold_for_terms;

/// A stretch of a folded text that terms are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Run<'t> {
    /// Chinese characters: each is a term, and any two side by side. Pairs overlap, so that any substring is found, and
    /// no dictionary is needed to ask.
    Han(&'t str),
    /// A Latin word or a number; and with the Chinese character behind it, such as 12号, where there is one.
    Token(&'t str, Option<&'t str>),
}

/// Hands over the runs of a text, in its order.
pub(super) fn each_run(text: &str, mut take: impl FnMut(Run<'_>)) {
    let folded = fold_for_terms(text);
    let mut han: Option<usize> = None;
    let mut token: Option<usize> = None;
    for (at, c) in folded.char_indices() {
        if is_han(c) {
            if let Some(start) = token.take() {
                let behind = &folded[start..at + c.len_utf8()];
                take(Run::Token(&folded[start..at], Some(behind)));
            }
            han.get_or_insert(at);
            continue;
        }
        if let Some(start) = han.take() {
            take(Run::Han(&folded[start..at]));
        }
        if is_letter(c) {
            token.get_or_insert(at);
        } else if let Some(start) = token.take() {
            take(Run::Token(&folded[start..at], None));
        }
    }
    if let Some(start) = han {
        take(Run::Han(&folded[start..]));
    }
    if let Some(start) = token {
        take(Run::Token(&folded[start..], None));
    }
}

/// Whether a character is looked up by itself and in pairs: the two main blocks of Chinese characters. The rare ones
/// of the further planes are parts of tokens.
pub(super) fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c)
}

/// Whether a character that is no Chinese one is part of a token.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        // The punctuation of Chinese: most of what is asked.
        '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{301F}' => false,
        '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' => false,
        _ => c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Run, each_run};

    fn runs(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        each_run(text, |run| match run {
            Run::Han(run) => found.push(run.to_owned()),
            Run::Token(token, behind) => {
                found.extend(
                    [Some(token), behind]
                        .into_iter()
                        .flatten()
                        .map(str::to_owned),
                );
            }
        });
        found
    }

    #[test]
    fn runs_end_at_what_is_no_chinese_character() {
        assert_eq!(runs("差旅费，住宿"), ["差旅费", "住宿"]);
    }

    #[test]
    fn numbers_and_ids_stay_findable() {
        let found = runs("财共〔2025〕12号，FSSC-EXP-003");
        assert_eq!(
            found,
            ["财共", "2025", "12", "12号", "号", "fssc", "exp", "003"]
        );
    }

    #[test]
    fn clauses_have_chinese_numbers() {
        assert_eq!(runs("第12条"), ["第十二条"]);
    }
}
