//! A ticket as it was read: typed, as written, and what is wrong with it.

use super::field::{Defect, Field, Place, Wire, strict};
use super::part::Without;
use super::ticket::Ticket;
use serde_json::value::RawValue;
use std::collections::HashSet;

/// One ticket out of an input.
#[derive(Debug, Clone)]
pub struct Record<'a> {
    /// The ticket.
    pub ticket: Ticket<'a>,
    /// Its JSON text as written.
    pub text: &'a str,
    /// What could not be read as what it should be.
    pub defects: Vec<Defect<'a>>,
    /// How many lines of other text stand right before it in its input.
    pub lines_before: u64,
}

impl<'a> Record<'a> {
    /// Reads a ticket: in one pass if all is well, value by value if not.
    ///
    /// Returns `None` if the text is JSON, but no object.
    ///
    /// # Errors
    /// Text that is not JSON.
    pub fn read(text: &'a str) -> serde_json::Result<Option<Self>> {
        if let Ok(ticket) = strict(text) {
            return Ok(ticket.map(|ticket| Self::of(ticket, text, Vec::new())));
        }
        let written: &RawValue = serde_json::from_str(text)?;
        let mut defects = Vec::new();
        Ok(match Ticket::lenient(written, &Place::Root, &mut defects) {
            Field::Given(ticket) => Some(Self::of(ticket, text, defects)),
            Field::Missing | Field::Odd(_) => None,
        })
    }

    /// Reads a ticket without its big parts, which is much faster: who takes part and what is
    /// reported stand in the rest. What was passed over is missing, and nothing is said about it.
    ///
    /// Accepts the same texts as [`Record::read`].
    ///
    /// # Errors
    /// Text that is not JSON.
    pub fn read_head(text: &'a str) -> serde_json::Result<Option<Self>> {
        let mut json = serde_json::Deserializer::from_str(text);
        let head = Ticket::strict(Without { from: &mut json, keys: &BIG_PARTS });
        if let Ok(ticket) = head.and_then(|ticket| json.end().map(|()| ticket)) {
            return Ok(ticket.map(|ticket| Self::of(ticket, text, Vec::new())));
        }
        let Some(whole) = Self::read(text)? else { return Ok(None) };
        let Self { mut ticket, mut defects, .. } = whole;
        ticket = Ticket {
            transactions: Field::Missing,
            bot_steps: Field::Missing,
            dynamic_parameters: Field::Missing,
            activity_logs: Field::Missing,
            details: Field::Missing,
            ..ticket
        };
        defects.retain(|defect| {
            let key = defect.pointer.split('/').nth(1).unwrap_or_default();
            !BIG_PARTS.iter().any(|part| part.eq_ignore_ascii_case(key))
        });
        Ok(Some(Self::of(ticket, text, defects)))
    }

    const fn of(ticket: Ticket<'a>, text: &'a str, defects: Vec<Defect<'a>>) -> Self {
        Self { ticket, text, defects, lines_before: 0 }
    }

    /// Returns where in the file each of the first `count` elements of a list stands, counted from 0.
    /// Elements that could not be read are left out of a list, but not out of the file.
    pub fn places(&self, list: &str, count: usize) -> Vec<usize> {
        let left_out: HashSet<usize> = self
            .defects
            .iter()
            .filter_map(|defect| {
                let (key, index) = defect.pointer.strip_prefix('/')?.split_once('/')?;
                if key.eq_ignore_ascii_case(list) { index.parse().ok() } else { None }
            })
            .collect();
        (0..).filter(|index| !left_out.contains(index)).take(count).collect()
    }

    /// Lists the pointers of the keys that the model does not know.
    pub fn unknown_keys(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.ticket.unknown(&Place::Root, &mut found);
        found
    }
}

/// The keys of what is big, or seldom asked for.
const BIG_PARTS: [&str; 5] =
    ["transactions", "botConversationSteps", "dynamicParameters", "activityLogs", "details"];

#[cfg(test)]
mod tests {
    use super::{BIG_PARTS, Record};
    use crate::model::{DefectKind, Field, Place, State, Ticket, TransactionKind, Wire};

    const SEED: &str = include_str!("../../fixtures/tickets/seed.json");

    #[test]
    fn the_seed_is_read_in_one_pass_and_holds_nothing_unknown() {
        let seed = Record::read(SEED).unwrap().unwrap();
        assert_eq!(seed.defects, []);
        assert_eq!(seed.unknown_keys(), Vec::<String>::new());
        let ticket = seed.ticket;
        assert_eq!(ticket.id.copied(), Some(13783));
        assert_eq!(ticket.transactions.items().len(), 15);
        assert_eq!(ticket.bot_steps.items().len(), 6);
        assert_eq!(ticket.bot_steps.items()[0].flow_version.get().unwrap().as_str(), "1.02");
        assert!(ticket.moved_to_ticket_id.is_missing(), "0 is no ticket");
        assert!(ticket.moved_to_department_id.is_missing(), "the nil GUID is no department");
        assert!(ticket.field2.is_missing(), "an empty field is not set");
        assert_eq!(ticket.agent_media_count.copied(), Some(0), "a count of 0 is a count");
    }

