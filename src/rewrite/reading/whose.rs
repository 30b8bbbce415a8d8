//! Decides, where somebody else may be meant as well, whose a thing is.
//!
//! **In:** a [`Walk`] that has come to a possessive. **Out:** [`Who`]. **Layer:** 3.
//!
//! What is owned in the person's own doings is theirs, in another's it is the other's; a few verbs and nouns say
//! otherwise ("borrows her pens", "brushes her hair").

use super::Reading;
use super::case::case_here;
use super::clause::{Who, base, phrase_start};
use super::coreference::Walk;
use super::helpers::is_partner_of_parent;
use super::people::Fit;
use super::person::{Case, Set};
use super::theirs::{is_gesture, is_knocked_on, is_parents_partner};
use super::whom::stem;
use crate::rewrite::lexicon::has;

impl Walk {
    pub(super) fn whose(&self, reading: &Reading<'_>, at: usize, case: Case) -> Who {
        let next = reading.word(at + 1);
        let doer = self.clause.doer();
        let own =
            case == Case::Own || next == "own" && !reading.tokens.get(at + 2).is_some_and(|token| token.is_word());
        if own {
            // "feeds Ben his", "leaves his alone".
            let given = at > 0 && self.others.iter().any(|other| other.at == at - 1 && other.fit != Fit::Never);
            // "before they borrow anything of theirs"
            let part = (at.saturating_sub(4)..at).any(|at| has("taking", &base(reading.word(at))));
            let taken = reading.before(at) == "of" && part && self.fits_before(at)
                || case == Case::Own && has("taking", &base(reading.before(at))) && self.fits_before(at);
            return if given || taken || doer == Who::Rival { Who::Rival } else { Who::Person };
        }
        // "asks her sister one question about her own day"
        let news = next == "own"
            && reading.before(at) == "about"
            && has("news", reading.word(at + 2))
            && self.clause.object == Some(Who::Rival)
            && self.clause.does(reading) == "ask";
        if news {
            return Who::Rival;
        }
        if !self.fits_before(at) || next == "own" && doer != Who::Rival {
            return Who::Person;
        }
        let sure = self.others.iter().any(|other| other.at < at && other.fit == Fit::Well);
        let turn = matches!(reading.before(at), "is" | "was") && reading.before(at - 1) == "it"
            || reading.before(at) == "it's";
        if turn && sure && self.set != Set::They {
            return Who::Rival;
        }
        if doer == Who::Rival { self.of_the_rival(reading, at) } else { self.of_the_other(reading, at) }
    }

