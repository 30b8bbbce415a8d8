//! A plan looked over: JSON for programs, a tree for people, one page of HTML with the thread drawn.
//!
//! **In:** a plan and its report. **Out:** JSON values, text, HTML. **Layer:** 5.

pub mod html;
pub mod rows;
pub mod text;
mod tree;
