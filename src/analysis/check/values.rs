//! Rules of group 4 about values: identifiers, ages, and names that are not known.

use super::case::Case;
use super::finding::Evidence;
use super::findings::Findings;
use super::guid::fault;
use super::names::strangers;
use super::path::CUT;
use super::rule::{Needs, Rule};
use super::sentence::Sentence;
use crate::analysis::value::Seconds;
use crate::model::{Field, Guid, ParticipantKind, Text, Ticket, Timestamp};

pub(super) static RULES: &[Rule] = &[
    Rule {
        code: "W402",
        title: "Malformed GUID",
        compares: "Each identifier that should be a GUID with its form: groups of 8, 4, 4, 4 and \
                   12 hexadecimal digits.",
        why: "It names nothing: whoever looks it up, or joins by it, finds nothing. Most often a \
              digit was added or lost by hand.",
        source: "RFC 9562, section 4; the types of the Glassix API, version 1.2.",
        needs: Needs::Nothing,
        find: malformed_guids,
    },
    Rule {
        code: "N403",
        title: "A parameter or step is older than the ticket",
        compares: "creationDatetime of each parameter and visitDatetime of each step with the \
                   opening of the ticket, 1 second tolerated; not in a ticket that was moved here.",
        why: "The value was not made in this ticket: it was carried over, or belongs to the flow.",
        source: "The ticket that Glassix documents has a parameter that is 505 days older.",
        needs: Needs::Nothing,
        find: older,
    },
    Rule {
        code: "N404",
        title: "A value that ticketctl does not know",
        compares: "States, types, channels and statuses with the values that are known of each.",
        why: "Glassix adds values from time to time. The ticket is understood as far as possible, \
              but what the new value means is not.",
        source: "The Glassix API and SDK, and live tickets, as far as they are public.",
        needs: Needs::Nothing,
        find: unknown_values,
    },
];

fn malformed_guids(case: &Case<'_, '_>, found: &mut Findings) {
    for (pointer, text, transaction_id) in identifiers(case) {
        if let Some(fault) = fault(text.as_str()) {
            let said = Sentence::default().quote(text).own(format!(": {fault}"));
            let value = Evidence::new("identifier", text).at(pointer).inside(transaction_id);
            found.add(said, [value]);
        }
    }
}

/// Where an identifier stands, what it is, and in which transaction.
type Identifier<'t> = (String, &'t Text<'t>, Option<i64>);

fn identifiers<'t>(case: &Case<'_, 't>) -> Vec<Identifier<'t>> {
    let ticket = case.ticket();
    let mut all = Vec::new();
    let mut add = |field: &'t Field<'t, Guid<'t>>, pointer: &dyn Fn() -> String| {
        if let Some(Guid(text)) = field.get() {
            all.push((pointer(), text, None));
        }
    };
    for (key, field) in of_ticket(ticket) {
        add(field, &|| format!("/{key}"));
    }
    if let Some(owner) = ticket.owner.get() {
        add(&owner.id, &|| "/owner/id".to_owned());
    }
    for (index, step) in ticket.bot_steps.items().iter().enumerate() {
        for (key, field) in [
            ("departmentId", &step.department_id),
            ("botConversationId", &step.conversation_id),
            ("flowId", &step.flow_id),
            ("uniqueCardId", &step.card_id),
        ] {
            add(field, &|| case.item("/botConversationSteps", index, &format!("/{key}")));
        }
    }
    for (index, parameter) in ticket.dynamic_parameters.items().iter().enumerate() {
        for (key, field) in [("id", &parameter.id), ("flowId", &parameter.flow_id)] {
            add(field, &|| case.item("/dynamicParameters", index, &format!("/{key}")));
        }
    }
    for (index, participant) in ticket.participants.items().iter().enumerate() {
        add(&participant.contact_id, &|| case.item("/participants", index, "/contactId"));
    }
    for (index, id) in ticket.bot_conversations.items().iter().enumerate() {
        all.push((case.item("/botConversations", index, ""), &id.0, None));
    }
    for (index, participant) in ticket.participants.items().iter().enumerate() {
        let is_user = participant.kind.get() == Some(&ParticipantKind::User);
        if let Some(id) = participant.identifier.get().filter(|_| is_user) {
            all.push((case.item("/participants", index, "/identifier"), id, None));
        }
    }
    for (index, transaction) in ticket.transactions.items().iter().enumerate() {
        if let Some(guid) = transaction.guid.get() {
            let pointer = case.transaction(index, "/guidTransactionId");
            all.push((pointer, guid, transaction.id.copied()));
        }
    }
    all
}

fn of_ticket<'t>(ticket: &'t Ticket<'t>) -> [(&'static str, &'t Field<'t, Guid<'t>>); 5] {
    [
        ("departmentId", &ticket.department_id),
        ("movedToDepartmentId", &ticket.moved_to_department_id),
        ("movedFromDepartmentId", &ticket.moved_from_department_id),
        ("firstAgentMessageUserId", &ticket.first_agent_message_user_id),
        ("botConversationId", &ticket.bot_conversation_id),
    ]
}

fn older(case: &Case<'_, '_>, found: &mut Findings) {
    let ticket = case.ticket();
    let is_moved = !ticket.moved_from_ticket_id.is_missing();
    let Some(opened) = ticket.opened_at.copied().filter(|_| !is_moved) else { return };
    let older = |at: Option<Timestamp>| {
        let at = at.filter(|at| opened.since(*at) > CUT)?;
        Some((at, Seconds::between(at, opened)))
    };
    let nameless = Text::borrowed("without a name");
    for (index, parameter) in ticket.dynamic_parameters.items().iter().enumerate() {
        let Some((at, age)) = older(parameter.created_at.copied()) else { continue };
        let said = Sentence::new("Parameter ")
            .quote(parameter.name.get().unwrap_or(&nameless))
            .own(" is ")
            .span(age)
            .own(" older than the ticket");
        let pointer = case.item("/dynamicParameters", index, "/creationDatetime");
        let values =
            [Evidence::new("here", at).at(pointer), Evidence::new("open", opened).at("/open")];
        found.add(said, values);
    }
    for (index, step) in ticket.bot_steps.items().iter().enumerate() {
        let Some((at, age)) = older(step.at.copied()) else { continue };
        let said = Sentence::new("The step at card ")
            .quote(step.card_name.get().unwrap_or(&nameless))
            .own(" is ")
            .span(age)
            .own(" older than the ticket");
        let pointer = case.item("/botConversationSteps", index, "/visitDatetime");
        let values =
            [Evidence::new("here", at).at(pointer), Evidence::new("open", opened).at("/open")];
        found.add(said, values);
    }
}

fn unknown_values(case: &Case<'_, '_>, found: &mut Findings) {
    for stranger in strangers(case) {
        let said = Sentence::new("“")
            .quote(&stranger.value)
            .own(format!("” is no {} that is known", stranger.what));
        let said = match stranger.times {
            1 => said,
            times => said.own(format!(", in {times} places")),
        };
        let said = said.own(format!("; known are {}", stranger.known.join(", ")));
        let value = Evidence::new("written", &stranger.value)
            .at(stranger.pointer)
            .inside(stranger.transaction_id);
        found.add(said, [value]);
    }
}
