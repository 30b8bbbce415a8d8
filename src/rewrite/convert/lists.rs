//! Tests of lists of verbs, of relative clauses and of what stands inside a wish.
//!
//! **In:** drafts about Ada. **Out:** passed or not. **Layer:** 3.

use super::tests::ada;

#[test]
fn a_time_inside_a_wish_is_not_lost() {
    assert_eq!(ada("Our aim by July 2027 is for Ada to swim."), "By July 2027, I swim.");
    assert_eq!(ada("What we want this year is for Ada to swim."), "This year, I swim.");
    assert_eq!(ada("At home we want Ada to sleep."), "At home, I sleep.");
    assert_eq!(ada("It is important to Ada's nan that she can phone her."), "I can phone her.");
}

#[test]
fn a_list_goes_on_as_it_began() {
    assert_eq!(
        ada("Ada's tutor will have helped her to find a club, pay for it and make friends."),
        "My tutor has helped me to find a club, pay for it and make friends."
    );
    assert_eq!(
        ada("Ada will have moved in, will know her neighbours, and will feel at home."),
        "I have moved in, I know my neighbours, and I feel at home."
    );
    assert_eq!(
        ada("For Ada to ring her dad and for visits to him to happen."),
        "I ring my dad and visits to him happen."
    );
    assert_eq!(ada("Ada should leave early, to avoid the crowd."), "I leave early, to avoid the crowd.");
    assert_eq!(ada("Ada to cook: knows her recipes and uses a timer."), "I cook: I know my recipes and use a timer.");
    assert_eq!(ada("Ada must be able to get in and should not be left out."), "I can get in and am not left out.");
}

#[test]
fn a_relative_clause_is_achieved_and_a_question_is_not() {
    assert_eq!(ada("Ada will have a diary, in which she will draw."), "I have a diary, in which I draw.");
    assert_eq!(
        ada("Ada will have a corner where she will rest and where nobody will shout."),
        "I have a corner where I rest and where nobody shouts."
    );
    assert_eq!(ada("Ada will know in which room she will sit."), "I know in which room I will sit.");
}

#[test]
fn what_one_has_with_others_is_no_property() {
    assert_eq!(ada("Ada will develop warm friendships."), "I have developed warm friendships.");
    assert_eq!(ada("Ada will “have a go” at maths."), "I “have a go” at maths.");
    assert_eq!(ada("My daughter, Ada, will swim."), "I swim.");
    assert_eq!(ada("Help her with her coat."), "Help her with her coat.");
    assert_eq!(ada("When sat on her own Ada is going to read."), "When sat on my own I read.");
}
