//! What people write, and the words that are planted in it for searches to find.

use super::random::Random;

/// A text that stands in few messages, in one or more spellings.
#[derive(Debug)]
pub(crate) struct Plant {
    /// The spelling that an exact search looks for, and the name of the plant.
    pub(crate) word: &'static str,
    /// Other spellings, which a search without case and compatibility forms finds too.
    pub(crate) others: &'static [&'static str],
}

/// No other text of the archive contains any of these.
pub(crate) const PLANTS: [Plant; 8] = [
    Plant { word: "quicksilver", others: &["Quicksilver", "QUICKSILVER"] },
    Plant {
        word: "gläserne Brücke",
        others: &["GLÄSERNE BRÜCKE", "gla\u{308}serne Bru\u{308}cke"],
    },
    Plant { word: "purple form 7B", others: &["purple\u{a0}form\u{a0}7B", "Purple \tform  7b"] },
    Plant { word: "תפוח זהב", others: &["תפוח\u{a0}זהב"] },
    Plant { word: r"C:\keys\golden.pem", others: &[r"c:\keys\golden.pem"] },
    Plant { word: "\"blue moon\"", others: &["\"Blue Moon\""] },
    Plant { word: "🦩", others: &[] },
    Plant { word: "filigree", others: &["ﬁligree", "ｆｉｌｉｇｒｅｅ"] },
];

/// A planted spelling: which plant, and whether it is the exact one.
pub(crate) type Planted = (usize, bool);

/// A text with what is planted in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) planted: Vec<Planted>,
}

impl Words {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), planted: Vec::new() }
    }
}

/// Who writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Voice {
    Customer,
    Agent,
    Note,
}

const CUSTOMER: [&str; 40] = [
    "Where is my order?",
    "It came today and it is green, I ordered grey.",
    "The tracking page says \"delivered\" but nothing is here.",
    "Are you still there?",
    "I have been waiting since this morning...",
    "Can I change the delivery address, please?",
    "The parcel was left with a neighbour who is on holiday.",
    "I would like to return two of the three chairs.",
    "How long does a refund take?",
    "My card was charged twice, see the screenshot.",
    "The manual says 230 V / 50 Hz, is that right for my country?",
    "It stopped working after two days 😕",
    "ok",
    "thanks!",
    "Yes",
    "No, the other one.",
    "The discount code SPRING-15 is not accepted.",
    "Can somebody call me? Mornings are best.",
    "I need an invoice with our VAT number on it.",
    "The app crashes with \"Error 0x80070005\" when I log in.",
    "I already sent this twice.",
    "The lid is cracked, probably in transport.",
    "Do you ship to the islands?",
    "What are the dimensions with packaging?",
    "Great, that works 👍",
    "I don't find the order number anywhere.",
    "The courier never rang the bell!!!",
    "It's a present, so it must be here before Friday.",
    "Please cancel everything.",
    "Is there a branch in Málaga or Sevilla?",
    "The cable is about 30 cm too short.",
    "My son pressed the red button and now it beeps all the time 🙈",
    "We are a small café and this is our only machine.",
    "I followed the steps: Settings → Network → Reset, nothing changes.",
    "Could you check with the warehouse?",
    "The colour is called \"sand\" on the page and \"beige\" on the box.",
    "Folder is C:\\Users\\me\\Downloads\\invoice (2).pdf, it does not open.",
    "Not urgent, but it would be nice to know.",
    "hello??",
    "Thank you for the quick answer, have a nice weekend.",
];
const AGENT: [&str; 32] = [
    "Thank you for your message, let me have a look.",
    "I am sorry to hear that.",
    "Could you send me the number of your order, please?",
    "I have checked with the warehouse: it leaves today.",
    "The refund takes three to five working days.",
    "I have sent you a new label by mail.",
    "Could you attach a photo of the damage?",
    "The replacement is on its way, the tracking number is in your inbox.",
    "I am afraid this model is no longer made.",
    "Please hold the button for ten seconds, then let go.",
    "Is there anything else I can do for you?",
    "You are welcome!",
    "I will ask a colleague and come back to you.",
    "We ship to all islands, it takes two days longer.",
    "Your address is changed, the parcel has not left yet.",
    "I have put a voucher of 15 € on your account.",
    "Under Settings → Network you find \"Reset all\".",
    "The invoice with your VAT number is attached.",
    "May I call you tomorrow between 9 and 11?",
    "It is confirmed: Friday between 15:00 and 17:00.",
    "The carrier calls half an hour before.",
    "I have cancelled the order, nothing will be charged.",
    "The amount is only reserved twice; one reservation ends by itself within 48 hours.",
    "Please do not open the casing, the warranty would end.",
    "That was our mistake, and I apologise.",
    "The dimensions with packaging are 62 × 40 × 38 cm, 11.4 kg.",
    "I have written down your wish for the next version.",
    "Please try the attached firmware 4.2.1.",
    "Sorry for the long wait!",
    "Have a good day 🙂",
    "The code works again, it had expired on our side.",
    "I close this ticket now; just write again if it comes back.",
];
const NOTE: [&str; 12] = [
    "Customer is right, warehouse picked GN-2 instead of GR-2.",
    "Called, no answer. Try again tomorrow morning.",
    "Refund booked in SAP, document 5100-2231.",
    "Second time this month, offer a voucher.",
    "Waiting for the carrier, claim filed.",
    "Angry but polite. Please be quick.",
    "Same problem as with the March batch.",
    "Needs Grigor: only he can book a second transport.",
    "VIP, owner of the café downstairs.",
    "Do not promise a date, stock is at 0.",
    "Bank says charge-back; accounting has it.",
    "Serial number is on the photo, third picture.",
];
const HEBREW_CUSTOMER: [&str; 14] = [
    "שלום, איפה ההזמנה שלי?",
    "המכונה לא נדלקת מאז אתמול.",
    "קיבלתי צבע לא נכון, הזמנתי אפור.",
    "תודה רבה!",
    "כן",
    "לא, את השני.",
    "אפשר לקבל חשבונית על שם העסק?",
    "חויבתי פעמיים בכרטיס האשראי.",
    "מתי מגיע השליח?",
    "שלחתי כבר תמונה ב-WhatsApp.",
    "מספר ההזמנה הוא SO-9915.",
    "האם יש סניף בחיפה?",
    "אני מחכה כבר שעה...",
    "זה דחוף, האורחים מגיעים ביום שישי 😅",
];
const HEBREW_AGENT: [&str; 10] = [
    "שלום, תודה על הפנייה. אני בודקת.",
    "אני מצטער לשמוע.",
    "אפשר לקבל את מספר ההזמנה?",
    "המשלוח יצא היום ויגיע תוך יומיים.",
    "הזיכוי יופיע תוך שלושה עד חמישה ימי עסקים.",
    "שלחתי חשבונית לכתובת office@example.com.",
    "יש עוד משהו שאוכל לעזור בו?",
    "בשמחה, יום נעים!",
    "נא ללחוץ על הכפתור עשר שניות ולשחרר.",
    "הקוד \"SPRING-15\" פעיל שוב.",
];

