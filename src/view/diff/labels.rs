//! What changes are called, and where they stand on the page.

use crate::analysis::diff::{Change, ChangeKind};
use crate::model::Text;
use crate::page::{Line, Role as Ink};
use crate::view::words::{count, marked_name, name as named};

/// What belongs together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Ticket,
    People,
    Messages,
    Bot,
    Reported,
    Rest,
}

/// Returns where a change stands; nothing if it stands among what happened.
pub(super) fn group(change: &Change) -> Option<Group> {
    Some(match change.kind {
        ChangeKind::Reopened
        | ChangeKind::Opened
        | ChangeKind::Reassigned
        | ChangeKind::Closed
        | ChangeKind::MessageAdded
        | ChangeKind::NoteAdded
        | ChangeKind::EventAdded
        | ChangeKind::MessageRemoved
        | ChangeKind::NoteRemoved
        | ChangeKind::EventRemoved
        | ChangeKind::MessageEdited
        | ChangeKind::NoteEdited => return None,
        ChangeKind::StateChanged
        | ChangeKind::OwnerChanged
        | ChangeKind::TagAdded
        | ChangeKind::TagRemoved
        | ChangeKind::TagsReordered
        | ChangeKind::FieldChanged
        | ChangeKind::SummaryChanged
        | ChangeKind::Moved
        | ChangeKind::Scrambled
        | ChangeKind::ConversationInOneFile => Group::Ticket,
        ChangeKind::ParticipantJoined
        | ChangeKind::ParticipantGone
        | ChangeKind::ParticipantLeft
        | ChangeKind::ParticipantReturned
        | ChangeKind::ParticipantRenamed
        | ChangeKind::ParticipantChanged
        | ChangeKind::SenderChanged => Group::People,
        ChangeKind::DeliveryChanged
        | ChangeKind::TransactionChanged
        | ChangeKind::AttachmentAdded
        | ChangeKind::AttachmentRemoved
        | ChangeKind::AttachmentChanged
        | ChangeKind::LinksSignedAgain => Group::Messages,
        ChangeKind::BotStepAdded
        | ChangeKind::BotStepRemoved
        | ChangeKind::BotStepChanged
        | ChangeKind::ParameterAdded
        | ChangeKind::ParameterRemoved
        | ChangeKind::ParameterChanged => Group::Bot,
        ChangeKind::ReportedChanged => Group::Reported,
        ChangeKind::ValueChanged if of_ticket(change).is_some() => Group::Ticket,
        ChangeKind::UnknownKeyChanged | ChangeKind::ValueChanged => Group::Rest,
    })
}

/// Names what was changed.
pub(super) fn name(change: &Change) -> Line {
    let key = change.name.as_ref().map_or("", Text::as_str);
    let plain = |words: &'static str| Line::from(words);
    match change.kind {
        ChangeKind::StateChanged => plain("state"),
        ChangeKind::OwnerChanged => plain("owner"),
        ChangeKind::TagsReordered => plain("order of tags"),
        ChangeKind::FieldChanged => {
            match change.name.as_ref().filter(|name| name.as_str() != "field1") {
                Some(name) => Line::new().quote(name, Ink::Plain),
                None => plain("field1, the subject"),
            }
        }
        ChangeKind::SummaryChanged => plain("summary"),
        ChangeKind::Moved => plain("moved"),
        ChangeKind::Scrambled => plain("data destroyed"),
        ChangeKind::ConversationInOneFile => plain("conversation"),
        ChangeKind::ValueChanged => match of_ticket(change) {
            Some(words) => plain(words),
            None => pointer(change),
        },
        ChangeKind::ReportedChanged => match reported(key) {
            Some(words) => plain(words),
            None => pointer(change),
        },
        ChangeKind::ParticipantJoined
        | ChangeKind::ParticipantGone
        | ChangeKind::ParticipantLeft
        | ChangeKind::ParticipantReturned
        | ChangeKind::ParticipantRenamed
        | ChangeKind::ParticipantChanged
        | ChangeKind::SenderChanged => match &change.who {
            Some(who) => marked_name(who.role, &who.name),
            None => pointer(change),
        },
        ChangeKind::LinksSignedAgain => plain("links"),
        ChangeKind::ParameterAdded
        | ChangeKind::ParameterRemoved
        | ChangeKind::ParameterChanged => match &change.name {
            Some(name) => Line::from("parameter ").name(name, Ink::Plain),
            None => pointer(change),
        },
        ChangeKind::BotStepChanged => match &change.name {
            Some(name) => Line::from("bot step ").name(name, Ink::Plain),
            None => pointer(change),
        },
        _ => pointer(change),
    }
}

