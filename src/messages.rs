//! What is told beside the answer, on standard error.

use crate::input::{Problem, Severity};
use crate::model::Text;
use crate::page::{Line, Page, Role};
use crate::progress::Progress;
use crate::render::{self, Settings};
use std::io::Write;
use std::ops::Range;

/// What is longer is not shown once more.
const WIDEST: usize = 76;

/// Tells what goes wrong, and what is good to know. Every word passes the door to the screen.
pub(crate) struct Messages<'a> {
    out: &'a mut dyn Write,
    settings: Settings,
    is_quiet: bool,
    progress: Option<Progress>,
}

impl<'a> Messages<'a> {
    pub(crate) fn new(out: &'a mut dyn Write, settings: Settings, is_quiet: bool) -> Self {
        Self { out, settings, is_quiet, progress: None }
    }

    /// Shows progress below the messages, until it is given something else to show, or nothing.
    pub(crate) fn show_progress(&mut self, progress: Option<Progress>) {
        self.progress = progress;
    }

    /// Tells that something failed, with what to do.
    pub(crate) fn error(&mut self, says: &str) {
        let line = Line::new().role("ticketctl: ", Role::Bad).quote(&Text::from(says), Role::Plain);
        self.line(&line);
    }

    /// Tells something that is good to know.
    pub(crate) fn note(&mut self, says: &str) {
        if self.is_quiet {
            return;
        }
        let line = Line::new().muted("ticketctl: ").quote(&Text::from(says), Role::Plain);
        self.line(&line);
    }

    /// Tells what was done.
    pub(crate) fn report(&mut self, page: &Page) {
        if !self.is_quiet {
            // A message that cannot be written is no reason to stop.
            let _ = render::write_page(page, &self.settings, &mut self.out);
        }
    }

    /// Tells whether a person reads this, and nobody else.
    pub(crate) fn is_private(&self) -> bool {
        self.settings.terminal
    }

    /// Tells what is the matter with an input; on a terminal with the lines in question.
    pub(crate) fn problem(&mut self, problem: &Problem) {
        let role = match problem.severity() {
            Severity::Lost => Role::Bad,
            _ if self.is_quiet => return,
            Severity::Warning => Role::Caution,
            Severity::Note => Role::Muted,
        };
        let place = problem.place();
        let (name, numbers) = apart(&place);
        let says = Text::owned(problem.says());
        let line = Line::new().role("ticketctl: ", role).quote(&Text::from(name), Role::Heading);
        self.line(&line.heading(format!("{numbers}:")).own(" ").quote(&says, Role::Plain));
        if problem.severity() == Severity::Lost && self.settings.terminal && !self.settings.is_plain
        {
            self.excerpt(problem);
        }
    }

    fn excerpt(&mut self, problem: &Problem) {
        let Some(excerpt) = problem.excerpt() else { return };
        let digits = excerpt.lines.last().map_or(1, |(number, _)| number.to_string().len());
        self.line(&Line::new());
        let last = excerpt.lines.len().saturating_sub(1);
        for (index, (number, text)) in excerpt.lines.iter().enumerate() {
            let role = if index == last { Role::Bad } else { Role::Plain };
            let line = Line::new().muted(format!("  {number:digits$} │ "));
            self.line(&line.quote(&Text::from(text.as_str()), role));
        }
        let before = " ".repeat(excerpt.before);
        let line = Line::new().muted(format!("  {:digits$} │ {before}", ""));
        let line = line.role("^ ", Role::Bad).quote(&Text::from(&*excerpt.remark), Role::Bad);
        self.line(&line);
        self.line(&Line::new());
    }

    /// Shows, on a terminal, which characters of something typed are wrong.
    pub(crate) fn point(&mut self, typed: &str, range: &Range<usize>) {
        let is_short = typed.chars().count() <= WIDEST && !typed.chars().any(char::is_control);
        if !self.settings.terminal || self.settings.is_plain || !is_short {
            return;
        }
        self.line(&Line::new().own("  ").quote(&Text::from(typed), Role::Plain));
        let carets = "^".repeat(range.len().max(1));
        self.line(&Line::new().own(" ".repeat(range.start + 2)).role(carets, Role::Bad));
    }

    /// Tells what to ask next; on a terminal only.
    pub(crate) fn hint(&mut self, line: &Line) {
        if !self.settings.terminal || self.is_quiet {
            return;
        }
        if !self.settings.is_plain {
            self.line(&Line::new());
        }
        self.line(line);
    }

    /// A message that cannot be written is no reason to stop the answer.
    fn line(&mut self, line: &Line) {
        let line = render::line(line, &self.settings);
        let _ = match &self.progress {
            Some(progress) => progress.aside(|| writeln!(self.out, "{line}")),
            None => writeln!(self.out, "{line}"),
        };
    }
}

/// Sets the name of an input apart from the line and the column behind it, which a name that is
/// written from right to left would else take along.
fn apart(place: &str) -> (&str, &str) {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let found = place.rsplit_once(':').and_then(|(rest, column)| {
        let (name, line) = rest.rsplit_once(':')?;
        (is_number(line) && is_number(column)).then_some(name.len())
    });
    place.split_at(found.unwrap_or(place.len()))
}

#[cfg(test)]
mod tests {
    use super::{Messages, apart};
    use crate::render::{Format, Settings, Theme, Width};

    #[test]
    fn names_stand_apart_from_numbers() {
        assert_eq!(apart("a.json:12:3"), ("a.json", ":12:3"));
        assert_eq!(apart("a:b:12:3"), ("a:b", ":12:3"));
        for name in ["a.json", "12:3", ":3", "C:\\a.json:3", ""] {
            assert_eq!(apart(name), (name, ""));
        }
    }

    #[test]
    fn t9_a_name_from_right_to_left_stays_in_its_place() {
        let told = |is_terminal| {
            let mut out = Vec::new();
            let settings =
                Settings::new(Format::Table, Theme::plain(), Width::UNKNOWN, is_terminal);
            Messages::new(&mut out, settings, false).error("שלום");
            String::from_utf8(out).unwrap()
        };
        assert_eq!(told(true), "ticketctl: \u{2068}שלום\u{2069}\n");
        assert_eq!(told(false), "ticketctl: שלום\n");
    }
}
