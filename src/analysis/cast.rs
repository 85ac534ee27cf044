//! Who is who: everybody a ticket names, and what they are. The one place that decides it.

use super::bots::Bots;
use super::explanation::{Explanation, Kind};
use super::person::{Person, Role, is_hidden_address};
use crate::model::{
    Closing, Field, NIL_GUID, Owner, Participant, ParticipantKind, Reassignment, Text, Ticket,
    TransactionKind, embedded,
};
use std::collections::BTreeMap;

/// Somebody in a ticket, under one number within this ticket's [`Cast`].
pub type PersonKey = usize;

/// Everybody a ticket names.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    people: Vec<Person>,
    owner: Option<PersonKey>,
    by_identifier: BTreeMap<(Side, String), PersonKey>,
    by_number: BTreeMap<(Side, i64), PersonKey>,
    /// Users who are listed without an identifier, as in exports of 2018.
    by_name: BTreeMap<String, PersonKey>,
}

const fn definition(topic: &'static str, title: &'static str, brief: &'static str) -> Explanation {
    Explanation::new(Kind::Definition, topic, title, brief).shown_by(&["participants", "show"])
}

/// The words about who is who.
pub(super) const WHO_IS_WHO: &[Explanation] = &[
    definition("participant", "Participant", "a person, bot or queue that takes part in a ticket")
        .also(&["participants", "people"])
        .says(&["The list of the ticket, with those who wrote or are named in events without standing in it, and the \
                 owner. Its numbers count within the ticket."])
        .pointers(&["/participants"])
        .see_also(&["role", "owner"]),
    definition("role", "Role", "what somebody is in a ticket: customer, bot, queue, agent, system or unknown")
        .also(&["roles"])
        .says(&["It comes from the participant's type and, between bots and agents, from what they do; never from a \
                 name that somebody gave themselves."])
        .see_also(&["customer", "bots", "unassigned", "agent", "system", "unknown"]),
    definition("owner", "Owner", "the user who owns the ticket now, or did last")
        .says(&["It need not be who answered: the export may name an owner who never took part."])
        .pointers(&["/owner"])
        .see_also(&["agent", "taken"]),
];

/// The side somebody is on. A customer and a user with the same identifier are two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Customer,
    System,
    Ours,
}

impl Side {
    fn of(kind: Option<&ParticipantKind<'_>>, number: Option<i64>) -> Self {
        match kind {
            Some(ParticipantKind::Client) => Self::Customer,
            Some(ParticipantKind::System) => Self::System,
            None if number == Some(0) => Self::System,
            _ => Self::Ours,
        }
    }
}

impl Cast {
    /// Finds everybody: in the participants list, among senders, in events, as owner.
    ///
    /// `known_bots` overrules the rules that tell bots from people: with it, these users are bots and
    /// no others.
    pub fn of(ticket: &Ticket<'_>, known_bots: &[String]) -> Self {
        let mut cast = Self::default();
        for (index, participant) in ticket.participants.items().iter().enumerate() {
            let key = cast.meet(participant);
            if let Some(person) = cast.people.get_mut(key) {
                person.listed.get_or_insert(index);
            }
        }
        for transaction in ticket.transactions.items() {
            if let Some(from) = transaction.from.get() {
                cast.meet(from);
            }
            let text = transaction.text.get().map_or("", Text::as_str);
            match transaction.kind.get() {
                Some(TransactionKind::TicketReassigned) => cast.meet_reassigned(text),
                Some(TransactionKind::TicketClosed) => cast.meet_closing(text),
                _ => {}
            }
        }
        cast.owner = ticket.owner.get().and_then(|owner| cast.meet_owner(owner));
        let bots = Bots::of(ticket, known_bots);
        for person in &mut cast.people {
            person.settle(&bots);
        }
        cast
    }

    /// Lists everybody, participants first, in the order of the file.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// Returns somebody.
    pub fn person(&self, key: PersonKey) -> Option<&Person> {
        self.people.get(key)
    }

