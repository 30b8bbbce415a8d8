//! Reads a draft: its tokens, whom it is about, and which words mean that person.
//!
//! **In:** a text, its deadlines, what is known of the person. **Out:** [`Reading`]. **Layer:** 3.
//!
//! Nothing is parsed into a tree. A statement is a row of tokens on which mentions of the person are marked; the
//! converter replaces tokens and leaves everything else, so whatever is not understood comes back as it was written.

mod animals;
mod beside;
mod called;
mod case;
mod clause;
mod company;
mod coreference;
mod handed;
mod helpers;
mod joint;
mod lent;
mod listed;
mod people;
mod person;
mod pressed;
mod reached;
mod relative;
mod roles;
mod theirs;
mod things;
mod two;
mod whom;
mod whose;
mod worries;

pub(crate) use joint::Joint;
pub(crate) use person::{Case, Set};

use crate::domain::{Context, DeadlinePhrase};
use crate::rewrite::lexicon::{has, is_adverb, is_auxiliary};
use crate::text::inflect::{base_of_ing, base_of_past, base_of_third, is_mostly_verb, is_verb};
use crate::text::words::words;

/// One word or mark, with what is needed to put the text together again.
#[derive(Debug, Clone)]
pub(crate) struct Token<'a> {
    /// As written.
    pub(crate) text: &'a str,
    /// In lower case, with plain apostrophes.
    pub(crate) folded: String,
    /// White space before it.
    pub(crate) gap: &'a str,
    /// True inside quotation marks, where nothing is touched.
    pub(crate) quoted: bool,
    /// True if it opens a sentence.
    pub(crate) opens: bool,
    /// True inside a stated deadline.
    pub(crate) in_deadline: bool,
}

impl Token<'_> {
    pub(crate) fn is_word(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }

    pub(crate) fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Two or more letters, all of them capitals: an abbreviation.
    pub(crate) fn is_abbreviation(&self) -> bool {
        let letters = self.text.chars().filter(|c| c.is_alphabetic());
        letters.clone().count() > 1 && letters.clone().filter(|c| c.is_uppercase()).count() * 2 > letters.count()
    }
}

/// Words that mean the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mention {
    /// First token.
    pub(crate) start: usize,
    /// First token after it.
    pub(crate) end: usize,
    /// How it stands in its clause.
    pub(crate) case: Case,
    /// True for he, she, they and their forms.
    pub(crate) pronoun: bool,
}

/// A draft as the rewriter sees it.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    /// Words and marks in order.
    pub(crate) tokens: Vec<Token<'a>>,
    /// White space after the last token.
    pub(crate) tail: &'a str,
    /// Where the person is meant, in order.
    pub(crate) mentions: Vec<Mention>,
    /// Subjects of two, of whom one is the person.
    pub(crate) joint: Vec<Joint>,
    /// Where "they" and its forms mean the person and another.
    pub(crate) both: Vec<Mention>,
    /// The name of the person, from the context or found in the text.
    pub(crate) name: Option<String>,
    /// The pronouns of the person, if known or inferred.
    pub(crate) set: Option<Set>,
}

impl<'a> Reading<'a> {
    /// Reads `text`.
    pub(crate) fn new(text: &'a str, deadlines: &[DeadlinePhrase], context: &Context) -> Self {
        let (tokens, tail) = tokens(text, deadlines);
        let (joint, both) = (Vec::new(), Vec::new());
        let mut reading = Reading { tokens, tail, mentions: Vec::new(), joint, both, name: None, set: None };
        called::unmask_names(&mut reading.tokens);
        (reading.mentions, reading.name) = person::names(&reading, context);
        reading.set = person::pronouns(&reading, context);
        coreference::mark_pronouns(&mut reading);
        reading.joint = joint::joint_subjects(&reading);
        reading.both = joint::both_meant(&mut reading);
        reading
    }

    /// True if the statement opens with somebody else and never names the person.
    pub(crate) fn is_anothers(&self) -> bool {
        people::opens_with_another(self)
    }

