use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Maker;
use crate::kinds::{Content, Document};
use crate::theme::shape::context;

context! {
    /// Ways to say that something on the page is wrong.
    pub struct Report {
        /// A letter to whoever answers for the page, begun: `mailto:` with the page, its version and place filled in.
        pub mail: Option<String>,
        /// The portal's form with the page and its version in its query.
        pub form: Option<String>,
    }
}

/// RFC 6068: what may stand as it is in a query of `mailto:`; the same for the query of a form.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What is reported, before it is known to whom.
#[derive(Debug)]
pub(super) struct Reported<'a> {
    /// The page's title.
    pub(super) title: &'a str,
    /// Its address below the tree.
    pub(super) address: &'a str,
    /// The version's day, where there is one.
    pub(super) version: &'a str,
    /// Who answers for it; else the portal's own address is used.
    pub(super) mail: Option<&'a str>,
}

impl Maker<'_> {
    /// The ways to report what is wrong on a page.
    pub(super) fn report(&self, reported: &Reported<'_>) -> Report {
        let feedback = &self.portal().config.feedback;
        let mail = reported.mail.or(feedback.mail.as_deref());
        Report {
            mail: mail.map(|mail| self.letter(mail, reported)),
            form: feedback.form.as_ref().map(|form| self.form(form, reported)),
        }
    }

    /// The place on the page stands in the letter as “whole page”; a script puts a clause there.
    fn letter(&self, mail: &str, reported: &Reported<'_>) -> String {
        let holes = [
            ("title", reported.title),
            ("address", &self.whole(reported.address)),
            (
                "version",
                if reported.version.is_empty() {
                    "—"
                } else {
                    reported.version
                },
            ),
            ("clause", &self.strings.get("ui.whole_page")),
        ];
        let subject = self.strings.fill("ui.report_subject", &holes);
        let body = self
            .strings
            .fill("ui.report_body", &holes)
            .replace('\n', "\r\n");
        format!(
            "mailto:{mail}?subject={}&body={}",
            encoded(&subject),
            encoded(&body)
        )
    }

    fn form(&self, form: &str, reported: &Reported<'_>) -> String {
        let mark = if form.contains('?') { '&' } else { '?' };
        let page = encoded(&self.whole(reported.address));
        format!(
            "{form}{mark}page={page}&version={}&clause=",
            encoded(reported.version)
        )
    }

    /// The mail address of the team that answers for a document, or of the team in which its owner is.
    pub(super) fn owners_mail(&self, document: &Document) -> Option<&str> {
        let owner = document.common.owner.as_ref()?;
        let work = self.view.find(owner.id.as_str())?;
        match &self.view.document(work)?.content {
            Content::Team(team) => team.email.as_deref(),
            _ => None,
        }
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn a_query_keeps_chinese_and_line_ends() {
        assert_eq!(encoded("条 1\r\n"), "%E6%9D%A1%201%0D%0A");
    }
}
