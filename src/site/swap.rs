use std::fs;
use std::io;
use std::path::Path;

/// Puts `staging` where `output` is, and what was there where `staging` was, in one step.
///
/// Where there was nothing it is a plain rename. On systems that cannot exchange two names the old tree is put
/// aside first: there, and only there, a moment without output exists.
pub(super) fn swap(staging: &Path, output: &Path) -> io::Result<()> {
    if fs::symlink_metadata(output).is_err() {
        return fs::rename(staging, output);
    }
    match exchange(staging, output) {
        Err(error) if cannot_exchange(&error) => aside(staging, output),
        result => result,
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(staging: &Path, output: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, staging, CWD, output, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Some file systems (overlays, network shares) know no exchange.
fn cannot_exchange(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
    )
}

fn aside(staging: &Path, output: &Path) -> io::Result<()> {
    let old = staging.with_extension("old");
    if fs::symlink_metadata(&old).is_ok() {
        fs::remove_dir_all(&old)?;
    }
    fs::rename(output, &old)?;
    fs::rename(staging, output)?;
    fs::rename(&old, staging)
}
