//! A sheet to draw on.
//!
//! **In:** shapes and words with their places. **Out:** the text of an SVG file. **Layer:** 5.
//!
//! Few primitives and few inks, so that all pictures look alike. Places are in units of the view box, from the top left.

use std::fmt::Write;

/// Dark grey for words and axes.
pub(super) const INK: &str = "#222222";
/// Mid grey for what is read second.
pub(super) const QUIET: &str = "#595959";
/// Light grey for the lines of a grid.
pub(super) const FAINT: &str = "#d9d9d9";
/// Size of words.
pub(super) const SIZE: f64 = 13.0;

/// Fonts that are there already, whatever the machine.
const FONTS: &str = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', Arial, sans-serif";

/// Mean width of a letter as a share of its size; on the wide side, so that what is reserved suffices.
const LETTER: f64 = 0.58;

/// Which part of a word stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    pub colour: &'static str,
    pub width: f64,
    /// As SVG has it: lengths of dashes and gaps; empty for an unbroken line.
    pub dashes: &'static str,
}

/// A hairline for grids.
pub(super) const GRID: Stroke = Stroke { colour: FAINT, width: 1.0, dashes: "" };
/// A line for axes.
pub(super) const AXIS: Stroke = Stroke { colour: INK, width: 1.0, dashes: "" };

/// A sheet with what has been drawn so far.
pub(super) struct Sheet {
    width: f64,
    height: f64,
    body: String,
}

impl Sheet {
    /// An empty white sheet.
    pub(super) fn new(width: f64, height: f64) -> Self {
        let mut sheet = Sheet { width, height, body: String::new() };
        sheet.rect((0.0, 0.0), (width, height), "#ffffff");
        sheet
    }

    /// A filled rectangle.
    pub(super) fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), fill: &str) {
        self.put(format_args!(
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" fill="{fill}"/>"#
        ));
    }

    /// The outline of a rectangle.
    pub(super) fn frame(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), stroke: Stroke) {
        self.put(format_args!(
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" fill="none" {}/>"#,
            attributes(stroke)
        ));
    }

    /// A line through points.
    pub(super) fn line(&mut self, points: &[(f64, f64)], stroke: Stroke) {
        self.put(format_args!(
            r#"<polyline points="{}" fill="none" stroke-linejoin="round" {}/>"#,
            places(points),
            attributes(stroke)
        ));
    }

    /// A line that leaves its beginning and reaches its end sideways.
    pub(super) fn curve(&mut self, (x, y): (f64, f64), (end_x, end_y): (f64, f64), stroke: Stroke) {
        let middle = f64::midpoint(x, end_x);
        self.put(format_args!(
            r#"<path d="M {x:.1} {y:.1} C {middle:.1} {y:.1} {middle:.1} {end_y:.1} {end_x:.1} {end_y:.1}" fill="none" {}/>"#,
            attributes(stroke)
        ));
    }

    /// An area between points, so light that lines behind it show.
    pub(super) fn area(&mut self, points: &[(f64, f64)], fill: &str) {
        self.put(format_args!(r#"<polygon points="{}" fill="{fill}" fill-opacity="0.16"/>"#, places(points)));
    }

    /// A closed shape around a place: circle, square, triangle or diamond by `kind`, hollow from the fifth on.
    pub(super) fn mark(&mut self, (x, y): (f64, f64), size: f64, kind: usize, colour: &str) {
        let fill = if kind % 8 < 4 { colour } else { "#ffffff" };
        let ink = format!(r#"fill="{fill}" stroke="{colour}" stroke-width="1.5""#);
        let corners: &[(f64, f64)] = match kind % 4 {
            0 => {
                self.put(format_args!(r#"<circle cx="{x:.1}" cy="{y:.1}" r="{size:.1}" {ink}/>"#));
                return;
            }
            1 => &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
            2 => &[(0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)],
            _ => &[(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)],
        };
        let points: Vec<(f64, f64)> = corners.iter().map(|(right, down)| (x + size * right, y + size * down)).collect();
        self.put(format_args!(r#"<polygon points="{}" {ink}/>"#, places(&points)));
    }

    /// Words on one line; `y` is their base line.
    pub(super) fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, size: f64, colour: &str, words: &str) {
        let anchor = anchored(anchor);
        let words = escaped(words);
        self.put(format_args!(
            r#"<text x="{x:.1}" y="{y:.1}" font-size="{size}" text-anchor="{anchor}" fill="{colour}">{words}</text>"#
        ));
    }

    /// Words read from below upwards, centred on their place.
    pub(super) fn upright(&mut self, (x, y): (f64, f64), words: &str) {
        let words = escaped(words);
        self.put(format_args!(
            r#"<text transform="translate({x:.1} {y:.1}) rotate(-90)" font-size="{SIZE}" text-anchor="middle" fill="{INK}">{words}</text>"#
        ));
    }

    /// The heading at the top left, with a quieter line below it.
    pub(super) fn heading(&mut self, title: &str, below: &str) {
        self.text((16.0, 26.0), Anchor::Start, 17.0, INK, title);
        self.text((16.0, 46.0), Anchor::Start, SIZE, QUIET, below);
    }

    /// The file. `id` keeps several pictures on one page apart; `title` and `description` are read aloud.
    pub(super) fn finish(self, id: &str, title: &str, description: &str) -> String {
        let (width, height) = (self.width, self.height);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
             viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
             <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n\
             <g font-family=\"{FONTS}\">\n{}</g>\n</svg>\n",
            escaped(title),
            escaped(description),
            self.body
        )
    }

    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        writeln!(self.body, "{element}").expect("a string takes whatever is written to it");
    }
}

/// Width of words, about, on the safe side.
pub(super) fn width_of(words: &str, size: f64) -> f64 {
    words.chars().count() as f64 * size * LETTER
}

/// `words`, cut so that they fit `room`, with an ellipsis where they were cut.
pub(super) fn fitted(words: &str, size: f64, room: f64) -> String {
    let most = (room / (size * LETTER)).floor().max(2.0) as usize;
    if words.chars().count() <= most {
        return words.to_string();
    }
    let kept: String = words.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

fn attributes(stroke: Stroke) -> String {
    let Stroke { colour, width, dashes } = stroke;
    let dashes = if dashes.is_empty() { String::new() } else { format!(r#" stroke-dasharray="{dashes}""#) };
    format!(r#"stroke="{colour}" stroke-width="{width}"{dashes}"#)
}

fn places(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ")
}

fn anchored(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    }
}

/// Words with what XML would take for marks made harmless; characters that XML does not allow become spaces.
pub(in crate::report) fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            control if control.is_control() => safe.push(' '),
            other => safe.push(other),
        }
    }
    safe
}
