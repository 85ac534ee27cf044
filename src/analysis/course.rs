//! The course of a ticket: its transactions in order, each understood.

use super::cast::{Cast, PersonKey};
use super::explanation::{Explanation, Kind};
use super::person::Role;
use crate::model::{
    Closing, NIL_GUID, Reassignment, Record, State, Text, Ticket, Timestamp, Transaction,
    TransactionKind, embedded,
};
use std::collections::HashSet;

/// What a transaction is, once its sender and its text are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// Customer, bot or agent says something.
    Message,
    /// A message that nobody typed: a greeting, or one sent in the name of the queue.
    Automatic,
    /// For agents' eyes only.
    Note,
    /// The ticket came into being.
    Opened,
    /// The ticket changed hands.
    Reassigned {
        /// Who did it; unknown if the event does not say.
        by: Option<PersonKey>,
        /// Who has it now; the queue is somebody, too.
        to: PersonKey,
    },
    /// The ticket was closed.
    Closed {
        /// Who did it; nobody if the system did, or if the event does not tell.
        by: Option<PersonKey>,
        /// Whether the event tells who did it.
        is_told: bool,
    },
    /// Anything else, shown as it is.
    Other,
}

/// A transaction in its place.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'t> {
    /// The transaction.
    pub transaction: &'t Transaction<'t>,
    /// Where it stands among those that could be read.
    pub index: usize,
    /// Where it stands in the file, counted from 0.
    pub place: usize,
    /// When it happened.
    pub at: Option<Timestamp>,
    /// Who it comes from.
    pub who: Option<PersonKey>,
    /// What it is.
    pub kind: EntryKind,
    /// Whether the ticket, closed before, is open again from here on.
    pub reopens: bool,
}

const fn definition(topic: &'static str, title: &'static str, brief: &'static str) -> Explanation {
    let definition = Explanation::new(Kind::Definition, topic, title, brief);
    definition.shown_by(&["transcript", "timeline", "participants"])
}

/// What happens in a ticket.
pub(super) const WHAT_HAPPENS: &[Explanation] = &[
    definition("transaction", "Transaction", "one thing that happened: a message or an event")
        .says(&["They are put in order of time, then of their id, and stand once even if the file repeats one. Their \
                 ids come from a counter that all tickets share: gaps are normal."])
        .pointers(&["/transactions"])
        .see_also(&["transactions", "ticket", "message", "automatic", "note"]),
    definition("message", "Message", "what customer, bot or agent says")
        .also(&["messages"])
        .says(&["Where its text is empty, what it says stands in its html or in the cards and buttons of its payload."])
        .see_also(&["customer_messages", "agent_messages", "automatic", "note"]),
    definition("automatic", "Automatic message", "a message that nobody typed")
        .also(&["introduction", "greeting"])
        .says(&["A greeting, a closing message, or one in the name of the queue. It answers nobody and is not counted \
                 among the messages of agents."])
        .see_also(&["message", "unassigned"]),
    definition("note", "Note", "a message for agents' eyes only")
        .also(&["notes"])
        .says(&["It answers nobody and is not counted among the messages of agents."])
        .see_also(&["message"]),
    Explanation::new(Kind::Event, "reopened", "Re-opened", "a closed ticket is open again")
        .also(&["reopening"])
        .says(&["Glassix's name for this event is not known, and it reports no count. It is inferred: after a closing, \
                 the first thing that only happens to open tickets (the customer writes, the ticket changes hands, it \
                 is opened), if it is closed once more later or is not closed at the end. An agent's message may be a \
                 farewell: it counts only if the ticket is closed once more later."])
        .shown_by(&["transcript", "timeline", "list --columns", "stats"])
        .see_also(&["closed", "duration"]),
];

impl Entry<'_> {
    /// Counts the files that come with it; pictures inside the text are no media.
    pub fn media(&self) -> usize {
        let files = self.transaction.attachments.items().iter();
        files.filter(|file| file.is_embedded.copied() != Some(true)).count()
    }

    /// Tells whether somebody says something here.
    pub fn is_message(&self) -> bool {
        matches!(self.kind, EntryKind::Message | EntryKind::Automatic | EntryKind::Note)
    }
}

/// The transactions of a ticket in order of time, each once.
#[derive(Debug, Clone, Default)]
pub struct Course<'t> {
    /// What happened, in order.
    pub entries: Vec<Entry<'t>>,
    /// How many transactions stood in the file a second time.
    pub repeated: usize,
}

