//! `ticketctl completions`
//!
//! A script for each shell says where the cursor is, and this program what may stand there: the
//! shells know nothing of commands, fields and rules, so that nothing in them grows old.

use super::App;
use super::choices::with_choices;
use crate::error::{CANNOT_WRITE, Outcome};
use anyhow::Context;
use clap::{Arg, Args, ValueEnum};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, complete};
use std::ffi::{OsStr, OsString};

/// The script by which a shell completes commands, options and values
#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
    /// The command line so far, up to the cursor: say what may stand there instead. Scripts ask so.
    #[arg(value_name = "WORD", last = true, hide = true)]
    words: Vec<OsString>,
}

/// A shell
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    /// bash 4 or later
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// `PowerShell`
    Powershell,
    /// elvish
    Elvish,
}

impl Shell {
    const fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("completions/ticketctl.bash"),
            Self::Zsh => include_str!("completions/ticketctl.zsh"),
            Self::Fish => include_str!("completions/ticketctl.fish"),
            Self::Powershell => include_str!("completions/ticketctl.ps1"),
            Self::Elvish => include_str!("completions/ticketctl.elv"),
        }
    }
}

impl Completions {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        let text = if self.words.is_empty() {
            self.shell.script().to_owned()
        } else {
            let lines = offers((app.command_line)(), typed(&self.words, self.shell));
            lines.into_iter().map(|line| line + "\n").collect()
        };
        let out = &mut *app.stdout;
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).context(CANNOT_WRITE)?;
        Ok(Outcome::Done)
    }
}

/// What the scripts understand: files, or folders, may stand here, and the shell knows them.
const FILES: &str = "files";
const FOLDERS: &str = "folders";

/// Undoes what a shell does to the words on their way.
fn typed(words: &[OsString], shell: Shell) -> Vec<OsString> {
    let mut words = words.to_vec();
    match shell {
        // It takes --output=json for three words.
        Shell::Bash => words.retain(|word| word != "="),
        // It drops a word that is empty, so a sign stands before it.
        Shell::Powershell => {
            if let Some(last) = words.last_mut() {
                *last = last.to_string_lossy().chars().skip(1).collect::<String>().into();
            }
        }
        Shell::Zsh | Shell::Fish | Shell::Elvish => {}
    }
    words
}

/// Lists what may stand in place of the last word: a line each, with what it means behind a tab, and
/// a line without a tab for what the shell lists itself.
fn offers(command: clap::Command, words: Vec<OsString>) -> Vec<String> {
    let mut command = with_choices(command).mut_subcommands(|sub| sub.mut_args(with_paths));
    let is_option = words.last().is_some_and(|word| word.to_string_lossy().starts_with('-'));
    let last = words.len().saturating_sub(1);
    let offers = complete(&mut command, words, last, None).unwrap_or_default();
    let mut lines = Vec::new();
    for offer in offers {
        let value = offer.get_value().to_string_lossy();
        let listed = offer.get_tag().map(ToString::to_string);
        if let Some(listed) = listed.filter(|tag| tag == FILES || tag == FOLDERS) {
            // What begins like an option is no file, unless it is that of an option: --to=…
            if !is_option || !value.is_empty() {
                lines.push(listed);
            }
        } else if is_option || !value.starts_with('-') {
            // Who has typed nothing yet is not told all the options.
            let help = offer.get_help().map(ToString::to_string).unwrap_or_default();
            let help = help.lines().next().unwrap_or_default().replace('\t', " ");
            lines.push(format!("{value}\t{help}"));
        }
    }
    lines
}

/// Says of an argument that stands for a file or a folder that it does.
fn with_paths(argument: Arg) -> Arg {
    let names = argument.get_value_names().unwrap_or_default();
    let listed = match names.first().map(clap::builder::Str::as_str) {
        Some("FILE" | "OLD" | "NEW") => FILES,
        Some("DIR") => FOLDERS,
        _ => return argument,
    };
    let offer = move |_: &OsStr| vec![CompletionCandidate::new("").tag(Some(listed.into()))];
    argument.add(ArgValueCompleter::new(offer))
}
