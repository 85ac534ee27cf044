//! A ticket in which nothing is empty, and every place of it where a text can stand.

use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A place in a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Position {
    /// The JSON pointer of the value.
    pub(crate) pointer: String,
    pub(crate) part: Part,
}

/// Which part of the value is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of it.
    Value,
    /// All of it; it is markup.
    Markup,
    /// All of it; it is markup, and the text is written so that it means itself.
    Escaped,
    /// The key under which it stands.
    Key,
    /// A member of the JSON that it holds as text.
    Embedded(String),
}

/// Returns the documented ticket with everything filled in that it leaves empty.
pub(crate) fn ticket() -> Value {
    let mut ticket: Value =
        serde_json::from_str(include_str!("../../fixtures/tickets/seed.json")).unwrap();
    let ids = ticket["participants"].as_array().unwrap().len();
    let mut note = ticket["transactions"][13].clone();
    note["type"] = json!("Note");
    note["text"] = json!("Only for agents");
    note["id"] = json!(1_057_999);
    note["guidTransactionId"] = json!("0c1d8f2e-0000-4000-8000-000000000001");
    let mut markup = note.clone();
    markup["type"] = json!("Message");
    markup["text"] = json!("");
    markup["id"] = json!(1_058_000);
    markup["guidTransactionId"] = json!("0c1d8f2e-0000-4000-8000-000000000002");
    markup["attachments"] = json!([{
        "id": 7, "type": "Image", "fileIdentifier": "f4cba934.jpg", "originalFileName": "roof.jpg",
        "thumbnails": ["https://files.example/t.jpg"], "thumbnailsFileIdentifiers": ["t.jpg"],
        "uri": "https://files.example/roof.jpg", "isEmbedded": false,
        "sanitizationState": "Blocked"
    }]);
    markup["payload"] = json!({
        "templates": [{
            "title": "A card", "titleHtml": "<p>Card</p>", "subtitle": "More", "coverImageUrl": "c.png",
            "subtitleHtml": "<p>More</p>", "buttons": [{"title": "Press", "type": "url",
            "uri": "https://shop.example/x", "data": {"sent": "secret"}}]
        }, {
            "title": "", "titleHtml": "<b>Marked</b>", "subtitle": "", "subtitleHtml": "<p>Up</p>",
            "buttons": []
        }],
        "quickReplies": [{"title": "Quick", "imageUrl": "https://files.example/q.png"}],
        "enableFreeTextInput": true
    });
    let transactions = ticket["transactions"].as_array_mut().unwrap();
    transactions.insert(14, note);
    transactions.insert(15, markup);
    ticket["participants"][ids - 1]["futureKey"] = json!("not known yet");
    ticket["ticketSummary"] = json!({
        "userId": "aca76a89-8950-4424-b727-2f277c24a891",
        "lastUpdateTimestamp": "2023-05-08T07:02:00Z", "value": "All is said."
    });
    ticket["activityLogs"] = json!([{
        "state": "Open", "changedOn": "2023-05-08T06:46:05Z", "ticketType": "Regular",
        "initiatorUserId": "aca76a89-8950-4424-b727-2f277c24a891",
        "userId": "aca76a89-8950-4424-b727-2f277c24a891"
    }]);
    ticket["dynamicParameters"].as_array_mut().unwrap().push(json!({
        "id": "787cb557-cf6f-4c3c-bc73-711096769c4d", "name": "city", "description": "Where to",
        "flowId": "787cb557-cf6f-4c3c-bc73-711096769c4e", "type": "String", "strValue": "Siena",
        "creationDatetime": "2021-12-19T05:12:11Z"
    }));
    ticket["details"]["referral"]["utmParameters"] = json!({"utm_source": "news"});
    ticket["futureObject"] = json!({"below": ["text", {"further": "more"}]});
    fill(&mut ticket, "filled", &mut 0);
    ticket
}

