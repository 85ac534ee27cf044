//! Tickets in groups, and the queue hour by hour.

use super::spans::figure_cell;
use super::{metric_name, shown};
use crate::analysis::stats::{Basis, By, Group, GroupName, Metric, SpanFigures, Stats};
use crate::page::{Block, Cell, Column, Line, Marked, Role as Ink, Table};
use crate::view::words::{duration, number};
use std::borrow::Cow;

const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Stats {
    /// Says how groups of tickets did, if there is anything to compare or somebody asked for it.
    pub(super) fn groups_blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        if self.is_grouped || self.tickets > 1 {
            let metric = self.metric();
            blocks.push(Block::Table(self.groups_table(metric)));
            let mut remarks = vec![Marked::plain(self.groups_remark(metric))];
            let left_out = shown(self.groups.len(), self.groups_total, "group");
            remarks.extend(left_out.map(Marked::plain));
            blocks.push(Block::Remarks(remarks));
        }
        if !self.is_grouped {
            blocks.extend(self.hours());
        }
        blocks
    }

    /// Chooses the span to compare groups by: the one that a target is for; for people their own
    /// time, for times of day the queue, else the first response.
    fn metric(&self) -> Metric {
        self.targets.first().map_or(
            match self.by {
                By::Agent => Metric::TakenToReply,
                By::Hour | By::Weekday | By::Day => Metric::Queue,
                _ => Metric::FirstResponse,
            },
            |target| target.metric,
        )
    }

    fn groups_table(&self, metric: Metric) -> Table {
        let span = |group: &Group| -> Option<SpanFigures> {
            group.spans.iter().find(|span| span.metric == metric).cloned()
        };
        let medians = self.groups.iter().filter_map(|group| span(group)?.figures.median_s);
        let longest = medians.max().unwrap_or_default().as_f64().max(0.001);
        let has_target = !self.targets.is_empty();
        let row = |group: &Group| {
            let figures = span(group).map(|span| span.figures).unwrap_or_default();
            let bar = figures.median_s.map(|median| median.as_f64() / longest);
            let outcome = group.targets.first().filter(|outcome| outcome.tickets() > 0);
            let target = |count: Option<usize>| match count {
                _ if !has_target => Cell::empty(),
                Some(count) => number(count).into(),
                None => Cell::missing(),
            };
            vec![
                self.group_name(&group.name).into(),
                number(group.tickets).into(),
                number(figures.n).into(),
                figure_cell(figures.median_s),
                figure_cell(figures.p90_s),
                target(outcome.map(|outcome| outcome.missed)),
                target(outcome.map(|outcome| outcome.unanswered)),
                bar.map_or_else(Cell::empty, |share| Cell::Bar { share, role: Ink::Agent }),
            ]
        };
        let target = |title| if has_target { title } else { "" };
        Table {
            heading: None,
            columns: vec![
                Column::words(match self.by {
                    By::Agent => Cow::from("AGENT"),
                    By::Tag => "TAG".into(),
                    By::Channel => "CHANNEL".into(),
                    By::State => "STATE".into(),
                    By::Hour => format!("HOUR, {}", self.zone).into(),
                    By::Weekday => format!("DAY, {}", self.zone).into(),
                    By::Day => format!("DATE, {}", self.zone).into(),
                    By::Card => "BOT CARD".into(),
                    By::Owner => "OWNER".into(),
                }),
                Column::numbers("TICKETS"),
                Column::numbers("N").spoken("counted"),
                Column::numbers("MEDIAN"),
                Column::numbers("P90"),
                Column::numbers(target("OVER")),
                Column::numbers(target("UNANSWERED")),
                Column::bar(capitals(metric)).spare(),
            ],
            rows: self.groups.iter().map(row).collect(),
        }
    }

    fn groups_remark(&self, metric: Metric) -> Line {
        let reported = if self.basis == Basis::Reported { ", reported" } else { "" };
        let name = metric_name(metric);
        let line = format!("N, median and P90: {name}{reported}.");
        let line = match self.targets.first() {
            Some(target) => format!("{line} OVER: longer than {}.", duration(target.target_s)),
            None => line,
        };
        let line = match self.by {
            By::Tag | By::Card => format!("{line} A ticket may be in several groups."),
            By::Agent => format!("{line} AGENT: who replied first, else who had the ticket last."),
            _ => line,
        };
        Line::new().muted(line)
    }

    fn group_name(&self, name: &GroupName) -> Line {
        match name {
            GroupName::Name(name) => {
                let ink = match self.by {
                    By::Agent | By::Owner => Ink::Agent,
                    By::Card => Ink::Bot,
                    _ => Ink::Plain,
                };
                Line::new().quote(name, ink)
            }
            GroupName::Hour(hour) => Line::from(format!("{hour:02}:00")),
            GroupName::Weekday(day) => {
                let day = usize::try_from(*day).ok().and_then(|day| WEEKDAYS.get(day));
                Line::from(day.copied().unwrap_or_default())
            }
            GroupName::Day(day) => Line::from(day.format("%F").to_string()),
            GroupName::None => Line::new().muted("none"),
            GroupName::Beyond => Line::new().muted("others"),
        }
    }

    /// Draws the P90 of the queue hour by hour, if two hours have one.
    fn hours(&self) -> Option<Block> {
        let p90s: Vec<_> = self.queue_by_hour.iter().map(|hour| hour.p90_s).collect();
        if p90s.iter().flatten().count() < 2 {
            return None;
        }
        let (hour, worst) = self.queue_by_hour.iter().enumerate().max_by_key(|(_, h)| h.p90_s)?;
        let counts = p90s.iter().map(|p90| {
            p90.and_then(|p90| usize::try_from(p90.0.num_seconds()).ok()).unwrap_or_default()
        });
        let reported = if self.basis == Basis::Reported { ", reported" } else { "" };
        let said = Line::new().muted("23 · ").own(format!(
            "worst {hour:02}:00, {} of {} tickets",
            duration(worst.p90_s?),
            number(worst.n)
        ));
        let heading = format!("P90 of queue{reported} by hour of opening, {}", self.zone);
        Some(Block::Table(Table {
            heading: Some(Line::new().heading(heading)),
            columns: vec![Column::words(""), Column::spread("", &[]), Column::prose("")],
            rows: vec![vec![
                Line::new().muted("00").into(),
                Cell::Spread { counts: counts.collect(), role: Ink::Queue },
                said.into(),
            ]],
        }))
    }
}

fn capitals(metric: Metric) -> &'static str {
    match metric {
        Metric::Bot => "BOT HAD IT",
        Metric::Queue => "QUEUE",
        Metric::TakenToReply => "TAKEN → REPLY",
        Metric::FirstResponse => "FIRST RESPONSE",
        Metric::Waited => "WAITED",
        Metric::Duration => "DURATION",
    }
}
