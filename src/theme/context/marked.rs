use crate::compare::{Wording, WordingKind};
use crate::theme::escape::push_escaped;

/// The parts that are `shown` as HTML, deleted and inserted words marked; lines stay lines, and the rows of a table,
/// whose cells each begin with a tab, become a table.
pub(super) fn marked(parts: &[Wording], shown: impl Fn(WordingKind) -> bool) -> String {
    let mut page = Marked::default();
    for part in parts.iter().filter(|part| shown(part.kind)) {
        for (index, line) in part.text.split('\n').enumerate() {
            if index > 0 {
                page.end_line();
            }
            for (index, text) in line.split('\t').enumerate() {
                if index > 0 {
                    page.begin_cell();
                }
                page.text(part.kind, text);
            }
        }
    }
    page.leave_table();
    page.html
}

/// Where the next words go.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Line,
    /// A new line, should there be words for it.
    NextLine,
    Cell,
    /// Behind a row, in its table.
    NextRow,
}

#[derive(Default)]
struct Marked {
    html: String,
    place: Place,
    /// Whether the row is the first of its table, which names the columns.
    is_head: bool,
}

impl Marked {
    fn end_line(&mut self) {
        self.place = match self.place {
            Place::Line | Place::NextLine => Place::NextLine,
            Place::Cell => {
                self.html.push_str(self.cell_end());
                self.html.push_str("</tr>");
                Place::NextRow
            }
            Place::NextRow => Place::NextRow,
        };
    }

    fn begin_cell(&mut self) {
        match self.place {
            Place::Line | Place::NextLine => {
                self.is_head = true;
                self.html.push_str("<table><tr>");
            }
            Place::Cell => self.html.push_str(self.cell_end()),
            Place::NextRow => {
                self.is_head = false;
                self.html.push_str("<tr>");
            }
        }
        self.place = Place::Cell;
        self.html.push_str(if self.is_head {
            "<th scope=\"col\">"
        } else {
            "<td>"
        });
    }

    fn cell_end(&self) -> &'static str {
        if self.is_head { "</th>" } else { "</td>" }
    }

    fn text(&mut self, kind: WordingKind, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.place {
            Place::NextLine => self.html.push_str("<br>"),
            Place::NextRow => self.leave_table(),
            Place::Line | Place::Cell => {}
        }
        if self.place != Place::Cell {
            self.place = Place::Line;
        }
        let (open, close) = match kind {
            WordingKind::Kept => ("", ""),
            WordingKind::Deleted => ("<del>", "</del>"),
            WordingKind::Inserted => ("<ins>", "</ins>"),
        };
        self.html.push_str(open);
        push_escaped(&mut self.html, text);
        self.html.push_str(close);
    }

    fn leave_table(&mut self) {
        if self.place == Place::Cell {
            self.end_line();
        }
        if self.place == Place::NextRow {
            self.html.push_str("</table>");
            self.place = Place::Line;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::marked;
    use crate::compare::{WordingKind, wording};

    #[test]
    fn lines_stay_lines() {
        let parts = wording("第一款。\n（一）甲<乙；", "第一款。\n（一）丙丁戊己；");
        assert_eq!(
            marked(&parts, |_| true),
            "第一款。<br>（一）<del>甲&lt;乙</del><ins>丙丁戊己</ins>；"
        );
    }

    #[test]
    fn rows_become_a_table() {
        let parts = wording(
            "如下：\n\t级别\t标准\n\t经理\t500元\n（含早餐）",
            "如下：\n\t级别\t标准\n\t经理\t600元\n\t总监\t700元\n（含早餐）",
        );
        let html = "如下：<table><tr><th scope=\"col\">级别</th><th scope=\"col\">标准</th></tr>\
            <tr><td>经理</td><td><del>500</del><ins>600</ins>元</td></tr>\
            <tr><td><ins>总监</ins></td><td><ins>700元</ins></td></tr></table>（含早餐）";
        assert_eq!(marked(&parts, |_| true), html);
        let old = marked(&parts, |kind| kind != WordingKind::Inserted);
        assert!(
            !old.contains("总监") && old.contains("<del>500</del>元"),
            "{old}"
        );
    }
}
