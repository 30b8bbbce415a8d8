//! How well links and defects of whole plans are found, beside what a careful reader found.
//!
//! **In:** annotated plans (JSON files, folders of them, or JSONL), an assistant. **Out:** [`PlanFigures`]: precision, recall and F1
//! of links, recall of defects by kind, false findings, those of clean plans apart. **Layer:** 6.
//!
//! A finding counts as right if a reader listed the same kind at the same item; findings about the whole plan need no item.
//! A health or care need without an outcome is also a need without one.

use super::table::Table;
use super::write::together;
use crate::assistant::Assistant;
use crate::document::plan_file;
use crate::domain::{Level, PlanReport};
use crate::error::{Error, Result};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Other spellings of defects, with ours.
const ALSO: [(&str, &str); 7] = [
    ("no-adulthood-outcomes", "adulthood-missing"),
    ("health-need-without-outcome", "health-or-care-need-without-outcome"),
    ("care-need-without-outcome", "health-or-care-need-without-outcome"),
    ("deadline-conflicts", "deadline-conflict"),
    ("past-deadline", "deadline-past"),
    ("wrong-name", "another-name"),
    ("duplicate-sentence", "repeated-sentence"),
];

/// Kinds that are about the whole plan, whatever item an annotator put beside them.
const WHOLE: [&str; 3] = ["adulthood-missing", "too-few-outcomes", "too-many-outcomes"];

/// A kind of defect and the item it is about.
type Defect = (String, Option<String>);

/// A plan with what a reader found in it.
struct Annotated {
    name: String,
    text: String,
    links: BTreeSet<(String, String)>,
    defects: BTreeSet<Defect>,
}

/// What was found of one kind of defect.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct KindFigures {
    /// Defects that readers listed.
    pub defects: usize,
    /// How many of them were found.
    pub found: usize,
    /// Findings of this kind that no reader listed.
    pub false_findings: usize,
}

/// One plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanRow {
    /// File name, or id.
    pub plan: String,
    /// Links that readers made and that were found.
    pub links_right: usize,
    /// Links that were found and no reader made.
    pub links_wrong: Vec<(String, String)>,
    /// Links that readers made and that were not found.
    pub links_missed: Vec<(String, String)>,
    /// Defects that were not found.
    pub missed: Vec<Defect>,
    /// Findings that no reader listed.
    pub false_findings: Vec<Defect>,
    /// How many of these are more than a question.
    pub false_above_question: usize,
    /// True if readers listed no defect.
    pub clean: bool,
}

/// The figures of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanFigures {
    /// Name of the model.
    pub model: String,
    /// Share of found links that readers made.
    pub link_precision: f64,
    /// Share of links that readers made that were found.
    pub link_recall: f64,
    /// Harmonic mean of the two.
    pub link_f1: f64,
    /// Share of defects that were found.
    pub defect_recall: f64,
    /// Findings that no reader listed, in a plan without defects; `None` without such plans.
    pub false_per_clean_plan: Option<f64>,
    /// By kind of defect.
    pub kinds: BTreeMap<String, KindFigures>,
    /// By plan.
    pub plans: Vec<PlanRow>,
}

/// Measures the assistant on annotated plans.
///
/// # Errors
/// If a file cannot be read, holds no plan or no annotation.
pub fn run(paths: &[PathBuf], assistant: &Assistant) -> Result<PlanFigures> {
    let mut annotated = Vec::new();
    for path in paths {
        annotated.extend(open(path)?);
    }
    if annotated.is_empty() {
        return Err(Error::input("there are no plans here")
            .at(paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", "))
            .hint("name JSON files of annotated plans, or a folder that holds them"));
    }
    let mut kinds: BTreeMap<String, KindFigures> = BTreeMap::new();
    let mut plans = Vec::new();
    for plan in annotated {
        // A plan without a day of its own must not be read by the clock: figures are to be the same tomorrow.
        let clock = || jiff::civil::date(2026, 9, 1);
        let (read, _) = plan_file::read(&plan.text, None, clock).map_err(|error| error.at(&plan.name))?;
        plans.push(compare(plan, &assistant.thread(&read)?, &mut kinds));
    }
    let sum = |of: fn(&PlanRow) -> usize| plans.iter().map(of).sum::<usize>();
    let (right, wrong, missed) =
        (sum(|row| row.links_right), sum(|row| row.links_wrong.len()), sum(|row| row.links_missed.len()));
    let (precision, recall) = (share(right, right + wrong), share(right, right + missed));
    let clean: Vec<&PlanRow> = plans.iter().filter(|row| row.clean).collect();
    let false_of_clean: usize = clean.iter().map(|row| row.false_findings.len()).sum();
    Ok(PlanFigures {
        model: assistant.classifier().meta().name.clone(),
        link_precision: precision,
        link_recall: recall,
        link_f1: if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 },
        defect_recall: share(
            kinds.values().map(|kind| kind.found).sum(),
            kinds.values().map(|kind| kind.defects).sum(),
        ),
        false_per_clean_plan: (!clean.is_empty()).then(|| false_of_clean as f64 / clean.len() as f64),
        kinds,
        plans,
    })
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

