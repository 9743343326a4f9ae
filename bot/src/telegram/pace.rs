//! bot: when what may be sent to whom: a pace for each chat and one for all, so that no chat starves another.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

/// So many chats refused within so long are not each too busy: we are.
const CROWD: usize = 3;
const CROWD_TIME: Duration = Duration::from_secs(10);

/// What was sent lately, and until when nothing is.
#[derive(Debug)]
pub(super) struct Pace {
    per_second: usize,
    between: Duration,
    lately: VecDeque<Instant>,
    /// When the next message may go to a chat.
    chats: HashMap<i64, Instant>,
    refused: VecDeque<(Instant, i64)>,
    all_from: Option<Instant>,
}

impl Pace {
    pub(super) fn new(per_second: u32, between: Duration) -> Self {
        Self {
            per_second: usize::try_from(per_second.max(1)).unwrap_or(usize::MAX),
            between,
            lately: VecDeque::new(),
            chats: HashMap::new(),
            refused: VecDeque::new(),
            all_from: None,
        }
    }

    /// How long a chat has to wait from now; nothing when it is its turn.
    pub(super) fn wait(&mut self, chat: i64, now: Instant) -> Duration {
        while self.lately.front().is_some_and(|at| now.duration_since(*at) >= Duration::from_secs(1)) {
            self.lately.pop_front();
        }
        let crowded = match self.lately.front() {
            Some(first) if self.lately.len() >= self.per_second => *first + Duration::from_secs(1),
            _ => now,
        };
        let own = self.chats.get(&chat).copied().unwrap_or(now);
        let all = self.all_from.unwrap_or(now);
        crowded.max(own).max(all).duration_since(now)
    }

    /// One goes to a chat now.
    pub(super) fn goes(&mut self, chat: i64, now: Instant) {
        self.lately.push_back(now);
        if self.chats.len() > 10_000 {
            self.chats.retain(|_, at| *at > now);
        }
        self.chats.insert(chat, now + self.between);
    }

    /// Telegram wants a chat to wait. When it says so for many at once, everybody waits.
    pub(super) fn park(&mut self, chat: i64, wait: Duration, now: Instant) {
        self.chats.insert(chat, now + wait);
        self.refused.push_back((now, chat));
        self.refused.retain(|(at, _)| now.duration_since(*at) < CROWD_TIME);
        let mut chats: Vec<i64> = self.refused.iter().map(|(_, chat)| *chat).collect();
        chats.sort_unstable();
        chats.dedup();
        if chats.len() >= CROWD {
            self.rest(wait, now);
            self.refused.clear();
        }
    }

    /// Nobody is sent anything for so long.
    pub(super) fn rest(&mut self, wait: Duration, now: Instant) {
        self.all_from = Some(self.all_from.map_or(now + wait, |from| from.max(now + wait)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    /// Sends what may be sent in steps of 10 ms; answers with when each chat's messages went.
    fn play(pace: &mut Pace, mut waiting: Vec<(i64, usize)>, steps: u32) -> Vec<(u128, i64)> {
        let start = Instant::now();
        let mut sent = Vec::new();
        for step in 0..steps {
            let now = start + Duration::from_millis(10) * step;
            for (chat, left) in &mut waiting {
                if *left > 0 && pace.wait(*chat, now).is_zero() {
                    pace.goes(*chat, now);
                    *left -= 1;
                    sent.push((now.duration_since(start).as_millis(), *chat));
                }
            }
        }
        sent
    }

    #[test]
    fn a_chat_with_a_thousand_waiting_starves_nobody() {
        let mut pace = Pace::new(30, SECOND);
        let mut waiting = vec![(1, 1000)];
        waiting.extend((2..12).map(|chat| (chat, 1)));
        let sent = play(&mut pace, waiting, 300);
        assert!(sent.iter().filter(|(_, chat)| *chat != 1).all(|(at, _)| *at == 0), "{sent:?}");
        assert_eq!(sent.iter().filter(|(_, chat)| *chat == 1).count(), 3, "one a second");
    }

    #[test]
    fn no_second_carries_more_than_all_chats_may_have() {
        let mut pace = Pace::new(30, SECOND);
        let sent = play(&mut pace, (0..200).map(|chat| (chat, 1)).collect(), 400);
        for (from, _) in &sent {
            assert!(sent.iter().filter(|(at, _)| (*from..from + 1000).contains(at)).count() <= 30);
        }
        assert!(sent.len() >= 120, "{}", sent.len());
    }

    #[test]
    fn who_is_told_to_wait_waits_and_the_others_do_not() {
        let (mut pace, now) = (Pace::new(30, SECOND), Instant::now());
        pace.park(1, 5 * SECOND, now);
        assert_eq!((pace.wait(1, now), pace.wait(2, now)), (5 * SECOND, Duration::ZERO));
        pace.park(1, 7 * SECOND, now);
        assert_eq!(pace.wait(2, now), Duration::ZERO, "the same chat again is still one chat");
        pace.park(2, 4 * SECOND, now);
        pace.park(3, 4 * SECOND, now);
        assert_eq!(pace.wait(9, now), 4 * SECOND, "three chats: it is all of us");
        assert_eq!(pace.wait(9, now + 4 * SECOND), Duration::ZERO);
    }
}
