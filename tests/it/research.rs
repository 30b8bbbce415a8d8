//! The commands for researchers, from labelled rows to a verdict on two systems.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const ROWS: &str = "id,text,label\na,reads a whole book on her own,outcome\nb,a laptop,resource\n\
                    c,weekly speech therapy,service\nd,a swimming club,activity\n";

/// A folder with labelled rows in it, gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("sothat-research-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        fs::write(path.join("rows.csv"), ROWS).unwrap();
        Folder(path)
    }

    fn write(&self, name: &str, text: &str) -> &Self {
        fs::write(self.0.join(name), text).unwrap();
        self
    }

    /// Runs a command inside the folder.
    fn run(&self, arguments: &[&str]) -> assert_cmd::assert::Assert {
        Command::new(env!("CARGO_BIN_EXE_sothat")).args(arguments).current_dir(&self.0).assert()
    }

    fn printed(&self, arguments: &[&str]) -> String {
        String::from_utf8(self.run(arguments).success().get_output().stdout.clone()).unwrap()
    }

    fn refused(&self, arguments: &[&str]) -> String {
        let said = String::from_utf8(self.run(arguments).code(2).get_output().stderr.clone()).unwrap();
        assert!(
            said.starts_with("sothat: ") && said.matches(" · ").count() >= 2,
            "no what · where · what to do: {said}"
        );
        said
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn exists(folder: &Path, names: &[&str]) {
    for name in names {
        assert!(folder.join(name).is_file(), "{name} was not written");
    }
}

#[test]
fn what_evaluate_leaves_behind_is_what_compare_reads() {
    let folder = Folder::new("round");
    folder.write("theirs.csv", "id,label\na,outcome\nb,outcome\nc,outcome\nd,outcome\n");
    let arguments = "evaluate rows.csv --systems sothat --predictions theirs=theirs.csv --report --evidence -o out";
    let printed = folder.printed(&arguments.split(' ').collect::<Vec<_>>());
    for wanted in ["Classification report: theirs", "weighted avg", "Evidence put to the test"] {
        assert!(printed.contains(wanted), "{wanted} is not in:\n{printed}");
    }
    exists(
        &folder.0.join("out"),
        &["results.json", "predictions.csv", "confusion.svg", "reliability.svg", "risk_coverage.svg"],
    );
    let compared =
        folder.printed(&["compare", "out/predictions.csv", "--systems", "theirs,sothat", "--format", "json"]);
    let compared: Value = serde_json::from_str(&compared).unwrap();
    // The other program calls everything an outcome: one of the four is right.
    assert_eq!((&compared[0]["n"], &compared[0]["accuracy"]["first"]), (&Value::from(4), &Value::from(0.25)));
    let counts = ["both_right", "only_first", "only_second", "both_wrong"];
    let rows: u64 = counts.iter().map(|count| compared[0][*count].as_u64().unwrap()).sum();
    assert_eq!(rows, 4);
}

#[test]
fn two_bare_files_are_compared_over_labels_of_their_own() {
    let folder = Folder::new("bare");
    folder.write("one.csv", "id,label\na,outcome\nb,resource\nc,service\nd,activity\n");
    folder.write("two.csv", "id,label\na,outcome\nb,resource\nc,service\nd,service\n");
    let arguments = ["compare", "one.csv", "two.csv", "--label", "rows.csv"];
    let printed = folder.printed(&arguments);
    assert!(printed.contains("Noise: the difference in macro-F1 could be nothing"), "{printed}");
    assert!(printed.contains("d: activity; one says activity, two says service\n    “a swimming club”"), "{printed}");
    let page = folder.printed(&[&arguments[..], &["--format", "md"]].concat());
    assert!(page.starts_with("# one against two\n") && page.contains("| only one | 1 |"), "{page}");
}

#[test]
fn a_learning_curve_is_drawn_and_tabled_from_points() {
    let folder = Folder::new("curve");
    let header = "statements,seed,macro_f1,low,high,outcome_accuracy";
    folder.write("points.csv", &format!("{header}\n100,1,0.5,0.4,0.6,0.7\n1000,1,0.8,0.75,0.85,0.9\n"));
    let printed = folder.printed(&["evaluate", "--learning-curve", "points.csv", "-o", "out"]);
    assert!(printed.contains("0.800 (0.750–0.850)"), "{printed}");
    exists(&folder.0.join("out"), &["learning_curve.svg", "learning_curve.md"]);
}

#[test]
fn what_cannot_be_done_is_refused_with_what_to_do() {
    let folder = Folder::new("refused");
    folder.write("short.csv", "id,label\na,outcome\n").write("points.csv", "statements\n1\n");
    let refusal = |line: &str| folder.refused(&line.split(' ').collect::<Vec<_>>());
    assert!(
        refusal("evaluate rows.csv --systems keyword-rules --predictions x=short.csv")
            .contains("3 of the 4 rows have no prediction")
    );
    assert!(refusal("evaluate rows.csv --predictions short.csv").contains("NAME=FILE.csv"));
    assert!(
        refusal("evaluate rows.csv --systems keyword-rules --evidence").contains("none of the systems gives evidence")
    );
    assert!(
        refusal("evaluate rows.csv --train rows.csv --systems static-logistic")
            .contains("needs the base encoder, which is not there")
    );
    assert!(refusal("evaluate --learning-curve points.csv").contains("there is no column \"seed\""));
    assert!(refusal("compare short.csv").contains("there are not two systems to compare"));
    assert!(refusal("compare short.csv short.csv").contains("nothing says what is right"));
}
