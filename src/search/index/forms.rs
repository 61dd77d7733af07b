/// What a clause looks like, where a question asks for just that: the key of its list and how it is known.
///
/// 多久 asks for a duration, 多少 for an amount, 怎么处罚 for a penalty.
pub(super) const FORMS: [&str; 3] = ["duration", "amount", "penalty"];

/// Begins the key of a list that is no term's.
pub(super) const MARK: char = '\u{1}';

const DURATION: u8 = 1;
const AMOUNT: u8 = 2;
const PENALTY: u8 = 4;

/// The forms that two characters side by side are a sign of, one bit each in the order of [`FORMS`].
pub(super) fn forms_of(one: char, other: char) -> u8 {
    match (one, other) {
        ('分', '之') => AMOUNT,
        ('罚', '款') | ('徒', '刑') | ('拘', '留') | ('吊', '销') | ('没', '收') => {
            PENALTY
        }

        ('个', '月' | '工') => DURATION,
        (number, unit) if is_numeral(number) => forms_of_figure(unit),
        _ => 0,
    }
}

/// The forms that a figure with the character behind it is a sign of: 5日, 100元.
pub(super) fn forms_of_figure(unit: char) -> u8 {
    match unit {
        '日' | '天' | '年' | '月' | '小' | '周' => DURATION,
        '元' | '万' | '倍' => AMOUNT,
        _ => 0,
    }
}

fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '零' | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '两'
    )
}

#[cfg(test)]
mod tests {
    use super::{AMOUNT, DURATION, PENALTY, forms_of, forms_of_figure};

    #[test]
    fn a_clause_is_known_by_two_characters() {
        assert_eq!(forms_of('罚', '款'), PENALTY);
        assert_eq!(forms_of('五', '日'), DURATION);
        assert_eq!(forms_of('千', '元'), AMOUNT);
        assert_eq!(forms_of('生', '日'), 0);
        assert_eq!(forms_of_figure('元'), AMOUNT);
    }
}
