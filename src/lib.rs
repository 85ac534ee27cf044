//! ticketctl reads Glassix support tickets and answers questions about them.

pub mod analysis;
pub mod input;
pub mod model;
pub mod page;
pub mod render;
mod view;
