use super::{Maker, Month};
use crate::diagnostics::Span;
use crate::kinds::{Band, Fact, FactRank, FactRow, Value};
use crate::markdown::BETWEEN_CELLS;
use crate::portal::{DocumentIndex, Target};
use crate::theme::shape::context;
use crate::view::Href;

context! {
    /// A fact of a document, in readers' words.
    pub struct FactView {
        /// The field.
        pub key: String,
        /// Its name.
        pub label: String,
        /// How it is shown: `text`, `list`, `table`, `groups` or `year`.
        pub form: String,
        /// Its value; of a list the first.
        pub value: Cell,
        /// All values of a list.
        pub items: Vec<Cell>,
        /// The columns of a table.
        pub columns: Vec<Column>,
        /// The rows of a table.
        pub rows: Vec<RowView>,
        /// Tables under headings.
        pub groups: Vec<Group>,
        /// The months of a year.
        pub months: Vec<Month>,
    }

    /// A value: text, perhaps a link, perhaps several.
    pub struct Cell {
        /// The name of its column.
        pub label: String,
        /// The field it comes from.
        pub key: String,
        /// In readers' words; of several, joined.
        pub text: String,
        /// Where it leads.
        pub href: Option<String>,
        /// The place that it is, for a control of a process.
        pub anchor: Option<String>,
        /// The word behind it, where it is one of a closed set.
        pub word: Option<String>,
        /// Its parts, where it has several.
        pub parts: Vec<CellPart>,
    }

    /// One of several values in a cell.
    pub struct CellPart {
        /// In readers' words.
        pub text: String,
        /// Where it leads.
        pub href: Option<String>,
        /// The word behind it, where it is one of a closed set.
        pub word: Option<String>,
    }

    /// A column of a table.
    pub struct Column {
        /// The field.
        pub key: String,
        /// Its name.
        pub label: String,
    }

    /// A row of a table.
    pub struct RowView {
        /// An id of its own, where it has one.
        pub anchor: Option<String>,
        /// One a column; empty ones too.
        pub cells: Vec<Cell>,
    }

    /// A table under a heading.
    pub struct Group {
        /// The heading.
        pub title: String,
        /// Its columns.
        pub columns: Vec<Column>,
        /// Its rows.
        pub rows: Vec<RowView>,
    }
}

/// The facts of one document for one page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Teller<'v> {
    pub(super) maker: Maker<'v>,
    /// Whose facts they are; `None` for the clocks of the portal.
    pub(super) document: Option<DocumentIndex>,
    /// The way up from the page.
    pub(super) root: &'v str,
}

impl FactView {
    /// All that it says, as one line: for telling whether two versions say the same.
    pub(super) fn in_words(&self, maker: &Maker<'_>) -> String {
        let separator = maker.strings.get("ui.list_separator");
        let rows = |rows: &[RowView]| {
            let rows = rows.iter().map(|row| {
                let cells = row.cells.iter().filter(|cell| !cell.text.is_empty());
                let cells = cells.map(|cell| format!("{} {}", cell.label, cell.text));
                cells.collect::<Vec<_>>().join(&separator)
            });
            rows.collect::<Vec<_>>()
                .join(&maker.strings.get("ui.clause_separator"))
        };
        match self.form.as_str() {
            "list" => {
                let items = self.items.iter().map(|item| item.text.as_str());
                items.collect::<Vec<_>>().join(&separator)
            }
            "table" => rows(&self.rows),
            "groups" => {
                let groups = self
                    .groups
                    .iter()
                    .map(|group| format!("{}：{}", group.title, rows(&group.rows)));
                groups
                    .collect::<Vec<_>>()
                    .join(&maker.strings.get("ui.clause_separator"))
            }
            _ => self.value.text.clone(),
        }
    }

    /// All that it says, a line for each row of a table: for reading.
    fn in_lines(&self, maker: &Maker<'_>) -> String {
        match self.form.as_str() {
            "table" => lines(&self.columns, &self.rows),
            "groups" => {
                let groups = self.groups.iter();
                let groups = groups.map(|group| {
                    format!("{}\n{}", group.title, lines(&group.columns, &group.rows))
                });
                groups.collect::<Vec<_>>().join("\n")
            }
            _ => self.in_words(maker),
        }
    }
}

