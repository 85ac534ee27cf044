//! What may leave the program, whatever went in: the rules for every byte of its output.

use serde_json::Value;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// As many characters without width may follow one another.
const MARKS: usize = 30;

/// What is known of a piece of output.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Seen {
    /// Colours were asked for.
    pub(crate) coloured: bool,
    /// A terminal shows it, where our own isolates keep right-to-left text in its place.
    pub(crate) terminal: bool,
    /// No line may be wider.
    pub(crate) width: Option<usize>,
}

/// Says what is wrong with text that a person gets to see.
pub(crate) fn text(bytes: &[u8], seen: Seen) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let plain = plain(text)?;
    if !seen.coloured && plain.len() != text.len() {
        return Err(format!("an escape sequence, though no colour was asked for: {text:?}"));
    }
    if !text.is_empty() && !text.ends_with('\n') {
        return Err(format!("the last line does not end: {text:?}"));
    }
    plain.split('\n').try_for_each(|line| self::line(line, seen))
}

fn line(line: &str, seen: Seen) -> Result<(), String> {
    let mut open = 0_u32;
    let mut marks = 0;
    for (at, c) in line.char_indices() {
        match c {
            '\u{2066}'..='\u{2068}' if seen.terminal && open == 0 => open = 1,
            '\u{2069}' if seen.terminal && open > 0 => open = 0,
            '\u{e0020}'..='\u{e007f}' if in_flag(line, at) => {}
            _ if is_forbidden(c) => return Err(format!("{c:?} in the line {line:?}")),
            _ => {}
        }
        marks = if c.width() == Some(0) { marks + 1 } else { 0 };
        if marks > MARKS + 2 {
            return Err(format!("a flood of marks in the line {line:?}"));
        }
    }
    if open > 0 {
        return Err(format!("an isolate is left open in the line {line:?}"));
    }
    let is_wider = seen.width.filter(|width| line.width() > *width);
    match is_wider {
        Some(width) => Err(format!("{} columns instead of {width}: {line:?}", line.width())),
        // Under colours a line may be drawn, or filled, to the edge.
        None if line.ends_with(' ') && !seen.coloured => {
            Err(format!("blanks at the end of the line {line:?}"))
        }
        None => Ok(()),
    }
}

/// Tells what a terminal may obey, or what misleads its reader.
fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{206f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// Tells whether the tag at a place belongs to the flag of a country: a black flag, up to 30 tags,
/// and their end.
fn in_flag(line: &str, at: usize) -> bool {
    let (before, after) = line.split_at(at);
    let is_tag = |c: &char| ('\u{e0020}'..='\u{e007e}').contains(c);
    let begins = before.trim_end_matches(|c| is_tag(&c)).ends_with('\u{1f3f4}');
    begins && after.chars().find(|c| !is_tag(c)) == Some('\u{e007f}')
}

/// Takes the colours out; says so if there is an escape that is no colour.
fn plain(text: &str) -> Result<String, String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        let parameters = after.strip_prefix('[').and_then(|after| after.split_once('m'));
        match parameters {
            Some((digits, after)) if digits.chars().all(|c| c.is_ascii_digit() || c == ';') => {
                rest = after;
            }
            _ => return Err(format!("an escape that is no colour before {after:?}")),
        }
    }
    plain.push_str(rest);
    Ok(plain)
}

/// Takes out where links begin and end.
pub(crate) fn unlinked(text: &str) -> String {
    let mut parts = text.split("\u{1b}]8;");
    let mut unlinked = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        unlinked.push_str(part.split_once("\u{1b}\\").map_or(part, |(_, after)| after));
    }
    unlinked
}

/// Takes out what only colours show: themselves, and blanks that they underline; and links.
pub(crate) fn uncoloured(bytes: &[u8]) -> Result<String, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    Ok(plain(&unlinked(text))?.split('\n').map(str::trim_end).collect::<Vec<_>>().join("\n"))
}

/// Commands whose answer is one, and no array.
const ALONE: [&str; 2] = ["diff", "stats"];

