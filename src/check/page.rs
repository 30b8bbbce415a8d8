//! The pages of the checks: what `sothat explain` prints and what the tests run.
//!
//! **In:** the Markdown beside each check. **Out:** [`Page`]s by id. **Layer:** 2.
//!
//! Sections are `## Why`, `## What to do`, `## Flags`, `## Leaves alone` and `## Source`. A line under the third and
//! fourth is one statement; `(service)`, `(outcome, vague)`, `(outcome, section F)` or `(Year 5, today 2026-11-12)` after it
//! says what it was taken for and what is known. Without a note it is an outcome without marks, in no section.
//!
//! ```
//! let page = sothat::check::page("missing-deadline").expect("the check exists");
//! assert!(page.section("Why").contains("9.66"));
//! ```

use super::{About, CHECKS};

/// The page of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// What is always the same about the check.
    pub about: &'static About,
}

/// The page of the check with this id.
pub fn page(id: &str) -> Option<Page> {
    CHECKS.iter().map(|check| check.about()).find(|about| about.id == id).map(|about| Page { about })
}

/// The ids of all checks, in the order of [`CHECKS`].
pub fn ids() -> Vec<&'static str> {
    CHECKS.iter().map(|check| check.about().id).collect()
}

impl Page {
    /// The whole page, in Markdown.
    pub fn markdown(&self) -> &'static str {
        self.about.page
    }

    /// The heading, without its mark.
    pub fn title(&self) -> &'static str {
        self.about.page.lines().next().unwrap_or_default().trim_start_matches(['#', ' '])
    }

    /// What stands under a `##` heading; empty if there is no such heading.
    pub fn section(&self, heading: &str) -> &'static str {
        let mut parts = self.about.page.split("\n## ");
        parts.find_map(|part| part.strip_prefix(heading)?.strip_prefix('\n')).map_or("", str::trim)
    }

    /// The list items under a `##` heading.
    pub fn items(&self, heading: &str) -> impl Iterator<Item = &'static str> {
        self.section(heading).lines().filter_map(|line| line.strip_prefix("- "))
    }
}
