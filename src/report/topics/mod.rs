//! What the five labels mean, a page each.
//!
//! **In:** nothing. **Out:** [`PAGES`]. **Layer:** 5.

/// Name and page of every label, in Markdown.
pub const PAGES: [(&str, &str); 5] = [
    ("outcome", include_str!("outcome.md")),
    ("service", include_str!("service.md")),
    ("activity", include_str!("activity.md")),
    ("output", include_str!("output.md")),
    ("resource", include_str!("resource.md")),
];

#[cfg(test)]
mod tests {
    use super::PAGES;
    use crate::domain::Label;

    #[test]
    fn there_is_a_page_for_every_label_in_order() {
        assert_eq!(PAGES.map(|(name, _)| name), Label::ALL.map(Label::name));
        for (name, page) in PAGES {
            assert!(page.to_lowercase().starts_with(&format!("# {name}")), "{name}");
        }
    }
}
