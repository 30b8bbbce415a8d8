//! Which label was taken for which.
//!
//! **In:** counts, right labels down, given labels across. **Out:** SVG. **Layer:** 5.
//!
//! A cell is the darker the larger its share of the row, and carries its count and that share: shade for a glance, numbers
//! for whoever cannot see shades or wants to quote them.

use super::svg::{AXIS, Anchor, INK, QUIET, SIZE, Sheet, Stroke, fitted};
use crate::domain::Label;

const CELL: (f64, f64) = (92.0, 58.0);
const LEFT: f64 = 148.0;
const TOP: f64 = 104.0;

/// White to a blue so dark that white words stand on it; lightness falls steadily, so grey prints tell as much.
const LIGHT: [f64; 3] = [255.0, 255.0, 255.0];
const DARK: [f64; 3] = [16.0, 48.0, 95.0];

/// The picture of a confusion table; `counts` are in the order of [`Label::ALL`] both ways.
pub fn confusion(system: &str, counts: [[usize; 5]; 5]) -> String {
    let (width, height) = (LEFT + 5.0 * CELL.0 + 90.0, TOP + 5.0 * CELL.1 + 36.0);
    let mut sheet = Sheet::new(width, height);
    let n: usize = counts.iter().flatten().sum();
    let right: usize = (0..5).map(|label| counts[label][label]).sum();
    let title = format!("Confusions of {system}");
    sheet.heading(&fitted(&title, 17.0, width - 32.0), &format!("{right} of {n} rows right. Per cent are of the row."));
    sheet.text((LEFT + 2.5 * CELL.0, TOP - 28.0), Anchor::Middle, SIZE, INK, "label given");
    sheet.upright((28.0, TOP + 2.5 * CELL.1), "right label");
    sheet.text((LEFT + 5.0 * CELL.0 + 12.0, TOP - 8.0), Anchor::Start, SIZE, QUIET, "rows");
    for (down, label) in Label::ALL.into_iter().enumerate() {
        let (x, y) = (LEFT + (down as f64 + 0.5) * CELL.0, TOP + (down as f64 + 0.5) * CELL.1);
        sheet.text((x, TOP - 8.0), Anchor::Middle, SIZE, INK, label.name());
        sheet.text((LEFT - 12.0, y + 4.5), Anchor::End, SIZE, INK, label.name());
        let rows: usize = counts[down].iter().sum();
        sheet.text((LEFT + 5.0 * CELL.0 + 12.0, y + 4.5), Anchor::Start, SIZE, QUIET, &rows.to_string());
        for (across, &count) in counts[down].iter().enumerate() {
            let share = if rows == 0 { 0.0 } else { count as f64 / rows as f64 };
            let corner = (LEFT + across as f64 * CELL.0, TOP + down as f64 * CELL.1);
            sheet.rect(corner, CELL, &shade(share));
            let ink = if share > 0.45 { "#ffffff" } else { INK };
            let middle = (corner.0 + CELL.0 / 2.0, corner.1 + CELL.1 / 2.0);
            if count > 0 {
                sheet.text((middle.0, middle.1 + 0.5), Anchor::Middle, 15.0, ink, &count.to_string());
                sheet.text((middle.0, middle.1 + 17.0), Anchor::Middle, 11.0, ink, &format!("{:.0} %", share * 100.0));
            } else {
                sheet.text((middle.0, middle.1 + 5.0), Anchor::Middle, SIZE, QUIET, "0");
            }
        }
    }
    for down in 0..5 {
        let corner = (LEFT + f64::from(down) * CELL.0, TOP + f64::from(down) * CELL.1);
        sheet.frame(corner, CELL, Stroke { width: 2.0, ..AXIS });
    }
    sheet.frame((LEFT, TOP), (5.0 * CELL.0, 5.0 * CELL.1), AXIS);
    sheet.finish("confusion", &title, &told(&counts, right, n))
}

/// The same in words.
fn told(counts: &[[usize; 5]; 5], right: usize, n: usize) -> String {
    let mut words = format!("A table of right labels down and given labels across; {right} of {n} rows are right.");
    for (label, row) in Label::ALL.into_iter().zip(counts) {
        let given: Vec<String> = Label::ALL
            .into_iter()
            .zip(row)
            .filter(|(_, count)| **count > 0)
            .map(|(given, count)| format!("{count} {given}"))
            .collect();
        let rows: usize = row.iter().sum();
        if rows > 0 {
            words += &format!(" Of {rows} rows labelled {label} were given: {}.", given.join(", "));
        }
    }
    words
}

fn shade(share: f64) -> String {
    let part = |at: usize| (LIGHT[at] + share * (DARK[at] - LIGHT[at])).round() as u8;
    format!("#{:02x}{:02x}{:02x}", part(0), part(1), part(2))
}
