use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::TemplateText;
use super::expression::{Call, Path, only_path, uses};
use super::tags::{Tag, quoted, tags};
use crate::diagnostics::{
    Diagnostic, Place, TEMPLATE_MISSING, TEMPLATE_UNDECIDED, TEMPLATE_UNKNOWN_NAME,
};
use crate::theme::Shape;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Known {
    /// Its shape is known.
    Shape(Shape),
    /// Anything may be in it, as in a component's `...rest`.
    Anything,
}

type Scope = Vec<(String, Known)>;

/// A component's definition: where its body lies and what it takes.
#[derive(Clone, Debug)]
struct Component {
    template: String,
    /// The tags of its body.
    body: Range<usize>,
    /// Name, whether it must be given, whether it is taken from where the component is called.
    parameters: Vec<(String, bool, bool)>,
    /// The name that takes all further arguments.
    rest: Option<String>,
}

/// Walks templates with the shapes of what they see.
pub(super) struct Checker<'t> {
    texts: &'t BTreeMap<String, TemplateText>,
    globals: &'t [(String, Shape)],
    tags: BTreeMap<&'t str, Vec<Tag>>,
    components: BTreeMap<String, Component>,
    /// Components already walked, by name and the shapes of their arguments.
    walked: HashSet<(String, Scope)>,
    depth: usize,
    pub(super) findings: Vec<Diagnostic>,
}

/// Templates that include one another without end are Tera's to report.
const DEEPEST: usize = 24;

/// Filters that give back what has the shape of what they are given.
const KEEPS_SHAPE: [&str; 5] = ["reverse", "sort", "unique", "safe", "default"];

impl<'t> Checker<'t> {
    pub(super) fn new(
        texts: &'t BTreeMap<String, TemplateText>,
        globals: &'t [(String, Shape)],
    ) -> Self {
        let tags: BTreeMap<&str, Vec<Tag>> = texts
            .iter()
            .map(|(name, text)| (name.as_str(), tags(&text.text).collect()))
            .collect();
        let mut checker = Self {
            texts,
            globals,
            tags,
            components: BTreeMap::new(),
            walked: HashSet::new(),
            depth: 0,
            findings: Vec::new(),
        };
        checker.find_components();
        checker
    }

    /// Checks a template that is rendered with `page`.
    pub(super) fn root(&mut self, name: &str, page: &Shape) {
        let mut scope: Scope = self
            .globals
            .iter()
            .map(|(name, shape)| (name.clone(), Known::Shape(shape.clone())))
            .collect();
        scope.push(("page".to_owned(), Known::Shape(page.clone())));
        self.template(name, &mut scope);
    }

    fn find_components(&mut self) {
        for (template, tags) in &self.tags {
            let text = &self.texts[*template].text;
            let mut open: Option<(usize, String, Component)> = None;
            for (index, tag) in tags.iter().enumerate() {
                let inner = tag.inner(text);
                if let Some(rest) = word(inner, "component") {
                    let (name, component) = definition(template, rest, index + 1);
                    open = Some((index, name, component));
                } else if word(inner, "endcomponent").is_some()
                    && let Some((_, name, mut component)) = open.take()
                {
                    component.body.end = index;
                    self.components.insert(name, component);
                }
            }
        }
    }

    fn template(&mut self, name: &str, scope: &mut Scope) {
        if self.depth >= DEEPEST {
            return;
        }
        let Some((&name, tags)) = self.tags.get_key_value(name) else {
            return;
        };
        self.depth += 1;
        self.walk(name, 0..tags.len(), scope);
        self.depth -= 1;
    }

