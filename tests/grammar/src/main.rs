//! Holds what sothat suggests against a grammar checker that knows nothing of it.
//!
//! **In:** what `sothat suggest --format jsonl` wrote, on standard input. **Out:** every suggestion that the checker faults
//! where it does not fault the draft, and the share without fault; exit code 1 if that is under 98 %. `make grammar` runs it.
//!
//! Gaps are taken out first. Spelling and capitals are the writer's, and style is a matter of taste: neither counts. The checker
//! passes much that is wrong ("I am walk"), so this is a second net behind `rewrite/fluency.rs` and no proof.

use harper_core::linting::{LintGroup, LintKind, Linter};
use harper_core::parsers::PlainEnglish;
use harper_core::spell::FstDictionary;
use harper_core::{Dialect, Document};
use std::collections::HashSet;
use std::io::{self, BufRead};
use std::process::ExitCode;
use std::sync::Arc;

/// Share of suggestions that must pass.
const LEAST: f64 = 0.98;

/// Kinds of fault that are the writer's or a matter of taste.
const LEFT_OUT: [LintKind; 6] = [
    LintKind::Spelling,
    LintKind::Capitalization,
    LintKind::Style,
    LintKind::Readability,
    LintKind::Formatting,
    LintKind::Enhancement,
];

struct Checker {
    dictionary: Arc<FstDictionary>,
    rules: LintGroup,
}

impl Checker {
    /// What is faulted in a text, with the words that are.
    fn faults(&mut self, text: &str) -> HashSet<String> {
        let document = Document::new(text, &PlainEnglish, &self.dictionary);
        let lints = self.rules.lint(&document).into_iter().filter(|lint| !LEFT_OUT.contains(&lint.lint_kind));
        lints.map(|lint| format!("“{}”: {}", document.get_span_content_str(&lint.span), lint.message)).collect()
    }
}

/// The text without its gaps.
fn without_gaps(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once('[') {
        kept.push_str(before.trim_end());
        rest = after.split_once("?]").map_or("", |(_, after)| after);
    }
    kept + rest
}

fn main() -> io::Result<ExitCode> {
    let dictionary = FstDictionary::curated();
    let rules = LintGroup::new_curated(dictionary.clone(), Dialect::British);
    let mut checker = Checker { dictionary, rules };
    let (mut passed, mut all) = (0u32, 0u32);
    for line in io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let own = checker.faults(row["text"].as_str().unwrap_or_default());
        for suggestion in row["suggestions"].as_array().into_iter().flatten() {
            let text = suggestion["text"].as_str().unwrap_or_default();
            let faults: Vec<String> = checker.faults(&without_gaps(text)).difference(&own).cloned().collect();
            all += 1;
            passed += u32::from(faults.is_empty());
            if !faults.is_empty() {
                println!("{}\t{text}\t{}", row["id"], faults.join("; "));
            }
        }
    }
    let share = f64::from(passed) / f64::from(all.max(1));
    println!("{passed} of {all} suggestions pass: {share:.3}");
    Ok(if all > 0 && share >= LEAST { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
