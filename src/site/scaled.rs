use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader};

/// A copy of a picture that is `width` pixels wide, upright and without what a camera noted; the picture itself where
/// it cannot be read to its end, and where a copy would be no shorter: few colours go into few bytes as they are.
pub(super) fn scaled(bytes: &[u8], width: u32) -> Vec<u8> {
    let copy = try_scaled(bytes, width).filter(|copy| copy.len() < bytes.len());
    copy.unwrap_or_else(|| bytes.to_vec())
}

fn try_scaled(bytes: &[u8], width: u32) -> Option<Vec<u8>> {
    /// Out of 100: what eyes do not tell from the original on text and photographs.
    const QUALITY: u8 = 85;
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let reader = reader.ok()?;
    let format = reader.format()?;
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    let smaller = picture.resize(width, u32::MAX, FilterType::Lanczos3);
    let mut out = Vec::new();
    match format {
        ImageFormat::Jpeg => {
            let encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
            smaller.to_rgb8().write_with_encoder(encoder).ok()?;
        }
        _ => smaller
            .write_to(&mut Cursor::new(&mut out), ImageFormat::Png)
            .ok()?,
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{DynamicImage, ImageFormat};

    use super::scaled;

    #[test]
    fn a_copy_is_as_wide_as_asked_and_keeps_its_shape() {
        let mut png = Vec::new();
        let mut picture = image::RgbImage::new(1600, 800);
        // Noise, as photographs have it: a plain ground is as short in any size.
        for (x, y, pixel) in picture.enumerate_pixels_mut() {
            let byte = u8::try_from((x * 7919 + y * 104_729) % 251).unwrap();
            *pixel = image::Rgb([byte, byte / 2, 255 - byte]);
        }
        let picture = DynamicImage::from(picture);
        picture
            .write_to(&mut Cursor::new(&mut png), ImageFormat::Png)
            .unwrap();
        let copy = image::load_from_memory(&scaled(&png, 672)).unwrap();
        assert_eq!((copy.width(), copy.height()), (672, 336));
    }

    #[test]
    fn what_is_broken_stays_as_it_is() {
        assert_eq!(scaled(b"no picture", 672), b"no picture");
    }
}
