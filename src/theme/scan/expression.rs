use std::ops::Range;

/// A dotted path as an expression uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path {
    /// The names, first to last; `[0]` is the empty name: an element.
    pub(super) names: Vec<String>,
    /// Where it stands in the template.
    pub(super) range: Range<usize>,
    /// Whether an index that is no literal follows: what it means cannot be decided.
    pub(super) undecided: bool,
}

/// A component called in an expression or tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Call {
    /// Its dotted name.
    pub(super) name: String,
    /// Where the name stands.
    pub(super) range: Range<usize>,
    /// Its arguments: name, place of the name, and the expression's range; none for a bare literal.
    pub(super) arguments: Vec<(String, Range<usize>, Range<usize>)>,
}

/// What an expression uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Uses {
    pub(super) paths: Vec<Path>,
    pub(super) calls: Vec<Call>,
}

const WORDS: [&str; 12] = [
    "and", "or", "not", "in", "is", "true", "false", "none", "if", "else", "True", "False",
];

/// Reads the expression at `range` of a template.
pub(super) fn uses(text: &str, range: Range<usize>) -> Uses {
    let mut reader = Reader {
        text,
        at: range.start,
        end: range.end,
        uses: Uses::default(),
    };
    reader.expression();
    reader.uses
}

/// The one path that an expression is, with the filters behind it; `None` where it is more than that.
pub(super) fn only_path(text: &str, range: Range<usize>) -> Option<(Path, Vec<String>)> {
    let found = uses(text, range.clone());
    let [path] = found.paths.as_slice() else {
        return None;
    };
    if path.range.start != range.start {
        return None;
    }
    let rest = &text[path.range.end..range.end];
    let filters: Vec<String> = rest
        .split('|')
        .skip(1)
        .map(|f| f.trim().to_owned())
        .collect();
    let pure = rest
        .split('|')
        .next()
        .is_some_and(|before| before.trim().is_empty());
    pure.then(|| (path.clone(), filters))
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    uses: Uses,
}