/// Names the place in the file.
fn pointer(change: &Change) -> Line {
    let place = change.differences.first().and_then(|difference| difference.pointer());
    match place {
        Some(place) if !place.as_str().is_empty() => Line::new().quote(place, Ink::Muted),
        _ => Line::new().muted("the ticket"),
    }
}

/// Says of a change what its values alone do not say.
pub(super) fn said(change: &Change) -> Option<Line> {
    let key = change.name.as_ref().filter(|_| change.kind != ChangeKind::UnknownKeyChanged);
    let keyed = |prefix: &'static str| {
        let key = key.map(|key| Line::new().quote(key, Ink::Muted));
        Line::new().muted(prefix).then(key.unwrap_or_default()).own(" ")
    };
    Some(match change.kind {
        ChangeKind::OwnerChanged => {
            let one =
                |who: &Option<_>| who.as_ref().map_or_else(|| Line::new().muted("nobody"), named);
            one(&change.who).muted(" → ").then(one(&change.to))
        }
        ChangeKind::ConversationInOneFile => {
            let is_new = change.differences.iter().any(|difference| difference.new.is_some());
            Line::from(if is_new { "only in the new file" } else { "only in the old file" })
        }
        ChangeKind::ParticipantJoined => Line::from("joined"),
        ChangeKind::ParticipantGone => Line::from("is not listed any more"),
        ChangeKind::ParticipantLeft => Line::from("left: not active any more"),
        ChangeKind::ParticipantReturned => Line::from("is active again"),
        ChangeKind::ParticipantRenamed | ChangeKind::ParticipantChanged => keyed(""),
        ChangeKind::SenderChanged => {
            let messages = count(change.differences.len(), "transaction");
            keyed("as sender, ").muted(format!("in {messages} "))
        }
        ChangeKind::LinksSignedAgain => {
            let files = count(change.differences.len(), "link");
            Line::from(format!("{files} signed again; the files are the same"))
        }
        ChangeKind::ParameterChanged | ChangeKind::BotStepChanged => {
            let place = change.differences.first().and_then(|difference| difference.pointer());
            let key = place.and_then(|place| place.as_str().rsplit('/').next()).unwrap_or_default();
            if change.kind == ChangeKind::ParameterChanged && key == "value" {
                return None;
            }
            Line::new().quote(&Text::from(key), Ink::Muted).own(" ")
        }
        ChangeKind::UnknownKeyChanged => Line::new().muted("not known to ticketctl: "),
        _ => return None,
    })
}

/// Tells whether the values of a change are times or spans.
pub(super) fn is_measured(change: &Change) -> bool {
    let key = change.name.as_ref().map_or("", Text::as_str);
    let is_time = matches!(key, "open" | "close" | "lastActivity");
    change.kind == ChangeKind::ReportedChanged
        || (is_time && change.kind == ChangeKind::ValueChanged && change.differences.len() == 1)
}

/// Names a value of the ticket itself, after the key that it stands under.
fn of_ticket(change: &Change) -> Option<&'static str> {
    Some(match change.name.as_ref()?.as_str() {
        "id" => "number",
        "open" => "opened",
        "close" => "closed",
        "lastActivity" => "last activity",
        "ticketType" => "type",
        "primaryProtocolType" => "channel",
        "culture" => "language",
        "departmentId" => "department",
        "uniqueArgument" => "key",
        "isIncoming" => "inbound",
        "wasClosedAutomatically" => "closed by the system",
        _ => return None,
    })
}

/// Names what Glassix reports, after the key that it stands under.
fn reported(key: &str) -> Option<&'static str> {
    Some(match key {
        "firstCustomerMessageDateTime" => "first customer message",
        "firstAgentMessageDateTime" => "first agent message",
        "firstAgentMessageUserId" => "who wrote it",
        "lastCustomerMessageDateTime" => "last customer message",
        "lastAgentMessageDateTime" => "last agent message",
        "queueTimeGross" => "queue",
        "queueTimeNet" => "queue, net",
        "firstAgentResponseTimeGross" => "first response",
        "firstAgentResponseTimeNet" => "first response, net",
        "agentAssignToResponseTimeGross" => "taken → reply",
        "agentAssignToResponseTimeNet" => "taken → reply, net",
        "firstAgentAllocationTimestamp" => "first assignment",
        "lastAgentAllocationTimestamp" => "last assignment",
        "agentMediaCount" => "agent media",
        "customerMediaCount" => "customer media",
        "agentMessagesCount" => "agent messages",
        "customerMessagesCount" => "customer messages",
        "durationNet" => "duration, net",
        "durationGross" => "duration",
        "agentResponseAverageTimeNet" => "average reply, net",
        "totalConversationTimeNet" => "whole conversation, net",
        "agentCannedRepliesCount" => "canned replies",
        "transactionsCount" => "transactions",
        _ => return None,
    })
}
