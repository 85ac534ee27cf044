//! The story of a ticket in a few sentences, by rule.

use super::words::{count, duration, name, times};
use crate::analysis::{Role, Seconds, Show, SpanName, Stated, Waited, Who};
use crate::model::{DeliveryStatus, State};
use crate::page::{Line, Role as Ink};

impl Show {
    /// Tells what happened: who waited, who answered, how it ended.
    pub(super) fn story(&self) -> Vec<Line> {
        if self.flags.is_scrambled {
            let scrambled = "The ticket was scrambled: its texts, names and fields were destroyed on \
                             purpose, times and counts were kept. ";
            return vec![Line::from(scrambled).then(self.told())];
        }
        vec![self.told()]
    }

    fn told(&self) -> Line {
        if !self.has_transactions {
            return self.reported();
        }
        let sentences = [self.waiting(), self.replies(), self.ending()];
        let said = sentences.into_iter().filter(|line| !line.is_empty());
        Line::new().joined(said, " ")
    }

    /// Tells what the fields say, where there are no transactions to recount.
    fn reported(&self) -> Line {
        let line = Line::from("Without transactions there is nothing to recount. ");
        let gross = |name| {
            let span = self.spans.iter().find(|span| span.metric == name)?;
            span.gross_s.get().copied()
        };
        let first = gross(SpanName::FirstResponse).map(|s| ("first response", s));
        let queue = gross(SpanName::Queue).map(|s| ("queue", s));
        let said = [first, queue].into_iter().flatten();
        let said = said.map(|(what, seconds)| Line::from(format!("{what} {}", duration(seconds))));
        let said: Vec<_> = said.collect();
        if said.is_empty() {
            return line.own("No times are reported.");
        }
        line.own("Glassix reports: ").joined(said, ", ").own(".")
    }

    fn waiting(&self) -> Line {
        let answered = self.waits.iter().filter(|wait| wait.answered).count();
        let longest = self.waited_s.map(|waited| Line::new().role(duration(waited), Ink::Slow));
        let pending = self.waits.iter().rev().find(|wait| !wait.answered);
        match (answered, longest, pending) {
            (0, _, Some(pending)) => unanswered(pending, "Nobody has answered: the customer "),
            (0, _, None) => self.nobody_waited(),
            (1, Some(longest), pending) => {
                let line = Line::from("The customer waited ").then(longest).own(" for a person.");
                also(line, pending)
            }
            (number, longest, pending) => {
                let line =
                    Line::from(format!("The customer waited {} for a person, ", times(number)))
                        .then(longest.unwrap_or_default())
                        .own(" at the longest.");
                also(line, pending)
            }
        }
    }

    fn nobody_waited(&self) -> Line {
        let brief = &self.brief;
        if brief.agent_messages == 0 && brief.bot_messages > 0 && brief.customer_messages > 0 {
            return Line::from(format!(
                "Only the bot talked to the customer: {} of its own, {} of the customer's.",
                count(brief.bot_messages, "message"),
                brief.customer_messages
            ));
        }
        if brief.agent_messages > 0 && !brief.is_inbound {
            let line = match brief.agents.first() {
                Some(agent) => name(agent).own(" wrote first"),
                None => Line::from("Our side wrote first"),
            };
            return match brief.customer_answered_s {
                Some(after) => {
                    line.own(format!("; the customer answered {} later.", duration(after)))
                }
                None => line.own("; the customer has not answered."),
            };
        }
        match (brief.customer_messages, brief.agent_messages) {
            (0, 0) => Line::from("Nobody wrote anything."),
            (0, _) => Line::from("The customer wrote nothing."),
            _ => Line::from("The customer never waited for a person."),
        }
    }

