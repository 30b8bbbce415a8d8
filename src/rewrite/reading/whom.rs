//! Decides, where somebody else may be meant as well, who does what a clause tells.
//!
//! **In:** a [`Walk`] that has come to a subject pronoun. **Out:** [`Who`]. **Layer:** 3.
//!
//! Two pronouns in one clause are two people ("when she tells her to"). Else it goes by what the verbs say of who turns
//! to whom: "gives him his toy back when he asks", "tells her mum when she is worried", "waits until he has chosen".
//! Nobody knows better without knowing the people; where nothing tells, the person is meant.

use super::Reading;
use super::clause::{Clause, Who, base, conjunction, is_owner, is_somebody, purpose, told};
use super::coreference::Walk;
use super::handed::is_let_know;
use super::lent::{borrower, stays_behind};
use super::people::Fit;
use super::person::{Case, Set};
use super::pressed::is_pressing;
use super::things::{is_aid_failing, is_thing_state};
use super::worries::is_thing_told;
use crate::rewrite::lexicon::has;
use crate::text::inflect::base_of_past;

impl Walk {
    pub(super) fn who_does(&self, reading: &Reading<'_>, at: usize) -> Who {
        let last = self.before.unwrap_or(self.clause);
        // "puts their hearing aids in and checks that they work"
        let works = matches!(self.predicate(reading, at), "work" | "working" | "fit" | "charged" | "clean" | "full");
        if self.set == Set::They && works && last.does(reading) == "check" {
            return Who::Rival;
        }
        // "takes their tablets when they are due"
        // "talks about their worries before they get too big"
        let thing = || is_thing_state(reading, at) || is_aid_failing(reading, at) || is_thing_told(reading, at);
        if self.set == Set::They && thing() {
            return Who::Rival;
        }
        // "a stranger who says that he knows him"
        let claimed = matches!(last.does(reading).as_str(), "say" | "claim" | "pretend")
            && last.subject == Who::Rival
            && conjunction(reading, last.opener) == "who";
        if claimed && matches!(reading.before(at), "that" | "says" | "claims" | "say") {
            return Who::Rival;
        }
        // "corrects people when they get their name wrong"
        let mistaken = base(self.predicate(reading, at)) == "get" && (at..at + 6).any(|at| reading.word(at) == "wrong");
        let corrects = matches!(last.does(reading).as_str(), "correct" | "remind" | "tell" | "forgive");
        if self.set == Set::They && mistaken && corrects && last.object == Some(Who::Rival) {
            return Who::Rival;
        }
        // "tells his dad what hurts and he will help him"
        let main = self.main.unwrap_or(last);
        let helped = matches!(reading.before(at), "and" | "so")
            && main.subject == Who::Person
            && main.object == Some(Who::Rival)
            && has("telling", &main.does(reading))
            && matches!(
                base(self.predicate(reading, at)).as_str(),
                "help" | "listen" | "respond" | "fetch" | "answer" | "reply"
            );
        if helped && self.fits_before(at) {
            return Who::Rival;
        }
        if self.is_host(reading, at) {
            return Who::Rival;
        }
        let opener = self.clause.opener.filter(|opener| opener + 5 > at);
        let opener = conjunction(reading, opener);
        if !self.fits_before(at) {
            return self.of_two(reading, at, &last, opener).unwrap_or(Who::Person);
        }
        let verb = last.does(reading);
        let occasion = occasion_of(opener);
        // "the boy he sits with"
        let told_of = matches!(reading.before(at), "anyone" | "anybody" | "someone" | "everyone" | "nobody" | "people");
        if told_of || at > 0 && self.is_relative(reading, at - 1) {
            return Who::Person;
        }
        if let Some(who) = self.of_two(reading, at, &last, opener) {
            return who;
        }
        if self.is_indefinite(reading, at, opener, &last) {
            return Who::Person;
        }
        // "so that she can ring Rose's mum": whoever is named later in the clause is not this one.
        if self.is_named_ahead(reading, at) {
            return Who::Rival;
        }
        // "checks that he is all right", "asks if she is okay"
        if matches!(verb.as_str(), "ask" | "check") && opener != "when" && is_well(reading, at) {
            return Who::Rival;
        }
        let announced = opener == "what" && self.is_announced(reading, at, &last);
        if announced || has("content", opener) && !occasion && told_by(reading, self.clause.opener) {
            return Who::Rival;
        }
        // "asks her teacher to repeat what she has said"
        let says = matches!(base(self.predicate(reading, at)).as_str(), "say" | "mean");
        // "does what she asks"
        let bids = matches!(base(self.predicate(reading, at)).as_str(), "ask" | "tell" | "say")
            && last.subject == Who::Person
            && !has("telling", &verb);
        if opener == "what" && (last.inner == Some(Who::Rival) && says || bids) {
            return Who::Rival;
        }
        // "copying what she does", "repeats what he has said"
        if matches!(opener, "what" | "how")
            && last.subject == Who::Person
            && (has("copying", &verb) || verb == "learn" && last.object == Some(Who::Rival))
        {
            return Who::Rival;
        }
        if has("content", opener) && !occasion && has("telling", &verb) {
            let asked = matches!(verb.as_str(), "ask" | "wonder" | "hear" | "find") && last.object == Some(Who::Rival);
            // "asks the driver where he has to get off": whoever asks has to.
            let bound = matches!(reading.word(at + 1), "needs" | "need" | "has" | "have")
                && reading.word(at + 2) == "to"
                || matches!(reading.word(at + 1), "should" | "must")
                || matches!(reading.word(at + 2), "supposed" | "meant");
            return if asked && !bound { Who::Rival } else { Who::Person };
        }
        if at > 0 && opener.is_empty() && has("rule", reading.before(at)) && has("setting", &base(reading.word(at + 1)))
        {
            return Who::Rival;
        }
        if purpose(reading, at) && self.is_helped(reading, at, &last) {
            return Who::Person;
        }
        if purpose(reading, at) {
            return self.who_gains(reading, at, &last);
        }
        let Some(rival) = self.others.iter().rfind(|other| other.at < at && other.fit != Fit::Never) else {
            return Who::Person;
        };
        let speaks = has("only-people", &base(self.predicate(reading, at)));
        if owns_rival_ahead(reading, rival.at, at)
            || self.did_already(reading, rival.at)
            || speaks && self.only_animals(reading, at)
        {
            return Who::Person;
        }
        if opener == "that" && last.subject == Who::Rival && is_minding(reading, &last) {
            return Who::Person;
        }
        let sure = rival.fit == Fit::Well;
        if sure
            && last.subject == Who::Rival
            && matches!(opener, "" | "that" | "what" | "where" | "how")
            && (opener.is_empty() || !has("noticing", &verb))
            && last.object != Some(Who::Person)
        {
            return Who::Rival;
        }
        if opener == "that" {
            let returns = matches!(base(self.predicate(reading, at)).as_str(), "come" | "return" | "back");
            let known = verb == "know" && last.inner != Some(Who::Rival);
            return if returns && (known || !has("telling", &verb)) { Who::Rival } else { Who::Person };
        }
        // "leaves him while he goes to the shop", "picks him up when he has finished work"
        let away = opener == "while" && matches!(verb.as_str(), "leave" | "go");
        let works = (at + 2..at + 6).any(|at| matches!(reading.word(at), "work" | "shift"));
        if occasion && last.subject == Who::Rival && sure && (away || works) {
            return Who::Rival;
        }
        // "understands that her mum is busy when she is on the phone"
        if occasion
            && last.subject == Who::Rival
            && sure
            && last.object.is_none()
            && conjunction(reading, last.opener) == "that"
        {
            return Who::Rival;
        }
        if self.asks_first(reading, at + 2) && opener == "before" {
            return Who::Person;
        }
        if let Some(who) = borrower(reading, rival.at, at).filter(|_| occasion) {
            return who;
        }
        if sure && stays_behind(reading, rival.at, at) && matches!(opener, "once" | "when" | "after") {
            return Who::Rival;
        }
        // "his brother will knock before he comes in"
        // but "lets them finish what they are saying before they speak"
        let led = self.main.is_some_and(|main| main.subject == Who::Person && main.inner == Some(Who::Rival));
        if opener == "before" && last.subject == Who::Rival && sure && last.object.is_none() && !led {
            return Who::Rival;
        }
        // "checks that her friend is all right when she falls over"
        if occasion
            && last.subject == Who::Rival
            && matches!(conjunction(reading, last.opener), "that" | "if" | "whether")
            && has("mishap", &base(self.predicate(reading, at)))
        {
            return Who::Rival;
        }
        // "does as Mr Boyle asks the first time he asks"
        if occasion && last.subject == Who::Rival && base(self.predicate(reading, at)) == verb && verb != "be" {
            return Who::Rival;
        }
        if !occasion || !(last.subject == Who::Person || last.inner == Some(Who::Person)) {
            return Who::Person;
        }
        self.on_occasion(reading, at, &last, opener, sure)
    }

