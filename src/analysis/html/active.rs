//! What in a message with markup would do something by itself in a browser.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// Finds what runs, loads another page or embeds a program, in words and each once. The markup is
/// read token by token, so that its depth does not matter.
pub(in crate::analysis) fn active_content(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut attribute = String::new();
    let follow = |event: CallbackEvent<'_>, _: Span| {
        let what = match event {
            CallbackEvent::OpenStartTag { name } => element(name).map(str::to_owned),
            CallbackEvent::AttributeName { name } => {
                attribute = String::from_utf8_lossy(name).into_owned();
                is_handler(&attribute).then(|| format!("the handler {attribute}"))
            }
            CallbackEvent::AttributeValue { value } => address(&attribute, value),
            _ => None,
        };
        found.extend(what.filter(|what| !found.contains(what)));
        (found.len() >= ENOUGH).then_some(())
    };
    let mut emitter = CallbackEmitter::new(follow);
    emitter.naively_switch_states(true);
    // The first thing that the tokenizer hands out says that there is enough.
    let _ = Tokenizer::new_with_emitter(html, emitter).next();
    found
}

/// Nobody reads more.
const ENOUGH: usize = 5;

fn element(name: &[u8]) -> Option<&'static str> {
    Some(match name {
        b"script" => "a script",
        b"iframe" | b"frame" => "an embedded page",
        b"object" | b"embed" | b"applet" => "an embedded program",
        _ => return None,
    })
}

/// Tells an attribute that holds a program: `on` and only letters after it.
fn is_handler(name: &str) -> bool {
    name.strip_prefix("on").is_some_and(|event| {
        (2..=40).contains(&event.len()) && event.bytes().all(|byte| byte.is_ascii_lowercase())
    })
}

fn address(attribute: &str, value: &[u8]) -> Option<String> {
    const ADDRESSES: [&str; 7] =
        ["href", "src", "action", "formaction", "xlink:href", "data", "poster"];
    let value = String::from_utf8_lossy(value);
    // Browsers pass over blanks and controls in the name of a scheme.
    let value: String = value.chars().filter(|c| !c.is_control() && *c != ' ').take(32).collect();
    let value = value.to_ascii_lowercase();
    if attribute == "http-equiv" && value == "refresh" {
        return Some("a redirection".to_owned());
    }
    if !ADDRESSES.contains(&attribute) {
        return None;
    }
    let schemes = ["javascript:", "vbscript:", "data:text/html"];
    let scheme = schemes.into_iter().find(|scheme| value.starts_with(scheme))?;
    Some(format!("an address that begins with {scheme}"))
}

#[cfg(test)]
mod tests {
    use super::active_content;

    #[test]
    fn what_does_something_is_found() {
        for (html, found) in [
            ("<p>Hi <script>x()</script></p>", &["a script"][..]),
            ("<SCRIPT src=x></SCRIPT><script>", &["a script"]),
            ("<img src=x onerror=\"x()\">", &["the handler onerror"]),
            ("<a href=\" java\nscript:x()\">a</a>", &["an address that begins with javascript:"]),
            ("<a href='&#106;avascript:x'>", &["an address that begins with javascript:"]),
            ("<iframe src=y></iframe>", &["an embedded page"]),
            ("<meta http-equiv=Refresh content='0;url=z'>", &["a redirection"]),
            ("<object></object><embed>", &["an embedded program"]),
        ] {
            assert_eq!(active_content(html), found, "{html}");
        }
    }

    #[test]
    fn ordinary_mail_does_nothing() {
        for html in [
            "<head></head><body><p>Hi</p><img src=\"cid:1\"><a href=\"https://x.example\">x</a></body>",
            "<p>Use &lt;script&gt; with care, javascript: is no address</p>",
            "<table on=\"1\" one=\"2\"></table>",
            "<!-- <script>x</script> --><p title=\"javascript:\">y",
            "<style>a { background: url(x) }</style>",
        ] {
            assert_eq!(active_content(html), Vec::<String>::new(), "{html}");
        }
    }
}
