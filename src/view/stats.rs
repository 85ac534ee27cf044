//! The page of the figures about many tickets.

mod funnel;
mod groups;
mod spans;

use super::clock::Clock;
use super::words::{count, duration, number, percent};
use crate::analysis::stats::{Basis, FactName, GroupName, Metric, Stats, Tallied};
use crate::model::{State, Text, Timestamp, Zone};
use crate::page::{Block, Fact, Line, Mark, Marked, Page, Report, Role as Ink};
use serde::Serialize;

/// So many states stand in the title; the others are counted.
const STATES: usize = 4;

impl Report for Stats {
    const HEADER: &'static [&'static str] = Self::HEADER;

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        Self::rows(self)
    }

    fn page(&self, zone: Zone) -> Page {
        let mut page = Page::default();
        let clock = Clock::new(zone);
        page.push(Block::Title { line: self.title(clock), aside: self.aside(), below: Vec::new() });
        let provisos = self.provisos();
        if !provisos.is_empty() {
            page.push(Block::Remarks(provisos));
        }
        if self.tickets == 0 {
            return page;
        }
        page.blocks.extend(self.spans_blocks());
        page.blocks.extend(self.targets_block());
        let facts = self.facts(clock);
        if !facts.is_empty() {
            page.push(Block::Facts(facts));
        }
        page.blocks.extend(funnel::blocks(&self.bot));
        page.blocks.extend(self.groups_blocks());
        page.push(Block::Text(vec![self.definitions()]));
        page
    }
}

impl Stats {
    /// Says what the page is about: `1,204 tickets in 3 files, opened 2023-05-01 to 2023-05-31`.
    fn title(&self, clock: Clock) -> Line {
        let plural = if self.tickets == 1 { "" } else { "s" };
        let line = Line::new().heading(format!("{} ticket{plural}", number(self.tickets)));
        let line = match self.read.files {
            0 | 1 => line,
            files => line.own(format!(" in {} files", number(usize::try_from(files).unwrap_or(0)))),
        };
        let day = |at: Timestamp| clock.date(at);
        let line = match (self.opened_from.map(day), self.opened_to.map(day)) {
            (Some(from), Some(to)) if from != to => line.own(format!(", opened {from} to {to}")),
            (Some(day), _) => line.own(format!(", opened {day}")),
            _ => line,
        };
        match self.states.as_slice() {
            [only] if self.tickets == 1 => line.own(", ").then(state(&only.name)),
            _ => line,
        }
    }

    /// Says of one ticket what it is, of several how they stand.
    fn aside(&self) -> Line {
        let tallied =
            |tallied: &Tallied, name: Line| name.own(format!(" {}", number(tallied.tickets)));
        if self.tickets == 1 {
            let all = [&self.channels, &self.agents, &self.tags].into_iter().flatten();
            let all = all.filter_map(|one| match &one.name {
                GroupName::Name(name) => Some(tallied(one, Line::new().quote(name, Ink::Plain))),
                _ => None,
            });
            return Line::new().joined(all, " · ");
        }
        let listed = || self.states.iter().take(STATES);
        let states = listed()
            .map(|one| Line::from(format!("{} ", number(one.tickets))).then(state(&one.name)));
        let others = self.tickets.saturating_sub(listed().map(|one| one.tickets).sum());
        let others =
            (others > 0).then(|| Line::from(format!("{} in other states", number(others))));
        let skipped = (self.read.skipped > 0).then(|| {
            let skipped = number(usize::try_from(self.read.skipped).unwrap_or(usize::MAX));
            Line::new().role(format!("{skipped} skipped"), Ink::Caution)
        });
        Line::new().joined(states.chain(others).chain(skipped), " · ")
    }

    /// Says what must be known before any figure is believed.
    fn provisos(&self) -> Vec<Marked> {
        let mut provisos = Vec::new();
        if self.duplicates > 0 {
            let copies = if self.duplicates == 1 { "copy" } else { "copies" };
            provisos.push(Marked::new(
                Mark::Note,
                Line::from(format!(
                    "{} {copies} of tickets left out: of each ticket the one with the latest \
                     activity counts.",
                    number(self.duplicates)
                )),
            ));
        }
        if self.reported > 0 {
            let line = if self.basis == Basis::Reported {
                "All times are as Glassix reports them (gross); nothing is recounted.".to_owned()
            } else {
                format!(
                    "{} of {} tickets come without transactions: their times are as Glassix \
                     reports them (gross), in rows of their own.",
                    number(self.reported),
                    number(self.tickets)
                )
            };
            provisos.push(Marked::new(Mark::Note, line.into()));
        }
        provisos
    }

