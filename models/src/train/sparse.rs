//! models: fitting the sparse branch: a linear machine for each column, by dual coordinate descent.
//!
//! Squared hinge, one column against the rest (Hsieh et al. 2008, as in LIBLINEAR); columns are independent and
//! run on all cores.

use std::cmp::Reverse;
use std::collections::HashMap;

use rayon::prelude::*;

use super::random::Random;
use crate::feature::{Feature, Kind, balanced, features};
use crate::manifest::Ngrams;
use crate::sparse::Sparse;
use crate::text::normalise;

/// What a sentence says of a column: yes, no, or nothing.
pub(crate) type Answer = Option<bool>;

/// How the branch is fitted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    /// Seed of the order of sentences.
    pub(crate) seed: u64,
    /// How much a mistake weighs against large weights.
    pub(crate) cost: f32,
    /// Rows that are kept at most.
    pub(crate) rows: usize,
    /// In how many sentences an n-gram stands at least.
    pub(crate) common: u32,
    /// Which n-grams count, and for how much.
    pub(crate) ngrams: Ngrams,
    /// Passes over the sentences at most.
    pub(crate) passes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { seed: 1, cost: 0.4, rows: 44_000, common: 2, ngrams: Ngrams::default(), passes: 12 }
    }
}

/// A sentence as rows with weights.
type Rows = Vec<(u32, f32)>;

/// What the branch reads of some texts.
pub(crate) fn read(texts: &[&str]) -> Vec<Vec<Feature>> {
    texts.par_iter().map(|text| features(&normalise(text))).collect()
}

/// Fits `columns` machines on what was [`read`]; `answers` holds what each sentence says of each column.
pub(crate) fn fit(
    all: &[&[Feature]],
    answers: &(impl Fn(usize, usize) -> Answer + Sync),
    columns: usize,
    options: Options,
) -> Sparse {
    let (keys, rarity) = vocabulary(all, options);
    let sentences = rows_of(all, &keys, &rarity);
    let full = machines(&sentences, keys.len(), answers, columns, options);
    let kept = most_important(&full, &sentences, keys.len(), options.rows);
    if kept.len() == keys.len() {
        return pack(&keys, &rarity, &full, columns);
    }
    let keys: Vec<u32> = kept.iter().map(|&row| keys[row]).collect();
    let rarity: Vec<f32> = kept.iter().map(|&row| rarity[row]).collect();
    let sentences = rows_of(all, &keys, &rarity);
    let machines = machines(&sentences, keys.len(), answers, columns, options);
    pack(&keys, &rarity, &machines, columns)
}

/// The n-grams that several sentences share, and how rare each is. The most common stand together at the beginning,
/// so that most of what a sentence looks up is near at hand.
fn vocabulary(all: &[&[Feature]], options: Options) -> (Vec<u32>, Vec<f32>) {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for feature in all.iter().copied().flatten() {
        if options.ngrams.frame || feature.kind != Kind::Frame {
            *counts.entry(feature.hash).or_default() += 1;
        }
    }
    let mut common: Vec<(u32, u32)> = counts.into_iter().filter(|&(_, count)| count >= options.common).collect();
    common.sort_unstable_by_key(|&(hash, count)| (Reverse(count), hash));
    let sentences = all.len() as f32;
    common.into_iter().map(|(hash, count)| (hash, 1.0 + ((1.0 + sentences) / (1.0 + count as f32)).ln())).unzip()
}

fn rows_of(all: &[&[Feature]], keys: &[u32], rarity: &[f32]) -> Vec<Rows> {
    let mut index: Vec<(u32, u32)> = keys.iter().copied().zip(0..).collect();
    index.sort_unstable();
    let importance = |hash: u32| {
        let (_, row) = index[index.binary_search_by_key(&hash, |&(key, _)| key).ok()?];
        Some((row, rarity[row as usize]))
    };
    all.par_iter().map(|features| balanced(features, importance)).collect()
}

