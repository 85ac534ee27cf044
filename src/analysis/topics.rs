//! Everything that can be explained, found by whatever name people type.

use super::check::rules;
use super::counts::{CANNED_REPLIES, CountName};
use super::explanation::{Explanation, Kind};
use super::first_response::ResponseFrom;
use super::metrics::{NUMBERS, SpanName};
use super::person::Role;
use super::property::{Kind as PropertyKind, Property, nearest};
use super::span_end::Event;
use super::stats::ABOUT_MANY;
use super::{answers, bot_path, cast, course, holding, story, waits};
use schemars::JsonSchema;
use serde::Serialize;

/// Everything that can be explained. What is only known outside, such as the use of the program, is
/// added by those who know it.
#[derive(Debug, Clone, JsonSchema, Serialize)]
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
            explanation.property = property.map(PropertyKind::name);
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

#[cfg(test)]
mod tests {
    use super::{Topics, key};
    use crate::analysis::proof::Proven;
    use crate::analysis::property::{Kind as PropertyKind, Property};
    use crate::analysis::stats::{FactName, Metric};
    use crate::analysis::{Explanation, TopicKind, rules};
    use serde::Serialize;

    /// Returns the name of a value as data writes it.
    fn name(value: impl Serialize) -> String {
        serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
    }

    fn found<'t>(topics: &'t Topics, typed: &str) -> Option<&'t str> {
        topics.find(typed).map(|topic: &Explanation| topic.topic)
    }

    #[test]
    fn topics_are_found_however_people_type_them() {
        let topics = Topics::with(&[]);
        for typed in [
            "first_response",
            "first-response",
            "First response",
            "FIRSTRESPONSE",
            " first  response ",
            "firstAgentResponseTimeNet",
            "/firstAgentResponseTimeGross",
            "response time",
        ] {
            assert_eq!(found(&topics, typed), Some("first_response"), "{typed}");
        }
        for (typed, topic) in [
            ("Taken → reply", "taken_to_reply"),
            ("since the bot handed over", "since_handover"),
            ("handover", "hand_over"),
            ("re-opened", "reopened"),
            ("e102", "E102"),
            ("P90", "percentile"),
            ("reported.queue.net", "reported.queue.net"),
            ("transactionsCount", "transactions"),
        ] {
            assert_eq!(found(&topics, typed), Some(topic), "{typed}");
        }
        for nothing in ["", "-", "…", "priority"] {
            assert_eq!(found(&topics, nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_mistyped_topic_is_recognised() {
        let topics = Topics::with(&[]);
        for (typed, meant) in [
            ("frist_response", Some("first_response")),
            ("First-respons", Some("first_response")),
            ("wated", Some("waited")),
            ("first", Some("first_response")),
            ("xyzzy", None),
        ] {
            assert_eq!(topics.meant(typed), meant, "{typed}");
        }
    }

    #[test]
    fn everything_that_is_named_is_explained() {
        let topics = Topics::with(&[]);
        for name in Metric::ALL.map(name) {
            assert_eq!(found(&topics, &name), Some(&*name));
        }
        let facts =
            [FactName::BotOnly, FactName::Abandoned, FactName::Reopened, FactName::Unanswered];
        for name in facts.map(name) {
            assert_eq!(found(&topics, &name), Some(&*name));
        }
        for rule in rules() {
            let topic = topics.find(rule.code).unwrap();
            assert_eq!((topic.kind, topic.title), (TopicKind::Rule, rule.title));
        }
        for known in Property::all() {
            assert!(topics.find(known.name).is_some(), "{}", known.name);
        }
    }

    #[test]
    fn properties_and_figures_say_the_same_of_the_same() {
        let topics = Topics::with(&[]);
        for known in Property::all().filter(|known| known.kind != PropertyKind::Shares) {
            let topic = topics.find(known.name).unwrap();
            if matches!(topic.kind, TopicKind::Metric | TopicKind::Count)
                && key(topic.topic) == key(known.name)
            {
                assert_eq!(topic.brief, known.about, "{}", known.name);
            }
        }
    }

    #[test]
    fn every_kind_of_figure_can_be_shown_in_a_ticket() {
        let topics = Topics::with(&[]);
        let figures = [
            TopicKind::Metric,
            TopicKind::FirstResponse,
            TopicKind::Count,
            TopicKind::Event,
            TopicKind::Role,
        ];
        let not_shown = topics.all().iter().filter(|topic| !Proven::is_for(topic));
        let not_shown = not_shown.filter(|topic| figures.contains(&topic.kind));
        let not_shown: Vec<_> = not_shown.map(|topic| topic.topic).collect();
        assert_eq!(not_shown, ["answers", "stay"], "their commands show them");
    }
}
