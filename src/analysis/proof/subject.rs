//! What a ticket can show of which topic.

use super::found::{canned, counted, people, told};
use super::spans::{held, response, span, waits};
use super::{Figure, Proof};
use crate::analysis::check::{Check, Needs, Rule, Rules, rule};
use crate::analysis::counts::CountName;
use crate::analysis::course::{Entry, EntryKind};
use crate::analysis::explanation::{Explanation, Kind};
use crate::analysis::first_response::ResponseFrom;
use crate::analysis::metrics::SpanName;
use crate::analysis::person::Role;
use crate::analysis::span_end::Event;
use crate::analysis::story::Story;
use crate::analysis::waits::Wait;

/// What a topic is about, as a ticket can show it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Subject {
    Span(SpanName),
    Response(ResponseFrom),
    Waits(fn(&Wait) -> bool, Figure),
    Held,
    Count(CountName),
    CannedReplies,
    Entries(fn(&Story<'_>, &Entry<'_>) -> bool),
    Event(Event),
    People(Option<Role>),
    Owner,
    Rule(&'static Rule),
}

impl Subject {
    /// Finds what a topic is about; nothing if no ticket shows it.
    pub(super) fn of(explanation: &Explanation) -> Option<Self> {
        let is = |other: Explanation| other.topic == explanation.topic;
        match explanation.kind {
            Kind::Metric => {
                let span = SpanName::ALL.into_iter().find(|name| is(name.explanation()));
                span.map(Self::Span).or_else(|| other_metric(explanation.topic))
            }
            Kind::FirstResponse => {
                let from = ResponseFrom::DEFINITIONS.into_iter();
                from.map(Self::Response).find(|subject| match subject {
                    Self::Response(from) => is(from.explanation()),
                    _ => false,
                })
            }
            Kind::Count => {
                let count = CountName::ALL.into_iter().find(|name| is(name.explanation()));
                Some(count.map_or(Self::CannedReplies, Self::Count))
            }
            Kind::Event => {
                let event = Event::ALL.into_iter().find(|event| is(event.explanation()));
                Some(event.map_or(Self::Entries(|_, entry| entry.reopens), Self::Event))
            }
            Kind::Role => {
                let role = Role::ALL.into_iter().find(|role| is(role.explanation()));
                role.map(|role| Self::People(Some(role)))
            }
            Kind::Definition => part(explanation.topic),
            // A target is for check to set.
            Kind::Rule => {
                rule(explanation.topic).filter(|rule| rule.needs != Needs::Target).map(Self::Rule)
            }
            Kind::Usage | Kind::Property => None,
        }
    }

    /// Shows it in a ticket.
    pub(super) fn prove(self, story: &Story<'_>) -> Proof {
        match self {
            Self::Span(name) => span(story, name),
            Self::Response(from) => response(story, from),
            Self::Waits(wanted, figure) => waits(story, wanted, figure),
            Self::Held => held(story),
            Self::Count(name) => counted(story, name),
            Self::CannedReplies => canned(story),
            Self::Entries(wanted) => told(story, |entry| wanted(story, entry)),
            Self::Event(event) => told(story, |entry| happens(story, event, entry)),
            Self::People(role) => people(story, |_, person| role.is_none_or(|r| r == person.role)),
            Self::Rule(rule) => checked(story, rule),
            Self::Owner => people(story, |key, _| story.cast.owner() == Some(key)),
        }
    }
}

/// Asks one rule alone.
fn checked(story: &Story<'_>, rule: &Rule) -> Proof {
    let rules = Rules::choose(|other| other == rule, Vec::new());
    let check = Check::of(story, &rules);
    let lacks = check.not_run.first().map(|rule| rule.needs);
    Proof { findings: check.findings, lacks, ..Proof::default() }
}

fn other_metric(topic: &str) -> Option<Subject> {
    Some(match topic {
        "waited" => Subject::Waits(|wait| wait.answer.is_some(), Figure::Longest),
        "unanswered" => Subject::Waits(|wait| wait.answer.is_none(), Figure::Last),
        "waiting" => Subject::Waits(|wait| wait.goes_on, Figure::Last),
        "held" => Subject::Held,
        _ => return None,
    })
}

fn part(topic: &str) -> Option<Subject> {
    Some(match topic {
        "transaction" => Subject::Entries(|_, _| true),
        "message" => Subject::Entries(|_, entry| entry.kind == EntryKind::Message),
        "automatic" => Subject::Entries(|_, entry| entry.kind == EntryKind::Automatic),
        "note" => Subject::Entries(|_, entry| entry.kind == EntryKind::Note),
        "participant" | "role" => Subject::People(None),
        "owner" => Subject::Owner,
        _ => return None,
    })
}

/// Tells whether an entry is such an event.
fn happens(story: &Story<'_>, event: Event, entry: &Entry<'_>) -> bool {
    let given_to = |role| {
        matches!(entry.kind, EntryKind::Reassigned { to, .. }
            if (story.cast.role(Some(to)) == Role::Queue) == role)
    };
    match event {
        Event::Opened => entry.kind == EntryKind::Opened,
        Event::CustomerWrote => story.is_from(entry, Role::Customer),
        Event::HandedOver => given_to(true),
        Event::Taken => given_to(false),
        Event::Reply => story.is_from(entry, Role::Agent),
        Event::Closed => matches!(entry.kind, EntryKind::Closed { .. }),
        Event::LastActivity => {
            story.course.entries.last().is_some_and(|last| last.index == entry.index)
        }
    }
}
