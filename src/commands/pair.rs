//! Finds one ticket in two files, holding a few tickets at most, whatever the files hold.

use crate::error::{Outcome, Usage};
use crate::input::{Input, Limits, Source, each_answer};
use crate::messages::Messages;
use crate::model::{Record, Timestamp};
use std::collections::BTreeSet;
use std::io;
use std::mem;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Which ticket to look for, and where: first the older file, then the newer one.
pub(super) struct Pairing {
    pub(super) sources: [Source; 2],
    /// The number asked for.
    pub(super) id: Option<i64>,
    /// Whether the numbers may differ.
    pub(super) any: bool,
    pub(super) limits: Limits,
}

/// A ticket out of a file.
pub(super) struct Copy {
    pub(super) source: Arc<str>,
    pub(super) text: String,
    id: Option<i64>,
    /// Numbers of the same ticket in other departments.
    moved: [Option<i64>; 2],
    /// Of copies in one file, the greatest is the newest.
    age: (Option<Timestamp>, bool),
}

/// As many numbers are named where the right one is not there.
const NAMED: usize = 5;

/// What a file holds.
#[derive(Default)]
struct Held {
    /// The ticket that was looked for.
    wanted: Option<Copy>,
    /// The other one, if there is just one other.
    other: Option<Copy>,
    /// How many copies of the ticket there are.
    copies: u64,
    /// Some of the numbers in the file.
    ids: BTreeSet<i64>,
    tickets: u64,
    is_lost: bool,
}

impl Pairing {
    /// Finds the ticket in both files; says what is the matter if it is not in both.
    pub(super) fn find(
        &self,
        stdin: &mut Input,
        messages: &mut Messages<'_>,
    ) -> anyhow::Result<(Option<[Copy; 2]>, Outcome)> {
        if Source::repeat_stdin(&self.sources) {
            return Err(usage("standard input (-) is named twice, but can be read only once"));
        }
        let [old, new] = &self.sources;
        // What is read first may have to be read twice; standard input cannot be.
        let is_turned = *old == Source::Stdin;
        let (first, second) = if is_turned { (new, old) } else { (old, new) };
        let mut one = self.read(first, self.id, stdin, messages)?;
        let id = self.id.or_else(|| one.alone().and_then(|copy| copy.id));
        let mut other = self.read(second, id, stdin, messages)?;
        if id.is_none() && one.tickets > 0 && other.tickets > 0 {
            match (one.alone(), other.alone()) {
                (Some(_), Some(_)) => {}
                (None, Some(Copy { id: id @ Some(_), .. })) => {
                    one = self.read(first, *id, stdin, messages)?;
                }
                _ => return Err(several(&one, &other)),
            }
        }
        let is_lost = one.is_lost || other.is_lost;
        let outcome = if is_lost { Outcome::Unread } else { Outcome::Done };
        if one.tickets == 0 || other.tickets == 0 {
            return Ok((None, Outcome::Unread));
        }
        let pair = match (one.take(self.id), other.take(self.id)) {
            (Some(one), Some(other)) => [one, other],
            (None, _) => return Err(missing(first, &one, id)),
            (_, None) => return Err(missing(second, &other, id)),
        };
        let [one, other] = pair;
        let pair = if is_turned { [other, one] } else { [one, other] };
        let [old, new] = &pair;
        if let (Some(a), Some(b), false) = (old.id, new.id, self.any || is_one(old, new)) {
            return Err(usage(&format!(
                "{} holds ticket {a} and {} ticket {b}; --any compares them all the same",
                old.source, new.source
            )));
        }
        Ok((Some(pair), outcome))
    }

