//! What was noticed: a sign, a name and a line each, the place at the right edge, more below.

use super::canvas::Canvas;
use super::strip::Strip;
use super::text::beside;
use super::{Signs, Width};
use crate::page::Notice;

/// Draws notices. The lines begin behind the longest name.
pub(super) fn draw(notices: &[Notice], canvas: Canvas) -> Vec<Strip<'_>> {
    let heads = notices.iter().map(|notice| head(notice, canvas.signs).width());
    let start = heads.max().unwrap_or_default() + 2;
    notices.iter().flat_map(|notice| one(notice, start, canvas)).collect()
}

/// With less room than this for a text, it is set in by a little only.
const READABLE: usize = 40;

fn head(notice: &Notice, signs: Signs) -> Strip<'_> {
    signs.mark(notice.mark).blank(1).then(signs.cell(&notice.name))
}

fn one(notice: &Notice, start: usize, canvas: Canvas) -> Vec<Strip<'_>> {
    let Canvas { width, signs } = canvas;
    let text = width.text();
    let inner = if text.saturating_sub(start) < READABLE { 2 } else { start };
    let head = head(notice, signs).to(start).then(signs.cell(&notice.line));
    let mut rows = match beside(head, signs.cell(&notice.place), width) {
        Ok(row) => row.wrap_hanging(text, inner),
        Err((head, place)) => {
            let mut rows = head.wrap_hanging(text, inner);
            // Beside the last row of a line that was wrapped, there may be room after all.
            let last = rows.pop().unwrap_or_default();
            match beside(last, place, width) {
                Ok(row) => rows.push(row),
                Err((last, place)) => {
                    rows.push(last);
                    rows.extend(at_the_edge(place, inner, width));
                }
            }
            rows
        }
    };
    let body = notice.body.iter().flat_map(|line| set_in(signs.cell(line), inner, text));
    rows.extend(body);
    rows
}

fn set_in(strip: Strip<'_>, by: usize, width: usize) -> Vec<Strip<'_>> {
    let rows = strip.wrap(width.saturating_sub(by));
    rows.into_iter().map(|row| Strip::new().blank(by).then(row)).collect()
}

/// Puts a place below, at the right edge where the others are, or wrapped if it is long.
fn at_the_edge(place: Strip<'_>, by: usize, width: Width) -> Vec<Strip<'_>> {
    match beside(Strip::new().blank(by), place, width) {
        Ok(row) => vec![row],
        Err((_, place)) => set_in(place, by, width.text()),
    }
}
