//! Markdown as a tree of blocks with byte spans: outline, clauses, mentions, plain text.
//!
//! Comes in: the body of one document. Goes out: [`Tree`] and findings. Must never know: other documents, so
//! what is mentioned stays open here, and HTML is made only when the mentions are resolved.
//! pulldown-cmark does the parsing; what it lacks for Chinese is added around it, behind [`parse`] alone.

mod anchor;
mod appendix;
mod attributes;
mod citation;
mod clause;
mod contents;
mod emphasis;
mod inline;
mod label;
mod line;
mod locator;
mod marker;
mod numbering;
mod numeral;
mod order;
mod outline;
mod paragraph;
mod parse;
mod pieces;
mod plain;
mod quoted;
mod raw_html;
mod slips;
mod soft_break;
mod tree;

pub use anchor::{Anchors, holder_anchor, is_reserved_anchor};
pub use citation::unnested;
pub use clause::{Clause, ClauseKind, ClauseNumber, path_in_words};
pub use locator::Locator;
pub use numeral::{chinese_numeral, parse_numeral};
pub use parse::parse;
pub use plain::{BETWEEN_CELLS, compared_blocks, plain_blocks, plain_inlines};
pub use raw_html::{ALLOWED_TAGS, raw_tags};
pub use tree::{
    AlertKind, Alignment, Article, Block, BlockKind, Cited, Definition, Footnote, Heading, Inline,
    Item, List, Mention, MentionKind, Paragraph, Table, Text, Tree,
};
