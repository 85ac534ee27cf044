//! What becomes of values in all sorts of places, and that the proof finds what is left.

use super::form::Form;
use super::known::Known;
use super::{Key, Kind, Left, Redacted, Redactor, proof};
use crate::analysis::{Story, readable};
use crate::model::Record;
use serde_json::{Value, json};

fn redacted(ticket: &Value, keep: &[Kind]) -> (Value, Redacted) {
    let text = ticket.to_string();
    let record = Record::read(&text).unwrap().unwrap();
    let redactor = Redactor::new(Key::new(&[7; 32]).unwrap(), keep);
    let redacted = redactor.redact(&Story::of(&record, &[])).unwrap();
    (serde_json::from_str(&redacted.text).unwrap(), redacted)
}

/// A ticket of Jack Bower and John Wick in which this was said.
fn said(text: &str, html: &str) -> Value {
    json!({
        "id": 1, "state": "Open", "field1": "Siena", "field2": "no", "field3": "12",
        "participants": [
            {"id": 1, "type": "Client", "name": "Jack Bower", "identifier": "491701234567"},
            {"id": 2, "type": "User", "name": "John Wick", "displayName": "John",
                "identifier": "aca76a89-8950-4424-b727-2f277c24a891"}
        ],
        "transactions": [{"id": 2, "type": "Message", "text": text, "html": html}]
    })
}

fn text_of(text: &str) -> String {
    let (after, _) = redacted(&said(text, ""), &[]);
    after["transactions"][0]["text"].as_str().unwrap().to_owned()
}

fn html_of(html: &str) -> String {
    let (after, _) = redacted(&said("", html), &[]);
    after["transactions"][0]["html"].as_str().unwrap().to_owned()
}

#[test]
fn people_have_readable_pseudonyms_and_parts_of_names_lead_to_them() {
    let (after, _) = redacted(&said("Hi Jack, JOHN WICK here", ""), &[]);
    let customer = after["participants"][0]["name"].as_str().unwrap().to_owned();
    let agent = after["participants"][1]["name"].as_str().unwrap();
    let (noun, sign) = customer.split_once(' ').unwrap();
    assert_eq!(noun, "Customer");
    let text = format!("Hi {sign}, {} here", agent.to_uppercase());
    assert_eq!(after["transactions"][0]["text"], json!(text));
    assert_eq!(after["participants"][1]["displayName"], json!(agent.split_once(' ').unwrap().1));
}

#[test]
fn what_keeps_its_form_keeps_it() {
    let ticket = json!({
        "id": 1, "state": "Open", "departmentId": "824B4850-B24C-45ED-8D41-C740AD2618BF",
        "movedToDepartmentId": "00000000-0000-0000-0000-000000000000",
        "details": {"iPAddress": "fe80::1:2", "location": "Rome",
            "externalLink": "https://crm.example/x?id=1",
            "userAgent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/115.0",
            "identityTokenClaims": {"n": 9_030_087_829_u64, "small": 7, "ok": true, "t": "true"}},
        "participants": [{"type": "Client", "identifier": "+972 (54) 123-4567",
            "userName": "Jack.Bower@Mail.example"}],
        "transactions": [{"type": "Message", "attachments": [{"originalFileName": "Passport Jack.pdf",
            "uri": "https://s3.example/k?X-Amz-Date=20230508T064605Z&X-Amz-Signature=abc&X-Amz-Expires=21600"}]}]
    });
    let (after, _) = redacted(&ticket, &[]);
    let text = |pointer: &str| after.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    let shape = |text: &str| -> String {
        let sign = |c: char| match c {
            '0'..='9' | 'A'..='F' => '9',
            c => c,
        };
        text.chars().map(sign).collect()
    };
    assert_eq!(shape(&text("/departmentId")), "99999999-9999-9999-9999-999999999999");
    assert_eq!(after["movedToDepartmentId"], ticket["movedToDepartmentId"]);
    assert!(text("/details/iPAddress").starts_with("2001:db8::"));
    assert!(text("/details/location").starts_with("Place "));
    assert!(text("/details/externalLink").starts_with("https://example.com/"));
    assert!(text("/details/userAgent").starts_with("Mozilla/5.0 (X11) Firefox/115 "));
    let claims = &after["details"]["identityTokenClaims"];
    assert_eq!(claims["n"].to_string().len(), 10);
    assert_ne!(claims["n"], ticket["details"]["identityTokenClaims"]["n"]);
    assert_eq!(
        (&claims["small"], &claims["ok"], &claims["t"]),
        (&json!(7), &json!(true), &json!("true"))
    );
    assert_eq!(shape(&text("/participants/0/identifier")), "+999 (99) 999-9999");
    let mail = text("/participants/0/userName");
    assert!(mail.starts_with("User-") && mail.ends_with("@example.com"), "{mail}");
    let file = text("/transactions/0/attachments/0/originalFileName");
    assert!(
        file.starts_with("file-") && file.rsplit_once('.').is_some_and(|(_, end)| end == "pdf"),
        "{file}"
    );
    let link = text("/transactions/0/attachments/0/uri");
    assert!(link.ends_with("?X-Amz-Date=20230508T064605Z&X-Amz-Expires=21600"), "{link}");
}

