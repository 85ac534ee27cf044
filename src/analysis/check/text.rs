//! Rules of group 6: texts that are not what they seem to be.

use super::case::Case;
use super::finding::Evidence;
use super::findings::Findings;
use super::rule::{Needs, Rule};
use super::sentence::Sentence;
use crate::analysis::html::active_content;
use crate::model::{Field, Text};

pub(super) static RULES: &[Rule] = &[
    Rule {
        code: "W601",
        title: "Control characters in a text",
        compares: "Each text with what can be read: controls other than tab and line breaks are \
                   none of it.",
        why: "Printed as they are, such characters move the cursor, clear the screen or send \
              commands to a terminal. ticketctl shows them; other programs may obey.",
        source: "Unicode, category Cc: C0, DEL and C1.",
        needs: Needs::Texts,
        find: controls,
    },
    Rule {
        code: "W602",
        title: "A text that changes its own order",
        compares: "Each text with its own order: overrides of the direction, and embeddings or \
                   isolates that are opened in a line and not closed in it. Marks, and what is \
                   closed again, belong to honest text from right to left.",
        why: "What one reads is not what stands there: a file or an address can show another name \
              than it has, and what follows the text is turned around, too.",
        source: "Unicode Standard Annex 9; CVE-2021-42574.",
        needs: Needs::Texts,
        find: overrides,
    },
    Rule {
        code: "W603",
        title: "Active content in HTML",
        compares: "The HTML of messages and cards with what only looks: scripts, handlers, \
                   embedded pages and programs, and addresses that run do more.",
        why: "Shown in a browser as it is, it runs there with the rights of the page around it.",
        source: "HTML Standard; CWE-79.",
        needs: Needs::Texts,
        find: active,
    },
];

/// A text in which something was found may be very long: the pointer tells where it stands.
const LONGEST: usize = 200;

fn controls(case: &Case<'_, '_>, found: &mut Findings) {
    for (pointer, text) in case.odd_texts() {
        let mut controls = text.as_str().chars().filter(|c| is_control(*c));
        let Some(first) = controls.next() else { continue };
        let more = controls.count();
        let said = match more {
            0 => format!("1 control character, U+{:04X}: ", u32::from(first)),
            more => format!(
                "{} control characters, first U+{:04X}: ",
                more.saturating_add(1),
                u32::from(first)
            ),
        };
        let value = Evidence::new("text", &text.cut(LONGEST)).at(pointer.as_str());
        found.add(Sentence::new(said).quote(text), [value.inside(case.inside(pointer.as_str()))]);
    }
}

pub(super) fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

fn overrides(case: &Case<'_, '_>, found: &mut Findings) {
    for (pointer, text) in case.odd_texts() {
        let Some(what) = direction(text.as_str()) else { continue };
        let value = Evidence::new("text", &text.cut(LONGEST)).at(pointer.as_str());
        let said = Sentence::new(what).own(": ").quote(text);
        found.add(said, [value.inside(case.inside(pointer.as_str()))]);
    }
}

pub(super) const fn is_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Says how a text changes its own order; nothing if it does not, or puts it right again.
fn direction(text: &str) -> Option<String> {
    if let Some(found) = text.chars().find(|c| matches!(c, '\u{202D}' | '\u{202E}')) {
        return Some(format!("An override of the direction, U+{:04X}", u32::from(found)));
    }
    for line in text.split(['\n', '\r', '\u{2029}']) {
        let (mut embedded, mut isolated): (Vec<char>, Vec<char>) = (Vec::new(), Vec::new());
        for c in line.chars() {
            match c {
                '\u{202A}' | '\u{202B}' => embedded.push(c),
                '\u{202C}' => drop(embedded.pop()),
                '\u{2066}'..='\u{2068}' => isolated.push(c),
                '\u{2069}' => drop(isolated.pop()),
                _ => {}
            }
        }
        if let Some(open) = embedded.first().or(isolated.first()) {
            return Some(format!(
                "A change of the direction that is not closed, U+{:04X}",
                u32::from(*open)
            ));
        }
    }
    None
}

fn active(case: &Case<'_, '_>, found: &mut Findings) {
    for (index, transaction) in case.ticket().transactions.items().iter().enumerate() {
        let mut look = |html: &Field<'_, Text<'_>>, inside: &dyn Fn() -> String| {
            let Some(html) = html.get() else { return };
            let what = active_content(html.as_str());
            if what.is_empty() {
                return;
            }
            let mut words = what.join(", ");
            if let Some(first) = words.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            let value = Evidence::new("html", &html.cut(LONGEST))
                .at(case.transaction(index, &inside()))
                .inside(transaction.id.copied());
            found.add(Sentence::new(words), [value]);
        };
        look(&transaction.html, &|| "/html".to_owned());
        let Some(payload) = transaction.payload.get() else { continue };
        for (number, template) in payload.templates.items().iter().enumerate() {
            let place = |key| move || format!("/payload/templates/{number}/{key}");
            look(&template.title_html, &place("titleHtml"));
            look(&template.subtitle_html, &place("subtitleHtml"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::direction;

    #[test]
    fn honest_text_from_right_to_left_changes_nothing() {
        for text in [
            "שלום\u{200F} world\u{200E}",
            "\u{2067}שלום\u{2069} and \u{2066}x\u{2069}",
            "\u{202A}+972 50 000\u{202C}",
            "stray\u{202C} ends\u{2069}",
        ] {
            assert_eq!(direction(text), None, "{text:?}");
        }
        for text in ["a\u{202E}gpj.exe\u{202C}", "\u{202A}open", "one\u{2067}\ntwo\u{2069}"] {
            assert!(direction(text).is_some(), "{text:?}");
        }
    }
}
