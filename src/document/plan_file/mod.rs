//! Reads a plan written as JSON.
//!
//! **In:** the text of a file. **Out:** a [`Plan`], and what in the file could not be used. **Layer:** 5.
//!
//! Somebody who has typed a plan by hand wants to know of all slips at once and still see the rest checked. So only what is
//! no plan at all is an error; a misspelt key, an id that nothing has or a day that does not exist is a [`PlanProblem`]
//! that says where it stands.
//!
//! ```
//! use sothat::document::plan_file::read;
//! let text = r#"{"needs": ["Reads at 6;2"], "outcomes": [{"text": "Reads a menu", "for": ["B7"]}]}"#;
//! let (plan, problems) = read(text, None, || jiff::civil::date(2026, 11, 12))?;
//! assert_eq!((plan.needs[0].id.as_str(), plan.outcomes[0].id.as_str()), ("B1", "E1"));
//! assert!(problems.iter().any(|problem| problem.path == "outcomes[0].for[0]"));
//! # Ok::<(), sothat::Error>(())
//! ```

mod child;
mod dates;
mod items;
mod links;

use super::context_keys::nature;
use super::nearest::did_you_mean;
use crate::domain::{Level, Plan, PlanProblem, Stage};
use crate::error::{Error, Result};
use crate::text::calendar::{Mismatch, mismatch};
use jiff::civil::Date;
use serde_json::{Map, Value};

/// What a plan may say at its top; the last four hold what annotators found in it.
const KEYS: [&str; 12] = [
    "id",
    "title",
    "child",
    "today",
    "aspirations",
    "needs",
    "outcomes",
    "provision",
    "gold_links",
    "defects",
    "second_reader",
    "note",
];

/// Most items that one list may hold; more is no plan of one child.
const MOST: usize = 2000;

/// Collects what could not be used.
#[derive(Default)]
struct Problems(Vec<PlanProblem>);

impl Problems {
    fn add(&mut self, path: impl Into<String>, message: impl Into<String>, hint: Option<String>) {
        self.0.push(PlanProblem { path: path.into(), level: Level::Error, message: message.into(), hint });
    }

    fn ask(&mut self, path: impl Into<String>, message: impl Into<String>, hint: Option<String>) {
        self.0.push(PlanProblem { path: path.into(), level: Level::Question, message: message.into(), hint });
    }

    /// Adds what an [`Error`] says, without its place.
    fn failed(&mut self, path: &str, error: &Error) {
        let text = error.to_string();
        let mut parts = text.split(" · ");
        let message = parts.next().unwrap_or_default().to_string();
        self.add(path, message, parts.last().map(str::to_string));
    }

    /// Adds a key that is none of `known`.
    fn unknown(&mut self, path: &str, key: &str, known: &[&str]) {
        let hint = did_you_mean(key, known.iter().copied())
            .unwrap_or_else(|| format!("the keys here are {}", known.join(", ")));
        self.add(path, format!("there is no key \"{key}\" in a plan"), Some(hint));
    }
}

/// Reads the text of a plan file. `today` wins over what the plan says; `clock` is asked if neither says it.
///
/// # Errors
/// If the text is no JSON, or nothing in it is a plan.
pub fn read(text: &str, today: Option<Date>, clock: impl Fn() -> Date) -> Result<(Plan, Vec<PlanProblem>)> {
    let text = text.trim_start_matches('\u{FEFF}');
    if text.trim().is_empty() {
        return Err(not_a_plan("the file is empty"));
    }
    let value = serde_json::from_str(text).map_err(|cause| {
        Error::input("the plan is not valid JSON")
            .at(format!("line {}, column {}", cause.line(), cause.column()))
            .hint("a comma or quotation mark may be missing or too many just before that place")
    })?;
    match value {
        Value::Object(object) => from_object(object, |said| today.or(said).unwrap_or_else(&clock)),
        other => Err(not_a_plan(&format!("the file holds {}, not a plan", nature(&other)))),
    }
}

fn not_a_plan(what: &str) -> Error {
    Error::input(what.to_string())
        .hint("write an object: {\"child\": {…}, \"aspirations\": […], \"needs\": […], \"outcomes\": […], \"provision\": […]}")
}

fn from_object(
    mut object: Map<String, Value>,
    today: impl Fn(Option<Date>) -> Date,
) -> Result<(Plan, Vec<PlanProblem>)> {
    let lists = ["aspirations", "needs", "outcomes", "provision"];
    if !lists.iter().any(|list| object.contains_key(*list)) {
        let keys: Vec<&str> = object.keys().map(String::as_str).take(6).collect();
        let meant = lists.iter().find_map(|list| did_you_mean(list, keys.iter().copied()));
        let error = not_a_plan("the file has no aspirations, needs, outcomes or provision");
        return Err(match meant {
            Some(meant) => {
                error.at(format!("its keys are {}; {}", keys.join(", "), meant.replace("did you mean", "see")))
            }
            None => error,
        });
    }
    let mut problems = Problems::default();
    let mut plan = Plan::default();
    for key in object.keys().filter(|key| !KEYS.contains(&key.as_str())) {
        problems.unknown(key, key, &KEYS[..8]);
    }
    if let Some(title) = object.shift_remove("title") {
        plan.title = child::text(&title, "title", &mut problems);
    }
    let said = object.shift_remove("today").and_then(|said| dates::date_at(&said, "today", &mut problems));
    plan.today = Some(today(said));
    if let Some(given) = object.shift_remove("child") {
        plan.child = child::child(given, &mut problems);
    }
    let mut places = links::Places::default();
    for (stage, list) in Stage::ALL.into_iter().zip(lists) {
        let found = match object.shift_remove(list) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(values)) => items::items(stage, list, values, &mut problems),
            Some(other) => {
                problems.add(list, format!("{} where a list is wanted", nature(&other)), Some("write […]".to_string()));
                Vec::new()
            }
        };
        if found.is_empty() {
            problems.add(
                list,
                format!("the plan has no {list}"),
                Some(format!("add them, for instance \"{list}\": [\"…\"]; until then nothing can be said of them")),
            );
        }
        places.add(stage, list, found);
    }
    links::check(&mut places, &mut problems);
    [plan.aspirations, plan.needs, plan.outcomes, plan.provision] = places.into_items();
    agree(&plan, &mut problems);
    Ok((plan, problems.0))
}

/// Year group, age and birthday must go together.
fn agree(plan: &Plan, problems: &mut Problems) {
    let today = match plan.today {
        Some(today) => today.to_string(),
        None => return,
    };
    match mismatch(&plan.context()) {
        None => {}
        Some(Mismatch::OutOfYear { usual }) => problems.ask(
            "child.year_group",
            format!("somebody born on that day is usually in {usual} on {today}"),
            Some("if the young person is taught out of their year, leave it as it is".to_string()),
        ),
        Some(Mismatch::GroupAndBirthday) => problems.add(
            "child.year_group",
            format!("the year group cannot be that of somebody born on that day (today is {today})"),
            Some("check year_group, date_of_birth and today; the year group is used".to_string()),
        ),
        Some(Mismatch::GroupAndAge) => problems.add(
            "child.year_group",
            format!("the year group cannot be that of somebody of that age (today is {today})"),
            Some("check year_group, age and today; the year group is used".to_string()),
        ),
        Some(Mismatch::AgeAndBirthday { actual }) => problems.add(
            "child.age",
            format!("somebody born on that day is {actual} on {today}"),
            Some("check age, date_of_birth and today".to_string()),
        ),
    }
}

#[cfg(test)]
mod tests;
