use std::path::Path;
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};

use super::worker::Job;

/// How long a burst of events is gathered.
const GATHER: Duration = Duration::from_millis(80);

/// How often files are looked at where no events arrive (network shares, some virtual machines).
const POLL: Duration = Duration::from_millis(500);

/// Keeps the watch alive; dropping it ends the watch.
pub(super) enum Watch {
    Events(
        #[expect(dead_code, reason = "held for its drop")] Debouncer<RecommendedWatcher, NoCache>,
    ),
    Polling(#[expect(dead_code, reason = "held for its drop")] Debouncer<PollWatcher, NoCache>),
}

/// Tells `jobs` of every change below `root` that can change a page.
///
/// Editors replace files when they save, so folders are watched, not files.
pub(super) fn watch(root: &Path, poll: bool, jobs: Sender<Job>) -> notify::Result<Watch> {
    let top = root.to_owned();
    let tell = move |result: DebounceEventResult| {
        let matters = match result {
            Ok(events) => events.iter().any(|event| {
                !event.kind.is_access() && event.paths.iter().any(|path| is_content(&top, path))
            }),
            // What was missed is not known: look again.
            Err(_) => true,
        };
        if matters {
            // The server is going down when nobody listens.
            drop(jobs.send(Job::Changed));
        }
    };
    if poll {
        let config = Config::default()
            .with_poll_interval(POLL)
            .with_compare_contents(true);
        let mut debouncer =
            new_debouncer_opt::<_, PollWatcher, _>(GATHER, None, tell, NoCache::new(), config)?;
        debouncer.watch(root, RecursiveMode::Recursive)?;
        return Ok(Watch::Polling(debouncer));
    }
    let config = Config::default();
    let mut debouncer =
        new_debouncer_opt::<_, RecommendedWatcher, _>(GATHER, None, tell, NoCache::new(), config)?;
    debouncer.watch(root, RecursiveMode::Recursive)?;
    Ok(Watch::Events(debouncer))
}

fn is_content(root: &Path, path: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else {
        return true;
    };
    let first = below
        .components()
        .next()
        .map(|part| part.as_os_str().to_string_lossy());
    first.is_none_or(|first| matches!(&*first, "content" | "themes" | "portal.toml" | "seal.toml"))
}
