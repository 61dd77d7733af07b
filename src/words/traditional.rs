use std::sync::LazyLock;

/// A line a simplified character: itself, then the traditional ones that it stands for.
const LINES: &str = include_str!("traditional.txt");

/// The first character of the two main blocks, and how many they have room for.
const FIRST: u32 = 0x3400;
const ROOM: usize = 0x9FFF - 0x3400 + 1;

/// The simplified form of a character: 會 → 会. What is simplified already, or no Chinese character, stays.
///
/// ```
/// assert_eq!("會計檔案".chars().map(lanmu::words::simplified).collect::<String>(), "会计档案");
/// ```
pub fn simplified(c: char) -> char {
    static TABLE: LazyLock<Vec<char>> = LazyLock::new(table);
    let at = u32::from(c).wrapping_sub(FIRST) as usize;
    TABLE.get(at).copied().unwrap_or(c)
}

fn table() -> Vec<char> {
    let own = |at: usize| char::from_u32(FIRST + u32::try_from(at).ok()?);
    let mut table: Vec<char> = (0..ROOM).filter_map(own).collect();
    for (simplified, traditional) in simplified_lines() {
        for c in traditional.chars() {
            table[(u32::from(c) - FIRST) as usize] = simplified;
        }
    }
    table
}

/// Every simplified character with the traditional ones that it stands for.
pub fn simplified_lines() -> impl Iterator<Item = (char, &'static str)> {
    let lines = LINES.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let first = line.chars().next()?;
        Some((first, &line[first.len_utf8()..]))
    })
}

#[cfg(test)]
mod tests {
    use super::{FIRST, ROOM, simplified, simplified_lines};

    #[test]
    fn every_character_of_the_table_lies_in_its_room_and_is_simplified_in_one_step() {
        for (to, from) in simplified_lines() {
            for c in from.chars() {
                assert!(((u32::from(c) - FIRST) as usize) < ROOM, "{c}");
                assert_eq!(simplified(c), to);
            }
            assert_eq!(simplified(to), to, "{to} is traditional itself");
        }
    }

    #[test]
    fn what_is_no_chinese_character_stays() {
        assert_eq!(
            "A1，𠮷".chars().map(simplified).collect::<String>(),
            "A1，𠮷"
        );
    }
}
