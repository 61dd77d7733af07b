/// A moment between two steps at which a run may be cut off. A debug build can be told to die there, so that tests
/// see what is left behind: nothing is cleaned up, as when it is killed from outside.
#[cfg(debug_assertions)]
pub(crate) fn moment(name: &str) {
    if std::env::var_os("LANMU_DIE_AT").is_some_and(|at| at == name) {
        std::process::abort();
    }
}

/// Released programs die only from outside.
#[cfg(not(debug_assertions))]
pub(crate) fn moment(_: &str) {}
