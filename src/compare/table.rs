use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::wording::{MOST_WORDS, Wording, WordingKind, of_text};

/// What changed between two texts of which one at least holds tables: the first table beside the first and so on, rows
/// by what their cells say, columns by their heads, and the text between as text.
pub(super) fn with_tables(old: &str, new: &str) -> Vec<Wording> {
    let (old, new) = (pieces(old), pieces(new));
    let mut out = Vec::new();
    for index in 0..old.len().max(new.len()) {
        match (old.get(index), new.get(index)) {
            (Some(old), Some(new)) if is_row(old) && is_row(new) => table(old, new, &mut out),
            (old, new) => {
                let (old, new) = (old.copied(), new.copied());
                out.extend(of_text(old.unwrap_or_default(), new.unwrap_or_default()));
            }
        }
    }
    out
}

fn is_row(line: &str) -> bool {
    line.starts_with('\t')
}

/// A text cut into what is no table and tables in turn, beginning with what is none.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut end, mut in_table) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        if is_row(line) != in_table {
            pieces.push(&text[start..end]);
            start = end;
            in_table = !in_table;
        }
        end += line.len();
    }
    pieces.push(&text[start..end]);
    pieces
}

/// A row: its cells without the tabs before them, and the line's end, which the last row of a text lacks.
struct Row<'t> {
    cells: Vec<&'t str>,
    end: &'t str,
}

fn rows(table: &str) -> Vec<Row<'_>> {
    let row = |line| {
        let (text, end) = match str::strip_suffix(line, '\n') {
            Some(text) => (text, "\n"),
            None => (line, ""),
        };
        let cells = text.split('\t').skip(1).collect();
        Row { cells, end }
    };
    table.split_inclusive('\n').map(row).collect()
}

/// What stands at a place in the old, the new, or both.
type Pair = (Option<usize>, Option<usize>);

fn table(old: &str, new: &str, out: &mut Vec<Wording>) {
    let (old_rows, new_rows) = (rows(old), rows(new));
    let widths = [&old_rows[0], &new_rows[0]].map(|head| head.cells.len());
    let lengths = [old_rows.len(), new_rows.len()];
    if widths
        .into_iter()
        .chain(lengths)
        .any(|count| count > MOST_WORDS)
    {
        out.extend(of_text(old, new));
        return;
    }
    let columns = columns(&old_rows[0], &new_rows[0]);
    for (one, other) in row_pairs(&old_rows, &new_rows, &columns) {
        let rows = (
            one.map(|index| &old_rows[index]),
            other.map(|index| &new_rows[index]),
        );
        push_row(rows, &columns, out);
    }
}

/// Which column became which: those with the same head, and between them one after the other.
fn columns(old: &Row<'_>, new: &Row<'_>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &old.cells, &new.cells) {
        let (one, other) = (operation.old_range(), operation.new_range());
        let both = one.len().min(other.len());
        pairs.extend(
            one.clone()
                .zip(other.clone())
                .map(|(one, other)| (Some(one), Some(other))),
        );
        pairs.extend(one.skip(both).map(|one| (Some(one), None)));
        pairs.extend(other.skip(both).map(|other| (None, Some(other))));
    }
    pairs
}

/// Which row became which: the heads, rows that are the same, and between these those that share most.
fn row_pairs(old: &[Row<'_>], new: &[Row<'_>], columns: &[Pair]) -> Vec<Pair> {
    let mut pairs = vec![(Some(0), Some(0))];
    let cells = |rows: &[Row<'_>]| -> Vec<String> {
        rows[1..].iter().map(|row| row.cells.join("\t")).collect()
    };
    for operation in capture_diff_slices(Algorithm::Myers, &cells(old), &cells(new)) {
        let (one, other) = (operation.old_range(), operation.new_range());
        // The heads stand before.
        let (one, other) = (one.start + 1..one.end + 1, other.start + 1..other.end + 1);
        if matches!(operation, DiffOp::Equal { .. }) {
            pairs.extend(one.zip(other).map(|(one, other)| (Some(one), Some(other))));
        } else {
            let shared = |one: usize, other: usize| {
                shared_cells(&old[one].cells, &new[other].cells, columns)
            };
            if one
                .len()
                .saturating_mul(other.len())
                .saturating_mul(columns.len())
                > MOST_CELLS
            {
                pairs.extend(one.map(|one| (Some(one), None)));
                pairs.extend(other.map(|other| (None, Some(other))));
            } else {
                aligned(one, other, shared, &mut pairs);
            }
        }
    }
    pairs
}

