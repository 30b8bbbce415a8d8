//! A stretch of a text, counted in Unicode scalar values.
//!
//! **In:** byte offsets from code that searches, scalar offsets from JSON. **Out:** [`Span`]. **Layer:** 0.
//!
//! Programs in other languages count characters, not bytes, so every offset that leaves this program is in Unicode
//! scalar values, end exclusive. Converting in one place keeps the two from being mixed up.
//!
//! ```
//! use sothat::domain::Span;
//! let text = "Zoë’s café";
//! let span = Span::from_bytes(text, text.find("café").unwrap()..text.len());
//! assert_eq!((span.start, span.end, span.slice(text)), (6, 10, "café"));
//! ```

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A stretch of a text in Unicode scalar values: `start` inclusive, `end` exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First character of the stretch.
    pub start: usize,
    /// First character after the stretch.
    pub end: usize,
}

impl Span {
    /// The span of `bytes` in `text`. Offsets inside a character are moved down to its beginning.
    pub fn from_bytes(text: &str, bytes: Range<usize>) -> Self {
        let count = |byte: usize| text.char_indices().take_while(|(at, c)| at + c.len_utf8() <= byte).count();
        Span { start: count(bytes.start), end: count(bytes.end) }
    }

    /// The byte range of this span in `text`; past the end it is clamped.
    pub fn bytes(self, text: &str) -> Range<usize> {
        let byte = |scalar: usize| text.char_indices().nth(scalar).map_or(text.len(), |(at, _)| at);
        byte(self.start)..byte(self.end.max(self.start))
    }

    /// The words under this span.
    pub fn slice(self, text: &str) -> &str {
        &text[self.bytes(text)]
    }

    /// Number of characters.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// True if the span holds no character.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}