    /// Tells whether a user goes by this identifier, or by this number in the participants list.
    pub fn knows(&self, user: &str) -> bool {
        self.user(user).is_some()
            || user.parse().is_ok_and(|number| self.by_number.contains_key(&(Side::Ours, number)))
    }

    /// Returns what somebody is; `Unknown` if it is not known who it was.
    pub fn role(&self, key: Option<PersonKey>) -> Role {
        key.and_then(|key| self.person(key)).map_or(Role::Unknown, |person| person.role)
    }

    /// Returns the owner, if the ticket has one.
    pub fn owner(&self) -> Option<PersonKey> {
        self.owner
    }

    /// Returns the customer: the first in the participants list, else the first at all.
    pub fn customer(&self) -> Option<&Person> {
        self.people.iter().find(|person| person.role == Role::Customer)
    }

    /// Finds who a transaction comes from: by identifier, or by number if either has no identifier.
    pub fn sender(&self, from: &Participant<'_>) -> Option<PersonKey> {
        let number = from.id.copied();
        let side = Side::of(from.kind.get(), number);
        if let Some(identifier) = from.identifier.get()
            && let Some(key) = self.find(side, identifier.as_str())
        {
            return Some(key);
        }
        let key = *self.by_number.get(&(side, number?))?;
        let known = self.person(key)?.identifier.is_some();
        (!known || from.identifier.is_missing()).then_some(key)
    }

    /// Finds a user by GUID; the nil GUID is the queue.
    pub fn user(&self, id: &str) -> Option<PersonKey> {
        self.find(Side::Ours, id)
    }

    fn find(&self, side: Side, identifier: &str) -> Option<PersonKey> {
        self.by_identifier.get(&(side, identifier.to_ascii_lowercase())).copied()
    }

    fn meet(&mut self, participant: &Participant<'_>) -> PersonKey {
        let names = [&participant.name, &participant.display_name, &participant.user_name];
        let names = names.map(Field::get);
        if let Some(key) = self.sender(participant) {
            self.add_names(key, names);
            return key;
        }
        let kind = participant.kind.get().map(|kind| ParticipantKind::of(kind.name().to_static()));
        self.add(participant.id.copied(), participant.identifier.get(), kind, names)
    }

