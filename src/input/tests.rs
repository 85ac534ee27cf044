//! The whole way: bytes in, tickets and problems out.

use super::{Limits, Problem, Severity, Source, Tally, each_record};
use std::convert::Infallible;
use std::io::BufReader;
use std::ops::ControlFlow;

/// What came out: tickets as `id@line:column`, problems as `place: words`, with `!` if lost.
#[derive(Debug, PartialEq)]
struct Outcome {
    tickets: Vec<String>,
    told: Vec<String>,
    problems: Vec<Problem>,
    tally: Tally,
}

fn read_with(bytes: &[u8], capacity: usize, limits: Limits) -> Outcome {
    let (mut tickets, mut problems) = (Vec::new(), Vec::new());
    let tally = each_record::<Infallible>(
        &[Source::Stdin],
        &mut BufReader::with_capacity(capacity, bytes),
        &limits,
        &mut |record, place| {
            let id = record.ticket.id.copied().unwrap_or(-1);
            tickets.push(format!("{id}@{}:{}", place.line, place.column));
            Ok(ControlFlow::Continue(()))
        },
        &mut |problem| {
            problems.push(problem);
            Ok(())
        },
    )
    .unwrap();
    let told = problems.iter().map(|problem| {
        let mark = if problem.severity() == Severity::Lost { "!" } else { "" };
        let place = problem.place().replace("standard input", "");
        format!("{mark}{}: {}", place.trim_start_matches(':'), problem.says())
    });
    let told = told.collect();
    Outcome { tickets, told, problems, tally }
}

fn read(bytes: impl AsRef<[u8]>) -> Outcome {
    read_with(bytes.as_ref(), 1 << 16, Limits::default())
}

#[track_caller]
fn check(text: impl AsRef<[u8]>, tickets: &[&str], told: &[&str]) {
    let outcome = read(text);
    assert_eq!(outcome.tickets, tickets);
    assert_eq!(outcome.told, told);
}

const SEED: &str = include_str!("../../fixtures/streams/seed-document.md");
const A: &str = r#"{"id":1,"state":"Open"}"#;
const B: &str = r#"{"id":2,"state":"Open"}"#;
const C: &str = r#"{"id":3,"state":"Open"}"#;

mod envelopes {
    use super::{A, B, C, SEED, check, read};

    #[test]
    fn the_seed_document() {
        let note = "1:1: 5 lines of other text come before the JSON; skipped";
        check(SEED, &["13783@6:1"], &[note]);
    }

