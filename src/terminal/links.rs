//! Which terminals show links. None can be asked, so it is read from what they say of themselves.

use super::{Environment, Terminal};

/// Names that a terminal gives itself in `TERM`, with whatever follows them.
const TERMS: [&str; 7] =
    ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour", "wezterm", "rio"];

/// Names in `TERM_PROGRAM`, and since which version they show links.
const PROGRAMS: [(&str, Version); 8] = [
    ("iTerm.app", (3, 1)),
    ("WezTerm", (0, 0)),
    ("vscode", (1, 72)),
    ("ghostty", (0, 0)),
    ("mintty", (2, 9)),
    ("rio", (0, 0)),
    ("zed", (0, 0)),
    ("Tabby", (0, 0)),
];

/// Since this version tmux passes links on to a terminal that shows them.
const TMUX: Version = (3, 4);

/// VTE 0.50.0 ended the terminal at the first link.
const VTE: u32 = 5001;

/// Konsole 20.12.
const KONSOLE: u32 = 20_12_00;

/// The first two numbers of a version.
type Version = (u32, u32);

impl Terminal {
    /// Decides whether addresses are links in answers. What forbids them wins over what forces them;
    /// what forces them wins over what is known of the terminal.
    pub fn shows_links(&self) -> bool {
        let variables = &self.environment;
        let said = |value: &Option<String>| value.clone().filter(|value| !value.is_empty());
        if said(&variables.no_hyperlinks).is_some() {
            return false;
        }
        match said(&variables.force_hyperlink).as_deref() {
            Some("0" | "false") => false,
            Some(_) => true,
            None => self.stdout_is_terminal && variables.name_a_terminal_with_links(),
        }
    }
}

impl Environment {
    fn name_a_terminal_with_links(&self) -> bool {
        let term = self.term.as_deref().unwrap_or_default();
        let version = version(self.term_program_version.as_deref().unwrap_or_default());
        let program = self.term_program.as_deref().unwrap_or_default();
        // What runs inside another terminal inherits that one's variables, but not what it can do.
        if program == "tmux" || ["tmux", "screen"].iter().any(|inner| term.starts_with(inner)) {
            return program == "tmux" && version >= TMUX;
        }
        let number = |value: &Option<String>| value.as_deref()?.parse::<u32>().ok();
        let is_program = |(name, since): &(&str, Version)| *name == program && version >= *since;
        term != "dumb"
            && (number(&self.vte_version).is_some_and(|version| version >= VTE)
                || number(&self.konsole_version).is_some_and(|version| version >= KONSOLE)
                || self.wt_session.as_deref().is_some_and(|session| !session.is_empty())
                || TERMS.iter().any(|name| term.starts_with(name))
                || PROGRAMS.iter().any(is_program))
    }
}

/// Reads `3.4`, `3.5a` or `20240203-110809-5046fc22`; what is no number counts as 0.
fn version(text: &str) -> Version {
    let number = |part: Option<&str>| {
        let part = part.unwrap_or_default();
        let digits = part.find(|char: char| !char.is_ascii_digit()).unwrap_or(part.len());
        part.get(..digits).and_then(|digits| digits.parse().ok()).unwrap_or(0)
    };
    let mut parts = text.split('.');
    (number(parts.next()), number(parts.next()))
}

#[cfg(test)]
mod tests {
    use super::Terminal;

    /// Sets variables as `NAME=value` and says whether there are links: on a terminal, in a pipe.
    fn links(variables: &[&str]) -> (bool, bool) {
        let mut terminal = Terminal::default();
        let environment = &mut terminal.environment;
        for variable in variables {
            let (name, value) = variable.split_once('=').unwrap();
            *match name {
                "NO_HYPERLINKS" => &mut environment.no_hyperlinks,
                "FORCE_HYPERLINK" => &mut environment.force_hyperlink,
                "TERM" => &mut environment.term,
                "TERM_PROGRAM" => &mut environment.term_program,
                "TERM_PROGRAM_VERSION" => &mut environment.term_program_version,
                "VTE_VERSION" => &mut environment.vte_version,
                "KONSOLE_VERSION" => &mut environment.konsole_version,
                "WT_SESSION" => &mut environment.wt_session,
                _ => panic!("no such variable: {name}"),
            } = Some(value.to_owned());
        }
        let in_pipe = terminal.shows_links();
        terminal.stdout_is_terminal = true;
        (terminal.shows_links(), in_pipe)
    }

    #[test]
    fn links_are_where_a_terminal_is_known_to_show_them_or_where_they_are_forced() {
        let (never, on_terminal, always) = ((false, false), (true, false), (true, true));
        for (variables, expected) in [
            (&[][..], never),
            (&["TERM=xterm-256color"], never),
            (&["TERM=linux"], never),
            (&["TERM=xterm-kitty"], on_terminal),
            (&["TERM=foot-extra"], on_terminal),
            (&["TERM=alacritty"], on_terminal),
            (&["TERM=xterm-256color", "VTE_VERSION=7006"], on_terminal),
            (&["VTE_VERSION=5000"], never),
            (&["VTE_VERSION=4803"], never),
            (&["VTE_VERSION="], never),
            (&["KONSOLE_VERSION=230800"], on_terminal),
            (&["KONSOLE_VERSION=180400"], never),
            (&["WT_SESSION=5f3c"], on_terminal),
            (&["WT_SESSION="], never),
            (&["TERM_PROGRAM=iTerm.app", "TERM_PROGRAM_VERSION=3.5.0"], on_terminal),
            (&["TERM_PROGRAM=iTerm.app", "TERM_PROGRAM_VERSION=3.0.15"], never),
            (&["TERM_PROGRAM=WezTerm", "TERM_PROGRAM_VERSION=20240203-110809"], on_terminal),
            (&["TERM_PROGRAM=vscode", "TERM_PROGRAM_VERSION=1.95.3"], on_terminal),
            (&["TERM_PROGRAM=vscode", "TERM_PROGRAM_VERSION=1.60.0"], never),
            (&["TERM_PROGRAM=Apple_Terminal", "TERM_PROGRAM_VERSION=455"], never),
            (&["TERM_PROGRAM=tmux", "TERM_PROGRAM_VERSION=3.4"], on_terminal),
            (
                &["TERM=tmux-256color", "TERM_PROGRAM=tmux", "TERM_PROGRAM_VERSION=3.5a"],
                on_terminal,
            ),
            (&["TERM=tmux-256color", "TERM_PROGRAM=tmux", "TERM_PROGRAM_VERSION=3.3a"], never),
            (&["TERM=screen-256color", "VTE_VERSION=7006"], never),
            (&["TERM=tmux-256color", "TERM_PROGRAM=WezTerm"], never),
            (&["TERM=dumb", "VTE_VERSION=7006"], never),
            (&["FORCE_HYPERLINK=1"], always),
            (&["FORCE_HYPERLINK=1", "TERM=dumb"], always),
            (&["FORCE_HYPERLINK=", "TERM=xterm-kitty"], on_terminal),
            (&["FORCE_HYPERLINK=0", "TERM=xterm-kitty"], never),
            (&["FORCE_HYPERLINK=false", "TERM=xterm-kitty"], never),
            (&["NO_HYPERLINKS=1", "TERM=xterm-kitty"], never),
            (&["NO_HYPERLINKS=0", "TERM=xterm-kitty"], never),
            (&["NO_HYPERLINKS=", "TERM=xterm-kitty"], on_terminal),
            (&["NO_HYPERLINKS=1", "FORCE_HYPERLINK=1"], never),
        ] {
            assert_eq!(links(variables), expected, "{variables:?}");
        }
    }
}
