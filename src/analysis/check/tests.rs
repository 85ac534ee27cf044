//! Each rule both ways: an edit of a ticket without a flaw that it finds, and one that it nearly finds.

use super::{Check, Needs, Rules, Severity, rules};
use crate::analysis::stats::{Metric, Target};
use crate::analysis::{Seconds, Story};
use crate::model::{Defect, DefectKind, NIL_GUID, Record};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const DEPARTMENT: &str = "d0000000-0000-4000-8000-000000000001";
const CONVERSATION: &str = "c0000000-0000-4000-8000-000000000001";
const FLOW: &str = "f0000000-0000-4000-8000-000000000001";
const BOT: &str = "b0000000-0000-4000-8000-000000000001";
const ANN: &str = "a0000000-0000-4000-8000-000000000001";
const STRANGER: &str = "e0000000-0000-4000-8000-000000000001";

/// A moment on one morning: minutes and seconds after ten.
fn at(time: &str) -> String {
    format!("2024-01-01T10:{time}Z")
}

fn person(number: u8) -> Value {
    let (name, kind, identifier) = match number {
        0 => (Value::Null, "System", NIL_GUID),
        1 => ("Cleo".into(), "Client", "15550100"),
        2 => ("BOT".into(), "User", BOT),
        3 => ("Unassigned Tickets".into(), "User", NIL_GUID),
        _ => ("Ann".into(), "User", ANN),
    };
    json!({"id": number, "name": name, "type": kind, "identifier": identifier, "isActive": true})
}

fn happened(id: u8, time: &str, kind: &str, from: u8, text: &str, status: &str) -> Value {
    json!({
        "id": id, "guidTransactionId": format!("90000000-0000-4000-8000-0000000000{id:02}"),
        "dateTime": at(time), "type": kind, "fromParticipant": person(from), "text": text,
        "status": status,
    })
}

fn given(id: u8, time: &str, by: &str, to: &str) -> Value {
    let text = json!({"byUserId": by, "toUserId": to}).to_string();
    happened(id, time, "TicketReAssigned", 0, &text, "Pending")
}

fn step(second: &str, card: Option<&str>) -> Value {
    let (kind, id) = match card {
        Some("Main") => ("Card", "ca000000-0000-4000-8000-000000000001"),
        Some(_) => ("Card", "ca000000-0000-4000-8000-000000000002"),
        None => ("SesionOpened", NIL_GUID),
    };
    json!({
        "departmentId": DEPARTMENT, "botConversationId": CONVERSATION, "flowId": FLOW,
        "stepType": kind, "uniqueCardId": id, "cardFriendlyName": card,
        "visitDatetime": at(&format!("00:{second}")),
    })
}

/// A ticket in which nothing is to be found: bot, queue, agent, two replies, closed.
fn clean() -> Value {
    let mut ticket = json!({
        "id": 100, "departmentId": DEPARTMENT, "field1": "Question", "culture": "en-US",
        "ticketType": "Regular", "state": "Closed", "isIncoming": true,
        "owner": {"id": ANN, "UserName": "ann@example.com", "type": "AGENT"},
        "open": at("00:00"), "close": at("10:00"), "lastActivity": at("10:00"),
        "details": {"cardsPath": "Main/Topic"},
        "firstCustomerMessageDateTime": at("00:05"), "lastCustomerMessageDateTime": at("06:20"),
        "firstAgentMessageDateTime": at("05:20"), "lastAgentMessageDateTime": at("07:20"),
        "firstAgentMessageUserId": ANN,
        "firstAgentAllocationTimestamp": at("02:20"), "lastAgentAllocationTimestamp": at("02:20"),
        "queueTimeGross": "00:02:00", "queueTimeNet": "00:02:00",
        "firstAgentResponseTimeGross": "00:05:00", "firstAgentResponseTimeNet": "00:05:00",
        "agentAssignToResponseTimeGross": "00:03:00", "agentAssignToResponseTimeNet": "00:03:00",
        "durationGross": "00:10:00", "durationNet": "00:10:00",
        "agentResponseAverageTimeNet": "00:01:00",
        "customerMessagesCount": 3, "agentMessagesCount": 2, "transactionsCount": 13,
        "botConversationId": CONVERSATION, "botConversations": [CONVERSATION],
    });
    let Value::Object(rest) = what_happened() else { panic!("no object") };
    ticket.as_object_mut().unwrap().extend(rest);
    ticket
}

