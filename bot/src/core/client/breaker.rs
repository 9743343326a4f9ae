//! bot: leaving a system alone that fails again and again, and one call at a time to see whether it is well.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Opens after so many failures in a row; after a rest one call may try, and its end decides.
#[derive(Debug)]
pub(super) struct Breaker {
    failures: u32,
    rest: Duration,
    state: Mutex<State>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// All is well, but for so many failures in a row.
    Closed { failures: u32 },
    /// Nobody calls before then.
    Open { until: Instant },
    /// One call is under way since then. One that never came back does not block the next for longer
    /// than the rest.
    Probing { since: Instant },
}

impl Breaker {
    pub(super) fn new(failures: u32, rest: Duration) -> Self {
        Self { failures: failures.max(1), rest, state: Mutex::new(State::Closed { failures: 0 }) }
    }

    /// Whether a call may be made now.
    pub(super) fn lets_pass(&self, now: Instant) -> bool {
        let mut state = self.state();
        let probes = match *state {
            State::Closed { .. } => return true,
            State::Open { until } => now >= until,
            State::Probing { since } => now.duration_since(since) >= self.rest,
        };
        if probes {
            *state = State::Probing { since: now };
        }
        probes
    }

    /// How a call ended. True when this opened the breaker.
    pub(super) fn note(&self, well: bool, now: Instant) -> bool {
        let mut state = self.state();
        let failed = match *state {
            _ if well => {
                *state = State::Closed { failures: 0 };
                return false;
            }
            State::Closed { failures } => failures + 1,
            State::Probing { .. } => self.failures,
            // A call that began before it opened.
            State::Open { .. } => return false,
        };
        let opens = failed >= self.failures;
        *state = if opens { State::Open { until: now + self.rest } } else { State::Closed { failures: failed } };
        opens
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: Duration = Duration::from_secs(10);

    fn opened(at: Instant) -> Breaker {
        let breaker = Breaker::new(3, REST);
        assert_eq!([false, false, true], [1, 2, 3].map(|_| breaker.note(false, at)));
        breaker
    }

    #[test]
    fn it_opens_after_failures_in_a_row_only() {
        let at = Instant::now();
        let breaker = Breaker::new(3, REST);
        for well in [false, false, true, false, false] {
            breaker.note(well, at);
        }
        assert!(breaker.lets_pass(at));
        breaker.note(false, at);
        assert!(!breaker.lets_pass(at));
        assert!(!breaker.lets_pass(at + REST / 2));
    }

    #[test]
    fn after_a_rest_one_call_tries_and_its_end_decides() {
        let at = Instant::now();
        let later = at + REST;
        let breaker = opened(at);
        assert!(breaker.lets_pass(later), "the probe");
        assert!(!breaker.lets_pass(later), "no second one beside it");
        assert!(breaker.note(false, later));
        assert!(!breaker.lets_pass(later + REST / 2));
        assert!(breaker.lets_pass(later + REST));
        assert!(!breaker.note(true, later + REST));
        assert!(breaker.lets_pass(later + REST) && breaker.lets_pass(later + REST));
    }

    #[test]
    fn a_probe_that_never_came_back_does_not_block_for_ever() {
        let at = Instant::now();
        let breaker = opened(at);
        assert!(breaker.lets_pass(at + REST));
        assert!(breaker.lets_pass(at + REST * 2));
    }

    #[test]
    fn a_late_failure_does_not_prolong_the_rest() {
        let at = Instant::now();
        let breaker = opened(at);
        assert!(!breaker.note(false, at + REST / 2));
        assert!(breaker.lets_pass(at + REST));
    }
}
