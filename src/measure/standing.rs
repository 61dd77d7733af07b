use crate::kinds::{Agreement, Commitment, Content};
use crate::portal::{DocumentIndex, Entity, Portal, State, WorkIndex};

/// The portal's promises on the build's date.
#[derive(Debug, Default)]
pub struct Measured {
    /// In the order of the agreements' ids and their rows.
    pub standing: Vec<StandingCommitment>,
}

/// One commitment of an agreement that holds on the build's date.
#[derive(Clone, Debug, PartialEq)]
pub struct StandingCommitment {
    /// The agreement's version that holds.
    pub agreement: DocumentIndex,
    /// What is promised.
    pub commitment: Commitment,
    /// The indicator.
    pub indicator: WorkIndex,
    /// The service that the indicator measures, where it is one.
    pub service: Option<WorkIndex>,
    /// To whom it is promised.
    pub customers: Vec<WorkIndex>,
}

/// Every commitment that stands on the build's date.
pub fn measure(portal: &Portal) -> Measured {
    let in_force = portal.works.iter().flat_map(|work| &work.versions).copied();
    let agreements = in_force.filter_map(|version| {
        let held = portal.validity[version].state == State::InForce;
        match &portal.documents[version].content {
            Content::Agreement(agreement) if held => Some((version, agreement)),
            _ => None,
        }
    });
    let today = portal.settings.as_of;
    let standing = agreements
        .filter(|(_, agreement)| agreement.period.holds_on(today))
        .flat_map(|(version, agreement)| commitments(portal, version, agreement))
        .collect();
    Measured { standing }
}

fn commitments(
    portal: &Portal,
    version: DocumentIndex,
    agreement: &Agreement,
) -> Vec<StandingCommitment> {
    let customers: Vec<WorkIndex> = agreement
        .customers
        .iter()
        .filter_map(|customer| work(portal, customer.id.as_str()))
        .collect();
    let standing = agreement.commitments.iter().filter_map(|commitment| {
        let indicator = work(portal, commitment.indicator.id.as_str())?;
        Some(StandingCommitment {
            agreement: version,
            commitment: commitment.clone(),
            indicator,
            service: service_of(portal, indicator),
            customers: customers.clone(),
        })
    });
    standing.collect()
}

fn work(portal: &Portal, id: &str) -> Option<WorkIndex> {
    match portal.entity(id)? {
        Entity::Work(work) => Some(*work),
        _ => None,
    }
}

fn service_of(portal: &Portal, indicator: WorkIndex) -> Option<WorkIndex> {
    match &portal.documents[portal.shown(indicator)?].content {
        Content::Indicator(indicator) => work(portal, indicator.service.as_ref()?.id.as_str()),
        _ => None,
    }
}