    #[test]
    fn one_ticket() {
        check(A, &["1@1:1"], &[]);
        check(format!("\u{FEFF}\r\n  {A}\r\n\r\n"), &["1@2:3"], &[]);
        check(r#"{"id":502,"state":null}"#, &["502@1:1"], &[]);
    }

    #[test]
    fn an_array() {
        check(format!("[{A},\n {B},{C}]\n"), &["1@1:2", "2@2:2", "3@2:26"], &[]);
        check(format!("[[{A}],[{B}]]"), &["1@1:3", "2@1:29"], &[]);
    }

    #[test]
    fn a_list_page() {
        let pages = format!(
            r#"{{"tickets":[{A},{B}],"paging":{{"next":"x"}}}}
{{"paging":{{}},"Tickets" : [ {C} ]}}{{"paging":{{}},"tickets":null}}"#
        );
        check(pages, &["1@1:13", "2@1:37", "3@2:28"], &[]);
        check(format!(r#"[{{"tickets":[{A}]}},{{"tickets":[{B}]}}]"#), &["1@1:14", "2@1:52"], &[]);
    }

    #[test]
    fn lists_of_nothing() {
        for nothing in ["[]", r#"{"tickets":[],"paging":{}}"#, r#"{"tickets":null}"#] {
            let outcome = read(nothing);
            assert_eq!((outcome.told.len(), outcome.tally.empty_lists), (0, 1), "{nothing}");
            assert!(!outcome.tally.is_void());
        }
    }

    #[test]
    fn lines_and_concatenated_values() {
        check(format!("{A}\n\n{B}\r\n{C}"), &["1@1:1", "2@3:1", "3@4:1"], &[]);
        check(format!("{A}{B} {C}"), &["1@1:1", "2@1:24", "3@1:48"], &[]);
        check(format!("\x1E{A}\n\x1E{B}\n"), &["1@1:2", "2@2:2"], &[]);
    }

    #[test]
    fn a_line_and_then_a_printed_ticket_with_objects_at_the_margin() {
        let text = format!("{A}\n{{\n\"id\":9,\n\"participants\":[\n{{\n}},\n{{}}]}}\n{B}");
        check(text, &["1@1:1", "9@2:1", "2@8:1"], &[]);
    }

    #[test]
    fn a_ticket_with_a_list_called_tickets() {
        check(r#"{"id":1,"state":"Open","tickets":[{"id":5}],"x":1}"#, &["1@1:1"], &[]);
    }

    #[test]
    fn webhooks() {
        let event = r#"{"key":"k","changes":[{"_event":"TICKET_STATE_CHANGE","ticketId":1,
"ticketState":"Closed","ticket":{"id":1,"state":"Open"}},
{"_event":"NEW_MESSAGE","ticketId":7,"transaction":{}},{"_event":"USER_STATUS_CHANGE"}]}"#;
        let told = [
            "2:33: ticket 1: the event says Closed, the ticket in it Open; Closed counts",
            "1:1: a NEW_MESSAGE event without its ticket, 7; nothing to show",
            "1:1: a USER_STATUS_CHANGE event without a ticket; nothing to show",
        ];
        check(event, &["1@2:33"], &told);
        assert_eq!(read(event).tally.events_without_ticket, 2);
        let two =
            r#"[{"changes":[{"ticket":{"id":4}}]},{"changes":[{"event":"x","ticket":{"id":5}}]}]"#;
        check(two, &["4@1:24", "5@1:70"], &[]);
        check(
            r#"{"changes":[]}"#,
            &[],
            &["1:1: a webhook event without a ticket; nothing to show"],
        );
        assert!(read(r#"{"changes":[]}"#).tally.is_void());
    }
}

mod not_tickets {
    use super::check;

    #[test]
    fn other_json_is_named() {
        for (text, what) in [
            (
                r#"{"guidTransactionId":"g","id":9001,"type":"Message"}"#,
                "this is a transaction, not a ticket: number 9001, type Message",
            ),
            (
                r#"{"message":"Ticket #501 state was changed to: Closed"}"#,
                "this is an API reply, not a ticket: it says “Ticket #501 state was changed to: Closed”",
            ),
            (
                r#"{"type":"about:blank","title":"Unauthorized","status":401,"detail":"no key"}"#,
                "this is an API reply, not a ticket: it says “no key”",
            ),
            (
                r#"{"access_token":"secret","expires_in":10800}"#,
                "this is a reply with an access token, not a ticket; keep it secret",
            ),
            (
                r#"{"error":"invalid_grant"}"#,
                "this is an API reply, not a ticket: it says “invalid_grant”",
            ),
            (r#"{"a":1,"b":2}"#, "this is JSON, but not a ticket; its keys are a, b"),
            ("{}", "this is JSON, but not a ticket; it has no keys"),
        ] {
            check(text, &[], &[&format!("!1:1: {what}")]);
        }
        check("[\"a\",1,2]", &[], &["!1:2: this is JSON, but not a ticket: a string"]);
    }

    #[test]
    fn other_files_are_named() {
        for (bytes, what) in [
            (&b""[..], "the file is empty"),
            (b" \r\n ", "the file is empty"),
            (b"hello\nworld", "the file holds no JSON that could be a ticket"),
            (b"[email protected]\n", "the file holds no JSON that could be a ticket"),
            (b"\n<!doctype html>\n{\"id\":1,\"state\":\"x\"}", "this is an HTML page, not JSON"),
            (b"\x1f\x8b\x08\x00", "this is gzip data; unpack it first"),
            (b"\x28\xb5\x2f\xfd\x00", "this is zstd data; unpack it first"),
            (b"\xff\xfe{\x00", "this is UTF-16 text; save it as UTF-8 first"),
            (b"\0\0\0\0\0", "this begins with NUL bytes: it is not text"),
        ] {
            check(bytes, &[], &[&format!("!: {what}")]);
        }
        check(
            b"text\0text",
            &[],
            &["!1:5: byte 4 is NUL: this is not text; nothing more is read of it"],
        );
    }
}

mod broken {
    use super::{A, B, C, SEED, check, read, read_with};
    use crate::input::Limits;

    #[test]
    fn a_cut_seed_shows_where() {
        let outcome = read(&SEED.as_bytes()[..9712]);
        let cut = "!296:13: the file ends inside a ticket; it was probably cut off";
        assert_eq!(outcome.told[1..], [cut]);
        let excerpt = outcome.problems[1].excerpt().unwrap();
        assert_eq!(excerpt.remark, "string is not closed, in /transactions/4/fromParticipant");
        assert_eq!(excerpt.lines[0], (294, r#"            "name": "Jack Bower","#.to_owned()));
        assert_eq!(excerpt.lines[2], (296, "            \"identifier".to_owned()));
        assert_eq!((excerpt.lines.len(), excerpt.before), (3, 12));
    }

    #[test]
    fn what_is_complete_before_a_cut_is_delivered() {
        let cut = "the file ends inside a ticket; it was probably cut off";
        check(format!("{A}\n{{\"id\":2,"), &["1@1:1"], &[&format!("!2:9: {cut}")]);
        check(format!("[{A},\n{{\"id\":2,"), &["1@1:2"], &[&format!("!2:9: {cut}")]);
        let list = "the file ends inside a list; it was probably cut off";
        check(format!("[{A},\n"), &["1@1:2"], &[&format!("!2:1: {list}")]);
        check(format!("{{\"tickets\":[{A}],\"pa"), &["1@1:13"], &[&format!("!1:37: {list}")]);
    }

    #[test]
    fn a_broken_line_does_not_swallow_the_next() {
        let next = "not valid JSON: the next one begins before this one ends; this one is skipped";
        for (line, told) in [
            (
                r#"{"id":9,"state":"Op"#,
                "!2:17: not valid JSON: string is not closed, in /state; this one is skipped",
            ),
            (r#"{"id":9,"state":"Open""#, &*format!("!2:23: {next}")),
            (r#"{"id":9,"tags":["#, &format!("!2:17: {next}")),
            (r#"{"id":9,"owner":"#, &format!("!2:17: {next}")),
            (r#"{"id":9]"#, "!2:8: not valid JSON: expected a comma or }; this one is skipped"),
            (
                r#"{"id":9,}"#,
                "!2:9: not valid JSON: comma too many before the bracket; this one is skipped",
            ),
            (
                r"{'id':9}",
                "!2:2: not valid JSON: expected double quotes, not single ones; this one is skipped",
            ),
            (
                r#"{"id":NaN}"#,
                "!2:7: not valid JSON: JSON has no NaN and no Infinity; null says that a number is missing, in /id; this one is skipped",
            ),
            (r#"{"id":9 // x"#, "!2:9: not valid JSON: JSON has no comments; this one is skipped"),
            (
                "{\"é\":\"\t\"}",
                "!2:7: not valid JSON: raw control character in a string, in /é; this one is skipped",
            ),
            (
                "{\"id\":\u{FF}}",
                "!2:7: not valid JSON: expected a value, in /id; this one is skipped",
            ),
        ] {
            check(format!("{A}\n{line}\n{B}\n{C}"), &["1@1:1", "2@3:1", "3@4:1"], &[told]);
        }
        check(format!("{{\"id\":9,\"state\":1\n{A}"), &["1@2:1"], &[&format!("!1:18: {next}")]);
    }

    #[test]
    fn one_bad_element_costs_one_problem() {
        let bad =
            "{\n    \"id\": 9,\n    \"tags\": [{\n      \"a\": 1\n    },\n    \"x\": \"y\n  }";
        let text = format!("[\n  {A},\n  {bad},\n  {B}\n]\n{C}\n");
        let told = "!8:10: not valid JSON: string is not closed, in /tags/1; this one is skipped";
        let outcome = read(&text);
        assert_eq!(outcome.tickets, ["1@2:3", "2@10:3", "3@12:1"]);
        assert_eq!(outcome.told.len(), 1, "{told}: {:?}", outcome.told);
        let one_line = format!("[{A},{{\"id\":9]}},{B}]\n{C}");
        let told = "!1:33: not valid JSON: expected a comma or }; this one and the rest of its list are skipped";
        check(one_line, &["1@1:2", "3@2:1"], &[told]);
        let complete = format!("[{A},{{\"id\":9 9}},{B}]");
        let told = "!1:34: not valid JSON: expected a comma or }; this one is skipped";
        check(complete, &["1@1:2", "2@1:37"], &[told]);
    }

    #[test]
    fn what_is_left_of_a_broken_ticket_is_told_once() {
        let broken = SEED.replacen("\"Tuscany\",", "\"Tuscany],", 1);
        let outcome = read(format!("{broken}\n{A}"));
        assert_eq!(outcome.tickets, ["1@649:1"]);
        assert_eq!(outcome.told.len(), 2, "{:?}", outcome.told);
    }

    #[test]
    fn commas_are_forgiven() {
        check(
            format!("[{A} {B},]"),
            &["1@1:2", "2@1:26"],
            &[
                "1:26: a comma is missing in the list; read all the same",
                "1:50: a comma too many before the end of the list; read all the same",
            ],
        );
    }

    #[test]
    fn other_text_is_counted() {
        check(
            format!("{A} bye\n\nfoo\n{B}\nthe end\n\n"),
            &["1@1:1", "2@4:1"],
            &[
                "1:25: 3 lines of other text come between the tickets; skipped",
                "5:1: 1 line of other text comes after the JSON; skipped",
            ],
        );
        check(
            format!("see\n[here](x)\n[{A}]"),
            &["1@3:2"],
            &["1:1: 2 lines of other text come before the JSON; skipped"],
        );
    }

    #[test]
    fn a_ticket_too_large_is_passed_over() {
        let large = format!("{{\"id\":9,\"x\":[{}1]}}", "1,".repeat(100));
        let told = "a ticket of more than 64 bytes; raise --max-ticket-size if this is right";
        for capacity in [1, 7, 64, 1000] {
            let limits = Limits { ticket_bytes: 64, ..Limits::default() };
            let text = format!("{A}\n{large}\n[{large},{B}]");
            let outcome = read_with(text.as_bytes(), capacity, limits);
            assert_eq!(outcome.tickets, ["1@1:1", "2@3:219"]);
            assert_eq!(outcome.told, [format!("!2:1: {told}"), format!("!3:2: {told}")]);
            let endless = format!("{A}\n{{\"id\":\"{}\"}}\n{B}", "x".repeat(100));
            let outcome = read_with(endless.as_bytes(), capacity, limits);
            assert_eq!((outcome.tickets.len(), outcome.told), (1, vec![format!("!2:1: {told}")]));
        }
    }

    #[test]
    fn depth_is_no_danger() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        check(format!("{{\"id\":1,\"state\":\"Open\",\"x\":{deep}}}"), &["1@1:1"], &[]);
        assert_eq!(
            read(&deep).told,
            ["!1:17: this is JSON, but not a ticket: a list in many lists"]
        );
        assert_eq!(read("[".repeat(100_000)).told.len(), 1);
    }
}

mod defects {
    use super::{check, read, read_with};
    use crate::input::Limits;

    #[test]
    fn a_value_that_is_odd_is_told_at_its_place() {
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
    fn half_a_surrogate_pair_is_replaced() {
        let text = r#"{"id":1,"state":"Open","field1":"a\ud83d","tags":["\ud83d\ude00","\udc00"],"\ud800":1}"#;
        check(
            text,
            &["1@1:1"],
            &["1:35: ticket 1: 3 halves of surrogate pairs were replaced by U+FFFD"],
        );
    }

    #[test]
    fn bytes_that_are_not_utf8_are_replaced_inside_strings_only() {
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
    fn what_was_replaced_is_noted_in_the_record() {
        use crate::input::{Source, each_record};
        use std::ops::ControlFlow;
        let text = r#"{"id":1,"state":"Open","field1":"a\ud83d"}"#;
        let mut seen = Vec::new();
        each_record::<()>(
            &[Source::Stdin],
            &mut text.as_bytes(),
            &Limits::default(),
            &mut |record, _| {
                let field = record.ticket.field1.get().unwrap().as_str().to_owned();
                seen.push((field, record.defects[0].pointer.clone(), record.defects.len()));
                Ok(ControlFlow::Break(()))
            },
            &mut |_| Ok(()),
        )
        .unwrap();
        assert_eq!(seen, [("a\u{FFFD}".to_owned(), "/field1".to_owned(), 1)]);
    }
}
