//! Agreement on the parts of statements.
//!
//! **In:** the parts that two annotators marked. **Out:** a [`SlotAgreement`]. **Layer:** 6.
//!
//! A part counts as agreed if both marked the same kind from the same character to the same character. Beside it stands how
//! many overlap at all, since where "by the end of Year 6" begins is a smaller question than whether it is there.

use super::Part;
use crate::domain::Slot;
use serde::Serialize;

/// Agreement on parts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SlotAgreement {
    /// Statements whose parts both marked.
    pub statements: usize,
    /// All kinds together.
    pub all: SlotKind,
    /// Each kind that either marked, in the order of [`Slot::ALL`].
    pub kinds: Vec<SlotKind>,
}

/// Agreement on one kind of part, or on all.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SlotKind {
    /// Which; nothing for all kinds together.
    pub slot: Option<Slot>,
    /// Parts that the first annotator marked.
    pub first: usize,
    /// Parts that the second marked.
    pub second: usize,
    /// Parts that both marked alike, from the same character to the same character.
    pub both: usize,
    /// Parts of the first that share a character with a part of the same kind of the second.
    pub overlapping: usize,
    /// 2 · both / (first + second); 0 if neither marked any.
    pub f1: f64,
}

/// `None` if there is no statement.
pub(super) fn measure<'a>(statements: impl Iterator<Item = &'a (Vec<Part>, Vec<Part>)>) -> Option<SlotAgreement> {
    let statements: Vec<&(Vec<Part>, Vec<Part>)> = statements.collect();
    let kinds: Vec<SlotKind> = Slot::ALL
        .into_iter()
        .map(|slot| kind(&statements, Some(slot)))
        .filter(|kind| kind.first + kind.second > 0)
        .collect();
    (!statements.is_empty()).then(|| SlotAgreement {
        statements: statements.len(),
        all: kind(&statements, None),
        kinds,
    })
}

fn kind(statements: &[&(Vec<Part>, Vec<Part>)], slot: Option<Slot>) -> SlotKind {
    let mut found = SlotKind { slot, first: 0, second: 0, both: 0, overlapping: 0, f1: 0.0 };
    let counts = |part: &&Part| slot.is_none_or(|slot| part.0 == slot);
    for (one, two) in statements {
        found.second += two.iter().filter(counts).count();
        for part in one.iter().filter(counts) {
            found.first += 1;
            found.both += usize::from(two.contains(part));
            let touches = |other: &Part| part.0 == other.0 && part.1.start < other.1.end && other.1.start < part.1.end;
            found.overlapping += usize::from(two.iter().any(touches));
        }
    }
    let parts = found.first + found.second;
    found.f1 = if parts == 0 { 0.0 } else { 2.0 * found.both as f64 / parts as f64 };
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Span;

    fn part(slot: Slot, start: usize, end: usize) -> Part {
        (slot, Span { start, end })
    }

    #[test]
    fn parts_agree_only_from_the_same_character_to_the_same_character() {
        let one = vec![part(Slot::Deadline, 0, 6), part(Slot::Person, 8, 11), part(Slot::Ability, 12, 20)];
        let two = vec![part(Slot::Deadline, 0, 6), part(Slot::Ability, 14, 20)];
        let pairs = [(one, two), (vec![part(Slot::Setting, 0, 4)], vec![part(Slot::Measure, 0, 4)])];
        let found = measure(pairs.iter()).unwrap();
        // First 4, second 3, alike 1, overlapping 2 (the ability too): 2 / 7.
        let all = &found.all;
        assert_eq!((all.first, all.second, all.both, all.overlapping), (4, 3, 1, 2));
        assert!((all.f1 - 2.0 / 7.0).abs() < 1e-12);
        let kinds: Vec<(Option<Slot>, f64)> = found.kinds.iter().map(|kind| (kind.slot, kind.f1)).collect();
        assert_eq!(
            kinds,
            [
                (Some(Slot::Deadline), 1.0),
                (Some(Slot::Measure), 0.0),
                (Some(Slot::Setting), 0.0),
                (Some(Slot::Person), 0.0),
                (Some(Slot::Ability), 0.0)
            ]
        );
    }

    #[test]
    fn no_statement_gives_nothing_and_two_empty_ones_a_nought() {
        assert_eq!(measure([].iter()), None);
        assert_eq!(measure([(vec![], vec![])].iter()).unwrap().all.f1, 0.0);
    }
}
