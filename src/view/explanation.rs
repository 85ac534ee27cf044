//! The page that explains a topic, and the list of all topics.

mod layout;

use crate::analysis::{Explained, Explanation, Property, TopicKind, Topics};
use crate::model::Zone;
use crate::page::{Block, Column, Fact, FactBody, Line, Page, Report, Role as Ink, Table};

impl Report for Explained {
    fn page(&self, _: Zone) -> Page {
        let explanation = &self.explanation;
        let mut page = Page::default();
        page.push(Block::Title {
            line: Line::new().heading(explanation.title),
            aside: Line::new().muted(aside(explanation)),
            below: Vec::new(),
        });
        let brief = (explanation.brief != explanation.title).then(|| sentence(explanation.brief));
        let says = explanation.says.iter().map(|says| Line::from(*says));
        let paragraphs: Vec<_> = brief.into_iter().chain(says).collect();
        if !paragraphs.is_empty() {
            page.push(Block::Text(paragraphs));
        }
        if let Some(text) = explanation.text {
            page.blocks.extend(layout::blocks(text));
        }
        let facts = facts(explanation);
        if !facts.is_empty() {
            page.push(Block::Facts(facts));
        }
        page
    }
}

/// Says what a topic is, and by which name it is asked for.
fn aside(explanation: &Explanation) -> String {
    let kind = match explanation.kind {
        TopicKind::Metric => "metric",
        TopicKind::FirstResponse => "definition of the first response",
        TopicKind::Count => "count",
        TopicKind::Event => "event",
        TopicKind::Role => "role",
        TopicKind::Definition => "definition",
        TopicKind::Rule => "rule",
        TopicKind::Usage => "use of ticketctl",
        TopicKind::Property => "property",
    };
    format!("{kind} · {}", explanation.topic)
}

/// Makes a sentence of a phrase.
fn sentence(phrase: &'static str) -> Line {
    let mut letters = phrase.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    Line::from(first.chain(letters).chain(['.']).collect::<String>())
}

fn facts(explanation: &Explanation) -> Vec<Fact> {
    let said = [
        ("From", explanation.from),
        ("To", explanation.to),
        ("Compares", explanation.compares),
        ("Why", explanation.why),
        ("Source", explanation.source),
        ("Glassix says", explanation.documented),
        ("Its figures fit", explanation.fits),
        ("Others", explanation.others),
    ];
    let said = said.into_iter().filter_map(|(name, says)| Some(Fact::line(name, says?.into())));
    let listed = [
        ("Fields", explanation.pointers, ""),
        ("Shown by", explanation.shown_by, "ticketctl "),
        ("See also", explanation.see_also, "ticketctl explain "),
    ];
    let listed =
        listed.into_iter().filter(|(_, list, _)| !list.is_empty()).map(|(name, list, command)| {
            let names = list.iter().map(|name| Line::from(*name));
            Fact::line(name, Line::new().muted(command).joined(names, " · "))
        });
    let mut facts: Vec<_> = said.chain(listed).collect();
    if let Some(property) = property(explanation) {
        let at = facts.iter().position(|fact| fact.name == "See also").unwrap_or(facts.len());
        facts.insert(at, Fact { name: "Property", body: FactBody::Lines(vec![property]) });
    }
    facts
}

/// Says how one asks for it in conditions and columns.
fn property(explanation: &Explanation) -> Option<Line> {
    let kind = explanation.property?;
    let known = Property::named(explanation.topic).map(|property| property.known().about);
    let about = known.filter(|about| *about != explanation.brief);
    let line = Line::from(explanation.topic).muted(format!(", {kind}"));
    let line = match about {
        Some(about) => line.own(format!(": {about}")),
        None => line,
    };
    let asked = if kind == "column" { " (--columns)" } else { " (--where, --sort, --columns)" };
    Some(line.muted(asked))
}

impl Report for Topics {
    fn page(&self, _: Zone) -> Page {
        let mut page = Page::default();
        for kind in TopicKind::ALL {
            let topics: Vec<_> = self.all().iter().filter(|topic| topic.kind == kind).collect();
            let Some(heading) = heading(kind).filter(|_| !topics.is_empty()) else { continue };
            let rows = topics.into_iter().map(|topic| {
                vec![
                    Line::new().role(topic.topic, Ink::Plain).into(),
                    Line::new().muted(topic.brief).into(),
                ]
            });
            page.push(Block::Table(Table {
                heading: Some(Line::new().heading(heading)),
                columns: vec![Column::words(""), Column::prose("")],
                rows: rows.collect(),
            }));
        }
        page.push(Block::Text(vec![Line::new().muted(
            "ticketctl explain TOPIC says what it means; with a FILE also which events and fields of each ticket it \
             comes from. Fields of the export and the properties of --where are topics, too.",
        )]));
        page
    }
}

/// Returns what stands above the topics of a kind. Properties stand in the text about conditions.
const fn heading(kind: TopicKind) -> Option<&'static str> {
    Some(match kind {
        TopicKind::Metric => "Times",
        TopicKind::FirstResponse => "First response, by whose definition",
        TopicKind::Count => "Counts",
        TopicKind::Event => "Events",
        TopicKind::Role => "Roles",
        TopicKind::Definition => "Words",
        TopicKind::Rule => "Rules of check",
        TopicKind::Usage => "Using ticketctl",
        TopicKind::Property => return None,
    })
}