fn compare(plan: Annotated, report: &PlanReport, kinds: &mut BTreeMap<String, KindFigures>) -> PlanRow {
    let links: BTreeSet<(String, String)> =
        report.links.iter().map(|link| (link.from.clone(), link.to.clone())).collect();
    let mut found: BTreeSet<Defect> = BTreeSet::new();
    let mut false_findings = Vec::new();
    let mut above = 0;
    for finding in &report.findings {
        let defect = known(&finding.check, finding.item.as_deref());
        let also = ("need-without-outcome".to_string(), defect.1.clone());
        let broader = defect.0 == "health-or-care-need-without-outcome" && plan.defects.contains(&also);
        if !plan.defects.contains(&defect) && !broader {
            kinds.entry(defect.0.clone()).or_default().false_findings += 1;
            above += usize::from(finding.level > Level::Question);
            false_findings.push(defect.clone());
        }
        if broader {
            found.insert(also);
        }
        found.insert(defect);
    }
    let mut missed = Vec::new();
    for defect in &plan.defects {
        let kind = kinds.entry(defect.0.clone()).or_default();
        kind.defects += 1;
        if found.contains(defect) {
            kind.found += 1;
        } else {
            missed.push(defect.clone());
        }
    }
    PlanRow {
        plan: plan.name,
        links_right: links.intersection(&plan.links).count(),
        links_wrong: links.difference(&plan.links).cloned().collect(),
        links_missed: plan.links.difference(&links).cloned().collect(),
        missed,
        false_findings,
        false_above_question: above,
        clean: plan.defects.is_empty(),
    }
}

/// The defect by our spelling.
fn known(kind: &str, item: Option<&str>) -> Defect {
    let kind = kind.replace('_', "-");
    let kind = ALSO.iter().find(|(also, _)| *also == kind).map_or(kind.clone(), |(_, ours)| ours.to_string());
    let item = if WHOLE.contains(&kind.as_str()) { None } else { item.map(str::to_string) };
    (kind, item)
}

/// The plans of a file or of the JSON files of a folder, in order.
fn open(path: &Path) -> Result<Vec<Annotated>> {
    let failed = |cause: std::io::Error| {
        Error::io("the plans cannot be read").because(cause).at(path.display()).hint("check the path")
    };
    if path.is_dir() {
        let mut files: Vec<PathBuf> =
            fs::read_dir(path).map_err(failed)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.retain(|file| file.extension().is_some_and(|ending| ending == "json" || ending == "jsonl"));
        files.sort();
        return Ok(files.iter().map(|file| open(file)).collect::<Result<Vec<_>>>()?.into_iter().flatten().collect());
    }
    let text = fs::read_to_string(path).map_err(failed)?;
    let name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    if path.extension().is_some_and(|ending| ending == "jsonl") {
        let lines = text.lines().filter(|line| !line.trim().is_empty()).enumerate();
        return lines.map(|(at, line)| annotated(line, &format!("{name}, line {}", at + 1))).collect();
    }
    Ok(vec![annotated(&text, &name)?])
}

fn annotated(text: &str, name: &str) -> Result<Annotated> {
    let value: Value = serde_json::from_str(text).map_err(|cause| {
        Error::input("the plan is not valid JSON")
            .because(cause)
            .at(name)
            .hint("one plan a file, or one a line in .jsonl")
    })?;
    let lists = (value.get("gold_links").and_then(Value::as_array), value.get("defects").and_then(Value::as_array));
    let (Some(links), Some(defects)) = lists else {
        return Err(Error::input("the plan is not annotated")
            .at(name)
            .hint("give it gold_links, [[\"B1\", \"E1\"], …], and defects, [{\"type\": …, \"item\": …}, …]"));
    };
    let word = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_string);
    let links = links.iter().filter_map(|link| Some((word(link.get(0))?, word(link.get(1))?))).collect();
    let defects = defects
        .iter()
        .filter_map(|defect| Some(known(&word(defect.get("type"))?, word(defect.get("item")).as_deref())))
        .collect();
    Ok(Annotated { name: name.to_string(), text: text.to_string(), links, defects })
}

