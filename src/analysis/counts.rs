//! Messages, files and transactions: as reported, and counted again.

use super::explanation::{Explanation, Kind};
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

impl CountName {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::CustomerMessages,
        Self::AgentMessages,
        Self::CustomerMedia,
        Self::AgentMedia,
        Self::Transactions,
    ];

    /// Returns the field that reports it, as a JSON pointer.
    pub const fn pointer(self) -> &'static str {
        match self {
            Self::CustomerMessages => "/customerMessagesCount",
            Self::AgentMessages => "/agentMessagesCount",
            Self::CustomerMedia => "/customerMediaCount",
            Self::AgentMedia => "/agentMediaCount",
            Self::Transactions => "/transactionsCount",
        }
    }

    /// Says what it is.
    pub const fn explanation(self) -> Explanation {
        match self {
            Self::CustomerMessages => count(
                "customer_messages",
                "Customer messages",
                "messages of the customer",
                &["/customerMessagesCount"],
            )
            .also(&["messages.customer"])
            .says(&["Transactions of type Message whose sender is a customer."])
            .see_also(&["customer", "agent_messages"]),
            Self::AgentMessages => {
                count("agent_messages", "Agent messages", "messages of agents", &["/agentMessagesCount"])
                    .also(&["messages.agent"])
                    .says(&["Transactions of type Message whose sender is a user and no bot. Notes and greetings \
                             are not counted."])
                    .documented("the messages of agents")
                    .fits("the same, without those of bots")
                    .see_also(&["agent", "bots", "customer_messages"])
            }
            Self::CustomerMedia => {
                count("customer_media", "Customer media", "files from customers", &["/customerMediaCount"])
                    .says(&["Attachments of the customer's messages, without those inside a text (isEmbedded)."])
                    .see_also(&["agent_media"])
            }
            Self::AgentMedia => count("agent_media", "Agent media", "files from agents", &["/agentMediaCount"])
                .says(&["Attachments of agents' messages, without those inside a text (isEmbedded)."])
                .see_also(&["customer_media"]),
            Self::Transactions => {
                count("transactions", "Transactions", "transactions, each once", &["/transactionsCount"])
                    .says(&["One that stands in the file twice, under the same guidTransactionId, counts once. If \
                             more are reported than there are, the file was cut."])
                    .see_also(&["transaction"])
            }
        }
    }
}

const fn count(
    topic: &'static str,
    title: &'static str,
    brief: &'static str,
    pointers: &'static [&'static str],
) -> Explanation {
    let count = Explanation::new(Kind::Count, topic, title, brief).pointers(pointers);
    count.shown_by(&["metrics", "participants", "list --columns"])
}

/// What is reported, but cannot be counted.
pub(super) const CANNED_REPLIES: Explanation = count(
    "canned_replies",
    "Canned replies",
    "ready-made replies that agents sent, as reported",
    &["/agentCannedRepliesCount"],
)
.says(&["Transactions do not tell which replies were ready-made, so there is no recount."]);

/// Counts what Glassix counts. Bots are nobody's agents, and pictures inside the text are no media.
pub(super) fn counts(story: &Story<'_>) -> Vec<Count> {
    let ticket = story.ticket();
    let messages = |role| story.messages(role).count();
    let media = |role| story.messages(role).map(|(_, entry)| entry.media()).sum();
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
