//! Rules of group 1: what was read, and how well.

use super::case::Case;
use super::finding::{Datum, Evidence};
use super::findings::Findings;
use super::rule::{Needs, Rule};
use super::sentence::Sentence;
use crate::model::{DefectKind, Text, in_one_line};
use std::collections::BTreeMap;

pub(super) static RULES: &[Rule] = &[
    Rule {
        code: "N101",
        title: "Other text comes before the JSON",
        compares: "The input before a ticket with nothing: lines that are no JSON stand there.",
        why: "Text around the JSON was pasted along with it; the ticket itself is read in full. \
              If the file should hold nothing but JSON, other programs will refuse it.",
        source: "RFC 8259: a JSON text is a value with blanks around it, and nothing else.",
        needs: Needs::Nothing,
        find: other_text,
    },
    Rule {
        code: "E102",
        title: "A key stands twice",
        compares: "The keys of each object with each other; known keys in any casing.",
        why: "Of two values under one key, programs take the first, the last or neither. \
              ticketctl takes the last; another program may have shown the other one.",
        source: "RFC 8259, section 4: the names within an object should be unique.",
        needs: Needs::Nothing,
        find: repeated_keys,
    },
    Rule {
        code: "N103",
        title: "Fields that ticketctl does not know",
        compares: "The keys of the ticket with those that ticketctl knows.",
        why: "Glassix adds fields from time to time. They are kept and shown, but nothing is \
              counted from them; a new one may deserve a look.",
        source: "The fields of the Glassix API, version 1.2, as far as they are documented or seen.",
        needs: Needs::Nothing,
        find: unknown_keys,
    },
    Rule {
        code: "E104",
        title: "The number or the opening time is missing",
        compares: "The fields id and open with what every ticket has.",
        why: "Without a number a ticket cannot be told from others or found again; without an \
              opening time nothing can be measured from its beginning.",
        source: "Every ticket of the Glassix API has both.",
        needs: Needs::Nothing,
        find: no_identity,
    },
    Rule {
        code: "N104",
        title: "The conversation or the people are not in the file",
        compares: "The lists transactions and participants with what a whole ticket has.",
        why: "List pages and webhooks leave out what happened in a ticket. What is reported can \
              then not be recounted, and many rules have nothing to compare.",
        source: "Glassix API: tickets/list gives tickets without transactions, tickets/get with them.",
        needs: Needs::Nothing,
        find: incomplete,
    },
    Rule {
        code: "W105",
        title: "A value is not what it should be",
        compares: "Each value with the type and form of its field.",
        why: "Such a value is shown as written, but nothing is counted from it: what it would have \
              told is missing in every answer.",
        source: "The types of the Glassix API, version 1.2; .NET's forms of dates and spans.",
        needs: Needs::Nothing,
        find: odd_values,
    },
    Rule {
        code: "W106",
        title: "Characters could not be read",
        compares: "The characters of each text with UTF-8 and with whole surrogate pairs.",
        why: "They were replaced by U+FFFD: what stood there is lost, most often half of an emoji \
              that some program cut in two.",
        source: "RFC 8259, section 8; Unicode, section 3.9, on replacing what is ill-formed.",
        needs: Needs::Nothing,
        find: replaced_characters,
    },
];

fn other_text(case: &Case<'_, '_>, found: &mut Findings) {
    let lines = case.story.record.lines_before;
    if lines == 0 {
        return;
    }
    let number = i64::try_from(lines).unwrap_or(i64::MAX);
    let said = match lines {
        1 => Sentence::new("1 line of other text comes before the JSON"),
        lines => Sentence::new(format!("{lines} lines of other text come before the JSON")),
    };
    found.add(said, [Evidence::new("lines", number)]);
}

