//! Every attack in every place of a ticket, through every command, in every form, with colours and
//! without, on a terminal and in a pipe. Beside each runs its twin: the same ticket with a harmless
//! word in that place, which tells what must be there.

use crate::attacks::{Attack, FORGED};
use crate::judge::{self, Asked, DATA};
use crate::positions::Position;
use crate::program::{Run, run, surroundings};
use crate::twin::{Twin, data_is_exact, has_rows, page_is_whole, rows_are_whole};
use crate::{rules, screen};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How an answer is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    arguments: &'static [&'static str],
    is_terminal: bool,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Coloured,
    /// One fact a line, never with colours.
    Said,
    Json,
    JsonLines,
    Csv,
    Tsv,
}

impl Form {
    /// What may be in messages; links are in answers alone.
    fn messages(self) -> Asked {
        let colours = self.arguments.contains(&"--color=always");
        Asked { colours, isolates: self.is_terminal, links: false }
    }
}

impl Kind {
    const fn is_data(self) -> bool {
        !matches!(self, Self::Plain | Self::Coloured | Self::Said)
    }
}

const fn form(arguments: &'static [&'static str], is_terminal: bool, kind: Kind) -> Form {
    Form { arguments, is_terminal, kind }
}

/// Each plain form stands before the same one with colours.
pub(crate) const FORMS: [Form; 14] = [
    form(&["--color=never"], false, Kind::Plain),
    form(&["--color=always"], false, Kind::Coloured),
    form(&["--color=never"], true, Kind::Plain),
    form(&["--color=always"], true, Kind::Coloured),
    form(&["-o", "json"], false, Kind::Json),
    form(&["-o", "jsonl", "--color=always"], true, Kind::JsonLines),
    form(&["-o", "csv"], false, Kind::Csv),
    form(&["-o", "tsv", "--raw", "--color=never"], true, Kind::Tsv),
    form(&["--ascii", "--color=never"], true, Kind::Plain),
    form(&["--ascii", "--color=always"], true, Kind::Coloured),
    form(&["--plain"], false, Kind::Said),
    form(&["--plain", "--color=always"], true, Kind::Said),
    form(&["--color=never", "--width=60"], true, Kind::Plain),
    form(&["--color=always", "--width=60"], true, Kind::Coloured),
];

/// Tells whether a line is one that an attack would have the reader take for a fact.
fn is_forged(line: &str) -> bool {
    FORGED.iter().any(|forged| line.starts_with(forged))
}

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    pub(crate) runs: usize,
    pub(crate) panics: usize,
    pub(crate) statuses: usize,
    pub(crate) let_through: usize,
    pub(crate) lost: usize,
    pub(crate) altered: usize,
    pub(crate) screens: usize,
    pub(crate) wrong: Vec<String>,
}

