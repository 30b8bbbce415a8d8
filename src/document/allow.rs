//! Reads what somebody has decided to let stand, and why.
//!
//! **In:** a line `sothat: allow missing-measure – agreed with the family`, or a field `allow` of a row. **Out:** [`Allowed`].
//! **Layer:** 5.
//!
//! A finding that nobody may silence teaches people to look away from all of them. But a silence without a reason cannot be
//! weighed by the next reader, so the reason is asked for, and kept.
//!
//! ```
//! use sothat::document::allow;
//! let allowed = allow::line("<!-- sothat: allow missing-measure, vague-verb – her own words -->").expect("it is one")?;
//! assert_eq!((allowed[1].check, allowed[1].reason.as_str()), ("vague-verb", "her own words"));
//! assert!(allow::line("Sam allows nobody to help him").is_none());
//! # Ok::<(), sothat::Error>(())
//! ```

use super::context_keys::nature;
use super::nearest::did_you_mean;
use crate::check;
use crate::error::{Error, Result};
use serde_json::Value;

/// A check whose findings are let stand in one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// Id of the check.
    pub check: &'static str,
    /// Why.
    pub reason: String,
}

const EXAMPLE: &str = "write: sothat: allow missing-measure – agreed with the family";

/// What a line of a document allows; `None` if it is an ordinary line. In Markdown it may stand in a comment.
pub fn line(text: &str) -> Option<Result<Vec<Allowed>>> {
    let text = text.trim();
    let text = text.strip_prefix("<!--").map_or(text, |inside| inside.trim_end().trim_end_matches("-->"));
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '•' | '>'));
    let bracketed =
        [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    let text = bracketed.unwrap_or(text);
    let (name, said) = text.split_once(':')?;
    if !name.trim().eq_ignore_ascii_case("sothat") {
        return None;
    }
    let said = said.trim();
    let end = said.find(char::is_whitespace).unwrap_or(said.len());
    let (verb, what) = (said[..end].to_lowercase(), &said[end..]);
    if verb != "allow" {
        let meant = did_you_mean(&verb, ["allow"]).unwrap_or_else(|| "only \"allow\" is known".to_string());
        let error = Error::input(format!("\"sothat: {}\" is not understood", said[..end].trim()));
        return Some(Err(error.hint(format!("{meant}; {EXAMPLE}"))));
    }
    Some(clause(what))
}

/// What the field `allow` of a row holds: "missing-measure – agreed; jargon – her words", a list of such, or objects with
/// `check` and `reason`.
///
/// # Errors
/// If a check is unknown, no reason is given, or the field is none of these.
pub fn field(value: &Value) -> Result<Vec<Allowed>> {
    match value {
        Value::Null => Ok(Vec::new()),
        Value::String(text) => {
            let clauses = text.split([';', '\n']).filter(|clause| !clause.trim().is_empty());
            Ok(clauses.map(clause).collect::<Result<Vec<_>>>()?.concat())
        }
        Value::Array(items) => Ok(items.iter().map(field).collect::<Result<Vec<_>>>()?.concat()),
        Value::Object(object) => {
            let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default();
            let check = known(text("check"))?;
            Ok(vec![Allowed { check, reason: reason(text("reason"), check)? }])
        }
        other => Err(Error::input(format!("\"allow\" is {}", nature(other)))
            .hint("write \"missing-measure – agreed with the family\", or a list of such")),
    }
}

/// "missing-measure, jargon – agreed with the family".
fn clause(text: &str) -> Result<Vec<Allowed>> {
    let mut rest = text.trim();
    let mut checks = Vec::new();
    loop {
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '–' | '—')).unwrap_or(rest.len());
        checks.push(known(&rest[..end])?);
        rest = rest[end..].trim_start();
        match rest.strip_prefix(',').or_else(|| rest.strip_prefix("and ")) {
            Some(more) => rest = more.trim_start(),
            None => break,
        }
    }
    let given = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '-' | ':'));
    let given = given.strip_prefix("because ").unwrap_or(given);
    let reason = reason(given, checks.last().copied().unwrap_or_default())?;
    Ok(checks.into_iter().map(|check| Allowed { check, reason: reason.clone() }).collect())
}

