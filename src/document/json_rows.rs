//! Reads one row of JSONL.
//!
//! **In:** a line that should hold a JSON object. **Out:** a [`Row`] or a [`BadRow`]. **Layer:** 5.

use super::context_keys::{nature, set_answers, set_context};
use super::rows::{BadRow, Entry, Id, Row, no_text};
use crate::domain::{Answers, Context};
use crate::error::{Error, Result};
use serde_json::{Map, Value};

/// Reads `line`, the row with this number, at this place.
pub(super) fn read(line: &str, number: usize, defaults: &(Context, Answers), place: &str) -> Entry {
    let mut id = Id::of_row(number);
    let mut input = Map::new();
    match fields(line, defaults, &mut id, &mut input) {
        Ok((text, context, answers)) => Ok(Row { id, text, context, answers, input }),
        Err(error) => Err(BadRow { id, error: error.at(place), input }),
    }
}

fn fields(
    line: &str,
    defaults: &(Context, Answers),
    id: &mut Id,
    input: &mut Map<String, Value>,
) -> Result<(String, Context, Answers)> {
    let mut object = match serde_json::from_str(line) {
        Ok(Value::Object(object)) => object,
        Ok(other) => {
            return Err(Error::input(format!("the row is {}, not an object", nature(&other)))
                .hint("write {\"text\": \"…\"}; for one statement a line use --input lines"));
        }
        Err(cause) => {
            return Err(Error::input(format!("the row is not valid JSON (column {})", cause.column()))
                .hint("write one JSON object a line; for one statement a line use --input lines"));
        }
    };
    let given_id = object.shift_remove("id");
    let text = object.shift_remove("text");
    let context = object.shift_remove("context");
    let answers = object.shift_remove("answers");
    *input = object;
    match given_id {
        None | Some(Value::Null) => {}
        Some(Value::String(text)) => *id = Id::Text(text),
        Some(Value::Number(number)) => *id = Id::Number(number),
        Some(other) => {
            return Err(Error::input(format!("the id is {}", nature(&other))).hint("give a string or a number"));
        }
    }
    let (mut known, mut answered) = defaults.clone();
    for (key, value) in [("context", context), ("answers", answers)] {
        let unknown = match value {
            None | Some(Value::Null) => continue,
            Some(Value::Object(given)) if key == "context" => set_context(&mut known, given)?,
            Some(Value::Object(given)) => set_answers(&mut answered, given)?,
            Some(other) => {
                return Err(Error::input(format!("\"{key}\" is {}", nature(&other))).hint("give an object"));
            }
        };
        if !unknown.is_empty() {
            input.insert(key.to_string(), Value::Object(unknown));
        }
    }
    match text {
        None | Some(Value::Null) => Err(no_text().hint("give every row a \"text\"")),
        Some(Value::String(text)) if text.trim().is_empty() => Err(no_text()),
        Some(Value::String(text)) => Ok((text, known, answered)),
        Some(other) => Err(Error::input(format!("the text is {}", nature(&other))).hint("give a string")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read_row(value: &str) -> Entry {
        read(value, 4, &Default::default(), "test")
    }

    #[test]
    fn unknown_keys_come_back_in_order_at_every_level() {
        let row =
            read_row(r#"{"z":1,"text":"swimming","context":{"name":"Sam","ward":"B"},"a":[2],"answers":{"mood":3}}"#)
                .unwrap();
        let expected = json!({"z":1,"a":[2],"context":{"ward":"B"},"answers":{"mood":3}});
        assert_eq!(serde_json::to_string(&row.input).unwrap(), expected.to_string());
        assert_eq!(row.context.name.as_deref(), Some("Sam"));
    }

    #[test]
    fn ids_keep_their_type() {
        assert_eq!(serde_json::to_value(read_row(r#"{"id":17,"text":"x"}"#).unwrap().id).unwrap(), json!(17));
        assert_eq!(serde_json::to_value(read_row(r#"{"id":"17","text":"x"}"#).unwrap().id).unwrap(), json!("17"));
        assert_eq!(serde_json::to_value(read_row(r#"{"text":"x"}"#).unwrap().id).unwrap(), json!("4"));
    }

    #[test]
    fn a_bad_row_keeps_its_id() {
        let bad = read_row(r#"{"id":"b7","text":[1]}"#).unwrap_err();
        assert_eq!(
            (bad.id, bad.error.to_string().as_str()),
            (Id::Text("b7".into()), "the text is a list · test · give a string")
        );
    }

    #[test]
    fn every_kind_of_wrong_row_says_what_is_wrong() {
        for (row, what) in [
            ("{\"text\":", "the row is not valid JSON"),
            ("\"swimming\"", "the row is a string"),
            ("{\"text\":\"  \"}", "the row has no text"),
            ("{}", "the row has no text"),
            ("{\"text\":\"x\",\"context\":\"Sam\"}", "\"context\" is a string"),
            ("{\"text\":\"x\",\"context\":{\"age\":-1}}", "-1 is not an age"),
            ("{\"text\":\"x\",\"answers\":{\"give\":5}}", "a number where a string is wanted"),
        ] {
            let error = read_row(row).unwrap_err().error.to_string();
            assert!(error.starts_with(what), "{row}: {error}");
        }
    }
}
