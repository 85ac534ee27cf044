//! Markdown, read back by a reader that is not ours.

use super::write_page;
use crate::model::Text;
use crate::page::{Block, Cell, Column, Line, Mark, Page, Role, Table, Turn};
use crate::render::tests::pages;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

fn written(page: &Page) -> String {
    let mut out = Vec::new();
    write_page(page, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn events(text: &str) -> Vec<Event<'_>> {
    Parser::new_ext(text, Options::all() - Options::ENABLE_SMART_PUNCTUATION).collect()
}

/// Reads the words alone: one blank where a line is broken.
fn words(text: &str) -> String {
    let mut words = String::new();
    for event in events(text) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::TableCell) => words.push('\n'),
            _ => {}
        }
    }
    words
}

/// Tells what the text of a ticket must never become.
fn is_foreign(event: &Event<'_>) -> bool {
    match event {
        Event::Html(html) | Event::InlineHtml(html) => !["<!-- -->", "<br>"].contains(&&**html),
        Event::Start(tag) => !matches!(
            tag,
            Tag::Paragraph
                | Tag::BlockQuote(None)
                | Tag::Strong
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
        ),
        Event::Rule
        | Event::FootnoteReference(_)
        | Event::TaskListMarker(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_) => true,
        _ => false,
    }
}

fn message(name: &str, body: &str) -> Page {
    let quote = |text: &str, role| Line::new().quote(&Text::from(text), role);
    let mut page = Page::default();
    page.push(Block::Talk(vec![Turn::Message {
        verb: "wrote",
        time: "06:46:05".into(),
        gap: Line::new(),
        mark: Mark::Customer,
        name: quote(name, Role::Customer),
        body: body.lines().map(|line| quote(line, Role::Plain)).collect(),
        margin: vec![quote(name, Role::Heading)],
    }]));
    page
}

fn cells(texts: &[&str; 2]) -> Page {
    let row = texts.map(|text| Cell::from(Line::new().quote(&Text::from(text), Role::Plain)));
    let mut page = Page::default();
    page.push(Block::Table(Table {
        heading: None,
        columns: vec![Column::words("A"), Column::numbers("B")],
        rows: vec![row.to_vec(), row.to_vec()],
    }));
    page
}

#[test]
fn screens() {
    assert_eq!(
        written(&message("Jo", "Hello\nworld\n\nagain")).lines().collect::<Vec<_>>(),
        ["**● Jo** · 06:46:05 · **Jo**", "", "> Hello\\", "> world", ">", "> again",]
    );
    assert_eq!(
        written(&cells(&["a|b", "1"])),
        "| A | B |\n| --- | ---: |\n| a\\|b | 1 |\n| a\\|b | 1 |\n"
    );
}

#[test]
fn pages_are_whole() {
    let page = written(&pages::show());
    let seen = words(&page);
    for word in ["Closed", "In short", "Jack Bower", "Bot path", "2m 40s"] {
        assert!(seen.contains(word), "{word} in {page}");
    }
    let starts = |wanted: fn(&Tag<'_>) -> bool| {
        let events = events(&page);
        events.iter().filter(|event| matches!(event, Event::Start(tag) if wanted(tag))).count()
    };
    assert_eq!(starts(|tag| matches!(tag, Tag::Heading { .. })), 1);
    assert_eq!(starts(|tag| matches!(tag, Tag::CodeBlock(_))), 1);
    assert_eq!(starts(|tag| matches!(tag, Tag::Link { .. } | Tag::Image { .. })), 0);
}

#[test]
fn t17_text_is_no_markdown() {
    for text in [
        "# heading",
        "====",
        "----",
        "***",
        "___",
        "> quote",
        "* a",
        "- a",
        "+ a",
        "1. a",
        "99) a",
        "```",
        "~~~~ sh",
        "    code",
        "\tcode",
        "[a](https://evil.example)",
        "![a](http://x/y.png)",
        "<img src=x>",
        "<script>alert(1)</script>",
        "<https://evil.example>",
        "&lt;b&gt; &#60;b>",
        "| a | b |",
        "|---|---|",
        "--- | ---",
        ":--",
        "[a]: https://evil.example",
        "[^1]: note",
        "[^1]",
        "a *b* _c_ **d** ~~e~~ `f` ``g``",
        "- [x] done",
        "$x$ $$y$$",
        "\\",
        "a\\",
        "\\*a\\*",
        "**",
        "<!-- a",
        "<br>",
        "&nbsp;",
        "a  ",
        "~~~",
        "``",
        "`a",
        "a`\\",
        ": a",
        "a\u{1b}\u{7}`b`",
        "- - -",
        "www.evil.example",
        "http://evil.example/a_b_c",
        "jo@evil.example",
        "@somebody",
        "#123",
        ":smile:",
        "{.class #id}",
        "> [!NOTE]",
        "--\n---",
        "a\n===",
        "a\n---",
        "a | b\n--- | ---\nc | d",
        "\u{a0}\u{a0}\u{a0}\u{a0}a",
        "  \n# a",
        "+++",
        "---\ntitle: x\n---",
        "^sup^ ~sub~",
        "[[wiki]]",
    ] {
        for page in [message(text, text), cells(&[text, "1"])] {
            let written = written(&page);
            let foreign: Vec<_> = events(&written).into_iter().filter(is_foreign).collect();
            assert!(foreign.is_empty(), "{text:?} as {written:?}: {foreign:?}");
            let seen = words(&written);
            for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                let line = line.replace('\u{1b}', "^[").replace('\u{7}', "^G");
                assert!(seen.contains(&line), "{line:?} in {seen:?} of {written:?}");
            }
        }
    }
}

#[test]
fn what_github_alone_reads_is_kept_apart() {
    let line = |text| words_of(&written(&message("Jo", text)));
    for (text, expected) in [
        ("ask @jo or jo@x.example", "ask @<!-- -->jo or jo@<!-- -->x.example"),
        ("see #12 and # 12", "see \\#<!-- -->12 and \\# 12"),
        ("https://x.example www.x.example", "https\\://x.example www\\.x.example"),
        ("a :tada: at 10:30:15", "a :<!-- -->tada: at 10:30:15"),
    ] {
        assert_eq!(line(text), expected);
    }
}

/// Takes the only line of a quotation.
fn words_of(page: &str) -> String {
    page.lines().last().unwrap().strip_prefix("> ").unwrap().to_owned()
}

#[test]
fn a_fence_is_longer_than_any_in_it() {
    let rows = [super::Strip::new().lit("a ```` b", Role::Plain)];
    assert_eq!(super::fenced(&rows), "`````text\na ```` b\n`````");
}

proptest! {
    #[test]
    fn t17_no_text_is_markdown(text in "[-+*_#>`~|\\\\\\[\\]()<>!&:;=.$@a1 \n\t\u{a0}^{}\"'/w-]{0,40}", name in "[-*_#>`|\\\\\\[\\]<>!&a1 (]{1,12}") {
        for page in [message(&name, &text), cells(&[&name, &text])] {
            let written = written(&page);
            for event in events(&written) {
                prop_assert!(!is_foreign(&event), "{:?} in {:?}", event, written);
            }
        }
        let table = written(&cells(&[&name, &text]));
        let count = events(&table).iter().filter(|event| matches!(event, Event::Start(Tag::TableCell))).count();
        prop_assert_eq!(count, 6, "{}", table);
        let seen: String = words(&table).split_whitespace().collect();
        let squeezed: String = text.split_whitespace().collect();
        if !text.contains('\n') {
            prop_assert!(seen.contains(&squeezed), "{:?} in {:?}", squeezed, table);
        }
    }
}
