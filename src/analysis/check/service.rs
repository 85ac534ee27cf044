//! Rules of group 5: how the customer was served. They judge the work, not the data.

use super::case::Case;
use super::finding::{Datum, Evidence};
use super::findings::Findings;
use super::rule::{Needs, Rule};
use super::sentence::Sentence;
use crate::analysis::course::{Entry, EntryKind};
use crate::analysis::metrics::SpanName;
use crate::analysis::person::Role;
use crate::analysis::span_end::{Event, SpanEnd};
use crate::analysis::stats::{Contribution, Judgement, Measured, Metric};
use crate::analysis::story::Story;
use crate::analysis::value::Seconds;
use crate::analysis::waits::Wait;
use crate::model::{DeliveryStatus, State, Text};

pub(super) static RULES: &[Rule] = &[
    Rule {
        code: "W501",
        title: "Closed before the reply was marked read",
        compares: "The status of the agent messages of a closed ticket, since it was last opened, \
                   with that of earlier messages to the customer: those were read, none of these \
                   was. A word of the customer after one of them counts as read.",
        why: "The customer reads what is sent to them, but may never have seen the answer; nobody \
              waited whether it helps.",
        source: "Glassix SDK: Read means that all participants have read a message.",
        needs: Needs::Transactions,
        find: unread,
    },
    Rule {
        code: "W503",
        title: "The customer's last message was never answered",
        compares: "The last customer message of a closed ticket with the agent messages after it. \
                   A few words without a question after an agent's answer are a farewell; so much \
                   as a question mark, a file, or more than 60 characters are not.",
        why: "Somebody waited for a person and got no answer; such tickets look finished in every \
              report.",
        source: "The wait as ticketctl measures it: from a customer message that people could \
                 answer to the next agent message.",
        needs: Needs::Transactions,
        find: unanswered,
    },
    Rule {
        code: "W504",
        title: "A target was missed",
        compares: "The spans that have a target (--sla) with it: longer, or still going on in a \
                   ticket in which nobody answered.",
        why: "It was promised to take no longer.",
        source: "The targets of the command line; the spans as ticketctl stats measures them.",
        needs: Needs::Target,
        find: missed,
    },
];

fn is_closed(case: &Case<'_, '_>) -> bool {
    case.ticket().state.get() == Some(&State::Closed)
}

fn unread(case: &Case<'_, '_>, found: &mut Findings) {
    let story = case.story;
    if !is_closed(case) {
        return;
    }
    let entries = &story.course.entries;
    let opening = entries.iter().rposition(|entry| entry.reopens).unwrap_or_default();
    let is_reply = |entry: &&Entry<'_>| story.is_from(entry, Role::Agent);
    let replies: Vec<_> = entries.iter().skip(opening).filter(is_reply).collect();
    let (Some(first), Some(last)) = (replies.first(), replies.last()) else { return };
    let after = entries.iter().skip_while(|entry| entry.index != first.index);
    if !replies.iter().all(|reply| is_unread(reply))
        || after.clone().any(|entry| story.is_from(entry, Role::Customer))
    {
        return;
    }
    let was_read = |entry: &&Entry<'_>| {
        let role = story.cast.role(entry.who);
        matches!(role, Role::Agent | Role::Bot | Role::Queue)
            && matches!(entry.kind, EntryKind::Message | EntryKind::Automatic)
            && entry.transaction.status.get() == Some(&DeliveryStatus::Read)
    };
    let Some(read) = entries.iter().take_while(|entry| entry.index != first.index).find(was_read)
    else {
        // Some channels never mark a message read.
        return;
    };
    let said = match (replies.len(), last.transaction.status.get()) {
        (1, Some(status)) => Sentence::new("The only agent message is “")
            .quote(&status.name())
            .own("”, earlier messages were “Read”"),
        (many, _) => Sentence::new(format!(
            "None of the {many} agent messages is marked read, earlier messages were"
        )),
    };
    let closing = after.filter(|entry| matches!(entry.kind, EntryKind::Closed { .. })).last();
    let said = match (last.at, closing.and_then(|closing| closing.at)) {
        (Some(reply), Some(closed)) if closed >= reply => said
            .own("; closed ")
            .span(Seconds::between(reply, closed))
            .own(if replies.len() == 1 { " after it" } else { " after the last" }),
        _ => said,
    };
    let place = |is, entry: &Entry<'_>| {
        let status = entry.transaction.status.get().map(|status| status.name().to_static());
        Evidence::new(is, status.as_ref().map(Datum::from))
            .at(case.pointer(entry, "/status"))
            .inside(entry.transaction.id.copied())
    };
    found.add(said, [place("last", last), place("earlier", read)]);
}

fn is_unread(entry: &Entry<'_>) -> bool {
    let status = entry.transaction.status.get();
    matches!(
        status,
        Some(DeliveryStatus::Delivered | DeliveryStatus::Accepted | DeliveryStatus::Pending)
    )
}

/// What is longer is no mere word of thanks.
const FAREWELL: usize = 60;

