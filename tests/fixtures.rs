//! The fixtures are what their README says, and hold what the model expects of them.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail loudly")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use ticketctl::model::{DefectKind, Record};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn text(name: &str) -> String {
    fs::read_to_string(folder().join(name)).expect(name)
}

/// Lists the files of all folders under `fixtures/`, as the README names them.
fn files() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for group in fs::read_dir(folder()).unwrap() {
        let group = group.unwrap().path();
        if group.is_dir() {
            for file in fs::read_dir(&group).unwrap() {
                let file = file.unwrap().path();
                let name = file.strip_prefix(folder()).unwrap();
                found.insert(name.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found
}

#[test]
fn the_readme_lists_every_file_and_no_other() {
    let readme = text("README.md");
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `"));
    let listed: Vec<_> = rows.filter_map(|row| row.split_once('`')).collect();
    let names: BTreeSet<_> = listed.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names, files());
    assert_eq!(names.len(), listed.len(), "each is listed once");
}

#[test]
fn the_seed_is_untouched() {
    let seed = text("tickets/seed.json");
    assert_eq!(seed.len(), 22_677);
    assert!(text("streams/seed-document.md").ends_with(&seed));
}

#[test]
fn a_later_export_holds_what_was_put_into_it() {
    let text = text("pairs/seed-later.json");
    let record = Record::read(&text).unwrap().unwrap();
    assert_eq!(record.defects, []);
    assert_eq!(record.unknown_keys(), ["/priority"]);
}

#[test]
fn ordinary_tickets_are_read_without_a_complaint() {
    let odd = ["list-page", "newer", "odd-fields"].map(|name| format!("tickets/{name}.json"));
    for name in files().iter().filter(|name| name.starts_with("tickets/") && !odd.contains(name)) {
        let text = text(name);
        let record = Record::read(&text).unwrap().unwrap();
        assert_eq!(record.defects, [], "{name}");
        assert_eq!(record.unknown_keys(), Vec::<String>::new(), "{name}");
        assert!(record.ticket.id.get().is_some(), "{name}");
    }
}

#[test]
fn a_list_page_holds_three_ordinary_tickets() {
    let page: serde_json::Value = serde_json::from_str(&text("tickets/list-page.json")).unwrap();
    let tickets = page["tickets"].as_array().unwrap();
    assert_eq!(tickets.len(), 3);
    for ticket in tickets {
        let text = ticket.to_string();
        let record = Record::read(&text).unwrap().unwrap();
        assert_eq!(record.defects, []);
        assert_eq!(record.unknown_keys(), Vec::<String>::new());
        assert!(record.ticket.transactions.is_missing());
    }
}

#[test]
fn the_odd_ticket_has_the_defects_that_were_put_into_it() {
    let text = text("tickets/odd-fields.json");
    let record = Record::read(&text).unwrap().unwrap();
    let found: Vec<_> = record.defects.iter().map(|defect| defect.pointer.as_str()).collect();
    assert_eq!(
        found,
        [
            "/field3",
            "/culture",
            "/tags/1",
            "/owner",
            "/state",
            "/open",
            "/details/source",
            "/details/identityTokenClaims",
            "/movedFromTicketId",
            "/queueTimeGross",
            "/firstAgentResponseTimeGross",
            "/agentMessagesCount",
            "/isIncoming",
            "/participants/0/isActive",
            "/participants/1",
            "/transactions/2/dateTime",
            "/transactions/3/id",
            "/transactions/5",
            "/transactions/6/type",
            "/transactions/7/text",
            "/transactions/8/fromParticipant",
            "/dynamicParameters",
            "/botConversationSteps/0/flowVersion"
        ]
    );
    let twice = record.defects.iter().filter(|defect| defect.kind == DefectKind::Repeated);
    assert_eq!(twice.map(|defect| defect.pointer.as_str()).collect::<Vec<_>>(), ["/culture"]);
    assert_eq!(record.unknown_keys(), Vec::<String>::new());
}

#[test]
fn the_newer_ticket_has_the_keys_that_were_put_into_it() {
    let text = text("tickets/newer.json");
    let record = Record::read(&text).unwrap().unwrap();
    assert_eq!(record.defects, []);
    let mut found = record.unknown_keys();
    found.sort();
    assert_eq!(
        found,
        [
            "/botConversationSteps/0/intentConfidence",
            "/details/deviceModel",
            "/language",
            "/owner/teamId",
            "/participants/0/pronouns",
            "/participants/0/tikTokOpenId",
            "/priority",
            "/slaPolicyId",
            "/transactions/5/isAiSuggested",
            "/transactions/5/reactions"
        ]
    );
}
