//! The table of what is measured: recounted from the transactions, beside what Glassix reports.
//!
//! The names tell the two apart: `…_recounted…` and `…_reported…`; no column mixes them.

use super::table::table;
use super::{Rows, whole};
use crate::analysis::counts::{Count, CountName, counts};
use crate::analysis::course::EntryKind;
use crate::analysis::holding::Holding;
use crate::analysis::metrics::{Span, SpanName};
use crate::analysis::person::Role;
use crate::analysis::stats::{Contribution, Facts, Metric};
use crate::analysis::story::Story;
use crate::analysis::value::Seconds;
use crate::model::{Field, Text, Ticket, TimeSpan, Timestamp};

struct Row<'r> {
    story: &'r Story<'r>,
    ticket: &'r Ticket<'r>,
    /// Nothing without transactions.
    recount: Option<Contribution>,
    reported: Contribution,
    average_reply: Span,
    counts: Vec<Count>,
}

table! {
    /// A row for each ticket: times and counts. Recounted ones come from the transactions, and are
    /// missing without them; reported ones are what Glassix says.
    metrics (row: Row<'_>) {
        /// Whether the export holds the transactions; without them nothing can be recounted.
        has_transactions: truth from "transactions" = Some(row.recount.is_some());
        /// Who answered first, else the last agent who had it: identifier in lower case, or name.
        agent_recounted_key: text from "transactions" = row.recount.as_ref().and_then(Contribution::agent).map(|(key, _)| Text::borrowed(key));
        /// The same, by name.
        agent_recounted_name: text from "transactions" = row.recount.as_ref().and_then(Contribution::agent).map(|(_, name)| Text::borrowed(name));
        /// Who answered first, else the owner: identifier in lower case, or name.
        agent_reported_key: text from "firstAgentMessageUserId, owner.id" = row.reported.agent().map(|(key, _)| Text::borrowed(key));
        /// The same, by name.
        agent_reported_name: text from "the same, and participants" = row.reported.agent().map(|(_, name)| Text::borrowed(name));
        /// How long bots had it; missing while one has it.
        bot_recounted_s: seconds from "transactions" = row.took(Metric::Bot);
        /// Whether a bot still has it.
        bot_recounted_goes_on: truth from "transactions" = row.goes_on(Metric::Bot);
        /// How long it was unassigned; missing if it never was, and while it is.
        queue_recounted_s: seconds from "transactions" = row.took(Metric::Queue);
        /// Whether it is still unassigned.
        queue_recounted_goes_on: truth from "transactions" = row.goes_on(Metric::Queue);
        /// The same span as Glassix reports it.
        queue_reported_gross_s: seconds from "queueTimeGross" = span(&row.ticket.queue_time_gross);
        /// The same, in working hours.
        queue_reported_net_s: seconds from "queueTimeNet" = span(&row.ticket.queue_time_net);
        /// From taking it to the first reply.
        taken_to_reply_recounted_s: seconds from "transactions" = row.took(Metric::TakenToReply);
        /// Whether somebody took it, and the reply has not come.
        taken_to_reply_recounted_goes_on: truth from "transactions" = row.goes_on(Metric::TakenToReply);
        /// The same span as Glassix reports it.
        taken_to_reply_reported_gross_s: seconds from "agentAssignToResponseTimeGross" = span(&row.ticket.assign_to_response_gross);
        /// The same, in working hours.
        taken_to_reply_reported_net_s: seconds from "agentAssignToResponseTimeNet" = span(&row.ticket.assign_to_response_net);
        /// From the hand-over by a bot, else from the customer's first message, to the first reply.
        first_response_recounted_s: seconds from "transactions" = row.took(Metric::FirstResponse);
        /// Whether the customer waited for a first reply that never came.
        first_response_recounted_goes_on: truth from "transactions" = row.goes_on(Metric::FirstResponse);
        /// The same span as Glassix reports it.
        first_response_reported_gross_s: seconds from "firstAgentResponseTimeGross" = span(&row.ticket.first_response_gross);
        /// The same, in working hours.
        first_response_reported_net_s: seconds from "firstAgentResponseTimeNet" = span(&row.ticket.first_response_net);
        /// The customer's longest answered wait for a person.
        waited_recounted_s: seconds from "transactions" = row.took(Metric::Waited);
        /// Whether the customer waited, and no person ever answered.
        waited_recounted_goes_on: truth from "transactions" = row.goes_on(Metric::Waited);
        /// From opening to the last closing; missing while it is open.
        duration_recounted_s: seconds from "transactions" = row.took(Metric::Duration);
        /// Whether it is not closed yet.
        duration_recounted_goes_on: truth from "transactions" = row.goes_on(Metric::Duration);
        /// The same span as Glassix reports it.
        duration_reported_gross_s: seconds from "durationGross" = span(&row.ticket.duration_gross);
        /// The same, in working hours.
        duration_reported_net_s: seconds from "durationNet" = span(&row.ticket.duration_net);
        /// How long agents had it.
        agents_held_recounted_s: seconds from "transactions" = row.held_by_agents();
        /// The mean time of an agent's replies.
        average_reply_recounted_s: seconds from "transactions" = row.average_reply.recount_s;
        /// Of how many replies that is the mean.
        average_reply_recounted_n: whole from "transactions" = row.recount.is_some().then(|| whole(row.average_reply.n));
        /// The mean time of an agent's replies as Glassix reports it, in working hours; 0 also stands for
        /// no reply.
        average_reply_reported_net_s: seconds from "agentResponseAverageTimeNet" = span(&row.ticket.agent_response_average_net);
        /// The time of the whole conversation, by a rule that is not documented.
        conversation_reported_net_s: seconds from "totalConversationTimeNet" = span(&row.ticket.total_conversation_net);
        /// The customer's first message.
        first_customer_message_recounted_at: moment from "transactions" = row.messages(Role::Customer).0;
        /// The same as Glassix reports it.
        first_customer_message_reported_at: moment from "firstCustomerMessageDateTime" = row.ticket.first_customer_message_at.copied();
        /// The customer's last message.
        last_customer_message_recounted_at: moment from "transactions" = row.messages(Role::Customer).1;
        /// The same as Glassix reports it.
        last_customer_message_reported_at: moment from "lastCustomerMessageDateTime" = row.ticket.last_customer_message_at.copied();
        /// The first message of an agent.
        first_agent_message_recounted_at: moment from "transactions" = row.messages(Role::Agent).0;
        /// The same as Glassix reports it.
        first_agent_message_reported_at: moment from "firstAgentMessageDateTime" = row.ticket.first_agent_message_at.copied();
        /// The last message of an agent.
        last_agent_message_recounted_at: moment from "transactions" = row.messages(Role::Agent).1;
        /// The same as Glassix reports it.
        last_agent_message_reported_at: moment from "lastAgentMessageDateTime" = row.ticket.last_agent_message_at.copied();
        /// The first time that an agent got it, as Glassix reports it.
        first_allocation_reported_at: moment from "firstAgentAllocationTimestamp" = row.ticket.first_agent_allocation_at.copied();
        /// The last time that an agent got it, as Glassix reports it.
        last_allocation_reported_at: moment from "lastAgentAllocationTimestamp" = row.ticket.last_agent_allocation_at.copied();
        /// Messages of customers.
        customer_messages_recounted: whole from "transactions" = row.count(CountName::CustomerMessages);
        /// The same as Glassix reports it.
        customer_messages_reported: whole from "customerMessagesCount" = row.ticket.customer_messages_count.copied();
        /// Messages of agents; bots are not counted.
        agent_messages_recounted: whole from "transactions" = row.count(CountName::AgentMessages);
        /// The same as Glassix reports it.
        agent_messages_reported: whole from "agentMessagesCount" = row.ticket.agent_messages_count.copied();
        /// Messages of bots.
        bot_messages_recounted: whole from "transactions" = row.counted(|story| story.messages(Role::Bot).count());
        /// Notes for agents.
        notes_recounted: whole from "transactions" = row.counted(|story| story.course.entries.iter().filter(|entry| entry.kind == EntryKind::Note).count());
        /// Files from customers; those inside the text are not counted.
        customer_media_recounted: whole from "transactions" = row.count(CountName::CustomerMedia);
        /// The same as Glassix reports it.
        customer_media_reported: whole from "customerMediaCount" = row.ticket.customer_media_count.copied();
        /// Files from agents; those inside the text are not counted.
        agent_media_recounted: whole from "transactions" = row.count(CountName::AgentMedia);
        /// The same as Glassix reports it.
        agent_media_reported: whole from "agentMediaCount" = row.ticket.agent_media_count.copied();
        /// Transactions, each once.
        transactions_recounted: whole from "transactions" = row.count(CountName::Transactions);
        /// The same as Glassix reports it.
        transactions_reported: whole from "transactionsCount" = row.ticket.transactions_count.copied();
        /// Ready-made replies; they cannot be recounted.
        canned_replies_reported: whole from "agentCannedRepliesCount" = row.ticket.agent_canned_replies_count.copied();
        /// How often it was opened again after it had been closed.
        reopened_recounted: whole from "transactions" = row.counted(|story| story.course.entries.iter().filter(|entry| entry.reopens).count());
        /// Whether it is closed, and only bots had it.
        bot_only_recounted: truth from "transactions" = row.fact(|facts| facts.bot_only);
        /// Whether it is that, and was closed while the bot waited for an answer.
        abandoned_recounted: truth from "transactions" = row.fact(|facts| facts.abandoned);
        /// Whether the customer waited for a person, and no person ever answered.
        unanswered_recounted: truth from "transactions" = row.fact(|facts| facts.unanswered);
    }
}