fn unanswered(case: &Case<'_, '_>, found: &mut Findings) {
    let story = case.story;
    let Some(wait) = story.unanswered().filter(|wait| is_closed(case) && !wait.goes_on) else {
        return;
    };
    let is_last = story.waits.last() == Some(wait);
    let mut customer = story.messages(Role::Customer);
    let Some((position, last)) = customer.by_ref().last().filter(|_| is_last) else { return };
    // What was asked before the wait began, was asked of a bot.
    let asked = story
        .messages(Role::Customer)
        .filter(|(_, entry)| entry.at.is_some_and(|at| at >= wait.from && at <= wait.to));
    let asked: Vec<_> = asked.map(|(_, entry)| entry).collect();
    let before = story.course.entries.get(..position).unwrap_or_default();
    let opening = before.iter().rposition(|entry| entry.reopens).unwrap_or_default();
    let answered = before.iter().skip(opening).any(|entry| story.is_from(entry, Role::Agent));
    if answered && !last.reopens && asked.iter().all(|entry| is_farewell(entry)) {
        return;
    }
    let said = Sentence::new("The customer waited ")
        .span(wait.length())
        .own(" for an answer; the ticket was closed without one");
    let id = last.transaction.id.copied();
    found.add(
        said,
        [
            Evidence::new("asked", last.at).at(case.pointer(last, "/dateTime")).inside(id),
            Evidence::new("closed", wait.to),
        ],
    );
}

fn is_farewell(entry: &Entry<'_>) -> bool {
    let text = entry.transaction.text.get().map_or("", Text::as_str);
    let is_question = text.contains(['?', '؟', '？', '՞', '\u{37E}']);
    let has_file = !entry.transaction.attachments.items().is_empty();
    !is_question && !has_file && text.chars().count() <= FAREWELL
}

fn missed(case: &Case<'_, '_>, found: &mut Findings) {
    let spans = Contribution::of(case.story);
    for target in case.targets {
        let measured = spans.span(target.metric);
        if target.judge(measured) == Some(Judgement::Met) {
            continue;
        }
        let said = Sentence::new(name(target.metric));
        let (said, took) = match measured {
            Measured::Took(_) => {
                let Some(took) = measured.seconds() else { continue };
                (said.own(" took ").span(took), took.into())
            }
            Measured::Awaited => (said.own(" has not ended"), Datum::Nothing),
            Measured::Absent | Measured::Impossible => continue,
        };
        let mut values = if case.story.has_conversation() {
            let ends = ends(case, target.metric);
            let mut value = Evidence::new("recounted", took);
            if let Some(last) = ends.last() {
                value = Evidence { value: value.value, is: value.is, ..last.clone() };
            }
            [vec![value], ends].concat()
        } else {
            let value = Evidence::new("reported", took);
            vec![reported(target.metric).map_or(value.clone(), |pointer| value.at(pointer))]
        };
        values.push(Evidence::new("target", target.at_most));
        found.add(said.own("; the target is ").span(target.at_most), values);
    }
}

/// Finds the events between which a span was recounted; of one that has not ended, the first.
fn ends(case: &Case<'_, '_>, metric: Metric) -> Vec<Evidence> {
    let span = match metric {
        Metric::Bot => SpanName::Bot,
        Metric::Queue => SpanName::Queue,
        Metric::TakenToReply => SpanName::TakenToReply,
        Metric::FirstResponse => SpanName::FirstResponse,
        Metric::Duration => SpanName::Duration,
        Metric::Waited => {
            let wait = case.story.longest_wait().into_iter();
            return wait.flat_map(|wait| ends_of_wait(case.story, wait)).collect();
        }
    };
    let span = case.span(span).into_iter();
    let ends =
        span.flat_map(|span| [span.from.map(|end| ("from", end)), span.to.map(|end| ("to", end))]);
    ends.flatten().map(|(is, end)| Evidence::end(is, end)).collect()
}

fn ends_of_wait(story: &Story<'_>, wait: &Wait) -> Vec<Evidence> {
    let entries = &story.course.entries;
    let question = entries.get(wait.question).filter(|entry| entry.at == Some(wait.from));
    let begun = question.or_else(|| {
        // A hand-over came after the question.
        let mut after = entries.iter().skip(wait.question);
        after.find(|entry| {
            entry.at == Some(wait.from) && matches!(entry.kind, EntryKind::Reassigned { .. })
        })
    });
    let event = if question.is_some() { Event::CustomerWrote } else { Event::HandedOver };
    let from = begun.map(|entry| SpanEnd::at(event, wait.from, entry));
    let answer = wait.answer.and_then(|answer| entries.get(answer));
    let to = answer.map(|entry| SpanEnd::at(Event::Reply, wait.to, entry));
    let ends = [from.map(|end| ("from", end)), to.map(|end| ("to", end))];
    ends.into_iter().flatten().map(|(is, end)| Evidence::end(is, end)).collect()
}

/// Points at what Glassix reports of a span.
const fn reported(metric: Metric) -> Option<&'static str> {
    match metric {
        Metric::Queue => Some("/queueTimeGross"),
        Metric::TakenToReply => Some("/agentAssignToResponseTimeGross"),
        Metric::FirstResponse => Some("/firstAgentResponseTimeGross"),
        Metric::Duration => Some("/durationGross"),
        Metric::Bot | Metric::Waited => None,
    }
}

fn name(metric: Metric) -> &'static str {
    match metric {
        Metric::Bot => "The bot's part",
        Metric::Queue => "The queue",
        Metric::TakenToReply => "Taking it to the reply",
        Metric::FirstResponse => "The first response",
        Metric::Waited => "The longest wait",
        Metric::Duration => "The ticket",
    }
}
