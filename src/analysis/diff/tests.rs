//! What is told of two exports: everything, and nothing twice.

use super::{ChangeKind as Kind, Comparison, Diff, Ignored};
use crate::analysis::Story;
use crate::model::{Record, Text};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const SEED: &str = include_str!("../../../fixtures/tickets/seed.json");
const LATER: &str = include_str!("../../../fixtures/pairs/seed-later.json");

fn compared(old: &str, new: &str, ignore: &[&str], full: bool) -> Result<Diff, String> {
    let [old, new] = [old, new].map(|text| Record::read(text).unwrap().unwrap());
    let ignore: Vec<_> = ignore.iter().map(|field| (*field).to_owned()).collect();
    let ignored = Ignored::read(&ignore, &old, &new)?;
    let asked = Comparison { sources: ["old", "new"], ignored: &ignored, full };
    Ok(Diff::of(&Story::of(&old, &[]), &Story::of(&new, &[]), &asked))
}

fn diff(old: &Value, new: &Value) -> Diff {
    compared(&old.to_string(), &new.to_string(), &[], false).unwrap()
}

fn seed() -> Value {
    serde_json::from_str(SEED).unwrap()
}

/// Compares the seed with itself after a change.
fn after(change: impl FnOnce(&mut Value)) -> Diff {
    let mut new = seed();
    change(&mut new);
    diff(&seed(), &new)
}

fn kinds(diff: &Diff) -> Vec<Kind> {
    diff.changes.iter().map(|change| change.kind).collect()
}

fn names(diff: &Diff, kind: Kind) -> Vec<&str> {
    let changes = diff.changes.iter().filter(|change| change.kind == kind);
    changes.map(|change| change.name.as_ref().map_or("", Text::as_str)).collect()
}

/// Lists the pointers of all values that have no values in them.
fn leaves(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) if !map.is_empty() => map.iter().for_each(|(key, value)| {
            leaves(
                value,
                &format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")),
                found,
            );
        }),
        Value::Array(list) if !list.is_empty() => list
            .iter()
            .enumerate()
            .for_each(|(index, value)| leaves(value, &format!("{pointer}/{index}"), found)),
        _ => found.push(pointer.to_owned()),
    }
}

