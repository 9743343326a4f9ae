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
        StateName::Queued => queued,
        StateName::Claimed => queued.claim("a".into(), at(1)).unwrap(),
        StateName::Live => queued.claim("a".into(), at(1)).unwrap().speak(at(2)).unwrap(),
        StateName::Ended => queued.cancel(at(1)).unwrap(),
    }
}

fn make(handoff: Handoff, transition: Transition) -> Result<Handoff, InvalidTransition> {
    match transition {
        Transition::Claim => handoff.claim("b".into(), at(5)),
        Transition::Speak => handoff.speak(at(5)),
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
    let live = State::Live { since: at(0), due: at(10), by: "a".into(), at: at(1), first_reply_at: at(5) };
    let table = [
        (Queued, Claim, Some(claimed("b", at(5)))),
        (Queued, Speak, None),
        (Queued, Release, None),
        (Queued, Cancel, ended(Outcome::Cancelled)),
        (Queued, Abandon, ended(Outcome::Abandoned)),
        (Queued, GiveBack, None),
        (Queued, Close, None),
        (Claimed, Claim, None),
        (Claimed, Speak, Some(live)),
        (Claimed, Release, Some(waiting.clone())),
        (Claimed, Cancel, None),
        (Claimed, Abandon, None),
        (Claimed, GiveBack, ended(Outcome::Returned)),
        (Claimed, Close, ended(Outcome::Closed)),
        (Live, Claim, None),
        (Live, Speak, None),
        (Live, Release, Some(waiting)),
        (Live, Cancel, None),
        (Live, Abandon, None),
        (Live, GiveBack, ended(Outcome::Returned)),
        (Live, Close, ended(Outcome::Closed)),
        (Ended, Claim, None),
        (Ended, Speak, None),
        (Ended, Release, None),
        (Ended, Cancel, None),
        (Ended, Abandon, None),
        (Ended, GiveBack, None),
        (Ended, Close, None),
    ];
    assert_eq!(table.len(), StateName::ALL.len() * Transition::ALL.len());
    for (from, transition, want) in table {
        let got = make(in_state(from), transition);
        let want = want.ok_or(InvalidTransition { from, transition });
        assert_eq!(got.map(|handoff| handoff.state), want, "{from} {transition}");
    }
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
