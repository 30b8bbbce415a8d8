//! The README's commands print what the README shows, and its figures are those of the committed runs.
//!
//! Set `SOTHAT_REWRITE_README` to anything to write today's output into the README instead; read the difference before you commit it.

use sothat::evaluate::readme;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What may stand before the arguments of a command in the README.
const PROGRAMS: [&str; 2] = ["cargo run --release -- ", "sothat "];

/// The README cut into text and `console` blocks; blocks are the odd parts.
fn parts(page: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = page;
    while let Some((before, block)) = rest.split_once("```console\n") {
        let (inside, after) = block.split_once("```").expect("every block ends");
        parts.push(before);
        parts.push(inside);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// The words of a command line; quotation marks hold a word together.
fn arguments(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(std::mem::take(&mut word)),
            other => word.push(other),
        }
    }
    words.push(word);
    words
}

/// The block with what its command prints now.
fn run(block: &str) -> String {
    let command = block.lines().next().and_then(|line| line.strip_prefix("$ ")).expect("a block begins with a command");
    let line = PROGRAMS.iter().find_map(|program| command.strip_prefix(program)).expect("a command of ours");
    let mut words = arguments(line);
    if !words.contains(&"--format".to_string()) {
        words.extend(["--format".to_string(), "text".to_string()]);
    }
    let output = Command::new(env!("CARGO_BIN_EXE_sothat"))
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    format!("$ {command}\n{}", String::from_utf8(output.stdout).expect("text"))
}

/// Makes a table from the text of a `results.json`.
type ToTable = fn(&str) -> sothat::Result<String>;

/// Markers in the README, the committed run whose table stands between them, and what makes the table.
const TABLES: [(&str, &str, ToTable); 3] =
    [("test", "test", readme::table), ("real-text", "real_text", readme::table), ("checks", "checks", readme::checks)];

/// The README with today's output and the tables of the committed runs.
fn renewed(page: &str) -> String {
    let mut page: String = parts(page)
        .iter()
        .enumerate()
        .map(|(at, part)| if at % 2 == 1 { format!("```console\n{}```", run(part)) } else { (*part).to_string() })
        .collect();
    for (marker, folder, to_table) in TABLES {
        let path = format!("{}/benches/accuracy/{folder}/results.json", env!("CARGO_MANIFEST_DIR"));
        let table = to_table(&fs::read_to_string(path).unwrap()).unwrap();
        page = readme::splice(&page, marker, &table).unwrap();
    }
    page
}

#[test]
fn the_readme_shows_what_commands_print_and_runs_measured() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let page = fs::read_to_string(&path).unwrap();
    let now = renewed(&page);
    if std::env::var_os("SOTHAT_REWRITE_README").is_some() {
        fs::write(&path, now).unwrap();
    } else {
        assert!(
            now == page,
            "the README shows other output or figures than it should; see the top of tests/it/readme.rs"
        );
    }
}
