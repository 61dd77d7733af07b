use jiff::civil::Date;

use super::fact::{Fact, Facts, Row, named_choice, table};
use super::reference::{Reference, to};
use super::{Body, Content, Kind, Part};
use crate::calendar::Hours;
use crate::source::{Fields, Id, Located, choice};

/// 团队: who answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// When one can call.
    pub hours: Vec<Hours>,
    /// Where one calls.
    pub phone: Option<String>,
    /// Where one writes.
    pub email: Option<String>,
    /// Whose team it is.
    pub provider: Option<Provider>,
    /// 岗位
    pub posts: Vec<Post>,
    /// 人员
    pub people: Vec<Person>,
}

/// 岗位
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    /// Unique in the portal.
    pub id: Located<Id>,
    /// As readers see it.
    pub name: String,
}

/// 人员; every responsible person has a deputy (AB 角).
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Unique in the portal.
    pub id: Located<Id>,
    /// As readers see it.
    pub name: String,
    /// What they do.
    pub post: Reference<to::Post>,
    /// Who answers when they are away.
    pub deputy: Option<Reference<to::Person>>,
    /// Their own number.
    pub phone: Option<String>,
    /// What they know best.
    pub skills: Vec<String>,
    /// When they are away.
    pub leave: Vec<Leave>,
}

/// Days on which somebody is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leave {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

choice! {
    /// Whose team it is.
    Provider {
        /// 自建
        InHouse = "in-house",
        /// 外包
        Outsourced = "outsourced",
    }
}

pub(super) static KIND: Kind = Kind {
    word: "team",
    chinese: "团队",
    folder: "teams",
    dated: false,
    starter: "hours = [\"09:00-12:00\", \"13:30-17:30\"]\n+++\n\n",
    columns: &["phone", "hours", "provider"],
    read,
};

fn read(fields: &mut Fields<'_, '_>, _: &Body<'_>) -> Option<Content> {
    Some(Content::Team(Team {
        hours: fields.list("hours"),
        phone: fields.optional("phone"),
        email: fields.optional("email"),
        provider: fields.optional("provider"),
        posts: fields.tables("posts", post),
        people: fields.tables("people", person),
    }))
}

fn post(fields: &mut Fields<'_, '_>) -> Option<Post> {
    let (id, name) = (fields.required("id"), fields.required("name"));
    Some(Post {
        id: id?,
        name: name?,
    })
}

fn person(fields: &mut Fields<'_, '_>) -> Option<Person> {
    let (id, name) = (fields.required("id"), fields.required("name"));
    let post = fields.required("post");
    let deputy = fields.optional("deputy");
    let phone = fields.optional("phone");
    let skills = fields.list("skills");
    let leave = fields.tables("leave", leave);
    Some(Person {
        id: id?,
        name: name?,
        post: post?,
        deputy,
        phone,
        skills,
        leave,
    })
}

fn leave(fields: &mut Fields<'_, '_>) -> Option<Leave> {
    let (from, to) = (fields.required("from"), fields.required("to"));
    Some(Leave {
        from: from?,
        to: to?,
    })
}

impl Team {
    /// How to reach it, and who is in it.
    pub(super) fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .line("phone", &self.phone)
            .line("email", &self.email)
            .line("hours", &self.hours)
            .line("provider", &self.provider)
            .section("people", &table(&self.people))
            .section("posts", &table(&self.posts))
            .done()
    }

    /// Posts and people.
    pub(super) fn parts(&self) -> Vec<Part> {
        let posts = self
            .posts
            .iter()
            .map(|post| part("post", &post.id, &post.name));
        let people = self
            .people
            .iter()
            .map(|person| part("person", &person.id, &person.name));
        posts.chain(people).collect()
    }
}

fn part(kind: &'static str, id: &Located<Id>, title: &str) -> Part {
    Part {
        id: id.value.clone(),
        kind,
        title: title.to_owned(),
        span: id.span,
    }
}

named_choice!(Provider, "provider");

impl Row for Post {
    fn id(&self) -> Option<Id> {
        Some(self.id.value.clone())
    }

    fn row(&self) -> Facts {
        Facts::default().line("name", &self.name)
    }
}

impl Row for Person {
    fn id(&self) -> Option<Id> {
        Some(self.id.value.clone())
    }

    fn row(&self) -> Facts {
        Facts::default()
            .line("name", &self.name)
            .line("post", &self.post)
            .line("phone", &self.phone)
            .line("deputy", &self.deputy)
            .line("skills", &self.skills)
    }
}