impl PlanFigures {
    fn facts(&self) -> Vec<String> {
        let clean = self.plans.iter().filter(|row| row.clean).count();
        let above: usize = self.plans.iter().filter(|row| row.clean).map(|row| row.false_above_question).sum();
        let mut facts = vec![
            format!("{} plans, {clean} of them without a defect; model {}.", self.plans.len(), self.model),
            format!(
                "Links: precision {:.3}, recall {:.3}, F1 {:.3}.",
                self.link_precision, self.link_recall, self.link_f1
            ),
            format!("Defects: recall {:.3}.", self.defect_recall),
        ];
        if let Some(each) = self.false_per_clean_plan {
            facts.push(format!(
                "False findings in a plan without a defect: {each:.2}; {above} in all are more than a question."
            ));
        }
        facts
    }

    fn table(&self) -> Table {
        let mut table = Table::new(["kind", "defects", "found", "recall", "false"]);
        for (kind, figures) in &self.kinds {
            let recall = if figures.defects == 0 {
                "–".to_string()
            } else {
                format!("{:.2}", share(figures.found, figures.defects))
            };
            table.push([
                kind.clone(),
                figures.defects.to_string(),
                figures.found.to_string(),
                recall,
                figures.false_findings.to_string(),
            ]);
        }
        table
    }

    /// For the terminal.
    pub fn to_text(&self) -> String {
        format!("{}\n\n{}", self.facts().join("\n"), self.table().columns())
    }

    /// As a page.
    pub fn to_markdown(&self) -> String {
        format!("# Whole plans\n\n{}\n\n{}", self.facts().join("\n"), self.table().markdown())
    }

    /// Writes `plans.json` and `plans.md` into a folder.
    ///
    /// # Errors
    /// If the folder cannot be written to.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let json = serde_json::to_string_pretty(self)
            .map_err(|cause| Error::io("the figures cannot be written as JSON").because(cause).at(folder.display()))?;
        together(folder, &[("plans.json", json + "\n"), ("plans.md", self.to_markdown())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Link, PlanFinding};

    fn finding(check: &str, item: Option<&str>) -> PlanFinding {
        PlanFinding {
            check: check.into(),
            item: item.map(str::to_string),
            level: Level::Warning,
            message: String::new(),
            source: String::new(),
        }
    }

    #[test]
    fn links_and_defects_are_counted_by_kind_and_item() {
        let text = r#"{"needs":["n"],"gold_links":[["B1","E1"],["E1","F1"]],
            "defects":[{"type":"no_adulthood_outcomes","item":"E"},{"type":"need_without_outcome","item":"C1"},{"type":"vague_outcome","item":"E2"}]}"#;
        let plan = annotated(text, "p").unwrap();
        let link = |from: &str, to: &str| Link { from: from.into(), to: to.into(), strength: 0.5, given: false };
        let report = PlanReport {
            links: vec![link("B1", "E1"), link("A1", "B1")],
            findings: vec![
                finding("adulthood-missing", None),
                finding("health-or-care-need-without-outcome", Some("C1")),
                finding("vague-outcome", Some("E1")),
            ],
            ..PlanReport::default()
        };
        let mut kinds = BTreeMap::new();
        let row = compare(plan, &report, &mut kinds);
        assert_eq!((row.links_right, row.links_wrong.len(), row.links_missed.len()), (1, 1, 1));
        assert_eq!(row.missed, [("vague-outcome".to_string(), Some("E2".to_string()))]);
        assert_eq!(row.false_findings, [("vague-outcome".to_string(), Some("E1".to_string()))]);
        assert_eq!(kinds["vague-outcome"], KindFigures { defects: 1, found: 0, false_findings: 1 });
        assert_eq!(kinds["need-without-outcome"].found, 1);
    }

    #[test]
    fn a_plan_without_annotation_is_an_error_that_says_what_to_add() {
        assert!(
            annotated(r#"{"needs":["n"]}"#, "p").err().is_some_and(|error| error.to_string().contains("gold_links"))
        );
    }
}
