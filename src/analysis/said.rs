//! What a message says: its text, cards, buttons and files.

use super::html::readable;
use crate::model::{Attachment, Button, Field, Payload, Text, Timestamp, Transaction};
use chrono::{DateTime, NaiveDateTime, TimeDelta};
use schemars::JsonSchema;
use serde::Serialize;

/// What a message says, in a form that can be read.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct Said {
    /// The text; if the message has none, its HTML made readable.
    pub text: Option<Text<'static>>,
    /// Whether the text was made from HTML.
    pub from_html: bool,
    /// Cards with buttons. A bot's prompt may stand only here.
    pub cards: Vec<SaidCard>,
    /// Suggested answers.
    pub quick_replies: Vec<SaidButton>,
    /// Files.
    pub attachments: Vec<SaidAttachment>,
}

/// A card in a message.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SaidCard {
    /// Heading.
    pub title: Option<Text<'static>>,
    /// Text under it.
    pub subtitle: Option<Text<'static>>,
    /// Buttons under that.
    pub buttons: Vec<SaidButton>,
}

/// A button, or a suggested answer.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SaidButton {
    /// What it says.
    pub title: Text<'static>,
    /// Whether the customer pressed it.
    pub pressed: bool,
    /// The page it opens.
    pub uri: Option<Text<'static>>,
}

/// A file in a message.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SaidAttachment {
    /// Its name; the sender's, if known.
    pub name: Option<Text<'static>>,
    /// What it is, as Glassix writes it.
    #[serde(rename = "type")]
    pub kind: Option<Text<'static>>,
    /// Where it was to be had.
    pub uri: Option<Text<'static>>,
    /// Until when that address is valid, as its signature says.
    pub expires_at: Option<Timestamp>,
    /// Whether it is a picture inside the text.
    pub embedded: bool,
    /// What the check for harmful content said, unless it was allowed or not checked.
    pub held_back: Option<Text<'static>>,
}

impl Said {
    /// Reads a message. Text counts first, then HTML; cards, replies and files come in any case.
    pub fn of(transaction: &Transaction<'_>) -> Self {
        let plain = match &transaction.text {
            Field::Odd(written) => Some(Text::from(*written)),
            text => text.get().filter(|text| !text.is_blank()).map(Text::to_static),
        };
        let html = if plain.is_none() { made_readable(&transaction.html) } else { None };
        let mut said = Self {
            from_html: html.is_some(),
            text: plain.or(html),
            attachments: transaction.attachments.items().iter().map(SaidAttachment::of).collect(),
            ..Self::default()
        };
        if let Some(payload) = transaction.payload.get() {
            said.read(payload);
        }
        said
    }

    fn read(&mut self, payload: &Payload<'_>) {
        for template in payload.templates.items() {
            let title = stated(&template.title).or_else(|| made_readable(&template.title_html));
            let subtitle =
                stated(&template.subtitle).or_else(|| made_readable(&template.subtitle_html));
            // A card often says the text once more.
            let said = self.text.as_ref().map(|text| text.as_str().trim());
            let subtitle = subtitle.filter(|text| Some(text.as_str().trim()) != said);
            let title = title.filter(|text| Some(text.as_str().trim()) != said);
            let buttons: Vec<_> =
                template.buttons.items().iter().filter_map(SaidButton::of).collect();
            if title.is_some() || subtitle.is_some() || !buttons.is_empty() {
                self.cards.push(SaidCard { title, subtitle, buttons });
            }
        }
        for reply in payload.quick_replies.items() {
            if let Some(title) = stated(&reply.title) {
                self.quick_replies.push(SaidButton { title, pressed: false, uri: None });
            }
        }
    }

    /// Lists the buttons and suggested answers in order.
    pub fn buttons(&self) -> impl Iterator<Item = &SaidButton> {
        self.cards.iter().flat_map(|card| &card.buttons).chain(&self.quick_replies)
    }

    /// Marks the first button with this title as pressed; returns its place, counted from 1.
    pub fn press(&mut self, title: &str) -> Option<usize> {
        let buttons = self.cards.iter_mut().flat_map(|card| &mut card.buttons);
        let mut all = (1..).zip(buttons.chain(&mut self.quick_replies));
        let (number, button) =
            all.find(|(_, button)| button.title.as_str().trim() == title.trim())?;
        button.pressed = true;
        Some(number)
    }

    /// Returns the texts of the message from top to bottom, without buttons and files.
    pub fn lines(&self) -> impl Iterator<Item = &Text<'static>> {
        let cards = self.cards.iter().flat_map(|card| [&card.title, &card.subtitle]);
        self.text.iter().chain(cards.flatten())
    }

    /// Tells whether there is nothing in it at all.
    pub fn is_empty(&self) -> bool {
        self.lines().next().is_none()
            && self.buttons().next().is_none()
            && self.attachments.is_empty()
    }
}

