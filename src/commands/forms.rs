//! Which forms each command's answer comes in: the one table of them.

use super::{App, Command};
use crate::analysis::nearest;
use crate::error::Usage;
use crate::page::{Report, Sheet};
use crate::render::{Format, fields};
use clap::ValueEnum;

/// Lists the forms of a command's answer; what only prints what it is has none.
pub(super) fn forms(command: &str) -> Vec<Format> {
    use Format::{Csv, Html, Ids, Json, Jsonl, Md, Raw, Table, Tsv};
    let others: &[Format] = match command {
        "completions" | "man" => return Vec::new(),
        "show" => &[Md, Html],
        "transcript" => &[Csv, Tsv, Md, Html],
        "participants" | "metrics" | "bot" | "timeline" | "stats" | "check" => &[Csv, Tsv, Md],
        "list" => &[Csv, Tsv, Md, Ids, Raw],
        "search" => &[Csv, Tsv, Ids],
        "diff" => &[Md],
        "export" => &[Csv, Tsv],
        _ => &[],
    };
    [&[Table, Json, Jsonl], others].concat()
}

impl Command {
    /// Refuses a form that the command does not have, and options that do not go with the form.
    pub(super) fn expect_form(&self, app: &App<'_>) -> Result<(), Usage> {
        let settings = &app.settings;
        let format = settings.format;
        let command = self.name();
        let forms = forms(command);
        if forms.is_empty() {
            if format == Format::Table && settings.fields.is_empty() && !settings.is_raw {
                return Ok(());
            }
            return Err(Usage(format!(
                "{command} prints no answer: leave -o, --fields and --raw out"
            )));
        }
        if !forms.contains(&format) {
            let forms: Vec<_> = forms.into_iter().map(name).collect();
            return Err(Usage(format!(
                "-o {} is no form of {command}, which has {}",
                name(format),
                forms.join(", ")
            )));
        }
        if settings.is_raw && !format.is_flat() {
            return Err(Usage("--raw is about csv and tsv; add -o csv".to_owned()));
        }
        if !settings.fields.is_empty() && !format.is_flat() && !format.is_json() {
            return Err(Usage(
                "--fields is for json, jsonl, csv and tsv; the columns of a page are chosen by: \
                 ticketctl list --columns"
                    .to_owned(),
            ));
        }
        Ok(())
    }
}

impl App<'_> {
    /// Refuses fields that the rows of a sheet do not have.
    pub(super) fn expect_sheet(&self, sheet: &impl Sheet) -> Result<(), Usage> {
        let is_flat = self.settings.format.is_flat();
        self.expect_fields(|| if is_flat { sheet.header() } else { sheet.fields() })
    }

    /// Refuses fields that an answer such as this one does not have.
    pub(super) fn expect_fields_like<R: Report>(&self, example: &R) -> Result<(), Usage> {
        let is_flat = self.settings.format.is_flat();
        let header = || R::HEADER.iter().map(|&name| name.to_owned()).collect();
        self.expect_fields(|| if is_flat { header() } else { fields(example) })
    }

    /// Refuses fields that the answer does not have; says which it has, and which may be meant.
    pub(super) fn expect_fields(&self, known: impl FnOnce() -> Vec<String>) -> Result<(), Usage> {
        let wanted = &self.settings.fields;
        if wanted.is_empty() {
            return Ok(());
        }
        let known = known();
        for (index, name) in wanted.iter().enumerate() {
            if !known.contains(name) {
                let meant = nearest(name, known.iter().map(String::as_str));
                let meant =
                    meant.map_or(".".to_owned(), |meant| format!("; did you mean {meant}?"));
                let known = known.join(", ");
                return Err(Usage(format!("no field \"{name}\"{meant} Known are: {known}")));
            }
            if wanted.iter().take(index).any(|before| before == name) {
                return Err(Usage(format!("the field {name} is named twice")));
            }
        }
        Ok(())
    }
}

fn name(format: Format) -> String {
    format.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}
