//! What the spans mean, and the words about reported and recounted numbers.

use super::SpanName;
use crate::analysis::explanation::{Explanation, Kind};

/// Where spans are shown.
const SHOWN_BY: &[&str] = &["metrics", "show", "list --columns", "stats"];

const fn metric(topic: &'static str, title: &'static str, brief: &'static str) -> Explanation {
    Explanation::new(Kind::Metric, topic, title, brief).shown_by(SHOWN_BY)
}

impl SpanName {
    /// Says what it is.
    pub const fn explanation(self) -> Explanation {
        match self {
            Self::Bot => metric("bot", "Bot had it", "how long a bot had it")
                .also(&["bot time", "held.bot"])
                .span("the ticket is opened, or a bot gets it", "a bot hands it over, or it is closed")
                .says(&["Several stretches are added up. Glassix reports no such figure, and leaves this time out \
                         of the queue."])
                .see_also(&["bots", "hand_over", "queue", "stay"]),
            Self::Queue => metric("queue", "Queue", "how long it was unassigned")
                .also(&["queue time", "held.queue"])
                .span(
                    "the ticket goes into the queue (without a bot: it is opened)",
                    "somebody gets it, or it is closed",
                )
                .says(&["Several stretches are added up. A ticket that never was in the queue did not wait \
                         there: the figure is missing, and if its changes of hands prove it, a reported 0s is right."])
                .documented("the total time the ticket was un-assigned")
                .fits("the same, without the time that a bot had it")
                .pointers(&["/queueTimeGross", "/queueTimeNet"])
                .see_also(&["unassigned", "hand_over", "taken", "bot"]),
            Self::TakenToReply => {
                metric("taken_to_reply", "Taken → reply", "from taking it to the first reply")
                    .also(&["assign to response"])
                    .span(
                        "somebody gets the ticket, the last time before the reply",
                        "an agent's first message after the customer's first one",
                    )
                    .says(&["Only tickets that the customer began have it."])
                    .documented("from the owner's assignment to their first reply, inbound tickets only")
                    .fits("the same")
                    .pointers(&["/agentAssignToResponseTimeGross", "/agentAssignToResponseTimeNet"])
                    .see_also(&["taken", "reply", "since_taken", "first_response"])
            }
            Self::FirstResponse => metric(
                "first_response",
                "First response",
                "from hand-over or question to the first reply",
            )
            .also(&["response time"])
            .span(
                "a bot hands the ticket over; where no bot had it, the customer's first message",
                "an agent's first message after the customer's first one",
            )
            .says(&["Only tickets that the customer began have it. Of all the times of a ticket this is the one \
                     that is counted in most ways: metrics shows them side by side."])
            .documented("the response time to the customer's first inbound message")
            .fits("the hand-over by the bot, where there was one: queue and taken → reply together")
            .others(
                "Zendesk counts from the opening; Intercom from the customer's first message, with or without the \
                 bot's time; others from the assignment",
            )
            .pointers(&["/firstAgentResponseTimeGross", "/firstAgentResponseTimeNet"])
            .see_also(&["since_handover", "since_customer", "since_taken", "since_opened", "any_reply", "waited"]),
            Self::AverageReply => {
                metric("average_reply", "Average reply", "the mean time of an agent's replies")
                    .also(&["agent response average"])
                    .span("each message of the customer", "the next message of an agent")
                    .says(&["Messages that came before any agent had the ticket are left out. Glassix reports the \
                             net time only, so the recount, which is gross, has nothing to agree with. A reported \
                             0s stands for no reply to average."])
                    .documented("the mean reply time for each message of the customer")
                    .fits("the same, without the messages from before the first assignment")
                    .pointers(&["/agentResponseAverageTimeNet"])
                    .see_also(&["reply", "net", "answers", "missing"])
            }
            Self::Duration => metric("duration", "Duration", "from opening to closing")
                .also(&["lasted"])
                .span("the ticket is opened", "it is closed, the last time")
                .says(&["A ticket that is open, snoozed or pending has none; a reported 0s stands for that."])
                .documented("from open to close")
                .fits("the same")
                .pointers(&["/durationGross", "/durationNet"])
                .see_also(&["opened", "closed", "reopened"]),
        }
    }
}

const fn definition(topic: &'static str, title: &'static str, brief: &'static str) -> Explanation {
    Explanation::new(Kind::Definition, topic, title, brief).shown_by(&["metrics", "check"])
}

/// The words about numbers.
pub(in crate::analysis) const NUMBERS: &[Explanation] = &[
    definition("reported", "Reported", "a number as Glassix wrote it into the export")
        .says(&["It is a claim, not a proof: it stands beside the recount, and the two are never mixed. In stats, \
                 rows of reported numbers are rows of their own."])
        .see_also(&["recount", "gross", "net"]),
    definition("recount", "Recount", "the same number counted again from the transactions")
        .also(&["recounted"])
        .says(&["Both events that a span runs between are transactions with a time; explain shows them with their \
                 JSON pointers. Without transactions, as on list pages, only the duration can be recounted."])
        .see_also(&["reported", "tolerance"]),
    definition("gross", "Gross", "a reported time by the clock")
        .says(&["This is what the recount is compared with."])
        .see_also(&["net", "tolerance"]),
    definition("net", "Net", "a reported time in the department's working hours")
        .says(&["Working hours are not in the export: a net time can be compared with its gross time, which it must \
                 not exceed, but it cannot be recounted. 1s or 2s over gross are the rounding of the stamps."])
        .see_also(&["gross", "tolerance"]),
    definition("tolerance", "Tolerance", "two times within 2s of each other mean the same")
        .also(&["within 2s", "agrees"])
        .says(&["The stamps of transactions are cut to whole seconds, so each may be up to 1s early, and the \
                 difference of two may be off by as much either way; a reported span is cut, too."])
        .see_also(&["recount", "gross"]),
    definition("missing", "Missing", "a number that nobody knows is a dash, null or empty, never 0")
        .also(&["null", "dash"])
        .says(&["The export has five spellings of “not set”: no key, null, an empty text, 0 or the nil GUID, and the \
                 year 1. Some of its zeros stand for none, too: an average reply of 0s, the duration of a ticket that \
                 is not closed. Pages say so where it happens."])
        .see_also(&["reported"]),
];
