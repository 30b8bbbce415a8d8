//! The main path: from a draft to everything that sothat has to say about it.
//!
//! **In:** a draft, what is known of the person, what the person answered. **Out:** [`Analysis`]. **Layer:** 4.
//!
//! One readable function, [`Assistant::analyse`]. It alone brings together the classifier, the checks and the rewriter,
//! which know nothing of one another.

use crate::check::{self, Choice, Subject};
use crate::classify::memo::Memo;
use crate::classify::{Classifier, Search, Wanted};
use crate::domain::{
    Analysis, Answers, Classification, Context, Deadline, Finding, Item, Level, Notice, Plan, PlanOutcome, PlanReport,
    Rechecked, Safety, SmartLine, Statement, Suggestion, SuggestionKind,
};
use crate::error::{Error, Result};
use crate::plan::{self, Judged};
use crate::rewrite::{self, Draft};
use crate::text::calendar::Calendar;
use crate::text::clip;
use crate::text::deadline::timing;
use crate::text::notice::statements;
use rayon::prelude::*;

/// Of a draft with more outcomes than this, only so many are put in lines of their own.
const PARTS: usize = 6;
/// Suggestions whose verdicts are kept, at most.
const KEPT: usize = 4096;

/// True if a suggestion says again what the checks say would have the person hide who they are: the last words of it, as
/// the verb may have changed its form.
fn repeats_masking(text: &str, draft: &str, findings: &[Finding]) -> bool {
    let mut masking = findings.iter().filter(|finding| finding.check == "masking");
    let folded = text.to_lowercase();
    masking.any(|finding| {
        let said = finding.span.slice(draft).to_lowercase();
        let words: Vec<&str> = said.split_whitespace().collect();
        folded.contains(&words[words.len().saturating_sub(2)..].join(" "))
    })
}

/// Reads drafts: what each is, what is weak in it, what to ask, what to write.
pub struct Assistant {
    classifier: Classifier,
    choice: Choice,
    calendar: Calendar,
    /// Verdicts on suggestions.
    said: Memo<Classification>,
}

impl Assistant {
    /// An assistant that works with this classifier, with all checks, and with the school calendar of this project's
    /// conventions.
    pub fn new(classifier: Classifier) -> Self {
        Assistant { classifier, choice: Choice::default(), calendar: Calendar::default(), said: Memo::new(KEPT) }
    }

    /// The same with a choice of checks and a local calendar.
    #[must_use]
    pub fn with(self, choice: Choice, calendar: Calendar) -> Self {
        Assistant { choice, calendar, ..self }
    }

    /// The classifier inside, for callers that only want verdicts.
    pub fn classifier(&self) -> &Classifier {
        &self.classifier
    }

    /// Everything that sothat has to say about one draft.
    ///
    /// # Errors
    /// If the model cannot be run; never because of what the draft says.
    pub fn analyse(&self, text: &str, context: &Context, answers: &Answers) -> Result<Analysis> {
        let (given, text) = (text, clip(text));
        let statement = Statement { text, heading: context.heading.as_deref() };
        let wanted = Wanted { evidence: Search::Quick, slots: true, weak: true };
        let mut classification =
            self.classifier.classify(&[statement], wanted)?.pop().ok_or_else(|| Error::model("no verdict"))?;
        let timing = timing(text, context, &self.calendar);
        let subject = Subject { text, classification: &classification, timing: &timing, context };
        let findings = check::run(&subject, &self.choice);
        let smart = check::smart(&subject);
        // It has said its say to the checks; in the output it would only be read as a second verdict.
        classification.weak = None;
        let deadlines: Vec<_> = timing.found.iter().map(|Deadline { phrase, .. }| phrase.clone()).collect();
        let draft = Draft {
            text,
            classification: &classification,
            deadlines: &deadlines,
            context,
            answers,
            findings: &findings,
        };
        let questions = rewrite::questions(&draft);
        let mut suggestions = rewrite::suggestions(&draft);
        let several = classification.notice == Some(Notice::SeveralStatements);
        if several && !rewrite::tells_of_self_harm(text) {
            suggestions.extend(self.taken_apart(text, context)?);
        }
        let mut suggestions = self.recheck(suggestions, rewrite::leaves_little(&draft), context)?;
        suggestions.retain(|suggestion| !repeats_masking(&suggestion.text, text, &findings));
        Ok(Analysis { text: given.to_string(), classification, findings, smart, questions, suggestions })
    }

    /// The outcomes among several statements, one suggestion each. None if there is only one statement after all, or no outcome.
    fn taken_apart(&self, text: &str, context: &Context) -> Result<Vec<Suggestion>> {
        let parts = statements(text);
        let verdicts = self.classifier.classify(&parts, Wanted { slots: true, ..Wanted::default() })?;
        let (outcomes, help): (Vec<_>, Vec<_>) =
            parts.into_iter().zip(verdicts).partition(|(_, verdict)| verdict.label.is_outcome() && verdict.sure);
        if outcomes.len() + help.len() < 2 {
            return Ok(Vec::new());
        }
        let help: Vec<&str> = help.into_iter().map(|(part, _)| part).collect();
        let answers = Answers::default();
        let one = |(text, classification): &(&str, Classification)| {
            let deadlines: Vec<_> =
                timing(text, context, &self.calendar).found.into_iter().map(|one| one.phrase).collect();
            rewrite::one_of_several(
                &Draft { text, classification, deadlines: &deadlines, context, answers: &answers, findings: &[] },
                &help,
            )
        };
        Ok(outcomes.iter().take(PARTS).filter_map(one).collect())
    }

