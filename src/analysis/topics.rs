//! Everything that can be explained, found by whatever name people type.

use super::check::rules;
use super::counts::{CANNED_REPLIES, CountName};
use super::explanation::{Explanation, Kind};
use super::first_response::ResponseFrom;
use super::metrics::{NUMBERS, SpanName};
use super::person::Role;
use super::property::{Property, nearest};
use super::span_end::Event;
use super::stats::ABOUT_MANY;
use super::{answers, bot_path, cast, course, holding, story, waits};
use serde::Serialize;

/// Everything that can be explained. What is only known outside, such as the use of the program, is
/// added by those who know it.
#[derive(Debug, Clone, Serialize)]
pub struct Topics {
    all: Vec<Explanation>,
}

impl Topics {
    /// Gathers what stands beside the code; `usage` is what the program says of its own use.
    pub fn with(usage: &[Explanation]) -> Self {
        let metrics = SpanName::ALL.map(SpanName::explanation);
        let responses = ResponseFrom::DEFINITIONS.map(ResponseFrom::explanation);
        let counts = CountName::ALL.map(CountName::explanation);
        let events = Event::ALL.map(Event::explanation);
        let roles = Role::ALL.map(Role::explanation);
        let mut all: Vec<_> = metrics.into_iter().chain(responses).chain(counts).collect();
        all.extend([CANNED_REPLIES, holding::HELD, answers::ANSWERS, story::TICKET]);
        all.extend(events.into_iter().chain(roles));
        let lists = [
            waits::WAITS,
            course::WHAT_HAPPENS,
            cast::WHO_IS_WHO,
            bot_path::BOT_PATHS,
            NUMBERS,
            ABOUT_MANY,
            usage,
        ];
        all.extend(lists.into_iter().flatten());
        all.extend(rules().map(|rule| {
            let explanation = Explanation::new(Kind::Rule, rule.code, rule.title, rule.title);
            Explanation {
                compares: Some(rule.compares),
                why: Some(rule.why),
                source: Some(rule.source),
                shown_by: &["check"],
                ..explanation
            }
        }));
        for explanation in &mut all {
            let property = Property::named(explanation.topic).map(|found| found.known().kind);
            explanation.property = property.map(|kind| kind.name());
        }
        let topics: Vec<_> = all.iter().map(|explanation| key(explanation.topic)).collect();
        let properties = Property::all().filter(|known| !topics.contains(&key(known.name)));
        all.extend(properties.map(|known| {
            let property = Explanation::new(Kind::Property, known.name, known.name, known.about);
            Explanation { property: Some(known.kind.name()), ..property }
        }));
        // The order of a kind is that in which they were gathered.
        all.sort_by_key(|explanation| explanation.kind);
        Self { all }
    }

    /// Lists all topics, kind by kind.
    pub fn all(&self) -> &[Explanation] {
        &self.all
    }

    /// Finds a topic by its name, by its title, by another name, or by a field that reports it.
    /// Letters may be large or small; blanks and signs between them do not matter.
    pub fn find(&self, typed: &str) -> Option<&Explanation> {
        let wanted = key(typed);
        if wanted.is_empty() {
            return None;
        }
        let by = |is: &dyn Fn(&Explanation) -> bool| self.all.iter().find(|topic| is(topic));
        by(&|topic| key(topic.topic) == wanted)
            .or_else(|| by(&|topic| topic.names().any(|name| key(name) == wanted)))
            .or_else(|| by(&|topic| topic.pointers.iter().any(|field| key(field) == wanted)))
    }

    /// Returns the topic that was meant by a name that is none, if any is near.
    pub fn meant(&self, typed: &str) -> Option<&'static str> {
        let typed = typed.trim().replace([' ', '-'], "_");
        let names = self.all.iter().flat_map(Explanation::names);
        let near = nearest(&typed, names.filter(|name| !name.contains(' ')));
        let begun = || {
            let typed = key(&typed);
            let is_enough = typed.chars().count() >= 3;
            self.all.iter().find(|topic| is_enough && key(topic.topic).starts_with(&typed))
        };
        near.and_then(|near| self.find(near)).or_else(begun).map(|found| found.topic)
    }
}

/// Returns what counts of a name.
fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