fn what_happened() -> Value {
    let closing = json!({"byUserId": ANN, "byUserName": "ann@example.com"}).to_string();
    json!({
        "participants": [person(1), person(2), person(3), person(4)],
        "dynamicParameters": [{"name": "topic", "flowId": FLOW, "creationDatetime": at("00:05")}],
        "botConversationSteps":
            [step("01.100", Some("Main")), step("05.200", Some("Topic")), step("20.300", None)],
        "transactions": [
            happened(1, "00:00", "TicketOpened", 0, "", "Pending"),
            happened(2, "00:01", "Message", 2, "Welcome", "Read"),
            happened(3, "00:05", "Message", 1, "Hello", "Pending"),
            happened(4, "00:05", "Message", 2, "What is it about?", "Read"),
            happened(5, "00:20", "Message", 1, "My bill", "Pending"),
            happened(6, "00:20", "Message", 2, "Please wait", "Read"),
            given(7, "00:20", BOT, NIL_GUID),
            happened(8, "00:21", "IntroductionMessage", 3, "We are on it", "Read"),
            given(9, "02:20", ANN, ANN),
            happened(10, "05:20", "Message", 4, "It is paid", "Read"),
            happened(11, "06:20", "Message", 1, "Thank you", "Pending"),
            happened(12, "07:20", "Message", 4, "With pleasure", "Delivered"),
            happened(13, "10:00", "TicketClosed", 0, &closing, "Pending"),
        ],
    })
}

/// An edit of the ticket: a value to be set at a pointer (`/list/-` adds one), `!` and a pointer to
/// be taken out; `=` and a text of the file to be replaced; `@` and something that the reading tells.
fn edited(edits: &Value) -> (String, Vec<(String, Value)>) {
    let mut ticket = clean();
    let (mut texts, mut told) = (Vec::new(), Vec::new());
    for (place, value) in edits.as_object().unwrap() {
        if let Some(text) = place.strip_prefix('=') {
            texts.push((text.to_owned(), value.as_str().unwrap().to_owned()));
        } else if let Some(what) = place.strip_prefix('@') {
            told.push((what.to_owned(), value.clone()));
        } else {
            let (is_out, pointer) =
                place.strip_prefix('!').map_or((false, &**place), |p| (true, p));
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            match ticket.pointer_mut(parent).unwrap() {
                Value::Array(list) if is_out => drop(list.remove(key.parse().unwrap())),
                Value::Array(list) if key == "-" => list.push(value.clone()),
                Value::Array(list) => list[key.parse::<usize>().unwrap()] = value.clone(),
                Value::Object(object) if is_out => drop(object.remove(key).unwrap()),
                Value::Object(object) => drop(object.insert(key.to_owned(), value.clone())),
                other => panic!("{place}: {other}"),
            }
        }
    }
    let text = texts.into_iter().fold(ticket.to_string(), |text, (from, to)| {
        assert!(text.contains(&from), "{from}");
        text.replacen(&from, &to, 1)
    });
    (text, told)
}

/// Lists the codes of what is found in the ticket after an edit.
fn found(edits: &Value) -> Vec<&'static str> {
    let (text, told) = edited(edits);
    let mut record = Record::read(&text).unwrap().unwrap();
    let mut targets = Vec::new();
    for (what, value) in &told {
        match what.as_str() {
            "lines_before" => record.lines_before = value.as_u64().unwrap(),
            "replaced" => record.defects.push(Defect {
                kind: DefectKind::Replaced,
                pointer: value.as_str().unwrap().to_owned(),
                written: "\"\u{FFFD}\"",
            }),
            "queue_target_s" => targets.push(Target {
                metric: Metric::Queue,
                at_most: Seconds::whole(value.as_i64().unwrap()),
            }),
            other => panic!("{other}"),
        }
    }
    let check = Check::of(&Story::of(&record, &[]), &Rules::choose(|_| true, targets));
    check.findings.iter().map(|finding| finding.code).collect()
}

