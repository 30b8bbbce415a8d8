//! Keeps the house in order: layers, module docs, registered checks, no machine paths.
//!
//! These tests read the source as text, so that a slip is told with the file, the line and what to do about it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Layer of each module directly under `src/`.
const LAYERS: [(&str, u8); 20] = [
    ("error", 0),
    ("domain", 0),
    ("text", 1),
    ("classify", 2),
    ("check", 2),
    ("purpose", 2),
    ("rewrite", 3),
    ("plan", 3),
    ("assistant", 4),
    ("document", 5),
    ("report", 5),
    ("models", 5),
    ("coach", 5),
    ("review", 5),
    ("batch", 6),
    ("evaluate", 6),
    ("corpus", 6),
    ("train", 6),
    ("store", 6),
    ("cli", 7),
];

/// What only the edges may name: files, environment, network, clock.
const EDGE_ONLY: [&str; 6] = ["std::fs", "std::env", "std::net", "SystemTime", "Instant::now", "Zoned::now"];

/// One source file under `src/`.
struct Source {
    path: PathBuf,
    /// Path below the root, with forward slashes.
    name: String,
    text: String,
}

impl Source {
    /// The module directly under `src/` that it belongs to; `None` for lib.rs and main.rs.
    fn module(&self) -> Option<&str> {
        let inside = self.name.strip_prefix("src/")?;
        let first = inside.split('/').next()?;
        let module = first.strip_suffix(".rs").unwrap_or(first);
        (module != "lib" && module != "main").then_some(module)
    }

    fn layer(&self) -> Option<u8> {
        let module = self.module()?;
        LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer)
    }

    /// Numbered lines outside comments and before the tests.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(at, line)| (at + 1, line));
        lines
            .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// True for a file of tests that only its module sees.
    fn is_tests(&self) -> bool {
        self.name.ends_with("/tests.rs") || self.name.contains("/tests/")
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Files below `folder` with this ending, in order.
fn files(folder: &str, ending: &str) -> Vec<Source> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths.sort();
    let named = |path: PathBuf| {
        let name = path.strip_prefix(root()).ok()?.to_string_lossy().replace('\\', "/");
        let text = name.ends_with(ending).then(|| fs::read_to_string(&path).ok())??;
        Some(Source { path, name, text })
    };
    paths.into_iter().filter_map(named).collect()
}

/// Every text file that git keeps; without git, those in the folders that people write in.
fn tracked() -> Vec<Source> {
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    let Some(listed) = listed.ok().filter(|listed| listed.status.success()) else {
        return ["src", "tests", "benches", "corpus"].iter().flat_map(|folder| files(folder, "")).collect();
    };
    let names = String::from_utf8_lossy(&listed.stdout).into_owned();
    let read = |name: &str| {
        let path = root().join(name);
        let text = fs::read_to_string(&path).ok()?;
        Some(Source { path, name: name.to_string(), text })
    };
    names.split_terminator('\0').filter_map(read).collect()
}

fn report(what_to_do: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{what_to_do}\n{}", wrong.join("\n"));
}

