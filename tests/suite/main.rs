//! Everything that needs more than one stage: whole portals in memory, the real binary, the law corpora.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot do its part has failed"
)]

mod audiences;
mod citations;
mod clauses;
mod codes;
mod corpus;
mod faults;
mod kills;
mod markdown;
mod new;
mod output;
mod publishing;
mod strings;
mod support;
mod templates;
mod versions;
