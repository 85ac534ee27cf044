//! Help: the command line, with what only its readers need.

use crate::cli;
use crate::commands::{self, Example, GROUPS};
use crate::terminal::Terminal;
use clap::builder::{StyledStr, Styles};
use clap::{Arg, Command};
use std::fmt::Write;

/// So many examples stand in the short form.
const FEW: usize = 3;

/// As much fits a line behind the name of most options.
const LINE: usize = 72;

/// Where a command's options and values begin is said here, so that `-h` fits a screen.
const MORE: &str = "\
ticketctl COMMAND -h lists the options of a command, --help explains them; -V tells the version.

FILE may be -, a file or a folder: one ticket, an array, a list page, JSON Lines, webhook events;
in UTF-8 or UTF-16, packed with gzip or zstd or not.
Exit status: 0 done, 1 the answer is no, 2 wrong command line, 3 input not read, 4 not written.";

/// Returns the command line with examples, and with its commands in groups, which the parser does not
/// do by itself: they are hidden from its own list and stand in one that is made of them. In the short
/// form each option is a line, in the long one all is told.
pub(crate) fn command(styles: &Styles, is_short: bool) -> Command {
    let lists = groups(styles);
    let command = cli::plain().styles(styles.clone()).mut_subcommands(|sub| {
        let examples = examples(styles, commands::examples(Some(sub.get_name())), is_short);
        let sub =
            if is_short { sub.mut_args(in_a_line) } else { sub.mut_args(commands::at_length) };
        sub.before_help(examples).hide(true).help_template(
            "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}",
        )
    });
    let options = if is_short { "" } else { "\n\n{all-args}" };
    let template = format!(
        "{{about-with-newline}}\n{{before-help}}{{usage-heading}} {{usage}}\n\n{lists}{options}{{after-help}}"
    );
    command
        .mut_args(|arg| if is_short { in_a_line(arg) } else { arg })
        .before_help(examples(styles, commands::examples(None), is_short))
        .after_help(MORE)
        .override_usage("ticketctl [OPTIONS] <COMMAND>")
        .help_template(template)
}

/// Lists the commands, group by group.
fn groups(styles: &Styles) -> String {
    let (header, literal) = (styles.get_header(), styles.get_literal());
    let mut lists = GROUPS.map(|(title, _)| format!("{header}{title}:{header:#}\n"));
    for subcommand in cli::plain().get_subcommands() {
        let about = subcommand.get_about().map(StyledStr::to_string).unwrap_or_default();
        let name = subcommand.get_name();
        if let Some(list) = lists.get_mut(commands::group(name)) {
            // Writing to a string cannot fail.
            let _ = writeln!(list, "  {literal}{name:<12}{literal:#}  {about}");
        }
    }
    lists.join("\n").trim_end().to_owned()
}

/// Writes out examples; the long form says what comes of each.
fn examples(styles: &Styles, examples: &[Example], is_short: bool) -> StyledStr {
    let (header, literal) = (styles.get_header(), styles.get_literal());
    let mut text = format!("{header}Examples:{header:#}");
    let shown = if is_short { FEW } else { examples.len() };
    for (typed, about) in examples.iter().take(shown) {
        let _ = write!(text, "\n  {literal}{typed}{literal:#}");
        if !is_short {
            let _ = write!(text, "\n      {about}");
        }
    }
    text.into()
}

/// Lets an option be told in a line: its values stand behind what it is, not below it.
fn in_a_line(arg: Arg) -> Arg {
    let values = arg.get_possible_values();
    let names: Vec<_> = values.iter().filter(|value| !value.is_hide_set()).collect();
    // Whether there is a value says a flag by itself.
    if names.is_empty() || !arg.get_action().takes_values() {
        return arg;
    }
    let names: Vec<_> = names.iter().map(|value| value.get_name()).collect();
    let about = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let told = format!("{about}: {}", names.join(", "));
    let told =
        if told.chars().count() > LINE { format!("{about}; --help lists them") } else { told };
    arg.help(told).hide_possible_values(true)
}

/// Decides how wide the help is: as the terminal, but a comfortable 100 columns at most.
pub(crate) fn width(terminal: &Terminal) -> usize {
    let columns = terminal.columns.filter(|columns| terminal.stdout_is_terminal && *columns > 0);
    columns.map_or(100, |columns| usize::from(columns).min(100))
}
