//! Whether there is a pager, and which.

use crate::pager::Pager;
use crate::terminal::Terminal;
use clap::ValueEnum;

/// When to use the pager
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum PagerChoice {
    /// On a terminal, for what is longer than it
    #[default]
    Auto,
    /// On a terminal, for everything
    Always,
    /// Never
    Never,
}

impl PagerChoice {
    /// Decides about the pager: only a terminal has one.
    pub(crate) fn find(self, terminal: &Terminal) -> Option<Pager> {
        let environment = &terminal.environment;
        let is_dumb = environment.term.as_deref() == Some("dumb");
        let rows = match self {
            Self::Never => None,
            Self::Auto if is_dumb => None,
            Self::Auto => terminal.rows.filter(|rows| *rows > 0).map(usize::from),
            // Any line is too long.
            Self::Always => Some(0),
        };
        let rows = rows.filter(|_| terminal.stdout_is_terminal)?;
        let named = environment.ticketctl_pager.as_ref().or(environment.pager.as_ref());
        let command =
            named.map_or_else(|| Some(vec!["less".to_owned()]), |named| shlex::split(named))?;
        // Git, too, takes both as a wish for none.
        if command.is_empty() || command == ["cat"] {
            return None;
        }
        let columns = usize::from(terminal.columns.unwrap_or(100));
        let (is_named, has_less) = (named.is_some(), environment.less.is_some());
        Some(Pager { command, is_named, has_less, rows, columns })
    }
}

#[cfg(test)]
mod tests {
    use super::PagerChoice;
    use crate::terminal::Terminal;

    /// Returns the command of the pager for `TICKETCTL_PAGER`, `PAGER`, `LESS` and `TERM`.
    fn pager(choice: PagerChoice, [own, common, less, term]: [Option<&str>; 4]) -> Option<String> {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let mut terminal = Terminal {
            stdout_is_terminal: true,
            rows: Some(24),
            columns: Some(80),
            ..Terminal::default()
        };
        terminal.environment.ticketctl_pager = owned(own);
        terminal.environment.pager = owned(common);
        terminal.environment.less = owned(less);
        terminal.environment.term = owned(term);
        let pager = choice.find(&terminal)?;
        assert_eq!(pager.has_less, less.is_some());
        assert_eq!(pager.is_named, own.or(common).is_some());
        assert_eq!(pager.rows, if choice == PagerChoice::Always { 0 } else { 24 });
        Some(pager.command.join("|"))
    }

    #[test]
    fn the_environment_names_the_pager() {
        let auto = |variables| pager(PagerChoice::Auto, variables);
        let said = |command: &str| Some(command.to_owned());
        assert_eq!(auto([None, None, None, None]), said("less"));
        assert_eq!(auto([None, Some("most"), Some("R"), None]), said("most"));
        assert_eq!(auto([Some("less '-P a b'"), Some("most"), None, None]), said("less|-P a b"));
        for none in ["", "cat", " "] {
            assert_eq!(auto([Some(none), Some("most"), None, None]), None, "{none:?}");
        }
        assert_eq!(auto([Some("less 'open"), None, None, None]), None, "a quote is not closed");
        assert_eq!(auto([None, None, None, Some("dumb")]), None);
        assert_eq!(pager(PagerChoice::Always, [None, None, None, Some("dumb")]), said("less"));
        assert_eq!(pager(PagerChoice::Never, [Some("most"), None, None, None]), None);
    }

    #[test]
    fn only_a_terminal_of_some_size_has_a_pager() {
        let found = |stdout_is_terminal, rows| {
            PagerChoice::Auto.find(&Terminal { stdout_is_terminal, rows, ..Terminal::default() })
        };
        assert_eq!(found(false, Some(24)), None);
        assert_eq!(found(true, None), None);
        assert_eq!(found(true, Some(0)), None);
        assert!(found(true, Some(24)).is_some());
    }
}
