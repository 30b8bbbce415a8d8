//! The thread of a plan: four columns of boxes with lines between them.
//!
//! **In:** columns of items and the links between them, as plain words. **Out:** SVG. **Layer:** 5.
//!
//! A link that the author gave is an unbroken line, a proposal is dashed, a guess is dotted: told by form, not colour. A box
//! about which something was found has a thick border and says how much. Lines run behind the boxes.

use super::svg::{Anchor, INK, QUIET, SIZE, Sheet, Stroke, fitted, width_of};
use std::collections::HashMap;

const WIDTH: f64 = 236.0;
const BETWEEN: f64 = 76.0;
const TOP: f64 = 96.0;
const SIDE: f64 = 16.0;
const LINE: f64 = 15.0;
const WORDS: f64 = 11.5;
/// Lines of a text that are drawn; the rest is in the list below the picture.
const MOST_LINES: usize = 12;

/// One box.
#[derive(Debug, Clone)]
pub struct ThreadItem {
    /// What the plan calls it.
    pub id: String,
    /// What it says.
    pub text: String,
    /// Number of findings about it.
    pub findings: usize,
}

/// How a link came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThreadLine {
    /// By the author of the plan.
    Given,
    /// Proposed.
    Proposed,
    /// Proposed without much to go by.
    Guess,
}

/// One line, between the items of these ids.
#[derive(Debug, Clone)]
pub struct ThreadLink {
    /// Where it begins.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// How it came about.
    pub line: ThreadLine,
}

impl ThreadLine {
    fn stroke(self) -> Stroke {
        match self {
            ThreadLine::Given => Stroke { colour: INK, width: 2.2, dashes: "" },
            ThreadLine::Proposed => Stroke { colour: INK, width: 1.4, dashes: "7 4" },
            ThreadLine::Guess => Stroke { colour: QUIET, width: 1.4, dashes: "1.5 4" },
        }
    }
}

/// A box with its place on the sheet.
struct Drawn {
    x: f64,
    y: f64,
    height: f64,
}

/// Draws the thread: `columns` from left to right, each with its heading.
pub fn thread(title: &str, columns: &[(&str, Vec<ThreadItem>)], links: &[ThreadLink]) -> String {
    let lines: Vec<Vec<Vec<String>>> =
        columns.iter().map(|(_, items)| items.iter().map(|item| wrapped(&item.text)).collect()).collect();
    let mut places: HashMap<&str, Drawn> = HashMap::new();
    let mut bottom = TOP;
    for (column, (_, items)) in columns.iter().enumerate() {
        let x = SIDE + column as f64 * (WIDTH + BETWEEN);
        let mut y = TOP;
        for (item, lines) in items.iter().zip(&lines[column]) {
            let marked = if item.findings > 0 { 1.0 } else { 0.0 };
            let height = 30.0 + LINE * (lines.len() as f64 + marked);
            places.insert(&item.id, Drawn { x, y, height });
            y += height + 14.0;
        }
        bottom = bottom.max(y);
    }
    let width = 2.0 * SIDE + columns.len() as f64 * WIDTH + columns.len().saturating_sub(1) as f64 * BETWEEN;
    let mut sheet = Sheet::new(width, bottom + 4.0);
    sheet.text((SIDE, 26.0), Anchor::Start, 17.0, INK, &fitted(title, 17.0, width - 2.0 * SIDE));
    legend(&mut sheet);
    for (column, (heading, _)) in columns.iter().enumerate() {
        let x = SIDE + column as f64 * (WIDTH + BETWEEN);
        sheet.text((x, TOP - 12.0), Anchor::Start, 14.0, INK, heading);
    }
    for link in links {
        if let (Some(from), Some(to)) = (places.get(link.from.as_str()), places.get(link.to.as_str())) {
            let (start, end) = ((from.x + WIDTH, from.y + from.height / 2.0), (to.x, to.y + to.height / 2.0));
            sheet.curve(start, end, link.line.stroke());
        }
    }
    for ((_, items), lines) in columns.iter().zip(&lines) {
        for (item, lines) in items.iter().zip(lines) {
            draw(&mut sheet, item, lines, &places[item.id.as_str()]);
        }
    }
    sheet.finish("thread", title, &told(columns, links))
}

fn legend(sheet: &mut Sheet) {
    let mut x = SIDE;
    for (line, words) in
        [(ThreadLine::Given, "linked by the plan"), (ThreadLine::Proposed, "proposed"), (ThreadLine::Guess, "a guess")]
    {
        sheet.line(&[(x, 46.0), (x + 44.0, 46.0)], line.stroke());
        sheet.text((x + 52.0, 50.0), Anchor::Start, SIZE, QUIET, words);
        x += 76.0 + width_of(words, SIZE);
    }
    sheet.text((x, 50.0), Anchor::Start, SIZE, QUIET, "thick border: something to look at");
}

