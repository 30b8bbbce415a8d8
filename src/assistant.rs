//! The main path: from a draft to everything that sothat has to say about it.
//!
//! **In:** a draft, what is known of the person, what the person answered. **Out:** [`Analysis`]. **Layer:** 4.
//!
//! One readable function, [`Assistant::analyse`]. It alone brings together the classifier, the checks and the rewriter,
//! which know nothing of one another.

use crate::check;
use crate::classify::{Classifier, Wanted};
use crate::domain::{
    Analysis, Answers, Context, Deadline, Plan, PlanOutcome, PlanReport, Rechecked, Statement, Suggestion,
};
use crate::error::{Error, Result};
use crate::plan;
use crate::rewrite::{self, Draft};
use crate::text::calendar::Calendar;
use crate::text::clip;
use crate::text::deadline::timing;

/// Reads drafts: what each is, what is weak in it, what to ask, what to write.
pub struct Assistant {
    classifier: Classifier,
    calendar: Calendar,
}

impl Assistant {
    /// An assistant that works with this classifier, and with the school calendar of this project's conventions.
    pub fn new(classifier: Classifier) -> Self {
        Assistant { classifier, calendar: Calendar::default() }
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
        let wanted = Wanted { evidence: true, slots: true };
        let classification =
            self.classifier.classify(&[statement], wanted)?.pop().ok_or_else(|| Error::model("no verdict"))?;
        let timing = timing(text, context, &self.calendar);
        let findings = check::run(&check::Subject { text, classification: &classification, timing: &timing, context });
        let deadlines: Vec<_> = timing.found.iter().map(|Deadline { phrase, .. }| phrase.clone()).collect();
        let draft = Draft { text, classification: &classification, deadlines: &deadlines, context, answers };
        let questions = rewrite::questions(&draft);
        let suggestions = self.recheck(rewrite::suggestions(&draft), context)?;
        Ok(Analysis { text: given.to_string(), classification, findings, questions, suggestions })
    }

    /// Everything that sothat has to say about a whole plan: its thread, what is weak in it, and each outcome by itself.
    ///
    /// # Errors
    /// If the model cannot be run; never because of what the plan says.
    pub fn plan(&self, plan: &Plan) -> Result<PlanReport> {
        let context = plan.context();
        let texts: Vec<&str> = plan.items().map(|(_, item)| clip(&item.text)).collect();
        let vectors = self.classifier.piece_means(&texts, plan::rarity)?;
        let analyses = plan
            .outcomes
            .iter()
            .map(|outcome| self.analyse(&outcome.text, &context, &Answers::default()))
            .collect::<Result<Vec<_>>>()?;
        let timings: Vec<_> =
            plan.outcomes.iter().map(|outcome| timing(clip(&outcome.text), &context, &self.calendar)).collect();
        let reading = plan::Reading { plan, vectors: &vectors, analyses: &analyses, timings: &timings };
        let (links, findings) = plan::look_over(&reading);
        let ids = plan.outcomes.iter().map(|outcome| outcome.id.clone());
        let outcomes = ids.zip(analyses).map(|(id, analysis)| PlanOutcome { id, analysis }).collect();
        Ok(PlanReport { links, findings, outcomes, problems: Vec::new() })
    }

    /// Runs the classifier and the checks over the suggestions themselves. What still reads as provision goes last, and what
    /// would have the person hide who they are is not offered at all.
    fn recheck(&self, mut suggestions: Vec<Suggestion>, context: &Context) -> Result<Vec<Suggestion>> {
        let heading = context.heading.as_deref();
        let statements: Vec<Statement<'_>> =
            suggestions.iter().map(|suggestion| Statement { text: &suggestion.text, heading }).collect();
        let verdicts = self.classifier.classify(&statements, Wanted::default())?;
        for (suggestion, classification) in suggestions.iter_mut().zip(verdicts) {
            let timing = timing(&suggestion.text, context, &self.calendar);
            let findings = check::run(&check::Subject {
                text: &suggestion.text,
                classification: &classification,
                timing: &timing,
                context,
            });
            suggestion.rechecked =
                Some(Rechecked { label: classification.label, confidence: classification.confidence, findings });
        }
        let rechecked =
            |suggestion: &Suggestion, test: fn(&Rechecked) -> bool| suggestion.rechecked.as_ref().is_some_and(test);
        suggestions
            .retain(|suggestion| !rechecked(suggestion, |again| again.findings.iter().any(|f| f.check == "masking")));
        suggestions.sort_by_key(|suggestion| !rechecked(suggestion, |again| again.label.is_outcome()));
        Ok(suggestions)
    }
}
