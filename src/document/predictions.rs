//! Reads what systems said of statements: `predictions.csv` of an evaluation, or a file of another program.
//!
//! **In:** CSV with the column `id` and either a label or the five probabilities. **Out:** [`Prediction`]s in the order of
//! the file. **Layer:** 5.
//!
//! Our own files hold what is right under `label` and what was said under `given`. A file of another program need not
//! know what is right: without a column `given`, `label` is what was said. With all five probabilities, the likeliest label
//! is what was said, and a label beside them must agree.
//!
//! ```
//! use sothat::document::predictions::parse;
//! use sothat::domain::Label;
//! let rows = parse("id,label\na,resource\n", "mine.csv")?;
//! assert_eq!((rows[0].given, rows[0].right), (Label::Resource, None));
//! # Ok::<(), sothat::Error>(())
//! ```

use crate::document::statements;
use crate::domain::{Label, Probabilities};
use crate::error::{Error, Result};
use csv::StringRecord;
use std::collections::HashMap;
use std::path::Path;

/// How far five probabilities may add up to something else than 1, having been rounded.
const ROUNDING: f32 = 0.01;

/// How much less likely than the likeliest a label beside probabilities may be, those having been rounded.
const TIE: f32 = 1e-4;

/// What one system said of one statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// The id of the statement.
    pub id: String,
    /// Who said it, if the file says so.
    pub system: Option<String>,
    /// The statement, if the file holds it.
    pub text: Option<String>,
    /// The label that counts as right, if the file holds it.
    pub right: Option<Label>,
    /// The label given.
    pub given: Label,
    /// The five probabilities, if the file holds them.
    pub probabilities: Option<Probabilities>,
    /// The line of the file on which it begins.
    pub line: usize,
}

/// The predictions in the file at `path`.
///
/// # Errors
/// If the file cannot be read, and as [`parse`].
pub fn read(path: &Path) -> Result<Vec<Prediction>> {
    let name = path.display().to_string();
    let text = String::from_utf8(statements::bytes(path)?).map_err(|_| {
        Error::input("the file is not UTF-8 text")
            .at(&name)
            .hint("save it again as UTF-8 (in a spreadsheet: \"CSV UTF-8\")")
    })?;
    parse(text.strip_prefix('\u{feff}').unwrap_or(&text), &name)
}

/// The predictions in `text`; `name` is what errors call the file.
///
/// # Errors
/// On broken CSV, a missing column, an id given twice for one system, an unknown label, probabilities that are none, and a
/// file without rows. Each error names the line.
pub fn parse(text: &str, name: &str) -> Result<Vec<Prediction>> {
    let broken = |source: csv::Error| {
        let line = source.position().map_or(1, csv::Position::line);
        Error::input("the row is not valid CSV").because(source).at(format!("{name}, line {line}"))
    };
    // The reader counts one line too few after Windows line ends.
    let text = text.replace("\r\n", "\n");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns =
        Columns::of(reader.headers().map_err(broken)?).map_err(|error| error.at(format!("{name}, line 1")))?;
    let mut seen: HashMap<(Option<String>, String), usize> = HashMap::new();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let line = record.position().map_or(1, |position| position.line() as usize);
        let place = || format!("{name}, line {line}");
        let row = columns.row(&record, line).map_err(|error| error.at(place()))?;
        if let Some(first) = seen.insert((row.system.clone(), row.id.clone()), line) {
            return Err(Error::input(format!("the id \"{}\" stands on line {first} already", row.id))
                .at(place())
                .hint("give one prediction a row and system"));
        }
        rows.push(row);
    }
    if rows.is_empty() {
        return Err(Error::input("the file holds no predictions")
            .at(name)
            .hint("give at least one row below the header"));
    }
    Ok(rows)
}

/// Where each column stands.
struct Columns {
    id: usize,
    system: Option<usize>,
    text: Option<usize>,
    right: Option<usize>,
    given: Option<usize>,
    probabilities: Option<[usize; 5]>,
}

impl Columns {
    fn of(header: &StringRecord) -> Result<Self> {
        let names: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
        let place = |wanted: &str| names.iter().position(|name| name == wanted);
        let named = Label::ALL.map(|label| place(label.name()));
        let probabilities = named.iter().all(Option::is_some).then(|| named.map(Option::unwrap_or_default));
        let (label, given) = (place("label"), place("given"));
        let (right, given) = if given.is_some() { (label, given) } else { (None, label) };
        let hint =
            "name the columns in the first line: id, and label or outcome, service, activity, output and resource";
        let id = place("id").ok_or_else(|| Error::input("there is no column \"id\"").hint(hint))?;
        if given.is_none() && probabilities.is_none() {
            return Err(Error::input("there is neither a label nor five probabilities").hint(hint));
        }
        Ok(Columns { id, system: place("system"), text: place("text"), right, given, probabilities })
    }

