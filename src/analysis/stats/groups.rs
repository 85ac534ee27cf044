//! Tickets grouped: by who answered, by tag, by the hour in which they were opened.

use super::figures::Figures;
use super::ledger::{AllNames, Ledger};
use super::measured::METRICS;
use super::row::Row;
use super::spans::{Basis, SpanFigures};
use super::targets::{Outcome, Target, outcomes};
use crate::analysis::packed::{BEYOND, NONE, NameId};
use crate::model::{Text, Zone};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, Timelike};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

/// What tickets are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Who answered: the author of the first reply, else the last agent who had the ticket.
    Agent,
    /// A label; a ticket with several is in several groups.
    Tag,
    /// The main channel.
    Channel,
    /// The state.
    State,
    /// The hour of the day in which it was opened.
    Hour,
    /// The day of the week on which it was opened.
    Weekday,
    /// The day on which it was opened.
    Day,
    /// A card of the bot's that the customer came to; a ticket may be in several groups.
    Card,
    /// Who owns the ticket now, or did last.
    Owner,
}

/// Some of the tickets.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Group {
    /// What they have in common.
    pub name: GroupName,
    /// How many there are.
    pub tickets: usize,
    /// Their spans.
    pub spans: Vec<SpanFigures>,
    /// How they did by the targets.
    pub targets: Vec<Outcome>,
}

/// What the tickets of a group have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupName {
    /// An hour of the day.
    Hour(u32),
    /// A day of the week, from Monday, which is 0.
    Weekday(u32),
    /// A day.
    Day(NaiveDate),
    /// A name out of the tickets.
    Name(Text<'static>),
    /// They lack what the others are grouped by.
    None,
    /// There were too many names to keep; these tickets have the others.
    Beyond,
}

impl JsonSchema for GroupName {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "GroupName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "integer", "null"],
            "description": "A number from 0 for hours and weekdays, a date, a name; null without one, … for those beyond."
        })
    }
}

/// As data: a number from 0 for hours and weekdays, a date, a name, `null`, or `"…"`.
impl Serialize for GroupName {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Hour(number) | Self::Weekday(number) => to.serialize_u32(*number),
            Self::Day(day) => to.collect_str(day),
            Self::Name(name) => name.serialize(to),
            Self::None => to.serialize_none(),
            Self::Beyond => to.serialize_str("…"),
        }
    }
}

/// A group by number: that of a name, of an hour, or of a day.
type Key = i64;

impl By {
    /// Tells whether all groups stand in their own order, not the largest first.
    pub const fn is_cycle(self) -> bool {
        matches!(self, Self::Hour | Self::Weekday)
    }

    /// Lists the groups that a ticket belongs to.
    fn keys(self, row: &Row, zone: Zone, add: &mut dyn FnMut(Key)) {
        let name = |id: NameId| Key::from(id);
        let time = |part: fn(NaiveDateTime) -> u32| {
            let at = row.opened.and_then(|opened| local(opened, zone));
            at.map_or(Key::from(NONE), |at| Key::from(part(at)).saturating_add(2))
        };
        match self {
            Self::Agent => add(name(row.agent)),
            Self::Owner => add(name(row.owner)),
            Self::Channel => add(name(row.channel)),
            Self::State => add(name(row.state)),
            Self::Tag if row.tags.is_empty() => add(name(NONE)),
            Self::Tag => row.tags.iter().for_each(|tag| add(name(*tag))),
            Self::Card if row.stops.is_empty() => add(name(NONE)),
            Self::Card => {
                for (index, stop) in row.stops.iter().enumerate() {
                    let mut before = row.stops.iter().take(index);
                    if before.all(|before| before.card != stop.card) {
                        add(name(stop.card));
                    }
                }
            }
            Self::Hour => add(time(|at| at.hour())),
            Self::Weekday => add(time(|at| at.weekday().num_days_from_monday())),
            Self::Day => add(time(|at| at.num_days_from_ce().unsigned_abs())),
        }
    }

