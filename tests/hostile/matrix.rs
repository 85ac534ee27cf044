//! Every attack in every place of a ticket, through every command, in every form, with colours and
//! without, on a terminal and in a pipe. Beside each runs its twin: the same ticket with a harmless
//! word in that place, which tells what must be there.

use crate::attacks::Attack;
use crate::judge::{self, Asked, DATA};
use crate::positions::Position;
use crate::program::{Run, run, surroundings};
use crate::{rules, screen};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The harmless word.
const TWIN: &str = "harmlesstwin";

/// How an answer is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    arguments: &'static [&'static str],
    is_terminal: bool,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Coloured,
    Json,
    JsonLines,
}

const fn form(arguments: &'static [&'static str], is_terminal: bool, kind: Kind) -> Form {
    Form { arguments, is_terminal, kind }
}

/// Each plain form stands before the same one with colours.
pub(crate) const FORMS: [Form; 8] = [
    form(&["--color=never"], false, Kind::Plain),
    form(&["--color=always"], false, Kind::Coloured),
    form(&["--color=never"], true, Kind::Plain),
    form(&["--color=always"], true, Kind::Coloured),
    form(&["--color=never", "--width=60"], true, Kind::Plain),
    form(&["--color=always", "--width=60"], true, Kind::Coloured),
    form(&["-o", "json"], false, Kind::Json),
    form(&["-o", "jsonl", "--color=always"], true, Kind::JsonLines),
];

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    pub(crate) runs: usize,
    pub(crate) panics: usize,
    pub(crate) statuses: usize,
    pub(crate) let_through: usize,
    pub(crate) lost: usize,
    pub(crate) altered: usize,
    pub(crate) screens: usize,
    pub(crate) wrong: Vec<String>,
}

