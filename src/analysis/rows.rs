//! Answers as flat rows: one for each turn, member, span, visit or group, for CSV and TSV.
//!
//! A row holds the values of the answer under their names in JSON. What is an object there becomes
//! several columns (`who` is `who_role`, `who_name` and `who_id`), a list stays one value.

use super::bot_path::{BotConversation, BotPath, Ending, Visit};
use super::head::Head;
use super::metrics::{Metrics, Span};
use super::person::Role;
use super::roster::{Member, Roster};
use super::stats::{By, GroupName, Outcome, SpanFigures, Stats};
use super::timeline::{Item, Timeline};
use super::transcript::Transcript;
use super::turn::{Turn, TurnKind};
use super::value::{Seconds, Stated};
use crate::model::{Text, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

/// A part of an answer, with the ticket it belongs to.
#[derive(Debug, JsonSchema, Serialize)]
pub struct OfTicket<'a, T> {
    /// The ticket's number.
    ticket: &'a Stated<i64>,
    #[serde(flatten)]
    part: &'a T,
}

fn of_ticket<'a, T>(head: &'a Head, parts: &'a [T]) -> impl Iterator<Item = OfTicket<'a, T>> {
    parts.iter().map(|part| OfTicket { ticket: &head.id, part })
}

impl Transcript {
    /// The columns of the flat form.
    #[rustfmt::skip]
    pub const HEADER: &'static [&'static str] = &[
        "ticket", "at", "gap_s", "kind", "transaction_id", "type", "who_role", "who_name", "who_id",
        "to_role", "to_name", "to_id", "text", "from_html", "cards", "quick_replies", "attachments",
        "card", "button_number", "button_of", "fields", "status", "waited_s", "held_by", "held_s",
        "reopens", "by_system",
    ];

    /// Lists the entries.
    pub fn rows(&self) -> impl Iterator<Item = OfTicket<'_, Turn>> {
        of_ticket(&self.head, &self.entries)
    }
}

impl Roster {
    /// The columns of the flat form.
    #[rustfmt::skip]
    pub const HEADER: &'static [&'static str] = &[
        "ticket", "id", "name", "role", "is_owner", "listed", "messages", "notes", "first_at",
        "last_at", "answers_s", "answers", "is_active", "is_deleted", "identifier", "display_name",
        "user_name", "contact_id", "channel", "sub_channel", "department_identifier",
    ];

    /// Lists who took part.
    pub fn rows(&self) -> impl Iterator<Item = OfTicket<'_, Member>> {
        of_ticket(&self.head, &self.participants)
    }
}

impl Metrics {
    /// The columns of the flat form.
    #[rustfmt::skip]
    pub const HEADER: &'static [&'static str] = &[
        "ticket", "metric", "gross_s", "net_s", "recount_s", "n", "agrees", "fits", "from_event", "from_at",
        "from_transaction_id", "from_pointer", "to_event", "to_at", "to_transaction_id", "to_pointer",
    ];

    /// Lists the spans.
    pub fn rows(&self) -> impl Iterator<Item = OfTicket<'_, Span>> {
        of_ticket(&self.head, &self.spans)
    }
}

/// A visit to a bot card.
#[derive(Debug, JsonSchema, Serialize)]
pub struct VisitRow<'a> {
    ticket: &'a Stated<i64>,
    conversation: ConversationOfRow<'a>,
    flow_name: Option<&'a Text<'static>>,
    flow_version: Option<&'a Text<'static>>,
    flow_id: Option<&'a Text<'static>>,
    #[serde(flatten)]
    visit: &'a Visit,
}

/// The conversation in which it was.
#[derive(Debug, JsonSchema, Serialize)]
struct ConversationOfRow<'a> {
    /// Counted from 1.
    number: usize,
    id: Option<&'a Text<'static>>,
    total_s: Option<Seconds>,
    ending: Ending,
    ended_at: Option<Timestamp>,
    ended_by: Option<&'a Text<'static>>,
}

impl BotPath {
    /// The columns of the flat form.
    #[rustfmt::skip]
    pub const HEADER: &'static [&'static str] = &[
        "ticket", "conversation_number", "conversation_id", "conversation_total_s",
        "conversation_ending", "conversation_ended_at", "conversation_ended_by", "flow_name",
        "flow_version", "flow_id", "card", "card_id", "flow", "step_type", "entered_at", "stay_s",
        "again", "said", "answers",
    ];

    /// Lists the visits.
    pub fn rows(&self) -> impl Iterator<Item = VisitRow<'_>> {
        (1..).zip(&self.conversations).flat_map(move |(number, conversation)| {
            conversation.visits.iter().map(move |visit| self.row(number, conversation, visit))
        })
    }

    fn row<'a>(
        &'a self,
        number: usize,
        conversation: &'a BotConversation,
        visit: &'a Visit,
    ) -> VisitRow<'a> {
        let BotConversation { id, total_s, ending, ended_at, ended_by, flows, .. } = conversation;
        let flow = flows.get(visit.flow);
        VisitRow {
            ticket: &self.head.id,
            conversation: ConversationOfRow {
                number,
                id: id.as_ref(),
                total_s: *total_s,
                ending: *ending,
                ended_at: *ended_at,
                ended_by: ended_by.as_ref(),
            },
            flow_name: flow.and_then(|flow| flow.name.as_ref()),
            flow_version: flow.and_then(|flow| flow.version.as_ref()),
            flow_id: flow.and_then(|flow| flow.id.as_ref()),
            visit,
        }
    }
}

