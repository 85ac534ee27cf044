//! How text of ours is set on a page of the manual.

use roff::{Roff, bold, roman};

/// Returns the name of a page, as others name it.
pub(super) fn name_of(command: Option<&str>) -> String {
    command.map_or_else(|| "ticketctl(1)".to_owned(), |name| format!("ticketctl-{name}(1)"))
}

/// Lists words with what they mean, a line each where there is room.
pub(super) fn terms(roff: &mut Roff, width: &str, terms: impl Iterator<Item = (String, String)>) {
    roff.control("PD", ["0"]);
    for (term, means) in terms {
        roff.control("TP", [width]).text([bold(term)]).text([roman(means)]);
    }
    roff.control("PD", []);
}

/// Sets text of which the lines that are indented tell a word, two blanks or more, and what it means.
pub(super) fn paragraphs(roff: &mut Roff, text: &str) {
    for (index, paragraph) in text.split("\n\n").enumerate() {
        if index > 0 {
            roff.control("PP", []);
        }
        let mut listed: Vec<(String, String)> = Vec::new();
        for line in paragraph.lines() {
            match (line.strip_prefix("  "), listed.last_mut()) {
                (Some(line), Some((_, means))) if line.starts_with("   ") => {
                    means.push(' ');
                    means.push_str(line.trim());
                }
                (Some(line), _) => {
                    let (term, means) = line.split_once("  ").unwrap_or((line, ""));
                    listed.push((term.to_owned(), means.trim().to_owned()));
                }
                (None, _) => {
                    roff.text([roman(line)]);
                }
            }
        }
        if !listed.is_empty() {
            terms(roff, "20", listed.into_iter());
        }
    }
}
