//! Tests of subjects, frames and articles that the first tests of the converter do not reach.
//!
//! **In:** drafts about Ada. **Out:** passed or not. **Layer:** 3.

use super::tests::ada;

#[test]
fn a_subject_with_who_in_it_is_no_noun_phrase() {
    assert_eq!(ada("At least one of Ada's cousins will ring her."), "At least one of my cousins rings me.");
    assert_eq!(ada("Two of Ada's cousins will ring her."), "Two of my cousins ring me.");
    assert_eq!(ada("Staff who work with Ada will ring her nan."), "Staff who work with me ring my nan.");
    assert_eq!(ada("A cousin of Ada's, who lives near, will ring her."), "A cousin of mine, who lives near, rings me.");
    assert_eq!(ada("A friend who will play with her."), "I have a friend who plays with me.");
    assert_eq!(ada("At least two friends to sit with."), "I have at least two friends to sit with.");
}

#[test]
fn a_wish_of_others_goes_on_after_and() {
    assert_eq!(ada("Ada to be asked, and her words to be written down."), "I am asked, and my words are written down.");
    assert_eq!(
        ada("For Ada to read to her dad, and for him to sign her book."),
        "I read to my dad, and he signs my book."
    );
    assert_eq!(ada("Ada to use her words and her signs to ask."), "I use my words and my signs to ask.");
}

#[test]
fn what_is_one_takes_an_article() {
    assert_eq!(ada("Improved relationship with her nan."), "I have an improved relationship with my nan.");
    assert_eq!(ada("Better sleep routine."), "I have a better sleep routine.");
    assert_eq!(ada("Improved friendship skills."), "I have improved friendship skills.");
    assert_eq!(ada("Better sleep."), "I have better sleep.");
}

#[test]
fn verbs_of_a_list_follow_even_if_denied_or_one_of_two() {
    assert_eq!(ada("Ada will sit, eat and not be sent out."), "I sit, eat and am not sent out.");
    assert_eq!(ada("Ada will either finish it or ask."), "I either finish it or ask.");
    assert_eq!(ada("Ada and Bo will play, and each will win."), "Bo and I play, and each wins.");
    assert_eq!(ada("Still goes to her nan's."), "I still go to my nan's.");
    assert_eq!(ada("Ada hopes to get a part-time job."), "I have got a part-time job.");
}
