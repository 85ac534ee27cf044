//! What is true of a whole archive: of each ticket the copy that is to be kept.

use super::flows::FLOWS;
use super::truth::{PlantTruth, Span, Truth};
use serde::Serialize;
use std::collections::BTreeMap;

/// Counts and measures of an archive.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Totals {
    /// How many tickets were written, copies too, and how many of them are to be dropped.
    pub(crate) written: usize,
    pub(crate) dropped: usize,
    /// Everything below counts each ticket once.
    pub(crate) tickets: usize,
    pub(crate) without_transactions: usize,
    pub(crate) states: BTreeMap<&'static str, usize>,
    pub(crate) channels: BTreeMap<&'static str, usize>,
    pub(crate) tags: BTreeMap<&'static str, usize>,
    pub(crate) bot_only: usize,
    pub(crate) abandoned: usize,
    /// At a card.
    pub(crate) left_in_bot: usize,
    pub(crate) reopened: usize,
    pub(crate) unanswered: usize,
    pub(crate) waits_still: usize,
    /// Over all, by who wrote first on our side (else the last agent who had it), by everybody who was
    /// assigned or wrote, and by the owner's name.
    pub(crate) spans: Spans,
    pub(crate) by_agent: BTreeMap<&'static str, Spans>,
    pub(crate) by_part: BTreeMap<&'static str, Spans>,
    pub(crate) by_owner: BTreeMap<&'static str, Spans>,
    /// Reported, by the owner's address; no address is the queue.
    pub(crate) reported_by_owner: BTreeMap<&'static str, Group>,
    pub(crate) cards: BTreeMap<&'static str, CardTotal>,
    pub(crate) planted: BTreeMap<&'static str, PlantTotal>,
}

/// Of those with transactions; what goes on still is not measured.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Spans {
    pub(crate) tickets: usize,
    pub(crate) bot: Measure,
    pub(crate) queue: Measure,
    pub(crate) first_response: Measure,
    pub(crate) taken_to_reply: Measure,
    pub(crate) duration: Measure,
    /// The longest answered wait of each ticket.
    pub(crate) waited: Measure,
    /// All answered waits.
    pub(crate) waits: Measure,
}

/// The reported first response, gross.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Group {
    /// The owner's name, where a ticket tells it.
    pub(crate) name: &'static str,
    pub(crate) tickets: usize,
    pub(crate) first_response_gross: Measure,
}

/// Values, written as their number, their median, P90 and P99 by nearest rank, and their maximum.
#[derive(Debug, Default)]
pub(crate) struct Measure(Vec<Span>);

#[derive(Debug, Serialize)]
pub(crate) struct Measured {
    pub(crate) n: usize,
    pub(crate) p50: Option<Span>,
    pub(crate) p90: Option<Span>,
    pub(crate) p99: Option<Span>,
    pub(crate) max: Option<Span>,
}

impl Measure {
    fn add(&mut self, span: Option<Span>) {
        self.0.extend(span);
    }

    pub(crate) fn measured(&self) -> Measured {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let n = sorted.len();
        let rank =
            |percent: usize| sorted.get((n * percent).div_ceil(100).checked_sub(1)?).copied();
        Measured { n, p50: rank(50), p90: rank(90), p99: rank(99), max: sorted.last().copied() }
    }
}

impl Serialize for Measure {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.measured().serialize(to)
    }
}

/// A card of a flow, by its identifier; of tickets with transactions.
#[derive(Debug, Default, Serialize)]
pub(crate) struct CardTotal {
    pub(crate) flow: &'static str,
    /// Its name in the latest version.
    pub(crate) name: &'static str,
    /// Visits, and tickets with at least one.
    pub(crate) visits: usize,
    pub(crate) tickets: usize,
    /// Visits with an answer, and tickets with at least one.
    pub(crate) answered: usize,
    pub(crate) answered_tickets: usize,
    /// Tickets that came here more than once.
    pub(crate) again_tickets: usize,
    /// Tickets that were left here.
    pub(crate) left: usize,
    pub(crate) stay: Measure,
}

#[derive(Debug, Default, Serialize)]
pub(crate) struct PlantTotal {
    /// Tickets, messages and notes in which it stands in any spelling.
    pub(crate) tickets: usize,
    pub(crate) texts: usize,
    /// The same, to the letter.
    pub(crate) exact_tickets: usize,
    pub(crate) exact_texts: usize,
}

