//! How long the customer waited for a person.

use super::cast::Cast;
use super::course::{Course, EntryKind};
use super::holding::{Holding, HoldingEnd};
use super::person::Role;
use super::value::Seconds;
use crate::model::Timestamp;

/// One wait of the customer's.
///
/// It runs from the first customer message that no person has answered yet, or from the hand-over
/// to people if that is later, to the next message of an agent. The definition is ours: Glassix has
/// no such figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wait {
    /// Since when.
    pub from: Timestamp,
    /// Until when: the answer, or the end of the waiting without one.
    pub to: Timestamp,
    /// The answer: a position in the course. None if nobody answered.
    pub answer: Option<usize>,
    /// Whether the customer still waits, as far as the export tells.
    pub goes_on: bool,
}

impl Wait {
    /// Returns how long it was.
    pub fn length(&self) -> Seconds {
        Seconds::between(self.from, self.to)
    }
}

/// Lists the waits in order of time.
pub(super) fn waits(cast: &Cast, course: &Course<'_>, holdings: &[Holding]) -> Vec<Wait> {
    let mut waits = Vec::new();
    let mut asked: Option<Timestamp> = None;
    let mut closed_at = None;
    for (position, entry) in course.entries.iter().enumerate() {
        let Some(at) = entry.at else { continue };
        match (entry.kind, cast.role(entry.who)) {
            (EntryKind::Message, Role::Customer) => {
                asked = asked.or(Some(at));
            }
            (EntryKind::Message, Role::Agent) => {
                let from = asked.take().and_then(|at| with_people(holdings, at));
                if let Some(from) = from.filter(|from| *from <= at) {
                    waits.push(Wait { from, to: at, answer: Some(position), goes_on: false });
                }
            }
            (EntryKind::Closed { .. }, _) => {
                closed_at = Some(at);
                let from = asked.take().and_then(|at| with_people(holdings, at));
                if let Some(from) = from.filter(|from| *from <= at) {
                    waits.push(Wait { from, to: at, answer: None, goes_on: false });
                }
            }
            _ => {}
        }
    }
    let end = holdings.last().filter(|last| closed_at.is_none_or(|closed| last.to > closed));
    if let (Some(asked), Some(last)) = (asked, end)
        && let Some(from) = with_people(holdings, asked).filter(|from| *from <= last.to)
    {
        let goes_on = last.end == HoldingEnd::Open;
        waits.push(Wait { from, to: last.to, answer: None, goes_on });
    }
    waits
}

/// Returns the first moment from `asked` on at which people have the ticket; `None` if they never
/// do, or if it was closed by then. Where nobody knows who had it, the question itself counts.
fn with_people(holdings: &[Holding], asked: Timestamp) -> Option<Timestamp> {
    if holdings.iter().all(|holding| holding.role == Role::Unknown) {
        return Some(asked);
    }
    let later = holdings.partition_point(|holding| holding.to < asked);
    let mut later = holdings.get(later..)?.iter();
    later.find(|holding| holding.is_with_people()).map(|holding| holding.from.max(asked))
}

#[cfg(test)]
mod tests {
    use crate::analysis::sample::{closed, given, says, with_story};
    use crate::analysis::{Seconds, Story};
    use crate::model::Record;

    /// Says each wait: since when, how many seconds, answered or not, going on or not.
    fn waits(transactions: &[String]) -> Vec<(String, i64, bool, bool)> {
        with_story("Open", transactions, |story| {
            let said = |w: &super::Wait| {
                let from = w.from.utc().format("%M:%S").to_string();
                (from, w.length().0.num_seconds(), w.answer.is_some(), w.goes_on)
            };
            story.waits.iter().map(said).collect()
        })
    }

    #[test]
    fn the_wait_of_the_seed() {
        let record =
            Record::read(include_str!("../../fixtures/tickets/seed.json")).unwrap().unwrap();
        let story = Story::of(&record, &[]);
        let lengths: Vec<_> = story.waits.iter().map(super::Wait::length).collect();
        assert_eq!(lengths, [Seconds::whole(890)]);
    }

    #[test]
    fn nobody_waits_while_a_bot_answers() {
        let talk = [says(1, 2, "00:01"), says(2, 1, "00:05"), says(3, 2, "00:05")];
        assert_eq!(waits(&talk), []);
    }

    #[test]
    fn several_messages_are_one_wait_from_the_first() {
        let talk = [
            given(1, "a", "a", "00:00"),
            says(2, 1, "01:00"),
            says(3, 1, "02:00"),
            says(4, 3, "03:00"),
            says(5, 3, "03:10"),
            says(6, 1, "04:00"),
            says(7, 3, "04:30"),
        ];
        assert_eq!(
            waits(&talk),
            [("01:00".into(), 120, true, false), ("04:00".into(), 30, true, false)]
        );
    }

    #[test]
    fn after_a_bot_the_wait_begins_with_the_hand_over() {
        let talk = [
            says(1, 2, "00:01"),
            says(2, 1, "00:05"),
            given(3, "b", "", "01:00"),
            given(4, "a", "a", "02:00"),
            says(5, 3, "03:00"),
        ];
        assert_eq!(waits(&talk), [("01:00".into(), 120, true, false)]);
    }

    #[test]
    fn an_unanswered_question_ends_with_the_closing_or_goes_on() {
        let open = [given(1, "a", "a", "00:00"), says(2, 1, "01:00")];
        assert_eq!(waits(&open), [("01:00".into(), 480, false, true)]);
        let shut = [given(1, "a", "a", "00:00"), says(2, 1, "01:00"), closed(3, "02:00")];
        assert_eq!(waits(&shut), [("01:00".into(), 60, false, false)]);
    }
}
