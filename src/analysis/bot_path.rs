//! The customer's way through the bot, card by card.

use super::answers::excerpt;
use super::course::EntryKind;
use super::explanation::{Explanation, Kind};
use super::head::{Head, Unreadable};
use super::holding::HoldingEnd;
use super::person::Role;
use super::steps::Step;
use super::story::{Pressed, Story};
use super::turn::Turn;
use super::value::{Seconds, Stated};
use crate::model::{StepKind, Text, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// The customer's way through the bot.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct BotPath {
    /// Which ticket.
    #[serde(flatten)]
    pub head: Head,
    /// The bot conversations, in order. A ticket may have several.
    pub conversations: Vec<BotConversation>,
    /// What `details.cardsPath` says, if it says anything.
    pub cards_path: Option<CardsPath>,
    /// Fields that could not be read.
    pub unreadable: Vec<Unreadable>,
}

/// One conversation with the bot.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct BotConversation {
    /// Its identifier.
    pub id: Option<Text<'static>>,
    /// The flows it went through, each once, in order.
    pub flows: Vec<Flow>,
    /// The visits, in order.
    pub visits: Vec<Visit>,
    /// From the first visit to the last one, or to the hand-over.
    pub total_s: Option<Seconds>,
    /// How it ended.
    pub ending: Ending,
    /// When that was, by the bot's own clock; `null` if no step says so.
    pub ended_at: Option<Timestamp>,
    /// The type of the step that ended it, as written.
    pub ended_by: Option<Text<'static>>,
}

/// A flow of cards.
#[derive(Debug, Clone, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Flow {
    /// Its name.
    pub name: Option<Text<'static>>,
    /// Its version as written: 1.10 is not 1.1.
    pub version: Option<Text<'static>>,
    /// Its identifier.
    pub id: Option<Text<'static>>,
}

/// A visit to a card.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Visit {
    /// The card's name; `null` if it has none.
    pub card: Option<Text<'static>>,
    /// The card's identifier.
    pub card_id: Option<Text<'static>>,
    /// Which of the conversation's flows the card is in, counted from 0.
    pub flow: usize,
    /// The type of the step, if it is not a card.
    pub step_type: Option<Text<'static>>,
    /// When the customer came.
    pub entered_at: Stated<Timestamp>,
    /// How long they stayed: until the next step of the conversation; `null` for the last one.
    pub stay_s: Option<Seconds>,
    /// Whether they had been at this card before.
    pub again: bool,
    /// What the bot said.
    pub said: Vec<Text<'static>>,
    /// What the customer answered.
    pub answers: Vec<Answer>,
}

/// An answer of the customer's.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Answer {
    /// What they said.
    pub text: Text<'static>,
    /// The button they pressed.
    pub button: Option<Pressed>,
    /// The fields and parameters that hold the answer.
    pub fields: Vec<Text<'static>>,
}

const fn definition(topic: &'static str, title: &'static str, brief: &'static str) -> Explanation {
    Explanation::new(Kind::Definition, topic, title, brief).shown_by(&["bot", "show", "stats"])
}

/// The words about bots' ways.
pub(super) const BOT_PATHS: &[Explanation] = &[
    definition("card", "Card", "a station of a chatbot's flow, where it says something or asks")
        .also(&["cards", "bot.card"])
        .says(&["A visit to one is a step with the time of coming, in milliseconds. Within a second the order is that of \
                 cause: the customer's message, the card it leads to, what the bot says there."])
        .pointers(&["/botConversationSteps"])
        .see_also(&["flow", "stay", "left", "cards_path"]),
    definition("flow", "Flow", "a plan of cards that a chatbot follows, in a version")
        .also(&["flows", "bot.flow"])
        .says(&["A version is a name, not a number: 1.10 is not 1.1."])
        .pointers(&["/botConversationSteps"])
        .see_also(&["card"]),
    Explanation::new(Kind::Metric, "stay", "Stay", "how long the customer stayed at a card")
        .also(&["dwell"])
        .span("the visit to the card", "the next visit, or the hand-over, of the same bot conversation")
        .says(&["The last card of a conversation has none. In stats it is the median over visits."])
        .shown_by(&["bot", "stats"])
        .see_also(&["card", "bot"]),
    definition("cards_path", "Cards path", "the way through the bot as the field cardsPath tells it")
        .says(&["The steps tell the same way card by card. Where the two differ, the steps are believed."])
        .pointers(&["/details/cardsPath"])
        .see_also(&["card"]),
    definition("left", "Left", "the customer left the bot without an answer")
        .also(&["dropped out", "bot.left"])
        .says(&["The ticket was closed while the bot waited for an answer: the last card asked, and nothing was said \
                 after it."])
        .see_also(&["abandoned", "bot_only", "card"]),
];

