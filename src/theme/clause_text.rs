use crate::markdown::{Block, BlockKind, Clause, ClauseKind, path_in_words, unnested};
use crate::portal::DocumentIndex;
use crate::view::View;

/// A clause in words, for showing it away from its page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ClauseText {
    /// 《差旅费管理办法》第十二条
    pub(super) title: String,
    /// Its paragraphs, cut off where they become long.
    pub(super) lines: Vec<String>,
}

/// How much of a clause is shown, in characters.
const LONGEST: usize = 320;

/// Whether a version has a clause with this address or permanent id that has text of its own; chapters have none.
pub(super) fn has_clause(view: &View<'_>, version: DocumentIndex, anchor: &str) -> bool {
    let clauses = &view.portal.documents[version].tree.clauses;
    find(clauses, anchor).is_some_and(|clause| clauses[clause].kind >= ClauseKind::Article)
}

/// The clause at `anchor` of a version.
pub(super) fn clause_text(
    view: &View<'_>,
    version: DocumentIndex,
    anchor: &str,
) -> Option<ClauseText> {
    let document = &view.portal.documents[version];
    let source = view.portal.text(version);
    let clauses = &document.tree.clauses;
    let index = find(clauses, anchor)?;
    let words = path_in_words(clauses, index, source);
    let text = text_of(view, version, index);
    Some(ClauseText {
        title: format!("《{}》{words}", unnested(&document.common.title)),
        lines: shortened(&text),
    })
}

fn find(clauses: &[Clause], anchor: &str) -> Option<usize> {
    clauses.iter().position(|clause| clause.is_named(anchor))
}

/// The text of a clause; of a chapter its heading.
fn text_of(view: &View<'_>, version: DocumentIndex, index: usize) -> String {
    let tree = &view.portal.documents[version].tree;
    let span = tree.clauses[index].span;
    let at = tree
        .blocks
        .partition_point(|block| block.span.end <= span.start);
    let Some(block) = tree.blocks.get(at) else {
        return String::new();
    };
    let inside: Vec<Block> = match &block.kind {
        BlockKind::Article(article) if article.clause != index => {
            let blocks = article
                .blocks
                .iter()
                .filter(|block| span.start <= block.span.start && block.span.end <= span.end);
            blocks.cloned().collect()
        }
        _ => vec![block.clone()],
    };
    view.plain(version, &inside)
}

fn shortened(text: &str) -> Vec<String> {
    let mut left = LONGEST;
    let mut lines = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let count = line.chars().count();
        if count > left {
            let cut: String = line.chars().take(left).collect();
            lines.push(format!("{cut}……"));
            break;
        }
        lines.push(line.to_owned());
        left -= count;
    }
    lines
}
