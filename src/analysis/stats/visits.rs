//! The way of a customer through the bot, as far as statistics need it.

use crate::analysis::value::Seconds;
use crate::model::{BotStep, StepKind};

/// A visit to a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Visited {
    /// What the card goes by: its identifier within its flow, or their names.
    pub(super) key: String,
    /// The card's name.
    pub(super) card: String,
    /// What the flow goes by.
    pub(super) flow_key: String,
    /// The flow's name.
    pub(super) flow: String,
    /// When, in milliseconds of the epoch.
    pub(super) at: Option<i64>,
    /// How long, in milliseconds: until the next step of the same conversation.
    pub(super) stay: Option<u64>,
    /// Whether the customer said anything there.
    pub(super) answered: bool,
}

/// Lists the visits among steps in order of time, each with whether it was answered.
pub(super) fn visits<'t>(steps: impl Iterator<Item = (&'t BotStep<'t>, bool)>) -> Vec<Visited> {
    let mut steps = steps.peekable();
    let mut visits = Vec::new();
    while let Some((step, answered)) = steps.next() {
        if step.kind.get() == Some(&StepKind::SessionOpened) {
            continue;
        }
        let stay = stay(step, steps.peek().map(|(next, _)| *next));
        let stay = stay.and_then(|stay| u64::try_from(stay.0.num_milliseconds()).ok());
        visits.push(Visited::of(step, stay, answered));
    }
    visits
}

/// Measures how long the customer stayed at a card: until the next step, if that is of the same
/// conversation.
pub(in crate::analysis) fn stay(step: &BotStep<'_>, next: Option<&BotStep<'_>>) -> Option<Seconds> {
    let next = next.filter(|next| conversation(next) == conversation(step))?;
    let stay = Seconds::between(step.at.copied()?, next.at.copied()?);
    Some(stay).filter(|stay| *stay >= Seconds::default())
}

fn conversation<'t>(step: &'t BotStep<'_>) -> Option<&'t str> {
    step.conversation_id.get().map(|id| id.0.as_str())
}

impl Visited {
    fn of(step: &BotStep<'_>, stay: Option<u64>, answered: bool) -> Self {
        let card = step.card_name.get().map_or("", |name| name.as_str());
        let flow = step.flow_name.get().map_or("", |name| name.as_str());
        let flow_key = step.flow_id.get().map_or(flow, |id| id.0.as_str());
        let card_key = step.card_id.get().map_or(card, |id| id.0.as_str());
        Self {
            key: [flow_key, "\0", card_key].concat(),
            card: card.to_owned(),
            flow_key: flow_key.to_owned(),
            flow: flow.to_owned(),
            at: step.at.copied().map(|at| at.utc().timestamp_millis()),
            stay,
            answered,
        }
    }
}
