//! An inspection as people read it.
//!
//! **In:** an [`Inspection`]. **Out:** a [`Page`]. **Layer:** 6.

use super::check::Problem;
use super::count::{Count, SlotCount};
use super::inspect::{FurtherLabels, Inspection, Values};
use super::page::{Page, shortened, shown};
use super::published::PUBLISHED;
use super::shape::{Shape, percent};
use crate::domain::Label;

/// Values shown of one kind; the rarest beyond are added up.
const SHOWN: usize = 20;

/// Problems of one kind shown on a page; all are in the JSON.
const CASES: usize = 5;

/// Rows of one problem shown on a page.
const ROWS: usize = 4;

impl Inspection {
    /// The whole of it as a page.
    pub fn page(&self) -> Page {
        let mut page = Page::default();
        self.contents(&mut page);
        self.shape_of_text(&mut page);
        self.health(&mut page);
        page
    }

    fn contents(&self, page: &mut Page) {
        page.heading(format!("{} statements", self.statements));
        page.list(
            self.files.iter().map(|file| format!("{}: {}, sha256 {}", file.file, file.n, &file.sha256[..12])).collect(),
        );
        let mut table = vec![header("")];
        table.push(counted(&Count { name: "all".into(), n: self.statements, labels: self.labels }));
        for Values { of, values } in self.counts.iter().filter(|counts| counts.of != "file" || counts.values.len() > 1)
        {
            let named = |count: &Count| counted(&Count { name: format!("{of}: {}", count.name), ..count.clone() });
            table.extend(most(values).iter().map(named));
        }
        table.extend(self.marks.iter().map(counted));
        page.heading("By label");
        page.table(table);
        if let Some((label, away)) = self.imbalance {
            let side = if away < 0.0 { "below" } else { "above" };
            let balance = match percent(away.abs()).as_str() {
                "0 %" => "The labels are balanced.".to_string(),
                far => format!("Label farthest from the mean: {label}, {far} {side} it."),
            };
            page.text(balance);
        }
        for further in &self.further_labels {
            let FurtherLabels { annotator, n, same } = further;
            page.text(format!("{annotator}: {n} labels, {same} as in \"label\" (sothat corpus agreement tells more)."));
        }
        if self.with_slots > 0 {
            page.heading("Parts");
            let mut table = vec![["part", "marked", "statements"].map(String::from).to_vec()];
            let row =
                |count: &SlotCount| vec![count.slot.to_string(), count.spans.to_string(), count.statements.to_string()];
            table.extend(self.slots.iter().map(row));
            page.text(format!("The parts of {} statements have been marked.", self.with_slots));
            page.table(table);
        }
    }

    fn shape_of_text(&self, page: &mut Page) {
        page.heading("Shape, beside published statements");
        let names = ["words: 5 %", "25 %", "50 %", "75 %", "90 %", "95 %", "full stop", "lower case", "digit"];
        let mut table = vec![std::iter::once("label").chain(names).map(String::from).collect::<Vec<_>>()];
        let line = |name: &str, shape: &Shape| {
            let shares = [shape.full_stop, shape.lower_case, shape.digit].map(percent);
            std::iter::once(name.to_string()).chain(shape.words.map(|words| words.to_string())).chain(shares).collect()
        };
        table.extend(self.shape.as_ref().map(|shape| line("all", shape)));
        for (label, shape) in Label::ALL.into_iter().zip(&self.shapes) {
            table.extend(shape.as_ref().map(|shape| line(label.name(), shape)));
        }
        let range = |(low, high): (f64, f64)| format!("{:.0}–{}", low * 100.0, percent(high));
        let shares = &PUBLISHED.shares;
        let ranges = [shares.full_stop, shares.lower_case, shares.digit].map(range);
        let published = |name: &str, median: usize, ninth: &str| -> Vec<String> {
            let words = ["", "", &median.to_string(), "", ninth, ""].map(String::from);
            std::iter::once(format!("published: {name}")).chain(words).chain(ranges.clone()).collect()
        };
        table.push(published("all", PUBLISHED.words.median, ""));
        let most = format!("< {}", PUBLISHED.words.outcome_most);
        for (label, median) in Label::ALL.into_iter().zip(PUBLISHED.words.medians()) {
            table.push(published(label.name(), median, if label.is_outcome() { &most } else { "" }));
        }
        page.table(table);
        let published = &PUBLISHED.outcomes;
        if let Some(outcomes) = &self.shapes[Label::Outcome.index()] {
            page.text(format!(
                "Of the outcomes {} say \"will\" (published {}), {} begin with \"To\" ({}), {} say I or my ({}).",
                percent(outcomes.will),
                percent(published.will),
                percent(outcomes.to),
                percent(published.to),
                percent(outcomes.first_person),
                percent(published.first_person)
            ));
        }
        if let Some(all) = &self.shape {
            page.text(format!("{} of all have six words or fewer (published: half).", percent(all.short)));
        }
        page.text(format!("Published figures: {}.", PUBLISHED.source));
        page.heading("Out of range");
        match self.out_of_range.is_empty() {
            true => page.text("Nothing."),
            false => page.list(self.out_of_range.clone()),
        }
    }

