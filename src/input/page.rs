//! How a list page is known while it is being read: `{"tickets":[…],"paging":…}`.

use super::decode::is_ticket;
use crate::model::members;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

const KEY: &[u8] = b"\"tickets\"";

/// Stands for the part of a page up to the end of its tickets.
pub(super) const PAGE_SO_FAR: &[u8] = b"{\"tickets\":[]";

/// Tells whether a page is valid JSON.
pub(super) fn is_sound(page: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(page).is_ok()
}

/// Tells whether the list that begins at the end of an unfinished object is its `tickets`.
pub(super) fn begins_tickets(object: &[u8]) -> bool {
    before_tickets(object).is_some()
}

/// Tells whether the keys before such a list make the object a ticket, so that it is no page.
pub(super) fn is_ticket_so_far(object: &[u8]) -> bool {
    let before = before_tickets(object).unwrap_or_default();
    let before = before.strip_suffix(b",").unwrap_or(before);
    let Ok(text) = std::str::from_utf8(before) else { return false };
    let closed = format!("{text}}}");
    let Ok(object) = serde_json::from_str::<&RawValue>(&closed) else { return false };
    members(object).is_some_and(|members| is_ticket(&members))
}

/// Returns what stands before `"tickets": [`, up to the comma or the bracket.
fn before_tickets(object: &[u8]) -> Option<&[u8]> {
    let key = object.strip_suffix(b"[")?.trim_ascii_end().strip_suffix(b":")?.trim_ascii_end();
    let (before, key) = key.split_at_checked(key.len().checked_sub(KEY.len())?)?;
    let before = before.trim_ascii_end();
    let follows = matches!(before.last(), Some(b'{' | b','));
    (key.eq_ignore_ascii_case(KEY) && follows).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::{begins_tickets, is_ticket_so_far};

    #[test]
    fn the_key_must_be_a_key() {
        assert!(begins_tickets(br#"{"paging":{}, "Tickets" : ["#));
        assert!(begins_tickets(br#"{"tickets":["#));
        assert!(!begins_tickets(br#"{"a,\"tickets":["#));
        assert!(!begins_tickets(br#"{"nestedtickets":["#));
        assert!(!begins_tickets(br#"{"tags":["#));
    }

    #[test]
    fn a_ticket_with_a_list_of_that_name_is_no_page() {
        assert!(is_ticket_so_far(br#"{"id":1,"state":"Open","tickets":["#));
        assert!(!is_ticket_so_far(br#"{"paging":{},"tickets":["#));
        assert!(!is_ticket_so_far(br#"{"tickets":["#));
    }
}
