//! nlu: the measures themselves: F1, AUROC, false positives at a recall, percentiles.

use std::collections::BTreeMap;

/// Precision, recall and F1 of one class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// How many of those given the class have it; 0 where none was given.
    pub precision: f64,
    /// How many of those that have the class were given it; 0 where none has it.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// How many have the class.
    pub n: usize,
}

/// The score of every class that is right or was given, from pairs of right and given class.
pub fn scores<T: Ord + Copy>(labels: &[(T, T)]) -> BTreeMap<T, Score> {
    let mut counts: BTreeMap<T, [usize; 3]> = BTreeMap::new();
    for &(right, given) in labels {
        counts.entry(right).or_default()[0] += 1;
        counts.entry(given).or_default()[1] += 1;
        counts.entry(right).or_default()[2] += usize::from(right == given);
    }
    counts.into_iter().map(|(class, [right, given, both])| (class, score(right, given, both))).collect()
}

/// F1 averaged over every class that is right or was given.
pub fn macro_f1<T: Ord + Copy>(labels: &[(T, T)]) -> f64 {
    mean(scores(labels).values().map(|score| score.f1))
}

/// The score of a yes-or-no question; none without a label.
pub fn flag(labels: &[(bool, bool)]) -> Option<Score> {
    let count = |wanted: fn(&(bool, bool)) -> bool| labels.iter().filter(|label| wanted(label)).count();
    (!labels.is_empty()).then(|| score(count(|l| l.0), count(|l| l.1), count(|l| l.0 && l.1)))
}

/// How often a positive scores above a negative, ties counting half; none where one kind is missing.
pub fn auroc(scored: &[(bool, f64)]) -> Option<f64> {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| a.1.total_cmp(&b.1));
    let positives = sorted.iter().filter(|(positive, _)| *positive).count() as f64;
    let negatives = sorted.len() as f64 - positives;
    let (mut below, mut won) = (0.0, 0.0);
    for tied in sorted.chunk_by(|a, b| a.1.total_cmp(&b.1).is_eq()) {
        let here = tied.iter().filter(|(positive, _)| *positive).count() as f64;
        let others = tied.len() as f64 - here;
        won += here * (below + others / 2.0);
        below += others;
    }
    (positives > 0.0 && negatives > 0.0).then(|| won / (positives * negatives))
}

/// The share of negatives that pass the highest threshold at which `recall` of the positives pass; none
/// where one kind is missing.
pub fn fpr_at_recall(scored: &[(bool, f64)], recall: f64) -> Option<f64> {
    let mut positives: Vec<f64> = scored.iter().filter(|(positive, _)| *positive).map(|(_, s)| *s).collect();
    positives.sort_by(|a, b| b.total_cmp(a));
    let needed = (recall * positives.len() as f64 - 1e-9).ceil() as usize;
    let threshold = *positives.get(needed.checked_sub(1)?)?;
    let negatives: Vec<bool> =
        scored.iter().filter(|(positive, _)| !positive).map(|(_, score)| *score >= threshold).collect();
    (!negatives.is_empty()).then(|| share(negatives))
}

/// The share of yes; 0 of nothing.
pub fn share(flags: impl IntoIterator<Item = bool>) -> f64 {
    mean(flags.into_iter().map(|flag| f64::from(u8::from(flag))))
}

/// The mean; 0 of nothing.
pub fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, n) = values.into_iter().fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    if n == 0.0 { 0.0 } else { sum / n }
}

/// The least of some ascending values that `share` of them do not exceed.
pub fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.max(1) - 1).copied()
}

fn score(right: usize, given: usize, both: usize) -> Score {
    let ratio = |whole: usize| if whole == 0 { 0.0 } else { both as f64 / whole as f64 };
    let f1 = if both == 0 { 0.0 } else { 2.0 * both as f64 / (right + given) as f64 };
    Score { precision: ratio(given), recall: ratio(right), f1, n: right }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn macro_f1_by_hand() {
        // a: 2 right, 1 given, 1 both: F1 2/3. b: 1 right, 2 given, 1 both: F1 2/3. c: never given: 0.
        let labels = [('a', 'a'), ('a', 'b'), ('b', 'b'), ('c', 'a')];
        let by_class = scores(&labels);
        close(by_class[&'a'].precision, 0.5);
        close(by_class[&'b'].recall, 1.0);
        close(by_class[&'c'].f1, 0.0);
        close(macro_f1(&labels), (0.5 + 2.0 / 3.0) / 3.0);
        close(macro_f1::<char>(&[]), 0.0);
    }

    #[test]
    fn auroc_by_hand() {
        let check = |scored: &[(bool, f64)], want| close(auroc(scored).unwrap(), want);
        check(&[(true, 0.9), (false, 0.1)], 1.0);
        check(&[(true, 0.1), (false, 0.9)], 0.0);
        check(&[(true, 0.5), (false, 0.5)], 0.5);
        // Of six pairs five are in order.
        check(&[(true, 0.9), (true, 0.8), (true, 0.4), (false, 0.5), (false, 0.1)], 5.0 / 6.0);
        assert_eq!(auroc(&[(true, 1.0)]), None);
    }

    #[test]
    fn false_positives_at_a_recall_by_hand() {
        let scored = [(true, 0.9), (true, 0.8), (true, 0.7), (true, 0.2), (false, 0.75), (false, 0.3), (false, 0.1)];
        close(fpr_at_recall(&scored, 0.75).unwrap(), 1.0 / 3.0);
        close(fpr_at_recall(&scored, 0.95).unwrap(), 2.0 / 3.0);
        close(fpr_at_recall(&scored, 0.5).unwrap(), 0.0);
        assert_eq!(fpr_at_recall(&[(false, 1.0)], 0.95), None);
    }

    #[test]
    fn flags_and_percentiles_by_hand() {
        let score = flag(&[(true, true), (true, false), (false, true), (false, false)]).unwrap();
        close(score.precision, 0.5);
        close(score.recall, 0.5);
        close(score.f1, 0.5);
        assert_eq!(flag(&[]), None);
        let times: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(percentile(&times, 0.5), Some(50.0));
        assert_eq!(percentile(&times, 0.99), Some(99.0));
        assert_eq!(percentile(&[3.0], 0.5), Some(3.0));
        assert_eq!(percentile(&[], 0.5), None);
    }
}
