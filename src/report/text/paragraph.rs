//! A paragraph of styled words, wrapped to a width.
//!
//! **In:** pieces of text, each in a style. **Out:** lines. **Layer:** 5.
//!
//! The text of a draft may hold anything: control characters and the marks that turn the direction of writing around are
//! left out, because they could make a terminal show something that is not there.

use anstyle::Style;
use std::io::{self, Write};

/// Style of the sentence that matters most, and of headings.
pub(super) const STRONG: Style = Style::new().bold();
/// Style of quoted words.
pub(super) const QUOTED: Style = Style::new().italic();
/// Style of gaps to fill.
pub(super) const GAP: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(anstyle::AnsiColor::Yellow)));
/// Style of what is said in passing.
pub(super) const QUIET: Style = Style::new().dimmed();
/// Style of what must not be missed.
pub(super) const URGENT: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(anstyle::AnsiColor::Red)));

/// A paragraph under construction.
#[derive(Default)]
pub(super) struct Paragraph {
    first: usize,
    rest: usize,
    pieces: Vec<(Style, String)>,
}

impl Paragraph {
    /// A paragraph whose first line is indented by `first` and whose other lines by `rest` columns.
    pub(super) fn indented(first: usize, rest: usize) -> Self {
        Paragraph { first, rest, pieces: Vec::new() }
    }

    /// Adds words without style.
    pub(super) fn plain(self, text: &str) -> Self {
        self.styled(Style::new(), text)
    }

    /// Adds words in a style.
    pub(super) fn styled(mut self, style: Style, text: &str) -> Self {
        self.pieces.push((style, visible(text)));
        self
    }

    /// Adds words with their gaps, `[by when?]`, standing out.
    pub(super) fn with_gaps(mut self, style: Style, text: &str) -> Self {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('[') {
            let Some((gap, after)) = after.split_once(']') else { break };
            self = self.styled(style, before).styled(GAP, &format!("[{gap}]"));
            rest = after;
        }
        self.styled(style, rest)
    }

    /// Writes the paragraph in lines of at most `width` columns; a longer word stands alone.
    pub(super) fn write(&self, out: &mut dyn Write, width: usize) -> io::Result<()> {
        let mut column = self.first;
        write!(out, "{:1$}", "", self.first)?;
        let mut at_start = true;
        for word in self.words() {
            let length: usize = word.iter().map(|(_, text)| text.chars().count()).sum();
            if !at_start && column + 1 + length > width {
                write!(out, "\n{:1$}", "", self.rest)?;
                column = self.rest;
            } else if !at_start {
                out.write_all(b" ")?;
                column += 1;
            }
            for (style, text) in &word {
                write!(out, "{style}{text}{style:#}")?;
            }
            column += length;
            at_start = false;
        }
        out.write_all(b"\n")
    }

    /// Words, each of one or more styled parts.
    fn words(&self) -> Vec<Vec<(Style, &str)>> {
        let mut words: Vec<Vec<(Style, &str)>> = Vec::new();
        let mut glued = false;
        for (style, text) in &self.pieces {
            for (index, part) in text.split(' ').enumerate() {
                if index > 0 {
                    glued = false;
                }
                if part.is_empty() {
                    continue;
                }
                match words.last_mut() {
                    Some(word) if glued => word.push((*style, part)),
                    _ => words.push(vec![(*style, part)]),
                }
                glued = true;
            }
        }
        words
    }
}

/// `text` on one line, without what could deceive a terminal.
fn visible(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}');
    text.chars().filter(|c| !turns(*c)).map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c }).collect()
}

/// "a", "a and b", "a, b and c".
pub(super) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// In quotation marks, on one line; of a very long text only the beginning.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 600;
    let text = visible(text.trim());
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    let inner = text.strip_prefix('“').and_then(|text| text.strip_suffix('”')).unwrap_or(&text);
    if inner.chars().count() <= LONGEST {
        return format!("“{inner}”");
    }
    let start: String = inner.chars().take(LONGEST / 2).collect();
    format!("“{} …”", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(paragraph: &Paragraph, width: usize) -> Vec<String> {
        let mut out = Vec::new();
        paragraph.write(&mut out, width).unwrap();
        let plain = anstream::adapter::strip_str(std::str::from_utf8(&out).unwrap()).to_string();
        plain.lines().map(str::to_string).collect()
    }

    #[test]
    fn lines_keep_within_the_width_and_the_indent() {
        let paragraph = Paragraph::indented(2, 4).plain("What would five hours of TA support give Sam?");
        assert_eq!(lines(&paragraph, 20), ["  What would five", "    hours of TA", "    support give", "    Sam?"]);
    }

    #[test]
    fn pieces_without_a_space_between_them_stay_together() {
        let paragraph = Paragraph::default().plain("by ").with_gaps(STRONG, "[by when?], I walk");
        assert_eq!(lines(&paragraph, 80), ["by [by when?], I walk"]);
    }

    #[test]
    fn escape_codes_and_turning_marks_never_reach_the_terminal() {
        let paragraph = Paragraph::default().plain("a\u{1b}[31m\u{202e}b\u{7}");
        let mut out = Vec::new();
        paragraph.write(&mut out, 80).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a [31mb\n");
    }

    #[test]
    fn a_list_reads_like_a_sentence() {
        let items = ["a".to_string(), "b".to_string(), "c".to_string()];
        assert_eq!((listed(&items[..1]), listed(&items)), ("a".to_string(), "a, b and c".to_string()));
    }
}