impl Reader<'_> {
    fn expression(&mut self) {
        // What came before decides whether a name is a path, a filter or a test.
        let mut before = ' ';
        while self.at < self.end {
            let c = self.peek();
            match c {
                '"' | '\'' | '`' => self.string(c),
                '<' if self.calls_component() => self.call(),
                c if c.is_ascii_alphabetic() || c == '_' => before = self.name(before),
                c if c.is_ascii_digit() => {
                    self.skip_while(|c| c.is_ascii_alphanumeric() || c == '.');
                }
                c => {
                    self.at += c.len_utf8();
                    if !c.is_whitespace() {
                        before = c;
                    }
                }
            }
            if matches!(c, '"' | '\'' | '`') || c.is_ascii_digit() {
                before = '"';
            }
        }
    }

    /// Reads a name and says what it leaves before the next.
    fn name(&mut self, before: char) -> char {
        let start = self.at;
        self.skip_while(|c| c.is_ascii_alphanumeric() || c == '_');
        let word = &self.text[start..self.at];
        if word == "is" {
            // The test's name follows, perhaps behind `not`.
            return '?';
        }
        if before == '?' {
            return if word == "not" { '?' } else { 'n' };
        }
        if WORDS.contains(&word) {
            return ' ';
        }
        let is_function = self.rest().starts_with('(');
        let is_keyword = self.rest().trim_start().starts_with('=')
            && !self.rest().trim_start().starts_with("==");
        if before == '|' || is_function || is_keyword {
            return 'n';
        }
        self.path(start);
        'n'
    }

    fn path(&mut self, start: usize) {
        let mut names = vec![self.text[start..self.at].to_owned()];
        let mut undecided = false;
        loop {
            let rest = self.rest();
            let dot = if rest.starts_with("?.") {
                2
            } else {
                usize::from(rest.starts_with('.'))
            };
            if dot > 0 && rest[dot..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
                self.at += dot;
                let from = self.at;
                self.skip_while(|c| c.is_ascii_alphanumeric() || c == '_');
                names.push(self.text[from..self.at].to_owned());
            } else if rest.starts_with('[') || rest.starts_with("?[") {
                match self.index() {
                    Some(name) => names.push(name),
                    None => {
                        undecided = true;
                        break;
                    }
                }
            } else {
                break;
            }
        }
        self.uses.paths.push(Path {
            names,
            range: start..self.at,
            undecided,
        });
    }

    /// `[0]` is an element, `["name"]` a field; anything else is read as an expression of its own.
    fn index(&mut self) -> Option<String> {
        let open = self.at + self.rest().find('[')?;
        let close = open + self.text[open..self.end].find(']')?;
        let inner = self.text[open + 1..close].trim();
        self.at = close + 1;
        if let Some(name) = super::tags::quoted(inner) {
            return Some(name.to_owned());
        }
        if inner
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | ':'))
        {
            return Some(String::new());
        }
        self.uses
            .paths
            .extend(uses(self.text, open + 1..close).paths);
        None
    }

    fn calls_component(&self) -> bool {
        let mut rest = self.rest().chars().skip(1);
        rest.next().is_some_and(|c| c.is_ascii_alphabetic())
            && self.text[..self.at]
                .trim_end()
                .ends_with(['{', '%', '-', '=', '(', '~', ','])
    }

    /// `<ui.facts facts={page.line} title="…" />`
    fn call(&mut self) {
        self.at += 1;
        let start = self.at;
        self.skip_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
        let mut call = Call {
            name: self.text[start..self.at].to_owned(),
            range: start..self.at,
            arguments: Vec::new(),
        };
        while self.at < self.end && !self.rest().starts_with(['>', '/']) {
            let c = self.peek();
            if c.is_ascii_alphabetic() || c == '_' {
                self.argument(&mut call);
            } else {
                self.at += c.len_utf8();
            }
        }
        self.skip_while(|c| c == '/' || c == '>');
        self.uses.calls.push(call);
    }

    fn argument(&mut self, call: &mut Call) {
        let start = self.at;
        self.skip_while(|c| c.is_ascii_alphanumeric() || c == '_');
        let name = start..self.at;
        self.skip_while(|c| c.is_whitespace() || c == '=');
        let value = self.at;
        match self.peek() {
            '{' => {
                let close = self.closing_brace();
                let inner = value + 1..close;
                let found = uses(self.text, inner.clone());
                self.uses.paths.extend(found.paths);
                self.uses.calls.extend(found.calls);
                self.at = close + 1;
                call.arguments
                    .push((self.text[name.clone()].to_owned(), name, inner));
            }
            '"' | '\'' | '`' => {
                let quote = self.peek();
                self.string(quote);
                call.arguments
                    .push((self.text[name.clone()].to_owned(), name, value..value));
            }
            // `<c item />` passes the variable of that name.
            _ => {
                self.uses.paths.push(Path {
                    names: vec![self.text[name.clone()].to_owned()],
                    range: name.clone(),
                    undecided: false,
                });
                call.arguments
                    .push((self.text[name.clone()].to_owned(), name.clone(), name));
            }
        }
    }

    fn closing_brace(&self) -> usize {
        let mut depth = 0_u32;
        for (at, c) in self.text[self.at..self.end].char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 1 => return self.at + at,
                '}' => depth -= 1,
                _ => {}
            }
        }
        self.end
    }

    fn string(&mut self, quote: char) {
        self.at += 1;
        let mut escaped = false;
        self.skip_while(|c| {
            let ends = c == quote && !escaped;
            escaped = c == '\\' && !escaped;
            !ends
        });
        self.at = (self.at + 1).min(self.end);
    }

    fn skip_while(&mut self, mut goes_on: impl FnMut(char) -> bool) {
        let rest = self.rest();
        let length = rest.find(|c| !goes_on(c)).unwrap_or(rest.len());
        self.at += length;
    }

    fn peek(&self) -> char {
        self.rest().chars().next().unwrap_or(' ')
    }

    fn rest(&self) -> &str {
        &self.text[self.at.min(self.end)..self.end]
    }
}

#[cfg(test)]
mod tests {
    use super::uses;

    fn paths(text: &str) -> Vec<String> {
        let found = uses(text, 0..text.len());
        found
            .paths
            .iter()
            .map(|path| path.names.join("."))
            .collect()
    }

    #[test]
    fn filters_tests_functions_and_arguments_are_no_paths() {
        let text = "page.items | join(sep=s.comma) ~ range(end=3) and page.title is not starting_with(\"x\") or loop.first";
        assert_eq!(
            paths(text),
            ["page.items", "s.comma", "page.title", "loop.first"]
        );
    }

    #[test]
    fn arguments_of_components_are_read() {
        let text = "{{ <ui.facts facts={page.line} title=\"x\" /> }}";
        let found = uses(text, 2..text.len() - 2);
        assert_eq!(found.calls[0].name, "ui.facts");
        assert_eq!(found.calls[0].arguments.len(), 2);
        assert_eq!(found.paths[0].names, ["page", "line"]);
    }

    #[test]
    fn an_index_that_is_no_literal_is_undecided() {
        let found = uses("site[name]", 0..10);
        assert_eq!(found.paths.len(), 2);
        assert!(found.paths.iter().any(|path| path.undecided));
    }
}
