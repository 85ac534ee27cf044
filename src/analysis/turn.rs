//! One thing that happened, as transcript and timeline tell it.

use super::answers::KeptAnswers;
use super::course::{Entry, EntryKind};
use super::head::Who;
use super::person::Role;
use super::said::Said;
use super::story::{Pressed, Story};
use super::value::{Seconds, Stated};
use super::waits::Wait;
use crate::model::{DeliveryStatus, Text, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::HashMap;

/// How many entries of each kind there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Counts {
    /// Messages of customers.
    pub customer: usize,
    /// Messages of bots.
    pub bot: usize,
    /// Messages of agents.
    pub agent: usize,
    /// Messages that nobody typed.
    pub automatic: usize,
    /// Messages of senders whose role is not known.
    pub unknown: usize,
    /// Notes for agents.
    pub notes: usize,
    /// Everything else.
    pub events: usize,
}

impl Counts {
    /// Counts an entry.
    pub fn add(&mut self, kind: TurnKind, role: Option<Role>) {
        let count = match (kind, role) {
            (TurnKind::Message, Some(Role::Customer)) => &mut self.customer,
            (TurnKind::Message, Some(Role::Bot)) => &mut self.bot,
            (TurnKind::Message, Some(Role::Agent)) => &mut self.agent,
            (TurnKind::Message, _) => &mut self.unknown,
            (TurnKind::Automatic, _) => &mut self.automatic,
            (TurnKind::Note, _) => &mut self.notes,
            _ => &mut self.events,
        };
        *count = count.saturating_add(1);
    }

    /// Returns the number of messages of all kinds, without notes.
    pub fn messages(&self) -> usize {
        [self.customer, self.bot, self.agent, self.automatic, self.unknown].iter().sum()
    }
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TurnKind {
    /// Customer, bot or agent says something.
    Message,
    /// A message that nobody typed.
    Automatic,
    /// For agents' eyes only.
    Note,
    /// The ticket came into being.
    Opened,
    /// The ticket went into the queue.
    HandedOver,
    /// The ticket went from the queue, or from somebody else, to who took it.
    Taken,
    /// Somebody gave the ticket to somebody.
    Assigned,
    /// The ticket was closed.
    Closed,
    /// Anything else.
    Other,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Turn {
    /// When.
    pub at: Stated<Timestamp>,
    /// How long after the entry shown before it.
    pub gap_s: Option<Seconds>,
    /// What it is.
    pub kind: TurnKind,
    /// The transaction's number.
    pub transaction_id: Stated<i64>,
    /// The transaction's type, as written.
    #[serde(rename = "type")]
    pub written_kind: Stated<Text<'static>>,
    /// Who it comes from; for events, who did it.
    pub who: Option<Who>,
    /// Who has the ticket now, if it changed hands.
    pub to: Option<Who>,
    /// What was said.
    #[serde(flatten)]
    pub said: Said,
    /// The bot card that said it; on the first message of a card.
    pub card: Option<Text<'static>>,
    /// The button that the customer pressed.
    pub button: Option<Pressed>,
    /// The fields and parameters that hold this answer.
    pub fields: Vec<Text<'static>>,
    /// How far it got; only of messages to the customer.
    pub status: Stated<DeliveryStatus<'static>>,
    /// How long the customer had waited for this answer.
    pub waited_s: Option<Seconds>,
    /// Who had the ticket until this happened.
    pub held_by: Option<Role>,
    /// For how long.
    pub held_s: Option<Seconds>,
    /// Whether the ticket, closed before, is open again from here on.
    pub reopens: bool,
    /// Whether nobody did this: the system did.
    pub by_system: bool,
}

impl Turn {
    /// Tells whether it is a message of somebody in this role.
    pub fn is_from(&self, role: Role) -> bool {
        self.kind == TurnKind::Message && self.who.as_ref().is_some_and(|who| who.role == role)
    }

    /// Tells everything that happened, without gaps.
    pub fn all(story: &Story<'_>) -> Vec<Self> {
        let answers = KeptAnswers::of(story.ticket());
        let waited = |wait: &Wait| Some((wait.answer?, wait.length()));
        let waited: HashMap<_, _> = story.waits.iter().filter_map(waited).collect();
        let turns = story.said().into_iter().zip(&story.course.entries).enumerate();
        turns
            .map(|(position, ((said, button), entry))| {
                let mut turn = Self::of(story, position, entry, said);
                turn.button = button;
                turn.waited_s = waited.get(&position).copied();
                if story.is_from(entry, Role::Customer) {
                    turn.fields = answers.fields_with(&turn.said);
                }
                if let Some((role, seconds)) = ended_here(story, entry) {
                    turn.held_by = Some(role);
                    turn.held_s = Some(seconds);
                }
                turn
            })
            .collect()
    }

    fn of(story: &Story<'_>, position: usize, entry: &Entry<'_>, said: Said) -> Self {
        let transaction = entry.transaction;
        let role = story.cast.role(entry.who);
        let (kind, who, to) = match entry.kind {
            EntryKind::Message => (TurnKind::Message, entry.who, None),
            EntryKind::Automatic => (TurnKind::Automatic, entry.who, None),
            EntryKind::Note => (TurnKind::Note, entry.who, None),
            EntryKind::Opened => (TurnKind::Opened, entry.who, None),
            EntryKind::Reassigned { by, to } => {
                let kind = match story.cast.role(Some(to)) {
                    Role::Queue => TurnKind::HandedOver,
                    _ if by == Some(to) => TurnKind::Taken,
                    _ => TurnKind::Assigned,
                };
                (kind, by, Some(to))
            }
            EntryKind::Closed { by, .. } => (TurnKind::Closed, by, None),
            EntryKind::Other => (TurnKind::Other, entry.who, None),
        };
        let outbound = matches!(kind, TurnKind::Message | TurnKind::Automatic)
            && matches!(role, Role::Bot | Role::Agent | Role::Queue);
        let card = story.steps.card_of(position).and_then(|step| step.step.card_name.get());
        let mut said = said;
        if kind == TurnKind::Other {
            said = Said::of(transaction);
        }
        Self {
            at: Stated::copied(&transaction.at),
            gap_s: None,
            kind,
            transaction_id: Stated::copied(&transaction.id),
            written_kind: Stated::from_field(&transaction.kind, |kind| kind.name().to_static()),
            who: Who::of(story, who),
            to: Who::of(story, to),
            card: card.map(Text::to_static),
            button: None,
            fields: Vec::new(),
            said,
            status: if outbound {
                Stated::from_field(&transaction.status, |s| {
                    DeliveryStatus::of(s.name().to_static())
                })
            } else {
                Stated::Missing
            },
            waited_s: None,
            held_by: None,
            held_s: None,
            reopens: entry.reopens,
            by_system: matches!(entry.kind, EntryKind::Closed { by: None, is_told: true }),
        }
    }
}

/// Returns whose hands an event took the ticket from, and how long they had it.
fn ended_here(story: &Story<'_>, entry: &Entry<'_>) -> Option<(Role, Seconds)> {
    let ends = matches!(entry.kind, EntryKind::Reassigned { .. } | EntryKind::Closed { .. });
    let at = entry.at.filter(|_| ends)?;
    let first = story.holdings.partition_point(|holding| holding.to < at);
    let holding = story.holdings.get(first).filter(|holding| holding.to == at)?;
    (holding.role != Role::Unknown).then(|| (holding.role, holding.length()))
}