    /// Says how tickets ended, and what is left to do.
    fn facts(&self, clock: Clock) -> Vec<Fact> {
        let mut facts = Vec::new();
        for (basis, name) in [(Basis::Recount, "Outcome"), (Basis::Reported, "Outcome, reported")] {
            let parts: Vec<_> = self.outcomes(basis).collect();
            if !parts.is_empty() {
                facts.push(Fact::line(name, Line::new().joined(parts, " · ")));
            }
        }
        if self.backlog.tickets > 0 {
            facts.push(Fact::line("Backlog", self.backlog(clock)));
        }
        facts
    }

    /// Says how tickets ended. Of a single one only what is so, and in a row beside another only what
    /// is known.
    fn outcomes(&self, basis: Basis) -> impl Iterator<Item = Line> {
        let counts = self.counts.iter().filter(move |count| count.basis == basis);
        let counts = counts.filter(move |count| {
            let is_told = count.tickets > 0 || self.tickets > 1;
            is_told && (basis == self.basis || count.of > 0)
        });
        counts.map(|count| {
            let name = match count.fact {
                FactName::BotOnly => "bot only",
                FactName::Abandoned => "abandoned",
                FactName::Reopened => "re-opened",
                FactName::Unanswered => "unanswered",
            };
            if count.of == 0 {
                return Line::from(name).own(" ").muted("–");
            }
            let line = Line::from(format!("{name} {}", number(count.tickets)));
            match percent(count.tickets, count.of) {
                _ if count.tickets == 0 || self.tickets == 1 => line,
                Some(share) if count.of == self.tickets => line.muted(format!(" ({share})")),
                Some(share) => line.muted(format!(" ({share} of {})", number(count.of))),
                None => line,
            }
        })
    }

    fn backlog(&self, clock: Clock) -> Line {
        let age = &self.backlog.age;
        let line = Line::from(format!("{} not closed", number(self.backlog.tickets)));
        let line = match self.as_of {
            Some(at) => {
                line.muted(format!(" as of {} {}", clock.date_and_minute(at), clock.zone()))
            }
            None => line,
        };
        let unknown = self.backlog.tickets.saturating_sub(age.n);
        let ages = [("median age", age.median_s), ("P90", age.p90_s), ("oldest", age.max_s)];
        let ages = ages.into_iter().filter(|(name, _)| age.n > 1 || *name == "oldest");
        let line =
            ages.filter_map(|(name, age)| Some((name, age?))).fold(line, |line, (name, age)| {
                line.muted(" · ").own(format!("{name} {}", duration(age)))
            });
        if unknown == 0 {
            line
        } else {
            line.muted(" · ").own(format!("{} of unknown age", number(unknown)))
        }
    }

    fn definitions(&self) -> Line {
        Line::new().muted(match self.basis {
            Basis::Recount => {
                "Waited: from the first message not yet answered by a person, or the hand-over, to \
                 the reply."
            }
            Basis::Reported => {
                "Reported times are gross: around the clock, not in working hours only."
            }
        })
    }
}

/// Names a span.
fn metric_name(metric: Metric) -> &'static str {
    match metric {
        Metric::Bot => "Bot had it",
        Metric::Queue => "Queue",
        Metric::TakenToReply => "Taken → reply",
        Metric::FirstResponse => "First response",
        Metric::Waited => "Waited",
        Metric::Duration => "Duration",
    }
}

/// Says a state in the middle of a sentence.
fn state(name: &GroupName) -> Line {
    let GroupName::Name(name) = name else { return Line::from("without a state") };
    let known = |known: &State<'_>| match known {
        State::Open => Some("open"),
        State::Closed => Some("closed"),
        State::Snoozed => Some("snoozed"),
        State::Pending => Some("pending"),
        State::Undefined | State::Other(_) => None,
    };
    match known(&State::of(Text::borrowed(name.as_str()))) {
        Some(known) => Line::from(known),
        None => Line::new().quote(name, Ink::Plain),
    }
}

/// Says what is left out of a list, and how to see it; nothing if nothing is.
fn shown(shown: usize, all: usize, things: &str) -> Option<Line> {
    let line = format!("{} of {} shown", number(shown), count(all, things));
    (shown < all).then(|| Line::new().muted(format!("{line}; --top {all} shows all.")))
}
