//! Another child's name or pronoun where this child's belongs, as pasting from plan to plan leaves it.
//!
//! **In:** a plan. **Out:** `another-name`. **Layer:** 3.
//!
//! Plans are full of other people: Nan, a friend called Marcus, Mrs Okoro, a dentist whom "he" may mean. A false alarm here
//! is an insult, so a name counts only where the child must stand (who is visited, helped, taught; who reads and walks
//! by July) in a sentence that does not name the child, and only if nothing in the plan introduces its bearer; a pronoun
//! only where nobody else is there whom it could mean.

use super::people::{is, is_first_name};
use crate::domain::{Item, Level, Plan, PlanFinding, Pronouns, Stage};
use crate::text::inflect::{base_of_third, is_mostly_verb};
use crate::text::phrase::{Token, tokens};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Everybody but the child.
const OTHERS: [&str; 4] = ["family", "friend", "title", "called"];

/// The pronouns of a person, in lower case.
fn forms(pronouns: &Pronouns) -> &'static [&'static str] {
    match pronouns {
        Pronouns::He => &["he", "him", "his", "himself"],
        Pronouns::She => &["she", "her", "hers", "herself"],
        Pronouns::They | Pronouns::Other(_) => &[],
    }
}

/// Finds names and pronouns of somebody else where the child's belong.
pub(super) fn names(plan: &Plan) -> Vec<PlanFinding> {
    let own: Vec<String> = tokens(plan.child.name.as_deref().unwrap_or_default())
        .into_iter()
        .filter(|token| token.lexical)
        .map(|token| token.folded)
        .collect();
    let own = with_everyday_name(own, plan);
    let read: Vec<(Stage, &Item, Vec<Token<'_>>)> =
        plan.items().map(|(stage, item)| (stage, item, tokens(&item.text))).collect();
    let known: HashSet<String> = read.iter().flat_map(|(stage, _, tokens)| introduced(*stage, tokens)).collect();
    let mut findings = Vec::new();
    for (stage, item, tokens) in &read {
        let name = if own.is_empty() { None } else { other_name(*stage, tokens, &own, &known) };
        let once = |token: &&Token<'_>| {
            is_first_name(base(&token.folded))
                || read
                    .iter()
                    .filter(|(_, _, others)| others.iter().any(|other| base(&other.folded) == base(&token.folded)))
                    .count()
                    == 1
        };
        if let Some(token) = name.filter(once) {
            let said = token.text.trim_end_matches("'s").trim_end_matches("’s");
            findings.push(finding(item, format!(
                "“{said}” stands where {} belongs. Check whether the text was written for somebody else, and put the right name in.",
                possessive_name(plan)
            )));
        } else if let Some(word) =
            plan.child.pronouns.as_ref().and_then(|own_pronouns| other_pronoun(*stage, tokens, own_pronouns, &own))
        {
            let pronouns = plan.child.pronouns.as_ref().map(ToString::to_string).unwrap_or_default();
            findings.push(finding(item, format!(
                "“{word}” seems to mean {}, whose pronouns are {pronouns}. Check whether the text was written for somebody else.",
                plan.who()
            )));
        }
    }
    findings
}

/// Items in which a name that is not the child's stands where the child's belongs make it the one that the child goes by.
const EVERYDAY: usize = 3;

/// The child's names, with the one that opens or is named in most items although the plan is headed by another: "Pippa" of
/// "Philippa". What was pasted from another plan stands in one item or two.
fn with_everyday_name(mut own: Vec<String>, plan: &Plan) -> Vec<String> {
    let mut items: BTreeMap<String, usize> = BTreeMap::new();
    for (_, item) in plan.items() {
        let names: BTreeSet<String> = tokens(&item.text)
            .iter()
            .filter(|token| is_capital(token) && is_first_name(base(&token.folded)))
            .map(|token| base(&token.folded).to_string())
            .collect();
        names.into_iter().for_each(|name| *items.entry(name).or_default() += 1);
    }
    let known = own.iter().map(|name| items.get(name).copied().unwrap_or_default()).max().unwrap_or_default();
    let most = items.into_iter().max_by_key(|(_, count)| *count);
    if let Some((name, _)) = most.filter(|(_, count)| !own.is_empty() && *count >= EVERYDAY && *count > known) {
        own.push(name);
    }
    own
}

