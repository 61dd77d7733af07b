use std::path::{Path, PathBuf};

use crate::config::PORTAL_FILE;

/// The portal's folder: the one asked for, else the nearest one upwards that has a `portal.toml`.
pub(super) fn portal_folder(asked: Option<&Path>) -> Option<PathBuf> {
    let has_portal = |folder: &Path| folder.join(PORTAL_FILE).is_file();
    if let Some(folder) = asked {
        return has_portal(folder).then(|| folder.to_owned());
    }
    // Without a current folder there is nothing to look in.
    let here = std::env::current_dir().ok()?;
    here.ancestors()
        .find(|folder| has_portal(folder))
        .map(Path::to_owned)
}