/// How a bot conversation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// The bot handed the ticket over to people.
    HandedOver,
    /// The ticket was closed with nothing left to answer, or by the bot itself.
    Finished,
    /// The ticket was closed while the bot waited for an answer.
    Left,
    /// The ticket is open and still with the bot.
    StillThere,
    /// Another bot conversation followed.
    WentOn,
}

/// The path that `details.cardsPath` tells, beside the one that the steps tell.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct CardsPath {
    /// The cards of `details.cardsPath`, in order.
    pub told: Vec<Text<'static>>,
    /// The cards of the steps, in order.
    pub visited: Vec<Text<'static>>,
    /// Whether they are the same, or the first is that of one of several conversations.
    pub agrees: bool,
}

impl BotPath {
    /// The name and version of the JSON form.
    pub const SCHEMA: &'static str = "ticketctl.bot/1";

    /// Follows the customer through the bot.
    pub fn of(story: &Story<'_>) -> Self {
        let turns = Turn::all(story);
        let groups = groups(story);
        let count = groups.len();
        let conversations: Vec<_> = (1..)
            .zip(groups)
            .map(|(number, steps)| BotConversation::of(story, &turns, &steps, number == count))
            .collect();
        Self {
            head: Head::of(story, Self::SCHEMA),
            cards_path: CardsPath::of(story, &conversations),
            conversations,
            unreadable: Unreadable::of(story),
        }
    }

    /// Says how each bot conversation of a ticket ended, in order.
    pub fn endings(story: &Story<'_>) -> Vec<Ending> {
        let groups = groups(story);
        let count = groups.len();
        (1..).zip(groups).map(|(number, steps)| ending(story, &steps, number == count)).collect()
    }

    /// Lists all visits of all conversations.
    pub fn visits(&self) -> impl Iterator<Item = &Visit> {
        self.conversations.iter().flat_map(|conversation| &conversation.visits)
    }

    /// Returns the longest stay.
    pub fn longest(&self) -> Option<&Visit> {
        self.visits().filter(|visit| visit.stay_s.is_some()).max_by_key(|visit| visit.stay_s)
    }
}

/// Lists the steps of each bot conversation, in order.
fn groups<'s, 't>(story: &'s Story<'t>) -> Vec<Vec<&'s Step<'t>>> {
    let mut groups: Vec<Vec<&Step<'_>>> = Vec::new();
    for step in &story.steps.steps {
        let same = |group: &Vec<&Step<'_>>| {
            let goes_on = group.last().filter(|last| !last.is_hand_over());
            goes_on.is_some_and(|last| conversation(last) == conversation(step))
        };
        match groups.last_mut().filter(|group| same(group)) {
            Some(group) => group.push(step),
            None => groups.push(vec![step]),
        }
    }
    groups
}

fn conversation<'t>(step: &Step<'t>) -> Option<&'t str> {
    step.step.conversation_id.get().map(|id| id.0.as_str())
}

impl BotConversation {
    fn of(story: &Story<'_>, turns: &[Turn], steps: &[&Step<'_>], is_last: bool) -> Self {
        let mut flows: Vec<Flow> = Vec::new();
        let mut numbers = HashMap::new();
        let mut met = HashSet::new();
        let mut visits = Vec::new();
        for (index, step) in steps.iter().enumerate().filter(|(_, step)| !step.is_hand_over()) {
            let flow = Flow::of(step);
            let number = *numbers.entry(flow).or_insert_with_key(|flow| {
                flows.push(flow.clone());
                flows.len().saturating_sub(1)
            });
            let next = steps.get(index.saturating_add(1)).and_then(|next| next.at);
            let mut visit = Visit::of(step, number, next, turns);
            let card = visit.card_id.clone().or_else(|| visit.card.clone());
            visit.again = card.is_some_and(|card| !met.insert((number, card)));
            visits.push(visit);
        }
        let hand_over = steps.iter().find(|step| step.is_hand_over());
        let (first, last) = (steps.first().and_then(|s| s.at), steps.last().and_then(|s| s.at));
        let total = first.zip(last).filter(|_| steps.len() > 1);
        Self {
            id: steps.first().and_then(|step| conversation(step)).map(Text::from),
            flows,
            visits,
            total_s: total.map(|(first, last)| Seconds::between(first, last)),
            ending: ending(story, steps, is_last),
            ended_at: hand_over.and_then(|step| step.at),
            ended_by: hand_over
                .and_then(|step| step.step.kind.get())
                .map(|kind| kind.name().to_static()),
        }
    }
}

