//! What of a conversation is wanted.

use super::person::Role;
use super::story::Story;
use super::turn::{Counts, Turn, TurnKind};
use crate::model::Zone;
use chrono::{DateTime, NaiveDateTime, NaiveTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;

/// What of a conversation is wanted. Without any wish, all of it.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only messages of people whose name holds one of these, in any case.
    pub from: Vec<String>,
    /// Only entries of these kinds.
    pub only: Vec<Wanted>,
    /// Not what bots say.
    pub no_bot: bool,
    /// Not what happens to the ticket.
    pub no_events: bool,
    /// Not what is for agents' eyes only.
    pub no_notes: bool,
    /// Nothing before this.
    pub since: Option<Moment>,
    /// Nothing after this.
    pub until: Option<Moment>,
    /// On whose clock and calendar those are.
    pub zone: Zone,
    /// Of the rest, so many from the beginning.
    pub first: Option<usize>,
    /// Of the rest, so many from the end.
    pub last: Option<usize>,
}

/// A kind of entry, as one asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Messages of customers.
    Customer,
    /// Messages of agents.
    Agent,
    /// Messages of bots.
    Bot,
    /// Messages that nobody typed.
    Automatic,
    /// Notes for agents.
    Notes,
    /// Everything else.
    Events,
}

/// A moment, as one asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A point in time.
    At(DateTime<Utc>),
    /// A date and time, as a clock shows it.
    Shown(NaiveDateTime),
    /// A time of day, on the day the ticket was opened.
    OnFirstDay(NaiveTime),
}

impl Moment {
    /// Returns the point in time, if it is one by itself, without a ticket.
    pub fn alone(self, zone: Zone) -> Option<DateTime<Utc>> {
        match self {
            Self::At(at) => Some(at),
            Self::Shown(shown) => zone.moment(shown),
            Self::OnFirstDay(_) => None,
        }
    }

    fn resolve(self, story: &Story<'_>, zone: Zone) -> Option<DateTime<Utc>> {
        match self {
            Self::At(_) | Self::Shown(_) => self.alone(zone),
            Self::OnFirstDay(time) => {
                let first = story.course.entries.iter().find_map(|entry| entry.at);
                let opened = story.ticket().opened_at.copied().or(first)?;
                zone.moment(opened.shown_in(zone).date_naive().and_time(time))
            }
        }
    }
}

/// What a filter left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, JsonSchema, Serialize)]
pub struct LeftOut {
    /// How many entries.
    pub entries: usize,
    /// Of which kinds.
    pub counts: Counts,
}

impl Filter {
    /// Removes what is not wanted; says what that was.
    pub fn apply(&self, turns: &mut Vec<Turn>, story: &Story<'_>) -> LeftOut {
        let since = self.since.and_then(|moment| moment.resolve(story, self.zone));
        let until = self.until.and_then(|moment| moment.resolve(story, self.zone));
        let mut left_out = LeftOut::default();
        let mut leave_out = |turn: &Turn| {
            left_out.entries = left_out.entries.saturating_add(1);
            left_out.counts.add(turn.kind, turn.who.as_ref().map(|who| who.role));
        };
        let mut keep = |turn: &Turn, wanted: bool| {
            if !wanted {
                leave_out(turn);
            }
            wanted
        };
        turns.retain(|turn| {
            let in_time = turn.at.get().is_none_or(|at| {
                since.is_none_or(|since| at.utc() >= since)
                    && until.is_none_or(|until| at.utc() <= until)
            });
            keep(turn, in_time && self.wants(turn))
        });
        let (mut number, end) = (1.., self.first.unwrap_or(usize::MAX));
        turns.retain(|turn| keep(turn, number.next().is_some_and(|number| number <= end)));
        let start = turns.len().saturating_sub(self.last.unwrap_or(usize::MAX));
        number = 1..;
        turns.retain(|turn| keep(turn, number.next().is_some_and(|number| number > start)));
        left_out
    }

    fn wants(&self, turn: &Turn) -> bool {
        let kind = wanted(turn);
        let refused = (self.no_bot && kind == Some(Wanted::Bot))
            || (self.no_events && kind == Some(Wanted::Events))
            || (self.no_notes && kind == Some(Wanted::Notes));
        let asked_kind = self.only.is_empty() || kind.is_some_and(|kind| self.only.contains(&kind));
        let asked_name = self.from.is_empty()
            || turn.who.as_ref().is_some_and(|who| {
                let name = who.name.as_str().to_lowercase();
                self.from.iter().any(|part| name.contains(&part.to_lowercase()))
            });
        !refused && asked_kind && asked_name
    }
}

fn wanted(turn: &Turn) -> Option<Wanted> {
    match turn.kind {
        TurnKind::Message => match turn.who.as_ref().map(|who| who.role) {
            Some(Role::Customer) => Some(Wanted::Customer),
            Some(Role::Agent) => Some(Wanted::Agent),
            Some(Role::Bot) => Some(Wanted::Bot),
            _ => None,
        },
        TurnKind::Automatic => Some(Wanted::Automatic),
        TurnKind::Note => Some(Wanted::Notes),
        _ => Some(Wanted::Events),
    }
}
