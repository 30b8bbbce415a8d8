//! By when a statement is to have come true, in whole sentences.
//!
//! **In:** what a statement says of time. **Out:** text. **Layer:** 5.

use super::paragraph::{Paragraph, QUIET, QUOTED, STRONG, quoted};
use crate::domain::{Context, Deadline, Horizon, Notice, Precision, TimeProblem, Timing};
use crate::text::calendar::{Mismatch, long, mismatch};
use crate::text::notice::notice;
use std::io::{self, Write};

/// Writes what a statement says of time; `id` where there are several.
///
/// # Errors
/// If it cannot be written.
pub fn write(
    out: &mut dyn Write,
    width: usize,
    id: Option<&str>,
    text: &str,
    timing: &Timing,
    context: &Context,
) -> io::Result<()> {
    let number = id.map_or(String::new(), |id| format!("{id}. "));
    Paragraph::indented(0, 3).plain(&number).styled(QUOTED, &quoted(text)).write(out, width)?;
    sentences(text, timing, context).write(out, width)?;
    if let Some(said) = doubt(context) {
        Paragraph::indented(3, 3).styled(QUIET, &said).write(out, width)?;
    }
    Ok(())
}

fn sentences(text: &str, timing: &Timing, context: &Context) -> Paragraph {
    let paragraph = Paragraph::indented(3, 3);
    let Some(deadline) = timing.stated() else {
        return match (timing.has(TimeProblem::Conflict), timing.has(TimeProblem::DurationOnly)) {
            (true, _) => conflict(paragraph, timing),
            (_, true) => paragraph
                .styled(STRONG, "No deadline.")
                .plain(" It says how long something lasts, not by when the change is to have come."),
            _ if notice(text) == Some(Notice::NotEnglish) => {
                paragraph.plain("This does not look like English, and only English deadlines are understood.")
            }
            _ => paragraph.styled(STRONG, "No deadline.").plain(" It does not say by when."),
        };
    };
    let said = quoted(&deadline.phrase.text);
    let paragraph = match deadline.date {
        Some(date) => paragraph
            .styled(STRONG, &format!("By {}", long(date)))
            .plain(": that is what ")
            .styled(QUOTED, &said)
            .plain(&format!(" means{}.", roughly(deadline)))
            .plain(horizon(timing.horizon)),
        None => paragraph
            .styled(STRONG, "A deadline without a day: ")
            .styled(QUOTED, &said)
            .plain(&format!(" does not say which day that is. {}", missing(context))),
    };
    let paragraph = if timing.has(TimeProblem::Past) { paragraph.plain(" That day is over.") } else { paragraph };
    if timing.has(TimeProblem::Ambiguous) {
        paragraph.plain(" The words can be read in two ways: write the day in full.")
    } else {
        paragraph
    }
}

/// How exactly the words name the day.
fn roughly(deadline: &Deadline) -> &'static str {
    match deadline.precision {
        Some(Precision::Day) | None => "",
        Some(Precision::Month) => ", give or take a month",
        Some(Precision::Term) => ", unless local term dates differ",
        Some(Precision::Year) => ", give or take a year",
    }
}

fn horizon(horizon: Option<Horizon>) -> &'static str {
    match horizon {
        Some(Horizon::Short) => " It is less than a year away.",
        Some(Horizon::Medium) => " It lies within this phase of education or the next.",
        Some(Horizon::Long) => " It lies beyond the next phase of education.",
        None => "",
    }
}

/// What would settle the day.
fn missing(context: &Context) -> &'static str {
    match (context.year_group, context.date_of_birth) {
        (None, None) => "A year group or a date of birth may settle it (--year-group, --dob).",
        _ => "Write the day itself.",
    }
}

fn conflict(paragraph: Paragraph, timing: &Timing) -> Paragraph {
    let mut paragraph = paragraph.styled(STRONG, "The deadline contradicts itself:");
    for (at, deadline) in timing.found.iter().enumerate() {
        let when = deadline.date.map_or(String::new(), |date| format!(" ({})", long(date)));
        paragraph = paragraph
            .plain(if at == 0 { " " } else { " and " })
            .styled(QUOTED, &quoted(&deadline.phrase.text))
            .plain(&when);
    }
    let ends = if timing.found.len() > 1 { " cannot both hold." } else { " names two different days for this person." };
    paragraph.plain(ends).plain(" Keep the one that is meant.")
}

/// What is known of the person and does not go together.
fn doubt(context: &Context) -> Option<String> {
    let group = context.year_group.map_or(String::new(), |group| group.to_string());
    Some(match mismatch(context)? {
        Mismatch::OutOfYear { usual } => {
            format!("Somebody born on that day is usually in {usual}; I have reckoned with {group}, as you say.")
        }
        Mismatch::GroupAndBirthday => {
            format!("{group} and that date of birth cannot both hold; I have reckoned with {group}.")
        }
        Mismatch::GroupAndAge => format!("{group} and that age cannot both hold; I have reckoned with {group}."),
        Mismatch::AgeAndBirthday { actual } => {
            format!("Somebody born on that day is {actual}; I have reckoned with the date of birth.")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::YearGroup;
    use crate::text::calendar::Calendar;
    use crate::text::deadline::timing;
    use jiff::civil::date;

    fn said(text: &str, context: &Context) -> String {
        let timing = timing(text, context, &Calendar::default());
        let mut out = Vec::new();
        write(&mut out, 200, None, text, &timing, context).unwrap();
        anstream::adapter::strip_str(std::str::from_utf8(&out).unwrap()).to_string()
    }

    fn in_year_7() -> Context {
        let (year_group, today) = (Some(YearGroup::Year(7)), Some(date(2026, 11, 12)));
        Context { year_group, today, ..Context::default() }
    }

    #[test]
    fn the_day_the_words_and_the_distance_are_said() {
        assert_eq!(
            said("By the end of Year 9 she cooks", &in_year_7()),
            "“By the end of Year 9 she cooks”\n   By 22 July 2029: that is what “By the end of Year 9” means, unless local \
             term dates differ. It lies within this phase of education or the next.\n"
        );
    }

    #[test]
    fn what_is_missing_past_or_contradictory_is_said() {
        assert!(said("She cooks for 12 months", &in_year_7()).contains("how long something lasts"));
        assert!(said("She cooks", &in_year_7()).contains("It does not say by when."));
        let welsh = "Erbyn diwedd y flwyddyn bydd hi’n darllen yn y dosbarth";
        assert!(said(welsh, &in_year_7()).contains("only English deadlines are understood"));
        assert!(said("By July 2025 she cooks", &in_year_7()).contains("That day is over."));
        assert!(said("By July 27 she cooks", &in_year_7()).contains("write the day in full"));
        let today = Context { today: in_year_7().today, ..Context::default() };
        assert!(said("By the end of Year 9 she cooks", &today).contains("--year-group"));
        let both = said("By July 2027, at the end of Year 9, she cooks", &in_year_7());
        assert!(
            both.contains("“By July 2027” (31 July 2027) and “at the end of Year 9” (22 July 2029) cannot both"),
            "{both}"
        );
        let aside = said("By the end of Year 9, in July 2027, she cooks", &in_year_7());
        assert!(aside.contains("names two different days"), "{aside}");
    }

    #[test]
    fn a_year_group_out_of_year_is_told() {
        let context = Context { date_of_birth: Some(date(2014, 5, 2)), ..in_year_7() };
        assert!(
            said("By the end of Year 9 she cooks", &context)
                .contains("is usually in Year 8; I have reckoned with Year 7")
        );
    }
}
