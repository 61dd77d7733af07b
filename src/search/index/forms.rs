/// What a clause looks like, where a question asks for just that: the key of its list and how it is known.
///
/// 哪些材料 asks for a list, 多久 for a duration, 多少 for an amount, 怎么处罚 for a penalty, 什么是 for a definition.
pub(super) const FORMS: [&str; 5] = ["list", "duration", "amount", "penalty", "definition"];

/// Begins the key of a list that is no term's.
pub(super) const MARK: char = '\u{1}';

const LIST: u8 = 1;
const DURATION: u8 = 2;
const AMOUNT: u8 = 4;
const PENALTY: u8 = 8;
const DEFINITION: u8 = 16;

/// The forms that two characters side by side are a sign of, one bit each in the order of [`FORMS`].
pub(super) fn forms_of(one: char, other: char) -> u8 {
    match (one, other) {
        ('下', '列') | ('以', '下') => LIST,
        ('分', '之') => AMOUNT,
        ('罚', '款') | ('徒', '刑') | ('拘', '留') | ('吊', '销') | ('没', '收') => {
            PENALTY
        }
        ('是' | '系', '指') | ('所', '称') => DEFINITION,
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
    use super::{AMOUNT, DURATION, LIST, forms_of, forms_of_figure};

    #[test]
    fn a_clause_is_known_by_two_characters() {
        assert_eq!(forms_of('下', '列'), LIST);
        assert_eq!(forms_of('五', '日'), DURATION);
        assert_eq!(forms_of('千', '元'), AMOUNT);
        assert_eq!(forms_of('生', '日'), 0);
        assert_eq!(forms_of_figure('元'), AMOUNT);
    }
}