    fn walk(&mut self, template: &'t str, range: Range<usize>, scope: &mut Scope) {
        let text = self.texts[template].text.as_str();
        // The scope's length at each open `for` or component call.
        let mut opened: Vec<usize> = Vec::new();
        let mut in_component = false;
        for index in range {
            let tag = self.tags[template][index].clone();
            let inner = tag.inner(text);
            if tag.is_output {
                self.expression(template, tag.range.clone(), scope);
                continue;
            }
            if inner.starts_with("</") {
                continue;
            }
            let (word, rest_at) = first_word(inner, tag.range.start);
            let rest = rest_at..tag.range.end;
            match word {
                "component" => in_component = true,
                "endcomponent" => in_component = false,
                // Components are walked where they are called, with what they are given.
                _ if in_component => {}
                "for" => {
                    opened.push(scope.len());
                    self.for_loop(template, rest, scope);
                }
                "endfor" => {
                    let length = opened.pop().unwrap_or(scope.len());
                    scope.truncate(length);
                }
                "set" | "set_global" => self.set(template, rest, scope),
                "include" | "extends" => self.reference(template, rest, scope),
                "if" | "elif" | "filter" => self.expression(template, rest, scope),
                "block" | "endblock" | "else" | "endif" | "endfilter" | "endset" | "raw"
                | "break" | "continue" => {}
                _ => self.expression(template, tag.range.clone(), scope),
            }
        }
    }

    fn reference(&mut self, template: &'t str, range: Range<usize>, scope: &mut Scope) {
        let text = self.texts[template].text.as_str();
        let Some(name) = quoted(text[range.clone()].trim_start()) else {
            return self.undecided(template, range);
        };
        if self.texts.contains_key(name) {
            let length = scope.len();
            self.template(name, scope);
            scope.truncate(length);
        } else {
            let at = range.start + text[range].find(name).unwrap_or(0);
            self.missing(template, at..at + name.len(), name);
        }
    }

    fn missing(&mut self, template: &str, range: Range<usize>, name: &str) {
        let known: Vec<&str> = self.texts.keys().map(String::as_str).collect();
        let known = known
            .into_iter()
            .chain(self.components.keys().map(String::as_str));
        let finding = Diagnostic::new(
            &TEMPLATE_MISSING,
            Place::new(&self.texts[template].path, range),
        )
        .with("name", name)
        .near(name, known);
        self.add(finding);
    }

    /// `x in page.items`, `key, value in …`
    fn for_loop(&mut self, template: &'t str, range: Range<usize>, scope: &mut Scope) {
        let text = self.texts[template].text.as_str();
        let Some(at) = text[range.clone()].find(" in ") else {
            return;
        };
        let names = &text[range.start..range.start + at];
        let over = trimmed(text, range.start + at + " in ".len()..range.end);
        self.expression(template, over.clone(), scope);
        let element = match self.shape_of(template, over.clone(), scope) {
            Some(Known::Shape(Shape::List(element))) => Known::Shape((*element).clone()),
            Some(Known::Anything) => Known::Anything,
            // Not a list, or more than a path: what is in it cannot be said.
            _ => {
                if uses(text, over.clone()).paths.is_empty() {
                    Known::Shape(Shape::Leaf)
                } else {
                    self.undecided(template, over);
                    Known::Anything
                }
            }
        };
        for name in names.split(',') {
            scope.push((name.trim().to_owned(), element.clone()));
        }
        scope.push(("loop".to_owned(), Known::Shape(loop_shape())));
    }

    fn set(&mut self, template: &'t str, range: Range<usize>, scope: &mut Scope) {
        let text = self.texts[template].text.as_str();
        let Some(at) = text[range.clone()].find('=') else {
            scope.push((text[range].trim().to_owned(), Known::Shape(Shape::Leaf)));
            return;
        };
        let name = text[range.start..range.start + at].trim().to_owned();
        let value = trimmed(text, range.start + at + 1..range.end);
        self.expression(template, value.clone(), scope);
        let known = self
            .shape_of(template, value, scope)
            .unwrap_or(Known::Shape(Shape::Leaf));
        scope.push((name, known));
    }

