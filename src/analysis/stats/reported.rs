//! What Glassix reports of a ticket, for tickets without transactions and for those who ask for it.

use super::contribution::{Somebody, is_open};
use super::measured::{METRICS, Measured, Metric};
use super::row::Facts;
use crate::analysis::bots::Bots;
use crate::analysis::person::is_name;
use crate::analysis::value::Seconds;
use crate::model::{
    Field, NIL_GUID, OwnerKind, Participant, State, StepKind, Text, Ticket, TicketKind, TimeSpan,
};

/// Finds out what is so by the reports alone. Whether a ticket was opened again, or left in the bot,
/// Glassix does not report.
pub(super) fn facts(ticket: &Ticket<'_>, owner_is_bot: &dyn Fn() -> bool) -> Facts {
    let messages = ticket.agent_messages_count.copied();
    let is_told = messages.is_some() || ticket.first_customer_message_at.copied().is_some();
    let is_silent = ticket.first_agent_message_at.is_missing() && messages.unwrap_or(0) == 0;
    let has_bot = is_silent && is_with_bot(ticket, owner_is_bot);
    let bot_only = ticket.state.get() == Some(&State::Closed) && has_bot;
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
fn is_with_bot(ticket: &Ticket<'_>, owner_is_bot: &dyn Fn() -> bool) -> bool {
    let steps = ticket.bot_steps.items();
    let handed_over = |step| matches!(step, Some(&StepKind::SessionOpened));
    let is_handed_over = steps.iter().any(|step| handed_over(step.kind.get()));
    let owner = ticket.owner.get().and_then(|owner| owner.kind.get());
    owner_is_bot()
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
pub(super) fn agent(ticket: &Ticket<'_>, owner_is_bot: &dyn Fn() -> bool) -> Option<Somebody> {
    let first = ticket.first_agent_message_user_id.get();
    let first = first.map(|id| somebody(ticket, id.0.as_str(), None));
    first.or_else(|| owner(ticket).filter(|_| !owner_is_bot()))
}

/// Tells whether the owner is a bot, by the rules for all bots or because it is among those `known`.
pub(super) fn owner_is_bot(ticket: &Ticket<'_>, known: &[String]) -> bool {
    let Some(id) = ticket.owner.get().and_then(|owner| owner.id.get()) else { return false };
    let number = listed(ticket, id.0.as_str()).and_then(|listed| listed.id.copied());
    Bots::of(ticket, known).why(Some(&id.0), number).is_some()
}

/// Finds the owner.
pub(super) fn owner(ticket: &Ticket<'_>) -> Option<Somebody> {
    let owner = ticket.owner.get()?;
    let id = owner.id.get().map(|id| id.0.as_str()).filter(|id| *id != NIL_GUID)?;
    Some(somebody(ticket, id, owner.user_name.get()))
}

/// Names a user by the list of participants.
fn somebody(ticket: &Ticket<'_>, id: &str, user_name: Option<&Text<'_>>) -> Somebody {
    let names = listed(ticket, id).map(|listed| [listed.name.get(), listed.display_name.get()]);
    let names = || names.into_iter().flatten().chain([user_name]).flatten();
    let name = names().find(|name| is_name(name)).or_else(|| names().next());
    let name = name.map_or(id, Text::as_str);
    Somebody { key: id.to_ascii_lowercase(), name: name.to_owned() }
}

fn listed<'s, 't>(ticket: &'s Ticket<'t>, id: &str) -> Option<&'s Participant<'t>> {
    ticket.participants.items().iter().find(|participant| {
        participant.identifier.get().is_some_and(|known| known.as_str().eq_ignore_ascii_case(id))
    })
}
