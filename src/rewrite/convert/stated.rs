//! Tests of what stands around a statement, of doings as subjects and of whose a joined verb is.
//!
//! **In:** drafts about Ada. **Out:** passed or not. **Layer:** 3.

use super::tests::{ada, first};

#[test]
fn a_doing_that_is_a_subject_stays_one() {
    assert_eq!(
        ada("Being able to ride a bike will help Ada get to her nan's."),
        "Being able to ride a bike helps me get to my nan's."
    );
    assert_eq!(ada("Not being rushed will mean that Ada eats."), "Not being rushed means that I eat.");
    assert_eq!(ada("Being able to do up her own coat."), "I can do up my own coat.");
    assert_eq!(ada("Being calmer at home, Ada will sleep."), "Being calmer at home, I sleep.");
    assert_eq!(ada("A ramp will make it easier for Ada to get in."), "A ramp makes it easier for me to get in.");
}

#[test]
fn a_subject_with_something_behind_it_keeps_its_number() {
    assert_eq!(
        ada("Observations by the TA and Mum will show that Ada joins in."),
        "Observations by the TA and Mum show that I join in."
    );
    assert_eq!(
        ada("Feedback from the nurse and the family will show that Ada eats."),
        "Feedback from the nurse and the family shows that I eat."
    );
    assert_eq!(ada("Ada's fears (dogs, the dark) will bother her less."), "My fears (dogs, the dark) bother me less.");
    assert_eq!(ada("Ada will go to a club, where she will paint."), "I go to a club, where I paint.");
}

#[test]
fn a_name_that_is_a_verb_may_be_followed_by_an_aside() {
    assert_eq!(first("Will will, when asked, sweep his room.", "Will", "he"), "When asked, I sweep my room.");
    assert_eq!(ada("Every week Ada should be able to see her gran."), "Every week I can see my gran.");
}

#[test]
fn verbs_of_change_stay_over_whatever_comes_round() {
    assert_eq!(
        ada("Ada will improve her spelling by practising each night."),
        "I have improved my spelling by practising each night."
    );
    assert_eq!(ada("Ada will increase her reading every day."), "I increase my reading every day.");
    assert_eq!(
        ada("Ada to reach her target weight and to maintain it."),
        "I have reached my target weight and maintained it."
    );
    assert_eq!(ada("Ada will begin to tell the time."), "I am beginning to tell the time.");
    assert_eq!(
        ada("Ada will finish her level 2 course and will tell her gran."),
        "I have finished my level 2 course and have told my gran."
    );
    assert_eq!(ada("Ada needs to learn to say no, and to ask."), "I have learnt to say no, and to ask.");
}

#[test]
fn joined_verbs_stay_with_whom_they_are_told_of() {
    assert_eq!(
        ada("Ada can wait when her friend is busy or wants a turn."),
        "I can wait when my friend is busy or wants a turn."
    );
    assert_eq!(ada("Ada's TA will walk behind her and then wait."), "My TA walks behind me and then waits.");
    assert_eq!(
        ada("Because Ada is deaf and lip-reads, staff will face her."),
        "Because I am deaf and lip-read, staff face me."
    );
    assert_eq!(ada("Ada says what has and hasn't worked."), "I say what has and hasn't worked.");
}

#[test]
fn labels_and_names_around_a_statement_fall_away() {
    assert_eq!(ada("Young person: Ada. Outcome: will have a job."), "I have a job.");
    assert_eq!(ada("To wash. To brush her teeth. (Ada, Yr 3)"), "I wash. I brush my teeth.");
    assert_eq!(
        ada("Working towards: writing her name (currently makes marks)."),
        "I write my name (currently I make marks)."
    );
    assert_eq!(ada("For Ada's confidence to grow."), "My confidence has grown.");
    assert_eq!(ada("Ada and her parents would like her sleep at home to be better."), "My sleep at home is better.");
}
