//! Rows, read back.

use super::{Flat, escaped, is_formula};
use crate::render::{Format, Settings, Theme, Width};
use proptest::prelude::*;
use serde_json::{Value, json};

fn flat(format: Format, is_raw: bool, header: &[&str]) -> Flat {
    let settings = Settings::new(format, Theme::plain(), Width::UNKNOWN, false);
    let header = header.iter().map(|name| (*name).to_owned()).collect();
    Flat::new(header, &Settings { is_raw, ..settings })
}

fn written(flat: &Flat, rows: &[Value]) -> String {
    let mut out = Vec::new();
    flat.write_header(&mut out).unwrap();
    flat.write_rows(rows.iter(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Reads CSV, the header too.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Reads TSV as the documentation says.
fn read_tsv(text: &str) -> Vec<Vec<String>> {
    let cell = |cell: &str| {
        let mut text = String::new();
        let mut chars = cell.chars();
        while let Some(char) = chars.next() {
            text.push(match char {
                '\\' => match chars.next().unwrap() {
                    't' => '\t',
                    'n' => '\n',
                    'r' => '\r',
                    other => other,
                },
                char => char,
            });
        }
        text
    };
    let lines = text.strip_suffix('\n').unwrap().split('\n');
    lines.map(|line| line.split('\t').map(cell).collect()).collect()
}

#[test]
fn values_keep_their_form() {
    let row = json!({
        "id": -7, "at": "2023-05-08T06:46:05Z", "wait_s": 0.25, "yes": true, "none": null,
        "who": {"name": "Jo, \"J\"", "id": null}, "tags": ["a", "\u{1b}"], "files": [],
    });
    let names = ["id", "at", "wait_s", "yes", "none", "who_name", "who_id", "tags", "files"];
    assert_eq!(
        written(&flat(Format::Csv, false, &names), std::slice::from_ref(&row)),
        "id,at,wait_s,yes,none,who_name,who_id,tags,files\n\
         -7,2023-05-08T06:46:05Z,0.25,true,,\"Jo, \"\"J\"\"\",,\"[\"\"a\"\",\"\"\\u001b\"\"]\",\n"
    );
    assert_eq!(
        written(&flat(Format::Tsv, false, &["id", "tags", "who_name"]), &[row]),
        "id\ttags\twho_name\n-7\t[\"a\",\"\\\\u001b\"]\tJo, \"J\"\n"
    );
}

#[test]
fn there_is_a_header_without_rows_and_a_row_without_values() {
    assert_eq!(written(&flat(Format::Csv, false, &["a", "b"]), &[]), "a,b\n");
    assert_eq!(written(&flat(Format::Csv, false, &["a"]), &[json!({"a": null})]), "a\n\"\"\n");
    assert_eq!(written(&flat(Format::Tsv, false, &["a"]), &[json!({})]), "a\n\n");
}

#[test]
fn t15_formulas_are_text() {
    for formula in [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\0=1",
        "\n=1",
        "  =1",
        "\u{a0}=1",
        "＝1",
        " ＋1",
        "－1",
        "＠x",
        "-",
        "+1 2",
        "=",
        "-1e5",
    ] {
        assert!(is_formula(formula), "{formula:?}");
        let row = [json!({ "a": formula })];
        let guarded = read_csv(&written(&flat(Format::Csv, false, &["a"]), &row));
        assert!(guarded[1][0].starts_with('\''), "{guarded:?}");
        let raw = read_csv(&written(&flat(Format::Csv, true, &["a"]), &row));
        assert_eq!(raw[1][0], formula);
    }
    for text in
        ["", "a=1", "-5", "+49170", "-0.5", "1=1", "'=1", "a\n=1", "(1)", "\u{1b}=1", "שלום", " 5"]
    {
        assert!(!is_formula(text), "{text:?}");
    }
}

#[test]
fn what_a_terminal_obeys_is_written_out_and_the_rest_is_exact() {
    let text = "a\u{1b}[2J\u{202e}\u{9b}\rb\r\nc\td\u{a0}\u{200b}e";
    let cell = |flat: &Flat| read_csv(&written(flat, &[json!({ "a": text })]))[1][0].clone();
    let seen = "a^[[2J<U+202E><U+009B>^Mb\nc\td\u{a0}\u{200b}e";
    assert_eq!(cell(&flat(Format::Csv, false, &["a"])), seen);
    assert_eq!(cell(&flat(Format::Csv, true, &["a"])), text);
    let settings = Settings::new(Format::Csv, Theme::plain(), Width::UNKNOWN, true);
    let terminal = Flat::new(vec!["a".to_owned()], &Settings { is_raw: true, ..settings });
    assert_eq!(cell(&terminal), seen, "a terminal is never sent what it would obey");
    let flood = format!("a{}b", "\u{301}".repeat(32));
    let marks = read_csv(&written(&flat(Format::Csv, false, &["a"]), &[json!({ "a": flood })]));
    assert_eq!(marks[1][0], format!("a{}<U+0301><U+0301>b", "\u{301}".repeat(30)));
}

#[test]
fn wanted_columns_come_in_their_order() {
    let settings = Settings::new(Format::Csv, Theme::plain(), Width::UNKNOWN, false);
    let fields = vec!["b".to_owned(), "a".to_owned()];
    let flat = Flat::new(vec!["a".to_owned(), "b".to_owned()], &Settings { fields, ..settings });
    assert_eq!(written(&flat, &[json!({"a": 1, "b": 2})]), "b,a\n2,1\n");
}

fn hostile() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        "[=+@ ,;\"'\\\\\t\r\n\0a\u{1b}\u{202e}\u{a0}ש-]{0,12}",
        prop::collection::vec(any::<char>(), 0..12).prop_map(|chars| chars.into_iter().collect()),
    ];
    text.boxed()
}

proptest! {
    #[test]
    fn raw_rows_come_back_as_they_were(rows in prop::collection::vec([hostile(), hostile(), hostile()], 0..6)) {
        let names = ["a", "b", "c"];
        let values: Vec<_> =
            rows.iter().map(|[a, b, c]| json!({"a": a, "b": b, "c": c})).collect();
        let expected: Vec<Vec<String>> =
            [names.map(str::to_owned).to_vec()].into_iter().chain(rows.iter().map(|row| row.to_vec())).collect();
        prop_assert_eq!(read_csv(&written(&flat(Format::Csv, true, &names), &values)), expected.clone());
        prop_assert_eq!(read_tsv(&written(&flat(Format::Tsv, true, &names), &values)), expected);
    }

    #[test]
    fn t15_no_cell_is_a_formula_or_steers_a_terminal(text in hostile()) {
        for (format, read) in [(Format::Csv, read_csv as fn(&str) -> _), (Format::Tsv, read_tsv)] {
            let written = written(&flat(format, false, &["a"]), &[json!({ "a": text })]);
            prop_assert!(!written.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
            let cell = read(&written).remove(1).remove(0);
            prop_assert!(!is_formula(&cell), "{:?}", cell);
        }
    }

    #[test]
    fn a_tsv_cell_is_on_one_line(text in hostile()) {
        let escaped = escaped(&text);
        let has_breaks = escaped.contains(['\t', '\n', '\r']);
        prop_assert!(!has_breaks);
    }
}
