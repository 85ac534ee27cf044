//! The open enums: what Glassix is known to write, and room for what it is not.

use super::field::{Wire, strict};
use super::shape::Shape;
use super::text::Text;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error, Visitor};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A name of which not all values are known.
pub trait OpenEnum {
    /// All values that are known, as Glassix writes them.
    const KNOWN: &'static [&'static str];

    /// Returns a value that is not known, as written.
    fn stranger(&self) -> Option<&Text<'_>>;
}

/// Declares an open enum: each variant with its spelling on the wire.
///
/// Spellings are compared without case (`Whatsapp` and `WhatsApp` both occur). What is not listed
/// is kept as `Other`. A number in braces is the value that .NET writes when enums are numbers.
macro_rules! open_enum {
    (
        $(#[$doc:meta])*
        pub enum $name:ident is $expected:literal {
            $( $(#[$variant_doc:meta])* $variant:ident = $wire:literal $(| $alias:literal)* $({ $code:literal })? ),* $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name<'a> {
            $( $(#[$variant_doc])* $variant, )*
            /// A value that is not known yet, as written.
            Other(Text<'a>),
        }

        impl<'a> $name<'a> {
            /// All values that are known, as Glassix writes them.
            pub const KNOWN: &'static [&'static str] = &[$($wire),*];

            /// Reads a name; never fails.
            pub fn of(text: Text<'a>) -> Self {
                $( if text.as_str().eq_ignore_ascii_case($wire) $(|| text.as_str().eq_ignore_ascii_case($alias))* {
                    return Self::$variant;
                } )*
                Self::Other(text)
            }

            /// Returns the name as Glassix writes it, or as it stands in the file if it is unknown.
            pub fn name(&self) -> Text<'_> {
                match self {
                    $( Self::$variant => Text::borrowed($wire), )*
                    Self::Other(text) => Text::borrowed(text.as_str()),
                }
            }

            fn of_code(code: i64) -> Option<Self> {
                match code {
                    $( $( $code => Some(Self::$variant), )? )*
                    _ => None,
                }
            }
        }

        impl OpenEnum for $name<'_> {
            const KNOWN: &'static [&'static str] = Self::KNOWN;

            fn stranger(&self) -> Option<&Text<'_>> {
                match self {
                    Self::Other(text) => Some(text),
                    _ => None,
                }
            }
        }

        impl Serialize for $name<'_> {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                self.name().serialize(to)
            }
        }

        /// A string, and not one of a closed set: what is known, and whatever else may come.
        impl JsonSchema for $name<'_> {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "type": "string",
                    "description": concat!("As Glassix writes it: ", $expected, ". Others may come."),
                    "examples": Self::KNOWN,
                })
            }
        }

        impl<'a> Wire<'a> for $name<'a> {
            const EXPECTED: &'static str = $expected;
            const SHAPE: Shape = Shape::Name(|written| {
                let name = strict::<$name<'_>>(written).ok().flatten()?;
                Some(name.name().as_str().to_owned())
            });

            fn strict<D: Deserializer<'a>>(from: D) -> Result<Option<Self>, D::Error> {
                Ok(match from.deserialize_any(Names)? {
                    None => None,
                    Some(Written::Name(text)) => Some(Self::of(text)),
                    Some(Written::Code(code)) => {
                        Some(Self::of_code(code).ok_or_else(|| D::Error::custom(Self::EXPECTED))?)
                    }
                })
            }
        }
    };
}

/// An enum value as it stands in the file.
enum Written<'a> {
    Name(Text<'a>),
    Code(i64),
}

struct Names;

impl<'de> Visitor<'de> for Names {
    type Value = Option<Written<'de>>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a name")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok((!text.is_empty()).then_some(Written::Name(Text::borrowed(text))))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok((!text.is_empty()).then(|| Written::Name(Text::owned(text.to_owned()))))
    }

    fn visit_u64<E: Error>(self, code: u64) -> Result<Self::Value, E> {
        i64::try_from(code).map(|code| Some(Written::Code(code))).map_err(E::custom)
    }
}

