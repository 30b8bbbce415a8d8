//! Tells headings from statements, and which section a heading opens.
//!
//! **In:** a line of a document. **Out:** a [`Heading`], or nothing for a statement. **Layer:** 5.
//!
//! A statement that is taken for a heading is lost to the checks, while a heading that is taken for a statement gets the notice
//! that it is none. So only what is surely a heading counts as one: marked as such, named in `headings.tsv`, or a few words
//! before a colon.

use std::sync::LazyLock;

/// Most words of a heading that is not marked as one.
const LONGEST: usize = 8;

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// Its words, as written.
    pub(super) text: String,
    /// The letter of the section that it opens.
    pub(super) section: Option<char>,
    /// How many marks of Markdown stand before it; 0 without.
    pub(super) depth: usize,
}

static NAMED: LazyLock<Vec<(char, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("headings.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| Some((line.chars().next()?, line.split('\t').nth(1)?))).collect()
});

/// The heading in a line that carries no bullet; `underlined` if the line below is a rule.
pub(super) fn heading(line: &str, underlined: bool) -> Option<Heading> {
    let line = line.trim();
    let depth = line.chars().take_while(|c| *c == '#').count();
    let marked = (1..=6).contains(&depth) && line[depth..].starts_with(char::is_whitespace);
    let bold = ["**", "__"].iter().any(|mark| line.len() > 4 && line.starts_with(mark) && line.ends_with(mark));
    let text = line.trim_start_matches('#').trim_end_matches('#').replace("**", "").replace("__", "");
    let text = text.trim().trim_end_matches(':').trim();
    let words = text.split_whitespace().count();
    if words == 0 {
        return None;
    }
    let depth = if marked { depth } else { 0 };
    let made = |section: Option<char>, text: &str| Some(Heading { text: text.to_string(), section, depth });
    if let Some((letter, title)) = section(text) {
        let title_words = title.split_whitespace().count();
        if marked || bold || underlined || title_words <= 3 || opens_with_name(title) {
            return made(Some(letter), if title.is_empty() { text } else { title });
        }
        return None;
    }
    let named = named(text);
    let short = words <= LONGEST && !line.ends_with(['.', ';', ',']);
    let asks = line.ends_with('?') || line.ends_with(':');
    let shouted = words <= 6
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && text.chars().all(|c| !c.is_lowercase() && !c.is_ascii_digit());
    (marked || named.is_some() || short && (bold || underlined || asks || shouted)).then(|| made(named, text)).flatten()
}

/// A statement with its kind before it, "Outcome 2: Sam orders his lunch": the section, and the statement.
pub(super) fn labelled(line: &str) -> Option<(char, &str)> {
    let (label, statement) = line.split_once(':')?;
    let label = label.replace("**", "");
    let label = label.trim().trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.');
    let letter =
        named(label).or_else(|| section(label).filter(|(_, title)| title.is_empty()).map(|(letter, _)| letter))?;
    let statement = statement.trim_start_matches("**").trim();
    (!statement.is_empty()).then_some((letter, statement))
}

/// The letter and the title of "Section E: Outcomes".
fn section(text: &str) -> Option<(char, &str)> {
    let start = text.get(.."section".len()).filter(|start| start.eq_ignore_ascii_case("section"))?;
    let rest = text[start.len()..].trim_start();
    let letter = rest.chars().next()?.to_ascii_uppercase();
    let rest = &rest[rest.chars().next()?.len_utf8()..];
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if !('A'..='K').contains(&letter) || rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    Some((letter, rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '–' | '—' | '-' | '.'))))
}

/// The section that a heading of these words opens.
fn named(text: &str) -> Option<char> {
    let folded = folded(text);
    NAMED.iter().find(|(_, name)| *name == folded).map(|(section, _)| *section)
}

/// "Social care provision which must be made for a child under 18": the title of a section with what the law adds.
fn opens_with_name(title: &str) -> bool {
    let folded = folded(title);
    let opens = |name: &str| {
        folded.strip_prefix(name).is_some_and(|rest| {
            rest.starts_with(" which ")
                || rest.starts_with(" required ")
                || rest.starts_with(" sought ")
                || rest.starts_with(" reasonably ")
        })
    };
    NAMED.iter().any(|(_, name)| opens(name))
}

/// Lower case, without marks and what stands in brackets.
fn folded(text: &str) -> String {
    let text = text.split('(').next().unwrap_or_default().to_lowercase().replace('-', " ");
    let kept: String = text.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opens(line: &str) -> Option<Option<char>> {
        heading(line, false).map(|heading| heading.section)
    }

    #[test]
    fn headings_of_sections_are_known_however_they_are_written() {
        for (line, section) in [
            ("Section E", 'E'),
            ("SECTION E: OUTCOMES", 'E'),
            ("## Section F – Special educational provision", 'F'),
            ("Section F: Special educational provision required by the young person", 'F'),
            ("Section H1: Social care provision which must be made for a child under 18", 'H'),
            ("**Outcomes**", 'E'),
            ("Outcomes sought:", 'E'),
            ("Short-term outcomes (by July)", 'E'),
            ("Provision", 'F'),
            ("Outputs", 'F'),
            ("section b", 'B'),
        ] {
            assert_eq!(opens(line), Some(Some(section)), "{line}");
        }
    }

    #[test]
    fn other_headings_open_no_section() {
        for line in
            ["# Communication", "How will we know?", "Things that matter:", "COGNITION AND LEARNING", "**In class**"]
        {
            assert_eq!(opens(line), Some(None), "{line}");
        }
        assert_eq!(heading("Friends and family", true).unwrap().text, "Friends and family");
        assert_eq!(heading("### Deep", false).unwrap().depth, 3);
    }

    #[test]
    fn statements_are_no_headings() {
        for line in [
            "Outcomes for Sam are that he orders his own lunch",
            "Provision of a laptop",
            "5 hours of TA support",
            "Section E of the plan says that he will read more by July",
            "Short breaks",
            "TA SUPPORT 5 HOURS",
            "#friends",
            "Will he be able to tell his mum by July 2027 what he did at school?",
        ] {
            assert_eq!(heading(line, false), None, "{line}");
        }
        assert_eq!(heading("", false), None);
    }

    #[test]
    fn a_statement_may_carry_its_kind() {
        assert_eq!(labelled("Outcome 2: Sam orders his lunch"), Some(('E', "Sam orders his lunch")));
        assert_eq!(labelled("**Provision:** a laptop"), Some(('F', "a laptop")));
        assert_eq!(
            labelled("Section F: a laptop of his own for writing"),
            Some(('F', "a laptop of his own for writing"))
        );
        assert_eq!((labelled("By July: reads"), labelled("Outcomes:")), (None, None));
    }

    #[test]
    fn every_named_heading_is_folded_and_has_a_section_and_a_place() {
        for line in include_str!("headings.tsv").lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{line}");
            assert_eq!(folded(columns[1]), columns[1], "{line}");
            assert!(columns[0].len() == 1 && ('A'..='K').contains(&columns[0].chars().next().unwrap()), "{line}");
        }
    }
}
