//! What surrounds the program: which streams are a terminal, how wide it is, what the environment
//! and the clock say. The one reader of all that.

mod links;

use std::io::IsTerminal;
use std::time::{Duration, SystemTime};

/// The surroundings of one run.
#[expect(clippy::struct_excessive_bools, reason = "each stream is a terminal or not, by itself")]
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
    /// How many lines the terminal has; some report 0.
    pub rows: Option<u16>,
    /// Whether answers go to a file: nobody sees them as they come.
    pub stdout_is_file: bool,
    /// How many columns the terminal of the messages has; some report 0.
    pub message_columns: Option<u16>,
    /// How many threads can run at a time; 0 counts as one.
    pub threads: usize,
    /// What the clock says: the time since the beginning of 1970, in UTC.
    pub now: Duration,
    /// What the machine calls its zone: `TZ`, else the setting of the system.
    pub local_zone: Option<String>,
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
    /// `NO_HYPERLINKS`
    pub no_hyperlinks: Option<String>,
    /// `FORCE_HYPERLINK`
    pub force_hyperlink: Option<String>,
    /// `TERM_PROGRAM`
    pub term_program: Option<String>,
    /// `TERM_PROGRAM_VERSION`
    pub term_program_version: Option<String>,
    /// `VTE_VERSION`
    pub vte_version: Option<String>,
    /// `KONSOLE_VERSION`
    pub konsole_version: Option<String>,
    /// `WT_SESSION`
    pub wt_session: Option<String>,
    /// `TICKETCTL_PAGER`
    pub ticketctl_pager: Option<String>,
    /// `PAGER`
    pub pager: Option<String>,
    /// `LESS`
    pub less: Option<String>,
}

impl Terminal {
    /// Looks round.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads environment and clock")]
    pub fn detect() -> Self {
        let variable =
            |name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        let size = terminal_size::terminal_size_of(std::io::stdout());
        Self {
            stdin_is_terminal: std::io::stdin().is_terminal(),
            stdout_is_terminal: std::io::stdout().is_terminal(),
            stderr_is_terminal: std::io::stderr().is_terminal(),
            columns: size.map(|(columns, _)| columns.0),
            rows: size.map(|(_, rows)| rows.0),
            stdout_is_file: is_file(&std::io::stdout()),
            message_columns: terminal_size::terminal_size_of(std::io::stderr())
                .map(|(columns, _)| columns.0),
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            now: SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default(),
            local_zone: variable("TZ").or_else(|| iana_time_zone::get_timezone().ok()),
            environment: Environment {
                no_color: variable("NO_COLOR"),
                clicolor: variable("CLICOLOR"),
                clicolor_force: variable("CLICOLOR_FORCE"),
                force_color: variable("FORCE_COLOR"),
                term: variable("TERM"),
                columns: variable("COLUMNS"),
                no_hyperlinks: variable("NO_HYPERLINKS"),
                force_hyperlink: variable("FORCE_HYPERLINK"),
                term_program: variable("TERM_PROGRAM"),
                term_program_version: variable("TERM_PROGRAM_VERSION"),
                vte_version: variable("VTE_VERSION"),
                konsole_version: variable("KONSOLE_VERSION"),
                wt_session: variable("WT_SESSION"),
                ticketctl_pager: variable("TICKETCTL_PAGER"),
                pager: variable("PAGER"),
                less: variable("LESS"),
            },
        }
    }
}

/// Tells whether a stream is a file on a disk.
#[cfg(unix)]
fn is_file(stream: &impl std::os::fd::AsFd) -> bool {
    let file = stream.as_fd().try_clone_to_owned().map(std::fs::File::from);
    file.and_then(|file| file.metadata()).is_ok_and(|found| found.is_file())
}

#[cfg(not(unix))]
fn is_file<T>(_: &T) -> bool {
    false
}
