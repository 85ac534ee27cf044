//! The page of what is different between two exports of a ticket.

mod comparison;
mod happened;
mod labels;

use super::clock::Clock;
use super::head::{facts, ticket_in_full};
use super::words::{count, odd, unreadable};
use crate::analysis::Stated;
use crate::analysis::diff::{Change, ChangeKind, Diff, Difference, Edition};
use crate::model::{Text, Zone};
use crate::page::{Block, Cell, Column, Fact, Line, Mark, Page, Report, Role as Ink, Table};
use comparison::{Comparison, written};
use labels::{Group, group};

/// The groups of values, in the order of the page.
const GROUPS: [(Group, &str); 6] = [
    (Group::Ticket, "The ticket"),
    (Group::People, "People"),
    (Group::Messages, "Messages"),
    (Group::Bot, "The bot"),
    (Group::Reported, "Reported by Glassix"),
    (Group::Rest, "Other values"),
];

impl Report for Diff {
    fn page(&self, zone: Zone) -> Page {
        let mut page = Page::default();
        let changes = match self.changes.len() {
            0 => "no change".to_owned(),
            changes => count(changes, "change"),
        };
        let clock = Clock::of(&self.head, zone);
        let aside = format!("{changes} · {}", clock.short_title());
        page.facts = facts(&self.head);
        page.facts.push(Fact::line("about", Line::new().muted(aside.clone())));
        page.push(Block::Title {
            line: ticket_in_full(&self.head),
            aside: Line::new().muted(aside),
            below: Vec::new(),
        });
        page.push(Block::Table(self.editions(clock)));
        if self.equal {
            page.push(Block::Text(vec!["Nothing is different.".into()]));
        }
        page.blocks.extend(self.happened(clock).map(Block::Table));
        page.blocks.extend(self.edited(clock).map(Block::Table));
        for (group, heading) in GROUPS {
            let rows = self.rows(group, clock);
            if !rows.is_empty() {
                page.push(Block::Table(table(heading, rows)));
            }
        }
        page.blocks.extend(self.respelled().map(Block::Table));
        let footer = self.footer();
        if !footer.is_empty() {
            page.push(Block::Text(vec![footer]));
        }
        page.blocks.extend(unreadable(&self.unreadable));
        page
    }
}

fn table(heading: &'static str, rows: Vec<Vec<Cell>>) -> Table {
    Table {
        heading: Some(Line::new().heading(heading)),
        columns: vec![Column::words(""), Column::prose("")],
        rows,
    }
}

impl Diff {
    /// Says which files these are.
    fn editions(&self, clock: Clock) -> Table {
        let is_same = self.old.id == self.new.id;
        let row = |sign: Line, edition: &Edition| {
            let state = match &edition.state {
                Stated::Given(state) => Line::new().quote(&state.name(), Ink::Plain),
                Stated::Odd(written) => odd(written),
                Stated::Missing => Line::new().muted("no state"),
            };
            let id = match &edition.id {
                Stated::Given(id) if !is_same => Line::from(format!("ticket {id}")),
                _ => Line::new(),
            };
            let at = match &edition.last_activity_at {
                Stated::Given(at) => {
                    let (at, zone) = (clock.date_and_time(*at), clock.zone());
                    Line::new().muted(format!("last activity {at} {zone}"))
                }
                Stated::Odd(written) => Line::new().muted("last activity ").then(odd(written)),
                Stated::Missing => Line::new().muted("no last activity"),
            };
            let transactions = match edition.transactions {
                Some(number) => Line::new().muted(count(number, "transaction")),
                None => Line::new().muted("without its conversation"),
            };
            let name = sign.own(" ").name(&edition.source, Ink::Plain);
            [name, id, state, transactions, at].map(Cell::from).to_vec()
        };
        let columns = if is_same { [0, 2, 3, 4].as_slice() } else { &[0, 1, 2, 3, 4] };
        let rows = [row(removed(), &self.old), row(added(), &self.new)];
        let shown = |row: Vec<Cell>| {
            columns.iter().filter_map(|column| row.get(*column).cloned()).collect()
        };
        Table {
            heading: None,
            // It stands among the changes, too.
            columns: columns
                .iter()
                .skip(1)
                .map(|_| Column::words(""))
                .chain([Column::words("").spare()])
                .collect(),
            rows: rows.into_iter().map(shown).collect(),
        }
    }

