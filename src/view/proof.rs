//! The page that shows where in a ticket a figure comes from.

use super::head::{day, ticket};
use super::words::{
    count, duration, happened, long_day, marked_name, net_over_gross, odd, role, time, unreadable,
};
use crate::analysis::{
    BotRule, Figure, Found, Proof, Proven, Reported, Seconds, Stated, Stretch, TopicKind,
};
use crate::page::{Block, Cell, Column, Fact, Line, Mark, Marked, Page, Report, Table};
use chrono::NaiveDate;

/// As many events are listed; a page is no archive.
const MOST: usize = 24;

/// As many spans are written out in a sum.
const MOST_TERMS: usize = 6;

impl Report for Proven {
    fn page(&self) -> Page {
        let mut page = Page::default();
        let day = day(&self.head);
        let line = ticket(&self.head).own(" · ").own(self.explanation.title);
        let aside = day.map_or_else(Line::new, |day| Line::from(format!("{}, UTC", long_day(day))));
        page.push(Block::Title { line, aside, below: Vec::new() });
        let proof = &self.proof;
        if proof.stretches.is_empty() && proof.found.is_empty() {
            page.push(Block::Text(vec![self.nothing()]));
        }
        page.blocks.extend(stretches(&proof.stretches, day));
        page.blocks.extend(found(&proof.found, day));
        let facts = self.facts(day);
        if !facts.is_empty() {
            page.push(Block::Facts(facts));
        }
        let verdict = self.verdict();
        if !verdict.is_empty() {
            page.push(Block::Remarks(verdict));
        }
        page.blocks.extend(unreadable(&self.unreadable));
        page
    }
}

impl Proven {
    /// Says why there is nothing to show.
    fn nothing(&self) -> Line {
        Line::from(match (self.has_transactions, self.explanation.kind) {
            (false, TopicKind::Role | TopicKind::Definition) => "This ticket has none.",
            (false, _) => {
                "The file holds no transactions of this ticket, as on list pages and in webhooks: there is nothing to \
                 recount."
            }
            (true, TopicKind::Metric | TopicKind::FirstResponse) => {
                "One of the two events, or both, did not happen in this ticket, or without a time that can be read."
            }
            (true, TopicKind::Count) => "No transaction of this ticket is counted.",
            (true, _) => "This ticket has none.",
        })
    }

    fn facts(&self, day: Option<NaiveDate>) -> Vec<Fact> {
        let proof = &self.proof;
        let mut facts = Vec::new();
        if let Some(line) = sum(proof, day) {
            facts.push(Fact::line("Recount", line));
        } else if let (TopicKind::Count, Some(recount)) = (self.explanation.kind, proof.recount) {
            facts.push(Fact::line("Recount", Line::from(recount.to_string())));
        }
        if !proof.reported.is_empty() {
            facts.push(Fact::rows("Reported", proof.reported.iter().map(reported).collect()));
        }
        facts
    }

    /// Says whether report and recount agree, and what else there is to say about that.
    fn verdict(&self) -> Vec<Marked> {
        let proof = &self.proof;
        let gross = find(&proof.reported, false);
        let net = find(&proof.reported, true);
        let mut remarks = Vec::new();
        if let (Some(agrees), Some(gross), Some(recount)) = (proof.agrees, gross, proof.recount_s) {
            let distance = gross.distance(recount);
            let apart = if distance == Seconds::default() {
                "to the second".to_owned()
            } else {
                format!("{} apart", duration(distance))
            };
            let is_definition = self.explanation.kind == TopicKind::FirstResponse;
            remarks.push(match (agrees, is_definition) {
                (true, false) => {
                    Marked::new(Mark::Good, format!("Gross and recount agree, {apart}.").into())
                }
                (true, true) => Marked::new(
                    Mark::Good,
                    format!("What is reported fits this definition, {apart}.").into(),
                ),
                (false, true) => Marked::new(
                    Mark::Note,
                    format!("What is reported does not fit this definition: {apart}.").into(),
                ),
                (false, false) => Marked::new(
                    Mark::Bad,
                    format!("Gross and recount do not agree: {apart}, more than 2s.").into(),
                ),
            });
        } else if let (Some(agrees), TopicKind::Count) = (proof.agrees, self.explanation.kind) {
            remarks.push(if agrees {
                Marked::new(Mark::Good, "Reported and counted are the same.".into())
            } else {
                Marked::new(Mark::Bad, "Reported and counted are not the same.".into())
            });
        }
        if let Some(line) = net_over_gross(gross.as_ref(), net.as_ref()) {
            remarks.push(Marked::new(Mark::Note, line.into()));
        }
        let zero =
            proof.reported.iter().any(|one| one.seconds == Stated::Given(Seconds::default()));
        if zero && proof.recount_s.is_none() && self.has_transactions {
            remarks.push(Marked::new(
                Mark::Note,
                "There is nothing to measure: a reported 0s stands for none.".into(),
            ));
        }
        remarks
    }
}

