//! nlu: texts that share most of their character 5-grams, found without comparing each with each.

use std::collections::HashMap;

/// Letters in a gram.
const GRAM: usize = 5;
/// Letters of a text that can be held in another: shorter ones are in much by chance.
const SHORTEST: usize = 8;

/// The pairs of texts, as (smaller number, greater number, overlap), whose 5-grams overlap by at least `least`;
/// the overlap is the share of common grams among all of both. Texts shorter than a gram are one gram each.
pub(super) fn pairs(texts: &[&str], least: f64) -> Vec<(usize, usize, f64)> {
    let sets = sets(texts);
    let mut order: Vec<usize> = (0..sets.len()).collect();
    order.sort_by_key(|&at| (sets[at].len(), at));
    let mut index: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut last_seen = vec![usize::MAX; sets.len()];
    let mut found = Vec::new();
    for &at in order.iter().filter(|at| !sets[**at].is_empty()) {
        let own = &sets[at];
        // Two sets that overlap so much share one of their rarest grams: only these are looked up.
        let prefix = own.len() - ((least * own.len() as f64).ceil() as usize).clamp(1, own.len()) + 1;
        for gram in &own[..prefix] {
            let holders = index.entry(*gram).or_default();
            for &other in holders.iter() {
                let long_enough = sets[other].len() as f64 >= least * own.len() as f64;
                if long_enough && last_seen[other] != at {
                    last_seen[other] = at;
                    let overlap = overlap(own, &sets[other]);
                    if overlap >= least {
                        found.push((at.min(other), at.max(other), overlap));
                    }
                }
            }
            holders.push(at);
        }
    }
    found.sort_by_key(|pair| (pair.0, pair.1));
    found
}

/// The pairs of texts, as (shorter, longer, share), where the longer holds at least `least` of the shorter's grams;
/// only those that are `apart`, and no shorter one of fewer than [`SHORTEST`] letters.
pub(super) fn held(texts: &[&str], least: f64, apart: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize, f64)> {
    let sets = sets(texts);
    let mut index: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, set) in sets.iter().enumerate() {
        set.iter().for_each(|gram| index.entry(*gram).or_default().push(at));
    }
    let mut last_seen = vec![usize::MAX; sets.len()];
    let mut found = Vec::new();
    for (at, own) in sets.iter().enumerate().filter(|(at, _)| texts[*at].chars().count() >= SHORTEST) {
        last_seen[at] = at;
        // What holds so many of the grams holds one of the rarest.
        let prefix = own.len() - ((least * own.len() as f64).ceil() as usize).clamp(1, own.len()) + 1;
        for &other in own[..prefix].iter().flat_map(|gram| &index[gram]) {
            if last_seen[other] != at && sets[other].len() >= own.len() && apart(at, other) {
                last_seen[other] = at;
                let share = common(own, &sets[other]) as f64 / own.len() as f64;
                if share >= least {
                    found.push((at, other, share));
                }
            }
        }
    }
    found
}

/// The grams of each text as numbers, each once, the rarest in all texts first.
fn sets(texts: &[&str]) -> Vec<Vec<u32>> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut counts: Vec<u32> = Vec::new();
    let mut sets: Vec<Vec<u32>> = Vec::with_capacity(texts.len());
    for text in texts {
        let mut set: Vec<u32> = grams(text)
            .map(|gram| {
                let next = numbers.len() as u32;
                *numbers.entry(gram).or_insert(next)
            })
            .collect();
        set.sort_unstable();
        set.dedup();
        counts.resize(numbers.len(), 0);
        set.iter().for_each(|&gram| counts[gram as usize] += 1);
        sets.push(set);
    }
    let mut order: Vec<u32> = (0..counts.len() as u32).collect();
    order.sort_by_key(|&gram| (counts[gram as usize], gram));
    let mut rank = vec![0; counts.len()];
    order.iter().enumerate().for_each(|(place, &gram)| rank[gram as usize] = place as u32);
    for set in &mut sets {
        set.iter_mut().for_each(|gram| *gram = rank[*gram as usize]);
        set.sort_unstable();
    }
    sets
}

/// The character n-grams of a text.
fn grams(text: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = text.chars().collect();
    let size = GRAM.min(letters.len()).max(1);
    (0..(letters.len() + 1).saturating_sub(size)).map(move |from| letters[from..from + size].iter().collect())
}

fn overlap(a: &[u32], b: &[u32]) -> f64 {
    let common = common(a, b);
    common as f64 / (a.len() + b.len() - common).max(1) as f64
}

/// How many numbers two sorted lists share.
fn common(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlaps_by_hand() {
        // abcdefg: abcde bcdef cdefg; abcdefh: abcde bcdef cdefh: two of four.
        assert_eq!(pairs(&["abcdefg", "abcdefh", "zzzzzzz"], 0.5), [(0, 1, 0.5)]);
        assert!(pairs(&["abcdefg", "abcdefh"], 0.51).is_empty());
        assert_eq!(pairs(&["네", "아니", "네"], 0.5), [(0, 2, 1.0)]);
        assert!(pairs(&[], 0.5).is_empty());
        assert!(pairs(&["", ""], 0.5).is_empty());
    }

    #[test]
    fn a_text_within_another_is_found_whatever_the_rest() {
        let texts =
            ["집주인이보증금을안돌려줘요", "집주인이보증금을안돌려줘요내용증명쓰는법이궁금해요", "보증금", "집주인이"];
        assert_eq!(held(&texts, 0.9, |_, _| true), [(0, 1, 1.0)]);
        assert!(held(&texts, 0.9, |_, _| false).is_empty());
        assert!(held(&["abcdefghij", "abcdefghxx0123"], 0.9, |_, _| true).is_empty());
        assert!(held(&[], 0.9, |_, _| true).is_empty());
    }

    #[test]
    fn nothing_that_comparing_each_with_each_finds_is_missed() {
        let mut random = models::train::random::Random::new(7);
        let letters: Vec<char> = "가나다라마".chars().collect();
        let texts: Vec<String> =
            (0..300).map(|_| (0..5 + random.below(12)).map(|_| letters[random.below(3)]).collect()).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let sets = sets(&texts);
        for least in [0.3, 0.6, 0.9] {
            let mut all = Vec::new();
            for a in 0..texts.len() {
                for b in a + 1..texts.len() {
                    let overlap = overlap(&sets[a], &sets[b]);
                    if overlap >= least {
                        all.push((a, b, overlap));
                    }
                }
            }
            assert_eq!(pairs(&texts, least), all, "{least}");
        }
    }
}
