//! What a message holds beside its text: cards with buttons, quick replies.

use super::names::ButtonKind;
use super::object::object;
use super::scalar::Json;
use super::text::Text;

object! {
    /// The rich part of a message. A bot's prompt may stand only here.
    pub struct Payload is "a payload" {
        /// Cards, shown one beside the other.
        templates: Vec<Template<'a>> = "templates",
        /// Suggested answers.
        quick_replies: Vec<QuickReply<'a>> = "quickReplies",
        /// Whether the customer may type an answer.
        enable_free_text_input: bool = "enableFreeTextInput",
    }
}

object! {
    /// A card in a message.
    pub struct Template is "a template" {
        /// Heading.
        title: Text<'a> = "title",
        /// Heading, with markup.
        title_html: Text<'a> = "titleHtml",
        /// Text under the heading.
        subtitle: Text<'a> = "subtitle",
        /// Text under the heading, with markup.
        subtitle_html: Text<'a> = "subtitleHtml",
        /// Picture above the heading.
        cover_image_url: Text<'a> = "coverImageUrl",
        /// Height of the picture in pixels; 0 without one.
        cover_image_height: Json<'a> = "coverImageHeight",
        /// Width of the picture in pixels; 0 without one.
        cover_image_width: Json<'a> = "coverImageWidth",
        /// Buttons under the text.
        buttons: Vec<Button<'a>> = "buttons",
    }
}

object! {
    /// A button on a card.
    pub struct Button is "a button" {
        /// What it says; pressing it sends this as the customer's message.
        title: Text<'a> = "title",
        /// What it does.
        kind: ButtonKind<'a> = "type",
        /// The page it opens.
        uri: Text<'a> = "uri",
        /// The data it sends.
        data: Json<'a> = "data",
    }
}

object! {
    /// A suggested answer.
    pub struct QuickReply is "a quick reply" {
        /// What it says.
        title: Text<'a> = "title",
        /// Picture beside it.
        image_url: Text<'a> = "imageUrl",
    }
}