/// How much two rows share: each cell that says something and is in both counts, that in the first column most.
fn shared_cells(old: &[&str], new: &[&str], columns: &[Pair]) -> u32 {
    let shared = |pair: &Pair| match *pair {
        (Some(one), Some(other)) => match old.get(one) {
            Some(cell) if !cell.is_empty() && Some(cell) == new.get(other) => {
                if one == 0 {
                    3
                } else {
                    2
                }
            }
            _ => 0,
        },
        _ => 0,
    };
    columns.iter().map(shared).sum()
}

/// More pairs of cells than this are not weighed; their rows stand one after the other.
const MOST_CELLS: usize = 400_000;

/// Pairs rows in their order so that what is shared is most; what shares nothing is no pair.
fn aligned(
    old: Range<usize>,
    new: Range<usize>,
    shared: impl Fn(usize, usize) -> u32,
    pairs: &mut Vec<Pair>,
) {
    let (rows, columns) = (old.len(), new.len());
    // The most that rows from here on can share.
    let mut best = vec![vec![0; columns + 1]; rows + 1];
    for one in (0..rows).rev() {
        for other in (0..columns).rev() {
            let own = shared(old.start + one, new.start + other);
            let both = if own > 0 {
                own + best[one + 1][other + 1]
            } else {
                0
            };
            best[one][other] = both.max(best[one + 1][other]).max(best[one][other + 1]);
        }
    }
    let (mut one, mut other) = (0, 0);
    while one < rows || other < columns {
        let here = best[one][other];
        if one < rows && (other == columns || here == best[one + 1][other]) {
            pairs.push((Some(old.start + one), None));
            one += 1;
        } else if other < columns && (one == rows || here == best[one][other + 1]) {
            pairs.push((None, Some(new.start + other)));
            other += 1;
        } else {
            pairs.push((Some(old.start + one), Some(new.start + other)));
            (one, other) = (one + 1, other + 1);
        }
    }
}

fn push_row(rows: (Option<&Row<'_>>, Option<&Row<'_>>), columns: &[Pair], out: &mut Vec<Wording>) {
    match rows {
        (Some(old), Some(new)) => push_cells(old, new, columns, out),
        (Some(old), None) => push(WordingKind::Deleted, &old.line(), out),
        (None, Some(new)) => push(WordingKind::Inserted, &new.line(), out),
        (None, None) => {}
    }
}

impl Row<'_> {
    fn line(&self) -> String {
        let cells = self.cells.iter().flat_map(|cell| ["\t", cell]);
        cells.chain([self.end]).collect()
    }
}

fn push_cells(old: &Row<'_>, new: &Row<'_>, columns: &[Pair], out: &mut Vec<Wording>) {
    // Rows of a text's table are as long as its head; what is longer all the same is not lost.
    let most = |row: &Row<'_>, own: usize| own..row.cells.len().max(own);
    let (own_old, own_new) = (
        columns.iter().filter(|pair| pair.0.is_some()).count(),
        columns.iter().filter(|pair| pair.1.is_some()).count(),
    );
    let longer = most(old, own_old).map(|index| (Some(index), None));
    let added = most(new, own_new).map(|index| (None, Some(index)));
    for (one, other) in columns.iter().copied().chain(longer).chain(added) {
        let was = one.and_then(|index| old.cells.get(index).copied());
        let is = other.and_then(|index| new.cells.get(index).copied());
        match (was, is) {
            (Some(old), Some(new)) => {
                push(WordingKind::Kept, "\t", out);
                out.extend(of_text(old, new));
            }
            (Some(old), None) => push(WordingKind::Deleted, &["\t", old].concat(), out),
            (None, Some(new)) => push(WordingKind::Inserted, &["\t", new].concat(), out),
            (None, None) => {}
        }
    }
    match (old.end, new.end) {
        (one, other) if one == other => push(WordingKind::Kept, one, out),
        (one, other) => {
            push(WordingKind::Deleted, one, out);
            push(WordingKind::Inserted, other, out);
        }
    }
}

