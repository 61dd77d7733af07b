use super::list::list_row;
use super::{Head, Link, ListGroup, Maker};
use crate::kinds::KINDS;
use crate::theme::shape::context;
use crate::view::{Topic, from_page, root_of, topic_address};

/// The address of the page of all topics.
pub const TOPICS: &str = "topics/";

context! {
    /// All topics; `page` in its template.
    pub struct TopicsPage {
        /// Title and way up.
        pub head: Head,
        /// Each noted with how many documents it has, in the order of their pinyin.
        pub topics: Vec<Link>,
    }

    /// What is about one topic; `page` in its template.
    pub struct TopicPage {
        /// Title and way up.
        pub head: Head,
        /// How many documents.
        pub count: usize,
        /// The documents, kind by kind.
        pub groups: Vec<ListGroup>,
        /// Topics that share most documents with this one.
        pub neighbours: Vec<Link>,
    }
}

/// The page of all topics.
pub fn topics_page(maker: &Maker<'_>) -> TopicsPage {
    let root = root_of(TOPICS);
    let home = maker.link(maker.strings.get("ui.home"), from_page(&root, ""));
    let mut topics: Vec<(&String, &Topic)> = maker.view.topics().iter().collect();
    topics.sort_by_cached_key(|(_, topic)| crate::words::sort_key(&topic.name));
    let title = maker.strings.get("ui.topics");
    TopicsPage {
        head: maker.head(TOPICS, &title, "topics", vec![home]),
        topics: topics
            .into_iter()
            .map(|(slug, topic)| topic_link(&root, slug, topic))
            .collect(),
    }
}

fn topic_link(root: &str, slug: &str, topic: &Topic) -> Link {
    Link {
        text: topic.name.clone(),
        href: from_page(root, &topic_address(slug)),
        note: Some(topic.works.len().to_string()),
    }
}

/// The page of the topic that `slug` stands for.
pub fn topic_page(maker: &Maker<'_>, slug: &str) -> TopicPage {
    let address = topic_address(slug);
    let root = root_of(&address);
    let topic = &maker.view.topics()[slug];
    let up = vec![
        maker.link(maker.strings.get("ui.home"), from_page(&root, "")),
        maker.link(maker.strings.get("ui.topics"), from_page(&root, TOPICS)),
    ];
    TopicPage {
        head: maker.head(&address, &topic.name, "topics", up),
        count: topic.works.len(),
        groups: groups(maker, &root, topic),
        neighbours: neighbours(maker, &root, topic),
    }
}

fn groups(maker: &Maker<'_>, root: &str, topic: &Topic) -> Vec<ListGroup> {
    let groups = KINDS.iter().map(|kind| {
        let of_kind = topic.works.iter().filter(|work| {
            let document = maker.view.document(**work);
            document.is_some_and(|document| document.kind() == *kind)
        });
        ListGroup {
            title: Some(maker.many(kind)),
            rows: of_kind
                .filter_map(|work| list_row(maker, kind, root, *work))
                .collect(),
        }
    });
    groups.filter(|group| !group.rows.is_empty()).collect()
}

fn neighbours(maker: &Maker<'_>, root: &str, topic: &Topic) -> Vec<Link> {
    const SHOWN: usize = 8;
    let others = maker.view.topics().iter();
    let others = others.filter(|(_, other)| *other != topic);
    let mut shared: Vec<_> = others
        .map(|(slug, other)| {
            let both = other.works.iter().filter(|work| topic.works.contains(work));
            (std::cmp::Reverse(both.count()), slug, other)
        })
        .filter(|(both, ..)| both.0 > 0)
        .collect();
    shared.sort_by_key(|(both, slug, _)| (*both, *slug));
    shared
        .into_iter()
        .take(SHOWN)
        .map(|(_, slug, other)| topic_link(root, slug, other))
        .collect()
}
