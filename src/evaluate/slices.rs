//! The slices of a file that get figures of their own.
//!
//! **In:** labelled statements. **Out:** the rows of each slice. **Layer:** 6.
//!
//! A figure over all rows is a figure over whatever the file happened to hold most of. So the uncontested rows are scored
//! by themselves, and every domain and every shape with enough rows. On fewer than [`FEWEST`] rows an interval says
//! little more than that there were few.

use crate::document::statements::LabelledStatement;
use std::collections::BTreeMap;

/// Rows that a domain or shape must have to be scored by itself.
pub(super) const FEWEST: usize = 30;

/// The slice of all rows.
pub(super) const ALL: &str = "all";

/// The slice without rows that allow two labels.
pub(super) const UNCONTESTED: &str = "uncontested";

/// The slice of statements shaped like real text.
pub(super) const REAL: &str = "shape real";

/// A named part of the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slice {
    /// `all`, `uncontested`, or a field and its value: `domain send`, `shape real`.
    pub name: String,
    /// The numbers of its rows.
    pub rows: Vec<usize>,
    /// Rows that an answerer must have answered to be scored on it.
    pub fewest: usize,
}

/// How the value of a field is taken from a row.
type Field = fn(&LabelledStatement) -> Option<&String>;

/// All rows; the uncontested if anything is said on that; then each domain and each shape that is neither too small nor
/// the whole file.
pub(super) fn slices(rows: &[LabelledStatement]) -> Vec<Slice> {
    let mut slices = vec![Slice { name: ALL.to_string(), rows: (0..rows.len()).collect(), fewest: 1 }];
    let open: Vec<usize> = (0..rows.len()).filter(|&row| rows[row].contested != Some(true)).collect();
    if !open.is_empty() && rows.iter().any(|row| row.contested.is_some()) {
        slices.push(Slice { name: UNCONTESTED.to_string(), rows: open, fewest: 1 });
    }
    let fields: [(&str, Field); 2] = [("domain", |row| row.domain.as_ref()), ("shape", |row| row.shape.as_ref())];
    for (field, value) in fields {
        let mut parts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, row) in rows.iter().enumerate() {
            if let Some(value) = value(row) {
                parts.entry(value.trim()).or_default().push(number);
            }
        }
        parts.retain(|_, part| part.len() >= FEWEST && part.len() < rows.len());
        slices.extend(parts.into_iter().map(|(value, rows)| Slice {
            name: format!("{field} {value}"),
            rows,
            fewest: FEWEST,
        }));
    }
    slices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::statements::{Form, parse};

    fn rows(lines: &[(usize, &str)]) -> Vec<LabelledStatement> {
        let line = |rest: &str| format!("{{\"text\":\"x\",\"label\":\"output\"{rest}}}\n");
        let text: String = lines.iter().map(|(times, rest)| line(rest).repeat(*times)).collect();
        parse(text.as_bytes(), Form::Jsonl, "f.jsonl").unwrap()
    }

    #[test]
    fn domains_and_shapes_with_thirty_rows_are_slices_and_those_with_fewer_are_not() {
        let slices = slices(&rows(&[
            (30, r#","domain":"send","shape":"real""#),
            (29, r#","domain":"ngo","shape":"real""#),
            (1, ""),
        ]));
        let sizes: Vec<(&str, usize)> = slices.iter().map(|slice| (slice.name.as_str(), slice.rows.len())).collect();
        assert_eq!(sizes, [("all", 60), ("domain send", 30), ("shape real", 59)]);
    }

    #[test]
    fn a_domain_that_every_row_has_is_no_slice() {
        assert_eq!(slices(&rows(&[(40, r#","domain":"send""#)])).len(), 1);
    }

    #[test]
    fn the_uncontested_are_a_slice_only_if_the_file_speaks_of_it() {
        let slices = slices(&rows(&[(1, r#","contested":true"#), (2, "")]));
        assert_eq!((slices[1].name.as_str(), slices[1].rows.as_slice()), ("uncontested", &[1, 2][..]));
    }
}
