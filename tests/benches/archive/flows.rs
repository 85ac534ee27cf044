//! The flows that the bots follow.

use super::time::{BEGIN, DAY};

/// A flow of cards. Its versions follow each other; a card keeps its identifier when its name changes.
#[derive(Debug)]
pub(crate) struct Flow {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) versions: &'static [&'static str],
    pub(crate) cards: &'static [Card],
}

/// A card.
#[derive(Debug)]
pub(crate) struct Card {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    /// What it is called from the second version on, if that is another name.
    pub(crate) later_name: Option<&'static str>,
    pub(crate) says: &'static str,
    pub(crate) asks: Asks,
}

/// What a card wants to hear.
#[derive(Debug)]
pub(crate) enum Asks {
    /// One of some buttons; each leads to a card.
    Button(&'static [(&'static str, usize)]),
    /// Anything; it is kept in a field, and a card follows.
    Anything(usize, usize),
    /// Nothing: another card follows at once.
    Nothing(usize),
    /// Nothing: people take over.
    People,
    /// Nothing: that was it.
    End,
    /// Nothing: another flow follows.
    Flow(usize),
}

impl Flow {
    /// Returns which version was in use.
    pub(crate) fn version_at(&self, moment: i64) -> usize {
        let each = 397 / self.versions.len() as i64 + 1;
        ((moment - BEGIN) / (each * DAY)).clamp(0, self.versions.len() as i64 - 1) as usize
    }
}

impl Card {
    /// Returns what the card was called in a version.
    pub(crate) fn name_in(&self, version: usize) -> &'static str {
        self.later_name.filter(|_| version > 0).unwrap_or(self.name)
    }
}

const fn card(id: &'static str, name: &'static str, says: &'static str, asks: Asks) -> Card {
    Card { id, name, later_name: None, says, asks }
}

const fn renamed(card: Card, later: &'static str) -> Card {
    Card { id: card.id, name: card.name, later_name: Some(later), says: card.says, asks: card.asks }
}

