//! What the definitions of the first response mean, and whose they are.

use super::ResponseFrom;
use crate::analysis::explanation::{Explanation, Kind};
use crate::analysis::metrics::SpanName;

const REPLY: &str = "an agent's first message after the customer's first one";

const fn response(topic: &'static str, title: &'static str, brief: &'static str) -> Explanation {
    Explanation::new(Kind::FirstResponse, topic, title, brief)
        .shown_by(&["metrics", "metrics --response-from"])
        .pointers(&["/firstAgentResponseTimeGross", "/firstAgentResponseTimeNet"])
}

impl ResponseFrom {
    /// Says what it is. The choice that fits Glassix is the metric itself.
    pub const fn explanation(self) -> Explanation {
        match self {
            Self::Auto => SpanName::FirstResponse.explanation(),
            Self::Any => response(
                "any_reply",
                "Any reply, bot included",
                "from opening to the first answer of anybody",
            )
            .span("the ticket is opened", "the first message of a bot or an agent")
            .says(&["Greetings that nobody typed are no answers."])
            .see_also(&["first_response", "reply", "bots"]),
            Self::Assigned => {
                response("since_taken", "Since it was taken", "from the last assignment to the first reply")
                    .also(&["since assigned"])
                    .span("somebody gets the ticket, the last time before the reply", REPLY)
                    .others("Glassix calls it “assign to response”, and reports it apart")
                    .pointers(&["/agentAssignToResponseTimeGross", "/agentAssignToResponseTimeNet"])
                    .see_also(&["taken_to_reply", "taken", "first_response"])
            }
            Self::Handover => response(
                "since_handover",
                "Since the bot handed over",
                "from the hand-over by the bot to the first reply",
            )
            .span("a bot hands the ticket over, if the customer had written by then", REPLY)
            .says(&["If the customer first wrote after the hand-over, the clock starts with their message. A \
                     hand-over after the reply does not count."])
            .fits("this, where a bot had the ticket")
            .others("Intercom without the bot's time")
            .see_also(&["first_response", "hand_over", "bots"]),
            Self::Customer => response(
                "since_customer",
                "Since the customer wrote",
                "from the customer's first message to the first reply",
            )
            .span("the customer's first message", REPLY)
            .documented("this")
            .fits("this only where no bot had the ticket")
            .others("Intercom")
            .see_also(&["first_response", "customer_wrote"]),
            Self::Opened => {
                response("since_opened", "Since it was opened", "from the opening to the first reply")
                    .span("the ticket is opened", REPLY)
                    .others("Zendesk, which also ignores bots")
                    .see_also(&["first_response", "opened"])
            }
        }
    }
}
