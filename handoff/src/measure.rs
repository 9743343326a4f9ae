//! handoff: shares and times as they may be shown: with how many they rest on, and how sure they are.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Below so many answers a share says little.
const FEW: u32 = 30;
/// Below so many a cell could point at somebody, and is not shown.
pub const HIDDEN: u32 = 5;
/// 95 % of a normal distribution lie within so many deviations.
const Z: f64 = 1.959_963_985;

/// A share of `n`, with the interval (Wilson, 95 %) in which it really lies.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Share {
    pub n: u32,
    pub of_them: u32,
    /// 0..=1; 0 while `n` is 0.
    pub share: f64,
    pub low: f64,
    pub high: f64,
    /// So few answers that the share says little.
    pub few: bool,
}

impl Share {
    /// `of_them` of `n`.
    pub fn of(of_them: u32, n: u32) -> Self {
        if n == 0 {
            return Self { n, of_them: 0, share: 0.0, low: 0.0, high: 1.0, few: true };
        }
        let of_them = of_them.min(n);
        let (count, share) = (f64::from(n), f64::from(of_them) / f64::from(n));
        let below = 1.0 + Z * Z / count;
        let centre = (share + Z * Z / (2.0 * count)) / below;
        let half = Z / below * (share * (1.0 - share) / count + Z * Z / (4.0 * count * count)).sqrt();
        Self { n, of_them, share, low: (centre - half).max(0.0), high: (centre + half).min(1.0), few: n < FEW }
    }
}

/// Times in seconds: half take no longer than `p50`, nine of ten no longer than `p90`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Times {
    pub n: u32,
    #[ts(optional)]
    pub p50: Option<i64>,
    #[ts(optional)]
    pub p90: Option<i64>,
}

impl Times {
    /// Of times in whatever order.
    pub fn of(mut times: Vec<i64>) -> Self {
        times.sort_unstable();
        let share = |percent: usize| times.get((times.len() * percent).div_ceil(100).checked_sub(1)?).copied();
        Self { n: u32::try_from(times.len()).unwrap_or(u32::MAX), p50: share(50), p90: share(90) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_comes_with_the_interval_of_wilson() {
        let check = |of_them, n, low: f64, high: f64| {
            let share = Share::of(of_them, n);
            assert!((share.low - low).abs() < 5e-4 && (share.high - high).abs() < 5e-4, "{share:?}");
        };
        check(8, 10, 0.4902, 0.9433);
        check(50, 100, 0.4038, 0.5962);
        check(0, 10, 0.0, 0.2775);
        check(10, 10, 0.7225, 1.0);
        assert!(Share::of(0, 0).few && Share::of(29, 29).few && !Share::of(30, 30).few);
    }

    #[test]
    fn percentiles_are_times_that_were_measured() {
        assert_eq!(Times::of(vec![]), Times::default());
        assert_eq!(Times::of(vec![7]), Times { n: 1, p50: Some(7), p90: Some(7) });
        assert_eq!(Times::of((1..=10).rev().collect()), Times { n: 10, p50: Some(5), p90: Some(9) });
    }
}
