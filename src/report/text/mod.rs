//! Plain English for people: what a draft is, why, what to ask, what could be written instead.
//!
//! **In:** analyses and verdicts. **Out:** text with ANSI styles, wrapped. **Layer:** 5.
//!
//! It is read by a SENCO between two lessons and by parents late in the evening, and sometimes read aloud by a screen
//! reader: whole sentences, no tables, no boxes, and colour only says again what the words say. Styles are always
//! written; the edge strips them where they are not wanted.

mod paragraph;
mod smart;
mod verdict;

pub mod checked;
pub mod classified;
pub mod page;
pub mod planned;
pub mod suggested;
pub mod timed;

pub use verdict::sentence;
