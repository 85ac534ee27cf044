//! The first response, by every definition we know: five products would give one ticket five times.

mod explained;

use super::course::{Entry, EntryKind};
use super::person::Role;
use super::span_end::{Event, SpanEnd};
use super::story::Story;
use super::value::Seconds;
use schemars::JsonSchema;
use serde::Serialize;

/// What the first response is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseFrom {
    /// The hand-over if a bot had the ticket, else the customer's first message. What Glassix's own
    /// figures fit.
    Auto,
    /// From opening to the first answer of anybody, bots included; greetings are no answers.
    Any,
    /// From the last assignment before the agent's first reply.
    Assigned,
    /// From the hand-over by the bot.
    Handover,
    /// From the customer's first message.
    Customer,
    /// From the opening of the ticket.
    Opened,
}

impl ResponseFrom {
    /// Each definition once, from the shortest to the longest as a rule.
    pub const DEFINITIONS: [Self; 5] =
        [Self::Any, Self::Assigned, Self::Handover, Self::Customer, Self::Opened];
}

/// The first response by one definition.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize)]
pub struct Definition {
    /// What it is counted from.
    pub counted_from: ResponseFrom,
    /// How long it took; `null` if either event is missing.
    pub seconds: Option<Seconds>,
    /// What it begins with.
    pub from: Option<SpanEnd>,
    /// The answer.
    pub to: Option<SpanEnd>,
}

impl Definition {
    /// Returns both ends, if it has them.
    pub fn ends(&self) -> Option<(SpanEnd, SpanEnd)> {
        self.from.zip(self.to)
    }
}

/// The first response to a customer. An outbound ticket has none.
#[derive(Debug, Clone)]
pub(super) struct FirstResponse {
    /// The definitions, from the shortest to the longest as a rule.
    pub(super) definitions: Vec<Definition>,
    /// Whether the customer began.
    pub(super) is_inbound: bool,
}

