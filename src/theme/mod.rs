//! Pages: trees and facts become sanitised HTML, and templates put it on a page.
//!
//! Comes in: a view, the theme's files. Goes out: a [`Theme`], the contexts of pages, rendered text, findings on
//! templates. Must never know: where a page is written, what changed since the last build, who asks. A template
//! sees one context and the site's globals, and every name it uses is checked against their shapes.

mod assets;
mod body;
mod clause_text;
mod colour;
pub mod context;
pub(crate) mod escape;
mod guide;
mod own_files;
mod render;
mod scan;
mod shape;
mod small_script;
mod strings;
mod templates;

pub use assets::{Asset, assets};
pub use body::body_html;
pub use guide::Guide;
pub use render::{Globals, Rendered, Theme};
pub use shape::{Shape, Shaped};
pub use strings::Strings;
pub use templates::{ThemeFiles, theme_files};
