//! What items say they are for.
//!
//! **In:** items with their places in the file. **Out:** items whose ids are unique and whose links lead back along the
//! thread. **Layer:** 5.
//!
//! Hopes lead to needs, needs to outcomes, outcomes to provision; an item may only be for something further back. A circle
//! therefore always holds a link the wrong way round, and taking those out breaks every circle.

use super::Problems;
use crate::document::nearest::did_you_mean;
use crate::domain::{Item, Stage};
use std::collections::HashMap;

/// An item and where it stands in the file.
pub(super) struct Placed {
    pub item: Item,
    pub path: String,
}

/// The items of all lists.
#[derive(Default)]
pub(super) struct Places {
    lists: Vec<(Stage, &'static str, Vec<Placed>)>,
}

impl Places {
    pub(super) fn add(&mut self, stage: Stage, list: &'static str, items: Vec<Placed>) {
        self.lists.push((stage, list, items));
    }

    /// The items in the order of [`Stage::ALL`].
    pub(super) fn into_items(self) -> [Vec<Item>; 4] {
        let mut lists =
            self.lists.into_iter().map(|(_, _, items)| items.into_iter().map(|placed| placed.item).collect());
        std::array::from_fn(|_| lists.next().unwrap_or_default())
    }
}

/// Makes ids unique, and takes out what cannot be a link.
pub(super) fn check(places: &mut Places, problems: &mut Problems) {
    unique(places, problems);
    let known: HashMap<String, Stage> = places
        .lists
        .iter()
        .flat_map(|(stage, _, items)| items.iter().map(|placed| (placed.item.id.clone(), *stage)))
        .collect();
    let forward: HashMap<String, Vec<String>> = places
        .lists
        .iter()
        .flat_map(|(_, _, items)| items.iter().map(|placed| (placed.item.id.clone(), placed.item.serves.clone())))
        .collect();
    for (stage, _, items) in &mut places.lists {
        for Placed { item, path } in items {
            let own = item.id.clone();
            let mut kept: Vec<String> = Vec::new();
            for (at, id) in std::mem::take(&mut item.serves).into_iter().enumerate() {
                let path = format!("{path}.for[{at}]");
                match known.get(&id) {
                    None if id.is_empty() => {}
                    None => {
                        let hint = did_you_mean(&id, known.keys().map(String::as_str));
                        let hint = hint.unwrap_or_else(|| "use the id of an item, or take it out".to_string());
                        problems.add(
                            path,
                            format!("{own} is for \"{id}\", and nothing in the plan is called so"),
                            Some(hint),
                        );
                    }
                    Some(_) if id == own => {
                        problems.add(path, format!("{own} is for itself"), Some("take it out".to_string()));
                    }
                    Some(other) if other >= stage => {
                        let round = reaches(&forward, &id, &own);
                        let circle = if round { "; together they go round in a circle" } else { "" };
                        problems.add(
                            path,
                            format!(
                                "{own} is for {id}, but {} comes before {}{circle}",
                                with_article(*stage),
                                of(*other)
                            ),
                            Some(
                                "the thread runs from hopes to needs to outcomes to provision; turn the link round"
                                    .to_string(),
                            ),
                        );
                    }
                    Some(_) if kept.contains(&id) => {
                        problems.add(path, format!("{own} is for {id} twice"), Some("take one out".to_string()));
                    }
                    Some(_) => kept.push(id),
                }
            }
            item.serves = kept;
        }
    }
}

/// Gives every second item of a name another one, so that both are still read.
fn unique(places: &mut Places, problems: &mut Problems) {
    let mut seen: HashMap<String, String> = HashMap::new();
    for (_, _, items) in &mut places.lists {
        for Placed { item, path } in items {
            if let Some(first) = seen.get(&item.id) {
                let message = format!("{} is called {} like {first}", path, item.id);
                problems.add(format!("{path}.id"), message, Some("give every item an id of its own".to_string()));
                let id = (2..).map(|number| format!("{} ({number})", item.id)).find(|id| !seen.contains_key(id));
                item.id = id.unwrap_or_else(|| path.clone());
            }
            seen.insert(item.id.clone(), path.clone());
        }
    }
}

/// True if `from` is, by way of others, for `to`.
fn reaches(serves: &HashMap<String, Vec<String>>, from: &str, to: &str) -> bool {
    let mut open = vec![from];
    let mut seen: Vec<&str> = Vec::new();
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if !seen.contains(&id) {
            seen.push(id);
            open.extend(serves.get(id).into_iter().flatten().map(String::as_str));
        }
    }
    false
}

fn with_article(stage: Stage) -> &'static str {
    ["a hope", "a need", "an outcome", "provision"][stage as usize]
}

fn of(stage: Stage) -> &'static str {
    ["hopes", "needs", "outcomes", "provision"][stage as usize]
}