/// Tells whether a change covers a place, what it is in, or what is in it; and that no place is told twice.
fn is_told(diff: &Diff, place: &str) -> bool {
    let mut met = BTreeSet::new();
    let mut told = false;
    for difference in diff.changes.iter().flat_map(|change| &change.differences) {
        let pointers = [&difference.old_pointer, &difference.new_pointer];
        let pointers = pointers.map(|pointer| pointer.as_ref().map(|p| p.as_str().to_owned()));
        told |= pointers.iter().flatten().any(|pointer| {
            let below = |place: &str, above: &str| {
                place
                    .strip_prefix(above)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            below(place, pointer) || below(pointer, place)
        });
        assert!(met.insert(pointers), "told twice: {difference:?}");
    }
    told
}

#[test]
fn any_changed_value_is_told_once_and_both_ways() {
    let seed = seed();
    let mut places = Vec::new();
    leaves(&seed, "", &mut places);
    assert_eq!(places.len(), 525);
    for place in places {
        let mut new = seed.clone();
        let value = new.pointer_mut(&place).unwrap();
        *value = match value.take() {
            Value::String(text) => format!("{text}x").into(),
            Value::Number(number) => (number.as_f64().unwrap() + 1.0).into(),
            Value::Bool(yes) => (!yes).into(),
            Value::Array(_) => json!(["x"]),
            _ => "x".into(),
        };
        assert!(is_told(&diff(&seed, &new), &place), "{place}");
        assert!(is_told(&diff(&new, &seed), &place), "{place}, the other way");
    }
}

#[test]
fn a_ticket_is_equal_to_itself_however_it_is_written() {
    let seed = seed();
    assert_eq!(kinds(&diff(&seed, &seed)), []);
    // The order of keys, and of elements that are known by something, says nothing.
    let mut other = seed.clone();
    other["transactions"].as_array_mut().unwrap().reverse();
    other["botConversationSteps"].as_array_mut().unwrap().rotate_left(2);
    other["close"] = json!("2023-05-08T07:01:56.000+00:00");
    other["field2"] = Value::Null;
    other["movedToTicketId"] = Value::Null;
    other["agentMediaCount"] = json!(0.0);
    other["primaryProtocolType"] = json!("WEB");
    other["durationGross"] = json!("0.00:15:51.0000000");
    other.as_object_mut().unwrap().remove("movedToDepartmentId");
    let told = compared(&seed.to_string(), &other.to_string(), &[], true).unwrap();
    assert_eq!(kinds(&told), []);
    assert!(told.equal);
    assert_eq!(told.respelled, 9);
    let pointers = told.respellings.as_ref().unwrap().iter().filter_map(|d| d.pointer());
    let pointers: BTreeSet<_> = pointers.map(|pointer| pointer.as_str().to_owned()).collect();
    let expected = ["/agentMediaCount", "/botConversationSteps", "/close", "/durationGross"];
    assert!(expected.iter().all(|place| pointers.contains(*place)), "{pointers:?}");
    // A version is a name.
    let mut other = seed.to_string();
    other = other.replacen("\"flowVersion\":1.02", "\"flowVersion\":1.020", 1);
    assert_eq!(kinds(&compared(SEED, &other, &[], false).unwrap()), [Kind::BotStepChanged]);
}

#[test]
fn what_happened_between_two_exports_is_told_as_events() {
    let later = compared(SEED, LATER, &[], false).unwrap();
    let [edited, delivered, reopened, assigned, answered] = later.changes.first_chunk().unwrap();
    assert_eq!(delivered.kind, Kind::DeliveryChanged);
    assert_eq!((edited.kind, edited.transaction_id), (Kind::MessageEdited, Some(1_057_155)));
    assert_eq!(reopened.kind, Kind::Reopened);
    assert_eq!(reopened.later_s.unwrap().0.num_minutes(), 12);
    assert_eq!(reopened.who.as_ref().unwrap().name.as_str(), "Jack Bower");
    assert_eq!(assigned.kind, Kind::Reassigned);
    assert_eq!(assigned.to.as_ref().unwrap().name.as_str(), "Dana Levi");
    assert_eq!(answered.kind, Kind::MessageAdded);
    assert_eq!(names(&later, Kind::TagAdded), ["Urgent", "Greece"]);
    assert_eq!(names(&later, Kind::TagRemoved), ["Vacation"]);
    assert_eq!(names(&later, Kind::FieldChanged), ["field3"]);
    assert_eq!(names(&later, Kind::ParameterChanged), ["userId"]);
    assert_eq!(names(&later, Kind::UnknownKeyChanged), ["priority"]);
    assert_eq!(names(&later, Kind::ReportedChanged).len(), 9);
    for kind in [
        Kind::StateChanged,
        Kind::OwnerChanged,
        Kind::ParticipantJoined,
        Kind::ParticipantLeft,
        Kind::ParticipantRenamed,
        Kind::DeliveryChanged,
    ] {
        assert_eq!(kinds(&later).iter().filter(|met| **met == kind).count(), 1, "{kind:?}");
    }
}

#[test]
fn the_other_way_round_it_is_taken_back() {
    let earlier = compared(LATER, SEED, &[], false).unwrap();
    let events: Vec<_> = kinds(&earlier).into_iter().take(5).collect();
    let expected = [
        Kind::MessageEdited,
        Kind::DeliveryChanged,
        Kind::MessageRemoved,
        Kind::EventRemoved,
        Kind::MessageRemoved,
    ];
    assert_eq!(events, expected);
    for kind in [Kind::ParticipantGone, Kind::ParticipantReturned, Kind::StateChanged] {
        assert!(kinds(&earlier).contains(&kind), "{kind:?}");
    }
    assert_eq!(names(&earlier, Kind::TagAdded), ["Vacation"]);
    let later = compared(SEED, LATER, &[], false).unwrap();
    assert_eq!(earlier.changes.len(), later.changes.len());
}

#[test]
fn one_change_of_a_kind_is_one_change() {
    let of = |place: &'static str, value: Value| {
        after(move |ticket| *ticket.pointer_mut(place).unwrap() = value)
    };
    for (place, value, kind) in [
        ("/transactions/13/html", json!("<p>x</p>"), Kind::MessageEdited),
        ("/transactions/1/payload/templates/0/buttons/0/title", json!("x"), Kind::MessageEdited),
        ("/transactions/13/status", json!("Failed"), Kind::DeliveryChanged),
        ("/transactions/13/dateTime", json!("2023-05-08T07:01:50Z"), Kind::TransactionChanged),
        ("/transactions/12/text", json!("by hand"), Kind::TransactionChanged),
        ("/transactions/0/status", json!("Read"), Kind::TransactionChanged),
        ("/participants/0/contactId", json!("x"), Kind::ParticipantChanged),
        ("/participants/0/displayName", json!("x"), Kind::ParticipantRenamed),
        ("/owner/id", json!("x"), Kind::OwnerChanged),
        ("/owner/culture", json!("x"), Kind::ValueChanged),
        ("/owner", Value::Null, Kind::OwnerChanged),
        ("/movedToTicketId", json!(77), Kind::Moved),
        ("/botConversationSteps/1/cardFriendlyName", json!("x"), Kind::BotStepChanged),
        ("/details/cardsPath", json!("x"), Kind::ValueChanged),
        ("/tags", Value::Null, Kind::TagRemoved),
        ("/transactions", Value::Null, Kind::ConversationInOneFile),
    ] {
        assert_eq!(kinds(&of(place, value)), [kind], "{place}");
    }
    let new = |key: &'static str, value: Value| after(move |ticket| ticket[key] = value);
    assert_eq!(kinds(&new("isScrambled", json!(true))), [Kind::Scrambled]);
    let summary = json!({"userId": "x", "value": "All is said.", "lastUpdateTimestamp": null});
    let summary = new("ticketSummary", summary);
    assert_eq!(kinds(&summary), [Kind::SummaryChanged]);
    assert_eq!(summary.changes[0].differences.len(), 2, "what is not set makes no difference");
    assert_eq!(kinds(&new("sla", json!({"a": [1]}))), [Kind::UnknownKeyChanged]);
    let mut two = seed();
    two["tags"] = json!(["a", "b"]);
    let mut turned = two.clone();
    turned["tags"] = json!(["b", "a"]);
    assert_eq!(kinds(&diff(&two, &turned)), [Kind::TagsReordered]);
}

