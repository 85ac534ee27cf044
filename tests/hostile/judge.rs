//! The judge: what may reach a terminal, as a grammar of its own. It shares no code with the
//! program, nor with the rules of the other tests.
//!
//! ```text
//! output  = { line "\n" }
//! line    = { words | link { words } end }
//! words   = letter | isolate { letter } PDI | colour { letter | isolate … PDI } plain
//! isolate = FSI | LRI | RLI
//! colour  = ESC "[" one of the theme's "m"        (only where colours were asked for)
//! plain   = ESC "[0m"
//! link    = ESC "]8;id=" 8 digits ";" target ESC "\"   (only where links were asked for)
//! end     = ESC "]8;;" ESC "\"
//! ```
//!
//! A target is an address of a page, a mailbox or a telephone in printable ASCII, and what is seen of
//! a link is a part of it.

/// What the theme may send, and nothing else.
const COLOURS: [&str; 13] =
    ["1", "2", "7", "31", "32", "33", "34", "35", "36", "34;1", "33;1", "2;4", "1;4"];

/// As many characters without width may follow one letter; the flag of a country has 7.
const MARKS: usize = 31;

/// What was asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) colours: bool,
    /// Isolates of our own are right on a terminal only.
    pub(crate) isolates: bool,
    pub(crate) links: bool,
}

/// For data: neither colours nor isolates.
pub(crate) const DATA: Asked = Asked { colours: false, isolates: false, links: false };

/// Lists what should not be there, in words.
pub(crate) fn faults(bytes: &[u8], asked: Asked) -> Vec<String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return vec!["not UTF-8".to_owned()] };
    let mut faults = Vec::new();
    if !text.is_empty() && !text.ends_with('\n') {
        faults.push("the last line does not end".to_owned());
    }
    for line in text.split('\n') {
        faults.extend(self::line(line, asked).into_iter().map(|fault| {
            let shown: String = line.escape_debug().take(300).collect();
            format!("{fault} in the line {shown}")
        }));
    }
    faults
}

fn line(line: &str, asked: Asked) -> Vec<String> {
    let mut faults = Vec::new();
    let (mut coloured, mut isolated, mut marks) = (false, false, 0);
    let mut open: Option<Link> = None;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = after;
        marks = if is_mark(c) { marks + 1 } else { 0 };
        if marks == MARKS + 1 {
            faults.push(format!("more than {MARKS} marks"));
        }
        match c {
            '\u{1b}' => match colour(after).filter(|_| asked.colours) {
                Some((code, after)) => {
                    let opens = code != "0";
                    if opens == coloured {
                        faults.push("colours inside colours, or an end without".to_owned());
                    }
                    coloured = opens;
                    rest = after;
                }
                None => match link_end(after).filter(|_| asked.links && !coloured && !isolated) {
                    Some((target, after)) => {
                        rest = after;
                        let before = std::mem::replace(&mut open, Link::to(target));
                        match before {
                            Some(ended) if target.is_empty() => faults.extend(ended.fault()),
                            None if !target.is_empty() => {}
                            _ => faults.push("links inside links, or an end without".to_owned()),
                        }
                    }
                    None => faults.push("an escape that is not ours".to_owned()),
                },
            },
            '\u{2066}'..='\u{2068}' if asked.isolates && !isolated => isolated = true,
            '\u{2069}' if asked.isolates && isolated => isolated = false,
            '\u{1f3f4}' => rest = after_flag(after),
            c if is_forbidden(c) => faults.push(format!("{c:?}")),
            _ => open.iter_mut().for_each(|open| open.seen.push(c)),
        }
    }
    if coloured || isolated || open.is_some() {
        faults.push("a colour, an isolate or a link is left open".to_owned());
    }
    faults
}

/// A link, and what is seen of it.
struct Link {
    target: String,
    seen: String,
}

impl Link {
    fn to(target: &str) -> Option<Self> {
        (!target.is_empty()).then(|| Self { target: target.to_owned(), seen: String::new() })
    }

