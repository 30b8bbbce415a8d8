//! A learning curve from the figures of many runs.
//!
//! **In:** `POINTS.csv`, one row a run: statements, seed, macro_f1, low, high, outcome_accuracy, and perhaps system and slice.
//! **Out:** [`LearningCurve`]: a picture and a Markdown table. **Layer:** 6.
//!
//! Runs of one size differ by their seed. The line is their mean; the band reaches from the lowest lower end to the highest
//! upper end of their intervals, so that it covers both the draw of the test rows and the draw of the training rows, and
//! never promises more than the single runs do.

use super::loaded::shown;
use super::table::Table;
use super::write::together;
use crate::document::statements;
use crate::error::{Error, Result};
use crate::report::charts::{self, Curve, CurvePoint};
use std::collections::BTreeMap;
use std::path::Path;

/// Columns that the file must have.
const COLUMNS: [&str; 6] = ["statements", "seed", "macro_f1", "low", "high", "outcome_accuracy"];

/// Lines of a learning curve with where they come from.
#[derive(Debug, Clone, PartialEq)]
pub struct LearningCurve {
    file: String,
    lines: Vec<Line>,
}

/// A system, or a system on a slice.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    name: String,
    points: Vec<Point>,
}

/// All runs with one number of statements.
#[derive(Debug, Clone, PartialEq, Default)]
struct Point {
    statements: usize,
    runs: Vec<f64>,
    low: f64,
    high: f64,
    outcome_accuracy: Vec<f64>,
}

/// One row of the file.
struct Run {
    name: String,
    statements: usize,
    macro_f1: f64,
    low: f64,
    high: f64,
    outcome_accuracy: Option<f64>,
}

impl LearningCurve {
    /// Reads the points of a CSV file.
    ///
    /// # Errors
    /// If the file cannot be read, lacks a column or a row, or holds what is no figure.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = statements::bytes(path)?;
        let text = String::from_utf8_lossy(&bytes);
        Ok(LearningCurve { file: shown(path), lines: lines(&text, &path.display().to_string())? })
    }

    /// The picture, as SVG.
    pub fn picture(&self) -> String {
        let point = |point: &Point| CurvePoint {
            statements: point.statements,
            macro_f1: mean(&point.runs),
            low: point.low,
            high: point.high,
            runs: point.runs.clone(),
        };
        let curve = |line: &Line| Curve { name: line.name.clone(), points: line.points.iter().map(point).collect() };
        charts::learning_curve(&self.lines.iter().map(curve).collect::<Vec<_>>())
    }

    /// The table, one row a line and number of statements.
    pub fn to_markdown(&self) -> String {
        format!(
            "# Learning curve\n\nFrom {}. Macro-F1 is the mean over the runs of a size; its interval reaches from the lowest lower \
             to the highest upper end of theirs.\n\n{}\n![What more statements to learn from bring](learning_curve.svg)\n",
            self.file,
            self.table().markdown()
        )
    }

    /// The table in columns, for the terminal.
    pub fn to_text(&self) -> String {
        self.table().columns()
    }

    /// Writes `learning_curve.svg` and `learning_curve.md` into the folder `out`.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write(&self, out: &Path) -> Result<()> {
        together(out, &[("learning_curve.svg", self.picture()), ("learning_curve.md", self.to_markdown())])
    }

    fn table(&self) -> Table {
        let mut table = Table::new([
            "system",
            "statements",
            "runs",
            "macro-F1",
            "lowest run",
            "highest run",
            "outcome or not, accuracy",
        ]);
        for line in &self.lines {
            for point in &line.points {
                let edge = |pick: fn(f64, f64) -> f64| point.runs.iter().copied().reduce(pick).unwrap_or_default();
                let outcome = match point.outcome_accuracy.as_slice() {
                    [] => "–".to_string(),
                    some => format!("{:.3}", mean(some)),
                };
                table.push([
                    line.name.clone(),
                    point.statements.to_string(),
                    point.runs.len().to_string(),
                    format!("{:.3} ({:.3}–{:.3})", mean(&point.runs), point.low, point.high),
                    format!("{:.3}", edge(f64::min)),
                    format!("{:.3}", edge(f64::max)),
                    outcome,
                ]);
            }
        }
        table
    }
}

/// The runs put together by name, in the order in which names first stand, and by number of statements.
fn lines(text: &str, file: &str) -> Result<Vec<Line>> {
    let mut lines: Vec<(String, BTreeMap<usize, Point>)> = Vec::new();
    for run in runs(text, file)? {
        let at = lines.iter().position(|(name, _)| *name == run.name).unwrap_or_else(|| {
            lines.push((run.name.clone(), BTreeMap::new()));
            lines.len() - 1
        });
        let point = lines[at].1.entry(run.statements).or_insert_with(|| Point {
            statements: run.statements,
            low: run.low,
            high: run.high,
            ..Point::default()
        });
        (point.low, point.high) = (point.low.min(run.low), point.high.max(run.high));
        point.runs.push(run.macro_f1);
        point.outcome_accuracy.extend(run.outcome_accuracy);
    }
    let line = |(name, points): (String, BTreeMap<usize, Point>)| Line { name, points: points.into_values().collect() };
    Ok(lines.into_iter().map(line).collect())
}

