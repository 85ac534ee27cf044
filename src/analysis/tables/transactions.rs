//! The table of what happened: messages and events.

use super::table::table;
use super::{Rows, numbered, role, whole};
use crate::analysis::course::Entry;
use crate::analysis::head::Who;
use crate::analysis::story::Story;
use crate::analysis::turn::{Turn, TurnKind};
use crate::model::{Channel, DeliveryStatus, Participant, ParticipantKind, Text, TransactionKind};

struct Row<'r> {
    position: i64,
    entry: &'r Entry<'r>,
    turn: &'r Turn,
}

impl<'r> Row<'r> {
    fn from(&self) -> Option<&'r Participant<'r>> {
        self.entry.transaction.from.get()
    }
}

table! {
    /// A row for each message and each event, in order of time; each once, also where the export has it
    /// twice.
    transactions (row: Row<'_>) {
        /// Which transaction of the ticket, from 1.
        position: whole from "the order of time" = Some(row.position);
        /// The number: from a counter that all tickets share.
        transaction_id: whole from "transactions[].id" = row.entry.transaction.id.copied();
        /// Its identifier.
        guid: text from "transactions[].guidTransactionId" = row.entry.transaction.guid.get();
        /// When.
        at: moment from "transactions[].dateTime" = row.entry.at;
        /// What Glassix calls it.
        transaction_type: text from "transactions[].type" = row.entry.transaction.kind.get().map(TransactionKind::name);
        /// What it is: message, automatic, note, opened, handed_over, taken, assigned, closed or other.
        kind: text from "type, and who did it to whom" = Some(kind(row.turn.kind));
        /// What who did it is: customer, bot, queue, agent, system or unknown.
        role: text from "fromParticipant, or the event in text" = row.turn.who.as_ref().map(|who| role(who.role));
        /// Who did it, by the best name that the ticket has for them.
        who: text from "the same" = name(row.turn.who.as_ref());
        /// Who has the ticket after it, if it changed hands.
        to_whom: text from "the event in text" = name(row.turn.to.as_ref());
        /// What they are.
        to_role: text from "the same" = row.turn.to.as_ref().map(|who| role(who.role));
        /// Whether the ticket, closed before, is open again from here on.
        reopens: truth from "the order of events" = Some(row.turn.reopens);
        /// How long the customer had waited for this answer of a person.
        waited_s: seconds from "the messages before it" = row.turn.waited_s;
        /// The channel; Undefined for events.
        channel: text from "transactions[].fromProtocolType" = row.entry.transaction.channel.get().map(Channel::name);
        /// How far it got: means something for messages to the customer only.
        status: text from "transactions[].status" = row.entry.transaction.status.get().map(DeliveryStatus::name);
        /// The sender's number in the ticket, as they were then; 0 is the System.
        from_id: whole from "transactions[].fromParticipant.id" = row.from().and_then(|from| from.id.copied());
        /// The sender's type, as they were then.
        from_type: text from "transactions[].fromParticipant.type" = row.from().and_then(|from| from.kind.get()).map(ParticipantKind::name);
        /// The sender's name, as they were then.
        from_name: text from "transactions[].fromParticipant.name" = row.from().and_then(|from| from.name.get());
        /// The sender's identifier, as they were then.
        from_identifier: text from "transactions[].fromParticipant.identifier" = row.from().and_then(|from| from.identifier.get());
        /// The text; of some events it is JSON.
        text: text from "transactions[].text" = row.entry.transaction.text.get();
        /// The text with its markup.
        html: text from "transactions[].html" = row.entry.transaction.html.get();
        /// What a person reads: the text, else the markup made readable, and cards; a line each.
        said: text from "text, html and payload" = lines(row.turn.said.lines());
        /// The buttons and suggested answers, a line each.
        buttons: text from "payload" = lines(row.turn.said.buttons().map(|button| &button.title));
        /// Which button of those before it the customer pressed, from 1.
        pressed_button: whole from "the customer's text, and the buttons before it" = row.turn.button.map(|pressed| whole(pressed.number));
        /// The bot's card that said it.
        card: text from "botConversationSteps" = row.turn.card.as_ref();
        /// How many files it has, those inside the text too.
        attachments: whole from "counted" = Some(whole(row.entry.transaction.attachments.items().len()));
    }
}

const fn kind(kind: TurnKind) -> Text<'static> {
    Text::borrowed(match kind {
        TurnKind::Message => "message",
        TurnKind::Automatic => "automatic",
        TurnKind::Note => "note",
        TurnKind::Opened => "opened",
        TurnKind::HandedOver => "handed_over",
        TurnKind::Taken => "taken",
        TurnKind::Assigned => "assigned",
        TurnKind::Closed => "closed",
        TurnKind::Other => "other",
    })
}

fn name(who: Option<&Who>) -> Option<&Text<'static>> {
    who.map(|who| &who.name).filter(|name| !name.is_blank())
}

fn lines<'t>(texts: impl Iterator<Item = &'t Text<'static>>) -> Option<Text<'static>> {
    texts.map(Text::as_str).map(str::to_owned).reduce(|all, one| all + "\n" + &one).map(Text::owned)
}

pub(super) fn rows(story: &Story<'_>, rows: &mut Rows) {
    let turns = Turn::all(story);
    for (position, (entry, turn)) in numbered(story.course.entries.iter().zip(&turns)) {
        fill(&Row { position, entry, turn }, rows);
    }
}