fn finding(item: &Item, message: String) -> PlanFinding {
    PlanFinding {
        check: "another-name".to_string(),
        item: Some(item.id.clone()),
        level: Level::Warning,
        message,
        source: "SEND Code of Practice 9.66".to_string(),
    }
}

fn possessive_name(plan: &Plan) -> String {
    match &plan.child.name {
        Some(_) => format!("{}’s name", plan.who()),
        None => "the young person’s name".to_string(),
    }
}

/// A word without the ending of a possessive.
fn base(folded: &str) -> &str {
    folded.strip_suffix("'s").or_else(|| folded.strip_suffix('\'')).unwrap_or(folded)
}

fn is_capital(token: &Token<'_>) -> bool {
    let mut letters = token.text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Names that the text introduces as somebody else's: "his sister Nia", "Shireen, the key worker", "stay with Carol", "Jo: …".
fn introduced(stage: Stage, tokens: &[Token<'_>]) -> Vec<String> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.folded.as_str());
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| is_capital(token)) {
        let after: Vec<&str> = (1..=6).map(|ahead| word(at + ahead)).collect();
        let role = |word: &str| is(base(word), &["family", "friend", "staff", "title", "called"]);
        let beside = at.checked_sub(1).map(word).unwrap_or_default();
        let two_before = at.checked_sub(2).map(word).unwrap_or_default();
        // "Nurse Ada Bell": the title stands before all of a name.
        let titled = at.checked_sub(1).is_some_and(|before| is_capital(&tokens[before]));
        let mut related =
            role(beside) || beside == "," && role(two_before) || titled && is(two_before, &["title", "called"]);
        // "Shireen, his named key worker"; "Dawn (link worker)"; "Jo: …"
        related |= matches!(after[0], "," | "(" | "–" | "-") && after[1..].iter().any(|word| role(word));
        related |= after[0] == ":" && token.opens;
        related |= stage <= Stage::Need && matches!(beside, "with" | "and" | "like" | "to" | "from");
        related |= stage == Stage::Outcome && matches!(beside, "with" | "and" | "or" | "like" | "to");
        related |= beside == "and" && at.checked_sub(2).is_some_and(|two| is_capital(&tokens[two]));
        related |= after[0] == "and" && role(after[1]);
        if related {
            found.push(base(&token.folded).to_string());
        }
    }
    found
}

/// The first name of somebody else in a place that is the child's.
fn other_name<'t, 'a>(
    stage: Stage,
    tokens: &'t [Token<'a>],
    own: &[String],
    known: &HashSet<String>,
) -> Option<&'t Token<'a>> {
    let is_own = |word: &str| {
        own.iter().any(|own| {
            own == word
                || word.len() >= 3 && own.len() >= 3 && (own.starts_with(word) || word.starts_with(own.as_str()))
        })
    };
    let sentences = sentence_starts(tokens);
    let names_child = |at: usize| {
        let (start, end) = sentence(&sentences, at, tokens.len());
        tokens[start..end].iter().any(|token| is_own(base(&token.folded)))
    };
    let anywhere = tokens.iter().any(|token| is_own(base(&token.folded)));
    tokens
        .iter()
        .enumerate()
        .find(|(at, token)| {
            let word = base(&token.folded);
            let before = at.checked_sub(1).map_or("", |before| tokens[before].folded.as_str());
            let after = tokens.get(at + 1);
            let next = after.map_or("", |after| after.folded.as_str());
            let part_of_longer = after.is_some_and(|after| after.lexical && is_capital(after) && !after.opens)
                || at.checked_sub(1).is_some_and(|before| {
                    is_capital(&tokens[before])
                        && !tokens[before].opens
                        && tokens[before].lexical
                        && !is(&tokens[before].folded, &["capital"])
                });
            if !is_capital(token) || is_own(word) || known.contains(word) || part_of_longer || names_child(*at) {
                return false;
            }
            let listed = is_first_name(word) && !is(word, &["capital"]);
            match stage {
                Stage::Aspiration => {
                    listed
                        && token.opens
                        && !anywhere
                        && matches!(
                            next,
                            "wants" | "would" | "hopes" | "wishes" | "likes" | "loves" | "will" | "wanted"
                        )
                }
                Stage::Need => {
                    let verb = matches!(
                        next,
                        "is" | "has"
                            | "can"
                            | "cannot"
                            | "can't"
                            | "needs"
                            | "finds"
                            | "struggles"
                            | "does"
                            | "was"
                            | "will"
                            | "reads"
                    ) || token.folded.ends_with("'s")
                        || base_of_third(next).is_some_and(|base| is_mostly_verb(&base));
                    listed && (token.opens || token.folded.ends_with("'s")) && !anywhere && verb
                }
                Stage::Outcome => {
                    listed
                        && !matches!(
                            before,
                            "with"
                                | "and"
                                | "by"
                                | "at"
                                | "in"
                                | "near"
                                | "to"
                                | "from"
                                | "or"
                                | "like"
                                | "see"
                                | "visits"
                                | "of"
                        )
                }
                Stage::Provision => {
                    let object = is(before, &["helped"])
                        || matches!(before, "with" | "for" | "to" | "let" | "lets" | "alongside" | "beside");
                    let agent = matches!(before, "by" | "from" | "at" | "in" | "near" | "and" | "or");
                    let helper = token.opens
                        && (anywhere
                            || !matches!(next, "will" | "has" | "is" | "needs" | "can" | "receives" | "attends"));
                    let unlisted = object
                        && !anywhere
                        && !token.opens
                        && !is(word, &["capital", "family", "friend", "staff", "title"])
                        && is(before, &["helped"])
                        && word.chars().count() >= 3;
                    listed && !agent && !helper || unlisted
                }
            }
        })
        .map(|(_, token)| token)
}

