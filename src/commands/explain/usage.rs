//! What there is to say of the use of ticketctl: the texts that help and errors are made of.

use crate::analysis::{Explanation, Form, TopicKind};
use crate::commands::conditions;
use crate::error::{STATUSES, WEIGHTS};
use crate::render::Format;
use clap::ValueEnum;
use std::sync::LazyLock;

/// Lists the topics.
pub(super) fn topics() -> [Explanation; 4] {
    let usage = |topic, title, brief| Explanation::new(TopicKind::Usage, topic, title, brief);
    [
        usage("where", "--where", "conditions that choose tickets")
            .text(conditions::help())
            .see_also(&["missing", "waited", "held"]),
        usage("formats", "Formats", "the forms in which answers are given (-o)")
            .text(&FORMATS)
            .see_also(&["schemas", "missing"]),
        usage("schemas", "Schemas", "the names and versions of the JSON forms")
            .says(&[
                "Each JSON object names its form in schema. Names of fields are stable within a major version of \
                 ticketctl; a field may be added, and a change of meaning counts the number up.",
                "Times are RFC 3339 in UTC; spans are numbers of seconds with the suffix _s, whole ones as integers; \
                 what is missing is null; pointers are JSON pointers (RFC 6901) from the ticket on.",
            ])
            .text(&SCHEMAS)
            .shown_by(&["schema"])
            .see_also(&["formats", "missing"]),
        usage("exit_status", "Exit statuses", "how a run ended, for scripts")
            .text(&EXITS)
            .see_also(&["formats"]),
    ]
}

/// The forms, as the option describes them.
static FORMATS: LazyLock<String> = LazyLock::new(|| {
    let values = Format::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let lines = values.map(|value| {
        let help = value.get_help().map(ToString::to_string).unwrap_or_default();
        format!("{:<8}{help}\n", value.get_name())
    });
    lines.collect()
});

/// The JSON forms, each with the command that gives it.
static SCHEMAS: LazyLock<String> = LazyLock::new(|| {
    let lines = Form::all().iter().map(|form| format!("{:<14}{}\n", form.command, form.schema));
    lines.collect()
});

/// The statuses, in the words of the manual.
static EXITS: LazyLock<String> = LazyLock::new(|| {
    let lines =
        STATUSES.map(|(status, means)| format!("{status:>2}  {}\n", means.replace('`', "")));
    lines.concat() + "\n" + WEIGHTS
});

#[cfg(test)]
mod tests {
    use super::topics;
    use crate::analysis::{TopicKind, Topics};
    use crate::commands::Command;
    use crate::error::{STATUSES, WEIGHTS};
    use clap::Subcommand;

    const README: &str = include_str!("../../../README.md");

    #[test]
    fn every_topic_is_found_by_its_names_and_leads_to_topics_and_commands() {
        let all = Topics::with(&topics());
        for topic in all.all() {
            for name in topic.names() {
                assert!(all.find(name).is_some(), "{name}");
            }
            let found = all.find(topic.topic).unwrap();
            assert_eq!(found, topic, "two topics are called {}", topic.topic);
            for other in topic.see_also {
                assert!(all.find(other).is_some_and(|found| found.topic == *other), "{other}");
            }
            let command = Command::augment_subcommands(clap::Command::new("ticketctl"));
            for shown in topic.shown_by {
                let name = shown.split(' ').next().unwrap();
                assert!(command.find_subcommand(name).is_some(), "{name} shows {}", topic.topic);
            }
        }
    }

    #[test]
    fn the_readme_explains_in_the_same_words() {
        let all = Topics::with(&topics());
        let is_listed = |kind| !matches!(kind, TopicKind::Rule | TopicKind::Property);
        for topic in all.all().iter().filter(|topic| is_listed(topic.kind)) {
            let row = format!("| `{}` | {} |", topic.topic, topic.brief);
            assert!(README.contains(&row), "the README lacks: {row}");
        }
        for (status, means) in STATUSES {
            let row = format!("| {status} | {means} |");
            assert!(README.contains(&row), "the README lacks: {row}");
        }
        assert!(README.contains(WEIGHTS));
    }
}
