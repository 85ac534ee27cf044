//! What happened between two exports, and what was edited.

use super::comparison::edit;
use super::{Diff, added, removed};
use crate::analysis::diff::{Change, ChangeKind, Told};
use crate::analysis::{Said, Turn, TurnKind};
use crate::model::{Text, Timestamp};
use crate::page::{Cell, Column, Line, Role as Ink, Table};
use crate::view::clock::Clock;
use crate::view::sentences::event;
use crate::view::timeline::said;
use crate::view::words::{count, duration, marked_name, name};

impl Diff {
    /// Lists what happened, or is there no more.
    pub(super) fn happened(&self, clock: Clock) -> Option<Table> {
        let rows = self.changes.iter().filter_map(|change| match &change.told {
            Told::Turn(turn) => Some(turn_row(change, turn, clock)),
            Told::Values | Told::Said(_) => None,
        });
        let rows: Vec<_> = rows.collect();
        let columns = vec![
            Column::words(""),
            Column::words(format!("AT, {}", clock.zone())),
            Column::words("WHO"),
            Column::excerpt("WHAT HAPPENED"),
        ];
        (!rows.is_empty()).then_some(Table { heading: None, columns, rows })
    }

    /// Shows messages that say something else, with what they said.
    pub(super) fn edited(&self, clock: Clock) -> Option<Table> {
        let rows = self.changes.iter().filter_map(|change| match &change.told {
            Told::Said(both) => Some(self.edit(change, (&both.0, &both.1), clock)),
            Told::Values | Told::Turn(_) => None,
        });
        let rows: Vec<_> = rows.collect();
        let at = Column::words(format!("AT, {}", clock.zone()));
        let columns = vec![at, Column::words("WHO"), Column::prose("EDITED")];
        (!rows.is_empty()).then_some(Table { heading: None, columns, rows })
    }

    fn edit(&self, change: &Change, (old, new): (&Said, &Said), clock: Clock) -> Vec<Cell> {
        let what = if change.kind == ChangeKind::NoteEdited { "note" } else { "message" };
        let id = change.transaction_id.map(|id| format!(" {id}")).unwrap_or_default();
        let parts = change.differences.iter().filter_map(|difference| {
            let parts = difference.pointer()?.as_str().splitn(4, '/').nth(3)?.to_owned();
            Some(Line::new().quote(&Text::owned(parts), Ink::Muted))
        });
        let heading = Line::new().muted(format!("{what}{id}: ")).joined(parts, ", ");
        let mut lines = vec![heading];
        let (old, new) = (in_full(old), in_full(new));
        if old == new {
            // What is different is not what one reads.
            let sides = change.differences.iter().map(|difference| {
                let text = |side: &Option<crate::analysis::diff::Written>| {
                    side.as_ref()
                        .map(|value| value.to_text().as_str().to_owned())
                        .unwrap_or_default()
                };
                (text(&difference.old), text(&difference.new))
            });
            lines.extend(sides.flat_map(|(old, new)| edit(&old, &new, self.full)));
        } else {
            lines.extend(edit(&old, &new, self.full));
        }
        let who = change.who.as_ref();
        let who = who.map_or_else(Line::new, |who| marked_name(who.role, &who.name));
        vec![at(change.at, clock).into(), who.into(), Cell::Lines(lines)]
    }
}

fn turn_row(change: &Change, turn: &Turn, clock: Clock) -> Vec<Cell> {
    let is_gone = matches!(
        change.kind,
        ChangeKind::MessageRemoved | ChangeKind::NoteRemoved | ChangeKind::EventRemoved
    );
    let sign = if is_gone { removed() } else { added() };
    let speaks = matches!(turn.kind, TurnKind::Message | TurnKind::Automatic | TurnKind::Note);
    let who = turn.who.as_ref().filter(|_| speaks);
    let who = who.map_or_else(Line::new, |who| marked_name(who.role, &who.name));
    let mut what = if change.kind == ChangeKind::Reopened {
        reopened(change, turn, speaks)
    } else if speaks {
        said(turn)
    } else {
        event(turn, None)
    };
    if turn.kind == TurnKind::Note {
        what = what.muted("  note");
    }
    if turn.kind == TurnKind::Automatic {
        what = what.muted("  automatic");
    }
    vec![sign.into(), at(change.at, clock).into(), who.into(), what.into()]
}

fn at(at: Option<Timestamp>, clock: Clock) -> Line {
    Line::new().muted(at.map_or_else(|| "–".to_owned(), |at| clock.moment(at)))
}

/// Says that a ticket was opened again, after how long, and by what.
fn reopened(change: &Change, turn: &Turn, speaks: bool) -> Line {
    let later = change.later_s.map(|later| format!(" {} later", duration(later)));
    let line = Line::new().role(format!("re-opened{}", later.unwrap_or_default()), Ink::Caution);
    if speaks {
        return line.own(": ").then(said(turn));
    }
    if turn.kind == TurnKind::Opened {
        let by = turn.who.as_ref().map(|who| Line::from(" by ").then(name(who)));
        return line.then(by.unwrap_or_default());
    }
    line.own(": ").then(event(&Turn { reopens: false, ..turn.clone() }, None))
}

/// Writes out all that is in a message.
fn in_full(said: &Said) -> String {
    let mut parts: Vec<_> = said.lines().map(|text| text.as_str().to_owned()).collect();
    parts.extend(said.buttons().map(|button| match &button.uri {
        Some(uri) if *uri != button.title => {
            format!("[{} → {}]", button.title.as_str(), uri.as_str())
        }
        _ => format!("[{}]", button.title.as_str()),
    }));
    let files = said.attachments.len();
    if files > 0 {
        parts.push(format!("[{}]", count(files, "file")));
    }
    parts.join("\n")
}
