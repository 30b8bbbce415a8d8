//! A model's files are held against their hashes, its card and figures against the run that made them.

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};

const FILES: [&str; 5] =
    ["meta.json", "model.safetensors", "tokenizer.json", "second_reader.safetensors", "matter_reader.safetensors"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of the shipped model in a folder of this test's own.
fn copy(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("model-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for file in FILES {
        fs::copy(root().join("models/sothat-minilm").join(file), folder.join(file)).unwrap();
    }
    folder
}

/// What `sothat classify` says of one statement with the model in `folder`: exit code, results, errors.
fn classify(folder: &Path) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sothat"));
    let output = command.args(["classify", "-", "--model"]).arg(folder).write_stdin("a laptop\n").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn an_unaltered_copy_says_what_the_built_in_model_says() {
    let folder = copy("whole");
    let (code, said, _) = classify(&folder);
    let built_in =
        Command::new(env!("CARGO_BIN_EXE_sothat")).args(["classify", "-"]).write_stdin("a laptop\n").output();
    assert_eq!(code, Some(0));
    assert_eq!(said.as_bytes(), built_in.unwrap().stdout);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn an_altered_file_is_named_with_both_hashes() {
    let folder = copy("altered");
    let path = folder.join("model.safetensors");
    let mut bytes = fs::read(&path).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let (code, said, error) = classify(&folder);
    let meta: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("meta.json")).unwrap()).unwrap();
    assert_eq!((code, said.as_str()), (Some(2), ""));
    assert!(error.contains("model.safetensors"), "{error}");
    assert!(error.contains(meta["files"]["model.safetensors"].as_str().unwrap()), "{error}");
    assert!(error.contains(&sothat::models::sha256(&bytes)), "{error}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_missing_file_is_named() {
    let folder = copy("missing");
    fs::remove_file(folder.join("tokenizer.json")).unwrap();
    let (code, said, error) = classify(&folder);
    assert_eq!((code, said.as_str()), (Some(2), ""));
    assert!(error.contains("tokenizer.json"), "{error}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_shipped_model_stays_under_30_megabytes() {
    let size = |file| fs::metadata(root().join("models/sothat-minilm").join(file)).unwrap().len();
    let sum: u64 = FILES.into_iter().map(size).sum();
    assert!(0 < sum && sum <= 30_000_000, "{sum} bytes");
}

#[test]
fn the_card_is_the_one_that_the_description_and_the_committed_run_give() {
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let results = read("benches/accuracy/test/results.json");
    let table = sothat::evaluate::readme::card(&results).unwrap();
    let meta = sothat::classify::Meta::parse(&read("models/sothat-minilm/meta.json")).unwrap();
    let card = sothat::train::card(&meta, &read("models/sothat-minilm/limits.md"), &table).unwrap();
    assert_eq!(card, read("models/sothat-minilm/README.md"), "run sothat model card");
}

#[test]
fn model_and_figures_were_made_with_the_corpus_as_it_stands() {
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let meta: serde_json::Value = serde_json::from_str(&read("models/sothat-minilm/meta.json")).unwrap();
    let hash = |path: &str| sothat::models::sha256(read(path).as_bytes());
    for split in ["train", "dev"] {
        let path = format!("corpus/statements/{split}.jsonl");
        assert_eq!(meta["training"][split]["sha256"], hash(&path).as_str(), "{split} has changed since the training");
    }
    for (part, file) in
        [("others", "others/train"), ("second_reader", "checks/dev"), ("matter_reader", "threads/train")]
    {
        assert_eq!(meta["training"][part]["sha256"], hash(&format!("corpus/{file}.jsonl")).as_str(), "{part}");
    }
    for run in ["dev", "test"] {
        let report: serde_json::Value =
            serde_json::from_str(&read(&format!("benches/accuracy/{run}/results.json"))).unwrap();
        for (measured, split) in [("data", run), ("train", "train")] {
            let path = format!("corpus/statements/{split}.jsonl");
            assert_eq!(
                report[measured]["sha256"],
                hash(&path).as_str(),
                "{split} has changed since {run} was measured"
            );
        }
    }
}