impl Row<'_> {
    fn took(&self, metric: Metric) -> Option<Seconds> {
        self.recount.as_ref().and_then(|recount| recount.span(metric).length())
    }

    fn goes_on(&self, metric: Metric) -> Option<bool> {
        self.recount.as_ref().map(|recount| recount.span(metric).is_awaited())
    }

    fn fact(&self, fact: impl Fn(Facts) -> Option<bool>) -> Option<bool> {
        self.recount.as_ref().and_then(|recount| fact(recount.facts()))
    }

    fn counted(&self, count: impl Fn(&Story<'_>) -> usize) -> Option<i64> {
        self.recount.is_some().then(|| whole(count(self.story)))
    }

    fn count(&self, name: CountName) -> Option<i64> {
        let count = self.counts.iter().find(|count| count.count == name)?;
        count.recount.map(whole)
    }

    fn held_by_agents(&self) -> Option<Seconds> {
        let held = self.story.holdings.iter().filter(|holding| holding.role == Role::Agent);
        held.map(Holding::length).reduce(Seconds::plus).filter(|_| self.recount.is_some())
    }

    /// Finds the first and the last message of a side.
    fn messages(&self, role: Role) -> (Option<Timestamp>, Option<Timestamp>) {
        let mut times = self.story.messages(role).filter_map(|(_, entry)| entry.at);
        let first = times.next();
        (first, times.last().or(first))
    }
}

fn span(field: &Field<'_, TimeSpan>) -> Option<Seconds> {
    field.copied().map(Seconds::from)
}

pub(super) fn rows(story: &Story<'_>, rows: &mut Rows) {
    let ticket = story.ticket();
    let row = Row {
        story,
        ticket,
        recount: story.has_conversation().then(|| Contribution::of(story)),
        reported: Contribution::of_reports_in(story),
        average_reply: Span::of(story, SpanName::AverageReply),
        counts: counts(story),
    };
    fill(&row, rows);
}
