//! The kinds of personal data. One list: what can be kept, what is counted, what a proof speaks of.

/// A kind of personal data. Where a value is of two kinds, the earlier one names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What people are called.
    Names,
    /// Mail addresses and telephone numbers.
    Addresses,
    /// What identifies people, departments, sessions, cards and records of other systems.
    Ids,
    /// Network addresses and browsers.
    Network,
    /// Where somebody is.
    Location,
    /// Pages, signed links, advertisements.
    Links,
    /// What the integrator vouched for.
    Claims,
    /// Names of files.
    Files,
    /// The department's own fields, parameters of flows, data behind buttons.
    Fields,
    /// Values under keys that are not known yet.
    Unknown,
}

impl Kind {
    /// All kinds, in their order.
    pub const ALL: [Self; 10] = [
        Self::Names,
        Self::Addresses,
        Self::Ids,
        Self::Network,
        Self::Location,
        Self::Links,
        Self::Claims,
        Self::Files,
        Self::Fields,
        Self::Unknown,
    ];

    /// Returns the name by which it is asked for.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Addresses => "addresses",
            Self::Ids => "ids",
            Self::Network => "network",
            Self::Location => "location",
            Self::Links => "links",
            Self::Claims => "claims",
            Self::Files => "files",
            Self::Fields => "fields",
            Self::Unknown => "unknown",
        }
    }

    /// Says what is meant, for those who choose.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Names => "what people are called, whole or in part",
            Self::Addresses => "mail addresses and telephone numbers",
            Self::Ids => "of users, customers, departments, sessions, cards, other systems",
            Self::Network => "IP addresses and browsers",
            Self::Location => "where the customer is",
            Self::Links => "pages, signed links of files, advertisements",
            Self::Claims => "what the integrator vouches for",
            Self::Files => "names of files",
            Self::Fields => "field1 to field10, parameters, data behind buttons",
            Self::Unknown => "texts under keys that are not known yet",
        }
    }

    /// Finds a kind by its name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