open_enum! {
    /// Whether a ticket is worked on. A ticket that waits in the queue is open too.
    pub enum State is "a state such as Open or Closed" {
        /// Messages flow.
        Open = "Open" { 2 },
        /// Finished, by an agent, the API, or because it was idle for too long.
        Closed = "Closed" { 1 },
        /// Put off.
        Snoozed = "Snoozed" { 3 },
        /// Waits for something; opens again on any message.
        Pending = "Pending" { 4 },
        /// The library's "no state".
        Undefined = "Undefined" { 0 },
    }
}

open_enum! {
    /// Who owns the ticket at present.
    pub enum TicketKind is "a ticket type such as Regular" {
        /// People.
        Regular = "Regular",
        /// A bot of the integrator's, through the API.
        Bot = "Bot",
        /// A Glassix flow.
        GlassixBot = "GlassixBot",
    }
}

open_enum! {
    /// What a transaction is.
    pub enum TransactionKind is "a transaction type such as Message" {
        /// Somebody said something.
        Message = "Message",
        /// The automatic greeting.
        IntroductionMessage = "IntroductionMessage",
        /// The ticket came into being.
        TicketOpened = "TicketOpened",
        /// The ticket changed hands; details in the text, as JSON.
        TicketReassigned = "TicketReAssigned",
        /// The ticket was closed; details in the text, as JSON.
        TicketClosed = "TicketClosed",
        /// For agents' eyes only.
        Note = "Note",
    }
}

open_enum! {
    /// How far a message got.
    pub enum DeliveryStatus is "a delivery status such as Read" {
        /// Not delivered yet; also on transactions for which delivery means nothing.
        Pending = "Pending",
        /// Taken by the channel.
        Accepted = "Accepted",
        /// Arrived.
        Delivered = "Delivered",
        /// Read by everybody it was for.
        Read = "Read",
        /// Refused by the channel.
        Rejected = "Rejected",
        /// Could not be delivered.
        Failed = "Failed",
    }
}

open_enum! {
    /// What a participant is, according to the export. Bots and queues are `User`, too.
    pub enum ParticipantKind is "a participant type such as Client" {
        /// The customer.
        Client = "Client",
        /// Somebody on our side.
        User = "User",
        /// Glassix itself.
        System = "System",
        /// Named by third parties, never seen.
        Bot = "Bot",
        /// The library's "no type", with its spelling.
        Undefined = "Undefined" | "Undefind" { 0 },
    }
}

open_enum! {
    /// The channel of a ticket, a participant or a message.
    pub enum Channel is "a channel such as Web" {
        /// Web chat.
        Web = "Web",
        /// Web chat that began with a text message.
        WebViaSms = "WebViaSMS",
        /// Mail.
        Mail = "Mail",
        /// Text message.
        Sms = "SMS",
        /// WhatsApp.
        WhatsApp = "WhatsApp",
        /// Facebook Messenger.
        FacebookMessenger = "FBmessenger" | "FacebookMessenger",
        /// Facebook posts.
        FacebookFeed = "FacebookFeed",
        /// Instagram posts.
        InstagramFeed = "InstagramFeed",
        /// Instagram direct messages.
        InstagramDirect = "InstagramDM",
        /// Telegram.
        Telegram = "TelegramBot",
        /// Twitter.
        Twitter = "Twitter",
        /// Viber.
        Viber = "Viber",
        /// Apple Messages for Business.
        AppleBusinessChat = "AppleBusinessChat",
        /// Google's Business Messages.
        GoogleBusinessMessages = "GoogleBusinessMessages",
        /// Google's reviews.
        GoogleBusinessReviews = "GoogleBusinessReviews" | "Google Business Reviews",
        /// Telephone.
        PhoneCall = "PhoneCall",
        /// None: system events.
        Undefined = "Undefined",
    }
}

open_enum! {
    /// How a participant of a mail was addressed.
    pub enum SubChannel is "an address kind such as MailTo" {
        /// Not by mail.
        Undefined = "Undefined",
        /// In the To line.
        To = "MailTo",
        /// In the Cc line.
        Cc = "MailCc",
        /// In the Bcc line.
        Bcc = "MailBcc",
    }
}

open_enum! {
    /// What a user's account is.
    pub enum OwnerKind is "a user type such as AGENT" {
        /// A person.
        Agent = "AGENT",
        /// A bot.
        Bot = "BOT",
        /// A program that uses the API.
        Api = "API",
        /// The library's "no type".
        Undefined = "UNDEFINED",
    }
}

