//! Tickets as JSON texts: each as it was, but for characters that a terminal would obey, which are
//! written as escapes.

use super::json;
use super::{Format, Settings};
use std::io::{self, Write};

/// Prints JSON texts one after the other. One alone stays as it is laid out; several stand on a line
/// each, or in an array if that is asked for.
#[derive(Debug)]
pub struct Texts<W> {
    state: State,
    out: W,
}

#[derive(Debug)]
enum State {
    /// Nothing is printed before it is known whether the first is the only one.
    First(Option<String>),
    Lines,
    Array(json::Array),
}

impl<W: Write> Texts<W> {
    /// Starts the output.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn new(settings: &Settings, mut out: W) -> io::Result<Self> {
        let state = match settings.format {
            Format::Json => State::Array(json::Array::open(&mut out)?),
            Format::Jsonl => State::Lines,
            _ => State::First(None),
        };
        Ok(Self { state, out })
    }

    /// Prints a text.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn print(&mut self, text: String) -> io::Result<()> {
        match &mut self.state {
            State::First(first @ None) => {
                *first = Some(text);
                return Ok(());
            }
            State::First(Some(first)) => {
                json::write_raw(&mut self.out, first)?;
                self.state = State::Lines;
            }
            State::Array(array) => {
                let mut element = Vec::new();
                json::write_laid_out(&mut element, &text)?;
                return array.write(&mut self.out, &element);
            }
            State::Lines => {}
        }
        json::write_raw(&mut self.out, &text)
    }

    /// Sends on what has been printed so far.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Ends the output.
    ///
    /// # Errors
    ///
    /// Fails if the output cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        match self.state {
            State::First(Some(text)) => {
                json::write_laid_out(&mut self.out, &text)?;
                self.out.write_all(b"\n")?;
            }
            State::Array(array) => array.close(&mut self.out)?,
            State::First(None) | State::Lines => {}
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;
    use crate::render::{Format, Settings, Theme, Width};

    fn printed(format: Format, texts: &[&str]) -> String {
        let settings = Settings::new(format, Theme::plain(), Width::UNKNOWN, false);
        let mut out = Vec::new();
        let mut printer = Texts::new(&settings, &mut out).unwrap();
        for text in texts {
            printer.print((*text).to_owned()).unwrap();
        }
        printer.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn one_text_stays_as_it_is_and_several_stand_on_a_line_each() {
        let one = "{\n  \"a\": 1.50\n}";
        assert_eq!(printed(Format::Table, &[]), "");
        assert_eq!(printed(Format::Table, &[one]), "{\n  \"a\": 1.50\n}\n");
        assert_eq!(printed(Format::Table, &[one, one, "{}"]), "{\"a\":1.50}\n{\"a\":1.50}\n{}\n");
        assert_eq!(printed(Format::Jsonl, &[one]), "{\"a\":1.50}\n");
        assert_eq!(printed(Format::Json, &[]), "[]\n");
        assert_eq!(printed(Format::Json, &["{}", "{}"]), "[\n  {},\n  {}\n]\n");
    }

    #[test]
    fn t4_what_a_terminal_obeys_is_escaped() {
        for format in [Format::Table, Format::Json, Format::Jsonl] {
            assert!(printed(format, &["{\"a\":\"\u{9b}\u{202e}\"}"]).contains(r"\u009b\u202e"));
        }
    }
}
