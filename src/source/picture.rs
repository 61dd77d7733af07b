use std::io::Cursor;

use image::metadata::Orientation;
use image::{ImageDecoder as _, ImageFormat, ImageReader};

use super::extension;
use crate::diagnostics::Span;

/// How large a picture is shown where nothing says otherwise, in CSS pixels; both at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureSize {
    /// From left to right, as the picture is shown: cameras turn it.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// The pictures that browsers show, by the endings of their files.
const PICTURES: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "svg"];

/// Whether a file is a picture, by its ending.
pub fn is_picture(path: &str) -> bool {
    PICTURES.contains(&extension(path).to_ascii_lowercase().as_str())
}

/// Whether a file is a drawing, by its ending.
pub fn is_svg(path: &str) -> bool {
    extension(path).eq_ignore_ascii_case("svg")
}

/// How large a picture is; `None` where it cannot be read. Only its head is looked at.
pub fn picture_size(path: &str, bytes: &[u8]) -> Option<PictureSize> {
    if is_svg(path) {
        return svg_size(std::str::from_utf8(bytes).ok()?);
    }
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let mut decoder = reader.ok()?.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    let is_turned = matches!(
        decoder.orientation(),
        Ok(Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH)
    );
    let (width, height) = if is_turned {
        (height, width)
    } else {
        (width, height)
    };
    Some(PictureSize { width, height })
}

/// Whether a smaller copy of a picture can be made: of a photograph or a screenshot.
pub fn can_be_scaled(bytes: &[u8]) -> bool {
    matches!(
        image::guess_format(bytes),
        Ok(ImageFormat::Png | ImageFormat::Jpeg)
    )
}

/// By its own width and height, else by its view box (SVG 2, 7.2 and 8.2).
fn svg_size(text: &str) -> Option<PictureSize> {
    let document = drawing(text).ok()?;
    let root = document.root_element();
    let length = |name: &str| {
        let written = root.attribute(name)?.trim();
        written.strip_suffix("px").unwrap_or(written).parse().ok()
    };
    let own: Option<(f64, f64)> = length("width").zip(length("height"));
    let (width, height) = own.or_else(|| {
        let numbers = root.attribute("viewBox")?.split([' ', ',']);
        let numbers: Vec<f64> = numbers.filter_map(|number| number.parse().ok()).collect();
        Some((*numbers.get(2)?, *numbers.get(3)?))
    })?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast of a float keeps within the type's bounds"
    )]
    let [width, height] = [width, height].map(|side| side.round() as u32);
    (width > 0 && height > 0).then_some(PictureSize { width, height })
}

/// Something in a drawing that runs, or that asks another host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsafePart {
    /// The element or the attribute with its value.
    pub what: String,
    /// Where it stands in the file.
    pub span: Span,
}

/// What a drawing must not hold, since it can also be opened alone, as a page of the site: scripts, what reacts to a
/// reader, other documents, and addresses elsewhere (SVG 2, 15 and 16). An error tells why it cannot be read.
pub fn unsafe_parts(text: &str) -> Result<Vec<UnsafePart>, (String, Span)> {
    let document = drawing(text).map_err(|error| {
        let at = offset(text, error.pos());
        (error.to_string(), Span::new(at, (at + 1).min(text.len())))
    })?;
    let mut found: Vec<_> = own_declarations(text).into_iter().collect();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        if matches!(name, "script" | "foreignObject" | "iframe" | "handler") {
            let start = node.range().start;
            found.push(UnsafePart {
                what: format!("<{name}>"),
                span: Span::new(start, start + 1 + name.len()),
            });
        }
        if name == "style" && is_elsewhere_in_style(node.text().unwrap_or_default()) {
            found.push(UnsafePart {
                what: "<style>".to_owned(),
                span: node.range().into(),
            });
        }
        found.extend(node.attributes().filter_map(unsafe_attribute));
    }
    Ok(found)
}

/// Drawing programs put a document type before their drawings; it is let through and means nothing.
fn drawing(text: &str) -> Result<roxmltree::Document<'_>, roxmltree::Error> {
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..roxmltree::ParsingOptions::default()
    };
    roxmltree::Document::parse_with_options(text, options)
}

