//! What can be counted ticket by ticket: what is so of how many.

use super::ledger::Ledger;
use super::row::Facts;
use schemars::JsonSchema;
use serde::Serialize;

/// How many tickets something is so of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct FactCount {
    /// What it is.
    pub fact: FactName,
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

/// What can be summed up in one go.
pub(super) struct Sums {
    pub(super) reported: usize,
    pub(super) open: usize,
    pub(super) opened_from: Option<i64>,
    pub(super) opened_to: Option<i64>,
    pub(super) counts: [FactCount; 4],
}

impl Sums {
    pub(super) fn of(ledger: &Ledger) -> Self {
        let facts =
            [FactName::BotOnly, FactName::Abandoned, FactName::Reopened, FactName::Unanswered];
        let mut sums = Self {
            reported: 0,
            open: 0,
            opened_from: None,
            opened_to: None,
            counts: facts.map(|fact| FactCount { fact, tickets: 0, of: 0 }),
        };
        ledger.each(|row| {
            let Facts { is_recounted, is_open, .. } = row.facts;
            sums.reported = sums.reported.saturating_add(usize::from(!is_recounted));
            sums.open = sums.open.saturating_add(usize::from(is_open));
            sums.opened_from = sums.opened_from.into_iter().chain(row.opened).min();
            sums.opened_to = sums.opened_to.max(row.opened);
            for count in &mut sums.counts {
                if let Some(is) = row.facts.get(count.fact) {
                    count.of = count.of.saturating_add(1);
                    count.tickets = count.tickets.saturating_add(usize::from(is));
                }
            }
        });
        sums
    }
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