/// A pronoun that is not the child's where nobody but the child can be meant.
fn other_pronoun<'a>(stage: Stage, tokens: &[Token<'a>], own_pronouns: &Pronouns, own: &[String]) -> Option<&'a str> {
    let wrong: Vec<&str> = match own_pronouns {
        Pronouns::He => forms(&Pronouns::She).to_vec(),
        Pronouns::She => forms(&Pronouns::He).to_vec(),
        Pronouns::They => [forms(&Pronouns::He), forms(&Pronouns::She)].concat(),
        Pronouns::Other(_) => return None,
    };
    let right: &[&str] = match own_pronouns {
        Pronouns::They => &["they", "them", "their", "themself", "themselves"],
        other => forms(other),
    };
    let is_own = |token: &Token<'_>| own.iter().any(|own| own == base(&token.folded));
    // "Wren has had enough. She hides": whoever comes later, nobody else was spoken of before.
    let goes_on = |at: usize| {
        let before = &tokens[..at];
        let others = |token: &Token<'_>| {
            let word = base(&token.folded);
            is(word, &OTHERS) || is(word, &["staff"]) || is_first_name(word) && is_capital(token) && !is_own(token)
        };
        tokens[at].opens
            && matches!(tokens[at].folded.as_str(), "he" | "she")
            && before.iter().any(is_own)
            && !before.iter().any(others)
    };
    if let Some(at) = (1..tokens.len()).find(|at| wrong.contains(&tokens[*at].folded.as_str()) && goes_on(*at)) {
        return Some(tokens[at].text);
    }
    let has = |words: &[&str]| tokens.iter().any(|token| words.contains(&token.folded.as_str()));
    let somebody = |token: &Token<'_>| {
        let word = base(&token.folded);
        is(word, &OTHERS) || is_first_name(word) && is_capital(token) && !own.iter().any(|own| own == word)
    };
    if has(right) || tokens.iter().any(somebody) {
        return None;
    }
    let staff = |tokens: &[Token<'_>]| tokens.iter().any(|token| is(base(&token.folded), &["staff"]));
    let places = tokens.iter().enumerate().filter(|(_, token)| wrong.contains(&token.folded.as_str()));
    places
        .filter(|(at, token)| {
            let before = at.checked_sub(1).map_or("", |before| tokens[before].folded.as_str());
            match stage {
                // Who is helped, where staff are the only others: "works with him", "helps her", "in his own chair" of the same sentence.
                Stage::Provision => {
                    let object = matches!(before, "with" | "for" | "beside" | "alongside") || is(before, &["helped"]);
                    !staff(&tokens[..*at]) || object && !matches!(token.folded.as_str(), "he" | "she")
                }
                Stage::Outcome => !staff(&tokens[..*at]),
                Stage::Aspiration | Stage::Need => !staff(tokens),
            }
        })
        .map(|(_, token)| token.text)
        .next()
}

