//! Gaps in a text that somebody is still to fill: `[by when?]`.
//!
//! **In:** a text. **Out:** where its gaps stand. **Layer:** 1.

use std::ops::Range;

/// The gaps of a text, brackets included, as byte ranges.
///
/// ```
/// use sothat::text::gap::gaps;
///
/// let text = "By [by when?], I walk to the shop [how often?] (see [1]).";
/// let found: Vec<&str> = gaps(text).map(|gap| &text[gap]).collect();
/// assert_eq!(found, ["[by when?]", "[how often?]"]);
/// ```
pub fn gaps(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.match_indices('[').filter_map(|(open, _)| {
        let inside = &text[open + 1..];
        let end = inside.find("?]")?;
        (!inside[..end].contains(['[', ']'])).then_some(open..open + 1 + end + 2)
    })
}
