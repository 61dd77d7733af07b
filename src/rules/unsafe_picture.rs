use crate::diagnostics::{Diagnostic, Place, UNREADABLE_PICTURE, UNSAFE_SVG};
use crate::measure::Measured;
use crate::portal::Portal;
use crate::source::{is_picture, is_svg, picture_size, unsafe_parts};

/// Pictures of the content that cannot be shown, and drawings that run scripts or ask other hosts.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    let files = portal.snapshot.below("content");
    let pictures = files.filter(|(path, _)| is_picture(path));
    let found = pictures.flat_map(|(path, _)| {
        let bytes = portal.snapshot.bytes(path).unwrap_or_default();
        if is_svg(path) {
            in_drawing(path, &String::from_utf8_lossy(bytes))
        } else if picture_size(path, bytes).is_none() {
            vec![unreadable(
                Place::file(path),
                "no picture in a known format",
            )]
        } else {
            Vec::new()
        }
    });
    found.collect()
}

fn in_drawing(path: &std::sync::Arc<str>, text: &str) -> Vec<Diagnostic> {
    match unsafe_parts(text) {
        Ok(parts) => {
            let findings = parts.into_iter().map(|part| {
                Diagnostic::new(&UNSAFE_SVG, Place::new(path, part.span)).with("what", part.what)
            });
            findings.collect()
        }
        Err((detail, span)) => vec![unreadable(Place::new(path, span), &detail)],
    }
}

fn unreadable(place: Place, detail: &str) -> Diagnostic {
    Diagnostic::new(&UNREADABLE_PICTURE, place).with("detail", detail)
}
