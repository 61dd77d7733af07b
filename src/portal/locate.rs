use crate::kinds::Document;
use crate::markdown::{Clause, ClauseKind, ClauseNumber, Locator, path_in_words};

/// The anchor that `locator` means in `document`, or `None` where it has none.
pub(super) fn anchor(document: &Document, locator: &Locator) -> Option<Box<str>> {
    match locator {
        Locator::Article { .. } => clause(document, locator).map(|clause| clause.anchor.clone()),
        Locator::Anchor(name) => named(document, name),
    }
}

/// The clause that a locator means, by number, address or permanent id.
pub(super) fn clause<'d>(document: &'d Document, locator: &Locator) -> Option<&'d Clause> {
    let clauses = &document.tree.clauses;
    match locator {
        Locator::Article {
            number,
            paragraph,
            item,
            sub_item,
        } => {
            let at = article(clauses, *number)?;
            let steps = [
                paragraph.map(|number| (ClauseKind::Paragraph, number)),
                item.map(|number| (ClauseKind::Item, number)),
                sub_item.map(|number| (ClauseKind::SubItem, number)),
            ];
            inside(clauses, at, &steps)
        }
        Locator::Anchor(name) => clauses.iter().find(|clause| clause.is_named(name)),
    }
}

/// The article with this number; in a document without articles 第二条 is what it numbers 二、.
fn article(clauses: &[Clause], number: ClauseNumber) -> Option<usize> {
    let with = |kind: ClauseKind| {
        clauses.iter().position(|clause| {
            // The articles of an appendix are cited by its address; a number alone means the body's.
            clause.kind == kind && clause.number == number && !clause.anchor.starts_with('x')
        })
    };
    let has_articles = clauses
        .iter()
        .any(|clause| clause.kind == ClauseKind::Article && !clause.anchor.starts_with('x'));
    if has_articles {
        return with(ClauseKind::Article);
    }
    if number.inserted > 0 {
        return None;
    }
    // Where the numbers of the second level run on through the first, they are what is cited.
    running(clauses, number).or_else(|| {
        let top = format!("n{}", number.number);
        clauses.iter().position(|clause| *clause.anchor == *top)
    })
}

/// The clause of the second level with this number, where those numbers run through the whole document.
fn running(clauses: &[Clause], number: ClauseNumber) -> Option<usize> {
    let second = || {
        clauses.iter().enumerate().filter(|(_, clause)| {
            clause.kind == ClauseKind::Numbered && clause.anchor.matches('.').count() == 1
        })
    };
    let runs = second()
        .zip(second().skip(1))
        .all(|((_, before), (_, after))| before.number < after.number);
    let tops = clauses
        .iter()
        .filter(|clause| clause.kind == ClauseKind::Numbered && !clause.anchor.contains('.'));
    let is_worth_it = tops.count() > 1 && second().count() > 2;
    let found = second().find(|(_, clause)| clause.number == number);
    found.filter(|_| runs && is_worth_it).map(|(at, _)| at)
}

/// Goes down from a clause by the steps that are given; an item without its 款 is looked for in each.
fn inside<'d>(
    clauses: &'d [Clause],
    at: usize,
    steps: &[Option<(ClauseKind, u32)>; 3],
) -> Option<&'d Clause> {
    let mut at = at;
    for (kind, number) in steps.iter().flatten() {
        let is_item_alone = *kind == ClauseKind::Item && clauses[at].kind != ClauseKind::Paragraph;
        let mut behind = clauses.iter().enumerate().skip(at + 1);
        let mut within = behind
            .by_ref()
            .take_while(|(_, clause)| clause.kind.is_inside());
        let found = within.find(|(_, clause)| {
            let is_child = clause.parent == Some(at) || is_item_alone;
            is_child && clause.kind == *kind && clause.number.number == *number
        });
        at = found?.0;
    }
    clauses.get(at)
}

/// The article or numbered clause that a clause is part of; itself where it is none of 款, 项, 目.
pub(super) fn holder(clauses: &[Clause], index: usize) -> usize {
    let mut at = index;
    while clauses[at].kind.is_inside() {
        let Some(parent) = clauses[at].parent else {
            break;
        };
        at = parent;
    }
    at
}

/// The 款, 项 and 目 of a clause.
pub(super) fn inside_of(clauses: &[Clause], holder: usize) -> impl Iterator<Item = &Clause> {
    clauses[holder + 1..]
        .iter()
        .take_while(|clause| clause.kind.is_inside())
}

