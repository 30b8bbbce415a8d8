//! The files of a run.
//!
//! **In:** a [`Report`] and the answers. **Out:** `results.json`, `results.csv`, `results.md`, `predictions.csv`, and the
//! pictures as SVG. **Layer:** 6.
//!
//! All are written aside first and renamed together at the end, so that a run that fails half-way leaves the last
//! good one untouched.

use super::answered::Answered;
use crate::document::statements::LabelledStatement;
use crate::domain::Label;
use crate::error::{Error, Result};
use crate::evaluate::{Estimate, Kind, Report};
use std::fs;
use std::path::Path;

/// Writes the files of a run into the folder `out`.
pub(super) fn files(out: &Path, report: &Report, predictions: &str) -> Result<()> {
    let mut json = serde_json::to_string_pretty(report)
        .map_err(|source| Error::io("the report cannot be written as JSON").at(out.display()).because(source))?;
    json.push('\n');
    let mut files = vec![
        ("results.json", json),
        ("results.csv", results(report)?),
        ("results.md", report.to_markdown()),
        ("predictions.csv", predictions.to_string()),
    ];
    files.extend(report.pictures());
    together(out, &files)
}

/// Writes files into the folder `out`, which is made if it is not there: all of them, or none.
pub(super) fn together(out: &Path, files: &[(&str, String)]) -> Result<()> {
    let failed = |path: &Path, source: std::io::Error| {
        Error::io("the results cannot be written")
            .at(path.display())
            .because(source)
            .hint("give a folder that you may write to")
    };
    fs::create_dir_all(out).map_err(|source| failed(out, source))?;
    let aside = |name: &str| out.join(format!(".{name}.partial"));
    for (name, text) in files {
        let path = aside(name);
        fs::write(&path, text).map_err(|source| failed(&path, source))?;
    }
    for (name, _) in files {
        let path = out.join(name);
        fs::rename(aside(name), &path).map_err(|source| failed(&path, source))?;
    }
    Ok(())
}

/// One line a row and system: what was right, what was given, how likely each label was held, if that is known.
pub(super) fn predictions(rows: &[LabelledStatement], answered: &[Answered]) -> Result<String> {
    let header = ["id", "text", "label", "system", "given", "correct", "confidence"];
    let mut lines = vec![header.into_iter().chain(Label::ALL.map(Label::name)).map(String::from).collect::<Vec<_>>()];
    for answers in answered {
        for (place, (row, given)) in rows.iter().zip(&answers.labels).enumerate() {
            let mut line = vec![row.id.clone(), row.text.clone(), row.label.to_string(), answers.name.clone()];
            line.extend([given.to_string(), (*given == row.label).to_string()]);
            match answers.probabilities.as_ref().map(|all| all[place]) {
                None => line.extend(std::iter::repeat_n(String::new(), 1 + Label::ALL.len())),
                Some(all) => {
                    line.push(format!("{:.6}", all.of(*given)));
                    line.extend(all.to_array().map(|value| format!("{value:.6}")));
                }
            }
            lines.push(line);
        }
    }
    csv_text(lines)
}

/// One line an answerer and slice, each complete in itself.
fn results(report: &Report) -> Result<String> {
    let figures = [
        "macro_f1",
        "accuracy",
        "outcome_accuracy",
        "outcome_macro_f1",
        "kappa",
        "ece",
        "log_loss",
        "sure_accuracy",
        "sure_coverage",
    ];
    let mut header: Vec<String> = ["system", "kind", "slice", "n"].map(String::from).to_vec();
    for figure in figures {
        header.extend(["", "_low", "_high"].map(|end| format!("{figure}{end}")));
    }
    header.push("sure_threshold".into());
    for label in Label::ALL {
        header.extend(
            ["precision", "recall", "f1", "f1_low", "f1_high", "support"].map(|what| format!("{label}_{what}")),
        );
    }
    header.extend(
        ["split", "file", "sha256", "train_sha256", "dev_sha256", "seed", "resamples", "commit"].map(String::from),
    );

    let mut lines = vec![header];
    let hash = |file: &Option<super::DataFile>| file.as_ref().map_or_else(String::new, |file| file.sha256.clone());
    for row in &report.rows {
        for scores in &row.scores {
            let kind = match row.kind {
                Kind::System => "system",
                Kind::Annotator => "annotator",
            };
            let mut line = vec![row.name.clone(), kind.to_string(), scores.slice.clone(), scores.n.to_string()];
            let risk = scores.risk.as_ref();
            let counted =
                [scores.macro_f1, scores.accuracy, scores.outcome_accuracy, scores.outcome_macro_f1, scores.kappa];
            let doubt = [
                risk.map(|risk| risk.calibration_error),
                risk.map(|risk| risk.log_loss),
                risk.and_then(|risk| risk.sure.accuracy),
                risk.map(|risk| risk.sure.coverage),
            ];
            line.extend(counted.map(Some).into_iter().chain(doubt).flat_map(three));
            line.push(risk.and_then(|risk| risk.sure.threshold).map_or_else(String::new, |value| value.to_string()));
            for label in &scores.labels {
                line.extend([label.precision.to_string(), label.recall.to_string()]);
                line.extend(three(label.f1));
                line.push(label.support.to_string());
            }
            line.extend([
                report.split.clone(),
                report.data.file.clone(),
                report.data.sha256.clone(),
                hash(&report.train),
                hash(&report.dev),
            ]);
            line.extend([report.seed.to_string(), report.resamples.to_string(), report.commit.clone()]);
            lines.push(line);
        }
    }
    csv_text(lines)
}

/// A figure and the ends of its interval; empty without one.
pub(super) fn three(estimate: Option<Estimate>) -> [String; 3] {
    estimate.map_or_else(Default::default, |estimate| {
        [estimate.value, estimate.low, estimate.high].map(|value| value.to_string())
    })
}

/// Lines of cells as CSV.
pub(super) fn csv_text(lines: Vec<Vec<String>>) -> Result<String> {
    let failed = |source: Box<dyn std::error::Error + Send + Sync>| {
        Error::io("the rows cannot be written as CSV").because(source)
    };
    let mut writer = csv::Writer::from_writer(Vec::new());
    for line in lines {
        writer.write_record(&line).map_err(|source| failed(source.into()))?;
    }
    let bytes = writer.into_inner().map_err(|source| failed(source.to_string().into()))?;
    String::from_utf8(bytes).map_err(|source| failed(source.into()))
}
