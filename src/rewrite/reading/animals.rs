//! Tells the animals of a draft from its people: nobody but the person "speaks to her mum" where else there is a dog.
//!
//! **In:** a [`Walk`] that has come to a subject pronoun. **Out:** whether only animals may be meant beside the person.
//! **Layer:** 3.

use super::Reading;
use super::coreference::Walk;
use super::people::Fit;
use super::whom::stem;
use crate::rewrite::lexicon::has;

impl Walk {
    /// True if all who came up before `at` and may be meant are animals.
    pub(super) fn only_animals(&self, reading: &Reading<'_>, at: usize) -> bool {
        let mut before = self.others.iter().filter(|other| other.at < at && other.fit != Fit::Never).peekable();
        before.peek().is_some() && before.all(|other| is_animal(reading, other.at))
    }
}

/// "the dog", "the dog, Biscuit", "her pony Star"
fn is_animal(reading: &Reading<'_>, at: usize) -> bool {
    let animal = |at: usize| has("animal", stem(reading.word(at)));
    let noun = at.checked_sub(if reading.before(at) == "," { 2 } else { 1 });
    animal(at) || reading.tokens[at].is_capitalised() && noun.is_some_and(animal)
}