    /// True if the clause that begins after `last` tells of somebody else: "the boy he sits with", "his uncle, who he trusts".
    fn is_relative(&self, reading: &Reading<'_>, last: usize) -> bool {
        let opened = matches!(reading.word(last), "who" | "whom");
        let named = last.saturating_sub(usize::from(opened) + usize::from(opened && reading.before(last) == ","));
        self.others.iter().any(|other| other.at == named)
    }

    /// "when he asks for it", "until he has chosen": whether the other one does what the person waits for or answers.
    fn on_occasion(&self, reading: &Reading<'_>, at: usize, last: &Clause, opener: &str, sure: bool) -> Who {
        let rival = |yes: bool| if yes { Who::Rival } else { Who::Person };
        let verb = last.does(reading);
        let next = reading.skip_adverbs(at + 1);
        let predicate = self.predicate(reading, at);
        let does = base(predicate);
        let rest = |words: &[&str]| (at + 1..at + 7).any(|at| words.contains(&reading.word(at)));
        let passive = matches!(reading.word(next), "is" | "are") && base_of_past(predicate).is_some();
        let concerned = last.object == Some(Who::Rival)
            || last.inner == Some(Who::Rival)
            || self.is_owner_concerned(reading, last, at);
        let negated =
            last.verb.is_some_and(|verb| reading.before(verb) == "not" || reading.before(verb).ends_with("n't"));
        if concerned && has("taking", &does) && (negated || has("enduring", &verb)) {
            return Who::Rival;
        }
        if sure && is_pressing(reading, last, predicate, at) {
            return Who::Rival;
        }
        if matches!(verb.as_str(), "look" | "watch" | "listen" | "face") && reading.is_ing(at + 2) {
            return Who::Rival;
        }
        if last.inner != Some(Who::Rival)
            && last.verb.is_some_and(|from| (from..at).any(|at| has("waiting", &base(reading.word(at)))))
        {
            // "waits outside with his TA until he is calm": only who is waited for has to be ready.
            let awaited = last.verb.is_some_and(|from| (from..at).any(|at| reading.word(at) == "for"));
            let grown = self
                .others
                .iter()
                .rfind(|other| other.at < at)
                .is_some_and(|other| has("grown-up", stem(reading.word(other.at))));
            let settles = grown && !awaited && (told(reading, at) || base(predicate) == "calm");
            return rival(matches!(opener, "until" | "while") && !passive && !settles);
        }
        let homeward = rest(&["home", "in", "into", "from", "out", "to", "school", "college"]);
        if does == "come" && !homeward {
            return Who::Rival;
        }
        let busy = has("busy", predicate) && matches!(reading.word(next), "is" | "are");
        // "asks her friend if she wants to play", but "if she can have a turn"
        if verb == "ask" && opener == "if" && concerned {
            let offered = matches!(reading.word(next), "wants" | "want" | "would" | "likes" | "minds")
                || matches!(predicate, "ok" | "okay" | "alright" | "free");
            return rival(offered);
        }
        let contacts = matches!(verb.as_str(), "ring" | "text" | "call" | "phone" | "message" | "ask" | "say");
        let tells = has("telling", &verb) && verb != "let" || is_let_know(reading, last);
        if tells {
            let asks = matches!(does.as_str(), "ask" | "speak" | "call" | "say" | "talk") && concerned && !contacts;
            if contacts && self.set != Set::They && sure && concerned && !told(reading, at) && !passive {
                return rival(!travels(&does) || rest(&["work", "bingo", "shops", "hospital", "church"]));
            }
            return rival(asks && verb != "show" || busy && concerned);
        }
        // "sits still while he tests his eyes", "swallows it while he watches"
        let treated = has("still", &verb) && (has("lending", &does) || has("treating", &does));
        let looks_on = does == "watch" && !reading.tokens.get(next + 1).is_some_and(|token| token.is_word());
        if matches!(opener, "while" | "when") && (treated && self.owns_body(reading, next) || looks_on) {
            return Who::Rival;
        }
        if matches!(verb.as_str(), "copy" | "imitate" | "mirror") && concerned {
            return Who::Rival;
        }
        // "thanks her mum when she brings her tea", "looks at her teacher when she says her name"
        let named = matches!(does.as_str(), "say" | "call" | "use") && rest(&["name"]);
        let kind = verb == "thank" && concerned && has("transfer", &does);
        if kind || named && matches!(verb.as_str(), "look" | "turn" | "answer" | "respond" | "come" | "stop" | "smile")
        {
            return Who::Rival;
        }
        // "makes his dad a cup of tea when he gets home from work"
        let parent = concerned
            && self
                .others
                .iter()
                .rfind(|other| other.at < at)
                .is_some_and(|other| has("parent", stem(reading.word(other.at))));
        if rest(&["shift"])
            || parent
                && rest(&["work"])
                && !contacts
                && matches!(does.as_str(), "get" | "come" | "go" | "leave" | "finish" | "start")
        {
            return Who::Rival;
        }
        if matches!(verb.as_str(), "cheer" | "clap" | "celebrate") && has("mishap", &does) {
            return Who::Rival;
        }
        let put_right = verb == "put" && last.verb.is_some_and(|verb| (verb..at).any(|at| reading.word(at) == "right"));
        // but "asks a man he trusts to help him if he gets lost"
        if last.inner == Some(Who::Rival) && has("answering", &verb) && has("mishap", &does) | told(reading, at) {
            return Who::Person;
        }
        if concerned && (has("answering", &verb) || put_right) {
            let state = matches!(reading.word(next), "is" | "are" | "feels" | "feel" | "gets" | "get");
            return rival(busy || has("turning", &does) || has("mishap", &does) || state && told(reading, at));
        }
        // "leaves the room with his TA when he needs a break"
        let wishes = matches!(does.as_str(), "want" | "need");
        if matches!(verb.as_str(), "stop" | "leave" | "move" | "let") {
            let lets = verb == "let" || !wishes;
            return rival(
                has("turning", &does) && lets || matches!(does.as_str(), "walk" | "move" | "leave" | "go" | "growl"),
            );
        }
        if self.set == Set::They && concerned && does != "be" && reading.word(next) == "are" {
            return rival(reading.is_ing(reading.skip_adverbs(next + 1)));
        }
        // "sees his dad with his carer there until he says he is ready"
        let agrees = opener == "until" && does == "say" && !has("answering", &verb) && !has("handing", &verb);
        let given = matches!(verb.as_str(), "give" | "lend" | "fetch" | "bring" | "pass" | "share" | "take" | "say");
        rival(concerned && !agrees && (has("turning", &does) && (given || !wishes) || busy))
    }

