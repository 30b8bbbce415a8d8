//! Checks: each tells one weakness of a statement.
//!
//! **In:** a [`Subject`]: the statement, its verdict, its deadline, the context; a [`Choice`] of checks. **Out:** [`Finding`]s.
//! **Layer:** 2.
//!
//! One check is two files with one name: `<id>.rs` matches, `<id>.md` explains and specifies. The page is what
//! `sothat explain` prints and what the test runs: the statements under "Flags" must be flagged at the bracketed words,
//! those under "Leaves alone" must not be. [`CHECKS`] is the only list; a check that is not in it does not run, and a
//! test says so.
//!
//! Checks keep quiet rather than flood: of a statement that is no outcome only those speak that say so and those about its
//! wording, about Section F only those made for it, about a text that is no statement none, and two questions are the most.

mod aspiration;
mod bare_percentage;
mod barrier_unstated;
mod beyond_phase;
mod cannot_fail;
mod choice;
mod circumstances_unstated;
mod clauses;
mod deadline_conflict;
mod deadline_past;
mod deficit_wording;
mod describes_provision;
mod duration_only;
mod embedded_provision;
mod importance_unstated;
mod jargon;
mod masking;
mod missing_deadline;
mod missing_measure;
mod new_or_kept;
mod outside_control;
mod page;
mod profile;
mod receives_provision;
mod recommendation_wording;
mod several_outcomes;
mod smart;
mod so_that_missing;
mod three_questions;
mod under_twelve_months;
mod unquantified_provision;
mod vague_verb;
mod weasel_words;

use crate::domain::{Classification, Context, Criterion, Finding, Level, Notice, Span, Timing};
pub use choice::{Choice, SETTINGS, setting};
pub use page::{Page, ids, page};
pub use profile::{Entry, PROFILES, Profile, profile};
pub use smart::smart;

/// What a check looks at.
pub struct Subject<'a> {
    /// The statement.
    pub text: &'a str,
    /// What the classifier says of it.
    pub classification: &'a Classification,
    /// What it says of time.
    pub timing: &'a Timing,
    /// What is known of the person.
    pub context: &'a Context,
}

impl Subject<'_> {
    /// True if the statement stands in Section F, where provision belongs.
    fn in_provision_section(&self) -> bool {
        self.section().is_some_and(|section| matches!(section, 'F' | 'G' | 'H'))
    }

    /// True if the statement stands in Section E or nobody said where it stands.
    fn in_outcome_section(&self) -> bool {
        self.section().is_none_or(|section| section == 'E')
    }

    /// The letter of the section in which the statement stands.
    fn section(&self) -> Option<char> {
        section_letter(self.context.section.as_deref()?)
    }

    /// True for an outcome in Section E, or where no section is given. Being given help is none and the person's own doing
    /// is one, whatever the verdict.
    fn is_outcome(&self) -> bool {
        let by_verdict = || self.classification.label.is_outcome() || describes_provision::is_own_doing(self);
        self.in_outcome_section() && by_verdict() && !describes_provision::is_provision(self)
    }

    /// True for an outcome that stands for itself: no hope for life as a whole, not vague, not several in one. Of others
    /// there is more to say than a question.
    fn is_settled_outcome(&self) -> bool {
        let classification = self.classification;
        let whole = classification.notice.is_none();
        self.is_outcome() && whole && !classification.aspiration && !classification.vague
    }

    /// The statement without the white space around it.
    fn whole(&self) -> Span {
        let trimmed = self.text.trim();
        let start = self.text.chars().take_while(|c| c.is_whitespace()).count();
        Span { start, end: start + trimmed.chars().count() }
    }
}

/// The letter of a section of the plan: E of "E", "Section e:", "Sec E", "E: Outcomes" or "Outcomes", F of "Provision".
/// Nothing if the text says neither, so that a guess never silences a check.
fn section_letter(given: &str) -> Option<char> {
    let upper = given.to_uppercase();
    let start = |text: &str| text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_string();
    let upper = start(&upper);
    let named = ["SECTION", "SECT", "SEC"].into_iter().find_map(|prefix| upper.strip_prefix(prefix));
    let text = named.map_or_else(|| upper.clone(), start);
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let (first, rest) = (&text[..end], text[end..].trim_start());
    let mut letters = first.chars();
    let letter = letters.next().filter(|letter| ('A'..='K').contains(letter) && letters.all(|c| c.is_ascii_digit()));
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let names = |word: &str| matches!(word, "OUTCOME" | "OUTCOMES" | "PROVISION");
    if letter.is_some() && (named.is_some() || !rest.starts_with(char::is_alphanumeric) || words.clone().any(names)) {
        return letter;
    }
    match first {
        "OUTCOME" | "OUTCOMES" => Some('E'),
        _ => words.any(|word| word == "PROVISION").then_some('F'),
    }
}

