//! The page of a transcript.

use super::attachment::attachment;
use super::clock::{Clock, long_day};
use super::head::{facts, ticket_in_full};
use super::sentences::{event, left_out, tally};
use super::words::{
    button, conversation, count, delivery, duration, gap, ink, kept_in, mark, odd, role, unreadable,
};
use crate::analysis::{Role, SaidButton, SaidCard, Stated, Transcript, Turn as Entry, TurnKind};
use crate::model::{Text, Zone};
use crate::page::{Block, Fact, Line, Mark, Page, Report, Role as Ink, Turn};
use serde::Serialize;

impl Report for Transcript {
    const HEADER: &'static [&'static str] = Self::HEADER;

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        Self::rows(self)
    }

    fn page(&self, zone: Zone) -> Page {
        let mut page = Page::default();
        let first = self.entries.iter().find_map(|entry| entry.at.get().copied());
        let clock = Clock::of_day(zone, first.or_else(|| self.head.opened_at.get().copied()));
        let aside = match clock.long_day() {
            Some(day) => format!("{day}, times in {}", clock.zone()),
            None => clock.long_title(),
        };
        page.facts = facts(&self.head);
        let with = conversation(&self.head.channel, self.head.customer.as_ref());
        page.facts.extend(with.map(|with| Fact::line("conversation", with)));
        page.facts.push(Fact::line("day", Line::new().muted(aside.clone())));
        page.push(Block::Title {
            line: ticket_in_full(&self.head),
            aside: Line::new().muted(aside),
            below: Vec::new(),
        });
        if self.transactions.is_none() {
            page.push(Block::Text(vec![no_conversation()]));
        } else if !self.entries.is_empty() {
            page.push(Block::Talk(self.turns(clock)));
        }
        if self.transactions.is_some() {
            page.push(Block::Text(vec![self.footer()]));
        }
        page.blocks.extend(unreadable(&self.unreadable));
        page
    }
}

/// Says why there is nothing to read.
pub(super) fn no_conversation() -> Line {
    Line::from(
        "The file holds no transactions of this ticket, as on list pages and in webhooks: there is \
         no conversation to show.",
    )
}

impl Transcript {
    fn turns(&self, mut clock: Clock) -> Vec<Turn> {
        let begins = clock.long_day().map(|day| Turn::Begins(Line::from(day)));
        let mut turns: Vec<_> = begins.into_iter().collect();
        let mut before = None;
        for entry in &self.entries {
            if let Some(at) = entry.at.get().copied() {
                let day = clock.turn_to(at).map(|day| Line::new().heading(long_day(day)));
                let change = before.replace(at).and_then(|before| clock.change(before, at));
                turns.extend(
                    day.map(Turn::Day).into_iter().chain(change.map(Line::from).map(Turn::Remark)),
                );
            }
            turns.push(self.turn(entry, clock));
        }
        turns
    }

    fn turn(&self, entry: &Entry, clock: Clock) -> Turn {
        let time = match &entry.at {
            Stated::Given(at) => Line::new().muted(clock.seconds(*at)),
            Stated::Odd(_) => Line::new().mark(Mark::Caution),
            Stated::Missing => Line::new().muted("–"),
        };
        let gap = gap(entry.gap_s, self.slow);
        let speaks = matches!(entry.kind, TurnKind::Message | TurnKind::Automatic | TurnKind::Note);
        if !speaks {
            let remark = match (entry.held_by, entry.held_s) {
                (Some(by), Some(seconds)) => {
                    Line::new().muted(format!("{} {}", role(by), duration(seconds)))
                }
                _ => Line::new(),
            };
            return Turn::Event { time, gap, line: event(entry, self.source.as_ref()), remark };
        }
        let who = entry.who.as_ref().map_or(Role::Unknown, |who| who.role);
        let (mark, colour) = if entry.kind == TurnKind::Automatic {
            (Mark::Queue, Ink::Queue)
        } else {
            (mark(who), ink(who))
        };
        let name = match &entry.who {
            Some(who) => Line::new().quote(&who.name, colour),
            None => Line::new().role("unknown", Ink::Muted),
        };
        Turn::Message {
            time,
            gap,
            mark,
            name,
            verb: match entry.kind {
                TurnKind::Note => "noted",
                TurnKind::Automatic => "wrote automatically",
                _ => "wrote",
            },
            body: self.body(entry, clock),
            margin: margin(entry, self.marks_read),
        }
    }

    fn body(&self, entry: &Entry, clock: Clock) -> Vec<Line> {
        let mut body = Vec::new();
        if let Some(text) = &entry.said.text {
            body.extend(paragraphs(text, self.full));
        }
        for card in &entry.said.cards {
            body.extend(card_lines(card));
        }
        body.extend(buttons(&entry.said.quick_replies));
        let files = entry.said.attachments.iter();
        body.extend(files.map(|file| attachment(file, clock, self.told_at)));
        if body.is_empty() {
            body.push(Line::new().muted("(nothing in it)"));
        }
        body
    }

