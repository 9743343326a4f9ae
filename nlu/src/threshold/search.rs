//! nlu: the search for the lines that cost least.

use models::Thresholds;

use super::cost::Priced;

/// Steps in which the confidence and the lead of an answer are tried.
const STEP: f64 = 0.02;
/// The highest lines that are tried; above them hardly anything would be answered.
const MOST_CONFIDENT: f64 = 0.9;
const MOST_LEAD: f64 = 0.6;

/// The lines that cost least on some sentences; a line that nothing speaks for or against stays where it is.
pub(super) fn best(rows: &[&Priced], now: Thresholds) -> Thresholds {
    let (in_scope, confident, margin) = meaning(rows, now);
    let flags = |flag: fn(&Priced) -> Option<(f64, bool, f64)>| {
        let steps = rows.iter().filter_map(|row| flag(row)).map(|(line, right, cost)| {
            // Below its line a flag is given: that costs where it is wrong, and saves where it is right.
            Step { at: line, above: if right { cost } else { 0.0 }, below: if right { 0.0 } else { cost } }
        });
        steps.collect::<Vec<_>>()
    };
    Thresholds {
        in_scope,
        confident,
        margin,
        urgent: cut(flags(|row| row.alarm), now.urgent).0,
        frustration: cut(flags(|row| row.frustration), now.frustration).0,
    }
}

/// The three lines of meaning together: for each pair of confidence and lead the best line of scope.
fn meaning(rows: &[&Priced], now: Thresholds) -> (f32, f32, f32) {
    let mut labelled: Vec<(&Priced, [f64; 3])> =
        rows.iter().filter_map(|row| Some((*row, row.meaning?.map(|(_, cost)| cost)))).collect();
    labelled.sort_by(|a, b| a.0.in_scope.total_cmp(&b.0.in_scope));
    let mut best = (now.in_scope, now.confident, now.margin);
    if labelled.is_empty() {
        return best;
    }
    let mut least = f64::INFINITY;
    let tried = |most: f64, own: f32| {
        // The present line first: where others cost the same, it stays.
        std::iter::once(f64::from(own)).chain((0..=(most / STEP).round() as usize).map(|step| step as f64 * STEP))
    };
    for confident in tried(MOST_CONFIDENT, now.confident) {
        for margin in tried(MOST_LEAD, now.margin) {
            let steps = labelled.iter().map(|(row, [sure, ask, reject])| {
                let asks = row.confidence < confident || row.lead < margin;
                Step { at: row.in_scope, above: *reject, below: if asks { *ask } else { *sure } }
            });
            let (in_scope, cost) = cut(steps.collect(), now.in_scope);
            if cost < least - 1e-9 {
                least = cost;
                best = (in_scope, round(confident), round(margin));
            }
        }
    }
    best
}

/// A sentence on one scale: what it costs where the line is above it, and where it is not.
struct Step {
    at: f64,
    above: f64,
    below: f64,
}

/// The line with the least cost, and that cost. Of several it is the middle of the widest gap between
/// sentences; the present line stays where it costs no more.
fn cut(mut steps: Vec<Step>, now: f32) -> (f32, f64) {
    let cost_at = |line: f64, steps: &[Step]| -> f64 {
        steps.iter().map(|step| if step.at < line { step.above } else { step.below }).sum()
    };
    let stays = cost_at(f64::from(now), &steps);
    steps.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut cost: f64 = steps.iter().map(|step| step.below).sum();
    let (mut least, mut line, mut widest) = (stays, f64::from(now), f64::INFINITY);
    let mut under = 0.0_f64;
    let mut consider = |cost: f64, from: f64, to: f64| {
        let (from, to) = (from.clamp(0.0, 1.0), to.clamp(0.0, 1.0));
        let better = cost < least - 1e-9 || (cost < least + 1e-9 && widest.is_finite() && to - from > widest);
        if to > from && better {
            (least, line, widest) = (cost, f64::midpoint(from, to), to - from);
        }
    };
    for tied in steps.chunk_by(|a, b| a.at.total_cmp(&b.at).is_eq()) {
        consider(cost, under, tied[0].at);
        cost += tied.iter().map(|step| step.above - step.below).sum::<f64>();
        under = tied[0].at;
    }
    consider(cost, under, 1.0);
    (round(line), least)
}

/// Four digits, as a manifest is read by people.
fn round(line: f64) -> f32 {
    ((line * 10_000.0).round() / 10_000.0) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(rows: &[(f64, bool)]) -> Vec<Step> {
        let step = |&(at, right): &(f64, bool)| Step {
            at,
            above: f64::from(u8::from(right)),
            below: f64::from(u8::from(!right)),
        };
        rows.iter().map(step).collect()
    }

    #[test]
    fn the_line_is_drawn_in_the_widest_gap() {
        let check = |rows: &[(f64, bool)], now, line: f32, cost: f64| {
            let found = cut(flags(rows), now);
            assert!((found.0 - line).abs() < 1e-4 && (found.1 - cost).abs() < 1e-9, "{rows:?}: {found:?}");
        };
        check(&[(0.2, false), (0.4, true), (0.9, true)], 0.9, 0.3, 0.0);
        // Two lines cost one each: between 0.2 and 0.3, and between 0.5 and 0.9; the second gap is wider.
        check(&[(0.2, false), (0.3, true), (0.5, false), (0.9, true)], 0.1, 0.7, 1.0);
        // Nothing costs less than where it is.
        check(&[(0.2, false), (0.9, true)], 0.5, 0.5, 0.0);
        check(&[], 0.5, 0.5, 0.0);
        // Raised by rule at any line, or never: both beyond the scale.
        check(&[(f64::INFINITY, true), (f64::NEG_INFINITY, true), (0.6, false)], 0.5, 0.8, 1.0);
    }
}
