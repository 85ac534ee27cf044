//! The program as its users meet it: the real binary, what it prints, and how it ends.

/// Variables that the program, or the parser of its command line, asks for. Empty is as good as not
/// set; a file cannot take one away from the environment the tests run in.
const EMPTY: [&str; 6] =
    ["CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "TERM", "COLUMNS", "RUST_BACKTRACE"];

/// Runs what stands in `cmd/` and in the README, in the root of the project. After a change that is
/// meant, `TRYCMD=overwrite cargo test --test cli` writes down what is printed now.
#[test]
fn the_console_shows_what_is_written_down() {
    let cases = trycmd::TestCases::new();
    cases.register_bin("ticketctl", std::path::Path::new(env!("CARGO_BIN_EXE_ticketctl")));
    cases.env("NO_COLOR", "1");
    for variable in EMPTY {
        cases.env(variable, "");
    }
    cases.case("tests/cli/cmd/*.trycmd");
    if std::path::Path::new("README.md").is_file() {
        cases.case("README.md");
    }
    cases.run();
}