impl Figures {
    fn say(&mut self, here: &str, what: &str) {
        if self.wrong.len() < 60 {
            self.wrong.push(format!("{here}: {what}"));
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.runs += other.runs;
        self.panics += other.panics;
        self.statuses += other.statuses;
        self.let_through += other.let_through;
        self.lost += other.lost;
        self.altered += other.altered;
        self.screens += other.screens;
        self.wrong.extend(other.wrong);
    }

    pub(crate) fn is_clean(&self) -> bool {
        let counts = [self.panics, self.statuses, self.let_through, self.lost, self.altered];
        counts.iter().sum::<usize>() == 0 && self.wrong.is_empty()
    }
}

fn answer(command: &[&str], form: Form, input: &str) -> Option<Run> {
    let arguments = [command, form.arguments].concat();
    let terminal = surroundings(form.is_terminal);
    catch_unwind(AssertUnwindSafe(|| run(&arguments, &terminal, input.as_bytes()))).ok()
}

/// What a command says of the twin: as a page in a pipe, and as data.
#[derive(Debug)]
pub(crate) struct Twin {
    page: String,
    data: Value,
}

impl Twin {
    pub(crate) fn of(ticket: &Value, position: &Position, command: &[&str]) -> Self {
        let ticket = position.plant(ticket, TWIN);
        let page = answer(command, FORMS[0], &ticket).unwrap();
        let data = answer(command, FORMS[6], &ticket).unwrap();
        assert_eq!((page.status, data.status), (0, 0), "{position:?}");
        Self {
            page: String::from_utf8(page.stdout).unwrap(),
            data: serde_json::from_slice(&data.stdout).unwrap(),
        }
    }
}

/// Runs a command on one attack in one place, in some of the forms.
pub(crate) fn attempt(
    ticket: &Value,
    position: &Position,
    attack: &Attack,
    command: &[&str],
    forms: &[Form],
    twin: &Twin,
    figures: &mut Figures,
) {
    let planted = position.plant(ticket, &attack.text);
    let short: String = attack.text.escape_debug().take(60).collect();
    let mut plain = None;
    for form in forms {
        let here = format!(
            "T{} {short} at {} {:?}: {} {} (terminal: {})",
            attack.row,
            position.pointer,
            position.part,
            command.join(" "),
            form.arguments.join(" "),
            form.is_terminal
        );
        figures.runs += 1;
        let Some(run) = answer(command, *form, &planted) else {
            figures.panics += 1;
            figures.say(&here, "a panic");
            continue;
        };
        if run.status != 0 {
            figures.statuses += 1;
            figures.say(&here, &format!("status {}", run.status));
        }
        let colours = form.kind == Kind::Coloured;
        let asked = Asked { colours, isolates: form.is_terminal };
        let is_data = matches!(form.kind, Kind::Json | Kind::JsonLines);
        let stderr = Asked { colours: form.arguments.contains(&"--color=always"), ..asked };
        let mut faults = judge::faults(&run.stdout, if is_data { DATA } else { asked });
        faults.extend(judge::faults(&run.stderr, stderr));
        figures.let_through += faults.len();
        faults.iter().for_each(|fault| figures.say(&here, fault));
        match form.kind {
            Kind::Plain => {
                if !form.is_terminal {
                    page_is_whole(&run.stdout, position, attack, twin, figures, &here);
                }
                plain = Some(run.stdout);
            }
            Kind::Coloured => {
                let without = plain.take();
                if let Some(without) = without
                    && rules::uncoloured(&run.stdout).map(String::into_bytes).as_ref() != Ok(&without)
                {
                    figures.altered += 1;
                    figures.say(&here, "colours change the text");
                }
                if form.is_terminal {
                    figures.screens += 1;
                    if let Err(change) = screen::is_left_alone(&run.stdout) {
                        figures.let_through += 1;
                        figures.say(&here, &change);
                    }
                }
            }
            Kind::Json | Kind::JsonLines => {
                let read = if form.kind == Kind::Json {
                    rules::json(&run.stdout, command[0])
                } else {
                    rules::json_lines(&run.stdout, command[0])
                };
                match read {
                    Ok(answers) => {
                        data_is_exact(Value::Array(answers), position, attack, twin, figures, &here);
                    }
                    Err(wrong) => {
                        figures.let_through += 1;
                        figures.say(&here, &wrong);
                    }
                }
            }
        }
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// As it stands between the quotes of a JSON text.
fn source(text: &str) -> String {
    let written = Value::from(text).to_string();
    written[1..written.len() - 1].to_owned()
}

/// A value that is not of its type is told as written, to so many characters.
fn cut(text: &str) -> String {
    let written = format!("\"{}\"", source(text));
    let rest = written.chars().nth(200).map(|_| '…');
    written.chars().take(200).chain(rest).collect()
}

/// Whatever is shown of the twin is shown of the attack, spelled out; and all other words stay.
fn page_is_whole(
    page: &[u8],
    position: &Position,
    attack: &Attack,
    twin: &Twin,
    figures: &mut Figures,
    here: &str,
) {
    if position.is_markup() || attack.means_something {
        return;
    }
    let page = String::from_utf8_lossy(page);
    let seen = squeezed(&page).to_lowercase();
    if squeezed(&twin.page).contains(TWIN) {
        let text = &attack.text;
        let written = [text.clone(), source(text), source(&source(text))];
        let on_one_line = |text: &String| seen.contains(&squeezed(&judge::spelled(text, true)).to_lowercase());
        let line_by_line = || {
            text.split('\n').all(|line| {
                seen.contains(&squeezed(&judge::spelled(line, false)).to_lowercase())
            })
        };
        if !written.iter().chain([&cut(text)]).any(on_one_line) && !line_by_line() {
            figures.lost += 1;
            figures.say(here, "the text is not shown");
        }
    }
    let words = |text: &str| {
        let mut words: Vec<_> = text
            .split_whitespace()
            .filter(|word| !word.contains(TWIN) && word.chars().any(char::is_alphanumeric))
            .map(str::to_owned)
            .collect();
        words.sort();
        words
    };
    let mut there = words(&page).into_iter().peekable();
    for word in words(&twin.page) {
        while there.next_if(|other| *other < word).is_some() {}
        if there.next_if(|other| *other == word).is_none() {
            figures.altered += 1;
            figures.say(here, &format!("{word} is gone"));
        }
    }
}

/// With the attack put back to the twin, the data is the twin's.
fn data_is_exact(
    mut data: Value,
    position: &Position,
    attack: &Attack,
    twin: &Twin,
    figures: &mut Figures,
    here: &str,
) {
    if position.is_markup() || attack.means_something {
        return;
    }
    let text = &attack.text;
    let pointer = text.replace('~', "~0").replace('/', "~1");
    let written = [source(&source(text)), source(text), text.clone(), pointer];
    let cut = Some(cut(text)).filter(|text| text.ends_with('…'));
    put_back(&mut data, cut.as_deref(), &written);
    if data != twin.data {
        figures.altered += 1;
        let (data, twin) = (data.to_string(), twin.data.to_string());
        let at = data.bytes().zip(twin.bytes()).take_while(|(a, b)| a == b).count();
        let around = |text: &str| -> String {
            String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(60)..]).chars().take(160).collect()
        };
        figures.say(here, &format!("the data is not exact:\n  {}\n  {}", around(&data), around(&twin)));
    }
}

fn put_back(value: &mut Value, cut: Option<&str>, written: &[String]) {
    match value {
        Value::String(text) if Some(text.as_str()) == cut => *text = format!("\"{TWIN}\""),
        Value::String(text) => {
            for written in written {
                if text.contains(written.as_str()) {
                    *text = text.replace(written.as_str(), TWIN);
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| put_back(value, cut, written)),
        Value::Object(map) => {
            let members = std::mem::take(map);
            for (key, mut value) in members {
                put_back(&mut value, cut, written);
                let mut key = Value::String(key);
                put_back(&mut key, None, written);
                map.insert(key.as_str().unwrap().to_owned(), value);
            }
        }
        _ => {}
    }
}
