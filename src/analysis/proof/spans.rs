//! Spans with the events that they run between.

use super::{Figure, Found, Proof, Reported, Stretch};
use crate::analysis::course::EntryKind;
use crate::analysis::first_response::{FirstResponse, ResponseFrom};
use crate::analysis::head::Who;
use crate::analysis::metrics::{Span, SpanName, held_between};
use crate::analysis::person::Role;
use crate::analysis::span_end::{Event, SpanEnd};
use crate::analysis::story::Story;
use crate::analysis::value::{Seconds, Stated};
use crate::analysis::waits::Wait;

impl Stretch {
    fn between((from, to): (SpanEnd, SpanEnd)) -> Self {
        Self { who: None, from, to, seconds: Seconds::between(from.at, to.at) }
    }
}

/// Shows a span that is measured.
pub(super) fn span(story: &Story<'_>, name: SpanName) -> Proof {
    let span = Span::of(story, name);
    let stretches: Vec<_> = span.stretches(story).into_iter().map(Stretch::between).collect();
    let figure = match (name, stretches.len()) {
        (_, 0) => None,
        (SpanName::AverageReply, _) => Some(Figure::Mean),
        _ => Some(Figure::Sum),
    };
    let from = match name {
        SpanName::FirstResponse => Some(ResponseFrom::Auto),
        SpanName::TakenToReply => Some(ResponseFrom::Assigned),
        _ => None,
    };
    Proof {
        found: from.map_or_else(Vec::new, |from| lone_event(story, from)),
        reported: reported(&span),
        fitting: span.fit(story),
        stretches,
        figure,
        recount_s: span.recount_s,
        agrees: span.agrees,
        ..Proof::default()
    }
}

/// Lists what is reported of a span, gross before net.
fn reported(span: &Span) -> Vec<Reported> {
    let pointers = span.metric.explanation().pointers;
    let values = pointers.iter().map(|pointer| {
        let is_net = pointer.ends_with("Net");
        let seconds = if is_net { span.net_s.clone() } else { span.gross_s.clone() };
        Reported { pointer, is_net: Some(is_net), seconds, number: Stated::Missing }
    });
    values.collect()
}

/// Shows the first response by one definition.
pub(super) fn response(story: &Story<'_>, from: ResponseFrom) -> Proof {
    // What is assigned is reported apart.
    let whose = match from {
        ResponseFrom::Assigned => SpanName::TakenToReply,
        _ => SpanName::FirstResponse,
    };
    let reported = reported(&Span::of(story, whose));
    let response = FirstResponse::of(story);
    let Some(definition) = response.by(from) else {
        return Proof { reported, ..Proof::default() };
    };
    let stretches: Vec<_> = definition.ends().map(Stretch::between).into_iter().collect();
    let gross = reported.first().and_then(|gross| gross.seconds.get().copied());
    Proof {
        found: lone_event(story, from),
        figure: (!stretches.is_empty()).then_some(Figure::Sum),
        recount_s: definition.seconds,
        agrees: gross.zip(definition.seconds).map(|(gross, seconds)| gross.agrees(seconds)),
        reported,
        stretches,
        ..Proof::default()
    }
}

/// Shows the one event that happened, where the other one did not.
fn lone_event(story: &Story<'_>, from: ResponseFrom) -> Vec<Found> {
    let response = FirstResponse::of(story);
    let definition = response.by(from).filter(|definition| definition.ends().is_none());
    let end = definition.and_then(|definition| definition.from.or(definition.to));
    end.map(|end| Found::end(story, end)).into_iter().collect()
}

/// Shows waits.
pub(super) fn waits(story: &Story<'_>, wanted: fn(&Wait) -> bool, figure: Figure) -> Proof {
    let waits = story.waits.iter().filter(|wait| wanted(wait));
    let stretches: Vec<_> = waits.map(|wait| Stretch::between(ends(story, wait))).collect();
    let mut lengths = stretches.iter().map(|stretch| stretch.seconds);
    let recount_s = if figure == Figure::Longest { lengths.max() } else { lengths.next_back() };
    let figure = (!stretches.is_empty()).then_some(figure);
    Proof { stretches, figure, recount_s, ..Proof::default() }
}

/// Finds what tells of the ends of a wait.
fn ends(story: &Story<'_>, wait: &Wait) -> (SpanEnd, SpanEnd) {
    let entries = &story.course.entries;
    let question = entries.get(wait.question).filter(|entry| entry.at == Some(wait.from));
    let from = match question {
        Some(question) => SpanEnd::at(Event::CustomerWrote, wait.from, question),
        None => begin(story, wait),
    };
    let answer = wait.answer.and_then(|answer| entries.get(answer));
    let closing = || {
        let mut later = entries.iter().skip(wait.question).filter(|e| e.at == Some(wait.to));
        later.find(|entry| matches!(entry.kind, EntryKind::Closed { .. }))
    };
    let to = if let Some(answer) = answer {
        SpanEnd::at(Event::Reply, wait.to, answer)
    } else if let Some(closing) = closing() {
        SpanEnd::at(Event::Closed, wait.to, closing)
    } else if wait.goes_on {
        SpanEnd::last_activity(story, wait.to)
    } else {
        SpanEnd::field(Event::Closed, wait.to, "/close")
    };
    (from, to)
}

/// Finds what brought the ticket to people while the customer waited.
fn begin(story: &Story<'_>, wait: &Wait) -> SpanEnd {
    let change = story.course.entries.iter().find_map(|entry| {
        let EntryKind::Reassigned { to, .. } = entry.kind else { return None };
        let is_queue = story.cast.role(Some(to)) == Role::Queue;
        let event = if is_queue { Event::HandedOver } else { Event::Taken };
        (entry.at == Some(wait.from)).then(|| SpanEnd::at(event, wait.from, entry))
    });
    change.unwrap_or_else(|| SpanEnd::opened(story, wait.from))
}

/// Shows who had the ticket.
pub(super) fn held(story: &Story<'_>) -> Proof {
    let stretches = story.holdings.iter().map(|held| Stretch {
        who: Who::of(story, held.who),
        ..Stretch::between(held_between(story, held))
    });
    let stretches: Vec<_> = stretches.collect();
    let figure = (!stretches.is_empty()).then_some(Figure::Each);
    Proof { stretches, figure, ..Proof::default() }
}
