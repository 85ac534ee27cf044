//! What has to be kept of very many tickets, in few bytes of each.

mod chunks;
mod names;
mod numbers;

pub(super) use chunks::{Chunks, Spot};
pub(super) use names::{BEYOND, NONE, NameId, Names};
pub(super) use numbers::{put, put_bytes, take, take_bytes, unzigzag, zigzag};
