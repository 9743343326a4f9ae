//! handoff: tests of who may take what and who takes it.

use super::*;
use crate::reason::{Code, Reason};

const RELAXATION: Relaxation = Relaxation { step: SignedDuration::from_secs(120) };

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn seat(id: &str, holding: u32) -> Seat {
    Seat {
        id: id.into(),
        presence: Presence::Online,
        queues: BTreeSet::new(),
        skills: BTreeSet::new(),
        languages: BTreeSet::new(),
        capacity: 3,
        holding,
        last_at: None,
    }
}

fn debt(need: Need) -> Handoff {
    let reason = Reason { code: Code::UserRequest, evidence: Vec::new() };
    let queued = Handoff::queue("h".into(), "c".into(), "p".into(), reason, Queue::Debt, Priority::Normal, at(0));
    Handoff { need, ..queued }
}

fn adjusting(language: Language) -> Handoff {
    debt(Need { language, skills: [Skill::DebtAdjustment].into(), ..Need::default() })
}

fn chosen(seats: &[Seat], handoff: &Handoff, second: i64) -> Option<String> {
    choose(seats, handoff, at(second), RELAXATION).map(|seat| seat.id.to_string())
}

#[test]
fn the_circle_widens_with_the_wait() {
    let learnt = Seat { skills: [Skill::DebtAdjustment].into(), ..seat("learnt", 0) };
    let team = Seat { skills: [Skill::Hardship].into(), queues: [Queue::Debt].into(), ..seat("team", 0) };
    let cards = Seat { queues: [Queue::Card].into(), ..seat("cards", 0) };
    let english = Seat { languages: [Language::En].into(), ..seat("english", 0) };
    let handoff = adjusting(Language::Ko);
    for (seat, second) in [(&learnt, 0), (&team, 120), (&cards, 240), (&english, 360)] {
        assert!(seat.may_take(&handoff, at(second), RELAXATION), "{} at {second}", seat.id);
        assert!(second == 0 || !seat.may_take(&handoff, at(second - 1), RELAXATION), "{} too early", seat.id);
    }
    let danger = Handoff { priority: Priority::Emergency, ..handoff };
    assert!(cards.may_take(&danger, at(0), RELAXATION), "in danger any team takes it at once");
    assert!(!english.may_take(&danger, at(0), RELAXATION) && english.may_take(&danger, at(120), RELAXATION));
}

#[test]
fn who_served_the_customer_last_is_asked_first_while_free() {
    let handoff = debt(Need { preferred: Some("known".into()), ..Need::default() });
    assert_eq!(chosen(&[seat("other", 0), seat("known", 2)], &handoff, 0).as_deref(), Some("known"));
    assert_eq!(chosen(&[seat("other", 0), seat("known", 3)], &handoff, 0).as_deref(), Some("other"), "full");
    let away = Seat { presence: Presence::Away, ..seat("known", 0) };
    assert_eq!(chosen(&[seat("other", 0), away], &handoff, 0).as_deref(), Some("other"));
}

#[test]
fn it_goes_to_the_least_busy_then_to_the_longest_idle() {
    let handoff = debt(Need::default());
    let small = Seat { capacity: 2, ..seat("small", 1) };
    let large = Seat { capacity: 10, ..seat("large", 3) };
    assert_eq!(chosen(&[small, large], &handoff, 0).as_deref(), Some("large"), "three of ten is less than one of two");
    let idle = |id: &str, last| Seat { last_at: Some(at(last)), ..seat(id, 1) };
    assert_eq!(chosen(&[idle("a", 50), idle("b", 10)], &handoff, 60).as_deref(), Some("b"));
    assert_eq!(chosen(&[seat("full", 3)], &handoff, 0), None);
    assert_eq!(chosen(&[], &handoff, 0), None);
}

#[test]
fn who_declined_is_asked_only_when_nobody_else_is_left() {
    let handoff = debt(Need { declined: vec!["a".into()], ..Need::default() });
    assert_eq!(chosen(&[seat("a", 0), seat("b", 2)], &handoff, 0).as_deref(), Some("b"));
    assert_eq!(chosen(&[seat("a", 0)], &handoff, 0).as_deref(), Some("a"));
}

#[test]
fn a_free_seat_pulls_the_first_it_may_take() {
    let of = |id: &str, queue, priority, second| {
        let reason = Reason { code: Code::UserRequest, evidence: Vec::new() };
        Handoff::queue(id.into(), "c".into(), "p".into(), reason, queue, priority, at(second))
    };
    let mut open = vec![
        of("card", Queue::Card, Priority::Normal, 0),
        of("debt", Queue::Debt, Priority::Normal, 5),
        of("urgent debt", Queue::Debt, Priority::Urgent, 60),
    ];
    let cards = Seat { queues: [Queue::Card].into(), ..seat("a", 0) };
    let next = |seat: &Seat, open: &[Handoff], second| {
        next_for(seat, open, at(second), RELAXATION).map(|handoff| handoff.id.to_string())
    };
    assert_eq!(next(&cards, &open, 61).as_deref(), Some("card"));
    assert_eq!(next(&seat("b", 0), &open, 61).as_deref(), Some("urgent debt"));
    open[0].need.decline(&"a".into());
    assert_eq!(next(&cards, &open, 310).as_deref(), Some("urgent debt"), "other teams help after four minutes");
    open.truncate(1);
    assert_eq!(next(&cards, &open, 310).as_deref(), Some("card"));
    open[0] = open[0].clone().claim("b".into(), at(9)).unwrap();
    assert_eq!(next(&cards, &open, 310), None);
}