fn draw(sheet: &mut Sheet, item: &ThreadItem, lines: &[String], place: &Drawn) {
    let corner = (place.x, place.y);
    sheet.rect(corner, (WIDTH, place.height), "#ffffff");
    let border = if item.findings > 0 { 3.0 } else { 1.0 };
    sheet.frame(corner, (WIDTH, place.height), Stroke { colour: INK, width: border, dashes: "" });
    let mut y = place.y + 18.0;
    sheet.text((place.x + 9.0, y), Anchor::Start, 12.5, INK, &fitted(&item.id, 12.5, WIDTH - 18.0));
    for line in lines {
        y += LINE;
        sheet.text((place.x + 9.0, y), Anchor::Start, WORDS, INK, line);
    }
    if item.findings > 0 {
        let words = if item.findings == 1 {
            "→ 1 thing to look at".to_string()
        } else {
            format!("→ {} things to look at", item.findings)
        };
        sheet.text((place.x + 9.0, y + LINE), Anchor::Start, WORDS, INK, &words);
    }
}

/// `text` in lines that fit a box.
fn wrapped(text: &str) -> Vec<String> {
    let room = WIDTH - 18.0;
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let word = fitted(word, WORDS, room);
        let last = lines.last_mut().expect("there is a first line from the beginning");
        if last.is_empty() {
            *last = word;
        } else if width_of(last, WORDS) + width_of(&word, WORDS) + WORDS * 0.5 <= room {
            *last = format!("{last} {word}");
        } else {
            lines.push(word);
        }
        if lines.len() > MOST_LINES {
            lines.truncate(MOST_LINES);
            if let Some(last) = lines.last_mut() {
                *last = format!("{} …", fitted(last, WORDS, room - 2.0 * WORDS));
            }
            break;
        }
    }
    lines
}

/// The same in words.
fn told(columns: &[(&str, Vec<ThreadItem>)], links: &[ThreadLink]) -> String {
    let counted: Vec<String> = columns.iter().map(|(heading, items)| format!("{heading}: {}", items.len())).collect();
    let of = |line: ThreadLine| links.iter().filter(|link| link.line == line).count();
    format!(
        "Four columns of boxes, joined by lines from left to right. {}. {} links by the plan, {} proposed, {} guesses. The list below says the same in words.",
        counted.join(", "),
        of(ThreadLine::Given),
        of(ThreadLine::Proposed),
        of(ThreadLine::Guess)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(id: &str, text: &str, findings: usize) -> ThreadItem {
        ThreadItem { id: id.into(), text: text.into(), findings }
    }

    #[test]
    fn given_and_proposed_lines_differ_without_colour() {
        let links = [("A1", "B1", ThreadLine::Given), ("A1", "B2", ThreadLine::Proposed)]
            .map(|(from, to, line)| ThreadLink { from: from.into(), to: to.into(), line });
        let columns = [
            ("Hopes", vec![item("A1", "Swim & dive", 0)]),
            ("Needs", vec![item("B1", "one", 2), item("B2", "two", 0)]),
        ];
        let picture = thread("Plan <for> Sam", &columns, &links);
        let curves: Vec<&str> = picture.lines().filter(|line| line.starts_with("<path")).collect();
        assert_eq!(curves.len(), 2);
        assert!(!curves[0].contains("dasharray") && curves[1].contains("dasharray"));
        assert!(picture.contains("→ 2 things to look at") && picture.contains("Swim &amp; dive"));
        assert!(!picture.contains("Plan <for>"));
    }

    #[test]
    fn a_line_to_nowhere_is_left_out_and_an_empty_plan_is_drawn() {
        let link = ThreadLink { from: "A1".into(), to: "Z9".into(), line: ThreadLine::Given };
        let picture = thread("t", &[("Hopes", vec![item("A1", "", 0)]), ("Needs", Vec::new())], &[link]);
        assert!(!picture.contains("<path"));
        assert!(thread("t", &[], &[]).contains("</svg>"));
    }

    #[test]
    fn a_long_text_is_wrapped_and_cut_with_an_ellipsis() {
        let lines = wrapped(&"one two three four five ".repeat(40));
        assert_eq!(lines.len(), MOST_LINES);
        assert!(lines[MOST_LINES - 1].ends_with('…'));
        assert!(lines.iter().all(|line| width_of(line, WORDS) <= WIDTH - 9.0), "{lines:?}");
    }
}
