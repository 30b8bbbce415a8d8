//! A checked document: what needs attention, statement by statement, and a closing count.
//!
//! **In:** statements with their findings. **Out:** text. **Layer:** 5.
//!
//! A list that repeats what is well buries what is not. So a statement is shown only if something in it needs attention; the
//! rest is counted, and so is what somebody has decided to let stand.

use super::paragraph::{Paragraph, QUIET, QUOTED, STRONG, listed, quoted};
use super::{smart, suggested, verdict};
use crate::domain::{Classification, Finding, Label, Level, Notice, Silenced, SmartLine};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// A statement and what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Statement<'a> {
    /// What it is called.
    pub id: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Where it stands: "plan.md, line 4".
    pub place: &'a str,
    /// The section, if that is known.
    pub section: Option<&'a str>,
    /// What it is.
    pub classification: &'a Classification,
    /// What is weak in it.
    pub findings: &'a [Finding],
    /// What was let stand.
    pub silenced: &'a [Silenced],
    /// Checks that were to be let stand and found nothing.
    pub in_vain: &'a [&'static str],
    /// The five letters of SMART.
    pub smart: &'a [SmartLine],
}

/// Writes a document and counts what is in it.
#[derive(Debug, Clone)]
pub struct Page {
    show: Level,
    width: usize,
    labels: [usize; 5],
    levels: [usize; 3],
    attention: usize,
    below: usize,
    withheld: usize,
    failed: usize,
    silenced: BTreeMap<String, usize>,
    in_vain: Vec<String>,
}

impl Page {
    /// A page of this width that shows findings from this level on.
    pub fn new(width: usize, show: Level) -> Self {
        Page {
            show,
            width,
            labels: [0; 5],
            levels: [0; 3],
            attention: 0,
            below: 0,
            withheld: 0,
            failed: 0,
            silenced: BTreeMap::new(),
            in_vain: Vec::new(),
        }
    }

    /// Writes a statement if something in it needs attention, and counts it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&mut self, out: &mut dyn Write, statement: &Statement<'_>) -> io::Result<()> {
        self.count(statement);
        let notice = statement.classification.notice;
        if notice == Some(Notice::Safeguarding) {
            self.attention += 1;
            self.heading(out, statement)?;
            verdict::write(out, self.width, statement.classification, None)?;
            return out.write_all(b"\n");
        }
        let shown: Vec<&Finding> = statement.findings.iter().filter(|finding| finding.level >= self.show).collect();
        if shown.is_empty() {
            self.below += usize::from(!statement.findings.is_empty());
            return Ok(());
        }
        self.attention += 1;
        self.heading(out, statement)?;
        Paragraph::indented(3, 3).styled(STRONG, &label(statement.classification)).write(out, self.width)?;
        for finding in shown {
            let what = match finding.level {
                Level::Error => "Put right",
                Level::Warning => "Could be stronger",
                Level::Question => "Think about",
            };
            let paragraph = Paragraph::indented(3, 5).plain("- ").styled(STRONG, &format!("{what}: "));
            suggested::told(paragraph, finding, statement.text)
                .styled(QUIET, &format!(" ({}; {})", finding.source, finding.check))
                .write(out, self.width)?;
        }
        for Silenced { finding, reason } in statement.silenced {
            Paragraph::indented(3, 5)
                .plain("- ")
                .styled(QUIET, &format!("Let stand: {}, because: {reason}", finding.check))
                .write(out, self.width)?;
        }
        smart::write(out, self.width, 3, statement.smart)?;
        out.write_all(b"\n")
    }

    /// Writes a statement that could not be used.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write_failed(&mut self, out: &mut dyn Write, id: &str, error: &str) -> io::Result<()> {
        self.failed += 1;
        let paragraph = Paragraph::indented(0, 3).plain(&format!("{id}. ")).styled(QUIET, "This cannot be read: ");
        paragraph.plain(error).write(out, self.width)?;
        out.write_all(b"\n")
    }

    /// Writes how much there was of what.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(&self, out: &mut dyn Write) -> io::Result<()> {
        let total = self.labels.iter().sum::<usize>() + self.withheld + self.failed;
        let labels: Vec<String> = Label::ALL
            .into_iter()
            .map(|label| (self.labels[label.index()], label.name()))
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| counted(count, name))
            .collect();
        let mut sum = counted(total, "statement");
        if !labels.is_empty() {
            sum += &format!(": {}", listed(&labels));
        }
        sum += ". ";
        let [questions, warnings, errors] = self.levels;
        let kinds = [(errors, "to put right"), (warnings, "that could be stronger"), (questions, "to think about")];
        let kinds: Vec<String> =
            kinds.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        sum += &match (self.attention, kinds.is_empty()) {
            (0, true) => "I found nothing to improve.".to_string(),
            (_, true) => format!("{} attention.", needs(self.attention)),
            (0, false) => format!("Nothing has to be put right here; {}.", listed(&kinds)),
            (attention, false) => format!("{} attention: {}.", needs(attention), listed(&kinds)),
        };
        if self.below > 0 {
            let is = if self.below == 1 { "is" } else { "are" };
            sum += &format!(
                " {} {is} not shown, with less to say; --show question shows all.",
                counted(self.below, "statement")
            );
        }
        if !self.silenced.is_empty() {
            let count: usize = self.silenced.values().sum();
            let checks: Vec<String> = self.silenced.iter().map(|(check, count)| format!("{check} ({count})")).collect();
            sum += &format!(" {} let stand with a reason: {}.", counted(count, "finding"), listed(&checks));
        }
        for place in &self.in_vain {
            sum += &format!(" Nothing was there to let stand: {place}.");
        }
        if self.withheld > 0 {
            sum += &format!(" {} got no verdict.", self.withheld);
        }
        if self.failed > 0 {
            sum += &format!(" {} could not be read.", self.failed);
        }
        Paragraph::default().plain(&sum).write(out, self.width)
    }

    fn heading(&self, out: &mut dyn Write, statement: &Statement<'_>) -> io::Result<()> {
        let Statement { id, text, place, section, .. } = statement;
        let section = section.map_or_else(String::new, |section| {
            if section.trim().chars().count() <= 2 {
                format!("Section {}, ", section.trim())
            } else {
                format!("{section}, ")
            }
        });
        Paragraph::indented(0, 3)
            .plain(&format!("{id}. "))
            .styled(QUOTED, &quoted(text))
            .styled(QUIET, &format!(" ({section}{place})"))
            .write(out, self.width)
    }

    fn count(&mut self, statement: &Statement<'_>) {
        let withheld = [Notice::NotEnglish, Notice::NotAStatement, Notice::Safeguarding];
        match statement.classification.notice.filter(|notice| withheld.contains(notice)) {
            Some(_) => self.withheld += 1,
            None => self.labels[statement.classification.label.index()] += 1,
        }
        for finding in statement.findings {
            self.levels[finding.level as usize] += 1;
        }
        for silenced in statement.silenced {
            *self.silenced.entry(silenced.finding.check.clone()).or_default() += 1;
        }
        self.in_vain.extend(statement.in_vain.iter().map(|check| format!("{check} ({})", statement.place)));
    }
}

