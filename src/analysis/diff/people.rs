//! What changed about participants and the owner between two exports.

use super::change::{Change, ChangeKind, Difference};
use super::places::Places;
use super::walk::Found;
use crate::analysis::{Story, Who};

/// Tells what is different in the people; takes what it tells out of what was found.
pub(super) fn tell(
    old: &Story<'_>,
    new: &Story<'_>,
    found: &mut Vec<Found<'_>>,
    changes: &mut Vec<Change>,
) {
    owner(old, new, found, changes);
    found.retain(|found| {
        let (Some("participants"), Some(pair)) = (found.key(0), found.item(1)) else { return true };
        if !found.is_known {
            return true;
        }
        let (story, index) = if pair.new.is_some() { (new, pair.new) } else { (old, pair.old) };
        let mut change = Change::new(kind(found), vec![Difference::of(found)]);
        change.who = listed(story, index);
        if let Some(key) = found.key(2) {
            change = change.named(key);
        }
        changes.push(change);
        false
    });
}

fn kind(found: &Found<'_>) -> ChangeKind {
    let is = |value: &str| found.new.is_some_and(|new| new.get() == value);
    match found.key(2) {
        None if found.old.is_none() => ChangeKind::ParticipantJoined,
        None if found.new.is_none() => ChangeKind::ParticipantGone,
        Some("isActive") if is("false") => ChangeKind::ParticipantLeft,
        Some("isActive") if is("true") => ChangeKind::ParticipantReturned,
        Some("name" | "displayName" | "userName") => ChangeKind::ParticipantRenamed,
        _ => ChangeKind::ParticipantChanged,
    }
}

/// Names who stands in a place of the list.
fn listed(story: &Story<'_>, index: Option<usize>) -> Option<Who> {
    let index = Places::of(story.record, "participants").read(index?)?;
    let participant = story.ticket().participants.items().get(index)?;
    Who::of(story, story.cast.sender(participant))
}

/// Tells that the owner is somebody else: then all that is said of the owner belongs to that.
fn owner(old: &Story<'_>, new: &Story<'_>, found: &mut Vec<Found<'_>>, changes: &mut Vec<Change>) {
    let is_other = found
        .iter()
        .any(|found| found.key(0) == Some("owner") && matches!(found.key(1), None | Some("id")));
    if !is_other {
        return;
    }
    let mut differences = Vec::new();
    found.retain(|found| {
        let is_owner = found.key(0) == Some("owner") && found.is_known;
        if is_owner {
            differences.push(Difference::of(found));
        }
        !is_owner
    });
    if !differences.is_empty() {
        let mut change = Change::new(ChangeKind::OwnerChanged, differences);
        change.who = Who::of(old, old.cast.owner());
        change.to = Who::of(new, new.cast.owner());
        changes.push(change);
    }
}