    /// A possession in what the rival does: theirs, unless it is done to the person.
    fn of_the_rival(&self, reading: &Reading<'_>, at: usize) -> Who {
        if is_gesture(reading, at) {
            return Who::Rival;
        }
        if self.is_shown_by_person(reading) {
            return Who::Person;
        }
        if self.is_needed_by_person(reading, at) {
            return Who::Person;
        }
        let next = reading.word(at + 1);
        let verb = self.clause.act(reading);
        let carried = has("around-one", next) && has("preposition", reading.before(at));
        // "leaves him with his uncle", "gives her her medicine", "does her stretches with her"
        let done_to = self.clause.object == Some(Who::Person) && self.is_met(reading, at);
        let for_person = (at + 2..at + 5).any(|next| {
            self.set.cases(reading.word(next)).contains(&Case::Object)
                && matches!(reading.before(next), "with" | "for" | "to" | "on")
                && case_here(reading, next, self.set.cases(reading.word(next))) == Case::Object
        });
        // "her support worker rings her mum"
        let kin = has("kin", next)
            && self.others.iter().rfind(|other| other.at < at).is_some_and(|other| {
                let word = reading.word(other.at);
                matches!(word, "team" | "staff") || has("anyone", word) && !has("peer", word)
            });
        // "when her mum picks up her brother", "while his dad talks to his teacher": the mother's son is a brother.
        let rival = self.others.iter().rfind(|other| other.at < at).map_or("", |other| reading.word(other.at));
        // "Mum's new partner is not going to replace her dad"
        let partner =
            self.others.iter().rfind(|other| other.at < at).is_some_and(|other| is_parents_partner(reading, other.at));
        if partner && (has("parent", next) || has("sibling", next)) {
            return Who::Person;
        }
        let home = has("parent", rival) && (has("sibling", next) || has("school-person", next));
        let hosted = matches!(verb.as_str(), "invite" | "ask" | "have")
            && matches!(reading.before(at), "to" | "at")
            && (has("hosting", next) || next.strip_suffix('s').is_some_and(|one| has("hosting", one)));
        // "has a friend come to tea at her house"
        let host = self.clause.inner == Some(Who::Rival)
            && self.clause.subject == Who::Person
            && matches!(verb.as_str(), "come" | "visit")
            && matches!(reading.before(at), "to" | "at" | "in")
            && has("hosting", next);
        if host {
            return Who::Person;
        }
        // "his uncle takes him to his house"
        let relative = has("male", rival) || has("female", rival);
        let taken = matches!(verb.as_str(), "take" | "bring" | "drive" | "have")
            && reading.before(at) == "to"
            && matches!(next, "house" | "flat" | "farm" | "caravan" | "allotment")
            && relative
            && !has("parent", rival);
        // "his friend lends him his bike", "lets her sister choose her own clothes"
        if hosted && !has("grown-up", rival) || taken || verb == "lend" || next == "own" {
            return Who::Rival;
        }
        // "his doctor explains to him how his inhaler works"
        let told = self.clause.opener.is_some_and(|opener| has("content", reading.word(opener)))
            && self
                .before
                .is_some_and(|last| last.object == Some(Who::Person) && has("explaining", &last.does(reading)))
            && (has("grown-up", rival) || has("anyone", rival) && !has("peer", rival) && !has("sibling", rival))
            && !has("news", next);
        // "so that his carer does not have to hold his bag"
        let spared = has("grown-up", rival)
            && (at.saturating_sub(4)..at).any(|at| {
                let before = reading.before(at);
                matches!(reading.word(at), "have" | "need")
                    && reading.word(at + 1) == "to"
                    && (before == "not" || before.ends_with("n't"))
            });
        if (done_to || for_person || kin || home || told || spared) && !carried {
            return Who::Person;
        }
        // "with his TA helping just with his splints"
        let assisted = verb == "help" && reading.before(at) == "with" && has("grown-up", rival);
        if assisted {
            return Who::Person;
        }
        // "waits for his teacher to call his name"
        if next == "name" && matches!(verb.as_str(), "call" | "say" | "read") {
            return Who::Person;
        }
        if self.clause.inner.is_some() {
            let equals = matches!(self.caused_by(reading).as_str(), "help" | "teach" | "watch" | "show");
            let kin = self.others.iter().rfind(|other| other.at < at).map_or("", |other| reading.word(other.at));
            let dressed = has("body", next) || matches!(verb.as_str(), "dress" | "fasten" | "tie" | "zip" | "button");
            let peers = equals && !(has("grown-up", kin) && dressed);
            // "helps his mum to make his packed lunch"
            let thing = has("cared-thing", next) || next == "packed";
            if has("parent", kin) && has("caring", &verb) && thing && verb != "carry" {
                return Who::Person;
            }
            let shared = has("own-share", next) && matches!(verb.as_str(), "have" | "take" | "choose");
            return if has("lending", &verb) && !peers && !shared { Who::Person } else { Who::Rival };
        }
        // "when her mum calls her name", "comes into her room", "gets her bag ready": what is done to the person.
        let entered = base(reading.before(at.saturating_sub(1)));
        let comes = (verb == "come" || matches!(entered.as_str(), "come" | "barge" | "walk"))
            && matches!(reading.before(at), "into" | "to" | "in");
        let rival = self.others.iter().rfind(|other| other.at < at).map_or("", |other| reading.word(other.at));
        let cared =
            has("grown-up", rival) && (has("caring", &verb) && has("cared-thing", next) || has("child-thing", next));
        // "stays calm when her sister plays with her toys"
        let endures = verb == "play"
            && reading.before(at) == "with"
            && self.before.is_some_and(|last| last.subject == Who::Person && has("bearing", &last.does(reading)));
        // "a friend who asks for her money", but "asks for her turn", "asks for her toy back"
        let back = (at + 2..at + 5).any(|at| reading.word(at) == "back");
        let asked =
            matches!(verb.as_str(), "ask" | "beg") && reading.before(at) == "for" && !has("own-share", next) && !back;
        let done_to = asked
            || endures
            || has("body", next)
            || matches!(next, "name" | "pronouns")
            || has("taking", &verb) && !(verb == "take" && has("taken-by-oneself", next))
            || comes
            || cared;
        if done_to { Who::Person } else { Who::Rival }
    }

