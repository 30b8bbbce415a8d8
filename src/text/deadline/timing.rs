//! What a statement says of time, as a whole.
//!
//! **In:** a text, what is known of the person, a calendar. **Out:** [`Timing`]. **Layer:** 1.
//!
//! Of several deadlines that say the same the earliest counts, of steps ("by Christmas ten words, by July twenty") the
//! last. Deadlines that cannot both hold are a conflict: then none counts, since nobody can tell which was meant.

use super::meaning::{Known, Meaning, beside, comes_round, is_about_adulthood, meaning};
use super::{Stated, lasting, stated};
use crate::domain::{Context, Deadline, DeadlineKind, Horizon, Precision, Span, TimeProblem, Timing};
use crate::text::calendar::{Calendar, SchoolYear, birthday};
use crate::text::phrase::{Token, tokens};
use jiff::ToSpan;
use jiff::civil::Date;

/// Days by which two wordings of one deadline may differ ("By July 2027, at the end of Year 6").
const SAME: i32 = 62;

/// What `text` says of time: its deadlines with their days, which counts, how far ahead it lies, what is wrong with it.
///
/// Without today's date in the context nothing is past and nothing has a horizon; a deadline that depends on the year
/// group or birthday needs one of them.
pub fn timing(text: &str, context: &Context, calendar: &Calendar) -> Timing {
    let known = Known::new(context, calendar);
    let stated = stated(text);
    let read: Vec<Read> = stated.iter().map(|stated| read(stated, &known)).collect();
    let found = stated.into_iter().zip(&read).map(|(stated, read)| Deadline {
        phrase: stated.phrase,
        date: read.meaning.date,
        precision: read.meaning.date.map(|_| read.meaning.precision),
    });
    let found: Vec<Deadline> = found.collect();
    let chosen = choose(text, &found, &read);
    let deadline = chosen.as_ref().ok().copied();
    let counts = deadline.and_then(|at| found.get(at).zip(read.get(at)));
    let mut problems = Vec::new();
    if let (Some((Deadline { date: Some(date), phrase, .. }, _)), Some(today)) = (counts, known.today)
        && is_past(*date, phrase.kind, &phrase.text, context, today)
    {
        problems.push(TimeProblem::Past);
    }
    if chosen == Err(Undecided::Conflict) {
        problems.push(TimeProblem::Conflict);
    }
    if found.is_empty() && lasting(text).next().is_some() {
        problems.push(TimeProblem::DurationOnly);
    }
    if counts.is_some_and(|(_, read)| read.meaning.ambiguous) {
        problems.push(TimeProblem::Ambiguous);
    }
    if counts.is_some_and(|(deadline, _)| deadline.date.is_none()) {
        problems.push(TimeProblem::Unresolved);
    }
    let horizon = counts.and_then(|(deadline, _)| horizon(deadline, &known));
    Timing { deadline, found, horizon, problems }
}

/// A deadline as it was read.
struct Read {
    meaning: Meaning,
    /// The day written beside it contradicts it.
    contradicted: bool,
}

/// The meaning of a deadline and of the day written beside it, which settles or contradicts it.
fn read(stated: &Stated, known: &Known<'_>) -> Read {
    let kind = stated.phrase.kind;
    let own = meaning(&stated.words, kind, known);
    let Some(beside) = stated.beside.as_ref().map(|words| beside(words, kind, known)) else {
        return Read { meaning: own, contradicted: false };
    };
    match (own.date, beside.date) {
        (Some(a), Some(b)) if comes_round(&stated.words, kind, a, b) => Read { meaning: beside, contradicted: false },
        (Some(_), Some(_)) if !agree(&own, &beside) => {
            Read { meaning: Meaning { date: None, ..own }, contradicted: true }
        }
        (Some(a), Some(b)) if a <= b && own.precision != Precision::Year => Read { meaning: own, contradicted: false },
        (_, Some(_)) => Read { meaning: beside, contradicted: false },
        (_, None) => Read { meaning: own, contradicted: false },
    }
}

