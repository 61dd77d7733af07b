use crate::diagnostics::{Diagnostic, OTHER_TITLE, Place};
use crate::measure::Measured;
use crate::portal::Portal;

/// Below this likeness (0 to 1) two titles are of two documents.
const LIKE: f64 = 0.5;

/// A version with quite another title is most often a copy whose id was forgotten: it would take the other
/// document's place.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    let neighbours = portal
        .works
        .iter()
        .flat_map(|work| work.versions.windows(2));
    let findings = neighbours.filter_map(|pair| {
        let [earlier, later] = [pair[0], pair[1]].map(|version| &portal.documents[version]);
        let (old, new) = (&earlier.common.title, &later.common.title);
        let like = strsim::normalized_damerau_levenshtein(old, new) >= LIKE;
        (!like).then(|| {
            Diagnostic::new(&OTHER_TITLE, Place::new(&later.path, later.common.id.span))
                .with("id", later.id().as_str())
                .with("title", new)
                .with("earlier", old)
        })
    });
    findings.collect()
}
