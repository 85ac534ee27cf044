//! The page of the people of a ticket.

use super::clock::Clock;
use super::head::title;
use super::words::{duration, ink, mark, name, role, short_identifier, unreadable};
use crate::analysis::{Disagreement, Member, Roster, Stated};
use crate::model::{Channel, NIL_GUID, Text, Zone};
use crate::page::{Block, Cell, Column, Line, Mark, Marked, Page, Report, Role as Ink, Table};
use serde::Serialize;

impl Report for Roster {
    const HEADER: &'static [&'static str] = Self::HEADER;

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        Self::rows(self)
    }

    fn page(&self, zone: Zone) -> Page {
        let mut page = Page::default();
        let clock = Clock::of(&self.head, zone);
        let absent = self.participants.iter().any(|member| member.is_owner && !member.listed);
        let mut aside = Line::new();
        if absent && self.participants.iter().any(|member| member.listed) {
            aside = aside.mark(Mark::Caution).role(" the owner is not among them", Ink::Caution);
            aside = aside.muted(" · ");
        }
        let aside = aside.muted(clock.short_title());
        title(&mut page, &self.head, "participants", aside);
        if self.participants.is_empty() {
            page.push(Block::Text(vec!["The file names nobody who took part.".into()]));
        } else {
            page.push(Block::Table(self.table(clock)));
            if self.full {
                page.push(Block::Table(self.identity()));
            }
            let mut remarks: Vec<_> = self.disagreements.iter().map(remark).collect();
            remarks.push(Marked::plain(Line::new().muted(
                "ANSWERS: median time to answer the other side; for an agent, from the question, or \
                 from getting the ticket if that is later.",
            )));
            page.push(Block::Remarks(remarks));
        }
        page.blocks.extend(unreadable(&self.unreadable));
        page
    }
}

impl Roster {
    fn table(&self, clock: Clock) -> Table {
        let row = |member: &Member| {
            let at = |at: Option<crate::model::Timestamp>| {
                at.map_or_else(Cell::missing, |at| Cell::from(clock.time(at)))
            };
            vec![
                member.id.map_or_else(Cell::missing, |id| Cell::from(id.to_string())),
                person(member).into(),
                role(member.role).into(),
                member.messages.map_or_else(Cell::missing, |number| Cell::from(number.to_string())),
                at(member.first_at),
                at(member.last_at),
                member.answers_s.map_or_else(Cell::missing, |time| Cell::from(duration(time))),
                self.state(member).into(),
                identifier(member).into(),
            ]
        };
        Table {
            heading: None,
            columns: vec![
                Column::numbers("ID"),
                Column::words("NAME"),
                Column::words("ROLE"),
                Column::numbers("MSGS").spoken("messages"),
                Column::words("FIRST").spare(),
                Column::words("LAST").spare(),
                Column::numbers("ANSWERS"),
                Column::words("STATE"),
                Column::words("IDENTIFIER").spare(),
            ],
            rows: self.participants.iter().map(row).collect(),
        }
    }

    /// Shows what `--full` adds: identifiers whole, names for customers, contacts, channels.
    fn identity(&self) -> Table {
        let text = |text: &Stated<Text<'static>>| match text {
            Stated::Missing => Cell::missing(),
            Stated::Given(text) => Line::new().quote(text, Ink::Plain).into(),
            Stated::Odd(written) => super::words::odd(written).into(),
        };
        let row = |member: &Member| {
            let channel = match &member.channel {
                Stated::Given(channel) => Line::new().quote(&Channel::name(channel), Ink::Plain),
                Stated::Odd(written) => super::words::odd(written),
                Stated::Missing => Line::new().muted("–"),
            };
            let identifier = match &member.identifier {
                Some(id) => Line::new().quote(id, Ink::Plain).into(),
                None => Cell::missing(),
            };
            vec![
                member.id.map_or_else(Cell::missing, |id| Cell::from(id.to_string())),
                identifier,
                text(&member.display_name),
                text(&member.user_name),
                text(&member.contact_id),
                channel.into(),
                text(&member.department_identifier),
            ]
        };
        Table {
            heading: None,
            columns: vec![
                Column::numbers("ID"),
                Column::words("IDENTIFIER"),
                Column::words("SHOWN AS"),
                Column::words("USER NAME"),
                Column::words("CONTACT"),
                Column::words("CHANNEL"),
                Column::words("OUR SIDE"),
            ],
            rows: self.participants.iter().map(row).collect(),
        }
    }

    fn state(&self, member: &Member) -> Line {
        let line = match (&member.is_deleted, &member.is_active) {
            (Stated::Given(true), _) => Line::from("removed"),
            (_, Stated::Given(true)) => Line::from("active"),
            (_, Stated::Given(false)) => Line::from("left"),
            (_, Stated::Odd(written)) => super::words::odd(written),
            (_, Stated::Missing) => Line::new().muted("–"),
        };
        let disagrees = self.disagreements.iter().any(|disagreement| {
            matches!(disagreement, Disagreement::Activity { id, .. } if *id == member.id)
        });
        if disagrees { line.own(" ").mark(Mark::Caution) } else { line }
    }
}

fn person(member: &Member) -> Line {
    if member.is_owner && !member.listed && !member.wrote() {
        return Line::new().mark(Mark::Unknown).own(" ").role("owner", Ink::Caution);
    }
    let line = Line::new().mark(mark(member.role)).own(" ").quote(&member.name, ink(member.role));
    if member.is_owner { line.muted(" (owner)") } else { line }
}

/// Shows an identifier, with the middle of a GUID left out.
fn identifier(member: &Member) -> Line {
    let Some(identifier) = &member.identifier else { return Line::new().muted("–") };
    if identifier.as_str() == NIL_GUID {
        return Line::new().muted("none");
    }
    short_identifier(identifier).unwrap_or_else(|| Line::new().quote(identifier, Ink::Plain))
}

fn remark(disagreement: &Disagreement) -> Marked {
    let number = |id: &Option<i64>| id.map_or_else(|| "?".to_owned(), |id| id.to_string());
    let participant = |id: &Option<i64>| Line::from(format!("Participant {}", number(id)));
    match disagreement {
        Disagreement::Activity { id, listed_active, transaction_id, .. } => {
            let differs = if *listed_active {
                " is active in the list but not in transaction "
            } else {
                " is not active in the list but is in transaction "
            };
            let line = participant(id).own(differs).own(format!("{}.", number(transaction_id)));
            Marked::new(Mark::Caution, line)
        }
        Disagreement::Name { id, listed, written, transaction_id, .. } => Marked::new(
            Mark::Note,
            participant(id)
                .own(" is “")
                .quote(listed, Ink::Plain)
                .own("” here and “")
                .quote(written, Ink::Plain)
                .own(format!("” in transaction {}.", number(transaction_id))),
        ),
        Disagreement::OwnerNeverTookPart { last_assigned } => {
            let line = Line::from("The owner wrote nothing and was never assigned");
            Marked::new(
                Mark::Caution,
                match last_assigned {
                    Some(who) => line.own("; the last one assigned is ").then(name(who)).own("."),
                    None => line.own("."),
                },
            )
        }
        Disagreement::OwnerNotListed => {
            Marked::new(Mark::Caution, "The owner is none of the participants.".into())
        }
        Disagreement::SenderNotListed { who, .. } => {
            Marked::new(Mark::Caution, name(who).own(" wrote, but is none of the participants."))
        }
    }
}