    /// Checks every path and every call of an expression.
    fn expression(&mut self, template: &'t str, range: Range<usize>, scope: &mut Scope) {
        let text = self.texts[template].text.as_str();
        let found = uses(text, range);
        for path in &found.paths {
            self.path(template, path, scope);
        }
        for call in &found.calls {
            self.call(template, call, scope);
        }
    }

    fn path(&mut self, template: &str, path: &Path, scope: &Scope) -> Option<Known> {
        let mut shape = match lookup(scope, &path.names[0]) {
            Some(Known::Shape(shape)) => shape,
            Some(Known::Anything) => {
                if path.undecided && path.names.len() == 1 {
                    self.undecided(template, path.range.clone());
                }
                return Some(Known::Anything);
            }
            None => {
                let names: Vec<&str> = scope.iter().map(|(name, _)| name.as_str()).collect();
                self.unknown(template, path, &path.names[0], &names);
                return None;
            }
        };
        for name in &path.names[1..] {
            let next = match (shape, name.as_str()) {
                (Shape::List(element), "") => Some(&**element),
                (shape, name) => shape.field(name),
            };
            match next {
                Some(next) => shape = next,
                None => {
                    self.unknown(template, path, name, &shape.names());
                    return None;
                }
            }
        }
        if path.undecided {
            self.undecided(template, path.range.clone());
            return Some(Known::Anything);
        }
        Some(Known::Shape(shape.clone()))
    }

    fn shape_of(&mut self, template: &str, range: Range<usize>, scope: &Scope) -> Option<Known> {
        let text = self.texts[template].text.as_str();
        let (path, filters) = only_path(text, range)?;
        let keeps = filters
            .iter()
            .all(|filter| KEEPS_SHAPE.iter().any(|kept| filter.starts_with(kept)));
        if !keeps {
            return None;
        }
        let before = self.findings.len();
        let known = self.path(template, &path, scope);
        // The expression as a whole has reported it already.
        self.findings.truncate(before);
        known
    }

    fn call(&mut self, template: &'t str, call: &Call, scope: &Scope) {
        let Some(component) = self.components.get(&call.name).cloned() else {
            self.missing(template, call.range.clone(), &call.name);
            return;
        };
        let mut inner: Scope = vec![("body".to_owned(), Known::Shape(Shape::Leaf))];
        for (name, required, implicit) in &component.parameters {
            let given = call.arguments.iter().find(|(given, ..)| given == name);
            let known = match given {
                Some((_, _, value)) if value.is_empty() => Some(Known::Shape(Shape::Leaf)),
                Some((_, _, value)) => {
                    let shape = self.shape_of(template, value.clone(), scope);
                    Some(shape.unwrap_or(Known::Shape(Shape::Leaf)))
                }
                None if *implicit => lookup(scope, name).cloned(),
                None if *required => {
                    self.argument(template, call.range.clone(), name, &component);
                    None
                }
                // A default is a literal.
                None => Some(Known::Anything),
            };
            inner.push((name.clone(), known.unwrap_or(Known::Anything)));
        }
        for (name, at, _) in &call.arguments {
            if component.rest.is_none()
                && component.parameters.iter().all(|(known, ..)| known != name)
            {
                self.argument(template, at.clone(), name, &component);
            }
        }
        inner.extend(
            component
                .rest
                .iter()
                .map(|rest| (rest.clone(), Known::Anything)),
        );
        self.component(&call.name, &component, inner);
    }

    fn component(&mut self, name: &str, component: &Component, mut scope: Scope) {
        let key = (name.to_owned(), scope.clone());
        let Some((&template, _)) = self.tags.get_key_value(component.template.as_str()) else {
            return;
        };
        if self.depth < DEEPEST && self.walked.insert(key) {
            self.depth += 1;
            self.walk(template, component.body.clone(), &mut scope);
            self.depth -= 1;
        }
    }

