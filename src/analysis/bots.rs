//! Which users are bots. The export does not say it: five rules do, in order of trust.

use crate::model::{
    NIL_GUID, OwnerKind, Participant, ParticipantKind, Reassignment, StepKind, Text, Ticket,
    Timestamp, Transaction, TransactionKind, embedded,
};
use chrono::TimeDelta;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The users of a ticket that are bots.
#[derive(Debug, Clone, Default)]
pub(super) struct Bots {
    identifiers: BTreeMap<String, BotRule>,
}

/// Why a user is taken for a bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BotRule {
    /// Somebody says so on the command line.
    Named,
    /// The export says so.
    Typed,
    /// It owns the ticket as a bot.
    OwnsAsBot,
    /// It put the ticket into the queue before any agent had it.
    QueuedFirst,
    /// It wrote before the first agent did.
    WroteBeforeAgents,
    /// It wrote when the customer came to a bot card.
    WroteAtCard,
    /// It is called BOT.
    CalledBot,
}

impl Bots {
    /// Finds the bots of a ticket, or takes those that are `known`.
    ///
    /// The rules, in order of trust:
    ///
    /// 1. the owner, if its type is BOT;
    /// 2. who put the ticket into the queue before any agent had it;
    /// 3. who wrote more than a second before the first agent's message, as Glassix reports it:
    ///    Glassix did not count it as an agent;
    /// 4. who wrote within two seconds of a visit to a bot card;
    /// 5. who is called BOT.
    ///
    /// Rules 2 and 4 never apply to the author of the first agent's message, as Glassix reports it.
    /// A customer is never a bot.
    pub(super) fn of(ticket: &Ticket<'_>, known: &[String]) -> Self {
        let mut bots = Self::default();
        if !known.is_empty() {
            let named = known.iter().map(|id| (id.to_ascii_lowercase(), BotRule::Named));
            bots.identifiers = named.collect();
            return bots;
        }
        if let Some(owner) = ticket.owner.get()
            && owner.kind.get() == Some(&OwnerKind::Bot)
            && let Some(id) = owner.id.get()
        {
            bots.add(id.0.as_str(), BotRule::OwnsAsBot);
        }
        let agent = ticket.first_agent_message_user_id.get();
        let is_agent = |id: &str| agent.is_some_and(|agent| agent.is(id));
        for id in gave_to_queue_first(ticket).filter(|id| !is_agent(id)) {
            bots.add(&id, BotRule::QueuedFirst);
        }
        let visits = visits(ticket);
        for transaction in ticket.transactions.items() {
            let Some(id) = user_message(transaction) else { continue };
            let at = transaction.at.copied();
            if before_first_agent(ticket, at) {
                bots.add(id, BotRule::WroteBeforeAgents);
            } else if at_a_card(&visits, at) && !is_agent(id) {
                bots.add(id, BotRule::WroteAtCard);
            }
        }
        let senders = ticket.transactions.items().iter().filter_map(|t| t.from.get());
        for participant in ticket.participants.items().iter().chain(senders) {
            if let Some(id) = participant.identifier.get()
                && is_called_bot(participant)
            {
                bots.add(id.as_str(), BotRule::CalledBot);
            }
        }
        bots
    }

    /// Tells why a user is a bot, by identifier or by number in the participants list; `None` for a
    /// person.
    pub(super) fn why(
        &self,
        identifier: Option<&Text<'_>>,
        number: Option<i64>,
    ) -> Option<BotRule> {
        let by_identifier = identifier.map(|id| id.as_str().to_ascii_lowercase());
        let by_number = || number.map(|number| number.to_string());
        let find = |name: String| self.identifiers.get(&name).copied();
        by_identifier.and_then(find).or_else(|| by_number().and_then(find))
    }

    /// Notes a bot; of several rules the first one counts.
    fn add(&mut self, identifier: &str, rule: BotRule) {
        if identifier != NIL_GUID && !identifier.is_empty() {
            self.identifiers.entry(identifier.to_ascii_lowercase()).or_insert(rule);
        }
    }
}

/// Rule 2. Without the report of the first allocation, the first assignment to another user ends it.
fn gave_to_queue_first<'t>(ticket: &'t Ticket<'_>) -> impl Iterator<Item = String> + 't {
    let reported = ticket.first_agent_allocation_at.copied();
    let mut reassigned: Vec<_> = ticket
        .transactions
        .items()
        .iter()
        .filter(|t| t.kind.get() == Some(&TransactionKind::TicketReassigned))
        .collect();
    reassigned.sort_by_key(|t| (t.at.copied(), t.id.copied()));
    let mut over = false;
    reassigned.into_iter().filter_map(move |transaction| {
        let event: Reassignment<'_> = embedded(transaction.text.get()?.as_str())?;
        let (by, to) = (event.by_id.get()?, event.to_id.get()?);
        over = over
            || match reported {
                Some(first) => transaction.at.copied().is_none_or(|at| at >= first),
                None => to.as_str() != NIL_GUID,
            };
        (!over && to.as_str() == NIL_GUID).then(|| by.as_str().to_owned())
    })
}

/// Rule 3.
fn before_first_agent(ticket: &Ticket<'_>, at: Option<Timestamp>) -> bool {
    match (ticket.first_agent_message_at.copied(), at) {
        (Some(first), Some(at)) => first.since(at) > TimeDelta::seconds(1),
        _ => false,
    }
}

