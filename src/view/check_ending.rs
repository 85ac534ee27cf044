//! What stands below the last page of checked tickets.

use super::check::counted;
use super::words::number;
use crate::analysis::check::{Ending, Severity};
use crate::model::Zone;
use crate::page::{Block, Line, Page, Report};

impl Report for Ending {
    fn page(&self, _: Zone) -> Page {
        let totals = &self.totals;
        let mut lines = Vec::new();
        if totals.tickets > 1 {
            let mut line = Line::new().muted(format!(
                "{} of {} tickets {} no findings",
                number(totals.without_findings),
                number(totals.tickets),
                have(totals.without_findings)
            ));
            if totals.with_notes_only > 0 {
                let notes = totals.with_notes_only;
                let way = if self.shows_notes { "" } else { " (-v shows them)" };
                line = line.muted(format!(", {} {} notes only{way}", number(notes), have(notes)));
            }
            lines.push(line.muted(". In all ").then(counted(totals.counted)).muted("."));
        }
        if let Some(code) = totals.worst {
            let said = format!("ticketctl explain {code} says what a rule compares and why. ");
            lines.push(Line::new().muted(said + self.status()));
        }
        let mut page = Page::default();
        if !lines.is_empty() {
            page.push(Block::Text(lines));
        }
        page
    }
}

/// Says what so many tickets do.
pub(super) const fn have(tickets: usize) -> &'static str {
    if tickets == 1 { "has" } else { "have" }
}

impl Ending {
    /// Says what the exit status is, and why.
    fn status(&self) -> &'static str {
        match (self.fail_on, self.is_no()) {
            _ if self.is_unread => "Exit status 3: some input could not be read.",
            (Some(Severity::Error), true) => "Exit status 1: there are errors.",
            (Some(Severity::Warning), true) => "Exit status 1: there are errors or warnings.",
            (_, true) => "Exit status 1: there are findings.",
            (Some(Severity::Error), false) => "Exit status 0: no errors.",
            (Some(Severity::Warning), false) => "Exit status 0: no errors and no warnings.",
            (_, false) => "Exit status 0.",
        }
    }
}
