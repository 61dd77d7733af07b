/// Where the preview's own files lie, below the site; no document has such an address.
pub(super) const FOLDER: &str = ".lanmu/";

/// The script that every page of the preview loads.
pub(super) const SCRIPT: &str = include_str!("overlay.js");

/// The overlay's style sheet.
pub(super) const STYLE: &str = include_str!("overlay.css");

/// A page with the overlay's script in it; other files are as they are.
///
/// The script knows which compilation made the page, so that a page made just before a change is not kept.
pub(super) fn with_script(path: &str, bytes: Vec<u8>, generation: u64) -> Vec<u8> {
    if !path.ends_with(".html") {
        return bytes;
    }
    let Ok(mut html) = String::from_utf8(bytes) else {
        // Pages are made as text.
        return Vec::new();
    };
    // The preview is served at its own root, whatever the base address will be.
    let tag = format!(
        "<script src=\"/.lanmu/overlay.js\" data-generation=\"{generation}\" defer></script>\n"
    );
    let at = html.rfind("</body>").unwrap_or(html.len());
    html.insert_str(at, &tag);
    html.into_bytes()
}

/// A page that holds nothing but the findings, for when there is no other.
pub(super) fn page(text: &str) -> Vec<u8> {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\"><title>lanmu</title>\
         <link rel=\"stylesheet\" href=\"/.lanmu/overlay.css\"></head>\n\
         <body class=\"lanmu-broken\"><main><pre>{escaped}</pre></main>\n\
         <script src=\"/.lanmu/overlay.js\" defer></script></body>\n</html>\n"
    )
    .into_bytes()
}
