//! handoff: tests of the rules for joining.

use super::*;

fn day(n: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * n)
}

fn proved(namespace: Namespace, key: &str) -> Identity {
    Identity { verified_at: Some(day(1)), ..claimed(namespace, key) }
}

fn claimed(namespace: Namespace, key: &str) -> Identity {
    Identity { namespace, key: key.into(), verified_at: None, first_at: day(0), last_at: day(1) }
}

#[test]
fn a_number_that_both_have_proved_joins_a_visitor_to_a_customer() {
    let visitor = [claimed(Namespace::WebAnon, "w1"), proved(Namespace::CustomerNo, "c1")];
    let customer = [proved(Namespace::CustomerNo, "c1"), proved(Namespace::Telegram, "t1")];
    assert_eq!(may_join(&visitor, &customer), Ok(()));
    assert_eq!(may_join(&customer, &visitor), Ok(()));
}

#[test]
fn a_claim_alone_joins_nobody() {
    let table = [
        (claimed(Namespace::Phone, "p1"), claimed(Namespace::Phone, "p1")),
        (claimed(Namespace::Phone, "p1"), proved(Namespace::Phone, "p1")),
        (proved(Namespace::Phone, "p1"), claimed(Namespace::Phone, "p1")),
        (proved(Namespace::Phone, "p1"), proved(Namespace::Phone, "p2")),
        // The same digest of another kind is another thing.
        (proved(Namespace::Phone, "x"), proved(Namespace::Telegram, "x")),
    ];
    for (one, other) in table {
        assert_eq!(may_join(std::slice::from_ref(&one), std::slice::from_ref(&other)), Err(Refused::NotVerified));
    }
    assert_eq!(may_join(&[], &[]), Err(Refused::NotVerified));
}

#[test]
fn two_customers_are_never_joined_whatever_they_share() {
    let family = proved(Namespace::Phone, "shared");
    let one = [proved(Namespace::CustomerNo, "c1"), family.clone()];
    let other = [proved(Namespace::CustomerNo, "c2"), family.clone()];
    assert_eq!(may_join(&one, &other), Err(Refused::TwoCustomers));
    let unproved = [claimed(Namespace::CustomerNo, "c2"), family];
    assert_eq!(may_join(&one, &unproved), Err(Refused::TwoCustomers));
}

#[test]
fn nobody_has_more_names_of_a_kind_than_the_limit() {
    for namespace in &Namespace::ALL[1..] {
        let limit = namespace.limit();
        let link = proved(Namespace::CustomerNo, "c1");
        let names = |n: usize| (0..n).map(|i| claimed(*namespace, &format!("k{i}"))).chain([link.clone()]);
        let one: Vec<_> = names(limit).collect();
        assert_eq!(may_join(&one, std::slice::from_ref(&link)), Ok(()), "{namespace}");
        let other = [claimed(*namespace, "another"), link.clone()];
        assert_eq!(may_join(&one, &other), Err(Refused::TooMany { namespace: *namespace, limit }));
    }
}

#[test]
fn names_that_both_have_count_once() {
    let one = [proved(Namespace::Phone, "p1"), proved(Namespace::Phone, "p2")];
    assert_eq!(may_join(&one, &one), Ok(()));
}

#[test]
fn browsers_that_have_been_silent_for_ninety_days_do_not_count() {
    let link = proved(Namespace::CustomerNo, "c1");
    let seen = |at, i: usize| Identity { last_at: day(at), ..claimed(Namespace::WebAnon, &format!("w{at}-{i}")) };
    let old: Vec<_> = (0..20).map(|i| seen(10, i)).chain([link.clone()]).collect();
    let fresh = [seen(101, 0), link.clone()];
    assert_eq!(may_join(&old, &fresh), Ok(()));
    let recent = [seen(99, 0), link];
    assert_eq!(may_join(&old, &recent), Err(Refused::TooMany { namespace: Namespace::WebAnon, limit: 20 }));
}

#[test]
fn the_weakest_name_is_a_claim_before_a_proof_and_silent_before_lively() {
    let lively = Identity { last_at: day(9), ..claimed(Namespace::Email, "lively") };
    let silent = claimed(Namespace::Email, "silent");
    let names = [proved(Namespace::Email, "proved"), lively, silent.clone(), claimed(Namespace::Phone, "p")];
    assert_eq!(weakest(&names, Namespace::Email), Some(&silent));
    assert_eq!(weakest(&names[..1], Namespace::Email), Some(&names[0]));
    assert_eq!(weakest(&names, Namespace::Telegram), None);
}
