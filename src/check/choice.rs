//! Which checks run, and how much what they find matters.
//!
//! **In:** the levels that a profile and a person's settings give. **Out:** [`Choice`]. **Layer:** 2.
//!
//! ```
//! use sothat::check::{self, Choice};
//! use sothat::domain::Level;
//! let mut choice = Choice::default();
//! assert!(choice.set("missing-measure", Some(Level::Question)) && choice.set("vague-verb", None));
//! let about = check::page("missing-measure").expect("the check exists").about;
//! assert_eq!(choice.level(about), Some(Level::Question));
//! assert!(!choice.set("no-such-check", None));
//! ```

use super::{About, CHECKS};
use crate::domain::Level;
use std::collections::BTreeMap;

/// Which checks run, and at which level. The default runs all of them at the level of their own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    chosen: BTreeMap<&'static str, Option<Level>>,
}

impl Choice {
    /// The level of what a check finds; `None` if it is off.
    pub fn level(&self, about: &About) -> Option<Level> {
        self.chosen.get(about.id).copied().unwrap_or(Some(about.level))
    }

    /// Sets the level of a check, or switches it off with `None`. False if there is no check of that name.
    pub fn set(&mut self, id: &str, level: Option<Level>) -> bool {
        let about = CHECKS.iter().map(|check| check.about()).find(|about| about.id == id);
        about.map(|about| self.chosen.insert(about.id, level)).is_some()
    }
}

/// What may be said of a check in settings, the quietest first.
pub const SETTINGS: [&str; 4] = ["off", "question", "warning", "error"];

/// The level that a setting names, which is nothing for "off". Nothing at all if it is no setting.
pub fn setting(word: &str) -> Option<Option<Level>> {
    match word {
        "off" => Some(None),
        "question" => Some(Some(Level::Question)),
        "warning" => Some(Some(Level::Warning)),
        "error" => Some(Some(Level::Error)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_choice_every_check_runs_at_its_own_level() {
        let choice = Choice::default();
        assert!(CHECKS.iter().all(|check| choice.level(check.about()) == Some(check.about().level)));
    }

    #[test]
    fn the_last_word_on_a_check_counts_and_other_checks_keep_theirs() {
        let mut choice = Choice::default();
        assert!(choice.set("vague-verb", None) && choice.set("vague-verb", Some(Level::Error)));
        for check in CHECKS.iter().map(|check| check.about()) {
            let expected = if check.id == "vague-verb" { Level::Error } else { check.level };
            assert_eq!(choice.level(check), Some(expected), "{}", check.id);
        }
    }

    #[test]
    fn every_setting_is_understood_and_nothing_else() {
        assert_eq!(SETTINGS.map(setting).iter().filter(|level| level.is_some()).count(), 4);
        assert_eq!((setting("off"), setting("Error"), setting("")), (Some(None), None, None));
    }
}
