//! Kinds of document, and what is asked of each.
//!
//! **In:** `profiles.tsv`: profile, check, level, reason. **Out:** [`PROFILES`], each with its [`Choice`]. **Layer:** 2.
//!
//! A target for six weeks is right in a support plan and wrong in Section E; a share of a group is the measure of a logic model
//! and no measure of one child. So the kind of document says first which checks run, and a person's settings say more.
//!
//! ```
//! use sothat::check::profile;
//! let about = sothat::check::page("missing-deadline").expect("the check exists").about;
//! assert!(profile("adult-care").expect("it exists").choice().level(about) < profile("ehcp").expect("it exists").choice().level(about));
//! ```

use super::choice::{Choice, setting};
use crate::domain::Level;
use std::sync::LazyLock;

/// A kind of document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name in settings.
    pub name: &'static str,
    /// What it is for, as the end of a sentence.
    pub purpose: &'static str,
    /// The checks that it treats in its own way.
    pub entries: Vec<Entry>,
}

/// What a profile says of one check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Which check.
    pub check: &'static str,
    /// Its level; `None` if it is off.
    pub level: Option<Level>,
    /// Why.
    pub reason: &'static str,
}

impl Profile {
    /// The checks as this profile runs them.
    pub fn choice(&self) -> Choice {
        let mut choice = Choice::default();
        for Entry { check, level, .. } in &self.entries {
            let _a_test_holds_that_it_is_there = choice.set(check, *level);
        }
        choice
    }
}

/// All profiles, the default first.
pub static PROFILES: LazyLock<Vec<Profile>> = LazyLock::new(|| {
    parse(include_str!("profiles.tsv")).expect("the table is part of the program and a test reads it")
});

/// The profile of this name.
pub fn profile(name: &str) -> Option<&'static Profile> {
    PROFILES.iter().find(|profile| profile.name == name)
}

/// Reads the table; on an error, the line that breaks its form.
fn parse(table: &'static str) -> Result<Vec<Profile>, &'static str> {
    let mut profiles: Vec<Profile> = Vec::new();
    for line in table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let columns: Vec<&'static str> = line.split('\t').map(str::trim).collect();
        let [name, check, level, reason] = columns[..] else { return Err(line) };
        match (check, profiles.last_mut().filter(|profile| profile.name == name)) {
            ("*", None) => profiles.push(Profile { name, purpose: reason, entries: Vec::new() }),
            ("*", Some(_)) | (_, None) => return Err(line),
            (_, Some(profile)) => {
                let level = setting(level).ok_or(line)?;
                profile.entries.push(Entry { check, level, reason });
            }
        }
    }
    Ok(profiles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::ids;
    use std::collections::BTreeSet;

    #[test]
    fn the_four_profiles_are_there_and_the_plan_comes_first() {
        let names: Vec<&str> = PROFILES.iter().map(|profile| profile.name).collect();
        assert_eq!(names, ["ehcp", "support-plan", "adult-care", "logic-model"]);
        assert_eq!(profile("ehcp").unwrap().choice(), Choice::default());
        assert!(profile("EHCP").is_none());
    }

    #[test]
    fn every_entry_names_a_check_once_and_gives_a_reason() {
        for profile in PROFILES.iter() {
            let mut seen = BTreeSet::new();
            for entry in &profile.entries {
                assert!(ids().contains(&entry.check) && seen.insert(entry.check), "{}: {}", profile.name, entry.check);
                assert!(entry.reason.split(' ').count() >= 4, "{}: {} has no reason", profile.name, entry.check);
            }
            assert!(profile.purpose.split(' ').count() >= 4, "{}", profile.name);
        }
    }

    #[test]
    fn a_line_that_breaks_the_form_is_named() {
        for broken in ["a\t*\tdefault", "a\tvague-verb\toff\tno heading first", "a\t*\tx\ty\na\tjargon\tlow\tno level"]
        {
            assert_eq!(parse(broken), Err(broken.lines().last().unwrap()));
        }
    }

    #[test]
    fn what_a_profile_does_not_mention_stays_as_it_is() {
        let about = crate::check::page("masking").unwrap().about;
        assert!(PROFILES.iter().all(|profile| profile.choice().level(about) == Some(about.level)));
    }
}
