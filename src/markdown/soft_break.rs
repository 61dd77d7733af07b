use unicode_width::UnicodeWidthChar;

/// Whether `c` is written without spaces around it: wide, but not Korean, which has them.
pub(super) fn is_chinese(c: char) -> bool {
    c.width() == Some(2) && !is_hangul(c)
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7FF}' | '\u{A960}'..='\u{A97F}')
}

/// Marks that Chinese shares with other scripts; beside a Chinese character they are Chinese.
fn is_shared_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether a line end between these two characters of running text is a space.
pub(super) fn is_space(before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else {
        return true;
    };
    let chinese = |c, other| is_chinese(c) || (is_shared_mark(c) && is_chinese(other));
    !(chinese(before, after) && chinese(after, before))
}

#[cfg(test)]
mod tests {
    use super::is_space;

    #[test]
    fn only_between_chinese_it_vanishes() {
        assert!(!is_space(Some('旅'), Some('费')));
        assert!(!is_space(Some('”'), Some('费')));
        assert!(is_space(Some('旅'), Some('S')));
        assert!(is_space(Some('가'), Some('나')));
        assert!(is_space(None, Some('费')));
    }
}
