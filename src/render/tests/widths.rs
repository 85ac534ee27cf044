//! What must hold at any width.
