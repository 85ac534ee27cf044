//! Bot steps woven into the course: which card said what, and what was answered.

use super::cast::Cast;
use super::course::{Course, Entry, EntryKind};
use super::person::Role;
use crate::model::{BotStep, StepKind, Ticket, Timestamp};
use std::collections::HashMap;

/// A bot step in its place.
#[derive(Debug, Clone)]
pub struct Step<'t> {
    /// The step.
    pub step: &'t BotStep<'t>,
    /// When the customer came there.
    pub at: Option<Timestamp>,
    /// The entry of the course before which it happened.
    pub before: usize,
    /// What the bot said there: positions in the course.
    pub prompts: Vec<usize>,
    /// What the customer answered there: positions in the course.
    pub answers: Vec<usize>,
}

impl Step<'_> {
    /// Tells whether this is the hand-over to the queue.
    pub fn is_hand_over(&self) -> bool {
        is_hand_over(self.step)
    }
}

fn is_hand_over(step: &BotStep<'_>) -> bool {
    step.kind.get() == Some(&StepKind::SessionOpened)
}

/// The bot steps of a ticket, in order of time.
#[derive(Debug, Clone, Default)]
pub struct Steps<'t> {
    /// The steps.
    pub steps: Vec<Step<'t>>,
    card_of: HashMap<usize, usize>,
}

impl<'t> Steps<'t> {
    /// Puts the steps into order and finds what was said at each.
    ///
    /// Messages are stamped in whole seconds, steps in milliseconds. Within a second the order is
    /// that of cause: the customer's message, the step it leads to, what the bot says there, and last
    /// the hand-over to the queue.
    pub fn of(ticket: &'t Ticket<'t>, cast: &Cast, course: &Course<'t>) -> Self {
        let mut waiting: Vec<_> = ticket.bot_steps.items().iter().collect();
        waiting.sort_by_key(|step| step.at.copied());
        let mut waiting = waiting.as_slice();
        let mut steps = Self::default();
        let mut card = None;
        for (position, (entry, talks)) in
            course.entries.iter().zip(bot_messages_to_come(cast, course)).enumerate()
        {
            let is_message = entry.kind == EntryKind::Message;
            let role = cast.role(entry.who);
            let causes_card =
                entry.kind == EntryKind::Opened || (is_message && role == Role::Customer);
            let causes_hand_over = causes_card
                || (is_message && role == Role::Bot)
                || matches!(entry.kind, EntryKind::Reassigned { .. });
            let mut due = waiting.partition_point(|step| {
                let causes = if is_hand_over(step) { causes_hand_over } else { causes_card };
                is_due(step, entry, causes)
            });
            if is_message && role == Role::Bot && due > 0 {
                // Cards that say nothing come first: the last step belongs to the last message.
                due = due.saturating_sub(talks).max(1);
            }
            let (now, later) = waiting.split_at_checked(due).unwrap_or((waiting, &[]));
            waiting = later;
            for step in now {
                steps.push(step, position);
                card = (!is_hand_over(step)).then(|| steps.steps.len().saturating_sub(1));
            }
            match (entry.kind, role) {
                (EntryKind::Message, Role::Bot) => steps.said(card, position),
                (EntryKind::Message, Role::Customer) => steps.answered(card, position),
                (EntryKind::Reassigned { .. } | EntryKind::Closed { .. }, _) => card = None,
                _ => {}
            }
        }
        for step in waiting {
            steps.push(step, course.entries.len());
        }
        steps
    }

    /// Returns the step whose card said this, if this is the first thing it said.
    pub fn card_of(&self, position: usize) -> Option<&Step<'t>> {
        self.card_of.get(&position).and_then(|index| self.steps.get(*index))
    }

    fn push(&mut self, step: &'t BotStep<'t>, before: usize) {
        let at = step.at.copied();
        self.steps.push(Step { step, at, before, prompts: Vec::new(), answers: Vec::new() });
    }

    fn said(&mut self, card: Option<usize>, position: usize) {
        if let Some((index, step)) = card.and_then(|card| Some((card, self.steps.get_mut(card)?))) {
            if step.prompts.is_empty() {
                self.card_of.insert(position, index);
            }
            step.prompts.push(position);
        }
    }

    fn answered(&mut self, card: Option<usize>, position: usize) {
        if let Some(step) = card.and_then(|card| self.steps.get_mut(card)) {
            step.answers.push(position);
        }
    }
}

