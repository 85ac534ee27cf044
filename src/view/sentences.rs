//! Events as sentences.

use super::words::{count, name, odd};
use crate::analysis::{Counts, LeftOut, Role, Stated, Turn, TurnKind, Who};
use crate::model::Text;
use crate::page::{Line, Role as Ink};

/// Says what happened to a ticket.
pub(super) fn event(turn: &Turn, source: Option<&Text<'_>>) -> Line {
    let who = turn.who.as_ref().filter(|who| who.role != Role::System);
    let line = match turn.kind {
        TurnKind::Opened if turn.reopens => return Line::from("opened again"),
        TurnKind::Opened => match source {
            Some(source) => Line::from("opened from ").quote(source, Ink::Plain),
            None => Line::from("opened"),
        },
        TurnKind::HandedOver => handed_over(who, turn.to.as_ref()),
        TurnKind::Taken => by(who).own(" took the ticket"),
        TurnKind::Assigned => match (who, &turn.to) {
            (Some(who), Some(to)) if who.role == Role::Bot => {
                name(who).own(" handed over to ").then(name(to))
            }
            (Some(who), Some(to)) => name(who).own(" assigned the ticket to ").then(name(to)),
            (None, Some(to)) => Line::from("assigned to ").then(name(to)),
            _ => Line::from("assigned"),
        },
        TurnKind::Closed => match who {
            Some(who) => name(who).own(" closed the ticket"),
            None if turn.by_system => Line::from("closed by the system"),
            None => Line::from("closed"),
        },
        _ => other(turn),
    };
    let line = match &turn.at {
        Stated::Odd(written) => line.muted(", at ").then(odd(written)),
        _ => line,
    };
    if turn.reopens { line.role(", which opened it again", Ink::Caution) } else { line }
}

fn handed_over(who: Option<&Who>, queue: Option<&Who>) -> Line {
    let queue = match queue {
        Some(queue) => Line::from("the queue ").then(name(queue)),
        None => Line::from("the queue"),
    };
    match who {
        Some(who) if who.role == Role::Bot => name(who).own(" handed over to ").then(queue),
        Some(who) => name(who).own(" put the ticket back into ").then(queue),
        None => Line::from("went into ").then(queue),
    }
}

fn by(who: Option<&Who>) -> Line {
    who.map_or_else(|| Line::from("somebody"), name)
}

/// Shows an event that is not known: its type, and its text as it is.
fn other(turn: &Turn) -> Line {
    let line = match &turn.written_kind {
        Stated::Given(kind) => Line::new().quote(kind, Ink::Plain),
        Stated::Odd(written) => odd(written),
        Stated::Missing => Line::from("event without a type"),
    };
    match &turn.said.text {
        Some(text) => line.own(": ").quote(text, Ink::Plain),
        None => line,
    }
}

/// Names what happened in a word, for a column.
pub(super) fn event_word(turn: &Turn) -> &'static str {
    match turn.kind {
        TurnKind::Opened => "opened",
        TurnKind::HandedOver => "handed over",
        TurnKind::Taken => "taken",
        TurnKind::Assigned => "assigned",
        TurnKind::Closed => "closed",
        _ => "event",
    }
}

/// Says who did it and to whom, beside the word: `BOT → Unassigned Tickets`.
pub(super) fn event_details(turn: &Turn, source: Option<&Text<'_>>) -> Line {
    let who = turn.who.as_ref().filter(|who| who.role != Role::System);
    let from_queue = turn.held_by == Some(Role::Queue);
    let line = match (turn.kind, who, &turn.to) {
        (TurnKind::Opened, ..) if turn.reopens => return Line::from("again"),
        (TurnKind::Opened, ..) => match source {
            Some(source) => Line::from("from ").quote(source, Ink::Plain),
            None => Line::new(),
        },
        (TurnKind::Taken, Some(who), _) => {
            name_after("by ", who).own(if from_queue { ", from the queue" } else { "" })
        }
        (TurnKind::HandedOver | TurnKind::Assigned, Some(who), Some(to)) => {
            name(who).own(" → ").then(name(to))
        }
        (TurnKind::HandedOver | TurnKind::Assigned, None, Some(to)) => name_after("to ", to),
        (TurnKind::Closed, Some(who), _) => name_after("by ", who),
        (TurnKind::Closed, None, _) if turn.by_system => Line::from("by the system"),
        (TurnKind::Closed, None, _) => Line::new(),
        _ => other(turn),
    };
    if turn.reopens { line.role(", which opened it again", Ink::Caution) } else { line }
}

fn name_after(words: &'static str, who: &Who) -> Line {
    Line::from(words).then(name(who))
}

/// Says what was left out.
pub(super) fn left_out(left_out: &LeftOut) -> Line {
    if left_out.entries == 0 {
        return Line::new().muted(" Nothing hidden.");
    }
    let tally = tally(&left_out.counts);
    Line::new().muted(format!(" Hidden: {tally}."))
}

/// Says how many entries of each kind there are: `11 messages (4 customer, 5 bot), 4 events`.
pub(super) fn tally(counts: &Counts) -> String {
    let kinds = [
        (counts.customer, "customer"),
        (counts.bot, "bot"),
        (counts.agent, "agent"),
        (counts.automatic, "automatic"),
        (counts.unknown, "unknown"),
    ];
    let kinds = kinds.iter().filter(|(number, _)| *number > 0);
    let kinds: Vec<_> = kinds.map(|(number, kind)| format!("{number} {kind}")).collect();
    let mut parts = Vec::new();
    if counts.messages() > 0 {
        parts.push(format!("{} ({})", count(counts.messages(), "message"), kinds.join(", ")));
    }
    if counts.notes > 0 {
        parts.push(count(counts.notes, "note"));
    }
    if counts.events > 0 {
        parts.push(count(counts.events, "event"));
    }
    parts.join(", ")
}