/// Reads an array of answers; says what is wrong with it.
pub(crate) fn json(bytes: &[u8], command: &str) -> Result<Vec<Value>, String> {
    machine(bytes)?;
    let read = if ALONE.contains(&command) {
        serde_json::from_slice(bytes).map(|answer| vec![answer])
    } else {
        serde_json::from_slice(bytes)
    };
    let answers: Vec<Value> = read.map_err(|error| error.to_string())?;
    answers.iter().try_for_each(|answer| self::answer(answer, command))?;
    Ok(answers)
}

/// Reads answers, one a line; says what is wrong with them.
pub(crate) fn json_lines(bytes: &[u8], command: &str) -> Result<Vec<Value>, String> {
    let text = machine(bytes)?;
    text.lines()
        .map(|line| {
            let value = serde_json::from_str(line).map_err(|error| format!("{error}: {line}"))?;
            answer(&value, command)?;
            Ok(value)
        })
        .collect()
}

/// Text for machines holds neither colours nor isolates: what a terminal may obey is escaped.
fn machine(bytes: &[u8]) -> Result<&str, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    match text.chars().find(|c| *c != '\n' && is_forbidden(*c)) {
        Some(c) => Err(format!("{c:?} as it is")),
        None if !text.is_empty() && !text.ends_with('\n') => Err("no end of line".to_owned()),
        None => Ok(text),
    }
}

fn answer(answer: &Value, command: &str) -> Result<(), String> {
    let schema = answer.get("schema").and_then(Value::as_str);
    if !answer.is_object() || schema != Some(&format!("ticketctl.{command}/1")) {
        return Err(format!("the schema of {command} is {schema:?}"));
    }
    Ok(())
}

/// The rules themselves, tried with faults.
#[cfg(test)]
mod tried {
    use super::{Seen, json, plain, text};

    #[test]
    fn faults_are_found() {
        let pipe = Seen::default();
        let terminal = Seen { terminal: true, ..pipe };
        let coloured = Seen { coloured: true, ..pipe };
        let narrow = Seen { width: Some(4), ..pipe };
        for (said, seen) in [
            ("a\u{7}\n", coloured),
            ("a\r\n", pipe),
            ("\u{9b}2J\n", coloured),
            ("\u{7f}\n", pipe),
            ("\u{1b}[31mred\u{1b}[0m\n", pipe),
            ("\u{1b}[2J\n", coloured),
            ("\u{1b}]52;c;aGk=\u{7}\n", coloured),
            ("\u{202e}\n", terminal),
            ("\u{2068}a\u{2069}\n", pipe),
            ("\u{2068}a\n\u{2069}\n", terminal),
            ("\u{2067}\u{2068}a\u{2069}\u{2069}\n", terminal),
            ("\u{1b}]8;;https://a.example\u{1b}\\a\u{1b}]8;;\u{1b}\\\n", coloured),
            ("\u{2069}\u{2068}\n", terminal),
            ("\u{e0041}\n", pipe),
            ("\u{1f3f4}\u{e0067}\n", pipe),
            ("five5\n", narrow),
            ("日本語\n", narrow),
            ("blank \n", pipe),
            ("no end", pipe),
        ] {
            assert!(text(said.as_bytes(), seen).is_err(), "{said:?}");
        }
        assert!(text(b"\xff\n", pipe).is_err());
        assert!(text(format!("a{}\n", "\u{301}".repeat(40)).as_bytes(), pipe).is_err());
        assert!(
            json("[{\"schema\":\"ticketctl.show/1\",\"a\":\"\u{202e}\"}]\n".as_bytes(), "show")
                .is_err()
        );
        assert!(json(b"[{\"schema\":\"ticketctl.bot/1\"}]\n", "show").is_err());
        assert!(json(b"{\"schema\":\"ticketctl.show/1\"}\n", "show").is_err());
    }

    #[test]
    fn what_is_right_passes() {
        let terminal = Seen { terminal: true, coloured: true, width: Some(9) };
        let england = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";
        let said = format!("\u{1b}[1;34mJohn\u{1b}[0m\n\n  \u{2068}שלום\u{2069} x\n{england}\n");
        assert_eq!(text(said.as_bytes(), terminal), Ok(()));
        assert_eq!(plain("\u{1b}[2;4mA\u{1b}[0m b"), Ok("A b".to_owned()));
    }
}
