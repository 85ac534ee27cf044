//! Where the customer came from.

use super::value::Stated;
use crate::model::{Details, Map, Referral, Source, Text, Ticket};
use schemars::JsonSchema;
use serde::Serialize;

/// Where the customer came from.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct Origin {
    /// The page on which the conversation began: its title.
    pub source_title: Stated<Text<'static>>,
    /// The page on which the conversation began: its address.
    pub source_uri: Stated<Text<'static>>,
    /// The place.
    pub location: Stated<Text<'static>>,
    /// The network address.
    pub ip_address: Stated<Text<'static>>,
    /// The browser, in its own words.
    pub user_agent: Stated<Text<'static>>,
    /// The browser and its system, in short; `null` if it is none we know.
    pub browser: Option<String>,
    /// Whether the customer used a telephone.
    pub is_mobile: Stated<bool>,
    /// The ticket in another system.
    pub external_link: Stated<Text<'static>>,
    /// What the integrator vouched for.
    pub claims: Vec<Named>,
    /// The advertisement or post that led here; only what is set.
    pub referral: Vec<Named>,
}

/// A name and a value, both from the ticket.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Named {
    /// The name.
    pub name: Text<'static>,
    /// The value, as a person would say it.
    pub value: Text<'static>,
}

impl Origin {
    /// Says where the customer of a ticket came from.
    pub fn of(ticket: &Ticket<'_>) -> Self {
        let nothing = Details::default();
        let details = ticket.details.get().unwrap_or(&nothing);
        let no_source = Source::default();
        let source = details.source.get().unwrap_or(&no_source);
        let user_agent = Stated::text(&details.user_agent);
        Self {
            source_title: Stated::text(&source.title),
            source_uri: Stated::text(&source.uri),
            location: Stated::text(&details.location),
            ip_address: Stated::text(&details.ip_address),
            browser: user_agent.get().and_then(|agent| browser(agent.as_str())),
            user_agent,
            is_mobile: Stated::copied(&details.is_mobile),
            external_link: Stated::text(&details.external_link),
            claims: details.identity_token_claims.get().map_or_else(Vec::new, named),
            referral: details.referral.get().map_or_else(Vec::new, referral),
        }
    }
}

fn named(map: &Map<'_>) -> Vec<Named> {
    let named = map
        .0
        .iter()
        .map(|(name, value)| Named { name: name.to_static(), value: value.to_text().to_static() });
    named.collect()
}

fn referral(referral: &Referral<'_>) -> Vec<Named> {
    let utm = referral.utm_parameters.get().map_or_else(Vec::new, named);
    let values = referral.named().filter_map(|(name, value)| {
        Some(Named { name: Text::borrowed(name), value: value.get()?.to_static() })
    });
    utm.into_iter().chain(values).collect()
}

/// How browsers name themselves, and what they are called. They name each other, too: the more special
/// name counts.
const BROWSERS: [(&str, &str); 8] = [
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
];

/// Says "Chrome 72, Windows NT 10.0" for what a browser says of itself.
///
/// Only names and digits that we know are taken over, so the result is safe to print.
fn browser(user_agent: &str) -> Option<String> {
    let (_, name, version) = named_browser(user_agent)?;
    Some(match system(user_agent) {
        Some(system) => format!("{name} {version}, {system}"),
        None => format!("{name} {version}"),
    })
}

/// Returns what a browser would say of itself that told no more than its name, its main version and a
/// system that many have.
pub(super) fn plain_agent(user_agent: &str) -> Option<String> {
    const SYSTEMS: [&str; 8] =
        ["Windows NT ", "Macintosh", "X11", "Linux", "iPhone", "iPad", "Android", "compatible"];
    let (token, _, version) = named_browser(user_agent)?;
    let version: String = version.chars().take(4).collect();
    let is_common = |system: &&str| {
        SYSTEMS.iter().any(|known| {
            let rest = system.strip_prefix(known);
            rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
        })
    };
    let system = system(user_agent).filter(is_common).map(|system| format!(" ({system})"));
    Some(format!("Mozilla/5.0{} {token}{version}", system.unwrap_or_default()))
}

/// Finds the browser: its token, its name, its main version.
fn named_browser(user_agent: &str) -> Option<(&'static str, &'static str, &str)> {
    BROWSERS.iter().find_map(|(token, name)| {
        let version = user_agent.split_once(token)?.1;
        Some((*token, *name, version.split(|c: char| !c.is_ascii_digit()).next()?))
    })
}

/// Finds the system on which it runs.
fn system(user_agent: &str) -> Option<&str> {
    let system = user_agent.split_once('(').and_then(|(_, rest)| rest.split([';', ')']).next());
    let is_plain = |text: &&str| {
        let is_known = |c: char| c.is_ascii_alphanumeric() || c == ' ' || c == '.';
        !text.is_empty() && text.len() <= 40 && text.chars().all(is_known)
    };
    system.map(str::trim).filter(is_plain)
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn browsers_are_known_by_their_more_special_name() {
        let said = |text: &str| browser(text).unwrap();
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like \
                      Gecko) Chrome/72.0.3626.109 Safari/537.36";
        assert_eq!(said(chrome), "Chrome 72, Windows NT 10.0");
        assert_eq!(said(&format!("{chrome} Edg/72.1")), "Edge 72, Windows NT 10.0");
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) Version/16.5 Mobile";
        assert_eq!(said(iphone), "Safari 16, iPhone");
        assert_eq!(browser("curl/8.0"), None);
        assert_eq!(
            said("Firefox/99 (\u{1b}[2J; x)"),
            "Firefox 99",
            "only what we know is taken over"
        );
    }
}
