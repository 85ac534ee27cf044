//! The page of a timeline.

use super::clock::Clock;
use super::head::title;
use super::sentences::{event_details, event_word};
use super::transcript::no_conversation;
use super::words::{count, delivery, duration, gap, held_parts, ink, mark, odd, unreadable};
use crate::analysis::{Item, Role, Seconds, Stated, StepItem, Timeline, Turn, TurnKind, Waited};
use crate::model::{Timestamp, Zone};
use crate::page::{
    Block, Cell, Column, Lane, LaneContent, Lanes, Line, Mark, Page, Report, Role as Ink, Table,
};
use chrono::{NaiveDate, TimeDelta};
use serde::Serialize;
use std::time::Duration;

impl Report for Timeline {
    const HEADER: &'static [&'static str] = Self::HEADER;

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        Self::rows(self)
    }

    fn page(&self, zone: Zone) -> Page {
        let mut page = Page::default();
        let clock = Clock::of_day(zone, self.head.opened_at.get().copied().or(self.from));
        title(&mut page, &self.head, "timeline", Line::new().muted(clock.short_title()));
        if let Some(lanes) = self.lanes(clock) {
            page.push(Block::Lanes(lanes));
        }
        if self.transactions.is_none() {
            page.push(Block::Text(vec![no_conversation()]));
        }
        if !self.only_lanes && !self.events.is_empty() {
            page.push(Block::Table(self.list(clock)));
            page.push(Block::Text(vec![self.footer()]));
        }
        page.blocks.extend(unreadable(&self.unreadable));
        page
    }
}

impl Timeline {
    fn lanes(&self, clock: Clock) -> Option<Lanes> {
        let (from, to) = (self.from?, self.to?);
        let offset = |at: Timestamp| Seconds::between(from, at).as_f64();
        let seconds = offset(to);
        if seconds <= 0.0 {
            return None;
        }
        let mut ticks = vec![(0.0, Line::new().muted(clock.seconds(from)))];
        let taken = self.held.iter().filter(|held| held.role == Role::Agent && held.from > from);
        for held in taken {
            ticks.push((offset(held.from), Line::new().muted(clock.time(held.from))));
        }
        ticks.push((seconds, Line::new().muted(clock.time(to))));
        let mut lanes = vec![Lane {
            label: Line::new().muted("held by"),
            content: LaneContent::Held(held_parts(&self.held)),
        }];
        lanes.extend(
            [
                self.lane("customer", Role::Customer, from, |turn| turn.is_from(Role::Customer)),
                self.lane("bot", Role::Bot, from, |turn| turn.is_from(Role::Bot)),
                self.lane("automatic", Role::Queue, from, |turn| turn.kind == TurnKind::Automatic),
                self.lane("agent", Role::Agent, from, |turn| turn.is_from(Role::Agent)),
                self.lane("note", Role::System, from, |turn| turn.kind == TurnKind::Note),
            ]
            .into_iter()
            .flatten(),
        );
        if !self.waits.is_empty() {
            let longest = self.waits.iter().map(|wait| wait.seconds).max();
            let several = self.waits.len() > 1;
            let stretch = |wait: &Waited| {
                let is_longest = Some(wait.seconds) == longest;
                let words = match (is_longest, several) {
                    (true, true) => {
                        format!("longest of {} waits, {}", self.waits.len(), duration(wait.seconds))
                    }
                    (true, false) => format!("{} {}", waits(wait), duration(wait.seconds)),
                    (false, _) => String::new(),
                };
                (offset(wait.from), offset(wait.to), Line::new().role(words, Ink::Queue))
            };
            lanes.push(Lane {
                label: Line::new().muted("waiting"),
                content: LaneContent::Stretches(self.waits.iter().map(stretch).collect()),
            });
        }
        Some(Lanes { seconds, scale, ticks, lanes })
    }

    /// Draws when messages of a kind were written; no lane if there are none.
    fn lane(
        &self,
        label: &'static str,
        role: Role,
        from: Timestamp,
        wanted: impl Fn(&Turn) -> bool,
    ) -> Option<Lane> {
        let at = self.moments(wanted).into_iter().map(|at| Seconds::between(from, at).as_f64());
        let at: Vec<_> = at.collect();
        (!at.is_empty()).then(|| Lane {
            label: Line::new().role(label, ink(role)),
            content: LaneContent::Moments(mark(role), at),
        })
    }

    fn list(&self, mut clock: Clock) -> Table {
        let mut rows = Vec::new();
        let mut before = None;
        for item in &self.events {
            let new_day = item.at().and_then(|at| clock.turn_to(at));
            let change = item.at().and_then(|at| clock.change(before.replace(at)?, at));
            rows.extend(change.map(change_row));
            rows.push(match item {
                Item::Step(step) => step_row(step, new_day, clock),
                Item::Turn(turn) => self.turn_row(turn, new_day, clock),
            });
        }
        Table {
            heading: None,
            columns: vec![
                Column::words("TIME"),
                Column::numbers("AFTER"),
                Column::words("WHO"),
                Column::excerpt("WHAT"),
            ],
            rows,
        }
    }

