//! HTML, read back by a reader that is not ours.

use super::{POLICY, title, write_end, write_page, write_start};
use crate::model::Text;
use crate::page::{Block, Fact, Line, Mark, Marked, Page, Part, Role, Shares, Turn};
use crate::render::tests::pages;
use html5gum::{Token, Tokenizer};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn written(page: &Page) -> String {
    let mut out = Vec::new();
    write_start(&title(page), &mut out).unwrap();
    write_page(page, &mut out).unwrap();
    write_end(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A document, taken apart: its elements with their attributes, and its words.
struct Read {
    elements: Vec<(String, Vec<(String, String)>)>,
    words: String,
}

fn read(html: &str) -> Read {
    let mut read = Read { elements: Vec::new(), words: String::new() };
    let mut open = Vec::new();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter();
                let attributes = attributes.map(|(name, value)| (text(name), text(value)));
                let name = text(&tag.name);
                read.elements.push((name.clone(), attributes.collect()));
                if !["meta", "br"].contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => assert_eq!(open.pop(), Some(text(&tag.name)), "{html}"),
            Token::String(words) => {
                if open.last().is_none_or(|name| name != "style") {
                    read.words.push_str(&text(&words));
                }
            }
            Token::Doctype(_) => {}
            other => panic!("{other:?} in {html}"),
        }
    }
    assert_eq!(open, Vec::<String>::new(), "{html}");
    read
}

fn quote(text: &str, role: Role) -> Line {
    Line::new().quote(&Text::from(text), role)
}

/// A page that has a text in every place.
fn page(text: &str) -> Page {
    let line = || quote(text, Role::Customer);
    let part = Part::new(line(), line(), Role::Bot, 3.0);
    let message = Turn::Message {
        verb: "wrote",
        time: line(),
        gap: line(),
        mark: Mark::Customer,
        name: line(),
        body: vec![line(), Line::new().own("[").name(&Text::from(text), Role::Plain).own("]")],
        margin: vec![line()],
    };
    let event = Turn::Event { time: line(), gap: line(), line: line(), remark: line() };
    let marked =
        Marked { mark: Some(Mark::Caution), line: line(), rows: vec![vec![line(), line()]] };
    Page {
        blocks: vec![
            Block::Title { line: line(), aside: line(), below: vec![line()] },
            Block::Text(vec![quote(text, Role::Heading)]),
            Block::Shares(Shares { parts: vec![part], caption: line() }),
            Block::Facts(vec![
                Fact::line("A", line()),
                Fact::rows("B", vec![vec![line(), line()]]),
            ]),
            Block::Talk(vec![Turn::Day(line()), message, event]),
            Block::Remarks(vec![marked]),
        ],
        ..Page::default()
    }
}

#[test]
fn t16_nothing_is_run_loaded_or_linked() {
    let html = written(&page("x"));
    let Read { elements, .. } = read(&html);
    let names: BTreeSet<_> = elements.iter().map(|(name, _)| name.as_str()).collect();
    let known = [
        "article",
        "b",
        "bdi",
        "body",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "head",
        "header",
        "html",
        "li",
        "main",
        "meta",
        "ol",
        "p",
        "section",
        "small",
        "span",
        "strong",
        "style",
        "title",
        "ul",
    ];
    assert_eq!(names, known.into());
    let attributes: BTreeSet<_> =
        elements.iter().flat_map(|(_, all)| all).map(|(name, _)| name.as_str()).collect();
    let known = [
        "aria-label",
        "charset",
        "class",
        "content",
        "dir",
        "http-equiv",
        "lang",
        "name",
        "role",
        "style",
    ];
    assert_eq!(attributes, known.into());
    assert!(html.contains(&format!("content=\"{POLICY}\"")));
    assert!(!["url(", "@import", "://"].iter().any(|loads| super::STYLE.contains(loads)));
}

/// Takes out what may differ between two pages that say something else.
fn structure(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut elements = read(html).elements;
    for (_, attributes) in &mut elements {
        attributes.retain(|(name, _)| name != "aria-label" && name != "dir");
    }
    elements
}

#[test]
fn t16_text_is_no_markup() {
    let harmless = structure(&written(&page("harmless")));
    for text in [
        "<script>alert(1)</script>",
        "</bdi></p></style><img src=x onerror=alert(1)>",
        "<!--",
        "-->",
        "\" onmouseover=\"alert(1)",
        "' onfocus='alert(1)' x='",
        "&lt;b&gt;",
        "&#60;b&#62;",
        "]]>",
        "<![CDATA[",
        "</title><script>",
        "javascript:alert(1)",
        "<a href=//evil.example>x</a>",
        "<",
        "<base href=//evil.example>",
        "<meta http-equiv=refresh content=0>",
        "</main></body></html>",
        "[x]",
        "✓ ]",
        "a < b > c & d",
    ] {
        let html = written(&page(text));
        assert_eq!(structure(&html), harmless, "{text}");
        let seen = read(&html).words.matches(text).count();
        assert!(seen >= 18, "{text} is seen {seen} times in {html}");
    }
}

#[test]
fn t9_text_that_runs_the_other_way_keeps_to_its_place() {
    let html = written(&page("שלום"));
    assert!(html.contains("<p dir=\"auto\"><span class=\"customer\">שלום</span></p>"), "{html}");
    assert!(
        html.contains("<p dir=\"rtl\"><span class=\"chip\"><bdi>שלום</bdi></span></p>"),
        "{html}"
    );
    assert!(html.contains("<h1><bdi><span class=\"customer\">שלום</span></bdi></h1>"), "{html}");
}

#[test]
fn what_is_written_out_does_not_look_like_text() {
    let html = written(&page("a\u{1b}[2J\u{202e}"));
    assert!(html.contains("<span class=\"spelled\">^[</span>"), "{html}");
    assert!(html.contains("<span class=\"spelled\">&lt;U+202E&gt;</span>"), "{html}");
    assert!(!html.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn shares_are_to_scale_and_are_said() {
    let html = written(&pages::show());
    for piece in [
        "style=\"flex-grow:60\"",
        "style=\"flex-grow:160\"",
        "style=\"flex-grow:731\"",
        "role=\"img\" aria-label=\"Held by BOT 1m 00s, queue 2m 40s, John Wick 12m 11s\"",
        "<title>Ticket 13783 Tuscany</title>",
    ] {
        assert!(html.contains(piece), "{piece} in {html}");
    }
}

#[test]
fn every_page_is_whole() {
    for page in [
        pages::show(),
        pages::transcript(),
        pages::participants(),
        pages::metrics(),
        pages::bot_path(),
        pages::timeline(),
    ] {
        let html = written(&page);
        let words = read(&html).words;
        assert!(words.contains("Ticket 13783"), "{words}");
    }
    read(&written(&Page::default()));
}

proptest! {
    #[test]
    fn t16_no_text_is_markup(text in "[<>&\"'/=a-c!?;#x -]{1,30}") {
        let html = written(&page(&text));
        prop_assert_eq!(structure(&html), structure(&written(&page("harmless"))));
    }
}
