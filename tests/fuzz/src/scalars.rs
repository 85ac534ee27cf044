//! Dates, spans, JSON inside JSON, arguments, and the one door to the screen.

use crate::program::{run, surroundings};
use crate::rules::{self, Seen};
use ticketctl::model::{Closing, Reassignment, TimeSpan, Timestamp, embedded};
use ticketctl::render::Printable;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Options that take a value, typed by hand.
const OPTIONS: [&[&str]; 13] = [
    &["transcript", "--since="],
    &["transcript", "--until="],
    &["transcript", "--slow="],
    &["timeline", "--slow="],
    &["show", "--max-ticket-size="],
    &["show", "--id="],
    &["show", "--width="],
    &["participants", "--bot-id="],
    &["transcript", "--from="],
    &["transcript", "--first="],
    &["metrics", "--response-from="],
    &["transcript", "--only="],
    &["show", "--"],
];

/// Tries the text as everything that it could be.
pub fn tried(input: &[u8]) {
    let Some((choice, bytes)) = input.split_first() else { return };
    let text = String::from_utf8_lossy(bytes);
    match choice % 4 {
        0 => {
            values(&text);
            written(bytes).iter().flatten().for_each(|text| values(text));
        }
        1 => arguments(&text, choice / 4),
        _ => printable(&text),
    }
}

/// A time and a span with the bytes for numbers, most of them right: changes to text seldom are.
fn written(bytes: &[u8]) -> Option<[String; 2]> {
    let (numbers, rest) = bytes.split_first_chunk::<8>()?;
    let [century, year, month, day, hour, minute, second, zone] = *numbers;
    let digits = |most| rest.iter().take(most).map(|byte| char::from(b'0' + byte % 10)).collect();
    let fraction = |digits: String| match digits.len() {
        0 => digits,
        _ => format!(".{digits}"),
    };
    let clock = format!("{:02}:{:02}:{:02}", hour % 25, minute % 61, second % 62);
    let time = format!(
        "{:02}{:02}-{:02}-{:02}{}{clock}{}{}",
        century % 100,
        year % 100,
        1 + month % 13,
        1 + day % 31,
        if zone & 64 == 0 { 'T' } else { ' ' },
        fraction(digits(11)),
        ["Z", "", "+02:00", "-14:30"][usize::from(zone % 4)],
    );
    let days = u64::from_be_bytes(*numbers) >> (zone % 64);
    let sign = if zone & 128 == 0 { "" } else { "-" };
    let span = format!("{sign}{days}.{clock}{}", fraction(digits(8)));
    Some([time, span])
}

/// What is read is written as something that reads as the same again.
fn values(text: &str) {
    if let Ok(Some(time)) = Timestamp::parse(text) {
        let written = time.to_string();
        let again = Timestamp::parse(&written);
        assert_eq!(again.map(|again| again.map(Timestamp::utc)), Ok(Some(time.utc())), "{written}");
        assert_eq!(again.unwrap().unwrap().to_string(), written);
        assert_eq!(time.since(time).num_seconds(), 0);
        assert!(time.second() <= time.utc());
    }
    if let Some(span) = TimeSpan::parse(text) {
        assert_eq!(TimeSpan::parse(&span.to_string()), Some(span));
        let seconds = i128::from(span.delta().num_seconds());
        let back = seconds * 1_000_000_000 + i128::from(span.delta().subsec_nanos());
        assert_eq!(back % 100, 0, "{span}");
    }
    let _ = embedded::<Reassignment<'_>>(text);
    let _ = embedded::<Closing<'_>>(text);
}

/// What passes the door obeys nobody and hides nothing, and passes again as it is.
fn printable(text: &str) {
    for body in [true, false] {
        let pass = |text: &str| {
            let safe = if body { Printable::body(text) } else { Printable::cell(text) };
            safe.to_string()
        };
        let safe = pass(text);
        let coloured = Seen { coloured: true, ..Seen::default() };
        rules::text(format!("{safe}\n").as_bytes(), coloured).unwrap();
        assert!(!safe.contains('\u{1b}'), "{safe:?}");
        assert!(body || !safe.contains('\n'), "{safe:?}");
        let again = pass(&safe);
        assert_eq!(again.width(), safe.width(), "{safe:?} and {again:?}");
        // Nothing is lost but what is said to be: returns before line ends, floods of marks.
        let is_letter = |c: &char| c.is_alphanumeric() && c.width() > Some(0);
        let letters = |text: &str| text.chars().filter(is_letter).count();
        assert!(letters(&safe) >= letters(text), "{text:?} became {safe:?}");
    }
}

/// An argument is understood, or refused in one safe line.
fn arguments(text: &str, choice: u8) {
    // The system hands over no argument with a NUL in it.
    let text = text.replace('\0', "");
    let [command, option] = OPTIONS[usize::from(choice) % OPTIONS.len()] else {
        return;
    };
    let argument = format!("{option}{text}");
    // A bare word would be the name of a file.
    if *option == "--"
        && !argument.get(2..).is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    {
        return;
    }
    let coloured = choice >= 32;
    let color = if coloured { "--color=always" } else { "--color=never" };
    let ticket = br#"{"id":1,"openedAt":"2023-05-08T06:46:05Z","transactions":[{"id":1,"type":"Message","text":"a","transactionDateTime":"2023-05-08T06:46:05Z"}]}"#;
    let run = run(&[command, &argument, color], &surroundings(false), ticket);
    let seen = Seen { coloured, ..Seen::default() };
    // As tests/cli/arguments.rs has it: the help leaves blanks where a list begins.
    let told = match *option {
        "--" => rules::uncoloured(&run.stdout)
            .and_then(|help| rules::text(help.as_bytes(), Seen::default())),
        _ => rules::text(&run.stdout, seen),
    };
    told.unwrap_or_else(|wrong| panic!("{argument:?}: {wrong}"));
    rules::text(&run.stderr, seen).unwrap_or_else(|wrong| panic!("{argument:?}: {wrong}"));
    assert!([0, 2, 3].contains(&run.status), "{argument:?}: status {}", run.status);
    if run.status == 2 {
        let lines = run.stderr.split_inclusive(|byte| *byte == b'\n').count();
        assert!(lines == 1 && run.stdout.is_empty(), "{argument:?}");
    }
}
