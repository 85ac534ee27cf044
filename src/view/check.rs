//! The page of what the rules say of a ticket.

use super::clock::Clock;
use super::head::title;
use super::words::{count, duration, ink};
use crate::analysis::check::{Check, Counted, Datum, Finding, Needs, Sentence, Severity, Word};
use crate::model::Zone;
use crate::page::{Block, Line, Mark, Notice, Page, Report, Role as Ink};
use serde::Serialize;

/// So many findings of one rule are shown; the rest are mostly more of the same.
const MOST_OF_A_RULE: usize = 3;

impl Report for Check {
    const HEADER: &'static [&'static str] = Self::HEADER;

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        Self::rows(self)
    }

    fn page(&self, zone: Zone) -> Page {
        let clock = Clock::of(&self.head, zone);
        let mut page = Page::default();
        title(&mut page, &self.head, "check", self.outcome());
        let (notes, others): (Vec<_>, Vec<_>) =
            self.findings.iter().partition(|finding| finding.severity == Severity::Note);
        for findings in [others, notes] {
            if !findings.is_empty() {
                page.push(Block::Notices(self.notices(&findings, clock)));
            }
        }
        let says_time = |word: &Word| matches!(word, Word::At(_));
        if self.findings.iter().any(|finding| finding.message.0.iter().any(says_time)) {
            let when = Line::new().muted(clock.sentence());
            page.push(Block::Text(vec![when]));
        }
        if let Some(line) = self.lacking() {
            page.push(Block::Text(vec![line]));
        }
        page
    }
}

impl Check {
    fn outcome(&self) -> Line {
        let line = Line::new().muted(format!("{}: ", count(self.rules, "rule")));
        if self.counted == Counted::default() {
            return line.mark(Mark::Good).muted(" nothing found");
        }
        line.then(counted(self.counted))
    }

    fn notices(&self, findings: &[&Finding], clock: Clock) -> Vec<Notice> {
        let mut notices = Vec::new();
        for of_rule in findings.chunk_by(|one, other| one.code == other.code) {
            let shown = if self.in_full { of_rule.len() } else { MOST_OF_A_RULE };
            notices.extend(of_rule.iter().take(shown).map(|finding| self.notice(finding, clock)));
            let Some(first) = of_rule.first() else { continue };
            let unlisted = self.not_listed.iter().find(|more| more.code == first.code);
            let unlisted = unlisted.map_or(0, |more| more.findings);
            let more = of_rule.len().saturating_sub(shown).saturating_add(unlisted);
            if let (Some(last), 1..) = (notices.last_mut(), more) {
                let how = if self.in_full { "" } else { "; -v lists them" };
                last.body.push(Line::new().muted(format!("and {more} more like this{how}")));
            }
        }
        notices
    }

    fn notice(&self, finding: &Finding, clock: Clock) -> Notice {
        let said = sentence(&finding.message, clock);
        let place = finding.place().map_or_else(Line::new, |at| Line::new().quote(at, Ink::Muted));
        let mark = mark(finding.severity);
        let code = Line::new().role(finding.code, mark.role());
        let is_note = finding.severity == Severity::Note;
        let (line, mut body) = if is_note {
            (said, Vec::new())
        } else {
            (Line::new().heading(finding.title), vec![said])
        };
        // A finding that is all about places names the first few; here are all.
        let places = finding.values.iter().filter_map(|value| value.pointer.as_ref());
        let is_list = finding.values.len() > 1
            && finding.values.iter().all(|value| value.value == Datum::Nothing);
        if is_list && self.in_full {
            body.extend(places.map(|place| Line::new().quote(place, Ink::Muted)));
        }
        let place = if is_list { Line::new() } else { place };
        Notice { mark, name: code, line, place, body }
    }

    /// Says which rules could not run.
    fn lacking(&self) -> Option<Line> {
        let of = |needs| self.not_run.iter().filter(|rule| rule.needs == needs).count();
        let (course, whole) = (of(Needs::Transactions), of(Needs::AllTransactions));
        let texts = of(Needs::Texts);
        let mut said = Vec::new();
        // Without any transactions, those that need all of them do not run either.
        if course > 0 {
            said.push(format!(
                "{} did not run: the file does not hold the transactions.",
                count(course.saturating_add(whole), "rule")
            ));
        } else if whole > 0 {
            said.push(format!(
                "{} did not run: not all transactions could be read.",
                count(whole, "rule")
            ));
        }
        if texts > 0 {
            said.push(format!("{} did not run: the texts are scrambled.", count(texts, "rule")));
        }
        (!said.is_empty()).then(|| Line::new().muted(said.join(" ")))
    }
}

/// Returns the sign of a weight.
pub(super) const fn mark(severity: Severity) -> Mark {
    match severity {
        Severity::Error => Mark::Bad,
        Severity::Warning => Mark::Caution,
        Severity::Note => Mark::Note,
    }
}

/// Says how many findings there are: `no errors, 4 warnings, 7 notes`.
pub(super) fn counted(counted: Counted) -> Line {
    let errors = match counted.errors {
        0 => Line::new().muted("no errors"),
        errors => Line::new().role(count(errors, "error"), Ink::Bad),
    };
    let warnings = match counted.warnings {
        0 => Line::new().muted("no warnings"),
        warnings => Line::new().role(count(warnings, "warning"), Ink::Caution),
    };
    let notes = match counted.notes {
        0 => "no notes".to_owned(),
        notes => count(notes, "note"),
    };
    Line::new().joined([errors, warnings, Line::new().muted(notes)], ", ")
}

/// Says a sentence to a person.
pub(super) fn sentence(sentence: &Sentence, clock: Clock) -> Line {
    sentence.0.iter().fold(Line::new(), |line, word| match word {
        Word::Own(words) => line.own(words.clone()),
        Word::Quoted(text) => line.quote(text, Ink::Plain),
        Word::Who(who) => line.quote(&who.name, ink(who.role)),
        Word::Span(span) => line.own(duration(*span)),
        Word::At(at) => line.own(clock.time(*at)),
    })
}
