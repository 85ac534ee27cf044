//! What may stand for an argument: for those who complete a command line, and for the manual.
//!
//! The parser does not know it, so that its errors can say more, and so that it starts faster. The
//! names come from the places that hold them.

use super::{explain, forms};
use crate::analysis::{self, Form, Kind, Known, Property, SearchSheet, Seconds, check, rules};
use crate::model::{Ticket, Wire, Zone};
use crate::page::{Report, Sheet};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, ValueEnum};

/// Returns the command line with everything that may be chosen from, command by command.
pub(super) fn with_choices(command: Command) -> Command {
    let of_all = |name: &str| {
        let mut arguments = command.get_arguments();
        arguments.find(|argument| argument.get_id() == name).cloned()
    };
    let of_all: Vec<Arg> = ["output", "fields", "tz"].into_iter().filter_map(of_all).collect();
    let commands: Vec<_> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    command.mut_subcommands(|sub| {
        let name = sub.get_name().to_owned();
        // What stands here goes before what is meant for all commands.
        let sub = sub.args(of_all.iter().cloned());
        sub.mut_args(|argument| {
            let chosen = choices(&name, argument.get_id().as_str(), &commands);
            if chosen.is_empty() {
                return argument;
            }
            argument.value_parser(PossibleValuesParser::new(chosen))
        })
    })
}

/// Lists what may be chosen from, if that is more than the parser knows.
fn choices(command: &str, argument: &str, commands: &[String]) -> Vec<PossibleValue> {
    match (command, argument) {
        (_, "output") => {
            let forms = forms::forms(command);
            forms.iter().filter_map(ValueEnum::to_possible_value).collect()
        }
        (_, "fields") => fields(command).into_iter().map(PossibleValue::new).collect(),
        (_, "tz") => {
            ["utc", "local"].into_iter().chain(Zone::places()).map(PossibleValue::new).collect()
        }
        ("list", "columns") => properties(|_| true),
        ("list", "sort") => {
            let mut names = properties(|known| known.kind != Kind::Shares);
            let descending = names.iter().map(|name| format!("-{}", name.get_name()));
            let descending: Vec<_> = descending.map(PossibleValue::new).collect();
            names.extend(descending);
            names
        }
        ("check", "only" | "ignore") => {
            rules().map(|rule| PossibleValue::new(rule.code).help(rule.title)).collect()
        }
        ("explain", "topic") => {
            let topics = explain::topics();
            let names = topics.all().iter().filter(|topic| !topic.topic.contains(' '));
            names.map(|topic| PossibleValue::new(topic.topic).help(topic.brief)).collect()
        }
        ("schema", "command") => {
            Form::all().iter().map(|form| PossibleValue::new(form.command)).collect()
        }
        ("diff", "ignore") => Ticket::SHAPE.keys().map(PossibleValue::new).collect(),
        ("man", "command") => commands.iter().map(PossibleValue::new).collect(),
        _ => Vec::new(),
    }
}

/// Lists the properties; of those that stand for many by their number, all.
fn properties(is_wanted: impl Fn(&Known) -> bool) -> Vec<PossibleValue> {
    let mut names = Vec::new();
    for known in Property::all().filter(|known| is_wanted(known)) {
        let called = known.names().into_iter();
        names.extend(called.map(|name| PossibleValue::new(name).help(known.about)));
    }
    names
}

/// Lists the fields of a command's data, and the columns of its rows that are called otherwise.
fn fields(command: &str) -> Vec<String> {
    let list = || analysis::List::for_programs(Seconds::whole(0));
    let mut fields = match command {
        "list" => list().fields(),
        "search" => SearchSheet.fields(),
        _ => Form::named(command).map(Form::fields).unwrap_or_default(),
    };
    let header: &[&str] = match command {
        "transcript" => analysis::Transcript::HEADER,
        "participants" => <analysis::Roster as Report>::HEADER,
        "metrics" => <analysis::Metrics as Report>::HEADER,
        "bot" => <analysis::BotPath as Report>::HEADER,
        "timeline" => <analysis::Timeline as Report>::HEADER,
        "stats" => <analysis::stats::Stats as Report>::HEADER,
        "check" => <check::Check as Report>::HEADER,
        "export" => <analysis::tables::Manifest as Report>::HEADER,
        _ => &[],
    };
    let header = match command {
        "list" => list().header(),
        "search" => SearchSheet.header(),
        _ => header.iter().map(|&name| name.to_owned()).collect(),
    };
    let others: Vec<_> = header.into_iter().filter(|name| !fields.contains(name)).collect();
    fields.extend(others);
    fields
}
