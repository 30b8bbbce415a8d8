//! The figures of the checks that the program states of itself.
//!
//! **In:** the committed `results.json` of one run. **Out:** [`published`], and a [`sentence`] for each check. **Layer:** 6.
//!
//! The counts stand beside the shares, since "9 of 10" may be 9 of 10 or 90 of 100.

use super::{CheckReport, CheckScores};
use crate::check::CHECKS;
use crate::domain::Level;
use crate::error::{Error, Result};

const RESULTS: &str = include_str!("../../../benches/accuracy/checks/results.json");

/// The committed run.
///
/// # Errors
/// If the file that was built in is no report of this program.
pub fn published() -> Result<CheckReport> {
    read(RESULTS)
}

/// The report in the text of a `results.json`.
///
/// # Errors
/// If it is no report of this program.
pub(in crate::evaluate) fn read(results: &str) -> Result<CheckReport> {
    serde_json::from_str(results).map_err(|cause| {
        Error::input("this is no results.json of the checks")
            .because(cause)
            .at("benches/accuracy/checks/results.json")
            .hint("run \"sothat evaluate checks\" again")
    })
}

/// What was measured of a check, in one sentence; `None` if there is no such check.
///
/// # Errors
/// As [`published`].
pub fn sentence(id: &str) -> Result<Option<String>> {
    if !CHECKS.iter().any(|check| check.about().id == id) {
        return Ok(None);
    }
    Ok(Some(said(published()?.checks.iter().find(|scores| scores.check == id))))
}

fn said(scores: Option<&CheckScores>) -> String {
    let Some(scores) = scores.filter(|scores| scores.n > 0) else {
        return "It has not been measured yet.".to_string();
    };
    let on =
        format!("Measured on {} statements of Section {} that two readers had annotated", scores.n, scores.section);
    let share = |hits, of| format!("{} ({hits} of {of})", out_of(hits, of));
    let alarms = |verb: &str| match scores.good {
        0 => "none of them is good, so nothing is known of false alarms".to_string(),
        good => format!("it {verb} {}", of_good(scores.false_alarms, good)),
    };
    if scores.support == 0 {
        let why = match scores.level {
            Level::Question => "it asks, so nobody has annotated when it is right",
            _ => "none of them has this fault",
        };
        return format!("{on}: {why}; {}.", alarms("speaks of"));
    }
    let right = match scores.said {
        0 => "it never speaks".to_string(),
        said => {
            let [right, times] = rounded(scores.hits, said);
            format!("of {times} times that it speaks, {right} are right ({} of {said})", scores.hits)
        }
    };
    format!("{on}: {right}; it finds {}; {}.", share(scores.hits, scores.support), alarms("speaks wrongly on"))
}

/// "9 of 10", or of 100 where tenths would say all or none of what is not quite.
fn out_of(hits: usize, of: usize) -> String {
    let [hits, of] = rounded(hits, of);
    format!("{hits} of {of}")
}

/// A share as so many of 10; of 100 where that would round to all or none of what is not quite.
fn rounded(hits: usize, of: usize) -> [usize; 2] {
    let parts = |whole: usize| (hits * whole * 2 + of) / (of * 2);
    let quite = |whole: usize| (parts(whole) == whole) == (hits == of) && (parts(whole) == 0) == (hits == 0);
    if quite(10) { [parts(10), 10] } else { [parts(100), 100] }
}

fn of_good(alarms: usize, good: usize) -> String {
    let parts = (alarms * 200 + good) / (good * 2);
    match (alarms, parts) {
        (0, _) => format!("none of {good} good statements"),
        (_, 0) => format!("fewer than 1 of 100 good statements ({alarms} of {good})"),
        (_, parts) => format!("{parts} of 100 good statements ({alarms} of {good})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(support: usize, said: usize, hits: usize, false_alarms: usize) -> CheckScores {
        let counts = CheckScores::none("vague-verb", Level::Warning, 'E');
        CheckScores { n: 400, good: 180, support, said, hits, false_alarms, ..counts }
    }

    #[test]
    fn the_sentence_gives_shares_and_counts() {
        // 66 of 73 is 0.904, 66 of 80 is 0.825, 2 of 180 is 0.011.
        assert_eq!(
            said(Some(&scores(80, 73, 66, 2))),
            "Measured on 400 statements of Section E that two readers had annotated: of 10 times that it speaks, 9 are right \
             (66 of 73); it finds 8 of 10 (66 of 80); it speaks wrongly on 1 of 100 good statements (2 of 180)."
        );
    }

    #[test]
    fn what_is_not_quite_all_or_none_is_never_rounded_to_it() {
        assert_eq!((out_of(97, 100), out_of(100, 100)), ("97 of 100".to_string(), "10 of 10".to_string()));
        assert_eq!((out_of(3, 100), out_of(0, 7)), ("3 of 100".to_string(), "0 of 10".to_string()));
        assert_eq!(of_good(1, 300), "fewer than 1 of 100 good statements (1 of 300)");
        assert_eq!(of_good(0, 180), "none of 180 good statements");
    }

    #[test]
    fn a_check_that_was_not_measured_says_so() {
        assert_eq!(said(None), "It has not been measured yet.");
        assert!(said(Some(&scores(0, 3, 0, 1))).contains("none of them has this fault; it speaks of 1 of 100"));
        assert!(said(Some(&scores(5, 0, 0, 0))).contains("it never speaks; it finds 0 of 10 (0 of 5)"));
        assert_eq!(sentence("no-such-check").unwrap(), None);
    }

    #[test]
    fn every_check_stands_in_the_committed_results_and_none_that_is_gone() {
        let measured: Vec<String> = published().unwrap().checks.into_iter().map(|scores| scores.check).collect();
        let ids: Vec<&str> = CHECKS.iter().map(|check| check.about().id).collect();
        assert_eq!(measured, ids, "run: sothat evaluate checks FILE -o benches/accuracy/checks");
    }
}
