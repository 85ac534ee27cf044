//! Everything that happened, on one axis: who held the ticket, who wrote when, what the bot did.

use super::cast::PersonKey;
use super::head::{Head, Unreadable};
use super::holding::HoldingEnd;
use super::person::Role;
use super::steps::Step;
use super::story::Story;
use super::turn::Turn;
use super::value::{Seconds, Stated};
use crate::model::{Text, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

/// Everything that happened to a ticket.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Timeline {
    /// Which ticket.
    #[serde(flatten)]
    pub head: Head,
    /// Where the axis begins: when the ticket was opened.
    pub from: Option<Timestamp>,
    /// Where it ends: when the ticket was closed, or the last thing that happened.
    pub to: Option<Timestamp>,
    /// Who held the ticket, in order.
    pub held: Vec<Held>,
    /// How long the customer waited, in order.
    pub waits: Vec<Waited>,
    /// Transactions and bot steps in one list, in causal order within a second.
    pub events: Vec<Item>,
    /// How many transactions that are; `null` if the file came without any.
    pub transactions: Option<usize>,
    /// How many bot steps.
    pub bot_steps: usize,
    /// Whether any message to the customer is marked read; some channels never do so.
    pub marks_read: bool,
    /// Where the customer came from: the page's title, or its address.
    pub source: Option<Text<'static>>,
    /// Fields that could not be read.
    pub unreadable: Vec<Unreadable>,
    /// From which gap on a wait is marked.
    #[serde(skip)]
    pub slow: Seconds,
    /// Whether the list is left out on the page.
    #[serde(skip)]
    pub only_lanes: bool,
}

/// A stretch of time in somebody's hands.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Held {
    /// What they are.
    pub role: Role,
    /// Who it was; `null` if the export does not tell.
    pub name: Option<Text<'static>>,
    /// How long.
    pub seconds: Seconds,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub to: Timestamp,
    /// Whether it goes on, as far as the export tells.
    pub goes_on: bool,
}

/// A wait of the customer's.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize)]
pub struct Waited {
    /// Since when.
    pub from: Timestamp,
    /// Until when.
    pub to: Timestamp,
    /// How long.
    pub seconds: Seconds,
    /// Whether a person answered.
    pub answered: bool,
    /// Whether it goes on, as far as the export tells.
    pub goes_on: bool,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
#[serde(untagged)]
pub enum Item {
    /// A transaction.
    Turn(Box<Turn>),
    /// A bot step.
    Step(StepItem),
}

/// A bot step.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct StepItem {
    /// When.
    pub at: Stated<Timestamp>,
    /// Always `bot_step`.
    pub kind: &'static str,
    /// The type of the step, as written.
    #[serde(rename = "type")]
    pub written_kind: Stated<Text<'static>>,
    /// The card.
    pub card: Option<Text<'static>>,
    /// Whether it is the hand-over to the queue.
    pub is_hand_over: bool,
}

impl Timeline {
    /// The name and version of the JSON form.
    pub const SCHEMA: &'static str = "ticketctl.timeline/1";

    /// Puts everything that happened on one axis.
    pub fn of(story: &Story<'_>, slow: Seconds, only_lanes: bool) -> Self {
        let mut events = Vec::new();
        let mut steps = story.steps.steps.iter().peekable();
        let mut before: Option<Timestamp> = None;
        for (position, mut turn) in Turn::all(story).into_iter().enumerate() {
            while let Some(step) = steps.next_if(|step| step.before <= position) {
                events.push(Item::Step(StepItem::of(step)));
            }
            let at = turn.at.get().copied();
            turn.gap_s = before.zip(at).map(|(before, at)| Seconds::between(before, at));
            before = at.or(before);
            events.push(Item::Turn(Box::new(turn)));
        }
        events.extend(steps.map(|step| Item::Step(StepItem::of(step))));
        let held = Held::all(story);
        let times = events.iter().filter_map(Item::at);
        let held_times = held.iter().flat_map(|held| [held.from, held.to]);
        let times = times.filter(|_| story.has_conversation());
        let all = || times.clone().chain(held_times.clone());
        Self {
            head: Head::of(story, Self::SCHEMA),
            from: all().min(),
            to: all().max(),
            waits: Waited::all(story),
            transactions: story.has_conversation().then_some(story.course.entries.len()),
            bot_steps: story.steps.steps.len(),
            source: story.source(),
            marks_read: story.marks_read(),
            unreadable: Unreadable::of(story),
            held,
            events,
            slow,
            only_lanes,
        }
    }

    /// Lists the times of messages of a kind.
    pub fn moments(&self, wanted: impl Fn(&Turn) -> bool) -> Vec<Timestamp> {
        let turns = self.events.iter().filter_map(|item| match item {
            Item::Turn(turn) => Some(turn),
            Item::Step(_) => None,
        });
        turns.filter(|turn| wanted(turn)).filter_map(|turn| turn.at.get().copied()).collect()
    }
}

impl Item {
    /// Returns when it happened.
    pub fn at(&self) -> Option<Timestamp> {
        match self {
            Self::Turn(turn) => turn.at.get().copied(),
            Self::Step(step) => step.at.get().copied(),
        }
    }
}

impl StepItem {
    fn of(step: &Step<'_>) -> Self {
        Self {
            at: Stated::copied(&step.step.at),
            kind: "bot_step",
            written_kind: Stated::from_field(&step.step.kind, |kind| kind.name().to_static()),
            card: step.step.card_name.get().map(Text::to_static),
            is_hand_over: step.is_hand_over(),
        }
    }
}

impl Held {
    /// Lists who held a ticket, in order.
    pub fn all(story: &Story<'_>) -> Vec<Self> {
        let name =
            |who: Option<PersonKey>| story.cast.person(who?).map(|person| person.name.clone());
        let holdings = story.holdings.iter();
        holdings
            .map(|holding| Self {
                role: holding.role,
                name: name(holding.who),
                seconds: holding.length(),
                from: holding.from,
                to: holding.to,
                goes_on: holding.end == HoldingEnd::Open,
            })
            .collect()
    }
}

impl Waited {
    /// Lists how long the customer waited, in order.
    pub fn all(story: &Story<'_>) -> Vec<Self> {
        let waits = story.waits.iter().map(|wait| Self {
            from: wait.from,
            to: wait.to,
            seconds: wait.length(),
            answered: wait.answer.is_some(),
            goes_on: wait.goes_on,
        });
        waits.collect()
    }
}
