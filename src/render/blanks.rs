//! Empty lines in what somebody says: a few stay, and of a flood only the number is told, so that
//! it pushes nothing off the screen.

use super::Signs;
use super::characters::is_unseen;
use super::strip::Strip;
use crate::page::Line;

/// As many empty lines may follow each other.
const FEW: usize = 2;

/// Takes the lines of a message. Those that are empty, or seem so, are counted where they are many;
/// the number stands in the voice of what we say ourselves.
pub(super) fn folded(body: &[Line], signs: Signs) -> Vec<Strip<'_>> {
    let lines: Vec<_> = body.iter().map(|line| signs.body(line)).collect();
    let mut shown = Vec::with_capacity(lines.len());
    for run in lines.chunk_by(|a, b| is_blank(a) && is_blank(b)) {
        if run.len() > FEW {
            let told = Line::new().muted(format!("… {} empty lines", run.len()));
            shown.push(signs.cell(&told).into_static());
        } else {
            shown.extend_from_slice(run);
        }
    }
    shown
}

fn is_blank(line: &Strip<'_>) -> bool {
    line.pieces().iter().all(|piece| piece.run.as_str().chars().all(is_unseen))
}

#[cfg(test)]
mod tests {
    use super::folded;
    use crate::model::Text;
    use crate::page::{Line, Role};
    use crate::render::Signs;
    use crate::render::tests::coloured;

    fn said(text: &str) -> Vec<String> {
        let line = |line| Line::new().quote(&Text::from(line), Role::Plain);
        let body: Vec<_> = text.lines().map(line).collect();
        folded(&body, Signs::DRAWN).iter().map(|strip| strip.paint(&coloured(80))).collect()
    }

    #[test]
    fn t7_a_flood_of_empty_lines_is_counted() {
        assert_eq!(said("a\n\n\nb"), ["a", "", "", "b"]);
        assert_eq!(said("a\n\n\n\nb"), ["a", "\x1b[2m… 3 empty lines\x1b[0m", "b"]);
        assert_eq!(said(&"\n".repeat(9998)), ["\x1b[2m… 9998 empty lines\x1b[0m"]);
        assert_eq!(said("… 3 empty lines"), ["… 3 empty lines"]);
    }

    #[test]
    fn t7_what_only_seems_empty_is_counted_too() {
        let flood = "a\n \n\t\n\u{200b}\n\u{3164}\u{2800}\n\u{feff}\n\u{3000}\nb";
        assert_eq!(said(flood), ["a", "\x1b[2m… 6 empty lines\x1b[0m", "b"]);
        assert_eq!(said("\u{1b}\n\u{1b}\n\u{1b}").len(), 3);
    }
}
