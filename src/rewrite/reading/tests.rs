//! Whose the pronouns are, class by class, seen on what becomes of the sentences in `meant.txt`.

use crate::domain::Context;
use crate::rewrite::convert::convert;

#[test]
fn every_pronoun_means_whom_the_table_says() {
    let mut wrong = Vec::new();
    for line in include_str!("meant.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let cells: Vec<&str> = line.split(" | ").collect();
        let [name, pronouns, text, wanted] = cells[..] else { panic!("four cells: {line}") };
        let context = Context { name: Some(name.to_string()), pronouns: pronouns.parse().ok(), ..Context::default() };
        let got = convert(text, &[], &context).map_or_else(|| text.to_string(), |converted| converted.text);
        let again = convert(&got, &[], &context).map(|converted| converted.text);
        if got != wanted || again.is_some() {
            wrong.push(format!("{text}\n  got    {got}\n  wanted {wanted}\n  again  {again:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