/// What is always the same about a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Its name in output and settings, for instance `missing-deadline`.
    pub id: &'static str,
    /// How much its findings matter.
    pub level: Level,
    /// The letter of SMART that it belongs to.
    pub criterion: Option<Criterion>,
    /// The paragraph or guidance behind it.
    pub source: &'static str,
    /// Its page, in Markdown.
    pub page: &'static str,
}

/// One check.
pub trait Check: Sync {
    /// What is always the same about it.
    fn about(&self) -> &'static About;

    /// The words it is about, and what to say of them; empty if there is nothing to say.
    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)>;
}

/// Every check, in the order in which findings at the same words are given.
pub const CHECKS: &[&dyn Check] = &[
    &describes_provision::DescribesProvision,
    &receives_provision::ReceivesProvision,
    &embedded_provision::EmbeddedProvision,
    &aspiration::Aspiration,
    &missing_deadline::MissingDeadline,
    &duration_only::DurationOnly,
    &deadline_past::DeadlinePast,
    &deadline_conflict::DeadlineConflict,
    &beyond_phase::BeyondPhase,
    &under_twelve_months::UnderTwelveMonths,
    &vague_verb::VagueVerb,
    &cannot_fail::CannotFail,
    &missing_measure::MissingMeasure,
    &bare_percentage::BarePercentage,
    &several_outcomes::SeveralOutcomes,
    &masking::Masking,
    &deficit_wording::DeficitWording,
    &outside_control::OutsideControl,
    &jargon::Jargon,
    &unquantified_provision::UnquantifiedProvision,
    &recommendation_wording::RecommendationWording,
    &weasel_words::WeaselWords,
    &three_questions::ThreeQuestions,
    &new_or_kept::NewOrKept,
    &so_that_missing::SoThatMissing,
    &circumstances_unstated::CircumstancesUnstated,
    &barrier_unstated::BarrierUnstated,
    &importance_unstated::ImportanceUnstated,
];

/// True if the second reader says that a check is wrong: about this weakness, or, where it would say more than a question,
/// about anything being weak here at all. What is worked out from dates it cannot know.
fn contradicted(subject: &Subject<'_>, about: &About) -> bool {
    let Some(weak) = &subject.classification.weak else { return false };
    let against = |name: &str| weak.get(name).is_some_and(|opinion| opinion.contradicts);
    let section = if subject.in_provision_section() { "section F" } else { "section E" };
    let asked = weak.contains_key(about.id) && about.id != "deadline-past";
    asked && (against(about.id) || about.level > Level::Question && against(section))
}

/// The most questions about one statement: more are not thought about, and the first in [`CHECKS`] are the most useful.
const MOST_QUESTIONS: usize = 2;

/// Everything that the chosen checks find in a statement: in the order of the text, then what is about the whole of it.
///
/// Texts that are no statement, not English or about harm to a child get no findings: style is not what matters there.
pub fn run(subject: &Subject<'_>, choice: &Choice) -> Vec<Finding> {
    if matches!(subject.classification.notice, Some(Notice::NotAStatement | Notice::NotEnglish | Notice::Safeguarding))
    {
        return Vec::new();
    }
    let mut findings: Vec<Finding> = Vec::new();
    for check in CHECKS {
        let about = check.about();
        let Some(level) = choice.level(about) else { continue };
        if contradicted(subject, about) {
            continue;
        }
        findings.extend(check.find(subject).into_iter().map(|(span, message)| Finding {
            check: about.id.to_string(),
            level,
            criterion: about.criterion,
            message,
            span,
            source: about.source.to_string(),
        }));
    }
    let mut asked = 0;
    findings.retain(|finding| {
        asked += usize::from(finding.level == Level::Question);
        finding.level != Level::Question || asked <= MOST_QUESTIONS
    });
    let whole = subject.whole();
    findings.sort_by_key(|finding| (finding.span == whole, finding.span.start));
    findings
}

#[cfg(test)]
mod tests;