impl Figures {
    pub(crate) fn say(&mut self, here: &str, what: &str) {
        // Told at once, too: all of them take long.
        println!("{here}: {what}");
        if self.wrong.len() < 60 {
            self.wrong.push(format!("{here}: {what}"));
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.runs += other.runs;
        self.panics += other.panics;
        self.statuses += other.statuses;
        self.let_through += other.let_through;
        self.lost += other.lost;
        self.altered += other.altered;
        self.screens += other.screens;
        self.wrong.extend(other.wrong);
    }

    /// Looks for lines that only an attack would write.
    fn judge_facts(&mut self, page: &[u8], here: &str) {
        let page = String::from_utf8_lossy(page);
        if let Some(line) = page.lines().find(|line| is_forged(line)) {
            self.let_through += 1;
            self.say(here, &format!("a forged fact: {line}"));
        }
    }

    pub(crate) fn is_clean(&self) -> bool {
        let counts = [self.panics, self.statuses, self.let_through, self.lost, self.altered];
        counts.iter().sum::<usize>() == 0 && self.wrong.is_empty()
    }
}

pub(crate) fn answer(command: &[&str], form: Form, input: &str) -> Option<Run> {
    let arguments = [command, form.arguments].concat();
    let mut terminal = surroundings(form.is_terminal);
    // Where there are colours, there are links.
    let links = form.kind == Kind::Coloured;
    terminal.environment.force_hyperlink = links.then(|| "1".to_owned());
    catch_unwind(AssertUnwindSafe(|| run(&arguments, &terminal, input.as_bytes()))).ok()
}

/// Runs a command on one attack in one place, in some of the forms.
pub(crate) fn attempt(
    ticket: &Value,
    position: &Position,
    attack: &Attack,
    command: &[&str],
    forms: &[Form],
    twin: &Twin,
    figures: &mut Figures,
) {
    let planted = position.plant(ticket, &attack.text);
    let short: String = attack.text.escape_debug().take(60).collect();
    let mut plain = None;
    for form in forms {
        let is_flat = matches!(form.kind, Kind::Csv | Kind::Tsv);
        if is_flat && !has_rows(command) {
            continue;
        }
        let here = format!(
            "T{} {short} at {} {:?}: {} {} (terminal: {})",
            attack.row,
            position.pointer,
            position.part,
            command.join(" "),
            form.arguments.join(" "),
            form.is_terminal
        );
        figures.runs += 1;
        let Some(run) = answer(command, *form, &planted) else {
            figures.panics += 1;
            figures.say(&here, "a panic");
            continue;
        };
        if run.status != 0 {
            figures.statuses += 1;
            figures.say(&here, &format!("status {}", run.status));
        }
        let colours = form.kind == Kind::Coloured;
        let asked = Asked { colours, isolates: form.is_terminal, links: colours };
        // Tabs set cells apart, and move nothing on a screen that is not theirs.
        let blank = |byte: &u8| if is_flat && *byte == b'\t' { b' ' } else { *byte };
        let stdout: Vec<u8> = run.stdout.iter().map(blank).collect();
        let stderr = form.messages();
        let mut faults = judge::faults(&stdout, if form.kind.is_data() { DATA } else { asked });
        faults.extend(judge::faults(&run.stderr, stderr));
        figures.let_through += faults.len();
        for fault in &faults {
            figures.say(&here, fault);
        }
        match form.kind {
            Kind::Plain => {
                if !form.is_terminal {
                    page_is_whole(&run.stdout, position, attack, twin, figures, &here);
                }
                plain = Some(run.stdout);
            }
            Kind::Coloured => {
                let without = plain.take();
                if let Some(without) = without
                    && rules::uncoloured(&run.stdout).map(String::into_bytes).as_ref()
                        != Ok(&without)
                {
                    figures.altered += 1;
                    figures.say(&here, "colours change the text");
                }
                if form.is_terminal {
                    figures.screens += 1;
                    if let Err(change) = screen::is_left_alone(&run.stdout) {
                        figures.let_through += 1;
                        figures.say(&here, &change);
                    }
                }
            }
            Kind::Said => figures.judge_facts(&run.stdout, &here),
            Kind::Csv => {
                rows_are_whole(&run.stdout, position, attack, twin, figures, &here);
            }
            Kind::Tsv => {
                let lines = String::from_utf8_lossy(&run.stdout);
                let cells = |line: &str| line.split('\t').count();
                let columns = lines.lines().next().map(cells);
                if !lines.lines().all(|line| Some(cells(line)) == columns) {
                    figures.altered += 1;
                    figures.say(&here, "a row of another length");
                }
            }
            Kind::Json | Kind::JsonLines => {
                let read = if form.kind == Kind::Json {
                    rules::json(&run.stdout, command[0])
                } else {
                    rules::json_lines(&run.stdout, command[0])
                };
                match read {
                    Ok(answers) => {
                        data_is_exact(
                            Value::Array(answers),
                            position,
                            attack,
                            twin,
                            figures,
                            &here,
                        );
                    }
                    Err(wrong) => {
                        figures.let_through += 1;
                        figures.say(&here, &wrong);
                    }
                }
            }
        }
    }
}