    /// What is weak in a text with this verdict. No more of it is read than the verdict is about.
    pub fn findings(&self, text: &str, classification: &Classification, context: &Context) -> Vec<Finding> {
        self.with_subject(text, classification, context, |subject| check::run(subject, &self.choice))
    }

    /// The five letters of SMART for a text with this verdict, which wants parts; none for what is no outcome.
    pub fn smart(&self, text: &str, classification: &Classification, context: &Context) -> Vec<SmartLine> {
        self.with_subject(text, classification, context, check::smart)
    }

    fn with_subject<T>(
        &self,
        text: &str,
        classification: &Classification,
        context: &Context,
        look: impl FnOnce(&Subject<'_>) -> T,
    ) -> T {
        let text = clip(text);
        let timing = timing(text, context, &self.calendar);
        look(&Subject { text, classification, timing: &timing, context })
    }

    /// Everything that sothat has to say about a whole plan: its thread, what is weak in it, and each outcome by itself.
    ///
    /// # Errors
    /// If the model cannot be run; never because of what the plan says.
    pub fn plan(&self, plan: &Plan) -> Result<PlanReport> {
        let context = plan.context();
        let analyse = |item: &Item| {
            let analysis = self.analyse(&item.text, &context, &Answers::default())?;
            Ok(PlanOutcome { id: item.id.clone(), analysis })
        };
        let outcomes = plan.outcomes.iter().map(analyse).collect::<Result<Vec<_>>>()?;
        Ok(PlanReport { outcomes, ..self.thread(plan)? })
    }

    /// The same without what is to be said of each outcome by itself, which takes most of the time.
    ///
    /// # Errors
    /// As [`Assistant::plan`].
    pub fn thread(&self, plan: &Plan) -> Result<PlanReport> {
        let context = plan.context();
        let texts: Vec<&str> = plan.items().map(|(_, item)| clip(&item.text)).collect();
        let matter = self.classifier.matter(&texts)?;
        let outcomes: Vec<&str> = plan.outcomes.iter().map(|outcome| clip(&outcome.text)).collect();
        let judged: Vec<Judged> = self
            .classifier
            .classify(&outcomes, Wanted { slots: true, weak: true, ..Wanted::default() })?
            .into_iter()
            .zip(&outcomes)
            .map(|(classification, text)| {
                let timing = timing(text, &context, &self.calendar);
                let findings = self.findings(text, &classification, &context);
                Judged { classification, findings, timing }
            })
            .collect();
        let (links, findings) = plan::look_over(plan, &matter, &judged);
        Ok(PlanReport { links, findings, ..PlanReport::default() })
    }

    /// What the classifier says of each suggestion. Frames and examples come again with every draft of their kind, so what was
    /// said of the last texts is kept.
    fn reread(&self, suggestions: &[Suggestion], heading: Option<&str>) -> Result<Vec<Classification>> {
        let statements: Vec<Statement<'_>> =
            suggestions.iter().map(|suggestion| Statement { text: &suggestion.text, heading }).collect();
        let mut verdicts: Vec<Option<Classification>> =
            statements.iter().map(|&statement| self.said.of(statement)).collect();
        let new: Vec<usize> = (0..statements.len()).filter(|&at| verdicts[at].is_none()).collect();
        let asked: Vec<Statement<'_>> = new.iter().map(|&at| statements[at]).collect();
        let wanted = Wanted { slots: true, weak: true, ..Wanted::default() };
        for (at, verdict) in new.into_iter().zip(self.classifier.classify(&asked, wanted)?) {
            self.said.keep(statements[at], verdict.clone());
            verdicts[at] = Some(verdict);
        }
        verdicts.into_iter().map(|verdict| verdict.ok_or_else(|| Error::model("no verdict"))).collect()
    }

    /// Runs the classifier and the checks over the suggestions themselves. What would have the person hide who they are is not
    /// offered. The order is: outcomes before what still reads as provision, the person's own before examples, fewer faults
    /// before more, and then as they came, closest to the draft first. If the draft says `little`, what only puts it into the
    /// person's mouth comes last.
    fn recheck(&self, mut suggestions: Vec<Suggestion>, little: bool, context: &Context) -> Result<Vec<Suggestion>> {
        let verdicts = self.reread(&suggestions, context.heading.as_deref())?;
        suggestions.par_iter_mut().zip(verdicts).for_each(|(suggestion, classification)| {
            let findings = self.findings(&suggestion.text, &classification, context);
            suggestion.rechecked =
                Some(Rechecked { label: classification.label, confidence: classification.confidence, findings });
        });
        let rechecked =
            |suggestion: &Suggestion, test: fn(&Rechecked) -> bool| suggestion.rechecked.as_ref().is_some_and(test);
        suggestions
            .retain(|suggestion| !rechecked(suggestion, |again| again.findings.iter().any(|f| f.check == "masking")));
        suggestions.sort_by_key(|suggestion| {
            let faults = suggestion.rechecked.iter().flat_map(|again| &again.findings);
            let faults = faults.filter(|fault| fault.level > Level::Question).count();
            (
                little && suggestion.kind == SuggestionKind::FirstPerson,
                !rechecked(suggestion, |again| again.label.is_outcome()),
                // The end that a draft of help names is the person's own, but an example helps more than a vague one.
                suggestion.safety == Safety::Illustration || suggestion.kind == SuggestionKind::Split && faults > 0,
                faults,
            )
        });
        Ok(suggestions)
    }
}
