//! How fast each side answers, and where the bot put the customer's answers.

use super::cast::PersonKey;
use super::course::EntryKind;
use super::explanation::{Explanation, Kind};
use super::person::Role;
use super::said::Said;
use super::story::Story;
use super::value::Seconds;
use crate::model::{Text, Ticket, Timestamp};
use std::collections::HashMap;

/// How fast somebody answers.
pub(super) const ANSWERS: Explanation = Explanation::new(
    Kind::Metric,
    "answers",
    "Answers",
    "the median time in which somebody answers the other side",
)
.span(
    "of a customer: the last message from our side; of a bot or an agent: the customer's first message that nobody \
     has answered",
    "their message",
)
.says(&["For an agent the clock starts when they got the ticket, if that is later. Ours: Glassix has no such figure."])
.shown_by(&["participants", "show"])
.see_also(&["average_reply", "median", "waited"]);

/// Lists, for each person, how long each of their answers took.
///
/// A customer answers the last message from our side. A bot answers the customer's first message
/// that nobody has answered. So does an agent, but their time begins when they got the ticket, if
/// that is later; an agent who writes without having the ticket is timed from the question.
pub(super) fn answer_times(story: &Story<'_>) -> HashMap<PersonKey, Vec<Seconds>> {
    let mut times: HashMap<PersonKey, Vec<Seconds>> = HashMap::new();
    let mut ours: Option<Timestamp> = None;
    let mut asked_bot: Option<Timestamp> = None;
    let mut asked_agent: Option<Timestamp> = None;
    let mut taken: Option<(PersonKey, Timestamp)> = None;
    for entry in &story.course.entries {
        let Some(at) = entry.at else { continue };
        if let EntryKind::Reassigned { to, .. } = entry.kind {
            taken = Some((to, at));
        }
        let (EntryKind::Message, Some(who)) = (entry.kind, entry.who) else { continue };
        let from = match story.cast.role(Some(who)) {
            Role::Customer => {
                asked_bot = asked_bot.or(Some(at));
                asked_agent = asked_agent.or(Some(at));
                ours.take()
            }
            Role::Bot => {
                ours = Some(at);
                asked_bot.take()
            }
            Role::Agent => {
                ours = Some(at);
                asked_bot = None;
                let got = taken.filter(|(whose, _)| *whose == who).map(|(_, got)| got);
                asked_agent.take().map(|asked| got.map_or(asked, |got| got.max(asked)))
            }
            _ => None,
        };
        if let Some(from) = from {
            times.entry(who).or_default().push(Seconds::between(from, at));
        }
    }
    times
}

/// Which fields and parameters hold which text.
pub(super) struct KeptAnswers(HashMap<String, Vec<String>>);

impl KeptAnswers {
    /// Collects `field1` to `field10` and the dynamic parameters of a ticket.
    pub(super) fn of(ticket: &Ticket<'_>) -> Self {
        let mut kept = Self(HashMap::new());
        if ticket.is_scrambled.copied() == Some(true) {
            // All texts look alike.
            return kept;
        }
        for (number, field) in (1..).zip(ticket.fields()) {
            if let Some(text) = field.get() {
                kept.add(text, format!("field{number}"));
            }
        }
        for parameter in ticket.dynamic_parameters.items() {
            if let (Some(value), Some(name)) = (parameter.value(), parameter.name.get()) {
                kept.add(&value.to_text(), name.as_str().to_owned());
            }
        }
        kept
    }

    /// Lists the fields and parameters whose value is what was said, to the letter.
    pub(super) fn fields_with(&self, said: &Said) -> Vec<Text<'static>> {
        let answer = said.text.as_ref().map(|text| text.as_str().trim());
        let names = answer.and_then(|answer| self.0.get(answer)).map_or(&[][..], Vec::as_slice);
        names.iter().map(|name| Text::from(name.as_str())).collect()
    }

    fn add(&mut self, value: &Text<'_>, name: String) {
        let names = self.0.entry(value.as_str().trim().to_owned()).or_default();
        if names.len() < MOST_NAMES {
            names.push(name);
        }
    }
}

/// More names than this for one answer tell nothing.
const MOST_NAMES: usize = 10;

/// Returns the words of a message as one text, for the places that show only its beginning.
pub(super) fn excerpt(said: &Said) -> Option<Text<'static>> {
    let lines: Vec<_> = said.lines().map(Text::as_str).collect();
    (!lines.is_empty()).then(|| Text::owned(lines.join(": ")))
}
