//! Decides which pronouns mean the person and which mean somebody else.
//!
//! **In:** a [`Reading`] whose names are marked. **Out:** the same with pronouns marked. **Layer:** 3.
//!
//! One walk over the words keeps in mind who is doing what: the subject of the clause, the one to whom something is done, the
//! clause before it. Grammar settles most pronouns: the object of the person's own verb is another ("Poppy hands her the
//! tablet"), "himself" and "his own" are the doer's, whom somebody else helps is the person. The rest goes by what
//! the verbs say of who turns to whom, which is in [`whom`](super::whom).
//!
//! Limits: no tree is built, so a clause inside a clause is taken for the end of the outer one.

use super::beside::{let_do_it, past_dashes};
use super::case::case_here;
use super::clause::{Clause, Who, base, causes, is_doing, is_foreign_subject, is_subject, opens_clause};
use super::clause::{ends_apposition, past_apposition, phrase_start};
use super::listed::is_anothers_list;
use super::people::{Fit, Other, opens_with_another, others};
use super::person::{Case, Set};
use super::{Mention, Reading};
use crate::rewrite::lexicon::has;
use crate::text::inflect::is_verb;

/// Marks the pronouns that mean the person.
pub(super) fn mark_pronouns(reading: &mut Reading<'_>) {
    let Some(set) = reading.set.clone() else { return };
    // "Tom's brother will tease him": of Tom, where the person is not spoken of.
    if reading.word(0).ends_with("'s") && opens_with_another(reading) {
        return;
    }
    let found = walk(reading, set);
    reading.mentions.extend(found);
    reading.mentions.sort_by_key(|mention| mention.start);
}

/// The pronouns of `set` that mean whom the mentions name.
pub(super) fn walk(reading: &Reading<'_>, set: Set) -> Vec<Mention> {
    walked(reading, set).found
}

/// The whole walk, with what was learnt on the way.
pub(super) fn walked(reading: &Reading<'_>, set: Set) -> Walk {
    let clause = Clause::of(Who::Person, None);
    let (found, by_person) = (Vec::new(), Vec::new());
    let others = others(reading, &set);
    let mut walk = Walk { set, others, clause, before: None, main: None, found, by_person, resumed: Vec::new() };
    for at in 0..reading.tokens.len() {
        walk.step(reading, at);
    }
    walk
}

pub(super) struct Walk {
    pub(super) set: Set,
    pub(super) others: Vec<Other>,
    pub(super) clause: Clause,
    /// The clause that the present one hangs on or follows.
    pub(super) before: Option<Clause>,
    /// The last clause that hangs on none.
    pub(super) main: Option<Clause>,
    pub(super) found: Vec<Mention>,
    /// The pronouns that stand in the person's own doings.
    pub(super) by_person: Vec<usize>,
    /// Where a clause goes on after what was put into it, and how.
    pub(super) resumed: Vec<(usize, Clause)>,
}

