use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lanmu::diagnostics::{Diagnostic, Span};
use lanmu::markdown::{Block, BlockKind, Clause, ClauseKind, Tree, parse, plain_inlines};

/// The tree of a body, one line a clause, and behind it what is wrong with its numbers.
pub(crate) fn outline(text: &str) -> String {
    let mut findings = Vec::new();
    let tree = parse(&Arc::from("a.md"), text, Span::new(0, text.len()), &mut findings);
    let mut texts = BTreeMap::new();
    paragraphs(&tree.blocks, text, &mut texts);
    let mut out = String::new();
    for (index, clause) in tree.clauses.iter().enumerate() {
        let own = own_words(&tree, index, text, &texts);
        let depth = depth(&tree.clauses, index);
        let permanent = clause.permanent.as_ref().map_or_else(String::new, |id| format!(" {{{id}}}"));
        let line = format!("{} {own}{permanent}", clause.anchor);
        out.push_str(&format!("{}{}\n", "  ".repeat(depth), line.trim_end()));
    }
    let faults: Vec<String> = findings.iter().filter_map(fault).collect();
    if !faults.is_empty() {
        out.push_str(&format!("\n{}\n", faults.join("\n")));
    }
    out
}

fn fault(finding: &Diagnostic) -> Option<String> {
    let word = finding.code.name.strip_suffix("-number")?;
    let (_, clause) = finding.arguments.iter().find(|(name, _)| *name == "clause")?;
    Some(format!("! {word} {clause}"))
}

fn depth(clauses: &[Clause], index: usize) -> usize {
    clauses[index].parent.map_or(0, |parent| 1 + depth(clauses, parent))
}

/// A division's whole line, a number as written, the first eight characters of a 款.
fn own_words(tree: &Tree, index: usize, text: &str, texts: &BTreeMap<usize, String>) -> String {
    let clause = &tree.clauses[index];
    match clause.kind {
        ClauseKind::Paragraph => texts.get(&index).map_or_else(String::new, |text| {
            text.trim_start().chars().take(8).collect::<String>().trim_end().to_owned()
        }),
        kind if kind < ClauseKind::Article => {
            let heading = tree.headings.iter().find(|heading| heading.clause == Some(index));
            plain_inlines(&heading.unwrap().inlines, text).trim().to_owned()
        }
        _ => text[clause.label.range()].replace(['*', '\\'], "").trim().to_owned(),
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
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut bodies: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "md")).collect();
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
            wrong.push(format!("{}\n{}", body.display(), difference(&expected, &found)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

fn difference(expected: &str, found: &str) -> String {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (expected, found) = (lines(expected), lines(found));
    let known: BTreeSet<_> = found.iter().collect();
    let wanted: BTreeSet<_> = expected.iter().collect();
    let missing = expected.iter().filter(|line| !known.contains(line)).map(|line| format!("  - {line}"));
    let surplus = found.iter().filter(|line| !wanted.contains(line)).map(|line| format!("  + {line}"));
    missing.chain(surplus).collect::<Vec<_>>().join("\n")
}
