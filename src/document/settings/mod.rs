//! Reads `sothat.toml`: the kind of document, the levels of checks, the local dates of terms.
//!
//! **In:** a TOML file. **Out:** [`Settings`]. **Layer:** 5.
//!
//! Settings that are read wrongly are worse than none, so everything that is not understood is an error with file and line, and
//! with the name that was probably meant.
//!
//! ```
//! use sothat::document::settings::Settings;
//! let text = "profile = \"support-plan\"\n[checks]\nvague-verb = \"error\"\n[terms]\nsummer = \"07-16\"\n";
//! let settings = Settings::parse(text, "sothat.toml")?;
//! assert_eq!((settings.profile.name, settings.calendar.summer_ends), ("support-plan", (7, 16)));
//! let error = Settings::parse("profil = \"ehcp\"\n", "sothat.toml").unwrap_err().to_string();
//! assert_eq!(error, "there is no setting \"profil\" · sothat.toml, line 1 · did you mean \"profile\"?");
//! # Ok::<(), sothat::Error>(())
//! ```

mod terms;

use super::nearest::did_you_mean;
use crate::check::{Choice, PROFILES, Profile, SETTINGS, ids, profile, setting};
use crate::error::{Error, Result};
use crate::text::calendar::Calendar;
use std::ops::Range;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// How a person wants drafts to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The kind of document.
    pub profile: &'static Profile,
    /// Which checks run, and at which level: those of the profile, changed by the file.
    pub choice: Choice,
    /// When terms end.
    pub calendar: Calendar,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { profile: &PROFILES[0], choice: PROFILES[0].choice(), calendar: Calendar::default() }
    }
}

impl Settings {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// If it cannot be read, or holds anything that is not understood.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|cause| match cause.kind() {
            std::io::ErrorKind::NotFound => {
                Error::input("there is no such file").at(path.display()).hint("check the spelling and the folder")
            }
            _ => Error::io("the settings cannot be read").because(cause).at(path.display()),
        })?;
        let text = String::from_utf8(bytes).map_err(|_| {
            Error::input("the settings are not UTF-8 text").at(path.display()).hint("save the file again as UTF-8")
        })?;
        Settings::parse(&text, &path.display().to_string())
    }

    /// Reads `text`, which errors call `name`.
    ///
    /// # Errors
    /// If it holds anything that is not understood.
    pub fn parse(text: &str, name: &str) -> Result<Self> {
        let file = File { text: text.trim_start_matches('\u{feff}'), name };
        let table = DeTable::parse(file.text).map_err(|cause| {
            let message = cause.message().lines().collect::<Vec<_>>().join(", ");
            let error = Error::input(format!("the settings are not valid TOML ({message})"));
            file.wrong(cause.span().unwrap_or_default(), error).hint("write lines such as profile = \"ehcp\"")
        })?;
        let table = table.get_ref();
        let mut settings = Settings::default();
        if let Some(value) = table.get("profile") {
            let chosen = file.text_of(value, "profile")?;
            settings.profile = profile(chosen).ok_or_else(|| {
                let names = PROFILES.iter().map(|profile| profile.name);
                file.unknown(value.span(), "profile", chosen, names)
            })?;
            settings.choice = settings.profile.choice();
        }
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "profile" => {}
                "checks" => file.checks(file.table_of(value, "checks")?, &mut settings.choice)?,
                "terms" => terms::read(&file, file.table_of(value, "terms")?, &mut settings.calendar)?,
                other => return Err(file.unknown(key.span(), "setting", other, ["profile", "checks", "terms"])),
            }
        }
        Ok(settings)
    }
}

/// "a number", "a list": for messages.
fn nature(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The text of a settings file, and what errors call it.
struct File<'t> {
    text: &'t str,
    name: &'t str,
}

