//! Tests of verbs and things that go on in lists, of frames that are none and of things that are to change.
//!
//! **In:** drafts about Ada. **Out:** passed or not. **Layer:** 3.

use super::tests::ada;

#[test]
fn what_she_needs_to_do_inside_a_clause_is_no_frame() {
    assert_eq!(
        ada("By 19, Ada will have the tools she needs to mend a puncture."),
        "By 19, I have the tools I need to mend a puncture."
    );
    assert_eq!(
        ada("Within a year, Ada will know which exams she needs to sit."),
        "Within a year, I know which exams I need to sit."
    );
    assert_eq!(ada("After lunch Ada needs to rest."), "After lunch I rest.");
}

#[test]
fn verbs_go_on_after_able_and_after_a_contraction() {
    assert_eq!(
        ada("Able to row 500 m (with a cox), wipes own boat and puts it away."),
        "I am able to row 500 m (with a cox), wipe my own boat and put it away."
    );
    assert_eq!(
        ada("She's keen on chess (club on Mondays), gets there early and sets up the boards."),
        "I am keen on chess (club on Mondays), get there early and set up the boards."
    );
    assert_eq!(
        ada("Will use a whisk, cracks an egg and ticks off each step."),
        "I use a whisk, crack an egg and tick off each step."
    );
}

#[test]
fn what_she_does_rather_than_something_else_agrees() {
    assert_eq!(ada("Ada nods rather than runs off."), "I nod rather than run off.");
    assert_eq!(ada("Ada picks apples rather than snacks."), "I pick apples rather than snacks.");
}

#[test]
fn a_thing_beside_a_thing_keeps_its_s() {
    assert_eq!(
        ada("Ada can fasten her own poppers and laces before PE."),
        "I can fasten my own poppers and laces before PE."
    );
    assert_eq!(ada("Ada can use a ruler and marks the line."), "I can use a ruler and mark the line.");
}

#[test]
fn be_it_one_or_the_other_stays() {
    assert_eq!(ada("Ada will pick a hobby, be it chess or judo."), "I pick a hobby, be it chess or judo.");
}

#[test]
fn a_result_after_what_is_learnt_is_over_as_well() {
    assert_eq!(
        ada("Ada to learn to sail (dinghy), pass her level 2 test by May and lock up the boat."),
        "I have learnt to sail (dinghy), passed my level 2 test by May and locked up the boat."
    );
    assert_eq!(ada("Ada will learn to wash, dry and iron."), "I have learnt to wash, dry and iron.");
}

#[test]
fn what_there_will_be_agrees() {
    assert_eq!(ada("Ada will nap, and there'll be no part-time days."), "I nap, and there are no part-time days.");
    assert_eq!(ada("Ada will nap, and there will be a sports club."), "I nap, and there is a sports club.");
}

#[test]
fn a_thing_that_is_to_change_stands_beside_what_she_does() {
    assert_eq!(
        ada("Spelling age to increase to 9, and Ada to write a diary."),
        "My spelling age has increased to 9, and I write a diary."
    );
    assert_eq!(
        ada("Number of falls to reduce and Ada to use her frame."),
        "The number of falls has reduced and I use my frame."
    );
    assert_eq!(
        ada("Not to be late for tea, to ring home: Ada agrees this."),
        "I am not late for tea, ring home: I agree this."
    );
}

#[test]
fn who_to_ask_is_no_other_subject() {
    assert_eq!(ada("Ada knows who to ask and tells them."), "I know who to ask and tell them.");
    assert_eq!(ada("Ada's dad to sing and Ada to dance."), "My dad sings and I dance.");
}

#[test]
fn what_is_denied_twice_has_one_i_each() {
    assert_eq!(
        ada("Ada will not spit, will not kick and will use her card."),
        "I do not spit, I do not kick and I use my card."
    );
}

#[test]
fn what_she_asks_for_in_brackets_is_hers() {
    assert_eq!(ada("Ada will tell staff what helps (give me time)."), "I tell staff what helps (give me time).");
}
