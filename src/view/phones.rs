use std::collections::BTreeSet;
use std::ops::Range;

use super::View;
use crate::kinds::{Content, kind_of_word};

/// What stands before a number that one is told to call.
const CALLS: [&str; 6] = ["打", "拨", "电话", "分机", "热线", "致电"];

/// The numbers of the teams and people of a view.
pub(super) fn phones<'p>(view: &View<'p>) -> BTreeSet<&'p str> {
    let kind = kind_of_word("team").into_iter();
    let works = kind.flat_map(|kind| view.works_of(kind));
    let teams = works.filter_map(|work| match &view.document(work)?.content {
        Content::Team(team) => Some(team),
        _ => None,
    });
    let numbers = teams.flat_map(|team| {
        let people = team.people.iter().map(|person| person.phone.as_deref());
        people.chain([team.phone.as_deref()])
    });
    numbers.flatten().collect()
}

impl View<'_> {
    /// Where running text tells readers to call a number that the portal knows: 打8800, 电话：8310. An amount or a year
    /// that looks the same is none, since nobody is told to call it.
    pub fn calls(&self, text: &str) -> Vec<Range<usize>> {
        if self.phones.is_empty() {
            return Vec::new();
        }
        calls(text, &|number| self.phones.contains(number))
    }
}

fn calls(text: &str, is_known: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
    let is_part = |c: char| c.is_ascii_digit() || c == '-';
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_digit()) {
        let start = from + start;
        let end = text[start..].find(|c| !is_part(c));
        let end = end.map_or(text.len(), |end| start + end);
        let before = text[..start].trim_end_matches(['：', ':', ' ', '“']);
        if is_known(&text[start..end]) && CALLS.iter().any(|word| before.ends_with(word)) {
            found.push(start..end);
        }
        from = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::calls;

    fn found(text: &str) -> Vec<&str> {
        let known = |number: &str| matches!(number, "8800" | "8310" | "021-6500");
        let found = calls(text, &known).into_iter();
        found.map(|range| &text[range]).collect()
    }

    #[test]
    fn a_number_that_one_is_told_to_call_is_found() {
        assert_eq!(found("有问题打8310，找不到人拨打 8800。"), ["8310", "8800"]);
        assert_eq!(found("服务热线：8800"), ["8800"]);
        assert_eq!(found("电话021-6500"), ["021-6500"]);
    }

    #[test]
    fn the_same_figures_elsewhere_are_none() {
        assert!(found("每单8800元，第8310号").is_empty());
        assert!(found("打88001，打9999").is_empty());
    }
}