impl File<'_> {
    /// The error with file and line.
    fn wrong(&self, span: Range<usize>, error: Error) -> Error {
        let before = self.text.bytes().take(span.start);
        error.at(format!("{}, line {}", self.name, 1 + before.filter(|byte| *byte == b'\n').count()))
    }

    /// An error for a name that is not one of `names`.
    fn unknown<'n>(
        &self,
        span: Range<usize>,
        what: &str,
        given: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Error {
        let names: Vec<&str> = names.into_iter().collect();
        let hint = did_you_mean(given, names.iter().copied()).unwrap_or_else(|| match names.len() {
            0..=6 => format!("there are {}", names.join(", ")),
            _ => "sothat explain lists them".to_string(),
        });
        self.wrong(span, Error::input(format!("there is no {what} \"{given}\""))).hint(hint)
    }

    fn text_of<'v>(&self, value: &'v toml::Spanned<DeValue<'_>>, key: &str) -> Result<&'v str> {
        value.get_ref().as_str().ok_or_else(|| {
            let error = Error::input(format!("{key} is {}", nature(value.get_ref())));
            self.wrong(value.span(), error).hint("write it in quotation marks")
        })
    }

    fn table_of<'v, 'i>(&self, value: &'v toml::Spanned<DeValue<'i>>, key: &str) -> Result<&'v DeTable<'i>> {
        value.get_ref().as_table().ok_or_else(|| {
            let error = Error::input(format!("{key} is {}", nature(value.get_ref())));
            self.wrong(value.span(), error).hint(format!("write [{key}] on a line of its own, and what it holds below"))
        })
    }

    fn checks(&self, table: &DeTable<'_>, choice: &mut Choice) -> Result<()> {
        for (key, value) in table {
            let id = key.get_ref().as_ref();
            if !ids().contains(&id) {
                return Err(self.unknown(key.span(), "check", id, ids()));
            }
            let word = self.text_of(value, id)?;
            let level = setting(word).ok_or_else(|| self.unknown(value.span(), "level", word, SETTINGS))?;
            choice.set(id, level);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::page;
    use crate::domain::Level;

    fn refused(text: &str) -> String {
        Settings::parse(text, "s.toml").unwrap_err().to_string()
    }

    #[test]
    fn what_the_file_says_of_a_check_goes_before_the_profile_wherever_it_stands() {
        let text = "\u{feff}checks.missing-deadline = \"off\"\nprofile = \"adult-care\"\n";
        let settings = Settings::parse(text, "s.toml").unwrap();
        let level = |id: &str| settings.choice.level(page(id).unwrap().about);
        assert_eq!(level("missing-deadline"), None);
        // The profile of adult care asks for a measure instead of demanding one.
        assert_eq!(level("missing-measure"), Some(Level::Question));
    }

    #[test]
    fn an_empty_file_is_the_default() {
        assert_eq!(Settings::parse("\n# nothing\n", "s.toml").unwrap(), Settings::default());
    }

    #[test]
    fn whatever_is_not_understood_is_named_with_its_line_and_the_nearest_name() {
        for (text, what, line, hint) in [
            ("profile = \"ehc\"", "there is no profile \"ehc\"", 1, "did you mean \"ehcp\"?"),
            ("\nprofile = 3", "profile is a number", 2, "quotation marks"),
            ("[cheks]\n", "there is no setting \"cheks\"", 1, "did you mean \"checks\"?"),
            ("[checks]\n\nvage-verb = \"off\"", "there is no check \"vage-verb\"", 3, "did you mean \"vague-verb\"?"),
            ("[checks]\nvague-verb = \"of\"", "there is no level \"of\"", 2, "did you mean \"off\"?"),
            ("[checks]\nvague-verb = false", "vague-verb is true or false", 2, "quotation marks"),
            ("checks = \"off\"", "checks is a text", 1, "write [checks]"),
            ("\n\nprofile = ", "the settings are not valid TOML", 3, "profile = "),
            (
                "profile = \"ehcp\"\nprofile = \"ehcp\"",
                "the settings are not valid TOML (duplicate key)",
                2,
                "profile = ",
            ),
        ] {
            let error = refused(text);
            assert!(error.starts_with(what), "{text}: {error}");
            assert!(error.contains(&format!("s.toml, line {line}")) && error.contains(hint), "{text}: {error}");
        }
    }
}
