//! What was said of a text before.
//!
//! **In:** statements with what was said of each. **Out:** the same, if one comes again. **Layer:** 2.
//!
//! Single words, frames and examples come again with every draft, and what is read beside a text changes no number.

use crate::domain::Statement;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What was said of the last statements, of a limited number of them.
pub(crate) struct Memo<T> {
    most: usize,
    said: Mutex<HashMap<(Option<String>, String), T>>,
}

impl<T: Clone> Memo<T> {
    /// An empty memo for `most` statements. A full one begins anew.
    pub(crate) fn new(most: usize) -> Self {
        Memo { most, said: Mutex::default() }
    }

    /// What was said of this statement.
    pub(crate) fn of(&self, statement: Statement<'_>) -> Option<T> {
        self.said().get(&key(statement)).cloned()
    }

    /// Keeps what was said of this statement.
    pub(crate) fn keep(&self, statement: Statement<'_>, what: T) {
        let mut said = self.said();
        if said.len() >= self.most {
            said.clear();
        }
        said.insert(key(statement), what);
    }

    fn said(&self) -> MutexGuard<'_, HashMap<(Option<String>, String), T>> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn key(statement: Statement<'_>) -> (Option<String>, String) {
    (statement.heading.map(str::to_string), statement.text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn under(heading: Option<&'static str>) -> Statement<'static> {
        Statement { text: "swimming", heading }
    }

    #[test]
    fn the_same_words_under_another_heading_are_another_statement() {
        let memo = Memo::new(9);
        memo.keep(under(None), 1);
        memo.keep(under(Some("Outcomes")), 2);
        assert_eq!((memo.of(under(None)), memo.of(under(Some("Outcomes")))), (Some(1), Some(2)));
        assert_eq!(memo.of(under(Some("Provision"))), None);
    }

    #[test]
    fn a_full_memo_begins_anew() {
        let memo = Memo::new(2);
        let text = |text| Statement { text, heading: None };
        for (at, word) in ["one", "two", "three"].into_iter().enumerate() {
            memo.keep(text(word), at);
        }
        assert_eq!((memo.of(text("one")), memo.of(text("three"))), (None, Some(2)));
    }
}