    fn replies(&self) -> Line {
        let brief = &self.brief;
        let replies = match (brief.agent_messages, brief.agents.as_slice()) {
            (0, _) => return Line::new(),
            (1, _) => Line::from("The one agent reply came"),
            (number, [only]) => name(only).own(format!(" wrote {number} messages, the first")),
            (number, several) => {
                let names = several.iter().map(name);
                let and = if several.len() > 2 { " and others" } else { "" };
                let several = several.get(..2).unwrap_or(several).len();
                Line::new()
                    .joined(names.take(several), ", ")
                    .own(and)
                    .own(format!(" wrote {number} messages, the first"))
            }
        };
        match (brief.taken_to_reply_s, &brief.taken_by) {
            (Some(after), Some(who)) if after >= Seconds::default() => replies
                .own(format!(" {} after ", duration(after)))
                .then(name(who))
                .own(if self.was_given(who) { " got the ticket" } else { " took the ticket" }),
            _ if brief.agent_messages == 1 => match brief.agents.first() {
                Some(who) => Line::from("The one agent reply is by ").then(name(who)),
                None => return Line::new(),
            },
            _ => {
                let line = brief.agents.iter().take(3).map(name);
                Line::new()
                    .joined(line, ", ")
                    .own(format!(" wrote {} messages", brief.agent_messages))
            }
        }
        .then(self.closed_after_reply())
    }

    fn was_given(&self, who: &Who) -> bool {
        self.brief.taken_by_assignment && self.brief.taken_by.as_ref() == Some(who)
    }

    fn is_closed(&self) -> bool {
        self.state.get().is_some_and(|state| *state == State::Closed)
    }

    /// Continues the sentence about the replies with how soon the ticket was closed after the last.
    fn closed_after_reply(&self) -> Line {
        let brief = &self.brief;
        let Some(after) = brief.closed_after_reply_s.filter(|_| self.is_closed()) else {
            return Line::from(".");
        };
        let reply = if brief.agent_messages == 1 { "the reply" } else { "the last reply" };
        let status = match &brief.last_reply_status {
            Stated::Given(DeliveryStatus::Delivered) => {
                format!(", {reply} delivered but not marked read.")
            }
            Stated::Given(DeliveryStatus::Pending | DeliveryStatus::Accepted) => {
                format!(", {reply} not marked delivered.")
            }
            Stated::Given(DeliveryStatus::Failed | DeliveryStatus::Rejected) => {
                format!(", {reply} not delivered at all.")
            }
            _ => ".".to_owned(),
        };
        let line = if brief.agent_messages == 1 {
            Line::from(format!("; {} later it was closed", duration(after)))
        } else {
            Line::from(format!("; {} after the last one it was closed", duration(after)))
        };
        line.own(status)
    }

    fn ending(&self) -> Line {
        let brief = &self.brief;
        let mut parts = Vec::new();
        if brief.reopened > 0 {
            parts.push(
                Line::new().role(format!("Opened again {}.", times(brief.reopened)), Ink::Caution),
            );
        }
        if self.flags.was_closed_automatically {
            parts.push("The system closed it.".into());
        } else if self.is_closed() && brief.closed_after_reply_s.is_none() {
            parts.extend(brief.closed_by.as_ref().map(|who| name(who).own(" closed it.")));
        }
        if !self.is_closed() {
            parts.push(match brief.last_word {
                Some(Role::Customer) => "The last word is the customer's.".into(),
                Some(Role::Agent) => "The last word is ours.".into(),
                Some(_) => "The last word is the bot's.".into(),
                None => Line::new(),
            });
        }
        let parts = parts.into_iter().filter(|line: &Line| !line.is_empty());
        Line::new().joined(parts, " ")
    }
}

fn also(line: Line, pending: Option<&Waited>) -> Line {
    match pending {
        Some(pending) => {
            line.own(" ").then(unanswered(pending, "In the end nobody answered: they "))
        }
        None => line,
    }
}

fn unanswered(pending: &Waited, begin: &'static str) -> Line {
    let waited = Line::new().role(duration(pending.seconds), Ink::Slow);
    if pending.goes_on {
        Line::from(begin).own("had waited ").then(waited).own(" at the last activity.")
    } else {
        Line::from(begin).own("had waited ").then(waited).own(" when the ticket was closed.")
    }
}
