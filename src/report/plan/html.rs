//! A plan looked over, as one page for the browser and the printer.
//!
//! **In:** a plan and its report. **Out:** HTML with everything inside: no script, no font, no picture to fetch. **Layer:** 5.
//!
//! The picture of the thread comes with the same in words: a nested list of all items with what was found about each, and a
//! table of links. Headings are in order, and nothing is told by colour.

use super::tree::{Node, tree};
use super::words::{kind, level_in_words, link_in_words, link_line, summary, title};
use crate::domain::{Plan, PlanFinding, PlanReport, Stage};
use crate::report::charts::svg::escaped;
use crate::report::charts::{ThreadItem, ThreadLink, thread};
use std::fmt::Write;

const STYLE: &str = include_str!("page.css");

/// The page.
pub fn page(plan: &Plan, report: &PlanReport) -> String {
    let mut body = String::new();
    let title = title(plan);
    put(&mut body, format_args!("<h1>{}</h1>", escaped(&title)));
    for sentence in summary(plan, report) {
        put(&mut body, format_args!("<p>{}</p>", escaped(&sentence)));
    }
    let general: Vec<&PlanFinding> = report.findings.iter().filter(|finding| finding.item.is_none()).collect();
    if !general.is_empty() {
        body += "<h2>About the whole plan</h2>\n";
        general.iter().for_each(|finding| found(&mut body, finding));
    }
    body += "<h2>The thread as a picture</h2>\n<figure>\n";
    body += &picture(plan, report, &title);
    body += "</figure>\n";
    let roots = tree(plan, report);
    for (heading, hopes) in [("The thread in words", true), ("What is linked to no hope", false)] {
        let nodes: Vec<&Node<'_>> = roots.iter().filter(|node| (node.stage == Stage::Aspiration) == hopes).collect();
        if !nodes.is_empty() {
            put(&mut body, format_args!("<h2>{heading}</h2>\n<ul class=\"tree\">"));
            nodes.iter().for_each(|node| branch(&mut body, node, report));
            body += "</ul>\n";
        }
    }
    links(&mut body, plan, report);
    if !report.problems.is_empty() {
        body += "<h2>What in the file could not be read</h2>\n<ul>\n";
        for problem in &report.problems {
            let hint = problem.hint.as_deref().map_or(String::new(), |hint| format!(" – {}", escaped(hint)));
            put(
                &mut body,
                format_args!("<li><code>{}</code>: {}{hint}</li>", escaped(&problem.path), escaped(&problem.message)),
            );
        }
        body += "</ul>\n";
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        escaped(&title)
    )
}

fn put(body: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(body, "{line}").expect("a string takes whatever is written to it");
}

fn picture(plan: &Plan, report: &PlanReport, title: &str) -> String {
    let headings = ["Hopes (A)", "Needs (B, C, D)", "Outcomes (E)", "Provision (F, G, H)"];
    let columns: Vec<(&str, Vec<ThreadItem>)> = Stage::ALL
        .into_iter()
        .zip(headings)
        .map(|(stage, heading)| {
            let item = |item: &crate::domain::Item| ThreadItem {
                id: item.id.clone(),
                text: item.text.clone(),
                findings: about(report, &item.id).count(),
            };
            (heading, plan.stage(stage).iter().map(item).collect())
        })
        .collect();
    let links: Vec<ThreadLink> = report
        .links
        .iter()
        .map(|link| ThreadLink { from: link.from.clone(), to: link.to.clone(), line: link_line(link) })
        .collect();
    thread(title, &columns, &links)
}

fn about<'a>(report: &'a PlanReport, id: &'a str) -> impl Iterator<Item = &'a PlanFinding> {
    report.findings.iter().filter(move |finding| finding.item.as_deref() == Some(id))
}

fn found(body: &mut String, finding: &PlanFinding) {
    put(
        body,
        format_args!(
            "<p class=\"found\"><strong>{}:</strong> {} <span class=\"how\">({})</span></p>",
            level_in_words(finding.level),
            escaped(&finding.message),
            escaped(&finding.source)
        ),
    );
}

