//! The page of the forms of data.

use crate::analysis::{Form, Forms};
use crate::model::Zone;
use crate::page::{Block, Column, Line, Page, Report, Table};

impl Report for Forms {
    fn page(&self, _: Zone) -> Page {
        let mut page = Page::default();
        page.push(table(self.list()));
        page.push(Block::Text(vec![
            Line::new().muted("ticketctl schema COMMAND prints the JSON Schema of its data."),
        ]));
        page
    }
}

impl Report for Form {
    fn page(&self, _: Zone) -> Page {
        Page { blocks: vec![table(&[*self])], ..Page::default() }
    }
}

fn table(forms: &[Form]) -> Block {
    let row = |form: &Form| vec![form.command.into(), Line::new().muted(form.schema).into()];
    Block::Table(Table {
        heading: None,
        columns: vec![Column::words("COMMAND"), Column::words("SCHEMA")],
        rows: forms.iter().map(row).collect(),
    })
}
