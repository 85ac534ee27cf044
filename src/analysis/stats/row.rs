//! One ticket in the ledger: a few dozen bytes.
//!
//! Numbers of tickets and times are differences to the row before. Rows are read back in order only.

use super::measured::{METRICS, Measured};
use crate::analysis::packed::{NameId, put, take, unzigzag, zigzag};

/// A ticket as the ledger keeps it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Row {
    /// The ticket's number.
    pub(super) id: Option<i64>,
    /// Whether it counts only as a copy that another may be older than.
    pub(super) passed_over: bool,
    /// When anything last happened, in seconds of the epoch.
    pub(super) activity: Option<i64>,
    /// When it was opened, in seconds of the epoch.
    pub(super) opened: Option<i64>,
    /// What is so, what is not, and what nobody knows.
    pub(super) facts: Facts,
    /// Its state.
    pub(super) state: NameId,
    /// Its channel.
    pub(super) channel: NameId,
    /// Who answered it.
    pub(super) agent: NameId,
    /// Who owns it.
    pub(super) owner: NameId,
    /// Its labels.
    pub(super) tags: Vec<NameId>,
    /// How long everything took, in the order of `Metric::ALL`.
    pub(super) spans: [Measured; METRICS],
    /// The way through the bot.
    pub(super) stops: Vec<Stop>,
}

/// What is so of a ticket; `None` where the export does not tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its spans are recounted from transactions; else they are as Glassix reports them.
    pub is_recounted: bool,
    /// It is open, snoozed or pending.
    pub is_open: bool,
    /// It is closed, and no person on our side had a part in it: only bots had it.
    pub bot_only: Option<bool>,
    /// It is `bot_only`, and was closed while the bot waited for an answer.
    pub abandoned: Option<bool>,
    /// It was opened again after it had been closed.
    pub reopened: Option<bool>,
    /// The customer waited for a person, and no person ever answered.
    pub unanswered: Option<bool>,
}

/// A visit to a card.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stop {
    /// The card.
    pub(super) card: NameId,
    /// How long the customer stayed, in milliseconds; `None` for the last card.
    pub(super) stay: Option<u64>,
    /// Whether the customer said anything there.
    pub(super) answered: bool,
}

/// What a row is a difference to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before {
    id: i64,
    activity: i64,
}

impl Facts {
    fn code(self) -> u64 {
        let known = [self.bot_only, self.abandoned, self.reopened, self.unanswered];
        let known = known.into_iter().fold(0_u64, |code, fact| {
            code.wrapping_mul(3).wrapping_add(fact.map_or(0, |is| if is { 2 } else { 1 }))
        });
        known
            .wrapping_mul(4)
            .wrapping_add(u64::from(self.is_recounted))
            .wrapping_add(if self.is_open { 2 } else { 0 })
    }

    fn from_code(code: u64) -> Self {
        let mut known = code / 4;
        let mut next = || {
            let fact = known % 3;
            known /= 3;
            (fact > 0).then_some(fact == 2)
        };
        let (unanswered, reopened) = (next(), next());
        let (abandoned, bot_only) = (next(), next());
        let (is_recounted, is_open) = (code & 1 > 0, code & 2 > 0);
        Self { is_recounted, is_open, bot_only, abandoned, reopened, unanswered }
    }
}

impl Row {
    /// Writes the row behind others.
    pub(super) fn write(&self, before: &mut Before, out: &mut Vec<u8>) {
        let known = [self.id, self.activity, self.opened].map(|value| value.is_some());
        let known = [self.passed_over]
            .into_iter()
            .chain(known)
            .fold(0_u64, |code, yes| code.wrapping_mul(2).wrapping_add(yes.into()));
        put(out, self.facts.code().wrapping_mul(16).wrapping_add(known));
        if let Some(id) = self.id {
            put(out, zigzag(id.wrapping_sub(before.id)));
            before.id = id;
        }
        if let Some(activity) = self.activity {
            put(out, zigzag(activity.wrapping_sub(before.activity)));
            before.activity = activity;
        }
        if let Some(opened) = self.opened {
            put(out, zigzag(before.activity.wrapping_sub(opened)));
        }
        for name in [self.state, self.channel, self.agent, self.owner] {
            put(out, name.into());
        }
        put(out, length(self.tags.len()));
        self.tags.iter().for_each(|tag| put(out, (*tag).into()));
        self.spans.iter().for_each(|span| put(out, span.code()));
        put(out, length(self.stops.len()));
        for stop in &self.stops {
            let card = u64::from(stop.card).wrapping_mul(2);
            put(out, card.wrapping_add(stop.answered.into()));
            put(out, stop.stay.map_or(0, |stay| stay.saturating_add(1)));
        }
    }

