//! A whole plan, and everything that sothat has to say about it.
//!
//! **In:** a plan file, later the results of the stages. **Out:** [`Plan`], [`PlanReport`]. **Layer:** 0.
//!
//! A plan is a graph: hopes lead to needs, needs to outcomes, outcomes to provision. What the author linked is `given`;
//! every other link is a proposal with its strength, for a person to accept or not.

use crate::domain::{Analysis, Context, Level, Pronouns, YearGroup};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The person whose plan it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Child {
    /// Name as the plan has it, perhaps with the family name.
    pub name: Option<String>,
    /// The person's pronouns.
    pub pronouns: Option<Pronouns>,
    /// School year group.
    pub year_group: Option<YearGroup>,
    /// Date of birth.
    pub date_of_birth: Option<Date>,
    /// Age in years.
    pub age: Option<u8>,
}

/// The four lists of a plan, in the order of the thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Hopes of the person and the family (Section A).
    Aspiration,
    /// Needs: education, health, care (Sections B, C, D).
    Need,
    /// What will be different for the person (Section E).
    Outcome,
    /// Who does what, how often (Sections F, G, H).
    Provision,
}

impl Stage {
    /// The stages in the order of the thread.
    pub const ALL: [Stage; 4] = [Stage::Aspiration, Stage::Need, Stage::Outcome, Stage::Provision];

    /// "aspiration", "need", "outcome", "provision".
    pub fn name(self) -> &'static str {
        ["aspiration", "need", "outcome", "provision"][self as usize]
    }
}

/// One hope, need, outcome or provision.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What the plan calls it, for instance "B2".
    pub id: String,
    /// Letter of the section in which it stands.
    pub section: char,
    /// Area of need, if the plan says so.
    pub area: Option<String>,
    /// What it says.
    pub text: String,
    /// Ids of what it is for: the hopes of a need, the needs of an outcome, the outcomes of a provision.
    pub serves: Vec<String>,
}

/// A whole plan.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// What the plan is called.
    pub title: Option<String>,
    /// The person whose plan it is.
    pub child: Child,
    /// The day on which it is read.
    pub today: Option<Date>,
    /// Hopes of the person and the family.
    pub aspirations: Vec<Item>,
    /// Needs.
    pub needs: Vec<Item>,
    /// Outcomes.
    pub outcomes: Vec<Item>,
    /// Provision.
    pub provision: Vec<Item>,
}

impl Plan {
    /// The items of a stage.
    pub fn stage(&self, stage: Stage) -> &[Item] {
        match stage {
            Stage::Aspiration => &self.aspirations,
            Stage::Need => &self.needs,
            Stage::Outcome => &self.outcomes,
            Stage::Provision => &self.provision,
        }
    }

    /// Every item with its stage, in the order of the thread.
    pub fn items(&self) -> impl Iterator<Item = (Stage, &Item)> {
        Stage::ALL.into_iter().flat_map(|stage| self.stage(stage).iter().map(move |item| (stage, item)))
    }

    /// What is known of the person, for reading a statement of Section E.
    pub fn context(&self) -> Context {
        let Child { name, pronouns, year_group, date_of_birth, age } = self.child.clone();
        let name = name.and_then(|name| name.split_whitespace().next().map(str::to_string));
        let section = Some("E".to_string());
        Context { name, pronouns, year_group, date_of_birth, age, today: self.today, section, ..Context::default() }
    }

    /// The name that sentences use: the first word of it, or "the young person".
    pub fn who(&self) -> &str {
        self.child.name.as_deref().and_then(|name| name.split_whitespace().next()).unwrap_or("the young person")
    }
}

/// A link of the thread.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// What comes first: a hope, a need or an outcome.
    pub from: String,
    /// What follows from it.
    pub to: String,
    /// How sure it is that the two belong together, 0 to 1; 1 for what the author linked.
    pub strength: f32,
    /// True if the author of the plan made the link.
    pub given: bool,
}

/// What is weak in a plan, and at which item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanFinding {
    /// Its name, for instance `need-without-outcome`.
    pub check: String,
    /// The item it is about; `None` if it is about the plan.
    pub item: Option<String>,
    /// How much it matters.
    pub level: Level,
    /// What is the matter and what to do, in one or two plain sentences.
    pub message: String,
    /// The paragraph or guidance that says so.
    pub source: String,
}

/// Something in the plan file that cannot be what it says. The rest of the plan is read all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanProblem {
    /// Where it stands in the file, for instance `outcomes[3].for[0]`.
    pub path: String,
    /// A question where the plan can be read in two ways, an error where it cannot be read.
    pub level: Level,
    /// What is the matter.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// What sothat has to say about an outcome of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanOutcome {
    /// What the plan calls it.
    pub id: String,
    /// Everything about the statement alone.
    pub analysis: Analysis,
}

/// Everything that sothat has to say about a plan.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlanReport {
    /// The thread: links that the author made and links that are proposed.
    pub links: Vec<Link>,
    /// What is weak in the plan, in the order of its items; what is about the whole plan first.
    pub findings: Vec<PlanFinding>,
    /// Every outcome by itself.
    pub outcomes: Vec<PlanOutcome>,
    /// What in the file could not be used.
    pub problems: Vec<PlanProblem>,
}
