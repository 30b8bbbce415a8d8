//! SMART in five lines.
//!
//! **In:** the five letters. **Out:** text. **Layer:** 5.

use super::paragraph::{Paragraph, STRONG};
use crate::domain::{Criterion, SmartLine};
use std::io::{self, Write};

/// Writes a line for each letter, under a heading that is indented so far; nothing if there is no letter.
pub(super) fn write(out: &mut dyn Write, width: usize, indent: usize, lines: &[SmartLine]) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    Paragraph::indented(indent, indent).styled(STRONG, "SMART").write(out, width)?;
    for SmartLine { criterion, text, .. } in lines {
        let name = match criterion {
            Criterion::S => "Specific",
            Criterion::M => "Measurable",
            Criterion::A => "Achievable",
            Criterion::R => "Realistic",
            Criterion::T => "Time-bound",
        };
        Paragraph::indented(indent + 2, indent + 4).plain(&format!("{name}: {text}")).write(out, width)?;
    }
    Ok(())
}
