//! Values outside of the sets that are known: each once, with the place where it stands first.

use super::case::Case;
use crate::model::{
    AttachmentKind, ButtonKind, Channel, DeliveryStatus, Field, Gender, OpenEnum, OwnerKind,
    ParameterKind, Participant, ParticipantKind, SanitizationState, State, StepKind, SubChannel,
    Text, TicketKind, Transaction, TransactionKind,
};
use std::collections::HashMap;

/// A value that is not known.
pub(super) struct Stranger {
    /// What it should be one of.
    pub(super) what: &'static str,
    /// The value as written.
    pub(super) value: Text<'static>,
    /// All that are known.
    pub(super) known: &'static [&'static str],
    /// Where it stands first.
    pub(super) pointer: String,
    pub(super) transaction_id: Option<i64>,
    /// In how many places it stands.
    pub(super) times: usize,
}

/// Lists the values that are not known, in the order of the file.
pub(super) fn strangers(case: &Case<'_, '_>) -> Vec<Stranger> {
    let ticket = case.ticket();
    let mut strangers = Strangers::default();
    let all = &mut strangers;
    all.meet::<State<'_>>("state", &ticket.state, || "/state".to_owned());
    all.meet::<TicketKind<'_>>("ticket type", &ticket.kind, || "/ticketType".to_owned());
    all.meet::<Channel<'_>>("channel", &ticket.channel, || "/primaryProtocolType".to_owned());
    for (index, log) in ticket.activity_logs.items().iter().enumerate() {
        let place = |key| case.item("/activityLogs", index, key);
        all.meet::<State<'_>>("state", &log.state, || place("/state"));
        all.meet::<TicketKind<'_>>("ticket type", &log.ticket_kind, || place("/ticketType"));
    }
    if let Some(owner) = ticket.owner.get() {
        all.meet::<OwnerKind<'_>>("user type", &owner.kind, || "/owner/type".to_owned());
        all.meet::<Gender<'_>>("gender", &owner.gender, || "/owner/gender".to_owned());
    }
    for (index, participant) in ticket.participants.items().iter().enumerate() {
        all.participant(participant, &|key| case.item("/participants", index, key));
    }
    for (index, transaction) in ticket.transactions.items().iter().enumerate() {
        all.inside = transaction.id.copied();
        all.transaction(transaction, &|key| case.transaction(index, key));
    }
    all.inside = None;
    for (index, parameter) in ticket.dynamic_parameters.items().iter().enumerate() {
        let place = || case.item("/dynamicParameters", index, "/type");
        all.meet::<ParameterKind<'_>>("parameter type", &parameter.kind, place);
    }
    for (index, step) in ticket.bot_steps.items().iter().enumerate() {
        let place = || case.item("/botConversationSteps", index, "/stepType");
        all.meet::<StepKind<'_>>("step type", &step.kind, place);
    }
    strangers.met
}

#[derive(Default)]
struct Strangers {
    met: Vec<Stranger>,
    places: HashMap<(&'static str, String), usize>,
    /// The transaction that is being looked at.
    inside: Option<i64>,
}

impl Strangers {
    fn meet<E: OpenEnum>(
        &mut self,
        what: &'static str,
        field: &Field<'_, E>,
        pointer: impl FnOnce() -> String,
    ) {
        let Some(value) = field.get().and_then(OpenEnum::stranger) else { return };
        let key = (what, value.as_str().to_owned());
        if let Some(known) = self.places.get(&key).and_then(|place| self.met.get_mut(*place)) {
            known.times = known.times.saturating_add(1);
            return;
        }
        self.places.insert(key, self.met.len());
        self.met.push(Stranger {
            what,
            value: value.to_static(),
            known: E::KNOWN,
            pointer: pointer(),
            transaction_id: self.inside,
            times: 1,
        });
    }

    fn participant(&mut self, participant: &Participant<'_>, place: &dyn Fn(&str) -> String) {
        let Participant { kind, channel, sub_channel, .. } = participant;
        self.meet::<ParticipantKind<'_>>("participant type", kind, || place("/type"));
        self.meet::<Channel<'_>>("channel", channel, || place("/protocolType"));
        self.meet::<SubChannel<'_>>("address kind", sub_channel, || place("/subProtocolType"));
    }

    fn transaction(&mut self, transaction: &Transaction<'_>, place: &dyn Fn(&str) -> String) {
        let Transaction { kind, channel, status, .. } = transaction;
        self.meet::<Channel<'_>>("channel", channel, || place("/fromProtocolType"));
        self.meet::<TransactionKind<'_>>("transaction type", kind, || place("/type"));
        self.meet::<DeliveryStatus<'_>>("delivery status", status, || place("/status"));
        if let Some(from) = transaction.from.get() {
            self.participant(from, &|key| place(&format!("/fromParticipant{key}")));
        }
        for (index, file) in transaction.attachments.items().iter().enumerate() {
            let place = |key| place(&format!("/attachments/{index}{key}"));
            self.meet::<AttachmentKind<'_>>("attachment type", &file.kind, || place("/type"));
            let state = &file.sanitization_state;
            self.meet::<SanitizationState<'_>>("sanitization state", state, || {
                place("/sanitizationState")
            });
        }
        let Some(payload) = transaction.payload.get() else { return };
        for (index, template) in payload.templates.items().iter().enumerate() {
            for (number, button) in template.buttons.items().iter().enumerate() {
                self.meet::<ButtonKind<'_>>("button type", &button.kind, || {
                    place(&format!("/payload/templates/{index}/buttons/{number}/type"))
                });
            }
        }
    }
}
