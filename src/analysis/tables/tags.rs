//! The table of labels.

use super::table::table;
use super::{Rows, numbered};
use crate::analysis::story::Story;
use crate::model::Text;

struct Row<'r> {
    position: i64,
    tag: &'r Text<'r>,
}

table! {
    /// A row for each label of a ticket.
    tags (row: Row<'_>) {
        /// Which label of the ticket, from 1.
        position: whole from "the order of tags" = Some(row.position);
        /// The label.
        tag: text from "tags[]" = Some(row.tag);
    }
}

pub(super) fn rows(story: &Story<'_>, rows: &mut Rows) {
    for (position, tag) in numbered(story.ticket().tags.items()) {
        fill(&Row { position, tag }, rows);
    }
}
