//! The lists of a plan file.
//!
//! **In:** a list of texts or objects. **Out:** [`Item`]s, each with its place in the file. **Layer:** 5.

use super::dates::dates_in;
use super::links::Placed;
use super::{MOST, Problems};
use crate::document::context_keys::nature;
use crate::domain::{Item, Stage};
use serde_json::{Map, Value};

/// What an item may say.
const KEYS: [&str; 6] = ["id", "section", "area", "text", "for", "note"];

/// Areas that are known by these names; others are kept as they are.
const AREAS: [&str; 7] = ["communication", "cognition", "semh", "sensory_physical", "health", "care", "independence"];

/// Letters of the sections in which items of a stage may stand; the first is where they stand if nothing is said.
fn sections(stage: Stage) -> &'static [char] {
    match stage {
        Stage::Aspiration => &['A'],
        Stage::Need => &['B', 'C', 'D'],
        Stage::Outcome => &['E'],
        Stage::Provision => &['F', 'G', 'H'],
    }
}

/// Reads the items of a list. What is no item is a problem, and its place stays empty.
pub(super) fn items(stage: Stage, list: &str, values: Vec<Value>, problems: &mut Problems) -> Vec<Placed> {
    if values.len() > MOST {
        let message = format!("{} items; only the first {MOST} are read", values.len());
        problems.add(list, message, Some("give the plan of one person".to_string()));
    }
    let mut found = Vec::new();
    for (index, value) in values.into_iter().take(MOST).enumerate() {
        let path = format!("{list}[{index}]");
        let numbered = format!("{}{}", sections(stage)[0], index + 1);
        let item = match value {
            Value::String(text) => Some(Item {
                id: numbered,
                section: sections(stage)[0],
                area: None,
                text: text.trim().to_string(),
                serves: Vec::new(),
            }),
            Value::Object(object) => item(stage, object, numbered, &path, problems),
            other => {
                let message = format!("{} where a text or an object is wanted", nature(&other));
                problems.add(&path, message, Some("write \"…\" or {\"text\": \"…\"}".to_string()));
                None
            }
        };
        let Some(item) = item else { continue };
        if item.text.is_empty() {
            problems.add(
                &path,
                format!("{} has no text", item.id),
                Some("write what it says, or take it out".to_string()),
            );
            continue;
        }
        dates_in(&item.text, &format!("{path}.text"), problems);
        found.push(Placed { item, path });
    }
    found
}

fn item(stage: Stage, object: Map<String, Value>, id: String, path: &str, problems: &mut Problems) -> Option<Item> {
    let letters = sections(stage);
    let mut item = Item { id, section: ' ', area: None, text: String::new(), serves: Vec::new() };
    let mut readable = true;
    for (key, value) in object {
        let at = format!("{path}.{key}");
        match key.as_str() {
            "id" => match value {
                Value::Number(number) => item.id = number.to_string(),
                other => item.id = super::child::text(&other, &at, problems).unwrap_or(item.id),
            },
            "section" => {
                let said = super::child::text(&value, &at, problems).unwrap_or_default();
                let letter = said.to_uppercase().replace("SECTION", "").trim().chars().next().unwrap_or(' ');
                if letters.contains(&letter) {
                    item.section = letter;
                } else if !said.is_empty() {
                    let listed: Vec<String> = letters.iter().map(char::to_string).collect();
                    let message = format!("{} cannot stand in Section {said}", stage.name());
                    problems.add(&at, message, Some(format!("use {}", listed.join(", "))));
                }
            }
            "area" => item.area = super::child::text(&value, &at, problems).map(|area| known_area(&area)),
            "text" => match value {
                Value::String(text) => item.text = text.trim().to_string(),
                Value::Null => {}
                other => {
                    readable = false;
                    let message = format!("{} where a text is wanted", nature(&other));
                    problems.add(&at, message, Some("put it in quotation marks".to_string()));
                }
            },
            "for" => item.serves = serves(value, &at, problems),
            "note" => {}
            _ => problems.unknown(&at, &key, &KEYS[..5]),
        }
    }
    if item.section == ' ' {
        let letter = item.id.chars().next().map(|letter| letter.to_ascii_uppercase());
        item.section = letter.filter(|letter| letters.contains(letter)).unwrap_or(letters[0]);
    }
    readable.then_some(item)
}

/// The name of an area as this program has it, if it is one.
fn known_area(given: &str) -> String {
    let folded = given.to_lowercase().replace([' ', '-', '/'], "_");
    AREAS.iter().find(|area| folded == **area).map_or_else(|| given.to_string(), ToString::to_string)
}

/// Ids that an item is for: one, or a list. An id that is no text leaves an empty one, so that places stay right.
fn serves(value: Value, path: &str, problems: &mut Problems) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::String(id) => vec![id.trim().to_string()],
        Value::Array(ids) => {
            let read = |(at, id): (usize, Value)| match id {
                Value::Number(number) => number.to_string(),
                other => super::child::text(&other, &format!("{path}[{at}]"), problems).unwrap_or_default(),
            };
            ids.into_iter().take(MOST).enumerate().map(read).collect()
        }
        other => {
            let message = format!("{} where a list of ids is wanted", nature(&other));
            problems.add(path, message, Some("write [\"B1\"]".to_string()));
            Vec::new()
        }
    }
}