/// A table as text, without the columns that no row fills. Of two the first names the second; more have their names
/// above them.
fn lines(columns: &[Column], rows: &[RowView]) -> String {
    let is_filled = |at: &usize| rows.iter().any(|row| !row.text(*at).is_empty());
    let filled: Vec<usize> = (0..columns.len()).filter(is_filled).collect();
    let names: Vec<&str> = filled.iter().map(|at| &*columns[*at].label).collect();
    let texts = |row: &RowView, between: &str| {
        let texts: Vec<&str> = filled.iter().map(|at| row.text(*at)).collect();
        texts.join(between)
    };
    let lines: Vec<String> = if filled.len() == 2 {
        rows.iter().map(|row| texts(row, "：")).collect()
    } else {
        let rows = rows.iter().map(|row| texts(row, BETWEEN_CELLS));
        std::iter::once(names.join(BETWEEN_CELLS))
            .chain(rows)
            .collect()
    };
    lines.join("\n")
}

impl RowView {
    /// What stands in a column.
    fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| &cell.text)
    }
}

impl Maker<'_> {
    /// What a fact of a version says, in readers' words and a line for each row of a table; nothing where these readers
    /// may see nothing of it.
    pub fn fact_in_words(&self, version: DocumentIndex, fact: &Fact) -> String {
        let fact = self.teller(version).fact(fact);
        fact.map_or_else(String::new, |fact| fact.in_lines(self))
    }

    /// What a row of a table says, a field behind the other.
    pub fn row_in_words(&self, version: DocumentIndex, row: &FactRow) -> String {
        let (_, rows) = self.teller(version).table(std::slice::from_ref(row));
        let cells = rows.iter().flat_map(|row| &row.cells);
        let texts = cells.filter(|cell| !cell.text.is_empty());
        // A second name beside a person's own must say whose it is.
        let texts = texts.map(|cell| match &*cell.key {
            "deputy" => format!("{} {}", cell.label, cell.text),
            _ => cell.text.clone(),
        });
        texts.collect::<Vec<_>>().join(" ")
    }

    fn teller(&self, version: DocumentIndex) -> Teller<'_> {
        Teller {
            maker: *self,
            document: Some(version),
            root: "",
        }
    }
}