    /// The verb or adjective that tells what the subject at `at` does or is.
    pub(super) fn predicate<'a>(&self, reading: &'a Reading<'_>, at: usize) -> &'a str {
        let mut next = reading.skip_adverbs(at + 1);
        while has("modal", reading.word(next))
            || matches!(reading.word(next), "is" | "are" | "has" | "have" | "been" | "be" | "do" | "does" | "not")
                && reading.tokens.get(next + 1).is_some_and(|token| token.is_word())
        {
            next = reading.skip_adverbs(next + 1);
        }
        reading.word(next)
    }

    /// "tests his eyes", "brushes her hair"
    fn owns_body(&self, reading: &Reading<'_>, verb: usize) -> bool {
        self.set.cases(reading.word(verb + 1)).contains(&Case::Possessive) && has("body", reading.word(verb + 2))
    }

    /// "accepts his grandad's help when he offers it"
    fn is_owner_concerned(&self, reading: &Reading<'_>, last: &Clause, at: usize) -> bool {
        let from = last.verb.unwrap_or(at);
        self.others.iter().any(|other| {
            let next = reading.word(other.at + 1);
            (from..at).contains(&other.at)
                && other.fit != Fit::Never
                && reading.word(other.at).ends_with("'s")
                && (has("idea", next) || has("rule", next) || has("mass", next))
        })
    }