impl FirstResponse {
    /// Finds the first response.
    ///
    /// The reply is the first agent message after the customer's first one. The hand-over is the
    /// first time a bot gave the ticket to people, if the customer had written by then; else it is
    /// the customer's message that starts the clock. A hand-over after the reply does not count.
    pub(super) fn of(story: &Story<'_>) -> Self {
        let entries = &story.course.entries;
        let find = |wanted: &dyn Fn(&Entry<'_>) -> bool| entries.iter().position(wanted);
        let asked = find(&|entry| story.is_from(entry, Role::Customer));
        let spoke = find(&|entry| {
            story.is_from(entry, Role::Customer) || story.is_from(entry, Role::Agent)
        });
        let says_inbound = story.ticket().is_incoming.copied();
        let is_inbound = says_inbound.unwrap_or(asked.is_some() && asked == spoke);
        let after = asked.filter(|_| is_inbound).unwrap_or(entries.len());
        let later = |wanted: &dyn Fn(&Entry<'_>) -> bool| {
            entries
                .iter()
                .enumerate()
                .skip(after)
                .find(|(_, entry)| wanted(entry))
                .map(|(at, _)| at)
        };
        let reply = later(&|entry| story.is_from(entry, Role::Agent));
        let any = if is_inbound {
            find(&|entry| story.is_from(entry, Role::Bot) || story.is_from(entry, Role::Agent))
        } else {
            None
        };
        let opened = find(&|entry| entry.kind == EntryKind::Opened);
        let assigned = entries.iter().take(reply.unwrap_or(0)).rposition(|entry| {
            matches!(entry.kind, EntryKind::Reassigned { to, .. }
                if story.cast.role(Some(to)) == Role::Agent)
        });
        let moment = |event, position: Option<usize>| SpanEnd::of(event, entries.get(position?)?);
        let opened = moment(Event::Opened, opened).or_else(|| {
            Some(SpanEnd::field(Event::Opened, story.ticket().opened_at.copied()?, "/open"))
        });
        let customer = moment(Event::CustomerWrote, asked);
        let handover = moment(Event::HandedOver, hand_over(story))
            .map(|handover| customer.filter(|c| c.at > handover.at).unwrap_or(handover))
            .filter(|handover| moment(Event::Reply, reply).is_none_or(|r| r.at >= handover.at));
        let (reply, any) = (moment(Event::Reply, reply), moment(Event::Reply, any));
        let definition = |counted_from, from: Option<SpanEnd>, to: Option<SpanEnd>| {
            let (from, to) = (from.filter(|_| is_inbound), to);
            let seconds = from.zip(to).map(|(from, to)| Seconds::between(from.at, to.at));
            Definition { counted_from, seconds, from, to }
        };
        let definitions = vec![
            definition(ResponseFrom::Any, opened, any),
            definition(ResponseFrom::Assigned, moment(Event::Taken, assigned), reply),
            definition(ResponseFrom::Handover, handover, reply),
            definition(ResponseFrom::Customer, customer, reply),
            definition(ResponseFrom::Opened, opened, reply),
        ];
        Self { definitions, is_inbound }
    }

    /// Returns the first response by one definition.
    pub(super) fn by(&self, from: ResponseFrom) -> Option<&Definition> {
        let find =
            |wanted| self.definitions.iter().find(|definition| definition.counted_from == wanted);
        match from {
            ResponseFrom::Auto => find(ResponseFrom::Handover)
                .filter(|definition| definition.from.is_some())
                .or_else(|| find(ResponseFrom::Customer)),
            other => find(other),
        }
    }
}

/// Finds where a bot first gave the ticket to people.
fn hand_over(story: &Story<'_>) -> Option<usize> {
    let held = story.holdings.iter().find(|holding| holding.role == Role::Bot)?;
    story.course.entries.iter().position(|entry| {
        entry.at == Some(held.to)
            && matches!(entry.kind, EntryKind::Reassigned { to, .. }
                if story.cast.role(Some(to)) != Role::Bot)
    })
}

#[cfg(test)]
mod tests {
    use super::{FirstResponse, ResponseFrom};
    use crate::analysis::sample::{given, says, with_story};

    /// Returns the first response in seconds by a definition.
    fn seconds(from: ResponseFrom, transactions: &[String]) -> Option<i64> {
        with_story("Open", transactions, |story| {
            let response = FirstResponse::of(story);
            response.by(from)?.seconds.map(|seconds| seconds.0.num_seconds())
        })
    }

    #[test]
    fn a_bot_moves_the_start_to_the_hand_over() {
        let talk = [
            says(1, 2, "00:01"),
            says(2, 1, "00:05"),
            given(3, "b", "", "01:00"),
            given(4, "a", "a", "02:00"),
            says(5, 3, "03:00"),
        ];
        for (from, expected) in [
            (ResponseFrom::Auto, 120),
            (ResponseFrom::Handover, 120),
            (ResponseFrom::Customer, 175),
            (ResponseFrom::Assigned, 60),
            (ResponseFrom::Opened, 180),
            (ResponseFrom::Any, 1),
        ] {
            assert_eq!(seconds(from, &talk), Some(expected), "{from:?}");
        }
    }

    #[test]
    fn a_hand_over_after_the_reply_does_not_count() {
        let talk = [
            says(1, 2, "00:01"),
            says(2, 1, "00:05"),
            says(3, 3, "00:50"),
            given(4, "b", "", "01:40"),
            says(5, 3, "02:00"),
        ];
        assert_eq!(seconds(ResponseFrom::Handover, &talk), None);
        assert_eq!(seconds(ResponseFrom::Auto, &talk), Some(45));
    }

    #[test]
    fn who_is_written_to_first_waits_for_nothing() {
        let talk = [says(1, 3, "00:01"), says(2, 1, "00:05"), says(3, 3, "00:50")];
        assert_eq!(seconds(ResponseFrom::Auto, &talk), None);
    }
}