/// An event as logs for process mining have it: in which case, what, when, by whom; and the rest.
#[derive(Debug, JsonSchema, Serialize)]
pub struct EventRow<'a> {
    case: &'a Stated<i64>,
    activity: String,
    timestamp: Option<Timestamp>,
    resource: Option<&'a Text<'static>>,
    #[serde(flatten)]
    item: &'a Item,
}

impl Timeline {
    /// The columns of the flat form.
    #[rustfmt::skip]
    pub const HEADER: &'static [&'static str] = &[
        "case", "activity", "timestamp", "resource", "at", "gap_s", "kind", "transaction_id", "type",
        "who_role", "who_name", "who_id", "to_role", "to_name", "to_id", "text", "from_html", "cards",
        "quick_replies", "attachments", "card", "button_number", "button_of", "fields", "status",
        "waited_s", "held_by", "held_s", "reopens", "by_system", "is_hand_over",
    ];

    /// Lists what happened as an event log.
    pub fn rows(&self) -> impl Iterator<Item = EventRow<'_>> {
        self.events.iter().map(|item| EventRow {
            case: &self.head.id,
            activity: activity(item),
            timestamp: item.at(),
            resource: match item {
                Item::Turn(turn) => turn.who.as_ref().map(|who| &who.name),
                Item::Step(_) => None,
            },
            item,
        })
    }
}

/// Names a kind of event so that logs of many tickets can be compared: messages by who wrote them,
/// bot steps by their card, what is not known by its type as written.
fn activity(item: &Item) -> String {
    let name = match item {
        Item::Step(step) if step.is_hand_over => "bot_hand_over",
        Item::Step(step) => match &step.card {
            Some(card) => return format!("bot_card {}", card.as_str()),
            None => "bot_step",
        },
        Item::Turn(turn) => match (turn.kind, turn.who.as_ref().map(|who| who.role)) {
            (TurnKind::Message, Some(Role::Customer)) => "customer_message",
            (TurnKind::Message, Some(Role::Bot)) => "bot_message",
            (TurnKind::Message, Some(Role::Agent)) => "agent_message",
            (TurnKind::Message, _) => "message",
            (TurnKind::Automatic, _) => "automatic_message",
            (TurnKind::Note, _) => "note",
            (TurnKind::Opened, _) => "opened",
            (TurnKind::HandedOver, _) => "handed_over",
            (TurnKind::Taken, _) => "taken",
            (TurnKind::Assigned, _) => "assigned",
            (TurnKind::Closed, _) => "closed",
            (TurnKind::Other, _) => turn.written_kind.get().map_or("other", Text::as_str),
        },
    };
    name.to_owned()
}

/// A span of a group, or of all tickets.
#[derive(Debug, JsonSchema, Serialize)]
pub struct GroupRow<'a> {
    /// What the group is one of; missing for all tickets together.
    by: Option<By>,
    /// The group; missing too for those that lack what the others are grouped by.
    group: Option<&'a GroupName>,
    /// How many tickets are in it.
    tickets: usize,
    #[serde(flatten)]
    span: &'a SpanFigures,
    targets: Vec<&'a Outcome>,
}

impl Stats {
    /// The columns of the flat form.
    #[rustfmt::skip]
    pub const HEADER: &'static [&'static str] = &[
        "by", "group", "tickets", "metric", "basis", "n", "median_s", "p90_s", "p99_s", "max_s",
        "spread", "awaited", "impossible", "targets",
    ];

    /// Lists the spans: first of all tickets, then of each group.
    pub fn rows(&self) -> impl Iterator<Item = GroupRow<'_>> {
        let all = self.spans.iter().map(|span| GroupRow {
            by: None,
            group: None,
            tickets: self.tickets,
            span,
            targets: of_span(&self.targets, span),
        });
        let groups = self.groups.iter().flat_map(|group| {
            group.spans.iter().map(|span| GroupRow {
                by: Some(self.by),
                group: Some(&group.name),
                tickets: group.tickets,
                span,
                targets: of_span(&group.targets, span),
            })
        });
        all.chain(groups)
    }
}

/// Finds the targets for a span.
fn of_span<'a>(targets: &'a [Outcome], span: &SpanFigures) -> Vec<&'a Outcome> {
    let same = |target: &&Outcome| target.metric == span.metric && target.basis == span.basis;
    targets.iter().filter(same).collect()
}
