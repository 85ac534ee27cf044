//! The figures of small archives, counted by hand.
