//! Decides, where somebody else may be meant as well, who does it, to whom it is done, and whose it is.
//!
//! **In:** a [`Walk`] that has come to a pronoun. **Out:** [`Who`]. **Layer:** 3.
//!
//! Two pronouns in one clause are two people ("when she tells her to"). Else it goes by what the verbs say of who turns
//! to whom: "gives him his toy back when he asks", "tells her mum when she is worried", "waits until he has chosen".
//! Nobody knows better without knowing the people; where nothing tells, the person is meant.

use super::Reading;
use super::clause::{Clause, Who, base, case_here, conjunction, is_owner, is_somebody, phrase_start, purpose, told};
use super::coreference::Walk;
use super::people::Fit;
use super::person::{Case, Set};
use crate::rewrite::lexicon::has;
use crate::text::inflect::base_of_past;

impl Walk {
    pub(super) fn who_does(&self, reading: &Reading<'_>, at: usize) -> Who {
        let last = self.before.unwrap_or(self.clause);
        let opener = self.clause.opener.filter(|opener| opener + 5 > at);
        let opener = conjunction(reading, opener);
        if !self.fits_before(at) {
            return self.of_two(reading, at, &last, opener).unwrap_or(Who::Person);
        }
        let verb = last.does(reading);
        let occasion = matches!(
            opener,
            "when" | "if" | "until" | "while" | "because" | "as" | "after" | "before" | "once" | "unless"
        );
        // "the boy he sits with"
        if at > 0 && self.others.iter().any(|other| other.at == at - 1) {
            return Who::Person;
        }
        if let Some(who) = self.of_two(reading, at, &last, opener) {
            return who;
        }
        if has("content", opener) && !occasion && told_by(reading, self.clause.opener) {
            return Who::Rival;
        }
        // "asks her teacher to repeat what she has said"
        let says = matches!(base(self.predicate(reading, at)).as_str(), "say" | "mean");
        if opener == "what" && last.inner == Some(Who::Rival) && says {
            return Who::Rival;
        }
        if has("content", opener) && !occasion && has("telling", &verb) {
            let asked = matches!(verb.as_str(), "ask" | "wonder" | "hear" | "find") && last.object == Some(Who::Rival);
            return if asked { Who::Rival } else { Who::Person };
        }
        if at > 0 && opener.is_empty() && has("rule", reading.before(at)) && has("setting", &base(reading.word(at + 1)))
        {
            return Who::Rival;
        }
        if purpose(reading, at) {
            return self.who_gains(reading, at, &last);
        }
        let Some(rival) = self.others.iter().rfind(|other| other.at < at && other.fit != Fit::Never) else {
            return Who::Person;
        };
        if owns_rival_ahead(reading, rival.at, at) || self.did_already(reading, rival.at) {
            return Who::Person;
        }
        let sure = rival.fit == Fit::Well;
        if sure
            && last.subject == Who::Rival
            && matches!(opener, "" | "that" | "what" | "where" | "how")
            && !(opener != "" && has("noticing", &verb))
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
        // "does as Mr Boyle asks the first time he asks"
        if occasion && last.subject == Who::Rival && base(self.predicate(reading, at)) == verb && verb != "be" {
            return Who::Rival;
        }
        if !occasion || !(last.subject == Who::Person || last.inner == Some(Who::Person)) {
            return Who::Person;
        }
        self.on_occasion(reading, at, &last, opener, sure)
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
        if matches!(verb.as_str(), "look" | "watch" | "listen" | "face") && reading.is_ing(at + 2) {
            return Who::Rival;
        }
        if last.inner != Some(Who::Rival)
            && last.verb.is_some_and(|from| (from..at).any(|at| has("waiting", &base(reading.word(at)))))
        {
            return rival(matches!(opener, "until" | "while") && !passive);
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
        if concerned && has("answering", &verb) {
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
        let given = matches!(verb.as_str(), "give" | "lend" | "fetch" | "bring" | "pass" | "share" | "take" | "say");
        rival(concerned && (has("turning", &does) && (given || !wishes) || busy))
    }

    /// Two pronouns in one clause are two people: who of them acts.
    fn of_two(&self, reading: &Reading<'_>, at: usize, last: &Clause, opener: &str) -> Option<Who> {
        let object = self.object_ahead(reading, at)?;
        let does = base(self.predicate(reading, at));
        if self.set == Set::They && !self.fits_before(at) {
            return None;
        }
        let relative = opener.is_empty()
            && at > 0
            && reading.tokens[at - 1].is_word()
            && !reading.tokens[at].opens
            && !matches!(reading.before(at), "and" | "but" | "then" | "so" | "that" | "or");
        let main = opener.is_empty() && !relative;
        // "when she sees her", but "when she wants her to stop"
        let tells = has("telling", &last.does(reading)) && last.does(reading) != "say";
        let meets = has("meeting", &does) && (tells || reading.word(object + 1) != "to");
        let verb = last.does(reading);
        let known = verb == "know" && last.inner != Some(Who::Rival);
        let knows = opener == "that" && (known || !has("telling", &verb));
        let meets = meets && !purpose(reading, at) && !knows;
        if main || meets || opener == "before" || reading.word(object + 1) == "and" {
            return Some(Who::Person);
        }
        if purpose(reading, at) {
            let handed = self.handed(reading, last);
            return Some(if handed { Who::Rival } else { Who::Person });
        }
        let sorry = last
            .verb
            .is_some_and(|from| (from..at).any(|at| matches!(base(reading.word(at)).as_str(), "sorry" | "apologise")));
        if sorry {
            return Some(Who::Person);
        }
        let telling = has("telling", &last.does(reading)) && last.object == Some(Who::Rival);
        let occasion = matches!(opener, "when" | "if" | "until" | "while" | "after" | "before" | "as" | "once");
        Some(if telling && !known && !occasion && !relative { Who::Person } else { Who::Rival })
    }

    /// An object pronoun of the same set that the verb after the subject at `at` governs.
    fn object_ahead(&self, reading: &Reading<'_>, at: usize) -> Option<usize> {
        (at + 2..at + 9)
            .take_while(|at| {
                let word = reading.word(*at);
                reading.tokens.get(*at).is_some_and(|token| token.is_word())
                    && !has("subordinator", word)
                    && !matches!(word, "and" | "but" | "so" | "or")
                    && !(reading.is_ing(at + 1) && has("preposition", word))
                    && !self.set.cases(word).contains(&Case::Subject)
                    && !matches!(word, "he" | "she" | "they" | "we" | "you")
            })
            .find(|next| {
                let cases = self.set.cases(reading.word(*next));
                let before = reading.before(*next);
                cases.contains(&Case::Object)
                    && case_here(reading, *next, cases) == Case::Object
                    && !matches!(before, "beside" | "near" | "around" | "behind")
                    // "what she has with her"
                    && !(before == "with" && matches!(reading.before(*next - 1), "has" | "it" | "them"))
            })
    }

    /// The verb or adjective that tells what the subject at `at` does or is.
    fn predicate<'a>(&self, reading: &'a Reading<'_>, at: usize) -> &'a str {
        let mut next = reading.skip_adverbs(at + 1);
        while has("modal", reading.word(next))
            || matches!(reading.word(next), "is" | "are" | "has" | "have" | "been" | "be" | "do" | "does" | "not")
                && reading.tokens.get(next + 1).is_some_and(|token| token.is_word())
        {
            next = reading.skip_adverbs(next + 1);
        }
        reading.word(next)
    }

    /// "gives his dad his planner so that he can sign it": who is able to do what the deed makes possible.
    fn who_gains(&self, reading: &Reading<'_>, at: usize, last: &Clause) -> Who {
        let does = base(self.predicate(reading, at));
        let denied = (at + 1..at + 4).any(|at| reading.word(at) == "not" || reading.word(at).ends_with("n't"));
        if !self.handed(reading, last) || denied {
            let spared = does == "worry" && self.handed(reading, last);
            return if spared { Who::Rival } else { Who::Person };
        }
        let with_it = (at + 3..at + 6).any(|at| matches!(reading.word(at), "it" | "them"))
            && !matches!(does.as_str(), "use" | "find" | "lose" | "forget" | "need" | "have" | "learn" | "practise");
        if has("receiving", &does) || with_it { Who::Rival } else { Who::Person }
    }

    /// True if the person gave, told or showed the rival something, so that they can do something with it.
    fn handed(&self, reading: &Reading<'_>, last: &Clause) -> bool {
        let main = self.main.filter(|_| last.opener.is_some()).unwrap_or(*last);
        (main.object == Some(Who::Rival) || main.inner == Some(Who::Rival))
            && (has("giving", &main.does(reading)) || is_let_know(reading, &main))
            && main.subject == Who::Person
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

    pub(super) fn to_whom(&self, reading: &Reading<'_>, at: usize) -> Who {
        if self.clause.doer() != Who::Person {
            return Who::Person;
        }
        let before = reading.before(at);
        if !self.fits_before(at) {
            // "finds the toys and counts them": were it the person, it would say themselves.
            let another = self.clause.stated && self.governs(reading, at);
            return if another { Who::Rival } else { Who::Person };
        }
        let (place, start) = match before {
            "to" if reading.before(at - 1) == "next" => (true, at - 2),
            "of" if matches!(reading.before(at - 1), "front" | "ahead") => (true, at.saturating_sub(3)),
            "after" => (matches!(base(reading.before(at - 1)).as_str(), "tidy" | "clear" | "clean"), at - 1),
            "by" => (base_of_past(reading.before(at - 1)).is_none(), at - 1),
            "beside" | "near" | "behind" | "around" | "round" | "about" | "above" | "over" | "opposite" => {
                (true, at - 1)
            }
            _ => (false, at),
        };
        // "with her mum beside her", "the girl next to her" place somebody by the person.
        let besides = place && self.others.iter().any(|other| other.at + 1 == start);
        let held = self.clause.object == Some(Who::Rival)
            && place
            && (besides || (at.saturating_sub(5)..at).any(|at| reading.word(at) == "with"));
        if besides || held || place && self.clause.object != Some(Who::Rival) {
            return Who::Person;
        }
        // "has her talker with her": nobody else has come up yet as the one to whom anything is done.
        if before == "with" && self.clause.object.is_none() && self.before.is_none_or(|last| last.object.is_none()) {
            return Who::Person;
        }
        Who::Rival
    }

    /// True if the verb just before `at` (or before "to", "with") is one of the clause's own, not of "something to help them".
    fn governs(&self, reading: &Reading<'_>, at: usize) -> bool {
        let particle = usize::from(matches!(reading.before(at), "to" | "with" | "at" | "after" | "for"));
        let verb = at.checked_sub(1 + particle).filter(|at| self.clause.verb == Some(*at));
        let Some(verb) = verb else { return false };
        let before = reading.before(verb);
        has("modal", before)
            || matches!(before, "and" | "then" | "," | "or" | "not")
            || before == "to" && reading.before(verb - 1) == "able"
            || reading.mentions.iter().chain(&self.found).any(|mention| mention.end == verb)
    }

    pub(super) fn whose(&self, reading: &Reading<'_>, at: usize, case: Case) -> Who {
        let next = reading.word(at + 1);
        let doer = self.clause.doer();
        let own =
            case == Case::Own || next == "own" && !reading.tokens.get(at + 2).is_some_and(|token| token.is_word());
        if own {
            // "feeds Ben his", "leaves his alone".
            let given = at > 0 && self.others.iter().any(|other| other.at == at - 1 && other.fit != Fit::Never);
            return if given || doer == Who::Rival { Who::Rival } else { Who::Person };
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
        let next = reading.word(at + 1);
        let verb = base(self.clause.verb.map_or("", |verb| reading.word(verb)));
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
        if (done_to || for_person || kin) && !carried {
            return Who::Person;
        }
        if self.clause.inner.is_some() {
            let equals = matches!(self.caused_by(reading).as_str(), "help" | "teach" | "watch" | "show");
            let kin = self.others.iter().rfind(|other| other.at < at).map_or("", |other| reading.word(other.at));
            let dressed = has("body", next) || matches!(verb.as_str(), "dress" | "fasten" | "tie" | "zip" | "button");
            let peers = equals && !(has("grown-up", kin) && dressed);
            let shared = has("own-share", next) && matches!(verb.as_str(), "have" | "take" | "choose");
            return if has("lending", &verb) && !peers && !shared { Who::Person } else { Who::Rival };
        }
        // "when her mum calls her name": what is done to the person.
        let done_to = has("body", next) || next == "name" || has("taking", &verb);
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
        let by_person = self.clause.doer() == Who::Person;
        if !by_person {
            return Who::Person;
        }
        let rival = self.others.iter().rfind(|other| other.at < at && other.fit != Fit::Never);
        let Some(rival) = rival.map(|other| other.at) else { return Who::Person };
        let animal = self.others.iter().any(|other| other.at < at && has("animal", stem(reading.word(other.at))));
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
        if touched && has("body", next) {
            return Who::Rival;
        }
        let holds = matches!(base(before).as_str(), "hold" | "take") && next == "hand" && reading.word(at + 2) != "up";
        let borrows = matches!(base(before).as_str(), "borrow" | "snatch" | "copy");
        let hears = has("attending", &base(before)) || {
            let particle = matches!(before, "to" | "about" | "with" | "of" | "at" | "for" | "on");
            particle && has("attending", &base(reading.before(at - 1)))
        };
        let asked = before == "about" && (rival..at).any(|at| base(reading.word(at)) == "ask")
            || before == "about" && base(reading.before(phrase_start(reading, rival))) == "ask";
        let which = before == "of" && reading.before(at - 1) == "which" && has("idea", next);
        // "helps her nan with her shopping", "tells Ravi that he likes his drawing"
        let helps = before == "with" && verb == "help" && self.clause.object == Some(Who::Rival);
        let likes = matches!(base(before).as_str(), "like" | "love" | "enjoy" | "admire")
            && (has("idea", next) || has("praised", next))
            && self.before.is_some_and(|last| last.object == Some(Who::Rival) && has("telling", &last.does(reading)));
        if helps || likes || holds || borrows || hears && has("idea", next) || asked && has("news", next) || which {
            return Who::Rival;
        }
        Who::Person
    }
}

fn stem(word: &str) -> &str {
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

/// "let staff know"
fn is_let_know(reading: &Reading<'_>, last: &Clause) -> bool {
    last.verb.is_some_and(|verb| (verb..verb + 6).any(|at| reading.word(at) == "know"))
}

/// Verbs of being under way, which the one who rings up does.
fn travels(does: &str) -> bool {
    matches!(does, "get" | "arrive" | "reach" | "leave" | "finish" | "miss" | "set" | "go" | "feel")
}
