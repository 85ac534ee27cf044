//! Who works here, who writes to them, and by which channel.

use super::random::Random;

/// A person on our side.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Agent {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) first: &'static str,
    pub(crate) mail: &'static str,
    pub(crate) gender: &'static str,
    /// Whether the export has the address in the place of the name, as for the agent of the
    /// documented ticket.
    pub(crate) by_mail: bool,
}

const fn agent(
    id: &'static str,
    name: &'static str,
    first: &'static str,
    mail: &'static str,
    gender: &'static str,
    by_mail: bool,
) -> Agent {
    Agent { id, name, first, mail, gender, by_mail }
}

/// Fifteen agents; those in front have more to do. The last one is in charge and only assigns.
pub(crate) const AGENTS: [Agent; 16] = [
    agent(
        "0c6a6f0e-5d4b-4a57-9a53-0d6d3d1f7a01",
        "Noa Berman",
        "Noa",
        "noa.berman@example.com",
        "Female",
        false,
    ),
    agent(
        "1f0b8c1c-73c4-4b0e-8a8f-6a6c1f5b7b02",
        "Tomas Lindqvist",
        "Tomas",
        "tomas.lindqvist@example.com",
        "Male",
        true,
    ),
    agent(
        "2a7d9e2a-91d5-4c1f-9b90-7b7d2a6c8c03",
        "Wanjiru Kamau",
        "Wanjiru",
        "wanjiru.kamau@example.com",
        "Female",
        false,
    ),
    agent(
        "3b8eaf3b-a2e6-4d20-8ca1-8c8e3b7d9d04",
        "לאה מזרחי",
        "לאה",
        "lea.mizrahi@example.com",
        "Female",
        false,
    ),
    agent(
        "4c9fb04c-b3f7-4e31-9db2-9d9f4c8eae05",
        "Grigor Petrosyan",
        "Grigor",
        "grigor.petrosyan@example.com",
        "Male",
        true,
    ),
    agent(
        "5da0c15d-c408-4f42-8ec3-aea05d9fbf06",
        "Ines Carvalho",
        "Ines",
        "ines.carvalho@example.com",
        "Undefined",
        false,
    ),
    agent(
        "6eb1d26e-d519-4053-9fd4-bfb16ea0c007",
        "Yusuf Demir",
        "Yusuf",
        "yusuf.demir@example.com",
        "Male",
        false,
    ),
    agent(
        "7fc2e37f-e62a-4164-80e5-c0c27fb1d108",
        "Mareike Vogt",
        "Mareike",
        "mareike.vogt@example.com",
        "Female",
        true,
    ),
    agent(
        "80d3f480-f73b-4275-91f6-d1d380c2e209",
        "Daniel Okafor",
        "Daniel",
        "daniel.okafor@example.com",
        "Male",
        false,
    ),
    agent(
        "91e40591-084c-4386-8207-e2e491d3f30a",
        "אורי שגב",
        "אורי",
        "uri.segev@example.com",
        "Male",
        true,
    ),
    agent(
        "a2f516a2-195d-4497-9318-f3f5a2e4040b",
        "Soo-jin Park",
        "Soo-jin",
        "soojin.park@example.com",
        "Female",
        false,
    ),
    agent(
        "b30627b3-2a6e-45a8-8429-0406b3f5150c",
        "Élodie Marchand",
        "Élodie",
        "elodie.marchand@example.com",
        "Female",
        false,
    ),
    agent(
        "c41738c4-3b7f-46b9-953a-1517c406260d",
        "Rafael \"Rafa\" Ortiz",
        "Rafa",
        "rafael.ortiz@example.com",
        "Male",
        false,
    ),
    agent(
        "d52849d5-4c80-47ca-864b-2628d517370e",
        "Hanna Kowalska",
        "Hanna",
        "hanna.kowalska@example.com",
        "Undefined",
        true,
    ),
    agent(
        "e6395ae6-5d91-48db-975c-3739e628480f",
        "Bo Li",
        "Bo",
        "bo.li@example.com",
        "Male",
        false,
    ),
    agent(
        "f74a6bf7-6ea2-49ec-886d-484af7395910",
        "Ruth Adler",
        "Ruth",
        "ruth.adler@example.com",
        "Female",
        false,
    ),
];

/// Who is in charge.
pub(crate) const CHIEF: usize = 15;

/// Picks an agent who answers customers.
pub(crate) fn some_agent(random: &mut Random) -> usize {
    random.weighted((1..=15_u32).rev().map(|weight| weight + 3))
}

/// A program on our side.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bot {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) mail: &'static str,
    /// The type of ticket while it has it.
    pub(crate) ticket_type: &'static str,
}

/// The bot of the flows, one with a name like a person's, and one of the integrator's that has no
/// cards.
pub(crate) const BOTS: [Bot; 3] = [
    Bot {
        id: "a7648213-0001-4e16-ac4f-a20b8d733c01",
        name: "BOT",
        mail: "flows.glassix.bot@example.com",
        ticket_type: "GlassixBot",
    },
    Bot {
        id: "a7648213-0002-4e16-ac4f-a20b8d733c02",
        name: "Maya from the shop",
        mail: "maya.glassix.bot@example.com",
        ticket_type: "GlassixBot",
    },
    Bot {
        id: "a7648213-0003-4e16-ac4f-a20b8d733c03",
        name: "BOT",
        mail: "parcels.glassix.bot@example.com",
        ticket_type: "Bot",
    },
];

