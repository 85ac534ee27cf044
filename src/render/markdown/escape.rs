//! The one door to Markdown: words that stay words, whatever they hold.

use crate::page::Role;
use crate::render::strip::{Piece, Strip};
use crate::render::theme::Look;

/// Keeps apart what would become a link, a mention or a picture if it stood together. It is not seen,
/// and whoever copies the text gets it as it was.
const APART: &str = "<!-- -->";

/// A character on its way out.
#[derive(Debug, Clone, Copy)]
struct Letter {
    char: char,
    is_bold: bool,
    is_spelled: bool,
    /// Whether it comes from a ticket.
    is_quoted: bool,
}

/// Writes safe text as a part of a line; what must be seen is bold.
pub(super) fn inline(strip: &Strip<'_>) -> String {
    write(strip, true)
}

/// Writes safe text that a line begins with.
pub(super) fn line(strip: &Strip<'_>) -> String {
    escape_start(&inline(strip))
}

/// Writes safe text without any markup of its own. Gaps between its parts become dots.
pub(super) fn plain(strip: &Strip<'_>) -> String {
    write(strip, false)
}

/// Writes rows of a drawing in a fence that is longer than any in them.
pub(super) fn fenced(rows: &[Strip<'_>]) -> String {
    let rows: Vec<_> = rows.iter().map(|row| row.text().trim_end().to_owned()).collect();
    let longest = rows.iter().flat_map(|row| row.split(|c| c != '`')).map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or_default().saturating_add(1).max(3));
    format!("{fence}text\n{}\n{fence}", rows.join("\n"))
}

fn write(strip: &Strip<'_>, has_bold: bool) -> String {
    let mut letters: Vec<Letter> = Vec::new();
    for piece in strip.pieces() {
        let text = piece.run.as_str();
        let is_gap = !has_bold && !piece.quoted && text.len() > 1 && text.trim().is_empty();
        let text = if is_gap { " · " } else { text };
        let (is_bold, is_spelled) = (has_bold && is_bold(piece), piece.run.is_spelled());
        let is_quoted = piece.quoted;
        letters.extend(text.chars().map(|char| Letter { char, is_bold, is_spelled, is_quoted }));
    }
    let blank = |letter: &Letter| letter.char.is_whitespace() && !letter.is_spelled;
    let end = letters.iter().rposition(|letter| !blank(letter)).map_or(0, |at| at + 1);
    letters.truncate(end);
    let start = letters.iter().position(|letter| !blank(letter)).unwrap_or_default();

    // Blanks in front would make a code block of it.
    let mut out = "&nbsp;".repeat(start);
    let letters = letters.get(start..).unwrap_or_default();
    let mut rest = letters;
    let mut is_open = false;
    while let Some((letter, after)) = rest.split_first() {
        let at = letters.len() - rest.len();
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        if letter.is_spelled {
            let run = rest.iter().take_while(|letter| letter.is_spelled).count();
            if is_open {
                out.push_str("**");
                is_open = false;
            }
            out.push('`');
            out.extend(rest.iter().take(run).map(|letter| letter.char));
            out.push('`');
            rest = rest.get(run..).unwrap_or_default();
            continue;
        }
        if !is_open && begins_bold(before, rest) {
            out.push_str("**");
            is_open = true;
        }
        escape(letter.char, rest, &mut out);
        let goes_on = after.first().is_some_and(|next| next.is_bold && !next.is_spelled);
        if is_open && !goes_on {
            out.push_str("**");
            is_open = false;
        }
        rest = after;
    }
    out
}

fn is_bold(piece: &Piece<'_>) -> bool {
    matches!(piece.look, Look::Words(Role::Heading | Role::Slow | Role::Hit))
}

/// Tells whether bold letters begin here that a reader of Markdown takes for such: words that stand
/// between blanks, or letters and digits at both of their ends.
fn begins_bold(before: Option<&Letter>, rest: &[Letter]) -> bool {
    let run = rest.iter().take_while(|letter| letter.is_bold && !letter.is_spelled).count();
    let is_edge = |letter: Option<&Letter>| letter.is_none_or(|letter| letter.char.is_whitespace());
    let (first, last) = (rest.first(), run.checked_sub(1).and_then(|last| rest.get(last)));
    let (Some(first), Some(last)) = (first, last) else { return false };
    let is_word = |letter: &Letter| letter.char.is_alphanumeric();
    let is_begun = before.is_some_and(|before| before.is_bold && !before.is_spelled);
    !is_begun
        && !first.char.is_whitespace()
        && !last.char.is_whitespace()
        && (is_edge(before) || is_word(first))
        && (is_edge(rest.get(run)) || is_word(last))
}

/// Writes a character so that it is that character and nothing else.
fn escape(char: char, rest: &[Letter], out: &mut String) {
    let next = rest.get(1).map_or('\0', |letter| letter.char);
    match char {
        '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '^' | '{' => {
            out.extend(['\\', char]);
        }
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        // A heading, or the number of somebody's issue.
        '#' => {
            out.push_str("\\#");
            if next.is_ascii_digit() {
                out.push_str(APART);
            }
        }
        // A mention, or an address.
        '@' => {
            out.push('@');
            if next.is_alphanumeric() {
                out.push_str(APART);
            }
        }
        // The address of a page.
        ':' if next == '/' => out.push_str("\\:"),
        '.' if is_www(out) => out.push_str("\\."),
        // A little picture.
        ':' if is_shortcode(rest) => out.extend([":", APART]),
        '\n' => out.push(' '),
        _ => out.push(char),
    }
}

fn is_www(out: &str) -> bool {
    let start = out.len().saturating_sub(3);
    out.get(start..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// Tells whether this is `:name:`, which GitHub draws as a picture. A time of day is none.
fn is_shortcode(rest: &[Letter]) -> bool {
    let is_name = |letter: &&Letter| {
        letter.char.is_ascii_alphanumeric() || matches!(letter.char, '_' | '+' | '-')
    };
    let name: Vec<_> = rest.iter().skip(1).take_while(is_name).collect();
    let is_time = name.len() < 3 && name.iter().all(|letter| letter.char.is_ascii_digit());
    let is_ended = rest.get(name.len() + 1).is_some_and(|letter| letter.char == ':');
    is_ended && !is_time && rest.first().is_some_and(|colon| colon.is_quoted)
}

/// Escapes what would make a list, a heading, a rule or a table of a line that it begins.
pub(super) fn escape_start(line: &str) -> String {
    if line.starts_with(['-', '+', '=', ':']) {
        return format!("\\{line}");
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    match line.split_at_checked(digits) {
        Some((digits, rest)) if !digits.is_empty() && rest.starts_with(['.', ')']) => {
            format!("{digits}\\{rest}")
        }
        _ => line.to_owned(),
    }
}
