//! The forms that an archive may have.

use std::io::{self, Write};

/// How tickets stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// One a line.
    Lines,
    /// One array, all in one line.
    Array,
    /// One page of a list, all in one line.
    Envelope,
    /// One array, indented.
    Pretty,
}

pub(crate) const FORMS: [(&str, Form); 4] = [
    ("lines", Form::Lines),
    ("array", Form::Array),
    ("envelope", Form::Envelope),
    ("pretty", Form::Pretty),
];

/// Writes tickets in one of the forms.
#[derive(Debug)]
pub(crate) struct Shaped<W: Write> {
    out: W,
    form: Form,
    is_first: bool,
    indented: String,
}

impl<W: Write> Shaped<W> {
    pub(crate) fn new(mut out: W, form: Form) -> io::Result<Self> {
        out.write_all(match form {
            Form::Lines => b"",
            Form::Array | Form::Pretty => b"[",
            Form::Envelope => b"{\"tickets\":[",
        })?;
        Ok(Self { out, form, is_first: true, indented: String::new() })
    }

    /// Writes a ticket, given in one line.
    pub(crate) fn ticket(&mut self, json: &str) -> io::Result<()> {
        let is_first = std::mem::replace(&mut self.is_first, false);
        if !is_first && self.form != Form::Lines {
            self.out.write_all(b",")?;
        }
        match self.form {
            Form::Lines => {
                self.out.write_all(json.as_bytes())?;
                self.out.write_all(b"\n")
            }
            Form::Array | Form::Envelope => self.out.write_all(json.as_bytes()),
            Form::Pretty => {
                self.indented.clear();
                self.indented.push_str("\n  ");
                indent(json, &mut self.indented);
                self.out.write_all(self.indented.as_bytes())
            }
        }
    }

    pub(crate) fn end(mut self) -> io::Result<()> {
        self.out.write_all(match self.form {
            Form::Lines => b"",
            Form::Array => b"]\n",
            Form::Pretty => b"\n]\n",
            Form::Envelope => b"],\"paging\":{}}\n",
        })?;
        self.out.flush()
    }
}

/// Indents JSON by two blanks a level, one level deep already.
fn indent(json: &str, out: &mut String) {
    let (mut depth, mut quoted, mut escaped, mut plain) = (1_usize, false, false, 0);
    let bytes = json.as_bytes();
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        (0..depth).for_each(|_| out.push_str("  "));
    };
    for (at, byte) in bytes.iter().enumerate() {
        if quoted {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => quoted = false,
                _ => {}
            }
            continue;
        }
        let next = bytes.get(at + 1);
        match byte {
            b'"' => quoted = true,
            b':' | b',' | b'{' | b'[' => {
                out.push_str(&json[plain..=at]);
                plain = at + 1;
                match byte {
                    b':' => out.push(' '),
                    b',' => line(out, depth),
                    _ => {
                        depth += 1;
                        if !matches!(next, Some(b'}' | b']')) {
                            line(out, depth);
                        }
                    }
                }
            }
            b'}' | b']' => {
                out.push_str(&json[plain..at]);
                plain = at;
                depth -= 1;
                if !out.ends_with(['{', '[']) {
                    line(out, depth);
                }
            }
            _ => {}
        }
    }
    out.push_str(&json[plain..]);
}
