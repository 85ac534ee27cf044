//! How long the customer waited for a person.

use super::cast::Cast;
use super::course::{Course, EntryKind};
use super::explanation::{Explanation, Kind};
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
    /// The customer's message: a position in the course.
    pub question: usize,
    /// Since when.
    pub from: Timestamp,
    /// Until when: the answer, or the end of the waiting without one.
    pub to: Timestamp,
    /// The answer: a position in the course. None if nobody answered.
    pub answer: Option<usize>,
    /// Whether the customer still waits, as far as the export tells.
    pub goes_on: bool,
}

/// How long customers wait, and what became of it.
pub(super) const WAITS: &[Explanation] = &[
    Explanation::new(Kind::Metric, "waited", "Waited", "the longest wait that a person answered")
        .also(&["wait"])
        .span(
            "the first customer message not yet answered by a person, or the hand-over if that is later",
            "the next message of an agent",
        )
        .says(&["Several messages in a row are one wait. Nobody waits while a bot answers: the clock starts when the \
                 queue or an agent has the ticket. Ours: Glassix has no such figure."])
        .shown_by(&["show", "transcript", "timeline", "list", "stats"])
        .see_also(&["unanswered", "waiting", "first_response", "hand_over"]),
    Explanation::new(
        Kind::Metric,
        "unanswered",
        "Unanswered",
        "the last wait that nobody answered, closed or not",
    )
    .span(
        "the first customer message not yet answered by a person, or the hand-over if that is later",
        "the closing, or the last activity while the ticket is open",
    )
    .says(&["In stats, a ticket is unanswered if the customer waited for a person and no person ever answered."])
    .shown_by(&["show", "list", "stats"])
    .see_also(&["waited", "waiting"]),
    Explanation::new(
        Kind::Metric,
        "waiting",
        "Waiting",
        "how long the customer waits by now for a person",
    )
    .span(
        "the first customer message not yet answered by a person, or the hand-over if that is later",
        "the last activity that the export tells of",
    )
    .says(&["Only while the ticket is not closed."])
    .shown_by(&["show", "timeline", "list --columns"])
    .see_also(&["waited", "unanswered"]),
];

impl Wait {
    /// Returns how long it was.
    pub fn length(&self) -> Seconds {
        Seconds::between(self.from, self.to)
    }
}

/// Lists the waits in order of time.
pub(super) fn waits(cast: &Cast, course: &Course<'_>, holdings: &[Holding]) -> Vec<Wait> {
    let mut waits = Vec::new();
    let mut asked: Option<(usize, Timestamp)> = None;
    let mut closed_at = None;
    for (position, entry) in course.entries.iter().enumerate() {
        let Some(at) = entry.at else { continue };
        match (entry.kind, cast.role(entry.who)) {
            (EntryKind::Message, Role::Customer) => {
                asked = asked.or(Some((position, at)));
            }
            (EntryKind::Message, Role::Agent) => {
                let from = asked.take().and_then(|asked| with_people(holdings, asked));
                if let Some((question, from)) = from.filter(|(_, from)| *from <= at) {
                    let answer = Some(position);
                    waits.push(Wait { question, from, to: at, answer, goes_on: false });
                }
            }
            (EntryKind::Closed { .. }, _) => {
                closed_at = Some(at);
                let from = asked.take().and_then(|asked| with_people(holdings, asked));
                if let Some((question, from)) = from.filter(|(_, from)| *from <= at) {
                    waits.push(Wait { question, from, to: at, answer: None, goes_on: false });
                }
            }
            _ => {}
        }
    }
    let end = holdings.last().filter(|last| closed_at.is_none_or(|closed| last.to > closed));
    if let (Some(asked), Some(last)) = (asked, end)
        && let Some((question, from)) =
            with_people(holdings, asked).filter(|(_, from)| *from <= last.to)
    {
        let goes_on = last.end == HoldingEnd::Open;
        waits.push(Wait { question, from, to: last.to, answer: None, goes_on });
    }
    waits
}

/// Returns a question with the first moment from then on at which people have the ticket; `None` if
/// they never do, or if it was closed by then. Where nobody knows who had it, the question itself counts.
fn with_people(
    holdings: &[Holding],
    (question, asked): (usize, Timestamp),
) -> Option<(usize, Timestamp)> {
    if holdings.iter().all(|holding| holding.role == Role::Unknown) {
        return Some((question, asked));
    }
    let later = holdings.partition_point(|holding| holding.to < asked);
    let mut later = holdings.get(later..)?.iter();
    let with_people = later.find(|holding| holding.is_with_people())?;
    Some((question, with_people.from.max(asked)))
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
