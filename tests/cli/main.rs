//! The program as its users meet it: the real binary, what it prints, and how it ends.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod arguments;
mod completions;
mod copies;
#[path = "../../src/input/tests/forms.rs"]
mod forms;
mod inputs;
mod links;
mod manual;
mod pictures;
mod pipes;
mod program;
#[path = "../properties/rules.rs"]
mod rules;
mod same_ticket;
mod schema;
#[cfg(target_os = "linux")]
mod scripts;
mod stats;
#[cfg(target_os = "linux")]
mod system;

use std::path::Path;

/// Variables that the program, or the parser of its command line, asks for. Empty is as good as not
/// set; the environment in which the tests run cannot be taken away here.
const EMPTY: [&str; 8] = [
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "FORCE_COLOR",
    "FORCE_HYPERLINK",
    "NO_HYPERLINKS",
    "TERM",
    "COLUMNS",
    "RUST_BACKTRACE",
];

/// Runs what stands in `cmd/` and in the README, in the root of the project. After a change that is
/// meant, `TRYCMD=overwrite cargo test --test cli` writes down what is printed now.
#[test]
fn the_console_shows_what_is_written_down() {
    let cases = trycmd::TestCases::new();
    cases.register_bin("ticketctl", Path::new(env!("CARGO_BIN_EXE_ticketctl")));
    cases.env("NO_COLOR", "1");
    for variable in EMPTY {
        cases.env(variable, "");
    }
    cases.case("tests/cli/cmd/*.trycmd");
    if !cfg!(feature = "export") {
        cases.skip("tests/cli/cmd/export-to.trycmd");
    }
    if Path::new("README.md").is_file() {
        cases.case("README.md");
        cases.case(".docs/recipes.md");
    }
    cases.run();
}
