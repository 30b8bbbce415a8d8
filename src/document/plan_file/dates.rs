//! Days in a plan file, written as people write them.
//!
//! **In:** a value, or the text of an item. **Out:** days; what cannot be one, or could be two. **Layer:** 5.

use super::Problems;
use super::child::text;
use crate::document::date;
use jiff::civil::Date;
use serde_json::Value;

/// Reads a day, day first as in Britain, and says so where month first would be another day.
pub(super) fn date_at(value: &Value, path: &str, problems: &mut Problems) -> Option<Date> {
    let given = text(value, path, problems)?;
    match date(&given) {
        Ok(day) => {
            if is_ambiguous(&given) {
                ambiguous(&given, day, path, problems);
            }
            Some(day)
        }
        Err(error) => {
            problems.failed(path, &error);
            None
        }
    }
}

/// Days inside the text of an item that do not exist or can be read in two ways.
pub(super) fn dates_in(said: &str, path: &str, problems: &mut Problems) {
    let pieces = said.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '“' | '”' | '"'));
    let mut seen = 0;
    for piece in pieces.map(|piece| piece.trim_end_matches(['.', ':', '!', '?'])) {
        let parts: Vec<&str> = piece.split('/').collect();
        let digits =
            |part: &&str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        if parts.len() != 3 || !parts.iter().all(digits) || seen >= 5 {
            continue;
        }
        match date(piece) {
            Err(_) => {
                seen += 1;
                let hint = Some("check the day and the month".to_string());
                problems.add(path, format!("there is no day {piece}"), hint);
            }
            Ok(day) if is_ambiguous(piece) => {
                seen += 1;
                ambiguous(piece, day, path, problems);
            }
            Ok(_) => {}
        }
    }
}

fn ambiguous(given: &str, day: Date, path: &str, problems: &mut Problems) {
    let message = format!("{given} can be read in two ways; it is read day first: {}", day.strftime("%-d %B %Y"));
    problems.ask(path, message, Some(format!("write {day} if that is the day meant")));
}

/// True if day and month could change places, and the year is in two digits or the parts stand between strokes.
fn is_ambiguous(given: &str) -> bool {
    let parts: Vec<u32> = given.trim().split(['/', '.', '-']).filter_map(|part| part.trim().parse().ok()).collect();
    matches!(parts[..], [day, month, _] if day <= 12 && month <= 12 && day != month && day > 0 && month > 0)
}
