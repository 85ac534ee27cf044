//! Which other way of measuring a reported span fits, where the recount does not.

use super::course::{Entry, EntryKind};
use super::first_response::{FirstResponse, ResponseFrom};
use super::metrics::{Span, SpanName};
use super::person::Role;
use super::span_end::{Event, SpanEnd};
use super::story::Story;
use super::value::Seconds;
use schemars::JsonSchema;
use serde::Serialize;

/// A way of measuring a span that somebody uses: Glassix, its documentation, or another product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// From the opening to the first answer of anybody, bots included.
    OpenedToAnyReply,
    /// From the opening to the first reply.
    OpenedToReply,
    /// From the customer's first message to the first reply.
    CustomerToReply,
    /// From the hand-over by the bot to the first reply.
    HandoverToReply,
    /// From the last assignment before the first reply to it.
    LastTakenToReply,
    /// From the first assignment to the first reply.
    FirstTakenToReply,
    /// From the opening to the first assignment: the time with a bot counts as queue.
    OpenedToTaken,
    /// From the customer's first message to the first assignment.
    CustomerToTaken,
    /// The first stretch in the queue alone.
    FirstQueue,
    /// From the opening to the first closing.
    OpenedToFirstClosing,
    /// From the customer's first message to the last closing.
    CustomerToClosing,
    /// The time in which it was open, without that between a closing and a re-opening.
    WhileOpen,
}

/// A way of measuring that comes to what is reported.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize)]
pub struct Fit {
    /// Which way.
    pub measure: Measure,
    /// What it comes to.
    pub seconds: Seconds,
    /// What it begins with; `null` if several stretches are added.
    pub from: Option<SpanEnd>,
    /// What it ends with.
    pub to: Option<SpanEnd>,
}

impl Measure {
    /// Says it in words, as in "it fits the time …".
    pub const fn words(self) -> &'static str {
        match self {
            Self::OpenedToAnyReply => "from the opening to the first answer, bots included",
            Self::OpenedToReply => "from the opening to the reply",
            Self::CustomerToReply => "from the customer's first message to the reply",
            Self::HandoverToReply => "from the hand-over by the bot to the reply",
            Self::LastTakenToReply => "from the last assignment to the reply",
            Self::FirstTakenToReply => "from the first assignment to the reply",
            Self::OpenedToTaken => "from the opening to the first assignment",
            Self::CustomerToTaken => "from the customer's first message to the first assignment",
            Self::FirstQueue => "of the first stretch in the queue alone",
            Self::OpenedToFirstClosing => "from the opening to the first closing",
            Self::CustomerToClosing => "from the customer's first message to the closing",
            Self::WhileOpen => "in which it was open, without that in which it was closed",
        }
    }

    /// Lists the ways in which a span is known to be measured, the likeliest first.
    const fn of(span: SpanName) -> &'static [Self] {
        match span {
            SpanName::FirstResponse => &[
                Self::CustomerToReply,
                Self::HandoverToReply,
                Self::LastTakenToReply,
                Self::FirstTakenToReply,
                Self::OpenedToReply,
                Self::OpenedToAnyReply,
            ],
            SpanName::TakenToReply => &[
                Self::FirstTakenToReply,
                Self::HandoverToReply,
                Self::CustomerToReply,
                Self::OpenedToReply,
            ],
            SpanName::Queue => &[Self::OpenedToTaken, Self::CustomerToTaken, Self::FirstQueue],
            SpanName::Duration => {
                &[Self::OpenedToFirstClosing, Self::WhileOpen, Self::CustomerToClosing]
            }
            SpanName::Bot | SpanName::AverageReply => &[],
        }
    }
}

impl Span {
    /// Finds the known way of measuring that comes nearest to what is reported, within two seconds;
    /// nothing if the recount agrees, or if there is none.
    pub fn fit(&self, story: &Story<'_>) -> Option<Fit> {
        let gross = *self.gross_s.get().filter(|_| self.agrees == Some(false))?;
        let events = Events::of(story);
        let known = Measure::of(self.metric).iter().filter_map(|measure| events.measure(*measure));
        known.filter(|fit| fit.seconds.agrees(gross)).min_by_key(|fit| fit.seconds.distance(gross))
    }
}

/// The events between which spans are known to be measured.
struct Events<'s, 't> {
    story: &'s Story<'t>,
    response: FirstResponse,
    opened: Option<SpanEnd>,
    customer: Option<SpanEnd>,
    taken: Option<SpanEnd>,
}

