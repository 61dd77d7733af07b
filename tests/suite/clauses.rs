use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lanmu::diagnostics::{Diagnostic, Span};
use lanmu::markdown::{Block, BlockKind, Clause, ClauseKind, Tree, parse, plain_inlines};

use crate::support::corpus;

/// The tree of a body, one line a clause, and behind it what is wrong with its numbers.
pub(crate) fn outline(text: &str) -> String {
    let mut findings = Vec::new();
    let tree = parse(
        &Arc::from("a.md"),
        text,
        Span::new(0, text.len()),
        &mut findings,
    );
    let mut texts = BTreeMap::new();
    paragraphs(&tree.blocks, text, &mut texts);
    let mut out = String::new();
    for (index, clause) in tree.clauses.iter().enumerate() {
        let own = own_words(&tree, index, text, &texts);
        let depth = depth(&tree.clauses, index);
        let permanent = clause
            .permanent
            .as_ref()
            .map_or_else(String::new, |id| format!(" {{{id}}}"));
        let line = format!("{} {own}{permanent}", clause.anchor);
        writeln!(out, "{}{}", "  ".repeat(depth), line.trim_end()).unwrap();
    }
    let faults: Vec<String> = findings.iter().filter_map(fault).collect();
    if !faults.is_empty() {
        writeln!(out, "\n{}", faults.join("\n")).unwrap();
    }
    out
}

fn fault(finding: &Diagnostic) -> Option<String> {
    let word = finding.code.name.strip_suffix("-number")?;
    let (_, clause) = finding
        .arguments
        .iter()
        .find(|(name, _)| *name == "clause")?;
    Some(format!("! {word} {clause}"))
}

fn depth(clauses: &[Clause], index: usize) -> usize {
    clauses[index]
        .parent
        .map_or(0, |parent| 1 + depth(clauses, parent))
}

/// A division's whole line, a number as written, the first eight characters of a 款.
fn own_words(tree: &Tree, index: usize, text: &str, texts: &BTreeMap<usize, String>) -> String {
    let clause = &tree.clauses[index];
    match clause.kind {
        ClauseKind::Paragraph => texts.get(&index).map_or_else(String::new, |text| {
            text.trim_start()
                .chars()
                .take(8)
                .collect::<String>()
                .trim_end()
                .to_owned()
        }),
        kind if kind < ClauseKind::Article => {
            let heading = tree
                .headings
                .iter()
                .find(|heading| heading.clause == Some(index));
            plain_inlines(&heading.unwrap().inlines, text)
                .trim()
                .to_owned()
        }
        _ => text[clause.label.range()]
            .replace(['*', '\\'], "")
            .trim()
            .to_owned(),
    }
}

fn paragraphs(blocks: &[Block], text: &str, texts: &mut BTreeMap<usize, String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(paragraph) => {
                if let Some(clause) = paragraph.clause {
                    texts.insert(clause, plain_inlines(&paragraph.inlines, text));
                }
            }
            BlockKind::Article(article) => paragraphs(&article.blocks, text, texts),
            _ => {}
        }
    }
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clauses");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let mut bodies: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    bodies.sort();
    bodies
}

