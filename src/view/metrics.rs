//! The page of the times and counts of a ticket.

mod notes;

use super::clock::Clock;
use super::head::title;
use super::words::{count, duration, happened, odd, unreadable};
use crate::analysis::{
    Count, CountName, Definition, Metrics, ResponseFrom, Seconds, Span, SpanEnd, SpanName, Stated,
    Unreadable,
};
use crate::model::Zone;
use crate::page::{Block, Cell, Column, Line, Mark, Page, Report, Role as Ink, Table};
use serde::Serialize;

impl Report for Metrics {
    const HEADER: &'static [&'static str] = Self::HEADER;

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        Self::rows(self)
    }

    fn page(&self, zone: Zone) -> Page {
        let mut page = Page::default();
        let clock = Clock::of(&self.head, zone);
        let mut aside = clock.long_title();
        if self.spans.iter().any(|span| span.agrees.is_some()) {
            aside.push_str(" · ");
        }
        let agreement = if self.spans.iter().any(|span| span.agrees.is_some()) {
            Line::new().mark(Mark::Good).muted(" within 2s")
        } else {
            Line::new()
        };
        let aside = Line::new().muted(aside).then(agreement);
        title(&mut page, &self.head, "timing", aside);
        if !self.has_transactions {
            page.push(Block::Text(vec![Line::from(
                "The file holds no transactions of this ticket, as on list pages and in webhooks: \
                 the times are as Glassix reports them.",
            )]));
        }
        page.push(Block::Table(self.spans_table(clock)));
        let notes = self.notes();
        if !notes.is_empty() {
            page.push(Block::Remarks(notes));
        }
        if self.first_response.iter().any(|definition| definition.seconds.is_some()) {
            page.push(Block::Table(self.definitions()));
        }
        let answered = self.first_response.iter().any(|definition| {
            definition.counted_from != ResponseFrom::Any && definition.seconds.is_some()
        });
        if self.has_transactions && !answered {
            page.push(Block::Text(vec![self.no_response()]));
        }
        let counts = self.counts_line();
        if !counts.is_empty() {
            page.push(Block::Text(vec![counts]));
        }
        page.blocks.extend(unreadable(&self.unreadable));
        page
    }
}

impl Metrics {
    fn spans_table(&self, clock: Clock) -> Table {
        let row = |span: &Span| {
            let verdict = match span.agrees {
                Some(true) => Line::new().mark(Mark::Good).into(),
                Some(false) => Line::new().mark(Mark::Bad).into(),
                None => Cell::empty(),
            };
            vec![
                span_name(span.metric).into(),
                reported(&span.gross_s),
                reported(&span.net_s),
                verdict,
                span.recount_s.map_or_else(Cell::missing, |seconds| duration(seconds).into()),
                ends(span, clock).into(),
            ]
        };
        Table {
            heading: None,
            columns: vec![
                Column::words("METRIC"),
                Column::numbers("GROSS"),
                Column::numbers("NET"),
                Column::words("").spoken("verdict"),
                Column::numbers("RECOUNT"),
                Column::prose("FROM → TO").spoken("span"),
            ],
            rows: self.spans.iter().map(row).collect(),
        }
    }

    fn definitions(&self) -> Table {
        let longest = self.first_response.iter().filter_map(|definition| definition.seconds);
        let longest = longest.max().unwrap_or_default().as_f64().max(1.0);
        let rows = self.first_response.iter().filter(|definition| definition.seconds.is_some());
        let row = |definition: &Definition| {
            let (label, whose) = whose(definition.counted_from);
            let ink = match definition.counted_from {
                ResponseFrom::Any => Ink::Bot,
                _ => Ink::Agent,
            };
            vec![
                label.into(),
                definition.seconds.map_or_else(Cell::missing, |seconds| duration(seconds).into()),
                definition.seconds.map_or_else(Cell::empty, |seconds| Cell::Bar {
                    share: (seconds.as_f64() / longest).clamp(0.0, 1.0),
                    role: ink,
                }),
                Line::new().muted(whose).into(),
            ]
        };
        Table {
            heading: Some(Line::new().heading("First response, by whose definition")),
            columns: vec![
                Column::words("").spoken("first response"),
                Column::numbers("").spoken("time"),
                Column::bar(""),
                Column::prose("").spoken("whose"),
            ],
            rows: rows.map(row).collect(),
        }
    }

    fn no_response(&self) -> Line {
        let misread = |field: &Unreadable| field.pointer.as_str().starts_with("/transactions");
        Line::from(if !self.is_inbound {
            "First response: none, since the conversation was not begun by the customer."
        } else if self.unreadable.iter().any(misread) {
            "First response: no person has answered the customer, as far as it can be read."
        } else {
            "First response: no person has answered the customer."
        })
    }

