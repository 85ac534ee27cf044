//! Markdown and HTML, read by readers that are not ours: whatever a ticket says, the document is built
//! as that of a harmless ticket is, and the words are there.

use crate::attacks::{self, LONG};
use crate::judge;
use crate::positions;
use crate::program::{COMMANDS, forms, run, surroundings};
use crate::rows::{page, saying};
use html5gum::{Token, Tokenizer};
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

/// Reads what a Markdown document is built of, and its words without blanks.
fn markdown(text: &str) -> (Vec<String>, String) {
    let (mut parts, mut words) = (Vec::new(), String::new());
    for event in Parser::new_ext(text, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Start(Tag::Paragraph | Tag::Strong)
            | Event::End(_)
            | Event::SoftBreak
            | Event::HardBreak => {}
            Event::Start(tag) => parts.push(format!("{tag:?}")),
            Event::InlineHtml(html) if ["<!-- -->", "<br>"].contains(&&*html) => {}
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            other => parts.push(format!("{other:?}")),
        }
    }
    words.retain(|c| !c.is_whitespace());
    (parts, words)
}

/// Reads what an HTML document is built of, and its words without blanks. What is said and shown to
/// scale depends on names and texts alone.
fn html(text: &str) -> (Vec<String>, String) {
    let (mut parts, mut words, mut open) = (Vec::new(), String::new(), Vec::new());
    for token in Tokenizer::new(text) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8(tag.name.to_vec()).unwrap();
                let attributes = tag.attributes.iter().map(|(name, value)| {
                    let name = String::from_utf8(name.to_vec()).unwrap();
                    let value = String::from_utf8(value.to_vec()).unwrap();
                    if ["aria-label", "dir"].contains(&&*name) {
                        name
                    } else {
                        format!("{name}={value}")
                    }
                });
                let attributes: Vec<_> = attributes.collect();
                // Our spelling of a character.
                let is_spelling = attributes == ["class=spelled"];
                if !["span", "bdi", "p", "meta", "br"].contains(&&*name) {
                    parts.push(format!("{name} {}", attributes.join(" ")));
                } else if name == "span" || name == "p" {
                    let known = ["class=", "style=flex-grow:", "dir"];
                    let is_known =
                        |attribute: &String| known.iter().any(|known| attribute.starts_with(known));
                    assert!(is_spelling || attributes.iter().all(is_known), "{attributes:?}");
                } else {
                    assert!(name == "meta" || attributes.is_empty(), "{name} {attributes:?}");
                }
                if !["meta", "br"].contains(&&*name) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                assert_eq!(open.pop().map(String::into_bytes), Some(tag.name.to_vec()), "{text}");
            }
            Token::String(said) if open.last().is_none_or(|name| name != "style") => {
                words.push_str(std::str::from_utf8(&said).unwrap());
            }
            Token::String(_) | Token::Doctype(_) => {}
            // Characters that Unicode has set aside are shown as whatever shows them.
            Token::Error(error) if error.value == html5gum::Error::NoncharacterInInputStream => {}
            other => panic!("{other:?}"),
        }
    }
    assert!(open.is_empty(), "{open:?}");
    words.retain(|c| !c.is_whitespace());
    (parts, words)
}

/// Reads a document of one of both kinds.
fn read(form: &str, text: &str) -> (Vec<String>, String) {
    assert_eq!(judge::faults(text.as_bytes(), judge::DATA), Vec::<String>::new(), "{text}");
    if form == "md" { markdown(text) } else { html(text) }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What would be markup in one of both languages, or makes a mess of the other's.
const MARKUP: [&str; 26] = [
    "# heading",
    "[bank](https://evil.example)",
    "![pixel](https://evil.example/p.png)",
    "[a]: https://evil.example",
    "<https://evil.example>",
    "<img src=x onerror=alert(1)>",
    "</bdi></span></p></style><script>alert(1)</script>",
    "\" autofocus onfocus=\"alert(1)",
    "<!-- never closed",
    "--> <b>",
    "| a | b |",
    "|---|---|",
    "a\\| b \\\\| c",
    "```",
    "~~~",
    "> quote",
    "- list",
    "1. list",
    "---",
    "===",
    "***bold*** __bold__ ~~gone~~ `code`",
    "[^1] [x] $x$",
    "&lt;script&gt; &#60;b&#62;",
    "]]> <![CDATA[ x",
    "{#id .class} {{7*7}}",
    "trailing\\",
];

/// Tries a text as a message, a name and a tag, in every command that has the form.
fn stays_text(form: &str, text: &str) {
    for command in COMMANDS.into_iter().filter(|command| has(command, form)) {
        let asked = [command, &["-o", form]].concat();
        let (expected, _) = read(form, &page(&asked, &saying("harmless")));
        let (parts, words) = read(form, &page(&asked, &saying(text)));
        assert_eq!(parts, expected, "{command:?} {text:?}");
        if ["transcript", "participants"].contains(&command[0]) {
            let seen = squeezed(&judge::spelled(text, true));
            assert!(words.contains(&seen), "{command:?}: {seen} in {words}");
        }
    }
}

fn has(command: &[&str], form: &str) -> bool {
    let is_long = command.contains(&"--full") && command[0] == "show";
    !is_long && forms(command[0]).contains(&form)
}

#[test]
fn t16_a_web_page_shows_text_and_nothing_else() {
    for text in MARKUP {
        stays_text("html", text);
    }
}

#[test]
fn t17_markdown_shows_text_and_nothing_else() {
    for text in MARKUP {
        stays_text("md", text);
    }
}

/// All attacks of all rows, in the places that all forms show.
#[test]
fn t16_t17_no_attack_builds_anything() {
    for attack in attacks::all().iter().filter(|attack| attack.text.len() < LONG) {
        let is_one_line = !attack.text.contains(['\n', '\r']);
        if is_one_line && !attack.means_something && !attack.text.trim().is_empty() {
            let ticket = attacked(&attack.text);
            for form in ["md", "html"] {
                let asked = ["transcript", "-o", form];
                let (expected, _) = read(form, &page(&asked, &attacked("harmless")));
                let (parts, words) = read(form, &page(&asked, &ticket));
                assert_eq!(parts, expected, "{:?}", attack.text);
                let seen = squeezed(&judge::spelled(&attack.text, false));
                assert!(words.contains(&seen), "{seen} in {words}");
            }
        }
    }
}

fn attacked(text: &str) -> Value {
    let mut ticket = positions::ticket();
    ticket["transactions"][4]["text"] = text.into();
    ticket
}

/// Every fixture, in every command that has the form.
#[test]
fn every_fixture_is_well_built() {
    for file in ["tickets", "streams"].into_iter().flat_map(crate::fixtures::fixtures) {
        for form in ["md", "html"] {
            for command in COMMANDS.into_iter().filter(|command| has(command, form)) {
                let asked = [command, &["-q", "-o", form, &file]].concat();
                let run = run(&asked, &surroundings(false), b"");
                let text = String::from_utf8(run.stdout).unwrap();
                let (parts, _) = read(form, &text);
                let foreign =
                    ["Link", "Image", "Html", "Math", "Footnote", "a ", "img", "script", "iframe"];
                let found =
                    parts.iter().find(|part| foreign.iter().any(|name| part.starts_with(name)));
                assert_eq!(found, None, "{asked:?}");
                assert!(
                    form == "html" || !text.contains(" \n"),
                    "{asked:?}: blanks at the end of a line"
                );
            }
        }
    }
}
