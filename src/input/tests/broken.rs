//! What is broken is told at its place, and costs itself only.

use super::{A, B, C, SEED, check, read, read_with};
use crate::input::Limits;

#[test]
fn t27_a_cut_seed_shows_where() {
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
fn t27_what_is_complete_before_a_cut_is_delivered() {
    let cut = "the file ends inside a ticket; it was probably cut off";
    check(format!("{A}\n{{\"id\":2,"), &["1@1:1"], &[&format!("!2:9: {cut}")]);
    check(format!("[{A},\n{{\"id\":2,"), &["1@1:2"], &[&format!("!2:9: {cut}")]);
    let list = "the file ends inside a list; it was probably cut off";
    check(format!("[{A},\n"), &["1@1:2"], &[&format!("!2:1: {list}")]);
    check(format!("{{\"tickets\":[{A}],\"pa"), &["1@1:13"], &[&format!("!1:37: {list}")]);
}

#[test]
fn t28_a_broken_line_does_not_swallow_the_next() {
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
        ("{\"id\":\u{FF}}", "!2:7: not valid JSON: expected a value, in /id; this one is skipped"),
    ] {
        check(format!("{A}\n{line}\n{B}\n{C}"), &["1@1:1", "2@3:1", "3@4:1"], &[told]);
    }
    check(format!("{{\"id\":9,\"state\":1\n{A}"), &["1@2:1"], &[&format!("!1:18: {next}")]);
}

#[test]
fn t28_one_bad_element_costs_one_problem() {
    let bad = "{\n    \"id\": 9,\n    \"tags\": [{\n      \"a\": 1\n    },\n    \"x\": \"y\n  }";
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
fn t31_a_ticket_too_large_is_passed_over() {
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
fn t20_depth_is_no_danger() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    check(format!("{{\"id\":1,\"state\":\"Open\",\"x\":{deep}}}"), &["1@1:1"], &[]);
    assert_eq!(read(&deep).told, ["!1:17: this is JSON, but not a ticket: a list in many lists"]);
    assert_eq!(read("[".repeat(100_000)).told.len(), 1);
    for deep in [deep, format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000))] {
        for key in ["state", "owner", "transactions", "details", "tags"] {
            let outcome =
                read(format!("{{\"id\":1,\"departmentId\":\"x\",\"{key}\":{deep}}}\n{B}"));
            assert_eq!(outcome.tickets, ["1@1:1", "2@2:1"], "{key}");
            assert_eq!(outcome.tally.lost, 0, "{key}: {:?}", outcome.told);
        }
    }
}

#[test]
fn a_page_that_is_sloppy_round_its_tickets_is_read() {
    let slip = "the list page is not valid JSON round its tickets; read all the same";
    check(
        format!("{{\"tickets\":[{A}] \"paging\":{{}}}}"),
        &["1@1:13"],
        &[&format!("1:37: {slip}")],
    );
    check(format!("{{x, \"tickets\":[{A}]}}"), &["1@1:16"], &[&format!("1:1: {slip}")]);
    let told = "brackets do not match behind the tickets of the list page";
    let outcome = read(format!("{{\"tickets\":[{A}],\"paging\":[}}}}\n{B}"));
    assert_eq!(outcome.tickets, ["1@1:13", "2@2:1"]);
    assert!(outcome.told.len() == 1 && outcome.told[0].contains(told), "{:?}", outcome.told);
}

#[test]
fn a_broken_element_does_not_end_its_list_at_a_bracket_of_its_own() {
    let bad = "{\n\"id\":9,\"state\":\"Op\n,\"tags\":[\n  1\n  ]\n}";
    let outcome = read(format!("[\n{A},\n{bad},\n{B}\n]\n"));
    assert_eq!(outcome.tickets, ["1@2:1", "2@9:1"]);
    assert_eq!(outcome.told.len(), 1, "{:?}", outcome.told);
}

#[test]
fn a_line_that_opens_a_list_and_breaks_does_not_swallow_the_next() {
    let outcome = read(format!("[{{\"id\":9\n{A}\n{B}"));
    assert_eq!(outcome.tickets, ["1@2:1", "2@3:1"]);
    assert_eq!(outcome.told.len(), 1, "{:?}", outcome.told);
}
