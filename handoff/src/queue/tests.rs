//! handoff: tests of the order, the positions and the waits.

use super::*;
use crate::handoff::Queue;
use crate::reason::{Code, Reason};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn waiting(id: &str, priority: Priority, since: i64) -> Waiting {
    Waiting { id: id.into(), priority, care: BTreeSet::new(), since: at(since), due: at(since) + priority.target() }
}

fn ids(waiting: &[Waiting]) -> Vec<&str> {
    waiting.iter().map(|one| one.id.as_str()).collect()
}

/// A small generator of repeatable chance (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    /// A queue with many ties in time.
    fn queue(&mut self, length: usize) -> Vec<Waiting> {
        let one = |(chance, n): (&mut Self, usize)| {
            let priority = Priority::ALL[chance.below(4)];
            waiting(&format!("h{n:03}"), priority, 30 * chance.below(40) as i64)
        };
        (0..length).map(|n| one((self, n))).collect()
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[test]
fn emergencies_go_first_then_what_is_due_first() {
    let mut queue = [
        waiting("normal", Priority::Normal, 0),
        waiting("urgent", Priority::Urgent, 400),
        waiting("late normal", Priority::Normal, 10),
        waiting("emergency", Priority::Emergency, 1000),
        waiting("high", Priority::High, 290),
        waiting("earlier emergency", Priority::Emergency, 990),
    ];
    sort(&mut queue);
    let want = ["earlier emergency", "emergency", "urgent", "high", "normal", "late normal"];
    assert_eq!(ids(&queue), want, "due at 580, 590, 600, 610 seconds");
}

#[test]
fn ties_go_to_who_came_first_and_then_to_the_id() {
    let mut queue = [
        waiting("b", Priority::Normal, 0),
        waiting("a", Priority::Normal, 0),
        // Due at the same second as the two, but came five minutes later.
        waiting("0", Priority::High, 300),
    ];
    sort(&mut queue);
    assert_eq!(ids(&queue), ["a", "b", "0"]);
}

#[test]
fn the_order_is_total_and_does_not_depend_on_how_it_is_given() {
    let mut chance = Chance(1);
    for _ in 0..200 {
        let mut queue = chance.queue(30);
        for a in &queue {
            for b in &queue {
                assert_eq!(a.order(b), b.order(a).reverse());
                assert_eq!(a.order(b).is_eq(), a.id == b.id);
            }
        }
        let mut other = queue.clone();
        chance.shuffle(&mut other);
        sort(&mut queue);
        sort(&mut other);
        assert_eq!(queue, other);
        assert!(queue.is_sorted_by(|a, b| a.order(b).is_lt()));
        for (place, one) in (1..).zip(&queue) {
            assert_eq!(position(&other, &one.id), Some(place));
        }
    }
}

#[test]
fn whoever_waits_is_overtaken_only_by_a_bounded_set() {
    let mut chance = Chance(2);
    let shortest = Priority::Urgent.target();
    for _ in 0..500 {
        let mut queue = chance.queue(60);
        sort(&mut queue);
        for (place, own) in queue.iter().enumerate() {
            // Beyond emergencies nobody who came after `due − 3 min` stands ahead, whatever the priority.
            for ahead in queue[..place].iter().filter(|ahead| ahead.priority != Priority::Emergency) {
                assert!(ahead.since <= own.due - shortest, "{ahead:?} overtakes {own:?}");
            }
            // And within a priority nobody overtakes at all.
            for ahead in queue[..place].iter().filter(|ahead| ahead.priority == own.priority) {
                assert!(ahead.since <= own.since);
            }
        }
    }
}

#[test]
fn a_normal_one_is_served_however_many_urgent_ones_keep_coming() {
    let mut queue = vec![waiting("normal", Priority::Normal, 0)];
    // One urgent arrives every minute, and one is served every minute.
    for minute in 0..60 {
        queue.push(waiting(&format!("u{minute:02}"), Priority::Urgent, 60 * minute));
        sort(&mut queue);
        if queue.remove(0).id.as_str() == "normal" {
            assert!(minute <= 8, "served in minute {minute}");
            return;
        }
    }
    panic!("starved");
}

#[test]
fn a_released_claim_keeps_its_place() {
    let queue_at = |id: &str, second| {
        let reason = Reason { code: Code::UserRequest, evidence: Vec::new() };
        Handoff::queue(id.into(), "c".into(), "p".into(), reason, Queue::General, Priority::Normal, at(second))
    };
    let (first, second, third) = (queue_at("1", 0), queue_at("2", 10), queue_at("3", 20));
    let claimed = second.claim("agent".into(), at(30)).unwrap();
    assert_eq!(Waiting::of(&claimed), None);
    let spoken = claimed.clone().speak(at(40)).unwrap();
    for released in [claimed.release().unwrap(), spoken.release().unwrap()] {
        let mut queue: Vec<_> = [&third, &released, &first].into_iter().filter_map(Waiting::of).collect();
        sort(&mut queue);
        assert_eq!(ids(&queue), ["1", "2", "3"]);
    }
}

#[test]
fn a_newcomers_position_is_the_one_it_then_has() {
    let mut chance = Chance(3);
    for _ in 0..200 {
        let mut queue = chance.queue(20);
        let priority = Priority::ALL[chance.below(4)];
        let foretold = position_of_next(&queue, priority, at(1200));
        queue.push(waiting("zzz", priority, 1200));
        assert_eq!(position(&queue, &"zzz".into()), Some(foretold), "{priority}");
    }
}

#[test]
fn who_does_not_wait_has_no_position() {
    assert_eq!(position(&[], &"h".into()), None);
    assert_eq!(position_of_next(&[], Priority::Normal, at(0)), 1);
}

#[test]
fn a_wait_is_told_in_whole_minutes_and_only_when_something_is_known() {
    let check = |position, agents, times: &[u32], minutes: Option<i64>| {
        let want = minutes.map(SignedDuration::from_mins);
        assert_eq!(expected_wait(position, agents, times), want, "{position} {agents} {times:?}");
    };
    check(1, 0, &[300], None);
    check(1, 2, &[], None);
    check(1, 1, &[300], Some(5));
    check(1, 2, &[300], Some(3));
    check(2, 2, &[301], Some(6));
    check(4, 2, &[300], Some(10));
    check(1, 1, &[1], Some(1));
    check(1, 50, &[60], Some(1));
    // Three of four are done within ten minutes.
    check(1, 1, &[120, 600, 180, 5000], Some(10));
    check(u32::MAX, 1, &[u32::MAX], Some(i64::from(u32::MAX)));
}

#[test]
fn one_point_is_one_minute_of_waiting_and_care_counts_three() {
    let mut old = waiting("old", Priority::Normal, 170);
    old.care = [Care::Age65].into();
    let mut queue = [waiting("first", Priority::Normal, 0), old, waiting("later", Priority::Normal, 180)];
    sort(&mut queue);
    assert_eq!(ids(&queue), ["old", "first", "later"], "3 points outweigh 170 seconds");
    let now = at(600);
    assert_eq!(queue.each_ref().map(|one| one.points(now)), [10, 10, 7]);
    assert_eq!(queue[1].slack(now).as_secs(), 0);
    queue[0].care.insert(Care::Hardship);
    assert_eq!(queue[0].head_start(), 3, "circumstances do not add up");
}

#[test]
fn nobody_waits_for_anyone_who_came_nine_minutes_later_unless_in_danger() {
    let mut chance = Chance(4);
    for _ in 0..500 {
        let mut queue = chance.queue(60);
        for one in &mut queue {
            if chance.below(3) == 0 {
                one.care = [Care::Age65, Care::Hardship].into();
            }
            // Some were drawn nearer while they waited.
            if chance.below(4) == 0 {
                one.due = one.since + SignedDuration::from_secs(60 * chance.below(6) as i64);
            }
        }
        sort(&mut queue);
        for (place, own) in queue.iter().enumerate() {
            for ahead in queue[..place].iter().filter(|ahead| ahead.priority != Priority::Emergency) {
                let later = ahead.since.duration_since(own.since);
                // Who is due at once has one minute more.
                assert!(later <= SignedDuration::from_mins(MOST + 1), "{ahead:?} overtakes {own:?}");
            }
        }
    }
}

#[test]
fn everybody_is_served_within_the_bound_whatever_keeps_coming() {
    // One comes and one is served each minute, the newcomers always with the most points.
    for seed in 5..25 {
        let mut chance = Chance(seed);
        let mut queue: Vec<Waiting> = (0..10).map(|n| waiting(&format!("n{n}"), Priority::Normal, 0)).collect();
        let mut served_old = 0;
        for minute in 0..60 {
            let mut urgent = waiting(&format!("u{minute:02}"), Priority::Urgent, 60 * minute);
            urgent.care = if chance.below(2) == 0 { [Care::Age65].into() } else { BTreeSet::new() };
            queue.push(urgent);
            sort(&mut queue);
            served_old += usize::from(queue.remove(0).id.as_str().starts_with('n'));
        }
        assert_eq!(served_old, 10, "nine minutes of newcomers go ahead, then the ten who waited, then the rest");
    }
}

#[test]
fn the_order_is_the_order_of_points_at_any_time() {
    let mut chance = Chance(7);
    let mut queue = chance.queue(60);
    queue.retain(|one| one.priority != Priority::Emergency);
    sort(&mut queue);
    for second in [0, 61, 700, 100_000] {
        let points: Vec<i64> = queue.iter().map(|one| one.points(at(second))).collect();
        assert!(points.is_sorted_by(|a, b| a >= b), "{points:?} at {second}");
    }
}
