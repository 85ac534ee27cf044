//! The story of a ticket in a few sentences, by rule.

use super::words::{count, duration, list, name, times};
use crate::analysis::{Brief, Ending, Role, Seconds, Show, SpanName, Stated, Waited};
use crate::model::{DeliveryStatus, State};
use crate::page::{Line, Role as Ink};

/// As many agents are named; the others are counted.
const NAMED: usize = 3;

impl Show {
    /// Tells what happened: who waited, who answered, how it ended.
    pub(super) fn story(&self) -> Line {
        let Some(brief) = &self.brief else { return self.reported() };
        let sentences = [
            beginning(brief),
            self.waiting(),
            self.replies(brief),
            self.bot_alone(brief),
            self.ending(brief),
        ];
        let said = sentences.into_iter().filter(|line| !line.is_empty());
        let line = Line::new().joined(said, " ");
        if self.misread() { Line::from("As far as it can be read: ").then(line) } else { line }
    }

    /// Tells whether something of the conversation itself could not be read, so that the story may be
    /// another one.
    fn misread(&self) -> bool {
        self.unreadable.iter().any(|field| field.pointer.as_str().starts_with("/transactions"))
    }

    fn is_closed(&self) -> bool {
        self.state.get().is_some_and(|state| *state == State::Closed)
    }

    /// Tells what the fields say, where there are no transactions to recount.
    fn reported(&self) -> Line {
        let gross = |name| {
            let span = self.spans.iter().find(|span| span.metric == name)?;
            span.gross_s.get().copied()
        };
        let first = gross(SpanName::FirstResponse).map(|s| ("first response", s));
        let queue = gross(SpanName::Queue).map(|s| ("queue", s));
        let said = [first, queue].into_iter().flatten();
        let said = said.map(|(what, seconds)| Line::from(format!("{what} {}", duration(seconds))));
        let said: Vec<_> = said.collect();
        let line = Line::from(
            "The file holds no transactions of this ticket: times are as Glassix reports them. ",
        );
        if said.is_empty() {
            return line.own("No times are reported.");
        }
        line.own("Glassix reports: ").then(list(said)).own(".")
    }

    fn waiting(&self) -> Line {
        let answered = self.waits.iter().filter(|wait| wait.answered).count();
        let longest = self.waited_s.map(|waited| Line::new().role(duration(waited), Ink::Slow));
        let pending = self.waits.iter().rev().find(|wait| !wait.answered);
        let line = match (answered, longest, pending) {
            (0, _, Some(pending)) if pending.seconds == Seconds::default() && pending.goes_on => {
                return "No person has answered the customer yet.".into();
            }
            (0, _, Some(pending)) => {
                return unanswered(pending, "No person answered: the customer had");
            }
            (_, None, _) => return Line::new(),
            (1, Some(longest), _) => {
                Line::from("The customer waited ").then(longest).own(" for a person.")
            }
            (number, Some(longest), _) => {
                let often = format!("The customer waited {} for a person, ", times(number));
                Line::from(often).then(longest).own(" at the longest.")
            }
        };
        match pending {
            Some(pending) => line
                .own(" ")
                .then(unanswered(pending, "Their last message was not answered: they had")),
            None => line,
        }
    }

