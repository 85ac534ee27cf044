//! Messages, files and transactions: as reported, and counted again.

use super::person::Role;
use super::story::Story;
use super::value::Stated;
use schemars::JsonSchema;
use serde::Serialize;

/// A count, as reported and recounted.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Count {
    /// What is counted.
    pub count: CountName,
    /// As reported.
    pub reported: Stated<i64>,
    /// Recounted; `null` without transactions.
    pub recount: Option<usize>,
    /// Whether they are the same; `null` if either is missing.
    pub agrees: Option<bool>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CountName {
    /// Messages of customers.
    CustomerMessages,
    /// Messages of agents; bots are not counted.
    AgentMessages,
    /// Files from customers; those inside the text are not counted.
    CustomerMedia,
    /// Files from agents; those inside the text are not counted.
    AgentMedia,
    /// Transactions.
    Transactions,
}

/// Counts what Glassix counts. Bots are nobody's agents, and pictures inside the text are no media.
pub(super) fn counts(story: &Story<'_>) -> Vec<Count> {
    let ticket = story.ticket();
    let messages = |role| story.messages(role).count();
    let media = |role| {
        let files = story.messages(role).flat_map(|(_, e)| e.transaction.attachments.items());
        files.filter(|file| file.is_embedded.copied() != Some(true)).count()
    };
    let all = [
        (CountName::CustomerMessages, &ticket.customer_messages_count, messages(Role::Customer)),
        (CountName::AgentMessages, &ticket.agent_messages_count, messages(Role::Agent)),
        (CountName::CustomerMedia, &ticket.customer_media_count, media(Role::Customer)),
        (CountName::AgentMedia, &ticket.agent_media_count, media(Role::Agent)),
        (CountName::Transactions, &ticket.transactions_count, story.course.entries.len()),
    ];
    let counts = all.into_iter().map(|(count, reported, recount)| {
        let recount = story.has_conversation().then_some(recount);
        let same = |reported: i64, recount: usize| usize::try_from(reported) == Ok(recount);
        Count {
            count,
            reported: Stated::copied(reported),
            recount,
            agrees: reported
                .copied()
                .zip(recount)
                .map(|(reported, recount)| same(reported, recount)),
        }
    });
    counts.collect()
}
