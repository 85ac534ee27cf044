//! What is personal where: every key of the export, and what becomes of its value. A key that is not
//! listed is not known, and what stands under it is replaced.

use super::kind::Kind;
use super::scan::Step;
use crate::model::{Channel, TimeSpan, Timestamp};

/// What becomes of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Treatment {
    /// It stays: the name of a state, a kind, a channel, a language.
    Name,
    /// It stays: a time, a span, a count, the number of a ticket.
    Measure,
    /// It is personal as a whole.
    Personal(Kind),
    /// Free text: it stays, but for what is known or looks personal.
    Prose,
    /// The same with markup.
    Markup,
    /// Free text, or the JSON of an event that tells who did it.
    Told,
}

use Treatment::{Markup, Measure, Name, Personal, Prose, Told};

impl Treatment {
    /// Decides by the place in a ticket.
    pub(super) fn of(path: &[Step<'_>]) -> Self {
        let mut keys = [""; DEEPEST];
        for (key, step) in keys.iter_mut().zip(path) {
            *key = match step {
                Step::Key(key) => key.lowered(),
                Step::Index(_) => "*",
            };
        }
        match keys.get(..path.len()).unwrap_or(keys.as_slice()) {
            ["details", rest @ ..] => details(rest),
            ["owner", rest @ ..] => owner(rest),
            ["participants", _, rest @ ..] | ["transactions", _, "fromparticipant", rest @ ..] => {
                participant(rest)
            }
            ["transactions", _, "payload", rest @ ..] => payload(rest),
            ["transactions", _, "attachments", _, rest @ ..] => attachment(rest),
            ["transactions", _, key] => transaction(key),
            ["activitylogs", _, key] => activity(key),
            ["dynamicparameters", _, rest @ ..] => parameter(rest),
            ["botconversationsteps", _, key] => step(key),
            ["ticketsummary", "userid"] | ["botconversations", _] => Personal(Kind::Ids),
            ["ticketsummary", "lastupdatetimestamp"] | ["nestedticketsids", _] => Measure,
            ["ticketsummary", "value"] | ["tags", _] => Prose,
            [key] => ticket(key),
            _ => Personal(Kind::Unknown),
        }
    }

    /// Decides by the place in the JSON of an event, which stands in a text.
    pub(super) fn in_event(path: &[Step<'_>]) -> Self {
        match path.first() {
            Some(Step::Key(key)) => match key.lowered() {
                "byuserid" | "touserid" => Personal(Kind::Ids),
                key if is_name_in_event(key) => Personal(Kind::Names),
                _ => Personal(Kind::Unknown),
            },
            _ => Personal(Kind::Unknown),
        }
    }

    /// Tells whether a text stays although nobody knows what it says: a name that is one word, a
    /// time that can be read. What else stands in their places is not what it should be.
    pub(super) fn keeps(self, text: &str) -> bool {
        match self {
            Name => is_word(text) || !matches!(Channel::of(text.into()), Channel::Other(_)),
            Measure => is_measure(text),
            Personal(Kind::Unknown) => is_time(text),
            _ => false,
        }
    }
}

/// One step more than the longest list of keys below has: what is deeper is told by how it begins.
const DEEPEST: usize = 9;

/// Tells whether a text is the JSON of an event by one of its keys.
pub(super) fn is_event_key(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    is_name_in_event(&key) || matches!(key.as_str(), "byuserid" | "touserid")
}

fn is_name_in_event(key: &str) -> bool {
    let rest = key.strip_prefix("by").or_else(|| key.strip_prefix("to"));
    matches!(rest, Some("username" | "usershortname" | "userfullname"))
}

fn is_word(text: &str) -> bool {
    text.len() <= 40
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

fn is_time(text: &str) -> bool {
    Timestamp::parse(text).is_ok() || TimeSpan::parse(text).is_some()
}

fn is_measure(text: &str) -> bool {
    let number = text.strip_prefix('-').unwrap_or(text);
    is_time(text) || text.len() <= 20 && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn ticket(key: &str) -> Treatment {
    match key {
        "culture" | "tickettype" | "state" | "primaryprotocoltype" => Name,
        "departmentid"
        | "uniqueargument"
        | "movedtodepartmentid"
        | "movedfromdepartmentid"
        | "firstagentmessageuserid"
        | "botconversationid" => Personal(Kind::Ids),
        "id"
        | "open"
        | "close"
        | "lastactivity"
        | "movedtoticketid"
        | "movedfromticketid"
        | "parentnestedticketid"
        | "firstcustomermessagedatetime"
        | "firstagentmessagedatetime"
        | "lastcustomermessagedatetime"
        | "lastagentmessagedatetime"
        | "queuetimegross"
        | "queuetimenet"
        | "firstagentresponsetimegross"
        | "firstagentresponsetimenet"
        | "agentassigntoresponsetimegross"
        | "agentassigntoresponsetimenet"
        | "firstagentallocationtimestamp"
        | "lastagentallocationtimestamp"
        | "agentmediacount"
        | "customermediacount"
        | "agentmessagescount"
        | "customermessagescount"
        | "durationnet"
        | "durationgross"
        | "agentresponseaveragetimenet"
        | "totalconversationtimenet"
        | "agentcannedrepliescount"
        | "transactionscount"
        | "isincoming"
        | "isscrambled"
        | "wasclosedautomatically" => Measure,
        _ => match key.strip_prefix("field") {
            Some(number) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                Personal(Kind::Fields)
            }
            _ => Personal(Kind::Unknown),
        },
    }
}

fn owner(keys: &[&str]) -> Treatment {
    match keys {
        ["gender" | "culture" | "type"] => Name,
        ["isanonymous"] => Measure,
        ["id" | "uniqueargument"] => Personal(Kind::Ids),
        ["username"] => Personal(Kind::Names),
        _ => Personal(Kind::Unknown),
    }
}

fn participant(keys: &[&str]) -> Treatment {
    match keys {
        ["type" | "protocoltype" | "subprotocoltype"] => Name,
        ["id" | "isactive" | "isdeleted"] => Measure,
        ["identifier" | "departmentidentifier" | "contactid"] => Personal(Kind::Ids),
        ["name" | "displayname" | "username"] => Personal(Kind::Names),
        _ => Personal(Kind::Unknown),
    }
}

fn details(keys: &[&str]) -> Treatment {
    match keys {
        ["useragent" | "ipaddress"] => Personal(Kind::Network),
        ["location"] => Personal(Kind::Location),
        ["cardspath"] => Prose,
        ["ismobile"] => Measure,
        ["identitytokenclaims", ..] => Personal(Kind::Claims),
        ["source" | "referral", ..] | ["externallink"] => Personal(Kind::Links),
        _ => Personal(Kind::Unknown),
    }
}

fn transaction(key: &str) -> Treatment {
    match key {
        "guidtransactionid" | "fromprotocoltype" | "type" | "status" => Name,
        "id" | "datetime" => Measure,
        "text" => Told,
        "html" => Markup,
        _ => Personal(Kind::Unknown),
    }
}

fn payload(keys: &[&str]) -> Treatment {
    match keys {
        ["templates", _, "title" | "subtitle"]
        | ["templates", _, "buttons", _, "title"]
        | ["quickreplies", _, "title"] => Prose,
        ["templates", _, "titlehtml" | "subtitlehtml"] => Markup,
        ["templates", _, "coverimageurl"]
        | ["templates", _, "buttons", _, "uri"]
        | ["quickreplies", _, "imageurl"] => Personal(Kind::Links),
        ["templates", _, "coverimageheight" | "coverimagewidth"] | ["enablefreetextinput"] => {
            Measure
        }
        ["templates", _, "buttons", _, "type"] => Name,
        ["templates", _, "buttons", _, "data", ..] => Personal(Kind::Fields),
        _ => Personal(Kind::Unknown),
    }
}

fn attachment(keys: &[&str]) -> Treatment {
    match keys {
        ["type" | "sanitizationstate"] => Name,
        ["id" | "isembedded"] => Measure,
        ["fileidentifier" | "originalfilename"] | ["thumbnailsfileidentifiers", _] => {
            Personal(Kind::Files)
        }
        ["uri"] | ["thumbnails", _] => Personal(Kind::Links),
        _ => Personal(Kind::Unknown),
    }
}

fn activity(key: &str) -> Treatment {
    match key {
        "state" | "tickettype" => Name,
        "changedon" | "totalactivitytimesec" | "totalactivitytimesecnet" => Measure,
        "initiatoruserid" | "userid" => Personal(Kind::Ids),
        _ => Personal(Kind::Unknown),
    }
}

fn parameter(keys: &[&str]) -> Treatment {
    match keys {
        ["type"] => Name,
        ["creationdatetime"] => Measure,
        ["id" | "flowid"] => Personal(Kind::Ids),
        ["name" | "description"] => Prose,
        ["value" | "strvalue" | "numvalue" | "intvalue" | "boolvalue", ..] => {
            Personal(Kind::Fields)
        }
        _ => Personal(Kind::Unknown),
    }
}

fn step(key: &str) -> Treatment {
    match key {
        "steptype" => Name,
        "visitdatetime" | "flowversion" => Measure,
        "departmentid" | "botconversationid" | "flowid" | "uniquecardid" => Personal(Kind::Ids),
        "flowname" | "cardfriendlyname" => Prose,
        _ => Personal(Kind::Unknown),
    }
}
