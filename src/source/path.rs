/// The folder of a `/`-separated path; empty at the top.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The last extension without its dot; empty where there is none.
pub fn extension(path: &str) -> &str {
    file_name(path).rsplit_once('.').map_or("", |(_, end)| end)
}

/// The path that `relative` means when written in a file of `folder`; `None` where it climbs out of the portal.
///
/// ```
/// use lanmu::source::resolve;
/// assert_eq!(resolve("content/faqs", "../policies/a.md").as_deref(), Some("content/policies/a.md"));
/// assert_eq!(resolve("content", "../../etc/passwd"), None);
/// ```
pub fn resolve(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
