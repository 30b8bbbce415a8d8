//! Finds the name that somebody probably meant.
//!
//! **In:** a misspelt name and the names there are. **Out:** the nearest of them. **Layer:** 5.
//!
//! ```
//! use sothat::document::nearest::nearest;
//! let checks = ["missing-deadline", "vague-verb", "weasel-words"];
//! assert_eq!(nearest("vage-verbs", checks), ["vague-verb"]);
//! assert!(nearest("something else", checks).is_empty());
//! ```

/// The names that `wanted` may have been meant for, nearest first; at most three, none if nothing comes near.
///
/// A name comes near if at most a third of its letters (and at least one) have to change; where none does, those that hold it or are held by it.
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = wanted.trim().to_lowercase();
    let mut found: Vec<(bool, usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let folded = name.to_lowercase();
            let distance = distance(&wanted, &folded);
            let contained = wanted.chars().count() > 2 && (folded.contains(&wanted) || wanted.contains(&folded));
            let near = distance <= (folded.chars().count() / 3).max(1);
            ((near || contained) && !wanted.is_empty() && !name.trim().is_empty()).then_some((!near, distance, name))
        })
        .collect();
    found.sort_by_key(|(far, distance, _)| (*far, *distance));
    let any_near = found.first().is_some_and(|(far, ..)| !far);
    found.into_iter().filter(|(far, ..)| !(any_near && *far)).map(|(.., name)| name).take(3).collect()
}

/// "did you mean “a” or “b”?", or `None` if there is nothing near.
pub fn did_you_mean<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let found: Vec<String> = nearest(wanted, names).into_iter().map(|name| format!("\"{name}\"")).collect();
    (!found.is_empty()).then(|| format!("did you mean {}?", found.join(" or ")))
}

/// Number of letters to put in, take out or replace on the way from one name to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().take(80).collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().take(80).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_single_letters() {
        assert_eq!(distance("give", "give"), 0);
        assert_eq!(distance("giv", "give"), 1);
        assert_eq!(distance("possibel", "possible"), 2);
        assert_eq!(distance("", "why"), 3);
    }

    #[test]
    fn an_empty_name_is_near_nothing() {
        assert!(nearest("  ", ["a", "text"]).is_empty());
    }
}
