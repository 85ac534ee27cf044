//! An old value and a new one, beside or below each other.

use super::{added, removed};
use crate::analysis::Seconds;
use crate::analysis::diff::{Difference, Piece, Written, pieces};
use crate::model::{Text, TimeSpan, Timestamp, Zone};
use crate::page::{Line, Role as Ink};
use crate::view::clock::Clock;
use crate::view::words::duration;

/// Two values are told on one line, if neither is longer.
const SHORT: usize = 48;

/// What both texts have in common is cut to so many characters before and behind what is different.
const CONTEXT: usize = 32;

/// The two sides of a difference.
pub(super) struct Comparison<'d> {
    old: Option<&'d Written>,
    new: Option<&'d Written>,
    /// Whether it is a time or a span, which is said in words.
    is_measured: bool,
    clock: Clock,
    full: bool,
}

impl<'d> Comparison<'d> {
    pub(super) fn of(
        difference: &'d Difference,
        is_measured: bool,
        clock: Clock,
        full: bool,
    ) -> Self {
        let [is_old_set, is_new_set] = difference.is_set;
        let old = difference.old.as_ref().filter(|_| is_old_set);
        let new = difference.new.as_ref().filter(|_| is_new_set);
        Self { old, new, is_measured, clock, full }
    }

    pub(super) const fn nothing() -> Self {
        Self { old: None, new: None, is_measured: false, clock: Clock::new(Zone::Utc), full: false }
    }

    /// Shows both on one line: `Open → Closed`.
    pub(super) fn line(&self) -> Line {
        self.side(self.old, Ink::Bad).muted(" → ").then(self.side(self.new, Ink::Good))
    }

    /// Shows both behind a label: beside each other if they are short, else below each other, word by
    /// word.
    pub(super) fn lines(&self, label: Line) -> Vec<Line> {
        let text = |side: Option<&Written>| side.map(|side| side.to_text().as_str().to_owned());
        let is_short = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default();
            text.chars().count() <= SHORT && !text.contains(['\n', '\r'])
        };
        let (old, new) = (text(self.old), text(self.new));
        if is_short(&old) && is_short(&new) {
            return vec![label.then(self.line())];
        }
        let mut lines: Vec<_> = Some(label).filter(|label| !label.is_empty()).into_iter().collect();
        if let (Some(old), Some(new), false) = (old, new, self.is_measured) {
            lines.extend(edit(&old, &new, self.full));
        } else {
            lines.push(removed().own(" ").then(self.side(self.old, Ink::Bad)));
            lines.push(added().own(" ").then(self.side(self.new, Ink::Good)));
        }
        lines
    }

    fn side(&self, value: Option<&Written>, ink: Ink) -> Line {
        let Some(value) = value else { return Line::new().muted("not set") };
        let text = value.to_text();
        if self.is_measured {
            if let Some(span) = TimeSpan::parse(text.as_str()) {
                return Line::new().role(duration(Seconds::from(span)), ink);
            }
            if let Ok(Some(at)) = Timestamp::parse(text.as_str()) {
                return Line::new().role(self.clock.moment(at), ink);
            }
        }
        Line::new().quote(&text, ink)
    }
}

/// Shows a value as it stands in the file.
pub(super) fn written(value: &Written) -> Line {
    Line::new().quote(value.json(), Ink::Plain)
}

/// Shows two texts below each other, with what is only in one of them marked. What both have in common
/// is cut, unless all is wanted.
pub(super) fn edit(old: &str, new: &str, full: bool) -> Vec<Line> {
    let pieces = pieces(old, new);
    let last = pieces.len().saturating_sub(1);
    let side = |sign: Line, is_new: bool| {
        let mut line = sign.own(" ");
        let mut is_blank = true;
        for (index, piece) in pieces.iter().enumerate() {
            let (text, ink) = match piece {
                Piece::Both(text) => {
                    is_blank = is_blank && text.is_empty();
                    line = shortened(line, text, (index > 0, index < last), full);
                    continue;
                }
                Piece::Old(text) if !is_new => (*text, Ink::Bad),
                Piece::New(text) if is_new => (*text, Ink::Good),
                Piece::Old(_) | Piece::New(_) => continue,
            };
            is_blank = is_blank && text.is_empty();
            line = line.quote(&Text::borrowed(text), ink);
        }
        if is_blank { line.muted("nothing") } else { line }
    };
    vec![side(removed(), false), side(added(), true)]
}

/// Keeps the end of a text before something different and the beginning behind it.
fn shortened(line: Line, text: &str, (is_behind, is_before): (bool, bool), full: bool) -> Line {
    let quote = |line: Line, text| line.quote(&Text::borrowed(text), Ink::Plain);
    let length = text.chars().count();
    let kept = CONTEXT * (usize::from(is_behind) + usize::from(is_before));
    if full || length <= kept + CONTEXT {
        return quote(line, text);
    }
    let at = |character| text.char_indices().nth(character).map_or(text.len(), |(at, _)| at);
    let begin = text.get(..at(if is_behind { CONTEXT } else { 0 })).unwrap_or_default();
    let end = text.get(at(length - if is_before { CONTEXT } else { 0 })..).unwrap_or_default();
    quote(quote(line, begin).own("…"), end)
}
