//! Tests of questions and rewrites: what each draft gives, and that nothing in it is made up.

use super::*;
use crate::domain::{DeadlineKind, Label, Pronouns, QuestionKind, Span};
use serde::Deserialize;

#[derive(Deserialize)]
struct Examples {
    example: Vec<Example>,
}

#[derive(Deserialize)]
struct Example {
    text: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    pronouns: String,
    #[serde(default)]
    deadline: String,
    accept: Vec<String>,
}

fn examples() -> Vec<Example> {
    toml::from_str::<Examples>(include_str!("examples.toml")).unwrap().example
}

fn verdict(label: Label) -> Classification {
    Classification {
        label,
        confidence: 0.9,
        sure: true,
        probabilities: crate::domain::Probabilities::default(),
        mixed: false,
        provision: Vec::new(),
        notice: None,
        ..Classification::default()
    }
}

fn context(name: &str, pronouns: &str) -> Context {
    Context {
        name: (!name.is_empty()).then(|| name.to_string()),
        pronouns: pronouns.parse::<Pronouns>().ok(),
        ..Context::default()
    }
}

fn stated(text: &str, deadline: &str) -> Vec<DeadlinePhrase> {
    text.find(deadline)
        .filter(|_| !deadline.is_empty())
        .map(|at| DeadlinePhrase {
            span: Span::from_bytes(text, at..at + deadline.len()),
            text: deadline.to_string(),
            kind: DeadlineKind::YearGroup,
        })
        .into_iter()
        .collect()
}

fn run(
    text: &str,
    label: Label,
    context: &Context,
    deadline: &str,
    answers: &Answers,
) -> (Vec<Question>, Vec<Suggestion>) {
    let (classification, deadlines) = (verdict(label), stated(text, deadline));
    let draft = Draft { text, classification: &classification, deadlines: &deadlines, context, answers, findings: &[] };
    (questions(&draft), suggestions(&draft))
}

fn mock_flat() -> Answers {
    let mut answers = Answers::default();
    answers.set(QuestionKind::Give, "time to find out what living on my own is like");
    answers.set(QuestionKind::Do, "shows me the skills I need");
    answers.set(QuestionKind::Possible, "live in my own flat, relying less on my parents and carers");
    answers
}