impl Walk {
    fn step(&mut self, reading: &Reading<'_>, at: usize) {
        let token = &reading.tokens[at];
        if token.quoted {
            return;
        }
        let word = token.folded.as_str();
        self.resume(reading, at);
        if token.opens && at > 0 && matches!(reading.before(at), "." | "!" | "?" | ";") {
            self.open(Who::Person, None);
        }
        if let Some(mention) = reading.mention_at(at).copied() {
            if mention.start == at {
                self.mention(reading, &mention);
            }
            return;
        }
        match self.set.cases(word) {
            [] => {}
            // "him or her": somebody else, as no mention covers it.
            _ if super::roles::in_pair(reading, at) || self.is_told(reading, at) => return,
            cases => return self.pronoun(reading, at, case_here(reading, at, cases)),
        }
        // "who her carers are and how to reach them": whoever knows it reaches them.
        let asks =
            matches!(word, "how" | "when" | "where" | "what" | "who" | "whether") && reading.word(at + 1) == "to";
        if asks && matches!(reading.before(at), "and" | "or" | ",") && self.clause.opener.is_some() {
            let outer = self.before.unwrap_or(Clause::of(Who::Person, None));
            self.clause = Clause { opener: None, inner: None, ..outer };
        }
        // "someone he trusts, and asks them to help him": they are not the person, whose pronouns are others.
        let asked = word == "them" && self.set != Set::They && causes(reading.before(at));
        if asked && self.fits_before(at) {
            return self.met_object(Who::Else, reading, at);
        }
        // "so that", "the first time that": one opener.
        if word == "that" && self.clause.opener.is_some_and(|opener| opener + 1 == at) {
            return;
        }
        if opens_clause(reading, at) {
            let subject = self.subject_ahead(reading, at);
            return self.open(subject, Some(at));
        }
        if let Some(other) = self.others.iter().find(|other| other.at == at).copied() {
            let who = if other.fit == Fit::Never { Who::Else } else { Who::Rival };
            if self.joins_person(reading, at) || token.folded.ends_with("'s") && !self.stands_for_is(reading, at) {
                return;
            }
            if is_subject(reading, at) {
                self.subject(who, reading, at);
            } else {
                self.met_object(who, reading, at);
            }
        } else if matches!(word, "and" | "then" | "but" | "or") || matches!(word, "," | ";") {
            self.joined(reading, at);
        } else if is_foreign_subject(reading, at, &self.set) {
            self.subject(Who::Else, reading, at);
        } else if is_doing(reading, at) {
            // "a man he does not know speaks to him": the second verb is the man's.
            // but "two friends they see, and texts them": not of several.
            let several = self.set == Set::They && self.clause.told_of == Some(Who::Rival);
            let second = !several && self.clause.verb.is_some() && reading.is_third(at);
            if let Some(who) = self.clause.told_of.filter(|_| second) {
                self.clause = Clause { subject: who, told_of: None, inner: None, ..self.clause };
            }
            // "his uncle, who he allows to give him": whom the clause tells of does what follows.
            if let Some(who) = self.clause.told_of.filter(|_| causes(word) && reading.word(at + 1) == "to") {
                self.clause = Clause { told_of: None, inner: Some(who), ..self.clause };
            }
            self.clause.verb = Some(at);
        }
        // "without telling her", "before borrowing her things": the outer subject does it.
        let participle = reading.is_ing(at + 1);
        if participle && matches!(word, "without" | "before" | "after" | "by" | "of" | "than" | "while") {
            self.clause.inner = None;
            // "ties his laces while his brother does, without looking at him": a comma leads back to the outer clause.
            let instead = matches!((reading.before(at), word), ("instead", "of") | ("rather", "than"));
            let comma = reading.before(if instead { at - 1 } else { at }) == ",";
            if comma
                && (instead || matches!(word, "without" | "by"))
                && self.clause.opener.is_some()
                && let Some(outer) = self.main.filter(|main| instead && main.subject == Who::Person).or(self.before)
            {
                self.clause = Clause { opener: None, inner: None, ..outer };
            }
            // "waits until she has chosen before taking one"
            if word == "before"
                && self.clause.opener.is_some()
                && let Some(outer) = self.before
            {
                self.clause = Clause { opener: None, inner: None, ..outer };
            }
        }
    }

    /// "uses they/them pronouns": the words themselves are meant.
    fn is_told(&self, reading: &Reading<'_>, at: usize) -> bool {
        let pronoun = |at: usize| !self.set.cases(reading.word(at)).is_empty();
        reading.word(at + 1) == "/" && pronoun(at + 2) || reading.before(at) == "/" && at > 1 && pronoun(at - 2)
    }

