//! What templates see: one struct a template, made of small ones that many share.

mod document;
mod fact;
mod home;
mod list;
mod month;
mod parts;
mod site_map;

pub use document::{ContentsEntry, DocumentPage, Promise, VersionRow, document_page};
pub use fact::{Cell, CellPart, Column, FactView, Group, RowView};
pub use home::{HomePage, SectionCard, home_page};
pub use list::{ListGroup, ListPage, ListRow, list_page};
pub use month::{DayCell, Month, Week};
pub use parts::{
    Banner, Head, Label, Link, Maker, PlainPage, RedirectPage, SiteContext, SiteSection,
};
pub use site_map::{SiteMapPage, site_map_page};