/// Three flows; one goes on to another.
pub(crate) const FLOWS: [Flow; 3] = [
    Flow {
        id: "b778d230-0001-460d-bb85-da15b78d9c01",
        name: "Service",
        versions: &["1.09", "1.10", "2.01"],
        cards: &[
            renamed(
                card(
                    "c0000001-0001-4bad-ad8f-3115ec202001",
                    "Main",
                    "How can we help you?",
                    Asks::Button(&[
                        ("Where is my order?", 1),
                        ("Return something", 3),
                        ("Invoice", 9),
                        ("Opening hours", 7),
                        ("Something else", 5),
                    ]),
                ),
                "Main menu",
            ),
            card(
                "c0000001-0002-4bad-ad8f-3115ec202002",
                "Order number",
                "Please type the number of your order. You find it in the confirmation.",
                Asks::Anything(2, 2),
            ),
            card(
                "c0000001-0003-4bad-ad8f-3115ec202003",
                "Order found",
                "Your order left our warehouse and should be with you within two working days.",
                Asks::Button(&[
                    ("That helps, thanks", 8),
                    ("Talk to somebody", 6),
                    ("Main menu", 0),
                ]),
            ),
            card(
                "c0000001-0004-4bad-ad8f-3115ec202004",
                "Return reason",
                "We are sorry to hear that. What is wrong with it?",
                Asks::Button(&[("Too small", 4), ("Damaged", 5), ("Changed my mind", 4)]),
            ),
            renamed(
                card(
                    "c0000001-0005-4bad-ad8f-3115ec202005",
                    "Label",
                    "Here is your return label: https://shop.example.com/returns/label",
                    Asks::Button(&[("Thank you", 8), ("I have a question", 5)]),
                ),
                "Return label",
            ),
            card(
                "c0000001-0006-4bad-ad8f-3115ec202006",
                "Question",
                "Please tell us in a few words what it is about.",
                Asks::Anything(1, 6),
            ),
            card(
                "c0000001-0007-4bad-ad8f-3115ec202007",
                "Hand over",
                "Thank you. A colleague will be with you shortly.",
                Asks::People,
            ),
            card(
                "c0000001-0008-4bad-ad8f-3115ec202008",
                "Hours",
                "We are here Monday to Friday from 9 to 20 o'clock (07:00–18:00 UTC).",
                Asks::Button(&[("Thanks", 8), ("Main menu", 0)]),
            ),
            card(
                "c0000001-0009-4bad-ad8f-3115ec202009",
                "Goodbye",
                "Glad to help. Have a good day! 👋",
                Asks::End,
            ),
            card(
                "c0000001-000a-4bad-ad8f-3115ec20200a",
                "To billing",
                "One moment, our billing assistant takes over.",
                Asks::Flow(1),
            ),
        ],
    },
    Flow {
        id: "b778d230-0002-460d-bb85-da15b78d9c02",
        name: "Billing / invoices",
        versions: &["3.4", "3.5"],
        cards: &[
            card(
                "c0000002-0001-4bad-ad8f-3115ec202101",
                "Start",
                "Is it about an invoice you have, or one you miss?",
                Asks::Button(&[("I have it", 1), ("I miss it", 3)]),
            ),
            card(
                "c0000002-0002-4bad-ad8f-3115ec202102",
                "Invoice number",
                "What is the number of the invoice?",
                Asks::Anything(3, 2),
            ),
            card(
                "c0000002-0003-4bad-ad8f-3115ec202103",
                "Checking",
                "Let me look that up …",
                Asks::Nothing(4),
            ),
            card(
                "c0000002-0004-4bad-ad8f-3115ec202104",
                "Mail address",
                "To which address shall we send it?",
                Asks::Anything(4, 4),
            ),
            renamed(
                card(
                    "c0000002-0005-4bad-ad8f-3115ec202105",
                    "Solved",
                    "Was that what you were looking for?",
                    Asks::Button(&[("Yes", 5), ("No, let me talk to a person", 6)]),
                ),
                "Solved?",
            ),
            card(
                "c0000002-0006-4bad-ad8f-3115ec202106",
                "Bye",
                "You are welcome. Goodbye!",
                Asks::End,
            ),
            card(
                "c0000002-0007-4bad-ad8f-3115ec202107",
                "Hand over",
                "Somebody from accounting will answer you here.",
                Asks::People,
            ),
        ],
    },
    Flow {
        id: "b778d230-0003-460d-bb85-da15b78d9c03",
        name: "שירות לקוחות",
        versions: &["1.00", "1.01"],
        cards: &[
            card(
                "c0000003-0001-4bad-ad8f-3115ec202201",
                "פתיחה",
                "שלום! במה אפשר לעזור?",
                Asks::Button(&[("איפה ההזמנה שלי?", 1), ("תקלה במכונה", 3), ("נציג אנושי", 4)]),
            ),
            card(
                "c0000003-0002-4bad-ad8f-3115ec202202",
                "מספר הזמנה",
                "מה מספר ההזמנה?",
                Asks::Anything(2, 2),
            ),
            card(
                "c0000003-0003-4bad-ad8f-3115ec202203",
                "סטטוס",
                "ההזמנה בדרך ותגיע תוך יומיים. האם זה עוזר?",
                Asks::Button(&[("כן, תודה", 5), ("לא", 4)]),
            ),
            card(
                "c0000003-0004-4bad-ad8f-3115ec202204",
                "תיאור התקלה",
                "אפשר לתאר בכמה מילים מה קרה?",
                Asks::Anything(1, 4),
            ),
            card(
                "c0000003-0005-4bad-ad8f-3115ec202205",
                "העברה לנציג",
                "תודה, נציג יחזור אליך בהקדם 🙏",
                Asks::People,
            ),
            card("c0000003-0006-4bad-ad8f-3115ec202206", "סיום", "יום נעים!", Asks::End),
        ],
    },
];
