//! How long the customer waited for a person.

use super::cast::{Cast, Role};
use super::course::{Course, EntryKind};
use super::holding::{Holding, HoldingEnd};
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
    use crate::analysis::{Seconds, Story};
    use crate::model::Record;

    /// Says each wait as seconds from 10:00:00, its length, and how it ended.
    fn waits(transactions: &str) -> Vec<(String, i64, bool, bool)> {
        let json = format!(
            r#"{{"id":1,"open":"2024-01-01T10:00:00Z","participants":[
                {{"id":1,"type":"Client","name":"A","identifier":"1"}},
                {{"id":2,"type":"User","name":"BOT","identifier":"b"}},
                {{"id":3,"type":"User","name":"Ann","identifier":"a"}}],
                "state":"Open","lastActivity":"2024-01-01T10:09:00Z",
                "transactions":[{transactions}]}}"#
        );
        let record = Record::read(&json).unwrap().unwrap();
        let story = Story::of(&record, &[]);
        let length = |seconds: Seconds| seconds.0.num_seconds();
        let said = |w: &super::Wait| {
            (
                w.from.utc().format("%M:%S").to_string(),
                length(w.length()),
                w.answer.is_some(),
                w.goes_on,
            )
        };
        story.waits.iter().map(said).collect()
    }

    fn says(id: i64, from: i64, at: &str) -> String {
        let kind = if from == 1 { "Client" } else { "User" };
        let identifier = ["", "1", "b", "a"][usize::try_from(from).unwrap()];
        format!(
            r#"{{"id":{id},"type":"Message","dateTime":"2024-01-01T10:{at}Z","text":"x",
            "fromParticipant":{{"id":{from},"type":"{kind}","identifier":"{identifier}"}}}}"#
        )
    }

    fn given(id: i64, by: &str, to: &str, at: &str) -> String {
        let to = if to.is_empty() { crate::model::NIL_GUID } else { to };
        format!(
            r#"{{"id":{id},"type":"TicketReAssigned","dateTime":"2024-01-01T10:{at}Z",
            "text":"{{\"byUserId\":\"{by}\",\"toUserId\":\"{to}\"}}"}}"#
        )
    }

    fn closed(id: i64, at: &str) -> String {
        format!(
            r#"{{"id":{id},"type":"TicketClosed","dateTime":"2024-01-01T10:{at}Z","text":"{{}}"}}"#
        )
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
        let talk = [says(1, 2, "00:01"), says(2, 1, "00:05"), says(3, 2, "00:05")].join(",");
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
            waits(&talk.join(",")),
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
        assert_eq!(waits(&talk.join(",")), [("01:00".into(), 120, true, false)]);
    }

    #[test]
    fn an_unanswered_question_ends_with_the_closing_or_goes_on() {
        let open = [given(1, "a", "a", "00:00"), says(2, 1, "01:00")].join(",");
        assert_eq!(waits(&open), [("01:00".into(), 480, false, true)]);
        let shut = [given(1, "a", "a", "00:00"), says(2, 1, "01:00"), closed(3, "02:00")].join(",");
        assert_eq!(waits(&shut), [("01:00".into(), 60, false, false)]);
    }
}