    /// Reads a row that was written behind others; keeps its memory.
    pub(super) fn read(&mut self, before: &mut Before, from: &mut &[u8]) {
        let code = take(from);
        let has = |bit: u64| code & bit > 0;
        self.facts = Facts::from_code(code / 16);
        self.passed_over = has(8);
        self.id = has(4).then(|| before.id.wrapping_add(unzigzag(take(from))));
        before.id = self.id.unwrap_or(before.id);
        self.activity = has(2).then(|| before.activity.wrapping_add(unzigzag(take(from))));
        before.activity = self.activity.unwrap_or(before.activity);
        self.opened = has(1).then(|| before.activity.wrapping_sub(unzigzag(take(from))));
        for name in [&mut self.state, &mut self.channel, &mut self.agent, &mut self.owner] {
            *name = take_name(from);
        }
        self.tags.clear();
        self.tags.extend((0..take(from)).map(|_| take_name(from)));
        self.spans.iter_mut().for_each(|span| *span = Measured::from_code(take(from)));
        self.stops.clear();
        self.stops.extend((0..take(from)).map(|_| {
            let card = take(from);
            Stop {
                card: u32::try_from(card / 2).unwrap_or_default(),
                answered: card & 1 > 0,
                stay: take(from).checked_sub(1),
            }
        }));
    }
}

fn length(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn take_name(from: &mut &[u8]) -> NameId {
    u32::try_from(take(from)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Before, Facts, Measured, Row, Stop};
    use proptest::prelude::*;

    fn fact() -> impl Strategy<Value = Option<bool>> {
        prop::option::of(any::<bool>())
    }

    fn measured() -> impl Strategy<Value = Measured> {
        prop_oneof![
            Just(Measured::Absent),
            Just(Measured::Awaited),
            Just(Measured::Impossible),
            (0..=Measured::LONGEST).prop_map(Measured::Took),
        ]
    }

    fn row() -> impl Strategy<Value = Row> {
        let facts = ([any::<bool>(); 3], [fact(), fact(), fact(), fact()]);
        let stop = (any::<u32>(), prop::option::of(0..u64::MAX), any::<bool>());
        let times = [(); 3].map(|()| prop::option::of(any::<i64>()));
        let spans = [(); 6].map(|()| measured());
        let names = prop::array::uniform4(any::<u32>());
        (
            times,
            facts,
            names,
            prop::collection::vec(any::<u32>(), 0..4),
            spans,
            prop::collection::vec(stop, 0..6),
        )
            .prop_map(|([id, activity, opened], facts, names, tags, spans, stops)| {
                let ([passed_over, is_recounted, is_open], facts) = facts;
                let [bot_only, abandoned, reopened, unanswered] = facts;
                let [state, channel, agent, owner] = names;
                let stop = |(card, stay, answered)| Stop { card, stay, answered };
                Row {
                    id,
                    passed_over,
                    activity,
                    opened,
                    facts: Facts {
                        is_recounted,
                        is_open,
                        bot_only,
                        abandoned,
                        reopened,
                        unanswered,
                    },
                    state,
                    channel,
                    agent,
                    owner,
                    tags,
                    spans,
                    stops: stops.into_iter().map(stop).collect(),
                }
            })
    }

    proptest! {
        #[test]
        fn rows_are_read_back(rows in prop::collection::vec(row(), 1..6)) {
            let mut out = Vec::new();
            let mut before = Before::default();
            for row in &rows {
                row.write(&mut before, &mut out);
            }
            let (mut from, mut before, mut read) = (&out[..], Before::default(), Row::default());
            for row in rows {
                read.read(&mut before, &mut from);
                prop_assert_eq!(&read, &row);
            }
            prop_assert!(from.is_empty());
        }
    }

    #[test]
    fn a_common_ticket_takes_little_room() {
        let row = |id| Row {
            id: Some(id),
            activity: Some(1_700_000_000 + id * 60),
            opened: Some(1_699_999_000 + id * 60),
            tags: vec![5],
            spans: [60_000, 160_000, 730_000, 890_000, 890_000, 951_000].map(Measured::Took),
            stops: vec![Stop { card: 9, stay: Some(19_279), answered: true }; 5],
            ..Row::default()
        };
        let (mut before, mut out) = (Before::default(), Vec::new());
        row(100_000_000).write(&mut before, &mut out);
        let first = out.len();
        row(100_000_001).write(&mut before, &mut out);
        assert_eq!((first, out.len() - first), (50, 43));
    }
}