    fn name(self, key: Key, names: &AllNames) -> GroupName {
        let Ok(id) = NameId::try_from(key) else { return GroupName::None };
        if id == NONE {
            return GroupName::None;
        }
        let number = id.saturating_sub(2);
        let names = match self {
            Self::Hour => return GroupName::Hour(number),
            Self::Weekday => return GroupName::Weekday(number),
            Self::Day => {
                let start = NaiveDate::from_num_days_from_ce_opt(0).unwrap_or_default();
                let day = start.checked_add_days(Days::new(number.into()));
                return day.map_or(GroupName::None, GroupName::Day);
            }
            Self::Agent | Self::Owner => &names.people,
            Self::Tag => &names.tags,
            Self::Channel => &names.channels,
            Self::State => &names.states,
            Self::Card => &names.cards,
        };
        match names.label(id) {
            Some(name) => GroupName::Name(name),
            None if id == BEYOND => GroupName::Beyond,
            None => GroupName::None,
        }
    }
}

/// Returns the time on the clock and the day on the calendar at a moment.
fn local(epoch: i64, zone: Zone) -> Option<NaiveDateTime> {
    DateTime::from_timestamp(epoch, 0).map(|at| zone.at(at).naive_local())
}

/// A group that has been counted.
pub(super) struct Counted {
    key: Key,
    pub(super) name: GroupName,
    pub(super) tickets: usize,
}

/// Counts the groups: those of a cycle in its order, days from the latest, others from the largest.
/// Tickets that lack what the others are grouped by come last.
pub(super) fn count<const N: usize>(ledger: &Ledger, by: [By; N], zone: Zone) -> [Vec<Counted>; N] {
    let mut counts = [(); N].map(|()| HashMap::<Key, usize>::new());
    ledger.each(|row| {
        for (by, counts) in by.iter().zip(&mut counts) {
            by.keys(row, zone, &mut |key| {
                let key = if counts.len() < MOST_GROUPS || counts.contains_key(&key) {
                    key
                } else {
                    Key::from(BEYOND)
                };
                let count = counts.entry(key).or_default();
                *count = count.saturating_add(1);
            });
        }
    });
    let mut by = by.into_iter();
    counts.map(|counts| {
        let by = by.next().unwrap_or(By::State);
        let mut groups: Vec<_> = counts
            .into_iter()
            .map(|(key, tickets)| Counted { key, name: by.name(key, &ledger.names), tickets })
            .collect();
        groups.sort_by(|one, other| {
            let rank = |group: &Counted| {
                let lacks = matches!(group.name, GroupName::None | GroupName::Beyond);
                let size = if by.is_cycle() || by == By::Day { 0 } else { group.tickets };
                (lacks, Reverse(size))
            };
            let names = match by {
                By::Day => other.name.cmp(&one.name),
                _ => one.name.cmp(&other.name),
            };
            rank(one).cmp(&rank(other)).then(names).then(one.key.cmp(&other.key))
        });
        groups
    })
}

/// More groups than this tell nothing; a day for each of 80 years fits.
const MOST_GROUPS: usize = 30_000;

/// Measures groups that have been counted.
pub(super) fn measure(
    ledger: &Ledger,
    (by, zone): (By, Zone),
    counted: Vec<Counted>,
    basis: Basis,
    targets: &[Target],
) -> Vec<Group> {
    let places: HashMap<Key, usize> =
        counted.iter().enumerate().map(|(place, group)| (group.key, place)).collect();
    let groups = |row: &Row, add: &mut dyn FnMut(usize)| {
        if basis.is_of(row) {
            by.keys(row, zone, &mut |key| {
                places.get(&key).into_iter().for_each(|place| add(*place));
            });
        }
    };
    let spans = SpanFigures::by_key(ledger, counted.len(), basis, groups);
    let outcomes = outcomes(ledger, counted.len(), targets, basis, groups);
    let measured = counted.into_iter().zip(spans).zip(outcomes);
    measured
        .map(|((group, spans), targets)| Group {
            name: group.name,
            tickets: group.tickets,
            spans,
            targets,
        })
        .collect()
}

/// Measures one span hour by hour, in the order of the day.
pub(super) fn by_hour(ledger: &Ledger, span: usize, basis: Basis, zone: Zone) -> Vec<Figures> {
    Figures::by_key(ledger, 24, |row, add| {
        let at = row.opened.filter(|_| basis.is_of(row)).and_then(|opened| local(opened, zone));
        let ms = row.spans.get(span).and_then(|span| span.ms());
        if let (Some(hour), Some(ms)) = (at.and_then(|at| usize::try_from(at.hour()).ok()), ms) {
            add(hour, ms);
        }
    })
}

/// The place of the queue among the spans.
pub(super) const QUEUE: usize = 1;

const _: () = assert!(METRICS > QUEUE, "the queue is measured");
