//! Conditions, tried on the fixtures.

use super::moment::Now;
use super::{Condition, Misread};
use crate::analysis::Story;
use crate::model::{Record, Timestamp, Zone};
use proptest::prelude::*;

const SEED: &str = include_str!("../../../fixtures/tickets/seed.json");
const FILES: &str = include_str!("../../../fixtures/tickets/attachments.json");
const WAITING: &str = include_str!("../../../fixtures/tickets/open-waiting.json");
const REASSIGNED: &str = include_str!("../../../fixtures/tickets/reassigned.json");
const HEBREW: &str = include_str!("../../../fixtures/tickets/hebrew.json");
const FLOWS: &str = include_str!("../../../fixtures/tickets/two-flows.json");
const LEFT: &str = include_str!("../../../fixtures/tickets/bot-left.json");

/// Noon of the day after the documented ticket.
fn now() -> Now {
    now_in("utc")
}

fn now_in(zone: &str) -> Now {
    let at = Timestamp::parse("2023-05-09T12:00:00Z").unwrap().unwrap();
    Now { at, zone: Zone::named(zone).unwrap() }
}

fn read(text: &str) -> Result<Condition, Misread> {
    Condition::read(text, now())
}

fn holds(ticket: &str, text: &str) -> bool {
    let record = Record::read(ticket).unwrap().unwrap();
    let condition = read(text).unwrap_or_else(|wrong| panic!("{text}: {wrong:?}"));
    condition.holds(&Story::of(&record, &[]))
}

/// Asserts what holds for a ticket, and what does not.
fn tried(ticket: &str, yes: &[&str], no: &[&str]) {
    for text in yes {
        assert!(holds(ticket, text), "should hold: {text}");
    }
    for text in no {
        assert!(!holds(ticket, text), "should not hold: {text}");
    }
}

#[test]
fn text_compares_without_what_nobody_types() {
    tried(
        SEED,
        &[
            "state = Closed",
            "STATE=closed",
            "state == ' CLOSED '",
            "state != open",
            "subject ~ tusc",
            "location ~ 'kansas  city'",
            "channel in (mail, web)",
            "customer = 'jack bower'",
            "customer ~ bower",
            "owner = '[email protected]'",
            "field1 = \"Tuscany\"",
            "source = 'my landing page'",
            "subject ~ ''",
        ],
        &[
            "state = Open",
            "state != closed",
            "subject ~ rome",
            "channel in (mail, sms)",
            "field2 ~ ''",
        ],
    );
    tried(HEBREW, &["customer = 'דנה לב־ארי'", "tag = vip", "parameter.דגם ~ coffeemax"], &[]);
}

#[test]
fn several_values_are_any_or_none() {
    tried(
        REASSIGNED,
        &[
            "tag = delivery",
            "tag = complaint",
            "tag != urgent",
            "agent = 'noa berman'",
            "agent = 'grigor petrosyan'",
            "agent ~ petro",
            "agent = noa.berman@example.com",
            "tag in (urgent, complaint)",
            "agent != 'john wick'",
        ],
        &[
            "tag != delivery",
            "tag = 'delivery, complaint'",
            "agent != 'noa berman'",
            "agent = berma",
        ],
    );
}

#[test]
fn what_is_missing_compares_with_nothing() {
    tried(
        WAITING,
        &[
            "not waited > 1s",
            "not closed > 2000",
            "not agent != x",
            "not has:agent",
            "has:bot",
            "waiting > 45m",
            "waiting = 45m7s",
            "waiting >= 00:45:07",
            "not has:waited",
            "not has:note",
            "has:messages",
            "has:message",
            "has:tag",
            "not parameter.x = 3",
            "not has:closed",
        ],
        &[
            "waited > 1s",
            "waited < 1s",
            "waited != 1s",
            "closed < 2100",
            "agent != x",
            "agent = x",
            "has:parameter.x",
            "field3 != x",
            "waiting > 45m7s",
        ],
    );
    tried(
        LEFT,
        &["bot.left", "bot.left = yes", "not bot.left != true", "auto_closed", "has:bot.left"],
        &["bot.left = no", "not bot.left", "scrambled"],
    );
}

#[test]
fn numbers_and_spans_have_an_order() {
    tried(
        SEED,
        &[
            "id = 13783",
            "id in (1, 13783)",
            "id != 1",
            "messages > 9",
            "messages >= 10",
            "messages < 11",
            "messages <= 10",
            "waited = 14m50s",
            "waited = '14m 50s'",
            "waited > 10m",
            "waited >= 890s",
            "waited < 15m",
            "waited <= 00:14:50",
            "queue in (2m40s, 3m)",
            "reported.first_response = 889s",
            "duration > 0.00:15:50",
        ],
        &["id > 13783", "messages > 10", "waited > 14m50s", "waited < 890s", "waited != 890s"],
    );
}

