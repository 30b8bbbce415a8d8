//! Whole runs over small files, from the rows to the page that quotes them.
//!
//! **In:** files in a folder for temporary ones. **Out:** nothing. **Layer:** 6.

use crate::domain::Probabilities;
use crate::error::Result;
use crate::evaluate::{Kind, Options, Report, SureFrom, System, evaluate, readme, run};
use std::fs;
use std::path::{Path, PathBuf};

const TRAIN: &str = "text,label\n\
    sleeps all night,outcome\nwalks to the shop,outcome\nhas two friends,outcome\n\
    a standing frame,resource\na new laptop,resource\nweekly physiotherapy,service\n";

const DATA: &str = "id,text,label,second_annotator,contested\n\
    a,sleeps in her own bed,outcome,outcome,no\nb,a laptop,resource,resource,no\n\
    c,help from a therapist,service,service,no\nd,counselling,service,activity,yes\n";

/// A folder of its own for each test, with the two files; gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("sothat-evaluate-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        fs::write(path.join("train.csv"), TRAIN).unwrap();
        fs::write(path.join("data.csv"), DATA).unwrap();
        Folder(path)
    }

    fn options(&self, systems: &[&str]) -> Options {
        Options {
            data: self.0.join("data.csv"),
            train: Some(self.0.join("train.csv")),
            systems: systems.iter().map(ToString::to_string).collect(),
            seed: 3,
            out: Some(self.0.join("out")),
            commit: Some("abc1234".into()),
            split: Some("dev".into()),
            ..Options::default()
        }
    }

    fn written(&self, name: &str) -> String {
        fs::read_to_string(self.0.join("out").join(name)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_run_prints_every_answerer_with_its_facts_and_leaves_nothing_half_written() {
    let folder = Folder::new("facts");
    let report = run(&folder.options(&["majority", "keyword-rules", "tfidf-logistic"])).unwrap();
    let names: Vec<&str> = report.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["majority", "keyword-rules", "tfidf-logistic", "second annotator"]);
    assert_eq!(report.compared.len(), 3);
    for text in [report.to_text(), folder.written("results.md"), report.to_readme()] {
        for wanted in ["n = 4", "abc1234", "seed 3", "majority", "second annotator", &report.data.sha256[..12]] {
            assert!(text.contains(wanted), "{wanted} is not in:\n{text}");
        }
    }
    let mut files: Vec<String> = fs::read_dir(folder.0.join("out"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let pictures = ["confusion.svg", "reliability.svg", "risk_coverage.svg"];
    let tables = ["predictions.csv", "results.csv", "results.json", "results.md"];
    let mut wanted: Vec<&str> = pictures.into_iter().chain(tables).collect();
    wanted.sort_unstable();
    assert_eq!(files, wanted);
    for name in pictures {
        assert!(folder.written(name).starts_with("<svg "), "{name}");
    }
    assert!(folder.written("confusion.svg").contains("Confusions of majority"));
}

#[test]
fn majority_and_annotator_score_what_is_worked_out_by_hand() {
    let folder = Folder::new("hand");
    let report = run(&folder.options(&["majority"])).unwrap();
    // Majority says outcome four times: 1 of 4 right; F1 2·1 / (1 + 4) = 0.4, mean over the 3 labels in use 0.4 / 3.
    let majority = &report.rows[0].scores[0];
    assert_eq!((majority.accuracy.value, majority.macro_f1.value), (0.25, 0.133333));
    // The annotator is wrong on row d alone, which is contested: 3 of 4, and 3 of 3 of the uncontested.
    let annotator = &report.rows[1];
    assert_eq!((annotator.kind, annotator.scores[0].accuracy.value), (Kind::Annotator, 0.75));
    assert_eq!(
        (annotator.scores[1].slice.as_str(), annotator.scores[1].n, annotator.scores[1].macro_f1.value),
        ("uncontested", 3, 1.0)
    );
    // Frequencies with one added to each: outcome (3 + 1) / (6 + 5) = 0.36, under 0.8: never sure.
    let sure = &majority.risk.as_ref().unwrap().sure;
    assert_eq!((sure.from, sure.coverage.value, sure.accuracy), (SureFrom::Default, 0.0, None));
}

#[test]
fn the_same_run_twice_writes_the_same_bytes() {
    let folder = Folder::new("same");
    let files = ["results.json", "results.csv", "results.md", "predictions.csv"];
    let once = || {
        run(&folder.options(&["tfidf-logistic", "keyword-rules"])).unwrap();
        files.map(|name| folder.written(name))
    };
    assert_eq!(once(), once());
}

#[test]
fn csv_files_are_one_line_an_answer_and_one_a_score() {
    let folder = Folder::new("csv");
    run(&folder.options(&["majority", "keyword-rules"])).unwrap();
    assert_eq!(folder.written("predictions.csv").lines().count(), 1 + 2 * 4);
    // Two systems and one annotator, over all rows and over the uncontested.
    assert_eq!(folder.written("results.csv").lines().count(), 1 + 3 * 2);
}

#[test]
fn the_readme_table_comes_from_the_results_file() {
    let folder = Folder::new("readme");
    let report = run(&folder.options(&["majority"])).unwrap();
    let read: Report = serde_json::from_str(&folder.written("results.json")).unwrap();
    assert_eq!(read, report);
    let table = readme::table(&folder.written("results.json")).unwrap();
    let page = readme::splice("<!-- results:x -->\n<!-- /results:x -->", "x", &table).unwrap();
    assert!(page.contains("| majority | 0.133 ("), "{page}");
}

#[test]
fn rows_that_were_trained_on_are_refused_and_shared_texts_counted() {
    let folder = Folder::new("overlap");
    let options = folder.options(&["majority"]);
    let refused = run(&Options { data: options.train.clone().unwrap(), ..options.clone() }).unwrap_err();
    assert!(refused.to_string().starts_with("the rows to answer are the train rows themselves"), "{refused}");
    fs::write(folder.0.join("data.csv"), format!("{DATA}e,A new laptop!,resource,,\n")).unwrap();
    let report = run(&options).unwrap();
    assert!(report.notes.iter().any(|note| note.starts_with("1 of the 5 texts also stand in the train file")));
    assert!(report.notes.iter().any(|note| note.starts_with("The second annotator labelled 4 of the 5 rows")));
}

#[test]
fn unknown_systems_and_missing_training_rows_are_refused() {
    let folder = Folder::new("unknown");
    let refusal = |options: &Options| run(options).unwrap_err().to_string();
    assert!(refusal(&folder.options(&["gpt"])).starts_with("there is no system \"gpt\" · --systems · use sothat"));
    let untrained = Options { train: None, ..folder.options(&["majority"]) };
    assert!(refusal(&untrained).starts_with("majority needs rows to learn from"));
}

#[test]
fn a_system_that_leaves_texts_unanswered_is_refused_and_nothing_is_written() {
    struct Lazy;
    impl System for Lazy {
        fn name(&self) -> &str {
            "lazy"
        }
        fn describe(&self) -> String {
            "answers one text".into()
        }
        fn predict(&self, _: &[&str]) -> Result<Vec<Probabilities>> {
            Ok(vec![Probabilities::from_array([0.2; 5])])
        }
    }
    let folder = Folder::new("lazy");
    let refused = evaluate(&folder.options(&[]), &[Box::new(Lazy)]).unwrap_err();
    assert!(refused.is_model() && refused.to_string().starts_with("lazy answered 1 of 4 texts"));
    assert!(!Path::new(&folder.0.join("out")).exists());
}

#[test]
fn predictions_of_another_program_are_matched_by_id_and_scored() {
    let folder = Folder::new("outside");
    fs::write(folder.0.join("labels.csv"), "id,label\nd,service\nc,service\nb,outcome\na,outcome\n").unwrap();
    let chances = "id,outcome,service,activity,output,resource\n\
        a,.9,.1,0,0,0\nb,0,0,0,.1,.9\nc,.1,.9,0,0,0\nd,.1,.3,.6,0,0\n";
    fs::write(folder.0.join("chances.csv"), chances).unwrap();
    let outside = |name: &str, file: &str| (name.to_string(), folder.0.join(file));
    let options = Options {
        predictions: vec![outside("labels", "labels.csv"), outside("chances", "chances.csv")],
        ..folder.options(&["majority"])
    };
    let report = run(&options).unwrap();
    let names: Vec<&str> = report.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["majority", "labels", "chances", "second annotator"]);
    // Right: outcome, resource, service, service. The labels miss b alone, the chances d alone.
    let (labels, chances) = (&report.rows[1].scores[0], &report.rows[2].scores[0]);
    assert_eq!((labels.accuracy.value, chances.accuracy.value), (0.75, 0.75));
    assert!(labels.risk.is_none());
    // −ln of 0.9, 0.9, 0.9 and 0.3, by four.
    let loss = -(3.0 * 0.9f64.ln() + 0.3f64.ln()) / 4.0;
    assert!((chances.risk.as_ref().unwrap().log_loss.value - loss).abs() < 1e-5);
    assert!(folder.written("results.csv").contains("\nlabels,system,all,4,"));
    assert!(folder.written("predictions.csv").contains("b,a laptop,resource,labels,outcome,false,,,,,,\n"));
}

#[test]
fn predictions_with_missing_or_unknown_ids_or_a_taken_name_are_refused() {
    let folder = Folder::new("ids");
    let refusal = |name: &str, text: &str| {
        fs::write(folder.0.join("p.csv"), text).unwrap();
        let predictions = vec![(name.to_string(), folder.0.join("p.csv"))];
        run(&Options { predictions, ..folder.options(&["majority"]) }).unwrap_err().to_string()
    };
    let missing = refusal("x", "id,label\na,outcome\nb,outcome\n");
    assert!(missing.starts_with("2 of the 4 rows have no prediction: \"c\", \"d\" ·"), "{missing}");
    let rows = "a,outcome\nb,outcome\nc,outcome\nd,outcome\n";
    let unknown = refusal("x", &format!("id,label\n{rows}e,outcome\n"));
    assert!(unknown.starts_with("there is no row for 1 of the predictions: \"e\" ·"), "{unknown}");
    let taken = refusal("majority", &format!("id,label\n{rows}"));
    assert!(taken.starts_with("two systems are called \"majority\" ·"), "{taken}");
    let several = refusal("x", "id,system,label\na,one,outcome\na,two,outcome\n");
    assert!(several.starts_with("the file holds the predictions of several systems ·"), "{several}");
}

#[test]
fn slices_by_domain_and_shape_stand_in_every_file_and_one_line_in_the_readme() {
    let folder = Folder::new("slices");
    let line = |at: usize, shape: &str, label: &str| format!("{at},text {at},{label},{shape},send\n");
    let mut data = "id,text,label,shape,domain\n".to_string();
    // Forty real rows, ten of them outcomes; thirty full ones, all outcomes; one domain, which is no slice.
    data.extend((0..40).map(|at| line(at, "real", if at < 10 { "outcome" } else { "service" })));
    data.extend((40..70).map(|at| line(at, "full", "outcome")));
    fs::write(folder.0.join("data.csv"), data).unwrap();
    let report = run(&folder.options(&["majority"])).unwrap();
    let found: Vec<(&str, usize, f64)> =
        report.rows[0].scores.iter().map(|scores| (scores.slice.as_str(), scores.n, scores.accuracy.value)).collect();
    assert_eq!(found, [("all", 70, 0.571429), ("shape full", 30, 1.0), ("shape real", 40, 0.25)]);
    assert!(folder.written("results.csv").contains("\nmajority,system,shape real,40,"));
    assert!(folder.written("results.md").contains("| shape real | 40 | 0."));
    let readme = readme::table(&folder.written("results.json")).unwrap();
    assert!(readme.contains("\n| majority, shape real (n = 40) | 0.2"), "{readme}");
}
