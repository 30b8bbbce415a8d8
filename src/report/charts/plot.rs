//! Axes: from values to places on a sheet.
//!
//! **In:** ranges of values and a rectangle. **Out:** places, and drawn axes with grid and ticks. **Layer:** 5.

use super::svg::{AXIS, Anchor, GRID, INK, QUIET, SIZE, Sheet, width_of};

/// A range of values along an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Range {
    pub from: f64,
    pub to: f64,
    /// True if equal factors, not equal steps, are equally far apart.
    pub logarithmic: bool,
}

impl Range {
    pub(super) fn linear(from: f64, to: f64) -> Self {
        Range { from, to, logarithmic: false }
    }

    /// Where `value` lies: 0 at the beginning of the range, 1 at its end.
    pub(super) fn share(self, value: f64) -> f64 {
        let at = |value: f64| if self.logarithmic { value.max(f64::MIN_POSITIVE).ln() } else { value };
        let length = at(self.to) - at(self.from);
        if length.abs() < 1e-12 { 0.5 } else { (at(value) - at(self.from)) / length }
    }

    /// Round values inside the range, about `wanted` of them, with the decimals that tell them apart.
    pub(super) fn ticks(self, wanted: f64) -> (Vec<f64>, usize) {
        let rough = ((self.to - self.from) / wanted).max(1e-9);
        let power = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * power).find(|step| *step >= rough - 1e-12);
        let step = step.unwrap_or(power * 10.0);
        let first = (self.from / step - 1e-9).ceil() as i64;
        let last = (self.to / step + 1e-9).floor() as i64;
        let decimals = (-step.log10().floor()).clamp(0.0, 9.0) as usize;
        ((first..=last).map(|tick| tick as f64 * step).collect(), decimals)
    }
}

/// A rectangle with an axis below and one at the left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Plot {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
    pub x: Range,
    pub y: Range,
}

impl Plot {
    /// The place of a value.
    pub(super) fn place(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (self.left + self.x.share(x) * self.width, self.top + (1.0 - self.y.share(y)) * self.height)
    }

    pub(super) fn bottom(&self) -> f64 {
        self.top + self.height
    }

    pub(super) fn right(&self) -> f64 {
        self.left + self.width
    }

    /// The axis at the left with lines across, and its name.
    pub(super) fn draw_y(&self, sheet: &mut Sheet, wanted: f64, name: &str) {
        let (ticks, decimals) = self.y.ticks(wanted);
        let mut widest: f64 = 0.0;
        for tick in ticks {
            let (_, y) = self.place((self.x.from, tick));
            sheet.line(&[(self.left, y), (self.right(), y)], GRID);
            let words = format!("{tick:.decimals$}");
            widest = widest.max(width_of(&words, SIZE));
            sheet.text((self.left - 8.0, y + 4.5), Anchor::End, SIZE, QUIET, &words);
        }
        sheet.line(&[(self.left, self.top), (self.left, self.bottom())], AXIS);
        sheet.upright((self.left - widest - 18.0, self.top + self.height / 2.0), name);
    }

    /// The axis below with ticks at these values, and its name. A tick whose words would touch those before it goes without.
    pub(super) fn draw_x(&self, sheet: &mut Sheet, ticks: &[(f64, String)], name: &str) {
        let bottom = self.bottom();
        sheet.line(&[(self.left, bottom), (self.right(), bottom)], AXIS);
        let mut free = f64::NEG_INFINITY;
        for (tick, words) in ticks {
            let (x, _) = self.place((*tick, self.y.from));
            sheet.line(&[(x, bottom), (x, bottom + 5.0)], AXIS);
            let half = width_of(words, SIZE) / 2.0;
            if x - half >= free {
                sheet.text((x, bottom + 20.0), Anchor::Middle, SIZE, QUIET, words);
                free = x + half + 8.0;
            }
        }
        sheet.text((self.left + self.width / 2.0, bottom + 42.0), Anchor::Middle, SIZE, INK, name);
    }
}

/// Ticks of a linear axis, written out.
pub(super) fn written(range: Range, wanted: f64) -> Vec<(f64, String)> {
    let (ticks, decimals) = range.ticks(wanted);
    ticks.into_iter().map(|tick| (tick, format!("{tick:.decimals$}"))).collect()
}
