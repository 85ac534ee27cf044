//! What is no ticket is named.

use super::check;

#[test]
fn t29_other_json_is_named() {
    for (text, what) in [
        (
            r#"{"guidTransactionId":"g","id":9001,"type":"Message"}"#,
            "this is a transaction, not a ticket: number 9001, type Message",
        ),
        (
            r#"{"message":"Ticket #501 state was changed to: Closed"}"#,
            "this is an API reply, not a ticket: it says \"Ticket #501 state was changed to: Closed\"",
        ),
        (
            r#"{"type":"about:blank","title":"Unauthorized","status":401,"detail":"no key"}"#,
            "this is an API reply, not a ticket: it says \"no key\"",
        ),
        (
            r#"{"access_token":"secret","expires_in":10800}"#,
            "this is a reply with an access token, not a ticket; keep it secret",
        ),
        (
            r#"{"error":"invalid_grant"}"#,
            "this is an API reply, not a ticket: it says \"invalid_grant\"",
        ),
        (r#"{"a":1,"b":2}"#, "this is JSON, but not a ticket; its keys are a, b"),
        ("{}", "this is JSON, but not a ticket; it has no keys"),
    ] {
        check(text, &[], &[&format!("!1:1: {what}")]);
    }
    check("[\"a\",1,2]", &[], &["!1:2: this is JSON, but not a ticket: a string"]);
}

#[test]
fn t29_other_files_are_named() {
    for (bytes, what) in [
        (&b""[..], "it is empty: there is nothing to read"),
        (b" \r\n ", "it is empty: there is nothing to read"),
        (b"hello\nworld", "the file holds no JSON that could be a ticket"),
        (b"[email protected]\n", "the file holds no JSON that could be a ticket"),
        (b"\n<!doctype html>\n{\"id\":1,\"state\":\"x\"}", "this is an HTML page, not JSON"),
        (b"\0\0\0\0\0", "this begins with NUL bytes: it is not text"),
    ] {
        check(bytes, &[], &[&format!("!: {what}")]);
    }
}

#[test]
fn t26_a_raw_nul_ends_the_reading() {
    check(
        b"text\0text",
        &[],
        &["!1:5: byte 4 is NUL: this is not text; nothing more is read of it"],
    );
}
