//! Keeps the figures of a page the same as those of a run.
//!
//! **In:** a page with markers, and the `results.json` of a run. **Out:** the page with the run's table. **Layer:** 6.
//!
//! Figures copied by hand drift. A page holds `<!-- results:NAME -->` and `<!-- /results:NAME -->`; what stands between
//! them is generated, and a test that splices the committed run into the committed page finds it unchanged.
//!
//! ```
//! use sothat::evaluate::readme::splice;
//! let page = "Results\n<!-- results:dev -->\nold\n<!-- /results:dev -->\nend\n";
//! let spliced = splice(page, "dev", "| new |")?;
//! assert_eq!(spliced, "Results\n<!-- results:dev -->\n| new |\n<!-- /results:dev -->\nend\n");
//! # Ok::<(), sothat::Error>(())
//! ```

use crate::error::{Error, Result};
use crate::evaluate::{Report, checks};

/// The table of a run for a README, from the text of its `results.json`.
///
/// # Errors
/// If the text is not a report that this program wrote.
pub fn table(results: &str) -> Result<String> {
    Ok(report(results)?.to_readme())
}

/// The table of a run over the checks for a README, from the text of its `results.json`.
///
/// # Errors
/// If the text is not such a report that this program wrote.
pub fn checks(results: &str) -> Result<String> {
    Ok(checks::read(results)?.to_readme())
}

fn report(results: &str) -> Result<Report> {
    let report: Report = serde_json::from_str(results).map_err(|source| {
        Error::input("this is no results.json of an evaluation").because(source).hint("run \"sothat evaluate\" again")
    })?;
    match report.rows.iter().find(|row| row.scores.is_empty()) {
        Some(row) => Err(Error::input(format!("\"{}\" has no scores", row.name)).hint("run \"sothat evaluate\" again")),
        None => Ok(report),
    }
}

/// The figures of a run for a model card, from the text of its `results.json`.
///
/// # Errors
/// If the text is not a report that this program wrote.
pub fn card(results: &str) -> Result<String> {
    Ok(report(results)?.to_card())
}

/// `page` with `table` between the markers called `marker`. White space at the ends of the table does not count.
///
/// # Errors
/// If either marker is missing or stands twice, or the closing one comes first.
pub fn splice(page: &str, marker: &str, table: &str) -> Result<String> {
    let opening = format!("<!-- results:{marker} -->");
    let closing = format!("<!-- /results:{marker} -->");
    let once = |wanted: &str| {
        let mut places = page.match_indices(wanted).map(|(place, _)| place);
        match (places.next(), places.next()) {
            (Some(place), None) => Ok(place),
            (None, _) => {
                Err(Error::input(format!("the marker {wanted} is missing")).hint("put it where the table is to stand"))
            }
            (Some(_), Some(_)) => {
                Err(Error::input(format!("the marker {wanted} stands twice")).hint("take one of them out"))
            }
        }
    };
    let (start, end) = (once(&opening)? + opening.len(), once(&closing)?);
    if start > end {
        return Err(Error::input(format!("{closing} stands before {opening}")).hint("swap the two"));
    }
    Ok(format!("{}\n{}\n{}", &page[..start], table.trim(), &page[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splicing_the_same_table_again_changes_nothing() {
        let page = "<!-- results:a --><!-- /results:a -->";
        let once = splice(page, "a", "| x |\n").unwrap();
        assert_eq!(once, "<!-- results:a -->\n| x |\n<!-- /results:a -->");
        assert_eq!(splice(&once, "a", "| x |\n").unwrap(), once);
    }

    #[test]
    fn a_page_without_its_markers_is_refused() {
        let refusal = |page| splice(page, "a", "x").unwrap_err().to_string();
        assert!(refusal("").starts_with("the marker <!-- results:a --> is missing"));
        assert!(refusal("<!-- results:a --><!-- results:a -->").contains("stands twice"));
        assert!(refusal("<!-- /results:a --><!-- results:a -->").contains("stands before"));
        assert!(table("{}").unwrap_err().is_input());
    }
}
