//! No suggestion holds a number or a capitalised word that stands in neither draft, context nor answers.

use serde_json::Value;
use sothat::domain::{
    Answers, Classification, Context, Label, Probabilities, Pronouns, QuestionKind, Suggestion, YearGroup,
};
use sothat::rewrite::{self, Draft};
use sothat::text::deadline::deadlines;
use sothat::text::words::words;
use sothat::text::{clip, provision};
use std::collections::HashSet;

/// Words that a frame may begin a sentence with.
const OPENERS: [&str; 6] = ["by", "i", "we", "my", "this", "i'm"];

/// Words with a capital in the examples of the purpose library: none names a person, a place or a date of anybody's.
const LIBRARY: [&str; 13] =
    ["english", "pe", "christmas", "eid", "adhd", "cv", "pin", "gp", "grandad", "grandma", "daddy", "mum", "father"];

fn statements() -> Vec<(String, Label)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/statements");
    let read = |split: &str| std::fs::read_to_string(format!("{folder}/{split}.jsonl")).unwrap();
    let text = read("train") + &read("dev");
    text.lines()
        .map(|line| {
            let row: Value = serde_json::from_str(line).unwrap();
            (row["text"].as_str().unwrap().to_string(), row["label"].as_str().unwrap().parse().unwrap())
        })
        .collect()
}

fn suggestions(text: &str, label: Label, context: &Context, answers: &Answers) -> Vec<Suggestion> {
    let mut probabilities = [0.0; 5];
    probabilities[label.index()] = 1.0;
    let provision: Vec<_> = match label {
        Label::Outcome => provision::embedded_provision(text),
        _ => Vec::new(),
    };
    let classification = Classification {
        label,
        confidence: 1.0,
        sure: true,
        probabilities: Probabilities::from_array(probabilities),
        mixed: !provision.is_empty(),
        provision: provision.into_iter().map(|span| sothat::domain::Passage::new(text, span)).collect(),
        notice: None,
        ..Classification::default()
    };
    let deadlines = deadlines(text);
    rewrite::suggestions(&Draft {
        text,
        classification: &classification,
        deadlines: &deadlines,
        context,
        answers,
        findings: &[],
    })
}

/// The words of a suggestion outside its gaps.
fn outside_gaps(text: &str) -> String {
    let mut left = String::new();
    let mut depth = 0;
    for letter in text.chars() {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            other if depth == 0 => left.push(other),
            _ => {}
        }
    }
    left
}

fn folded(text: &str) -> HashSet<String> {
    words(text)
        .iter()
        .flat_map(|word| {
            let word = word.folded();
            let bare = word.trim_end_matches("'s").to_string();
            [word, bare]
        })
        .collect()
}

/// The first word of `suggestion` that nobody gave and that could be a fact.
fn invented(suggestion: &str, given: &str) -> Option<String> {
    let known = folded(given);
    words(&outside_gaps(suggestion)).iter().find_map(|word| {
        let could_be_fact = word.text.starts_with(|c: char| c.is_numeric() || c.is_uppercase());
        let plain = word.folded();
        let bare = plain.trim_end_matches("'s").to_string();
        let given = known.contains(&plain)
            || known.contains(&bare)
            || OPENERS.contains(&plain.as_str())
            || LIBRARY.contains(&bare.as_str());
        (could_be_fact && !given).then(|| word.text.to_string())
    })
}

#[test]
fn nothing_is_invented_over_the_whole_corpus() {
    let mut answers = Answers::default();
    answers.set(QuestionKind::Give, "time to practise");
    answers.set(QuestionKind::Do, "helps me feel calm");
    answers.set(QuestionKind::Possible, "meet my friends in town");
    let named = Context { name: Some("Zephyr".into()), pronouns: Some(Pronouns::He), ..Context::default() };
    let dated = Context { year_group: Some(YearGroup::Year(4)), ..Context::default() };
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (text, label) in statements() {
        for context in [&Context::default(), &named, &dated] {
            for (answers, said) in [(&Answers::default(), ""), (&answers, "time practise helps calm meet friends town")]
            {
                // In Year 4 the phase ends with Year 6, which is worked out and not made up.
                let worked_out = if context.year_group.is_some() { "Year 6" } else { "" };
                let name = context.name.as_deref().unwrap_or_default();
                let given = format!("{} {name} {said} {worked_out}", clip(&text));
                for suggestion in suggestions(&text, label, context, answers) {
                    seen += 1;
                    if let Some(word) = invented(&suggestion.text, &given) {
                        wrong.push(format!("{word}: {text} → {}", suggestion.text));
                    }
                }
            }
        }
    }
    assert!(seen > 10_000, "only {seen} suggestions were made");
    assert!(wrong.is_empty(), "{} of {seen} suggestions:\n{}", wrong.len(), wrong[..wrong.len().min(25)].join("\n"));
}

#[test]
fn the_test_itself_notices_an_invention() {
    assert_eq!(invented("By July 2027 I walk.", "walks"), Some("July".to_string()));
    assert_eq!(invented("I read 3 books.", "reads books"), Some("3".to_string()));
    assert_eq!(invented("By [by when 2027?], I walk with Tom's dog.", "walks with Tom"), None);
}
