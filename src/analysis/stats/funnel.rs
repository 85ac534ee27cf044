//! The bot's cards and paths: how far customers come, and where they leave.

use super::figures::Figures;
use super::ledger::Ledger;
use super::row::Row;
use super::spans::Basis;
use crate::analysis::packed::NameId;
use crate::model::Text;
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::HashMap;

/// How customers go through the bot.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Funnel {
    /// What the steps are taken from; a report does not tell what was answered, or who left.
    pub basis: Basis,
    /// Tickets in which a customer came to a card.
    pub tickets: usize,
    /// The cards: those of the busiest flow first, in a flow the busiest first.
    pub cards: Vec<Card>,
    /// How many cards there are.
    pub cards_total: usize,
    /// The paths, the most common first.
    pub paths: Vec<Path>,
    /// How many different paths there are.
    pub paths_total: usize,
    /// Tickets in which a customer came to a card again.
    pub looped: usize,
}

/// A card: what goes by one `uniqueCardId` within one flow.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Card {
    /// Its latest name; missing if it never had one.
    pub card: Option<Text<'static>>,
    /// The latest name of its flow.
    pub flow: Option<Text<'static>>,
    /// Tickets in which a customer came to it.
    pub reached: usize,
    /// Of these, tickets in which the customer said something there; missing where nobody knows.
    pub answered: Option<usize>,
    /// Of these, tickets that were closed while the bot waited for an answer there.
    pub left: Option<usize>,
    /// Of these, tickets in which the customer came to it again.
    pub again: usize,
    /// How long customers stayed, visit by visit. The last card of a path has no end.
    pub stay: Figures,
}

/// A way through the bot.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Path {
    /// The cards in order, by their latest names.
    pub cards: Vec<Option<Text<'static>>>,
    /// Whether the customer left at the last of them.
    pub left: bool,
    /// How many tickets went this way.
    pub tickets: usize,
}

/// What is counted of a card.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    reached: usize,
    answered: usize,
    left: usize,
    again: usize,
    /// The ticket that was met last, counted from 1, and what was noted of it.
    ticket: usize,
    is_answered: bool,
    is_again: bool,
}

/// The memory that paths may take, in visits.
const ROOM: usize = 1 << 18;

impl Funnel {
    pub(super) fn of(ledger: &Ledger, basis: Basis, top: usize) -> Self {
        let mut counts = vec![Count::default(); ledger.names.cards.len()];
        let mut paths: HashMap<(Vec<NameId>, bool), usize> = HashMap::new();
        let (mut tickets, mut looped, mut room) = (0_usize, 0_usize, ROOM);
        ledger.each(|row| {
            if row.stops.is_empty() || !basis.is_of(row) {
                return;
            }
            tickets = tickets.saturating_add(1);
            looped = looped.saturating_add(usize::from(count(row, tickets, &mut counts)));
            let left = row.facts.abandoned == Some(true);
            let path = (row.stops.iter().map(|stop| stop.card).collect::<Vec<_>>(), left);
            match paths.get_mut(&path) {
                Some(known) => *known = known.saturating_add(1),
                None if room >= path.0.len() => {
                    room = room.saturating_sub(path.0.len().saturating_add(16));
                    paths.insert(path, 1);
                }
                None => {}
            }
        });
        let mut order = order(ledger, &counts);
        let cards_total = order.len();
        order.truncate(top);
        let stays = Self::stays(ledger, basis, &order, counts.len());
        let card = |(card, stay): (&NameId, Figures)| Card::of(ledger, basis, *card, &counts, stay);
        let paths_total = paths.len();
        Self {
            basis,
            tickets,
            cards: order.iter().zip(stays).map(card).collect(),
            cards_total,
            paths: most_common(ledger, paths, top),
            paths_total,
            looped,
        }
    }

