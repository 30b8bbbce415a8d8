//! Proposes a deadline where none is stated: the end of the phase, worked out from what is known of the person.
//!
//! **In:** the context. **Out:** [`Proposed`], with its reason. **Layer:** 3.
//!
//! The Code looks to the end of a phase or stage (9.68). A phase that ends within a few months is nearly over, so the
//! next one is proposed. Of somebody whose age alone is known only what holds in every case is said: at eleven one may be
//! in Year 6 or Year 7. Without year group, age or date of birth nothing is proposed and the gap stays.

use crate::domain::{Context, YearGroup};
use crate::purpose::Stage;
use crate::text::calendar::{Cohort, Phase, SchoolYear};
use crate::text::words::words;

/// A deadline, and why it is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Proposed {
    /// "By the end of Year 6".
    pub(super) text: String,
    /// "Year 6 is the last year of Key Stage 2, …".
    pub(super) why: String,
}

/// The year group of somebody: 0 is Reception, below that is nursery.
fn year(context: &Context) -> Option<i8> {
    let number = |group: YearGroup| match group {
        YearGroup::Nursery => -1,
        YearGroup::Reception => 0,
        YearGroup::Year(year) => i8::try_from(year).unwrap_or(i8::MAX),
    };
    let born = || Cohort::born(context.date_of_birth?).group(SchoolYear::containing(context.today?));
    context.year_group.or_else(born).map(number)
}

/// The stage of life of somebody, if it is known.
pub(super) fn stage(context: &Context) -> Option<Stage> {
    year(context).map(Stage::of_year).or_else(|| context.age.map(Stage::of_age))
}

/// True in Years 1 and 2.
pub(super) fn is_infant(context: &Context) -> bool {
    year(context).map_or_else(|| context.age.is_some_and(|age| age < 7), |year| year <= 2)
}

/// Last year group of each phase that ends with one.
const ENDS: [(i8, Phase); 6] = [
    (0, Phase::EarlyYears),
    (2, Phase::KeyStage1),
    (6, Phase::KeyStage2),
    (9, Phase::KeyStage3),
    (11, Phase::KeyStage4),
    (13, Phase::Post16),
];

/// Months of a school year, January to August, in which its end is too near for an outcome.
fn nearly_over(context: &Context) -> bool {
    context.today.is_some_and(|today| (2..=8).contains(&today.month()))
}

/// A deadline for somebody of whom this is known.
pub(super) fn propose(context: &Context) -> Option<Proposed> {
    let Some(year) = year(context) else { return by_age(context.age?, nearly_over(context)) };
    let place = ENDS.iter().position(|(last, _)| year <= *last)?;
    let place = if ENDS[place].0 == year && nearly_over(context) { place + 1 } else { place };
    let (last, phase) = ENDS.get(place)?;
    let group = if *last == 0 { "Reception".to_string() } else { format!("Year {last}") };
    let why = format!("{group} is the last year of {}; outcomes look to the end of a phase (Code 9.68)", phase.name());
    Some(Proposed { text: format!("By the end of {group}"), why })
}

/// The end of a later year group that a draft names: "work experience in Y10".
pub(super) fn named(text: &str, context: &Context) -> Option<Proposed> {
    let now = year(context)?;
    let found: Vec<String> = words(text).iter().map(|word| word.folded()).collect();
    let number = |at: usize| {
        let word = found.get(at)?;
        let joined = ["year", "yr", "y"].iter().find_map(|prefix| word.strip_prefix(prefix)?.parse().ok());
        let apart = || matches!(word.as_str(), "year" | "yr").then(|| found.get(at + 1)?.parse().ok()).flatten();
        let later = |year: &i8| (now + 1..=14).contains(year);
        // In the draft's own form, so that it is seen where the date comes from.
        let own = |at: usize| words(text)[at].text.to_string();
        let joined = joined.filter(later).map(|_| own(at));
        joined.or_else(|| apart().filter(later).map(|_| format!("{} {}", own(at), own(at + 1))))
    };
    let later = (0..found.len()).find_map(number)?;
    let why = format!("the draft speaks of {later}");
    Some(Proposed { text: format!("By the end of {later}"), why })
}

