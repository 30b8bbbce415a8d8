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

#[test]
fn what_hangs_on_an_infinitive_stays_bare_when_denied() {
    assert_eq!(ada("Ada will be able to say no, not hide."), "I can say no, not hide.");
    assert_eq!(ada("Ada will manage to queue and not push in."), "I manage to queue and not push in.");
    assert_eq!(ada("Ada knows how to lose and not be cross."), "I know how to lose and not be cross.");
    assert_eq!(ada("I hope to sing and not be shy."), "I hope to sing and not be shy.");
    assert_eq!(ada("Ada will sit down and not shout."), "I sit down and do not shout.");
    assert_eq!(ada("Ada will play and not be rough."), "I play and am not rough.");
}

#[test]
fn a_denied_wish_is_no_frame() {
    assert_eq!(ada("Eats all her tea, does not need Dad to feed her"), "I eat all my tea, do not need Dad to feed me");
    assert_eq!(ada("Walks in, no longer needs staff to fetch her"), "I walk in, no longer need staff to fetch me");
    assert_eq!(ada("We don't want Ada to be lonely."), "I am not lonely.");
    assert_eq!(ada("We want Ada to have friends."), "I have friends.");
}

#[test]
fn a_result_after_a_result_stands_in_the_perfect() {
    assert_eq!(
        ada("By July 2027 Ada will sit exams in a side rm. with a scribe and get a grade 5 in art."),
        "By July 2027 I have sat exams in a side rm. with a scribe and got a grade 5 in art."
    );
    assert_eq!(
        ada("By July 2027 Ada will join a band and get there by tram."),
        "By July 2027 I have joined a band and get there by tram."
    );
    assert_eq!(ada("Ada will of finished her model."), "I have finished my model.");
    assert_eq!(ada("Ada will of course sing."), "I of course sing.");
}

#[test]
fn a_wish_for_later_stays_a_wish() {
    assert_eq!(ada("In the long term, Ada would like to run a shop."), "In the long term, I would like to run a shop.");
    assert_eq!(ada("In the future, Ada hopes to sail."), "In the future, I hope to sail.");
    assert_eq!(ada("Ada would like to drive when she leaves college."), "I would like to drive when I leave college.");
    assert_eq!(ada("Ada would like to paint with her nan."), "I paint with my nan.");
}

#[test]
fn what_is_asked_of_the_future_stays_to_come() {
    assert_eq!(ada("Ada knows what she'll do if it rains."), "I know what I'll do if it rains.");
    assert_eq!(ada("Ada has chosen which club she'll join."), "I have chosen which club I'll join.");
    assert_eq!(ada("Ada picks a book which she'll read."), "I pick a book which I read.");
    assert_eq!(ada("If it rains she'll stay in."), "If it rains I stay in.");
}

#[test]
fn what_notes_leave_bare_is_the_persons_own() {
    assert_eq!(ada("Ada sleeps in own room."), "I sleep in my own room.");
    assert_eq!(ada("Uses a spoon to stir own drink."), "I use a spoon to stir my own drink.");
    assert_eq!(ada("Own flat by July 2027."), "I have my own flat by July 2027.");
    assert_eq!(ada("Plays near peers, uses walker in the yard."), "I play near peers, use my walker in the yard.");
    assert_eq!(ada("Ada will own a kite."), "I own a kite.");
    assert_eq!(ada("Ada will sit with boys who have own bikes."), "I sit with boys who have own bikes.");
}

#[test]
fn hearing_and_seeing_are_states() {
    assert_eq!(ada("Ada will be hearing more of each lesson."), "I hear more of each lesson.");
    assert_eq!(ada("Ada will be seen first."), "I am seen first.");
}

#[test]
fn a_hyphened_adjective_opens_what_one_has() {
    assert_eq!(ada("Age-appropriate awareness of danger."), "I have age-appropriate awareness of danger.");
    assert_eq!(ada("Self-care routines."), "Self-care routines.");
    assert_eq!(ada("Preparing for adulthood."), "Preparing for adulthood.");
}

#[test]
fn slips_of_small_words_are_read_past() {
    assert_eq!(ada("Ada wil be abel to swim."), "I can swim.");
    let bo = |text: &str| super::tests::first(text, "Bo", "they");
    assert_eq!(bo("Bo will ask there tutor when there stuck."), "I ask my tutor when I'm stuck.");
    assert_eq!(bo("Bo will go there with their friends."), "I go there with my friends.");
}

#[test]
fn what_is_done_after_what_can_be_has_its_own_subject() {
    assert_eq!(
        ada("Can spot danger when near water & steps back."),
        "I can spot danger when near water & I step back."
    );
    assert_eq!(ada("Ada can cook, shops alone and saves money."), "I can cook, shop alone and save money.");
}

#[test]
fn a_denial_elsewhere_leaves_the_wish_a_frame() {
    assert_eq!(ada("When we are not there we want Ada to be loved."), "I am loved.");
}
