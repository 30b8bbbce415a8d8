//! Scores whole files: rows in, rows out.
//!
//! **In:** sources and the name of the file to write. **Out:** that file, and counts. **Layer:** 6.
//!
//! Rows are read ahead on one thread and judged in batches that use all cores, so memory stays the same however long the
//! file is. The result is written aside, to `OUT.part`, and gets its name only when it is complete: whoever finds `OUT`
//! finds all of it. A run that was interrupted goes on where it stopped.

use super::checkpoint::{self, Done, Input, Plan};
use super::table::{Columns, Form, Record, Table};
use super::{BATCH, verdicts};
use crate::assistant::Assistant;
use crate::classify::{Classifier, Wanted};
use crate::document::feed::Feed;
use crate::document::rows::{BadRow, Entry, Options, Row, Rows};
use crate::document::source::Source;
use crate::domain::{Classification, Finding, Level, Statement};
use crate::error::{Error, Result};
use rayon::prelude::*;
use std::fs::OpenOptions;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::Arc;

/// A file to be scored.
#[derive(Debug, Clone)]
pub struct Score {
    /// What is read, in order.
    pub sources: Vec<Source>,
    /// How it is read.
    pub options: Options,
    /// What is written.
    pub out: PathBuf,
    /// Replace `out` if it is there.
    pub force: bool,
    /// Go on from an unfinished run of the same inputs.
    pub resume: bool,
    /// What else must be the same for going on: the model, the flags, the choice of checks. Today's date only if it was given.
    pub settings: String,
}

/// How far a run has come.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Rows written.
    pub rows: usize,
    /// Bytes read of the inputs.
    pub bytes: u64,
    /// Bytes of all inputs; `None` where one of them is piped.
    pub total: Option<u64>,
}

/// What a run has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scored {
    /// Rows written, those of earlier runs included.
    pub rows: usize,
    /// Rows among them that could not be used.
    pub failed: usize,
    /// Rows that an earlier run had written.
    pub resumed: usize,
    /// Findings by level: questions, warnings, errors.
    findings: [usize; 3],
}

impl Scored {
    /// True if there was a finding at this level or above.
    pub fn found(&self, level: Level) -> bool {
        self.findings[level as usize..].iter().any(|count| *count > 0)
    }
}

type Found = Result<(Classification, Vec<Finding>)>;

/// Scores files. `progress` is called after every batch.
///
/// # Errors
/// If an input cannot be used as a whole, the output is there already or cannot be written, or the model cannot be run.
pub fn score(job: &Score, assistant: &Assistant, mut progress: impl FnMut(Progress)) -> Result<Scored> {
    let form = Form::of(&job.out)?;
    if job.out.exists() && !job.force {
        return Err(Error::input("the output file is there already")
            .at(job.out.display())
            .hint("choose another name, or replace it with --force"));
    }
    let columns = columns(job)?;
    let plan = plan(job, assistant.classifier())?;
    let total = plan.as_ref().map(|plan| plan.inputs.iter().map(Input::bytes).sum());
    let mut feed = Feed::start(job.sources.clone(), job.options.clone())?;
    let mut done =
        plan.as_ref().filter(|_| job.resume).and_then(|plan| checkpoint::find(&job.out, plan)).unwrap_or_default();
    let resumed = done.rows;
    if resumed == 0 {
        checkpoint::forget(&job.out)?;
    }
    let table = Table::new(form, columns);
    let unwritable = |cause: io::Error| {
        Error::io("the output cannot be written").because(cause).at(checkpoint::part(&job.out).display())
    };
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(checkpoint::part(&job.out))
        .map_err(unwritable)?;
    file.set_len(done.bytes).map_err(unwritable)?;
    file.seek(SeekFrom::End(0)).map_err(unwritable)?;
    let mut out = BufWriter::new(file);
    if done.bytes == 0 {
        table.header(&mut out).map_err(unwritable)?;
    }
    feed.skip(resumed)?;
    while let Some(batch) = feed.batch(BATCH)? {
        let found = judge(assistant, &batch)?;
        for (entry, found) in batch.iter().zip(&found) {
            count(&mut done, found.as_ref());
            table.row(&mut out, &record(entry, found)).map_err(unwritable)?;
        }
        out.flush().map_err(unwritable)?;
        done.bytes = out.stream_position().map_err(unwritable)?;
        if let Some(plan) = &plan {
            checkpoint::save(&job.out, plan, done)?;
        }
        progress(Progress { rows: done.rows, bytes: feed.bytes(), total });
    }
    out.flush().and_then(|()| out.get_ref().sync_all()).map_err(unwritable)?;
    drop(out);
    checkpoint::finish(&job.out)?;
    Ok(Scored { rows: done.rows, failed: done.failed, resumed, findings: done.findings })
}

