//! handoff: tests of the states and the moves between them.

use jiff::SignedDuration;

use super::*;
use crate::reason::Code;

fn at(minute: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute)
}

fn queued(priority: Priority) -> Handoff {
    let reason = Reason { code: Code::UserRequest, evidence: Vec::new() };
    Handoff::queue("h".into(), "c".into(), "p".into(), reason, Queue::General, priority, at(0))
}

fn in_state(name: StateName) -> Handoff {
    let queued = queued(Priority::Normal);
    match name {
        StateName::Offered => queued.offer(at(0)),
        StateName::Queued => queued,
        StateName::Callback => queued.book(at(60), at(1)).unwrap(),
        StateName::Claimed => queued.claim("a".into(), at(1)).unwrap(),
        StateName::Live => queued.claim("a".into(), at(1)).unwrap().speak(at(2)).unwrap(),
        StateName::Ended => queued.cancel(at(1)).unwrap(),
    }
}

fn make(handoff: Handoff, transition: Transition) -> Result<Handoff, InvalidTransition> {
    let reason = Reason { code: Code::UserRequest, evidence: Vec::new() };
    match transition {
        Transition::Accept => handoff.accept(reason, Queue::Debt, Priority::High, at(5)),
        Transition::Decline => handoff.decline(at(5)),
        Transition::Transfer => handoff.transfer(Queue::Card, Some("c".into()), at(5)),
        Transition::Reassign => handoff.reassign("b".into(), at(5)),
        Transition::Book => handoff.book(at(60), at(5)),
        Transition::Recall => handoff.recall(at(5)),
        Transition::Claim => handoff.claim("b".into(), at(5)),
        Transition::Speak => handoff.speak(at(5)),
        Transition::Snooze => handoff.snooze(Some(at(30))),
        Transition::Release => handoff.release(),
        Transition::Cancel => handoff.cancel(at(5)),
        Transition::Abandon => handoff.abandon(at(5)),
        Transition::GiveBack => handoff.give_back(at(5)),
        Transition::Close => handoff.close(at(5)),
    }
}

#[test]
fn every_state_allows_just_its_own_transitions() {
    use StateName::*;
    use Transition::*;
    let waiting = State::Queued { since: at(0), due: at(10) };
    let ended = |outcome| Some(State::Ended { outcome, at: at(5) });
    let claimed = |by: &str, at| State::Claimed { since: self::at(0), due: self::at(10), by: by.into(), at };
    let live = |first_reply_at, snoozed_until| {
        let (since, due, at) = (at(0), at(10), at(1));
        Some(State::Live { since, due, by: "a".into(), at, first_reply_at, snoozed_until })
    };
    let booked = |booked_at| State::Callback { at: at(60), booked_at };
    let fresh = |minutes: i64| Some(State::Queued { since: at(5), due: at(5 + minutes) });
    // Whatever is not named here is refused.
    let allowed = [
        (Offered, Accept, fresh(5)),
        (Offered, Decline, ended(Outcome::Declined)),
        (Queued, Claim, Some(claimed("b", at(5)))),
        (Queued, Reassign, Some(claimed("b", at(5)))),
        (Queued, Book, Some(booked(at(5)))),
        (Queued, Cancel, ended(Outcome::Cancelled)),
        (Queued, Abandon, ended(Outcome::Abandoned)),
        (Claimed, Speak, live(at(5), None)),
        (Claimed, Release, Some(waiting.clone())),
        (Claimed, Transfer, Some(waiting.clone())),
        (Claimed, Reassign, Some(claimed("b", at(5)))),
        (Claimed, GiveBack, ended(Outcome::Returned)),
        (Claimed, Close, ended(Outcome::Closed)),
        (Live, Snooze, live(at(2), Some(at(30)))),
        (Live, Release, Some(waiting.clone())),
        (Live, Transfer, Some(waiting)),
        (Live, Reassign, Some(claimed("b", at(5)))),
        (Live, GiveBack, ended(Outcome::Returned)),
        (Live, Close, ended(Outcome::Closed)),
        (Callback, Recall, fresh(10)),
        (Callback, Cancel, ended(Outcome::Cancelled)),
    ];
    for from in StateName::ALL.iter().copied() {
        for transition in Transition::ALL.iter().copied() {
            let want = allowed.iter().find(|(state, move_, _)| (*state, *move_) == (from, transition));
            let want = want.and_then(|(.., want)| want.clone()).ok_or(InvalidTransition { from, transition });
            let got = make(in_state(from), transition).map(|handoff| handoff.state);
            match (&got, &want) {
                // A refusal deep inside names its own move.
                (Err(_), Err(_)) => {}
                _ => assert_eq!(got, want, "{from} {transition}"),
            }
        }
    }
}

