//! How things look: the colour of each meaning.

use crate::page::Role;
use owo_colors::Style;

/// The look of every meaning. Having no colours is a theme, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    coloured: bool,
}

/// What a piece of a drawing is, as far as its look goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Words, with their meaning.
    Words(Role),
    /// A bar.
    Bar(Role),
    /// The titles of a table.
    Titles,
    /// A character that was written out, which must not look like text.
    Spelled,
}

impl Theme {
    /// The theme with colours.
    pub const fn coloured() -> Self {
        Self { coloured: true }
    }

    /// The theme without any.
    pub const fn plain() -> Self {
        Self { coloured: false }
    }

    /// Tells whether there are colours.
    pub const fn is_coloured(self) -> bool {
        self.coloured
    }

    /// Returns the style of a look. Only the 16 colours and attributes, so that it is readable on
    /// whatever palette the reader has chosen; bold joins blue where the word must be read.
    pub(super) const fn style(self, look: Look) -> Style {
        let style = Style::new();
        if !self.coloured {
            return style;
        }
        match look {
            Look::Words(Role::Agent) => style.blue().bold(),
            Look::Words(role) | Look::Bar(role) => match role {
                Role::Plain => style,
                Role::Heading => style.bold(),
                Role::Muted => style.dimmed(),
                Role::Customer => style.cyan(),
                Role::Bot => style.magenta(),
                Role::Queue | Role::Caution => style.yellow(),
                Role::Agent => style.blue(),
                Role::Good => style.green(),
                Role::Bad => style.red(),
                Role::Slow => style.yellow().bold(),
                Role::Hit => style.bold().underline(),
            },
            Look::Titles => style.dimmed().underline(),
            Look::Spelled => style.reversed(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sgr(look: Look) -> String {
        format!("{}", Theme::coloured().style(look).style("x"))
    }

    #[test]
    fn each_meaning_has_its_colour() {
        for (look, expected) in [
            (Look::Words(Role::Plain), "x"),
            (Look::Words(Role::Heading), "\x1b[1mx\x1b[0m"),
            (Look::Words(Role::Muted), "\x1b[2mx\x1b[0m"),
            (Look::Words(Role::Customer), "\x1b[36mx\x1b[0m"),
            (Look::Words(Role::Bot), "\x1b[35mx\x1b[0m"),
            (Look::Words(Role::Queue), "\x1b[33mx\x1b[0m"),
            (Look::Words(Role::Agent), "\x1b[34;1mx\x1b[0m"),
            (Look::Bar(Role::Agent), "\x1b[34mx\x1b[0m"),
            (Look::Words(Role::Good), "\x1b[32mx\x1b[0m"),
            (Look::Words(Role::Bad), "\x1b[31mx\x1b[0m"),
            (Look::Words(Role::Slow), "\x1b[33;1mx\x1b[0m"),
            (Look::Words(Role::Hit), "\x1b[1;4mx\x1b[0m"),
            (Look::Titles, "\x1b[2;4mx\x1b[0m"),
            (Look::Spelled, "\x1b[7mx\x1b[0m"),
        ] {
            assert_eq!(sgr(look), expected, "{look:?}");
        }
    }

    #[test]
    fn plain_is_without_any() {
        for look in [Look::Words(Role::Slow), Look::Titles, Look::Spelled, Look::Bar(Role::Bot)] {
            assert_eq!(format!("{}", Theme::plain().style(look).style("x")), "x");
        }
    }
}
