use super::list::list_row;
use super::{Head, ListGroup, Maker};
use crate::theme::shape::context;
use crate::view::{from_page, root_of};

context! {
    /// Every page of the site, for those who would rather read than search; `page` in its template.
    pub struct SiteMapPage {
        /// Title and way up.
        pub head: Head,
        /// The documents of each kind.
        pub groups: Vec<ListGroup>,
    }
}

/// The page of all pages.
pub fn site_map_page(maker: &Maker<'_>, address: &str) -> SiteMapPage {
    let root = root_of(address);
    let home = maker.link(maker.strings.get("ui.home"), from_page(&root, ""));
    let sections = maker.view.sections().into_iter();
    let groups = sections.map(|section| ListGroup {
        title: Some(maker.many(section.kind)),
        rows: maker
            .view
            .works_of(section.kind)
            .filter(|work| !maker.view.address(*work).is_empty())
            .filter_map(|work| list_row(maker, section.kind, &root, work))
            .collect(),
    });
    SiteMapPage {
        head: maker.head(
            address,
            &maker.strings.get("ui.site_map"),
            "site-map",
            vec![home],
        ),
        groups: groups.collect(),
    }
}
