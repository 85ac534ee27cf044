//! What a ticket is: the export of Glassix as types, field by field. Mirrors the file, judges nothing.
//!
//! Three ideas carry the whole model:
//!
//! * **A field is given, missing or odd** ([`Field`]). The export has five spellings of "not set";
//!   all become `Missing`. A value of a wrong type or form is `Odd` and keeps its text as written.
//! * **Strict first, lenient when needed** ([`Wire`]). Every type is read in one fast pass; only if
//!   that fails is the ticket read again, value by value, so that one odd field loses nothing else.
//! * **Text from a ticket is no `String`** ([`Text`]). It has no `Display`: it cannot be printed by
//!   accident, only be handed to a page.
//!
//! Everything borrows from the text of one ticket, so that archives stream through without copies.
//!
//! Glossary: a *ticket* is one conversation; a *transaction* is one thing that happened in it (a
//! message or an event); a *participant* is a person, bot or queue that took part; a *card* is a
//! station of a chatbot *flow*; a *step* is a visit to a card.

mod bot;
mod details;
mod embedded;
mod field;
mod names;
mod object;
mod part;
mod participant;
mod payload;
mod record;
mod scalar;
mod shape;
mod text;
mod ticket;
mod time;
mod transaction;
mod webhook;
mod zone;

pub use bot::{BotStep, DynamicParameter};
pub use details::{Details, Referral, Source};
pub use embedded::{Closing, Reassignment, embedded};
pub use field::{Defect, DefectKind, Field, Place, Wire};
pub use names::{
    AttachmentKind, ButtonKind, Channel, DeliveryStatus, EventKind, Gender, OpenEnum, OwnerKind,
    ParameterKind, ParticipantKind, SanitizationState, State, StepKind, SubChannel, TicketKind,
    TransactionKind,
};
pub use object::members;
pub use participant::{Owner, Participant};
pub use payload::{Button, Payload, QuickReply, Template};
pub use record::Record;
pub use scalar::{Guid, Json, Map, NIL_GUID, Number, TicketReference, in_one_line};
pub use shape::Shape;
pub use text::Text;
pub use ticket::{ActivityLog, Summary, Ticket};
pub use time::{TimeSpan, Timestamp};
pub use transaction::{Attachment, Transaction};
pub use webhook::{Change, Event};
pub use zone::{NoZone, Zone};
