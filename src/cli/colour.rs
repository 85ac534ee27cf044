//! Whether there is colour.

use crate::render::Theme;
use crate::terminal::Terminal;
use clap::ValueEnum;
use std::ffi::OsString;

/// When to use colour
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// Also into a pipe
    Always,
    /// Never
    Never,
}

impl ColorChoice {
    /// Decides about colour. The flag wins over the environment; `NO_COLOR` wins over what forces
    /// colour; what forces it wins over what switches it off; without a word the stream decides.
    pub(crate) fn resolve(self, terminal: &Terminal, is_terminal: bool) -> bool {
        let environment = &terminal.environment;
        let is_set = |value: &Option<String>, but: &[&str]| {
            value.as_deref().is_some_and(|value| !value.is_empty() && !but.contains(&value))
        };
        let is = |value: &Option<String>, wanted| value.as_deref() == Some(wanted);
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if is_set(&environment.no_color, &[]) => false,
            Self::Auto if is_set(&environment.clicolor_force, &["0"]) => true,
            Self::Auto if is_set(&environment.force_color, &["0", "false"]) => true,
            Self::Auto if is(&environment.clicolor, "0") || is(&environment.term, "dumb") => false,
            Self::Auto => is_terminal,
        }
    }

    pub(super) fn theme(self, terminal: &Terminal, is_terminal: bool) -> Theme {
        if self.resolve(terminal, is_terminal) { Theme::coloured() } else { Theme::plain() }
    }

    /// Finds the choice on a command line that has not been read yet, for the help itself.
    pub(crate) fn before_parsing(arguments: &[OsString]) -> Self {
        let mut choice = Self::Auto;
        let mut words = arguments.iter().filter_map(|word| word.to_str());
        while let Some(word) = words.next() {
            let value = match word {
                "--" => break,
                "--color" => words.next(),
                _ => word.strip_prefix("--color="),
            };
            if let Some(read) = value.and_then(|value| Self::from_str(value, false).ok()) {
                choice = read;
            }
        }
        choice
    }
}

#[cfg(test)]
mod tests {
    use super::ColorChoice;
    use crate::terminal::{Environment, Terminal};

    /// Sets variables as `NAME=value` and says whether there is colour: on a terminal, in a pipe.
    fn colour(choice: ColorChoice, variables: &[&str]) -> (bool, bool) {
        let mut terminal = Terminal::default();
        for variable in variables {
            let (name, value) = variable.split_once('=').unwrap();
            let Environment { no_color, clicolor, clicolor_force, force_color, term, .. } =
                &mut terminal.environment;
            *match name {
                "NO_COLOR" => no_color,
                "CLICOLOR" => clicolor,
                "CLICOLOR_FORCE" => clicolor_force,
                "FORCE_COLOR" => force_color,
                "TERM" => term,
                _ => panic!("no such variable: {name}"),
            } = Some(value.to_owned());
        }
        (choice.resolve(&terminal, true), choice.resolve(&terminal, false))
    }

    #[test]
    fn the_environment_decides_about_colour_as_its_conventions_say() {
        for (variables, on_terminal, in_pipe) in [
            (&[][..], true, false),
            (&["NO_COLOR=1"], false, false),
            (&["NO_COLOR="], true, false),
            (&["NO_COLOR=0"], false, false),
            (&["CLICOLOR=0"], false, false),
            (&["CLICOLOR=1"], true, false),
            (&["CLICOLOR_FORCE=1"], true, true),
            (&["CLICOLOR_FORCE=0"], true, false),
            (&["FORCE_COLOR=1"], true, true),
            (&["FORCE_COLOR=0"], true, false),
            (&["FORCE_COLOR=false"], true, false),
            (&["FORCE_COLOR="], true, false),
            (&["NO_COLOR=1", "CLICOLOR_FORCE=1"], false, false),
            (&["NO_COLOR=1", "FORCE_COLOR=1"], false, false),
            (&["CLICOLOR=0", "CLICOLOR_FORCE=1"], true, true),
            (&["TERM=dumb"], false, false),
            (&["TERM=dumb", "FORCE_COLOR=1"], true, true),
            (&["TERM=xterm-256color"], true, false),
        ] {
            let decided = colour(ColorChoice::Auto, variables);
            assert_eq!(decided, (on_terminal, in_pipe), "{variables:?}");
        }
    }

    #[test]
    fn the_flag_wins_over_the_environment() {
        assert_eq!(colour(ColorChoice::Always, &["NO_COLOR=1", "TERM=dumb"]), (true, true));
        assert_eq!(colour(ColorChoice::Never, &["CLICOLOR_FORCE=1"]), (false, false));
    }

    #[test]
    fn the_flag_is_found_before_the_command_line_is_read() {
        let find = |words: &[&str]| {
            ColorChoice::before_parsing(
                &words.iter().map(|word| (*word).into()).collect::<Vec<_>>(),
            )
        };
        assert_eq!(find(&["ticketctl", "--color", "always", "-h"]), ColorChoice::Always);
        assert_eq!(find(&["ticketctl", "show", "--color=never"]), ColorChoice::Never);
        assert_eq!(find(&["ticketctl", "--", "--color=never"]), ColorChoice::Auto);
        assert_eq!(find(&["ticketctl", "--color", "pink"]), ColorChoice::Auto);
    }
}
