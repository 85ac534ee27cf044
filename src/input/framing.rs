//! Where one JSON value ends, without reading what it says.

use super::feed::RECORD_SEPARATOR;

/// What a stretch of bytes brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The value goes on.
    More,
    /// A list has begun that belongs to the outermost object: perhaps the tickets of a list page.
    List,
    /// The value is complete.
    Whole,
    /// The value cannot be completed.
    Broken(Break),
}

/// Why a value ends before it is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// A string is not closed on its line.
    OpenString,
    /// A bracket closes another kind of bracket.
    WrongBracket,
    /// Something stands where only a comma or the end of the list may stand.
    Stray,
    /// The next value begins.
    NextValue,
    /// The input ends.
    EndOfInput,
    /// A string is longer, or brackets are deeper, than the limit for a whole ticket.
    Endless,
}

/// What has been seen of a line.
#[derive(Debug, Clone, Copy)]
enum Line {
    /// Something.
    Busy,
    /// So many blanks. `torn`: nothing but blanks since the value's first line ended, and that line
    /// held more than a bracket.
    Blank { indent: u64, torn: bool },
}

/// Follows one value through the chunks of an input.
#[derive(Debug)]
pub(super) struct Framer {
    /// The brackets that are still to come, the outermost first.
    open: Vec<u8>,
    in_string: bool,
    escaped: bool,
    string_bytes: usize,
    objects: usize,
    commas: usize,
    /// The last byte outside a string that is no blank.
    last: u8,
    line: Line,
    first_line: bool,
    expect: Expect,
}

/// What is known from outside about a value and its neighbours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expect {
    /// The column in which a line would begin if it held the next value.
    pub(super) column: Option<u64>,
    /// Whether the values before stood on one line each.
    pub(super) lines: bool,
    /// How long a string, and how deep a value, may be.
    pub(super) limit: usize,
}

impl Framer {
    /// Begins before the first byte of a value.
    pub(super) fn new(expect: Expect) -> Self {
        Self {
            open: Vec::new(),
            in_string: false,
            escaped: false,
            string_bytes: 0,
            objects: 0,
            commas: 0,
            last: 0,
            line: Line::Busy,
            first_line: true,
            expect,
        }
    }

    /// Begins inside an object, behind one of its values.
    pub(super) fn inside_object(limit: usize) -> Self {
        let mut framer = Self::new(Expect { column: None, lines: false, limit });
        framer.open.push(b'}');
        framer
    }

    /// Tells whether the value has so many parts that it takes far more memory than its text: an
    /// object of two bytes takes a thousand. Tickets have fewer, even the largest allowed.
    pub(super) fn has_too_many_parts(&self) -> bool {
        are_too_many(self.objects, self.commas, self.expect.limit)
    }

    /// Reads on; returns how many of the bytes were used, and what they brought.
    pub(super) fn scan(&mut self, chunk: &[u8]) -> (usize, Step) {
        let mut used = 0;
        loop {
            let rest = chunk.get(used..).unwrap_or_default();
            if rest.is_empty() {
                return (used, Step::More);
            }
            let (count, step) = if self.in_string { self.inside(rest) } else { self.outside(rest) };
            used += count;
            if step != Step::More {
                return (used, step);
            }
        }
    }

    fn outside(&mut self, bytes: &[u8]) -> (usize, Step) {
        let mut index = 0;
        while let Some(&byte) = bytes.get(index) {
            let step = match byte {
                b' ' | b'\t' => {
                    let rest = bytes.get(index..).unwrap_or_default().iter();
                    let blanks = rest.take_while(|byte| matches!(byte, b' ' | b'\t')).count();
                    if let Line::Blank { indent, .. } = &mut self.line {
                        *indent += blanks as u64;
                    }
                    index += blanks;
                    continue;
                }
                b'\n' | b'\r' => {
                    self.end_line();
                    index += 1;
                    continue;
                }
                RECORD_SEPARATOR => return (index, Step::Broken(Break::NextValue)),
                b'{' | b'[' if self.begins_anew() => {
                    return (index, Step::Broken(Break::NextValue));
                }
                b'"' => {
                    self.in_string = true;
                    self.string_bytes = 0;
                    Step::More
                }
                b'{' => {
                    self.objects += 1;
                    self.open(b'}')
                }
                b'[' => self.open(b']'),
                b'}' | b']' => self.close(byte),
                b',' => {
                    self.commas += 1;
                    Step::More
                }
                _ => Step::More,
            };
            self.last = byte;
            self.line = Line::Busy;
            index += 1;
            if self.in_string || step != Step::More {
                return (index, step);
            }
        }
        (bytes.len(), Step::More)
    }