#[test]
fn free_text_stays_but_for_what_is_known_or_looks_personal() {
    let text =
        text_of("No, 12 of us from siena; call 030-1234567 or mail a@b.example on 2023-05-08.");
    assert!(text.starts_with("No, 12 of us from value "), "{text}");
    assert!(text.contains("@example.com on 2023-05-08."), "{text}");
    assert!(!text.contains("1234567"), "{text}");
    assert!(text_of("NO").starts_with("VALUE "), "short, but all of it");
    assert_eq!(text_of("12"), "12", "a small number is nobody's");
    assert_eq!(text_of("hijack johnny"), "hijack johnny");
}

#[test]
fn the_same_number_in_other_groups_is_the_same_pseudonym() {
    let (after, _) = redacted(&said("my number: +49 170 1234567", ""), &[]);
    let digits = |value: &Value| -> String {
        value.as_str().unwrap().chars().filter(char::is_ascii_digit).collect()
    };
    let number = digits(&after["participants"][0]["identifier"]);
    assert_eq!(number, digits(&after["transactions"][0]["text"]));
}

#[test]
fn markup_stays_and_what_is_in_it_is_replaced_everywhere() {
    let html = html_of(
        "<head></head><body><p title=\"for Jack\">Hi&nbsp;Jack &amp; <b>John</b>,</p>\
         <a href='mailto:x@y.example?subject=1'>mail</a><!-- Bower --></body>",
    );
    assert!(html.starts_with("<head></head><body><p title=\"for "), "{html}");
    assert!(html.contains("</b>,</p>") && html.contains("<a href='mailto:user-"), "{html}");
    for gone in ["Jack", "John", "Bower", "y.example"] {
        assert!(!html.contains(gone), "{gone}: {html}");
    }
    assert_eq!(html_of("<p>nothing &eacute; here</p>"), "<p>nothing &eacute; here</p>");
}

#[test]
fn a_name_spread_over_tags_becomes_text() {
    let html = html_of("<ul><li>Ja<b>ck</b> says: 1 &lt; 2</li></ul>");
    assert!(html.starts_with("<pre>- ") && html.ends_with(" says: 1 &lt; 2</pre>"), "{html}");
    assert!(!readable(&html).contains("Jack"));
}

#[test]
fn json_in_texts_is_read_and_written_again() {
    let mut ticket = said("", "");
    let event = json!({"byUserId": "aca76a89-8950-4424-b727-2f277c24a891",
        "byUserName": "J\u{a0}Wick@x.example", "toUserFullName": "JOHN wick", "n": 1.50,
        "why": "because", "at": "2023-05-08T06:46:05Z"});
    let written = event.to_string().replace("because", r"b\u0065cause").replace(',', " ,\n ");
    ticket["transactions"][0]["type"] = json!("TicketReAssigned");
    ticket["transactions"][0]["text"] = json!(written);
    let (after, _) = redacted(&ticket, &[]);
    let text = after["transactions"][0]["text"].as_str().unwrap();
    assert_eq!(text.matches(" ,\n ").count(), written.matches(" ,\n ").count(), "{text}");
    let told: Value = serde_json::from_str(text).unwrap();
    assert_eq!(told["byUserId"], after["participants"][1]["identifier"]);
    assert_eq!((&told["n"], &told["at"]), (&event["n"], &event["at"]));
    assert!(told["why"].as_str().unwrap().starts_with("value "), "{text}");
    assert!(told["toUserFullName"].as_str().unwrap().starts_with("Agent "), "{text}");
}