/// Each rule: an edit that it finds, and one that it nearly finds.
#[expect(clippy::too_many_lines, reason = "a table")]
fn both_ways() -> Vec<(&'static str, Value, Value)> {
    let assigned = |time: &str, by: &str, to: &str| {
        json!({
            "/transactions/11": given(12, "08:00", by, to),
            "/transactions/12": happened(13, time, "TicketClosed", 0, "{}", "Pending"),
            "/lastAgentAllocationTimestamp": at("08:00"),
            "/lastAgentMessageDateTime": at("05:20"),
            "/agentMessagesCount": 1, "/agentResponseAverageTimeNet": null,
        })
    };
    let and = |mut one: Value, other: Value| {
        let Value::Object(other) = other else { panic!("no edits: {other}") };
        one.as_object_mut().unwrap().extend(other);
        one
    };
    let note = |id: u8, time: &str| happened(id, time, "Note", 4, "He is glad", "Pending");
    let unread = |first: &str| {
        json!({
            "/transactions/9/status": first,
            "/transactions/10": note(11, "06:20"),
            "/customerMessagesCount": 2, "/lastCustomerMessageDateTime": at("00:20"),
            "/agentResponseAverageTimeNet": null,
        })
    };
    let unanswered = |last: &str| {
        json!({
            "/transactions/10/text": last,
            "/transactions/11": note(12, "07:20"),
            "/agentMessagesCount": 1, "/lastAgentMessageDateTime": at("05:20"),
            "/agentResponseAverageTimeNet": null,
        })
    };
    let after_closing = |time: &str| {
        json!({
            "/transactions/-": given(14, time, ANN, ANN), "/transactionsCount": 14,
            "/lastAgentAllocationTimestamp": at(time), "/lastActivity": at(time),
        })
    };
    let own_text =
        |name: &str| json!({"byUserId": ANN, "byUserName": name, "toUserId": ANN}).to_string();
    let transactions = clean()["transactions"].clone();
    let steps = clean()["botConversationSteps"].clone();
    let other_flow = "f0000000-0000-4000-8000-000000000002";
    let main_again = json!({
        "/botConversationSteps/1/uniqueCardId": steps[0]["uniqueCardId"],
        "/botConversationSteps/1/cardFriendlyName": "Main", "/details/cardsPath": "Main/Main",
    });
    vec![
        ("N101", json!({"@lines_before": 5}), json!({"@lines_before": 0})),
        (
            "E102",
            json!({"=\"state\":": "\"state\":\"Open\",\"state\":"}),
            json!({"/details/identityTokenClaims": {"key": "1", "Key": "2"}}),
        ),
        ("N103", json!({"/priority": 1}), json!({"/totalConversationTimeNet": "00:05:00"})),
        ("E104", json!({"!/id": 0}), json!({"/id": 0})),
        ("N104", json!({"!/participants": 0}), json!({"/participants": []})),
        ("W105", json!({"/culture": 5}), json!({"/culture": "xx-unknown"})),
        ("W106", json!({"@replaced": "/field1"}), json!({"/field1": "\u{FFFD}"})),
        ("E201", json!({"/queueTimeNet": "00:02:03"}), json!({"/queueTimeNet": "00:00:10"})),
        ("N201", json!({"/queueTimeNet": "00:02:02"}), json!({"/queueTimeNet": "00:01:59"})),
        ("W202", json!({"/durationGross": "00:10:03"}), json!({"/durationGross": "00:10:02"})),
        (
            "E203",
            json!({"/transactions/9": transactions[10], "/transactions/10": transactions[9]}),
            json!({"/transactions/6/dateTime": at("00:19")}),
        ),
        (
            "E204",
            json!({"/agentResponseAverageTimeNet": "-00:00:01"}),
            json!({"/agentResponseAverageTimeNet": "00:00:01"}),
        ),
        (
            "N205",
            json!({"/agentResponseAverageTimeNet": "00:00:00"}),
            json!({"/agentResponseAverageTimeNet": null}),
        ),
        (
            "W206",
            json!({"/firstCustomerMessageDateTime": at("00:07")}),
            json!({"/firstCustomerMessageDateTime": at("00:06")}),
        ),
        ("W207", after_closing("10:02"), after_closing("10:01")),
        ("W301", json!({"/owner/id": STRANGER}), json!({"/owner/id": BOT})),
        (
            "N302",
            json!({"/transactions/9/fromParticipant/name": "ann@example.com"}),
            json!({"/transactions/9/fromParticipant/displayName": "Annie"}),
        ),
        (
            "N303",
            json!({"/transactions/9/fromParticipant/isActive": false}),
            json!({"!/transactions/9/fromParticipant/isActive": 0}),
        ),
        (
            "N304",
            json!({"/transactions/8/text": own_text(ANN)}),
            json!({"/transactions/8/text": own_text("ann")}),
        ),
        (
            "N305",
            and(assigned("10:00", ANN, STRANGER), json!({"/owner/id": STRANGER})),
            and(
                assigned("10:00", ANN, STRANGER),
                json!({
                    "/owner/id": STRANGER,
                    "/participants/-": {"id": 5, "name": "Eve", "type": "User", "identifier": STRANGER},
                }),
            ),
        ),
        ("E306", json!({"!/participants/1": 0}), json!({"!/participants/2": 0})),
        (
            "E307",
            json!({"/transactions/-": transactions[12]}),
            json!({"/transactions/4/text": "Hello"}),
        ),
        ("W308", json!({"/agentMessagesCount": 3}), json!({"/agentMessagesCount": null})),
        ("W309", assigned("10:00", STRANGER, ANN), assigned("10:00", ANN, ANN)),
        (
            "W401",
            json!({"/details/cardsPath": "Main/Other"}),
            json!({"/details/cardsPath": "Main / Topic"}),
        ),
        (
            "W402",
            json!({"/dynamicParameters/0/flowId": format!("{FLOW}0")}),
            json!({"/dynamicParameters/0/flowId": FLOW.to_uppercase()}),
        ),
        (
            "N403",
            json!({"/dynamicParameters/0/creationDatetime": "2024-01-01T09:59:58Z"}),
            json!({"/dynamicParameters/0/creationDatetime": "2024-01-01T09:59:59Z"}),
        ),
        (
            "N404",
            json!({"/transactions/3/status": "Seen"}),
            json!({"/transactions/3/status": "READ"}),
        ),
        (
            "W405",
            json!({"/botConversationSteps/0/botConversationId": STRANGER}),
            json!({
                "/botConversationSteps/0/botConversationId": STRANGER, "!/botConversations": 0,
            }),
        ),
        (
            "W406",
            json!({"/botConversationSteps/0": steps[1], "/botConversationSteps/1": steps[0]}),
            json!({"/botConversationSteps/1/visitDatetime": at("00:01.100")}),
        ),
        (
            "N407",
            main_again.clone(),
            and(main_again, json!({"/botConversationSteps/1/flowId": other_flow})),
        ),
        ("W501", unread("Delivered"), unread("Read")),
        ("W503", unanswered("And when?"), unanswered("Thank you")),
        ("W504", json!({"@queue_target_s": 119}), json!({"@queue_target_s": 120})),
        ("W601", json!({"/field1": "a\u{7}"}), json!({"/field1": "a\tb\r\n"})),
        ("W602", json!({"/field1": "\u{202E}x"}), json!({"/field1": "\u{200F}שלום\u{200E}"})),
        (
            "W603",
            json!({"/transactions/9/html": "<p onclick=\"x()\">y</p>"}),
            json!({"/transactions/9/html": "<p title=\"onclick\">script</p>"}),
        ),
    ]
}