    fn argument(&mut self, template: &str, range: Range<usize>, name: &str, component: &Component) {
        let known: Vec<&str> = component
            .parameters
            .iter()
            .map(|(name, ..)| name.as_str())
            .collect();
        let finding = Diagnostic::new(
            &TEMPLATE_UNKNOWN_NAME,
            Place::new(&self.texts[template].path, range),
        )
        .with("name", name)
        .with("known", known.join(", "));
        self.add(finding);
    }

    fn unknown(&mut self, template: &str, path: &Path, name: &str, known: &[&str]) {
        let text = &self.texts[template].text[path.range.clone()];
        let at = path.range.start + text.find(name).unwrap_or(0);
        let place = Place::new(&self.texts[template].path, at..at + name.len());
        let finding = Diagnostic::new(&TEMPLATE_UNKNOWN_NAME, place)
            .with("name", path.names.join("."))
            .with(
                "known",
                if known.is_empty() {
                    "—".to_owned()
                } else {
                    known.join(", ")
                },
            )
            .near(name, known.iter().copied());
        self.add(finding);
    }

    fn undecided(&mut self, template: &str, range: Range<usize>) {
        let name = self.texts[template].text[range.clone()].to_owned();
        let place = Place::new(&self.texts[template].path, range);
        self.add(Diagnostic::new(&TEMPLATE_UNDECIDED, place).with("name", name));
    }

    /// A template is walked once for each page that reaches it; a fault of it is one fault.
    fn add(&mut self, finding: Diagnostic) {
        let same = |known: &Diagnostic| known.code == finding.code && known.place == finding.place;
        if !self.findings.iter().any(same) {
            self.findings.push(finding);
        }
    }
}

fn lookup<'s>(scope: &'s Scope, name: &str) -> Option<&'s Known> {
    scope
        .iter()
        .rev()
        .find(|(known, _)| known == name)
        .map(|(_, known)| known)
}

fn loop_shape() -> Shape {
    let names = ["index", "index0", "first", "last", "length"];
    Shape::Fields(
        names
            .iter()
            .map(|name| ((*name).into(), Shape::Leaf))
            .collect(),
    )
}

/// The rest of a tag that begins with `word`.
fn word<'t>(inner: &'t str, word: &str) -> Option<&'t str> {
    let rest = inner.strip_prefix(word)?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(rest)
}

fn first_word(inner: &str, at: usize) -> (&str, usize) {
    let end = inner
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .unwrap_or(inner.len());
    let rest = &inner[end..];
    (
        &inner[..end],
        at + end + rest.len() - rest.trim_start().len(),
    )
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + inner.len() - inner.trim_start().len();
    start..start + inner.trim().len()
}

/// `ui.facts(facts: array, title: string = "", @s, ...rest)`
fn definition(template: &str, text: &str, first: usize) -> (String, Component) {
    let (name, parameters) = text.split_once('(').unwrap_or((text, ""));
    let parameters = parameters
        .rsplit_once(')')
        .map_or(parameters, |(inner, _)| inner);
    let mut component = Component {
        template: template.to_owned(),
        body: first..first,
        parameters: Vec::new(),
        rest: None,
    };
    for parameter in split_outside_brackets(parameters) {
        let parameter = parameter.trim();
        let end = |text: &str| text.find([':', '=', ' ']).unwrap_or(text.len());
        if let Some(rest) = parameter.strip_prefix("...") {
            component.rest = Some(rest.trim().to_owned());
        } else if let Some(implicit) = parameter.strip_prefix('@') {
            let name = implicit[..end(implicit)].to_owned();
            component.parameters.push((name, false, true));
        } else if !parameter.is_empty() {
            let name = parameter[..end(parameter)].to_owned();
            component
                .parameters
                .push((name, !parameter.contains('='), false));
        }
    }
    (name.trim().to_owned(), component)
}

fn split_outside_brackets(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0_i32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '[' | '{' | '(' => depth += 1,
            ']' | '}' | ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}