/// Rule 4.
fn at_a_card(visits: &[Timestamp], at: Option<Timestamp>) -> bool {
    let Some(at) = at else { return false };
    let later = visits.partition_point(|visit| *visit < at);
    let near = |index: Option<usize>| {
        let visit = index.and_then(|index| visits.get(index));
        visit.is_some_and(|visit| visit.since(at).abs() <= TimeDelta::seconds(2))
    };
    near(Some(later)) || near(later.checked_sub(1))
}

/// The times at which the customer came to a card, in order.
fn visits(ticket: &Ticket<'_>) -> Vec<Timestamp> {
    let cards = ticket.bot_steps.items().iter();
    let cards = cards.filter(|step| step.kind.get() != Some(&StepKind::SessionOpened));
    let mut visits: Vec<_> = cards.filter_map(|step| step.at.copied()).collect();
    visits.sort_unstable();
    visits
}

/// Rule 5.
fn is_called_bot(participant: &Participant<'_>) -> bool {
    participant.kind.get() == Some(&ParticipantKind::User)
        && participant.name.get().is_some_and(|name| name.as_str().trim() == "BOT")
}

fn user_message<'t>(transaction: &'t Transaction<'_>) -> Option<&'t str> {
    let from = transaction.from.get()?;
    let is_message = transaction.kind.get() == Some(&TransactionKind::Message);
    let is_user = from.kind.get() == Some(&ParticipantKind::User);
    (is_message && is_user).then(|| from.identifier.get().map(Text::as_str)).flatten()
}

#[cfg(test)]
mod tests {
    use super::{BotRule, Bots};
    use crate::model::{Record, Text};

    fn is_bot(json: &str) -> bool {
        let record = Record::read(json).unwrap().unwrap();
        Bots::of(&record.ticket, &[]).why(Some(&Text::borrowed("b")), None).is_some()
    }

    const MESSAGE: &str = r#""transactions":[{"id":1,"type":"Message","dateTime":"2024-01-01T10:00:00Z",
        "fromParticipant":{"id":2,"type":"User","name":"Max","identifier":"b"}}]"#;

    fn reassigned(more: &str) -> String {
        let event = |second: u8, by: &str, to: &str| {
            format!(
                r#"{{"id":{second},"type":"TicketReAssigned","dateTime":"2024-01-01T10:00:0{second}Z",
                    "text":"{{\"byUserId\":\"{by}\",\"toUserId\":\"{to}\"}}"}}"#
            )
        };
        let nil = super::NIL_GUID;
        format!("{{{more}\"transactions\":[{},{}]}}", event(1, "b", nil), event(2, "a", "a"))
    }

    #[test]
    fn rule_1_an_owner_of_type_bot() {
        assert!(is_bot(r#"{"owner":{"id":"b","type":"BOT"}}"#));
        assert!(!is_bot(r#"{"owner":{"id":"b","type":"AGENT"}}"#));
    }

    #[test]
    fn rule_2_who_gave_the_ticket_to_the_queue_before_any_agent_had_it() {
        assert!(is_bot(&reassigned("")));
        assert!(is_bot(&reassigned(r#""firstAgentAllocationTimestamp":"2024-01-01T10:00:02Z","#)));
        assert!(!is_bot(&reassigned(r#""firstAgentAllocationTimestamp":"2024-01-01T10:00:00Z","#)));
        assert!(
            !is_bot(&reassigned(r#""firstAgentMessageUserId":"b","#)),
            "Glassix says: an agent"
        );
    }

    #[test]
    fn rule_3_who_wrote_before_the_first_agent() {
        assert!(is_bot(&format!(
            r#"{{"firstAgentMessageDateTime":"2024-01-01T10:00:02Z",{MESSAGE}}}"#
        )));
        assert!(!is_bot(&format!(
            r#"{{"firstAgentMessageDateTime":"2024-01-01T10:00:01Z",{MESSAGE}}}"#
        )));
        assert!(!is_bot(&format!("{{{MESSAGE}}}")), "without a rule a user is a person");
    }

    #[test]
    fn rule_4_who_wrote_at_a_card() {
        let step = |at: &str, kind: &str| {
            format!(
                r#"{{"botConversationSteps":[{{"visitDatetime":"{at}","stepType":"{kind}"}}],{MESSAGE}}}"#
            )
        };
        assert!(is_bot(&step("2024-01-01T10:00:01.900Z", "Card")));
        assert!(!is_bot(&step("2024-01-01T10:00:02.100Z", "Card")));
        assert!(!is_bot(&step("2024-01-01T10:00:00.500Z", "SesionOpened")));
    }

    #[test]
    fn rule_5_who_is_called_bot() {
        let named = |name: &str, kind: &str| {
            is_bot(&format!(
                r#"{{"participants":[{{"id":2,"name":"{name}","type":"{kind}","identifier":"b"}}]}}"#
            ))
        };
        assert!(named("BOT", "User"));
        assert!(!named("Bot Smith", "User"));
        assert!(!named("BOT", "Client"));
    }

    #[test]
    fn known_bots_overrule_the_rules() {
        let record = Record::read(r#"{"owner":{"id":"b","type":"BOT"}}"#).unwrap().unwrap();
        let bots = Bots::of(&record.ticket, &["A7".to_owned()]);
        assert_eq!(bots.why(Some(&Text::borrowed("b")), None), None);
        assert_eq!(bots.why(Some(&Text::borrowed("a7")), None), Some(BotRule::Named));
        let numbered = Bots::of(&record.ticket, &["4".to_owned()]);
        assert_eq!(numbered.why(None, Some(4)), Some(BotRule::Named));
    }
}
