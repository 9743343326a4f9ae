//! nlu: the measures themselves: F1, AUROC, average precision, kappa, percentiles.

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

/// The curve of (share of negatives, share of positives) that pass, from the strictest threshold to none;
/// none where one kind is missing.
pub fn roc(scored: &[(bool, f64)]) -> Option<Vec<(f64, f64)>> {
    let (positives, steps) = descend(scored)?;
    let negatives = scored.len() as f64 - positives;
    let mut curve = vec![(0.0, 0.0)];
    curve.extend(steps.iter().map(|&(hits, passed)| ((passed - hits) / negatives, hits / positives)));
    Some(curve)
}

/// The area under the precision–recall curve, as average precision; none where one kind is missing.
pub fn average_precision(scored: &[(bool, f64)]) -> Option<f64> {
    let (positives, steps) = descend(scored)?;
    let mut before = 0.0;
    let mut area = 0.0;
    for (hits, passed) in steps {
        area += (hits - before) / positives * (hits / passed);
        before = hits;
    }
    Some(area)
}

/// Cohen's kappa: the agreement of right and given classes beyond what chance brings; 0 of nothing.
pub fn kappa<T: Ord + Copy>(labels: &[(T, T)]) -> f64 {
    let n = labels.len() as f64;
    let mut counts: BTreeMap<T, [f64; 2]> = BTreeMap::new();
    for &(right, given) in labels {
        counts.entry(right).or_default()[0] += 1.0;
        counts.entry(given).or_default()[1] += 1.0;
    }
    let chance = counts.values().map(|[right, given]| right * given).sum::<f64>() / (n * n);
    let agreed = share(labels.iter().map(|(right, given)| right == given));
    if labels.is_empty() || chance >= 1.0 { 0.0 } else { (agreed - chance) / (1.0 - chance) }
}

/// Matthews' correlation of a yes-or-no question; 0 where one side has one answer only.
pub fn mcc(labels: &[(bool, bool)]) -> f64 {
    let count = |wanted| labels.iter().filter(|&&label| label == wanted).count() as f64;
    let [both, missed, wrong, neither] = [(true, true), (true, false), (false, true), (false, false)].map(count);
    let product = (both + wrong) * (both + missed) * (neither + wrong) * (neither + missed);
    if product == 0.0 { 0.0 } else { (both * neither - wrong * missed) / product.sqrt() }
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

/// How many are positive, and going down the scores, at each score: the positives and all that pass.
fn descend(scored: &[(bool, f64)]) -> Option<(f64, Vec<(f64, f64)>)> {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| b.1.total_cmp(&a.1));
    let positives = sorted.iter().filter(|(positive, _)| *positive).count();
    if positives == 0 || positives == sorted.len() {
        return None;
    }
    let (mut hits, mut passed) = (0.0, 0.0);
    let steps = sorted.chunk_by(|a, b| a.1.total_cmp(&b.1).is_eq()).map(|tied| {
        hits += tied.iter().filter(|(positive, _)| *positive).count() as f64;
        passed += tied.len() as f64;
        (hits, passed)
    });
    Some((positives as f64, steps.collect()))
}

/// The score of counts: how many have the class, how many were given it, and both.
pub(super) fn score(right: usize, given: usize, both: usize) -> Score {
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
    fn curves_by_hand() {
        // Down the scores: +, −, a tie of + and −, −.
        let scored = [(true, 0.9), (false, 0.8), (true, 0.5), (false, 0.5), (false, 0.1)];
        let thirds = [(0.0, 0.0), (0.0, 0.5), (1.0 / 3.0, 0.5), (2.0 / 3.0, 1.0), (1.0, 1.0)];
        for (got, want) in roc(&scored).unwrap().into_iter().zip(thirds) {
            close(got.0, want.0);
            close(got.1, want.1);
        }
        // Half of the positives at precision 1, half at 2 of 4.
        close(average_precision(&scored).unwrap(), 0.75);
        close(average_precision(&[(true, 2.0), (false, 1.0)]).unwrap(), 1.0);
        close(average_precision(&[(true, 1.0), (false, 1.0)]).unwrap(), 0.5);
        assert_eq!(average_precision(&[(true, 1.0)]), None);
        assert_eq!(roc(&[(false, 1.0)]), None);
    }

    #[test]
    fn agreement_beyond_chance_by_hand() {
        // Agreed 3 of 4; by chance (2·3 + 2·1) / 16 = 0.5.
        close(kappa(&[('a', 'a'), ('a', 'a'), ('b', 'b'), ('b', 'a')]), 0.5);
        close(kappa(&[('a', 'a')]), 0.0);
        close(kappa::<char>(&[]), 0.0);
        // Both 2, missed 1, wrong 1, neither 4: (8 − 1) / √(3·3·5·5) = 7/15.
        let labels = [(true, true), (true, true), (true, false), (false, true)];
        let calm = [(false, false); 4];
        close(mcc(&[&labels[..], &calm[..]].concat()), 7.0 / 15.0);
        close(mcc(&[(true, true)]), 0.0);
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