fn known(given: &str) -> Result<&'static str> {
    let wanted = given.trim().to_lowercase().replace('_', "-");
    let ids = check::ids();
    if let Some(id) = ids.iter().copied().find(|id| *id == wanted) {
        return Ok(id);
    }
    if wanted.is_empty() {
        return Err(Error::input("it is not said which check is to be silenced").hint(EXAMPLE));
    }
    let meant = did_you_mean(&wanted, ids).unwrap_or_else(|| "sothat explain lists them".to_string());
    Err(Error::input(format!("there is no check \"{}\"", given.trim())).hint(meant))
}

fn reason(given: &str, check: &str) -> Result<String> {
    let given = given.trim();
    if given.chars().any(char::is_alphanumeric) {
        return Ok(given.to_string());
    }
    Err(Error::input(format!("{check} is silenced without a reason")).hint(EXAMPLE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(text: &str) -> Vec<(&'static str, String)> {
        line(text).unwrap().unwrap().into_iter().map(|allowed| (allowed.check, allowed.reason)).collect()
    }

    #[test]
    fn checks_and_reason_are_read_however_they_are_joined() {
        let one = [("vague-verb", "agreed with the family".to_string())];
        for text in [
            "sothat: allow vague-verb – agreed with the family",
            "  - Sothat: Allow Vague_Verb - agreed with the family",
            "sothat: allow vague-verb: agreed with the family",
            "sothat: allow vague-verb because agreed with the family",
            "sothat: allow vague-verb agreed with the family",
            "<!-- sothat: allow vague-verb — agreed with the family -->",
            "(sothat: allow vague-verb – agreed with the family)",
        ] {
            assert_eq!(read(text), one, "{text}");
        }
        let two = read("sothat: allow vague-verb, missing-measure and masking – Zoë’s “own” words");
        assert_eq!(two.iter().map(|one| one.0).collect::<Vec<_>>(), ["vague-verb", "missing-measure", "masking"]);
        assert!(two.iter().all(|one| one.1 == "Zoë’s “own” words"));
    }

    #[test]
    fn a_silence_without_reason_or_of_an_unknown_check_is_refused() {
        for (text, what, hint) in [
            ("sothat: allow vague-verb", "vague-verb is silenced without a reason", "write: sothat: allow"),
            ("sothat: allow vague-verb – ", "vague-verb is silenced without a reason", "write: sothat: allow"),
            ("sothat: allow vage-verb – agreed", "there is no check \"vage-verb\"", "did you mean \"vague-verb\"?"),
            ("sothat: allow", "it is not said which check", "write: sothat: allow"),
            ("sothat: alow vague-verb – x", "\"sothat: alow\" is not understood", "did you mean \"allow\"?"),
            ("sothat:", "\"sothat: \" is not understood", "only \"allow\" is known"),
        ] {
            let error = line(text).unwrap().unwrap_err().to_string();
            assert!(error.starts_with(what) && error.contains(hint), "{text}: {error}");
        }
    }

    #[test]
    fn a_field_may_be_a_text_a_list_or_objects() {
        let expected = [
            Allowed { check: "vague-verb", reason: "agreed".into() },
            Allowed { check: "masking", reason: "her words".into() },
        ];
        for value in [
            json!("vague-verb – agreed; masking – her words"),
            json!(["vague-verb – agreed", "masking – her words"]),
            json!([{"check": "vague-verb", "reason": "agreed"}, {"check": "masking", "reason": "her words"}]),
        ] {
            assert_eq!(field(&value).unwrap(), expected, "{value}");
        }
        assert!(field(&json!(null)).unwrap().is_empty() && field(&json!(" ")).unwrap().is_empty());
        assert!(field(&json!(7)).is_err() && field(&json!({"check": "masking"})).is_err());
    }
}