    fn meet_user(&mut self, id: Option<&Text<'_>>, names: [Option<&Text<'_>>; 3]) {
        let Some(id) = id else { return };
        let by_name =
            || names.iter().flatten().find_map(|name| self.by_name.get(name.as_str())).copied();
        match self.user(id.as_str()).or_else(by_name) {
            Some(key) => {
                self.by_identifier
                    .entry((Side::Ours, id.as_str().to_ascii_lowercase()))
                    .or_insert(key);
                self.add_names(key, names);
            }
            None => {
                self.add(None, Some(id), Some(ParticipantKind::User), names);
            }
        }
    }

    fn add(
        &mut self,
        id: Option<i64>,
        identifier: Option<&Text<'_>>,
        kind: Option<ParticipantKind<'static>>,
        names: [Option<&Text<'_>>; 3],
    ) -> PersonKey {
        let key = self.people.len();
        let side = Side::of(kind.as_ref(), id);
        if let Some(identifier) = identifier {
            self.by_identifier.insert((side, identifier.as_str().to_ascii_lowercase()), key);
        }
        if identifier.is_none() && side == Side::Ours {
            for name in names.into_iter().flatten().filter(|name| !is_hidden_address(name)) {
                self.by_name.entry(name.as_str().to_owned()).or_insert(key);
            }
        }
        if let Some(number) = id {
            self.by_number.entry((side, number)).or_insert(key);
        }
        self.people.push(Person::new(id, identifier, kind));
        self.add_names(key, names);
        key
    }

    fn meet_reassigned(&mut self, text: &str) {
        let Some(event) = embedded::<Reassignment<'_>>(text) else { return };
        let by = [event.by_full_name.get(), event.by_short_name.get(), event.by_user_name.get()];
        let to = [event.to_full_name.get(), event.to_short_name.get(), event.to_user_name.get()];
        if event.by_id.get().is_some_and(|id| id.as_str() != NIL_GUID) {
            self.meet_user(event.by_id.get(), by);
        }
        self.meet_user(event.to_id.get(), to);
    }

    fn meet_closing(&mut self, text: &str) {
        let Some(event) = embedded::<Closing<'_>>(text) else { return };
        let by = [event.by_full_name.get(), event.by_short_name.get(), event.by_user_name.get()];
        if event.by_id.get().is_some_and(|id| id.as_str() != NIL_GUID) {
            self.meet_user(event.by_id.get(), by);
        }
    }

    fn meet_owner(&mut self, owner: &Owner<'_>) -> Option<PersonKey> {
        let id = owner.id.get()?;
        self.meet_user(Some(&id.0), [None, None, owner.user_name.get()]);
        self.user(id.0.as_str())
    }

    fn add_names(&mut self, key: PersonKey, names: [Option<&Text<'_>>; 3]) {
        let Some(person) = self.people.get_mut(key) else { return };
        names.into_iter().flatten().for_each(|name| person.hear(name));
    }
}

#[cfg(test)]
mod tests {
    use super::Cast;
    use crate::analysis::Role;
    use crate::model::Record;

    fn cast(json: &str) -> Cast {
        Cast::of(&Record::read(json).unwrap().unwrap().ticket, &[])
    }

    fn said(cast: &Cast) -> Vec<(&str, Role, bool)> {
        cast.people().iter().map(|p| (p.name.as_str(), p.role, p.listed.is_some())).collect()
    }

    #[test]
    fn everybody_in_the_seed_has_a_role_and_a_name() {
        let cast = cast(include_str!("../../fixtures/tickets/seed.json"));
        assert_eq!(
            said(&cast),
            [
                ("Jack Bower", Role::Customer, true),
                ("BOT", Role::Bot, true),
                ("Unassigned Tickets", Role::Queue, true),
                ("John Wick", Role::Agent, true),
                ("System", Role::System, false),
                ("[email\u{a0}protected]", Role::Agent, false),
            ]
        );
        assert_eq!(cast.owner(), Some(5), "the owner is none of the participants");
    }

    #[test]
    fn a_name_never_makes_a_role() {
        let cast = cast(
            r#"{"id":1,"participants":[
                {"id":1,"name":"BOT","type":"Client","identifier":"1"},
                {"id":2,"name":"System","type":"Client","identifier":"2"},
                {"id":3,"name":"x","type":"Robot","identifier":"3"}]}"#,
        );
        let roles: Vec<_> = said(&cast).iter().map(|person| person.1).collect();
        assert_eq!(roles, [Role::Customer, Role::Customer, Role::Unknown]);
    }

    #[test]
    fn a_sender_who_is_not_listed_is_met_all_the_same() {
        let cast = cast(
            r#"{"id":1,"participants":[{"id":1,"name":"Ann","type":"Client","identifier":"1"}],
                "transactions":[{"id":1,"type":"Message","fromParticipant":
                    {"id":9,"name":"Bob","type":"User","identifier":"b"}}]}"#,
        );
        assert_eq!(said(&cast)[1], ("Bob", Role::Agent, false));
    }

    #[test]
    fn a_user_without_an_identifier_is_known_by_name() {
        let cast = cast(
            r#"{"id":1,"owner":{"id":"b-1","UserName":"ann@example.com"},"participants":
                [{"id":2,"name":"Ann","type":"User","identifier":"","userName":"ann@example.com"}],
                "transactions":[{"id":1,"type":"TicketReAssigned","text":
                "{\"byUserId\":\"\",\"toUserId\":\"b-1\",\"toUserName\":\"ann@example.com\"}"}]}"#,
        );
        assert_eq!(said(&cast), [("Ann", Role::Agent, true)]);
        assert_eq!(cast.owner(), Some(0));
    }
}