fn repeated_keys(case: &Case<'_, '_>, found: &mut Findings) {
    let record = case.story.record;
    for defect in record.defects.iter().filter(|defect| defect.kind == DefectKind::Repeated) {
        let written = in_one_line(defect.written).cut(LONGEST);
        let key = Text::owned(defect.pointer.rsplit('/').next().unwrap_or_default().to_owned());
        let said = Sentence::new("“")
            .quote(&key)
            .own("” stands twice in its object; the last one counts: ")
            .quote(&written);
        found.add(said, [Evidence::new("last", &written).at(&*defect.pointer)]);
    }
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for pointer in record.unknown_keys() {
        let times = times.entry(pointer).or_default();
        *times = times.saturating_add(1);
    }
    for (pointer, times) in times.into_iter().filter(|(_, times)| *times > 1) {
        let key = Text::owned(pointer.rsplit('/').next().unwrap_or_default().to_owned());
        let said =
            Sentence::new("“").quote(&key).own(format!("” stands {times} times in its object"));
        found.add(said, [Evidence::new("times", times).at(pointer)]);
    }
}

fn unknown_keys(case: &Case<'_, '_>, found: &mut Findings) {
    let mut pointers = case.story.record.unknown_keys();
    pointers.sort_unstable();
    pointers.dedup();
    if pointers.is_empty() {
        return;
    }
    let names: Vec<_> = pointers.iter().map(|pointer| Text::borrowed(pointer)).collect();
    let said = match names.len() {
        1 => Sentence::new("A field that ticketctl does not know"),
        many => Sentence::new(format!("{many} fields that ticketctl does not know: "))
            .list(names.iter()),
    };
    let values = names
        .iter()
        .take(MOST_FIELDS)
        .map(|pointer| Evidence::new("unknown", Datum::Nothing).at(pointer.as_str()));
    found.add(said, values);
}

/// So many unknown fields are named one by one; a file in which all are unknown is none of ours.
const MOST_FIELDS: usize = 1000;

/// What is longer is cut there: the pointer tells where it stands.
const LONGEST: usize = 200;

fn no_identity(case: &Case<'_, '_>, found: &mut Findings) {
    let ticket = case.ticket();
    if ticket.id.is_missing() {
        let value = Evidence::new("missing", Datum::Nothing).at("/id");
        found.add(Sentence::new("The ticket has no number"), [value]);
    }
    if ticket.opened_at.is_missing() {
        let value = Evidence::new("missing", Datum::Nothing).at("/open");
        found.add(Sentence::new("The ticket does not say when it was opened"), [value]);
    }
}

fn incomplete(case: &Case<'_, '_>, found: &mut Findings) {
    let ticket = case.ticket();
    let missing = |pointer| Evidence::new("missing", Datum::Nothing).at(pointer);
    let (people, course) = (missing("/participants"), missing("/transactions"));
    let no_people = ticket.participants.is_missing();
    match (case.story.has_conversation(), no_people) {
        (false, true) => {
            found.add(
                Sentence::new("The file holds neither the transactions nor the participants"),
                [course, people],
            );
        }
        (false, false) => {
            let said = "The file does not hold the transactions, as on list pages and in webhooks";
            found.add(Sentence::new(said), [course]);
        }
        (true, true) => {
            found.add(Sentence::new("The file does not hold the participants"), [people]);
        }
        (true, false) => {}
    }
}

fn odd_values(case: &Case<'_, '_>, found: &mut Findings) {
    for defect in &case.story.record.defects {
        let written = in_one_line(defect.written).cut(LONGEST);
        let value = Evidence::new("written", &written).at(&*defect.pointer);
        match defect.kind {
            DefectKind::Expected(what) => {
                let said = Sentence::new(format!("Not {what}: ")).quote(&written);
                found.add(said, [value]);
            }
            DefectKind::Countless => {
                let said = "So much from here on is not what it should be that no more is told";
                found.add(Sentence::new(said), [value]);
            }
            DefectKind::Repeated | DefectKind::Replaced => {}
        }
    }
}

fn replaced_characters(case: &Case<'_, '_>, found: &mut Findings) {
    let defects = case.story.record.defects.iter();
    for defect in defects.filter(|defect| defect.kind == DefectKind::Replaced) {
        let written = in_one_line(defect.written).cut(LONGEST);
        let said =
            Sentence::new("Characters that could not be read became U+FFFD: ").quote(&written);
        found.add(said, [Evidence::new("written", &written).at(&*defect.pointer)]);
    }
}