impl Totals {
    /// Counts a ticket as it stands in the archive.
    pub(crate) fn add(&mut self, truth: &Truth) {
        self.written += 1;
        if truth.copy == "dropped" {
            self.dropped += 1;
            return;
        }
        self.tickets += 1;
        self.without_transactions += usize::from(!truth.has_transactions);
        *self.states.entry(truth.state).or_default() += 1;
        *self.channels.entry(truth.channel).or_default() += 1;
        for tag in &truth.tags {
            *self.tags.entry(tag).or_default() += 1;
        }
        self.bot_only += usize::from(truth.bot_only);
        self.abandoned += usize::from(truth.abandoned);
        self.left_in_bot += usize::from(truth.bot.as_ref().is_some_and(|bot| bot.left));
        self.reopened += usize::from(truth.reopened > 0);
        self.unanswered += usize::from(truth.unanswered);
        self.waits_still += usize::from(truth.waits_still);
        self.spans.add(truth);
        self.by_agent.entry(truth.agent.unwrap_or("")).or_default().add(truth);
        for agent in &truth.agents {
            self.by_part.entry(agent).or_default().add(truth);
        }
        self.by_owner.entry(truth.owner.unwrap_or("")).or_default().add(truth);
        let group = self.reported_by_owner.entry(truth.owner_mail.unwrap_or("")).or_default();
        group.tickets += 1;
        if let Some(name) = truth.owner.filter(|name| !name.contains('@')) {
            group.name = name;
        }
        group.first_response_gross.add(truth.reported.first_response_gross_s);
        for (word, PlantTruth { folded, exact }) in &truth.planted {
            let total = self.planted.entry(word).or_default();
            total.tickets += 1;
            total.texts += folded;
            total.exact_tickets += usize::from(*exact > 0);
            total.exact_texts += exact;
        }
        self.add_cards(truth);
    }

    fn add_cards(&mut self, truth: &Truth) {
        let Some(bot) = truth.bot.as_ref().filter(|_| truth.has_transactions) else { return };
        let mut met: Vec<(&str, usize, bool)> = Vec::new();
        for visit in &bot.visits {
            let total = self.cards.entry(visit.card_id).or_default();
            let flow = FLOWS.iter().find(|flow| flow.id == visit.flow_id);
            let card =
                flow.and_then(|flow| flow.cards.iter().find(|card| card.id == visit.card_id));
            total.flow = visit.flow;
            // The latest name is the one of the latest version that anybody met.
            let latest = card.map_or("", |card| card.name_in(1));
            if total.name != latest {
                total.name = visit.card;
            }
            total.visits += 1;
            total.answered += usize::from(visit.answers > 0);
            total.stay.add(visit.stay_s);
            let answered = visit.answers > 0;
            match met.iter_mut().find(|(card, ..)| *card == visit.card_id) {
                Some(met) => (met.1, met.2) = (met.1 + 1, met.2 || answered),
                None => met.push((visit.card_id, 1, answered)),
            }
        }
        for (card, visits, answered) in met {
            let total = self.cards.entry(card).or_default();
            total.tickets += 1;
            total.answered_tickets += usize::from(answered);
            total.again_tickets += usize::from(visits > 1);
        }
        if let (true, Some(last)) = (bot.left, bot.visits.last()) {
            self.cards.entry(last.card_id).or_default().left += 1;
        }
    }
}

impl Spans {
    fn add(&mut self, truth: &Truth) {
        self.tickets += 1;
        if !truth.has_transactions {
            return;
        }
        // Whoever has it still has not had it for long enough to tell.
        let goes_on = truth.held.last().filter(|held| held.goes_on).map(|held| held.role);
        self.bot.add(truth.bot_s.filter(|_| goes_on != Some("bot")));
        self.queue.add(truth.queue_s.filter(|_| goes_on != Some("queue")));
        self.first_response.add(truth.first_response_s);
        self.taken_to_reply.add(truth.taken_to_reply_s);
        self.duration.add(truth.duration_s);
        self.waited.add(truth.waited_s);
        for wait in truth.waits.iter().filter(|wait| wait.answered) {
            self.waits.add(Some(wait.seconds));
        }
    }
}
