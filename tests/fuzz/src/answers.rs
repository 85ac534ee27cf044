//! Every answer to every ticket, as data: JSON that can be read back, and that a terminal may show.

use crate::rules;
use std::convert::Infallible;
use std::io::Cursor;
use std::ops::ControlFlow;
use ticketctl::analysis::check::{Check, Rules};
use ticketctl::analysis::{
    BotPath, Filter, Metrics, Moment, ResponseFrom, Roster, Seconds, Show, Story, Timeline,
    Transcript, Wanted,
};
use ticketctl::input::{Limits, Source, each_answer};
use ticketctl::model::{Record, Timestamp, Zone};
use ticketctl::page::Report;
use ticketctl::render::{Format, Printer, Settings, Theme, Width};

/// So many bytes of an input say what is asked.
pub const HEAD: usize = 4;

/// Asks everything about every ticket in the input.
pub fn tried(input: &[u8]) {
    let Some((head, bytes)) = input.split_first_chunk::<HEAD>() else { return };
    each(bytes, &|record| {
        let asked = Asked::new(*head);
        let story = Story::of(record, &asked.bots);
        makes_sense(&story);
        let Asked { full, slow, from, filter, in_lines, .. } = &asked;
        told(&Show::of(&story, *full), "show", *in_lines);
        told(&Transcript::of(&story, filter, *slow, *full), "transcript", *in_lines);
        told(&Roster::of(&story, *full), "participants", *in_lines);
        told(&Metrics::of(&story, *from), "metrics", *in_lines);
        told(&BotPath::of(&story), "bot", *in_lines);
        told(&Timeline::of(&story, *slow, *full), "timeline", *in_lines);
        told(&Check::of(&story, &Rules::default()), "check", *in_lines);
    });
}

/// Stretches of time come one after the other, and none ends before it begins.
fn makes_sense(story: &Story<'_>) {
    let mut last = None;
    for holding in &story.holdings {
        assert!(holding.from <= holding.to, "{holding:?}");
        assert!(last.is_none_or(|last| last <= holding.from), "{:?}", story.holdings);
        last = Some(holding.to);
    }
    let mut last = None;
    for wait in &story.waits {
        assert!(wait.from <= wait.to, "{wait:?}");
        assert!(last.is_none_or(|last| last <= wait.from), "{:?}", story.waits);
        last = Some(wait.to);
    }
}

/// Makes something of every ticket in the input.
pub(crate) fn each<T: Send>(bytes: &[u8], make: &(dyn Fn(&Record<'_>) -> T + Sync)) -> Vec<T> {
    let limits = Limits { ticket_bytes: 1 << 20, threads: 1, ..Limits::default() };
    let mut all = Vec::new();
    let read = each_answer::<_, Infallible>(
        &[Source::Stdin],
        Box::new(Cursor::new(bytes.to_vec())),
        &limits,
        &|record, _| make(record),
        &mut |one| {
            all.push(one);
            Ok(ControlFlow::Continue(()))
        },
        &mut |_| Ok(()),
    );
    let Ok(_) = read;
    all
}

/// What is asked of a ticket.
pub(crate) struct Asked {
    pub(crate) bots: Vec<String>,
    pub(crate) full: bool,
    pub(crate) slow: Seconds,
    pub(crate) from: ResponseFrom,
    pub(crate) filter: Filter,
    in_lines: bool,
}

impl Asked {
    pub(crate) fn new([bots, filter, times, flags]: [u8; HEAD]) -> Self {
        let is = |bit: u8| flags >> bit & 1 == 1;
        let bots = match bots % 8 {
            0 => vec!["none".to_owned()],
            bot @ 1..=3 => vec![bot.to_string()],
            _ => Vec::new(),
        };
        let slow = Seconds::whole([0, 1, 60, 300, 86_400, i64::MAX][usize::from(times % 6)]);
        let from = [
            ResponseFrom::Auto,
            ResponseFrom::Any,
            ResponseFrom::Opened,
            ResponseFrom::Customer,
            ResponseFrom::Handover,
            ResponseFrom::Assigned,
        ][usize::from(times / 6 % 6)];
        let filter = self::filter(filter, times, flags);
        Self { bots, full: is(0), slow, from, filter, in_lines: is(6) && is(7) }
    }
}

/// Wishes for a part of the conversation; mostly none.
fn filter(wishes: u8, times: u8, flags: u8) -> Filter {
    let is = |bit: u8| wishes >> bit & 1 == 1;
    if flags & 0b1100 != 0 {
        return Filter::default();
    }
    let kinds = [Wanted::Customer, Wanted::Agent, Wanted::Bot, Wanted::Notes, Wanted::Events];
    let only = kinds.into_iter().filter(|_| is(0)).take(usize::from(times % 7)).collect();
    let moment = |text| {
        let moment = Timestamp::parse(text).ok().flatten()?;
        Some(if is(1) { Moment::At(moment.utc()) } else { Moment::OnFirstDay(moment.utc().time()) })
    };
    Filter {
        from: if is(2) { vec!["ß".to_owned(), "a".to_owned()] } else { Vec::new() },
        only,
        no_bot: is(3),
        no_events: is(4),
        no_notes: is(5),
        since: if is(6) { moment("2023-05-08T06:46:08Z") } else { None },
        until: if is(7) { moment("2023-05-08T18:46:08Z") } else { None },
        zone: Zone::named(if is(1) { "Europe/Berlin" } else { "utc" }).unwrap_or_default(),
        first: (times < 64).then_some(usize::from(times)),
        last: times.is_multiple_of(5).then_some(usize::from(flags)),
    }
}

/// Prints an answer, and reads it back; if asked, also as a line, which must say the same.
fn told<R: Report>(answer: &R, command: &str, in_lines: bool) {
    let array = printed(answer, Format::Json);
    let answers = rules::json(&array, command).unwrap_or_else(|wrong| panic!("{command}: {wrong}"));
    assert_eq!(answers.len(), 1, "{command}");
    if in_lines {
        let lines = printed(answer, Format::Jsonl);
        assert_eq!(rules::json_lines(&lines, command), Ok(answers), "{command}");
    }
    if !R::HEADER.is_empty() {
        rows(answer, command);
    }
}

/// Prints an answer as rows: nothing in them steers a terminal, and TSV has a line a row.
fn rows<R: Report>(answer: &R, command: &str) {
    let [csv, tsv] = [Format::Csv, Format::Tsv].map(|format| printed(answer, format));
    for text in [&csv, &tsv] {
        let text = std::str::from_utf8(text).unwrap();
        let is_safe = |c: char| !c.is_control() || c == '\n' || c == '\t';
        assert!(text.ends_with('\n') && text.chars().all(is_safe), "{command}: {text:?}");
    }
    let tabs = R::HEADER.len() - 1;
    let lines: Vec<_> = tsv.strip_suffix(b"\n").unwrap().split(|byte| *byte == b'\n').collect();
    assert_eq!(lines.len(), answer.rows().count() + 1, "{command}");
    for line in lines {
        assert_eq!(line.split(|byte| *byte == b'\t').count() - 1, tabs, "{command}");
    }
}

fn printed<R: Report>(answer: &R, format: Format) -> Vec<u8> {
    let settings = Settings::new(format, Theme::plain(), Width::UNKNOWN, false);
    let mut printer = Printer::new::<R>(&settings, Vec::new()).unwrap();
    printer.print(&settings.render(answer).unwrap()).unwrap();
    printer.finish().unwrap()
}
