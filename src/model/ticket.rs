//! The ticket itself.

use super::bot::{BotStep, DynamicParameter};
use super::details::Details;
use super::names::{Channel, State, TicketKind};
use super::object::object;
use super::participant::{Owner, Participant};
use super::scalar::{Guid, Number, TicketReference};
use super::text::Text;
use super::time::{TimeSpan, Timestamp};
use super::transaction::Transaction;

object! {
    /// One ticket. Every key is optional in practice: old exports lack the metrics, list pages and
    /// webhooks lack the transactions.
    ///
    /// The metrics are what Glassix reports; they are never mixed with what is recounted.
    pub struct Ticket is "a ticket" {
        /// The ticket's number.
        id: i64 = "id",
        /// The department that owns it; the same value is the department's API key.
        department_id: Guid<'a> = "departmentId",
        /// The subject, as a rule.
        field1: Text<'a> = "field1",
        /// A field of the department's own.
        field2: Text<'a> = "field2",
        /// A field of the department's own.
        field3: Text<'a> = "field3",
        /// A field of the department's own.
        field4: Text<'a> = "field4",
        /// A field of the department's own.
        field5: Text<'a> = "field5",
        /// A field of the department's own.
        field6: Text<'a> = "field6",
        /// A field of the department's own.
        field7: Text<'a> = "field7",
        /// A field of the department's own.
        field8: Text<'a> = "field8",
        /// A field of the department's own.
        field9: Text<'a> = "field9",
        /// A field of the department's own.
        field10: Text<'a> = "field10",
        /// The language, such as `he-IL`.
        culture: Text<'a> = "culture",
        /// Who owns it at present: people or a bot.
        kind: TicketKind<'a> = "ticketType",
        /// Labels, in the order they were given.
        tags: Vec<Text<'a>> = "tags",
        /// How long each state and owner lasted; exports of 2026 and later.
        activity_logs: Vec<ActivityLog<'a>> = "activityLogs",
        /// Who has it, or had it last.
        owner: Owner<'a> = "owner",
        /// Whether it is worked on.
        state: State<'a> = "state",
        /// When it was opened.
        opened_at: Timestamp = "open",
        /// When it was closed, the last time.
        closed_at: Timestamp = "close",
        /// When anything last happened to it; edits count.
        last_activity_at: Timestamp = "lastActivity",
        /// The integrator's own key.
        unique_argument: Text<'a> = "uniqueArgument",
        /// Where the customer came from.
        details: Details<'a> = "details",
        /// The main channel.
        channel: Channel<'a> = "primaryProtocolType",
        /// The copy in another department, to which it was moved.
        moved_to_ticket_id: TicketReference = "movedToTicketId",
        /// The department it was moved to.
        moved_to_department_id: Guid<'a> = "movedToDepartmentId",
        /// The original in another department, from which it was moved.
        moved_from_ticket_id: TicketReference = "movedFromTicketId",
        /// The department it was moved from.
        moved_from_department_id: Guid<'a> = "movedFromDepartmentId",
        /// Reported: the customer's first message.
        first_customer_message_at: Timestamp = "firstCustomerMessageDateTime",
        /// Reported: the first message of a person on our side.
        first_agent_message_at: Timestamp = "firstAgentMessageDateTime",
        /// Reported: who wrote it.
        first_agent_message_user_id: Guid<'a> = "firstAgentMessageUserId",
        /// Reported: the customer's last message.
        last_customer_message_at: Timestamp = "lastCustomerMessageDateTime",
        /// Reported: the last message of a person on our side.
        last_agent_message_at: Timestamp = "lastAgentMessageDateTime",
        /// Reported: time unassigned.
        queue_time_gross: TimeSpan = "queueTimeGross",
        /// Reported: time unassigned, in working hours.
        queue_time_net: TimeSpan = "queueTimeNet",
        /// Reported: time to the first reply; inbound tickets only.
        first_response_gross: TimeSpan = "firstAgentResponseTimeGross",
        /// Reported: time to the first reply, in working hours.
        first_response_net: TimeSpan = "firstAgentResponseTimeNet",
        /// Reported: from assignment to the first reply; inbound tickets only.
        assign_to_response_gross: TimeSpan = "agentAssignToResponseTimeGross",
        /// Reported: from assignment to the first reply, in working hours.
        assign_to_response_net: TimeSpan = "agentAssignToResponseTimeNet",
        /// Reported: first time assigned to an agent.
        first_agent_allocation_at: Timestamp = "firstAgentAllocationTimestamp",
        /// Reported: last time assigned to an agent.
        last_agent_allocation_at: Timestamp = "lastAgentAllocationTimestamp",
        /// Reported: files from our side, those inside the text apart.
        agent_media_count: i64 = "agentMediaCount",
        /// Reported: files from the customer, those inside the text apart.
        customer_media_count: i64 = "customerMediaCount",
        /// Reported: messages of people on our side.
        agent_messages_count: i64 = "agentMessagesCount",
        /// Reported: messages of the customer.
        customer_messages_count: i64 = "customerMessagesCount",
        /// Reported: from opening to closing, in working hours.
        duration_net: TimeSpan = "durationNet",
        /// Reported: from opening to closing.
        duration_gross: TimeSpan = "durationGross",
        /// Reported: average time to reply, in working hours; zero also stands for "no reply to average".
        agent_response_average_net: TimeSpan = "agentResponseAverageTimeNet",
        /// Reported: the time of the whole conversation, by a rule that is not documented.
        total_conversation_net: TimeSpan = "totalConversationTimeNet",
        /// Reported: ready-made replies sent. Cannot be recounted.
        agent_canned_replies_count: i64 = "agentCannedRepliesCount",
        /// The bot session.
        bot_conversation_id: Guid<'a> = "botConversationId",
        /// All bot sessions.
        bot_conversations: Vec<Guid<'a>> = "botConversations",
        /// Whether the customer began it.
        is_incoming: bool = "isIncoming",
        /// Whether its data was destroyed on purpose.
        is_scrambled: bool = "isScrambled",
        /// Who takes part.
        participants: Vec<Participant<'a>> = "participants",
        /// What happened. Missing on list pages and in webhooks.
        transactions: Vec<Transaction<'a>> = "transactions",
        /// Values that flows keep.
        dynamic_parameters: Vec<DynamicParameter<'a>> = "dynamicParameters",
        /// The path through the bot.
        bot_steps: Vec<BotStep<'a>> = "botConversationSteps",
        /// A summary that somebody wrote.
        summary: Summary<'a> = "ticketSummary",
        /// Tickets inside this one.
        nested_ticket_ids: Vec<TicketReference> = "nestedTicketsIds",
        /// The ticket that this one is inside.
        parent_nested_ticket_id: TicketReference = "parentNestedTicketId",
        /// Whether the system closed it.
        was_closed_automatically: bool = "wasClosedAutomatically",
        /// How many transactions there should be.
        transactions_count: i64 = "transactionsCount",
    }
}