    /// Lists the changes of a group, each with its name; what came or went together in one row.
    fn rows(&self, wanted: Group, clock: Clock) -> Vec<Vec<Cell>> {
        let changes = || self.changes.iter().filter(|change| group(change) == Some(wanted));
        let together = |kinds: [ChangeKind; 2]| {
            let parts = changes().filter(|change| kinds.contains(&change.kind));
            let parts = parts.map(|change| part(change, change.kind == kinds[0]));
            Line::new().joined(parts, "  ").into()
        };
        let mut rows = Vec::new();
        let mut met = Vec::new();
        for change in changes() {
            let row = match change.kind {
                ChangeKind::TagAdded | ChangeKind::TagRemoved => {
                    Some(("tags", together([ChangeKind::TagAdded, ChangeKind::TagRemoved])))
                }
                ChangeKind::BotStepAdded | ChangeKind::BotStepRemoved => {
                    let kinds = [ChangeKind::BotStepAdded, ChangeKind::BotStepRemoved];
                    Some(("bot steps", together(kinds)))
                }
                ChangeKind::DeliveryChanged => Some(("delivery", self.deliveries(clock))),
                _ => None,
            };
            match row {
                Some((name, _)) if met.contains(&name) => {}
                Some((name, cell)) => {
                    met.push(name);
                    rows.push(vec![name.into(), cell]);
                }
                None => rows.push(vec![labels::name(change).into(), self.value(change, clock)]),
            }
        }
        rows
    }

    /// Says how far messages got, those alike together.
    fn deliveries(&self, clock: Clock) -> Cell {
        let mut lines: Vec<(Line, Vec<String>)> = Vec::new();
        let changes = self.changes.iter();
        for change in changes.filter(|change| change.kind == ChangeKind::DeliveryChanged) {
            let line = self.compare(change, clock).line();
            let id = change.transaction_id.map_or_else(|| "–".to_owned(), |id| id.to_string());
            match lines.iter_mut().find(|(same, _)| *same == line) {
                Some((_, ids)) => ids.push(id),
                None => lines.push((line, vec![id])),
            }
        }
        let lines = lines.into_iter().map(|(line, ids)| {
            let of = if ids.len() == 1 { "message" } else { "messages" };
            line.muted(format!("  {of} {}", ids.join(", ")))
        });
        Cell::Lines(lines.collect())
    }

    /// Says what a change changed.
    fn value(&self, change: &Change, clock: Clock) -> Cell {
        let said = labels::said(change);
        let several = change.differences.len() > 1;
        let lines = match change.kind {
            ChangeKind::OwnerChanged
            | ChangeKind::ParticipantJoined
            | ChangeKind::ParticipantGone
            | ChangeKind::ParticipantLeft
            | ChangeKind::ParticipantReturned
            | ChangeKind::LinksSignedAgain
            | ChangeKind::ConversationInOneFile => vec![said.unwrap_or_default()],
            ChangeKind::SummaryChanged | ChangeKind::Moved if several => {
                let lines = change.differences.iter().flat_map(|difference| {
                    let pointer = difference.pointer().map_or("", Text::as_str);
                    let key = pointer.rsplit('/').next().unwrap_or_default();
                    let label = Line::new().quote(&Text::from(key), Ink::Muted).own(" ");
                    Comparison::of(difference, false, clock, self.full).lines(label)
                });
                lines.collect()
            }
            _ => self.compare(change, clock).lines(said.unwrap_or_default()),
        };
        Cell::Lines(lines)
    }

    fn compare<'d>(&'d self, change: &'d Change, clock: Clock) -> Comparison<'d> {
        match change.differences.first() {
            Some(first) => Comparison::of(first, labels::is_measured(change), clock, self.full),
            None => Comparison::nothing(),
        }
    }

    /// Lists what means the same, if that was asked for.
    fn respelled(&self) -> Option<Table> {
        let respelled = self.respellings.as_ref().filter(|list| !list.is_empty())?;
        let row = |difference: &Difference| {
            let value = |side: &Option<_>| match side {
                Some(value) => written(value),
                None => Line::new().muted("absent"),
            };
            let line = value(&difference.old).muted(" → ").then(value(&difference.new));
            let pointer = difference.pointer().cloned().unwrap_or_default();
            vec![Line::new().quote(&pointer, Ink::Muted).into(), line.into()]
        };
        Some(table("Written differently, meaning the same", respelled.iter().map(row).collect()))
    }

    fn footer(&self) -> Line {
        let mut parts = Vec::new();
        if self.respelled > 0 && self.respellings.is_none() {
            let them = if self.respelled == 1 { "it" } else { "them" };
            parts.push(format!(
                "{} written differently, meaning the same; --full shows {them}.",
                count(self.respelled, "value")
            ));
        }
        if self.ignored > 0 {
            parts.push(format!("{} ignored.", count(self.ignored, "difference")));
        }
        if parts.is_empty() { Line::new() } else { Line::new().muted(parts.join(" ")) }
    }
}

/// Shows one of several that came or went: `+ Urgent`.
fn part(change: &Change, is_added: bool) -> Line {
    let (sign, ink) = if is_added { (added(), Ink::Good) } else { (removed(), Ink::Bad) };
    match &change.name {
        Some(name) => sign.own(" ").name(name, ink),
        None => sign.own(" ").muted("without a name"),
    }
}

/// What stands before what is only in the new export.
fn added() -> Line {
    Line::new().mark(Mark::Added)
}

/// What stands before what is only in the old export.
fn removed() -> Line {
    Line::new().mark(Mark::Removed)
}
