//! A file in a message: what it is, its name, and where and until when it is to be had.

use super::clock::Clock;
use crate::analysis::SaidAttachment;
use crate::model::{Text, Timestamp};
use crate::page::{Line, Role as Ink};

/// Shows a file; what has ended by now is told in the past.
pub(super) fn attachment(file: &SaidAttachment, clock: Clock, now: Option<Timestamp>) -> Line {
    let line = Line::new().own("[");
    let line = match &file.kind {
        Some(kind) => line.name(&Text::owned(kind.as_str().to_lowercase()), Ink::Plain),
        None => line.own("file"),
    };
    let line = match &file.name {
        Some(name) => line.own(" ").name(name, Ink::Plain),
        None => line,
    };
    let mut line = line.own("]");
    if file.embedded {
        line = line.muted("  inside the text");
    }
    if let Some(state) = &file.held_back {
        let state = Text::owned(state.as_str().to_lowercase());
        line = line.own("  ").name(&state, Ink::Bad);
    }
    line.then(link(file, clock, now))
}

/// Says where it is to be had: the site, as a link, since the address of a file is too long to be
/// read. What was held back is not to be opened.
fn link(file: &SaidAttachment, clock: Clock, now: Option<Timestamp>) -> Line {
    let Some(uri) = &file.uri else { return Line::new().muted("  no link") };
    let site = match &file.held_back {
        Some(_) => Line::new(),
        None => Line::new().site(uri, Ink::Muted),
    };
    let said = match file.expires_at {
        Some(expires) => {
            let time = clock.minute(expires);
            if now.is_some_and(|now| expires <= now) {
                return Line::new().muted(format!("  link expired {time}"));
            }
            format!("  link until {time}")
        }
        None if site.is_empty() => return Line::new(),
        None => "  link".to_owned(),
    };
    let said = Line::new().muted(said);
    if site.is_empty() { said } else { said.muted(" at ").then(site) }
}

#[cfg(test)]
mod tests {
    use super::{Clock, attachment};
    use crate::analysis::SaidAttachment;
    use crate::model::{Text, Timestamp, Zone};
    use crate::page::{Content, Line};

    const SIGNED: &str =
        "https://files.example.com/a.jpg?X-Amz-Date=20230508T064605Z&X-Amz-Expires=21600";

    fn file(uri: Option<&'static str>, expires_at: Option<&str>) -> SaidAttachment {
        SaidAttachment {
            name: Some(Text::borrowed("a.jpg")),
            kind: Some(Text::borrowed("Image")),
            uri: uri.map(Text::borrowed),
            expires_at: expires_at.map(at),
            embedded: false,
            held_back: None,
        }
    }

    fn at(time: &str) -> Timestamp {
        Timestamp::parse(time).unwrap().unwrap()
    }

    fn said(line: &Line) -> String {
        line.0.iter().map(|span| span.content.as_str()).collect()
    }

    fn targets(line: &Line) -> Vec<&str> {
        let addresses = line.0.iter().filter_map(|span| match &span.content {
            Content::Address(address) => address.target.as_deref(),
            _ => None,
        });
        addresses.collect()
    }

    #[test]
    fn t18_a_file_is_linked_by_its_site_until_its_signature_expires() {
        let file = file(Some(SIGNED), Some("2023-05-08T12:46:05Z"));
        let day = Clock::of_day(Zone::Utc, Some(at("2023-05-08T06:46:05Z")));
        for now in [None, Some(at("2023-05-08T12:46:04Z"))] {
            let line = attachment(&file, day, now);
            assert_eq!(said(&line), "[image a.jpg]  link until 12:46 at files.example.com");
            assert_eq!(targets(&line), [SIGNED]);
        }
        let line = attachment(&file, day, Some(at("2023-05-08T12:46:05Z")));
        assert_eq!(said(&line), "[image a.jpg]  link expired 12:46");
        assert!(targets(&line).is_empty());
        let line = attachment(&file, Clock::new(Zone::Utc), Some(at("2026-01-01T00:00:00Z")));
        assert_eq!(said(&line), "[image a.jpg]  link expired 8 May 2023 12:46");
    }

    #[test]
    fn what_leads_nowhere_or_was_held_back_is_no_link() {
        let mut blocked = file(Some(SIGNED), None);
        blocked.held_back = Some(Text::borrowed("Blocked"));
        for (file, expected) in [
            (file(None, None), "[image a.jpg]  no link"),
            (file(Some("cid:7"), None), "[image a.jpg]"),
            (file(Some("https://a@files.example.com/"), None), "[image a.jpg]"),
            (blocked, "[image a.jpg]  blocked"),
        ] {
            let line = attachment(&file, Clock::new(Zone::Utc), None);
            assert_eq!(said(&line), expected);
            assert!(targets(&line).is_empty());
        }
        let plain = attachment(
            &file(Some("https://files.example.com/a.jpg"), None),
            Clock::new(Zone::Utc),
            None,
        );
        assert_eq!(said(&plain), "[image a.jpg]  link at files.example.com");
    }
}
