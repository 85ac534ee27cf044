//! The page of what the rules say of many tickets together.

use super::check::mark;
use super::check_ending::have;
use super::words::{count, number};
use crate::analysis::check::{ByRule, TalliedRule};
use crate::model::Zone;
use crate::page::{Block, Cell, Column, Line, Mark, Page, Report, Role as Ink, Table};
use serde::Serialize;
use std::cmp::Reverse;

impl Report for ByRule {
    const HEADER: &'static [&'static str] = Self::HEADER;

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        Self::rows(self)
    }

    fn page(&self, _: Zone) -> Page {
        let mut page = Page::default();
        let mut found: Vec<_> = self.rules.iter().filter(|rule| rule.findings > 0).collect();
        found.sort_by_key(|rule| Reverse((rule.severity, rule.tickets)));
        let tickets = match self.tickets {
            1 => "1 ticket".to_owned(),
            many => format!("{} tickets", number(many)),
        };
        let line = Line::new().heading(format!("{tickets} · check by rule"));
        let rules = count(self.rules.len(), "rule");
        let aside = Line::new().muted(match found.len() {
            0 => format!("{rules}: "),
            found => format!("{rules}, {found} found something"),
        });
        let aside =
            if found.is_empty() { aside.mark(Mark::Good).muted(" nothing found") } else { aside };
        page.push(Block::Title { line, aside, below: Vec::new() });
        if !found.is_empty() {
            page.push(Block::Table(table(&found)));
            let clean = number(self.tickets_without_findings);
            page.push(Block::Text(vec![Line::new().muted(format!(
                "{clean} of {tickets} {} no findings.",
                have(self.tickets_without_findings)
            ))]));
        }
        page
    }
}

fn table(found: &[&TalliedRule]) -> Table {
    let row = |rule: &&TalliedRule| {
        let mark = mark(rule.severity);
        let examples: Vec<_> = rule.examples.iter().map(i64::to_string).collect();
        vec![
            Line::new().mark(mark).own(" ").role(rule.code, mark.role()).into(),
            Line::from(rule.title).into(),
            number(rule.findings).into(),
            number(rule.tickets).into(),
            if examples.is_empty() {
                Cell::missing()
            } else {
                Line::new().role(examples.join(", "), Ink::Muted).into()
            },
        ]
    };
    Table {
        heading: None,
        columns: vec![
            Column::words("RULE"),
            Column::prose("WHAT"),
            Column::numbers("FINDINGS"),
            Column::numbers("TICKETS"),
            Column::prose("SUCH AS"),
        ],
        rows: found.iter().map(row).collect(),
    }
}
