use std::collections::BTreeMap;

use super::View;
use crate::source::{PictureSize, can_be_scaled, extension, is_picture, picture_size};

/// A picture as pages show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// As large as it is.
    pub size: PictureSize,
    /// Smaller copies of one that is larger than it is shown, the smallest first.
    pub copies: Vec<PictureCopy>,
}

/// A smaller copy of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureCopy {
    /// In pixels.
    pub width: u32,
    /// Below the tree; it carries a hash of the picture, so that it can be cached for ever.
    pub address: String,
}

/// How wide text is at most, and with it a picture: 42 rem. Sharp screens have twice the pixels.
const SHOWN: u32 = 672;

impl View<'_> {
    /// The picture with this path in the portal, where these readers may fetch it and it can be read.
    pub fn picture(&self, path: &str) -> Option<&Picture> {
        self.pictures.get(path)
    }

    /// The smaller copies of all pictures: their addresses, each with the picture's path and the copy's width.
    pub fn picture_copies(&self) -> impl Iterator<Item = (&str, &str, u32)> {
        self.pictures.iter().flat_map(|(path, picture)| {
            let copies = picture.copies.iter();
            copies.map(move |copy| (copy.address.as_str(), &**path, copy.width))
        })
    }

    pub(super) fn named_pictures(&self) -> BTreeMap<Box<str>, Picture> {
        let files = self.files.values().filter(|path| is_picture(path));
        let pictures = files.filter_map(|path| Some((path.clone(), self.read_picture(path)?)));
        pictures.collect()
    }

    fn read_picture(&self, path: &str) -> Option<Picture> {
        let bytes = self.portal.snapshot.bytes(path)?;
        let size = picture_size(path, bytes)?;
        // A copy that is nearly as large is worth nothing.
        let is_smaller = |width: &u32| width * 5 / 4 < size.width;
        let widths = [SHOWN, 2 * SHOWN].into_iter().filter(is_smaller);
        let widths: Vec<u32> = widths.filter(|_| can_be_scaled(bytes)).collect();
        Some(Picture {
            size,
            copies: copies(path, bytes, &widths),
        })
    }
}

/// Copies of these widths; the picture is hashed only where there are any.
fn copies(path: &str, bytes: &[u8], widths: &[u32]) -> Vec<PictureCopy> {
    if widths.is_empty() {
        return Vec::new();
    }
    let hash = blake3::hash(bytes).to_hex();
    let ending = extension(path).to_ascii_lowercase();
    let copies = widths.iter().map(|width| PictureCopy {
        width: *width,
        address: format!("assets/picture-{}-{width}.{ending}", &hash[..12]),
    });
    copies.collect()
}
