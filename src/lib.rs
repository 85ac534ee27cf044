//! ticketctl reads Glassix support tickets and answers questions about them.

pub mod model;
pub mod page;
pub mod render;
