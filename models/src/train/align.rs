//! models: which English words a Korean piece stands for, counted over translations (IBM model 1): where its row starts.

use std::collections::HashMap;
use std::hash::BuildHasher;

use super::random::Random;

/// A sentence and its translation, as rows: Korean, English.
pub type Pair = (Vec<u32>, Vec<u32>);

/// How often to estimate again.
const ROUNDS: usize = 5;

/// The chance of each English row behind each Korean row, by expectation maximisation.
pub fn align(pairs: &[Pair]) -> HashMap<u32, Vec<(u32, f32)>> {
    let mut chance: HashMap<(u32, u32), f32> = HashMap::new();
    for round in 0..ROUNDS {
        let mut counts: HashMap<(u32, u32), f32> = HashMap::with_capacity(chance.len());
        let mut totals: HashMap<u32, f32> = HashMap::new();
        for (korean, english) in pairs {
            for &k in korean {
                let weight = |e: u32| if round == 0 { 1.0 } else { chance.get(&(k, e)).copied().unwrap_or(0.0) };
                let sum: f32 = english.iter().map(|&e| weight(e)).sum::<f32>().max(1e-12);
                for &e in english {
                    let share = weight(e) / sum;
                    if share > 1e-4 {
                        *counts.entry((k, e)).or_default() += share;
                        *totals.entry(e).or_default() += share;
                    }
                }
            }
        }
        chance = counts.into_iter().map(|((k, e), count)| ((k, e), count / totals[&e])).collect();
        if round + 1 == ROUNDS {
            break;
        }
    }
    let mut by_korean: HashMap<u32, Vec<(u32, f32)>> = HashMap::new();
    let mut counts: HashMap<(u32, u32), f32> = HashMap::new();
    for (korean, english) in pairs {
        for &k in korean {
            let sum: f32 = english.iter().filter_map(|&e| chance.get(&(k, e))).sum::<f32>().max(1e-12);
            for &e in english {
                if let Some(share) = chance.get(&(k, e)).map(|c| c / sum).filter(|share| *share > 0.02) {
                    *counts.entry((k, e)).or_default() += share;
                }
            }
        }
    }
    for ((k, e), count) in counts {
        by_korean.entry(k).or_default().push((e, count));
    }
    for row in by_korean.values_mut() {
        row.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        row.truncate(12);
        let sum: f32 = row.iter().map(|(_, count)| count).sum();
        row.iter_mut().for_each(|(_, count)| *count /= sum);
    }
    by_korean
}

/// Starting rows for Korean pieces `first..first+count`: what they stand for, at the length English rows have;
/// pieces never seen in a translation take the mean of their syllables, or a small random row.
pub fn start(
    table: &mut Vec<f32>,
    width: usize,
    pieces: &[String],
    first: u32,
    aligned: &HashMap<u32, Vec<(u32, f32)>, impl BuildHasher>,
    random: &mut Random,
) {
    let english = table.len() / width;
    let mut mean = vec![0.0; width];
    for row in table.chunks_exact(width) {
        mean.iter_mut().zip(row).for_each(|(mean, x)| *mean += x / english as f32);
    }
    let spread = |row: &[f32]| row.iter().zip(&mean).map(|(x, m)| (x - m) * (x - m)).sum::<f32>().sqrt();
    let usual = table.chunks_exact(width).map(spread).sum::<f32>() / english as f32;
    let mut known: HashMap<&str, Vec<f32>> = HashMap::new();
    for (n, piece) in pieces.iter().enumerate() {
        let Some(sources) = aligned.get(&(first + n as u32)) else { continue };
        let mut row = vec![0.0; width];
        for &(source, share) in sources {
            let source = &table[source as usize * width..][..width];
            row.iter_mut().zip(source).for_each(|(x, s)| *x += share * s);
        }
        let scale = usual / spread(&row).max(1e-6);
        let row = row.iter().zip(&mean).map(|(x, m)| m + (x - m) * scale.min(3.0)).collect();
        known.insert(piece, row);
    }
    for piece in pieces {
        let row = known.get(piece.as_str()).cloned().unwrap_or_else(|| {
            let parts: Vec<&Vec<f32>> =
                piece.char_indices().filter_map(|(i, c)| known.get(&piece[i..i + c.len_utf8()])).collect();
            let noise = usual / (width as f32).sqrt();
            (0..width)
                .map(|i| match parts.len() {
                    0 => mean[i] + random.normal() * noise * 0.5,
                    n => parts.iter().map(|part| part[i]).sum::<f32>() / n as f32,
                })
                .collect()
        });
        table.extend(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_find_their_translation() {
        let pairs = vec![
            (vec![100, 101], vec![1, 2]),
            (vec![100, 102], vec![1, 3]),
            (vec![102, 101], vec![3, 2]),
            (vec![100], vec![1]),
        ];
        let aligned = align(&pairs);
        for (korean, english) in [(100, 1), (101, 2), (102, 3)] {
            assert_eq!(aligned[&korean][0].0, english, "{korean}: {:?}", aligned[&korean]);
        }
    }

    #[test]
    fn unseen_pieces_start_from_their_syllables() {
        let mut table = vec![1.0, 0.0, 0.0, 1.0, -1.0, 0.0];
        let pieces = ["가", "나", "가나"].map(str::to_owned);
        let aligned = HashMap::from([(3, vec![(0, 1.0)]), (4, vec![(1, 1.0)])]);
        start(&mut table, 2, &pieces, 3, &aligned, &mut Random::new(1));
        let row = |n: usize| [table[n * 2], table[n * 2 + 1]];
        assert!((row(5)[0] - row(3)[0].midpoint(row(4)[0])).abs() < 1e-6);
        assert_eq!(table.len(), 12);
    }
}
