use std::collections::BTreeMap;

use super::View;
use crate::portal::WorkIndex;

/// What several documents say they are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The tag, as it was first written.
    pub name: String,
    /// The documents, by id.
    pub works: Vec<WorkIndex>,
}

/// By the last part of their address.
pub(super) type Topics = BTreeMap<String, Topic>;

/// Tags that more than one document has; the page of one alone would say nothing new.
pub(super) fn topics(view: &View<'_>) -> Topics {
    let mut topics = Topics::new();
    for work in view.works() {
        let Some(document) = view.document(work) else {
            continue;
        };
        for tag in &document.common.tags {
            let topic = topics.entry(slug(tag)).or_insert_with(|| Topic {
                name: tag.clone(),
                works: Vec::new(),
            });
            if topic.works.last() != Some(&work) {
                topic.works.push(work);
            }
        }
    }
    topics.retain(|slug, topic| !slug.is_empty() && topic.works.len() > 1);
    topics
}

/// A tag as one part of an address: lower case, and nothing that a path understands.
fn slug(tag: &str) -> String {
    let plain = |c: char| {
        if c.is_control() || c.is_whitespace() || "/\\:*?\"<>|".contains(c) {
            '-'
        } else {
            c
        }
    };
    let slug: String = tag.trim().to_lowercase().chars().map(plain).collect();
    slug.trim_matches('.').to_owned()
}

impl View<'_> {
    /// The topics, by the last part of their address.
    pub fn topics(&self) -> &BTreeMap<String, Topic> {
        &self.topics
    }

    /// The address of a tag's page, where it has one.
    pub fn topic_address(&self, tag: &str) -> Option<String> {
        let slug = slug(tag);
        self.topics
            .contains_key(&slug)
            .then(|| topic_address(&slug))
    }
}

/// The address of the page of the topic that this slug stands for.
pub fn topic_address(slug: &str) -> String {
    ["topics/", slug, "/"].concat()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_tag_is_one_part_of_an_address() {
        assert_eq!(slug("差旅/住宿"), "差旅-住宿");
        assert_eq!(slug(" SLA "), "sla");
        assert_eq!(slug(".."), "");
    }
}
