//! What templates see: one struct a template, made of small ones that many share.

mod comparison;
mod document;
mod fact;
mod home;
mod list;
mod marked;
mod month;
mod notice;
mod parts;
mod site_map;
mod timeline;

pub use comparison::{
    ChangeView, ChangedClause, ComparisonPage, FactChange, VersionSide, comparison_page,
};
pub use document::{
    Coming, ContentsEntry, DocumentPage, Edition, ImpactRow, Promise, VersionRow, document_page,
};
pub use fact::{Cell, CellPart, Column, FactView, Group, RowView};
pub use home::{HomePage, SectionCard, home_page};
pub use list::{Filter, ListGroup, ListPage, ListRow, list_page};
pub use month::{DayCell, Month, Week};
pub use notice::{
    ClauseChange, FeedOf, Notice, PolicyChanges, VersionChanges, notices, policy_changes,
};
pub use parts::{
    Banner, Head, Label, Link, Maker, PlainPage, RedirectPage, SiteContext, SiteSection,
};
pub use site_map::{SiteMapPage, site_map_page};
pub use timeline::{
    ON_DAY, OnDayPage, TimeRow, TimeTitle, Timeline, YearPage, on_day_page, year_address, year_page,
};