open_enum! {
    /// A user's gender, as their profile has it.
    pub enum Gender is "a gender such as Undefined" {
        /// Not stated.
        Undefined = "Undefined",
        /// Male.
        Male = "Male",
        /// Female.
        Female = "Female",
        /// Does not apply, as for a bot.
        NotApplicable = "notApplicable",
    }
}

open_enum! {
    /// The type of a dynamic parameter.
    pub enum ParameterKind is "a parameter type such as String" {
        /// Text.
        Text = "String",
        /// A number.
        Number = "Number",
        /// True or false.
        Boolean = "Boolean",
        /// A place.
        Location = "Location",
        /// A file.
        Attachment = "Attachment",
    }
}

open_enum! {
    /// What a bot step is.
    pub enum StepKind is "a step type such as Card" {
        /// The customer came to a card.
        Card = "Card",
        /// The bot handed the ticket over to the queue. Glassix writes it with one s.
        SessionOpened = "SesionOpened" | "SessionOpened",
    }
}

open_enum! {
    /// What a button does.
    pub enum ButtonKind is "a button type such as text" {
        /// Says its title.
        Text = "text",
        /// Opens a page.
        WebUrl = "web_url",
        /// Sends data to the bot.
        Postback = "postback",
        /// Calls a number.
        PhoneNumber = "phone_number",
    }
}

open_enum! {
    /// What an attachment is.
    pub enum AttachmentKind is "an attachment type such as Image" {
        /// A picture.
        Image = "Image",
        /// A film.
        Video = "Video",
        /// A document.
        Document = "Document",
        /// Any file.
        File = "File",
        /// A ready-made answer.
        Solution = "Solution",
        /// A form.
        InteractiveDocument = "InteractiveDocument",
        /// Sound.
        Audio = "Audio",
    }
}

open_enum! {
    /// Whether an attachment was found harmless.
    pub enum SanitizationState is "a sanitization state such as Allowed" {
        /// Not checked.
        Undefined = "Undefined",
        /// Harmless.
        Allowed = "Allowed",
        /// Held back.
        Blocked = "Blocked",
        /// Being checked.
        Processing = "Processing",
    }
}

open_enum! {
    /// What a webhook tells.
    pub enum EventKind is "an event such as NEW_TICKET" {
        /// A ticket came into being.
        NewTicket = "NEW_TICKET",
        /// A ticket changed its state.
        TicketStateChange = "TICKET_STATE_CHANGE",
        /// A ticket changed hands.
        TicketOwnerChange = "TICKET_OWNER_CHANGE",
        /// Somebody said something.
        NewMessage = "NEW_MESSAGE",
        /// An agent came or went.
        UserStatusChange = "USER_STATUS_CHANGE",
        /// A document was signed.
        DocumentSigned = "DOCUMENT_SIGNED",
        /// A message outside tickets got further.
        NonTicketMessageStatus = "NON_TICKET_MESSAGE_STATUS",
        /// A survey was answered.
        SurveyUpdate = "SURVEY_UPDATE",
    }
}

#[cfg(test)]
mod tests {
    use super::{Channel, ParticipantKind, State, StepKind};
    use crate::model::Text;
    use crate::model::field::strict;

    #[test]
    fn names_are_compared_without_case() {
        assert_eq!(Channel::of("Whatsapp".into()), Channel::WhatsApp);
        assert_eq!(Channel::of("FacebookMessenger".into()), Channel::FacebookMessenger);
        assert_eq!(StepKind::of("SessionOpened".into()), StepKind::SessionOpened);
        assert_eq!(ParticipantKind::of("Undefind".into()), ParticipantKind::Undefined);
    }

    #[test]
    fn an_unknown_name_is_kept_as_written() {
        let state = strict::<State<'_>>("\"Archived\"").unwrap().unwrap();
        assert_eq!(state, State::Other(Text::borrowed("Archived")));
        assert_eq!(serde_json::to_string(&state).unwrap(), "\"Archived\"");
    }

    #[test]
    fn numbers_stand_for_names_where_the_library_says_which() {
        assert_eq!(strict::<State<'_>>("1").unwrap(), Some(State::Closed));
        assert!(strict::<State<'_>>("77").is_err());
        assert!(strict::<Channel<'_>>("1").is_err());
        assert_eq!(strict::<State<'_>>("\"\"").unwrap(), None);
    }
}
