//! `ticketctl man`

mod environment;
mod examples;
mod page;
mod text;

use super::App;
use crate::analysis::nearest;
use crate::error::{CANNOT_WRITE, Outcome, Usage};
use anyhow::Context;
use clap::Args;
use page::Page;
use std::fs;
use std::path::{Path, PathBuf};

/// The manual, as pages for man
///
/// What is printed is the source of a page, which man reads: ticketctl man show | man -l -
#[derive(Args, Debug)]
pub(crate) struct Man {
    /// The command whose page is printed; without one, the page of ticketctl
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
    /// Write all pages into this folder: ticketctl.1 and one for each command
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    to: Option<PathBuf>,
}

impl Man {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        let pages = Page::all((app.command_line)());
        if let Some(folder) = &self.to {
            write(&pages, folder)?;
            return Ok(Outcome::Done);
        }
        let wanted = self.command.as_deref();
        let page = pages.iter().find(|page| page.command() == wanted);
        let page = page.ok_or_else(|| unknown(wanted.unwrap_or_default(), &pages))?;
        let out = &mut *app.stdout;
        out.write_all(page.roff().as_bytes()).and_then(|()| out.flush()).context(CANNOT_WRITE)?;
        if app.terminal.stdout_is_terminal {
            app.messages.note("this is the source of a page; to read it, add: | man -l -");
        }
        Ok(Outcome::Done)
    }
}

fn write(pages: &[Page], folder: &Path) -> anyhow::Result<()> {
    let cannot = || format!("cannot write the pages into {}", folder.display());
    fs::create_dir_all(folder).with_context(cannot)?;
    pages
        .iter()
        .try_for_each(|page| fs::write(folder.join(page.file_name()), page.roff()))
        .with_context(cannot)
}

fn unknown(command: &str, pages: &[Page]) -> Usage {
    let known: Vec<_> = pages.iter().filter_map(Page::command).collect();
    let meant = nearest(command, known.iter().copied());
    let meant = meant.map_or_else(|| ".".to_owned(), |meant| format!("; did you mean {meant}?"));
    Usage(format!("no command \"{command}\"{meant} There are: {}", known.join(", ")))
}
