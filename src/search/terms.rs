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
    let mut rest = &*folded;
    loop {
        let (han, behind) = rest.split_at(han_bytes(rest));
        if !han.is_empty() {
            take(Run::Han(han));
        }
        let letters = token_bytes(behind);
        if letters > 0 {
            let next = behind.get(letters..letters + HAN_BYTES);
            let is_next = next.is_some_and(|next| han_bytes(next) > 0);
            let with_next = is_next.then(|| &behind[..letters + HAN_BYTES]);
            take(Run::Token(&behind[..letters], with_next));
            rest = &behind[letters..];
            continue;
        }
        let mut chars = behind.chars();
        if chars.next().is_none() {
            return;
        }
        rest = chars.as_str();
    }
}

/// Bytes of a Chinese character in UTF-8.
pub(super) const HAN_BYTES: usize = 3;

/// How many bytes of Chinese characters a text begins with, those that are looked up by themselves and in pairs: of the
/// two main blocks, U+3400 to U+9FFF. The rare ones of the further planes are parts of tokens.
fn han_bytes(text: &str) -> usize {
    // U+3400 is E3 90 80, U+9FFF is E9 BF BF.
    let is_han =
        |bytes: &[u8; HAN_BYTES]| matches!(bytes, [0xE4..=0xE9, ..] | [0xE3, 0x90..=0xBF, ..]);
    let (characters, _) = text.as_bytes().as_chunks::<HAN_BYTES>();
    let count = characters.iter().take_while(|bytes| is_han(bytes)).count();
    count * HAN_BYTES
}

/// How many bytes of a Latin word or a number a text begins with.
fn token_bytes(text: &str) -> usize {
    let end = text.find(|c: char| is_han(c) || !is_letter(c));
    end.unwrap_or(text.len())
}

fn is_han(c: char) -> bool {
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