/// How people reach us.
#[derive(Debug)]
pub(crate) struct Channel {
    pub(crate) name: &'static str,
    pub(crate) weight: u32,
    /// Our side of it.
    pub(crate) ours: &'static str,
    /// How often a bot answers first.
    pub(crate) bot: f64,
    /// Until an agent takes a ticket, as a rule.
    pub(crate) take_ms: i64,
    /// Until an agent answers, as a rule.
    pub(crate) answer_ms: i64,
    /// Until the customer does.
    pub(crate) customer_ms: i64,
}

pub(crate) const CHANNELS: [Channel; 8] = [
    channel("Web", 38, "qxIYxnWSTV8oO3pmr91s", 0.75, 140, 75, 45),
    channel("WhatsApp", 30, "972500000600", 0.6, 700, 240, 150),
    channel("Mail", 16, "service@example.com", 0.0, 7200, 1500, 5400),
    channel("SMS", 5, "972500000601", 0.1, 1800, 500, 400),
    channel("FBmessenger", 5, "100200300400500", 0.5, 900, 300, 240),
    channel("InstagramDM", 3, "17840000000000001", 0.3, 1500, 400, 300),
    channel("TelegramBot", 2, "example_service_bot", 0.7, 600, 200, 120),
    channel("PhoneCall", 1, "972500000602", 0.0, 60, 120, 200),
];

const fn channel(
    name: &'static str,
    weight: u32,
    ours: &'static str,
    bot: f64,
    take: i64,
    answer: i64,
    customer: i64,
) -> Channel {
    let (take_ms, answer_ms, customer_ms) = (take * 1000, answer * 1000, customer * 1000);
    Channel { name, weight, ours, bot, take_ms, answer_ms, customer_ms }
}

/// Picks a channel.
pub(crate) fn some_channel(random: &mut Random) -> &'static Channel {
    &CHANNELS[random.weighted(CHANNELS.iter().map(|channel| channel.weight))]
}

/// Who writes to us.
#[derive(Debug, Clone)]
pub(crate) struct Customer {
    pub(crate) name: String,
    pub(crate) identifier: String,
    pub(crate) contact: String,
    pub(crate) place: &'static str,
}

const FIRST: [&str; 28] = [
    "Jack", "Miriam", "Ofir", "Henrik", "Aurélie", "Paulo", "Yosefa", "Piet", "Oskar", "Grace",
    "Chidi", "Sigrid", "Ana", "Luca", "Zofia", "Emre", "Keiko", "Tariq", "Nóra", "Björn", "Maeve",
    "Pablo", "Ilse", "Ravi", "Tess", "Marek", "Leila", "Owen",
];
const LAST: [&str; 28] = [
    "Oduya",
    "Mantel",
    "Aalto",
    "Fontanel",
    "Teixeira",
    "Karni",
    "Maas",
    "Brandt",
    "O'Neill",
    "Šimůnek",
    "van der Berg",
    "García",
    "Kovács",
    "Lindgren",
    "Rossi",
    "Nowak",
    "Yılmaz",
    "Tanaka",
    "Haddad",
    "Svensson",
    "Byrne",
    "Romero",
    "Peeters",
    "Nair",
    "Whitlock",
    "Dvořák",
    "Rahimi",
    "Hughes-Bell",
];
const HEBREW_FIRST: [&str; 10] =
    ["דנה", "יוסי", "מיכל", "אבי", "רותם", "שירה", "איתן", "נועם", "תמר", "גיל"];
const HEBREW_LAST: [&str; 10] =
    ["כהן", "לוי", "פרץ", "ביטון", "אזולאי", "פרידמן", "גולן", "בר-און", "שפירא", "חדד"];
const PLACES: [&str; 10] = [
    "Kansas City, MO, USA",
    "Turku, Finland",
    "Brno, Czechia",
    "Kiel, Germany",
    "Porto, Portugal",
    "Haifa, Israel",
    "Leeds, United Kingdom",
    "Lyon, France",
    "Tel Aviv-Yafo, Israel",
    "Medellín, Colombia",
];

/// Makes up a customer; the same number is the same person.
pub(crate) fn customer(seed: u64, number: u64, channel: &Channel, hebrew: bool) -> Customer {
    let mut random = Random::of(seed ^ 0x00c0_ffee, number);
    let mut name = if hebrew {
        format!("{} {}", random.pick(&HEBREW_FIRST), random.pick(&HEBREW_LAST))
    } else {
        format!("{} {}", random.pick(&FIRST), random.pick(&LAST))
    };
    let digits = random.below(100_000);
    match channel.name {
        "Web" if random.chance(0.2) => name = format!("Guest {digits}"),
        "WhatsApp" | "TelegramBot" if random.chance(0.15) => {
            name.push_str(random.pick(&[" 🌸", " 👩‍👧", " ✨", " 🇫🇮"]));
        }
        _ => {}
    }
    let identifier = match channel.name {
        "Web" => random.guid(),
        "Mail" => format!("customer{digits}@example.com"),
        "FBmessenger" | "InstagramDM" | "TelegramBot" => format!("30000000000{digits:05}"),
        _ => format!("9725000{digits:05}"),
    };
    Customer { name, identifier, contact: random.guid(), place: random.pick(&PLACES) }
}
