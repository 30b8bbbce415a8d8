//! Pictures of figures: self-contained SVG that can be read aloud, printed in grey and opened anywhere.
//!
//! **In:** plain numbers with their names. **Out:** the text of an SVG file. **Layer:** 5.
//!
//! Every picture has a title and a description that says in words what it shows, for people who hear it. Nothing is told by
//! colour alone: lines differ in dashes and marks, shades in lightness, and cells carry their numbers. There is no script,
//! no font to fetch and no plotting library: `svg` draws, `plot` knows axes, and every picture is a file of its own.
//!
//! ```
//! use sothat::report::charts;
//! let picture = charts::confusion("sothat", [[3, 0, 0, 0, 0], [1, 2, 0, 0, 0], [0; 5], [0; 5], [0; 5]]);
//! assert!(picture.starts_with("<svg ") && picture.contains("<title "));
//! ```

mod confusion;
mod learning_curve;
mod lines;
mod plot;
mod reliability;
mod risk_coverage;
pub(super) mod svg;
#[cfg(test)]
mod tests;
mod thread;

pub use confusion::confusion;
pub use learning_curve::{Curve, CurvePoint, learning_curve};
pub use reliability::{ReliabilityBin, reliability};
pub use risk_coverage::risk_coverage;
pub use thread::{ThreadItem, ThreadLine, ThreadLink, thread};
