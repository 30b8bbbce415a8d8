//! Lines over one another, each with its name at its end.
//!
//! **In:** [`Line`]s and a [`Plot`]. **Out:** drawn lines, bands and names. **Layer:** 5.
//!
//! Names stand to the right of the plot beside the ends of their lines, pushed apart where lines end close together and
//! joined to them by hairlines: a reader need not look colours up in a box.

use super::plot::Plot;
use super::svg::{Anchor, INK, QUIET, SIZE, Sheet, Stroke, fitted};

/// Dark enough on white for anybody; neighbours differ in lightness, so that they differ in grey as well.
const COLOURS: [&str; 8] = ["#10305f", "#b04a00", "#4a7fb5", "#1f6b3a", "#7a3b8c", "#8a6d00", "#a11b4b", "#555555"];

/// Dashes that go with the colours.
const DASHES: [&str; 8] = ["", "7 3", "2 3", "10 3 2 3", "", "7 3", "2 3", "10 3 2 3"];

/// Height that a name needs.
const LEADING: f64 = 18.0;

/// A line with its name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub name: String,
    /// Values along both axes, from left to right.
    pub points: Vec<(f64, f64)>,
    /// Lowest and highest value at each of `points`; empty for none.
    pub band: Vec<(f64, f64)>,
    /// Single values behind the line.
    pub dots: Vec<(f64, f64)>,
}

/// Draws the lines, the first on top, and their names in the `room` to the right of the plot.
pub(super) fn draw(sheet: &mut Sheet, plot: &Plot, lines: &[Line], room: f64) {
    let colour = |at: usize| COLOURS[at % COLOURS.len()];
    for (at, line) in lines.iter().enumerate().rev() {
        let edge = |high: bool| {
            line.points.iter().zip(&line.band).map(move |((x, _), (low, top))| (*x, if high { *top } else { *low }))
        };
        let around: Vec<(f64, f64)> = edge(true)
            .chain(edge(false).collect::<Vec<_>>().into_iter().rev())
            .map(|value| plot.place(value))
            .collect();
        if !around.is_empty() {
            sheet.area(&around, colour(at));
        }
    }
    for (at, line) in lines.iter().enumerate().rev() {
        let places: Vec<(f64, f64)> = line.points.iter().map(|value| plot.place(*value)).collect();
        let dashes = DASHES[at % DASHES.len()];
        sheet.line(&places, Stroke { colour: colour(at), width: if at == 0 { 2.6 } else { 1.8 }, dashes });
        for dot in &line.dots {
            sheet.mark(plot.place(*dot), 1.6, 0, colour(at));
        }
        for place in &places {
            sheet.mark(*place, 3.2, at, colour(at));
        }
    }
    names(sheet, plot, lines, room);
}

fn names(sheet: &mut Sheet, plot: &Plot, lines: &[Line], room: f64) {
    let mut ends: Vec<(usize, (f64, f64))> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| line.points.last().map(|value| (at, plot.place(*value))))
        .collect();
    ends.sort_by(|one, two| one.1.1.total_cmp(&two.1.1));
    let wanted: Vec<f64> = ends.iter().map(|(_, (_, y))| *y).collect();
    let start = plot.right() + 26.0;
    for ((at, end), y) in ends.into_iter().zip(spread(&wanted, LEADING, (plot.top, plot.bottom()))) {
        let (colour, dashes) = (COLOURS[at % COLOURS.len()], DASHES[at % DASHES.len()]);
        sheet.line(&[(end.0 + 6.0, end.1), (start - 6.0, y)], Stroke { colour: QUIET, width: 0.7, dashes: "" });
        sheet.line(&[(start, y), (start + 26.0, y)], Stroke { colour, width: 2.0, dashes });
        sheet.mark((start + 13.0, y), 3.2, at, colour);
        let name = fitted(&lines[at].name, SIZE, room - 66.0);
        sheet.text((start + 34.0, y + 4.5), Anchor::Start, SIZE, INK, &name);
    }
}

/// Places as near as can be to the `wanted` ones, which rise, at least `apart` from one another and within `bounds` if there
/// is room enough.
pub(super) fn spread(wanted: &[f64], apart: f64, bounds: (f64, f64)) -> Vec<f64> {
    let mut places = wanted.to_vec();
    let mut least = bounds.0;
    for place in &mut places {
        *place = place.max(least);
        least = *place + apart;
    }
    let mut most = bounds.1;
    for place in places.iter_mut().rev() {
        *place = place.min(most);
        most = *place - apart;
    }
    places
}
