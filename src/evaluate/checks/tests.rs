//! Counts worked out by hand on a handful of statements.

use super::*;
use crate::document::annotated::parse;
use crate::domain::Span;

fn rows(lines: &[(&str, &[&str])]) -> Vec<Annotated> {
    let line = |(section, faults): &(&str, &[&str])| {
        serde_json::json!({"text": "x", "section": section, "faults": faults}).to_string()
    };
    parse(&lines.iter().map(line).collect::<Vec<_>>().join("\n"), "test").unwrap()
}

fn finding(check: &str) -> Finding {
    let about = crate::check::page(check).unwrap().about;
    Finding {
        check: check.to_string(),
        level: about.level,
        criterion: None,
        message: String::new(),
        span: Span { start: 0, end: 1 },
        source: String::new(),
    }
}

fn found(lines: &[&[&str]]) -> Vec<Vec<Finding>> {
    lines.iter().map(|line| line.iter().map(|check| finding(check)).collect()).collect()
}

fn about(id: &str) -> &'static About {
    crate::check::page(id).unwrap().about
}

#[test]
fn only_rows_of_the_section_that_a_check_is_about_count_for_it() {
    assert_eq!((section(about("vague-verb")), section(about("weasel-words"))), ('E', 'F'));
    let rows =
        rows(&[("E", &["vague-verb"]), ("E", &[]), ("Section E", &["missing-measure"]), ("F", &[]), ("H1", &[])]);
    let found = found(&[&["vague-verb", "vague-verb"], &["vague-verb"], &["vague-verb"], &["vague-verb"], &[]]);
    let scores = scores(about("vague-verb"), &rows, &found);
    assert_eq!((scores.n, scores.support, scores.said, scores.hits), (3, 1, 3, 1));
    // One statement of Section E is good, and of that one the check speaks.
    assert_eq!((scores.good, scores.false_alarms), (1, 1));
    assert_eq!(scores.alarms_per_100.unwrap().value, 100.0);
    assert_eq!((scores.precision.unwrap().value, scores.recall.unwrap().value), (0.333333, 1.0));
}

#[test]
fn a_check_whose_fault_nobody_raised_has_no_precision() {
    let scores = scores(about("masking"), &rows(&[("E", &[]), ("E", &[])]), &found(&[&["masking"], &[]]));
    assert_eq!((scores.precision, scores.recall, scores.said), (None, None, 1));
    assert_eq!(scores.alarms_per_100.unwrap().value, 50.0);
}

#[test]
fn what_readers_were_in_doubt_about_counts_neither_way() {
    let mut rows = rows(&[("E", &[]), ("E", &["masking"])]);
    rows[0].doubt = vec!["masking".to_string()];
    let scores = scores(about("masking"), &rows, &found(&[&["masking"], &["masking"]]));
    assert_eq!((scores.n, scores.said, scores.hits), (1, 1, 1));
}

#[test]
fn the_overall_rate_counts_every_warning_and_error_in_good_statements_of_all_sections() {
    let rows = rows(&[("E", &[]), ("F", &[]), ("F", &[]), ("E", &["a-check-to-come"])]);
    let found = found(&[&["vague-verb", "missing-measure"], &["weasel-words"], &[], &["vague-verb"]]);
    let overall = overall(&rows, &found, 1);
    let figures: Vec<(&str, usize, usize, usize, usize)> = overall
        .iter()
        .map(|slice| (slice.section.as_str(), slice.n, slice.good, slice.findings, slice.alarmed))
        .collect();
    assert_eq!(figures, [("all", 4, 3, 3, 2), ("E", 2, 1, 2, 1), ("F", 2, 2, 1, 1)]);
    assert_eq!(overall[0].findings_per_100.value, 100.0);
    assert_eq!(without_check(&rows), [Unchecked { fault: "a-check-to-come".into(), rows: 1 }]);
}

#[test]
fn kappa_agrees_with_the_one_worked_out_by_hand() {
    // Both say yes once, both no twice, one alone yes once: same 3/4, chance 1/2 · 1/4 + 1/2 · 3/4 = 1/2, κ = 1/2.
    assert_eq!(kappa(&[(true, true), (false, false), (false, false), (true, false)]), Some(0.5));
    assert_eq!((kappa(&[(false, false)]), kappa(&[])), (None, None));
}

#[test]
fn every_form_of_the_report_names_rows_split_hash_and_commit() {
    let rows = rows(&[("E", &["vague-verb", "a-check-to-come"]), ("F", &[])]);
    let found = found(&[&["vague-verb"], &[]]);
    let report = CheckReport {
        data: DataFile { file: "mine.jsonl".into(), sha256: "0123456789abcdef".into(), n: 2 },
        split: "mine".into(),
        seed: 3,
        resamples: RESAMPLES,
        commit: "c0ffee".into(),
        model: "small".into(),
        overall: overall(&rows, &found, 3),
        checks: CHECKS.iter().map(|check| scores(check.about(), &rows, &found)).collect(),
        without_check: without_check(&rows),
    };
    for text in [report.to_text(), report.to_markdown(), report.to_csv().unwrap(), report.to_json().unwrap()] {
        for fact in ["mine.jsonl", "0123456789ab", "c0ffee", "vague-verb", "1"] {
            assert!(text.contains(fact), "{fact} is missing\n{text}");
        }
    }
    assert!(report.to_text().contains("no check looks for yet: a-check-to-come (1)"));
    assert!(report.to_readme().contains("| vague-verb | 1 of 1 (E) | 1.00 (0.21–1.00) |"), "{}", report.to_readme());
    assert_eq!(published::read(&report.to_json().unwrap()).unwrap(), report);
}