/// Adds words behind all others: unlike in running text, what is deleted must not pass a cell's beginning.
fn push(kind: WordingKind, text: &str, out: &mut Vec<Wording>) {
    if !text.is_empty() {
        let text = text.to_owned();
        out.push(Wording { kind, text });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::wording::{Wording, WordingKind, wording};

    /// A tab is shown as a bar.
    fn shown(old: &str, new: &str) -> String {
        let part = |part: &Wording| match part.kind {
            WordingKind::Kept => part.text.clone(),
            WordingKind::Deleted => format!("[-{}-]", part.text),
            WordingKind::Inserted => format!("[+{}+]", part.text),
        };
        let (old, new) = (old.replace('|', "\t"), new.replace('|', "\t"));
        let all: String = wording(&old, &new).iter().map(part).collect();
        all.replace('\t', "|")
    }

    #[test]
    fn cells_change_one_by_one() {
        assert_eq!(
            shown(
                "标准如下：\n|级别|住宿|补助\n|一般员工|400元|100元\n|经理|500元|100元",
                "标准如下：\n|级别|住宿|补助\n|一般员工|450元|100元\n|经理|500元|120元"
            ),
            "标准如下：\n|级别|住宿|补助\n|一般员工|[-400-][+450+]元|100元\n|经理|500元|[-100-][+120+]元"
        );
    }

    #[test]
    fn a_row_is_added_and_one_removed() {
        assert_eq!(
            shown(
                "|级别|住宿\n|总经理|900元\n|经理|500元\n|司机|300元",
                "|级别|住宿\n|总经理|900元\n|总监|700元\n|经理|500元"
            ),
            "|级别|住宿\n|总经理|900元\n[+|总监|700元\n+]|经理|500元[-\n-][-|司机|300元-]"
        );
    }

    #[test]
    fn a_column_is_added_and_another_head_renamed() {
        assert_eq!(
            shown(
                "|级别|住宿\n|经理|500元",
                "|级别|住宿标准|补助\n|经理|500元|100元"
            ),
            "|级别|住宿[+标准+][+|补助+]\n|经理|500元[+|100元+]"
        );
        assert_eq!(
            shown(
                "|级别|住宿\n|经理|500元",
                "|级别|城市|住宿\n|经理|一线|500元"
            ),
            "|级别[+|城市+]|住宿\n|经理[+|一线+]|500元"
        );
    }

    #[test]
    fn a_renamed_row_keeps_its_place() {
        assert_eq!(
            shown(
                "|级别|住宿\n|员工|400元\n|经理|500元",
                "|级别|住宿\n|一般员工|400元\n|经理|500元"
            ),
            "|级别|住宿\n|[+一般+]员工|400元\n|经理|500元"
        );
    }

    #[test]
    fn rows_with_one_name_are_told_apart() {
        assert_eq!(
            shown(
                "|区域|城市|住宿\n|华东|苏州|400元\n|华东|上海|600元",
                "|区域|城市|住宿\n|华东|南京|500元\n|华东|苏州|450元\n|华东|上海|600元"
            ),
            "|区域|城市|住宿\n[+|华东|南京|500元\n+]|华东|苏州|[-400-][+450+]元\n|华东|上海|600元"
        );
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_out(
            old in "[报销，。0-9]{0,4}(\n\t[甲乙1-3\t]{0,6}){0,6}(\n[报销，。]{0,4}){0,2}",
            new in "[报销，。0-9]{0,4}(\n\t[甲乙1-3\t]{0,6}){0,6}(\n[报销，。]{0,4}){0,2}",
        ) {
            let parts = wording(&old, &new);
            let read = |left_out: WordingKind| -> String {
                parts.iter().filter(|part| part.kind != left_out).map(|part| part.text.as_str()).collect()
            };
            prop_assert_eq!(read(WordingKind::Inserted), old);
            prop_assert_eq!(read(WordingKind::Deleted), new);
        }
    }
}
