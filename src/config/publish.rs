use crate::source::Fields;

/// Where `lanmu publish NAME` writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishTarget {
    /// The name on the command line.
    pub name: String,
    /// A folder, from the portal's folder or absolute.
    pub folder: String,
}

pub(super) fn read(fields: &mut Fields<'_, '_>) -> Vec<PublishTarget> {
    fields
        .named_tables("publish", |f| f.required::<String>("folder"))
        .into_iter()
        .map(|(name, folder)| PublishTarget {
            name: name.value,
            folder,
        })
        .collect()
}
