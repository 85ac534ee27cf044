//! Rules of group 3 about people: who took part, by which name, and who only seems to.

use super::case::Case;
use super::finding::Evidence;
use super::findings::Findings;
use super::rule::{Needs, Rule};
use super::sentence::Sentence;
use crate::analysis::roster::Disagreement;
use crate::analysis::{Person, Who};
use crate::model::{Closing, Field, Guid, Reassignment, Text, TransactionKind, embedded};

pub(super) static RULES: &[Rule] = &[
    Rule {
        code: "W301",
        title: "Owner never took part",
        compares: "The owner with those who wrote or had the ticket, as its transactions tell.",
        why: "Reports by owner count this ticket for somebody who did nothing in it; whoever did \
              the work goes without.",
        source: "Glassix API: owner is the user who has the ticket, or had it last.",
        needs: Needs::Transactions,
        find: owner,
    },
    Rule {
        code: "N302",
        title: "One participant has several names",
        compares: "The name of each participant in the list with that in their transactions.",
        why: "Searches and sums by name miss a part of what somebody wrote. The identifier tells \
              that it is the same person.",
        source: "Glassix API: a transaction keeps its sender as they were then.",
        needs: Needs::Transactions,
        find: names,
    },
    Rule {
        code: "N303",
        title: "A participant is active in one place, not in another",
        compares: "isActive of each participant in the list with that in their transactions.",
        why: "Whether somebody is still there depends on where one looks. Nothing is counted \
              from it.",
        source: "Glassix API: isActive tells whether a participant is still there.",
        needs: Needs::Transactions,
        find: activity,
    },
    Rule {
        code: "N304",
        title: "Names and identifiers stand in each other's place",
        compares: "The names inside the JSON texts of re-assignments and closings with what \
                   belongs there: a user name is an address, a full name a name.",
        why: "Programs that print these fields show an address or a GUID for a person. ticketctl \
              goes by the identifier and looks for the best name.",
        source: "The ticket that Glassix documents has a GUID for a user name and an address for a \
                 full name.",
        needs: Needs::Transactions,
        find: misplaced,
    },
    Rule {
        code: "N305",
        title: "Owner is none of the participants",
        compares: "The owner, who had the ticket or wrote in it, with the list of participants.",
        why: "The export gives an owner no name but in that list: other programs show a GUID.",
        source: "Glassix API: participants is the list of those who take part.",
        needs: Needs::Transactions,
        find: owner_unlisted,
    },
    Rule {
        code: "E306",
        title: "A sender is no participant",
        compares: "The senders of messages and notes with the list of participants, unless that is \
                   empty. Glassix itself and the queue need not be in it.",
        why: "Somebody wrote whom the ticket does not know: the list is not complete, or the \
              message belongs to another ticket.",
        source: "Glassix API: participants is the list of those who take part.",
        needs: Needs::Transactions,
        find: senders,
    },
];

/// Where the participants are written down.
fn listed(case: &Case<'_, '_>, id: Option<i64>) -> Option<String> {
    let position = case.story.cast.people().iter().find(|person| person.id == id)?.listed?;
    Some(case.item("/participants", position, ""))
}

fn number(id: Option<i64>) -> String {
    id.map_or_else(|| "?".to_owned(), |id| id.to_string())
}

fn person<'c>(case: &'c Case<'_, '_>, who: &Who) -> Option<&'c Person> {
    let people = case.story.cast.people().iter();
    people
        .into_iter()
        .find(|person| person.id == who.id && person.role == who.role && person.name == who.name)
}

fn owner(case: &Case<'_, '_>, found: &mut Findings) {
    for disagreement in &case.roster().disagreements {
        let Disagreement::OwnerNeverTookPart { last_assigned } = disagreement else { continue };
        let owner = case.ticket().owner.get().and_then(|owner| owner.id.get());
        let Some(Guid(id)) = owner else { continue };
        let is_listed = case.story.cast.owner().and_then(|key| case.story.cast.person(key));
        let is_listed = is_listed.is_some_and(|person| person.listed.is_some());
        let said = Sentence::default().quote(id).own(if is_listed {
            " wrote nothing and was never assigned"
        } else {
            " is no participant and was never assigned"
        });
        let mut values = vec![Evidence::new("owner", id).at("/owner/id")];
        let said = match last_assigned {
            Some(who) => {
                let identifier = person(case, who).and_then(|person| person.identifier.as_ref());
                let value = Evidence::new("last_assigned", identifier.unwrap_or(&who.name));
                values.push(match listed(case, who.id) {
                    Some(pointer) => value.at(pointer + "/identifier"),
                    None => value,
                });
                let said = said.own("; ").who(who.clone());
                match identifier {
                    Some(identifier) => said.own(", ").quote(identifier).own(", was"),
                    None => said.own(" was"),
                }
            }
            None => said,
        };
        found.add(said, values);
    }
}

fn names(case: &Case<'_, '_>, found: &mut Findings) {
    if case.is_scrambled() {
        return;
    }
    for disagreement in &case.roster().disagreements {
        let Disagreement::Name { id, listed: here, written, transaction_id, index } = disagreement
        else {
            continue;
        };
        let said = Sentence::new(format!("Participant {} has two names: “", number(*id)))
            .quote(here)
            .own("”, “")
            .quote(written)
            .own("”");
        let there = Evidence::new("here", written)
            .at(case.transaction(*index, "/fromParticipant/name"))
            .inside(*transaction_id);
        let list = Evidence::new("listed", here);
        let list = match listed(case, *id) {
            Some(pointer) => list.at(pointer + "/name"),
            None => list,
        };
        found.add(said, [there, list]);
    }
}

