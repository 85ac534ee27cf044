//! Somebody in a ticket: what they are, and the best name for them.

use super::bots::{BotRule, Bots};
use super::explanation::{Explanation, Kind};
use crate::model::{NIL_GUID, ParticipantKind, Text};
use schemars::JsonSchema;
use serde::Serialize;

/// What somebody is in a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Who the conversation is with.
    Customer,
    /// A program that answers.
    Bot,
    /// The queue of unassigned tickets.
    Queue,
    /// A person on our side.
    Agent,
    /// Glassix itself.
    System,
    /// Somebody whose type the export does not tell.
    Unknown,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Customer, Self::Bot, Self::Queue, Self::Agent, Self::System, Self::Unknown];

    /// Says what it is.
    pub const fn explanation(self) -> Explanation {
        match self {
            Self::Customer => role("customer", "Customer", "who the conversation is with")
                .says(&["A participant of type Client, whatever it is called. A ticket may have several."])
                .see_also(&["customer_wrote", "customer_messages", "waited"]),
            Self::Bot => role("bots", "Who is a bot", "a program that answers")
                .also(&["chatbot", "bot user", "bot role"])
                .says(&[
                    "The export does not mark bots; to it they are users like agents. A user is a bot if it owns the \
                     ticket as a BOT; or put it into the queue before any agent had it; or wrote more than a second \
                     before the first agent did, as Glassix reports that; or wrote within two seconds of a visit to \
                     a bot card; or is called BOT.",
                    "The second and the fourth never apply to the user whom Glassix reports as the author of the \
                     first agent's message. --bot-id ID overrules all of them.",
                ])
                .see_also(&["bot", "agent", "card", "hand_over"]),
            Self::Queue => role("unassigned", "Unassigned Tickets", "the queue of tickets that nobody has")
                .also(&["unassigned tickets", "queue role"])
                .says(&["The user whose identifier is the nil GUID. It is no person: what is written in its name is \
                         automatic."])
                .see_also(&["queue", "hand_over", "automatic"]),
            Self::Agent => role("agent", "Agent", "a person on our side")
                .says(&["A participant of type User that is neither a bot nor the queue."])
                .see_also(&["bots", "agent_messages", "taken", "owner"]),
            Self::System => role("system", "System", "Glassix itself")
                .says(&["Participant 0, which stands behind events and never in the list of participants."])
                .see_also(&["transaction"]),
            Self::Unknown => role("unknown", "Unknown", "somebody whose type the export does not tell")
                .says(&["A sender who is in no list and has no type, or one of a type that is not known."])
                .see_also(&["participant"]),
        }
    }
}

const fn role(topic: &'static str, title: &'static str, brief: &'static str) -> Explanation {
    Explanation::new(Kind::Role, topic, title, brief).shown_by(&[
        "participants",
        "transcript",
        "show",
    ])
}

/// Somebody who takes part in a ticket, or is named in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The number in the participants list; missing for those who are not in it.
    pub id: Option<i64>,
    /// What identifies them: a user's GUID, a phone number, an address.
    pub identifier: Option<Text<'static>>,
    /// The best name we have.
    pub name: Text<'static>,
    /// What they are.
    pub role: Role,
    /// Where they stand in the participants list; missing for those who are not in it.
    pub listed: Option<usize>,
    /// Why they are taken for a bot; missing for all others.
    pub is_bot_by: Option<BotRule>,
    /// All names that the ticket has for them, best first.
    names: Vec<Text<'static>>,
    kind: Option<ParticipantKind<'static>>,
}

/// More names than this for one person tell nothing.
const MOST_NAMES: usize = 32;

impl Person {
    /// Meets somebody, of whom only this is known yet.
    pub(super) fn new(
        id: Option<i64>,
        identifier: Option<&Text<'_>>,
        kind: Option<ParticipantKind<'static>>,
    ) -> Self {
        Self {
            id,
            identifier: identifier.map(Text::to_static),
            name: Text::default(),
            role: Role::Unknown,
            listed: None,
            is_bot_by: None,
            names: Vec::new(),
            kind,
        }
    }

    /// Lists everything the ticket calls them, the best name first: names, addresses, identifiers.
    pub fn called(&self) -> impl Iterator<Item = &Text<'static>> {
        let others = self.names.iter().filter(|name| **name != self.name);
        let identifier = self.identifier.iter().filter(|id| id.as_str() != NIL_GUID);
        std::iter::once(&self.name).chain(others).chain(identifier)
    }

    /// Notes a name that the ticket has for them.
    pub(super) fn hear(&mut self, name: &Text<'_>) {
        if self.names.len() < MOST_NAMES && !self.names.contains(name) {
            self.names.push(name.to_static());
        }
    }

    /// Decides name and role, once everything is known that the ticket says of somebody.
    pub(super) fn settle(&mut self, bots: &Bots) {
        let nil = self.identifier.as_ref().is_some_and(|id| id.as_str() == NIL_GUID);
        self.role = match self.kind {
            Some(ParticipantKind::Client) => Role::Customer,
            Some(ParticipantKind::System) => Role::System,
            Some(ParticipantKind::Bot) => {
                self.is_bot_by = Some(BotRule::Typed);
                Role::Bot
            }
            Some(ParticipantKind::User) if nil => Role::Queue,
            Some(ParticipantKind::User) => {
                self.is_bot_by = bots.why(self.identifier.as_ref(), self.id);
                if self.is_bot_by.is_some() { Role::Bot } else { Role::Agent }
            }
            None if self.id == Some(0) => Role::System,
            _ => Role::Unknown,
        };
        let name = self.names.iter().find(|name| is_name(name)).or_else(|| self.names.first());
        self.name = match (name, self.role, &self.identifier) {
            (Some(name), _, _) => name.clone(),
            (None, Role::System, _) => Text::borrowed("System"),
            (None, Role::Queue, _) => Text::borrowed("Unassigned Tickets"),
            (None, _, Some(identifier)) => identifier.clone(),
            (None, ..) => Text::borrowed("unknown"),
        };
    }
}

/// Tells whether a text is a name, and not an address or an identifier in a name's place.
pub(super) fn is_name(text: &Text<'_>) -> bool {
    let hidden_address = is_hidden_address(text);
    let text = text.as_str().trim();
    let address = text.contains('@') && !text.contains(char::is_whitespace);
    let guid =
        text.len() == 36 && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
    !(text.is_empty() || hidden_address || address || guid)
}

/// Tells whether an address was made unreadable, as on web pages. All of these look alike.
pub(super) fn is_hidden_address(text: &Text<'_>) -> bool {
    let text = text.as_str().trim();
    text.starts_with("[email") && text.ends_with("protected]")
}

#[cfg(test)]
mod tests {
    use super::is_name;
    use crate::model::Text;

    #[test]
    fn addresses_and_identifiers_are_no_names() {
        for text in
            ["", " ", "a@b.c", "[email\u{a0}protected]", "aca76a89-8950-4424-b727-2f277c24a891"]
        {
            assert!(!is_name(&Text::borrowed(text)), "{text}");
        }
        for text in ["John Wick", "BOT", "לאה", "reach me @ noon"] {
            assert!(is_name(&Text::borrowed(text)), "{text}");
        }
    }
}
