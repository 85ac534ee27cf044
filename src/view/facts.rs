//! The facts at the foot of the page of a ticket: bot path, fields, origin.

use super::bot::ending;
use super::check::mark;
use super::words::{count, odd, stated};
use crate::analysis::check::{Counted, InBrief, Severity};
use crate::analysis::{BotConversation, Ending, Named, Show, Stated};
use crate::page::{Fact, Line, Mark, Role as Ink};

/// As many unknown keys are named; more would push the rest off the screen.
const MOST_KEYS: usize = 8;

impl Show {
    /// Lists what else there is to say, empty things left out.
    pub(super) fn facts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        if !self.bot.is_empty() {
            facts.push(Fact::lines("Bot path", self.bot.iter().map(bot_path).collect()));
        }
        if let Some(summary) = &self.summary {
            let mut line = Line::new().quote(&summary.text, Ink::Plain);
            if let Some(by) = &summary.by {
                line = line.muted("  by ").quote(&by.name, Ink::Muted);
            }
            facts.push(Fact::line("Summary", line));
        }
        facts.push(Fact::line("Fields", self.fields_line()));
        let came_from = self.came_from();
        if !came_from.is_empty() {
            facts.push(Fact::lines("Came from", came_from));
        }
        if !self.origin.referral.is_empty() {
            facts.push(Fact::line("Referral", named(&self.origin.referral)));
        }
        match &self.origin.external_link {
            Stated::Given(link) => {
                facts.push(Fact::line("Link", Line::new().address(link, Ink::Plain)));
            }
            Stated::Odd(written) => facts.push(Fact::line("Link", odd(written))),
            Stated::Missing => {}
        }
        if let Some(key) = stated(&self.unique_argument, Ink::Plain) {
            facts.push(Fact::line("Key", key));
        }
        if !self.origin.claims.is_empty() {
            facts.push(Fact::line("Claims", named(&self.origin.claims)));
        }
        if !self.unknown_keys.is_empty() {
            let keys = self.unknown_keys.iter().map(|key| Line::new().quote(key, Ink::Plain));
            let line = Line::from(format!(
                "{} not known to ticketctl: ",
                count(self.unknown_keys.len(), "key")
            ));
            let line = line.joined(keys.take(MOST_KEYS), ", ");
            facts.push(Fact::line(
                "Also",
                match self.unknown_keys.len().checked_sub(MOST_KEYS) {
                    None | Some(0) => line,
                    Some(more) => line.muted(format!(" and {more} more; -o json lists them all")),
                },
            ));
        }
        facts.push(Fact::line("Check", in_brief(&self.check)));
        facts
    }

    /// Shows the fields that are set, and says which are not.
    fn fields_line(&self) -> Line {
        let mut set = Vec::new();
        let mut empty: Vec<(usize, usize)> = Vec::new();
        for (index, field) in self.fields.iter().enumerate() {
            match stated(field, Ink::Plain) {
                Some(value) => set.push(Line::from(format!("field{} = ", index + 1)).then(value)),
                None => match empty.last_mut().filter(|(_, last)| *last == index) {
                    Some((_, last)) => *last = index + 1,
                    None => empty.push((index + 1, index + 1)),
                },
            }
        }
        let runs = empty.iter().map(|(first, last)| match last - first {
            0 => format!("field{first}"),
            1 => format!("field{first}, field{last}"),
            _ => format!("field{first} to field{last}"),
        });
        let runs: Vec<_> = runs.collect();
        let mut line = Line::new().joined(set, " · ");
        if !runs.is_empty() {
            let space = if line.is_empty() { "" } else { "  " };
            line = line.muted(format!("{space}({} empty)", runs.join(", ")));
        }
        for parameter in &self.parameters {
            let value = match &parameter.value {
                Some(value) => Line::new().quote(value, Ink::Plain),
                None => Line::new().muted("–"),
            };
            line = line
                .muted(" · ")
                .own("parameter ")
                .quote(&parameter.name, Ink::Plain)
                .own(" = ")
                .then(value);
        }
        line
    }

    fn came_from(&self) -> Vec<Line> {
        let origin = &self.origin;
        let title = stated(&origin.source_title, Ink::Plain);
        let uri = match &origin.source_uri {
            Stated::Given(uri) => Some(Line::new().address(uri, Ink::Muted)),
            Stated::Odd(written) => Some(odd(written)),
            Stated::Missing => None,
        };
        let source = match (title, uri) {
            (Some(title), Some(uri)) => Some(title.own(" ").then(uri)),
            (one, other) => one.or(other),
        };
        let browser = match (&origin.browser, &origin.user_agent) {
            (Some(browser), _) => Some(Line::from(browser.clone())),
            (None, agent) => stated(agent, Ink::Plain),
        };
        let mobile =
            origin.is_mobile.get().filter(|mobile| **mobile).map(|_| "on a telephone".into());
        let device =
            browser.into_iter().chain(mobile).chain(stated(&origin.ip_address, Ink::Plain));
        let device = Line::new().joined(device, " · ");
        source.into_iter().chain([device]).filter(|line| !line.is_empty()).collect()
    }
}

/// Says what the rules find: how much, and the heaviest of it.
fn in_brief(check: &InBrief) -> Line {
    let Counted { errors, warnings, notes } = check.counted;
    let Some((worst, title)) = check.counted.worst().zip(check.title) else {
        let said = format!(" nothing found by {}", count(check.rules, "rule"));
        return Line::new().mark(Mark::Good).muted(said);
    };
    let ink = |severity| match severity {
        Severity::Error => Ink::Bad,
        Severity::Warning => Ink::Caution,
        Severity::Note => Ink::Muted,
    };
    let counts = [
        (errors, "error", Severity::Error),
        (warnings, "warning", Severity::Warning),
        (notes, "note", Severity::Note),
    ];
    let counts = counts.into_iter().filter(|(number, ..)| *number > 0);
    let counts =
        counts.map(|(number, one, severity)| Line::new().role(count(number, one), ink(severity)));
    let more = if check.codes.len() > 1 { ", and more" } else { "" };
    let title = lower_first(title);
    Line::new()
        .mark(mark(worst))
        .own(" ")
        .then(Line::new().joined(counts, ", "))
        .own(format!(": {title}{more}"))
}

/// Makes of a title the rest of a sentence.
fn lower_first(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Draws the way through the bot, and how it ended.
fn bot_path(conversation: &BotConversation) -> Line {
    let cards = conversation.visits.iter().map(|visit| match (&visit.card, &visit.step_type) {
        (Some(card), _) | (None, Some(card)) => Line::new().quote(card, Ink::Plain),
        (None, None) => Line::new().muted("unnamed"),
    });
    let end = match conversation.ending {
        Ending::HandedOver => Line::new().role("queue", Ink::Queue),
        Ending::Left => Line::new().role(ending(Ending::Left), Ink::Slow),
        other => Line::new().muted(ending(other)),
    };
    Line::new().joined(cards.chain([end]), " → ")
}

/// Lists names and their values.
fn named(values: &[Named]) -> Line {
    let values = values.iter().map(|named| {
        Line::new().quote(&named.name, Ink::Plain).own(" = ").quote(&named.value, Ink::Plain)
    });
    Line::new().joined(values, " · ")
}
