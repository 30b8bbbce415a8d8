//! A page of headings, tables and lists, for the terminal or as Markdown.
//!
//! **In:** blocks. **Out:** text. **Layer:** 6.
//!
//! The terminal gets lines of 100 columns at most: the first column of a table is cut in its middle if the table is wider,
//! and paragraphs are wrapped. What statements hold may be anything, so control characters and the marks that turn the
//! direction of writing around are left out.

/// Columns of the terminal.
const WIDTH: usize = 100;

/// Blocks in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Block {
    Heading(String),
    Text(String),
    List(Vec<String>),
    Table(Vec<Vec<String>>),
}

impl Page {
    pub(super) fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading(text.into()));
    }

    pub(super) fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(text.into()));
    }

    /// Entries with a dash each; nothing if there are none.
    pub(super) fn list(&mut self, entries: Vec<String>) {
        if !entries.is_empty() {
            self.blocks.push(Block::List(entries));
        }
    }

    /// The first line is the header; the first column stands left, the others right.
    pub(super) fn table(&mut self, lines: Vec<Vec<String>>) {
        self.blocks.push(Block::Table(lines));
    }

    /// For the terminal.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for block in &self.blocks {
            match block {
                Block::Heading(heading) => {
                    text += if text.is_empty() { "" } else { "\n" };
                    text += &format!("{heading}\n");
                }
                Block::Text(words) => text += &wrapped(words, 0, ""),
                Block::List(entries) => entries.iter().for_each(|entry| text += &wrapped(entry, 2, "- ")),
                Block::Table(lines) => text += &columns(lines),
            }
        }
        text
    }

    /// As Markdown.
    pub fn to_markdown(&self) -> String {
        let mut text = String::new();
        for (place, block) in self.blocks.iter().enumerate() {
            text += if place == 0 { "" } else { "\n" };
            match block {
                Block::Heading(heading) if place == 0 => text += &format!("# {heading}\n"),
                Block::Heading(heading) => text += &format!("## {heading}\n"),
                Block::Text(words) => text += &format!("{}\n", shown(words)),
                Block::List(entries) => entries.iter().for_each(|entry| text += &format!("- {}\n", shown(entry))),
                Block::Table(lines) => text += &piped(lines),
            }
        }
        text
    }
}

/// `text` on one line, without what could make a terminal show something that is not there.
pub(super) fn shown(text: &str) -> String {
    let turns = |c: &char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}');
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().filter(|c| !turns(c)).map(plain).collect()
}

/// `text` in at most `width` characters, its middle left out if it is longer.
pub(super) fn shortened(text: &str, width: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= width {
        return text.to_string();
    }
    let kept = width.saturating_sub(1);
    let (start, end) = (kept.div_ceil(2), kept / 2);
    letters[..start].iter().chain(&['…']).chain(&letters[letters.len() - end..]).collect()
}

/// A figure and its "%" stay on one line.
fn wrapped(words: &str, indent: usize, mark: &str) -> String {
    let words = shown(words).replace(" %", "\u{A0}%");
    let mut text = String::new();
    let mut line = mark.to_string();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let bare = line.trim().is_empty() || line == mark;
        if !bare && line.chars().count() + 1 + word.chars().count() > WIDTH {
            text += &format!("{}\n", line.trim_end());
            line = " ".repeat(indent);
        }
        let joined = line.is_empty() || line.ends_with(' ');
        line += if joined { "" } else { " " };
        line += word;
    }
    (text + &format!("{}\n", line.trim_end())).replace('\u{A0}', " ")
}

fn columns(lines: &[Vec<String>]) -> String {
    let count = lines.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |column: usize| lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max();
    let mut widths: Vec<usize> = (0..count).map(|column| wide(column).unwrap_or(0)).collect();
    let others: usize = widths.iter().skip(1).map(|width| width + 2).sum();
    if let Some(first) = widths.first_mut() {
        *first = (*first).min(WIDTH.saturating_sub(others).max(8));
    }
    let mut text = String::new();
    for line in lines {
        let cell = |(column, cell): (usize, &String)| match (column, widths[column]) {
            (0, width) => format!("{:<width$}", shortened(&shown(cell), width)),
            (_, width) => format!("{cell:>width$}"),
        };
        let cells: Vec<String> = line.iter().enumerate().map(cell).collect();
        text += &format!("{}\n", cells.join("  ").trim_end());
    }
    text
}

fn piped(lines: &[Vec<String>]) -> String {
    let mut text = String::new();
    for (place, line) in lines.iter().enumerate() {
        let cells: Vec<String> = line.iter().map(|cell| shown(cell).replace('|', "\\|")).collect();
        text += &format!("| {} |\n", cells.join(" | "));
        if place == 0 {
            text += &format!("|---|{}\n", "---:|".repeat(line.len().saturating_sub(1)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &[&str]) -> Vec<String> {
        line.iter().map(ToString::to_string).collect()
    }

    fn page() -> Page {
        let mut page = Page::default();
        page.heading("Labels");
        page.table(vec![cells(&["label", "n"]), cells(&["a|b", "12"])]);
        page.heading("Problems");
        page.list(cells(&["one \u{202E}thing\u{7}", "another"]));
        page
    }

    #[test]
    fn the_terminal_gets_columns_and_dashes() {
        assert_eq!(page().to_text(), "Labels\nlabel   n\na|b    12\n\nProblems\n- one thing\n- another\n");
    }

    #[test]
    fn markdown_gets_pipes_and_one_first_heading() {
        assert_eq!(
            page().to_markdown(),
            "# Labels\n\n| label | n |\n|---|---:|\n| a\\|b | 12 |\n\n## Problems\n\n- one thing \n- another\n"
        );
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let mut page = Page::default();
        page.table(vec![cells(&[&"folder/".repeat(30), "12"]), cells(&["x", "1"])]);
        page.list(vec!["word ".repeat(60)]);
        let text = page.to_text();
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].contains('…') && lines[2].starts_with("- word") && lines[3].starts_with("  word"), "{text}");
        assert_eq!(text.matches("word").count(), 60);
    }

    #[test]
    fn a_figure_is_not_parted_from_its_sign() {
        // 98 letters, a space and "5" would fill the line; "5 %" does not fit.
        assert_eq!(wrapped(&format!("{} 5 % more", "x".repeat(98)), 0, ""), format!("{}\n5 % more\n", "x".repeat(98)));
    }

    #[test]
    fn the_middle_is_left_out_first() {
        assert_eq!(shortened("corpus/train.jsonl", 9), "corp…sonl");
        assert_eq!(shortened("short", 9), "short");
    }
}