impl Teller<'_> {
    /// The facts of one rank.
    pub(super) fn ranked(&self, facts: &[Fact], rank: FactRank) -> Vec<FactView> {
        let facts = facts.iter().filter(|fact| fact.rank == rank);
        facts.filter_map(|fact| self.fact(fact)).collect()
    }

    /// One fact; `None` where these readers may see nothing of it.
    pub(super) fn fact(&self, fact: &Fact) -> Option<FactView> {
        let mut view = FactView {
            key: fact.key.to_owned(),
            label: self.field(fact.key),
            ..FactView::default()
        };
        match &fact.value {
            Value::List(values) => {
                "list".clone_into(&mut view.form);
                view.items = values
                    .iter()
                    .filter_map(|value| self.cell(fact.key, value))
                    .collect();
                view.value = view.items.first()?.clone();
            }
            Value::Table(rows) => {
                "table".clone_into(&mut view.form);
                (view.columns, view.rows) = self.table(rows);
            }
            Value::Groups(groups) => {
                "groups".clone_into(&mut view.form);
                view.groups = groups
                    .iter()
                    .map(|(title, rows)| self.group(title, rows))
                    .collect();
            }
            Value::Year(year) => {
                "year".clone_into(&mut view.form);
                view.months = self.maker.months(year);
            }
            value => {
                "text".clone_into(&mut view.form);
                view.value = self.cell(fact.key, value)?;
            }
        }
        Some(view)
    }

    fn group(&self, title: &str, rows: &[FactRow]) -> Group {
        let (columns, rows) = self.table(rows);
        Group {
            title: title.to_owned(),
            columns,
            rows,
        }
    }

    /// The columns that any row fills, in the order in which rows name them.
    fn table(&self, rows: &[FactRow]) -> (Vec<Column>, Vec<RowView>) {
        let mut keys: Vec<&str> = Vec::new();
        let longest = rows.iter().max_by_key(|row| row.facts.len()).into_iter();
        for fact in longest.chain(rows).flat_map(|row| &row.facts) {
            if !keys.contains(&fact.key) {
                keys.push(fact.key);
            }
        }
        let columns = keys.iter().map(|key| Column {
            key: (*key).to_owned(),
            label: self.field(key),
        });
        let rows = rows.iter().map(|row| RowView {
            anchor: row.id.as_ref().map(|id| id.folded().to_owned()),
            cells: keys
                .iter()
                .map(|key| self.row_cell(&row.facts, key))
                .collect(),
        });
        (columns.collect(), rows.collect())
    }

    fn row_cell(&self, row: &[Fact], key: &str) -> Cell {
        let fact = row.iter().find(|fact| fact.key == key);
        let cell = fact.and_then(|fact| self.cell(fact.key, &fact.value));
        cell.unwrap_or_else(|| Cell {
            label: self.field(key),
            key: key.to_owned(),
            ..Cell::default()
        })
    }

    /// A value in readers' words; `None` where it names something that they may not see.
    pub(super) fn cell(&self, key: &str, value: &Value) -> Option<Cell> {
        let plain = |text: String| Cell {
            label: self.field(key),
            key: key.to_owned(),
            text,
            ..Cell::default()
        };
        Some(match value {
            Value::Text(text) => Cell {
                href: telephone(key, text),
                anchor: (key == "control" && self.document.is_some())
                    .then(|| text.to_ascii_lowercase()),
                ..plain(text.clone())
            },
            Value::Choice(set, word) => Cell {
                word: Some((*word).to_owned()),
                ..plain(self.maker.strings.get(&format!("choice.{set}.{word}")))
            },
            Value::Date(date) => plain(date.to_string()),
            Value::Duration(duration) => plain(duration.in_words(self.maker.language)),
            Value::Band(band) => plain(self.band(band)),
            Value::Flag(flag) => Cell {
                word: Some(if *flag { "yes" } else { "no" }.to_owned()),
                ..plain(
                    self.maker
                        .strings
                        .get(if *flag { "ui.yes" } else { "ui.no" }),
                )
            },
            Value::Key(table, name) => self.key_cell(plain(String::new()), table, name),
            Value::Pointer(written, span) => {
                let (text, href) = self.pointer(written, *span)?;
                Cell {
                    href,
                    ..plain(text)
                }
            }
            Value::List(values) => {
                let parts = values.iter().filter_map(|value| self.cell(key, value));
                let parts: Vec<CellPart> = parts.map(CellPart::from).collect();
                let texts: Vec<_> = parts.iter().map(|part| part.text.as_str()).collect();
                Cell {
                    text: texts.join(&self.maker.strings.get("ui.list_separator")),
                    parts,
                    ..plain(String::new())
                }
            }
            Value::Table(_) | Value::Groups(_) | Value::Year(_) => return None,
        })
    }

    /// 90%至95%：1.5%
    fn band(&self, band: &Band) -> String {
        let (from, to) = (band.from.as_deref(), band.to.as_deref());
        let key = match (from, to) {
            (Some(_), Some(_)) => "ui.band_between",
            (Some(_), None) => "ui.band_from",
            (None, Some(_)) => "ui.band_until",
            (None, None) => "ui.band_all",
        };
        let holes = [
            ("from", from.unwrap_or_default()),
            ("to", to.unwrap_or_default()),
            ("amount", &band.amount),
        ];
        self.maker.strings.fill(key, &holes)
    }

    fn key_cell(&self, plain: Cell, table: &str, name: &str) -> Cell {
        let line = self
            .maker
            .portal()
            .config
            .lines
            .iter()
            .find(|line| line.id == *name);
        match (table, line) {
            ("lines", Some(line)) => Cell {
                word: Some(name.to_owned()),
                text: line.name.clone(),
                ..plain
            },
            _ => Cell {
                text: self.clock_name(name),
                href: self.clock_href(name),
                ..plain
            },
        }
    }

    fn clock_name(&self, name: &str) -> String {
        let clock = self
            .maker
            .portal()
            .clocks
            .iter()
            .find(|clock| clock.name == name);
        clock.map_or_else(|| name.to_owned(), |clock| clock.title.clone())
    }

    /// Clocks stand on the list of calendars, where there is one.
    fn clock_href(&self, name: &str) -> Option<String> {
        let mut sections = self.maker.view.sections().into_iter();
        let calendars = sections.find(|section| section.kind.word == "calendar")?;
        let page = crate::view::from_page(self.root, &format!("{}/", calendars.kind.folder));
        Some(format!("{page}#clock-{name}"))
    }

    /// The words for what a field names, and where it is.
    fn pointer(&self, written: &str, span: Span) -> Option<(String, Option<String>)> {
        let document = self.document?;
        let target = self.maker.target_at(document, span)?;
        let href = self.maker.view.href(target);
        let text = self.target_words(written, target, href.as_ref())?;
        Some((text, href.map(|href| href.from(self.root))))
    }

    fn target_words(&self, written: &str, target: &Target, href: Option<&Href>) -> Option<String> {
        let (id, fragment) = match written.split_once('#') {
            Some((id, fragment)) => (id, Some(fragment)),
            None => (written, None),
        };
        match target {
            Target::Work { .. } => {
                let name = href.and_then(|_| self.maker.view.name_of(id))?;
                let clause = fragment.and_then(|_| self.clause_words(target, written));
                Some(match clause {
                    Some(clause) => format!("《{name}》{clause}"),
                    None => name,
                })
            }
            Target::File(path) => Some(crate::source::file_name(path).to_owned()),
            _ => Some(written.to_owned()),
        }
    }

    /// 第十四条, as the version that the reference leads to numbers it.
    fn clause_words(&self, target: &Target, written: &str) -> Option<String> {
        let (_, version, anchor) = self.maker.view.place_named(target)?;
        let document = &self.maker.portal().documents[version];
        let mut clauses = document.tree.clauses.iter();
        let clause = clauses.find(|clause| clause.is_named(anchor));
        let written = written.split_once('#').map(|(_, fragment)| fragment)?;
        let exact = crate::markdown::Locator::parse(written);
        match (clause, exact) {
            (Some(_), locator @ crate::markdown::Locator::Article { .. }) => {
                Some(locator.in_words())
            }
            (Some(clause), _) => Some(clause.number.in_words(clause.kind)),
            (None, _) => None,
        }
    }

    fn field(&self, key: &str) -> String {
        self.maker.strings.get(&format!("field.{key}"))
    }
}

