//! Pages written in Markdown, for a terminal.
//!
//! **In:** a page of Markdown. **Out:** wrapped text with headings that stand out. **Layer:** 5.
//!
//! Only what our own pages use is rendered: headings, paragraphs, lists and quotations; tables and code stay as they are.

use super::paragraph::{Paragraph, STRONG};
use std::io::{self, Write};

/// Writes a page.
///
/// # Errors
/// If it cannot be written.
pub fn write(out: &mut dyn Write, width: usize, page: &str) -> io::Result<()> {
    let mut open: Option<(usize, usize, String)> = None;
    let mut in_code = false;
    for line in page.lines() {
        let trimmed = line.trim();
        let item = ["- ", "* ", "> "].iter().any(|mark| trimmed.starts_with(mark)) || is_numbered(trimmed);
        let fence = trimmed.starts_with("```");
        let apart = in_code || fence || item || trimmed.is_empty() || trimmed.starts_with(['#', '|']);
        if apart && let Some((first, rest, text)) = open.take() {
            inline(Paragraph::indented(first, rest), &text).write(out, width)?;
        }
        if fence {
            in_code = !in_code;
        } else if in_code || trimmed.starts_with('|') || trimmed.is_empty() {
            writeln!(out, "{line}")?;
        } else if trimmed.starts_with('#') {
            Paragraph::default().styled(STRONG, trimmed.trim_start_matches('#').trim()).write(out, width)?;
        } else if item {
            let indent = line.len() - line.trim_start().len();
            open = Some((indent, indent + 2, trimmed.to_string()));
        } else {
            match &mut open {
                Some((_, _, text)) => {
                    text.push(' ');
                    text.push_str(trimmed);
                }
                None => open = Some((0, 0, trimmed.to_string())),
            }
        }
    }
    match open {
        Some((first, rest, text)) => inline(Paragraph::indented(first, rest), &text).write(out, width),
        None => Ok(()),
    }
}

fn is_numbered(line: &str) -> bool {
    line.split_once(". ").is_some_and(|(number, _)| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// Adds `text` with what stands between double asterisks in the strong style.
fn inline(mut paragraph: Paragraph, text: &str) -> Paragraph {
    for (index, part) in text.split("**").enumerate() {
        paragraph = if index % 2 == 1 { paragraph.styled(STRONG, part) } else { paragraph.plain(part) };
    }
    paragraph
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_paragraph_are_joined_and_lists_are_not() {
        let mut out = Vec::new();
        write(&mut out, 80, "# Vague words\n\nSays **nothing**\nthat shows.\n\n- one\n- two\n  goes on\n").unwrap();
        let plain = anstream::adapter::strip_str(std::str::from_utf8(&out).unwrap()).to_string();
        assert_eq!(plain, "Vague words\n\nSays nothing that shows.\n\n- one\n- two goes on\n");
    }
}