#[test]
fn whatever_json_a_text_is_what_it_says_is_replaced() {
    let inner =
        r#"{"Bower":"Hi\nJ\u0061ck","url":"https:\/\/a.example\/x","n":491701234567,"no":[1.50]}"#;
    let text = serde_json::to_string(&json!([inner, "John", 12])).unwrap();
    let after = text_of(&text);
    let outer: Value = serde_json::from_str(&after).unwrap();
    let told: Value = serde_json::from_str(outer[0].as_str().unwrap()).unwrap();
    assert!(told["url"].as_str().unwrap().starts_with("https://example.com/"), "{after}");
    assert_ne!(told["n"], 491_701_234_567_u64);
    assert_eq!(outer[2], 12);
    for gone in ["Bower", "Jack", "u0061", "John", "4917", "a.example", "no"] {
        assert!(!after.contains(gone), "{gone}: {after}");
    }
    assert!(after.contains("[1.50]"), "{after}");
    let none = r#"{"a":"b\u0063","n":[1e3, 7]}"#;
    assert_eq!(text_of(none), none);
}

#[test]
fn what_is_not_what_it_should_be_is_replaced() {
    let ticket = json!({"id": "Jack Bower's", "state": "Jack", "open": "yesterday", "culture": "he-IL",
        "owner": "somebody", "participants": "Jack Bower", "Details": {"IpAddress": "10.1.2.3"},
        "transactions": [{"dateTime": ["x y"], "type": "Message", "text": {"deep": "inside"}}],
        "newKey": {"name": "Jack", "at": "2023-05-08T06:46:05Z", "short": 12, "long": 491_701_234_567_u64}});
    let (after, redacted) = redacted(&ticket, &[]);
    assert_eq!(
        (&after["state"], &after["culture"]),
        (&json!("Jack"), &json!("he-IL")),
        "names of states stay"
    );
    for gone in
        ["Bower", "yesterday", "somebody", "10.1.2.3", "x y", "inside", "4917", "\"name\":\"Jack\""]
    {
        assert!(!redacted.text.contains(gone), "{gone}: {}", redacted.text);
    }
    assert_eq!(after["newKey"]["at"], ticket["newKey"]["at"]);
    assert_eq!(after["newKey"]["short"], json!(12));
}

#[test]
fn the_queue_and_bots_stay_what_they_are() {
    let ticket = json!({"id": 1, "state": "Open", "participants": [
        {"id": 2, "type": "User", "name": "BOT", "displayName": "BOT", "identifier": "aca76a89-8950-4424-b727-2f277c24a891"},
        {"id": 3, "type": "User", "name": "Unassigned Tickets", "identifier": "00000000-0000-0000-0000-000000000000"}]});
    let (after, _) = redacted(&ticket, &[]);
    assert_eq!(after["participants"][0]["name"], "BOT");
    assert_eq!(after["participants"][1], ticket["participants"][1]);
    assert_ne!(after["participants"][0]["identifier"], ticket["participants"][0]["identifier"]);
}

#[test]
fn what_was_replaced_is_counted_by_kind() {
    let (_, redacted) = redacted(&said("Jack and Jack", "<p>Jack</p>"), &[]);
    let names = &redacted.replaced[&Kind::Names];
    assert_eq!((names.times, names.from.as_str()), (6, "Jack Bower"));
    assert_eq!(redacted.replaced[&Kind::Fields].times, 2);
    let kept = super::tests::redacted(&said("Jack and Siena", ""), &[Kind::Names]).1;
    assert!(!kept.replaced.contains_key(&Kind::Names) && kept.text.contains("\"Jack and Value "));
}

