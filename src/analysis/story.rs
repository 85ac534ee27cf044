//! The story of a ticket: everything the answers have in common, understood once.

use super::cast::Cast;
use super::course::{Course, Entry, EntryKind};
use super::explanation::{Explanation, Kind};
use super::holding::{Holding, holdings};
use super::person::{Person, Role};
use super::said::Said;
use super::steps::Steps;
use super::waits::{Wait, waits};
use crate::model::{DeliveryStatus, Record, Text, Ticket};

/// What all answers are about.
pub(super) const TICKET: Explanation = Explanation::new(
    Kind::Definition,
    "ticket",
    "Ticket",
    "one conversation with a customer, and what became of it",
)
.says(&["In the export it is one JSON object. Tickets of list pages and webhooks come without transactions: what would \
         have to be recounted from them is missing there."])
.see_also(&["transaction", "participant", "formats"]);

/// A ticket, understood.
#[derive(Debug, Clone)]
pub struct Story<'t> {
    /// The ticket as it was read.
    pub record: &'t Record<'t>,
    /// Who is who.
    pub cast: Cast,
    /// What happened, in order.
    pub course: Course<'t>,
    /// Who held the ticket.
    pub holdings: Vec<Holding>,
    /// How long the customer waited.
    pub waits: Vec<Wait>,
    /// The bot's cards.
    pub steps: Steps<'t>,
}

impl<'t> Story<'t> {
    /// Understands a ticket. `known_bots` overrules the rules that tell bots from people.
    pub fn of(record: &'t Record<'t>, known_bots: &[String]) -> Self {
        let ticket = &record.ticket;
        let cast = Cast::of(ticket, known_bots);
        let mut course = Course::of(ticket, &cast);
        course.find_places(record);
        let holdings = holdings(ticket, &cast, &course);
        let waits = waits(&cast, &course, &holdings);
        let steps = Steps::of(ticket, &cast, &course);
        Self { record, cast, course, holdings, waits, steps }
    }

    /// Returns the ticket.
    pub fn ticket(&self) -> &'t Ticket<'t> {
        &self.record.ticket
    }

    /// Returns the page on which the conversation began: its title, or its address.
    pub fn source(&self) -> Option<Text<'static>> {
        let source = self.ticket().details.get()?.source.get()?;
        source.title.get().or_else(|| source.uri.get()).map(Text::to_static)
    }

    /// Tells whether the export holds the conversation; list pages and webhooks do not.
    pub fn has_conversation(&self) -> bool {
        !self.ticket().transactions.is_missing()
    }

    /// Returns who an entry comes from.
    pub fn who(&self, entry: &Entry<'_>) -> Option<&Person> {
        entry.who.and_then(|who| self.cast.person(who))
    }

    /// Tells whether an entry is a message of somebody in this role.
    pub fn is_from(&self, entry: &Entry<'_>, role: Role) -> bool {
        entry.kind == EntryKind::Message && self.cast.role(entry.who) == role
    }

    /// Lists the entries that are messages of somebody in this role, with their positions.
    pub fn messages(&self, role: Role) -> impl Iterator<Item = (usize, &Entry<'t>)> {
        self.course.entries.iter().enumerate().filter(move |(_, entry)| self.is_from(entry, role))
    }

    /// Tells whether any message to the customer is marked read; some channels never do so.
    pub fn marks_read(&self) -> bool {
        self.course.entries.iter().any(|entry| {
            let outbound =
                matches!(self.cast.role(entry.who), Role::Agent | Role::Bot | Role::Queue);
            outbound
                && entry.is_message()
                && entry.transaction.status.get() == Some(&DeliveryStatus::Read)
        })
    }

    /// Returns the longest wait that was answered.
    pub fn longest_wait(&self) -> Option<&Wait> {
        let answered = self.waits.iter().filter(|wait| wait.answer.is_some());
        answered.max_by_key(|wait| wait.length())
    }

    /// Returns the last wait that was not answered.
    pub fn unanswered(&self) -> Option<&Wait> {
        self.waits.iter().rev().find(|wait| wait.answer.is_none())
    }

    /// Reads all messages, with the buttons that the customer pressed.
    ///
    /// A button was pressed if the customer's next message is its title, to the letter.
    pub fn said(&self) -> Vec<(Said, Option<Pressed>)> {
        let mut all: Vec<(Said, Option<Pressed>)> = Vec::new();
        let mut offered: Vec<usize> = Vec::new();
        let mut answered = false;
        for (position, entry) in self.course.entries.iter().enumerate() {
            let mut pressed = None;
            if self.is_from(entry, Role::Customer) {
                let text = entry.transaction.text.get().map_or("", Text::as_str);
                pressed = offered.iter().rev().find_map(|prompt| {
                    let (said, _) = all.get_mut(*prompt)?;
                    let number = said.press(text)?;
                    Some(Pressed { prompt: *prompt, number, of: said.buttons().count() })
                });
                answered = true;
            }
            let said =
                if entry.is_message() { Said::of(entry.transaction) } else { Said::default() };
            if said.buttons().next().is_some() && !self.is_from(entry, Role::Customer) {
                if std::mem::take(&mut answered) {
                    offered.clear();
                }
                offered.push(position);
                if offered.len() > MOST_PROMPTS {
                    offered.remove(0);
                }
            } else if answered && entry.is_message() && !self.is_from(entry, Role::Customer) {
                offered.clear();
                answered = false;
            }
            all.push((said, pressed));
        }
        all
    }
}

/// As many prompts with buttons may stand open; nobody presses a button further back.
const MOST_PROMPTS: usize = 10;

/// A button that the customer pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, schemars::JsonSchema, serde::Serialize)]
pub struct Pressed {
    /// The message that offered it: a position in the course.
    #[serde(skip)]
    pub prompt: usize,
    /// Which button, counted from 1.
    pub number: usize,
    /// Of how many.
    pub of: usize,
}
