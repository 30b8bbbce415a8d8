//! A plan as a tree for people: what to look at first, then every item under what it belongs to.
//!
//! **In:** a plan and its report. **Out:** text with ANSI styles, wrapped. **Layer:** 5.
//!
//! Whole sentences and indentation, no boxes and no colour that says anything by itself, so that it can be read aloud.

use super::paragraph::{Paragraph, QUIET, STRONG};
use crate::domain::{Plan, PlanFinding, PlanReport, Stage};
use crate::report::plan::tree::{Node, tree};
use crate::report::plan::words::{kind, level_in_words, link_in_words, summary, title};
use std::io::{self, Write};

/// Writes the report.
///
/// # Errors
/// If it cannot be written.
pub fn write(out: &mut dyn Write, width: usize, plan: &Plan, report: &PlanReport) -> io::Result<()> {
    Paragraph::default().styled(STRONG, &title(plan)).write(out, width)?;
    out.write_all(b"\n")?;
    for sentence in summary(plan, report) {
        Paragraph::default().plain(&sentence).write(out, width)?;
    }
    let general: Vec<&PlanFinding> = report.findings.iter().filter(|finding| finding.item.is_none()).collect();
    if !general.is_empty() {
        out.write_all(b"\n")?;
        Paragraph::default().styled(STRONG, "About the whole plan").write(out, width)?;
        for finding in general {
            write_finding(out, width, 2, finding)?;
        }
    }
    let roots = tree(plan, report);
    let groups = [
        ("The thread", roots.iter().filter(|node| node.stage == Stage::Aspiration).collect::<Vec<_>>()),
        ("Linked to no hope", roots.iter().filter(|node| node.stage != Stage::Aspiration).collect()),
    ];
    for (heading, nodes) in groups {
        if nodes.is_empty() {
            continue;
        }
        out.write_all(b"\n")?;
        Paragraph::default().styled(STRONG, heading).write(out, width)?;
        for node in nodes {
            write_node(out, width, 2, node, report)?;
        }
    }
    Ok(())
}

fn write_node(
    out: &mut dyn Write,
    width: usize,
    indent: usize,
    node: &Node<'_>,
    report: &PlanReport,
) -> io::Result<()> {
    if indent == 2 {
        out.write_all(b"\n")?;
    }
    let mut notes: Vec<String> = node.link.and_then(link_in_words).map(str::to_string).into_iter().collect();
    for link in &node.also {
        let how = link_in_words(link).map_or(String::new(), |words| format!(", {words}"));
        notes.push(format!("also from {}{how}", link.from));
    }
    let note = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
    Paragraph::indented(indent, indent + 2)
        .styled(STRONG, &format!("{} {}", kind(node), node.item.id))
        .styled(QUIET, &format!("{note}:"))
        .plain(" ")
        .plain(&node.item.text)
        .write(out, width.max(indent + 30))?;
    for finding in report.findings.iter().filter(|finding| finding.item.as_deref() == Some(&node.item.id)) {
        write_finding(out, width.max(indent + 30), indent + 2, finding)?;
    }
    for child in &node.children {
        write_node(out, width, indent + 4, child, report)?;
    }
    Ok(())
}

fn write_finding(out: &mut dyn Write, width: usize, indent: usize, finding: &PlanFinding) -> io::Result<()> {
    Paragraph::indented(indent, indent + 2)
        .plain("→ ")
        .styled(STRONG, level_in_words(finding.level))
        .plain(&format!(": {}", finding.message))
        .styled(QUIET, &format!(" ({})", finding.source))
        .write(out, width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Child, Item, Level, Link};

    fn item(id: &str, text: &str) -> Item {
        let section = id.chars().next().unwrap_or('E');
        Item { id: id.to_string(), section, area: None, text: text.to_string(), serves: Vec::new() }
    }

    fn link(from: &str, to: &str, strength: f32, given: bool) -> Link {
        Link { from: from.into(), to: to.into(), strength, given }
    }

    #[test]
    fn every_item_stands_once_under_what_it_belongs_to_with_what_was_found() {
        let plan = Plan {
            child: Child { name: Some("Sam".into()), ..Child::default() },
            aspirations: vec![item("A1", "To swim in the sea")],
            needs: vec![item("B1", "Cannot float"), item("C1", "Asthma")],
            outcomes: vec![item("E1", "Swims ten metres")],
            provision: vec![item("F1", "A swimming teacher, 30 minutes a week")],
            ..Plan::default()
        };
        let finding = |item: Option<&str>, level, message: &str| PlanFinding {
            check: "x".into(),
            item: item.map(str::to_string),
            level,
            message: message.into(),
            source: "9.66".into(),
        };
        let report = PlanReport {
            links: vec![
                link("A1", "B1", 1.0, true),
                link("B1", "E1", 0.8, false),
                link("A1", "E1", 0.5, false),
                link("E1", "F1", 0.3, false),
            ],
            findings: vec![
                finding(None, Level::Question, "Only one outcome."),
                finding(Some("C1"), Level::Warning, "Nothing follows."),
            ],
            ..PlanReport::default()
        };
        let mut out = Vec::new();
        write(&mut out, 100, &plan, &report).unwrap();
        let plain = anstream::adapter::strip_str(std::str::from_utf8(&out).unwrap()).to_string();
        let expected = "\
Plan for Sam

1 hope, 2 needs, 1 outcome and 1 item of provision.
I found 1 thing that could be stronger and 1 question to ask.
1 link is given by the plan; 3 are proposals and may be wrong: check them.

About the whole plan
  → To ask: Only one outcome. (9.66)

The thread

  Hope A1: To swim in the sea
      Need B1: Cannot float
          Outcome E1 (proposed, likely; also from A1, proposed): Swims ten metres
              Provision F1 (proposed, a guess): A swimming teacher, 30 minutes a week

Linked to no hope

  Health need C1: Asthma
    → Could be stronger: Nothing follows. (9.66)
";
        assert_eq!(plain, expected);
    }
}
