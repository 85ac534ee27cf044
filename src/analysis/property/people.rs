//! The people of a ticket, as properties ask for them.

use super::Value;
use crate::analysis::course::EntryKind;
use crate::analysis::{PersonKey, Role, Story};

/// Lists the agents who were assigned or wrote, in order. Where the file does not hold the
/// conversation, the owner is who was assigned.
pub(super) fn agents(story: &Story<'_>, _: &str) -> Vec<Value> {
    let mut found: Vec<PersonKey> = Vec::new();
    let mut meet = |who: Option<PersonKey>| {
        found.extend(
            who.filter(|who| story.cast.role(Some(*who)) == Role::Agent && !found.contains(who)),
        );
    };
    story.course.entries.iter().for_each(|entry| match entry.kind {
        EntryKind::Reassigned { to, .. } => meet(Some(to)),
        _ if entry.is_message() => meet(entry.who),
        _ => {}
    });
    story.holdings.iter().for_each(|holding| meet(holding.who));
    if !story.has_conversation() {
        meet(story.cast.owner());
    }
    found.into_iter().filter_map(|who| story.cast.person(who)).map(Value::person).collect()
}

/// Returns the owner.
pub(super) fn owner(story: &Story<'_>, _: &str) -> Vec<Value> {
    let owner = story.cast.owner().and_then(|who| story.cast.person(who));
    owner.map(Value::person).into_iter().collect()
}

/// Lists the customers, in the order of the file.
pub(super) fn customers(story: &Story<'_>, _: &str) -> Vec<Value> {
    let people = story.cast.people().iter();
    people.filter(|person| person.role == Role::Customer).map(Value::person).collect()
}

/// Tells whether a bot took part: it wrote, it had the ticket, or the customer came to its cards.
pub(super) fn bot_any(story: &Story<'_>, _: &str) -> Vec<Value> {
    let wrote = story.messages(Role::Bot).next().is_some();
    let had = story.holdings.iter().any(|holding| holding.role == Role::Bot);
    let yes = wrote || had || !story.steps.steps.is_empty();
    vec![Value::YesNo(yes)]
}