#[test]
fn outcomes_are_converted_as_accepted() {
    let mut failures = Vec::new();
    for example in examples() {
        let context = context(&example.name, &example.pronouns);
        let (_, found) = run(&example.text, Label::Outcome, &context, &example.deadline, &Answers::default());
        let first: Vec<&Suggestion> = found.iter().filter(|s| s.kind == SuggestionKind::FirstPerson).collect();
        let said = first.first().map_or(example.text.as_str(), |s| s.text.as_str());
        if first.len() > 1 || !example.accept.iter().any(|accepted| accepted == said) {
            failures.push(format!("{}\n   {said}", example.text));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn no_suggestion_holds_a_capitalised_word_or_a_number_of_its_own() {
    let mut cases: Vec<(String, Label, Context, String, Answers)> = examples()
        .into_iter()
        .map(|e| (e.text, Label::Outcome, context(&e.name, &e.pronouns), e.deadline, Answers::default()))
        .collect();
    for text in [
        "5 hours of TA support",
        "OT to look at seating",
        "Referral made to CAMHS",
        "A laptop so that he can write more",
    ] {
        cases.push((text.to_string(), Label::Resource, context("Sam", "he"), String::new(), mock_flat()));
        cases.push((text.to_string(), Label::Service, context("Sam", "he"), String::new(), Answers::default()));
    }
    for (text, label, context, deadline, answers) in cases {
        let (_, found) = run(&text, label, &context, &deadline, &answers);
        let known = format!("{text} {} {answers:?}", context.name.clone().unwrap_or_default()).to_lowercase();
        for suggestion in found {
            let plain: String = suggestion
                .text
                .split('[')
                .map(|part| part.split_once(']').map_or(part, |(_, rest)| rest))
                .collect::<Vec<_>>()
                .join(" ");
            let mut opens = true;
            for word in crate::text::words::words(&plain) {
                let ours = matches!(
                    word.text,
                    "I" | "By" | "We" | "I'm" | "PE" | "English" | "Christmas" | "Eid" | "GP" | "TV"
                );
                let notable = word.text.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase());
                if notable && !ours && !opens {
                    assert!(known.contains(&word.folded()), "{} in {}", word.text, suggestion.text);
                }
                opens = matches!(word.text, "." | "!" | "?") || opens && !word.is_lexical();
            }
            let keeps = suggestion.kind == SuggestionKind::FirstPerson && suggestion.gaps.is_empty();
            let wanted = if suggestion.kind == SuggestionKind::Illustration {
                Safety::Illustration
            } else {
                Safety::NeedsAnswer
            };
            assert!(keeps || suggestion.safety == wanted, "{suggestion:?}");
            assert!(suggestion.changes.iter().all(|c| suggestion.text.contains(&c.to)), "{suggestion:?}");
        }
    }
}

#[test]
fn the_three_questions_fit_the_draft() {
    let ask = |text: &str, name: &str| run(text, Label::Resource, &context(name, ""), "", &Answers::default()).0;
    let asked = ask("5 hours of TA support", "Sam");
    assert_eq!(asked[0].text, "What would 5 hours of TA support give Sam?");
    assert_eq!(asked[1].text, "What would 5 hours of TA support do for Sam?");
    assert_eq!(asked[2].text, "What would 5 hours of TA support make possible for Sam?");
    assert!(asked[2].examples.len() >= 2);
    assert_eq!(ask("Short breaks", "")[0].text, "What would short breaks give you?");
    assert_eq!(ask("He needs a communication book", "")[0].text, "What would a communication book give him?");
    assert_eq!(ask("Referral made to the nurse", "")[2].text, "What would this make possible for you?");
}

#[test]
fn answers_make_an_outcome_and_nothing_of_the_provision_is_carried_over() {
    let (_, found) = run("Four hours of access to a mock flat", Label::Resource, &context("", ""), "", &mock_flat());
    assert_eq!(found[0].text, "By [by when?], I am living in my own flat, relying less on my parents and carers.");
    assert_eq!(found[0].gaps, ["by when"]);
    assert!(found.iter().any(|s| s.text == "By [by when?], I know the skills I need so that I can live in my own flat, relying less on my parents and carers."));
    assert!(found.iter().all(|s| !s.text.contains("mock") && !s.text.contains("our hours")), "{found:?}");
}

#[test]
fn without_answers_every_gap_is_visible() {
    let (_, found) = run("Mentoring", Label::Service, &context("Ann", "she"), "", &Answers::default());
    let (examples, frames): (Vec<_>, Vec<_>) = found.iter().partition(|s| s.kind == SuggestionKind::Illustration);
    assert_eq!(
        frames[0].text,
        "By [by when?], I can [what will you be able to do?] so that [what would that make possible?]. We will know by [how will we know?]."
    );
    assert!(frames.iter().all(|s| s.safety == Safety::NeedsAnswer));
    assert!(examples.len() == 3 && examples.iter().all(|s| s.text.starts_with("By [by when?], I ")), "{examples:?}");
}

#[test]
fn provision_with_a_purpose_is_split() {
    let (_, found) = run(
        "A laptop so that he can write his own stories",
        Label::Resource,
        &context("", "he"),
        "",
        &Answers::default(),
    );
    assert_eq!(found[0].text, "By [by when?], I can write my own stories.");
    assert_eq!(found[0].provision.as_deref(), Some("A laptop"));
}

#[test]
fn strange_text_does_no_harm() {
    for text in [
        "",
        " ",
        ".",
        "[",
        "'",
        "\"",
        "he",
        "To",
        "will",
        "I",
        "By",
        "and and and",
        "（）",
        "🙂 will",
        "Sam's",
        "to to to will",
        "(",
        "- ",
        "1.",
    ] {
        for label in Label::ALL {
            run(text, label, &context("Sam", "he"), "", &mock_flat());
            run(text, label, &context("", "they"), "", &Answers::default());
        }
    }
}

/// What is asked and suggested for a text of Kit's with this notice.
fn noticed(text: &str, notice: Notice, label: Label, answers: &Answers) -> (Vec<Question>, Vec<Suggestion>) {
    let classification = Classification { notice: Some(notice), ..verdict(label) };
    let kit = context("Kit", "they");
    let draft = Draft { text, classification: &classification, deadlines: &[], context: &kit, answers, findings: &[] };
    (questions(&draft), suggestions(&draft))
}

#[test]
fn nothing_is_asked_or_written_about_a_draft_that_is_nothing_to_work_on() {
    for notice in [Notice::Safeguarding, Notice::NotEnglish, Notice::NotAStatement] {
        for label in Label::ALL {
            let (asked, found) = noticed("Kit will blink twice", notice, label, &mock_flat());
            assert!(asked.is_empty() && found.is_empty(), "{notice:?} {label}");
        }
    }
}

#[test]
fn several_statements_are_only_put_into_the_first_person_and_must_be_looked_at() {
    let text = "Kit will bake bread. Kit will ride a bike.";
    for label in [Label::Outcome, Label::Service] {
        let (asked, found) = noticed(text, Notice::SeveralStatements, label, &Answers::default());
        let mended = |s: &Suggestion| matches!(s.kind, SuggestionKind::Deadline | SuggestionKind::Measurable);
        assert!(!found.is_empty() && found.iter().all(|s| !mended(s) && s.safety != Safety::KeepsMeaning), "{found:?}");
        assert!(!asked.is_empty());
    }
}

#[test]
fn only_an_age_or_year_group_is_left_out_and_then_a_reader_must_look() {
    let first = |text: &str| run(text, Label::Outcome, &context("Ida", "she"), "", &Answers::default()).1[0].clone();
    for text in ["Ida (7) will feed the cat.", "Ida (aged 7) will feed the cat.", "Ida, aged 7, will feed the cat."] {
        assert_eq!(first(text).text, "I feed the cat.", "{text}");
        assert_eq!(first(text).safety, Safety::NeedsAnswer);
    }
    assert_eq!(first("Ida (Year 3) will feed the cat.").text, "I feed the cat.");
    assert_eq!(first("Ida (and Bo) will feed the cat.").text, "I (and Bo) feed the cat.");
    assert_eq!(first("Ida will feed the cat.").safety, Safety::KeepsMeaning);
}

#[test]
fn gaps_of_the_draft_are_left_as_they_are() {
    let found =
        run("Ida will feed [her cat or dog?] daily.", Label::Outcome, &context("Ida", "she"), "", &Answers::default())
            .1;
    assert_eq!(found[0].text, "I feed [her cat or dog?] daily.");
    assert!(found[0].gaps.is_empty());
}

#[test]
fn self_harm_is_not_handed_back_as_an_aim() {
    for text in
        ["Ida will not self-harm.", "Self harm to reduce. Keep on top of it w/ mum", "She has fewer suicidal thoughts"]
    {
        let (questions, found) = run(text, Label::Outcome, &context("Ida", "she"), "", &Answers::default());
        assert!(found.iter().all(|one| !one.text.to_lowercase().contains("harm") && !one.text.contains("suicid")));
        assert!(found.iter().any(|one| one.kind == SuggestionKind::Illustration), "{text}");
        assert!(questions[0].text.starts_with("What will Ida be able to do then"), "{}", questions[0].text);
    }
}

#[test]
fn a_hyphenated_word_stays_whole() {
    for (text, expected) in [
        ("Ida will not self-cater.", "I do not self-cater."),
        ("Ida will self-regulate after break.", "I self-regulate after break."),
        ("To self-regulate after break", "I self-regulate after break"),
    ] {
        let (_, found) = run(text, Label::Outcome, &context("Ida", "she"), "", &Answers::default());
        assert_eq!(found[0].text, expected);
    }
}

#[test]
fn questions_that_were_answered_are_not_asked_again() {
    let (asked, _) = run("A mentor", Label::Service, &context("", ""), "", &mock_flat());
    assert!(asked.iter().all(|q| !matches!(q.kind, QuestionKind::Give | QuestionKind::Do | QuestionKind::Possible)));
    let (asked, _) = run("Ottilie will be more confident.", Label::Outcome, &context("", ""), "", &Answers::default());
    assert_eq!(asked[0].text, "What will Ottilie be able to do then that is not possible now?");
}

#[test]
fn a_measure_is_asked_for_just_when_the_check_misses_one() {
    for text in ["Ida will brush her teeth.", "Ida will be happier.", "Ida will be happy by 2030."] {
        let (asked, found) = run(text, Label::Outcome, &context("Ida", "she"), "", &Answers::default());
        let missing = crate::text::measure::measures(text).is_empty();
        assert_eq!(asked.iter().any(|q| q.kind == QuestionKind::Measure), missing, "{text}");
        assert_eq!(found.iter().any(|s| s.kind == SuggestionKind::Measurable), missing, "{text}");
    }
}

#[test]
fn nobody_is_made_to_insult_themselves() {
    let context = context("Kit", "they");
    let (_, found) = run("Kit is lazy and never tidies up.", Label::Outcome, &context, "", &Answers::default());
    assert!(found.iter().all(|s| s.kind != SuggestionKind::FirstPerson && !s.text.contains("lazy")), "{found:?}");
    let (_, found) =
        run("Kit reads aloud without calling themself stupid.", Label::Outcome, &context, "", &Answers::default());
    assert!(!found.is_empty(), "what is no longer said judges nobody");
}

#[test]
fn a_draft_that_opens_with_another_pronoun_is_asked_about_first() {
    let (questions, suggestions) =
        run("She will read her book to her nan", Label::Outcome, &context("Tom", "he/him"), "", &Answers::default());
    assert!(questions[0].text.contains("“She”") && questions[0].text.contains("he/him"), "{}", questions[0].text);
    assert!(suggestions.iter().all(|one| one.safety != Safety::KeepsMeaning));
    let (questions, _) =
        run("She will read her book to her nan", Label::Outcome, &context("Ada", "she/her"), "", &Answers::default());
    assert!(!questions[0].text.contains("meant"));
}

#[test]
fn a_judgement_on_the_person_is_never_put_into_their_mouth() {
    for text in
        ["He is a nightmare and needs to behave", "Ned is so rude that nobody likes him", "Ned will stop being a brat"]
    {
        let (_, found) = run(text, Label::Outcome, &context("Ned", "he/him"), "", &Answers::default());
        let own = ["nightmare", "rude", "brat", "behave"];
        assert!(!found.is_empty(), "there is still something to ask for");
        assert!(found.iter().all(|one| own.iter().all(|word| !one.text.contains(word))), "{text}: {found:?}");
    }
    let (_, found) = run(
        "Ned settles again when he wakes from a nightmare",
        Label::Outcome,
        &context("Ned", "he/him"),
        "",
        &Answers::default(),
    );
    assert!(found.iter().any(|one| one.kind == SuggestionKind::FirstPerson));
}

fn flagged(text: &str, check: &str, context: &Context) -> (Vec<Question>, Vec<Suggestion>) {
    let classification = verdict(Label::Outcome);
    let findings = [Finding {
        check: check.to_string(),
        level: crate::domain::Level::Warning,
        criterion: None,
        message: String::new(),
        span: Span { start: 0, end: 1 },
        source: String::new(),
    }];
    let (deadlines, answers) = (Vec::new(), Answers::default());
    let draft = Draft {
        text,
        classification: &classification,
        deadlines: &deadlines,
        context,
        answers: &answers,
        findings: &findings,
    };
    (questions(&draft), suggestions(&draft))
}

#[test]
fn a_hope_for_life_stays_a_hope_and_a_step_is_asked_for() {
    let alfie = Context { year_group: "Year 8".parse().ok(), ..context("Alfie", "he/him") };
    let (asked, found) = flagged("I want to be a train driver", "aspiration", &alfie);
    assert_eq!(asked[0].text, "What is one step towards this that Alfie could take by the end of Year 9?");
    assert_eq!(
        found[0].text,
        "By the end of Year 9, I can [what will you be able to do?], a step towards this hope: “I want to be a train driver”."
    );
    assert!(found.iter().all(|one| !matches!(one.kind, SuggestionKind::Deadline | SuggestionKind::Measurable)));
}

#[test]
fn a_bare_vague_aim_is_replaced_and_a_longer_one_completed() {
    let ann = context("Ann", "she/her");
    let measurable = |text: &str| {
        let (_, found) = run(text, Label::Outcome, &ann, "", &Answers::default());
        found.into_iter().find(|one| one.kind == SuggestionKind::Measurable).unwrap().text
    };
    let bare = "By [by when?], I can [what will you be able to do then?] [how often?] [with how much help?].";
    assert_eq!(measurable("Improve literacy"), bare);
    assert!(
        measurable("Ann will develop her confidence with all the new people she meets there")
            .contains("there: I can [")
    );
}

#[test]
fn a_purpose_is_found_behind_a_bare_joint_but_not_what_a_helper_does() {
    let stan = context("Stan", "he/him");
    let split = |text: &str| {
        let (_, found) = run(text, Label::Service, &stan, "", &Answers::default());
        found.into_iter().find(|one| one.kind == SuggestionKind::Split).map(|one| (one.text, one.provision.unwrap()))
    };
    assert_eq!(
        split("Physio done daily by staff to keep his hips from getting worse"),
        Some((
            "By [by when?], I keep my hips from getting worse.".to_string(),
            "Physio done daily by staff".to_string()
        ))
    );
    assert_eq!(
        split("QTVI input half termly so he can get round school without holding onto somebody"),
        Some((
            "By [by when?], I can get round school without holding onto somebody.".to_string(),
            "QTVI input half termly".to_string()
        ))
    );
    assert_eq!(split("TA to keep him on task"), None);
    assert_eq!(split("OT to look at his seating"), None);
}

#[test]
fn a_year_group_that_the_draft_names_is_the_end_and_a_paper_s_date_is_not() {
    let sam = Context { year_group: "Year 9".parse().ok(), ..context("Sam", "he/him") };
    let first = |text: &str, deadline: &str| {
        run(text, Label::Activity, &sam, deadline, &Answers::default()).1[0].text.split(',').next().unwrap().to_string()
    };
    assert_eq!(first("Work experience in Y10, two weeks", ""), "By the end of Y10");
    assert_eq!(first("EP to assess by Easter", "by Easter"), "By the end of Year 9");
    assert_eq!(first("Swimming by Easter", "by Easter"), "By Easter");
}

#[test]
fn a_person_who_says_please_asks_nobody() {
    let sam = context("Sam", "he/him");
    for (text, own) in [
        ("Sam will say please and thank you to the dinner ladies", true),
        ("Music therapy again please, she hums the songs", false),
    ] {
        let (_, found) = run(text, Label::Outcome, &sam, "", &Answers::default());
        assert_eq!(found.iter().any(|one| one.kind == SuggestionKind::FirstPerson), own, "{text}: {found:?}");
    }
}

#[test]
fn what_is_refused_gets_no_examples() {
    let text = "I dont want a TA sat next to me all lesson";
    let (asked, found) = run(text, Label::Service, &context("", ""), "", &Answers::default());
    assert!(asked.iter().all(|one| one.kind == QuestionKind::When || one.examples.is_empty()));
    assert!(found.iter().all(|one| one.kind != SuggestionKind::Illustration));
}

#[test]
fn a_plea_gets_no_date_and_no_measure() {
    let text = "just let me use a laptop";
    let (_, found) = run(text, Label::Outcome, &context("Reece", "he/him"), "", &Answers::default());
    assert!(!found.is_empty() && found.iter().all(|one| !one.text.contains("just let")), "{found:?}");
}

#[test]
fn what_another_child_does_is_not_put_into_this_ones_mouth() {
    for text in ["Sam walks to the bus stop with his brother", "Kai will share his bricks"] {
        let (questions, found) = run(text, Label::Outcome, &context("Tom", "he/him"), "", &Answers::default());
        assert!(found.is_empty(), "{text}: {found:?}");
        assert!(questions[0].text.contains("not of Tom"), "{}", questions[0].text);
    }
}

#[test]
fn a_purpose_with_a_date_of_its_own_gets_no_second_one() {
    let text = "Daily reading help so that she can enjoy a story by July";
    let (_, found) = run(text, Label::Service, &context("Ada", "she"), "by July", &Answers::default());
    let split = found.iter().find(|one| one.kind == SuggestionKind::Split).map(|one| one.text.as_str());
    assert_eq!(split, Some("I can enjoy a story by July."));
}

#[test]
fn help_that_keeps_a_name_in_quotation_marks_is_not_half_converted() {
    let text = "“Ada” will read – with help – a page so that she can enjoy a story";
    let (_, found) = run(text, Label::Service, &context("Ada", "she"), "", &Answers::default());
    assert!(found.iter().all(|one| one.kind != SuggestionKind::FirstPerson), "{found:?}");
}

#[test]
fn what_is_asked_of_others_is_called_by_its_kind() {
    let (asked, _) = run("Help me tie my laces", Label::Service, &Context::default(), "", &Answers::default());
    assert_eq!(asked[0].text, "What would this give you?");
}
