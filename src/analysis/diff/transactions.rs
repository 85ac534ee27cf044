//! What happened to the conversation between two exports.

use super::change::{Change, ChangeKind, Difference, Told};
use super::pairing::Pair;
use super::places::Places;
use super::walk::{Found, Step};
use crate::analysis::course::EntryKind;
use crate::analysis::{Said, Seconds, Story, Turn, TurnKind, Who};
use crate::model::{Participant, Text};
use std::collections::HashMap;

/// The transactions of one of the two exports, by their places in the file.
struct Side<'s, 't> {
    story: &'s Story<'t>,
    turns: Vec<Turn>,
    /// Which turn it is.
    at: HashMap<usize, usize>,
    places: Places,
}

impl<'s, 't> Side<'s, 't> {
    fn of(story: &'s Story<'t>) -> Self {
        let entries = story.course.entries.iter().enumerate();
        let at = entries.map(|(position, entry)| (entry.index, position)).collect();
        let places = Places::of(story.record, "transactions");
        Self { story, turns: Turn::all(story), at, places }
    }

    fn turn(&self, index: Option<usize>) -> Option<(usize, &Turn)> {
        let position = *self.at.get(&self.places.read(index?)?)?;
        Some((position, self.turns.get(position)?))
    }

    /// Tells how long after the closing before it something happened.
    fn since_closing(&self, position: usize) -> Option<Seconds> {
        let entries = self.story.course.entries.get(..=position)?;
        let (entry, before) = entries.split_last()?;
        let closing = before.iter().rev().find(|e| matches!(e.kind, EntryKind::Closed { .. }))?;
        Some(Seconds::between(closing.at?, entry.at?))
    }
}

/// Tells what is different in the transactions; takes what it tells out of what was found.
pub(super) fn tell(
    old: &Story<'_>,
    new: &Story<'_>,
    found: &mut Vec<Found<'_>>,
    changes: &mut Vec<Change>,
) {
    let (mine, others) = std::mem::take(found)
        .into_iter()
        .partition::<Vec<_>, _>(|found| found.key(0) == Some("transactions"));
    *found = others;
    if mine.is_empty() {
        return;
    }
    let mut telling = Telling {
        old: Side::of(old),
        new: Side::of(new),
        changes,
        senders: Vec::new(),
        links: Vec::new(),
    };
    let mut rest = mine.as_slice();
    while let Some(first) = rest.first() {
        let Some(pair) = first.item(1) else {
            telling.whole(first);
            rest = rest.get(1..).unwrap_or_default();
            continue;
        };
        let together = rest.iter().take_while(|found| found.item(1) == Some(pair)).count();
        let (now, later) = rest.split_at_checked(together.max(1)).unwrap_or((rest, &[]));
        rest = later;
        match now {
            [alone] if alone.way.len() == 2 => telling.alone(alone, pair),
            several => telling.changed(several, pair),
        }
    }
    telling.finish();
}

/// A change that the snapshots of a sender have in common.
struct SenderChange {
    who: Option<i64>,
    key: String,
    old: Option<String>,
    new: Option<String>,
    change: Change,
}

struct Telling<'c, 's, 't> {
    old: Side<'s, 't>,
    new: Side<'s, 't>,
    changes: &'c mut Vec<Change>,
    senders: Vec<SenderChange>,
    links: Vec<Difference>,
}

impl Telling<'_, '_, '_> {
    /// Tells what concerns the whole list: only one file holds it, or it is no list.
    fn whole(&mut self, found: &Found<'_>) {
        let kind = if found.is_set == [true, true] {
            ChangeKind::ValueChanged
        } else {
            ChangeKind::ConversationInOneFile
        };
        self.changes.push(Change::new(kind, vec![Difference::of(found)]));
    }

    /// Tells what is only in one of the files.
    fn alone(&mut self, found: &Found<'_>, pair: Pair) {
        let is_new = pair.new.is_some();
        let side = if is_new { &self.new } else { &self.old };
        let Some((position, turn)) = side.turn(pair.new.or(pair.old)) else {
            // It stands in its file a second time, or is no transaction.
            let change = Change::new(ChangeKind::TransactionChanged, vec![Difference::of(found)]);
            self.changes.push(change);
            return;
        };
        let kind = if is_new { added(turn) } else { removed(turn) };
        let mut change = Change::new(kind, vec![Difference::of(found)]);
        if kind == ChangeKind::Reopened {
            change.later_s = side.since_closing(position);
        }
        about(&mut change, turn);
        change.told = Told::Turn(Box::new(turn.clone()));
        self.changes.push(change);
    }

    /// Tells what is different in a transaction that is in both files.
    fn changed(&mut self, found: &[Found<'_>], pair: Pair) {
        let turns = (self.old.turn(pair.old), self.new.turn(pair.new));
        let (old, new) = (turns.0.map(|(_, turn)| turn), turns.1.map(|(_, turn)| turn));
        let is_said = |turn: Option<&Turn>| turn.is_some_and(speaks);
        let mut edited = Vec::new();
        let mut told = Vec::new();
        for found in found {
            let difference = Difference::of(found);
            let kind = match found.key(2) {
                Some("text" | "html" | "payload") if is_said(old) && is_said(new) => {
                    edited.push(difference);
                    continue;
                }
                Some("fromParticipant") if found.way.len() > 3 && found.is_known => {
                    self.senders.push(sender(found, difference, &self.new, pair));
                    continue;
                }
                Some("attachments") if is_signature(found) => {
                    self.links.push(difference);
                    continue;
                }
                Some("attachments") if found.way.len() == 4 && found.old.is_none() => {
                    ChangeKind::AttachmentAdded
                }
                Some("attachments") if found.way.len() == 4 && found.new.is_none() => {
                    ChangeKind::AttachmentRemoved
                }
                Some("status") if is_said(new) => ChangeKind::DeliveryChanged,
                _ if !found.is_known => ChangeKind::UnknownKeyChanged,
                Some("attachments") => ChangeKind::AttachmentChanged,
                _ => ChangeKind::TransactionChanged,
            };
            told.push(Change::new(kind, vec![difference]));
        }
        if let (Some(old), Some(new), false) = (old, new, edited.is_empty()) {
            let is_note = new.kind == TurnKind::Note;
            let kind = if is_note { ChangeKind::NoteEdited } else { ChangeKind::MessageEdited };
            let mut change = Change::new(kind, edited);
            change.told = Told::Said(Box::new((unpressed(&old.said), unpressed(&new.said))));
            told.insert(0, change);
        }
        for mut change in told {
            if let Some(turn) = new.or(old) {
                about(&mut change, turn);
                change.to = None;
            }
            self.changes.push(change);
        }
    }

    /// Puts together what is the same in several transactions.
    fn finish(self) {
        let mut changes: Vec<SenderChange> = Vec::new();
        let mut at: HashMap<_, usize> = HashMap::new();
        for sender in self.senders {
            let key = (sender.who, sender.key.clone(), sender.old.clone(), sender.new.clone());
            if let Some(same) = at.get(&key).and_then(|at| changes.get_mut(*at)) {
                same.change.differences.extend(sender.change.differences);
            } else {
                at.insert(key, changes.len());
                changes.push(sender);
            }
        }
        self.changes.extend(changes.into_iter().map(|sender| sender.change));
        if !self.links.is_empty() {
            self.changes.push(Change::new(ChangeKind::LinksSignedAgain, self.links));
        }
    }
}

