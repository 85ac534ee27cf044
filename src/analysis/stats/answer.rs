//! The answer about an archive.

use super::figures::Figures;
use super::funnel::Funnel;
use super::groups::{By, Group, GroupName, QUEUE, by_hour, count, measure};
use super::ledger::Ledger;
use super::row::Row;
use super::spans::{Basis, SpanFigures};
use super::sums::{FactCount, Sums};
use super::targets::{Outcome, Target, outcomes};
use crate::model::{Timestamp, Zone};
use chrono::DateTime;
use schemars::JsonSchema;
use serde::Serialize;

/// What is asked of an archive.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// What to group by; by default by who answered.
    pub by: Option<By>,
    /// How many groups, cards and paths to list.
    pub top: usize,
    /// The targets.
    pub targets: Vec<Target>,
    /// In which zone hours and days begin.
    pub zone: Zone,
}

/// What is told of the reading.
#[derive(Debug, Clone, Copy, Default, JsonSchema, Serialize)]
pub struct Read {
    /// Files in which there were tickets; missing for what has no name.
    pub files: u64,
    /// Things that could not be read, or are no tickets.
    pub skipped: u64,
}

/// Figures about all tickets of an archive.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Stats {
    /// The name and version of the JSON form.
    pub schema: &'static str,
    /// How many tickets there are, each once.
    pub tickets: usize,
    /// What is told of the reading.
    #[serde(flatten)]
    pub read: Read,
    /// Copies of tickets that were left out.
    pub duplicates: usize,
    /// Tickets whose spans are as Glassix reports them: all, or those without transactions.
    pub reported: usize,
    /// When the first ticket was opened.
    pub opened_from: Option<Timestamp>,
    /// When the last ticket was opened.
    pub opened_to: Option<Timestamp>,
    /// The newest moment that any ticket tells of; ages are counted to it.
    pub as_of: Option<Timestamp>,
    /// The zone of hours and days.
    pub zone: String,
    /// The states, the most common first.
    pub states: Vec<Tallied>,
    /// The channels.
    pub channels: Vec<Tallied>,
    /// Who answered.
    pub agents: Vec<Tallied>,
    /// The tags.
    pub tags: Vec<Tallied>,
    /// The spans: recounted ones, then reported ones; never mixed.
    pub spans: Vec<SpanFigures>,
    /// How tickets did by the targets.
    pub targets: Vec<Outcome>,
    /// What is so of how many tickets: those with transactions, then those with reports alone.
    pub counts: Vec<FactCount>,
    /// The tickets that are open, snoozed or pending, and their ages at `as_of`.
    pub backlog: Backlog,
    /// The way through the bot.
    pub bot: Funnel,
    /// What the groups are grouped by.
    pub by: By,
    /// What the spans of groups, hours and cards are taken from.
    pub basis: Basis,
    /// The groups.
    pub groups: Vec<Group>,
    /// How many groups there are.
    pub groups_total: usize,
    /// The time in the queue by the hour in which tickets were opened, from 0 to 23.
    pub queue_by_hour: Vec<Figures>,
    /// Whether somebody asked for the groups.
    #[serde(skip)]
    pub is_grouped: bool,
}

/// How many tickets have something in common.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Tallied {
    /// What it is.
    pub name: GroupName,
    /// How many there are.
    pub tickets: usize,
}

/// The tickets that are not closed.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Backlog {
    /// How many there are.
    pub tickets: usize,
    /// Their ages: from opening to the newest moment of the archive.
    pub age: Figures,
}

/// So many states, channels, agents and tags are listed in any case.
const AT_LEAST: usize = 10;

impl Stats {
    /// The name and version of the JSON form.
    pub const SCHEMA: &'static str = "ticketctl.stats/1";

    /// Answers from a ledger.
    pub fn of(ledger: &Ledger, read: Read, question: &Question) -> Self {
        let top = question.top;
        let sums = Sums::of(ledger);
        let tickets = ledger.tickets();
        let basis = if sums.reported < tickets { Basis::Recount } else { Basis::Reported };
        let [states, channels, agents, tags] =
            count(ledger, [By::State, By::Channel, By::Agent, By::Tag], question.zone).map(
                |groups| {
                    let of = |group: super::groups::Counted| Tallied {
                        name: group.name,
                        tickets: group.tickets,
                    };
                    groups.into_iter().take(top.max(AT_LEAST)).map(of).collect::<Vec<_>>()
                },
            );
        let by = question.by.unwrap_or(By::Agent);
        let [mut groups] = count(ledger, [by], question.zone);
        let groups_total = groups.len();
        groups.truncate(if by.is_cycle() { groups_total } else { top });
        let used = [Basis::Recount, Basis::Reported]
            .into_iter()
            .filter(|one| *one == basis || (*one == Basis::Reported && sums.reported > 0));
        let (mut spans, mut targets, mut counts) = (Vec::new(), Vec::new(), Vec::new());
        for basis in used {
            counts.extend(sums.counts.iter().filter(|count| count.basis == basis).copied());
            let all = |row: &Row, add: &mut dyn FnMut(usize)| {
                if basis.is_of(row) {
                    add(0);
                }
            };
            spans.extend(SpanFigures::by_key(ledger, 1, basis, all).into_iter().flatten());
            targets
                .extend(outcomes(ledger, 1, &question.targets, basis, all).into_iter().flatten());
        }
        Self {
            schema: Self::SCHEMA,
            tickets,
            read,
            duplicates: ledger.duplicates(),
            reported: sums.reported,
            opened_from: sums.opened_from.and_then(moment),
            opened_to: sums.opened_to.and_then(moment),
            as_of: ledger.newest().and_then(moment),
            zone: question.zone.to_string(),
            states,
            channels,
            agents,
            tags,
            spans,
            targets,
            counts,
            backlog: Backlog::of(ledger, sums.open),
            bot: Funnel::of(ledger, basis, top),
            by,
            basis,
            groups: measure(ledger, (by, question.zone), groups, basis, &question.targets),
            groups_total,
            queue_by_hour: by_hour(ledger, QUEUE, basis, question.zone),
            is_grouped: question.by.is_some(),
        }
    }
}

impl Backlog {
    fn of(ledger: &Ledger, tickets: usize) -> Self {
        let age = |row: &Row| {
            let age = ledger.newest()?.checked_sub(row.opened?)?;
            u64::try_from(age.checked_mul(1000)?).ok()
        };
        let mut ages = Figures::by_key(ledger, 1, |row, add| {
            if row.facts.is_open
                && let Some(age) = age(row)
            {
                add(0, age);
            }
        });
        Self { tickets, age: ages.pop().unwrap_or_default() }
    }
}

fn moment(epoch: i64) -> Option<Timestamp> {
    DateTime::from_timestamp(epoch, 0).map(Timestamp::from)
}
