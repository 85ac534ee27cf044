//! Messages with markup: made readable in bounded space, and safe on the screen.

use crate::program::{run, surroundings};
use crate::rules::{self, Seen};
use serde_json::json;
use ticketctl::analysis::readable;

/// Reads the input as a message of a customer.
pub fn tried(input: &[u8]) {
    let Some((choice, bytes)) = input.split_first() else { return };
    let html = String::from_utf8_lossy(bytes);
    let text = readable(&html);
    // A cell, an item or a quoted line may cost a few characters that the markup does not have;
    // quotes in quotes cost each line as many as there are quotes.
    let quotes = html.to_ascii_lowercase().matches("<blockquote").count();
    let most = 64 + html.len() * (4 + 2 * quotes);
    assert!(text.len() <= most, "{} bytes became {}", html.len(), text.len());
    assert!(!text.contains("\n\n\n") || html.contains("<pre") || html.contains("<PRE"), "{text:?}");
    // Reading is most of the work; one in eight goes all the way to the screen.
    if choice % 8 != 0 {
        return;
    }
    let width = 20 + usize::from(choice / 8) * 3;
    let is_terminal = choice % 16 == 0;
    let ticket = json!({
        "id": 1,
        "participants": [{"id": 1, "name": "Ada", "type": "Client"}],
        "transactions": [{"id": 1, "type": "Message", "html": html, "fromParticipantId": 1}],
    });
    let asked = format!("--width={width}");
    let run = run(
        &["transcript", "--full", &asked, "--color=never"],
        &surroundings(is_terminal),
        ticket.to_string().as_bytes(),
    );
    let seen = Seen { coloured: false, terminal: is_terminal, width: Some(width) };
    rules::text(&run.stdout, seen).unwrap_or_else(|wrong| panic!("{wrong}"));
    assert_eq!(run.status, 0);
}
