//! Where the words of a statement stand: in what will be so, in a condition, in what is told, or in a purpose.
//!
//! **In:** a [`Subject`]. **Out:** its tokens, and answers about places among them. **Layer:** 2.
//!
//! "He is calm" promises calm; "he says when he is calm" promises that he says it. A few words tell the two apart well
//! enough (when, that, how, because), so no parser is needed.

use super::{Subject, bare_percentage};
use crate::domain::Span;
use crate::text::inflect::{base_of_ing, base_of_third, is_mostly_verb, is_verb};
use crate::text::measure::amounts;
use crate::text::phrase::{Token, is_number, tokens};
use std::cell::OnceCell;

/// Words after "so" that begin the reason for an outcome, in which a feeling may well stand.
const PURPOSE: [&str; 7] = ["that", "he", "she", "they", "i", "we", "people"];

/// Words that begin a condition, a time, or what somebody tells or knows.
const EMBEDS: [&str; 20] = [
    "when", "whenever", "if", "because", "that", "how", "what", "which", "where", "who", "why", "whether", "while",
    "until", "before", "after", "once", "than", "of", "about",
];

/// What is hoped stands after "that" all the same: "we hope that he is happy".
const HOPES: [&str; 12] =
    ["hope", "hopes", "aim", "goal", "wish", "want", "is", "ensure", "outcome", "dream", "wants", "aspiration"];

/// Verbs that nobody can see being done.
const STATES: [&str; 14] = [
    "be",
    "have",
    "feel",
    "know",
    "understand",
    "want",
    "develop",
    "improve",
    "increase",
    "need",
    "respect",
    "appreciate",
    "value",
    "grow",
];

/// The words of a statement, ready for questions about where they stand.
pub(super) struct Clauses<'a> {
    /// All of them, with the marks.
    pub(super) tokens: Vec<Token<'a>>,
    /// Deadlines.
    by_when: Vec<Span>,
    /// How much and how often; found when first asked for, since most statements are never asked.
    amounts: OnceCell<Vec<Span>>,
    text: &'a str,
}

impl<'a> Clauses<'a> {
    pub(super) fn of(subject: &Subject<'a>) -> Self {
        let by_when = subject.timing.found.iter().map(|deadline| deadline.phrase.span).collect();
        Clauses { tokens: tokens(subject.text), by_when, amounts: OnceCell::new(), text: subject.text }
    }

    /// How much and how often.
    fn amounts(&self) -> &[Span] {
        self.amounts.get_or_init(|| {
            let mut amounts = amounts(self.text);
            amounts.retain(|span| !names_a_year(&self.tokens, *span));
            amounts.extend(bare_percentage::counted(self.text));
            amounts
        })
    }

    /// The words before "so that" and "in order to".
    pub(super) fn main(&self) -> &[Token<'a>] {
        &self.tokens[..self.purpose()]
    }

    /// True if the statement says how much or how often; a percentage of nothing that is counted does not.
    pub(super) fn has_amount(&self) -> bool {
        !self.amounts().is_empty()
    }

    /// True if the word at `at` is told, asked or a condition: "says when she is calm".
    pub(super) fn is_embedded(&self, at: usize) -> bool {
        let before = &self.tokens[..at];
        let stretch = before.iter().rposition(|token| !token.lexical && token.folded != "'").map_or(0, |mark| mark + 1);
        let Some(word) = before[stretch..].iter().rposition(|token| EMBEDS.contains(&token.folded.as_str())) else {
            return false;
        };
        let leading = &before[stretch..stretch + word];
        let hoped = leading.last().is_some_and(|token| HOPES.contains(&token.folded.as_str()));
        // "of" and "about" name a matter only after a verb of telling; elsewhere they are part of the quality itself.
        let matter = matches!(before[stretch + word].folded.as_str(), "of" | "about");
        !hoped && !matter && leading.iter().any(|token| token.lexical && !self.in_deadline(token))
    }

    /// True if what somebody would see is said after the word at `from`: "enough to …", "by …ing", ": he …".
    pub(super) fn is_shown_after(&self, from: usize) -> bool {
        let rest = &self.tokens[from.min(self.tokens.len())..];
        let folded = |at: usize| rest.get(at).map_or("", |token| token.folded.as_str());
        let shown = rest.iter().enumerate().any(|(at, token)| match token.folded.as_str() {
            "enough" => self.goes_on_to(&rest[at + 1..]),
            "by" => base_of_ing(folded(at + 1)).is_some_and(|base| is_verb(&base) && base != "be"),
            "," => matches!(folded(at + 1), "no" | "without" | "alone" | "unaided" | "hands"),
            "measured" | "shown" | "evidenced" | "seen" | "demonstrated" => matches!(folded(at + 1), "by" | "in"),
            ":" | ";" | "–" | "—" | "-" | "(" | "." => self.tells_a_doing(&rest[at + 1..]),
            _ => false,
        });
        let purpose = &self.tokens[self.purpose()..];
        shown
            || purpose.iter().any(|token| is_number(&token.folded) || self.in_deadline(token) || self.is_amount(token))
    }

