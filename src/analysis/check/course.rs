//! Rules of group 3 about what happened: doubles, counts, and the chain of hands.

use super::case::Case;
use super::finding::{Datum, Evidence};
use super::findings::Findings;
use super::rule::{Needs, Rule};
use super::sentence::Sentence;
use crate::analysis::counts::CountName;
use crate::analysis::course::EntryKind;
use crate::analysis::head::Who;
use crate::analysis::person::Role;
use crate::analysis::{Entry, PersonKey};
use crate::model::Transaction;
use std::collections::HashMap;

pub(super) static RULES: &[Rule] = &[
    Rule {
        code: "E307",
        title: "A transaction stands twice",
        compares: "guidTransactionId and id of each transaction with those of all others.",
        why: "Whoever counts the list counts a message twice. ticketctl takes the first of two \
              with the same guidTransactionId.",
        source: "Glassix API: guidTransactionId is unique, and so is the counter behind id.",
        needs: Needs::Transactions,
        find: repeated,
    },
    Rule {
        code: "W308",
        title: "A reported count is not what is in the file",
        compares: "The reported numbers of customer and agent messages, of their files, and of \
                   transactions with the transactions. Bots are no agents; pictures inside a text \
                   are no files.",
        why: "Either transactions are missing from the file, or the report counts something else \
              than it says.",
        source: "Glassix API: the names of the counts; the ticket it documents fits with bots left \
                 out.",
        needs: Needs::AllTransactions,
        find: counts,
    },
    Rule {
        code: "W309",
        title: "The chain of hands is broken",
        compares: "Who gives a ticket away, and to whom, with who had it by the change before: a \
                   bot hands over to the queue what another has, or somebody is given what they \
                   have.",
        why: "A change of hands between the two is not in the file. The time in the queue and with \
              each agent is then attributed to the wrong one.",
        source: "Glassix: a ticket has one owner at a time; anybody may take it or assign it, but a \
                 bot hands over only what it has.",
        needs: Needs::Transactions,
        find: broken_chain,
    },
];

fn repeated(case: &Case<'_, '_>, found: &mut Findings) {
    let transactions = case.ticket().transactions.items();
    let (mut guids, mut ids) = (HashMap::new(), HashMap::new());
    for (index, transaction) in transactions.iter().enumerate() {
        let guid = transaction.guid.get().map(|guid| guid.as_str().to_ascii_lowercase());
        let first = guid.and_then(|guid| first_of(&mut guids, guid, index));
        let by_id = transaction.id.copied().and_then(|id| first_of(&mut ids, id, index));
        let (first, key) = match (first, by_id) {
            (Some(first), _) => (first, "guidTransactionId"),
            (None, Some(first)) => (first, "id"),
            (None, None) => continue,
        };
        let place = |index: usize, is| {
            let id = transactions.get(index).and_then(|t| t.id.copied());
            let value = match key {
                "id" => Evidence::new(is, id),
                _ => Evidence::new(is, transactions.get(index).and_then(guid_of)),
            };
            value.at(case.transaction(index, &format!("/{key}"))).inside(id)
        };
        let name = transaction
            .id
            .copied()
            .map_or_else(|| "A transaction".to_owned(), |id| format!("Transaction {id}"));
        let said = if key == "id" {
            format!("{name} has the same number as one before it")
        } else {
            format!("{name} stands in the file a second time")
        };
        found.add(Sentence::new(said), [place(index, "again"), place(first, "first")]);
    }
}

fn guid_of(transaction: &Transaction<'_>) -> Option<Datum> {
    transaction.guid.get().map(Into::into)
}

/// Returns where a key was met first, if it was met before.
fn first_of<K: Eq + std::hash::Hash>(
    met: &mut HashMap<K, usize>,
    key: K,
    index: usize,
) -> Option<usize> {
    let first = *met.entry(key).or_insert(index);
    (first != index).then_some(first)
}

fn counts(case: &Case<'_, '_>, found: &mut Findings) {
    for count in case.metrics().counts.iter().filter(|count| count.agrees == Some(false)) {
        let (Some(reported), Some(recount)) = (count.reported.get(), count.recount) else {
            continue;
        };
        let (key, what) = match count.count {
            CountName::CustomerMessages => ("customerMessagesCount", "messages of the customer"),
            CountName::AgentMessages => ("agentMessagesCount", "messages of agents"),
            CountName::CustomerMedia => ("customerMediaCount", "files of the customer"),
            CountName::AgentMedia => ("agentMediaCount", "files of agents"),
            CountName::Transactions => ("transactionsCount", "transactions"),
        };
        let said = format!("{reported} {what} reported, {recount} in the file");
        found.add(
            Sentence::new(said),
            [
                Evidence::new("reported", *reported).at(format!("/{key}")),
                Evidence::new("recounted", recount).at("/transactions"),
            ],
        );
    }
}

fn broken_chain(case: &Case<'_, '_>, found: &mut Findings) {
    let role = |key: PersonKey| case.story.cast.role(Some(key));
    // Who has it, and the entry that says so.
    let mut holder: Option<(PersonKey, &Entry<'_>)> = None;
    for entry in &case.story.course.entries {
        match entry.kind {
            EntryKind::Closed { .. } | EntryKind::Opened => holder = None,
            EntryKind::Reassigned { by, to } => {
                if let Some((had, since)) = holder {
                    let bot = by.filter(|by| role(*by) == Role::Bot && *by != had);
                    let said = match bot.filter(|_| role(to) == Role::Queue) {
                        Some(bot) => name(case, bot)
                            .own(" handed the ticket over, but ")
                            .joined(name(case, had))
                            .own(" had it"),
                        None if to == had && by != Some(to) => {
                            name(case, to).own(" was given the ticket, and had it")
                        }
                        None => {
                            holder = Some((to, entry));
                            continue;
                        }
                    };
                    let place = |is, entry: &Entry<'_>| {
                        Evidence::new(is, entry.transaction.text.get().map(Datum::from))
                            .at(case.pointer(entry, "/text"))
                            .inside(entry.transaction.id.copied())
                    };
                    found.add(said, [place("here", entry), place("before", since)]);
                }
                holder = Some((to, entry));
            }
            _ if entry.reopens => holder = None,
            _ => {}
        }
    }
}

fn name(case: &Case<'_, '_>, key: PersonKey) -> Sentence {
    Who::of(case.story, Some(key))
        .map_or_else(|| Sentence::new("Somebody"), |who| Sentence::default().who(who))
}
