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
