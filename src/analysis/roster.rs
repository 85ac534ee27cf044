//! Who took part, and where the export contradicts itself about them.

use super::answers::answer_times;
use super::cast::PersonKey;
use super::course::EntryKind;
use super::head::{Head, Unreadable, Who};
use super::person::{Person, Role};
use super::story::Story;
use super::value::{Seconds, Stated, median};
use crate::model::{Channel, Participant, SubChannel, Text, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::HashSet;

/// The people, bots and queues of a ticket.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Roster {
    /// Which ticket.
    #[serde(flatten)]
    pub head: Head,
    /// Participants in the order of the file, then others who took part, then the owner if absent.
    pub participants: Vec<Member>,
    /// Where the export contradicts itself.
    pub disagreements: Vec<Disagreement>,
    /// Fields that could not be read.
    pub unreadable: Vec<Unreadable>,
    /// Whether identifiers are shown whole, and more of them.
    #[serde(skip)]
    pub full: bool,
}

/// Somebody in a ticket.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Member {
    /// The number in the participants list; `null` for those who are not in it.
    pub id: Option<i64>,
    /// The best name the ticket has for them.
    pub name: Text<'static>,
    /// What they are.
    pub role: Role,
    /// Whether they own the ticket.
    pub is_owner: bool,
    /// Whether they stand in the participants list.
    pub listed: bool,
    /// How many messages they wrote, without notes; `null` if the file has no transactions.
    pub messages: Option<usize>,
    /// How many notes they wrote; `null` if the file has no transactions.
    pub notes: Option<usize>,
    /// Their first message.
    pub first_at: Option<Timestamp>,
    /// Their last message.
    pub last_at: Option<Timestamp>,
    /// The median time of their answers.
    pub answers_s: Option<Seconds>,
    /// How many answers that is the median of.
    pub answers: usize,
    /// Whether they are still there.
    pub is_active: Stated<bool>,
    /// Whether they were removed.
    pub is_deleted: Stated<bool>,
    /// A user's GUID, a phone number, an address.
    pub identifier: Option<Text<'static>>,
    /// The name that customers see.
    pub display_name: Stated<Text<'static>>,
    /// A user's mail address.
    pub user_name: Stated<Text<'static>>,
    /// A customer's contact.
    pub contact_id: Stated<Text<'static>>,
    /// The channel.
    pub channel: Stated<Channel<'static>>,
    /// How a participant of a mail was addressed.
    pub sub_channel: Stated<SubChannel<'static>>,
    /// Our side of the channel.
    pub department_identifier: Stated<Text<'static>>,
}

/// A contradiction about people.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Disagreement {
    /// Still there in one place, gone in another.
    Activity {
        /// The participant.
        id: Option<i64>,
        /// What the list says.
        listed_active: bool,
        /// The first transaction that says otherwise.
        transaction_id: Option<i64>,
        /// Where that stands in the file.
        #[serde(skip)]
        index: usize,
    },
    /// One participant, two names.
    Name {
        /// The participant.
        id: Option<i64>,
        /// The name in the list.
        listed: Text<'static>,
        /// The name in the transaction.
        written: Text<'static>,
        /// The first transaction that has it.
        transaction_id: Option<i64>,
        /// Where that stands in the file.
        #[serde(skip)]
        index: usize,
    },
    /// The owner wrote nothing and never had the ticket.
    OwnerNeverTookPart {
        /// Who had the ticket last, if anybody had.
        last_assigned: Option<Who>,
    },
    /// The owner is none of the participants.
    OwnerNotListed,
    /// Somebody wrote who is none of the participants.
    SenderNotListed {
        /// Who it is.
        who: Who,
        /// The first transaction that is theirs.
        transaction_id: Option<i64>,
        /// Where that stands in the file.
        #[serde(skip)]
        index: usize,
    },
}

impl Roster {
    /// The name and version of the JSON form.
    pub const SCHEMA: &'static str = "ticketctl.participants/1";

    /// Lists who took part.
    pub fn of(story: &Story<'_>, full: bool) -> Self {
        let participants = members(story);
        Self {
            head: Head::of(story, Self::SCHEMA),
            disagreements: disagreements(story, &participants),
            participants: participants.into_iter().map(|(_, member)| member).collect(),
            unreadable: Unreadable::of(story),
            full,
        }
    }
}

/// Lists everybody who is a participant, wrote something, had the ticket, or owns it.
pub(super) fn members(story: &Story<'_>) -> Vec<(PersonKey, Member)> {
    let mut times = answer_times(story);
    let mut written = vec![Written::default(); story.cast.people().len()];
    for entry in &story.course.entries {
        let Some(written) = entry.who.and_then(|who| written.get_mut(who)) else { continue };
        match entry.kind {
            EntryKind::Note => written.notes = written.notes.saturating_add(1),
            EntryKind::Message | EntryKind::Automatic => {
                written.messages = written.messages.saturating_add(1);
                written.first = written.first.or(entry.at);
                written.last = entry.at.or(written.last);
            }
            _ => {}
        }
    }
    let owner = story.cast.owner();
    let holders: HashSet<_> = story.holdings.iter().filter_map(|holding| holding.who).collect();
    let everybody = story.cast.people().iter().zip(written).enumerate();
    let mut members: Vec<_> = everybody
        .filter(|(key, (person, written))| {
            person.listed.is_some()
                || owner == Some(*key)
                || (person.role != Role::System && (written.wrote() || holders.contains(key)))
        })
        .map(|(key, (person, written))| {
            let times = times.remove(&key).unwrap_or_default();
            (key, Member::of(story, person, written, times, owner == Some(key)))
        })
        .collect();
    members.sort_by_key(|(_, member)| (!member.listed, member.is_owner && !member.listed));
    members
}