    /// A name or role of the person.
    fn mention(&mut self, reading: &Reading<'_>, mention: &Mention) {
        let (at, end) = (mention.start, mention.end);
        match mention.case {
            Case::Subject => self.subject(Who::Person, reading, at),
            // "Parents would like Ada to …"
            Case::Object if reading.word(end) == "to" && !causes_to_do(reading, at) => {
                self.subject(Who::Person, reading, at);
            }
            Case::Object => self.met_object(Who::Person, reading, end - 1),
            // "Danyal's handwriting will be …": the subject is a thing.
            Case::Possessive if self.clause.verb.is_none() && !self.clause.stated => {
                let verb = (end + 1..end + 5).take_while(|at| !has("preposition", reading.word(*at)));
                let noun = |at: usize| self.others.iter().any(|other| (end..at).contains(&other.at));
                if verb.into_iter().find(|at| reading.opens_verb_group(*at)).is_some_and(|at| !noun(at)) {
                    self.subject(Who::Else, reading, at);
                }
            }
            _ => {}
        }
    }

    /// "her mum's ready", not "her mum's car".
    fn stands_for_is(&self, reading: &Reading<'_>, at: usize) -> bool {
        let next = reading.skip_adverbs(at + 1);
        reading.is_ing(next) || has("feeling", reading.word(next)) || has("busy", reading.word(next))
    }

    /// A new clause begins; until its own subject comes, that of the last one goes on.
    fn open(&mut self, subject: Who, opener: Option<usize>) {
        self.before = Some(self.clause);
        self.main = if self.clause.opener.is_none() { Some(self.clause) } else { self.main };
        self.clause = Clause::of(subject, opener);
    }

    fn subject(&mut self, who: Who, reading: &Reading<'_>, at: usize) {
        let joined = matches!(reading.before(at), "and" | "," | "but" | ";" | "then");
        if joined || self.clause.verb.is_some() && self.clause.opener.is_none_or(|opener| opener + 4 < at) {
            self.open(who, None);
        }
        self.clause.subject = who;
        self.clause.stated = true;
        self.clause.inner = None;
    }

    /// Somebody to whom something is done; after "lets", "asks" and their like, they do what follows.
    fn met_object(&mut self, who: Who, reading: &Reading<'_>, at: usize) {
        self.clause.object = Some(who);
        let mut start = phrase_start(reading, at);
        // "lets their mum and their carers hoist them"
        while start > 1
            && matches!(reading.before(start), "and" | "or")
            && self.others.iter().any(|other| other.at == start - 2)
        {
            start = phrase_start(reading, start - 2);
        }
        let next = reading.skip_adverbs(past_dashes(reading, past_apposition(reading, at + 1)));
        let bare = is_verb(reading.word(next)) && !has("preposition", reading.word(next)) || reading.is_ing(next);
        let to = reading.word(next) == "to" && is_verb(reading.word(reading.skip_adverbs(next + 1)))
            || reading.word(next) == "how" && reading.word(next + 1) == "to" && base(reading.before(start)) != "ask";
        let before = reading.before(start);
        let near = |from: usize| {
            (from.saturating_sub(4)..from)
                .rev()
                .take_while(|at| reading.tokens[*at].is_word() && reading.word(*at) != "and")
                .any(|at| causes(reading.word(at)))
        };
        // "climbs the stairs, her carer walking behind her"
        let beside = matches!(before, "with" | "without" | "like" | ",");
        let placed = beside && reading.is_ing(next);
        // "with her TA ready to help her"
        if beside
            && has("on-hand", reading.word(next))
            && let Some(to) = (next + 1..next + 4).find(|at| reading.word(*at) == "to")
        {
            self.clause.inner = Some(who);
            self.clause.verb = Some(reading.skip_adverbs(to + 1));
            return;
        }
        // "is helped by his carer to …", "with help from his carer to …": the person does it.
        let agent = matches!(before, "by" | "from");
        // "rely on her sister to speak for her"
        let relied = matches!(before, "on" | "to" | "upon" | "for")
            && start > 1
            && has("relying", &base(reading.word(start - 2)))
            && reading.word(next) == "to"
            && to;
        // "thanks his coach for helping him"
        let thanked = reading.word(next) == "for"
            && reading.is_ing(next + 1)
            && matches!(base(before).as_str(), "thank" | "forgive" | "praise" | "blame" | "congratulate");
        if thanked {
            self.clause.inner = Some(who);
            self.clause.verb = Some(next + 1);
            return;
        }
        // "has her sister read to her", but "has a carer support plan"
        let had = base(before) == "have"
            && is_verb(reading.word(next))
            && !has("preposition", reading.word(next))
            && reading.verb_follow(next + 1);
        // "has a nurse to help her", but "has a friend to text"
        let object = self.set.cases(reading.word(next + 2));
        let had = had
            || base(before) == "have"
                && to
                && object.contains(&Case::Object)
                && case_here(reading, next + 2, object) == Case::Object;
        // "tolerates her mum leaving her"
        let seen = reading.is_ing(next) && !agent && is_verb(&base(before)) && !has("preposition", before);
        // "texts their dad to fetch them", but "texts their friends to arrange it"
        let summoned = to
            && matches!(base(before).as_str(), "text" | "ring" | "call" | "phone" | "message" | "signal")
            && has("summoned", reading.word(reading.skip_adverbs(next + 1)));
        if near(start) && (bare || to) && !agent || summoned || relied || seen || placed || had || before == "for" && to
        {
            self.clause.inner = Some(who);
            let verb = if reading.word(next) == "to" { reading.skip_adverbs(next + 1) } else { next };
            self.clause.verb = if reading.word(verb) == "how" { self.clause.verb } else { Some(verb) };
        }
    }

