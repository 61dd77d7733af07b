use std::sync::Arc;

use crate::diagnostics::{Diagnostic, HEAVY_PICTURE, Place, UNREADABLE_PICTURE, UNSAFE_SVG};
use crate::markdown::MentionKind;
use crate::measure::Measured;
use crate::portal::{Portal, Target};
use crate::source::{is_picture, is_svg, picture_size, unsafe_parts};

/// More than this a picture should not weigh, in bytes: a photograph of a page's width has a tenth of it.
const HEAVY: usize = 2 << 20;

/// More than this it should not measure, in pixels: four times a large screen.
const LARGE: u64 = 32_000_000;

/// Pictures of the content that cannot be shown or that readers wait for, and drawings that run scripts or ask
/// other hosts.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    let files = portal.snapshot.below("content");
    let pictures = files.filter(|(path, _)| is_picture(path));
    let mut found: Vec<_> = pictures
        .flat_map(|(path, _)| in_file(path, portal.snapshot.bytes(path).unwrap_or_default()))
        .collect();
    found.extend(unshown(portal));
    found
}

fn in_file(path: &Arc<str>, bytes: &[u8]) -> Vec<Diagnostic> {
    let mut found = if is_svg(path) {
        in_drawing(path, &String::from_utf8_lossy(bytes))
    } else {
        in_photograph(path, bytes)
    };
    if bytes.len() > HEAVY {
        let tenths = bytes.len() / ((1 << 20) / 10);
        found.push(heavy(path, &format!("{}.{} MB", tenths / 10, tenths % 10)));
    }
    found
}

fn in_photograph(path: &Arc<str>, bytes: &[u8]) -> Vec<Diagnostic> {
    match picture_size(path, bytes) {
        None => {
            let place = Place::file(path);
            vec![unreadable(
                place,
                "no picture in a known format",
                "内容不是已知的图片格式",
            )]
        }
        Some(size) if u64::from(size.width) * u64::from(size.height) > LARGE => {
            let size = format!("{} × {} px", size.width, size.height);
            vec![heavy(path, &size)]
        }
        Some(_) => Vec::new(),
    }
}

fn in_drawing(path: &Arc<str>, text: &str) -> Vec<Diagnostic> {
    match unsafe_parts(text) {
        Ok(parts) => {
            let findings = parts.into_iter().map(|part| {
                Diagnostic::new(&UNSAFE_SVG, Place::new(path, part.span)).with("what", part.what)
            });
            findings.collect()
        }
        Err((detail, span)) => {
            let chinese = format!("不是完整的 SVG（{detail}）");
            vec![unreadable(Place::new(path, span), &detail, &chinese)]
        }
    }
}

/// Pictures of pages in formats that browsers do not show.
fn unshown(portal: &Portal) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, document) in portal.documents.iter().enumerate() {
        let targets = portal.mentions[index].iter();
        for (mention, target) in document.tree.mentions.iter().zip(targets) {
            if let (MentionKind::Image { .. }, Target::File(path)) = (&mention.kind, target)
                && !is_picture(path)
            {
                let place = Place::new(&document.path, mention.span);
                found.push(unreadable(
                    place,
                    "browsers do not show this format",
                    "浏览器不显示这种格式",
                ));
            }
        }
    }
    found
}

fn unreadable(place: Place, detail: &str, chinese: &str) -> Diagnostic {
    Diagnostic::new(&UNREADABLE_PICTURE, place)
        .with("detail", detail)
        .with("detail_zh", chinese)
}

fn heavy(path: &Arc<str>, size: &str) -> Diagnostic {
    Diagnostic::new(&HEAVY_PICTURE, Place::file(path)).with("size", size)
}