/// Modules that a line names through `crate::`, also inside braces: `use crate::{check, domain::Label}`.
fn named_modules(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for after in line.split("crate::").skip(1) {
        let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        match after.strip_prefix('{') {
            Some(list) => {
                let mut depth = 0;
                let mut rest = list;
                found.push(word(rest.trim_start()));
                while let Some(at) = rest.find(['{', '}', ',']) {
                    match &rest[at..=at] {
                        "{" => depth += 1,
                        "}" => depth -= 1,
                        _ if depth == 0 => found.push(word(rest[at + 1..].trim_start())),
                        _ => {}
                    }
                    rest = &rest[at + 1..];
                    if depth < 0 {
                        break;
                    }
                }
            }
            None => found.push(word(after)),
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

#[test]
fn modules_are_read_out_of_use_lines() {
    assert_eq!(named_modules("use crate::text::words::words;"), ["text"]);
    assert_eq!(named_modules("use crate::{check, domain::{Label, Span}, text};"), ["check", "domain", "text"]);
    assert_eq!(named_modules("fn f() -> crate::error::Result<()> {"), ["error"]);
}

#[test]
fn every_module_has_a_layer() {
    let wrong: Vec<String> = files("src", ".rs")
        .iter()
        .filter(|source| source.module().is_some() && source.layer().is_none())
        .map(|source| source.name.clone())
        .collect();
    report("Give these modules a layer in LAYERS of tests/it/tidy.rs:", &wrong);
}

#[test]
fn a_module_names_lower_layers_only() {
    let mut wrong = Vec::new();
    for source in files("src", ".rs") {
        let (Some(own), Some(layer)) = (source.module(), source.layer()) else { continue };
        let statements = source.code().map(|(_, line)| line).collect::<Vec<_>>().join("\n");
        for statement in statements.split(';') {
            for other in named_modules(&statement.replace('\n', " ")) {
                let known = LAYERS.iter().find(|(name, _)| *name == other);
                let higher = known.is_some_and(|(name, other)| *name != own && *other >= layer && *other > 0);
                if higher {
                    wrong.push(format!("{} ({own}, layer {layer}) names crate::{other}", source.name));
                }
            }
        }
    }
    wrong.dedup();
    report("A module may name lower layers only. Move the code, or pass a domain value instead:", &wrong);
}

#[test]
fn candle_is_named_only_where_models_are_run_or_trained() {
    let allowed = ["classify", "train"];
    let mut wrong = Vec::new();
    for source in files("src", ".rs") {
        if source.module().is_some_and(|module| allowed.contains(&module)) {
            continue;
        }
        for (number, line) in source.code().filter(|(_, line)| line.contains("candle_")) {
            wrong.push(format!("{}:{number}: {}", source.name, line.trim()));
        }
    }
    report("Only classify and train may name candle. Let them hand over plain values:", &wrong);
}

#[test]
fn nothing_below_the_edges_reads_files_environment_network_or_clock() {
    let mut wrong = Vec::new();
    for source in files("src", ".rs").iter().filter(|source| source.layer().is_some_and(|layer| layer < 5)) {
        for (number, line) in source.code() {
            if let Some(what) = EDGE_ONLY.iter().find(|what| line.contains(**what)) {
                wrong.push(format!("{}:{number} names {what}", source.name));
            }
        }
    }
    report("Below layer 5 nothing reads the world. Take the value as an argument:", &wrong);
}

#[test]
fn every_file_begins_with_a_short_doc_that_names_its_layer() {
    let mut wrong = Vec::new();
    for source in files("src", ".rs") {
        let doc: Vec<&str> = source.text.lines().take_while(|line| line.starts_with("//!")).collect();
        if doc.is_empty() {
            wrong.push(format!("{}: write a //! doc: one sentence; In, Out, Layer; the idea", source.name));
        } else if doc.len() > 25 && source.module().is_some() {
            wrong.push(format!("{}: its doc has {} lines, 25 are enough", source.name, doc.len()));
        } else if source.module().is_some() && !source.is_tests() {
            let missing = |what: &&str| !doc.iter().any(|line| line.contains(*what));
            for what in ["**In:**", "**Out:**", "**Layer:**"].iter().filter(|what| missing(what)) {
                wrong.push(format!("{}: its doc does not say {what}", source.name));
            }
        }
    }
    report("Every file says in its first lines what it is for:", &wrong);
}

#[test]
fn every_check_is_two_files_and_stands_in_the_list() {
    let mut wrong = Vec::new();
    let ids = sothat::check::ids();
    for source in files("src/check", ".rs") {
        if !source.text.contains("impl Check for ") || source.is_tests() {
            continue;
        }
        let stem = source.path.file_stem().unwrap_or_default().to_string_lossy().to_string();
        let id = stem.replace('_', "-");
        if !source.path.with_extension("md").exists() {
            wrong.push(format!("{}: write {stem}.md beside it", source.name));
        }
        if !ids.contains(&id.as_str()) {
            wrong.push(format!("{}: put it in CHECKS of src/check/mod.rs, with the id {id}", source.name));
        }
    }
    for page in files("src/check", ".md") {
        let id = page.path.file_stem().unwrap_or_default().to_string_lossy().replace('_', "-");
        if !ids.contains(&id.as_str()) {
            wrong.push(format!("{}: no check has the id {id}; remove the page or register the check", page.name));
        }
    }
    report("A check that is not registered never runs, and one without a page cannot be explained:", &wrong);
}

#[test]
fn checks_and_classifier_do_not_know_each_other() {
    let mut wrong = Vec::new();
    for (folder, other) in [("src/check", "crate::classify"), ("src/classify", "crate::check")] {
        for source in files(folder, ".rs") {
            for (number, _) in source.code().filter(|(_, line)| line.contains(other)) {
                wrong.push(format!("{}:{number} names {other}", source.name));
            }
        }
    }
    report("Combining verdict and checks is the job of the assistant:", &wrong);
}

#[test]
fn no_file_names_a_path_of_somebodys_machine() {
    let homes: Vec<String> = ["work", "home", "root", "Users"]
        .iter()
        .map(|folder| format!("/{folder}/"))
        .chain(["C:\\Users".into()])
        .collect();
    let mut wrong = Vec::new();
    for source in tracked() {
        for (at, line) in source.text.lines().enumerate() {
            let starts = |home: &String| {
                line.match_indices(home.as_str())
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.'))
            };
            if homes.iter().any(starts) {
                wrong.push(format!("{}:{}", source.name, at + 1));
            }
        }
    }
    report("Use a path below the repository or an argument:", &wrong);
}