fn activity(case: &Case<'_, '_>, found: &mut Findings) {
    for disagreement in &case.roster().disagreements {
        let Disagreement::Activity { id, listed_active, transaction_id, index } = disagreement
        else {
            continue;
        };
        let said = Sentence::new(format!(
            "Participant {} is {} in the list, {} here",
            number(*id),
            if *listed_active { "active" } else { "not active" },
            if *listed_active { "not active" } else { "active" },
        ));
        let there = Evidence::new("here", !listed_active)
            .at(case.transaction(*index, "/fromParticipant/isActive"))
            .inside(*transaction_id);
        let list = Evidence::new("listed", *listed_active);
        let list = match listed(case, *id) {
            Some(pointer) => list.at(pointer + "/isActive"),
            None => list,
        };
        found.add(said, [there, list]);
    }
}

fn owner_unlisted(case: &Case<'_, '_>, found: &mut Findings) {
    let disagreements = &case.roster().disagreements;
    if !disagreements.contains(&Disagreement::OwnerNotListed) {
        return;
    }
    let owner = case.ticket().owner.get().and_then(|owner| owner.id.get());
    let Some(Guid(id)) = owner else { return };
    let said = Sentence::new("The owner ").quote(id).own(" is none of the participants");
    let value = Evidence::new("owner", id).at("/owner/id");
    found.add(said, [value]);
}

fn senders(case: &Case<'_, '_>, found: &mut Findings) {
    for disagreement in &case.roster().disagreements {
        let Disagreement::SenderNotListed { who, index, transaction_id } = disagreement else {
            continue;
        };
        let said =
            Sentence::default().who(who.clone()).own(" wrote, but is none of the participants");
        let identifier = person(case, who).and_then(|person| person.identifier.as_ref());
        let value = Evidence::new("sender", identifier.unwrap_or(&who.name))
            .at(case.transaction(*index, "/fromParticipant"))
            .inside(*transaction_id);
        found.add(said, [value]);
    }
}

/// A field of an event's text: its key, what it is called, its value, and whether that is wrong.
type Named<'e, 't> = (&'static str, &'static str, &'e Field<'t, Text<'t>>, fn(&Text<'_>) -> bool);

fn misplaced(case: &Case<'_, '_>, found: &mut Findings) {
    for entry in &case.story.course.entries {
        let Some(text) = entry.transaction.text.get() else { continue };
        let wrong: Vec<_> = match entry.transaction.kind.get() {
            Some(TransactionKind::TicketReassigned) => embedded::<Reassignment<'_>>(text.as_str())
                .map_or_else(Vec::new, |event| {
                    wrong_of(&[
                        ("byUserName", "user name", &event.by_user_name, is_guid),
                        ("byUserShortName", "short name", &event.by_short_name, is_no_name),
                        ("byUserFullName", "full name", &event.by_full_name, is_no_name),
                        ("toUserName", "user name", &event.to_user_name, is_guid),
                        ("toUserShortName", "short name", &event.to_short_name, is_no_name),
                        ("toUserFullName", "full name", &event.to_full_name, is_no_name),
                    ])
                }),
            Some(TransactionKind::TicketClosed) => embedded::<Closing<'_>>(text.as_str())
                .map_or_else(Vec::new, |event| {
                    wrong_of(&[
                        ("byUserName", "user name", &event.by_user_name, is_guid),
                        ("byUserShortName", "short name", &event.by_short_name, is_no_name),
                        ("byUserFullName", "full name", &event.by_full_name, is_no_name),
                    ])
                }),
            _ => continue,
        };
        if wrong.is_empty() {
            continue;
        }
        let mut told: Vec<String> = Vec::new();
        for (_, what, value) in &wrong {
            let held = if is_guid(value) { "a GUID" } else { "an address" };
            let verb = if told.is_empty() { " holds" } else { "" };
            if !told.iter().any(|words| words.starts_with(what) && words.ends_with(held)) {
                told.push(format!("{what}{verb} {held}"));
            }
        }
        let id = entry.transaction.id.copied();
        let values = wrong.iter().map(|(key, _, value)| {
            Evidence::new(key, value).at(case.pointer(entry, "/text")).inside(id)
        });
        let mut said = told.join(", ");
        if let Some(first) = said.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        found.add(Sentence::new(said), values);
    }
}

fn wrong_of(fields: &[Named<'_, '_>]) -> Vec<(&'static str, &'static str, Text<'static>)> {
    let wrong = fields.iter().filter_map(|(key, what, field, is_wrong)| {
        let value = field.get().filter(|value| is_wrong(value))?;
        Some((*key, *what, value.to_static()))
    });
    wrong.collect()
}

fn is_guid(text: &Text<'_>) -> bool {
    super::guid::fault(text.as_str()).is_none()
}

/// Tells whether a text is an address or an identifier in the place of a name.
fn is_no_name(text: &Text<'_>) -> bool {
    !text.is_blank() && !crate::analysis::person::is_name(text)
}
