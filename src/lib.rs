//! ticketctl reads Glassix support tickets and answers questions about them.

pub mod analysis;
pub mod model;
pub mod page;
mod view;
