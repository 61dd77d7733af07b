use pinyin::ToPinyin as _;

/// Words that sound otherwise than their characters alone would.
const READINGS: [(&str, &str); 22] = [
    ("会计", "kuai ji"),
    ("财会", "cai kuai"),
    ("差旅", "chai lv"),
    ("出差", "chu chai"),
    ("银行", "yin hang"),
    ("行业", "hang ye"),
    ("重复", "chong fu"),
    ("重新", "chong xin"),
    ("重庆", "chong qing"),
    ("调阅", "diao yue"),
    ("调查", "diao cha"),
    ("调拨", "diao bo"),
    ("长期", "chang qi"),
    ("组长", "zu zhang"),
    ("还款", "huan kuan"),
    ("归还", "gui huan"),
    ("薪酬", "xin chou"),
    ("数电", "shu dian"),
    ("参股", "can gu"),
    ("便民", "bian min"),
    ("传真", "chuan zhen"),
    ("单于", "chan yu"),
];

/// How a title sounds and how it is written: titles sorted by it stand in the order of their pinyin. Marks around it,
/// such as 《, say nothing.
///
/// ```
/// assert_eq!(lanmu::words::sort_key("《会计档案》").0, "kuai ji dang an");
/// assert!(lanmu::words::sort_key("差旅费") < lanmu::words::sort_key("付款"));
/// ```
pub fn sort_key(text: &str) -> (String, String) {
    let mut sound = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let known = READINGS.iter().find(|(word, _)| rest.starts_with(word));
        match known {
            Some((word, reading)) => {
                push_syllable(&mut sound, reading);
                rest = &rest[word.len()..];
            }
            None => {
                push_sound(&mut sound, first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    (sound, text.to_owned())
}

fn push_sound(sound: &mut String, c: char) {
    match c.to_pinyin() {
        Some(reading) => push_syllable(sound, &reading.plain().replace('ü', "v")),
        None if c.is_alphanumeric() => sound.extend(c.to_lowercase()),
        None => {}
    }
}

fn push_syllable(sound: &mut String, syllable: &str) {
    if !sound.is_empty() {
        sound.push(' ');
    }
    sound.push_str(syllable);
}

#[cfg(test)]
mod tests {
    use super::sort_key;

    #[test]
    fn latin_letters_and_figures_stand_as_they_are() {
        assert_eq!(sort_key("SLA管理").0, "sla guan li");
        assert_eq!(sort_key("2026年").0, "2026 nian");
    }
}
