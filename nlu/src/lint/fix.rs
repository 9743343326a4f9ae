//! nlu: exact duplicates taken out, every other line left as it was written.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Place;
use super::source::{self, Entry, Source, Split};

/// What was taken out of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The number of the source among those given.
    pub source: usize,
    /// The text without the lines.
    pub text: String,
    /// The lines that are gone, counted from 1.
    pub removed: Vec<usize>,
}

/// Takes out of each source the sentences that stand in the same split before it, after the same words and with
/// the same label, and training sentences that stand in development or test. Sentences whose labels differ stay:
/// a person must choose.
pub fn fix(sources: &[Source], field: Option<&str>) -> Vec<Fixed> {
    let mut seen: HashSet<(Split, String, String, Option<String>)> = HashSet::new();
    let judged = judged(sources, field);
    let mut removed: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, entry) in entries(sources, field) {
        let leaks = entry.split == Split::Train
            && judged.get(&entry.key).is_some_and(|others| others.iter().all(|other| entry.agrees_with(other)));
        let place = (entry.split, entry.key, entry.before, entry.label);
        if leaks || !seen.insert(place) {
            removed.entry(number).or_default().push(entry.place.line);
        }
    }
    let without = |(source, removed): (usize, Vec<usize>)| {
        let lines = sources[source].text.split_inclusive('\n').enumerate();
        let text = lines.filter(|(index, _)| !removed.contains(&(index + 1))).map(|(_, line)| line).collect();
        Fixed { source, text, removed }
    };
    removed.into_iter().map(without).collect()
}

/// The sentences of development and test.
fn judged(sources: &[Source], field: Option<&str>) -> HashMap<String, Vec<Entry>> {
    let mut judged: HashMap<String, Vec<Entry>> = HashMap::new();
    for (_, entry) in entries(sources, field).filter(|(_, entry)| entry.split != Split::Train) {
        judged.entry(entry.key.clone()).or_default().push(entry);
    }
    judged
}

fn entries<'a>(sources: &'a [Source], field: Option<&'a str>) -> impl Iterator<Item = (usize, Entry)> {
    sources.iter().enumerate().flat_map(move |(number, source)| {
        source::lines(&source.text).filter_map(move |(line, row)| {
            let place = Place { file: source.path.clone(), line };
            Some((number, source::entry(&row.ok()?, place, source.split, field)?))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::source;
    use super::*;

    #[test]
    fn only_exact_duplicates_go_and_the_rest_stays_byte_for_byte() {
        let train = source(
            "train/a.jsonl",
            &[
                r#"{"text":"카드를 잃어버렸어요", "intent":"card_lost"}"#,
                "",
                "{broken",
                r#"{"text":"카드를 잃어버렸어요.","intent":"card_lost"}"#,
                r#"{"text":"카드를 잃어버렸어요","intent":"chitchat"}"#,
                r#"{"text":"앱이 꺼져요","intent":"app_error"}"#,
                r#"{"text":"카드를 잃어버렸어요","intent":"card_lost","prev":["a"]}"#,
            ],
        );
        let dev = source("dev/dev.jsonl", &[r#"{"text":"앱이꺼져요","intent":"app_error"}"#]);
        let fixed = fix(&[train.clone(), dev], None);
        assert_eq!(fixed.len(), 1);
        assert_eq!(fixed[0].removed, [4, 6]);
        let lines: Vec<&str> = train.text.lines().collect();
        assert_eq!(fixed[0].text.lines().collect::<Vec<_>>(), [lines[0], lines[1], lines[2], lines[4], lines[6]]);
    }

    #[test]
    fn nothing_to_fix_changes_nothing() {
        assert!(fix(&[source("a.jsonl", &[r#"{"text":"hi"}"#])], None).is_empty());
        assert!(fix(&[], None).is_empty());
    }
}
