//! Text from right to left as a terminal arranges it, by the Unicode algorithm: whatever a ticket says,
//! our own words and columns stand where they stood.

use crate::fixtures::fixtures;
use crate::program::{COMMANDS, DIFF, run, surroundings};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// Round the widths where the layout changes, and one where hardly anything fits.
const WIDTHS: [&str; 5] = ["40", "60", "80", "100", "140"];

/// A terminal begins each line at the left, or where its first letter would have it.
fn bases() -> [Option<Level>; 2] {
    [Some(Level::ltr()), None]
}

/// Which piece a character of a line belongs to: our own words one by one, an isolate as a whole.
fn pieces(line: &str) -> Result<Vec<usize>, String> {
    let mut pieces = Vec::new();
    let (mut piece, mut is_open) = (0, false);
    for c in line.chars() {
        let turns = matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN);
        match c {
            '\u{2066}'..='\u{2068}' => is_open = true,
            '\u{2069}' => is_open = false,
            _ if turns && !is_open => return Err(format!("{c:?} outside of an isolate")),
            _ => {}
        }
        pieces.push(piece);
        piece += usize::from(!is_open);
    }
    Ok(pieces)
}

/// Fails if a line is not seen in the order in which it was written, but for what is inside isolates.
fn keeps_its_order(line: &str, base: Option<Level>) -> Result<(), String> {
    let pieces = pieces(line)?;
    let info = BidiInfo::new(line, base);
    let Some(paragraph) = info.paragraphs.first() else { return Ok(()) };
    if paragraph.level.is_rtl() {
        return Err("the whole line runs from right to left".to_owned());
    }
    let levels = info.reordered_levels_per_char(paragraph, paragraph.range.clone());
    let seen: Vec<_> = BidiInfo::reorder_visual(&levels).iter().map(|at| pieces[*at]).collect();
    if seen.is_sorted() { Ok(()) } else { Err("what is ours has moved".to_owned()) }
}

fn faults(arguments: &[&str], stdin: &[u8]) -> Vec<String> {
    let run = run(arguments, &surroundings(true), stdin);
    let mut wrong = Vec::new();
    for stream in [run.stdout, run.stderr] {
        let text = String::from_utf8(stream).unwrap();
        for (line, base) in text.lines().flat_map(|line| bases().map(|base| (line, base))) {
            if let Err(fault) = keeps_its_order(line, base) {
                wrong.push(format!("{}: {fault}: {line:?}", arguments.join(" ")));
            }
        }
    }
    wrong
}

#[test]
fn t9_nothing_of_ours_is_moved_by_what_a_ticket_says() {
    let mut wrong = Vec::new();
    let names = fixtures("tickets").into_iter();
    for name in names.filter(|name| ["hebrew", "wide", "hostile"].iter().any(|k| name.contains(k)))
    {
        let ticket = std::fs::read(&name).unwrap();
        let more: [&[&str]; 3] = [DIFF, &["stats", "--by", "agent"], &["search", "שב", "-C", "1"]];
        for (command, width) in
            COMMANDS.iter().chain(&more).flat_map(|command| WIDTHS.map(|width| (*command, width)))
        {
            let arguments = [command, &["--color=never", "--width", width]].concat();
            wrong.extend(faults(&arguments, &ticket));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// The rules themselves, tried with faults.
mod tried {
    use super::{bases, keeps_its_order};

    #[test]
    fn faults_are_found() {
        for line in [
            "7  נועה כהן  4  06:46:09  06:47:05  customer",
            "7  \u{2068}נועה\u{2069} כהן  4  06:46:09",
            "٨  ٩",
        ] {
            assert!(keeps_its_order(line, bases()[0]).is_err(), "{line}");
        }
        let kept = "7  \u{2068}נועה כהן\u{2069}  4  06:46:09  06:47:05  \u{2067}x, ש\u{2069}.";
        assert_eq!(bases().map(|base| keeps_its_order(kept, base)), [Ok(()), Ok(())]);
    }
}