    fn inside(&mut self, bytes: &[u8]) -> (usize, Step) {
        let mut at = 0;
        if self.escaped && bytes.first() != Some(&b'\n') {
            at = 1;
        }
        self.escaped = false;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let found = memchr::memchr3(b'"', b'\\', b'\n', rest);
            let count = found.unwrap_or(rest.len());
            let escape = found.and_then(|found| rest.get(found)) == Some(&b'\\');
            self.string_bytes += count + 2 * usize::from(escape);
            if self.string_bytes > self.expect.limit {
                return (at, Step::Broken(Break::Endless));
            }
            at += count;
            match found.and_then(|found| rest.get(found)) {
                None => return (at, Step::More),
                Some(b'"') if self.open.is_empty() => {
                    self.in_string = false;
                    return (at + 1, Step::Whole);
                }
                Some(b'"') => {
                    let next = bytes.get(at + 1..).and_then(to_next_string);
                    let Some((next, commas)) = next else {
                        self.in_string = false;
                        return (at + 1, Step::More);
                    };
                    self.commas += commas;
                    self.string_bytes = 0;
                    at += 1 + next;
                }
                Some(b'\n') => return (at, Step::Broken(Break::OpenString)),
                Some(_) => match bytes.get(at + 1) {
                    None => {
                        self.escaped = true;
                        return (at + 1, Step::More);
                    }
                    Some(b'\n') => at += 1,
                    Some(_) => at += 2,
                },
            }
        }
    }

    fn open(&mut self, closer: u8) -> Step {
        if self.open.len() >= self.expect.limit {
            return Step::Broken(Break::Endless);
        }
        self.open.push(closer);
        if self.open == *b"}]" { Step::List } else { Step::More }
    }

    fn close(&mut self, closer: u8) -> Step {
        if self.open.pop() != Some(closer) {
            Step::Broken(Break::WrongBracket)
        } else if self.open.is_empty() {
            Step::Whole
        } else {
            Step::More
        }
    }

    fn end_line(&mut self) {
        let lone_bracket = self.open.len() == 1 && matches!(self.last, b'{' | b'[');
        let torn = match self.line {
            Line::Blank { torn, .. } => torn,
            Line::Busy => self.first_line && !lone_bracket,
        };
        self.first_line = false;
        self.line = Line::Blank { indent: 0, torn };
    }

    /// Tells whether the bracket that follows belongs to the next value, this one being broken.
    ///
    /// That is certain where no value may stand. Among values of one line each, it is also assumed
    /// of a line that follows a torn one.
    fn begins_anew(&self) -> bool {
        let Line::Blank { indent, torn } = self.line else { return false };
        if self.open.is_empty() || self.expect.column != Some(indent + 1) {
            return false;
        }
        let fits = match self.open.last() {
            Some(b'}') => self.last == b':',
            _ => matches!(self.last, b'[' | b','),
        };
        !fits || (torn && self.expect.lines)
    }
}

/// Finds the next string, if no more stands before it than a colon or a comma; most stand so. Returns
/// how far it is to what is in it, and how many commas that takes.
fn to_next_string(bytes: &[u8]) -> Option<(usize, usize)> {
    match bytes {
        [b':', b'"', ..] => Some((2, 0)),
        [b',', b'"', ..] => Some((2, 1)),
        [b':', b' ', b'"', ..] => Some((3, 0)),
        _ => None,
    }
}

/// Tells whether a line may be too large for a ticket, or of too many parts; a sure answer takes a
/// [`Framer`].
pub(super) fn may_be_too_large(line: &[u8], limit: usize) -> bool {
    let count = |byte| memchr::memchr_iter(byte, line).count();
    line.len() > limit
        || (are_too_many(line.len(), line.len(), limit)
            && are_too_many(count(b'{'), count(b','), limit))
}

fn are_too_many(objects: usize, commas: usize, limit: usize) -> bool {
    objects > (limit / 200).max(1000) || commas > (limit / 20).max(10_000)
}

#[cfg(test)]
mod tests {
    use super::{Break, Expect, Framer, Step};

    fn frame(text: &str, lines: bool) -> (usize, Step) {
        let expect = Expect { column: Some(1), lines, limit: 1000 };
        let at_once = Framer::new(expect).scan(text.as_bytes());
        let mut framer = Framer::new(expect);
        let mut used = 0;
        for byte in text.bytes() {
            let (count, step) = framer.scan(&[byte]);
            used += count;
            if step != Step::More {
                assert_eq!((used, step), at_once);
                return at_once;
            }
        }
        at_once
    }

    #[test]
    fn a_value_ends_with_its_bracket() {
        assert_eq!(frame(r#"{"a":["}\"]"],"b":{}} {"#, false).1, Step::List);
        assert_eq!(frame(r#"{"a":"}\"]","b":{}} {"#, false), (19, Step::Whole));
        assert_eq!(frame(r#"["\\"] "#, false), (6, Step::Whole));
        assert_eq!(frame("{", false), (1, Step::More));
    }

    #[test]
    fn a_string_ends_on_its_line() {
        assert_eq!(frame("{\"a\":\"b\n\"}", false), (7, Step::Broken(Break::OpenString)));
        assert_eq!(frame("{\"a\":\"b\\\n\"}", false), (8, Step::Broken(Break::OpenString)));
    }

    #[test]
    fn brackets_must_match() {
        assert_eq!(frame("{\"a\":1]", false), (7, Step::Broken(Break::WrongBracket)));
    }

    #[test]
    fn a_line_that_cannot_go_on_a_value_begins_the_next() {
        let next = Step::Broken(Break::NextValue);
        assert_eq!(frame("{\"a\":1\n{\"b\":2}", false), (7, next));
        assert_eq!(frame("{\"a\":1,\n{\"b\":2}", false), (8, next));
        assert_eq!(frame("{\"a\":\n{\"b\":2}}", false).1, Step::Whole);
        assert_eq!(frame("[{},\n{\"b\":2}]", false).1, Step::Whole);
        assert_eq!(frame("[{},\n{\"b\":2}]", true), (5, next), "among values of one line");
        assert_eq!(frame("[\n{\"b\":2}]", true).1, Step::Whole, "a lone bracket is not torn");
        assert_eq!(frame("[1,\n2,\n{\"b\":2}]", true).1, Step::Whole, "not the line after");
    }
}
