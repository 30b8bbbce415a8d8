//! The plan as a tree: each hope with its needs, each need with its outcomes, each outcome with its provision.
//!
//! **In:** a plan and its links. **Out:** [`Node`]s. **Layer:** 5.
//!
//! Every item stands once, under the first thing that it is linked to; what else it is linked to is told beside it.

use crate::domain::{Item, Link, Plan, PlanReport, Stage};
use std::collections::{HashMap, HashSet};

/// An item and what hangs on it.
pub(in crate::report) struct Node<'a> {
    pub stage: Stage,
    pub item: &'a Item,
    /// The link by which it hangs where it stands; `None` for what hangs on nothing.
    pub link: Option<&'a Link>,
    /// Other things that it is linked to.
    pub also: Vec<&'a Link>,
    pub children: Vec<Node<'a>>,
}

/// The tree. What hangs on nothing stands at the end, in the order of the plan.
pub(in crate::report) fn tree<'a>(plan: &'a Plan, report: &'a PlanReport) -> Vec<Node<'a>> {
    let stages: HashMap<&str, Stage> = plan.items().map(|(stage, item)| (item.id.as_str(), stage)).collect();
    let mut held: HashMap<&str, (&Link, Vec<&Link>)> = HashMap::new();
    let mut below: HashMap<&str, Vec<&str>> = HashMap::new();
    for (stage, item) in plan.items() {
        let mut to: Vec<&Link> = report.links.iter().filter(|link| link.to == item.id).collect();
        to.retain(|link| stages.get(link.from.as_str()).is_some_and(|from| *from < stage));
        // The nearest stage first: an outcome stands under its need rather than under its hope.
        to.sort_by_key(|link| std::cmp::Reverse(stages.get(link.from.as_str()).copied()));
        if let Some((first, rest)) = to.split_first() {
            held.insert(&item.id, (first, rest.to_vec()));
            below.entry(first.from.as_str()).or_default().push(&item.id);
        }
    }
    let items: HashMap<&str, (Stage, &Item)> =
        plan.items().map(|(stage, item)| (item.id.as_str(), (stage, item))).collect();
    let grow = Grow { items, held, below };
    let mut seen = HashSet::new();
    let roots = plan.items().filter(|(_, item)| !grow.held.contains_key(item.id.as_str()));
    roots.filter_map(|(_, item)| grow.node(&item.id, &mut seen)).collect()
}

struct Grow<'a> {
    items: HashMap<&'a str, (Stage, &'a Item)>,
    held: HashMap<&'a str, (&'a Link, Vec<&'a Link>)>,
    below: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Grow<'a> {
    /// The node of an item; nothing if it stands somewhere already. Links lead to later stages only, so depth is at most four.
    fn node(&self, id: &'a str, seen: &mut HashSet<&'a str>) -> Option<Node<'a>> {
        let (stage, item) = *self.items.get(id)?;
        if !seen.insert(id) {
            return None;
        }
        let (link, also) = match self.held.get(id) {
            Some((link, also)) => (Some(*link), also.clone()),
            None => (None, Vec::new()),
        };
        let children = self.below.get(id).into_iter().flatten().filter_map(|child| self.node(child, seen)).collect();
        Some(Node { stage, item, link, also, children })
    }
}