#[test]
fn a_day_is_the_whole_day() {
    // Opened at 2023-05-08T06:46:05Z.
    tried(
        SEED,
        &[
            "opened = 2023",
            "opened = 2023-05",
            "opened = 2023-05-08",
            "opened = 2023-05-08T06:46",
            "opened = '2023-05-08 06:46'",
            "opened = 2023-05-08T06:46:05",
            "opened = 2023-05-08T08:46:05+02:00",
            "opened >= 2023-05-08",
            "opened <= 2023-05-08",
            "opened > 2023-05-07",
            "opened < 2023-05-09",
            "opened != 2023-05-09",
            "opened >= 2023",
            "opened <= 2023",
            "opened > 2022",
            "opened < 2024",
            "opened = yesterday",
            "opened < today",
            "opened > -2d",
            "opened < -12h",
            "opened < now",
            "opened > '-30h'",
            "opened in (2022, 2023-05)",
            "opened > 2023-05-08T06:45",
            "opened < 2023-05-08T06:47Z",
        ],
        &[
            "opened > 2023-05-08",
            "opened < 2023-05-08",
            "opened > 2023",
            "opened < 2023",
            "opened = 2023-06",
            "opened = today",
            "opened > -12h",
            "opened > 2023-05-08T06:46",
            "opened < 2023-05-08T06:46",
            "opened > 2023-05-08T06:46:05",
            "opened = 2023-05-08T06:46:04",
            "opened > yesterday",
        ],
    );
    let at = |open: &str, text: &str| holds(&format!(r#"{{"id":1,"open":"{open}"}}"#), text);
    for (open, day) in [
        ("2023-05-08T00:00:00Z", true),
        ("2023-05-08T23:59:59.9999999Z", true),
        ("2023-05-07T23:59:59.9999999Z", false),
        ("2023-05-09T00:00:00Z", false),
    ] {
        assert_eq!(at(open, "opened = 2023-05-08"), day, "{open}");
        assert_eq!(at(open, "opened >= 2023-05-08 and opened <= 2023-05-08"), day, "{open}");
    }
    assert!(at("2024-02-29T10:00:00Z", "opened = 2024-02"));
    assert!(at("2024-12-31T10:00:00Z", "opened = 2024 and opened < 2025"));
}

#[test]
fn a_phone_number_is_its_digits() {
    // 972500000007
    tried(
        FILES,
        &[
            "customer = 972500000007",
            "customer = '+972 50-000-0007'",
            "customer = 00972500000007",
            "customer = '(972) 50.000.0007'",
            "customer ~ 050-0000007",
            "customer ~ '0500000007'",
            "customer ~ '50 000 0007'",
            "customer ~ +97250",
            "customer in (1, '+972500000007')",
        ],
        &[
            "customer = 0500000007",
            "customer = 97250000000",
            "customer ~ 0500000008",
            "customer ~ '- -'",
            "customer ~ +0",
        ],
    );
}

#[test]
fn not_binds_first_and_or_last() {
    for (text, expected) in [
        ("has:id or has:id and has:field9", true),
        ("(has:id or has:id) and has:field9", false),
        ("not has:field9 and has:id", true),
        ("not (has:field9 and has:id)", true),
        ("not has:id or has:id", true),
        ("not (has:id or has:id)", false),
        ("not not has:id", true),
        ("has:field9 or has:field8 or has:tag", true),
        ("has:id AND NOT has:field9", true),
    ] {
        assert_eq!(holds(SEED, text), expected, "{text}");
    }
}

#[test]
fn names_of_parameters_may_stand_in_quotes() {
    assert!(holds(FLOWS, "parameter.topic = membership"));
    assert!(holds(FLOWS, "parameter.'topic' = membership"));
    assert_eq!(read("parameter.'a b' = 1").unwrap().to_string(), "parameter.'a b' = '1'");
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (text, at, says) in [
        ("", 0..0, "nothing is asked for"),
        ("   ", 0..0, "nothing is asked for"),
        ("waitd > 1m", 0..5, "no property \"waitd\"; did you mean waited? Known are: id, "),
        ("tag = a and ownr = b", 12..16, "did you mean owner?"),
        ("has:nots", 4..8, "no property \"nots\"; did you mean notes?"),
        ("waited > 10", 9..11, "no span of time; write for example 10m"),
        ("id = x", 5..6, "is no whole number; write for example 3"),
        ("opened > 8.5.2023", 9..17, "is no moment; write for example 2023-05-08"),
        ("opened > 2023-02-30", 9..19, "is no moment"),
        ("opened > -3000000000000d", 9..24, "is no moment"),
        ("bot.left = maybe", 11..16, "is neither yes nor no"),
        ("bot.left > yes", 9..10, "write bot.left, or not bot.left"),
        ("state > Open", 6..7, "is text, which is not more or less"),
        ("id ~ 3", 3..4, "looks inside text"),
        ("held > 1m", 0..4, "held.bot"),
        ("state", 0..5, "what is \"state\" compared with? Write state = 'some text', or has:state"),
        ("state =", 7..7, "a value is missing here"),
        ("state = 'Open", 8..13, "the quotation is not closed"),
        ("state = Open or", 15..15, "the name of a property is missing"),
        ("state = Night shift", 14..19, "in quotes: tag = 'Night shift'"),
        ("(state = Open", 0..1, "this \"(\" is not closed"),
        ("state = Open)", 12..13, "nothing that this \")\" closes"),
        ("state in Open", 9..13, "state in (a, b)"),
        ("state in (Open", 14..14, "state in (a, b)"),
        ("state in ()", 10..11, "a value is missing"),
        ("! state = Open", 0..1, "write not, or !="),
        ("סטטוס = x", 0..10, "no property \"סטטוס\""),
    ] {
        let wrong = read(text).unwrap_err();
        assert!(wrong.says.contains(says), "{text}: {}", wrong.says);
        assert_eq!(wrong.range, at, "{text}: {}", wrong.says);
    }
    let deep = format!("{}has:id", "(".repeat(5000));
    assert!(read(&deep).unwrap_err().says.contains("inside each other"));
    let deep = format!("{}has:id", "not ".repeat(5000));
    assert!(read(&deep).unwrap_err().says.contains("inside each other"));
    assert!(read(&vec!["has:id"; 5000].join(" or ")).is_ok());
}

/// Conditions as people may write them, all of them right.
fn condition() -> impl Strategy<Value = String> {
    let value = "[a-z א-ת'\"()=]{0,8}".prop_map(|text| super::token::quote(&text));
    let name =
        prop::sample::select(vec!["state", "tag", "field3", "parameter.x", "parameter.'a ''b'"]);
    let words = (name, prop::sample::select(vec!["=", "!=", "~"]), value)
        .prop_map(|(name, operator, value)| format!("{name} {operator} {value}"));
    let others = prop::sample::select(vec![
        "has:note",
        "bot.left",
        "waited > 10m",
        "id in (1, 2,3)",
        "opened >= -3d",
        "closed = '2023-05-08 06:46'",
    ]);
    let test = prop_oneof![words, others.prop_map(str::to_owned)];
    test.prop_recursive(4, 24, 3, |inner| {
        let joined = |word: &'static str| {
            prop::collection::vec(inner.clone(), 2..4)
                .prop_map(move |parts| format!("({})", parts.join(word)))
        };
        prop_oneof![
            joined(" and "),
            joined(" or "),
            inner.clone().prop_map(|part| format!("not {part}"))
        ]
    })
}

proptest! {
    #[test]
    fn anything_typed_is_read_or_refused(text in "\\PC{0,40}|[a-z.()'\"=!<>~, -]{0,40}|(not |\\(|has:|id|tag|=|~| and | or |in|,|\\)|'x'| ){0,20}") {
        if let Err(wrong) = read(&text) {
            prop_assert!(text.get(wrong.range.clone()).is_some(), "{:?} of {:?}", wrong.range, text);
            prop_assert!(!wrong.says.is_empty());
        }
    }

    #[test]
    fn what_is_written_down_is_read_as_the_same(text in condition()) {
        let condition = read(&text).map_err(|wrong| TestCaseError::fail(format!("{text}: {wrong:?}")))?;
        prop_assert_eq!(read(&condition.to_string()), Ok(condition));
    }
}

#[test]
fn days_are_those_of_the_zone() {
    let holds = |zone: &str, open: &str, text: &str| {
        let ticket = format!(r#"{{"id":1,"open":"{open}"}}"#);
        let record = Record::read(&ticket).unwrap().unwrap();
        Condition::read(text, now_in(zone)).unwrap().holds(&Story::of(&record, &[]))
    };
    for (zone, open, day) in [
        ("Asia/Jerusalem", "2023-05-07T21:00:00Z", "2023-05-08"),
        ("Asia/Jerusalem", "2023-05-08T20:59:59Z", "2023-05-08"),
        ("Asia/Jerusalem", "2023-05-07T21:30:00Z", "'2023-05-08 00:30'"),
        ("Asia/Jerusalem", "2023-05-08T06:46:05Z", "2023-05-08T09:46:05"),
        ("Asia/Jerusalem", "2023-05-08T06:46:05Z", "2023-05-08T06:46:05Z"),
        // It is the tenth there already when it is noon in London on the ninth.
        ("Pacific/Kiritimati", "2023-05-09T10:00:00Z", "today"),
        // A day of 25 hours.
        ("Europe/Berlin", "2023-10-29T22:59:59Z", "2023-10-29"),
        ("America/New_York", "2024-01-01T04:59:59Z", "2023"),
    ] {
        assert!(holds(zone, open, &format!("opened = {day}")), "{zone}: {open} is {day}");
    }
    assert!(!holds("Asia/Jerusalem", "2023-05-08T21:00:00Z", "opened = 2023-05-08"));
    assert!(!holds("Europe/Berlin", "2023-10-29T23:00:00Z", "opened = 2023-10-29"));
}
