//! What happened in a ticket: messages and events, with attachments.

use super::names::{AttachmentKind, Channel, DeliveryStatus, SanitizationState, TransactionKind};
use super::object::object;
use super::participant::Participant;
use super::payload::Payload;
use super::text::Text;
use super::time::Timestamp;

object! {
    /// One thing that happened: a message, or an event of the ticket.
    pub struct Transaction is "a transaction" {
        /// Unique identifier.
        guid: Text<'a> = "guidTransactionId",
        /// Number from a counter that all tickets share: gaps are normal, order is meant.
        id: i64 = "id",
        /// When. Often cut to whole seconds.
        at: Timestamp = "dateTime",
        /// The channel; undefined for events.
        channel: Channel<'a> = "fromProtocolType",
        /// What it is.
        kind: TransactionKind<'a> = "type",
        /// The plain text; for some events a JSON text, see [`Reassignment`](super::Reassignment).
        text: Text<'a> = "text",
        /// The same with markup, or missing.
        html: Text<'a> = "html",
        /// How far it got. Means something only for messages to the customer.
        status: DeliveryStatus<'a> = "status",
        /// Who it comes from, as they were then.
        from: Participant<'a> = "fromParticipant",
        /// Files.
        attachments: Vec<Attachment<'a>> = "attachments",
        /// Cards and buttons.
        payload: Payload<'a> = "payload",
    }
}

object! {
    /// A file in a message.
    pub struct Attachment is "an attachment" {
        /// Number of the attachment.
        id: i64 = "id",
        /// What it is.
        kind: AttachmentKind<'a> = "type",
        /// The name under which it is stored.
        file_identifier: Text<'a> = "fileIdentifier",
        /// The name it had on the sender's machine.
        original_file_name: Text<'a> = "originalFileName",
        /// Addresses of small pictures.
        thumbnails: Vec<Text<'a>> = "thumbnails",
        /// Names under which small pictures are stored.
        thumbnails_file_identifiers: Vec<Text<'a>> = "thumbnailsFileIdentifiers",
        /// Where to fetch it; signed, and valid for some hours only.
        uri: Text<'a> = "uri",
        /// Whether it is a picture inside the text, which does not count as media.
        is_embedded: bool = "isEmbedded",
        /// Whether it was found harmless.
        sanitization_state: SanitizationState<'a> = "sanitizationState",
    }
}

impl Attachment<'_> {
    /// Tells whether the file is held back because it may be harmful, or is not checked yet.
    pub fn is_held_back(&self) -> bool {
        let state = self.sanitization_state.get();
        let harmless =
            |state| matches!(state, &SanitizationState::Allowed | &SanitizationState::Undefined);
        state.is_some_and(|state| !harmless(state))
    }
}