    fn footer(&self) -> Line {
        let transactions = self.transactions.unwrap_or(0);
        let said = tally(&self.counts);
        let line = if said.is_empty() {
            format!("{}.", count(transactions, "transaction"))
        } else if self.left_out.entries == 0 {
            format!("{}: {said}.", count(transactions, "transaction"))
        } else {
            format!("{}, here: {said}.", count(transactions, "transaction"))
        };
        let line = Line::new().muted(line).then(left_out(&self.left_out));
        match self.repeated {
            0 => line,
            more => line.muted(format!(
                " {} in the file again, and {} shown once.",
                if more == 1 { "1 stood".to_owned() } else { format!("{more} stood") },
                if more == 1 { "is" } else { "are" },
            )),
        }
    }
}

/// Splits a text into its lines, with quoted mail folded unless all is wanted.
fn paragraphs(text: &Text<'_>, full: bool) -> Vec<Line> {
    const FEW: usize = 2;
    let quoted = |line: &&str| line.trim_start().starts_with('>');
    let lines: Vec<&str> = text.as_str().lines().collect();
    let mut rest = lines.as_slice();
    let mut shown = Vec::new();
    while let Some((first, _)) = rest.split_first() {
        let run = rest.iter().take_while(|line| quoted(line)).count();
        let (now, later) = rest.split_at_checked(run.max(1)).unwrap_or((rest, &[]));
        if run > FEW && !full {
            let folded = format!("… {run} quoted lines, --full shows them");
            shown.push(Line::new().muted(folded));
        } else if run > 0 {
            shown.extend(
                now.iter().map(|line| Line::new().prose(&Text::borrowed(line), Ink::Muted)),
            );
        } else {
            shown.push(Line::new().prose(&Text::borrowed(first), Ink::Plain));
        }
        rest = later;
    }
    shown
}

fn card_lines(card: &SaidCard) -> Vec<Line> {
    let title = card.title.iter().flat_map(|title| {
        title.as_str().lines().map(|line| Line::new().quote(&Text::borrowed(line), Ink::Heading))
    });
    let subtitle = card.subtitle.iter().flat_map(|text| {
        text.as_str().lines().map(|line| Line::new().prose(&Text::borrowed(line), Ink::Plain))
    });
    title.chain(subtitle).chain(buttons(&card.buttons)).collect()
}

/// Shows buttons side by side, the pressed one marked.
fn buttons(buttons: &[SaidButton]) -> Option<Line> {
    let shown = buttons.iter().map(|button| {
        let line = if button.pressed {
            Line::new().heading("[✓ ").name(&button.title, Ink::Heading).heading("]")
        } else {
            Line::new().own("[").name(&button.title, Ink::Plain).own("]")
        };
        match &button.uri {
            Some(uri) if uri != &button.title => line.muted(" → ").address(uri, Ink::Muted),
            _ => line,
        }
    });
    (!buttons.is_empty()).then(|| Line::new().joined(shown, "  "))
}

/// Says what we know beside a message: card, button, field, wait, delivery.
fn margin(entry: &Entry, marks_read: bool) -> Vec<Line> {
    let mut margin = Vec::new();
    if let Stated::Odd(written) = &entry.at {
        margin.push(Line::new().muted("at ").then(odd(written)));
    }
    if entry.kind == TurnKind::Note {
        margin.push(Line::new().muted("note"));
    }
    if entry.kind == TurnKind::Automatic {
        margin.push(Line::new().muted("automatic"));
    }
    if entry.reopens {
        margin.push(Line::new().role("re-opened the ticket", Ink::Caution));
    }
    let card = entry.card.as_ref().map(|card| Line::new().quote(card, Ink::Muted));
    let pressed = entry.button.map(|pressed| Line::new().muted(button(pressed)));
    margin.extend(card.into_iter().chain(pressed).chain(kept_in(&entry.fields)));
    let is_agent = entry.who.as_ref().is_some_and(|who| who.role == Role::Agent);
    let waited = entry
        .waited_s
        .map(|waited| Line::new().role(format!("waited {}", duration(waited)), Ink::Queue));
    let failed = delivery(&entry.status, marks_read)
        .filter(|line| is_agent || line.0.first().is_some_and(|span| span.role == Ink::Bad));
    let both: Vec<_> = waited.into_iter().chain(failed).collect();
    if !both.is_empty() {
        let mut parts = both.into_iter();
        let first = parts.next().unwrap_or_default();
        margin.push(parts.fold(first, |line, part| line.role(", ", Ink::Queue).then(part)));
    }
    margin
}