    /// True if the person did something after the rival came up, in the same clause.
    fn did_already(&self, reading: &Reading<'_>, rival: usize) -> bool {
        let from = self.clause.opener.unwrap_or(0);
        reading
            .mentions
            .iter()
            .chain(&self.found)
            .any(|mention| mention.start > rival && mention.case == Case::Subject && mention.start > from)
    }
}

/// "is all right", "is okay": how somebody is who is asked about.
fn is_well(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.word(at + 1), "is" | "are")
        && (matches!(reading.word(at + 2), "ok" | "okay" | "alright" | "hurt" | "well")
            || reading.word(at + 2) == "all" && reading.word(at + 3) == "right")
}

/// True for what opens a clause that tells when or why.
pub(super) fn occasion_of(opener: &str) -> bool {
    matches!(opener, "when" | "if" | "until" | "while" | "because" | "as" | "after" | "before" | "once" | "unless")
}

/// "his mum is confident that he", "is not worried that he": who is so has another in mind.
fn is_minding(reading: &Reading<'_>, last: &Clause) -> bool {
    let Some(verb) = last.verb else { return false };
    (verb..verb + 4).any(|at| has("minding", reading.word(at))) || has("noticing", &last.act(reading))
}

/// Without the ending of an owner.
pub(super) fn stem(word: &str) -> &str {
    word.trim_end_matches("'s")
}

/// "when she sees her mum": she is not the mother.
fn owns_rival_ahead(reading: &Reading<'_>, rival: usize, at: usize) -> bool {
    let word = stem(reading.word(rival));
    (at + 1..(at + 7).min(reading.tokens.len()))
        .any(|next| is_owner(reading.before(next)) && stem(reading.word(next)) == word)
}

/// "is told by her what she is about to do"
fn told_by(reading: &Reading<'_>, opener: Option<usize>) -> bool {
    opener.is_some_and(|opener| {
        (opener.saturating_sub(4)..opener).any(|at| {
            reading.word(at) == "by"
                && (matches!(reading.word(at + 1), "him" | "her" | "them") || is_somebody(reading.word(at + 2)))
        })
    })
}

/// Verbs of being under way, which the one who rings up does.
fn travels(does: &str) -> bool {
    matches!(does, "get" | "arrive" | "reach" | "leave" | "finish" | "miss" | "set" | "go" | "feel")
}
