//! What templates see: one struct a template, made of small ones that many share.

mod a_to_z;
mod about;
mod bar;
mod comparison;
mod contact;
mod document;
mod fact;
mod home;
mod list;
mod marked;
mod month;
mod notice;
mod parts;
mod performance;
mod promise;
mod report;
mod samples;
mod site_map;
mod timeline;
mod topics;
mod trend;

pub use a_to_z::{A_TO_Z, AToZPage, Letter, a_to_z_page};
pub use about::{ABOUT, AboutPage, about_page};
pub use bar::PromiseBar;
pub use comparison::{
    ChangeView, ChangedClause, ComparisonPage, FactChange, VersionSide, comparison_page,
};
pub use contact::{ContactCard, Days};
pub use document::{
    Coming, ContentsEntry, DocumentPage, Edition, ImpactRow, VersionRow, document_page,
};
pub use fact::{Cell, CellPart, Column, FactView, Group, RowView};
pub use home::{Change, HomePage, RedLine, SectionCard, SubsidiaryCard, home_page};
pub use list::{Facet, Filter, ListGroup, ListPage, ListRow, QuestionView, list_page};
pub use month::{DayCell, Month, Week};
pub use notice::{
    ClauseChange, FeedOf, Notice, PolicyChanges, VersionChanges, notices, policy_changes,
};
pub use parts::{
    Banner, Head, Label, Link, Maker, PlainPage, RedirectPage, SiteContext, SiteSection,
};
pub use performance::{PERFORMANCE, PerformancePage, ResultCount, performance_page};
pub use promise::Promise;
pub use report::Report;
pub use samples::Samples;
pub use site_map::{SiteMapPage, site_map_page};
pub use timeline::{
    ON_DAY, OnDayPage, TimeRow, TimeTitle, Timeline, YearPage, on_day_page, year_address, year_page,
};
pub use topics::{TOPICS, TopicPage, TopicsPage, topic_page, topics_page};
pub use trend::{Trend, TrendPoint};
