use super::sentence::sentence_behind;
use crate::diagnostics::{Diagnostic, Place, UNDECLARED_REPEAL};
use crate::kinds::Content;
use crate::markdown::{Cited, MentionKind};
use crate::measure::Measured;
use crate::portal::{Entity, Portal, Target, WorkIndex};

/// 《…》同时废止 in the text of a policy whose front matter does not say so: the old one would stand as in force.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (index, document) in portal.documents.iter().enumerate() {
        let Content::Policy(policy) = &document.content else {
            continue;
        };
        let text = portal.text(index);
        for (mention, target) in document.tree.mentions.iter().zip(&portal.mentions[index]) {
            let MentionKind::Citation {
                of: Cited::Titled(title),
                clause: None,
            } = &mention.kind
            else {
                continue;
            };
            let Target::Work { work, .. } = target else {
                continue;
            };
            let names =
                |id: &str| matches!(portal.entity(id), Some(Entity::Work(own)) if own == work);
            let declared = policy
                .repeals
                .iter()
                .any(|repeal| names(repeal.id.as_str()))
                || ends_by_itself(portal, *work, document.id().as_str());
            let is_own = portal.works[*work].id == *document.id();
            let is_later = began(portal, *work) > document.common.effective;
            if !declared
                && !is_own
                && !is_later
                && says_repealed(sentence_behind(text, mention.span))
            {
                findings.push(
                    Diagnostic::new(&UNDECLARED_REPEAL, Place::new(&document.path, mention.span))
                        .with("document", &text[title.range()])
                        .with("id", portal.works[*work].id.as_str()),
                );
            }
        }
    }
    findings
}

/// When the first version of a work took effect: what came later under the same title was not what ended.
fn began(portal: &Portal, work: WorkIndex) -> Option<jiff::civil::Date> {
    let first = portal.works[work].versions.first()?;
    portal.documents[*first].common.effective
}

/// Whether the sentence goes on to say that what was named ends; a clause of it that ends is another matter.
fn says_repealed(behind: &str) -> bool {
    ["同时废止", "即行废止", "相应废止", "予以废止", "同时失效"]
        .iter()
        .any(|words| behind.contains(words))
}

/// Whether a work says itself that `by` ends it, or ends without that.
fn ends_by_itself(portal: &Portal, work: WorkIndex, by: &str) -> bool {
    portal.works[work].versions.iter().any(|version| {
        let common = &portal.documents[*version].common;
        common.expires.is_some()
            || common
                .repealed_by
                .as_ref()
                .is_some_and(|own| own.id.as_str().eq_ignore_ascii_case(by))
    })
}
