//! How many answers are wrong if only the surest are taken.
//!
//! **In:** for each system, coverage and risk in rising order of coverage. **Out:** SVG. **Layer:** 5.
//!
//! Whoever checks doubtful rows by hand wants the line that stays low the longest: read up from the share of rows that may
//! go unchecked.

use super::lines::{Line, draw};
use super::plot::{Plot, Range, written};
use super::svg::Sheet;

const ROOM: f64 = 236.0;

/// The risk–coverage picture; every system with its name and its points, coverage first.
pub fn risk_coverage(systems: &[(String, Vec<(f64, f64)>)]) -> String {
    let most = systems.iter().flat_map(|(_, points)| points).map(|point| point.1).fold(0.05, f64::max);
    let top = ((most * 1.04) * 20.0).ceil() / 20.0;
    let x = Range::linear(0.0, 1.0);
    let plot = Plot { left: 84.0, top: 66.0, width: 460.0, height: 360.0, x, y: Range::linear(0.0, top.min(1.0)) };
    let mut sheet = Sheet::new(plot.right() + ROOM, plot.bottom() + 60.0);
    let title = "Wrong answers among the surest";
    sheet.heading(title, "The lower, the better; at 1.0 all rows are answered.");
    plot.draw_y(&mut sheet, 6.0, "share wrong");
    plot.draw_x(&mut sheet, &written(x, 10.0), "share of rows answered, the surest first");
    let lines: Vec<Line> = systems
        .iter()
        .map(|(name, points)| Line { name: name.clone(), points: points.clone(), band: Vec::new(), dots: Vec::new() })
        .collect();
    draw(&mut sheet, &plot, &lines, ROOM);
    sheet.finish("risk-coverage", title, &told(systems))
}

/// The same in words, at half and at all of the rows.
fn told(systems: &[(String, Vec<(f64, f64)>)]) -> String {
    let mut words = "Share of wrong answers by share of rows answered, the surest first.".to_string();
    for (name, points) in systems {
        let at = |wanted: f64| points.iter().find(|point| point.0 >= wanted - 1e-9).map(|point| point.1);
        if let (Some(half), Some(all)) = (at(0.5), at(1.0)) {
            words += &format!(" {name}: {half:.3} wrong at half of the rows, {all:.3} at all.");
        }
    }
    words
}
