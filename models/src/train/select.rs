//! models: which n-grams get a row of the table: those that several sentences share.

use std::collections::HashMap;

/// The keys of at most `rows` features, ascending: the ones in the most sentences, and none that stands in
/// fewer than two.
pub(super) fn keys(sentences: impl IntoIterator<Item = Vec<u32>>, rows: usize) -> Vec<u32> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for hash in sentences.into_iter().flatten() {
        *counts.entry(hash).or_default() += 1;
    }
    let mut common: Vec<(u32, u32)> = counts.into_iter().filter(|&(_, count)| count > 1).collect();
    common.sort_unstable_by_key(|&(hash, count)| (std::cmp::Reverse(count), hash));
    common.truncate(rows);
    let mut keys: Vec<u32> = common.into_iter().map(|(hash, _)| hash).collect();
    keys.sort_unstable();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_features_come_first() {
        let sentences = || vec![vec![1, 5, 9], vec![5, 9, 7], vec![9, 2]];
        assert_eq!(keys(sentences(), 10), [5, 9]);
        assert_eq!(keys(sentences(), 1), [9]);
    }
}
