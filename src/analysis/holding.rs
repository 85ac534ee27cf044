//! Who held the ticket, and for how long.

use super::cast::{Cast, PersonKey, Role};
use super::course::{Course, EntryKind};
use super::value::Seconds;
use crate::model::{State, Ticket, Timestamp};

/// A stretch of time in somebody's hands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Holding {
    /// Bot, queue or agent; `Unknown` if the export does not tell; `System` while closed.
    pub role: Role,
    /// Who it was.
    pub who: Option<PersonKey>,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub to: Timestamp,
    /// How it ended.
    pub end: HoldingEnd,
}

/// How a stretch ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldingEnd {
    /// The ticket changed hands.
    Reassigned,
    /// The ticket was closed.
    Closed,
    /// It goes on: this is as far as the export tells.
    Open,
}

impl Holding {
    /// Returns how long it lasted.
    pub fn length(&self) -> Seconds {
        Seconds::between(self.from, self.to)
    }

    /// Tells whether people could answer: the queue or an agent had the ticket.
    pub fn is_with_people(&self) -> bool {
        matches!(self.role, Role::Queue | Role::Agent)
    }
}

/// Lists the stretches in order of time, without the time in which the ticket was closed.
///
/// The export does not say who had a ticket first. If the first change of hands is into the queue,
/// whoever did it had the ticket before; if it is to somebody, a bot that wrote before had it, else
/// it stood in the queue since it was opened. Without any change of hands, the only agent who wrote,
/// or the only bot, had it all along, or the owner. Without transactions nobody knows.
pub(super) fn holdings(ticket: &Ticket<'_>, cast: &Cast, course: &Course<'_>) -> Vec<Holding> {
    let mut holdings = Vec::new();
    if ticket.transactions.is_missing() {
        return holdings;
    }
    let first = course.entries.iter().find_map(|entry| entry.at);
    let Some(opened) = ticket.opened_at.copied().or(first) else { return holdings };
    let mut holder = first_holder(ticket, cast, course);
    let mut since = Some(opened);
    let mut close = |since: &mut Option<Timestamp>, holder: (Role, Option<PersonKey>), to, end| {
        if let Some(from) = since.take() {
            holdings.push(Holding { role: holder.0, who: holder.1, from, to, end });
        }
    };
    for entry in &course.entries {
        let Some(at) = entry.at else { continue };
        let at = at.max(opened);
        if entry.reopens {
            since = Some(at);
        }
        match entry.kind {
            EntryKind::Reassigned { to, .. } => {
                if since.is_none_or(|since| since < at) {
                    close(&mut since, holder, at, HoldingEnd::Reassigned);
                }
                holder = (cast.role(Some(to)), Some(to));
                since = Some(at);
            }
            EntryKind::Closed { .. } => close(&mut since, holder, at, HoldingEnd::Closed),
            _ => {}
        }
    }
    let last = course.entries.iter().rev().find_map(|entry| entry.at);
    let (end, how) = match (ticket.state.get(), ticket.closed_at.copied()) {
        (Some(State::Closed) | None, Some(closed)) => (Some(closed), HoldingEnd::Closed),
        _ => (last.max(ticket.last_activity_at.copied()), HoldingEnd::Open),
    };
    if let Some(end) = end {
        close(&mut since, holder, end.max(opened), how);
    }
    holdings
}

fn first_holder(
    ticket: &Ticket<'_>,
    cast: &Cast,
    course: &Course<'_>,
) -> (Role, Option<PersonKey>) {
    let role = |key: PersonKey| cast.role(Some(key));
    let queue = || {
        let queue = cast.people().iter().position(|person| person.role == Role::Queue);
        (Role::Queue, queue)
    };
    let change = course.entries.iter().position(|e| matches!(e.kind, EntryKind::Reassigned { .. }));
    let before = course.entries.get(..change.unwrap_or(course.entries.len())).unwrap_or_default();
    let wrote = |wanted: Role| {
        let writers = before.iter().filter(|entry| entry.kind == EntryKind::Message);
        writers.filter_map(|entry| entry.who).find(|who| role(*who) == wanted)
    };
    let bot = wrote(Role::Bot).map(|bot| (Role::Bot, Some(bot)));
    match change.and_then(|change| course.entries.get(change)).map(|entry| entry.kind) {
        Some(EntryKind::Reassigned { by, to }) if role(to) == Role::Queue => match by {
            Some(by) => (role(by), Some(by)),
            None => bot.unwrap_or((Role::Unknown, None)),
        },
        Some(EntryKind::Reassigned { by, to }) => bot
            .or_else(|| {
                let by = by.filter(|by| *by != to && wrote(Role::Agent) == Some(*by))?;
                Some((role(by), Some(by)))
            })
            .unwrap_or_else(queue),
        _ => {
            let agent = wrote(Role::Agent).map(|agent| (Role::Agent, Some(agent)));
            let owner = cast.owner().map(|owner| (role(owner), Some(owner)));
            let has_steps = !ticket.bot_steps.items().is_empty();
            let unassigned = ticket.owner.get().is_some_and(|owner| owner.id.is_missing());
            match (bot, agent) {
                (Some(bot), None) => bot,
                (_, Some(agent)) => agent,
                (None, None) if owner.is_some() => owner.unwrap_or((Role::Unknown, None)),
                (None, None) if has_steps => (Role::Bot, None),
                (None, None) if unassigned && !course.entries.is_empty() => queue(),
                (None, None) => (Role::Unknown, None),
            }
        }
    }
}