#[test]
fn what_is_the_same_in_many_transactions_is_one_change() {
    let renamed = after(|ticket| {
        for transaction in ticket["transactions"].as_array_mut().unwrap() {
            if transaction["fromParticipant"]["id"] == 1 {
                transaction["fromParticipant"]["name"] = "Jack B.".into();
            }
        }
    });
    assert_eq!(kinds(&renamed), [Kind::SenderChanged]);
    assert_eq!(renamed.changes[0].differences.len(), 4);
}

#[test]
fn files_come_go_and_are_signed_again() {
    let file = |signature: &str| {
        json!([{"id": 7, "originalFileName": "roof.jpg",
            "uri": format!("https://files.example/roof.jpg?X-Amz-Signature={signature}")}])
    };
    let mut with = seed();
    with["transactions"][13]["attachments"] = file("aa");
    assert_eq!(kinds(&diff(&seed(), &with)), [Kind::AttachmentAdded]);
    assert_eq!(kinds(&diff(&with, &seed())), [Kind::AttachmentRemoved]);
    let mut again = with.clone();
    again["transactions"][13]["attachments"] = file("bb");
    assert_eq!(kinds(&diff(&with, &again)), [Kind::LinksSignedAgain]);
    again["transactions"][13]["attachments"][0]["uri"] = "https://files.example/x.jpg".into();
    assert_eq!(kinds(&diff(&with, &again)), [Kind::AttachmentChanged]);
}

#[test]
fn what_is_said_of_whom_is_right_though_others_cannot_be_read() {
    let mut old = seed();
    let odd = json!("no transaction");
    old["transactions"].as_array_mut().unwrap().insert(0, odd);
    let mut new = old.clone();
    new["transactions"][14]["status"] = json!("Failed");
    let told = diff(&old, &new);
    assert_eq!(kinds(&told), [Kind::DeliveryChanged]);
    assert_eq!(told.changes[0].transaction_id, Some(1_057_155));
}

#[test]
fn what_is_ignored_is_counted_and_not_told() {
    let all = compared(SEED, LATER, &[], false).unwrap();
    let some = ["lastActivity", "/transactions/*/status", "/details/isMobile", "priority", "TAGS"];
    let told = compared(SEED, LATER, &some, false).unwrap();
    assert_eq!(told.ignored, 7);
    assert_eq!(told.changes.len(), all.changes.len() - 7);
    assert!(!kinds(&told).contains(&Kind::DeliveryChanged));
}

#[test]
fn an_unknown_place_is_an_error_that_helps() {
    let wrong = |field| compared(SEED, LATER, &[field], false).unwrap_err();
    assert!(
        wrong("lastActivty").contains("did you mean lastActivity?"),
        "{}",
        wrong("lastActivty")
    );
    assert!(wrong("/details/ipAdress").contains("did you mean iPAddress?"));
    assert!(wrong("/transactions/last/status").contains("* is any of them"));
    assert!(wrong("/state/open").contains("nothing can stand below"));
    assert!(compared(SEED, SEED, &["priority"], false).is_err(), "neither file has it");
    assert!(compared(SEED, LATER, &["/details/identityTokenClaims/any"], false).is_ok());
}
