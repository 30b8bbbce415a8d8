//! Whether a plan from Year 9 on thinks of adult life.
//!
//! **In:** a plan. **Out:** `adulthood-missing`, once, with the areas that nothing is said of. **Layer:** 3.
//!
//! Four areas (SEND Code of Practice 7.38 and 8.10): employment and learning for it, independent living, friends and
//! community, health. A hope or an outcome is enough for an area, so that the finding is about what nobody has thought of.

use crate::domain::{Level, Plan, PlanFinding, YearGroup};
use crate::text::calendar::{Cohort, SchoolYear};
use crate::text::phrase::{Phrases, tokens};
use std::sync::LazyLock;

static WORDS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("adulthood.tsv")).expect("the table is part of the program and a test reads it")
});

/// Areas by their names in the table, each with its name in a sentence.
const AREAS: [(&str, &str); 4] = [
    ("employment", "work and learning for it"),
    ("independence", "living independently"),
    ("community", "friends and community"),
    ("health", "good health"),
];

/// The year group from which plans prepare for adulthood.
const FROM: YearGroup = YearGroup::Year(9);

/// Finds areas of adult life of which neither hopes nor outcomes speak.
pub(super) fn coverage(plan: &Plan) -> Option<PlanFinding> {
    if !prepares(plan) || plan.outcomes.is_empty() {
        return None;
    }
    let said: Vec<&str> = plan.aspirations.iter().chain(&plan.outcomes).flat_map(|item| kinds(&item.text)).collect();
    let missing: Vec<&str> = AREAS.iter().filter(|(area, _)| !said.contains(area)).map(|(_, name)| *name).collect();
    let listed = match missing.as_slice() {
        [] => return None,
        [one] => one.to_string(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    };
    Some(PlanFinding {
        check: "adulthood-missing".to_string(),
        item: None,
        level: Level::Warning,
        message: format!(
            "From Year 9 on a plan looks ahead to adult life, and no hope or outcome here is about {listed}. Ask {} what they would like there.",
            plan.who()
        ),
        source: "SEND Code of Practice 8.10".to_string(),
    })
}

/// The areas of which a text speaks.
fn kinds(text: &str) -> Vec<&'static str> {
    let tokens = tokens(text);
    (0..tokens.len()).filter_map(|at| WORDS.at(&tokens, at)).map(|hit| hit.kind).collect()
}

/// True from Year 9 on, by the year group or else by the birthday or the age.
fn prepares(plan: &Plan) -> bool {
    let child = &plan.child;
    if let Some(group) = child.year_group {
        return group >= FROM;
    }
    match (child.date_of_birth, plan.today) {
        (Some(born), Some(today)) => SchoolYear::containing(today) >= Cohort::born(born).school_year(FROM),
        _ => child.age.is_some_and(|age| age >= 14),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Child, Item};

    fn plan(group: u8, hopes: &[&str], outcomes: &[&str]) -> Plan {
        let item =
            |text: &&str| Item { id: "x".into(), section: 'E', area: None, text: text.to_string(), serves: vec![] };
        Plan {
            child: Child { year_group: Some(YearGroup::Year(group)), ..Child::default() },
            aspirations: hopes.iter().map(item).collect(),
            outcomes: outcomes.iter().map(item).collect(),
            ..Plan::default()
        }
    }

    #[test]
    fn the_areas_that_nothing_is_said_of_are_named_once() {
        let plan = plan(10, &["I want a job in a garage"], &["Meets two friends in town", "Cooks pasta"]);
        let found = coverage(&plan).unwrap();
        assert!(found.message.contains("about good health."), "{}", found.message);
        assert_eq!(found.item, None);
    }

    #[test]
    fn a_hope_or_an_outcome_for_every_area_is_enough_and_younger_children_are_not_asked() {
        let hopes = ["To be a chef", "A flat of my own"];
        let outcomes = ["Goes bowling with friends", "Takes her tablets on time"];
        assert_eq!(coverage(&plan(9, &hopes, &outcomes)), None);
        assert_eq!(coverage(&plan(8, &[], &["Reads a page"])), None);
    }

    #[test]
    fn every_example_of_the_table_speaks_of_its_area() {
        let wrong: Vec<&str> = WORDS
            .entries()
            .filter(|(kind, example)| !kinds(example).contains(kind))
            .map(|(_, example)| example)
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
