//! A portal as it lies on disk, read once: paths to bytes, then files with spans.
//!
//! Comes in: a folder, or files from memory (preview, tests and fuzzing build the same [`Snapshot`]).
//! Goes out: the snapshot; each document cut into front matter and body; typed reading of TOML tables.
//! Must never know: what a key means, kinds, Markdown. A file that cannot be read is a finding, and the rest
//! is still read.

mod field;
mod fields;
mod front_matter;
mod id;
mod path;
mod picture;
mod snapshot;
mod toml_text;
mod walk;

pub(crate) use field::choice;
pub use field::{Choice, Expected, Field, Located, Names, Pointer, Reading};
pub use fields::{Asked, Fields};
pub use front_matter::{FrontMatter, split_front_matter};
pub use id::Id;
pub use path::{extension, file_name, parent, resolve};
pub use picture::{
    PictureSize, UnsafePart, can_be_scaled, is_picture, is_svg, picture_size, unsafe_parts,
};
pub use snapshot::{File, Snapshot};
pub use toml_text::TomlText;
pub use walk::read_portal;