fn sentence_starts(tokens: &[Token<'_>]) -> Vec<usize> {
    (0..tokens.len())
        .filter(|at| *at == 0 || tokens[*at].opens && matches!(tokens[at - 1].text, "." | "!" | "?"))
        .collect()
}

fn sentence(starts: &[usize], at: usize, end: usize) -> (usize, usize) {
    let next = starts.partition_point(|start| *start <= at);
    (next.checked_sub(1).map_or(0, |index| starts[index]), starts.get(next).copied().unwrap_or(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Child;

    fn plan(pronouns: Pronouns, items: &[(Stage, &str)]) -> Plan {
        let child = Child { name: Some("Imogen Hart".into()), pronouns: Some(pronouns), ..Child::default() };
        let mut plan = Plan { child, ..Plan::default() };
        for (at, (stage, text)) in items.iter().enumerate() {
            let item =
                Item { id: format!("i{at}"), section: 'E', area: None, text: text.to_string(), serves: Vec::new() };
            match stage {
                Stage::Aspiration => plan.aspirations.push(item),
                Stage::Need => plan.needs.push(item),
                Stage::Outcome => plan.outcomes.push(item),
                Stage::Provision => plan.provision.push(item),
            }
        }
        plan
    }

    fn found(items: &[(Stage, &str)]) -> Vec<String> {
        names(&plan(Pronouns::She, items)).into_iter().filter_map(|finding| finding.item).collect()
    }

    #[test]
    fn the_name_of_another_child_is_found_where_the_child_belongs() {
        for (stage, text) in [
            (Stage::Provision, "The school nurse visits Harriet at home every month."),
            (Stage::Provision, "A teaching assistant works with Yusuf for 20 minutes a day."),
            (Stage::Outcome, "By July 2027 Callum reads a menu on his own."),
            (Stage::Outcome, "Zainab’s speech is understood by her class."),
            (Stage::Need, "Oscar finds it hard to wait for his turn."),
            (Stage::Aspiration, "Priya wants to be a vet."),
        ] {
            assert_eq!(found(&[(stage, text)]), ["i0"], "{text}");
        }
    }

    #[test]
    fn family_friends_staff_and_places_are_left_alone() {
        let items = [
            (Stage::Aspiration, "Imogen wants to play with Marcus and her cousin Fern."),
            (Stage::Need, "Her sister Nia does the talking. She lives with Carol, her foster carer."),
            (Stage::Outcome, "By July 2027 Imogen plays chess with Oscar every Friday."),
            (Stage::Outcome, "By July 2027 she walks to Stanley Road and buys bread from Mr Ali."),
            (Stage::Provision, "Dawn, the link worker, sits with her at breakfast; Shireen helps on Fridays."),
            (Stage::Provision, "Carol prompts her to brush her teeth. Makaton is used by all staff."),
            (Stage::Provision, "Delivered by Sarah each Monday, in English and Maths."),
            (Stage::Provision, "A teacher shows Mum how to sign."),
            (
                Stage::Provision,
                "Tutor, Mr Ali: an hour on Mondays, reading letters with Imogen; he writes nothing for her.",
            ),
        ];
        assert_eq!(found(&items), Vec::<String>::new());
    }

    #[test]
    fn a_pronoun_is_found_only_where_nobody_else_can_be_meant() {
        assert_eq!(found(&[(Stage::Outcome, "By Easter 2027 he reads a page.")]), ["i0"]);
        assert_eq!(found(&[(Stage::Need, "In a crowd Imogen freezes. He waits until his mum comes.")]), ["i0"]);
        assert_eq!(found(&[(Stage::Provision, "A therapist works with him for an hour.")]), ["i0"]);
        for (stage, text) in [
            (Stage::Outcome, "By Easter 2027 she tells her dad what he has to buy."),
            (Stage::Provision, "The tutor plans the lesson before he comes."),
            (Stage::Need, "At the surgery he signs for her as well."),
            (Stage::Need, "The doctor says that he is content."),
        ] {
            assert_eq!(found(&[(stage, text)]), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn short_forms_of_the_childs_own_name_are_hers() {
        assert_eq!(
            found(&[(Stage::Outcome, "By July 2027 Immy reads."), (Stage::Outcome, "Imo reads.")]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn without_a_name_no_name_is_wrong() {
        let mut plan = plan(Pronouns::They, &[(Stage::Outcome, "Callum reads a book.")]);
        plan.child.name = None;
        assert!(names(&plan).is_empty());
    }
}
