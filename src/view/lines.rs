use super::View;
use crate::kinds::{Content, Document};

impl View<'_> {
    /// The line of business of a document, or of the service that it is about: a key of `[lines]`.
    pub fn line_of<'v>(&'v self, document: &'v Document) -> Option<&'v str> {
        let service = match &document.content {
            Content::Policy(policy) => return policy.line.as_ref().map(|line| line.name.as_str()),
            Content::Service(service) => return Some(&service.line.name),
            Content::Faq(faq) => faq.service.as_ref()?,
            Content::Knowledge(knowledge) => knowledge.service.as_ref()?,
            Content::Indicator(indicator) => indicator.service.as_ref()?,
            _ => return None,
        };
        let work = self.find(service.id.as_str())?;
        match &self.document(work)?.content {
            Content::Service(service) => Some(&service.line.name),
            _ => None,
        }
    }
}