/// The words of a 款 or item, without its number.
pub(super) fn words(clause: &Clause, source: &str) -> String {
    let text = &source[clause.span.range()];
    let number = if clause.label.start == clause.span.start {
        (clause.label.end - clause.label.start) as usize
    } else {
        0
    };
    text[number..]
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// The anchor of the clause with this permanent id.
pub(super) fn permanent<'d>(document: &'d Document, id: &str) -> Option<&'d Clause> {
    let mut clauses = document.tree.clauses.iter();
    clauses.find(|clause| clause.permanent.as_deref() == Some(id))
}

fn articles(document: &Document) -> impl Iterator<Item = &Clause> {
    let clauses = document.tree.clauses.iter();
    clauses.filter(|clause| clause.kind == ClauseKind::Article && !clause.anchor.starts_with('x'))
}

fn named(document: &Document, name: &str) -> Option<Box<str>> {
    // 第三章 in a document whose chapters stand in parts.
    let is_words = name.starts_with('第');
    let clause = document.tree.clauses.iter().find(|clause| {
        clause.is_named(name) || (is_words && clause.number.in_words(clause.kind) == name)
    });
    if let Some(clause) = clause {
        return Some(
            clause
                .permanent
                .clone()
                .unwrap_or_else(|| clause.anchor.clone()),
        );
    }
    let heading = document
        .tree
        .headings
        .iter()
        .find(|heading| *heading.anchor == *name);
    if let Some(heading) = heading {
        return Some(heading.anchor.clone());
    }
    if crate::portal::resolve::paragraph_anchors(document).any(|anchor| anchor == name) {
        return Some(name.into());
    }
    let parts = document.content.parts();
    let part = parts
        .iter()
        .find(|part| part.id.as_str().eq_ignore_ascii_case(name))?;
    Some(part.id.folded().into())
}

/// What a document has where `locator` leads nowhere, in a few words for a message: the 款 of the article, if that is
/// there, else the document's clauses and anchors.
pub(super) fn known(document: &Document, source: &str, locator: &Locator) -> String {
    let clauses = &document.tree.clauses;
    let above = reached(document, locator);
    above.map_or_else(
        || in_words(document),
        |at| parts_in_words(clauses, at, source),
    )
}

/// The deepest clause on the way that `locator` names.
fn reached(document: &Document, locator: &Locator) -> Option<usize> {
    let clauses = &document.tree.clauses;
    let at = |anchor: &str| clauses.iter().position(|clause| *clause.anchor == *anchor);
    match locator {
        Locator::Article {
            number, paragraph, ..
        } => {
            let above = |paragraph| Locator::Article {
                number: *number,
                paragraph,
                item: None,
                sub_item: None,
            };
            let found = clause(document, &above(*paragraph));
            at(&found.or_else(|| clause(document, &above(None)))?.anchor)
        }
        // 本条第八款 has an address alone.
        Locator::Anchor(name) => {
            let steps = name.match_indices('-').map(|(cut, _)| &name[..cut]);
            steps.filter_map(at).next_back()
        }
    }
}

/// 第十二条第一款–第三款: what a clause is made of; the clause alone where it has no parts.
fn parts_in_words(clauses: &[Clause], at: usize, source: &str) -> String {
    let words = path_in_words(clauses, at, source);
    let mut parts = clauses.iter().filter(|part| part.parent == Some(at));
    let name = |part: &Clause| part.number.in_words(part.kind);
    match (parts.next(), parts.next_back()) {
        (None, _) => words,
        (Some(only), None) => format!("{words}{}", name(only)),
        (Some(first), Some(last)) => format!("{words}{}–{}", name(first), name(last)),
    }
}

/// The clauses and anchors that a document has.
fn in_words(document: &Document) -> String {
    let numbers: Vec<_> = articles(document).map(|clause| clause.number).collect();
    match (numbers.first(), numbers.last()) {
        (Some(first), Some(last)) => format!(
            "{}–{}",
            first.in_words(ClauseKind::Article),
            last.in_words(ClauseKind::Article)
        ),
        _ => {
            let anchors = document.tree.headings.iter().take(8);
            let list: Vec<_> = anchors
                .map(|heading| format!("#{}", heading.anchor))
                .collect();
            if list.is_empty() {
                "—".to_owned()
            } else {
                list.join(", ")
            }
        }
    }
}

/// Every anchor of a document, to offer the nearest.
pub(super) fn all_anchors(document: &Document) -> Vec<String> {
    let clauses = document.tree.clauses.iter().map(|clause| {
        clause
            .permanent
            .as_ref()
            .unwrap_or(&clause.anchor)
            .to_string()
    });
    let headings = document
        .tree
        .headings
        .iter()
        .map(|heading| heading.anchor.to_string());
    let parts = document
        .content
        .parts()
        .into_iter()
        .map(|part| part.id.folded().to_owned());
    clauses.chain(headings).chain(parts).collect()
}