    fn turn_row(&self, turn: &Turn, new_day: Option<NaiveDate>, clock: Clock) -> Vec<Cell> {
        let time = match &turn.at {
            Stated::Given(at) => Line::new().muted(clock.exact(*at)),
            Stated::Odd(_) => Line::new().mark(Mark::Caution),
            Stated::Missing => Line::new().muted("–"),
        };
        let speaks = matches!(turn.kind, TurnKind::Message | TurnKind::Automatic | TurnKind::Note);
        let role = turn.who.as_ref().map_or(Role::Unknown, |who| who.role);
        let who = if speaks {
            let (mark, ink) = match turn.kind {
                TurnKind::Automatic => (Mark::Queue, Ink::Queue),
                _ => (mark(role), ink(role)),
            };
            let line = Line::new().mark(mark).own(" ");
            match &turn.who {
                Some(who) => line.quote(&who.name, ink),
                None => line.role("unknown", ink),
            }
        } else {
            Line::new().heading(event_word(turn))
        };
        let what = if speaks { said(turn) } else { event_details(turn, self.source.as_ref()) };
        let what = match &turn.at {
            Stated::Odd(written) => what.muted(", at ").then(odd(written)),
            _ => what,
        };
        let status =
            delivery(&turn.status, self.marks_read).filter(|_| role == Role::Agent && speaks);
        let what = match status {
            Some(status) => what.own("  ").then(status),
            None if turn.kind == TurnKind::Note => what.muted("  note"),
            None => what,
        };
        vec![
            dated(time, new_day).into(),
            gap(turn.gap_s, self.slow).into(),
            who.into(),
            what.into(),
        ]
    }

    fn footer(&self) -> Line {
        let is_whole = |item: &Item| match item {
            Item::Turn(turn) => turn.at.get().is_none_or(|at| at.is_whole()),
            Item::Step(_) => true,
        };
        let precision = if self.events.iter().all(is_whole) { " (whole seconds)" } else { "" };
        let transactions =
            self.transactions.map(|number| format!("{}{precision}", count(number, "transaction")));
        let steps = match self.bot_steps {
            0 => None,
            number => Some(format!("{} (milliseconds)", count(number, "bot step"))),
        };
        Line::new().muted(match (transactions, steps) {
            (Some(transactions), Some(steps)) => {
                format!("{transactions} and {steps}; within a second, in causal order.")
            }
            (one, other) => format!("{}.", one.or(other).unwrap_or_default()),
        })
    }
}

/// Says how much time one column of the axis is.
fn scale(seconds: f64) -> Line {
    let seconds = if seconds >= 10.0 { seconds.round() } else { seconds };
    let length = Duration::try_from_secs_f64(seconds).unwrap_or_default();
    let length = Seconds(TimeDelta::from_std(length).unwrap_or_default());
    Line::new().muted(format!("one column is {}", duration(length)))
}

fn waits(wait: &Waited) -> &'static str {
    match (wait.answered, wait.goes_on) {
        (true, _) => "customer waits",
        (false, true) => "customer still waits",
        (false, false) => "never answered",
    }
}

fn dated(time: Line, new_day: Option<NaiveDate>) -> Line {
    match new_day {
        Some(day) => Line::new().heading(day.format("%-d %b ").to_string()).then(time),
        None => time,
    }
}

/// Says between two entries that clocks were changed.
fn change_row(change: String) -> Vec<Cell> {
    vec![Cell::empty(), Cell::empty(), Cell::empty(), Line::new().muted(change).into()]
}

fn step_row(step: &StepItem, new_day: Option<NaiveDate>, clock: Clock) -> Vec<Cell> {
    let time = match &step.at {
        Stated::Given(at) => Line::new().muted(clock.exact(*at)),
        Stated::Odd(written) => odd(written),
        Stated::Missing => Line::new().muted("–"),
    };
    let what = match (&step.card, &step.written_kind) {
        (Some(card), _) => Line::new().muted("card ").quote(card, Ink::Muted),
        (None, Stated::Given(kind)) => Line::new().quote(kind, Ink::Muted),
        (None, Stated::Odd(written)) => odd(written),
        (None, Stated::Missing) => Line::new().muted("card without a name"),
    };
    vec![
        dated(time, new_day).into(),
        Cell::empty(),
        Line::new().muted("bot step").into(),
        what.into(),
    ]
}

/// Says the beginning of a message, and what else is in it.
pub(super) fn said(turn: &Turn) -> Line {
    let mut line = Line::new();
    for (index, text) in turn.said.lines().enumerate() {
        line = if index > 0 { line.own(": ") } else { line };
        line = line.quote(text, Ink::Plain);
    }
    let buttons = turn.said.buttons().count();
    if buttons > 0 {
        line = line.muted(format!("  [{}]", count(buttons, "button")));
    }
    let files = turn.said.attachments.len();
    if files > 0 {
        let between = if line.is_empty() { "" } else { "  " };
        line = line.muted(format!("{between}[{}]", count(files, "file")));
    }
    if line.is_empty() { Line::new().muted("(nothing in it)") } else { line }
}
