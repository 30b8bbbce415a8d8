//! Phases and moves: "by the end of primary school", "before she moves to college", "by adulthood".
//!
//! **In:** the words of a deadline. **Out:** its [`Meaning`]. **Layer:** 1.
//!
//! A phase that begins is meant to have been reached on the last day of the summer holiday before, one that ends on the last
//! day of school. Courses and universities have no years of their own.

use super::words::Words;
use super::{Known, Meaning, stages};
use crate::domain::{Precision, YearGroup};
use crate::text::calendar::{SchoolYear, birthday};

/// "by the end of primary school", "before moving to college", "by adulthood".
pub(super) fn phase(words: &Words, known: &Known<'_>) -> Option<Meaning> {
    if words.has(&["adulthood", "adult"]) {
        let born = known.context.date_of_birth?;
        return Some(Meaning::new(birthday(born, 18), Precision::Year));
    }
    if let Some(YearGroup::Year(_)) = stages::group(words) {
        return stages::year_group(words, known);
    }
    let stage = Stage::named(words)?;
    let cohort = known.cohort?;
    let first_year = words.has_run(&["first", "year"]);
    let meaning = match stage {
        Stage::From(first) | Stage::Between(first, _) if first_year => ends(known, cohort.school_year(first)),
        Stage::From(group) if starts(words) => {
            return Some(Meaning::new(cohort.school_year(group).plus(-1).last_day(), Precision::Term).within(60));
        }
        Stage::From(_) => return None,
        Stage::Between(first, _) if starts(words) => {
            return Some(Meaning::new(cohort.school_year(first).plus(-1).last_day(), Precision::Term).within(60));
        }
        Stage::Between(_, last) => ends(known, cohort.school_year(last)),
        Stage::Current => ends(known, cohort.last_year(cohort.phase(now(known)?)?)),
        Stage::ThisSchool => ends(known, cohort.school_year(last_of_school(cohort.group(now(known)?)?))),
        Stage::ThisYear => ends(known, now(known)?),
        Stage::FirstSchool => {
            let begins = cohort.school_year(YearGroup::Reception).plus(-1).last_day()?;
            let date = (known.today? <= begins).then_some(begins);
            return Some(Meaning::new(date, Precision::Term).within(60));
        }
        Stage::BigSchool => {
            let to_reception = cohort.school_year(YearGroup::Reception) > now(known)?;
            let group = if to_reception { YearGroup::Reception } else { YearGroup::Year(7) };
            return Some(Meaning::new(cohort.school_year(group).plus(-1).last_day(), Precision::Term).within(60));
        }
        Stage::School => ends(known, cohort.school_year(YearGroup::Year(11))),
    };
    let secondary = matches!(stage, Stage::Between(_, YearGroup::Year(11)) | Stage::School);
    Some(if secondary { meaning.within(731) } else { meaning })
}

fn now(known: &Known<'_>) -> Option<SchoolYear> {
    known.today.map(SchoolYear::containing)
}

fn ends(known: &Known<'_>, year: SchoolYear) -> Meaning {
    Meaning::new(known.calendar.year_ends(year), Precision::Term)
}

/// True if the stage is to begin: "before moving to", and "by secondary" alone.
fn starts(words: &Words) -> bool {
    words.is_start() && !words.has(&["leaves", "leave", "leaving", "finishes", "finishing"]) || !words.is_end()
}

/// The last year group of the school that somebody in `group` goes to, where infants and juniors are one.
fn last_of_school(group: YearGroup) -> YearGroup {
    match group {
        YearGroup::Nursery => YearGroup::Nursery,
        YearGroup::Reception | YearGroup::Year(1..=6) => YearGroup::Year(6),
        YearGroup::Year(7..=11) => YearGroup::Year(11),
        YearGroup::Year(_) => YearGroup::Year(13),
    }
}

/// A stretch of somebody's education.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// From one year group to another.
    Between(YearGroup, YearGroup),
    /// From a year group on; its end depends on the person.
    From(YearGroup),
    /// The phase that the person is in.
    Current,
    /// The school that the person is in.
    ThisSchool,
    /// The class that the person is in.
    ThisYear,
    /// The start of school at four or five.
    FirstSchool,
    /// What small children call the next school.
    BigSchool,
    /// School altogether.
    School,
}

impl Stage {
    /// The stretch that the words name; `None` where its years depend on the place (university, a course, a middle school).
    fn named(words: &Words) -> Option<Stage> {
        use YearGroup::{Nursery, Reception, Year};
        let like = |any: &[&str]| words.has_like(any);
        let run = |any: &[&[&str]]| any.iter().any(|run| words.has_run(run));
        let begins = words.has(&["starts", "start", "starting", "begins", "begin", "beginning", "joins"]);
        let elsewhere = words.has(&["new", "next"]);
        let here = words.has(&["this", "current", "setting", "placement"]) || elsewhere;
        let school = words.has(&["school", "setting", "placement"]);
        let first = |group| Some(Stage::Between(group, group));
        let forms = [
            (like(&["nursery", "preschool"]) || run(&[&["pre", "school"]]), first(Nursery)),
            (like(&["reception"]), first(Reception)),
            (run(&[&["early", "years"]]), Some(Stage::Between(Nursery, Reception))),
            (like(&["infants"]) || words.has(&["infant"]), Some(Stage::Between(Reception, Year(2)))),
            (like(&["juniors"]) || words.has(&["junior"]), Some(Stage::Between(Year(3), Year(6)))),
            (like(&["primary", "elementary"]), Some(Stage::Between(Reception, Year(6)))),
            (like(&["secondary"]) || words.has(&["high"]), Some(Stage::Between(Year(7), Year(11)))),
            (
                like(&["sixthform"])
                    || run(&[&["sixth", "form"], &["6th", "form"], &["post", "16"], &["post", "sixteen"]]),
                Some(Stage::Between(Year(12), Year(13))),
            ),
            (words.has(&["compulsory", "statutory", "schooling"]), Some(Stage::School)),
            (
                like(&["college"]) || words.has(&["fe"]) || run(&[&["further", "education"]]),
                Some(Stage::From(Year(12))),
            ),
            (words.has(&NO_SET_YEARS), None),
            (words.has(&["phase", "stage"]), Some(Stage::Current)),
            (words.has(&["class", "up"]) && !words.has(&["school"]), Some(Stage::ThisYear)),
            (school && words.has(&["big"]), Some(Stage::BigSchool)),
            (school && begins && !elsewhere, Some(Stage::FirstSchool)),
            (school && here, Some(Stage::ThisSchool)),
            (school, Some(Stage::School)),
        ];
        forms.into_iter().find(|(named, _)| *named).and_then(|(_, stage)| stage)
    }
}

/// What lasts for as long as it lasts, wherever the person is.
const NO_SET_YEARS: [&str; 13] = [
    "university",
    "uni",
    "middle",
    "lower",
    "upper",
    "course",
    "apprenticeship",
    "internship",
    "traineeship",
    "programme",
    "plan",
    "home",
    "care",
];

/// True for words that speak of grown-up life.
pub(in crate::text::deadline) fn is_about_adulthood(text: &str) -> bool {
    Words::new(text).has(&["adulthood", "adult"])
}