fn find(reported: &[Reported], is_net: bool) -> Option<Seconds> {
    let one = reported.iter().find(|one| one.is_net == Some(is_net))?;
    one.seconds.get().copied()
}

/// Lists the two events of each span.
fn stretches(stretches: &[Stretch], day: Option<NaiveDate>) -> Vec<Block> {
    let has_who = stretches.iter().any(|stretch| stretch.who.is_some());
    let rows = stretches.iter().take(MOST).flat_map(|stretch| {
        let who = stretch
            .who
            .as_ref()
            .map_or_else(Cell::empty, |who| marked_name(who.role, &who.name).into());
        let (from, to) = (stretch.from, stretch.to);
        let row = |who: Cell, event: String, end: crate::analysis::SpanEnd, length: Cell| {
            let id = end.transaction_id.map_or_else(Cell::empty, |id| id.to_string().into());
            let pointer = Line::from(end.pointer.to_string());
            let mut cells =
                vec![event.into(), time(end.at, day).into(), id, pointer.into(), length];
            if has_who {
                cells.insert(0, who);
            }
            cells
        };
        [
            row(who, happened(from.event).to_owned(), from, Cell::empty()),
            row(
                Cell::empty(),
                format!("→ {}", happened(to.event)),
                to,
                duration(stretch.seconds).into(),
            ),
        ]
    });
    let mut columns = vec![
        Column::words("EVENT"),
        Column::words("AT"),
        Column::numbers("TRANSACTION"),
        Column::words("POINTER"),
        Column::numbers("LENGTH"),
    ];
    if has_who {
        columns.insert(0, Column::words("WHO"));
    }
    table(columns, rows.collect(), stretches.len())
}

/// Lists what was counted, or is meant.
fn found(found: &[Found], day: Option<NaiveDate>) -> Vec<Block> {
    let has_times = found.iter().any(|one| one.at.is_some());
    let has_bots = found.iter().any(|one| one.is_bot_by.is_some());
    let has_numbers = found.iter().any(|one| one.n > 1);
    let rows = found.iter().take(MOST).map(|one| {
        let mut cells = Vec::new();
        if has_times {
            cells.push(one.at.map_or_else(Cell::missing, |at| time(at, day).into()));
        }
        cells.push(
            one.who
                .as_ref()
                .map_or_else(Cell::empty, |who| marked_name(who.role, &who.name).into()),
        );
        cells.push(one.who.as_ref().map_or_else(Cell::empty, |who| role(who.role).into()));
        if has_times {
            cells.push(one.transaction_id.map_or_else(Cell::missing, |id| id.to_string().into()));
        }
        cells.push(one.pointer.map_or_else(Cell::missing, |pointer| pointer.to_string().into()));
        if has_bots {
            cells.push(one.is_bot_by.map_or_else(Cell::empty, |rule| because(rule).into()));
        }
        if has_numbers {
            cells.push(one.n.to_string().into());
        }
        cells
    });
    let mut columns = Vec::new();
    if has_times {
        columns.push(Column::words("AT"));
    }
    columns.extend([Column::words("WHO"), Column::words("ROLE")]);
    if has_times {
        columns.push(Column::numbers("TRANSACTION"));
    }
    columns.push(Column::words("POINTER"));
    if has_bots {
        columns.push(Column::prose("TAKEN FOR A BOT"));
    }
    if has_numbers {
        columns.push(Column::numbers("N"));
    }
    table(columns, rows.collect(), found.len())
}