/// Writes something into every empty text, but where emptiness decides what is read: a message
/// without text is read from its markup, a card without title likewise.
fn fill(value: &mut Value, key: &str, number: &mut usize) {
    match value {
        Value::String(text)
            if text.is_empty() && !["text", "html", "title", "subtitle"].contains(&key) =>
        {
            *number += 1;
            *text = format!("filled{number}");
        }
        Value::Array(list) => list.iter_mut().for_each(|value| fill(value, key, number)),
        Value::Object(map) => map.iter_mut().for_each(|(key, value)| fill(value, key, number)),
        _ => {}
    }
}

/// Lists where a text can stand: every string, every key that is free, members of the JSON inside a
/// text, markup in both ways. Of places that are alike, such as the names of three participants, one
/// is taken.
pub(crate) fn all(ticket: &Value) -> Vec<Position> {
    let mut found = Vec::new();
    walk(
        ticket,
        &mut String::new(),
        &mut String::new(),
        &mut Walk { found: &mut found, seen: BTreeSet::new() },
    );
    found
}

struct Walk<'a> {
    found: &'a mut Vec<Position>,
    seen: BTreeSet<String>,
}

impl Walk<'_> {
    fn add(&mut self, pointer: &str, like: &str, part: Part) {
        // Whoever sends something is told of in the same way, whatever it is.
        let like = like.rsplit_once("/fromParticipant").map_or(like, |(_, sender)| sender);
        if self.seen.insert(format!("{like} {part:?}")) {
            self.found.push(Position { pointer: pointer.to_owned(), part });
        }
    }
}

/// Objects whose keys are free.
const FREE: [&str; 4] = ["identityTokenClaims", "utmParameters", "futureObject", "futureKey"];

fn walk(value: &Value, pointer: &mut String, like: &mut String, to: &mut Walk<'_>) {
    let (length, alike) = (pointer.len(), like.len());
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                pointer.extend(["/", &key.replace('~', "~0").replace('/', "~1")]);
                like.extend(["/", key]);
                if FREE.iter().any(|free| pointer.contains(free))
                    && !FREE[..2].contains(&key.as_str())
                {
                    to.add(pointer, like, Part::Key);
                }
                walk(value, pointer, like, to);
                pointer.truncate(length);
                like.truncate(alike);
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                pointer.extend(["/", &index.to_string()]);
                // Transactions of one kind are alike, cards with the same texts, and so on.
                let kind = value["type"].as_str().filter(|_| pointer.starts_with("/trans"));
                let texts = [&value["text"], &value["title"]].map(|text| text.as_str() == Some(""));
                like.extend(["/".to_owned(), format!("{kind:?}{texts:?}")]);
                walk(value, pointer, like, to);
                pointer.truncate(length);
                like.truncate(alike);
            }
        }
        Value::String(text) => {
            let is_markup = pointer.to_lowercase().ends_with("html");
            if let Ok(Value::Object(inner)) = serde_json::from_str(text) {
                for key in inner.keys() {
                    to.add(pointer, like, Part::Embedded(key.clone()));
                }
            }
            if is_markup {
                to.add(pointer, like, Part::Markup);
                to.add(pointer, like, Part::Escaped);
            } else {
                to.add(pointer, like, Part::Value);
            }
        }
        _ => {}
    }
}

impl Position {
    /// Writes a text into the place; returns the ticket as JSON.
    pub(crate) fn plant(&self, ticket: &Value, text: &str) -> String {
        let mut ticket = ticket.clone();
        if self.part == Part::Key {
            // In the text, so that it stays in its place; these keys stand there once.
            let key = self.pointer.rsplit('/').next().unwrap();
            let planted = format!("{}:", Value::from(text));
            return ticket.to_string().replacen(&format!("\"{key}\":"), &planted, 1);
        }
        let value = ticket.pointer_mut(&self.pointer).unwrap();
        *value = match &self.part {
            Part::Value | Part::Markup | Part::Key => text.into(),
            Part::Escaped => {
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                format!("<html><head></head><body><p>{text}</p></body></html>").into()
            }
            Part::Embedded(key) => {
                let mut inner: Value = serde_json::from_str(value.as_str().unwrap()).unwrap();
                inner[key] = text.into();
                inner.to_string().into()
            }
        };
        ticket.to_string()
    }

    pub(crate) fn is_markup(&self) -> bool {
        matches!(self.part, Part::Markup | Part::Escaped)
    }
}
