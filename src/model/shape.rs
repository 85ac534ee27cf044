//! What the model expects in each place of a ticket, for those who look at the JSON as it was written.

/// What stands under a key, whatever its value.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Words; `""` is "not set".
    Text,
    /// One of an open set of names. Reads the JSON text: the name as Glassix writes it.
    Name(fn(&str) -> Option<String>),
    /// An identifier; `""` and the nil GUID are "not set".
    Guid,
    /// The number of another ticket; 0 is "not set".
    Reference,
    /// A point in time; the first and the last one of .NET are "not set".
    Time,
    /// A span of time.
    Span,
    /// A number.
    Number,
    /// True or false.
    Flag,
    /// Anything, and whatever the model does not know.
    Json,
    /// An object whose keys the integrator chose.
    Map,
    /// A list, and what stands in it.
    List(fn() -> Shape),
    /// An object: its keys, and what stands under each.
    Object(&'static [Member]),
}

/// A key of an object, and what stands under it.
type Member = (&'static str, fn() -> Shape);

impl Shape {
    /// Finds a key: as the model spells it, and what stands under it. Keys are compared without case,
    /// as in reading.
    pub fn member(self, key: &str) -> Option<(&'static str, Self)> {
        let Self::Object(members) = self else { return None };
        let exact = members.iter().find(|(known, _)| *known == key);
        let found =
            exact.or_else(|| members.iter().find(|(known, _)| known.eq_ignore_ascii_case(key)));
        found.map(|(known, shape)| (*known, shape()))
    }

    /// Lists the keys of an object.
    pub fn keys(self) -> impl Iterator<Item = &'static str> {
        let members = if let Self::Object(members) = self { members } else { &[] };
        members.iter().map(|(key, _)| *key)
    }
}

#[cfg(test)]
mod tests {
    use super::Shape;
    use crate::model::{Ticket, Wire};

    #[test]
    fn every_place_of_a_ticket_has_its_shape() {
        let ticket = Ticket::SHAPE;
        assert!(matches!(ticket.member("QueueTimeGross"), Some(("queueTimeGross", Shape::Span))));
        assert!(ticket.member("sla").is_none());
        assert_eq!(ticket.keys().next(), Some("id"));
        let Some((_, Shape::List(transaction))) = ticket.member("transactions") else { panic!() };
        let Some((_, Shape::Object(_))) = transaction().member("fromParticipant") else { panic!() };
        let Some((_, Shape::Name(read))) = transaction().member("type") else { panic!() };
        assert_eq!(read("\"ticketreassigned\"").as_deref(), Some("TicketReAssigned"));
        assert_eq!(read("\"Survey\"").as_deref(), Some("Survey"));
        assert_eq!(read("[]"), None);
    }
}
