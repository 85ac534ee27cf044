//! JSON inside JSON: what the text of some events says.

use super::field::{Field, Place, Wire};
use super::object::object;
use super::text::Text;
use serde_json::value::RawValue;

object! {
    /// The text of a `TicketReAssigned`: who gave the ticket to whom.
    ///
    /// Only the identifiers can be trusted: the seed has an address in place of a full name and a
    /// GUID in place of a user name. The nil GUID as receiver is the queue.
    pub struct Reassignment is "a reassignment" {
        /// Who did it.
        by_id: Text<'a> = "byUserId",
        /// Their user name, or something else.
        by_user_name: Text<'a> = "byUserName",
        /// Their short name, or something else.
        by_short_name: Text<'a> = "byUserShortName",
        /// Their full name, or something else.
        by_full_name: Text<'a> = "byUserFullName",
        /// Who has it now.
        to_id: Text<'a> = "toUserId",
        /// Their user name, or something else.
        to_user_name: Text<'a> = "toUserName",
        /// Their short name, or something else.
        to_short_name: Text<'a> = "toUserShortName",
        /// Their full name, or something else.
        to_full_name: Text<'a> = "toUserFullName",
    }
}

object! {
    /// The text of a `TicketClosed`: who closed it.
    pub struct Closing is "a closing" {
        /// Who did it.
        by_id: Text<'a> = "byUserId",
        /// Their user name, or something else.
        by_user_name: Text<'a> = "byUserName",
        /// Their short name; absent in the seed.
        by_short_name: Text<'a> = "byUserShortName",
        /// Their full name; absent in the seed.
        by_full_name: Text<'a> = "byUserFullName",
    }
}

/// Reads the JSON in a text; `None` if the text is no such JSON, and should be shown as it is.
pub fn embedded<'a, T: Wire<'a>>(text: &'a str) -> Option<T> {
    let written: &RawValue = serde_json::from_str(text).ok()?;
    match T::lenient(written, &Place::Root, &mut Vec::new()) {
        Field::Given(value) => Some(value),
        Field::Missing | Field::Odd(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Closing, Reassignment, embedded};

    #[test]
    fn what_is_no_json_is_no_reassignment() {
        assert!(embedded::<Reassignment<'_>>("moved by hand").is_none());
        assert!(embedded::<Reassignment<'_>>("[]").is_none());
        assert!(embedded::<Reassignment<'_>>("").is_none());
        assert!(embedded::<Closing<'_>>(&"[".repeat(100_000)).is_none());
    }

    #[test]
    fn one_odd_key_does_not_lose_the_others() {
        let text = r#"{"byUserId":7,"toUserId":"a","toUserShortName":"John"}"#;
        let read: Reassignment<'_> = embedded(text).unwrap();
        assert_eq!(read.by_id.odd(), Some("7"));
        assert_eq!(read.to_id.get().unwrap().as_str(), "a");
    }
}