/// The end of the first year after a move that a draft speaks of ("visits to the high school"), for somebody in the year before it.
pub(super) fn after_a_move(text: &str, context: &Context) -> Option<Proposed> {
    let now = year(context).filter(|year| matches!(year, 2 | 6 | 11))?;
    let folded = format!(" {} ", text.to_lowercase().replace('-', " "));
    let moves = [
        " transition",
        " new school",
        " high school",
        " secondary",
        " junior school",
        " college",
        " move up",
        " moving up",
        " next setting",
    ];
    moves.iter().any(|cue| folded.contains(cue)).then(|| {
        let text = match now {
            2 | 6 => format!("By the end of Year {}", now + 1),
            _ => "By the end of my first year at college".to_string(),
        };
        Proposed { text, why: "the draft speaks of the move that comes next".to_string() }
    })
}

/// The end that lies before somebody of this age in either of the two year groups they may be in, the nearer one first.
/// `late` in a school year the one that ends with it is too near.
fn by_age(age: u8, late: bool) -> Option<Proposed> {
    let end = match (age, late) {
        (0..=2, _) => {
            return Some(Proposed {
                text: "By the time I start school".to_string(),
                why: format!("at {age} school is the next phase, to which outcomes look (Code 9.68)"),
            });
        }
        (3, _) | (4, false) => "Reception",
        (4..=5, _) | (6, false) => "Key Stage 1",
        (6..=9, _) | (10, false) => "primary school",
        (11..=12, _) | (13, false) => "Key Stage 3",
        (13..=14, _) | (15, false) => "Key Stage 4",
        (17, false) => "Year 13",
        _ => return None,
    };
    let why =
        format!("at {age} that is the end of a phase, to which outcomes look (Code 9.68); the year group would tell");
    Some(Proposed { text: format!("By the end of {end}"), why })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposed(year_group: Option<&str>, age: Option<u8>, today: Option<&str>) -> Option<String> {
        let context = Context {
            year_group: year_group.map(|group| group.parse().unwrap()),
            age,
            today: today.map(|day| day.parse().unwrap()),
            ..Context::default()
        };
        propose(&context).map(|proposed| proposed.text)
    }

    #[test]
    fn a_move_that_the_draft_speaks_of_is_looked_beyond() {
        let after = |text: &str, group: &str| {
            let context = Context { year_group: Some(group.parse().unwrap()), ..Context::default() };
            after_a_move(text, &context).map(|proposed| proposed.text)
        };
        assert_eq!(after("Two more visits to the high school", "Year 6").as_deref(), Some("By the end of Year 7"));
        assert_eq!(
            after("Link course at college", "Year 11").as_deref(),
            Some("By the end of my first year at college")
        );
        assert_eq!(after("Two more visits to the high school", "Year 4"), None);
        assert_eq!(after("Swimming on Fridays", "Year 6"), None);
    }

    #[test]
    fn the_end_of_the_phase_is_proposed_and_the_next_one_when_it_is_nearly_over() {
        let autumn = Some("2026-11-20");
        assert_eq!(proposed(Some("Year 4"), None, autumn).as_deref(), Some("By the end of Year 6"));
        assert_eq!(proposed(Some("Year 6"), None, autumn).as_deref(), Some("By the end of Year 6"));
        assert_eq!(proposed(Some("Year 6"), None, Some("2027-03-01")).as_deref(), Some("By the end of Year 9"));
        assert_eq!(proposed(Some("Nursery"), None, None).as_deref(), Some("By the end of Reception"));
        assert_eq!(proposed(Some("Year 14"), None, autumn), None);
    }

    #[test]
    fn of_an_age_only_what_holds_in_every_case_is_said() {
        let (autumn, spring) = (Some("2026-11-20"), Some("2027-03-01"));
        assert_eq!(proposed(None, Some(7), None).as_deref(), Some("By the end of primary school"));
        // Reception or Year 1.
        assert_eq!(proposed(None, Some(5), spring).as_deref(), Some("By the end of Key Stage 1"));
        // Year 1 or Year 2, whose end is near in spring.
        assert_eq!(proposed(None, Some(6), autumn).as_deref(), Some("By the end of Key Stage 1"));
        assert_eq!(proposed(None, Some(6), spring).as_deref(), Some("By the end of primary school"));
        // Year 10 or Year 11.
        assert_eq!(proposed(None, Some(15), autumn).as_deref(), Some("By the end of Key Stage 4"));
        assert_eq!(proposed(None, Some(15), spring), None);
        assert_eq!(proposed(None, Some(10), spring), None);
        assert_eq!(proposed(None, Some(19), None), None);
        assert_eq!(proposed(None, None, None), None);
    }
}
