//! Flags two or more outcomes in one sentence.
//!
//! **In:** an outcome with two changes. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! The sentence is cut at commas and "and". A piece with a verb of its own is a change, and the table says which parts of
//! life it is about; so is a piece of a list of wide aims ("improve speech and mobility"). Two changes that have no part in
//! common can be reached one without the other; "gets up and gets dressed" cannot be told apart in this way and is left
//! alone, as is a piece that goes somewhere first, points back ("and pays for it") or is about nothing that the table knows.

use super::clauses::Clauses;
use super::{About, Check, Subject, aspiration};
use crate::domain::{Criterion, Level, Span};
use crate::text::inflect::{base_of_ing, base_of_past, base_of_third, is_verb};
use crate::text::phrase::{Hit, Phrases, Token};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("several_outcomes.tsv")).expect("the table is part of the program and a test reads it")
});

/// Words that begin a condition after a doing.
const CONDITIONS: [&str; 6] = ["if", "when", "whenever", "because", "until", "while"];

/// See `several_outcomes.md`.
pub(super) struct SeveralOutcomes;

const ABOUT: About = About {
    id: "several-outcomes",
    level: Level::Question,
    criterion: Some(Criterion::S),
    source: "SEND Code of Practice 9.66",
    page: include_str!("several_outcomes.md"),
};

impl Check for SeveralOutcomes {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.is_outcome() || aspiration::hope(subject).is_some() {
            return Vec::new();
        }
        let say = |span: Span| {
            let said = span.slice(subject.text);
            format!(
                "“{said}” is an outcome of its own. Give each a line, so that one can be reached without the other."
            )
        };
        second(&Clauses::of(subject)).map(|span| (span, say(span))).into_iter().collect()
    }
}

/// A wide aim is named in a few words; more of them are a clause.
const LONGEST_AIM: usize = 5;

/// The words of the first change that has nothing in common with an earlier one.
pub(super) fn second(clauses: &Clauses<'_>) -> Option<Span> {
    let main = clauses.main();
    let hits: Vec<Hit<'_>> =
        PHRASES.find(main).into_iter().filter(|hit| !clauses.in_deadline(&main[hit.first])).collect();
    aims(main, &hits).or_else(|| changes(clauses, main, &hits))
}

/// The second of two wide aims that share a verb: "improve her speech and her mobility".
fn aims(main: &[Token<'_>], hits: &[Hit<'_>]) -> Option<Span> {
    hits.iter().filter(|hit| hit.kind == "aim").find_map(|aim| {
        let mut first: Option<BTreeSet<&str>> = None;
        for (begin, end) in pieces(main, aim.end) {
            let piece = &main[begin..end];
            if first.is_some() && verb(piece, false, false, false).is_some() {
                return None;
            }
            let parts = parts(hits, begin, end);
            if parts.is_empty() || piece.len() > LONGEST_AIM {
                return None;
            }
            match &first {
                Some(earlier) if earlier.is_disjoint(&parts) => {
                    return Some(Span { start: piece[0].span.start, end: piece[piece.len() - 1].span.end });
                }
                Some(_) => {}
                None => first = Some(parts),
            }
        }
        None
    })
}

