use super::resolve::{Citing, Target};
use super::{Entity, Portal};
use crate::config::PORTAL_FILE;
use crate::diagnostics::{UNKNOWN_NAME, WRONG_KIND, nearest};
use crate::kinds::chinese_name;
use crate::source::{Names, Pointer};

/// Where a front matter's pointer leads; reports the one that leads nowhere.
pub(super) fn pointer(citing: &mut Citing<'_, '_>, pointer: &Pointer) -> Target {
    match pointer.names {
        Names::Ids(kinds) => id(citing, pointer, kinds),
        Names::Clause => {
            let fragment = pointer.fragment.as_deref();
            citing.reference(&pointer.name, fragment, pointer.span)
        }
        Names::Key(table) => key(citing, pointer, table),
        Names::File => citing.attachment(&pointer.name, pointer.span),
    }
}

fn id(citing: &mut Citing<'_, '_>, pointer: &Pointer, kinds: &[&str]) -> Target {
    let portal = citing.resolver.portal;
    let Some(entity) = portal.entity(&pointer.name) else {
        return citing.unknown_id(&pointer.name, pointer.span);
    };
    if let Some(found) = kind_of(portal, entity)
        && !kinds.is_empty()
        && !kinds.contains(&found)
    {
        let finding = citing.report(&WRONG_KIND, pointer.span);
        finding.arguments = vec![
            ("key", pointer.key.clone()),
            ("id", pointer.name.clone()),
            ("expected", kinds.join(" / ")),
            ("found", found.to_owned()),
            ("expected_zh", in_chinese(kinds)),
            ("found_zh", in_chinese(&[found])),
        ];
        return Target::Nothing;
    }
    citing.reference(&pointer.name, None, pointer.span)
}

/// Kinds as editors call them.
fn in_chinese(kinds: &[&str]) -> String {
    let names = kinds.iter().map(|word| chinese_name(word));
    names.collect::<Vec<_>>().join("或者")
}

/// The kind of what an id stands for; unknown where it could not be read.
fn kind_of(portal: &Portal, entity: &Entity) -> Option<&'static str> {
    match entity {
        Entity::Work(work) => Some(portal.works[*work].kind.word),
        Entity::Part { kind, .. } => Some(kind),
        Entity::Broken => None,
    }
}

fn key(citing: &mut Citing<'_, '_>, pointer: &Pointer, table: &'static str) -> Target {
    let config = &citing.resolver.portal.config;
    let known: Vec<&str> = match table {
        "lines" => config.lines.iter().map(|line| line.id.as_str()).collect(),
        _ => config
            .clocks
            .iter()
            .map(|clock| clock.name.value.as_str())
            .collect(),
    };
    // Of names in a file that could not be read nothing is known.
    let is_read = citing.resolver.portal.snapshot.text(PORTAL_FILE).is_some();
    if is_read && !known.contains(&pointer.name.as_str()) {
        let nearest = nearest(&pointer.name, known.iter().copied());
        let list = if known.is_empty() {
            "—".to_owned()
        } else {
            known.join(", ")
        };
        let finding = citing.report(&UNKNOWN_NAME, pointer.span);
        finding.arguments = vec![
            ("table", table.to_owned()),
            ("name", pointer.name.clone()),
            ("known", list),
        ];
        finding.nearest = nearest;
    }
    Target::Nothing
}

impl Citing<'_, '_> {
    fn attachment(&mut self, written: &str, span: crate::diagnostics::Span) -> Target {
        let path = crate::source::resolve(crate::source::parent(&self.document.path), written);
        let held = path
            .filter(|path| path.starts_with("content/") && self.resolver.portal.snapshot.has(path));
        match held {
            Some(path) => Target::File(path.into()),
            None => self.missing(written, span),
        }
    }
}