/// Makes up what somebody writes.
pub(crate) fn says(random: &mut Random, voice: Voice, hebrew: bool, is_mail: bool) -> Words {
    let list: &[&str] = match (voice, hebrew && random.chance(0.92)) {
        (Voice::Customer, false) => &CUSTOMER,
        (Voice::Agent, false) => &AGENT,
        (Voice::Customer, true) => &HEBREW_CUSTOMER,
        (Voice::Agent, true) => &HEBREW_AGENT,
        (Voice::Note, _) => &NOTE,
    };
    let sentences = match (is_mail, voice) {
        (true, Voice::Customer | Voice::Agent) => random.between(2, 7),
        (_, Voice::Customer) => 1 + i64::from(random.chance(0.3)),
        _ => random.between(1, 3),
    };
    let mut words = Words::default();
    for number in 0..sentences {
        if number > 0 {
            words.text.push(if is_mail && random.chance(0.4) { '\n' } else { ' ' });
        }
        words.text.push_str(random.pick(list));
    }
    if voice == Voice::Customer && random.chance(0.04) {
        words.text.push_str(random.pick(&[
            "\nline\tone\r\nline\ttwo",
            " http://shop.example.com/a?b=1&c=%22x%22",
            " 👩‍👩‍👧‍👦 🇮🇱 ❤️",
            " </p><b>bold</b> & more",
            " tel\u{a0}972\u{a0}50\u{a0}000",
            " \u{200f}ok\u{200e}",
        ]));
    }
    words
}

/// Puts a planted text into what somebody writes, once in a while.
pub(crate) fn plant(random: &mut Random, words: &mut Words) {
    if !random.chance(0.012) {
        return;
    }
    let which = random.below(PLANTS.len());
    let plant = &PLANTS[which];
    let spelling = match plant.others.len() {
        0 => 0,
        _ if random.chance(0.5) => 0,
        others => 1 + random.below(others),
    };
    words.text.push(' ');
    match spelling.checked_sub(1) {
        None => words.text.push_str(plant.word),
        Some(other) => words.text.push_str(plant.others[other]),
    }
    words.text.push('.');
    words.planted.push((which, spelling == 0));
}

pub(crate) const SUBJECTS: [&str; 12] = [
    "Order late",
    "Wrong colour",
    "Damaged on arrival",
    "Refund",
    "Invoice missing",
    "Charged twice",
    "Cannot log in",
    "Return label",
    "Address change",
    "Question about \"sand\"",
    "תקלה במכונה",
    "Re: Re: Your order",
];
pub(crate) const TAGS: [&str; 12] = [
    "Delivery",
    "Refund",
    "Warranty",
    "Spare parts",
    "VIP",
    "Billing",
    "Urgent",
    "Bot",
    "Returns",
    "Wholesale",
    "תקלה",
    "Café",
];
