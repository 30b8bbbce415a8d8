//! Reads text and Markdown: one statement a line or bullet, under headings.
//!
//! **In:** the bytes of a document. **Out:** [`Found`] statements in order. **Layer:** 5.
//!
//! A line that silences a check speaks of the statement above it; at the beginning of a list or paragraph, of the one below.
//! Markdown's code, links and raw HTML are left as they stand.

use super::headings::{heading, labelled};
use super::{Found, Item};
use crate::document::allow::{self, Allowed};
use crate::document::rows::{BadRow, Id, Row};
use crate::domain::{Answers, Context};
use crate::error::{Error, Result};
use serde_json::Map;

/// What stands at the moment while lines are read.
struct Reading<'d> {
    name: &'d str,
    defaults: &'d Context,
    section: Option<String>,
    heading: Option<String>,
    /// Marks before the heading that opened the section.
    depth: usize,
    /// Headings of the columns of a table, if one is open.
    columns: Option<Vec<String>>,
    items: Vec<Item>,
    /// Place of the statement on the line above, and whether it had a bullet.
    above: Option<(usize, bool)>,
    waiting: Vec<Allowed>,
    waiting_since: usize,
    first: usize,
}

/// The statements of a document in `bytes`, which errors call `name`. Ids count from `first` + 1 on.
///
/// # Errors
/// If a line about silencing is not understood, or no statement follows it.
pub fn parse(bytes: &[u8], name: &str, defaults: &Context, first: usize) -> Result<Vec<Item>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let lines: Vec<Option<&str>> = bytes
        .split(|byte| *byte == b'\n')
        .map(|line| std::str::from_utf8(line.strip_suffix(b"\r").unwrap_or(line)).ok())
        .collect();
    let mut reading = Reading {
        name,
        defaults,
        section: defaults.section.clone(),
        heading: defaults.heading.clone(),
        depth: 0,
        columns: None,
        items: Vec::new(),
        above: None,
        waiting: Vec::new(),
        waiting_since: 0,
        first,
    };
    for (at, line) in lines.iter().enumerate() {
        let below = lines.get(at + 1).copied().flatten().unwrap_or_default();
        match line {
            Some(line) => reading.line(line, at + 1, below)?,
            None => reading.broken(at + 1),
        }
    }
    if !reading.waiting.is_empty() {
        return Err(Error::input("a check is silenced, and no statement follows")
            .at(format!("{name}, line {}", reading.waiting_since))
            .hint("put the line below the statement that it speaks of"));
    }
    Ok(reading.items)
}

impl Reading<'_> {
    fn line(&mut self, line: &str, number: usize, below: &str) -> Result<()> {
        let text = line.trim();
        if text.is_empty() {
            (self.above, self.columns) = (None, None);
        } else if let Some(allowed) = allow::line(text) {
            let allowed = allowed.map_err(|error| error.at(format!("{}, line {number}", self.name)))?;
            self.allow(allowed, number);
        } else if text.starts_with("<!--") && text.ends_with("-->") {
            // A comment is for its writer.
        } else if is_rule(text) {
            self.above = None;
        } else if text.starts_with('|') && text.len() > 1 {
            self.cells(text, number, is_table_rule(below.trim()));
        } else {
            self.words(line, number, is_rule(below.trim()) && below.trim().starts_with(['=', '-']));
        }
        Ok(())
    }

    /// A heading, a statement, or the rest of the statement above.
    fn words(&mut self, line: &str, number: usize, underlined: bool) {
        let (bullet, text) = without_bullet(line.trim());
        if !bullet && let Some(found) = heading(text, underlined) {
            self.above = None;
            if found.section.is_some() {
                (self.section, self.depth) = (found.section.map(String::from), found.depth);
            } else if found.depth > 0 && found.depth <= self.depth {
                (self.section, self.depth) = (self.defaults.section.clone(), 0);
            }
            self.heading = Some(found.text);
            return;
        }
        if !bullet
            && line.starts_with(['\t', ' '])
            && let Some((place, true)) = self.above
            && let Some(Ok(found)) = self.items.get_mut(place)
        {
            found.row.text = format!("{} {}", found.row.text, plain(text));
            return;
        }
        let (section, text) = labelled(text).map_or((None, text), |(letter, text)| (Some(letter), text));
        self.statement(text, number, section.map(String::from), None, bullet);
    }

    /// A row of a table. Its first row, over a rule, gives the headings of its columns.
    fn cells(&mut self, text: &str, number: usize, heads: bool) {
        if is_table_rule(text) {
            return;
        }
        let inside = text.strip_prefix('|').unwrap_or(text);
        let inside = inside.strip_suffix('|').unwrap_or(inside);
        let cells: Vec<String> = inside.split('|').map(plain).collect();
        if heads {
            self.columns = Some(cells);
            return;
        }
        for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| cell.chars().any(char::is_alphabetic)) {
            let head = self.columns.as_ref().and_then(|columns| columns.get(at)).cloned();
            let section = head.as_deref().and_then(|head| heading(head, true)?.section);
            self.statement(cell, number, section.map(String::from), head, false);
        }
    }

    fn statement(&mut self, text: &str, number: usize, section: Option<String>, heading: Option<String>, bullet: bool) {
        let (own, text) = without_id(text);
        let text = plain(text);
        if text.is_empty() {
            return;
        }
        let id = own
            .map_or_else(|| Id::Text((self.first + self.items.len() + 1).to_string()), |own| Id::Text(own.to_string()));
        let of_id = own.and_then(|own| own.chars().next()).map(String::from);
        let mut context = self.defaults.clone();
        context.section = section.or_else(|| self.section.clone()).or(of_id);
        context.heading = heading.or_else(|| self.heading.clone());
        let row = Row { id, text, context, answers: Answers::default(), input: Map::new() };
        let allowed = std::mem::take(&mut self.waiting);
        self.above = Some((self.items.len(), bullet));
        self.items.push(Ok(Found { row, file: self.name.to_string(), line: Some(number as u64), allowed }));
    }

    fn allow(&mut self, allowed: Vec<Allowed>, number: usize) {
        match self.above.and_then(|(place, _)| self.items.get_mut(place)) {
            Some(Ok(found)) => found.allowed.extend(allowed),
            _ => {
                self.waiting_since = number;
                self.waiting.extend(allowed);
            }
        }
    }

    fn broken(&mut self, number: usize) {
        let error = Error::input("the line is not valid UTF-8").hint("save the file as UTF-8");
        let id = Id::Text((self.first + self.items.len() + 1).to_string());
        self.above = None;
        self.items.push(Err(BadRow {
            id,
            error: error.at(format!("{}, line {number}", self.name)),
            input: Map::new(),
        }));
    }
}