fn branch(body: &mut String, node: &Node<'_>, report: &PlanReport) {
    let mut notes: Vec<String> = node.link.and_then(link_in_words).map(str::to_string).into_iter().collect();
    notes.extend(node.also.iter().map(|link| format!("also from {}", link.from)));
    let notes = if notes.is_empty() {
        String::new()
    } else {
        format!(" <span class=\"how\">({})</span>", escaped(&notes.join("; ")))
    };
    put(
        body,
        format_args!(
            "<li><strong>{} {}</strong>{notes}: {}",
            kind(node),
            escaped(&node.item.id),
            escaped(&node.item.text)
        ),
    );
    about(report, &node.item.id).for_each(|finding| found(body, finding));
    if !node.children.is_empty() {
        *body += "<ul>\n";
        node.children.iter().for_each(|child| branch(body, child, report));
        *body += "</ul>\n";
    }
    *body += "</li>\n";
}

fn links(body: &mut String, plan: &Plan, report: &PlanReport) {
    if report.links.is_empty() {
        return;
    }
    *body += "<h2>All links</h2>\n<table>\n<thead><tr><th scope=\"col\">From</th><th scope=\"col\">To</th>\
              <th scope=\"col\">How</th></tr></thead>\n<tbody>\n";
    let said = |id: &str| {
        let text = plan.items().find(|(_, item)| item.id == id).map_or("", |(_, item)| item.text.as_str());
        let short: String = text.chars().take(80).collect();
        let more = if short.len() < text.len() { " …" } else { "" };
        format!("{}: {}{more}", escaped(id), escaped(short.trim_end()))
    };
    for link in &report.links {
        let how = link_in_words(link).unwrap_or("given by the plan");
        put(body, format_args!("<tr><td>{}</td><td>{}</td><td>{how}</td></tr>", said(&link.from), said(&link.to)));
    }
    *body += "</tbody>\n</table>\n";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Child, Item, Level, Link};

    fn sample() -> (Plan, PlanReport) {
        let item = |id: &str, text: &str| Item {
            id: id.into(),
            section: id.chars().next().unwrap_or('E'),
            area: None,
            text: text.into(),
            serves: vec![],
        };
        let plan = Plan {
            child: Child { name: Some("<Sam>".into()), ..Child::default() },
            aspirations: vec![item("A1", "Swim & dive")],
            needs: vec![item("B1", "Cannot float")],
            outcomes: vec![item("E1", "Swims \"far\"")],
            ..Plan::default()
        };
        let report = PlanReport {
            links: vec![Link { from: "A1".into(), to: "B1".into(), strength: 0.9, given: false }],
            findings: vec![PlanFinding {
                check: "outcome-without-need".into(),
                item: Some("E1".into()),
                level: Level::Question,
                message: "Which need?".into(),
                source: "9.66".into(),
            }],
            ..PlanReport::default()
        };
        (plan, report)
    }

    #[test]
    fn the_page_holds_everything_itself_and_asks_the_network_for_nothing() {
        let (plan, report) = sample();
        let page = page(&plan, &report);
        let without_namespace = page.replace("http://www.w3.org/2000/svg", "");
        for outside in ["http:", "https:", "<script", "src=", "@import", "url("] {
            assert!(!without_namespace.contains(outside), "{outside}");
        }
        assert!(page.contains("&lt;Sam&gt;") && page.contains("Swim &amp; dive") && !page.contains("<Sam>"));
    }

    #[test]
    fn headings_are_in_order_and_what_was_found_stands_under_its_item() {
        let (plan, report) = sample();
        let page = page(&plan, &report);
        assert_eq!(page.matches("<h1>").count(), 1);
        assert!(!page.contains("<h3"));
        let place = |text: &str| page.rfind(text).unwrap_or_else(|| panic!("{text} is missing"));
        assert!(place("<strong>Outcome E1</strong>") < place("Which need?"));
        assert!(page.contains("proposed, likely"));
    }
}