    fn replies(&self, brief: &Brief) -> Line {
        let mut names: Vec<_> = brief.agents.iter().take(NAMED).map(name).collect();
        let others = brief.agents.len().saturating_sub(NAMED);
        if others > 0 {
            names.push(Line::from(format!("{others} more")));
        }
        let only = brief.agents.first().filter(|_| brief.agents.len() == 1);
        let got = if brief.taken_by_assignment { "got the ticket" } else { "took the ticket" };
        let getting =
            if brief.taken_by_assignment { "getting the ticket" } else { "taking the ticket" };
        let after = brief.taken_to_reply_s.filter(|after| *after >= Seconds::default());
        let line = match (brief.agent_messages, after, &brief.taken_by) {
            (0, ..) => return Line::new(),
            (1, Some(after), Some(who)) => {
                let line =
                    Line::from(format!("The one agent reply came {} after ", duration(after)));
                line.then(name(who)).own(format!(" {got}"))
            }
            (1, ..) if !brief.is_inbound && brief.bot_messages == 0 => {
                Line::from("It is the one message from our side")
            }
            (1, ..) => Line::from("The one agent reply is by ").then(list(names)),
            (number, Some(after), Some(who)) => {
                let line = list(names)
                    .own(format!(" wrote {number} messages, the first {} after ", duration(after)));
                if only == Some(who) {
                    line.own(getting)
                } else {
                    line.then(name(who)).own(format!(" {got}"))
                }
            }
            (number, ..) => list(names).own(format!(" wrote {number} messages")),
        };
        line.then(self.closed_after_reply(brief))
    }

    /// Continues the sentence about the replies with how soon the ticket was closed after the last.
    fn closed_after_reply(&self, brief: &Brief) -> Line {
        let Some(after) = brief.closed_after_reply_s.filter(|_| self.is_closed()) else {
            return Line::from(".");
        };
        let one = brief.agent_messages == 1;
        let reply = if one { "the reply" } else { "that one" };
        let status = match &brief.last_reply_status {
            Stated::Given(DeliveryStatus::Delivered) if brief.marks_read => {
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
        let later = if one { "later" } else { "after the last" };
        Line::from(format!("; {} {later} it was closed{status}", duration(after)))
    }

    /// Tells how it went where no person took part.
    fn bot_alone(&self, brief: &Brief) -> Line {
        if brief.agent_messages > 0 {
            return Line::new();
        }
        let last = self.bot.last();
        let card = last.and_then(|bot| bot.visits.last()).and_then(|visit| visit.card.as_ref());
        match last.map(|bot| bot.ending) {
            Some(Ending::Left) => match card {
                Some(card) => Line::new()
                    .role("The customer left", Ink::Slow)
                    .own(" the bot at the card ")
                    .quote(card, Ink::Plain)
                    .own("."),
                None => Line::new().role("The customer left", Ink::Slow).own(" the bot."),
            },
            Some(Ending::HandedOver) => Line::new(),
            Some(Ending::StillThere) => "Only the bot has talked to the customer so far.".into(),
            _ if brief.bot_messages > 0 => Line::from(format!(
                "Only the bot talked to the customer: {} of its own, {} of theirs.",
                count(brief.bot_messages, "message"),
                brief.customer_messages
            )),
            _ if brief.customer_messages == 0 => "Nobody wrote anything.".into(),
            _ => Line::new(),
        }
    }

    fn ending(&self, brief: &Brief) -> Line {
        let mut parts = Vec::new();
        if brief.reopened > 0 {
            let again = format!("It was opened again {}.", times(brief.reopened));
            parts.push(Line::new().role(again, Ink::Caution));
        }
        if self.is_closed() && brief.closed_after_reply_s.is_none() {
            parts.extend(brief.closed_by.as_ref().map(|who| name(who).own(" closed it.")));
        }
        let waits = self.waits.last().is_some_and(|wait| wait.goes_on);
        if !self.is_closed() && !waits {
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

/// Tells of a question that no person answered.
fn unanswered(pending: &Waited, begin: &'static str) -> Line {
    let line = Line::from(begin).own(" waited ");
    let line = line.role(duration(pending.seconds), Ink::Slow);
    line.own(if pending.goes_on {
        " by the last activity, and the ticket is not closed."
    } else {
        " when the ticket was closed."
    })
}

/// Tells who wrote first, where that was not the customer.
fn beginning(brief: &Brief) -> Line {
    let Some(first) = brief.first_outbound.as_ref().filter(|_| !brief.is_inbound) else {
        return Line::new();
    };
    match brief.customer_answered_s {
        Some(after) => name(first)
            .own(format!(" wrote first; the customer answered {} later.", duration(after))),
        None => name(first).own(" wrote first; the customer did not answer."),
    }
}