/// A line of nothing but marks: `---`, `====`, `* * *`.
fn is_rule(text: &str) -> bool {
    let marks: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    marks.len() >= 3 && ['-', '=', '*', '_', '—', '–'].iter().any(|mark| marks.iter().all(|c| c == mark))
}

/// The line under the head of a table: `|---|:--:|`.
fn is_table_rule(text: &str) -> bool {
    text.starts_with('|') && text.contains("--") && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// The text behind its bullet or number, and whether there was one.
fn without_bullet(text: &str) -> (bool, &str) {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return (false, text) };
    let rest = letters.as_str();
    let spaced = rest.starts_with(char::is_whitespace);
    let rest = match first {
        '•' | '◦' | '▪' | '●' | '○' | '■' | '□' | '‣' | '➢' | '►' | '✓' | '✔' | '·' | '\u{f0b7}' => {
            Some(rest)
        }
        '-' | '*' | '+' | '–' | '—' | 'o' | '>' if spaced => Some(rest),
        _ => numbered(text),
    };
    let Some(rest) = rest else { return (false, text) };
    let rest = rest.trim_start();
    let ticked = ["[ ]", "[x]", "[X]"].iter().find_map(|box_| rest.strip_prefix(box_));
    (true, ticked.unwrap_or(rest).trim_start())
}

/// The text behind "1.", "2)", "(a)", "iv)".
fn numbered(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('(').unwrap_or(text);
    let digits = inside.chars().take_while(char::is_ascii_digit).count();
    let letters = inside.chars().take_while(char::is_ascii_lowercase).count();
    let length = digits.max(letters);
    let rest = &inside[length..];
    let behind = match (digits, letters) {
        (1..=3, _) => rest.strip_prefix(['.', ')'])?,
        (_, 1) => rest.strip_prefix(['.', ')'])?,
        (_, 2..=4) if inside[..letters].chars().all(|c| matches!(c, 'i' | 'v' | 'x')) => rest.strip_prefix(')')?,
        _ => return None,
    };
    behind.starts_with(char::is_whitespace).then_some(behind)
}

/// The id that a statement carries itself, "E2: …", and the rest.
fn without_id(text: &str) -> (Option<&str>, &str) {
    let digits = text.chars().skip(1).take_while(char::is_ascii_digit).count();
    if !text.starts_with(['E', 'F', 'G', 'H']) || !(1..=2).contains(&digits) {
        return (None, text);
    }
    let (id, rest) = text.split_at(1 + digits);
    match rest.strip_prefix(['.', ':', ')']) {
        Some(rest) if rest.starts_with(char::is_whitespace) => (Some(id), rest.trim_start()),
        _ => (None, text),
    }
}

/// Without the marks for bold.
fn plain(text: &str) -> String {
    text.replace("**", "").trim().to_string()
}