    /// Reads a file to its end, and keeps the ticket that is looked for.
    fn read(
        &self,
        source: &Source,
        id: Option<i64>,
        stdin: &mut Input,
        messages: &mut Messages<'_>,
    ) -> anyhow::Result<Held> {
        let input = if *source == Source::Stdin {
            mem::replace(stdin, Box::new(io::empty()))
        } else {
            Box::new(io::empty())
        };
        let mut held = Held::default();
        let tally = each_answer::<_, anyhow::Error>(
            std::slice::from_ref(source),
            input,
            &self.limits,
            &|record, place| Copy::of(record, &place.source),
            &mut |copy| {
                held.meet(copy, id);
                Ok(ControlFlow::Continue(()))
            },
            &mut |problem| {
                messages.problem(&problem);
                Ok(())
            },
        )?;
        held.is_lost = tally.lost > 0;
        if tally.tickets == 0 && tally.lost == 0 {
            messages.error(&format!("{}: no ticket in it", name(source)));
        }
        if let (Some(copy), 2..) = (&held.wanted, held.copies) {
            messages.note(&format!(
                "{}: {} copies of the ticket; the one with the latest activity is compared",
                copy.source, held.copies
            ));
        }
        Ok(held)
    }
}

impl Copy {
    fn of(record: &Record<'_>, source: &Arc<str>) -> Self {
        let ticket = &record.ticket;
        let reference = |field: &crate::model::Field<'_, crate::model::TicketReference>| {
            field.copied().map(|reference| reference.0)
        };
        Self {
            source: Arc::clone(source),
            text: record.text.to_owned(),
            id: ticket.id.copied(),
            moved: [reference(&ticket.moved_to_ticket_id), reference(&ticket.moved_from_ticket_id)],
            age: (ticket.last_activity_at.copied(), !ticket.transactions.is_missing()),
        }
    }
}

impl Held {
    /// Takes a ticket in. Without a number to look for, the first one is it.
    fn meet(&mut self, copy: Copy, id: Option<i64>) {
        self.tickets = self.tickets.saturating_add(1);
        if self.ids.len() < NAMED {
            self.ids.extend(copy.id);
        }
        let is_wanted = match (id, &self.wanted) {
            (Some(id), _) => copy.id == Some(id),
            (None, Some(wanted)) => copy.id == wanted.id,
            (None, None) => true,
        };
        if !is_wanted {
            let is_first = self.tickets == self.copies.saturating_add(1);
            self.other = is_first.then_some(copy);
            return;
        }
        self.copies = self.copies.saturating_add(1);
        if self.wanted.as_ref().is_none_or(|wanted| wanted.age <= copy.age) {
            self.wanted = Some(copy);
        }
    }

    /// Returns the only ticket, if there is just one.
    fn alone(&self) -> Option<&Copy> {
        if self.tickets == self.copies { self.wanted.as_ref() } else { None }
    }

    /// Takes the ticket out; the only other one, if none was asked for by its number.
    fn take(&mut self, asked: Option<i64>) -> Option<Copy> {
        self.wanted.take().or_else(|| self.other.take().filter(|_| asked.is_none()))
    }
}

/// Tells whether two tickets are one, which was moved to another department and got a new number.
fn is_one(old: &Copy, new: &Copy) -> bool {
    old.id == new.id || new.moved.contains(&old.id) || old.moved.contains(&new.id)
}

/// Says that nobody knows which tickets are meant.
fn several(one: &Held, other: &Held) -> anyhow::Error {
    let example = one.ids.intersection(&other.ids).next().map(i64::to_string);
    let example = example.as_deref().unwrap_or("N");
    usage(&format!("the files hold several tickets; name the one to compare: --id {example}"))
}

/// Says which number is not in a file, and which are.
fn missing(source: &Source, held: &Held, id: Option<i64>) -> anyhow::Error {
    let ids: Vec<_> = held.ids.iter().map(i64::to_string).collect();
    let more = if held.tickets > ids.len() as u64 { " ..." } else { "" };
    let id = id.map_or_else(|| "without a number".to_owned(), |id| id.to_string());
    usage(&format!("{} holds no ticket {id}, but {}{more}", name(source), ids.join(", ")))
}

/// Names a file in a message.
fn name(source: &Source) -> String {
    match source {
        Source::Stdin => "standard input".to_owned(),
        Source::Path(path) => crate::input::file_name(path.as_os_str()),
    }
}

fn usage(says: &str) -> anyhow::Error {
    Usage(says.to_owned()).into()
}