/// The weights of each column, its constant last.
fn machines(
    sentences: &[Rows],
    rows: usize,
    answers: &(impl Fn(usize, usize) -> Answer + Sync),
    columns: usize,
    options: Options,
) -> Vec<Vec<f32>> {
    (0..columns)
        .into_par_iter()
        .map(|column| machine(sentences, rows, |n| answers(n, column), options, column))
        .collect()
}

fn machine(
    sentences: &[Rows],
    rows: usize,
    answer: impl Fn(usize) -> Answer,
    options: Options,
    column: usize,
) -> Vec<f32> {
    let known: Vec<(usize, f32)> =
        (0..sentences.len()).filter_map(|n| Some((n, if answer(n)? { 1.0 } else { -1.0 }))).collect();
    let mut weights = vec![0.0_f32; rows + 1];
    let softness = 0.5 / options.cost;
    let telling = options.ngrams.telling.then(|| telling(sentences, &known, rows));
    let scale = |row: usize| telling.as_ref().map_or(1.0, |telling| telling[row]);
    let scaled = |n: usize| sentences[n].iter().map(|&(row, w)| (row as usize, w * scale(row as usize)));
    let diagonal: Vec<f32> =
        known.iter().map(|&(n, _)| scaled(n).map(|(_, w)| w * w).sum::<f32>() + 1.0 + softness).collect();
    let mut duals = vec![0.0_f32; known.len()];
    let mut order: Vec<u32> = (0..known.len() as u32).collect();
    let mut random = Random::new(options.seed).fork(column as u64);
    for pass in 0..options.passes {
        random.shuffle(&mut order);
        let mut worst = 0.0_f32;
        // Sentences that are right by far stay out of most passes; the last one asks all again.
        let everyone = pass < 2 || pass + 1 == options.passes || pass % 4 == 0;
        for &i in &order {
            let (n, sign) = known[i as usize];
            let dual = duals[i as usize];
            if dual == 0.0 && !everyone {
                continue;
            }
            let score = scaled(n).map(|(row, w)| weights[row] * w).sum::<f32>() + weights[rows];
            let slope = sign * score - 1.0 + dual * softness;
            if dual == 0.0 && slope >= 0.0 {
                continue;
            }
            worst = worst.max(slope.abs());
            let fresh = (dual - slope / diagonal[i as usize]).max(0.0);
            let change = (fresh - dual) * sign;
            duals[i as usize] = fresh;
            scaled(n).for_each(|(row, w)| weights[row] += change * w);
            weights[rows] += change;
        }
        if worst < 0.05 {
            break;
        }
    }
    weights[..rows].iter_mut().enumerate().for_each(|(row, weight)| *weight *= scale(row));
    weights
}

/// The log ratio of how often an n-gram stands in a column's sentences and in the others (Wang and Manning 2012), of
/// size one in the mean, so that the cost weighs the same.
fn telling(sentences: &[Rows], known: &[(usize, f32)], rows: usize) -> Vec<f32> {
    let mut counts = vec![[1.0_f32; 2]; rows];
    let mut all = [2.0_f32; 2];
    for &(n, sign) in known {
        let side = usize::from(sign > 0.0);
        all[side] += 1.0;
        sentences[n].iter().for_each(|&(row, _)| counts[row as usize][side] += 1.0);
    }
    let ratio = |[without, with]: [f32; 2]| (with / all[1]).ln() - (without / all[0]).ln();
    let ratios: Vec<f32> = counts.iter().map(|&count| ratio(count)).collect();
    let uses = |row: usize| counts[row][0] + counts[row][1] - 2.0;
    let square = (0..rows).map(|row| uses(row) * ratios[row] * ratios[row]).sum::<f32>();
    let size = (square / (0..rows).map(uses).sum::<f32>().max(1.0)).sqrt().max(1e-6);
    ratios.into_iter().map(|ratio| ratio / size).collect()
}

