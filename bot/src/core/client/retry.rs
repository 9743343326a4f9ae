//! bot: how long to wait before a call is made again: longer each time, and never all at once.

use std::time::Duration;

/// The first pause, in milliseconds; each further one doubles it.
const FIRST: u64 = 80;

/// The pause after so many tries (from 1), anywhere in its second half by chance (0..=`u16::MAX`).
pub(super) fn pause(tries: u32, chance: u16) -> Duration {
    let whole = FIRST << tries.saturating_sub(1).min(4);
    let part = whole / 2 * u64::from(chance) / u64::from(u16::MAX);
    Duration::from_millis(whole / 2 + part)
}

/// Chance: many who failed together do not come back together.
pub(super) fn chance() -> u16 {
    let mut random = [0; 2];
    // Without chance the pauses are merely alike.
    let _ = getrandom::fill(&mut random);
    u16::from_be_bytes(random)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_differ() {
        let check = |tries, chance, want| assert_eq!(pause(tries, chance), Duration::from_millis(want));
        check(1, 0, 40);
        check(1, u16::MAX, 80);
        check(2, 0, 80);
        check(2, u16::MAX, 160);
        check(60, u16::MAX, 1280);
    }
}