#[derive(Debug, Clone, Copy, Default)]
struct Written {
    messages: usize,
    notes: usize,
    first: Option<Timestamp>,
    last: Option<Timestamp>,
}

impl Written {
    fn wrote(self) -> bool {
        self.messages > 0 || self.notes > 0
    }
}

impl Member {
    /// Tells whether they wrote anything, as far as the file tells.
    pub fn wrote(&self) -> bool {
        self.messages > Some(0) || self.notes > Some(0)
    }

    fn of(
        story: &Story<'_>,
        person: &Person,
        written: Written,
        times: Vec<Seconds>,
        is_owner: bool,
    ) -> Self {
        let nothing = Participant::default();
        let listed = person.listed.and_then(|index| story.ticket().participants.items().get(index));
        let listed = listed.unwrap_or(&nothing);
        Self {
            id: person.id,
            name: person.name.clone(),
            role: person.role,
            is_owner,
            listed: person.listed.is_some(),
            messages: story.has_conversation().then_some(written.messages),
            notes: story.has_conversation().then_some(written.notes),
            first_at: written.first,
            last_at: written.last,
            answers: times.len(),
            answers_s: median(times),
            is_active: Stated::copied(&listed.is_active),
            is_deleted: Stated::copied(&listed.is_deleted),
            identifier: person.identifier.clone(),
            display_name: Stated::text(&listed.display_name),
            user_name: Stated::text(&listed.user_name),
            contact_id: Stated::from_field(&listed.contact_id, |id| id.0.to_static()),
            channel: Stated::from_field(&listed.channel, |c| Channel::of(c.name().to_static())),
            sub_channel: Stated::from_field(&listed.sub_channel, |c| {
                SubChannel::of(c.name().to_static())
            }),
            department_identifier: Stated::text(&listed.department_identifier),
        }
    }
}

fn disagreements(story: &Story<'_>, members: &[(PersonKey, Member)]) -> Vec<Disagreement> {
    let mut found = Vec::new();
    let mut names = Vec::new();
    let mut seen = vec![(false, false); story.cast.people().len()];
    for entry in &story.course.entries {
        let (Some(who), Some(from)) = (entry.who, entry.transaction.from.get()) else { continue };
        let Some(person) = story.cast.person(who) else { continue };
        let list = story.ticket().participants.items();
        let Some(listed) = person.listed.and_then(|index| list.get(index)) else { continue };
        let Some(seen) = seen.get_mut(who) else { continue };
        let transaction_id = entry.transaction.id.copied();
        if let (Some(here), Some(there)) = (listed.is_active.copied(), from.is_active.copied())
            && here != there
            && !std::mem::replace(&mut seen.0, true)
        {
            found.push(Disagreement::Activity {
                id: person.id,
                listed_active: here,
                transaction_id,
                index: entry.index,
            });
        }
        if let (Some(here), Some(there)) = (listed.name.get(), from.name.get())
            && here != there
            && !std::mem::replace(&mut seen.1, true)
        {
            names.push(Disagreement::Name {
                id: person.id,
                listed: here.to_static(),
                written: there.to_static(),
                transaction_id,
                index: entry.index,
            });
        }
    }
    if let Some((key, owner)) = members.iter().find(|(_, member)| member.is_owner) {
        let had_it = story.holdings.iter().any(|holding| holding.who == Some(*key));
        if story.has_conversation() && !had_it && !owner.wrote() {
            let mut agents = story.holdings.iter().rev();
            let last = agents.find(|holding| holding.role == Role::Agent);
            let last_assigned = last.and_then(|holding| Who::of(story, holding.who));
            found.push(Disagreement::OwnerNeverTookPart { last_assigned });
        } else if !owner.listed && !story.ticket().participants.items().is_empty() {
            found.push(Disagreement::OwnerNotListed);
        }
    }
    // Where nobody is listed, nobody is missing; the queue is nobody.
    let is_list = !story.ticket().participants.items().is_empty();
    let unlisted = members.iter().filter(|(_, member)| is_list && !member.listed);
    for (key, _) in unlisted.filter(|(_, m)| m.wrote() && m.role != Role::Queue) {
        let mut entries = story.course.entries.iter();
        let first = entries.find(|entry| entry.who == Some(*key) && entry.is_message());
        let (Some(who), Some(first)) = (Who::of(story, Some(*key)), first) else { continue };
        let (transaction_id, index) = (first.transaction.id.copied(), first.index);
        found.push(Disagreement::SenderNotListed { who, transaction_id, index });
    }
    found.extend(names);
    found
}