    fn health(&self, page: &mut Page) {
        page.heading("Problems");
        if self.problems.is_empty() {
            page.text("None found.");
        }
        for problems in self.problems.chunk_by(|one, other| one.kind == other.kind) {
            let (title, advice) = problems[0].kind.advice();
            page.text(format!("{title}: {}. What to do: {advice}.", problems.len()));
            let mut cases: Vec<String> = problems.iter().take(CASES).map(case).collect();
            if problems.len() > CASES {
                cases.push(format!("and {} more; --format json lists all", problems.len() - CASES));
            }
            page.list(cases);
        }
    }
}

/// A problem with the first of its rows.
fn case(problem: &Problem) -> String {
    let rows = problem.rows.iter().take(ROWS).map(|row| {
        format!(
            "{} line {} {}: \"{}\"",
            shortened(&row.file, 40),
            row.line,
            row.label,
            shortened(&shown(&row.text), 60)
        )
    });
    let more = problem.rows.len().saturating_sub(ROWS);
    let more = if more > 0 { format!("; {more} more") } else { String::new() };
    let rows: Vec<String> = rows.collect();
    format!("{} {}{more}", problem.what, rows.join("; ")).trim_end().to_string()
}

fn header(first: &str) -> Vec<String> {
    [first, "n"].into_iter().chain(Label::ALL.map(Label::name)).map(String::from).collect()
}

fn counted(count: &Count) -> Vec<String> {
    [count.name.clone(), count.n.to_string()].into_iter().chain(count.labels.map(|n| n.to_string())).collect()
}

/// The most frequent values in the order given, the others added up.
fn most(counts: &[Count]) -> Vec<Count> {
    if counts.len() <= SHOWN {
        return counts.to_vec();
    }
    let mut by_size: Vec<usize> = (0..counts.len()).collect();
    by_size.sort_by_key(|place| std::cmp::Reverse(counts[*place].n));
    let (kept, rest) = by_size.split_at(SHOWN - 1);
    let mut rows: Vec<Count> =
        counts.iter().enumerate().filter(|(place, _)| kept.contains(place)).map(|(_, count)| count.clone()).collect();
    let mut others = Count { name: format!("{} others", rest.len()), n: 0, labels: [0; 5] };
    for place in rest {
        others.n += counts[*place].n;
        others.labels.iter_mut().zip(counts[*place].labels).for_each(|(sum, n)| *sum += n);
    }
    rows.push(others);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarest_of_many_values_are_added_up() {
        let counts: Vec<Count> =
            (0..25).map(|n| Count { name: n.to_string(), n: 25 - n, labels: [25 - n, 0, 0, 0, 0] }).collect();
        let shown = most(&counts);
        // Nineteen stay; the six rarest have 6 + 5 + 4 + 3 + 2 + 1 statements.
        assert_eq!(shown.len(), 20);
        assert_eq!((shown[19].name.as_str(), shown[19].n, shown[19].labels[0]), ("6 others", 21, 21));
    }
}
