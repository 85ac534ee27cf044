//! What is said, line by line, and what a ticket cannot make of it.

use crate::model::Text;
use crate::page::{
    Block, Cell, Column, Fact, Lane, LaneContent, Lanes, Line, Mark, Marked, Notice, Page, Part,
    Role, Shares, Table, Turn,
};
use crate::render::{Settings, Signs, tests::plain};
use proptest::prelude::*;

fn said(page: &Page) -> Vec<String> {
    let settings = Settings { signs: Signs::SPOKEN, is_plain: true, ..plain(20) };
    let mut out = Vec::new();
    super::write_page(page, &settings, &mut out).unwrap();
    String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
}

fn page(blocks: Vec<Block>) -> Page {
    Page { blocks, ..Page::default() }
}

fn quote(text: &str) -> Line {
    Line::new().quote(&Text::from(text), Role::Plain)
}

fn message(name: &str, body: Vec<Line>) -> Turn {
    Turn::Message {
        time: "06:46:09".into(),
        gap: "+3s".into(),
        mark: Mark::Customer,
        name: quote(name),
        verb: "wrote",
        body,
        margin: vec!["button 1 of 3".into()],
    }
}

#[test]
fn words_of_a_ticket_are_told_from_ours() {
    for (text, told) in [
        ("Jack Bower", "Jack Bower"),
        ("O'Neill-Smith 2", "O'Neill-Smith 2"),
        ("דנה לוי", "דנה לוי"),
        ("Jack, 99 messages", "\"Jack, 99 messages\""),
        ("state: Closed", "\"state: Closed\""),
        ("a; waited: 3s", "\"a; waited: 3s\""),
        ("say \"hi\", warning: x", "\"say \\\"hi\\\", warning: x\""),
        ("ends with \\", "\"ends with \\\\\""),
        ("two  blanks", "\"two  blanks\""),
        (" in front", "\" in front\""),
        ("\"a JSON text, \\\"too\\\"\"", "\"a JSON text, \\\"too\\\"\""),
        ("\"half\", own: \"words\"", "\"\\\"half\\\", own: \\\"words\\\"\""),
        ("a\nb", "a / b"),
        ("\u{1b}[2J", "\"^[[2J\""),
    ] {
        let facts = vec![Fact::line("Subject", quote(text))];
        assert_eq!(said(&page(vec![Block::Facts(facts)])), [format!("subject: {told}")]);
    }
    let marked = Line::from("it is “").then(quote("a, b")).own("” here");
    assert_eq!(said(&page(vec![Block::Text(vec![marked])])), ["it is \"a, b\" here"]);
}

#[test]
fn each_line_of_a_message_says_who_wrote_it() {
    let body = vec![
        quote("Hello,"),
        quote(""),
        quote("ticket: 99"),
        Line::from("[").then(quote("Yes")).own("]"),
    ];
    assert_eq!(
        said(&page(vec![Block::Talk(vec![message("Jack", body)])])),
        [
            "06:46:09, 3s later, customer Jack wrote: Hello,",
            "06:46:09, customer Jack wrote: ticket: 99",
            "06:46:09, customer Jack showed: [Yes]",
            "06:46:09, remark on customer Jack: button 1 of 3",
        ]
    );
}

#[test]
fn where_there_are_several_days_each_line_says_which() {
    let days = vec![
        Turn::Begins("Monday 8 May 2023".into()),
        message("Jack", vec![quote("Hi")]),
        Turn::Day("Tuesday 9 May 2023".into()),
        message("Jack: \"x\"", vec![quote("Hi again")]),
    ];
    let one = said(&page(vec![Block::Talk(days[..2].to_vec())]));
    assert_eq!(one[0], "06:46:09, 3s later, customer Jack wrote: Hi");
    let both = said(&page(vec![Block::Talk(days)]));
    assert_eq!(both[0], "Monday 8 May 2023, 06:46:09, 3s later, customer Jack wrote: Hi");
    assert_eq!(
        both[2],
        "Tuesday 9 May 2023, 06:46:09, 3s later, customer \"Jack: \\\"x\\\"\" wrote: Hi again"
    );
}