impl<'s, 't> Events<'s, 't> {
    fn of(story: &'s Story<'t>) -> Self {
        let is_taken = |entry: &&Entry<'_>| {
            matches!(entry.kind, EntryKind::Reassigned { to, .. }
                if story.cast.role(Some(to)) == Role::Agent)
        };
        let taken = story.course.entries.iter().find(is_taken);
        let response = FirstResponse::of(story);
        let opened = story.course.entries.iter().find(|entry| entry.kind == EntryKind::Opened);
        let opened = opened.and_then(|entry| SpanEnd::of(Event::Opened, entry)).or_else(|| {
            let at = story.ticket().opened_at.copied()?;
            Some(SpanEnd::field(Event::Opened, at, "/open"))
        });
        let customer = story.messages(Role::Customer).next();
        Self {
            story,
            opened,
            customer: customer.and_then(|(_, entry)| SpanEnd::of(Event::CustomerWrote, entry)),
            taken: taken.and_then(|entry| SpanEnd::of(Event::Taken, entry)),
            response,
        }
    }

    fn measure(&self, measure: Measure) -> Option<Fit> {
        let reply = || Some(self.response.by(ResponseFrom::Customer)?.to);
        let between = |from: Option<SpanEnd>, to: Option<SpanEnd>| {
            let (from, to) = from.zip(to)?;
            let seconds = Seconds::between(from.at, to.at);
            Some(Fit { measure, seconds, from: Some(from), to: Some(to) })
        };
        let response = |from| {
            let (from, to) = self.response.by(from)?.ends()?;
            between(Some(from), Some(to))
        };
        let alone = |seconds| Some(Fit { measure, seconds, from: None, to: None });
        match measure {
            Measure::OpenedToAnyReply => response(ResponseFrom::Any),
            Measure::OpenedToReply => response(ResponseFrom::Opened),
            Measure::CustomerToReply => response(ResponseFrom::Customer),
            Measure::HandoverToReply => response(ResponseFrom::Handover),
            Measure::LastTakenToReply => response(ResponseFrom::Assigned),
            Measure::FirstTakenToReply => between(self.taken, reply().flatten()),
            Measure::OpenedToTaken => between(self.opened, self.taken),
            Measure::CustomerToTaken => between(self.customer, self.taken),
            Measure::FirstQueue => {
                let mut queue = self.story.holdings.iter().filter(|h| h.role == Role::Queue);
                let (first, second) = (queue.next()?, queue.next());
                second.and_then(|_| alone(first.length()))
            }
            Measure::OpenedToFirstClosing => between(self.opened, self.closings().next()),
            Measure::CustomerToClosing => between(self.customer, self.closings().last()),
            Measure::WhileOpen => {
                let held = self.story.holdings.iter().map(super::Holding::length);
                alone(held.reduce(Seconds::plus)?)
            }
        }
    }

    fn closings(&self) -> impl Iterator<Item = SpanEnd> {
        let entries = self.story.course.entries.iter();
        let closings = entries.filter(|entry| matches!(entry.kind, EntryKind::Closed { .. }));
        closings.filter_map(|entry| SpanEnd::of(Event::Closed, entry))
    }
}

#[cfg(test)]
mod tests {
    use super::Measure;
    use crate::analysis::sample::{closed, given, says};
    use crate::analysis::{Seconds, Span, SpanName, Story};
    use crate::model::{Field, Record, TimeSpan};

    /// A ticket with a bot, two stretches in the queue, two assignments, and two closings.
    fn fit(name: SpanName, reported_s: i64) -> Option<Measure> {
        let course = [
            says(1, 2, "00:01"),
            says(2, 1, "00:05"),
            given(3, "b", "", "01:00"),
            given(4, "a", "a", "03:00"),
            given(5, "a", "", "04:00"),
            given(6, "c", "c", "05:00"),
            says(7, 4, "06:00"),
            closed(8, "07:00"),
            says(9, 1, "08:00"),
            closed(10, "09:00"),
        ];
        crate::analysis::sample::with_story("Closed", &course, |story| {
            let mut record: Record<'_> = story.record.clone();
            let reported =
                Field::Given(TimeSpan::from_ticks(reported_s.saturating_mul(10_000_000)));
            let ticket = &mut record.ticket;
            ticket.queue_time_gross = reported.clone();
            ticket.first_response_gross = reported.clone();
            ticket.assign_to_response_gross = reported.clone();
            ticket.duration_gross = reported;
            let story = Story::of(&record, &[]);
            let span = Span::of(&story, name);
            let fit = span.fit(&story)?;
            assert!(fit.seconds.agrees(Seconds::whole(reported_s)));
            Some(fit.measure)
        })
    }

    #[test]
    fn a_span_that_disagrees_may_fit_another_way_of_measuring() {
        for (span, seconds, measure) in [
            (SpanName::FirstResponse, 300, None),
            (SpanName::FirstResponse, 355, Some(Measure::CustomerToReply)),
            (SpanName::FirstResponse, 60, Some(Measure::LastTakenToReply)),
            (SpanName::FirstResponse, 180, Some(Measure::FirstTakenToReply)),
            (SpanName::FirstResponse, 361, Some(Measure::OpenedToReply)),
            (SpanName::FirstResponse, 1, Some(Measure::OpenedToAnyReply)),
            (SpanName::FirstResponse, 240, None),
            (SpanName::TakenToReply, 300, Some(Measure::HandoverToReply)),
            (SpanName::Queue, 180, None),
            (SpanName::Queue, 120, Some(Measure::FirstQueue)),
            (SpanName::Queue, 181, None),
            (SpanName::Duration, 420, Some(Measure::OpenedToFirstClosing)),
            (SpanName::Duration, 480, Some(Measure::WhileOpen)),
            (SpanName::Duration, 535, Some(Measure::CustomerToClosing)),
        ] {
            assert_eq!(fit(span, seconds), measure, "{span:?} {seconds}");
        }
    }
}
