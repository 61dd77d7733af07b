use jiff::civil::Date;

use super::{Link, Maker};
use crate::calendar::{DayKind, Hours};
use crate::kinds::{Contact, Content, Person, Team, kind_of_word};
use crate::theme::shape::context;

context! {
    /// Somebody to call: a team or a person.
    pub struct ContactCard {
        /// The id of a person, in lower case: the place on the team's page. Empty for others.
        pub anchor: String,
        /// The word of a role in a service's contacts: `desk`, `deputy`, `account-manager`, `hotline`; else empty.
        pub word: String,
        /// As what one calls them: 经办组, 客户经理, or a person's post.
        pub role: String,
        /// Their name.
        pub name: String,
        /// Their page.
        pub href: Option<String>,
        /// Their number.
        pub phone: Option<String>,
        /// Their mail address.
        pub email: Option<String>,
        /// When one can call, in words: `09:00—12:00、13:30—17:30`.
        pub hours: String,
        /// The same for scripts: `09:00-12:00 13:30-17:30`; empty where nothing is said.
        pub spans: String,
        /// Who stands in for a person; noted with the number.
        pub deputy: Option<Link>,
        /// Of somebody who is away on the build's date: the last day of that.
        pub away_until: Option<String>,
        /// What they know best.
        pub skills: Vec<String>,
    }

    /// The days of whole years, for telling whether somebody can be called now.
    pub struct Days {
        /// The first day.
        pub from: String,
        /// A letter a day: `w` for work, `r` for rest.
        pub kinds: String,
        /// In which the hours are: `Asia/Shanghai`.
        pub time_zone: String,
    }
}

impl ContactCard {
    /// The same in a list in which who stands in has a card too: told where somebody is away alone.
    pub(super) fn among_others(self) -> Self {
        let deputy = self.deputy.filter(|_| self.away_until.is_some());
        Self { deputy, ..self }
    }
}

/// A team or a person as the portal knows them.
struct Found<'p> {
    team: &'p Team,
    person: Option<&'p Person>,
    href: String,
    name: String,
}

impl<'v> Maker<'v> {
    /// Whom a service's contact names, seen from a page whose way up is `root`.
    pub(super) fn contact_card(&self, root: &str, contact: &Contact) -> ContactCard {
        let role = self.label("choice.contact_role", contact.role.word()).text;
        let named = contact
            .who
            .as_ref()
            .and_then(|who| self.card(root, who.id.as_str(), &role));
        let mut card = named.unwrap_or_else(|| ContactCard {
            role,
            ..ContactCard::default()
        });
        contact.role.word().clone_into(&mut card.word);
        let mut card = card.among_others();
        if contact.phone.is_some() {
            card.phone.clone_from(&contact.phone);
        }
        card
    }

    /// The card of the team or person with this id.
    pub(super) fn card(&self, root: &str, id: &str, role: &str) -> Option<ContactCard> {
        let found = self.who(root, id)?;
        let own = found
            .person
            .map(|person| self.person_card(root, person, found.team));
        Some(match own {
            Some(card) => ContactCard {
                role: role.to_owned(),
                href: Some(found.href),
                anchor: String::new(),
                ..card
            },
            None => ContactCard {
                role: role.to_owned(),
                name: found.name,
                href: Some(found.href),
                phone: found.team.phone.clone(),
                email: found.team.email.clone(),
                hours: hours_in_words(&found.team.hours),
                spans: spans(&found.team.hours),
                ..ContactCard::default()
            },
        })
    }

    /// Somebody of a team, on the team's own page.
    pub(super) fn person_card(&self, root: &str, person: &Person, team: &Team) -> ContactCard {
        let today = self.portal().settings.as_of;
        let away = person
            .leave
            .iter()
            .find(|leave| leave.from <= today && today <= leave.to);
        let post = self.view.name_of(person.post.id.as_str());
        ContactCard {
            anchor: person.id.value.folded().to_owned(),
            role: post.unwrap_or_default(),
            name: person.name.clone(),
            phone: person.phone.clone(),
            hours: hours_in_words(&team.hours),
            spans: spans(&team.hours),
            deputy: person
                .deputy
                .as_ref()
                .and_then(|deputy| self.deputy(root, deputy.id.as_str())),
            away_until: away.map(|leave| leave.to.to_string()),
            skills: person.skills.clone(),
            ..ContactCard::default()
        }
    }

    fn deputy(&self, root: &str, id: &str) -> Option<Link> {
        let found = self.who(root, id)?;
        Some(Link {
            text: found.name,
            href: found.href,
            note: found.person.and_then(|person| person.phone.clone()),
        })
    }

    fn who(&self, root: &str, id: &str) -> Option<Found<'v>> {
        let work = self.view.find(id)?;
        let Content::Team(team) = &self.view.document(work)?.content else {
            return None;
        };
        let mut people = team.people.iter();
        Some(Found {
            team,
            person: people.find(|person| person.id.value.as_str().eq_ignore_ascii_case(id)),
            href: self.view.href_of(id)?.from(root),
            name: self.view.name_of(id)?,
        })
    }

    /// The days of the build's year and those after it, as far as they are published without a gap.
    pub(super) fn days(&self) -> Option<Days> {
        let kind = kind_of_word("calendar")?;
        let works = self.view.works_of(kind);
        let mut years: Vec<_> = works
            .filter_map(|work| match &self.view.document(work)?.content {
                Content::Calendar(calendar) => Some(&calendar.year),
                _ => None,
            })
            .collect();
        years.sort_by_key(|year| year.year);
        let today = self.portal().settings.as_of.year();
        let mut kinds = String::new();
        let coming = years.into_iter().filter(|year| year.year >= today);
        for year in coming
            .zip(today..)
            .take_while(|(year, next)| year.year == *next)
        {
            let (year, _) = year;
            kinds.extend(year.dates().map(|date| match year.day(date) {
                Some(DayKind::Work | DayKind::MakeUp) => 'w',
                _ => 'r',
            }));
        }
        let from = Date::new(today, 1, 1).ok()?.to_string();
        let time_zone = self.portal().config.time_zone.iana_name()?.to_owned();
        (!kinds.is_empty()).then_some(Days {
            from,
            kinds,
            time_zone,
        })
    }
}

fn hours_in_words(hours: &[Hours]) -> String {
    let hours: Vec<String> = hours.iter().map(ToString::to_string).collect();
    hours.join("、")
}

fn spans(hours: &[Hours]) -> String {
    let spans: Vec<String> = hours
        .iter()
        .map(|hours| format!("{}-{}", hours.from, hours.to))
        .collect();
    spans.join(" ")
}