/// Tells whether somebody says something.
fn speaks(turn: &Turn) -> bool {
    matches!(turn.kind, TurnKind::Message | TurnKind::Automatic | TurnKind::Note)
}

fn added(turn: &Turn) -> ChangeKind {
    match turn.kind {
        _ if turn.reopens => ChangeKind::Reopened,
        TurnKind::Message | TurnKind::Automatic => ChangeKind::MessageAdded,
        TurnKind::Note => ChangeKind::NoteAdded,
        TurnKind::Opened => ChangeKind::Opened,
        TurnKind::HandedOver | TurnKind::Taken | TurnKind::Assigned => ChangeKind::Reassigned,
        TurnKind::Closed => ChangeKind::Closed,
        TurnKind::Other => ChangeKind::EventAdded,
    }
}

fn removed(turn: &Turn) -> ChangeKind {
    match turn.kind {
        TurnKind::Message | TurnKind::Automatic => ChangeKind::MessageRemoved,
        TurnKind::Note => ChangeKind::NoteRemoved,
        _ => ChangeKind::EventRemoved,
    }
}

/// Says of a change when it happened and whom it is about.
fn about(change: &mut Change, turn: &Turn) {
    change.at = turn.at.get().copied();
    change.who.clone_from(&turn.who);
    change.to.clone_from(&turn.to);
    change.transaction_id = turn.transaction_id.get().copied();
}

/// Which button was pressed depends on what else was said.
fn unpressed(said: &Said) -> Said {
    let mut said = said.clone();
    let buttons = said.cards.iter_mut().flat_map(|card| &mut card.buttons);
    buttons.chain(&mut said.quick_replies).for_each(|button| button.pressed = false);
    said
}

/// Tells what is different in how a transaction names its sender.
fn sender(
    found: &Found<'_>,
    difference: Difference,
    new: &Side<'_, '_>,
    pair: Pair,
) -> SenderChange {
    let transactions = new.story.ticket().transactions.items();
    let index = pair.new.and_then(|index| new.places.read(index));
    let transaction = index.and_then(|index| transactions.get(index));
    let from = transaction.and_then(|transaction| transaction.from.get());
    let key: Vec<_> = found
        .way
        .iter()
        .skip(3)
        .map(|step| match step {
            Step::Key(key) => key.as_str(),
            Step::Item(_) => "*",
        })
        .collect();
    let key = key.join("/");
    let written = |value: Option<&serde_json::value::RawValue>| value.map(|v| v.get().to_owned());
    let mut change = Change::new(ChangeKind::SenderChanged, vec![difference]).named(&key);
    change.who = from.and_then(|from| Who::of(new.story, new.story.cast.sender(from)));
    SenderChange {
        who: from.and_then(|from: &Participant<'_>| from.id.copied()),
        key,
        old: written(found.old),
        new: written(found.new),
        change,
    }
}

/// Tells whether two addresses of a file differ in what stands behind the `?`, which signs them.
fn is_signature(found: &Found<'_>) -> bool {
    let is_link = matches!(found.key(4), Some("uri" | "thumbnails"));
    let address = |value: Option<&serde_json::value::RawValue>| {
        let text: Text<'_> = serde_json::from_str(value?.get()).ok()?;
        let (address, query) = text.as_str().split_once('?')?;
        query.to_ascii_lowercase().contains("x-amz-signature").then(|| address.to_owned())
    };
    is_link && address(found.old).is_some() && address(found.old) == address(found.new)
}
