//! One page of the manual: its sections, in the order in which they are read.

use super::environment::VARIABLES;
use super::examples::examples;
use super::text::{name_of, paragraphs, terms};
use crate::analysis::{Property, rules};
use crate::commands::choices::with_choices;
use crate::commands::{GROUPS, conditions, group};
use crate::error::{STATUSES, WEIGHTS};
use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, Command};
use clap_mangen::Man;
use roff::{Roff, bold, roman};

/// A page of the manual.
pub(super) struct Page {
    /// The command; none for the program itself.
    command: Option<String>,
    roff: String,
}

impl Page {
    /// Makes the pages of the program and of each of its commands.
    pub(super) fn all(command_line: Command) -> Vec<Self> {
        let mut program = with_choices(command_line).mut_args(in_words);
        program = program.mut_subcommands(|command| command.mut_args(in_words));
        program.build();
        let mut pages = vec![Self { command: None, roff: of_program(&program) }];
        pages.extend(program.get_subcommands().map(|command| Self {
            command: Some(command.get_name().to_owned()),
            roff: of_command(&program, command),
        }));
        pages
    }

    /// Returns the command that the page is about; none for the program itself.
    pub(super) fn command(&self) -> Option<&str> {
        self.command.as_deref()
    }

    /// Returns the page as man reads it.
    pub(super) fn roff(&self) -> &str {
        &self.roff
    }

    /// Returns the name of its file.
    pub(super) fn file_name(&self) -> String {
        let command = self.command().map(|command| format!("-{command}"));
        format!("ticketctl{}.1", command.unwrap_or_default())
    }
}

fn of_program(program: &Command) -> String {
    let mut middle = Roff::new();
    middle.control("SH", ["COMMANDS"]);
    for (index, (title, _)) in GROUPS.iter().enumerate() {
        middle.control("SS", [*title]);
        let members = program.get_subcommands().filter(|sub| group(sub.get_name()) == index);
        let members = members.map(|sub| (sub.get_name().to_owned(), plain(sub.get_about())));
        terms(&mut middle, "14", members);
    }
    let mut end = Roff::new();
    end.control("SH", ["CONDITIONS"]);
    paragraphs(&mut end, conditions::FORM);
    let properties = Property::all();
    terms(
        &mut end,
        "30",
        properties.map(|known| (known.name.to_owned(), format!("{}: {}", known.kind, known.about))),
    );
    end.control("SH", ["ENVIRONMENT"]);
    terms(&mut end, "30", VARIABLES.iter().map(|(name, does)| (plainly(name), plainly(does))));
    let commands = program.get_subcommands().map(|command| name_of(Some(command.get_name())));
    page(program, None, &middle, &end, &commands.collect::<Vec<_>>())
}

fn of_command(program: &Command, command: &Command) -> String {
    let name = command.get_name();
    let others = program.get_subcommands().map(Command::get_name);
    let others = others.filter(|other| *other != name && group(other) == group(name));
    let related = [name_of(None)].into_iter().chain(others.map(|other| name_of(Some(other))));
    let mut end = Roff::new();
    if name == "check" {
        end.control("SH", ["RULES"]);
        terms(&mut end, "6", rules().map(|rule| (rule.code.to_owned(), rule.title.to_owned())));
    }
    page(command, Some(name), &Roff::new(), &end, &related.collect::<Vec<_>>())
}