    /// Says which counts agree with the transactions and which do not.
    fn counts_line(&self) -> Line {
        let number = |count: &Count| {
            let reported = count.reported.get().map(i64::to_string);
            reported.or_else(|| count.recount.map(|n| n.to_string())).unwrap_or_default()
        };
        let said = |wanted: &dyn Fn(&Count) -> bool| {
            let counts = self.counts.iter().filter(|count| wanted(count));
            let said = counts.map(|count| format!("{} {}", count_name(count.count), number(count)));
            said.collect::<Vec<_>>().join(", ")
        };
        let mut parts = Vec::new();
        let agree = said(&|count| count.agrees == Some(true));
        if !agree.is_empty() {
            parts.push(Line::new().muted(format!("Counts agree with the transactions: {agree}.")));
        }
        for count in self.counts.iter().filter(|count| count.agrees == Some(false)) {
            parts.push(Line::new().mark(Mark::Bad).own(format!(
                " {}: {} reported, {} in the transactions.",
                count_name(count.count),
                number(count),
                count.recount.unwrap_or_default(),
            )));
        }
        let alone = said(&|count| count.agrees.is_none() && count.reported.get().is_some());
        if !alone.is_empty() {
            parts.push(Line::new().muted(format!("Reported, no recount: {alone}.")));
        }
        let unreported =
            said(&|count| count.reported.is_missing() && count.count != CountName::Transactions);
        if !unreported.is_empty() && self.has_transactions {
            parts.push(Line::new().muted(format!("Counted, not reported: {unreported}.")));
        }
        for count in &self.counts {
            if let Stated::Odd(written) = &count.reported {
                let line = Line::new().muted(format!("{}: ", count_name(count.count)));
                parts.push(line.then(odd(written)));
            }
        }
        parts.push(match &self.canned_replies {
            Stated::Given(0) => Line::new().muted("Canned replies: none reported, no recount."),
            Stated::Given(number) => {
                Line::new().muted(format!("Canned replies: {number} reported, no recount."))
            }
            Stated::Odd(written) => Line::new().muted("Canned replies: ").then(odd(written)),
            Stated::Missing => Line::new(),
        });
        Line::new().joined(parts.into_iter().filter(|line| !line.is_empty()), " ")
    }
}

fn reported(span: &Stated<Seconds>) -> Cell {
    match span {
        Stated::Missing => Cell::missing(),
        Stated::Given(seconds) => duration(*seconds).into(),
        Stated::Odd(written) => odd(written).into(),
    }
}

fn span_name(name: SpanName) -> &'static str {
    match name {
        SpanName::Bot => "Bot had it",
        SpanName::Queue => "Queue",
        SpanName::TakenToReply => "Taken → reply",
        SpanName::FirstResponse => "First response",
        SpanName::AverageReply => "Average reply",
        SpanName::Duration => "Duration",
    }
}

fn count_name(name: CountName) -> &'static str {
    match name {
        CountName::CustomerMessages => "customer messages",
        CountName::AgentMessages => "agent messages",
        CountName::CustomerMedia => "customer media",
        CountName::AgentMedia => "agent media",
        CountName::Transactions => "transactions",
    }
}

/// Says between which events a span was measured, or why it was not.
fn ends(span: &Span, clock: Clock) -> Line {
    let (Some(from), Some(to)) = (span.from, span.to) else {
        return Line::new().muted(match span.metric {
            SpanName::AverageReply
                if span.net_s.get() == Some(&Seconds::default()) && span.recount_s.is_none() =>
            {
                "no reply to average: 0s stands for none"
            }
            SpanName::AverageReply => "no reply to average",
            // Only of a ticket that never was in the queue is the report judged without a recount.
            SpanName::Queue if span.agrees == Some(true) => {
                "never in the queue: 0s stands for none"
            }
            SpanName::Queue if span.agrees == Some(false) => "never in the queue",
            SpanName::Duration if span.gross_s.get() == Some(&Seconds::default()) => {
                "not closed: 0s stands for none"
            }
            SpanName::Duration => "not closed, or the time of it is missing",
            _ => "",
        });
    };
    let said = |end: SpanEnd| format!("{} {}", happened(end.event), clock.time(end.at));
    match (span.metric, span.n) {
        (SpanName::AverageReply, n) => {
            let messages = count(n, "message");
            Line::new().muted(format!("mean of {messages}, {} → {}", said(from), said(to)))
        }
        (_, 0 | 1) => Line::new().muted(format!("{} → {}", said(from), said(to))),
        (_, n) => Line::new().muted(format!("{n} stretches, {} → {}", said(from), said(to))),
    }
}

/// Says what a definition counts, and who counts so.
fn whose(from: ResponseFrom) -> (&'static str, &'static str) {
    match from {
        ResponseFrom::Auto => ("first response", ""),
        ResponseFrom::Any => ("any reply, bot included", ""),
        ResponseFrom::Assigned => ("since it was taken", "Glassix “assign to response”"),
        ResponseFrom::Handover => {
            ("since the bot handed over", "Glassix as reported; Intercom without bot")
        }
        ResponseFrom::Customer => ("since the customer wrote", "Glassix as documented; Intercom"),
        ResponseFrom::Opened => ("since it was opened", "Zendesk"),
    }
}
