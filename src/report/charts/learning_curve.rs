//! How much better a system gets with more statements to learn from.
//!
//! **In:** [`Curve`]s. **Out:** SVG. **Layer:** 5.
//!
//! If the numbers of statements span a factor of eight or more, equal factors are equally far apart: what doubling the
//! corpus brings is the question, and it shows as one step everywhere.

use super::lines::{Line, draw};
use super::plot::{Plot, Range};
use super::svg::Sheet;

const ROOM: f64 = 236.0;

/// A system, or a system on one slice, at several sizes of its training set.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// What stands beside the line.
    pub name: String,
    /// In rising order of statements.
    pub points: Vec<CurvePoint>,
}

/// What was reached with one number of statements.
#[derive(Debug, Clone, PartialEq)]
pub struct CurvePoint {
    /// Statements learned from.
    pub statements: usize,
    /// Macro-F1, the mean over the runs.
    pub macro_f1: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// Macro-F1 of every run.
    pub runs: Vec<f64>,
}

/// The picture of learning curves.
pub fn learning_curve(curves: &[Curve]) -> String {
    let points = || curves.iter().flat_map(|curve| &curve.points);
    let mut sizes: Vec<usize> = points().map(|point| point.statements).collect();
    sizes.sort_unstable();
    sizes.dedup();
    let (first, last) = (*sizes.first().unwrap_or(&1) as f64, *sizes.last().unwrap_or(&1) as f64);
    let x = Range { from: first, to: last, logarithmic: first > 0.0 && last >= 8.0 * first };
    let low = points().map(|point| point.low).fold(1.0, f64::min);
    let high = points().map(|point| point.high).fold(0.0, f64::max);
    let y = Range::linear(((low - 0.01) * 20.0).floor() / 20.0, ((high + 0.01) * 20.0).ceil() / 20.0);
    let y = Range::linear(y.from.max(0.0), y.to.min(1.0).max(y.from.max(0.0) + 0.05));
    let plot = Plot { left: 84.0, top: 66.0, width: 460.0, height: 360.0, x, y };
    let mut sheet = Sheet::new(plot.right() + ROOM, plot.bottom() + 60.0);
    let title = "What more statements to learn from bring";
    let scale = if x.logarithmic { "; the axis below is logarithmic" } else { "" };
    sheet.heading(title, &format!("Bands are 95 % intervals, small dots single runs{scale}."));
    plot.draw_y(&mut sheet, 6.0, "macro-F1");
    let ticks: Vec<(f64, String)> = sizes.iter().map(|size| (*size as f64, grouped(*size))).collect();
    plot.draw_x(&mut sheet, &ticks, "statements");
    let line = |curve: &Curve| Line {
        name: curve.name.clone(),
        points: curve.points.iter().map(|point| (point.statements as f64, point.macro_f1)).collect(),
        band: curve.points.iter().map(|point| (point.low, point.high)).collect(),
        dots: curve
            .points
            .iter()
            .filter(|point| point.runs.len() > 1)
            .flat_map(|point| point.runs.iter().map(|run| (point.statements as f64, *run)))
            .collect(),
    };
    draw(&mut sheet, &plot, &curves.iter().map(line).collect::<Vec<_>>(), ROOM);
    sheet.finish("learning-curve", title, &told(curves))
}

/// The same in words.
fn told(curves: &[Curve]) -> String {
    let mut words = "Macro-F1 by number of statements learned from.".to_string();
    for curve in curves {
        let points: Vec<String> = curve
            .points
            .iter()
            .map(|point| {
                let CurvePoint { statements, macro_f1, low, high, .. } = point;
                format!("{macro_f1:.3} ({low:.3} to {high:.3}) with {statements}")
            })
            .collect();
        words += &format!(" {}: {}.", curve.name, points.join(", "));
    }
    words
}

/// A whole number with commas between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut words = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}