fn ending(story: &Story<'_>, steps: &[&Step<'_>], is_last: bool) -> Ending {
    if steps.iter().any(|step| step.is_hand_over()) {
        return Ending::HandedOver;
    }
    if !is_last {
        return Ending::WentOn;
    }
    let begins = steps.first().map_or(0, |step| step.before);
    let entries = story.course.entries.get(begins..).unwrap_or_default();
    let given = entries.iter().any(|entry| {
        matches!(entry.kind, EntryKind::Reassigned { to, .. }
            if matches!(story.cast.role(Some(to)), Role::Queue | Role::Agent))
    });
    let closing = entries.iter().rev().find_map(|entry| match entry.kind {
        EntryKind::Closed { by, .. } => Some(story.cast.role(by)),
        _ => None,
    });
    let said = entries.iter().rev().find_map(|entry| match story.cast.role(entry.who) {
        role @ (Role::Bot | Role::Customer) if entry.kind == EntryKind::Message => Some(role),
        _ => None,
    });
    let open = story.holdings.last().is_some_and(|last| last.end == HoldingEnd::Open);
    match closing {
        _ if given => Ending::HandedOver,
        _ if open => Ending::StillThere,
        Some(Role::Bot) => Ending::Finished,
        _ if said == Some(Role::Bot) => Ending::Left,
        _ => Ending::Finished,
    }
}

impl Flow {
    fn of(step: &Step<'_>) -> Self {
        let step = step.step;
        Self {
            name: step.flow_name.get().map(Text::to_static),
            version: step
                .flow_version
                .get()
                .map(|version| version.as_str())
                .or_else(|| step.flow_version.odd())
                .map(Text::from),
            id: step.flow_id.get().map(|id| id.0.to_static()),
        }
    }
}

impl Visit {
    fn of(step: &Step<'_>, flow: usize, next: Option<Timestamp>, turns: &[Turn]) -> Self {
        let said = step.prompts.iter().filter_map(|position| excerpt(&turns.get(*position)?.said));
        let answers = step.answers.iter().filter_map(|position| {
            let turn = turns.get(*position)?;
            let text = excerpt(&turn.said)?;
            Some(Answer { text, button: turn.button, fields: turn.fields.clone() })
        });
        Self {
            card: step.step.card_name.get().map(Text::to_static),
            card_id: step.step.card_id.get().map(|id| id.0.to_static()),
            flow,
            step_type: match step.step.kind.get() {
                Some(StepKind::Card) | None => None,
                Some(kind) => Some(kind.name().to_static()),
            },
            entered_at: Stated::copied(&step.step.at),
            stay_s: step.at.zip(next).map(|(at, next)| Seconds::between(at, next)),
            again: false,
            said: said.collect(),
            answers: answers.collect(),
        }
    }
}

impl CardsPath {
    fn of(story: &Story<'_>, conversations: &[BotConversation]) -> Option<Self> {
        let path = story.ticket().details.get()?.cards_path.get()?;
        // Blanks alone go: nothing that somebody may have hidden there.
        let cards = path.as_str().split('/').map(|card| Text::from(card.trim_matches(' ')));
        let told: Vec<_> = cards.collect();
        let visits = conversations.iter().flat_map(|conversation| &conversation.visits);
        let visited: Vec<_> = visits.filter_map(|visit| visit.card.clone()).collect();
        let is_of_one = conversations.iter().any(|conversation| {
            conversation.visits.iter().filter_map(|visit| visit.card.as_ref()).eq(&told)
        });
        Some(Self { agrees: is_of_one || told == visited, told, visited })
    }
}
