//! The variables of the environment that count, in the words of the README.

/// Each with what it does.
pub(super) const VARIABLES: &[(&str, &str)] = &[
    ("`NO_COLOR` (not empty)", "no colour"),
    ("`CLICOLOR_FORCE` (not 0), `FORCE_COLOR` (not 0, not false)", "colour also into a pipe"),
    ("`CLICOLOR=0`, `TERM=dumb`", "no colour"),
    ("`COLUMNS`", "the width where there is no terminal and no `--width`"),
    ("`TICKETCTL_PAGER`, else `PAGER`, else `less`", "the pager; empty or `cat` for none"),
    ("`LESS`", "what `less` is told; `FRX` if it is not set"),
    ("`NO_HYPERLINKS` (not empty)", "no links"),
    ("`FORCE_HYPERLINK` (not 0, not false)", "links also into a pipe"),
    (
        "`TERM`, `TERM_PROGRAM`, `TERM_PROGRAM_VERSION`, `VTE_VERSION`, `KONSOLE_VERSION`, `WT_SESSION`",
        "which terminal it is, and so whether it shows links",
    ),
    ("`TZ`", "the zone for `--tz local`"),
];

#[cfg(test)]
mod tests {
    use super::VARIABLES;

    #[test]
    fn the_readme_tells_the_same_variables_in_the_same_words() {
        let readme = include_str!("../../../README.md");
        let (_, section) = readme.split_once("\n### Environment\n").unwrap();
        let section = section.split("\n#").next().unwrap();
        let rows: Vec<_> = section.lines().filter(|line| line.starts_with("| `")).collect();
        let ours: Vec<_> =
            VARIABLES.iter().map(|(name, does)| format!("| {name} | {does} |")).collect();
        assert_eq!(rows, ours);
    }
}
