use std::sync::Arc;

use jiff::civil::Date;

use crate::config::{Excuse, PORTAL_FILE, Rules};
use crate::diagnostics::{Diagnostic, EXPIRED_EXCUSE, Gathered, Place, Severity, UNUSED_EXCUSE};

/// Gives each finding the severity that the portal sets for it, turns what is excused into notes, and reports
/// excuses that have ended or are not needed.
pub fn judge(findings: Vec<Diagnostic>, rules: &Rules, today: Date) -> Gathered {
    let mut used = vec![false; rules.excuses.len()];
    let mut judged: Vec<Diagnostic> = findings
        .into_iter()
        .map(|finding| judge_one(finding, rules, today, &mut used))
        .collect();
    // Where the settings cannot be read, what an excuse is for may only be hidden.
    let is_unread = judged
        .iter()
        .any(|finding| finding.severity == Severity::Error && *finding.place.path == *PORTAL_FILE);
    for (excuse, used) in rules.excuses.iter().zip(used) {
        judged.extend(about(excuse, used || is_unread, today));
    }
    Gathered::new(judged)
}

fn judge_one(mut finding: Diagnostic, rules: &Rules, today: Date, used: &mut [bool]) -> Diagnostic {
    if let Some((_, severity)) = rules
        .severities
        .iter()
        .find(|(code, _)| *code == finding.code)
    {
        finding.severity = *severity;
    }
    let excuse = rules
        .excuses
        .iter()
        .position(|excuse| excuse.code == finding.code && excuse.path == *finding.place.path);
    if let Some(index) = excuse {
        used[index] = true;
        let excuse = &rules.excuses[index];
        if today <= excuse.until {
            finding.severity = Severity::Note;
            finding.excuse = Some(format!(
                "{} ({}, {})",
                excuse.reason, excuse.owner, excuse.until
            ));
        }
    }
    finding
}

fn about(excuse: &Excuse, used: bool, today: Date) -> Option<Diagnostic> {
    let path: Arc<str> = PORTAL_FILE.into();
    let place = Place::new(&path, excuse.span);
    let code = excuse.code.id;
    if excuse.until < today {
        let ended = Diagnostic::new(&EXPIRED_EXCUSE, place)
            .with("code", code)
            .with("until", excuse.until.to_string())
            .with("owner", &excuse.owner);
        return Some(ended);
    }
    (!used).then(|| {
        Diagnostic::new(&UNUSED_EXCUSE, place)
            .with("code", code)
            .with("path", &excuse.path)
    })
}
