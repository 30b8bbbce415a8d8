//! What is known of the person beside the draft.
//!
//! **In:** command-line flags or the `context` of a row. **Out:** [`Context`]. **Layer:** 0.
//!
//! Everything is optional, and what is missing stays missing: no default name, pronoun or year is ever made up. Today's
//! date is part of the context, because nothing below the edges reads a clock.
//!
//! ```
//! use sothat::domain::{Context, YearGroup};
//! let context: Context = serde_json::from_str(r#"{"name":"Sam","pronouns":"he/him","year_group":"Y7"}"#).unwrap();
//! assert_eq!(context.year_group, Some(YearGroup::Year(7)));
//! ```

use crate::error::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The pronouns of the person the statement is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pronouns {
    /// he, him, his
    He,
    /// she, her, her
    She,
    /// they, them, their
    They,
    /// Any other set, as given.
    Other(String),
}

impl Pronouns {
    /// Subject form: "he".
    pub fn subject(&self) -> &str {
        match self {
            Pronouns::He => "he",
            Pronouns::She => "she",
            Pronouns::They => "they",
            Pronouns::Other(text) => text.split('/').next().unwrap_or(text).trim(),
        }
    }

    /// Object form: "him".
    pub fn object(&self) -> &str {
        match self {
            Pronouns::He => "him",
            Pronouns::She => "her",
            Pronouns::They => "them",
            Pronouns::Other(text) => text.split('/').nth(1).unwrap_or(text).trim(),
        }
    }

    /// Possessive form: "his".
    pub fn possessive(&self) -> &str {
        match self {
            Pronouns::He => "his",
            Pronouns::She => "her",
            Pronouns::They => "their",
            Pronouns::Other(text) => text.split('/').nth(2).unwrap_or("their").trim(),
        }
    }
}

impl FromStr for Pronouns {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        match text.to_lowercase().split('/').next().unwrap_or_default().trim() {
            "" => Err(Error::input("the pronouns are empty").hint("give he, she, they or a set such as ze/zir/zirs")),
            "he" | "him" | "his" => Ok(Pronouns::He),
            "she" | "her" | "hers" => Ok(Pronouns::She),
            "they" | "them" | "their" => Ok(Pronouns::They),
            _ => Ok(Pronouns::Other(text.to_string())),
        }
    }
}

impl fmt::Display for Pronouns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pronouns::He => f.write_str("he/him"),
            Pronouns::She => f.write_str("she/her"),
            Pronouns::They => f.write_str("they/them"),
            Pronouns::Other(text) => f.write_str(text),
        }
    }
}

/// An English school year group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum YearGroup {
    /// Before Reception.
    Nursery,
    /// The school year in which a child turns five.
    Reception,
    /// Year 1 to Year 14.
    Year(u8),
}

impl FromStr for YearGroup {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let folded = text.trim().to_lowercase();
        let wrong = || {
            Error::input(format!("\"{}\" is not a year group", text.trim()))
                .hint("give 7, Y7, Year 7, Reception or Nursery; Year 14 is the last")
        };
        match folded.as_str() {
            "nursery" | "preschool" | "pre-school" | "n1" | "n2" => return Ok(YearGroup::Nursery),
            "reception" | "yr r" | "year r" | "r" | "fs2" | "yr" => return Ok(YearGroup::Reception),
            _ => {}
        }
        let digits = ["year", "yr", "y"].into_iter().find_map(|prefix| folded.strip_prefix(prefix)).unwrap_or(&folded);
        match digits.trim_start_matches(['.', ' ']).parse::<u8>() {
            Ok(0) => Ok(YearGroup::Reception),
            Ok(year @ 1..=14) => Ok(YearGroup::Year(year)),
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for YearGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            YearGroup::Nursery => f.write_str("Nursery"),
            YearGroup::Reception => f.write_str("Reception"),
            YearGroup::Year(year) => write!(f, "Year {year}"),
        }
    }
}

/// Grammatical person of a rewrite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Person {
    /// "I walk to school."
    #[default]
    First,
    /// "Sam walks to school."
    Third,
}

/// Tense of a rewrite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tense {
    /// As if it had been achieved: "I walk to school."
    #[default]
    Achieved,
    /// "I will walk to school."
    Future,
}

/// What is known of the person beside the draft. Unknown keys are ignored here; rows give them back under `input`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Context {
    /// First name, or the name the plan uses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The person's pronouns.
    #[serde(with = "as_text", skip_serializing_if = "Option::is_none")]
    pub pronouns: Option<Pronouns>,
    /// School year group.
    #[serde(with = "as_text", skip_serializing_if = "Option::is_none")]
    pub year_group: Option<YearGroup>,
    /// Age in years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<u8>,
    /// Date of birth.
    #[serde(alias = "dob", skip_serializing_if = "Option::is_none")]
    pub date_of_birth: Option<jiff::civil::Date>,
    /// The day on which the statement is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<jiff::civil::Date>,
    /// Area of need: communication, cognition, semh, sensory_physical, health, care, independence or free text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// Section of the plan, for instance "E".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Heading or column under which the statement stood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Grammatical person of rewrites.
    pub person: Person,
    /// Tense of rewrites.
    pub tense: Tense,
}

/// Reads a value from a JSON string or number through `FromStr` and writes it through `Display`.
mod as_text {
    use super::{Deserialize, Deserializer, Error, FromStr, Serializer, fmt};

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Raw {
        Number(i64),
        Text(String),
    }

    pub(super) fn deserialize<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
    where
        D: Deserializer<'de>,
        T: FromStr<Err = Error>,
    {
        let text = match Option::<Raw>::deserialize(deserializer)? {
            None => return Ok(None),
            Some(Raw::Number(number)) => number.to_string(),
            Some(Raw::Text(text)) => text,
        };
        text.parse().map(Some).map_err(serde::de::Error::custom)
    }

    pub(super) fn serialize<S: Serializer, T: fmt::Display>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.collect_str(value),
            None => serializer.serialize_none(),
        }
    }
}
