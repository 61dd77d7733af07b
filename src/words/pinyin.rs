use pinyin::{ToPinyin as _, ToPinyinMulti as _};

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

/// How many ways of reading a word are kept.
const WAYS: usize = 2;

/// The syllables of a text, in the ways in which it may be read; the likeliest first, at most two. Latin words and
/// numbers are syllables of their own, marks say nothing.
///
/// ```
/// assert_eq!(lanmu::words::readings("会计档案"), [["kuai", "ji", "dang", "an"]]);
/// assert_eq!(lanmu::words::readings("还款"), [["huan", "kuan"]]);
/// assert_eq!(lanmu::words::readings("重算"), [["zhong", "suan"], ["chong", "suan"]]);
/// ```
pub fn readings(text: &str) -> Vec<Vec<String>> {
    let mut ways: Vec<Vec<String>> = vec![Vec::new()];
    for syllables in choices(text) {
        let longer = |syllable: &String| {
            let with =
                |way: &Vec<String>| [way.as_slice(), std::slice::from_ref(syllable)].concat();
            ways.iter().map(with).collect::<Vec<_>>()
        };
        let mut all: Vec<_> = syllables.iter().flat_map(longer).collect();
        all.truncate(WAYS);
        ways = all;
    }
    ways
}

/// The syllables that each character, Latin word or number may have.
fn choices(text: &str) -> Vec<Vec<String>> {
    let mut choices: Vec<Vec<String>> = Vec::new();
    let mut is_open = false;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let known = READINGS.iter().find(|(word, _)| rest.starts_with(word));
        if let Some((word, reading)) = known {
            choices.extend(reading.split(' ').map(|syllable| vec![syllable.to_owned()]));
            rest = &rest[word.len()..];
            is_open = false;
            continue;
        }
        rest = &rest[first.len_utf8()..];
        let mut syllables = syllables(first);
        syllables.truncate(WAYS);
        match choices
            .last_mut()
            .filter(|_| is_open && syllables.is_empty())
        {
            Some(open) if first.is_alphanumeric() => open[0].extend(first.to_lowercase()),
            _ if !syllables.is_empty() => choices.push(syllables),
            _ if first.is_alphanumeric() => choices.push(vec![first.to_lowercase().collect()]),
            _ => {}
        }
        is_open = first.is_alphanumeric() && first.to_pinyin().is_none();
    }
    choices
}

/// The syllables of a character without their tones; the likeliest first, none for what is no Chinese character.
pub fn syllables(c: char) -> Vec<String> {
    let Some(readings) = c.to_pinyin_multi() else {
        return Vec::new();
    };
    let first = c.to_pinyin().map(pinyin::Pinyin::plain);
    let mut found: Vec<String> = Vec::new();
    for plain in first
        .into_iter()
        .chain(readings.into_iter().map(pinyin::Pinyin::plain))
    {
        let plain = plain.replace('ü', "v");
        if !found.contains(&plain) {
            found.push(plain);
        }
    }
    found
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
