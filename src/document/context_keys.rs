//! Sets what is known of the person, key by key.
//!
//! **In:** the `context` and `answers` of a row, dates as people write them. **Out:** [`Context`], [`Answers`].
//! **Layer:** 5.
//!
//! Reading key by key instead of the object at once gives errors that name the key, lets a row override single defaults,
//! and hands unknown keys back. Empty strings count as missing, because forms send them.

use crate::domain::{Answers, Context, QuestionKind};
use crate::error::{Error, Result};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::str::FromStr;

/// Reads a date: `2027-07-31`, or day first as in Britain, `31/07/2027`, `31.7.27`.
///
/// ```
/// use sothat::document::date;
/// assert_eq!(date("31/07/2027")?, date("2027-07-31")?);
/// assert!(date("31/31/2027").is_err());
/// # Ok::<(), sothat::Error>(())
/// ```
///
/// # Errors
/// If there is no such day.
pub fn date(text: &str) -> Result<jiff::civil::Date> {
    let text = text.trim();
    let british = || {
        let parts: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
        let [day, month, year] = parts[..] else { return None };
        let century = if year.len() == 2 { 2000 } else { 0 };
        if !matches!(year.len(), 2 | 4) {
            return None;
        }
        let year: i16 = year.parse().ok()?;
        jiff::civil::Date::new(year + century, month.parse().ok()?, day.parse().ok()?).ok()
    };
    text.parse()
        .ok()
        .or_else(british)
        .ok_or_else(|| Error::input(format!("\"{text}\" is not a date")).hint("write it as 2027-07-31 or 31/07/2027"))
}

/// Sets the keys of `given` in `context` and returns those that this program does not know.
///
/// # Errors
/// If a value cannot be what its key says; the error names the key.
pub(super) fn set_context(context: &mut Context, given: Map<String, Value>) -> Result<Map<String, Value>> {
    let mut unknown = Map::new();
    for (key, value) in given {
        if is_missing(&value) {
            continue;
        }
        let place = format!("context.{key}");
        match key.as_str() {
            "name" => context.name = Some(text(&value, &place)?),
            "pronouns" => context.pronouns = Some(parsed(&value, &place)?),
            "year_group" => context.year_group = Some(parsed(&value, &place)?),
            "age" => context.age = Some(age(&value, &place)?),
            "date_of_birth" | "dob" => {
                context.date_of_birth = Some(date(&text(&value, &place)?).map_err(|e| e.at(&place))?)
            }
            "today" => context.today = Some(date(&text(&value, &place)?).map_err(|e| e.at(&place))?),
            "area" => context.area = Some(text(&value, &place)?),
            "section" => context.section = Some(text(&value, &place)?),
            "heading" => context.heading = Some(text(&value, &place)?),
            "person" => context.person = choice(&value, &place, "use first or third")?,
            "tense" => context.tense = choice(&value, &place, "use achieved or future")?,
            _ => drop(unknown.insert(key, value)),
        }
    }
    Ok(unknown)
}

/// Sets the keys of `given` in `answers` and returns those that this program does not know.
///
/// # Errors
/// If an answer is not a text.
pub(super) fn set_answers(answers: &mut Answers, given: Map<String, Value>) -> Result<Map<String, Value>> {
    let mut unknown = Map::new();
    for (key, value) in given {
        match serde_json::from_value::<QuestionKind>(Value::String(key.clone())) {
            Err(_) => drop(unknown.insert(key, value)),
            Ok(_) if is_missing(&value) => {}
            Ok(kind) => answers.set(kind, text(&value, &format!("answers.{key}"))?),
        }
    }
    Ok(unknown)
}

/// "a number", "a list": for messages.
pub(super) fn nature(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn is_missing(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

fn text(value: &Value, place: &str) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.trim().to_string()),
        other => Err(Error::input(format!("{} where a string is wanted", nature(other))).at(place)),
    }
}

fn parsed<T: FromStr<Err = Error>>(value: &Value, place: &str) -> Result<T> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        other => text(other, place)?,
    };
    text.parse().map_err(|error: Error| error.at(place))
}

fn age(value: &Value, place: &str) -> Result<u8> {
    let number = match value {
        Value::Number(number) => number.as_u64(),
        other => text(other, place)?.parse().ok(),
    };
    number.and_then(|age| u8::try_from(age).ok()).filter(|age| *age <= 120).ok_or_else(|| {
        Error::input(format!("{value} is not an age")).at(place).hint("give whole years, for instance 12")
    })
}

fn choice<T: DeserializeOwned>(value: &Value, place: &str, hint: &str) -> Result<T> {
    let folded = value.as_str().map_or(value.clone(), |text| Value::String(text.trim().to_lowercase()));
    serde_json::from_value(folded).map_err(|_| Error::input(format!("{value} is not a choice")).at(place).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Person, YearGroup};
    use serde_json::json;

    fn object(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap()
    }

    #[test]
    fn known_keys_are_set_and_unknown_ones_come_back() {
        let mut context = Context::default();
        let given =
            json!({"name": " Sam ", "year_group": 7, "age": "12", "person": "Third", "school": "Elm", "area": ""});
        let unknown = set_context(&mut context, object(given)).unwrap();
        assert_eq!((context.name.as_deref(), context.year_group), (Some("Sam"), Some(YearGroup::Year(7))));
        assert_eq!((context.age, context.person, context.area), (Some(12), Person::Third, None));
        assert_eq!(unknown, object(json!({"school": "Elm"})));
    }

    #[test]
    fn a_wrong_value_is_named_with_its_key() {
        let error = set_context(&mut Context::default(), object(json!({"year_group": "Year 99"}))).unwrap_err();
        assert!(error.to_string().contains("\"Year 99\" is not a year group · context.year_group"), "{error}");
    }

    #[test]
    fn dates_are_read_day_first() {
        assert_eq!(date("3/4/27").unwrap(), jiff::civil::date(2027, 4, 3));
        assert_eq!(date("2027-04-03").unwrap(), jiff::civil::date(2027, 4, 3));
        assert!(date("soon").is_err());
    }
}