/// What a batch of rows is, and what is weak in it; `None` where the row itself is bad.
fn judge(assistant: &Assistant, batch: &[Entry]) -> Result<Vec<Option<Found>>> {
    let rows: Vec<&Row> = batch.iter().filter_map(|entry| entry.as_ref().ok()).collect();
    let readable: Vec<_> = rows.iter().map(|row| row.readable()).collect();
    let statements: Vec<Statement<'_>> = rows
        .iter()
        .zip(&readable)
        .map(|(row, text)| Statement { text, heading: row.context.heading.as_deref() })
        .collect();
    let found: Vec<Found> = verdicts(assistant.classifier(), &statements, Wanted { weak: true, ..Wanted::default() })?
        .into_par_iter()
        .zip(readable.par_iter())
        .zip(rows.par_iter())
        .map(|((verdict, text), row)| {
            let mut classification = verdict?;
            let findings = assistant.findings(text, &classification, &row.context);
            classification.weak = None;
            Ok((classification, findings))
        })
        .collect();
    let mut found = found.into_iter();
    Ok(batch.iter().map(|entry| entry.as_ref().ok().and_then(|_| found.next())).collect())
}

fn count(done: &mut Done, found: Option<&Found>) {
    done.rows += 1;
    match found {
        Some(Ok((_, findings))) => findings.iter().for_each(|finding| done.findings[finding.level as usize] += 1),
        _ => done.failed += 1,
    }
}

fn record<'a>(entry: &'a Entry, found: &'a Option<Found>) -> Record<'a> {
    match (entry, found) {
        (Ok(Row { id, text, input, .. }), Some(Ok((classification, findings)))) => {
            Record { id, text, input, found: Ok((classification, findings)) }
        }
        (Ok(Row { id, text, input, .. }), Some(Err(error))) => {
            Record { id, text, input, found: Err(error.to_string()) }
        }
        (Ok(Row { id, text, input, .. }), None) => Record { id, text, input, found: Err(String::new()) },
        (Err(BadRow { id, error, input }), _) => Record { id, text: "", input, found: Err(error.to_string()) },
    }
}

/// The columns of all CSV inputs together, in order of appearance; `None` if some input is no CSV or is piped.
fn columns(job: &Score) -> Result<Option<Columns>> {
    let mut all: Option<Columns> = None;
    for source in &job.sources {
        if source.is_piped() {
            return Ok(None);
        }
        let rows = Rows::open(source, &job.options, &Arc::default())?;
        let Some((names, text)) = rows.columns() else { return Ok(None) };
        let columns = all.get_or_insert_with(|| Columns { names: Vec::new(), text: text.to_string() });
        for name in names {
            if !columns.names.contains(name) {
                columns.names.push(name.clone());
            }
        }
    }
    Ok(all)
}

/// What has to be the same for going on; `None` where something is piped in, which nobody can read twice.
fn plan(job: &Score, classifier: &Classifier) -> Result<Option<Plan>> {
    if job.sources.iter().any(Source::is_piped) {
        return Ok(None);
    }
    let inputs = job.sources.iter().filter_map(Source::path).map(Input::of).collect::<Result<_>>()?;
    let (version, settings) = (env!("CARGO_PKG_VERSION").to_string(), job.settings.clone());
    Ok(Some(Plan { version, model: classifier.meta().files.clone(), inputs, settings }))
}
