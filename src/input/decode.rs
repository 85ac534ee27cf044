//! One value of an input: a ticket, an event with tickets, or what it is instead.

use super::excerpt::shorten;
use super::problem::quoted;
use super::reading::Parts;
use crate::model::{Change, Event, Field, Json, Place, Record, Text, Wire, members};
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

/// What a value is.
#[derive(Debug)]
pub(super) enum Decoded<'a> {
    Ticket(Box<Record<'a>>),
    Changes(Vec<Change<'a>>),
    /// A list page without its list: nothing, and rightly so.
    EmptyPage,
    /// Something else, in words.
    Other(String),
}

type Members<'a> = [(Text<'a>, &'a RawValue)];

/// Reads a value.
///
/// # Errors
/// Text that is not JSON.
pub(super) fn decode(text: &str, parts: Parts) -> serde_json::Result<Decoded<'_>> {
    if !text.starts_with('{') {
        serde_json::from_str::<IgnoredAny>(text)?;
        let what = match text.bytes().next() {
            Some(b'[') => "a list in many lists",
            Some(b'"') => "a string",
            Some(b't' | b'f') => "true or false",
            Some(b'n') => "null",
            _ => "a number",
        };
        return Ok(Decoded::Other(format!("this is JSON, but not a ticket: {what}")));
    }
    match read(text, parts)? {
        Some(record) if is_surely_ticket(&record) => Ok(Decoded::Ticket(Box::new(record))),
        record => {
            let written: &RawValue = serde_json::from_str(text)?;
            Ok(by_keys(written, record))
        }
    }
}

fn read(text: &str, parts: Parts) -> serde_json::Result<Option<Record<'_>>> {
    match parts {
        Parts::All => Record::read(text),
        Parts::Head => Record::read_head(text),
    }
}

/// Tells a ticket by its values, which is quick. One that sets hardly anything needs [`is_ticket`].
fn is_surely_ticket(record: &Record<'_>) -> bool {
    let ticket = &record.ticket;
    let others = [
        ticket.state.is_missing(),
        ticket.opened_at.is_missing(),
        ticket.owner.is_missing(),
        ticket.participants.is_missing(),
        ticket.transactions.is_missing(),
        ticket.department_id.is_missing(),
    ];
    let others = others.iter().filter(|is_missing| !**is_missing).count();
    others + usize::from(!ticket.id.is_missing()) >= ENOUGH
}

/// So many keys of a ticket make one. The number is one of them, but even that may be absent.
const ENOUGH: usize = 2;

/// Tells a ticket by its keys.
pub(super) fn is_ticket(members: &Members<'_>) -> bool {
    const KEYS: [&str; 7] =
        ["id", "state", "open", "owner", "participants", "transactions", "departmentId"];
    KEYS.iter().filter(|key| get(members, key).is_some()).count() >= ENOUGH
}

fn by_keys<'a>(written: &'a RawValue, record: Option<Record<'a>>) -> Decoded<'a> {
    let members = members(written).unwrap_or_default();
    let root = Place::Root;
    if let Some(record) = record.filter(|_| is_ticket(&members)) {
        Decoded::Ticket(Box::new(record))
    } else if get(&members, "changes").is_some() {
        let Field::Given(event) = Event::lenient(written, &root, &mut Vec::new()) else {
            return Decoded::Changes(Vec::new());
        };
        match event.changes {
            Field::Given(changes) => Decoded::Changes(changes),
            Field::Missing | Field::Odd(_) => Decoded::Changes(Vec::new()),
        }
    } else if get(&members, "_event").is_some() {
        let change = Change::lenient(written, &root, &mut Vec::new());
        Decoded::Changes(match change {
            Field::Given(change) => vec![change],
            Field::Missing | Field::Odd(_) => Vec::new(),
        })
    } else if get(&members, "tickets") == Some("null") {
        Decoded::EmptyPage
    } else {
        Decoded::Other(other(&members))
    }
}

/// Reads the ticket that a change holds; `None` if there is none.
pub(super) fn ticket_of<'a>(change: &Change<'a>, parts: Parts) -> Option<Record<'a>> {
    let ticket = change.ticket.get().copied().map(Json::as_str)?;
    read(ticket, parts).ok().flatten()
}

/// Says what an object is that is no ticket.
fn other(members: &Members<'_>) -> String {
    if get(members, "guidTransactionId").is_some() {
        let said = |key, name| say(members, key).map(|value| format!("{name} {value}"));
        let known = [said("id", "number"), said("type", "type")];
        let known: Vec<_> = known.into_iter().flatten().collect();
        let known =
            if known.is_empty() { String::new() } else { format!(": {}", known.join(", ")) };
        return format!("this is a transaction, not a ticket{known}");
    }
    if get(members, "access_token").is_some() {
        return "this is a reply with an access token, not a ticket; keep it secret".to_owned();
    }
    let alone = members.len() == 1 || get(members, "exceptionType").is_some();
    for (key, enough) in [
        ("message", alone),
        ("error_description", true),
        ("error", true),
        ("detail", get(members, "status").is_some()),
        ("title", get(members, "status").is_some()),
        ("message", get(members, "messageDetail").is_some()),
    ] {
        if let Some(value) = say(members, key).filter(|_| enough) {
            return format!("this is an API reply, not a ticket: it says \"{value}\"");
        }
    }
    keys(members)
}

/// Lists the keys of an object that is nothing in particular.
fn keys(members: &Members<'_>) -> String {
    const SHOWN: usize = 8;
    let keys: Vec<_> = members.iter().take(SHOWN).map(|(key, _)| quoted(key.as_str())).collect();
    let more = match members.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    match keys.len() {
        0 => "this is JSON, but not a ticket; it has no keys".to_owned(),
        1 => format!("this is JSON, but not a ticket; its key is {}", keys.join("")),
        _ => format!("this is JSON, but not a ticket; its keys are {}{more}", keys.join(", ")),
    }
}

/// Returns the value of a key, as written.
fn get<'a>(members: &Members<'a>, key: &str) -> Option<&'a str> {
    let found = members.iter().find(|(name, _)| name.as_str().eq_ignore_ascii_case(key));
    found.map(|(_, value)| value.get())
}

/// Returns what a simple value says.
fn say(members: &Members<'_>, key: &str) -> Option<String> {
    let written = get(members, key)?;
    let said = serde_json::from_str(written).unwrap_or_else(|_| written.to_owned());
    (!matches!(written, "null" | "\"\"")).then(|| shorten(&said.replace(['\r', '\n'], " "), 100))
}