/// Tells whether a step happened before an entry. Within a second, an entry that may have caused it
/// goes first.
fn is_due(step: &BotStep<'_>, entry: &Entry<'_>, causes: bool) -> bool {
    match (step.at.copied(), entry.at) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(visit), Some(at)) if !at.is_whole() => visit <= at,
        (Some(visit), Some(at)) if causes => visit.second() < at.utc(),
        (Some(visit), Some(at)) => visit.second() <= at.utc(),
    }
}

/// Counts, for each entry, the bot messages that follow it in the same second.
fn bot_messages_to_come(cast: &Cast, course: &Course<'_>) -> Vec<usize> {
    let (mut second, mut count) = (None, 0_usize);
    let mut counts: Vec<_> = course
        .entries
        .iter()
        .rev()
        .map(|entry| {
            let its = entry.at.map(Timestamp::second);
            if its != second {
                (second, count) = (its, 0);
            }
            let to_come = count;
            let talks = entry.kind == EntryKind::Message && cast.role(entry.who) == Role::Bot;
            count = count.saturating_add(talks.into());
            to_come
        })
        .collect();
    counts.reverse();
    counts
}

#[cfg(test)]
mod tests {
    use crate::analysis::Story;
    use crate::model::{Record, Text};

    /// Says for each step its card, the entry it comes before, its prompts and its answers.
    fn steps(story: &Story<'_>) -> Vec<(String, usize, Vec<usize>, Vec<usize>)> {
        let steps = story.steps.steps.iter();
        let name = |step: &super::Step<'_>| {
            step.step
                .card_name
                .get()
                .map_or(String::new(), |name: &Text<'_>| name.as_str().to_owned())
        };
        steps.map(|s| (name(s), s.before, s.prompts.clone(), s.answers.clone())).collect()
    }

    #[test]
    fn the_steps_of_the_seed_stand_between_question_and_answer() {
        let record =
            Record::read(include_str!("../../fixtures/tickets/seed.json")).unwrap().unwrap();
        let story = Story::of(&record, &[]);
        assert_eq!(
            steps(&story),
            [
                ("Main".into(), 1, vec![1], vec![2]),
                ("Destination".into(), 3, vec![3], vec![4]),
                ("Name".into(), 5, vec![5], vec![6]),
                ("Mail address".into(), 7, vec![7], vec![8]),
                ("Thanks".into(), 9, vec![9], vec![]),
                (String::new(), 11, vec![], vec![]),
            ]
        );
    }

    #[test]
    fn of_two_messages_in_a_second_each_has_its_card() {
        let says = |id: u8| {
            format!(
                r#"{{"id":{id},"type":"Message","dateTime":"2024-01-01T10:00:01Z",
                    "fromParticipant":{{"id":2,"type":"User","name":"BOT","identifier":"b"}}}}"#
            )
        };
        let visit = |name: &str, ms: u16| {
            format!(
                r#"{{"stepType":"Card","cardFriendlyName":"{name}",
                    "visitDatetime":"2024-01-01T10:00:01.{ms:03}Z"}}"#
            )
        };
        let json = format!(
            r#"{{"transactions":[{},{}],"botConversationSteps":[{},{},{}]}}"#,
            says(1),
            says(2),
            visit("B", 200),
            visit("A", 100),
            visit("C", 300)
        );
        let record = Record::read(&json).unwrap().unwrap();
        let story = Story::of(&record, &[]);
        assert_eq!(
            steps(&story),
            [
                ("A".into(), 0, vec![], vec![]),
                ("B".into(), 0, vec![0], vec![]),
                ("C".into(), 1, vec![1], vec![]),
            ]
        );
    }
}
