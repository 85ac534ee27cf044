//! Who held the ticket, and for how long.

use super::cast::{Cast, PersonKey};
use super::course::{Course, EntryKind};
use super::explanation::{Explanation, Kind};
use super::person::Role;
use super::value::Seconds;
use crate::model::{State, Ticket, Timestamp};

/// A stretch of time in somebody's hands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Holding {
    /// Bot, queue or agent; `Unknown` if the export does not tell; `System` while closed.
    pub role: Role,
    /// Who it was.
    pub who: Option<PersonKey>,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub to: Timestamp,
    /// How it ended.
    pub end: HoldingEnd,
}

/// How a stretch ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldingEnd {
    /// The ticket changed hands.
    Reassigned,
    /// The ticket was closed.
    Closed,
    /// It goes on: this is as far as the export tells.
    Open,
}

/// Who had the ticket.
pub(super) const HELD: Explanation = Explanation::new(
    Kind::Metric,
    "held",
    "Held by",
    "who had it: a bot, the queue or an agent, and for how long",
)
.also(&["held by", "had it", "holding"])
.span("somebody gets the ticket, or it is opened", "it changes hands, or it is closed")
.says(&["The export does not say who had a ticket first. If the first change of hands is into the queue, whoever made \
         it had the ticket before; if it is to somebody, a bot that wrote before had it, else it stood in the queue \
         since it was opened. Without any change of hands the only agent who wrote had it, or the only bot, or the \
         owner. The time in which it was closed belongs to nobody."])
.shown_by(&["show", "timeline", "list"])
.see_also(&["bot", "queue", "taken", "hand_over"]);

impl Holding {
    /// Returns how long it lasted.
    pub fn length(&self) -> Seconds {
        Seconds::between(self.from, self.to)
    }

    /// Tells whether people could answer: the queue or an agent had the ticket.
    pub fn is_with_people(&self) -> bool {
        matches!(self.role, Role::Queue | Role::Agent)
    }
}

/// Lists the stretches in order of time, none of them negative, without the time in which the ticket was closed.
///
/// The export does not say who had a ticket first. If the first change of hands is into the queue,
/// whoever did it had the ticket before; if it is to somebody, a bot that wrote before had it, or an
/// agent who began the conversation or gave it away, else it stood in the queue since it was opened. Without any change of hands, the only agent who wrote,
/// or the only bot, had it all along, or the owner. Without transactions nobody knows.
pub(super) fn holdings(ticket: &Ticket<'_>, cast: &Cast, course: &Course<'_>) -> Vec<Holding> {
    let mut holdings = Vec::new();
    if ticket.transactions.is_missing() {
        return holdings;
    }
    let first = course.entries.iter().find_map(|entry| entry.at);
    let opened = ticket.opened_at.copied().into_iter().chain(first).min();
    let Some(opened) = opened else { return holdings };
    let mut holder = first_holder(ticket, cast, course);
    let mut since = Some(opened);
    let mut close = |since: &mut Option<Timestamp>, holder: (Role, Option<PersonKey>), to, end| {
        if let Some(from) = since.take() {
            holdings.push(Holding { role: holder.0, who: holder.1, from, to, end });
        }
    };
    for entry in &course.entries {
        let Some(at) = entry.at else { continue };
        if entry.reopens {
            since = Some(at);
        }
        match entry.kind {
            EntryKind::Reassigned { to, .. } => {
                if holder.1 != Some(to) && since.is_some_and(|since| since < at) {
                    close(&mut since, holder, at, HoldingEnd::Reassigned);
                    since = Some(at);
                }
                holder = (cast.role(Some(to)), Some(to));
            }
            EntryKind::Closed { .. } => close(&mut since, holder, at, HoldingEnd::Closed),
            _ => {}
        }
    }
    let last = course.entries.iter().rev().find_map(|entry| entry.at);
    let (end, how) = match (ticket.state.get(), ticket.closed_at.copied()) {
        (Some(State::Closed) | None, Some(closed)) => (Some(closed), HoldingEnd::Closed),
        _ => (last.max(ticket.last_activity_at.copied()), HoldingEnd::Open),
    };
    if let Some(end) = end {
        let end = since.map_or(end, |since| end.max(since));
        close(&mut since, holder, end, how);
    }
    holdings
}

