//! Tickets with odd values are read all the same.

use super::{check, read, read_with};
use crate::input::Limits;

#[test]
fn t30_a_value_that_is_odd_is_told_at_its_place() {
    let text = "{\"id\":13783,\n \"transactions\":[{\"dateTime\":\"yesterday\"}],\"state\":\"Open\",\"state\":\"Closed\"}";
    check(
        text,
        &["13783@1:1"],
        &[
            "2:30: ticket 13783: /transactions/0/dateTime: not a date and time: \"yesterday\"; shown as written",
            "2:67: ticket 13783: /state: stands twice; the last one counts",
        ],
    );
}

#[test]
fn three_of_a_kind_are_told_and_the_rest_is_counted() {
    let text = "{\"id\":1,\"state\":\"Open\",\"open\":\"x\"}\n".repeat(15);
    let outcome = read(&text);
    assert_eq!(outcome.told.len(), 4);
    assert_eq!(
        outcome.told[3],
        ": and 12 more like this: ticket 1: /open: not a date and time: \"x\"; shown as written; -v tells all"
    );
    let all = Limits { of_a_kind: u64::MAX, ..Limits::default() };
    assert_eq!(read_with(text.as_bytes(), 100, all).told.len(), 15);
}

#[test]
fn t21_numbers_beyond_range_are_shown_as_written() {
    for number in ["99999999999999999999", "-1e400", "1e400", "0.1", "18446744073709551616"] {
        let text =
            format!("{{\"id\":{number},\"state\":\"Open\",\"agentMessagesCount\":{number}}}");
        let outcome = read(&text);
        assert_eq!((outcome.tally.tickets, outcome.tally.lost), (1, 0), "{number}");
        assert_eq!(outcome.told.len(), 2, "{:?}", outcome.told);
        for told in &outcome.told {
            assert!(told.ends_with(&format!(": {number}; shown as written")), "{told}");
        }
        // Nobody reads it there, so that it may be what it is.
        check(format!("{{\"id\":1,\"state\":\"Open\",\"x\":{number}}}"), &["1@1:1"], &[]);
    }
}

#[test]
fn t22_of_a_key_that_stands_twice_the_last_counts() {
    let text = "{\"id\":1,\"state\":\"Open\",\n\"id\":2,\"owner\":{\"id\":\"a\",\"id\":\"b\"}}";
    let outcome = read(text);
    assert_eq!(outcome.tickets, ["2@1:1"]);
    let told = "2:6: ticket 2: /id: stands twice; the last one counts";
    assert_eq!(outcome.told[0], told);
}

