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
    open[0].need.decline(&"a".into(), at(300));
    assert_eq!(next(&cards, &open, 310).as_deref(), Some("urgent debt"), "other teams help after four minutes");
    assert_eq!(next(&cards, &open[..2], 310).as_deref(), Some("debt"));
    assert_eq!(next(&cards, &open[..2], 600).as_deref(), Some("card"), "and what was declined is not forgotten");
    open.truncate(1);
    assert_eq!(next(&cards, &open, 310).as_deref(), Some("card"));
    open[0] = open[0].clone().claim("b".into(), at(9)).unwrap();
    assert_eq!(next(&cards, &open, 310), None);
}

#[test]
fn danger_is_never_put_off() {
    let mut danger = debt(Need::default());
    danger.priority = Priority::Emergency;
    danger.need.decline(&"a".into(), at(100));
    danger.need.preferred = Some("b".into());
    let open = [debt(Need::default()), Handoff { id: "danger".into(), ..danger }];
    assert_eq!(next_for(&seat("a", 0), &open, at(101), RELAXATION).map(|next| next.id.as_str()), Some("danger"));
}

#[test]
fn what_is_passed_on_begins_a_new_circle_and_does_not_come_straight_back() {
    let long_ago = adjusting(Language::Ko).claim("cards".into(), at(10)).unwrap();
    let passed = long_ago.clone().transfer(Queue::Debt, None, at(600)).unwrap();
    let cards = Seat { queues: [Queue::Card].into(), ..seat("cards", 0) };
    let others = Seat { queues: [Queue::Loan].into(), ..seat("others", 0) };
    let everything = seat("everything", 0);
    assert!(!others.may_take(&passed, at(601), RELAXATION), "ten minutes of talk open it to nobody");
    assert!(others.may_take(&passed, at(840), RELAXATION));
    let open = [passed];
    assert_eq!(next_for(&cards, &open, at(601), RELAXATION), None, "who passed it on does not pull it");
    assert!(next_for(&everything, &open, at(601), RELAXATION).is_some());
    let by_all =
        debt(Need::default()).claim("all".into(), at(10)).unwrap().transfer(Queue::Debt, None, at(600)).unwrap();
    let (all, only) = (seat("all", 0), [by_all]);
    assert_eq!(next_for(&all, &only, at(719), RELAXATION), None);
    assert!(next_for(&all, &only, at(720), RELAXATION).is_some(), "when nobody else took it, it is theirs again");
    assert!(all.may_take(&only[0], at(601), RELAXATION), "and by hand at once");
}

#[test]
fn what_is_passed_to_a_colleague_is_held_for_them_whatever_they_have_learnt() {
    let held = adjusting(Language::En).claim("a".into(), at(10)).unwrap();
    let passed = held.transfer(Queue::Debt, Some("named".into()), at(600)).unwrap();
    let named = Seat { queues: [Queue::Card].into(), languages: [Language::Ko].into(), ..seat("named", 0) };
    assert!(named.may_take(&passed, at(600), RELAXATION));
    assert!(!seat("b", 0).may_take(&passed, at(719), RELAXATION));
    assert!(seat("b", 0).may_take(&passed, at(720), RELAXATION), "and then nobody waits for them");
    let danger = Handoff { priority: Priority::Emergency, ..passed };
    assert!(seat("b", 0).may_take(&danger, at(630), RELAXATION), "in danger sooner");
}

#[test]
fn what_waits_over_night_keeps_its_circle_until_the_desk_opens() {
    let night = Handoff {
        need: Need { routed_at: Some(at(36_000)), ..adjusting(Language::Ko).need },
        ..adjusting(Language::Ko)
    };
    let other = Seat { queues: [Queue::Card].into(), ..seat("cards", 0) };
    assert!(!other.may_take(&night, at(36_000), RELAXATION) && other.may_take(&night, at(36_240), RELAXATION));
}

#[test]
fn who_knows_the_customer_pulls_them_a_little_sooner() {
    let of = |id: &str, second, preferred: Option<&str>| {
        let mut handoff = debt(Need { preferred: preferred.map(Into::into), ..Need::default() });
        handoff.id = id.into();
        handoff.state = crate::handoff::State::Queued { since: at(second), due: at(second + 600) };
        handoff
    };
    let open = [of("first", 0, None), of("known", 60, Some("a"))];
    let next = |id: &str, second| next_for(&seat(id, 0), &open, at(second), RELAXATION).map(|next| next.id.to_string());
    assert_eq!(next("a", 61).as_deref(), Some("known"));
    let open = [of("known", 0, Some("a")), of("second", 5, None)];
    let next = |id: &str, second| next_for(&seat(id, 0), &open, at(second), RELAXATION).map(|next| next.id.to_string());
    assert_eq!(next("b", 10).as_deref(), Some("second"), "others leave it to them");
    assert_eq!(next("b", 30).as_deref(), Some("known"), "for half a minute");
}

/// A small generator of repeatable chance (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as i64
    }
}

#[test]
fn whoever_pulls_overtakes_nobody_by_more_than_the_bound_and_what_is_put_off() {
    let mut chance = Chance(11);
    let most = SignedDuration::from_mins(crate::queue::MOST + 1);
    for _ in 0..500 {
        let now = at(1200);
        let mut open = Vec::new();
        for n in 0..40 {
            let priority = Priority::ALL[chance.below(4) as usize];
            let since = at(30 * chance.below(40));
            let mut handoff = debt(Need::default());
            (handoff.id, handoff.priority) = (format!("h{n}").into(), priority);
            handoff.state = crate::handoff::State::Queued { since, due: since + priority.target() };
            match chance.below(4) {
                0 => handoff.need.decline(&"a".into(), now - SignedDuration::from_secs(chance.below(900))),
                1 => handoff.need.preferred = Some("a".into()),
                2 => handoff.need.preferred = Some("b".into()),
                _ => {}
            }
            open.push(handoff);
        }
        let next = next_for(&seat("a", 0), &open, now, RELAXATION).expect("somebody waits");
        if next.priority == Priority::Emergency {
            continue;
        }
        assert!(open.iter().all(|one| one.priority != Priority::Emergency), "danger goes first");
        for one in &open {
            let lately = |from: Option<Timestamp>, time| from.is_some_and(|from| now.duration_since(from) < time);
            let put_off = lately(one.need.declined_at, PUT_OFF) || lately(one.since(), SignedDuration::from_secs(30));
            let later = next.since().unwrap().duration_since(one.since().unwrap());
            assert!(put_off || later <= most, "{next:?} overtakes {one:?}");
        }
    }
}

#[test]
fn one_agent_alone_serves_a_timed_out_claim_however_many_keep_coming() {
    let mut declined = debt(Need::default());
    declined.need.decline(&"a".into(), at(180));
    let mut open = vec![Handoff { id: "declined".into(), ..declined }];
    for minute in 3..60 {
        let mut urgent = debt(Need { preferred: Some("a".into()), ..Need::default() });
        (urgent.id, urgent.priority) = (format!("u{minute}").into(), Priority::Urgent);
        let since = at(60 * minute);
        urgent.state = crate::handoff::State::Queued { since, due: since + Priority::Urgent.target() };
        open.push(urgent);
        let next = next_for(&seat("a", 0), &open, at(60 * minute), RELAXATION).expect("somebody waits").id.clone();
        open.retain(|one| one.id != next);
        if next.as_str() == "declined" {
            assert!(minute <= crate::queue::MOST + 5, "served in minute {minute}");
            return;
        }
    }
    panic!("starved");
}
