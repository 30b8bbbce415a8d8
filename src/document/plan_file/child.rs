//! The person whose plan it is.
//!
//! **In:** the `child` of a plan file. **Out:** [`Child`]. **Layer:** 5.

use super::Problems;
use super::dates::date_at;
use crate::document::context_keys::nature;
use crate::domain::Child;
use crate::error::Error;
use serde_json::Value;
use std::str::FromStr;

/// What may be said of the person.
const KEYS: [&str; 6] = ["name", "pronouns", "year_group", "date_of_birth", "dob", "age"];

/// Reads what is said of the person.
pub(super) fn child(given: Value, problems: &mut Problems) -> Child {
    let mut child = Child::default();
    let object = match given {
        Value::Null => return child,
        Value::Object(object) => object,
        other => {
            let hint = "write {\"name\": \"…\", \"pronouns\": \"…\", \"year_group\": \"…\"}";
            problems.add("child", format!("{} where an object is wanted", nature(&other)), Some(hint.to_string()));
            return child;
        }
    };
    for (key, value) in object {
        let path = format!("child.{key}");
        match key.as_str() {
            "name" => child.name = text(&value, &path, problems),
            "pronouns" => child.pronouns = parsed(&value, &path, problems),
            "year_group" => child.year_group = parsed(&value, &path, problems),
            "date_of_birth" | "dob" => child.date_of_birth = date_at(&value, &path, problems),
            "age" => child.age = age(&value, &path, problems),
            _ => problems.unknown(&path, &key, &KEYS),
        }
    }
    child
}

/// A text that is not empty.
pub(super) fn text(value: &Value, path: &str, problems: &mut Problems) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.trim().to_string()).filter(|text| !text.is_empty()),
        other => {
            problems.add(
                path,
                format!("{} where a text is wanted", nature(other)),
                Some("put it in quotation marks".into()),
            );
            None
        }
    }
}

fn parsed<T: FromStr<Err = Error>>(value: &Value, path: &str, problems: &mut Problems) -> Option<T> {
    let given = match value {
        Value::Number(number) => number.to_string(),
        other => text(other, path, problems)?,
    };
    given.parse().map_err(|error| problems.failed(path, &error)).ok()
}

fn age(value: &Value, path: &str, problems: &mut Problems) -> Option<u8> {
    let given = match value {
        Value::Number(number) => number.to_string(),
        other => text(other, path, problems)?,
    };
    let age = given.parse::<u8>().ok().filter(|age| *age <= 25);
    if age.is_none() {
        problems.add(
            path,
            format!("\"{given}\" is not an age of 0 to 25"),
            Some("give whole years, for instance 12".into()),
        );
    }
    age
}
