//! The twin of a hostile ticket: the same one with a harmless word in the same place. It tells what
//! must be there, and what must not change.

use crate::attacks::{Attack, LONG};
use crate::judge;
use crate::matrix::{FORMS, Figures, answer};
use crate::positions::Position;
use crate::program::forms;
use serde_json::Value;

/// The harmless word.
const TWIN: &str = "harmlesstwin";

/// What a command says of the twin: as a page in a pipe, and as data.
#[derive(Debug)]
pub(crate) struct Twin {
    /// Whether the answer is about the text, so that it is another one for an attack.
    is_judged: bool,
    is_shown: bool,
    words: Vec<String>,
    data: Value,
    rows: Vec<Vec<String>>,
}

impl Twin {
    pub(crate) fn of(ticket: &Value, position: &Position, command: &[&str]) -> Self {
        let ticket = position.plant(ticket, TWIN);
        let page = answer(command, FORMS[0], &ticket).unwrap();
        let data = answer(command, FORMS[4], &ticket).unwrap();
        assert_eq!((page.status, data.status), (0, 0), "{position:?}");
        let page = String::from_utf8(page.stdout).unwrap();
        Self {
            is_judged: command[0] == "check",
            is_shown: squeezed(&page).contains(TWIN),
            words: words(&page),
            data: unmeasured(&data.stdout),
            rows: if has_rows(command) {
                rows(&answer(command, FORMS[6], &ticket).unwrap().stdout)
            } else {
                Vec::new()
            },
        }
    }
}

fn unmeasured(data: &[u8]) -> Value {
    let mut data: Value = serde_json::from_slice(data).unwrap();
    if data.is_object() {
        data = Value::Array(vec![data]);
    }
    put_back(&mut data, None, &[]);
    data
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// As it stands between the quotes of a JSON text.
fn source(text: &str) -> String {
    let written = Value::from(text).to_string();
    written[1..written.len() - 1].to_owned()
}

/// As it stands in a JSON pointer.
fn in_pointer(text: &str) -> String {
    text.replace('~', "~0").replace('/', "~1")
}

/// A value that is not of its type is told as written, to so many characters.
fn cut(text: &str) -> String {
    let written = format!("\"{}\"", source(text));
    let rest = written.chars().nth(200).map(|_| '…');
    written.chars().take(200).chain(rest).collect()
}

/// Tells whether the text must be there as it is: markup is read, names that the program knows mean
/// something, a path of cards is split at `/`, and an address is no name if there is another.
fn is_exact(position: &Position, attack: &Attack) -> bool {
    let is_split = position.pointer.ends_with("/cardsPath") && attack.text.contains('/');
    let is_address = position.pointer.ends_with("ame") && attack.text.contains('@');
    !(position.is_markup() || attack.means_something || is_split || is_address)
}

/// Whatever is shown of the twin is shown of the attack, spelled out; and all other words stay.
pub(crate) fn page_is_whole(
    page: &[u8],
    position: &Position,
    attack: &Attack,
    twin: &Twin,
    figures: &mut Figures,
    here: &str,
) {
    if twin.is_judged || !is_exact(position, attack) {
        return;
    }
    let page = String::from_utf8_lossy(page);
    let seen = squeezed(&page).to_lowercase();
    if twin.is_shown {
        let text = &attack.text;
        let written = [text.clone(), source(text), source(&source(text)), in_pointer(text)];
        let on_one_line =
            |text: &String| seen.contains(&squeezed(&judge::spelled(text, true)).to_lowercase());
        let line_by_line = || {
            text.lines()
                .all(|line| seen.contains(&squeezed(&judge::spelled(line, false)).to_lowercase()))
        };
        if !written.iter().chain([&cut(text)]).any(on_one_line) && !line_by_line() {
            figures.lost += 1;
            figures.say(here, "the text is not shown");
        }
    }
    let mut there = words(&page).into_iter().peekable();
    for word in &twin.words {
        while there.next_if(|other| other < word).is_some() {}
        // What no grid can hold stands below its row, without the title of its column.
        let is_title = attack.text.len() > LONG && !word.contains(char::is_lowercase);
        if there.next_if_eq(word).is_none() && !is_title {
            figures.altered += 1;
            figures.say(here, &format!("{word} is gone"));
        }
    }
}

/// Lists the words of a page that are not the twin's, in their order.
fn words(page: &str) -> Vec<String> {
    // How much is found in a ticket depends on what stands in it.
    let page: String =
        page.lines().filter(|line| !line.starts_with("Check ")).collect::<Vec<_>>().join("\n");
    let is_word = |word: &&str| !word.contains(TWIN) && word.contains(char::is_alphanumeric);
    let mut words: Vec<_> = page.split_whitespace().filter(is_word).map(str::to_owned).collect();
    words.sort();
    words
}

/// With the attack put back to the twin, the data is the twin's.
pub(crate) fn data_is_exact(
    mut data: Value,
    position: &Position,
    attack: &Attack,
    twin: &Twin,
    figures: &mut Figures,
    here: &str,
) {
    if twin.is_judged || !is_exact(position, attack) {
        return;
    }
    let text = &attack.text;
    let written = [source(&source(text)), source(text), text.clone(), in_pointer(text)];
    let cut = Some(cut(text)).filter(|text| text.ends_with('…'));
    put_back(&mut data, cut.as_deref(), &written);
    if data != twin.data {
        figures.altered += 1;
        let (data, twin) = (data.to_string(), twin.data.to_string());
        let at = data.bytes().zip(twin.bytes()).take_while(|(a, b)| a == b).count();
        let around = |text: &str| -> String {
            String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(60)..])
                .chars()
                .take(160)
                .collect()
        };
        figures.say(
            here,
            &format!("the data is not exact:\n  {}\n  {}", around(&data), around(&twin)),
        );
    }
}

/// Tells whether the answers of a command come as rows.
pub(crate) fn has_rows(command: &[&str]) -> bool {
    forms(command[0]).contains(&"csv")
}

/// Reads CSV, its header too.
fn rows(text: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// There are as many rows and cells as the twin has, and those that have nothing to do with it are
/// the same.
pub(crate) fn rows_are_whole(
    text: &[u8],
    position: &Position,
    attack: &Attack,
    twin: &Twin,
    figures: &mut Figures,
    here: &str,
) {
    if twin.is_judged || !is_exact(position, attack) {
        return;
    }
    let rows = rows(text);
    let shape = |rows: &[Vec<String>]| rows.iter().map(Vec::len).collect::<Vec<_>>();
    if shape(&rows) != shape(&twin.rows) {
        figures.altered += 1;
        figures.say(here, "rows or cells are lost, or there are more");
        return;
    }
    for (cell, expected) in rows.iter().flatten().zip(twin.rows.iter().flatten()) {
        if cell != expected && !expected.contains(TWIN) {
            figures.altered += 1;
            figures.say(here, &format!("{cell:?} instead of {expected:?}"));
        }
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
                // Where a hit ends depends on how long it is.
                if key == "to" && value.is_number() {
                    value = Value::Null;
                }
                // What is found in a ticket depends on what stands in it.
                if key == "check" {
                    value = Value::Null;
                }
                let mut key = Value::String(key);
                put_back(&mut key, None, written);
                map.insert(key.as_str().unwrap().to_owned(), value);
            }
        }
        _ => {}
    }
}
