//! The events of spans, and what was counted, as tables.

use crate::analysis::{BotRule, Found, SpanEnd, Stretch};
use crate::page::{Block, Cell, Column, Line, Table};
use crate::view::clock::Clock;
use crate::view::words::{duration, happened, marked_name, role};

/// As many events are listed; a page is no archive.
const MOST: usize = 24;

/// Lists the two events of each span.
pub(super) fn stretches(stretches: &[Stretch], clock: Clock) -> Vec<Block> {
    let has_who = stretches.iter().any(|stretch| stretch.who.is_some());
    let rows = stretches.iter().take(MOST).flat_map(|stretch| {
        let who = stretch
            .who
            .as_ref()
            .map_or_else(Cell::empty, |who| marked_name(who.role, &who.name).into());
        let (from, to) = (stretch.from, stretch.to);
        let row = |who: Cell, event: String, end: SpanEnd, length: Cell| {
            let id = end.transaction_id.map_or_else(Cell::empty, |id| id.to_string().into());
            let pointer = Line::from(end.pointer.to_string());
            let mut cells =
                vec![event.into(), clock.time(end.at).into(), id, pointer.into(), length];
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
pub(super) fn found(found: &[Found], clock: Clock) -> Vec<Block> {
    let has_times = found.iter().any(|one| one.at.is_some());
    let has_bots = found.iter().any(|one| one.is_bot_by.is_some());
    let has_numbers = found.iter().any(|one| one.n > 1);
    let rows = found.iter().take(MOST).map(|one| {
        let mut cells = Vec::new();
        if has_times {
            cells.push(one.at.map_or_else(Cell::missing, |at| clock.time(at).into()));
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
