//! Small tickets for the tests of this folder: a customer (1), a bot (2) and two agents (3, 4), on
//! one morning from 10:00:00 on.

use super::story::Story;
use crate::model::{NIL_GUID, Record};

const IDENTIFIERS: [&str; 5] = ["", "1", "b", "a", "c"];

/// A message at a minute and second after ten.
pub(super) fn says(id: i64, from: usize, at: &str) -> String {
    let kind = if from == 1 { "Client" } else { "User" };
    let identifier = IDENTIFIERS[from];
    format!(
        r#"{{"id":{id},"type":"Message","dateTime":"2024-01-01T10:{at}Z","text":"x",
        "fromParticipant":{{"id":{from},"type":"{kind}","identifier":"{identifier}"}}}}"#
    )
}

/// A change of hands; to nobody is into the queue.
pub(super) fn given(id: i64, by: &str, to: &str, at: &str) -> String {
    let to = if to.is_empty() { NIL_GUID } else { to };
    format!(
        r#"{{"id":{id},"type":"TicketReAssigned","dateTime":"2024-01-01T10:{at}Z",
        "text":"{{\"byUserId\":\"{by}\",\"toUserId\":\"{to}\"}}"}}"#
    )
}

/// A closing by the system.
pub(super) fn closed(id: i64, at: &str) -> String {
    format!(r#"{{"id":{id},"type":"TicketClosed","dateTime":"2024-01-01T10:{at}Z","text":"{{}}"}}"#)
}

/// Understands a ticket in this state, whose last activity was at 10:09:00.
pub(super) fn with_story<T>(
    state: &str,
    transactions: &[String],
    ask: impl FnOnce(&Story<'_>) -> T,
) -> T {
    let json = format!(
        r#"{{"id":1,"open":"2024-01-01T10:00:00Z","participants":[
            {{"id":1,"type":"Client","name":"Cleo","identifier":"1"}},
            {{"id":2,"type":"User","name":"BOT","identifier":"b"}},
            {{"id":3,"type":"User","name":"Ann","identifier":"a"}},
            {{"id":4,"type":"User","name":"Ben","identifier":"c"}}],
            "state":"{state}","lastActivity":"2024-01-01T10:09:00Z",
            "transactions":[{}]}}"#,
        transactions.join(",")
    );
    let record = Record::read(&json).unwrap().unwrap();
    ask(&Story::of(&record, &[]))
}
