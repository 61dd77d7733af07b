use super::pieces::Piece;
use super::tree::BlockKind;

/// How many pieces a quotation can go on for: one that is never closed must not swallow the document.
const LONGEST: usize = 60;

/// Marks the pieces that stand inside a quotation that an earlier piece has opened, as in
/// 将第十条修改为：“第十条 …” over several paragraphs.
pub(super) fn quoted(pieces: &mut [Piece], file: &str) {
    if !file.contains('“') {
        return;
    }
    let mut at = 0;
    while at < pieces.len() {
        let end = if opens(&pieces[at], file) {
            (at + 1..pieces.len().min(at + LONGEST)).find(|next| closes(&pieces[*next], file))
        } else {
            is_whole(pieces, at, file).then_some(at)
        };
        match end {
            Some(end) => {
                // What introduces the quotation on the same line is the clause's own text.
                let first = at + usize::from(!begins(&pieces[at], file));
                let inside = pieces.iter_mut().take(end + 1).skip(first);
                inside.for_each(|piece| piece.is_quoted = true);
                at = end + 1;
            }
            None => at += 1,
        }
    }
}

/// Whether a paragraph is a quotation and nothing else, announced by the one before it.
fn is_whole(pieces: &[Piece], at: usize, file: &str) -> bool {
    let announced =
        at > 0 && text(&pieces[at - 1], file).is_some_and(|text| text.trim_end().ends_with('：'));
    announced
        && begins(&pieces[at], file)
        && text(&pieces[at], file)
            .is_some_and(|text| text.trim_end().trim_end_matches('。').ends_with('”'))
}

fn begins(piece: &Piece, file: &str) -> bool {
    text(piece, file)
        .is_some_and(|text| text.trim_start_matches([' ', '\u{3000}']).starts_with('“'))
}

fn text<'a>(piece: &Piece, file: &'a str) -> Option<&'a str> {
    matches!(
        piece.block.kind,
        BlockKind::Paragraph(_) | BlockKind::List(_)
    )
    .then(|| &file[piece.block.span.range()])
}

/// Whether a quotation begins here and does not end.
fn opens(piece: &Piece, file: &str) -> bool {
    let Some(text) = text(piece, file) else {
        return false;
    };
    // Most texts quote nothing: the counting comes first, which is cheap.
    balance(text) > 0
        && text
            .rfind('“')
            .is_some_and(|last| text[..last].ends_with(['：', ':']) || last == 0)
}

/// Whether the quotation ends here; each of its paragraphs may begin with the mark again.
fn closes(piece: &Piece, file: &str) -> bool {
    text(piece, file).is_some_and(|text| {
        let again = i32::from(begins(piece, file));
        balance(text) - again < 0
    })
}

/// How many more quotations a text opens than it closes.
pub(super) fn balance(text: &str) -> i32 {
    let bytes = text.as_bytes();
    // Both marks begin with this byte, and little else of a Chinese text does.
    memchr::memchr_iter(0xe2, bytes)
        .map(|at| match &bytes[at..] {
            [0xe2, 0x80, 0x9c, ..] => 1,
            [0xe2, 0x80, 0x9d, ..] => -1,
            _ => 0,
        })
        .sum()
}