impl<'t> Course<'t> {
    /// Orders the transactions by time and number; those without a time stay behind the one before
    /// them in the file.
    pub fn of(ticket: &'t Ticket<'t>, cast: &Cast) -> Self {
        let mut met = HashSet::new();
        let mut last = (None, None);
        let mut keyed = Vec::new();
        for (index, transaction) in ticket.transactions.items().iter().enumerate() {
            if let Some(guid) = transaction.guid.get()
                && !met.insert(guid.as_str())
            {
                continue;
            }
            let at = transaction.at.copied();
            if at.is_some() {
                last = (at, transaction.id.copied());
            }
            keyed.push((last, index, transaction));
        }
        keyed.sort_by_key(|(last, index, _)| (*last, *index));
        let understood = |(_, index, transaction): (_, _, &'t Transaction<'t>)| {
            let who = transaction.from.get().and_then(|from| cast.sender(from));
            Entry {
                transaction,
                index,
                place: index,
                at: transaction.at.copied(),
                who,
                kind: kind(transaction, cast.role(who), cast),
                reopens: false,
            }
        };
        let repeated = ticket.transactions.items().len().saturating_sub(keyed.len());
        let mut course = Self { entries: keyed.into_iter().map(understood).collect(), repeated };
        course.find_reopenings(ticket, cast);
        course
    }

    /// Corrects the places of the transactions by what could not be read between them.
    pub(super) fn find_places(&mut self, record: &Record<'_>) {
        if !record.defects.is_empty() {
            let places = record.places("transactions", record.ticket.transactions.items().len());
            for entry in &mut self.entries {
                entry.place = places.get(entry.index).copied().unwrap_or(entry.index);
            }
        }
    }

    /// Marks where a closed ticket opens again.
    ///
    /// Glassix's name for that event is not known. It is inferred: after a closing, the first thing
    /// that only happens to an open ticket (the customer writes, the ticket changes hands, it is
    /// opened), if the ticket is closed once more later or is not closed at the end. An agent's
    /// message may be a farewell: it counts only if the ticket is closed once more later.
    fn find_reopenings(&mut self, ticket: &Ticket<'_>, cast: &Cast) {
        let open_at_the_end = ticket.state.get().is_some_and(|state| *state != State::Closed);
        let last_closing =
            self.entries.iter().rposition(|e| matches!(e.kind, EntryKind::Closed { .. }));
        let Some(last_closing) = last_closing else { return };
        let mut closed = false;
        for (position, entry) in self.entries.iter_mut().enumerate() {
            let role = cast.role(entry.who);
            let is_closed_again = position < last_closing;
            match entry.kind {
                EntryKind::Closed { .. } => closed = true,
                EntryKind::Message if closed && role == Role::Agent && is_closed_again => {
                    entry.reopens = true;
                    closed = false;
                }
                EntryKind::Message if role != Role::Customer => {}
                EntryKind::Opened | EntryKind::Reassigned { .. } | EntryKind::Message
                    if closed && (is_closed_again || open_at_the_end) =>
                {
                    entry.reopens = true;
                    closed = false;
                }
                _ => {}
            }
        }
    }
}

/// Decides what a transaction is. Names that are not known are sorted by their form.
fn kind(transaction: &Transaction<'_>, sender: Role, cast: &Cast) -> EntryKind {
    let text = transaction.text.get().map_or("", Text::as_str);
    match transaction.kind.get() {
        Some(TransactionKind::Message) => match sender {
            Role::Queue | Role::System => EntryKind::Automatic,
            _ => EntryKind::Message,
        },
        Some(TransactionKind::IntroductionMessage) => EntryKind::Automatic,
        Some(TransactionKind::TicketOpened) => EntryKind::Opened,
        Some(TransactionKind::TicketReassigned) => {
            reassigned(text, cast).unwrap_or(EntryKind::Other)
        }
        Some(TransactionKind::TicketClosed) => closed(text, cast),
        Some(TransactionKind::Note) => EntryKind::Note,
        Some(TransactionKind::Other(name)) => {
            let name = name.as_str().to_ascii_lowercase();
            if name.contains("reopen") || name.contains("re-open") {
                EntryKind::Opened
            } else if name.starts_with("ticket") {
                EntryKind::Other
            } else if name.ends_with("message") {
                EntryKind::Automatic
            } else if name.contains("note") {
                EntryKind::Note
            } else {
                EntryKind::Other
            }
        }
        None => EntryKind::Other,
    }
}

fn reassigned(text: &str, cast: &Cast) -> Option<EntryKind> {
    let event: Reassignment<'_> = embedded(text)?;
    let to = cast.user(event.to_id.get()?.as_str())?;
    let by = event.by_id.get().filter(|id| id.as_str() != NIL_GUID);
    Some(EntryKind::Reassigned { by: by.and_then(|id| cast.user(id.as_str())), to })
}