impl<'a> Ticket<'a> {
    /// Lists `field1` to `field10` in order.
    pub fn fields(&self) -> [&super::Field<'a, Text<'a>>; 10] {
        [
            &self.field1,
            &self.field2,
            &self.field3,
            &self.field4,
            &self.field5,
            &self.field6,
            &self.field7,
            &self.field8,
            &self.field9,
            &self.field10,
        ]
    }
}

object! {
    /// A stretch of a ticket's life in one state and with one owner.
    pub struct ActivityLog is "an activity log" {
        /// The state.
        state: State<'a> = "state",
        /// When it began.
        changed_at: Timestamp = "changedOn",
        /// Who changed it.
        initiator_user_id: Guid<'a> = "initiatorUserId",
        /// Who had the ticket.
        user_id: Guid<'a> = "userId",
        /// What kind of owner that was.
        ticket_kind: TicketKind<'a> = "ticketType",
        /// How long it lasted, in seconds; missing in the first one.
        total_activity_s: Number<'a> = "totalActivityTimeSec",
        /// How long it lasted in working hours, in seconds; missing in the first one.
        total_activity_net_s: Number<'a> = "totalActivityTimeSecNet",
    }
}

object! {
    /// A summary of the ticket.
    pub struct Summary is "a summary" {
        /// Who wrote it.
        user_id: Guid<'a> = "userId",
        /// When.
        updated_at: Timestamp = "lastUpdateTimestamp",
        /// What it says.
        value: Text<'a> = "value",
    }
}
