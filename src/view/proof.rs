//! The page that shows where in a ticket a figure comes from.

mod findings;
mod tables;
mod verdict;

use super::clock::Clock;
use super::head::ticket;
use super::words::{count, duration, odd, unreadable};
use crate::analysis::check::Needs;
use crate::analysis::{Figure, Proof, Proven, Reported, Seconds, Stated, TopicKind};
use crate::model::Zone;
use crate::page::{Block, Fact, Line, Page, Report};
use findings::findings;
use tables::{found, stretches};

/// As many spans are written out in a sum.
const MOST_TERMS: usize = 6;

impl Report for Proven {
    fn page(&self, zone: Zone) -> Page {
        let mut page = Page::default();
        let clock = Clock::of(&self.head, zone);
        let line = ticket(&self.head).own(" · ").own(self.explanation.title);
        let aside = Line::new().muted(clock.long_title());
        page.push(Block::Title { line, aside, below: Vec::new() });
        let proof = &self.proof;
        let is_span = matches!(self.explanation.kind, TopicKind::Metric | TopicKind::FirstResponse);
        let is_void = proof.found.is_empty() && proof.findings.is_empty();
        if proof.stretches.is_empty() && (is_span || is_void) {
            page.push(Block::Text(vec![self.nothing()]));
        }
        page.blocks.extend(stretches(&proof.stretches, clock));
        page.blocks.extend(found(&proof.found, clock));
        if !proof.findings.is_empty() {
            page.push(Block::Remarks(findings(&proof.findings, clock)));
        }
        let facts = self.facts(clock);
        if !facts.is_empty() {
            page.push(Block::Facts(facts));
        }
        let verdict = self.verdict();
        if !verdict.is_empty() {
            page.push(Block::Remarks(verdict));
        }
        page.blocks.extend(unreadable(&self.unreadable));
        page
    }
}

impl Proven {
    /// Says why there is nothing to show.
    fn nothing(&self) -> Line {
        if self.explanation.kind == TopicKind::Rule {
            return Line::from(match self.proof.lacks {
                None => "The rule finds nothing in this ticket.",
                Some(Needs::Texts) => {
                    "The rule did not run: the texts of this ticket are scrambled."
                }
                Some(Needs::AllTransactions) if self.has_transactions => {
                    "The rule did not run: not all transactions of this ticket could be read."
                }
                Some(_) => "The rule did not run: the file does not hold the transactions.",
            });
        }
        Line::from(match (self.has_transactions, self.explanation.kind) {
            (false, TopicKind::Role | TopicKind::Definition) => "This ticket has none.",
            (false, _) => {
                "The file holds no transactions of this ticket, as on list pages and in webhooks: there is nothing to \
                 recount."
            }
            (true, TopicKind::Metric | TopicKind::FirstResponse)
                if !self.proof.found.is_empty() =>
            {
                "Of the two events only this one happened in this ticket, at a time that can be read:"
            }
            (true, TopicKind::Metric | TopicKind::FirstResponse) => {
                "One of the two events, or both, did not happen in this ticket, or without a time that can be read."
            }
            (true, TopicKind::Count) => "No transaction of this ticket is counted.",
            (true, _) => "This ticket has none.",
        })
    }

    fn facts(&self, clock: Clock) -> Vec<Fact> {
        let proof = &self.proof;
        let mut facts = Vec::new();
        if let Some(line) = sum(proof, clock) {
            facts.push(Fact::line("Recount", line));
        } else if let (TopicKind::Count, Some(recount)) = (self.explanation.kind, proof.recount) {
            facts.push(Fact::line("Recount", Line::from(recount.to_string())));
        }
        if !proof.reported.is_empty() {
            facts.push(Fact::rows("Reported", proof.reported.iter().map(reported).collect()));
        }
        facts
    }
}

/// Writes the recount out as a sum, in seconds, since pages cut what is less than their unit.
fn sum(proof: &Proof, clock: Clock) -> Option<Line> {
    let (figure, total) = (proof.figure?, proof.recount_s?);
    let result = |line: String| {
        let total = if exact(total) == duration(total) {
            String::new()
        } else {
            format!(" = {}", duration(total))
        };
        Line::from(line).heading(total)
    };
    let all = &proof.stretches;
    let terms = || {
        let shown = all.iter().take(MOST_TERMS).map(|stretch| exact(stretch.seconds));
        let more = all.len().checked_sub(MOST_TERMS).filter(|more| *more > 0);
        let more = more.map(|more| format!("{more} more"));
        shown.chain(more).collect::<Vec<_>>().join(" + ")
    };
    Some(match (figure, all.as_slice()) {
        (Figure::Each, _) | (_, []) => return None,
        (_, [only]) => {
            let (from, to) = (clock.time(only.from.at), clock.time(only.to.at));
            result(format!("{to} − {from} = {}", exact(total)))
        }
        (Figure::Sum, _) => result(format!("{} = {}", terms(), exact(total))),
        (Figure::Mean, _) => result(format!("({}) / {} = {}", terms(), all.len(), exact(total))),
        (Figure::Longest, _) => {
            result(format!("the longest of {}: {}", count(all.len(), "wait"), exact(total)))
        }
        (Figure::Last, _) => {
            result(format!("the last of {}: {}", count(all.len(), "wait"), exact(total)))
        }
    })
}

/// Says a span in seconds, to the last digit that was measured.
fn exact(seconds: Seconds) -> String {
    let written = format!("{:.3}", seconds.as_f64());
    format!("{}s", written.trim_end_matches('0').trim_end_matches('.'))
}

fn reported(one: &Reported) -> Vec<Line> {
    let basis = match one.is_net {
        Some(true) => "net",
        Some(false) => "gross",
        None => "",
    };
    let value = match (&one.seconds, &one.number) {
        (Stated::Given(seconds), _) => Line::from(duration(*seconds)),
        (_, Stated::Given(number)) => Line::from(number.to_string()),
        (Stated::Odd(written), _) | (_, Stated::Odd(written)) => odd(written),
        (Stated::Missing, Stated::Missing) => Line::new().muted("–"),
    };
    vec![value, Line::new().muted(basis), Line::new().muted(one.pointer)]
}