#[test]
fn what_is_laid_aside_wakes_by_time_by_the_customer_and_by_changing_hands() {
    let asleep = in_state(StateName::Live).snooze(Some(at(30))).unwrap();
    assert_eq!((asleep.snoozed_at(at(29)), asleep.snoozed_at(at(30))), (Some(at(30)), None));
    let mut woken = asleep.clone();
    woken.wake();
    assert_eq!(woken.snoozed_at(at(3)), None);
    let back = asleep.clone().release().unwrap().claim("a".into(), at(4)).unwrap().speak(at(5)).unwrap();
    assert_eq!(back.snoozed_at(at(6)), None);
    assert_eq!(asleep.snooze(None).unwrap().snoozed_at(at(3)), None);
}

#[test]
fn a_transfer_keeps_the_place_and_names_who_is_asked_first() {
    let mut held = in_state(StateName::Live);
    held.need.decline(&"x".into(), at(2));
    let moved = held.transfer(Queue::Card, Some("junho".into()), at(9)).unwrap();
    assert_eq!((moved.queue, moved.since(), moved.due()), (Queue::Card, Some(at(0)), Some(at(10))));
    assert_eq!((moved.need.preferred, moved.need.declined), (Some("junho".into()), vec!["a".into()]));
    assert_eq!(moved.need.routed_at, Some(at(9)), "the circle begins anew, the wait does not");
}

#[test]
fn a_promise_that_comes_due_raises_and_the_first_reason_stays() {
    let mut waiting = queued(Priority::Normal);
    waiting.reason = Reason::low_confidence(&[(3, 0.31)], 0.45);
    waiting.remind(Priority::High, Reason::promise(5, "서류 안내"), at(2));
    assert_eq!(
        (waiting.priority, waiting.due(), waiting.reason.code),
        (Priority::High, Some(at(7)), Code::LowConfidence)
    );
    assert_eq!(waiting.reason.evidence.len(), 2);
    let mut urgent = queued(Priority::Urgent);
    urgent.remind(Priority::High, Reason::promise(5, "서류 안내"), at(1));
    assert_eq!((urgent.priority, urgent.due()), (Priority::Urgent, Some(at(3))));
}

#[test]
fn a_refusal_says_what_was_asked_of_what() {
    let refusal = in_state(StateName::Live).claim("b".into(), at(5)).unwrap_err();
    assert_eq!(refusal.to_string(), "a live handoff cannot claim");
}

#[test]
fn what_becomes_urgent_is_due_sooner_and_keeps_its_since() {
    let mut handoff = queued(Priority::Normal);
    let reason = Reason { code: Code::Emergency, evidence: Vec::new() };
    handoff.raise(Queue::Crisis, Priority::Emergency, reason.clone(), at(4));
    assert_eq!((handoff.since(), handoff.due()), (Some(at(0)), Some(at(5))));
    assert_eq!((handoff.queue, handoff.priority), (Queue::Crisis, Priority::Emergency));
    handoff.raise(Queue::General, Priority::Normal, Reason { code: Code::OutOfScope, evidence: vec![] }, at(6));
    assert_eq!((handoff.priority, &handoff.reason), (Priority::Emergency, &reason));
}

#[test]
fn raising_never_pushes_back_what_is_already_due() {
    let mut handoff = queued(Priority::High);
    handoff.raise(Queue::Debt, Priority::Urgent, handoff.reason.clone(), at(60));
    assert_eq!(handoff.due(), Some(at(5)));
}

#[test]
fn what_has_ended_is_not_raised_and_has_no_holder() {
    let mut handoff = in_state(StateName::Ended);
    handoff.raise(Queue::Crisis, Priority::Emergency, handoff.reason.clone(), at(9));
    assert_eq!((handoff.priority, handoff.is_open(), handoff.holder()), (Priority::Normal, false, None));
    assert_eq!(in_state(StateName::Live).holder(), Some(&"a".into()));
}

#[test]
fn a_stored_state_is_read_back() {
    for name in StateName::ALL {
        let handoff = in_state(*name);
        let json = serde_json::to_string(&handoff.state).unwrap();
        assert_eq!(serde_json::from_str::<State>(&json).unwrap(), handoff.state);
        assert!(json.contains(&format!("\"state\":\"{name}\"")), "{json}");
    }
}
