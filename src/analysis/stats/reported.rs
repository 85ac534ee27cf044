//! What Glassix reports of a ticket, for tickets without transactions and for those who ask for it.

use super::contribution::{Somebody, is_open};
use super::measured::{METRICS, Measured, Metric};
use super::row::Facts;
use crate::analysis::value::Seconds;
use crate::model::{
    Field, NIL_GUID, OwnerKind, Participant, State, StepKind, Text, Ticket, TicketKind, TimeSpan,
};

/// Finds out what is so by the reports alone. Whether a ticket was opened again, or left in the bot,
/// Glassix does not report.
pub(super) fn facts(ticket: &Ticket<'_>) -> Facts {
    let messages = ticket.agent_messages_count.copied();
    let is_told = messages.is_some() || ticket.first_customer_message_at.copied().is_some();
    let is_silent = ticket.first_agent_message_at.is_missing() && messages.unwrap_or(0) == 0;
    let has_bot = is_with_bot(ticket);
    let bot_only = ticket.state.get() == Some(&State::Closed) && is_silent && has_bot;
    let is_asked = ticket.is_incoming.copied() != Some(false)
        && ticket.first_customer_message_at.copied().is_some();
    Facts {
        is_recounted: false,
        is_open: is_open(ticket),
        bot_only: is_told.then_some(bot_only),
        abandoned: None,
        reopened: None,
        unanswered: is_told.then_some(is_asked && is_silent && !has_bot),
    }
}

/// Tells whether a bot has the ticket, or had it to the end.
fn is_with_bot(ticket: &Ticket<'_>) -> bool {
    let steps = ticket.bot_steps.items();
    let handed_over = |step| matches!(step, Some(&StepKind::SessionOpened));
    let is_handed_over = steps.iter().any(|step| handed_over(step.kind.get()));
    let owner = ticket.owner.get().and_then(|owner| owner.kind.get());
    owner == Some(&OwnerKind::Bot)
        || matches!(ticket.kind.get(), Some(TicketKind::Bot | TicketKind::GlassixBot))
        || (!steps.is_empty() && !is_handed_over && owner != Some(&OwnerKind::Agent))
}

/// Takes the gross spans over.
pub(super) fn spans(ticket: &Ticket<'_>, facts: Facts) -> [Measured; METRICS] {
    let unanswered = facts.unanswered == Some(true);
    let took = |field: &Field<'_, TimeSpan>, is_awaited: bool| match field.copied() {
        _ if is_awaited => Measured::Awaited,
        Some(span) => Measured::of(Seconds::from(span)),
        None => Measured::Absent,
    };
    Metric::ALL.map(|name| match name {
        Metric::Queue => took(&ticket.queue_time_gross, false),
        Metric::TakenToReply => took(&ticket.assign_to_response_gross, false),
        Metric::FirstResponse => took(&ticket.first_response_gross, unanswered),
        Metric::Duration => took(&ticket.duration_gross, facts.is_open),
        _ => Measured::Absent,
    })
}

/// Finds who answered first, else the owner, if that is a person.
pub(super) fn agent(ticket: &Ticket<'_>) -> Option<Somebody> {
    let first = ticket.first_agent_message_user_id.get();
    let first = first.map(|id| somebody(ticket, id.0.as_str(), None));
    let owner = ticket.owner.get().and_then(|owner| owner.kind.get());
    first.or_else(|| self::owner(ticket).filter(|_| owner != Some(&OwnerKind::Bot)))
}

/// Finds the owner.
pub(super) fn owner(ticket: &Ticket<'_>) -> Option<Somebody> {
    let owner = ticket.owner.get()?;
    let id = owner.id.get().map(|id| id.0.as_str()).filter(|id| *id != NIL_GUID)?;
    Some(somebody(ticket, id, owner.user_name.get()))
}

/// Names a user by the list of participants.
fn somebody(ticket: &Ticket<'_>, id: &str, user_name: Option<&Text<'_>>) -> Somebody {
    let is_it = |participant: &&Participant<'_>| {
        participant.identifier.get().is_some_and(|known| known.as_str().eq_ignore_ascii_case(id))
    };
    let listed = ticket.participants.items().iter().find(is_it);
    let name = listed.and_then(|listed| listed.name.get().or_else(|| listed.display_name.get()));
    let name = name.or(user_name).map_or(id, Text::as_str);
    Somebody { key: id.to_ascii_lowercase(), name: name.to_owned() }
}
