//! What the rules look at: a ticket understood, and the answers about it that several need.

use crate::analysis::course::Entry;
use crate::analysis::first_response::ResponseFrom;
use crate::analysis::metrics::{Metrics, Span, SpanName};
use crate::analysis::roster::Roster;
use crate::analysis::stats::Target;
use crate::analysis::story::Story;
use crate::model::{DefectKind, Ticket};
use std::cell::OnceCell;

/// A ticket before the rules.
pub(super) struct Case<'s, 't> {
    pub(super) story: &'s Story<'t>,
    pub(super) targets: &'s [Target],
    metrics: OnceCell<Metrics>,
    roster: OnceCell<Roster>,
    lost: OnceCell<Vec<usize>>,
}

impl<'s, 't> Case<'s, 't> {
    pub(super) const fn new(story: &'s Story<'t>, targets: &'s [Target]) -> Self {
        Self {
            story,
            targets,
            metrics: OnceCell::new(),
            roster: OnceCell::new(),
            lost: OnceCell::new(),
        }
    }

    pub(super) fn ticket(&self) -> &'t Ticket<'t> {
        self.story.ticket()
    }

    /// Returns the times and counts.
    pub(super) fn metrics(&self) -> &Metrics {
        self.metrics.get_or_init(|| Metrics::of(self.story, ResponseFrom::Auto))
    }

    /// Returns a span.
    pub(super) fn span(&self, name: SpanName) -> Option<&Span> {
        self.metrics().span(name)
    }

    /// Returns who took part, and what is said of them.
    pub(super) fn roster(&self) -> &Roster {
        self.roster.get_or_init(|| Roster::of(self.story, false))
    }

    /// Tells whether the ticket's data was destroyed on purpose.
    pub(super) fn is_scrambled(&self) -> bool {
        self.ticket().is_scrambled.copied() == Some(true)
    }

    /// Points at something in an entry of the course.
    pub(super) fn pointer(&self, entry: &Entry<'_>, inside: &str) -> String {
        self.transaction(entry.index, inside)
    }

    /// Points at something in a transaction, by its place among those that could be read.
    pub(super) fn transaction(&self, index: usize, inside: &str) -> String {
        let lost = self.lost.get_or_init(|| self.lost_transactions());
        let in_file =
            lost.iter().fold(
                index,
                |index, lost| {
                    if *lost <= index { index.saturating_add(1) } else { index }
                },
            );
        format!("/transactions/{in_file}{inside}")
    }

    /// Lists the places in the file at which stands something that is no transaction.
    fn lost_transactions(&self) -> Vec<usize> {
        let defects = self.story.record.defects.iter();
        let expected = defects.filter(|defect| matches!(defect.kind, DefectKind::Expected(_)));
        let mut lost: Vec<usize> = expected
            .filter_map(|defect| defect.pointer.strip_prefix("/transactions/")?.parse().ok())
            .collect();
        lost.sort_unstable();
        lost
    }
}