    /// Says what is wrong with it.
    fn fault(&self) -> Option<String> {
        let Self { target, seen } = self;
        let scheme = ["http://", "https://", "mailto:", "tel:"];
        let is_safe = scheme.iter().any(|scheme| target.to_lowercase().starts_with(scheme))
            && target.len() <= 2083
            && target.bytes().all(|byte| (b'!'..=b'~').contains(&byte));
        let is_seen = target.contains(seen) || decoded(target).contains(seen);
        (!is_safe || !is_seen || seen.is_empty()).then(|| format!("{seen:?} leads to {target:?}"))
    }
}

/// Reads the characters that a target holds as numbers.
fn decoded(target: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = target.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let number = after.get(..2).and_then(|number| std::str::from_utf8(number).ok());
        let number = number.and_then(|number| u8::from_str_radix(number, 16).ok());
        if let Some(number) = number.filter(|_| *byte == b'%') {
            bytes.push(number);
            rest = &after[2..];
        } else {
            bytes.push(*byte);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Reads the target behind an escape that begins a link; that of an end is empty.
fn link_end(after: &str) -> Option<(&str, &str)> {
    let (parameters, after) = after.strip_prefix("]8;")?.split_once("\u{1b}\\")?;
    let (id, target) = parameters.split_once(';')?;
    let digits = id.strip_prefix("id=").unwrap_or_default();
    let is_named = digits.len() == 8 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    (is_named || (id.is_empty() && target.is_empty())).then_some((target, after))
}

/// Reads one of the theme's colours behind an escape.
fn colour(after: &str) -> Option<(&str, &str)> {
    let (code, after) = after.strip_prefix('[')?.split_once('m')?;
    (code == "0" || COLOURS.contains(&code)).then_some((code, after))
}

/// Steps over the tags of a flag, if they have an end and are not many.
fn after_flag(after: &str) -> &str {
    let rest = after.trim_start_matches(|c| ('\u{e0020}'..='\u{e007e}').contains(&c));
    let tags = after.chars().count() - rest.chars().count();
    match rest.strip_prefix('\u{e007f}') {
        Some(rest) if (1..30).contains(&tags) => rest,
        _ => after,
    }
}

/// Tells what no terminal and no text may get.
pub(crate) fn is_forbidden(c: char) -> bool {
    matches!(u32::from(c),
        0..=0x1f | 0x7f..=0x9f              // C0, DEL, C1
        | 0x2028..=0x202e | 0x2066..=0x206f // separators, embeddings, overrides, isolates
        | 0xfff9..=0xfffb                   // interlinear annotations
        | 0xe0000..=0xe007f) // tags
}

/// Tells marks that pile up on the letter before them.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c),
        0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x610..=0x61a | 0x64b..=0x65f
        | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x200b..=0x200d | 0x20d0..=0x20ff | 0x2060..=0x2064
        | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f | 0xe0100..=0xe01ef)
}

/// Writes a text as it must be seen on one line, blanks left out.
pub(crate) fn spelled(text: &str, in_cell: bool) -> String {
    let mut seen = String::new();
    let mut rest = text;
    let mut marks = 0;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let code = u32::from(c);
        let soft = matches!(
            code,
            0xad | 0x115f | 0x1160 | 0x180e | 0x200b | 0x2060..=0x2065 | 0x3164 | 0xfeff | 0xffa0
        );
        marks = if is_mark(c) && !(in_cell && soft) { marks + 1 } else { 0 };
        rest = after;
        match c {
            _ if marks == 31 => seen.push('…'),
            _ if marks > 31 => {}
            '\r' if after.starts_with('\n') => {}
            '\n' if in_cell => {
                let breaks = after.replace("\r\n", "\n");
                let more = breaks.len() - breaks.trim_start_matches('\n').len();
                if more < 3 {
                    seen.push('↵');
                } else {
                    seen.push_str(&["↵×", &(more + 1).to_string()].concat());
                    rest = after.trim_start_matches(['\n', '\r']);
                }
            }
            '\n' | '\t' | ' ' | '\u{a0}' => {}
            '\u{1f3f4}' => {
                rest = after_flag(after);
                seen.push(c);
                seen.push_str(&after[..after.len() - rest.len()]);
            }
            '\0'..='\u{1f}' | '\u{7f}' => {
                seen.push('^');
                seen.push(char::from(u8::try_from(code ^ 0x40).unwrap()));
            }
            _ if is_forbidden(c) || (in_cell && soft) => seen.push_str(&named(code)),
            _ => seen.push(c),
        }
    }
    seen
}