fn runs(text: &str, file: &str) -> Result<Vec<Run>> {
    let broken = |source: csv::Error| {
        let line = source.position().map_or(1, csv::Position::line);
        Error::input("the row is not valid CSV").because(source).at(format!("{file}, line {line}"))
    };
    // The reader counts one line too few after Windows line ends.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().map_err(broken)?.iter().map(|name| name.trim().to_lowercase()).collect();
    let place = |wanted: &str| header.iter().position(|name| name == wanted);
    if let Some(missing) = COLUMNS.into_iter().find(|wanted| place(wanted).is_none()) {
        return Err(Error::input(format!("there is no column \"{missing}\"")).at(format!("{file}, line 1")).hint(
            format!("name the columns in the first line: {}; system and slice are optional", COLUMNS.join(", ")),
        ));
    }
    let mut runs = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let line = record.position().map_or(1, csv::Position::line);
        let cell =
            |name: &str| place(name).and_then(|at| record.get(at)).map(str::trim).filter(|cell| !cell.is_empty());
        let wrong = |name: &str, what: &str| {
            Error::input(format!("\"{}\" under \"{name}\" is {what}", cell(name).unwrap_or_default()))
                .at(format!("{file}, line {line}"))
        };
        let share = |name: &str| match cell(name) {
            None => Ok(None),
            Some(text) => match text.parse::<f64>() {
                Ok(value) if (0.0..=1.0).contains(&value) => Ok(Some(value)),
                _ => Err(wrong(name, "no figure").hint("give a number from 0 to 1")),
            },
        };
        let macro_f1 =
            share("macro_f1")?.ok_or_else(|| wrong("macro_f1", "no figure").hint("give a number from 0 to 1"))?;
        let (low, high) = (share("low")?.unwrap_or(macro_f1), share("high")?.unwrap_or(macro_f1));
        if low > macro_f1 || high < macro_f1 {
            return Err(Error::input(format!("{macro_f1} lies outside its interval from {low} to {high}"))
                .at(format!("{file}, line {line}"))
                .hint("give low, macro_f1 and high in rising order"));
        }
        let statements = cell("statements").and_then(|text| text.parse().ok()).filter(|number| *number > 0);
        runs.push(Run {
            name: named(cell("system"), cell("slice")),
            statements: statements
                .ok_or_else(|| wrong("statements", "no number of statements").hint("give a whole number"))?,
            macro_f1,
            low,
            high,
            outcome_accuracy: share("outcome_accuracy")?,
        });
    }
    if runs.is_empty() {
        return Err(Error::input("the file holds no points").at(file).hint("give at least one row below the header"));
    }
    Ok(runs)
}

fn named(system: Option<&str>, slice: Option<&str>) -> String {
    match (system, slice) {
        (None, None) => "sothat".to_string(),
        (Some(one), None) | (None, Some(one)) => one.to_string(),
        (Some(system), Some(slice)) => format!("{system}, {slice}"),
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "statements,seed,macro_f1,low,high,outcome_accuracy";

    fn refusal(text: &str) -> String {
        lines(text, "p.csv").expect_err("it should be refused").to_string()
    }

    #[test]
    fn runs_of_one_size_become_one_point_with_their_mean_and_the_widest_interval() {
        let lines =
            lines(&format!("{HEADER}\n200,1,0.6,0.5,0.7,0.8\n100,1,0.4,0.3,0.5,\n200,2,0.7,0.65,0.8,0.9\n"), "p")
                .unwrap();
        assert_eq!((lines.len(), lines[0].name.as_str()), (1, "sothat"));
        let points = &lines[0].points;
        assert_eq!((points[0].statements, points[1].statements), (100, 200));
        assert!((mean(&points[1].runs) - 0.65).abs() < 1e-12);
        assert_eq!((points[1].low, points[1].high, points[1].runs.len()), (0.5, 0.8, 2));
        let curve = LearningCurve { file: "p.csv".into(), lines };
        let table = curve.to_markdown();
        assert!(table.contains("| sothat | 200 | 2 | 0.650 (0.500–0.800) | 0.600 | 0.700 | 0.850 |"), "{table}");
        assert!(table.contains("| sothat | 100 | 1 | 0.400 (0.300–0.500) | 0.400 | 0.400 | – |"), "{table}");
        assert!(curve.picture().contains("0.650 (0.500 to 0.800) with 200"));
    }

    #[test]
    fn every_system_and_slice_is_a_line_of_its_own() {
        let text = format!("system,slice,{HEADER}\na,real,100,1,0.5,,,\na,full,100,1,0.5,,,\nb,,100,1,0.5,,,\n");
        let names: Vec<String> = lines(&text, "p").unwrap().into_iter().map(|line| line.name).collect();
        assert_eq!(names, ["a, real", "a, full", "b"]);
    }

    #[test]
    fn what_is_no_figure_is_refused_with_its_line() {
        assert!(
            refusal("statements\n1\n").starts_with("there is no column \"seed\" · p.csv, line 1 · name the columns")
        );
        assert!(
            refusal(&format!("{HEADER}\n1,1,2,,,\n"))
                .starts_with("\"2\" under \"macro_f1\" is no figure · p.csv, line 2")
        );
        assert!(refusal(&format!("{HEADER}\n1,1,,,,\n")).starts_with("\"\" under \"macro_f1\" is no figure"));
        assert!(refusal(&format!("{HEADER}\n0,1,.5,,,\n")).starts_with("\"0\" under \"statements\" is no number of"));
        assert!(
            refusal(&format!("{HEADER}\n1,1,.5,.6,.7,\n")).starts_with("0.5 lies outside its interval from 0.6 to 0.7")
        );
        assert!(refusal(&format!("{HEADER}\n")).starts_with("the file holds no points · p.csv"));
    }
}
