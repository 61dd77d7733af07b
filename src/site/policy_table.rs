use crate::kinds::{Content, kind_of_word};
use crate::portal::WorkIndex;
use crate::theme::context::Maker;

/// The policies as CSV (RFC 4180) for a spreadsheet: with the mark by which Excel knows UTF-8.
pub(super) fn policy_table(maker: &Maker<'_>) -> Vec<u8> {
    const FIELDS: [&str; 8] = [
        "id",
        "number",
        "rank",
        "line",
        "issuer",
        "state",
        "effective",
        "expires",
    ];
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let names = FIELDS.iter().map(|key| match *key {
        "id" | "expires" => maker.strings.get(&format!("ui.{key}")),
        key => maker.strings.get(&format!("field.{key}")),
    });
    let title = std::iter::once(maker.strings.get("ui.list_title"));
    let address = std::iter::once(maker.strings.get("ui.address"));
    let head: Vec<String> = title.chain(names).chain(address).collect();
    // Writing to memory does not fail.
    let _ = writer.write_record(head);
    if let Some(kind) = kind_of_word("policy") {
        for work in maker.view.works_of(kind) {
            if let Some(record) = record(maker, work) {
                let _ = writer.write_record(record);
            }
        }
    }
    writer.into_inner().unwrap_or_default()
}

fn record(maker: &Maker<'_>, work: WorkIndex) -> Option<Vec<String>> {
    let portal = maker.portal();
    let shown = maker.view.shown(work)?;
    let document = &portal.documents[shown];
    let Content::Policy(policy) = &document.content else {
        return None;
    };
    let line = policy.line.as_ref().map(|line| {
        let known = portal
            .config
            .lines
            .iter()
            .find(|known| known.id == line.name);
        known.map_or_else(|| line.name.clone(), |known| known.name.clone())
    });
    let rank = policy
        .rank
        .map(|rank| maker.label("choice.rank", rank.word()).text);
    let date = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
    let cells = [
        Some(document.common.title.clone()),
        Some(document.id().to_string()),
        policy.number.clone(),
        rank,
        line,
        policy.issuer.clone(),
        Some(
            maker
                .label("state", portal.validity[shown].state.word())
                .text,
        ),
        date(document.common.effective),
        date(portal.validity[shown].until),
        Some(maker.whole(&maker.view.address(work))),
    ];
    Some(cells.into_iter().map(Option::unwrap_or_default).collect())
}
