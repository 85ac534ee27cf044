//! The page about redacted tickets: what was replaced, and what that is worth.

use super::words::{number, short_identifier};
use crate::analysis::redact::{Account, Kind, Replaced};
use crate::model::Text;
use crate::page::{Block, Cell, Column, Line, Mark, Marked, Page, Role, Table};

/// Longer values are shown in part.
const WIDEST: usize = 32;

impl From<&Account> for Page {
    fn from(account: &Account) -> Self {
        let mut page = Self::default();
        if account.tickets == 0 {
            return page;
        }
        let tickets = match account.tickets {
            1 => String::new(),
            tickets => format!(" in {} tickets", great(tickets)),
        };
        let times = account.replaced.values().map(|replaced| replaced.times);
        let says = match times.fold(0, u64::saturating_add) {
            0 => format!("Nothing to replace{tickets}."),
            1 => format!("Replaced one value{tickets}."),
            all => format!(
                "Replaced {} values{tickets}, the same one always by the same pseudonym.",
                great(all)
            ),
        };
        page.push(Block::Remarks(vec![marked(Mark::Good, says)]));
        if !account.replaced.is_empty() {
            page.push(Block::Table(table(account)));
        }
        page.push(Block::Remarks(remarks(account)));
        page
    }
}

fn table(account: &Account) -> Table {
    let mut columns = vec![Column::words("KIND"), Column::numbers("TIMES")];
    if account.shows_values {
        columns.extend([Column::prose("FOR EXAMPLE"), Column::prose("BECAME")]);
    }
    let row = |(kind, replaced): (&Kind, &Replaced)| -> Vec<Cell> {
        let mut cells = vec![kind.name().into(), great(replaced.times).into()];
        if account.shows_values {
            cells.extend([&replaced.from, &replaced.to].map(|text| example(text).into()));
        }
        cells
    };
    Table { heading: None, columns, rows: account.replaced.iter().map(row).collect() }
}

fn example(text: &Text<'_>) -> Line {
    let cut = || Line::new().quote_start(text, WIDEST, Role::Plain);
    short_identifier(text).unwrap_or_else(cut)
}

fn remarks(account: &Account) -> Vec<Marked> {
    let mut remarks = Vec::new();
    if !account.kept.is_empty() {
        let kept: Vec<_> =
            Kind::ALL.into_iter().filter(|kind| account.kept.contains(kind)).collect();
        let kept: Vec<_> = kept.into_iter().map(Kind::name).collect();
        remarks.push(marked(Mark::Caution, format!("Kept as asked: {}.", kept.join(", "))));
    }
    if !account.replaced.is_empty() {
        let says = "Read back: none of the values that were replaced is left.";
        remarks.push(marked(Mark::Good, says.to_owned()));
    }
    let says =
        "Free text is matched against known values and patterns only: read it before you share it.";
    remarks.push(marked(Mark::Caution, says.to_owned()));
    if !account.lasts {
        let says =
            "Pseudonyms are of this run only; with --key-file they are the same in every run.";
        remarks.push(marked(Mark::Note, says.to_owned()));
    }
    remarks
}

fn marked(mark: Mark, says: String) -> Marked {
    Marked::new(mark, Line::new().own(says))
}

fn great(count: u64) -> String {
    number(usize::try_from(count).unwrap_or(usize::MAX))
}