fn closed(text: &str, cast: &Cast) -> EntryKind {
    let event: Option<Closing<'_>> = embedded(text);
    let by = event.as_ref().and_then(|event| event.by_id.get());
    let by = by.filter(|id| id.as_str() != NIL_GUID).and_then(|id| cast.user(id.as_str()));
    EntryKind::Closed { by, is_told: event.is_some_and(|event| event.by_id.odd().is_none()) }
}

#[cfg(test)]
mod tests {
    use super::EntryKind::{Automatic, Note, Other};
    use super::{Course, EntryKind};
    use crate::analysis::Cast;
    use crate::model::Record;

    fn kinds(json: &str) -> Vec<(i64, EntryKind, bool)> {
        let record = Record::read(json).unwrap().unwrap();
        let cast = Cast::of(&record.ticket, &[]);
        let course = Course::of(&record.ticket, &cast);
        let said = |e: &super::Entry<'_>| (e.transaction.id.copied().unwrap(), e.kind, e.reopens);
        course.entries.iter().map(said).collect()
    }

    #[test]
    fn the_order_is_time_then_number_and_each_stands_once() {
        let json = r#"{"id":1,"state":"Open","transactions":[
            {"id":9,"guidTransactionId":"c","dateTime":"2024-01-01T10:00:01Z","type":"Survey"},
            {"id":2,"guidTransactionId":"b","dateTime":"2024-01-01T10:00:00Z","type":"X"},
            {"id":1,"guidTransactionId":"a","dateTime":"2024-01-01T10:00:00Z","type":"TicketX"},
            {"id":7,"guidTransactionId":"d","dateTime":"soon","type":"ByeMessage"},
            {"id":1,"guidTransactionId":"a","dateTime":"2024-01-01T10:00:00Z","type":"TicketX"}]}"#;
        let ids: Vec<_> = kinds(json).iter().map(|entry| entry.0).collect();
        assert_eq!(ids, [1, 7, 2, 9], "without a time: right behind the one before it in the file");
        let record = Record::read(json).unwrap().unwrap();
        assert_eq!(Course::of(&record.ticket, &Cast::default()).repeated, 1);
    }

    #[test]
    fn names_that_are_not_known_are_sorted_by_their_form() {
        let json = r#"{"id":1,"transactions":[
            {"id":1,"type":"ClosingMessage"},{"id":2,"type":"TicketSnoozed"},
            {"id":3,"type":"AgentNote"},{"id":4,"type":"SurveySent"},{"id":5}]}"#;
        let kinds: Vec<_> = kinds(json).into_iter().map(|entry| entry.1).collect();
        assert_eq!(kinds, [Automatic, Other, Note, Other, Other]);
    }

    fn closed_then(second: &str, state: &str) -> Vec<bool> {
        let json = format!(
            r#"{{"id":1,"state":"{state}","participants":[{{"id":1,"type":"Client","name":"A"}},
                {{"id":2,"type":"User","name":"B","identifier":"b"}}],"transactions":[
                {{"id":1,"type":"TicketClosed","text":"{{}}"}},{second}]}}"#
        );
        kinds(&json).into_iter().map(|entry| entry.2).collect()
    }

    #[test]
    fn a_ticket_opens_again_by_what_only_happens_to_an_open_one() {
        let customer = r#"{"id":2,"type":"Message","fromParticipant":{"id":1,"type":"Client"}}"#;
        let agent = r#"{"id":2,"type":"Message","fromParticipant":{"id":2,"type":"User"}}"#;
        let again = format!(r#"{customer},{{"id":3,"type":"TicketClosed","text":"{{}}"}}"#);
        assert_eq!(closed_then(customer, "Open"), [false, true]);
        assert_eq!(closed_then(&again, "Closed"), [false, true, false]);
        assert_eq!(
            closed_then(customer, "Closed"),
            [false, false],
            "a late word in a closed ticket"
        );
        assert_eq!(closed_then(agent, "Open"), [false, false], "a farewell opens nothing");
    }

    #[test]
    fn a_text_that_is_no_json_is_shown_as_it_is() {
        let json = r#"{"id":1,"transactions":[{"id":1,"type":"TicketReAssigned","text":"by hand"},
            {"id":2,"type":"TicketClosed","text":"by hand"}]}"#;
        let kinds: Vec<_> = kinds(json).into_iter().map(|entry| entry.1).collect();
        assert_eq!(kinds, [Other, EntryKind::Closed { by: None, is_told: false }]);
    }
}
