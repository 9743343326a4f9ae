//! bot: what is learnt beside our intents: sentences that are alike, sets of others in groups, and tasks of others.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use models::text::head;
use models::train::tune::{Groups, Task};
use nlu::dataset::free::{self, FreeSet, Pair};
use nlu::dataset::{Error, is_out_of_scope};

/// Pairs of sentences that people scored.
pub(super) fn alike(paths: &[PathBuf]) -> anyhow::Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    for path in paths {
        let set = free::read(path, None).with_context(|| format!("cannot read the pairs in {}", path.display()))?;
        let FreeSet::Pairs(more) = set else {
            bail!("{} holds no pairs: its lines need a, b and score", path.display())
        };
        pairs.extend(more);
    }
    Ok(pairs)
}

/// Sets of sentences with labels of their own.
pub(super) fn tasks(paths: &[PathBuf]) -> anyhow::Result<Vec<Task>> {
    let read = |path: &PathBuf| {
        let set = free::read(path, None).with_context(|| format!("cannot read the task in {}", path.display()))?;
        let FreeSet::Sentences(_, rows) = set else { bail!("{} holds pairs: name it with --alike", path.display()) };
        let task = nlu::train::task(&rows);
        if task.labels.len() < 2 {
            bail!("{} has fewer than two labels: there is nothing to tell apart", path.display());
        }
        Ok(task)
    };
    paths.iter().map(read).collect()
}

/// Sentences of other sets, those with one group or label together; what is out of scope there is no group.
pub(super) fn groups(paths: &[PathBuf]) -> anyhow::Result<Vec<Groups>> {
    let read = |path: &PathBuf| {
        let grouped = match free::read(path, Some("group")) {
            Err(Error::Field { .. }) => free::read(path, None),
            read => read,
        };
        let set = grouped.with_context(|| format!("cannot read the groups in {}", path.display()))?;
        let FreeSet::Sentences(_, rows) = set else { bail!("{} holds pairs: name it with --alike", path.display()) };
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in rows.into_iter().filter(|row| !is_out_of_scope(&row.label)) {
            groups.entry(row.label).or_default().push(head(&row.text).to_owned());
        }
        let groups: Groups = groups.into_values().filter(|group| group.len() > 1).collect();
        if groups.len() < 2 {
            bail!("{} has fewer than two groups of two sentences: there is nothing to tell apart", path.display());
        }
        Ok(groups)
    };
    paths.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_file<T>(name: &str, text: &str, read: impl FnOnce(&[PathBuf]) -> T) -> T {
        let path = std::env::temp_dir().join(format!("dari-beside-{name}-{}.jsonl", std::process::id()));
        std::fs::write(&path, text).unwrap();
        let result = read(std::slice::from_ref(&path));
        std::fs::remove_file(&path).unwrap();
        result
    }

    #[test]
    fn groups_are_those_of_the_group_or_else_of_the_label() {
        let text = r#"{"text":"a","group":1,"act":"0"}
{"text":"b","group":1,"act":"1"}
{"text":"c","group":2,"act":"0"}
{"text":"d","group":2,"act":"1"}
{"text":"e","group":3,"act":"1"}"#;
        assert_eq!(with_file("group", text, groups).unwrap(), [[["a", "b"], ["c", "d"]]]);
        let text = r#"{"text":"a","intent":"lost"}
{"text":"b","intent":"oos"}
{"text":"c","intent":"rate"}
{"text":"d","intent":"lost"}
{"text":"e","intent":"oos"}
{"text":"f","intent":"rate"}"#;
        assert_eq!(with_file("label", text, groups).unwrap(), [[["a", "d"], ["c", "f"]]]);
    }

    #[test]
    fn what_cannot_be_learnt_beside_is_told() {
        let pairs = r#"{"a":"x","b":"y","score":4}"#;
        let rows = r#"{"text":"a","intent":"lost"}"#;
        assert_eq!(with_file("pairs", pairs, alike).unwrap().len(), 1);
        for (error, want) in [
            (with_file("no-pairs", rows, alike).map(|_| ()), "holds no pairs"),
            (with_file("no-groups", pairs, groups).map(|_| ()), "name it with --alike"),
            (with_file("few", rows, groups).map(|_| ()), "fewer than two groups"),
            (with_file("no-task", pairs, tasks).map(|_| ()), "name it with --alike"),
            (with_file("one", rows, tasks).map(|_| ()), "fewer than two labels"),
            (alike(&[PathBuf::from("/nowhere.jsonl")]).map(|_| ()), "/nowhere.jsonl"),
        ] {
            let error = format!("{:#}", error.unwrap_err());
            assert!(error.contains(want), "{error}");
        }
    }
}