    fn stays(ledger: &Ledger, basis: Basis, cards: &[NameId], all: usize) -> Vec<Figures> {
        let mut places = vec![None; all];
        for (place, card) in cards.iter().enumerate() {
            if let Some(of_card) = places.get_mut(index(*card)) {
                *of_card = Some(place);
            }
        }
        Figures::by_key(ledger, cards.len(), |row, add| {
            for stop in row.stops.iter().filter(|_| basis.is_of(row)) {
                let place = places.get(index(stop.card)).copied().flatten();
                if let (Some(place), Some(stay)) = (place, stop.stay) {
                    add(place, stay);
                }
            }
        })
    }
}

impl Card {
    fn of(ledger: &Ledger, basis: Basis, card: NameId, counts: &[Count], stay: Figures) -> Self {
        let count = counts.get(index(card)).copied().unwrap_or_default();
        let known = basis == Basis::Recount;
        Self {
            card: label(ledger, card),
            flow: ledger.names.flows.label(flow(ledger, card)).filter(|name| !name.is_blank()),
            reached: count.reached,
            answered: known.then_some(count.answered),
            left: known.then_some(count.left),
            again: count.again,
            stay,
        }
    }
}

/// Counts the visits of a ticket; tells whether a card was visited again.
fn count(row: &Row, ticket: usize, counts: &mut [Count]) -> bool {
    let mut looped = false;
    for stop in &row.stops {
        let Some(count) = counts.get_mut(index(stop.card)) else { continue };
        if count.ticket != ticket {
            *count = Count { ticket, is_answered: false, is_again: false, ..*count };
            count.reached = count.reached.saturating_add(1);
        } else if !std::mem::replace(&mut count.is_again, true) {
            looped = true;
            count.again = count.again.saturating_add(1);
        }
        if stop.answered && !std::mem::replace(&mut count.is_answered, true) {
            count.answered = count.answered.saturating_add(1);
        }
    }
    if row.facts.abandoned == Some(true)
        && let Some(last) = row.stops.last()
        && let Some(count) = counts.get_mut(index(last.card))
    {
        count.left = count.left.saturating_add(1);
    }
    looped
}

/// Orders the cards that were visited: the busiest flow first, in a flow the busiest card, of equal
/// ones the one that was met first.
fn order(ledger: &Ledger, counts: &[Count]) -> Vec<NameId> {
    let reached = |card: &NameId| counts.get(index(*card)).map_or(0, |count| count.reached);
    let all = (0..counts.len()).filter_map(|card| NameId::try_from(card).ok());
    let mut cards: Vec<NameId> = all.filter(|card| reached(card) > 0).collect();
    let mut busiest: HashMap<NameId, usize> = HashMap::new();
    for card in &cards {
        let most = busiest.entry(flow(ledger, *card)).or_default();
        *most = (*most).max(reached(card));
    }
    cards.sort_by_key(|card| {
        let flow = flow(ledger, *card);
        (Reverse(busiest.get(&flow).copied()), flow, Reverse(reached(card)), *card)
    });
    cards
}

fn most_common(
    ledger: &Ledger,
    paths: HashMap<(Vec<NameId>, bool), usize>,
    top: usize,
) -> Vec<Path> {
    let mut paths: Vec<_> = paths.into_iter().collect();
    paths.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let path = |((cards, left), tickets): ((Vec<NameId>, bool), usize)| Path {
        cards: cards.iter().map(|card| label(ledger, *card)).collect(),
        left,
        tickets,
    };
    paths.into_iter().take(top).map(path).collect()
}

fn label(ledger: &Ledger, card: NameId) -> Option<Text<'static>> {
    ledger.names.cards.label(card).filter(|name| !name.is_blank())
}

fn flow(ledger: &Ledger, card: NameId) -> NameId {
    ledger.names.flow_of.get(index(card)).copied().unwrap_or_default()
}

fn index(card: NameId) -> usize {
    usize::try_from(card).unwrap_or(usize::MAX)
}
