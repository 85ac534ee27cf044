//! What was found, a line a text.

use super::clock::Clock;
use super::sentences::event;
use super::words::name;
use crate::analysis::{Hit, Passage, SearchSheet, Turn, TurnKind};
use crate::model::{Text, Timestamp, Zone};
use crate::page::{Cell, Column, Line, Role as Ink, Sheet};

impl Sheet for SearchSheet {
    type Row = Passage;
    type Data<'a> = &'a Passage;

    fn columns(&self, zone: Zone) -> Vec<(Line, Column)> {
        vec![
            ("TICKET".into(), Column::numbers("")),
            (format!("AT, {zone}").into(), Column::numbers("").spare()),
            ("WHO".into(), Column::words("")),
            ("TEXT".into(), Column::prose("")),
        ]
    }

    fn cells(&self, row: &Passage, zone: Zone) -> Vec<Cell> {
        match row {
            Passage::Hit(hit) => hit_cells(hit, zone),
            Passage::Around(turn) => turn_cells(turn, zone),
            Passage::Gap => Vec::new(),
        }
    }

    fn legend(&self, _: &[usize]) -> Line {
        Line::new()
    }

    fn fields(&self) -> Vec<String> {
        Hit::FIELDS.map(str::to_owned).to_vec()
    }

    fn header(&self) -> Vec<String> {
        Hit::HEADER.map(str::to_owned).to_vec()
    }

    fn data<'a>(&'a self, row: &'a Passage) -> &'a Passage {
        row
    }
}

fn hit_cells(hit: &Hit, zone: Zone) -> Vec<Cell> {
    let id = hit.ticket().map(|id| Line::new().heading(id.to_string()).into());
    let at = hit.at.map_or_else(Cell::missing, |at| second(at, zone).into());
    let who = match (&hit.who, &hit.pointer) {
        (Some(who), _) => name(who).into(),
        (None, Some(pointer)) => Line::new().quote(pointer, Ink::Muted).into(),
        (None, None) => Cell::missing(),
    };
    vec![id.unwrap_or_else(Cell::missing), at, who, marked(hit).into()]
}

/// Shows a text, with the places marked.
fn marked(hit: &Hit) -> Line {
    let text = |from: usize, to: usize| {
        Text::borrowed(hit.found.text.as_str().get(from..to).unwrap_or_default())
    };
    let mut line = Line::new();
    let mut end = 0;
    for range in hit.found.ranges() {
        if end < range.start {
            line = line.quote(&text(end, range.start), Ink::Plain);
        }
        line = line.quote(&text(range.start, range.end), Ink::Hit);
        end = range.end;
    }
    let rest = hit.found.text.as_str().len();
    if end < rest { line.quote(&text(end, rest), Ink::Plain) } else { line }
}

/// Shows an entry near a hit, in the background.
fn turn_cells(turn: &Turn, zone: Zone) -> Vec<Cell> {
    let is_said = matches!(turn.kind, TurnKind::Message | TurnKind::Automatic | TurnKind::Note);
    let said = if is_said {
        let names = turn.said.buttons().map(|button| &button.title);
        let files = turn.said.attachments.iter().filter_map(|file| file.name.as_ref());
        let texts = turn.said.lines().chain(names).chain(files);
        Line::new().joined(texts.map(|text| Line::new().quote(text, Ink::Muted)), " · ")
    } else {
        event(turn, None)
    };
    let at = turn.at.get().map_or_else(Line::new, |at| second(*at, zone));
    let who = turn.who.as_ref().filter(|_| is_said);
    let who = who.map_or_else(Line::new, name);
    vec![Cell::empty(), at.into(), muted(who).into(), muted(said).into()]
}

fn muted(mut line: Line) -> Line {
    line.0.iter_mut().for_each(|span| span.role = Ink::Muted);
    line
}

fn second(at: Timestamp, zone: Zone) -> Line {
    Line::new().muted(Clock::new(zone).date_and_time(at))
}
