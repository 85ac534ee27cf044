//! The page of the forms of data.

use crate::analysis::Forms;
use crate::page::{Block, Column, Line, Page, Report, Table};

impl Report for Forms {
    fn page(&self) -> Page {
        let rows = self
            .list()
            .iter()
            .map(|form| vec![form.command.into(), Line::new().muted(form.schema).into()]);
        let mut page = Page::default();
        page.push(Block::Table(Table {
            heading: None,
            columns: vec![Column::words("COMMAND"), Column::words("SCHEMA")],
            rows: rows.collect(),
        }));
        page.push(Block::Text(vec![
            Line::new().muted("ticketctl schema COMMAND prints the JSON Schema of its data."),
        ]));
        page
    }
}