/// A document type with declarations of its own: browsers obey them, so that elements and attributes appear which
/// nobody can see in the text (XML 1.0, 3.3.2 and 4.4).
fn own_declarations(text: &str) -> Option<UnsafePart> {
    let start = text.find("<!DOCTYPE")?;
    let end = start + text[start..].find(['[', '>'])?;
    text[end..].starts_with('[').then(|| UnsafePart {
        what: "<!DOCTYPE … [".to_owned(),
        span: Span::new(start, end + 1),
    })
}

fn unsafe_attribute(attribute: roxmltree::Attribute<'_, '_>) -> Option<UnsafePart> {
    let (name, value) = (attribute.name(), attribute.value());
    let plain: String = value
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    let plain = plain.to_ascii_lowercase();
    let runs = name.len() > 2 && name[..2].eq_ignore_ascii_case("on");
    let leads = name == "href" && !(plain.starts_with('#') || plain.starts_with("data:image/"));
    let asks = name == "style" && is_elsewhere_in_style(value);
    (runs || leads || asks || plain.starts_with("javascript:")).then(|| UnsafePart {
        what: format!("{name}=\"{value}\""),
        span: attribute.range().into(),
    })
}

/// Whether a style asks for what is not in the drawing itself.
fn is_elsewhere_in_style(style: &str) -> bool {
    let plain: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.to_ascii_lowercase();
    let urls = plain.match_indices("url(").map(|(at, _)| &plain[at + 4..]);
    let mut targets = urls.map(|rest| rest.trim_start_matches(['"', '\'']));
    plain.contains("@import")
        || targets.any(|target| !target.starts_with('#') && !target.starts_with("data:"))
}

fn offset(text: &str, at: roxmltree::TextPos) -> usize {
    let (row, column) = (at.row.max(1) as usize, at.col.max(1) as usize);
    let line: usize = text.split_inclusive('\n').take(row - 1).map(str::len).sum();
    let within = text[line..].chars().take(column - 1);
    (line + within.map(char::len_utf8).sum::<usize>()).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::{PictureSize, picture_size, unsafe_parts};

    fn size(svg: &str) -> Option<(u32, u32)> {
        let size = picture_size("a.svg", svg.as_bytes());
        size.map(|PictureSize { width, height }| (width, height))
    }

    #[test]
    fn a_drawing_has_its_own_size_or_that_of_its_view_box() {
        assert_eq!(size("<svg width='120px' height='40'/>"), Some((120, 40)));
        assert_eq!(size("<svg viewBox='0 0 640,320'/>"), Some((640, 320)));
        assert_eq!(size("<svg width='100%' viewBox='0 0 8 4'/>"), Some((8, 4)));
        assert_eq!(size("<svg>"), None);
    }

    #[test]
    fn what_runs_or_asks_elsewhere_is_found() {
        let bad = [
            "<svg><script>alert(1)</script></svg>",
            "<svg onload='x()'/>",
            "<svg><a href='java\tscript:x()'/></svg>",
            "<svg xmlns:xlink='http://www.w3.org/1999/xlink'><use xlink:href='http://a/b.svg#c'/></svg>",
            "<svg><style>@import 'a.css';</style></svg>",
            "<svg><rect style='fill: url( http://a/b )'/></svg>",
            "<svg><foreignObject/></svg>",
            "<!DOCTYPE svg><svg><script>alert(1)</script></svg>",
            "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x()'>]><svg/>",
        ];
        for svg in bad {
            assert_eq!(unsafe_parts(svg).unwrap().len(), 1, "{svg}");
        }
        let good = "<svg><use href='#a'/><rect style='fill: url(#b)'/><image href='data:image/png;base64,AA=='/></svg>";
        assert_eq!(unsafe_parts(good).unwrap(), []);
        let typed = "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/svg11.dtd'><svg/>";
        assert_eq!(unsafe_parts(typed).unwrap(), []);
    }

    #[test]
    fn what_is_no_xml_is_said_with_its_place() {
        let (_, span) = unsafe_parts("<svg>\n<g></svg>").unwrap_err();
        assert!(span.start >= 6, "{span:?}");
    }
}