#[test]
fn t30_dates_and_spans_without_sense_lose_nothing() {
    let dates =
        ["0000-00-00", "2023-02-30T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "-1", "\u{1b}"];
    let spans = ["99999999999.00:00:00", "-1.99:99:99", "::", "10675199.02:48:05.4775808"];
    for value in dates.into_iter().chain(spans) {
        let value = serde_json::to_string(value).unwrap();
        let outcome = read(format!(
            "{{\"id\":1,\"state\":\"Open\",\"open\":{value},\"close\":{value},\"queueTimeNet\":{value},\
             \"transactions\":[{{\"id\":1,\"dateTime\":{value}}}]}}"
        ));
        assert_eq!((outcome.tally.tickets, outcome.tally.lost), (1, 0), "{value}");
    }
}

/// Every value of the documented ticket, absent, null and of every wrong type.
#[test]
fn t30_no_value_of_a_wrong_type_loses_a_ticket() {
    let (_, seed) = super::SEED.split_once('{').unwrap();
    let seed: serde_json::Value = serde_json::from_str(&format!("{{{seed}")).unwrap();
    for wrong in
        ["null", "true", "-1", "1e400", "\"\"", "\"x\"", "[]", "[null,[1]]", "{}", "{\"id\":[]}"]
    {
        for key in seed.as_object().unwrap().keys() {
            let mut ticket = seed.clone();
            ticket[key] = "@".into();
            for part in ["participants", "transactions", "botConversationSteps"] {
                let parts = ticket[part].as_array_mut();
                for (index, part) in parts.into_iter().flatten().enumerate() {
                    let part = part.as_object_mut().unwrap();
                    if let Some((_, value)) = part.iter_mut().nth(index) {
                        *value = "@".into();
                    }
                }
            }
            let outcome = read(ticket.to_string().replace("\"@\"", wrong));
            assert_eq!((outcome.tally.tickets, outcome.tally.lost), (1, 0), "{key}: {wrong}");
        }
    }
    for key in seed.as_object().unwrap().keys() {
        let mut ticket = seed.clone();
        ticket.as_object_mut().unwrap().remove(key);
        assert_eq!(read(ticket.to_string()).told, Vec::<String>::new(), "{key}");
    }
    check("{\"id\":null,\"state\":null}", &["-1@1:1"], &[]);
}

#[test]
fn t23_lone_surrogates_are_replaced() {
    let text =
        r#"{"id":1,"state":"Open","field1":"a\ud83d","tags":["\ud83d\ude00","\udc00"],"\ud800":1}"#;
    check(
        text,
        &["1@1:1"],
        &["1:35: ticket 1: 3 halves of surrogate pairs were replaced by U+FFFD"],
    );
}

#[test]
fn t24_bytes_that_are_not_utf8_are_replaced_inside_strings_only() {
    let text = b"\xEF\xBB\xBF{\"id\":1,\"state\":\"Open\",\"field1\":\"\xD7\x90\xFF\"}\n{\"id\":2,\xFF\"state\":\"\"}";
    check(
        text,
        &["1@1:1"],
        &[
            "1:35: ticket 1: byte 38 is not UTF-8 and was replaced by U+FFFD",
            "!2:9: not valid JSON: bytes that are not UTF-8; this one is skipped",
        ],
    );
}

#[test]
fn t23_surrogates_are_found_where_nobody_reads_them() {
    let told = "ticket 1: half of a surrogate pair was replaced by U+FFFD";
    for inside in [
        r#""x":"\ud83d""#,
        r#""x":[{"y":["\uDC00"]}]"#,
        r#""owner":{"z":"\ud83d"}"#,
        r#""\ud83d":0"#,
        r#""transactions":[{"payload":{"a":"\ud83d"}}]"#,
    ] {
        let text = format!("{{\"id\":1,\"state\":\"Open\",{inside}}}");
        let outcome = read(&text);
        let place = text.find("\\u").unwrap() + 1;
        assert_eq!(outcome.told, [format!("1:{place}: {told}")]);
    }
    check(r#"{"id":1,"state":"\\ud83d","x":"\ud83d\ude00 \\\\udead"}"#, &["1@1:1"], &[]);
}

#[test]
fn t23_warnings_stand_in_the_order_of_their_places() {
    let text = b"{\"id\":1,\"culture\":1,\"x\":\"\\udead\",\"open\":2,\"y\":\"\xFF\",\"tags\":3,\"z\":\"\xFF\"}";
    let outcome = read(text);
    let columns: Vec<_> = outcome.told.iter().filter_map(|told| told.get(2..4)).collect();
    assert_eq!(columns, ["19", "26", "41", "48", "58"], "{:?}", outcome.told);
}

#[test]
fn what_was_replaced_is_noted_in_the_record() {
    use crate::input::{Source, each_answer};
    use std::ops::ControlFlow;
    let text = r#"{"id":1,"state":"Open","field1":"a\ud83d"}"#;
    let mut seen = Vec::new();
    each_answer::<_, ()>(
        &[Source::Stdin],
        Box::new(text.as_bytes()),
        &Limits::default(),
        &|record, _| {
            let field = record.ticket.field1.get().unwrap().as_str().to_owned();
            (field, record.defects[0].pointer.clone(), record.defects.len())
        },
        &mut |ticket| {
            seen.push(ticket);
            Ok(ControlFlow::Break(()))
        },
        &mut |_| Ok(()),
    )
    .unwrap();
    assert_eq!(seen, [("a\u{FFFD}".to_owned(), "/field1".to_owned(), 1)]);
}