impl SaidButton {
    fn of(button: &Button<'_>) -> Option<Self> {
        let title = stated(&button.title).or_else(|| stated(&button.uri))?;
        Some(Self { title, pressed: false, uri: stated(&button.uri) })
    }
}

impl SaidAttachment {
    pub(super) fn of(attachment: &Attachment<'_>) -> Self {
        let uri = stated(&attachment.uri);
        Self {
            name: stated(&attachment.original_file_name)
                .or_else(|| stated(&attachment.file_identifier)),
            kind: attachment.kind.get().map(|kind| kind.name().to_static()),
            expires_at: uri.as_ref().and_then(|uri| expiry(uri.as_str())),
            uri,
            embedded: attachment.is_embedded.copied().unwrap_or(false),
            held_back: attachment
                .sanitization_state
                .get()
                .filter(|_| attachment.is_held_back())
                .map(|state| state.name().to_static()),
        }
    }
}

/// Reads the end of a signed address' validity from its own parameters: in both forms that S3 has
/// had, of which the older one counts from 1970.
fn expiry(uri: &str) -> Option<Timestamp> {
    let query = uri.split_once('?')?.1;
    let parameter = |name: &str| {
        query.split('&').find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    };
    if let Some((_, end)) = parameter("Signature").zip(parameter("Expires")) {
        return Some(DateTime::from_timestamp(end.parse().ok()?, 0)?.into());
    }
    let date = parameter("X-Amz-Date")?;
    let signed = NaiveDateTime::parse_from_str(date, "%Y%m%dT%H%M%SZ").ok()?;
    let valid = TimeDelta::try_seconds(parameter("X-Amz-Expires")?.parse().ok()?)?;
    Some(signed.and_utc().checked_add_signed(valid)?.into())
}

fn stated(field: &Field<'_, Text<'_>>) -> Option<Text<'static>> {
    field.get().filter(|text| !text.is_blank()).map(Text::to_static)
}

fn made_readable(html: &Field<'_, Text<'_>>) -> Option<Text<'static>> {
    let text = Text::owned(readable(html.get()?.as_str()));
    (!text.is_blank()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::Said;
    use crate::model::{Record, Text};

    fn said(transaction: &str) -> Said {
        let json = format!(r#"{{"transactions":[{transaction}]}}"#);
        let record = Record::read(&json).unwrap().unwrap();
        Said::of(&record.ticket.transactions.items()[0])
    }

    #[test]
    fn text_comes_before_html_and_html_before_the_payload() {
        let both = said(r#"{"text":"plain","html":"<p>rich</p>"}"#);
        assert_eq!((both.text.unwrap().as_str(), both.from_html), ("plain", false));
        let html = said(r#"{"text":"","html":"<head></head><body><p>rich</p></body>"}"#);
        assert_eq!((html.text.unwrap().as_str(), html.from_html), ("rich", true));
        let card = said(
            r#"{"text":"","html":"","payload":{"templates":[{"title":"Welcome","subtitle":"",
                "subtitleHtml":"<p>How?</p>","buttons":[{"title":"A"},{"title":"B"}]}]}}"#,
        );
        assert_eq!(card.lines().map(Text::as_str).collect::<Vec<_>>(), ["Welcome", "How?"]);
        assert!(said("{}").is_empty());
    }

    #[test]
    fn a_pressed_button_is_counted_over_all_cards() {
        let mut said = said(
            r#"{"payload":{"templates":[{"buttons":[{"title":"A"}]},{"buttons":[{"title":"B "}]}],
                "quickReplies":[{"title":"C"}]}}"#,
        );
        assert_eq!(said.press("B"), Some(2));
        assert_eq!(said.press("C"), Some(3));
        assert_eq!(said.press("D"), None);
        assert_eq!(said.buttons().filter(|button| button.pressed).count(), 2);
    }

    #[test]
    fn a_signed_address_tells_until_when_it_is_valid() {
        let said = said(
            r#"{"attachments":[{"uri":"https://x.example/a?X-Amz-Date=20230508T064605Z&X-Amz-Expires=21600"},
                {"uri":"https://x.example/b?X-Amz-Expires=99999999999999999999"},
                {"uri":"https://x.example/c?AWSAccessKeyId=A&Expires=1683528365&Signature=s"},
                {"uri":"https://x.example/d?Expires=1683528365"},
                {"uri":"https://x.example/e?Signature=s&Expires=99999999999999999"}]}"#,
        );
        let expiries: Vec<_> =
            said.attachments.iter().map(|file| file.expires_at.map(|at| at.to_string())).collect();
        let end = Some("2023-05-08T12:46:05Z".to_owned());
        let later = Some("2023-05-08T06:46:05Z".to_owned());
        assert_eq!(expiries, [end, None, later, None, None]);
    }
}
