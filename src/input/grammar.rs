//! What is wrong with a text that is not quite JSON, and where. Only broken input comes here.

use super::trail::{Level, Trail};
use serde::de::IgnoredAny;
use std::ops::Range;

/// The first thing that is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flaw {
    /// The byte at which it is.
    pub(super) offset: usize,
    /// The value it is in: a JSON pointer, shortened if it is long.
    pub(super) pointer: String,
    /// What it is.
    pub(super) wrong: Wrong,
}

/// The kinds of flaws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// The text ends too early: what is not closed.
    Unfinished(&'static str),
    /// Something else should stand here: what is the matter.
    Invalid(&'static str),
}

impl Flaw {
    /// Says it in a few words.
    pub(super) fn remark(&self) -> String {
        let (Wrong::Unfinished(what) | Wrong::Invalid(what)) = self.wrong;
        match self.pointer.as_str() {
            "" => what.to_owned(),
            pointer => format!("{what}, in {pointer}"),
        }
    }
}

/// Looks for the first flaw; shows every string on the way, with its quotes.
///
/// It keeps its own stack, so that depth is no danger.
pub(super) fn walk(
    text: &str,
    each_string: &mut dyn FnMut(&Trail<'_>, Range<usize>),
) -> Option<Flaw> {
    let mut walk =
        Walk { bytes: text.as_bytes(), at: 0, trail: Trail { text, levels: Vec::new() } };
    let (offset, wrong) = walk.run(each_string).err()?;
    Some(Flaw { offset, pointer: walk.trail.pointer(), wrong })
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Value,
    FirstValue,
    Key,
    FirstKey,
    Colon,
    Comma,
}

struct Walk<'t> {
    bytes: &'t [u8],
    at: usize,
    trail: Trail<'t>,
}

type Found<T> = Result<T, (usize, Wrong)>;

impl Walk<'_> {
    fn run(&mut self, each_string: &mut dyn FnMut(&Trail<'_>, Range<usize>)) -> Found<()> {
        let mut turn = Turn::Value;
        loop {
            self.skip(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
            if turn == Turn::Comma {
                if self.trail.levels.is_empty() {
                    return Ok(());
                }
                self.trail.leave_value();
            }
            let Some(&byte) = self.bytes.get(self.at) else { return Err(self.unfinished()) };
            turn = match (turn, byte) {
                (Turn::FirstKey, b'}') | (Turn::FirstValue, b']') => self.close(),
                (Turn::Key | Turn::FirstKey, b'"') => {
                    let key = self.string()?;
                    each_string(&self.trail, key.clone());
                    if let Some(level) = self.trail.levels.last_mut() {
                        *level = Level::Object(Some(key));
                    }
                    Turn::Colon
                }
                (Turn::Colon, b':') => self.step(Turn::Value),
                (Turn::Value | Turn::FirstValue, b'"') => {
                    let string = self.string()?;
                    each_string(&self.trail, string);
                    Turn::Comma
                }
                (Turn::Value | Turn::FirstValue, b'{') => {
                    self.trail.levels.push(Level::Object(None));
                    self.step(Turn::FirstKey)
                }
                (Turn::Value | Turn::FirstValue, b'[') => {
                    self.trail.levels.push(Level::List(0));
                    self.step(Turn::FirstValue)
                }
                (Turn::Value | Turn::FirstValue, b'-' | b'0'..=b'9') => self.number()?,
                (Turn::Value | Turn::FirstValue, b'a'..=b'z' | b'A'..=b'Z') => self.word()?,
                (Turn::Comma, _) => self.comma(byte)?,
                _ => return Err((self.at, Wrong::Invalid(unexpected(turn, byte)))),
            };
        }
    }

    fn comma(&mut self, byte: u8) -> Found<Turn> {
        match (self.trail.levels.last_mut(), byte) {
            (Some(Level::Object(_)), b',') => Ok(self.step(Turn::Key)),
            (Some(Level::List(index)), b',') => {
                *index += 1;
                Ok(self.step(Turn::Value))
            }
            (Some(Level::Object(_)), b'}') | (Some(Level::List(_)), b']') => Ok(self.close()),
            (_, b'/' | b'#') => Err((self.at, Wrong::Invalid("JSON has no comments"))),
            (Some(Level::List(_)), _) => {
                self.trail.levels.pop();
                Err((self.at, Wrong::Invalid("expected a comma or ]")))
            }
            _ => Err((self.at, Wrong::Invalid("expected a comma or }"))),
        }
    }

    fn step(&mut self, next: Turn) -> Turn {
        self.at += 1;
        next
    }

    fn close(&mut self) -> Turn {
        self.trail.levels.pop();
        self.step(Turn::Comma)
    }

    fn skip(&mut self, pass: impl Fn(u8) -> bool) -> Range<usize> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let from = self.at;
        self.at += rest.iter().take_while(|byte| pass(**byte)).count();
        from..self.at
    }

    fn unfinished(&mut self) -> (usize, Wrong) {
        let end = self.bytes.trim_ascii_end().len();
        let what = match self.trail.levels.last() {
            Some(Level::Object(_)) => "object is not closed",
            Some(Level::List(_)) => {
                self.trail.levels.pop();
                "list is not closed"
            }
            None => "nothing stands here",
        };
        (end, Wrong::Unfinished(what))
    }

    fn string(&mut self) -> Found<Range<usize>> {
        let from = self.at;
        self.at += 1;
        loop {
            let open = Err((from, Wrong::Unfinished("string is not closed")));
            match self.bytes.get(self.at) {
                None | Some(b'\n') => return open,
                Some(b'"') => {
                    self.at += 1;
                    return Ok(from..self.at);
                }
                Some(b'\\') => {
                    self.at += match self.bytes.get(self.at + 1) {
                        None => return open,
                        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
                        Some(b'u') => self.hex()?,
                        Some(_) => {
                            let what = "unknown escape; a backslash is written \\\\";
                            return Err((self.at, Wrong::Invalid(what)));
                        }
                    }
                }
                Some(0..0x20) => {
                    let what = "raw control character in a string";
                    return Err((self.at, Wrong::Invalid(what)));
                }
                Some(_) => self.at += 1,
            }
        }
    }

    fn hex(&self) -> Found<usize> {
        match self.bytes.get(self.at + 2..self.at + 6) {
            Some(digits) if digits.iter().all(u8::is_ascii_hexdigit) => Ok(6),
            _ => Err((self.at, Wrong::Invalid("\\u needs four hexadecimal digits"))),
        }
    }

    fn number(&mut self) -> Found<Turn> {
        let range =
            self.skip(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
        let written = self.bytes.get(range.clone()).unwrap_or_default();
        if self.at == self.bytes.len() || serde_json::from_slice::<IgnoredAny>(written).is_ok() {
            return Ok(Turn::Comma);
        }
        Err((range.start, Wrong::Invalid("not a number as JSON writes it")))
    }

    fn word(&mut self) -> Found<Turn> {
        let range = self.skip(|byte| byte.is_ascii_alphanumeric());
        let what = match self.bytes.get(range.clone()).unwrap_or_default() {
            b"true" | b"false" | b"null" => return Ok(Turn::Comma),
            _ if self.at == self.bytes.len() => return Err(self.unfinished()),
            b"NaN" | b"Infinity" => {
                "JSON has no NaN and no Infinity; null says that a number is missing"
            }
            b"None" | b"undefined" | b"NULL" | b"Null" => "JSON writes null",
            b"True" | b"TRUE" | b"False" | b"FALSE" => {
                "JSON writes true and false in small letters"
            }
            _ => "expected a value",
        };
        Err((range.start, Wrong::Invalid(what)))
    }
}

/// Says what is the matter with a byte that may not stand where it does.
fn unexpected(turn: Turn, byte: u8) -> &'static str {
    match (byte, turn) {
        (b'/' | b'#', _) => "JSON has no comments",
        (b'\'', _) => "expected double quotes, not single ones",
        (b'}', Turn::Key) | (b']', Turn::Value) => "comma too many before the bracket",
        (b',', Turn::Value | Turn::FirstValue | Turn::Key | Turn::FirstKey) => "comma too many",
        (_, Turn::Key | Turn::FirstKey) => "expected a key in double quotes",
        (_, Turn::Colon) => "expected a colon",
        _ => "expected a value",
    }
}

#[cfg(test)]
mod tests {
    use super::{Wrong, walk};

    fn flaw(text: &str) -> (usize, String) {
        let flaw = walk(text, &mut |_, _| {}).expect("it is broken");
        (flaw.offset, flaw.remark())
    }

    #[test]
    fn each_flaw_is_named_at_its_place() {
        for (text, offset, remark) in [
            (r#"{"a":1 "b":2}"#, 7, "expected a comma or }"),
            (r#"{"a":[1 2]}"#, 8, "expected a comma or ], in /a"),
            (r#"{"a":1,}"#, 7, "comma too many before the bracket"),
            (r#"{"a":[1,]}"#, 8, "comma too many before the bracket, in /a/1"),
            (r#"{"a":{'b':1}}"#, 6, "expected double quotes, not single ones, in /a"),
            ("{a:1}", 1, "expected a key in double quotes"),
            (r#"{"a" 1}"#, 5, "expected a colon, in /a"),
            (r#"{"a":01}"#, 5, "not a number as JSON writes it, in /a"),
            (r#"{"a":/* */1}"#, 5, "JSON has no comments, in /a"),
            (r#"{"a":"\x"}"#, 6, r"unknown escape; a backslash is written \\, in /a"),
            ("{\"a\":\"\t\"}", 6, "raw control character in a string, in /a"),
            (r#"{"a":"\u12"}"#, 6, r"\u needs four hexadecimal digits, in /a"),
            (r#"{"x/y":True}"#, 7, "JSON writes true and false in small letters, in /x~1y"),
            (r#"{"a":{"b":"c"#, 10, "string is not closed, in /a/b"),
            (r#"{"a":{"b":"c"  "#, 13, "object is not closed, in /a"),
            (r#"{"a":[{},"#, 9, "list is not closed, in /a"),
            (r#"{"a":tr"#, 7, "object is not closed, in /a"),
        ] {
            assert_eq!(flaw(text), (offset, remark.to_owned()), "{text}");
        }
        let nan = walk(r#"{"a":[NaN]}"#, &mut |_, _| {}).unwrap();
        assert!(matches!(nan.wrong, Wrong::Invalid(what) if what.starts_with("JSON has no NaN")));
        assert_eq!(nan.pointer, "/a/0");
    }

    #[test]
    fn what_is_right_has_no_flaw_and_shows_its_strings() {
        let mut strings = Vec::new();
        let text = r#"{"a":["b",-1.5e3,null,{}],"c":""}"#;
        let flaw = walk(text, &mut |trail, at| {
            strings.push((trail.pointer(), text.get(at).unwrap().to_owned()));
        });
        assert_eq!(flaw, None);
        let strings: Vec<_> = strings.iter().map(|(p, s)| (p.as_str(), s.as_str())).collect();
        assert_eq!(strings, [("", "\"a\""), ("/a/0", "\"b\""), ("", "\"c\""), ("/c", "\"\"")]);
    }

    #[test]
    fn depth_is_no_danger() {
        let deep = flaw(&"[".repeat(100_000));
        assert_eq!(deep.0, 100_000);
        assert_eq!(deep.1, format!("list is not closed, in ...{}", "/0".repeat(12)));
    }
}