/// Puts a page together: what is done with it first, then how, then what comes of it.
fn page(
    command: &Command,
    name: Option<&str>,
    middle: &Roff,
    end: &Roff,
    related: &[String],
) -> String {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim().to_owned();
    let man = Man::new(command.clone().override_usage(usage));
    let mut roff = Roff::new();
    let title = name_of(name).to_uppercase();
    let version = concat!("ticketctl ", env!("CARGO_PKG_VERSION"));
    // An empty date, so that a page says the same whenever it is made.
    roff.control("TH", [title.trim_end_matches("(1)"), "1", "\"\"", version, "ticketctl manual"]);
    // Neither words nor lines are stretched.
    roff.control("nh", []).control("ad", ["l"]);
    let mut page = roff.render();
    let preamble = Roff::new().render();
    let mut add = |roff: &str| page.push_str(roff.strip_prefix(&preamble).unwrap_or(roff));
    // Writing to memory cannot fail.
    let made = |write: &dyn Fn(&mut Vec<u8>) -> std::io::Result<()>| {
        let mut bytes = Vec::new();
        let _ = write(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    };
    add(&made(&|to| man.render_name_section(to)));
    add(&made(&|to| man.render_synopsis_section(to)));
    add(&shown(name).render());
    add(&described(command).render());
    add(&middle.render());
    add(&made(&|to| man.render_options_section(to)));
    add(&end.render());
    let mut roff = Roff::new();
    roff.control("SH", ["EXIT STATUS"]);
    terms(
        &mut roff,
        "5",
        STATUSES.iter().map(|(status, means)| (status.to_string(), plainly(means))),
    );
    roff.control("PP", []).text([roman(WEIGHTS)]);
    roff.control("SH", ["SEE ALSO"]).text([roman(related.join(", "))]);
    add(&roff.render());
    page
}

/// Shows what is typed.
fn shown(name: Option<&str>) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["EXAMPLES"]);
    for (typed, does) in examples(name) {
        roff.control("TP", []).text([bold(*typed)]).text([roman(*does)]);
    }
    roff
}

/// Says what the help says at length, but for what has a section of its own.
fn described(command: &Command) -> Roff {
    let long = plain(command.get_long_about());
    let more = plain(command.get_after_help());
    let long = long.split("\n\n").skip(1).chain(more.split("\n\n"));
    let has_section = |text: &&str| text.starts_with("Examples:") || text.trim().is_empty();
    let mut roff = Roff::new();
    for (index, text) in long.filter(|text| !has_section(text)).enumerate() {
        match index {
            0 => roff.control("SH", ["DESCRIPTION"]),
            _ => roff.control("PP", []),
        };
        let lines = text.lines().filter(|line| !line.starts_with("Exit status:"));
        roff.text([roman(lines.collect::<Vec<_>>().join("\n"))]);
    }
    roff
}

/// So many values are listed where an option is described, with what they mean or by their names
/// alone; more would bury the other options.
const MOST_VALUES: (usize, usize) = (12, 40);

/// Says in the words of an option what it may be.
fn in_words(argument: Arg) -> Arg {
    if argument.get_id() == "wheres" {
        let says = "; ticketctl(1) tells all about CONDITIONS";
        let short = plain(argument.get_help());
        return argument.long_help(short + says);
    }
    let values = argument.get_possible_values();
    let values: Vec<_> = values.iter().filter(|value| !value.is_hide_set()).collect();
    if values.is_empty() || !argument.get_action().takes_values() {
        return argument;
    }
    let help = plain(argument.get_long_help().or_else(|| argument.get_help()));
    let argument = argument.hide_possible_values(true);
    let has_meaning = values.iter().any(|value| value.get_help().is_some());
    if values.len() > if has_meaning { MOST_VALUES.0 } else { MOST_VALUES.1 } {
        return argument;
    }
    let named: Vec<_> = values.into_iter().map(value_in_words).collect();
    argument.long_help(format!("{help}: {}", named.join(", ")))
}

fn value_in_words(value: &PossibleValue) -> String {
    let (name, help) = (value.get_name(), plain(value.get_help()));
    if help.is_empty() || help.eq_ignore_ascii_case(name) {
        name.to_owned()
    } else {
        format!("{name} ({})", small(&help))
    }
}

/// Begins with a small letter, unless an abbreviation or a name comes first.
fn small(text: &str) -> String {
    let mut letters = text.chars();
    if text.starts_with("Markdown") {
        return text.to_owned();
    }
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain([second]).chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

fn plain(text: Option<&StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

/// Takes the signs of Markdown out, in which the README says the same.
fn plainly(text: &str) -> String {
    text.replace('`', "")
}