    #[test]
    fn both_ways_of_reading_agree() {
        let written = serde_json::from_str(SEED).unwrap();
        let mut defects = Vec::new();
        let Field::Given(lenient) = Ticket::lenient(written, &Place::Root, &mut defects) else {
            panic!("the seed is a ticket");
        };
        let strict = Record::read(SEED).unwrap().unwrap().ticket;
        assert_eq!(format!("{strict:?}"), format!("{lenient:?}"));
        assert_eq!(defects, []);
    }

    #[test]
    fn one_odd_field_does_not_lose_the_ticket() {
        let text = r#"{"id":7,"state":[1],"open":"yesterday","owner":5,"transactions":
            [{"id":1,"type":"Message","dateTime":"x","text":"hello"}, 9]}"#;
        let record = Record::read(text).unwrap().unwrap();
        assert_eq!(record.ticket.id.copied(), Some(7));
        assert_eq!(record.ticket.state.odd(), Some("[1]"));
        assert_eq!(record.ticket.opened_at.odd(), Some("\"yesterday\""));
        let messages = record.ticket.transactions.items();
        assert_eq!(messages.len(), 1);
        assert_eq!(messages[0].kind.get(), Some(&TransactionKind::Message));
        let pointers: Vec<_> = record.defects.iter().map(|d| d.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            ["/state", "/open", "/owner", "/transactions/0/dateTime", "/transactions/1"]
        );
    }

    #[test]
    fn what_is_left_out_of_a_list_still_has_its_place_in_the_file() {
        let text =
            r#"{"id":1,"transactions":[{"id":1},7,{"id":"x"},null,{"id":4}],"tags":[1,"a"]}"#;
        let record = Record::read(text).unwrap().unwrap();
        let count = record.ticket.transactions.items().len();
        assert_eq!(record.places("transactions", count), [0, 2, 4]);
        assert_eq!(record.places("tags", 1), [1]);
        assert_eq!(record.places("participants", 2), [0, 1]);
    }

    #[test]
    fn of_a_repeated_key_the_last_counts() {
        let text = r#"{"id":1,"state":"Open","state":"Closed","tags":[]}"#;
        let record = Record::read(text).unwrap().unwrap();
        assert_eq!(record.ticket.state.get(), Some(&State::Closed));
        assert_eq!(record.defects.len(), 1);
        assert_eq!(record.defects[0].kind, DefectKind::Repeated);
        assert_eq!(record.defects[0].pointer, "/state");
    }

    #[test]
    fn keys_are_known_in_any_case_and_unknown_ones_are_kept() {
        let text = r#"{"Id":1,"State":"Open","sla":{"a":[1]},"owner":{"userName":"x","rank":2}}"#;
        let record = Record::read(text).unwrap().unwrap();
        assert_eq!(record.ticket.id.copied(), Some(1));
        assert_eq!(record.ticket.owner.get().unwrap().user_name.get().unwrap().as_str(), "x");
        assert_eq!(record.ticket.unknown[0].1.get(), r#"{"a":[1]}"#);
        assert_eq!(record.unknown_keys(), ["/owner/rank", "/sla"]);
    }

    #[test]
    fn the_head_is_the_ticket_without_its_big_parts() {
        let emptied = |text| {
            let mut value: serde_json::Value = serde_json::from_str(text).unwrap();
            value
                .as_object_mut()
                .unwrap()
                .retain(|key, _| !BIG_PARTS.iter().any(|part| part.eq_ignore_ascii_case(key)));
            value.to_string()
        };
        let odd =
            r#"{"id":1,"tags":[5],"owner":{"id":""},"Transactions":[{"id":"x"}],"details":9}"#;
        for text in [SEED, odd] {
            let head = Record::read_head(text).unwrap().unwrap();
            let small = emptied(text);
            let expected = Record::read(&small).unwrap().unwrap();
            assert_eq!(format!("{:?}", head.ticket), format!("{:?}", expected.ticket));
            let pointers = |record: &Record<'_>| {
                record.defects.iter().map(|d| d.pointer.clone()).collect::<Vec<_>>()
            };
            assert_eq!(pointers(&head), pointers(&expected));
        }
        assert!(Record::read_head("[1]").unwrap().is_none());
        for broken in ["{\"id\":", r#"{"details":01}"#, r#"{"transactions":[}]}"#, "{} x"] {
            assert!(Record::read_head(broken).is_err(), "{broken}");
            assert!(Record::read(broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn what_is_no_object_is_no_ticket() {
        assert!(Record::read("[1]").unwrap().is_none());
        assert!(Record::read("null").unwrap().is_none());
        assert!(Record::read("{\"id\":").is_err());
    }
}