    /// True if the person was met as an object in this clause, with nothing between but what is done.
    fn is_met(&self, reading: &Reading<'_>, at: usize) -> bool {
        let from = self.clause.opener.or(self.clause.verb).unwrap_or(0);
        reading
            .mentions
            .iter()
            .chain(&self.found)
            .any(|mention| mention.case == Case::Object && (from..at).contains(&mention.start))
    }

    /// The verb that makes the inner subject act: "help" of "help his brother put".
    fn caused_by(&self, reading: &Reading<'_>) -> String {
        let Some(verb) = self.clause.verb else { return String::new() };
        (verb.saturating_sub(6)..=verb)
            .rev()
            .map(|at| base(reading.word(at)))
            .find(|base| has("causing", base))
            .unwrap_or_default()
    }

    /// A possession in what the person or a thing does: the person's, unless what is done tells otherwise.
    fn of_the_other(&self, reading: &Reading<'_>, at: usize) -> Who {
        let next = reading.word(at + 1);
        let before = reading.before(at);
        let verb = self.clause.verb.map_or(String::new(), |verb| base(reading.word(verb)));
        if is_partner_of_parent(reading, at) {
            return Who::Rival;
        }
        let by_person = self.clause.doer() == Who::Person;
        if !by_person {
            return Who::Person;
        }
        let rival = self.others.iter().rfind(|other| other.at < at && other.fit != Fit::Never);
        let Some(rival) = rival.map(|other| other.at) else { return Who::Person };
        if self.asks_first(reading, at) || is_knocked_on(reading, at) || self.is_favour(reading, rival, at) {
            return Who::Rival;
        }
        let animal = self.others.iter().any(|other| {
            other.at < at && {
                let word = stem(reading.word(other.at));
                has("animal", word) || word.strip_suffix('s').is_some_and(|one| has("animal", one))
            }
        });
        let thing = |group: &str| has(group, next) || has(group, reading.word(at + 2)) && has("animal-need", next);
        if animal && (thing("animal-thing") || has("animal-care", &verb) && thing("animal-need")) {
            return Who::Rival;
        }
        let ahead = |words: &[&str]| (at + 2..at + 4).any(|at| words.contains(&reading.word(at)));
        // "gives him his toy back", "strokes him along his back", "fetches Mum her slippers"
        let given = self.clause.object == Some(Who::Rival)
            && (self.others.iter().any(|other| other.at == at - 1)
                || self.set.cases(before).contains(&Case::Object)
                    && self.found.iter().all(|mention| mention.start + 1 != at));
        let wanted = (at + 2..at + 8).any(|at| {
            matches!(reading.word(at), "when" | "if")
                && (at + 1..at + 4).any(|at| matches!(base(reading.word(at)).as_str(), "ask" | "want"))
        });
        let wanted = wanted && matches!(verb.as_str(), "bring" | "give" | "take" | "hand" | "find" | "get");
        if given && (ahead(&["back"]) || wanted || matches!(verb.as_str(), "fetch" | "pass" | "feed")) {
            return Who::Rival;
        }
        let touched = (at.saturating_sub(4)..at).any(|at| {
            self.set.cases(reading.word(at)).contains(&Case::Object)
                && self.found.iter().all(|mention| mention.start != at)
        });
        let propped = at > 2 && matches!(reading.word(at - 2), "hand" | "arm") && reading.before(at - 3) == "with";
        if propped && touched {
            return Who::Person;
        }
        if touched && has("body", next) {
            return Who::Rival;
        }
        let holds = matches!(base(before).as_str(), "hold" | "take") && next == "hand" && reading.word(at + 2) != "up";
        let borrows = matches!(base(before).as_str(), "borrow" | "snatch" | "copy");
        let hears = has("attending", &base(before)) || {
            let particle = matches!(before, "to" | "about" | "with" | "of" | "at" | "for" | "on");
            particle && has("attending", &base(reading.before(at - 1)))
        };
        let asked = before == "about"
            && verb != "tell"
            && ((rival..at).any(|at| base(reading.word(at)) == "ask")
                || base(reading.before(phrase_start(reading, rival))) == "ask");
        let which = before == "of" && reading.before(at - 1) == "which" && has("idea", next);
        // "helps her nan with her shopping", "tells Ravi that he likes his drawing"
        let placed = matches!(before, "in" | "on" | "at") && has("grown-up-place", next);
        let helps = (before == "with" || placed) && verb == "help" && self.clause.object == Some(Who::Rival);
        // "gives her daughter her bottle"
        let nursed = has("own-child", reading.word(rival)) && has("baby-thing", next);
        let likes = matches!(base(before).as_str(), "like" | "love" | "enjoy" | "admire")
            && (has("idea", next) || has("praised", next))
            && self.before.is_some_and(|last| last.object == Some(Who::Rival) && has("telling", &last.does(reading)));
        // "visits his cousin at his house", "keeps out of their way", "does not take their things"
        let visits = before == "at"
            && matches!(next, "house" | "flat" | "home" | "place")
            && self.clause.object == Some(Who::Rival)
            && matches!(verb.as_str(), "visit" | "see" | "stay" | "sleep" | "play" | "help");
        let not = (at.saturating_sub(9)..at).any(|at| reading.word(at) == "not" || reading.word(at).ends_with("n't"));
        let enters = not && before == "into" && next == "room";
        let avoids = next == "way" && before == "of" && reading.before(at - 1) == "out";
        let spares = has("taking", &base(before))
            && (at.saturating_sub(6)..at)
                .any(|at| matches!(reading.word(at), "not" | "without" | "never") || reading.word(at).ends_with("n't"))
            && matches!(next, "things" | "toys" | "belongings" | "stuff");
        // "plays with her and her friends", "leaves them to their game"
        let paired = matches!(before, "and" | "or" | "nor")
            && at > 1
            && self.set.cases(reading.word(at - 2)).contains(&Case::Object)
            && self.found.iter().all(|mention| mention.start + 2 != at);
        let left = before == "to" && verb == "leave" && self.clause.object == Some(Who::Rival);
        let handles = has("handling", &base(before)) && has("body", next);
        // "goes to his house for tea"
        let invited = before == "to"
            && matches!(next, "house" | "flat" | "home")
            && matches!(verb.as_str(), "go" | "come" | "get")
            && matches!(reading.word(at + 2), "for" | "to" | "after")
            || self.is_guest(reading, rival, at);
        // "taps him on the shoulder and says his name"
        let addressed = next == "name"
            && matches!(base(before).as_str(), "say" | "call" | "use")
            && self.found.iter().all(|mention| mention.case != Case::Object)
            && self.clause.object == Some(Who::Rival)
            && (at.saturating_sub(12)..at).any(|at| has("drawing-attention", &base(reading.word(at))));
        // "floats with his teacher, with her hand under her head"
        let props = before == "with"
            && matches!(next, "hand" | "arm")
            && matches!(reading.word(at + 2), "under" | "behind" | "around" | "on")
            && self.set.cases(reading.word(at + 3)).contains(&Case::Possessive)
            && matches!(reading.word(at + 4), "head" | "back" | "shoulder" | "elbow" | "arm" | "waist" | "chin");
        if handles
            || nursed
            || invited
            || addressed
            || props
            || (before == "on" || before == "for")
                && next == "birthday"
                && self.clause.object == Some(Who::Rival)
                && has("celebrating", &verb)
            || paired
            || left
            || visits
            || avoids
            || enters
            || spares
            || helps
            || likes
            || holds
            || borrows
            || hears && has("idea", next) && !(base(before) == "take" && next == "turn")
            || asked && has("news", next)
            || which
        {
            return Who::Rival;
        }
        Who::Person
    }
}