impl From<Cell> for CellPart {
    fn from(cell: Cell) -> Self {
        Self {
            text: cell.text,
            href: cell.href,
            word: cell.word,
        }
    }
}

/// A phone number can be called, an address written to.
fn telephone(key: &str, text: &str) -> Option<String> {
    match key {
        "phone" => {
            let digits: String = text
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '+')
                .collect();
            (digits.len() >= 3).then(|| format!("tel:{digits}"))
        }
        "email" => Some(format!("mailto:{text}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Column, RowView, lines};

    fn table(rows: &[&[&str]]) -> String {
        let column = |label: &&str| Column {
            key: String::new(),
            label: (*label).to_owned(),
        };
        let row = |texts: &&[&str]| RowView {
            anchor: None,
            cells: texts
                .iter()
                .map(|text| Cell {
                    text: (*text).to_owned(),
                    ..Cell::default()
                })
                .collect(),
        };
        let columns: Vec<Column> = rows[0].iter().map(column).collect();
        let rows: Vec<RowView> = rows[1..].iter().map(row).collect();
        lines(&columns, &rows)
    }

    #[test]
    fn of_two_filled_columns_the_first_names_the_second() {
        let found = table(&[
            &["情形", "结果", "说明"],
            &["资料齐全", "正常办理", ""],
            &["缺合同", "退回", ""],
        ]);
        assert_eq!(found, "资料齐全：正常办理\n缺合同：退回");
    }

    #[test]
    fn more_columns_have_their_names_above_them() {
        let found = table(&[&["角色", "联系人", "电话"], &["B角", "郝宁", "8361"]]);
        assert_eq!(found, "角色｜联系人｜电话\nB角｜郝宁｜8361");
    }
}
