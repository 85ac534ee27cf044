//! The bot's cards and the paths through them.

use super::shown;
use super::spans::{figure_cell, share};
use crate::analysis::stats::{Card, Funnel, Path};
use crate::model::Text;
use crate::page::{Block, Cell, Column, Line, Role as Ink, Table};
use crate::view::words::{count, number, percent};

/// A card that more customers leave at, in percent, is marked.
const MANY: usize = 12;

/// So many paths are said; data has more.
const PATHS: usize = 3;

/// Says how far customers come; nothing where there is no bot.
pub(super) fn blocks(funnel: &Funnel) -> Vec<Block> {
    if funnel.tickets == 0 {
        return Vec::new();
    }
    let lines = [
        shown(funnel.cards.len(), funnel.cards_total, "card"),
        (funnel.tickets > 1).then(|| paths(funnel)),
        loops(funnel),
    ];
    let lines: Vec<_> = lines.into_iter().flatten().collect();
    let mut blocks = vec![Block::Table(table(funnel))];
    if !lines.is_empty() {
        blocks.push(Block::Remarks(lines.into_iter().map(crate::page::Marked::plain).collect()));
    }
    blocks
}

fn table(funnel: &Funnel) -> Table {
    let flows = |card: &Card| card.flow.clone();
    let is_mixed = funnel.cards.windows(2).any(|pair| match pair {
        [one, other] => flows(one) != flows(other),
        _ => false,
    });
    let is_single = funnel.tickets == 1;
    let longest = funnel.cards.iter().filter_map(|card| card.stay.median_s).max();
    let longest = longest.unwrap_or_default().as_f64().max(0.001);
    let row = |card: &Card| {
        let never = card.answered == Some(0) && card.left == Some(0);
        let answered = card.answered.filter(|_| !never).map(number);
        let flow = card.flow.as_ref().filter(|_| is_mixed);
        vec![
            name(card.card.as_ref()).into(),
            flow.map_or_else(Cell::empty, |flow| Line::new().quote(flow, Ink::Muted).into()),
            number(card.reached).into(),
            answered.map_or_else(Cell::missing, Cell::from),
            card.left.map_or_else(Cell::missing, |left| number(left).into()),
            left_share(card),
            figure_cell(card.stay.median_s),
            percent(card.reached, funnel.tickets)
                .filter(|_| !is_single)
                .map_or_else(Cell::empty, Cell::from),
            if is_single {
                let stay = card.stay.median_s.map(|stay| stay.as_f64() / longest);
                stay.map_or_else(Cell::empty, |share| Cell::Bar { share, role: Ink::Bot })
            } else {
                share(card.reached, funnel.tickets, Ink::Bot)
            },
        ]
    };
    Table {
        heading: None,
        columns: vec![
            Column::words("BOT CARD"),
            Column::words(if is_mixed { "FLOW" } else { "" }).spare(),
            Column::numbers("REACHED"),
            Column::numbers("ANSWERED"),
            Column::numbers("LEFT"),
            Column::numbers("").spoken("share that left"),
            Column::numbers("STAY"),
            Column::numbers(if is_single { "" } else { "OF ALL" }),
            Column::bar("").spare(),
        ],
        rows: funnel.cards.iter().map(row).collect(),
    }
}

/// Says how many of those who came to a card left there.
fn left_share(card: &Card) -> Cell {
    let Some(left) = card.left.filter(|left| *left > 0) else { return Cell::empty() };
    let Some(share) = percent(left, card.reached) else { return Cell::empty() };
    let is_many = left.saturating_mul(100) > card.reached.saturating_mul(MANY);
    Line::new().role(share, if is_many { Ink::Slow } else { Ink::Plain }).into()
}

/// Says the most common paths: `Paths: 2 make 94%: Main → Name 78%, left at Main 16%.`
fn paths(funnel: &Funnel) -> Line {
    let common = funnel.paths.iter().take(PATHS);
    let tickets = common.clone().map(|path| path.tickets).sum();
    let share = |tickets| percent(tickets, funnel.tickets).unwrap_or_default();
    let said = common.map(|path| self::path(path).own(format!(" {}", share(path.tickets))));
    let said: Vec<_> = said.collect();
    let make = if said.len() == 1 { "makes" } else { "make" };
    let of = match funnel.paths_total {
        total if total > said.len() => {
            format!("Paths: {} of {} {make} ", said.len(), number(total))
        }
        _ => format!("Paths: {} {make} ", said.len()),
    };
    Line::from(of).own(share(tickets)).own(": ").joined(said, ", ").own(".")
}

fn path(path: &Path) -> Line {
    let names = || path.cards.iter().map(|card| name(card.as_ref()));
    match path.cards.as_slice() {
        [only] if path.left => Line::from("left at ").then(name(only.as_ref())),
        _ if path.left => Line::new().joined(names(), " → ").own(" and left"),
        _ => Line::new().joined(names(), " → "),
    }
}

fn loops(funnel: &Funnel) -> Option<Line> {
    let again: Vec<_> = funnel.cards.iter().filter(|card| card.again > 0).collect();
    let said =
        again.iter().map(|card| name(card.card.as_ref()).own(format!(" {}", number(card.again))));
    let line =
        Line::from(format!("Loops: in {} a card came again", count(funnel.looped, "ticket")));
    let line = if again.is_empty() { line } else { line.own(": ").joined(said, ", ") };
    (funnel.looped > 0).then(|| line.own("."))
}

fn name(card: Option<&Text<'_>>) -> Line {
    match card {
        Some(card) => Line::new().quote(card, Ink::Bot),
        None => Line::new().muted("without a name"),
    }
}
