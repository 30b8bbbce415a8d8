//! A table of text, as Markdown or in columns for the terminal.
//!
//! **In:** a header and rows of cells. **Out:** text. **Layer:** 6.
//!
//! The first column stands left, the others right, so that figures stand under one another.

/// A header and rows of as many cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Table {
    lines: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub(super) fn new<S: Into<String>>(header: impl IntoIterator<Item = S>) -> Self {
        Table { lines: vec![header.into_iter().map(Into::into).collect()] }
    }

    /// Adds a row.
    pub(super) fn push<S: Into<String>>(&mut self, row: impl IntoIterator<Item = S>) {
        self.lines.push(row.into_iter().map(Into::into).collect());
    }

    /// With pipes; a pipe inside a cell is escaped.
    pub(super) fn markdown(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let mut text = String::new();
        for (place, cells) in self.lines.iter().enumerate() {
            text += &line(cells);
            if place == 0 {
                let rule: Vec<String> =
                    (0..cells.len()).map(|column| if column == 0 { "---" } else { "---:" }.to_string()).collect();
                text += &format!("|{}|\n", rule.join("|"));
            }
        }
        text
    }

    /// In columns two spaces apart, without spaces at the end of a line.
    pub(super) fn columns(&self) -> String {
        let width = |column: usize| {
            self.lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let mut text = String::new();
        for line in &self.lines {
            let cells: Vec<String> = line
                .iter()
                .enumerate()
                .map(|(column, cell)| match (column, width(column)) {
                    (0, width) => format!("{cell:<width$}"),
                    (_, width) => format!("{cell:>width$}"),
                })
                .collect();
            text += cells.join("  ").trim_end();
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(["system", "κ"]);
        table.push(["ours|theirs", "0.51"]);
        table
    }

    #[test]
    fn markdown_escapes_pipes_and_aligns_figures() {
        assert_eq!(table().markdown(), "| system | κ |\n|---|---:|\n| ours\\|theirs | 0.51 |\n");
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        assert_eq!(table().columns(), "system          κ\nours|theirs  0.51\n");
    }
}
