//! Tests of who wishes, of what is asked, and of drafts in which the person or their parents speak.
//!
//! **In:** drafts about Ada. **Out:** passed or not. **Layer:** 3.

use super::tests::ada;

#[test]
fn a_bare_verb_in_the_first_person_is_the_persons_own() {
    assert_eq!(ada("Swim in the lake with my nan."), "I swim in the lake with my nan.");
    assert_eq!(ada("Learn to mend my bike."), "I have learnt to mend my bike.");
    assert_eq!(ada("Respect my wishes."), "Respect my wishes.");
    assert_eq!(ada("Help me with my coat."), "Help me with my coat.");
}

#[test]
fn a_thing_that_the_person_tells_of_is_had() {
    assert_eq!(ada("A warm corner I can read in."), "I have a warm corner I can read in.");
    assert_eq!(ada("A plan so I know what is next."), "I have a plan so I know what is next.");
    assert_eq!(ada("A boy I sit with helps me."), "A boy I sit with helps me.");
}

#[test]
fn a_school_subject_is_a_heading() {
    assert_eq!(ada("Maths: to tell the time."), "I tell the time.");
    assert_eq!(ada("Reading – to know ten sounds."), "I know ten sounds.");
    assert_eq!(ada("Home: to sleep in her own bed."), "I sleep in my own bed.");
}

#[test]
fn whoever_wishes_falls_away() {
    assert_eq!(ada("Mrs Patel would like Ada to be able to tie her laces."), "I can tie my laces.");
    assert_eq!(ada("Her tutor would like Ada to arrive on time."), "I arrive on time.");
    assert_eq!(ada("Staff would like Ada to play outside."), "I play outside.");
    assert_eq!(ada("The other children would like Ada to play."), "The other children would like me to play.");
}

#[test]
fn a_wish_inside_a_question_stays() {
    assert_eq!(
        ada("Ada can tell her dad which of the clubs she would like to join and why."),
        "I can tell my dad which of the clubs I would like to join and why."
    );
    assert_eq!(ada("Ada will choose where she wants to sit."), "I choose where I want to sit.");
    assert_eq!(ada("Ada would like to sing."), "I sing.");
}

#[test]
fn a_comma_closes_the_clause_of_another() {
    assert_eq!(
        ada("Ada can be left at her nan's while her mum shops, and knows who to ring."),
        "I can be left at my nan's while my mum shops, and I know who to ring."
    );
    assert_eq!(
        ada("Ada can wait when her friend is busy or wants a turn."),
        "I can wait when my friend is busy or wants a turn."
    );
}

#[test]
fn going_once_is_over_with_the_rest_of_a_list() {
    assert_eq!(
        ada("By July 2027 Ada will visit two colleges, choose one and go for an interview."),
        "By July 2027 I have visited two colleges, chosen one and gone for an interview."
    );
    assert_eq!(
        ada("By July 2027 Ada will pass her test, join a gym and go to it by bus."),
        "By July 2027 I have passed my test, joined a gym and go to it by bus."
    );
}

#[test]
fn a_wish_that_stays_keeps_each_to() {
    assert_eq!(
        ada("Ada would like to be a nurse when she is older, and to wear the uniform."),
        "I would like to be a nurse when I am older, and to wear the uniform."
    );
    assert_eq!(ada("Ada would like to paint and to swim."), "I paint and swim.");
}

#[test]
fn parents_who_say_us_are_named() {
    assert_eq!(ada("Parents: Ada to talk to us at tea."), "I talk to my parents at tea.");
    assert_eq!(ada("Ada will walk to the park with one of us."), "I walk to the park with one of my parents.");
}

#[test]
fn what_others_raise_is_raised() {
    assert_eq!(ada("To raise Ada's self-esteem so that she joins in."), "My self-esteem is raised so that I join in.");
    assert_eq!(ada("To boost Ada's confidence at swimming."), "My confidence is boosted at swimming.");
}

#[test]
fn what_follows_so_that_is_the_persons_again() {
    assert_eq!(
        ada("To boost Ada's confidence so that she will swim, get changed with others and talk."),
        "My confidence is boosted so that I swim, get changed with others and talk."
    );
    assert_eq!(
        ada("Ada can do her own coat, zip and buttons before she goes."),
        "I can do my own coat, zip and buttons before I go."
    );
    assert_eq!(
        ada("Ada and her mum will visit two clubs, and she will say which of them she would like to join."),
        "My mum and I visit two clubs, and I say which of them I would like to join."
    );
    assert_eq!(ada("Get a job near my nan."), "I have got a job near my nan.");
    assert_eq!(ada("Get my school to ring my mum."), "Get my school to ring my mum.");
    assert_eq!(ada("Travel training so I can get to college."), "Travel training so I can get to college.");
}
