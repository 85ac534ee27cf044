//! What is counted or meant: transactions and people, with their places.

use super::{Found, Proof, Reported};
use crate::analysis::cast::PersonKey;
use crate::analysis::counts::{CANNED_REPLIES, CountName, counts};
use crate::analysis::course::Entry;
use crate::analysis::head::Who;
use crate::analysis::person::{Person, Role};
use crate::analysis::span_end::{Pointer, SpanEnd};
use crate::analysis::story::Story;
use crate::analysis::value::Stated;

impl Found {
    /// Takes the end of a span.
    pub(super) fn end(story: &Story<'_>, end: SpanEnd) -> Self {
        let entries = &story.course.entries;
        let entry = entries.iter().find(|entry| Pointer::of(entry) == end.pointer);
        Self {
            at: Some(end.at),
            transaction_id: end.transaction_id,
            pointer: Some(end.pointer),
            who: entry.and_then(|entry| Who::of(story, entry.who)),
            is_bot_by: None,
            n: 1,
        }
    }

    fn entry(story: &Story<'_>, entry: &Entry<'_>, n: usize) -> Self {
        Self {
            at: entry.at,
            transaction_id: entry.transaction.id.copied(),
            pointer: Some(Pointer::of(entry)),
            who: Who::of(story, entry.who),
            is_bot_by: None,
            n,
        }
    }
}

/// Lists what happened.
pub(super) fn told(story: &Story<'_>, wanted: impl Fn(&Entry<'_>) -> bool) -> Proof {
    let entries = story.course.entries.iter().filter(|entry| wanted(entry));
    let found: Vec<_> = entries.map(|entry| Found::entry(story, entry, 1)).collect();
    let recount = story.has_conversation().then_some(found.len());
    Proof { found, recount, ..Proof::default() }
}

/// Shows what is reported and what is counted.
pub(super) fn counted(story: &Story<'_>, name: CountName) -> Proof {
    let Some(count) = counts(story).into_iter().find(|count| count.count == name) else {
        return Proof::default();
    };
    let number = |entry: &Entry<'_>| match name {
        CountName::CustomerMessages => usize::from(story.is_from(entry, Role::Customer)),
        CountName::AgentMessages => usize::from(story.is_from(entry, Role::Agent)),
        CountName::CustomerMedia if story.is_from(entry, Role::Customer) => entry.media(),
        CountName::AgentMedia if story.is_from(entry, Role::Agent) => entry.media(),
        CountName::CustomerMedia | CountName::AgentMedia => 0,
        CountName::Transactions => 1,
    };
    let entries = story.course.entries.iter().map(|entry| (entry, number(entry)));
    let found = entries.filter(|(_, n)| *n > 0).map(|(entry, n)| Found::entry(story, entry, n));
    Proof {
        found: found.collect(),
        reported: vec![reported(name.pointer(), count.reported)],
        recount: count.recount,
        agrees: count.agrees,
        ..Proof::default()
    }
}

/// Shows what is reported and cannot be counted.
pub(super) fn canned(story: &Story<'_>) -> Proof {
    let number = || Stated::copied(&story.ticket().agent_canned_replies_count);
    let pointers = CANNED_REPLIES.pointers.iter();
    Proof {
        reported: pointers.map(|pointer| reported(pointer, number())).collect(),
        ..Proof::default()
    }
}

fn reported(pointer: &'static str, number: Stated<i64>) -> Reported {
    Reported { pointer, is_net: None, seconds: Stated::Missing, number }
}

/// Lists people.
pub(super) fn people(story: &Story<'_>, wanted: impl Fn(PersonKey, &Person) -> bool) -> Proof {
    let places = story.record.places("participants", story.ticket().participants.items().len());
    let people = story.cast.people().iter().enumerate();
    let found = people.filter(|(key, person)| wanted(*key, person)).map(|(key, person)| {
        let listed = person.listed.and_then(|index| places.get(index).copied());
        let owner = (story.cast.owner() == Some(key)).then_some(Pointer::Field("/owner"));
        let first = story.course.entries.iter().find(|entry| entry.who == Some(key));
        Found {
            at: None,
            transaction_id: None,
            pointer: listed.map(Pointer::Participant).or(owner).or(first.map(Pointer::of)),
            who: Who::of(story, Some(key)),
            is_bot_by: person.is_bot_by,
            n: 1,
        }
    });
    let found: Vec<_> = found.collect();
    Proof { recount: Some(found.len()), found, ..Proof::default() }
}