fn label(classification: &Classification) -> String {
    let name = classification.label.name();
    let mut letters = name.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let others: Vec<&str> = verdict::alternatives(classification).into_iter().map(Label::with_article).collect();
    match (classification.sure, others.is_empty()) {
        (true, _) => format!("{capital}."),
        (false, true) => format!("{capital}, but I am not sure."),
        (false, false) => format!("{capital}, but I am not sure; it could also be {}.", others.join(" or ")),
    }
}

fn counted(count: usize, what: &str) -> String {
    let plural = what.strip_suffix('y').map_or_else(|| format!("{what}s"), |stem| format!("{stem}ies"));
    if count == 1 { format!("1 {what}") } else { format!("{count} {plural}") }
}

fn needs(count: usize) -> String {
    if count == 1 { "1 needs".to_string() } else { format!("{count} need") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Criterion, SmartState, Span};

    fn finding(check: &str, level: Level) -> Finding {
        Finding {
            check: check.into(),
            level,
            criterion: Some(Criterion::T),
            message: "Say by when.".into(),
            span: Span { start: 0, end: 9 },
            source: "9.66".into(),
        }
    }

    fn said(show: Level, all: &[(&[Finding], &[Silenced], &[&'static str])]) -> String {
        let classification = Classification { sure: true, ..Classification::default() };
        let smart =
            [SmartLine { criterion: Criterion::T, state: SmartState::Missing, text: "not yet. By when?".into() }];
        let mut page = Page::new(200, show);
        let mut out = Vec::new();
        for (findings, silenced, in_vain) in all {
            let statement = Statement {
                id: "3",
                text: "Bo is fit",
                place: "plan.md, line 4",
                section: Some("E"),
                classification: &classification,
                findings,
                silenced,
                in_vain,
                smart: &smart,
            };
            page.write(&mut out, &statement).unwrap();
        }
        page.finish(&mut out).unwrap();
        anstream::adapter::strip_str(std::str::from_utf8(&out).unwrap()).to_string()
    }

    #[test]
    fn only_what_needs_attention_is_shown_and_everything_is_counted() {
        let error = [finding("missing-deadline", Level::Error)];
        let question = [finding("vague-verb", Level::Question)];
        let said = said(Level::Warning, &[(&error, &[], &[]), (&question, &[], &[]), (&[], &[], &[])]);
        assert_eq!(
            said,
            "3. “Bo is fit” (Section E, plan.md, line 4)\n   Outcome.\n   - Put right: Say by when. (9.66; missing-deadline)\n   \
             SMART\n     Time-bound: not yet. By when?\n\n3 statements: 3 outcomes. 1 needs attention: 1 to put right and 1 to think \
             about. 1 statement is not shown, with less to say; --show question shows all.\n"
        );
    }

    #[test]
    fn what_was_let_stand_is_counted_even_where_nothing_else_is_said() {
        let silenced = [Silenced { finding: finding("vague-verb", Level::Warning), reason: "her words".into() }];
        let said = said(Level::Warning, &[(&[], &silenced, &["masking"])]);
        assert_eq!(
            said,
            "1 statement: 1 outcome. I found nothing to improve. 1 finding let stand with a reason: vague-verb (1). Nothing was \
             there to let stand: masking (plan.md, line 4).\n"
        );
    }
}
