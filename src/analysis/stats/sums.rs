//! What can be counted ticket by ticket: what is so of how many.

use super::ledger::Ledger;
use super::row::Facts;
use super::spans::Basis;
use crate::analysis::explanation::{Explanation, Kind};
use schemars::JsonSchema;
use serde::Serialize;

/// How many tickets something is so of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct FactCount {
    /// What it is.
    pub fact: FactName,
    /// Which tickets are counted: those with transactions, or those of which only reports are known.
    pub basis: Basis,
    /// Of how many tickets it is so.
    pub tickets: usize,
    /// Of how many tickets it is known whether it is so.
    pub of: usize,
}

/// What may be so of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FactName {
    /// Closed, and only bots had it: no person on our side had a part in it.
    BotOnly,
    /// Of the bot-only ones: closed while the bot waited for an answer.
    Abandoned,
    /// Closed, and open again after that.
    Reopened,
    /// The customer waited for a person, and no person ever answered.
    Unanswered,
}

const fn definition(topic: &'static str, title: &'static str, brief: &'static str) -> Explanation {
    Explanation::new(Kind::Definition, topic, title, brief).shown_by(&["stats"])
}

/// The words about many tickets.
pub(in crate::analysis) const ABOUT_MANY: &[Explanation] = &[
    definition("bot_only", "Bot only", "closed, and bots alone had it")
        .says(&["No person on our side had a part in it. Reported: closed, no message of an agent, and a bot's."])
        .see_also(&["abandoned", "left", "bots"]),
    definition("abandoned", "Abandoned", "of the bot-only ones, those closed while the bot waited for an answer")
        .says(&["A bot without cards does not tell what it waited for: such tickets are not counted either way."])
        .see_also(&["bot_only", "left"]),
    definition("backlog", "Backlog", "open, snoozed and pending tickets")
        .says(&["Their age is counted to the newest moment that the archive tells of, not to today."])
        .see_also(&["unanswered"]),
    definition("median", "Median", "the value in the middle: as many are greater as are smaller")
        .says(&["In stats, of an even number of values the lower of the middle two: a value that was met. Of the \
                 answers of one person, the mean of the two."])
        .shown_by(&["stats", "participants", "show"])
        .see_also(&["percentile"]),
    definition("percentile", "Percentile", "the smallest value that so many percent of the values do not exceed")
        .also(&["p90", "p99", "percentiles"])
        .says(&["Exact, by nearest rank: a value that was met. P90 takes ten values, P99 a hundred; with fewer it is \
                 missing."])
        .see_also(&["median", "missing"]),
    definition("target", "Target", "how long a span may take, as --sla says it")
        .also(&["sla", "targets"])
        .says(&["Met, missed, or unanswered: a span whose end has not come has not met its target, however short the \
                 time was until the export."])
        .see_also(&["first_response", "queue", "unanswered"]),
];

/// What can be summed up in one go.
pub(super) struct Sums {
    pub(super) reported: usize,
    pub(super) open: usize,
    pub(super) opened_from: Option<i64>,
    pub(super) opened_to: Option<i64>,
    pub(super) counts: Vec<FactCount>,
}

impl Sums {
    pub(super) fn of(ledger: &Ledger) -> Self {
        let counts = [Basis::Recount, Basis::Reported].into_iter().flat_map(|basis| {
            FactName::ALL.map(|fact| FactCount { fact, basis, tickets: 0, of: 0 })
        });
        let mut sums = Self {
            reported: 0,
            open: 0,
            opened_from: None,
            opened_to: None,
            counts: counts.collect(),
        };
        ledger.each(|row| {
            let Facts { is_recounted, is_open, .. } = row.facts;
            sums.reported = sums.reported.saturating_add(usize::from(!is_recounted));
            sums.open = sums.open.saturating_add(usize::from(is_open));
            sums.opened_from = sums.opened_from.into_iter().chain(row.opened).min();
            sums.opened_to = sums.opened_to.max(row.opened);
            for count in sums.counts.iter_mut().filter(|count| count.basis.is_of(row)) {
                if let Some(is) = row.facts.get(count.fact) {
                    count.of = count.of.saturating_add(1);
                    count.tickets = count.tickets.saturating_add(usize::from(is));
                }
            }
        });
        sums
    }
}

impl FactName {
    const ALL: [Self; 4] = [Self::BotOnly, Self::Abandoned, Self::Reopened, Self::Unanswered];
}

impl Facts {
    fn get(self, fact: FactName) -> Option<bool> {
        match fact {
            FactName::BotOnly => self.bot_only,
            FactName::Abandoned => self.abandoned,
            FactName::Reopened => self.reopened,
            FactName::Unanswered => self.unanswered,
        }
    }
}
