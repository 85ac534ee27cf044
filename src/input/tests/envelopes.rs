//! All shapes in which tickets come.

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
fn t28_lines_and_concatenated_values() {
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
    check(r#"{"changes":[]}"#, &[], &["1:1: a webhook event without a ticket; nothing to show"]);
    assert!(read(r#"{"changes":[]}"#).tally.is_void());
}