/// The rows with the most to say over all columns and sentences, ascending.
fn most_important(machines: &[Vec<f32>], sentences: &[Rows], rows: usize, keep: usize) -> Vec<usize> {
    let mut use_of = vec![0.0_f32; rows];
    for &(row, weight) in sentences.iter().flatten() {
        use_of[row as usize] += weight * weight;
    }
    let mut worth: Vec<(f32, usize)> = (0..rows)
        .map(|row| (machines.iter().map(|weights| weights[row] * weights[row]).sum::<f32>() * use_of[row].sqrt(), row))
        .collect();
    worth.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    worth.truncate(keep);
    let mut kept: Vec<usize> = worth.into_iter().map(|(_, row)| row).collect();
    kept.sort_unstable();
    kept
}

fn pack(keys: &[u32], rarity: &[f32], machines: &[Vec<f32>], columns: usize) -> Sparse {
    let rows = keys.len();
    let mut order: Vec<usize> = (0..rows).collect();
    order.sort_unstable_by_key(|&row| keys[row]);
    let (mut cells, mut scales) = (Vec::with_capacity(rows * columns), Vec::with_capacity(rows));
    for &row in &order {
        let largest = machines.iter().map(|weights| weights[row].abs()).fold(0.0, f32::max);
        let scale = half::f16::from_f32((largest / 127.0).max(1e-6)).to_f32();
        cells.extend(machines.iter().map(|weights| (weights[row] / scale).round().clamp(-127.0, 127.0) as i8));
        scales.push(scale);
    }
    let round = |value: f32| half::f16::from_f32(value).to_f32();
    let bias = machines.iter().map(|weights| round(weights[rows])).collect();
    let rarity = order.iter().map(|&row| round(rarity[row])).collect();
    Sparse { keys: order.into_iter().map(|row| keys[row]).collect(), rarity, cells, scales, bias }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit_texts(
        texts: &[&str],
        answers: &(impl Fn(usize, usize) -> Answer + Sync),
        columns: usize,
        options: Options,
    ) -> Sparse {
        let read = read(texts);
        fit(&read.iter().map(Vec::as_slice).collect::<Vec<_>>(), answers, columns, options)
    }

    fn kinds() -> impl Iterator<Item = Ngrams> {
        [(false, false), (true, false), (false, true), (true, true)]
            .into_iter()
            .map(|(frame, telling)| Ngrams { frame, telling })
    }

    #[test]
    fn the_branch_learns_what_tells_sentences_apart() {
        let texts = ["카드 분실", "카드 잃어버림", "금리 인하", "금리 내려줘", "카드 분실했어요", "금리 인하 요구"];
        let answers = |n: usize, column: usize| Some((n == 2 || n == 3 || n == 5) == (column == 1));
        for (rows, ngrams) in kinds().flat_map(|ngrams| [(1_000, ngrams), (60, ngrams)]) {
            let sparse = fit_texts(&texts, &answers, 2, Options { rows, common: 1, ngrams, ..Options::default() });
            let best = |text: &str| {
                let scores = sparse.scores(text);
                usize::from(scores[1] > scores[0])
            };
            assert_eq!([best("분실했는데"), best("금리 인하요")], [0, 1]);
        }
    }

    #[test]
    fn how_a_text_begins_counts_only_when_it_is_asked_for() {
        let frames = |frame| {
            let ngrams = Ngrams { frame, telling: false };
            fit_texts(&["가나", "다라"], &|n, _| Some(n == 0), 1, Options { common: 1, ngrams, ..Options::default() })
        };
        assert!(frames(true).keys.len() > frames(false).keys.len());
    }

    #[test]
    fn what_is_not_known_is_not_learnt_from() {
        let answers = |n: usize, _: usize| (n == 0).then_some(true);
        let sparse = fit_texts(&["가나다", "라마바"], &answers, 1, Options { common: 1, ..Options::default() });
        let [learnt, ignored] = ["가나다", "라마바"].map(|text| sparse.scores(text)[0]);
        assert!(learnt > sparse.bias[0] && ignored < learnt.midpoint(sparse.bias[0]), "{learnt} {ignored}");
    }
}
