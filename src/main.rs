//! Temporary front.
#![allow(clippy::all, clippy::print_stdout, clippy::print_stderr)]
use std::path::{Path, PathBuf};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    match a[1].as_str() {
        "import" => {
            let i = sothat::train::Import { from: PathBuf::from(&a[2]), record: "models/base.toml".into(), to: "models/base".into() };
            match sothat::train::import(&i) { Ok(s) => println!("{s}"), Err(e) => eprintln!("{e}") }
        }
        "train" => {
            let c = match sothat::train::Config::read(Path::new(&a[2])) { Ok(c) => c, Err(e) => { eprintln!("{e}"); return } };
            let t = std::time::Instant::now();
            let r = sothat::train::run(Path::new("."), &c, |p| eprintln!("{p:?} {:?}", t.elapsed()), |d, n| if d % 20 == 0 { eprintln!("{d}/{n} {:?}", t.elapsed()) });
            if let Err(e) = r { eprintln!("{e}") }
        }
        _ => {
            let c = match sothat::models::open(Path::new(&a[1])) { Ok(c) => c, Err(e) => { eprintln!("{e}"); return } };
            let text = std::fs::read_to_string(&a[2]).unwrap_or_default();
            let lines: Vec<&str> = text.lines().collect();
            let t = std::time::Instant::now();
            let ev = a.len() > 3;
            let r = c.classify(&lines, ev);
            eprintln!("{} in {:?}", lines.len(), t.elapsed());
            if let Ok(r) = r { for (l, v) in lines.iter().zip(r) { println!("{}\t{:.3}\t{}\t{}\t{:?}\t{:?}", v.label, v.confidence, v.sure, v.mixed, l, v.evidence.map(|e| e.into_iter().map(|e| (e.text, e.weight)).collect::<Vec<_>>())) } }
        }
    }
}