#[test]
fn a_ticket_without_a_flaw_has_no_findings() {
    assert_eq!(found(&json!({})), Vec::<&str>::new());
}

#[test]
fn each_rule_finds_its_flaw_and_nothing_else_does() {
    for (code, flaw, _) in both_ways() {
        assert_eq!(found(&flaw), [code], "{flaw}");
    }
}

#[test]
fn each_rule_lets_pass_what_is_nearly_its_flaw() {
    for (code, _, near) in both_ways() {
        assert_eq!(found(&near), Vec::<&str>::new(), "{code}: {near}");
    }
}

#[test]
fn every_rule_is_tried_both_ways() {
    let tried: Vec<_> = both_ways().into_iter().map(|(code, ..)| code).collect();
    let known: Vec<_> = rules().map(|rule| rule.code).collect();
    assert_eq!(tried.iter().collect::<BTreeSet<_>>(), known.iter().collect());
    assert_eq!(tried.len(), known.len());
}

#[test]
fn rules_say_what_they_are() {
    let mut codes = BTreeSet::new();
    for rule in rules() {
        assert!(codes.insert(rule.code), "{} stands twice", rule.code);
        let letter = match rule.severity() {
            Severity::Error => 'E',
            Severity::Warning => 'W',
            Severity::Note => 'N',
        };
        assert!(rule.code.starts_with(letter) && rule.code.len() == 4, "{}", rule.code);
        assert!(!rule.title.ends_with('.'), "{}: {}", rule.code, rule.title);
        for words in [rule.compares, rule.why, rule.source] {
            assert!(words.ends_with('.'), "{}: {words}", rule.code);
            assert!(!words.contains("  "), "{}: {words}", rule.code);
        }
    }
    let numbers: Vec<_> = rules().map(|rule| rule.code.get(1..).unwrap()).collect();
    assert!(numbers.is_sorted(), "{numbers:?}");
}

