//! Outside of all values: blanks, separators, and text that is no JSON.

use super::{Met, Piece, Splitter, State, TextRun};
use crate::input::feed::RECORD_SEPARATOR;
use crate::input::place::Position;
use crate::input::problem::AFTER;
use std::io;

impl Splitter {
    /// Passes over text up to the next value.
    pub(super) fn between(&mut self) -> io::Result<Option<Piece>> {
        self.state = State::Between;
        let mut separated = false;
        loop {
            let Some(byte) = self.feed.peek()? else {
                self.state = State::Done;
                return Ok(self.end_text(None));
            };
            let may_begin = self.text.is_none() || self.feed.at().column == 1 || separated;
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => self.feed.skip_blanks()?,
                // The bytes of a byte order mark: what follows was the beginning of a file.
                RECORD_SEPARATOR | 0xEF | 0xBB | 0xBF => {
                    separated = true;
                    self.feed.advance(1)?;
                }
                b'<' if self.met == Met::Nothing => {
                    self.begin();
                    self.state = State::Done;
                    return Ok(Some(Piece::Html));
                }
                0 => return Ok(Some(self.nul())),
                b'{' if may_begin => {
                    // The text is told first; the bracket is then met again, with no text before it.
                    let text = self.end_text(Some(self.feed.at()));
                    return if text.is_some() { Ok(text) } else { self.value() };
                }
                b'[' if may_begin => {
                    let at = self.feed.at();
                    if self.opens_list()? {
                        let text = self.end_text(Some(at));
                        self.met = Met::Json;
                        self.push_list();
                        return Ok(text);
                    }
                    separated = false;
                    self.text_line(at)?;
                }
                _ => {
                    separated = false;
                    self.text_line(self.feed.at())?;
                }
            }
        }
    }

    /// Takes a bracket; tells whether it opens a list or belongs to a text: `[email protected]`.
    fn opens_list(&mut self) -> io::Result<bool> {
        self.take()?;
        Ok(matches!(self.blanks()?, Some(b'{' | b'[' | b']' | b'"') | None))
    }

    /// Takes the rest of a line as text, and the lines after it that are certainly text.
    fn text_line(&mut self, at: Position) -> io::Result<()> {
        self.met = self.met.max(Met::Text);
        let run = self.text.get_or_insert(TextRun { at, last_line: at.line, told: false });
        let is_text = |byte| byte > b' ' && !matches!(byte, b'{' | b'[' | 0xEF | 0xBB | 0xBF);
        self.feed.skip_lines(is_text)?;
        run.last_line = self.feed.at().line;
        Ok(())
    }

    /// Ends a run of text at a value, or at the end of the input.
    fn end_text(&mut self, value: Option<Position>) -> Option<Piece> {
        let run = self.text.take().filter(|run| !run.told)?;
        self.start = run.at;
        let first = run.at.line;
        let (lines, stand) = match (value, self.met) {
            (None, Met::Json) => (run.last_line + 1 - first, AFTER),
            (None, _) => return None,
            (Some(value), _) if self.levels.is_empty() && self.met == Met::Json => {
                (value.line - first, "between the tickets")
            }
            (Some(value), _) => (value.line - first, "before the JSON"),
        };
        Some(Piece::Text { lines: lines.max(1), stand })
    }
}
