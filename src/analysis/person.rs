//! Somebody in a ticket: what they are, and the best name for them.

use super::bots::Bots;
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
            Some(ParticipantKind::Bot) => Role::Bot,
            Some(ParticipantKind::User) if nil => Role::Queue,
            Some(ParticipantKind::User) if bots.contains(self.identifier.as_ref(), self.id) => {
                Role::Bot
            }
            Some(ParticipantKind::User) => Role::Agent,
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
fn is_name(text: &Text<'_>) -> bool {
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