/// The second of two changes with a verb each.
fn changes(clauses: &Clauses<'_>, main: &[Token<'_>], hits: &[Hit<'_>]) -> Option<Span> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let (mut going, mut has) = (false, false);
    for (begin, end) in pieces(main, 0) {
        let piece = &main[begin..end];
        if is_aside(main, begin) {
            continue;
        }
        if seen.is_empty()
            && is_leading(piece)
            && main.get(end).is_some_and(|mark| mark.folded == ",")
            && !clauses.in_deadline(&piece[0])
        {
            continue;
        }
        // What somebody does "if he is worried" is about the doing, not about worry.
        let condition = (begin + 1..end).find(|at| CONDITIONS.contains(&main[*at].folded.as_str()));
        let mut about = parts(hits, begin, condition.unwrap_or(end));
        let within = |kind: &str| hits.iter().any(|hit| hit.kind == kind && (begin..end).contains(&hit.first));
        if within("going") && !about.contains("travel") {
            continue;
        }
        let points_back = within("link");
        has |= piece.iter().any(|token| matches!(token.folded.as_str(), "has" | "have" | "had"));
        let verb = verb(piece, seen.is_empty(), going, has).filter(|_| !points_back);
        let is_doing =
            |pair: &[Token<'_>]| matches!(pair[0].folded.as_str(), "be" | "is" | "are" | "been") && is_ing(&pair[1]);
        going |= piece.windows(2).any(is_doing);
        if let Some(verb) = verb.filter(|_| !about.is_empty()) {
            if !seen.is_empty() && seen.is_disjoint(&about) {
                return Some(Span { start: piece[verb].span.start, end: piece[piece.len() - 1].span.end });
            }
            seen.append(&mut about);
        } else if !seen.is_empty() {
            seen.append(&mut about);
        }
    }
    None
}

/// The stretches of `main` from `from` on that marks and "and" leave, none of them empty.
fn pieces(main: &[Token<'_>], from: usize) -> Vec<(usize, usize)> {
    let cuts = |at: &usize| match main[*at].folded.as_str() {
        "and" | "&" | "+" | "plus" | "/" | "," | ";" | "." | "–" | "—" | "-" | "•" => !in_brackets(main, *at),
        "well" => at.checked_sub(1).is_some_and(|before| main[before].folded == "as"),
        _ => false,
    };
    let mut begin = from;
    let mut found = Vec::new();
    for cut in (from..main.len()).filter(cuts).chain([main.len()]) {
        if begin < cut {
            found.push((begin, cut));
        }
        begin = cut + 1;
    }
    found
}

/// True between brackets, where a change is explained and none is added.
fn in_brackets(main: &[Token<'_>], at: usize) -> bool {
    let last = main[..at].iter().rfind(|token| matches!(token.folded.as_str(), "(" | ")"));
    last.is_some_and(|mark| mark.folded == "(")
}

/// The parts of life that the tokens from `begin` to `end` are about.
fn parts<'p>(hits: &[Hit<'p>], begin: usize, end: usize) -> BTreeSet<&'p str> {
    let within = hits.iter().filter(|hit| (begin..end).contains(&hit.first) && hit.end <= end);
    within
        .filter(|hit| !matches!(hit.kind, "between" | "link" | "aim" | "going"))
        .flat_map(|hit| hit.kind.split('+'))
        .collect()
}

/// True for what says more of something named before: "which is what he needs".
fn is_aside(main: &[Token<'_>], begin: usize) -> bool {
    matches!(main[begin].folded.as_str(), "which" | "having" | "who")
}

/// True for a condition or a means that goes before the change: "If the teacher is new, …".
fn is_leading(piece: &[Token<'_>]) -> bool {
    const OPENINGS: [&str; 20] = [
        "if",
        "when",
        "whenever",
        "once",
        "after",
        "before",
        "following",
        "by",
        "with",
        "through",
        "during",
        "given",
        "at",
        "in",
        "on",
        "for",
        "using",
        "while",
        "as",
        "having",
    ];
    OPENINGS.contains(&piece[0].folded.as_str())
}

fn is_ing(token: &Token<'_>) -> bool {
    base_of_ing(&token.folded).is_some_and(|base| is_verb(&base))
}

/// Where the verb of a piece stands: at its beginning, but for pronouns and the like; anywhere in the first, which also
/// holds the deadline and the name. A form in "-ing" counts after "will be eating", one in
/// "-ed" after "has washed".
fn verb(piece: &[Token<'_>], first: bool, going: bool, has: bool) -> Option<usize> {
    let is_one = |token: &Token<'_>| {
        let word = token.folded.as_str();
        let known = |base: Option<String>| base.is_some_and(|base| is_verb(&base));
        is_verb(word)
            || known(base_of_third(word))
            || has && known(base_of_past(word))
            || going && is_ing(token)
            || matches!(word, "has" | "is" | "less" | "more")
    };
    if first {
        return Some(0);
    }
    let subject = |token: &Token<'_>| matches!(token.folded.as_str(), "he" | "she" | "they" | "i");
    let from = piece.iter().take(3).position(subject).unwrap_or(0);
    let between = |at: usize| PHRASES.at(std::slice::from_ref(&piece[at]), 0).is_some_and(|hit| hit.kind == "between");
    let opening = (from..piece.len()).find(|&at| piece[at].lexical && !between(at))?;
    let names = matches!(piece[opening].folded.as_str(), "own" | "number" | "like")
        || piece.get(opening + 1).is_some_and(|next| next.folded == "or");
    if names {
        return None;
    }
    let begins = is_one(&piece[opening])
        || piece[..opening].iter().any(|token| token.folded == "been")
        || opening > 0 && matches!(piece[opening - 1].folded.as_str(), "has" | "have" | "is" | "be");
    begins.then_some(if opening > 0 && !is_one(&piece[opening]) { opening - 1 } else { opening })
}