/// Says why somebody is taken for a bot.
const fn because(rule: BotRule) -> &'static str {
    match rule {
        BotRule::Named => "--bot-id says so",
        BotRule::Typed => "it is of type Bot",
        BotRule::OwnsAsBot => "it owns the ticket as a BOT",
        BotRule::QueuedFirst => "it put the ticket into the queue before any agent had it",
        BotRule::WroteBeforeAgents => "it wrote before the first agent did, as Glassix reports",
        BotRule::WroteAtCard => "it wrote within two seconds of a visit to a bot card",
        BotRule::CalledBot => "it is called BOT",
    }
}

fn table(columns: Vec<Column>, rows: Vec<Vec<Cell>>, all: usize) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Table(Table { heading: None, columns, rows })];
    if let Some(more) = all.checked_sub(MOST).filter(|more| *more > 0) {
        let line = Line::new().muted(format!("and {more} more; -o json lists them all"));
        blocks.push(Block::Text(vec![line]));
    }
    blocks
}

/// Writes the recount out as a sum, in seconds, since pages cut what is less than their unit.
fn sum(proof: &Proof, day: Option<NaiveDate>) -> Option<Line> {
    let (figure, total) = (proof.figure?, proof.recount_s?);
    let result = |line: String| {
        let total = if exact(total) == duration(total) {
            String::new()
        } else {
            format!(" = {}", duration(total))
        };
        Line::from(line).heading(total)
    };
    let all = &proof.stretches;
    let terms = || {
        let shown = all.iter().take(MOST_TERMS).map(|stretch| exact(stretch.seconds));
        let more = all.len().checked_sub(MOST_TERMS).filter(|more| *more > 0);
        let more = more.map(|more| format!("{more} more"));
        shown.chain(more).collect::<Vec<_>>().join(" + ")
    };
    Some(match (figure, all.as_slice()) {
        (Figure::Each, _) | (_, []) => return None,
        (_, [only]) => {
            let (from, to) = (time(only.from.at, day), time(only.to.at, day));
            result(format!("{to} − {from} = {}", exact(total)))
        }
        (Figure::Sum, _) => result(format!("{} = {}", terms(), exact(total))),
        (Figure::Mean, _) => result(format!("({}) / {} = {}", terms(), all.len(), exact(total))),
        (Figure::Longest, _) => {
            result(format!("the longest of {}: {}", count(all.len(), "wait"), exact(total)))
        }
        (Figure::Last, _) => {
            result(format!("the last of {}: {}", count(all.len(), "wait"), exact(total)))
        }
    })
}

/// Says a span in seconds, to the last digit that was measured.
fn exact(seconds: Seconds) -> String {
    let written = format!("{:.3}", seconds.as_f64());
    format!("{}s", written.trim_end_matches('0').trim_end_matches('.'))
}

fn reported(one: &Reported) -> Vec<Line> {
    let basis = match one.is_net {
        Some(true) => "net",
        Some(false) => "gross",
        None => "",
    };
    let value = match (&one.seconds, &one.number) {
        (Stated::Given(seconds), _) => Line::from(duration(*seconds)),
        (_, Stated::Given(number)) => Line::from(number.to_string()),
        (Stated::Odd(written), _) | (_, Stated::Odd(written)) => odd(written),
        (Stated::Missing, Stated::Missing) => Line::new().muted("–"),
    };
    vec![value, Line::new().muted(basis), Line::new().muted(one.pointer)]
}
