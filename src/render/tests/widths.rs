//! What must hold for any page at any width.

use super::pages::{page, quote};
use super::{coloured, pipe, plain, print};
use crate::page::{
    Block, Cell, Column, Fact, Lane, LaneContent, Lanes, Line, Mark, Marked, Page, Part, Role,
    Shares, Table, Turn,
};
use proptest::collection::vec;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

const ROLES: [Role; 6] =
    [Role::Plain, Role::Muted, Role::Customer, Role::Bot, Role::Queue, Role::Agent];
const MARKS: [Mark; 4] = [Mark::Customer, Mark::Bot, Mark::Agent, Mark::Caution];
const TITLES: [&str; 5] = ["", "ID", "NAME", "RECOUNT", "WHAT THEY SAID"];

fn text() -> impl Strategy<Value = String> {
    "([ a-zA-Z0-9א-ת\u{301}日本語한\u{9b}\u{1b}\u{202e}\u{2066}\u{200b}\u{200d}\n\r\t\u{a0}]|😀|👩‍👩‍👧|🇮🇱|abcdefghijklmnop){0,40}"
}

fn role() -> impl Strategy<Value = Role> {
    prop::sample::select(&ROLES[..])
}

fn mark() -> impl Strategy<Value = Mark> {
    prop::sample::select(&MARKS[..])
}

fn line() -> impl Strategy<Value = Line> {
    (any::<bool>(), mark(), vec((text(), role(), any::<bool>()), 0..4)).prop_map(
        |(marked, mark, spans)| {
            let start = if marked { Line::new().mark(mark).own(" ") } else { Line::new() };
            spans.into_iter().fold(start, |line, (text, role, own)| {
                if own { line.role(text, role) } else { line.then(quote(&text, role)) }
            })
        },
    )
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    vec(line(), 0..4)
}

fn parts() -> impl Strategy<Value = Vec<Part>> {
    vec((line(), line(), role(), 0.0..1e4), 0..6).prop_map(|parts| {
        parts
            .into_iter()
            .map(|(label, value, role, weight)| Part::new(label, value, role, weight))
            .collect()
    })
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        line().prop_map(Turn::Day),
        (line(), line()).prop_map(|(line, remark)| Turn::Event {
            time: "06:46:05".into(),
            gap: "+12m 10s".into(),
            line,
            remark
        }),
        (mark(), line(), lines(), lines(), any::<bool>()).prop_map(
            |(mark, name, body, margin, gap)| {
                let gap = if gap { Line::from("+1s") } else { Line::new() };
                Turn::Message {
                    verb: "wrote",
                    time: "06:46:05".into(),
                    gap,
                    mark,
                    name,
                    body,
                    margin,
                }
            }
        ),
    ]
}

fn table() -> impl Strategy<Value = Block> {
    let column = (0..5usize, prop::sample::select(&TITLES[..]), any::<bool>());
    let column = column.prop_map(|(kind, title, spare)| {
        let column = match kind {
            0 => Column::words(title),
            1 => Column::numbers(title),
            2 => Column::prose(title),
            3 => Column::excerpt(title),
            _ => Column::bar(title),
        };
        if spare { column.spare() } else { column }
    });
    let cell = prop_oneof![
        3 => lines().prop_map(Cell::Lines),
        1 => (0.0..1.0, role()).prop_map(|(share, role)| Cell::Bar { share, role }),
    ];
    (prop::option::of(line()), vec(column, 0..7), vec(vec(cell, 0..8), 0..4))
        .prop_map(|(heading, columns, rows)| Block::Table(Table { heading, columns, rows }))
}

fn lanes() -> impl Strategy<Value = Block> {
    let content = prop_oneof![
        parts().prop_map(LaneContent::Held),
        (mark(), vec(-1.0..2e3, 0..9)).prop_map(|(mark, at)| LaneContent::Moments(mark, at)),
        vec((0.0..1e3, 0.0..1e3, line()), 0..4).prop_map(LaneContent::Stretches),
    ];
    let lane = (line(), content).prop_map(|(label, content)| Lane { label, content });
    (0.0..1e3, vec((0.0..1e3, line()), 0..5), vec(lane, 0..4)).prop_map(
        |(seconds, ticks, lanes)| {
            let scale = |seconds: f64| Line::from(format!("one column is {seconds}s"));
            Block::Lanes(Lanes { seconds, scale, ticks, lanes })
        },
    )
}

