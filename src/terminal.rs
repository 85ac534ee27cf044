//! What surrounds the program: which streams are a terminal, how wide it is, what the environment
//! says. The one reader of all that.

use std::io::IsTerminal;

/// The surroundings of one run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Whether standard input is a terminal, so that nothing comes from it by itself.
    pub stdin_is_terminal: bool,
    /// Whether answers go to a terminal.
    pub stdout_is_terminal: bool,
    /// Whether messages go to a terminal.
    pub stderr_is_terminal: bool,
    /// How many columns the terminal has; some report 0.
    pub columns: Option<u16>,
    /// How many threads can run at a time; 0 counts as one.
    pub threads: usize,
    /// The variables of the environment that count here.
    pub environment: Environment,
}

/// Variables of the environment; `None` for those that are not set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// `NO_COLOR`
    pub no_color: Option<String>,
    /// `CLICOLOR`
    pub clicolor: Option<String>,
    /// `CLICOLOR_FORCE`
    pub clicolor_force: Option<String>,
    /// `FORCE_COLOR`
    pub force_color: Option<String>,
    /// `TERM`
    pub term: Option<String>,
    /// `COLUMNS`
    pub columns: Option<String>,
}

impl Terminal {
    /// Looks round.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn detect() -> Self {
        let variable =
            |name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        Self {
            stdin_is_terminal: std::io::stdin().is_terminal(),
            stdout_is_terminal: std::io::stdout().is_terminal(),
            stderr_is_terminal: std::io::stderr().is_terminal(),
            columns: terminal_size::terminal_size_of(std::io::stdout())
                .map(|(columns, _)| columns.0),
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            environment: Environment {
                no_color: variable("NO_COLOR"),
                clicolor: variable("CLICOLOR"),
                clicolor_force: variable("CLICOLOR_FORCE"),
                force_color: variable("FORCE_COLOR"),
                term: variable("TERM"),
                columns: variable("COLUMNS"),
            },
        }
    }
}