#[test]
fn what_the_file_lacks_is_told_and_not_found() {
    let (text, _) = edited(&json!({"!/transactions": 0, "/owner/id": STRANGER}));
    let record = Record::read(&text).unwrap().unwrap();
    let check = Check::of(&Story::of(&record, &[]), &Rules::default());
    let codes: Vec<_> = check.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["N104"]);
    let lacking =
        rules().filter(|rule| matches!(rule.needs, Needs::Transactions | Needs::AllTransactions));
    assert_eq!(check.not_run.len(), lacking.count());
    let with_target = rules().filter(|rule| rule.needs != Needs::Target).count();
    assert_eq!(check.rules + check.not_run.len(), with_target);
}

#[test]
fn a_torn_course_is_not_recounted() {
    let torn = json!({"/transactions/10/dateTime": "soon", "/customerMessagesCount": 9});
    let (text, _) = edited(&torn);
    let record = Record::read(&text).unwrap().unwrap();
    let check = Check::of(&Story::of(&record, &[]), &Rules::default());
    let codes: Vec<_> = check.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["W105"]);
    assert!(check.not_run.iter().any(|rule| rule.code == "W308"));
}

#[test]
fn a_pointer_leads_to_the_place_in_the_file() {
    let (text, _) = edited(&json!({
        "/transactions/1": 5, "/transactions/9/html": "<script>x</script>",
        "/transactions/10/text": "\u{7}",
    }));
    let record = Record::read(&text).unwrap().unwrap();
    let check = Check::of(&Story::of(&record, &[]), &Rules::default());
    let places: Vec<_> = check
        .findings
        .iter()
        .map(|finding| {
            let id = finding.values.first().and_then(|value| value.transaction_id);
            (finding.code, finding.place().unwrap().as_str(), id)
        })
        .collect();
    assert_eq!(
        places,
        [
            ("W105", "/transactions/1", None),
            ("W601", "/transactions/10/text", Some(11)),
            ("W603", "/transactions/9/html", Some(10)),
        ]
    );
}

#[test]
fn of_many_findings_of_a_rule_the_first_are_listed_and_all_are_counted() {
    let tags = vec!["\u{7}"; 250];
    let (text, _) = edited(&json!({"/tags": tags}));
    let record = Record::read(&text).unwrap().unwrap();
    let check = Check::of(&Story::of(&record, &[]), &Rules::default());
    assert_eq!((check.findings.len(), check.counted.warnings), (100, 250));
    assert_eq!((check.not_listed[0].code, check.not_listed[0].findings), ("W601", 150));
}