    /// True if "to" and a doing follow in the same sentence, a deadline or not between: "enough, by May, to walk in".
    fn goes_on_to(&self, rest: &[Token<'_>]) -> bool {
        let sentence = rest.iter().take_while(|token| !matches!(token.folded.as_str(), "." | ";" | ":"));
        let outside: Vec<&Token<'_>> = sentence.filter(|token| !self.in_deadline(token)).take(14).collect();
        outside.windows(2).any(|pair| pair[0].folded == "to" && is_verb(&pair[1].folded))
    }

    /// True if a doing follows with "and" after the word at `from`: "knows when she is full, and stops".
    pub(super) fn is_acted_on_after(&self, from: usize) -> bool {
        let rest = &self.tokens[from.min(self.tokens.len())..];
        let after = rest.iter().enumerate().filter(|(_, token)| token.folded == "and");
        after.map(|(at, _)| &rest[at + 1..]).any(|rest| {
            let modal =
                |token: &&Token<'_>| matches!(token.folded.as_str(), "can" | "will" | "then" | "to" | "he" | "she");
            let verb = rest.iter().find(|token| !modal(token)).map_or("", |token| token.folded.as_str());
            let base =
                if is_verb(verb) { Some(verb.to_string()) } else { base_of_third(verb).filter(|base| is_verb(base)) };
            base.is_some_and(|base| !STATES.contains(&base.as_str()))
        })
    }

    /// True if a doing with its subject, or an amount, comes first in `tokens`.
    fn tells_a_doing(&self, tokens: &[Token<'_>]) -> bool {
        let outside = tokens.iter().filter(|token| !self.in_deadline(token)).skip_while(|token| token.folded == ",");
        let opening: Vec<&Token<'_>> = outside.take(4).take_while(|token| token.lexical).collect();
        opening.iter().enumerate().any(|(at, token)| {
            let word = token.folded.as_str();
            let base = base_of_third(word).filter(|base| base != "be");
            let named = at == 0 || at == 1 && opening[0].text.starts_with(char::is_uppercase);
            let doing = base.is_some_and(|base| is_mostly_verb(&base) || named && is_verb(&base));
            doing || self.is_amount(token) || matches!(word, "he" | "she" | "they" | "i")
        })
    }

    /// True if the word is part of a deadline.
    pub(super) fn in_deadline(&self, token: &Token<'_>) -> bool {
        self.by_when.iter().any(|span| (span.start..span.end).contains(&token.span.start))
    }

    /// The stretch between marks and "and" in which the words at `span` stand.
    pub(super) fn piece(&self, span: Span) -> &[Token<'a>] {
        let cuts = |token: &Token<'_>| matches!(token.folded.as_str(), "and" | "&" | "," | ";" | ".");
        let first = self.tokens.partition_point(|token| token.span.start < span.start);
        let start = self.tokens[..first].iter().rposition(cuts).map_or(0, |at| at + 1);
        let end = self.tokens[first..].iter().position(cuts).map_or(self.tokens.len(), |at| first + at);
        &self.tokens[start..end]
    }

    /// True if an amount, or a percentage of whatever, stands in these tokens.
    pub(super) fn measures(&self, piece: &[Token<'_>]) -> bool {
        piece.iter().any(|token| token.folded == "%" || self.is_amount(token))
    }

    fn is_amount(&self, token: &Token<'_>) -> bool {
        self.amounts().iter().any(|span| (span.start..span.end).contains(&token.span.start))
    }

    /// Place of the first word of the purpose, or the number of tokens.
    fn purpose(&self) -> usize {
        let begins = |pair: &[Token<'_>]| match pair[0].folded.as_str() {
            "so" => PURPOSE.contains(&pair[1].folded.as_str()),
            "in" => pair[1].folded == "order",
            _ => false,
        };
        let found = self.tokens.windows(2).position(begins);
        found.filter(|at| *at > 0).unwrap_or(self.tokens.len())
    }
}

/// True for the number of "Year 3", which is a class and no amount; a Year 3 book measures who can read it.
fn names_a_year(tokens: &[Token<'_>], span: Span) -> bool {
    let at = tokens.partition_point(|token| token.span.start < span.start);
    let word = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.folded.as_str());
    let level =
        matches!(word(Some(at + 1)), "level" | "book" | "books" | "words" | "standard" | "list" | "text" | "texts");
    matches!(word(at.checked_sub(1)), "year" | "years" | "yr" | "y" | "stage") && !level
}
