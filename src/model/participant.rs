//! Who takes part: participants, and the owner.

use super::names::{Channel, Gender, OwnerKind, ParticipantKind, SubChannel};
use super::object::object;
use super::scalar::Guid;
use super::text::Text;

object! {
    /// Somebody who takes part in a ticket; also who a transaction comes from, as a snapshot that
    /// may differ from the list.
    pub struct Participant is "a participant" {
        /// Number within the ticket. 0 is the System, which the list never holds.
        id: i64 = "id",
        /// The name at present.
        name: Text<'a> = "name",
        /// What the participant is. Bots and the queue are users, too.
        kind: ParticipantKind<'a> = "type",
        /// Customer: a phone number, an address, a GUID. User: the user's GUID. Queue: the nil GUID.
        identifier: Text<'a> = "identifier",
        /// Our side of the channel: a number, an address, a widget.
        department_identifier: Text<'a> = "departmentIdentifier",
        /// The name that customers see.
        display_name: Text<'a> = "displayName",
        /// The channel. `Web` for users, whatever the ticket's channel.
        channel: Channel<'a> = "protocolType",
        /// How a participant of a mail was addressed.
        sub_channel: SubChannel<'a> = "subProtocolType",
        /// Whether the participant is still there.
        is_active: bool = "isActive",
        /// Whether the participant was removed.
        is_deleted: bool = "isDeleted",
        /// The customer's contact; missing for users.
        contact_id: Guid<'a> = "contactId",
        /// A user's mail address.
        user_name: Text<'a> = "userName",
    }
}

object! {
    /// The user who has the ticket, or had it last. The export gives no name: it is found among the
    /// participants, by `id`.
    pub struct Owner is "an owner" {
        /// The user; missing if the ticket is unassigned.
        id: Guid<'a> = "id",
        /// As the user's profile has it.
        gender: Gender<'a> = "gender",
        /// The user's mail address.
        user_name: Text<'a> = "UserName",
        /// The user's language.
        culture: Text<'a> = "culture",
        /// Two meanings in the documentation: left out of statistics, or not a participant.
        is_anonymous: bool = "isAnonymous",
        /// The integrator's own key for the user.
        unique_argument: Text<'a> = "uniqueArgument",
        /// Person, bot or program.
        kind: OwnerKind<'a> = "type",
    }
}