    /// The token's folded text; empty past the ends.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.folded.as_str())
    }

    /// The folded text of the token before `at`; empty at the beginning.
    pub(crate) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    /// The mention that covers the token.
    pub(crate) fn mention_at(&self, at: usize) -> Option<&Mention> {
        self.mentions.iter().find(|mention| (mention.start..mention.end).contains(&at))
    }

    /// The first token from `at` on that is no adverb.
    pub(crate) fn skip_adverbs(&self, mut at: usize) -> usize {
        loop {
            if self.word(at) == "no" && self.word(at + 1) == "longer" {
                at += 2;
            } else if is_adverb(self.word(at)) || self.word(at) == "not" {
                at += 1;
            } else {
                return at;
            }
        }
    }

    /// True if a verb group can begin at `at`, as after a subject.
    pub(crate) fn opens_verb_group(&self, at: usize) -> bool {
        let at = self.skip_adverbs(at);
        let word = self.word(at);
        is_auxiliary(word)
            || word == ":" && at + 1 < self.tokens.len()
            || self.is_third(at)
            || base_of_past(word).is_some_and(|base| base != word)
    }

    /// True if the token is the "-s" form of a known verb and is likely a verb here.
    pub(crate) fn is_third(&self, at: usize) -> bool {
        let Some(base) = base_of_third(self.word(at)) else { return false };
        // "two slices of toast"
        let counted = self.word(at + 1) == "of" && !matches!(base.as_str(), "dream" | "smell" | "taste")
            || self.word(at + 1) == "to" && base == "visit";
        if self.word(at + 1) == "up" && has("with-up", &base) {
            return true;
        }
        let object = self.mention_at(at + 1).is_some_and(|mention| mention.pronoun) || self.word(at + 1) == "own";
        // "stops crying"
        let starts = matches!(base.as_str(), "start" | "stop" | "like" | "love" | "hate" | "finish" | "try");
        is_mostly_verb(&base)
            || is_verb(&base)
                && ((self.verb_follow(at + 1) || object) && !counted
                    || starts && self.is_ing(at + 1)
                    || has("beyond", self.word(at + 1)) && !has("determiner", self.before(at)))
    }

    /// True if the token is the "-ing" form of a known verb.
    pub(crate) fn is_ing(&self, at: usize) -> bool {
        base_of_ing(self.word(at)).is_some_and(|base| is_verb(&base))
    }

    /// True if what stands at `at` is more likely to follow a verb than a noun.
    pub(crate) fn verb_follow(&self, at: usize) -> bool {
        let word = self.word(at);
        has("determiner", word)
            || has("preposition", word)
            || is_adverb(word)
            || matches!(
                word,
                "to" | "it" | "him" | "them" | "me" | "himself" | "herself" | "themselves" | "that" | "how"
            )
            || self.tokens.get(at).is_some_and(|token| token.text.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// True for the second comma of "her twin, Rae, has".
    pub(crate) fn ends_apposition(&self, at: usize) -> bool {
        clause::ends_apposition(self, at)
    }

    /// True if the verb after the comma is somebody else's: "if anyone hits him, calls him names or".
    pub(crate) fn is_anothers_list(&self, comma: usize) -> bool {
        listed::is_anothers_list(self, comma)
    }

    /// True if somebody stands before the mention for whom its pronoun may stand as well: "my brother … when he".
    pub(crate) fn may_mean_another(&self, mention: &Mention) -> bool {
        let people = self.set.as_ref().map(|set| people::others(self, set)).unwrap_or_default();
        mention.pronoun && people.iter().any(|other| other.at < mention.start && other.fit != people::Fit::Never)
    }

    /// True if the token ends a sentence or stands past the end.
    pub(crate) fn is_stop(&self, at: usize) -> bool {
        matches!(self.word(at), "" | "." | "!" | "?")
    }
}

/// "hes" is "he's", "wil" is "will", "abel" is "able", "doesnt" is "doesn't", "need's" is "needs".
fn mended(folded: String, written: &str) -> String {
    if let Some(stem) = folded.strip_suffix("nt").filter(|stem| is_auxiliary(&format!("{stem}n't"))) {
        return format!("{stem}n't");
    }
    if let Some(stem) =
        folded.strip_suffix("'s").filter(|stem| (is_mostly_verb(stem) || has("slip-verb", stem)) && !is_auxiliary(stem))
    {
        let name = written.starts_with(char::is_uppercase) || has("word-name", stem) || stem == "let";
        return if name { folded } else { crate::text::inflect::third(stem) };
    }
    match folded.as_str() {
        "hes" => "he's".to_string(),
        "shes" => "she's".to_string(),
        "theyre" => "they're".to_string(),
        "wil" | "wll" | "willl" => "will".to_string(),
        "abel" | "abl" | "abble" => "able".to_string(),
        _ => folded,
    }
}

/// The "o" of "w/o" and the "out" of "w/out" are read as "without".
fn unslash(tokens: &mut [Token<'_>]) {
    if let [.., with, slash, last] = tokens
        && with.folded == "w"
        && slash.text == "/"
        && matches!(last.folded.as_str(), "o" | "out")
        && slash.gap.is_empty()
        && last.gap.is_empty()
    {
        last.folded = "without".to_string();
    }
}

/// The "up" of "grown-up" is read as the whole word.
fn join_grown_up(tokens: &mut [Token<'_>]) {
    if let [.., grown, hyphen, up] = tokens
        && grown.folded == "grown"
        && hyphen.text == "-"
        && matches!(up.folded.as_str(), "up" | "ups")
        && hyphen.gap.is_empty()
        && up.gap.is_empty()
    {
        up.folded = format!("grown-{}", up.folded);
    }
}

/// Where the text holds gaps and notes in square brackets, which are left as they are. A stand-in for a name is none.
fn bracketed(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('[').map(|at| from + at) {
        let Some(close) = text[open..].find(']').map(|at| open + at + 1) else { break };
        let inside = text[open..close].to_lowercase();
        let pronouns = matches!(
            inside.as_str(),
            "[his/her]"
                | "[he/she]"
                | "[him/her]"
                | "[his/her/their]"
                | "[he/she/they]"
                | "[him/her/them]"
                | "[himself/herself]"
        );
        if inside.contains('?')
            || !pronouns && !inside.contains("name") && !inside.contains("'s]") && !inside.contains("’s]")
        {
            found.push(open..close);
        }
        from = close;
    }
    found
}

/// Splits `text`, joins what belongs together and marks quotations, sentences and deadlines.
fn tokens<'a>(text: &'a str, deadlines: &[DeadlinePhrase]) -> (Vec<Token<'a>>, &'a str) {
    let mut tokens: Vec<Token<'a>> = Vec::new();
    let (mut end, mut double, mut single, mut opens) = (0, false, false, true);
    let bracketed = bracketed(text);
    for word in words(text) {
        let gap = &text[end..word.byte];
        end = word.byte + word.text.len();
        let next = text[end..].chars().next();
        let mark = match word.text {
            "\"" => {
                double = !double;
                true
            }
            "“" | "”" => {
                double = word.text == "“";
                true
            }
            "‘" => {
                single = true;
                true
            }
            "'" if (!gap.is_empty() || tokens.is_empty()) && next.is_some_and(char::is_alphanumeric) => {
                single = text[end..].contains('\'');
                true
            }
            "’" | "'" if single => {
                single = false;
                true
            }
            _ => false,
        };
        let glued = gap.is_empty() && tokens.last().is_some_and(|token| token.text == "&");
        tokens.push(Token {
            text: word.text,
            // "C&I" is no "I".
            folded: if glued { format!("&{}", word.folded()) } else { mended(word.folded(), word.text) },
            gap,
            quoted: double || single || mark || bracketed.iter().any(|range| range.contains(&word.byte)),
            opens: opens && word.is_lexical(),
            in_deadline: deadlines
                .iter()
                .any(|deadline| (deadline.span.start..deadline.span.end).contains(&word.span.start)),
        });
        let after_initial = tokens.len() > 1 && matches!(word.text, ".") && next.is_some_and(|c| !c.is_whitespace());
        unslash(&mut tokens);
        join_grown_up(&mut tokens);
        // "says \"can I play?\" to a friend": the sentence goes on after what is said.
        let rest = text[end..].trim_start_matches(['"', '”', '\'', '’', ' ']);
        let goes_on = (double || single) && rest.starts_with(char::is_lowercase);
        opens = matches!(word.text, "." | "!" | "?") && !after_initial && !goes_on || opens && !word.is_lexical();
    }
    (tokens, &text[end..])
}

#[cfg(test)]
#[path = "tests.rs"]
mod meant;

#[cfg(test)]
mod tests {
    use super::*;

    fn reading<'a>(text: &'a str, name: &str, pronouns: &str) -> Reading<'a> {
        let context = Context {
            name: (!name.is_empty()).then(|| name.to_string()),
            pronouns: pronouns.parse().ok(),
            ..Context::default()
        };
        Reading::new(text, &[], &context)
    }

    fn meant(text: &str, name: &str, pronouns: &str) -> Vec<String> {
        let reading = reading(text, name, pronouns);
        reading
            .mentions
            .iter()
            .map(|mention| {
                reading.tokens[mention.start..mention.end].iter().map(|t| t.text).collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    #[test]
    fn a_name_that_is_a_word_is_told_from_the_word() {
        assert_eq!(meant("Will will catch the bus", "Will", "he"), ["Will"]);
        assert_eq!(meant("By May 2027 May will use her own bank card", "May", "she"), ["May", "her"]);
        assert_eq!(meant("Mark will mark his place", "Mark", "he"), ["Mark", "his"]);
        assert_eq!(meant("In the summer Summer will swim", "Summer", "she"), ["Summer"]);
    }

    #[test]
    fn a_relative_of_the_same_gender_may_be_meant_by_a_pronoun() {
        assert_eq!(meant("Ruby will ring her nan when she gets home late from bingo", "Ruby", "she"), ["Ruby", "her"]);
        assert_eq!(meant("Ruby will tell her nan when she is worried", "Ruby", "she"), ["Ruby", "her", "she"]);
        assert_eq!(meant("Ruby will ring her dad when she is late", "Ruby", "she"), ["Ruby", "her", "she"]);
    }

    #[test]
    fn the_person_is_found_without_a_name() {
        assert_eq!(meant("The pupil will hang up his coat", "", "he"), ["The pupil", "his"]);
        assert_eq!(meant("YP to get up when their alarm rings", "", "they"), ["YP", "their"]);
        assert_eq!(meant("Dexter will eat his lunch with friends", "", ""), ["Dexter", "his"]);
    }

    #[test]
    fn quoted_speech_is_marked() {
        let reading = reading("Ali will say \"he did it\" to his teacher", "Ali", "he");
        let quoted: Vec<&str> = reading.tokens.iter().filter(|t| t.quoted).map(|t| t.text).collect();
        assert_eq!(quoted, ["\"", "he", "did", "it", "\""]);
        assert_eq!(reading.mentions.len(), 2);
    }
}
