//! The table of files.

use super::table::table;
use super::{Rows, numbered, role};
use crate::analysis::course::Entry;
use crate::analysis::person::Role;
use crate::analysis::said::SaidAttachment;
use crate::analysis::story::Story;
use crate::model::{Attachment, AttachmentKind, SanitizationState};

struct Row<'r> {
    transaction_position: i64,
    position: i64,
    entry: &'r Entry<'r>,
    sender: Role,
    attachment: &'r Attachment<'r>,
}

table! {
    /// A row for each file in a message.
    attachments (row: Row<'_>) {
        /// The transaction it is in: its position in that table.
        transaction_position: whole from "the order of time" = Some(row.transaction_position);
        /// The number of that transaction.
        transaction_id: whole from "transactions[].id" = row.entry.transaction.id.copied();
        /// Which file of the message, from 1.
        position: whole from "the order of attachments" = Some(row.position);
        /// When it was sent.
        sent_at: moment from "transactions[].dateTime" = row.entry.at;
        /// Who sent it: customer, bot, queue, agent, system or unknown.
        role: text from "who the transaction comes from" = Some(role(row.sender));
        /// The number of the file.
        attachment_id: whole from "attachments[].id" = row.attachment.id.copied();
        /// What it is: Image, Video, Audio, Document, File and others.
        attachment_type: text from "attachments[].type" = row.attachment.kind.get().map(AttachmentKind::name);
        /// The name it had on the sender's machine.
        original_file_name: text from "attachments[].originalFileName" = row.attachment.original_file_name.get();
        /// The name under which it is stored.
        file_identifier: text from "attachments[].fileIdentifier" = row.attachment.file_identifier.get();
        /// Where it was to be had; signed, so it is a secret as long as it is valid.
        uri: text from "attachments[].uri" = row.attachment.uri.get();
        /// Until when that address is valid, as its signature says.
        uri_expires_at: moment from "the signature in uri" = SaidAttachment::of(row.attachment).expires_at;
        /// Whether it is a picture inside the text, which does not count as a file sent.
        is_embedded: truth from "attachments[].isEmbedded" = row.attachment.is_embedded.copied();
        /// Whether it was found harmless: Undefined, Allowed, Blocked or Processing.
        sanitization_state: text from "attachments[].sanitizationState" = row.attachment.sanitization_state.get().map(SanitizationState::name);
    }
}

pub(super) fn rows(story: &Story<'_>, rows: &mut Rows) {
    for (transaction_position, entry) in numbered(&story.course.entries) {
        let sender = story.cast.role(entry.who);
        for (position, attachment) in numbered(entry.transaction.attachments.items()) {
            fill(&Row { transaction_position, position, entry, sender, attachment }, rows);
        }
    }
}