fn block() -> impl Strategy<Value = Block> {
    let marked = (prop::option::of(mark()), line(), vec(lines(), 0..3))
        .prop_map(|(mark, line, rows)| Marked { mark, line, rows });
    let fact = prop_oneof![
        lines().prop_map(|lines| Fact::lines("Came from", lines)),
        vec(lines(), 0..3).prop_map(|rows| Fact::rows("People", rows)),
    ];
    prop_oneof![
        (line(), line(), lines()).prop_map(|(line, aside, below)| Block::Title {
            line,
            aside,
            below
        }),
        lines().prop_map(Block::Text),
        (parts(), line()).prop_map(|(parts, caption)| Block::Shares(Shares { parts, caption })),
        vec(fact, 0..4).prop_map(Block::Facts),
        vec(turn(), 0..6).prop_map(Block::Talk),
        table(),
        lanes(),
        vec(marked, 0..3).prop_map(Block::Remarks),
    ]
}

fn any_page() -> impl Strategy<Value = Page> {
    vec(block(), 0..4).prop_map(page)
}

/// Takes our own colours and isolates away; what is left must be harmless.
fn stripped(line: &str) -> String {
    let mut text = String::new();
    let mut open = 0;
    let mut rest = line.chars();
    while let Some(char) = rest.next() {
        match char {
            '\x1b' => assert!(rest.any(|char| char == 'm')),
            '\u{2066}'..='\u{2068}' => open += 1,
            '\u{2069}' => open -= 1,
            _ => text.push(char),
        }
        assert!((0..=1).contains(&open), "isolates are balanced: {line:?}");
    }
    assert_eq!(open, 0, "isolates are closed: {line:?}");
    text
}

fn is_harmful(char: char) -> bool {
    char.is_control() || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_line_is_wider_than_asked(page in any_page(), width in 20usize..=200) {
        let drawn = print(&[page.clone(), page.clone()], &plain(width));
        for line in drawn.lines() {
            prop_assert!(line.width() <= width || line.trim().graphemes(true).count() == 1, "{line:?}");
            prop_assert!(!line.ends_with(' '), "{line:?}");
            prop_assert!(!line.contains(is_harmful), "{line:?}");
        }
        let colours = print(&[page.clone(), page], &coloured(width));
        let colours: Vec<_> = colours.lines().map(|line| stripped(line).trim_end().to_owned()).collect();
        prop_assert_eq!(colours, drawn.lines().collect::<Vec<_>>());
    }

    #[test]
    fn a_pipe_loses_nothing(page in any_page()) {
        let drawn = print(&[page], &pipe());
        // Many empty lines are told in one: `… 3 empty lines`.
        prop_assert!(drawn.lines().all(|line| !line.contains('…') || line.ends_with("empty lines")));
        prop_assert!(!drawn.contains(|char| is_harmful(char) && char != '\n'));
        prop_assert!(drawn.lines().all(|line| !line.ends_with(' ')));
    }

    #[test]
    fn every_cell_is_whole_in_a_pipe(cells in vec("[a-zא-ת日本 ]{0,300}", 1..6)) {
        let columns = vec![Column::words("A"), Column::excerpt("B"), Column::numbers("C").spare(), Column::prose("D"), Column::words("E"), Column::words("F")];
        let row = cells.iter().map(|cell| Cell::from(quote(cell, Role::Plain))).collect();
        let table = Table { heading: None, columns, rows: vec![row] };
        let drawn = print(&[page(vec![Block::Table(table)])], &pipe());
        for cell in &cells {
            prop_assert!(drawn.contains(cell.trim_end()));
        }
    }
}