    /// "and" or a comma: the inner subject is done with if a verb of the outer one follows.
    fn joined(&mut self, reading: &Reading<'_>, at: usize) {
        if self.clause.opener.is_some() && self.clause.subject != Who::Person && is_anothers_list(reading, at) {
            return;
        }
        // "her twin, Mercy, has": the comma that ends what stands beside the noun leads on to the noun's own verb.
        if reading.word(at) == "," && self.clause.stated && ends_apposition(reading, at) {
            return;
        }
        let mut next = reading.skip_adverbs(at + 1);
        next += usize::from(matches!(reading.word(next), "and" | "then" | "to") && next == at + 1);
        next += usize::from(reading.word(next) == "to");
        let bare = is_verb(reading.word(next)) && !reading.is_third(next);
        let participle = reading.is_ing(next);
        let verb = bare || participle || reading.is_third(next) || has("modal", reading.word(next));
        if verb {
            // "lets her walk with her sister, holding her hand": still the one who is let.
            let goes_on = participle && reading.word(at) == "," && self.clause.inner == Some(Who::Person);
            // "allows her carer to drive her into town and leave her there": as one thing to her, so the next.
            let to_her = |at: usize| {
                let cases = self.set.cases(reading.word(at));
                cases.contains(&Case::Object) && case_here(reading, at, cases) == Case::Object
            };
            let met = self.found.iter().any(|mention| {
                mention.case == Case::Object && self.clause.verb.is_some_and(|verb| verb + 1 == mention.start)
            });
            let goes_on = goes_on || bare && met && has("transfer", reading.word(next)) && to_her(next + 1);
            self.clause.inner = self.clause.inner.filter(|_| goes_on);
            // "who will come and fetch her": the bare verb goes with "will"; "has friends who know her and text her" with "know".
            let from = self.clause.opener.unwrap_or(at);
            let had = reading.word(from) == "who" && self.before.is_some_and(|last| last.does(reading) == "have");
            // "is with friends who like him and do not tease him": of the person, it would say "and not".
            let told = matches!(reading.word(from), "who" | "that") && reading.word(at + 1) == "do";
            let governed = (had || told && reading.word(at + 2) == "not") && !is_singular(reading, from, at)
                || bare && (from..at).any(|at| matches!(reading.word(at), "will" | "can" | "to" | "should"));

            // "ask him how he is and wait": a bare verb follows the bare verb of the outer clause.
            if bare
                && !governed
                && self.clause.opener.is_some()
                && (self.clause.subject != Who::Person || self.set != Set::They && is_singular(reading, from, at))
                && let Some(before) = self.before
            {
                self.clause = Clause { inner: None, ..before };
                return;
            }
            // "when she is worried, and goes home": back to what the clause hangs on.
            // but "confident that she is safe, eating well and not on her phone"
            let listed = participle && reading.word(from) == "that";
            if self.clause.opener.is_some()
                && !listed
                && let Some(before) = self.before.filter(|_| reading.word(at) == "," || reading.word(next) == "will")
            {
                self.clause = Clause { opener: None, inner: None, ..before };
            }
        } else if reading.word(at) == "," && past_apposition(reading, at) == at {
            self.clause.inner = None;
        }
    }

