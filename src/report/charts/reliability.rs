//! Whether a confidence of 80 % means right in 80 of 100.
//!
//! **In:** ten bins of confidence. **Out:** SVG. **Layer:** 5.
//!
//! On the diagonal a system is exactly as often right as it says; below it boasts, above it is too modest. Whiskers are
//! 95 % Wilson intervals, which stay inside 0 to 1 and do not vanish when all of a few rows are right. The panel below says
//! how many rows each bin holds, without which nobody can tell a finding from a fluke.

use super::plot::{Plot, Range, written};
use super::svg::{AXIS, Anchor, INK, QUIET, SIZE, Sheet, Stroke, fitted};

/// Answers whose confidence falls into one range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReliabilityBin {
    /// Answers in it.
    pub n: usize,
    /// Their mean confidence, 0 to 1.
    pub confidence: f64,
    /// Share of them that is right, 0 to 1.
    pub accuracy: f64,
}

const LEFT: f64 = 84.0;
const WIDTH: f64 = 420.0;
const COLOUR: &str = "#10305f";

/// The reliability diagram of a system; `bins` are of equal width and cover 0 to 1 in order.
pub fn reliability(system: &str, bins: &[ReliabilityBin]) -> String {
    let unit = Range::linear(0.0, 1.0);
    let plot = Plot { left: LEFT, top: 66.0, width: WIDTH, height: 340.0, x: unit, y: unit };
    let mut sheet = Sheet::new(LEFT + WIDTH + 36.0, 640.0);
    let n: usize = bins.iter().map(|bin| bin.n).sum();
    let title = format!("Can the confidence of {system} be believed?");
    sheet.heading(&fitted(&title, 17.0, LEFT + WIDTH), &format!("{n} answers in {} bins of confidence", bins.len()));
    plot.draw_y(&mut sheet, 5.0, "share right");
    let diagonal = [plot.place((0.0, 0.0)), plot.place((1.0, 1.0))];
    sheet.line(&diagonal, Stroke { colour: QUIET, width: 1.2, dashes: "5 4" });
    sheet.text(plot.place((0.03, 0.95)), Anchor::Start, SIZE, QUIET, "above the broken line: too modest");
    sheet.text(plot.place((0.97, 0.03)), Anchor::End, SIZE, QUIET, "below it: too sure");
    let filled: Vec<&ReliabilityBin> = bins.iter().filter(|bin| bin.n > 0).collect();
    for bin in &filled {
        let (low, high) = wilson(bin.accuracy, bin.n);
        let ends = [plot.place((bin.confidence, low)), plot.place((bin.confidence, high))];
        sheet.line(&ends, Stroke { colour: COLOUR, width: 1.5, dashes: "" });
        for (x, y) in ends {
            sheet.line(&[(x - 4.0, y), (x + 4.0, y)], Stroke { colour: COLOUR, width: 1.5, dashes: "" });
        }
    }
    let places: Vec<(f64, f64)> = filled.iter().map(|bin| plot.place((bin.confidence, bin.accuracy))).collect();
    sheet.line(&places, Stroke { colour: COLOUR, width: 2.0, dashes: "" });
    places.iter().for_each(|place| sheet.mark(*place, 4.2, 0, COLOUR));
    plot.draw_x(&mut sheet, &written(unit, 10.0), "");
    counts(&mut sheet, bins);
    sheet.finish("reliability", &title, &told(system, bins))
}

/// A bar a bin with its number of answers.
fn counts(sheet: &mut Sheet, bins: &[ReliabilityBin]) {
    let most = bins.iter().map(|bin| bin.n).max().unwrap_or(0).max(1) as f64;
    let plot = Plot {
        left: LEFT,
        top: 470.0,
        width: WIDTH,
        height: 110.0,
        x: Range::linear(0.0, 1.0),
        y: Range::linear(0.0, most),
    };
    let width = WIDTH / bins.len().max(1) as f64;
    for (at, bin) in bins.iter().enumerate() {
        let (x, y) = (LEFT + at as f64 * width, plot.place((0.0, bin.n as f64)).1);
        sheet.rect((x + 3.0, y), (width - 6.0, plot.bottom() - y), "#8fa3bf");
        let count = bin.n.to_string();
        sheet.text((x + width / 2.0, y - 5.0), Anchor::Middle, 12.0, INK, &count);
    }
    sheet.line(&[(LEFT, plot.top), (LEFT, plot.bottom())], AXIS);
    sheet.upright((LEFT - 40.0, plot.top + plot.height / 2.0), "answers");
    plot.draw_x(sheet, &written(plot.x, 10.0), "confidence");
}

/// The 95 % Wilson interval of a share among `n`.
fn wilson(share: f64, n: usize) -> (f64, f64) {
    const Z: f64 = 1.959_964;
    let n = n as f64;
    let middle = share + Z * Z / (2.0 * n);
    let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + Z * Z / n;
    ((middle - half).max(0.0) / whole, ((middle + half) / whole).min(1.0))
}

/// The same in words.
fn told(system: &str, bins: &[ReliabilityBin]) -> String {
    let mut words = format!("Confidence of {system} beside the share of answers that is right.");
    for (at, bin) in bins.iter().enumerate().filter(|(_, bin)| bin.n > 0) {
        let edge = |at: usize| at as f64 / bins.len() as f64;
        words += &format!(
            " From {:.1} to {:.1}: {} answers, mean confidence {:.2}, {:.2} right.",
            edge(at),
            edge(at + 1),
            bin.n,
            bin.confidence,
            bin.accuracy
        );
    }
    words
}

#[cfg(test)]
mod tests {
    use super::wilson;

    #[test]
    fn the_wilson_interval_is_the_textbook_one() {
        // All of 10: lower bound 1 / (1 + 3.8415/10) = 0.7225. Half of 100: 0.5 ± 0.0962 about (Wilson 1927).
        let (low, high) = wilson(1.0, 10);
        assert!((low - 0.7225).abs() < 1e-3 && (high - 1.0).abs() < 1e-12, "{low} {high}");
        let (low, high) = wilson(0.5, 100);
        assert!((low - 0.4038).abs() < 1e-3 && (high - 0.5962).abs() < 1e-3, "{low} {high}");
    }
}