#[test]
fn a_row_is_values_with_their_titles() {
    let table = Table {
        heading: None,
        columns: vec![
            Column::words("NAME"),
            Column::words("ROLE"),
            Column::numbers("C").spoken("messages"),
            Column::numbers("FIRST, Asia/Tokyo"),
            Column::bar("STAY"),
            Column::bar("HELD BY"),
            Column::spread("SPREAD", &[(1, "1s"), (3, "10s")]),
        ],
        rows: vec![
            vec![
                Line::new().mark(Mark::Agent).own(" ").then(quote("Jo")).into(),
                "agent".into(),
                "4".into(),
                Cell::missing(),
                Cell::Bar { share: 0.5, role: Role::Bot },
                Cell::Shares(vec![(Role::Bot, 1.0), (Role::Agent, 499.0)]),
                Cell::Spread { counts: vec![1, 2, 0, 4], role: Role::Agent },
            ],
            vec![Cell::empty(), Cell::empty(), Cell::empty(), "07:00".into()],
        ],
    };
    assert_eq!(
        said(&page(vec![Block::Table(table)])),
        [
            "name: Jo; role: agent; messages: 4; held by: bot less than 1 percent, agent 100 percent; \
             spread: 3 from 1s on, 4 from 10s on",
            "first Asia/Tokyo: 07:00",
        ]
    );
    let names = Table {
        heading: Some("The ticket".into()),
        columns: vec![Column::words(""), Column::prose("")],
        rows: vec![vec!["state".into(), "Open → Closed".into()]],
    };
    assert_eq!(said(&page(vec![Block::Table(names)])), ["The ticket", "state: Open to Closed"]);
}

#[test]
fn bars_and_lanes_are_said_in_percent() {
    let held = || {
        vec![
            Part::new(quote("BOT"), "1m 00s".into(), Role::Bot, 60.0),
            Part::new("queue".into(), "3m 00s".into(), Role::Queue, 180.0),
            Part::new("closed".into(), "0s".into(), Role::Muted, 0.0),
        ]
    };
    let shares = Shares { parts: held(), caption: "06:46 → 06:50".into() };
    let held_by = ["held by BOT: 1m 00s, 25 percent", "held by queue: 3m 00s, 75 percent"];
    let expected = [&held_by[..], &["from: 06:46 to 06:50"]].concat();
    assert_eq!(said(&page(vec![Block::Shares(shares)])), expected);
    let lane = |label: &'static str, content| Lane { label: label.into(), content };
    let lanes = Lanes {
        seconds: 240.0,
        scale: |_| Line::new(),
        ticks: vec![(0.0, "06:46".into()), (240.0, "06:50".into())],
        lanes: vec![
            lane("held by", LaneContent::Held(held())),
            lane("bot", LaneContent::Moments(Mark::Bot, vec![0.0, 1.0, 120.0])),
            lane("agent", LaneContent::Moments(Mark::Agent, vec![240.0])),
            lane("waiting", LaneContent::Stretches(vec![(60.0, 240.0, "waits 3m".into())])),
        ],
    };
    let lanes = said(&page(vec![Block::Lanes(lanes)]));
    assert_eq!(lanes[..3], [&["from: 06:46 to 06:50"][..], &held_by].concat());
    assert_eq!(
        lanes[3..],
        [
            "bot: 3 times, from 0 percent to 50 percent of the time",
            "agent: once, at 100 percent of the time",
            "waiting: waits 3m, from 25 percent to 100 percent of the time",
        ]
    );
}

#[test]
fn what_was_noticed_says_its_weight_in_each_line() {
    let notice = Notice {
        mark: Mark::Caution,
        name: "W301".into(),
        line: "Owner never took part".into(),
        place: quote("/owner/id"),
        body: vec![Line::from("the owner is ").then(quote("x: y")).own(".")],
    };
    let remark = Marked {
        mark: Some(Mark::Note),
        line: "Two paths:".into(),
        rows: vec![vec!["steps".into(), "Main → Name".into()]],
    };
    assert_eq!(
        said(&page(vec![Block::Notices(vec![notice]), Block::Remarks(vec![remark])])),
        [
            "warning W301: Owner never took part, at /owner/id",
            "warning W301: the owner is \"x: y\".",
            "note: Two paths",
            "note: steps, Main to Name",
        ]
    );
}

#[test]
fn a_title_is_said_as_it_is_or_as_facts() {
    let title = || Block::Title {
        line: Line::from("Ticket 7").own("  ").then(quote("Hello")),
        aside: Line::new().mark(Mark::Good).own(" Closed"),
        below: vec!["Web chat · en".into()],
    };
    assert_eq!(said(&page(vec![title()])), ["Ticket 7, Hello", "ok: Closed", "Web chat; en"]);
    let facts = vec![Fact::line("ticket", "7".into())];
    assert_eq!(said(&Page { facts, blocks: vec![title()] }), ["ticket: 7"]);
}

proptest! {
    #[test]
    fn nothing_that_a_ticket_says_passes_for_a_fact(text in "[a-c:;,\"\\\\ \n=()/–·]{0,12}") {
        let fact = |text: &str| Fact::line("Subject", quote(text).own(", ours"));
        let lines = said(&page(vec![Block::Facts(vec![fact(&text)])]));
        prop_assert_eq!(lines.len(), 1);
        let rest = lines[0].strip_prefix("subject: ").unwrap_or(&lines[0]).strip_suffix(", ours");
        let inner = rest.unwrap_or_default();
        let quoted = serde_json::from_str::<String>(inner).is_ok();
        let sets_apart = |char| [':', ';', ',', '"', '\\', '='].contains(&char);
        prop_assert!(quoted || !inner.contains(sets_apart), "{:?}", lines);
    }
}