#[test]
fn awkward_policies_have_the_trees_that_were_written_down() {
    let bodies = fixtures();
    assert!(bodies.len() >= 40);
    let mut wrong = Vec::new();
    for body in bodies {
        let text = std::fs::read_to_string(&body).unwrap();
        let expected = std::fs::read_to_string(body.with_extension("tree")).unwrap();
        let found = outline(&text);
        if found.trim_end() != expected.trim_end() {
            wrong.push(format!(
                "{}\n{}",
                body.display(),
                difference(&expected, &found)
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn difference(expected: &str, found: &str) -> String {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (expected, found) = (lines(expected), lines(found));
    let known: BTreeSet<_> = found.iter().collect();
    let wanted: BTreeSet<_> = expected.iter().collect();
    let missing = expected
        .iter()
        .filter(|line| !known.contains(line))
        .map(|line| format!("  - {line}"));
    let surplus = found
        .iter()
        .filter(|line| !wanted.contains(line))
        .map(|line| format!("  + {line}"));
    missing.chain(surplus).collect::<Vec<_>>().join("\n")
}

/// The Markdown of every policy in a corpus, by its path.
fn bodies(name: &str) -> Vec<(String, String)> {
    let Some(folder) = corpus(name) else {
        return Vec::new();
    };
    let files = walkdir::WalkDir::new(folder.join("content"))
        .into_iter()
        .map(Result::unwrap);
    let mut bodies: Vec<_> = files
        .filter(|file| file.path().extension().is_some_and(|ending| ending == "md"))
        .map(|file| {
            let text = std::fs::read_to_string(file.path()).unwrap();
            let body = text.splitn(3, "+++").nth(2).unwrap().to_owned();
            (
                file.path()
                    .strip_prefix(&folder)
                    .unwrap()
                    .display()
                    .to_string(),
                body,
            )
        })
        .collect();
    bodies.sort();
    bodies
}

fn tree(text: &str) -> (Tree, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let tree = parse(
        &Arc::from("a.md"),
        text,
        Span::new(0, text.len()),
        &mut findings,
    );
    (tree, findings)
}

/// 一百零五 as a number, counted by hand and not by the program.
fn number(numeral: &str) -> Option<u32> {
    let (mut total, mut digit) = (0, 0);
    for c in numeral.chars() {
        let unit = match c {
            '千' => 1_000,
            '百' => 100,
            '十' => 10,
            '零' | '〇' => continue,
            _ => {
                let value = "一二三四五六七八九".chars().position(|d| d == c)?;
                digit = u32::try_from(value).unwrap() + 1;
                continue;
            }
        };
        total += unit * digit.max(u32::from(unit == 10));
        digit = 0;
    }
    Some(total + digit)
}

/// The lines of a law that begin with 第N条 and white space: where, and the numbers.
fn article_lines(text: &str) -> Vec<(usize, u32, u32)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = line.len() - line.trim_start_matches(['\u{3000}', ' ']).len();
        let own = line[start..].strip_prefix('第').and_then(|rest| {
            let (numeral, rest) = rest.split_once('条')?;
            let article = number(numeral).filter(|_| numeral.chars().count() < 9)?;
            let (inserted, rest) = match rest.strip_prefix('之') {
                Some(rest) => {
                    let end = rest.find(char::is_whitespace)?;
                    (number(&rest[..end])?, &rest[end..])
                }
                None => (0, rest),
            };
            rest.starts_with(char::is_whitespace)
                .then_some((at + start, article, inserted))
        });
        found.extend(own);
        at += line.len();
    }
    found
}

#[test]
fn every_article_of_the_laws_is_found_with_its_number() {
    for corpus in ["laws", "laws2000"] {
        let mut count = 0;
        for (path, text) in bodies(corpus) {
            let (tree, _) = tree(&text);
            let found: BTreeMap<usize, (u32, u32)> = tree
                .clauses
                .iter()
                .filter(|clause| clause.kind == ClauseKind::Article)
                .map(|clause| {
                    (
                        clause.label.start as usize,
                        (clause.number.number, clause.number.inserted),
                    )
                })
                .collect();
            for (at, article, inserted) in article_lines(&text) {
                let line: String = text[at..].chars().take(20).collect();
                assert_eq!(found.get(&at), Some(&(article, inserted)), "{path}: {line}");
                count += 1;
            }
            let anchors: BTreeSet<_> = tree.clauses.iter().map(|clause| &clause.anchor).collect();
            assert_eq!(
                anchors.len(),
                tree.clauses.len(),
                "{path} has an address twice"
            );
        }
        assert!(count == 0 || count > 36_000, "{count}");
    }
}

/// Divisions and articles, each with its address and what it is part of; and, with `inside`, 款, 项 and 目 too.
fn shape(text: &str, inside: bool) -> Vec<String> {
    let (tree, _) = tree(text);
    let clauses = tree
        .clauses
        .iter()
        .filter(|clause| inside || !clause.kind.is_inside());
    clauses
        .map(|clause| {
            let above = clause
                .parent
                .map_or("", |parent| &tree.clauses[parent].anchor);
            format!("{} in {above}", clause.anchor)
        })
        .collect()
}

type Mutation = (&'static str, fn(&str) -> String);

/// What Word and editors do to a text without changing its clauses.
const MUTATIONS: [Mutation; 6] = [
    ("no space", |text| {
        each_article(text, |label, rest| format!("{label}{rest}"))
    }),
    ("ideographic spaces", |text| {
        let spaced = each_article(text, |label, rest| format!("{label}\u{3000}{rest}"));
        each_line(&spaced, |line| {
            if line.starts_with(['#', '|']) || line.is_empty() {
                line.to_owned()
            } else {
                format!("\u{3000}\u{3000}{line}")
            }
        })
    }),
    ("no blank lines", without_blank_lines),
    ("Arabic numbers", |text| {
        each_article(text, |label, rest| {
            format!("{} {rest}", with_digits(label, '0'))
        })
    }),
    ("full-width numbers", |text| {
        each_article(text, |label, rest| {
            format!("{} {rest}", with_digits(label, '０'))
        })
    }),
    ("flat headings", |text| {
        each_line(text, |line| {
            let flat = line.trim_start_matches('#').trim_start();
            if line.starts_with('#') && flat.starts_with('第') {
                flat.to_owned()
            } else {
                line.to_owned()
            }
        })
    }),
];

fn each_line(text: &str, change: impl Fn(&str) -> String) -> String {
    text.lines().map(change).collect::<Vec<_>>().join("\n")
}

fn each_article(text: &str, change: impl Fn(&str, &str) -> String) -> String {
    each_line(text, |line| {
        match (
            article_lines(line).as_slice(),
            line.split_once(char::is_whitespace),
        ) {
            ([(0, ..)], Some((label, rest))) => change(label, rest),
            _ => line.to_owned(),
        }
    })
}

/// Tables keep theirs: without one, Markdown draws the next line into the table.
fn without_blank_lines(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        let is_table = |at: Option<&&str>| at.is_some_and(|line| line.starts_with('|'));
        if is_table(Some(line)) != is_table(lines.get(index.wrapping_sub(1))) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// 第一百零五条之一 as 第105条之1, the digits counted from `zero`.
fn with_digits(label: &str, zero: char) -> String {
    let numerals = "一二三四五六七八九十百千零";
    let mut out = String::new();
    let mut rest = label;
    while let Some(c) = rest.chars().next() {
        let end = rest.find(|c| !numerals.contains(c)).unwrap_or(rest.len());
        if end == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            let digits = number(&rest[..end]).unwrap().to_string();
            out.extend(
                digits
                    .chars()
                    .map(|d| char::from_u32(zero as u32 + d.to_digit(10).unwrap()).unwrap()),
            );
            rest = &rest[end..];
        }
    }
    out
}

/// In the first several articles, in the second all chapters of the contents stand on one line; in the third
/// names without full stops look like lines that wrap.
const LEFT_OUT: [&str; 3] = [
    "law-1027-2007-10-18",
    "law-1736-2022-06-10",
    "law-1164-2000-02-01",
];

#[test]
fn the_laws_have_the_same_clauses_however_they_are_written() {
    use rayon::prelude::*;
    let mut all = bodies("laws2000");
    all.retain(|(path, _)| !LEFT_OUT.iter().any(|name| path.contains(name)));
    for (name, mutate) in MUTATIONS {
        // Where paragraphs stand without empty lines, 款 that end in no full stop cannot be told apart.
        let inside = name != "no blank lines";
        let wrong: Vec<String> = all
            .par_iter()
            .filter_map(|(path, text)| {
                let (before, after) = (shape(text, inside), shape(&mutate(text), inside));
                let at = before.iter().zip(&after).position(|(a, b)| a != b);
                (before != after).then(|| {
                    let at = at.unwrap_or(before.len().min(after.len()));
                    format!("{path}: {:?} became {:?}", before.get(at), after.get(at))
                })
            })
            .collect();
        assert!(
            wrong.is_empty(),
            "{name}: {} of {}\n{}",
            wrong.len(),
            all.len(),
            wrong[..wrong.len().min(40)].join("\n")
        );
    }
}

#[test]
fn all_versions_of_the_laws_compare() {
    use lanmu::compare::{Fate, WordingKind};
    let mut pairs = 0;
    for name in ["laws", "laws2000"] {
        let Some(portal) = crate::citations::portal_of(name) else {
            continue;
        };
        for comparison in portal.comparisons.values() {
            pairs += 1;
            for change in comparison.changed() {
                let read = |left_out: WordingKind| -> String {
                    let kept = change.wording().iter().filter(|part| part.kind != left_out);
                    kept.map(|part| part.text.as_str()).collect()
                };
                let words = |unit: &Option<lanmu::compare::Unit>| {
                    unit.as_ref()
                        .map_or_else(String::new, |unit| unit.words().to_owned())
                };
                assert_eq!(read(WordingKind::Inserted), words(&change.old));
                assert_eq!(read(WordingKind::Deleted), words(&change.new));
                assert!(
                    change.fate != Fate::Same && (change.old.is_some() || change.new.is_some())
                );
            }
        }
        assert_eq!(pairs % 77, 0, "{name}: {pairs}");
    }
}

mod properties {
    use proptest::prelude::*;

    use super::tree;

    /// Pieces of which policies and their accidents are made.
    fn piece() -> impl Strategy<Value = String> {
        prop_oneof![
            Just("第一条 ".to_owned()),
            Just("第二条".to_owned()),
            Just("第十二条之一　".to_owned()),
            Just("第一章 总则".to_owned()),
            Just("## 第二章 附则".to_owned()),
            Just("（一）".to_owned()),
            Just("（二）".to_owned()),
            Just("1. ".to_owned()),
            Just("2. ".to_owned()),
            Just("   1) ".to_owned()),
            Just("一、".to_owned()),
            Just("1.1 ".to_owned()),
            Just("1.1.1".to_owned()),
            Just("附件".to_owned()),
            Just("附件：1. 表".to_owned()),
            Just("“第十条 ".to_owned()),
            Just("”".to_owned()),
            Just("**第三条　**".to_owned()),
            Just("    ".to_owned()),
            Just("　　".to_owned()),
            Just("\u{200b}".to_owned()),
            Just("> ".to_owned()),
            Just("| 甲 | 乙 |\n|---|---|\n| 丙 |".to_owned()),
            Just(" {#name .red-line}".to_owned()),
            Just("《某办法》第八条至第十条、第十二条第一款".to_owned()),
            Just("本条第二款、前款第（一）项，前两条".to_owned()),
            Just("报销单应当及时提交。".to_owned()),
            Just("\n".to_owned()),
            Just("\n\n".to_owned()),
            Just("\r\n".to_owned()),
            "[第条款项章节（）一二三十0-9.、 \n#*_>-]{1,12}",
        ]
    }

    proptest! {
        #[test]
        fn any_text_has_a_sound_tree(pieces in prop::collection::vec(piece(), 0..60)) {
            let text = pieces.concat();
            let (tree, _) = tree(&text);
            let mut anchors = std::collections::BTreeSet::new();
            for (index, clause) in tree.clauses.iter().enumerate() {
                prop_assert!(anchors.insert(clause.anchor.clone()), "{} twice in {text:?}", clause.anchor);
                prop_assert!(clause.parent.is_none_or(|parent| parent < index), "{text:?}");
                prop_assert!(clause.span.start <= clause.span.end && clause.span.end as usize <= text.len());
                prop_assert!(text.get(clause.span.range()).is_some() && text.get(clause.label.range()).is_some());
            }
            prop_assert!(tree.headings.is_sorted_by_key(|heading| heading.span.start));
        }

        #[test]
        fn any_two_texts_compare(old in prop::collection::vec(piece(), 0..40), new in prop::collection::vec(piece(), 0..40)) {
            let (old, new) = (old.concat(), new.concat());
            let (before, after) = (tree(&old).0, tree(&new).0);
            let none = |_: usize| String::new();
            let comparison = lanmu::compare::compare((&before, &old), (&after, &new), (&none, &none));
            let again = lanmu::compare::compare((&after, &new), (&after, &new), (&none, &none));
            prop_assert_eq!(again.changed().count(), 0);
            for change in comparison.changed() {
                change.wording();
            }
        }
    }
}