    fn pronoun(&mut self, reading: &Reading<'_>, at: usize, case: Case) {
        if self.clause.doer() == Who::Person {
            self.by_person.push(at);
        }
        let who = match case {
            Case::Subject => self.who_does(reading, at),
            Case::Object => self.to_whom(reading, at),
            // "whose turn it is, and a way of calming herself": a thing has no self of that kind.
            Case::Reflexive if self.clause.doer() == Who::Else && self.set != Set::They => Who::Person,
            Case::Reflexive => self.clause.doer(),
            Case::Possessive | Case::Own => self.whose(reading, at, case),
        };
        match case {
            Case::Subject => {
                let opened = matches!(reading.before(at), "who" | "whom");
                let last =
                    at - usize::from(opened && at > 1) - usize::from(opened && at > 2 && reading.word(at - 2) == ",");
                let told_of = self.others.iter().find(|other| other.at + 1 == last).map(|other| match other.fit {
                    Fit::Never => Who::Else,
                    _ => Who::Rival,
                });
                let anyone = matches!(reading.before(at), "anyone" | "anybody" | "everyone" | "nobody");
                let told_of = told_of.or(anyone.then_some(Who::Else));
                // "lets people they trust hug them"
                if let (Some(other), Some(verb)) = (told_of, let_do_it(reading, last.saturating_sub(1), at)) {
                    let let_do = Clause { inner: Some(other), object: Some(other), verb: Some(verb), ..self.clause };
                    self.resumed.push((verb, let_do));
                }
                self.subject(who, reading, at);
                self.clause.told_of = told_of;
                self.clause.verb = self.clause.verb.filter(|_| told_of.is_none());
            }
            Case::Object => self.met_object(who, reading, at),
            // "if his leg hurts him": the subject is a thing.
            Case::Possessive if who == Who::Person && self.clause.opener.is_some_and(|opener| opener + 1 == at) => {
                let somebody = self.others.iter().any(|other| other.at > at && other.at < at + 4);
                if !somebody && (at + 2..at + 4).any(|next| reading.opens_verb_group(next)) {
                    self.subject(Who::Else, reading, at);
                }
            }
            _ => {}
        }
        if who == Who::Person || who == Who::Else && self.others.iter().all(|other| other.fit == Fit::Never) {
            self.found.push(Mention { start: at, end: at + 1, case, pronoun: true });
        }
    }

    /// True if somebody was spoken of before `at` for whom the pronouns may stand.
    pub(super) fn fits_before(&self, at: usize) -> bool {
        self.others.iter().any(|other| other.at < at && other.fit != Fit::Never)
    }
}

/// "when he is struggling and give him time": a verb in -s stands in the clause, so a bare one is not of it.
fn is_singular(reading: &Reading<'_>, from: usize, at: usize) -> bool {
    (from..at).any(|at| reading.is_third(at) || matches!(reading.word(at), "is" | "has" | "does" | "isn't"))
}

/// "asks Ada to …": the one asked does what follows, and the clause goes on.
fn causes_to_do(reading: &Reading<'_>, at: usize) -> bool {
    causes(reading.before(at)) && !matches!(base(reading.before(at)).as_str(), "want")
}
