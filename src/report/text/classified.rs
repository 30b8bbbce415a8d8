//! Verdicts on many statements, two lines each, and a closing count.
//!
//! **In:** classified rows. **Out:** text. **Layer:** 5.

use super::paragraph::{Paragraph, QUIET, QUOTED, STRONG, URGENT, listed, quoted};
use super::verdict::{alternatives, deciding_words};
use crate::domain::{Classification, Label, Notice, Slot};
use std::fmt::Display;
use std::io::{self, Write};

/// Counts what was said, for the closing line.
#[derive(Debug, Default, Clone)]
pub struct Tally {
    labels: [usize; 5],
    unsure: usize,
    withheld: usize,
    failed: usize,
}

impl Tally {
    /// Writes a statement and its verdict.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(
        &mut self,
        out: &mut dyn Write,
        width: usize,
        id: &dyn Display,
        text: &str,
        classification: &Classification,
    ) -> io::Result<()> {
        heading(id, text).write(out, width)?;
        let verdict = Paragraph::indented(3, 3);
        if let Some(why) = withheld(classification.notice) {
            self.withheld += 1;
            let style = if classification.notice == Some(Notice::Safeguarding) { URGENT } else { QUIET };
            return verdict.styled(style, why).write(out, width);
        }
        self.labels[classification.label.index()] += 1;
        self.unsure += usize::from(!classification.sure);
        let mut verdict = verdict.styled(STRONG, &capitalised(classification.label.name()));
        if !classification.sure {
            let others: Vec<&str> = alternatives(classification).into_iter().map(Label::with_article).collect();
            let or =
                if others.is_empty() { String::new() } else { format!("; it could also be {}", others.join(" or ")) };
            verdict = verdict.plain(&format!(", but I am not sure{or}"));
        }
        verdict = verdict.plain(".");
        let words = deciding_words(classification);
        if !words.is_empty() {
            verdict = verdict.plain(" What decides it: ").styled(QUOTED, &listed(&words)).plain(".");
        }
        if classification.mixed {
            let provision: Vec<String> = classification.provision.iter().map(|passage| quoted(&passage.text)).collect();
            verdict = match (provision.is_empty(), classification.label.is_outcome()) {
                (false, true) => {
                    verdict.plain(" There is provision in it: ").styled(QUOTED, &listed(&provision)).plain(".")
                }
                (true, true) => verdict.plain(" There is provision in it."),
                (_, false) => verdict.plain(" There is an outcome in it."),
            };
        }
        match classification.notice {
            Some(Notice::Truncated) => verdict = verdict.styled(QUIET, " Only the beginning was read."),
            Some(Notice::SeveralStatements) => {
                verdict = verdict.styled(QUIET, " There seem to be several statements here.")
            }
            _ => {}
        }
        verdict.write(out, width)?;
        parts(classification).map_or(Ok(()), |parts| parts.write(out, width))
    }

    /// Writes a row that could not be used.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write_failed(&mut self, out: &mut dyn Write, width: usize, id: &dyn Display, error: &str) -> io::Result<()> {
        self.failed += 1;
        Paragraph::indented(0, 3)
            .plain(&format!("{id}. "))
            .styled(QUIET, "This row cannot be used: ")
            .plain(error)
            .write(out, width)
    }

    /// Writes how many of each there were, if there was more than one statement.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write_sum(&self, out: &mut dyn Write, width: usize) -> io::Result<()> {
        let total: usize = self.labels.iter().sum::<usize>() + self.withheld + self.failed;
        if total < 2 {
            return Ok(());
        }
        let labels: Vec<String> = Label::ALL
            .into_iter()
            .map(|label| (label, self.labels[label.index()]))
            .filter(|(_, count)| *count > 0)
            .map(|(label, count)| counted(count, label.name()))
            .collect();
        let mut sum = format!("{total} statements");
        if !labels.is_empty() {
            sum.push_str(&format!(": {}", listed(&labels)));
        }
        sum.push('.');
        if self.unsure > 0 {
            sum.push_str(&format!(" I am not sure about {}.", self.unsure));
        }
        if self.withheld > 0 {
            sum.push_str(&format!(" {} got no verdict.", self.withheld));
        }
        if self.failed > 0 {
            sum.push_str(&format!(" {} could not be read.", self.failed));
        }
        out.write_all(b"\n")?;
        Paragraph::default().plain(&sum).write(out, width)
    }
}

fn heading(id: &dyn Display, text: &str) -> Paragraph {
    Paragraph::indented(0, 3).plain(&format!("{id}. ")).styled(QUOTED, &quoted(text))
}

/// The parts of the statement, if they were asked for and there are any.
fn parts(classification: &Classification) -> Option<Paragraph> {
    let parts = classification.slots.as_deref().filter(|parts| !parts.is_empty())?;
    let mut line = Paragraph::indented(3, 5).plain("Parts: ");
    for (at, part) in parts.iter().enumerate() {
        let before = if at == 0 { "" } else { "; " };
        line = line.plain(&format!("{before}{} ", asks(part.slot()))).styled(QUOTED, &quoted(&part.text));
    }
    Some(line.plain("."))
}

/// A part by the question that it answers.
fn asks(slot: Slot) -> &'static str {
    match slot {
        Slot::Deadline => "by when",
        Slot::Measure => "how much",
        Slot::Setting => "where",
        Slot::Support => "with what",
        Slot::Frequency => "how often",
        Slot::Purpose => "what for",
        Slot::Provision => "provision",
        Slot::Person => "who",
        Slot::Ability => "what",
    }
}

/// Why no verdict is given, if none is.
fn withheld(notice: Option<Notice>) -> Option<&'static str> {
    match notice? {
        Notice::NotEnglish => Some("No verdict: this does not look like English."),
        Notice::NotAStatement => Some("No verdict: this does not look like a statement."),
        Notice::Safeguarding => Some(
            "This may be about harm to a child: tell the designated safeguarding lead today; if a child is in danger now, call 999.",
        ),
        Notice::Truncated | Notice::SeveralStatements => None,
    }
}

fn counted(count: usize, name: &str) -> String {
    match (count, name.strip_suffix('y')) {
        (1, _) => format!("1 {name}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {name}s"),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Probabilities;

    #[test]
    fn each_statement_gets_its_verdict_and_the_sum_counts_them() {
        let verdict = |values: [f32; 5], sure| {
            let probabilities = Probabilities::from_array(values);
            let label = probabilities.best();
            let confidence = probabilities.of(label);
            let (mixed, provision) = (false, Vec::new());
            Classification {
                label,
                confidence,
                sure,
                probabilities,
                mixed,
                provision,
                notice: None,
                ..Classification::default()
            }
        };
        let (mut out, mut tally) = (Vec::new(), Tally::default());
        tally.write(&mut out, 120, &"1", "a laptop", &verdict([0.0, 0.0, 0.0, 0.0, 1.0], true)).unwrap();
        tally.write(&mut out, 120, &"2", "swimming", &verdict([0.4, 0.0, 0.6, 0.0, 0.0], false)).unwrap();
        tally.write_failed(&mut out, 120, &"3", "the row has no text").unwrap();
        tally.write_sum(&mut out, 120).unwrap();
        let plain = anstream::adapter::strip_str(std::str::from_utf8(&out).unwrap()).to_string();
        assert_eq!(
            plain,
            "1. “a laptop”\n   Resource.\n2. “swimming”\n   Activity, but I am not sure; it could also be an outcome.\n\
             3. This row cannot be used: the row has no text\n\n\
             3 statements: 1 activity and 1 resource. I am not sure about 1. 1 could not be read.\n"
        );
    }
}