fn named(code: u32) -> String {
    format!("<U+{code:04X}>")
}

/// The judge himself, tried with planted faults.
mod tried {
    use super::{Asked, DATA, faults, spelled};

    const ALL: Asked = Asked { colours: true, isolates: true, links: true };

    #[test]
    fn planted_faults_are_found() {
        for planted in [
            "\u{1b}",
            "\u{1b}[2J",
            "\u{1b}[5mx\u{1b}[0m",
            "\u{1b}[31;1mx\u{1b}[0m",
            "\u{1b}[m",
            "\u{1b}[0m",
            "\u{1b}[31mx",
            "\u{1b}[31m\u{1b}[1mx\u{1b}[0m",
            "\u{1b}]0;x\u{7}",
            "\u{9b}31m",
            "\u{85}",
            "\u{7}",
            "\u{7f}",
            "a\rb",
            "a\tb",
            "\0",
            "\u{202e}",
            "\u{2066}x",
            "\u{2066}\u{2067}x\u{2069}\u{2069}",
            "\u{2068}x",
            "\u{2068}\u{2068}x\u{2069}\u{2069}",
            "\u{2069}\u{2068}",
            "\u{2028}",
            "\u{fffa}",
            "\u{e0041}",
            "\u{1f3f4}\u{e0067}",
            "\u{206a}",
            "\u{1b}]8;;https://evil.example\u{1b}\\x\u{1b}]8;;\u{1b}\\",
            "\u{1b}]8;id=1;https://evil.example\u{1b}\\evil\u{1b}]8;;\u{1b}\\",
            "\u{1b}]8;id=00000000;https://evil.example\u{1b}\\bank.example\u{1b}]8;;\u{1b}\\",
            "\u{1b}]8;id=00000000;https://evil.example\u{1b}\\evil",
            "\u{1b}]8;id=00000000;https://evil.example\u{7}evil\u{1b}]8;;\u{7}",
            "\u{1b}]8;id=00000000;file:///etc/passwd\u{1b}\\passwd\u{1b}]8;;\u{1b}\\",
            "\u{1b}]8;id=00000000;javascript:evil\u{1b}\\evil\u{1b}]8;;\u{1b}\\",
            "\u{1b}]8;;\u{1b}\\",
            "\u{2067}x",
        ] {
            assert!(!faults(format!("a{planted}b\n").as_bytes(), ALL).is_empty(), "{planted:?}");
        }
        let flood = format!("a{}\n", "\u{301}".repeat(40));
        assert!(!faults(flood.as_bytes(), ALL).is_empty());
        assert!(!faults(b"\xff\n", ALL).is_empty());
        assert!(!faults(b"no end", ALL).is_empty());
        assert!(!faults("\u{2068}a\n\u{2069}\n".as_bytes(), ALL).is_empty());
        assert!(!faults(b"\x1b[31mx\x1b[0m\n", DATA).is_empty());
        assert!(!faults("\u{2068}x\u{2069}\n".as_bytes(), DATA).is_empty());
    }

    #[test]
    fn what_is_ours_and_what_is_honest_passes() {
        let honest = "\u{1b}[34;1m\u{2068}שלום\u{2069}\u{1b}[0m x\n\n👩\u{200d}👧 e\u{301}\n\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}\n";
        assert_eq!(faults(honest.as_bytes(), ALL), Vec::<String>::new());
        let link = "\u{1b}]8;id=0a1b2c3d;https://a.example/%D7%90\u{1b}\\\u{1b}[2mhttps://a.example/\u{2068}א\u{2069}\u{1b}[0m\u{1b}]8;;\u{1b}\\ x\n";
        assert_eq!(faults(link.as_bytes(), ALL), Vec::<String>::new());
        assert_ne!(faults(link.as_bytes(), Asked { links: false, ..ALL }), Vec::<String>::new());
        assert_eq!(spelled("a\u{1b} \u{9b}\n\u{202e}", true), "a^[<U+009B>↵<U+202E>");
        assert_eq!(spelled("a\u{200b}\r\nb\rc", false), "a\u{200b}b^Mc");
    }
}
