//! Links on a terminal, as they are forced into a pipe: their escapes, and nothing else, are added.

use crate::program::{SEED, run, ticketctl};
use crate::rules::unlinked;

/// Takes the text of each link with its target.
fn links(text: &str) -> Vec<(&str, &str)> {
    let parts = text.split("\u{1b}]8;id=").skip(1);
    parts
        .map(|part| {
            let (start, rest) = part.split_once("\u{1b}\\").unwrap();
            let (shown, _) = rest.split_once("\u{1b}]8;;\u{1b}\\").unwrap();
            (shown, start.split_once(';').unwrap().1)
        })
        .collect()
}

fn forced(arguments: &[&str]) -> String {
    let output = ticketctl(arguments).env("FORCE_HYPERLINK", "1").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(unlinked(&text), run(arguments).stdout, "{arguments:?}");
    text
}

#[test]
fn where_a_customer_came_from_is_a_link() {
    let text = forced(&["show", SEED]);
    let page = "https://www.example.com/landing-page";
    let case = "https://na6.salesforce.com/sserv/casedetail.jsp?id=37946499377";
    assert_eq!(links(&text), [(page, page), (case, case)]);
}

#[test]
fn a_link_that_is_wrapped_is_one_in_pieces() {
    let text = forced(&["show", SEED, "--width", "40"]);
    let case = "https://na6.salesforce.com/sserv/casedetail.jsp?id=37946499377";
    let pieces: String =
        links(&text).iter().filter(|(_, to)| *to == case).map(|(shown, _)| *shown).collect();
    assert_eq!(pieces, case);
}

#[test]
fn messages_and_files_have_links_while_they_lead_somewhere() {
    let ticket = "fixtures/tickets/hebrew-whatsapp.json";
    let tracking = "https://example.com/track/482913?lang=he";
    let before = forced(&["transcript", ticket, "--now", "2025-06-03T08:00:00Z"]);
    let found = links(&before);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].0, "attachments.example.com");
    assert!(found[0].1.starts_with("https://attachments.example.com/") && found[0].1.len() > 300);
    assert_eq!(found[1], (tracking, tracking));
    let after = forced(&["transcript", ticket, "--now", "2025-06-03T13:40:00Z"]);
    assert_eq!(links(&after), [(tracking, tracking)]);
    assert!(after.contains("link expired 13:40"));
}

#[test]
fn data_and_documents_have_none() {
    for form in ["json", "jsonl", "md", "html"] {
        assert!(!forced(&["show", SEED, "-o", form]).contains('\u{1b}'), "{form}");
    }
    assert!(!forced(&["transcript", SEED, "-o", "csv"]).contains('\u{1b}'));
}

#[test]
fn whoever_wants_none_gets_none() {
    let output = ticketctl(&["show", SEED])
        .env("FORCE_HYPERLINK", "1")
        .env("NO_HYPERLINKS", "1")
        .output()
        .unwrap();
    assert!(!output.stdout.contains(&0x1b));
}