fn first_holder(
    ticket: &Ticket<'_>,
    cast: &Cast,
    course: &Course<'_>,
) -> (Role, Option<PersonKey>) {
    let role = |key: PersonKey| cast.role(Some(key));
    let queue = || {
        let queue = cast.people().iter().position(|person| person.role == Role::Queue);
        (Role::Queue, queue)
    };
    let change = course.entries.iter().position(|e| matches!(e.kind, EntryKind::Reassigned { .. }));
    let before = course.entries.get(..change.unwrap_or(course.entries.len())).unwrap_or_default();
    let wrote = |wanted: Role| {
        let writers = before.iter().filter(|entry| entry.kind == EntryKind::Message);
        writers.filter_map(|entry| entry.who).find(|who| role(*who) == wanted)
    };
    let bot = wrote(Role::Bot).map(|bot| (Role::Bot, Some(bot)));
    match change.and_then(|change| course.entries.get(change)).map(|entry| entry.kind) {
        Some(EntryKind::Reassigned { by, to }) if role(to) == Role::Queue => by
            .map(|by| (role(by), Some(by)))
            .or(bot)
            .or_else(|| wrote(Role::Agent).map(|agent| (Role::Agent, Some(agent))))
            .unwrap_or((Role::Unknown, None)),
        Some(EntryKind::Reassigned { by, to }) => bot
            .or_else(|| {
                let mut wrote = before.iter().filter(|entry| entry.kind == EntryKind::Message);
                let first = wrote.find_map(|entry| {
                    entry.who.filter(|who| matches!(role(*who), Role::Customer | Role::Agent))
                })?;
                (role(first) == Role::Agent).then_some((Role::Agent, Some(first)))
            })
            .or_else(|| {
                let by = by.filter(|by| *by != to && wrote(Role::Agent) == Some(*by))?;
                Some((role(by), Some(by)))
            })
            .unwrap_or_else(queue),
        _ => {
            let agent = wrote(Role::Agent).map(|agent| (Role::Agent, Some(agent)));
            let owner = cast.owner().map(|owner| (role(owner), Some(owner)));
            let has_steps = !ticket.bot_steps.items().is_empty();
            let unassigned = ticket.owner.get().is_some_and(|owner| owner.id.is_missing());
            match (bot, agent) {
                (Some(bot), None) => bot,
                (_, Some(agent)) => agent,
                (None, None) if owner.is_some() => owner.unwrap_or((Role::Unknown, None)),
                (None, None) if has_steps => (Role::Bot, None),
                (None, None) if unassigned && !course.entries.is_empty() => queue(),
                (None, None) => (Role::Unknown, None),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::sample::{closed, given, says, with_story};

    /// Says who held a ticket, and for how many seconds.
    fn held(state: &str, transactions: &[String]) -> Vec<(String, i64)> {
        with_story(state, transactions, |story| {
            let name = |who: Option<usize>| who.and_then(|who| story.cast.person(who));
            let said = |h: &super::Holding| {
                let name = name(h.who).map_or("?", |person| person.name.as_str());
                (name.to_owned(), h.length().0.num_seconds())
            };
            story.holdings.iter().map(said).collect()
        })
    }

    fn list(expected: &[(&str, i64)]) -> Vec<(String, i64)> {
        expected.iter().map(|(name, seconds)| ((*name).to_owned(), *seconds)).collect()
    }

    #[test]
    fn bot_queue_and_agent_follow_each_other() {
        let talk = [
            says(1, 2, "00:01"),
            given(2, "b", "", "01:00"),
            given(3, "a", "a", "03:00"),
            given(4, "a", "c", "04:00"),
            closed(5, "05:00"),
        ];
        let expected = [("BOT", 60), ("Unassigned Tickets", 120), ("Ann", 60), ("Ben", 60)];
        assert_eq!(held("Closed", &talk), list(&expected));
    }

    #[test]
    fn who_begins_a_conversation_has_the_ticket() {
        let talk = [says(1, 3, "00:10"), says(2, 1, "01:00"), given(3, "c", "c", "02:00")];
        assert_eq!(held("Open", &talk)[0], ("Ann".to_owned(), 120));
        let asked = [says(1, 1, "00:10"), says(2, 3, "01:00"), given(3, "c", "c", "02:00")];
        assert_eq!(held("Open", &asked)[0], ("?".to_owned(), 120), "the queue");
    }

    #[test]
    fn who_takes_a_ticket_again_has_had_it_all_along() {
        let talk = [given(1, "a", "a", "00:00"), given(2, "a", "a", "02:00"), closed(3, "05:00")];
        assert_eq!(held("Closed", &talk), list(&[("Ann", 300)]));
    }

    #[test]
    fn nobody_holds_a_closed_ticket() {
        let after = [given(1, "a", "a", "00:00"), closed(2, "01:00"), given(3, "a", "c", "02:00")];
        assert_eq!(held("Closed", &after), list(&[("Ann", 60)]), "it did not open again");
        let again = [
            given(1, "a", "a", "00:00"),
            closed(2, "01:00"),
            says(3, 1, "03:00"),
            given(4, "a", "c", "04:00"),
            closed(5, "06:00"),
        ];
        assert_eq!(held("Closed", &again), list(&[("Ann", 60), ("Ann", 60), ("Ben", 120)]));
    }

    #[test]
    fn an_agent_who_writes_between_two_closings_opens_it_again() {
        let talk = [
            given(1, "a", "a", "00:00"),
            closed(2, "01:00"),
            says(3, 3, "03:00"),
            closed(4, "04:00"),
        ];
        assert_eq!(held("Closed", &talk), list(&[("Ann", 60), ("Ann", 60)]));
    }

    #[test]
    fn what_happened_before_the_opening_counts() {
        let early = says(1, 1, "00:00").replace("T10:00:00", "T09:58:00");
        let talk = [early, given(2, "a", "a", "01:00"), closed(3, "02:00")];
        assert_eq!(held("Closed", &talk)[1], ("Ann".to_owned(), 60));
        assert_eq!(held("Closed", &talk)[0].1, 180);
    }
}