/// True if two deadlines may mean the same day.
fn agree(a: &Meaning, b: &Meaning) -> bool {
    let (Some(first), Some(second)) = (a.date, b.date) else { return true };
    let apart = first.until(second).map_or(i32::MAX, |span| span.get_days().abs());
    apart <= SAME.max(a.tolerance).max(b.tolerance)
}

/// Why no deadline counts.
#[derive(Debug, PartialEq, Eq)]
enum Undecided {
    Nothing,
    Conflict,
}

/// The deadline that counts.
fn choose(text: &str, found: &[Deadline], read: &[Read]) -> Result<usize, Undecided> {
    if read.iter().any(|read| read.contradicted) {
        return Err(Undecided::Conflict);
    }
    let dated: Vec<usize> = (0..found.len()).filter(|&at| found[at].date.is_some()).collect();
    let (Some(&first), Some(&last)) = (dated.first(), dated.last()) else {
        return if found.is_empty() { Err(Undecided::Nothing) } else { Ok(0) };
    };
    let all_agree = dated.iter().all(|&a| dated.iter().all(|&b| agree(&read[a].meaning, &read[b].meaning)));
    if first == last || all_agree {
        return dated.into_iter().min_by_key(|&at| found[at].date).ok_or(Undecided::Nothing);
    }
    let spans: Vec<Span> = dated.iter().map(|&at| found[at].phrase.span).collect();
    if are_steps(text, &spans) {
        return dated.into_iter().max_by_key(|&at| found[at].date).ok_or(Undecided::Nothing);
    }
    Err(Undecided::Conflict)
}

/// True if every deadline has something of its own to be reached: "by Christmas ten words, by July twenty".
fn are_steps(text: &str, deadlines: &[Span]) -> bool {
    let tokens = tokens(text);
    let content = |from: usize, to: usize| {
        let counts = |token: &&Token<'_>| {
            token.lexical
                && token.span.start >= from
                && token.span.end <= to
                && !matches!(
                    token.folded.as_str(),
                    "or" | "and" | "at" | "whichever" | "that" | "is" | "ie" | "then" | "i.e"
                )
        };
        tokens.iter().filter(counts).count()
    };
    let (Some(first), Some(last)) = (deadlines.first(), deadlines.last()) else { return false };
    let between = deadlines.windows(2).all(|pair| content(pair[0].end, pair[1].start) >= 1);
    between && (content(0, first.start) >= 2 || content(last.end, usize::MAX) >= 1)
}

/// True if the day is over. Somebody of 15 is still 15 on every day of that year, so an age is past a year later.
fn is_past(date: Date, kind: DeadlineKind, text: &str, context: &Context, today: Date) -> bool {
    let exact = text.to_lowercase().contains("birthday");
    let last = match context.date_of_birth {
        Some(_) if kind == DeadlineKind::Age && !exact => date.checked_add(1.year()).unwrap_or(date),
        _ => date,
    };
    last < today
}

/// How far ahead a deadline lies; `None` if it is past, or that depends on a phase that is not known.
fn horizon(deadline: &Deadline, known: &Known<'_>) -> Option<Horizon> {
    let (date, today) = (deadline.date, known.today?);
    let within_a_year = |day: Date| today.checked_add(1.year()).is_ok_and(|limit| day <= limit);
    if date.is_some_and(|date| date < today) {
        return None;
    }
    if date.is_some_and(within_a_year) {
        return Some(Horizon::Short);
    }
    let grown_up = known.context.date_of_birth.and_then(|born| birthday(born, 18));
    if is_about_adulthood(&deadline.phrase.text)
        || date.zip(grown_up).is_some_and(|(date, grown_up)| date >= grown_up && grown_up > today)
            && deadline.phrase.kind == DeadlineKind::Age
    {
        return Some(Horizon::Long);
    }
    let cohort = known.cohort?;
    let phase = cohort.phase(SchoolYear::containing(today))?;
    let mut ends = known.calendar.year_ends(cohort.last_year(phase))?;
    if within_a_year(ends) {
        ends = known.calendar.year_ends(cohort.last_year(phase.next()?))?;
    }
    // The summer holiday after a phase still belongs to it.
    let last = SchoolYear::containing(ends).last_day().unwrap_or(ends);
    Some(if date? <= last { Horizon::Medium } else { Horizon::Long })
}