    fn row(&self, record: &StringRecord, line: usize) -> Result<Prediction> {
        let cell = |place: Option<usize>| {
            place.and_then(|place| record.get(place)).map(str::trim).filter(|cell| !cell.is_empty())
        };
        let id = cell(Some(self.id))
            .ok_or_else(|| Error::input("the row has no id").hint("give every row the id of its statement"))?;
        let label = |place| cell(place).map(str::parse::<Label>).transpose();
        let said = label(self.given)?;
        let probabilities = self.probabilities(record)?;
        if let (Some(said), Some(all)) = (said, probabilities)
            && all.of(said) + TIE < all.of(all.best())
        {
            return Err(Error::input(format!("the label is \"{said}\", but \"{}\" is likelier", all.best()))
                .hint("leave out the label or the probabilities"));
        }
        let given = said.or(probabilities.map(Probabilities::best)).ok_or_else(|| {
            Error::input("the row has neither a label nor five probabilities").hint("fill in one of the two")
        })?;
        Ok(Prediction {
            id: id.to_string(),
            system: cell(self.system).map(str::to_string),
            text: self.text.and_then(|place| record.get(place)).map(str::to_string),
            right: label(self.right)?,
            given,
            probabilities,
            line,
        })
    }

    /// The five probabilities of a row; nothing if all five cells are empty.
    fn probabilities(&self, record: &StringRecord) -> Result<Option<Probabilities>> {
        let Some(places) = self.probabilities else { return Ok(None) };
        let cells = places.map(|place| record.get(place).unwrap_or_default().trim());
        if cells.iter().all(|cell| cell.is_empty()) {
            return Ok(None);
        }
        let mut values = [0f32; 5];
        for (value, cell) in values.iter_mut().zip(cells) {
            *value = cell.parse().ok().filter(|value| (0.0..=1.0).contains(value)).ok_or_else(|| {
                Error::input(format!("\"{cell}\" is no probability")).hint("give five numbers from 0 to 1, or none")
            })?;
        }
        let sum: f32 = values.iter().sum();
        if (sum - 1.0).abs() > ROUNDING {
            return Err(Error::input(format!("the probabilities add up to {sum:.3}")).hint("make them add up to 1"));
        }
        Ok(Some(Probabilities::from_array(values)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn refusal(text: &str) -> String {
        parse(text, "f.csv").expect_err("it should be refused").to_string()
    }

    #[test]
    fn our_own_files_keep_right_and_given_apart() {
        let text = "id,text,label,system,given,correct,confidence,outcome,service,activity,output,resource\n\
                    a,\"a, b\",outcome,sothat,service,false,0.6,0.2,0.6,0.1,0.05,0.05\n";
        let row = &parse(text, "f.csv").unwrap()[0];
        assert_eq!(
            (row.right, row.given, row.system.as_deref()),
            (Some(Label::Outcome), Label::Service, Some("sothat"))
        );
        assert_eq!((row.text.as_deref(), row.probabilities.unwrap().service, row.line), (Some("a, b"), 0.6, 2));
    }

    #[test]
    fn five_probabilities_alone_give_the_likeliest_label() {
        let row = &parse("id,outcome,service,activity,output,resource\n7,.1,.1,.1,.1,.6\n", "f.csv").unwrap()[0];
        assert_eq!((row.id.as_str(), row.given, row.right), ("7", Label::Resource, None));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_line_and_remedy() {
        assert!(refusal("text,label\nx,outcome\n").starts_with("there is no column \"id\" · f.csv, line 1 · name the"));
        assert!(
            refusal("id,outcome\n1,0.5\n")
                .starts_with("there is neither a label nor five probabilities · f.csv, line 1")
        );
        for text in ["id,label\n1,goal\n", "id,label\r\n1,goal\r\n"] {
            assert!(refusal(text).starts_with("\"goal\" is not a label · f.csv, line 2"));
        }
        assert!(
            refusal("id,label\n1,output\n1,output\n")
                .starts_with("the id \"1\" stands on line 2 already · f.csv, line 3")
        );
        assert!(refusal("id,label\n,output\n").starts_with("the row has no id · f.csv, line 2"));
        assert!(refusal("id,label\n1,\n").starts_with("the row has neither a label nor five"));
        assert!(refusal("id,label\n").starts_with("the file holds no predictions · f.csv"));
        let five = |rest: &str| refusal(&format!("id,label,outcome,service,activity,output,resource\n1,{rest}\n"));
        assert!(five(",.9,.9,0,0,0").starts_with("the probabilities add up to 1.800 · f.csv, line 2"));
        assert!(five(",1.5,0,0,0,0").starts_with("\"1.5\" is no probability"));
        assert!(five("output,.9,.1,0,0,0").starts_with("the label is \"output\", but \"outcome\" is likelier"));
    }

    #[test]
    fn the_same_id_may_stand_once_for_every_system() {
        assert_eq!(parse("id,system,label\n1,a,output\n1,b,output\n", "f.csv").unwrap().len(), 2);
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,80}", rest in "[id,labeoutcmsrvy\n\"0-9.]{0,120}") {
            let _ = parse(&text, "f");
            let _ = parse(&format!("id,label\n{rest}"), "f");
        }
    }
}
