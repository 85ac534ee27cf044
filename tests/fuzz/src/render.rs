//! Every command as a page, through the front door: the command line and both streams.

use crate::answers::{self, Asked};
use crate::program::{COMMANDS, run, surroundings};
use crate::rules::{self, Seen};
use ticketctl::analysis::check::{Check, Rules};
use ticketctl::analysis::{BotPath, Metrics, Roster, Show, Story, Timeline, Transcript};
use ticketctl::render::{Format, Printer, Settings, Theme, Width};

/// So many bytes of an input say what is asked, and how it is to be shown.
pub const HEAD: usize = 4;

/// Further options that go with a command, none among them.
fn options(command: &str, choice: u8) -> &'static [&'static str] {
    let all: &[&[&str]] = match command {
        "transcript" => &[
            &[],
            &["--slow=0s"],
            &["--slow=9999999999999s"],
            &["--only=customer,notes"],
            &["--only=events"],
            &["--no-bot", "--no-events", "--no-notes"],
            &["--from=a"],
            &["--since=06:46:10"],
            &["--until=2023-05-08", "--last=2"],
            &["--first=1"],
        ],
        "metrics" => &[
            &[],
            &["--response-from=any"],
            &["--response-from=opened"],
            &["--response-from=customer"],
            &["--response-from=handover"],
            &["--response-from=assigned"],
        ],
        "timeline" => &[&[], &["--slow=0s"], &["--slow=1s"]],
        _ => &[&[], &["--bot-id=none"], &["--bot-id=1,2"], &["--id=1"], &["-q"], &["-v"]],
    };
    all[usize::from(choice) % all.len()]
}

/// Shows every ticket in the input in one way, and holds the bytes to the rules.
pub fn tried(input: &[u8]) {
    let Some((head, bytes)) = input.split_first_chunk::<HEAD>() else { return };
    let [command, option, width, look] = *head;
    let is = |bit: u8| look >> bit & 1 == 1;
    let seen = Seen { coloured: is(0), terminal: is(1), width: columns(width) };
    let other = (is(2) && is(3)).then_some(Seen { coloured: !is(0), ..seen });
    let looks = [Some(seen), other].into_iter().flatten();
    let command = usize::from(command) % COMMANDS.len();
    let has_pages = !["list", "search", "explain"].contains(&COMMANDS[command][0]);
    // Reading the command line takes longer than all else: one in 16 comes that way.
    let shown: Vec<_> = if look >> 4 == 0 || !has_pages {
        looks.map(|seen| by_the_door(COMMANDS[command], option, seen, bytes)).collect()
    } else {
        looks.map(|seen| [drawn(command, *head, seen, bytes), Vec::new()]).collect()
    };
    if let [one, other] = shown.as_slice() {
        let plain = |shown: &[Vec<u8>; 2]| shown.each_ref().map(|bytes| rules::uncoloured(bytes));
        assert_eq!(plain(one), plain(other), "colours change the text");
    }
}

/// Narrow is where it is hard.
fn columns(width: u8) -> Option<usize> {
    match width {
        0..24 => None,
        250.. => Some(500),
        _ => Some(20 + usize::from(width - 24) / 2),
    }
}

/// Draws the pages alone.
fn drawn(command: usize, head: [u8; HEAD], seen: Seen, bytes: &[u8]) -> Vec<u8> {
    let Seen { coloured, terminal, width } = seen;
    let theme = if coloured { Theme::coloured() } else { Theme::plain() };
    let columns = width.map_or(Width::UNKNOWN, Width::columns);
    let settings = Settings::new(Format::Table, theme, columns, terminal);
    let mut printer = Printer::new::<Show>(&settings, Vec::new()).unwrap();
    let [_, option, _, _] = head;
    let Asked { bots, slow, from, filter, .. } =
        Asked::new([option, option.rotate_left(3), option.wrapping_mul(7), option]);
    let full = COMMANDS[command].len() > 1;
    let pages = answers::each(bytes, &|record| {
        let story = Story::of(record, &bots);
        let page = match COMMANDS[command][0] {
            "show" => settings.render(&Show::of(&story, full)),
            "transcript" => settings.render(&Transcript::of(&story, &filter, slow, full)),
            "participants" => settings.render(&Roster::of(&story, full)),
            "metrics" => settings.render(&Metrics::of(&story, from)),
            "bot" => settings.render(&BotPath::of(&story)),
            "timeline" => settings.render(&Timeline::of(&story, slow, full)),
            "check" => settings.render(&Check::of(&story, &Rules::default())),
            other => unreachable!("a command without a page: {other}"),
        };
        page.unwrap()
    });
    for page in &pages {
        printer.print(page).unwrap();
    }
    let drawn = printer.finish().unwrap();
    rules::text(&drawn, seen)
        .unwrap_or_else(|wrong| panic!("{:?}, {seen:?}: {wrong}", COMMANDS[command]));
    drawn
}

/// Runs the whole program.
fn by_the_door(command: &[&str], option: u8, seen: Seen, bytes: &[u8]) -> [Vec<u8>; 2] {
    let width = seen.width.map(|width| format!("--width={width}"));
    let color = if seen.coloured { "--color=always" } else { "--color=never" };
    let options = options(command[0], option).iter().copied();
    let arguments: Vec<_> =
        command.iter().copied().chain(options).chain(width.as_deref()).chain([color]).collect();
    let run = run(&arguments, &surroundings(seen.terminal), bytes);
    assert!(run.status == 0 || run.status == 3, "{arguments:?}: status {}", run.status);
    assert!(run.status == 0 || !run.stderr.is_empty(), "{arguments:?}: failed without a word");
    // A terminal that does not say how wide it is counts as 100 columns wide.
    let seen = Seen { width: seen.width.or(seen.terminal.then_some(100)), ..seen };
    let told = rules::text(&run.stdout, seen);
    let told = told.and_then(|()| rules::text(&run.stderr, Seen { width: None, ..seen }));
    told.unwrap_or_else(|wrong| panic!("{arguments:?}, {seen:?}: {wrong}"));
    [run.stdout, run.stderr]
}