#[test]
fn a_number_that_is_a_name_elsewhere_stays_a_number() {
    let mut ticket = said("{\"a\":[42,-7]}", "");
    ticket["participants"][0]["name"] = json!("42");
    ticket["participants"][1]["name"] = json!("Null");
    ticket["uniqueArgument"] = json!("-7");
    ticket["details"] = json!({"identityTokenClaims": {"n": 42, "m": -7, "k": 43, "is": null}});
    let (after, _) = redacted(&ticket, &[]);
    let claims = &after["details"]["identityTokenClaims"];
    let told = after["transactions"][0]["text"].as_str().unwrap();
    let told: Value = serde_json::from_str(told).unwrap();
    for (number, before) in
        [(&claims["n"], 42), (&claims["m"], -7), (&told["a"][0], 42), (&told["a"][1], -7)]
    {
        assert!(number.as_i64().is_some_and(|number| number != before), "{number}");
    }
    assert_eq!((&claims["k"], &claims["is"]), (&json!(43), &Value::Null));
    assert!(after["participants"][0]["name"].as_str().unwrap().starts_with("Customer "));
}

#[test]
fn a_browser_that_is_somebody_s_name_is_not_kept() {
    let mut ticket = said("", "");
    ticket["participants"][0]["name"] = json!("Linda Firefox");
    let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    ticket["details"] = json!({"userAgent": agent});
    let (after, _) = redacted(&ticket, &[]);
    assert!(after["details"]["userAgent"].as_str().unwrap().starts_with("Browser "));
}

#[test]
fn no_pseudonym_holds_a_value_of_the_ticket() {
    let (first, _) = redacted(&said("", ""), &[]);
    let pseudonym = first["participants"][0]["name"].as_str().unwrap().to_owned();
    let mut ticket = said("", "");
    ticket["participants"][1]["name"] = json!(pseudonym.replace("Customer", "Joe"));
    let (after, _) = redacted(&ticket, &[]);
    assert_ne!(after["participants"][0]["name"], json!(pseudonym));
}

/// The proof must be able to fail: here nothing was replaced.
#[test]
fn the_proof_finds_what_is_left() {
    let mut known = Known::default();
    known.add("Jack\u{a0}Bower", Kind::Names, Form::Words("Customer"));
    known.add("no", Kind::Fields, Form::Words("Value"));
    known.add("Customer", Kind::Names, Form::Words("Customer"));
    known.add("9030087829", Kind::Claims, Form::Digits);
    known.settle();
    let left = |ticket: Value| proof::left(&known, &ticket.to_string());
    let at = |kind, pointer: &str| Some(Left { kind, pointer: pointer.to_owned() });
    let html = "<p>Ｊａｃｋ</p>";
    for (ticket, expected) in [
        (json!({"tags": ["x", "to JACK  bower!"]}), at(Kind::Names, "/tags/1")),
        (json!({"transactions": [{"html": html}]}), at(Kind::Names, "/transactions/0/html")),
        (
            json!({"transactions": [{"html": "<i title='B&#111;wer'>Customer</i>"}]}),
            at(Kind::Names, "/transactions/0/html"),
        ),
        (
            json!({"transactions": [{"text": "{\"byUserName\":\"Jack\"}"}]}),
            at(Kind::Names, "/transactions/0/text"),
        ),
        (
            json!({"transactions": [{"text": "[{\"x\":\"Hi\\nJ\\u0061ck\"}]"}]}),
            at(Kind::Names, "/transactions/0/text"),
        ),
        (json!({"field1": " NO "}), at(Kind::Fields, "/field1")),
        (json!({"field1": 9_030_087_829_u64}), at(Kind::Claims, "/field1")),
        (json!({"field1": "yes and no", "state": "Bower", "Jack Bower": "Jackson"}), None),
        (json!({"field1": "Customer 7f3k2b", "open": "2023-05-08T06:46:05Z"}), None),
        (json!({"id": 9_030_087_829_u64}), None),
    ] {
        assert_eq!(left(ticket.clone()), expected, "{ticket}");
    }
}
