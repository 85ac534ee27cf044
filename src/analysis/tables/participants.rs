//! The table of who takes part.

use super::table::table;
use super::{Rows, numbered, role};
use crate::analysis::person::Person;
use crate::analysis::story::Story;
use crate::model::{Channel, Participant, ParticipantKind, SubChannel};

struct Row<'r> {
    position: i64,
    participant: &'r Participant<'r>,
    person: Option<&'r Person>,
    is_owner: bool,
}

table! {
    /// A row for each participant that a ticket lists.
    participants (row: Row<'_>) {
        /// Which participant of the ticket, from 1.
        position: whole from "the order of participants" = Some(row.position);
        /// The number within the ticket; transactions name their sender by it.
        participant_id: whole from "participants[].id" = row.participant.id.copied();
        /// What Glassix says it is: Client, User or System.
        participant_type: text from "participants[].type" = row.participant.kind.get().map(ParticipantKind::name);
        /// What it is: customer, bot, queue, agent, system or unknown.
        role: text from "type, and what the ticket tells of bots" = row.person.map(|person| role(person.role));
        /// The name at present.
        name: text from "participants[].name" = row.participant.name.get();
        /// The best name that the ticket has for them.
        best_name: text from "all names in the ticket" = row.person.map(|person| &person.name).filter(|name| !name.is_blank());
        /// The name that customers see.
        display_name: text from "participants[].displayName" = row.participant.display_name.get();
        /// A user's mail address.
        user_name: text from "participants[].userName" = row.participant.user_name.get();
        /// Customer: a phone number, an address, a GUID. User: the user's GUID.
        identifier: text from "participants[].identifier" = row.participant.identifier.get();
        /// Our side of the channel: a number, an address, a widget.
        department_identifier: text from "participants[].departmentIdentifier" = row.participant.department_identifier.get();
        /// The customer's contact.
        contact_id: text from "participants[].contactId" = row.participant.contact_id.get().map(|id| &id.0);
        /// The channel; Web for users, whatever the ticket's channel.
        channel: text from "participants[].protocolType" = row.participant.channel.get().map(Channel::name);
        /// How a participant of a mail was addressed.
        sub_channel: text from "participants[].subProtocolType" = row.participant.sub_channel.get().map(SubChannel::name);
        /// Whether the participant is still there.
        is_active: truth from "participants[].isActive" = row.participant.is_active.copied();
        /// Whether the participant was removed.
        is_deleted: truth from "participants[].isDeleted" = row.participant.is_deleted.copied();
        /// Whether this is the owner of the ticket.
        is_owner: truth from "owner.id" = Some(row.is_owner);
    }
}

pub(super) fn rows(story: &Story<'_>, rows: &mut Rows) {
    for (position, participant) in numbered(story.ticket().participants.items()) {
        let key = story.cast.sender(participant);
        let person = key.and_then(|key| story.cast.person(key));
        let is_owner = key.is_some() && key == story.cast.owner();
        fill(&Row { position, participant, person, is_owner }, rows);
    }
}
