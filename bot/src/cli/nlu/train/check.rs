//! bot: what is looked at before a training, which may take long: that there is something to tell apart, and that the
//! result can be written.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use models::train::is_held_out;
use nlu::dataset::is_out_of_scope;

/// With fewer sentences a label is hardly learnt.
const FEW: usize = 5;
/// Labels that a warning names.
const NAMED: usize = 5;

/// Refuses a set that teaches nothing, and warns of one that teaches little; `steered` where sentences to steer by are
/// given apart.
pub(super) fn labels<'a>(labels: impl Iterator<Item = &'a str>, steered: bool) -> anyhow::Result<()> {
    warnings(labels, steered)?.iter().for_each(|warning| eprintln!("warning: {warning}"));
    Ok(())
}

fn warnings<'a>(labels: impl Iterator<Item = &'a str>, steered: bool) -> anyhow::Result<Vec<String>> {
    let (mut counts, mut outside, mut all) = (BTreeMap::<&str, usize>::new(), 0, 0);
    for label in labels {
        all += 1;
        if is_out_of_scope(label) { outside += 1 } else { *counts.entry(label).or_default() += 1 }
    }
    match counts.keys().next() {
        None if outside > 0 => bail!("all {outside} sentences are out of scope: add sentences of two labels or more"),
        None => bail!("no sentence has a label: add sentences of two labels or more"),
        Some(only) if counts.len() + usize::from(outside > 0) < 2 => {
            bail!("`{only}` is the only label: there is nothing to tell apart; add sentences of another")
        }
        Some(_) => {}
    }
    let mut warnings = Vec::new();
    let few: Vec<&str> = counts.iter().filter(|&(_, &count)| count < FEW).map(|(label, _)| *label).collect();
    if !few.is_empty() {
        let named = few.iter().take(NAMED).map(|label| format!("`{label}`")).collect::<Vec<_>>().join(", ");
        let more = if few.len() > NAMED { ", …" } else { "" };
        let (some, labels) = (few.len(), counts.len());
        warnings.push(format!("{some} of {labels} labels have fewer than {FEW} sentences ({named}{more})"));
    }
    if !steered && !(0..all).any(is_held_out) {
        warnings.push(format!(
            "of {all} sentences none can be held out: nothing shows how the model does or how to blend its branches; \
             add sentences, or name some to steer by with --dev"
        ));
    }
    Ok(warnings)
}

/// Tries that a model can be written, and beside it what is kept of a run that `tunes`; leaves no file behind.
pub(super) fn can_write(out: &Path, tunes: bool) -> anyhow::Result<()> {
    let was_there = out.exists();
    let trial = out.join(".trial");
    let tried = fs::create_dir_all(out).and_then(|()| fs::write(&trial, "")).and_then(|()| fs::remove_file(&trial));
    if !was_there {
        // What cannot be removed was not made here, or is of no harm.
        let _ = fs::remove_dir(out);
    }
    tried.with_context(|| format!("cannot write to {}: name another folder with --out", out.display()))?;
    if !tunes {
        return Ok(());
    }
    let beside = models::beside(out, ".unfinished.trial");
    fs::create_dir_all(&beside).and_then(|()| fs::remove_dir(&beside)).with_context(|| {
        let folder = beside.parent().unwrap_or(out).display();
        format!("cannot write to {folder}, where an unfinished run is kept: name another folder with --out")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_that_teaches_nothing_is_refused() {
        for (labels, want) in [
            (vec![], "no sentence has a label"),
            (vec!["oos"; 40], "all 40 sentences are out of scope"),
            (vec!["lost"], "`lost` is the only label"),
            (vec!["lost"; 40], "`lost` is the only label"),
        ] {
            let error = warnings(labels.into_iter(), true).unwrap_err().to_string();
            assert!(error.contains(want), "{error}");
        }
    }

    #[test]
    fn a_set_that_teaches_little_is_warned_of() {
        for (labels, steered, want) in [
            ([vec!["lost"; 5], vec!["rate"; 5]].concat(), false, vec![]),
            ([vec!["lost"; 5], vec!["oos"; 1]].concat(), false, vec![]),
            (
                [vec!["lost"; 9], vec!["rate"; 4]].concat(),
                false,
                vec!["1 of 2 labels have fewer than 5 sentences (`rate`)"],
            ),
            (vec!["lost", "rate"], true, vec!["2 of 2 labels"]),
            (vec!["lost", "rate"], false, vec!["2 of 2 labels", "of 2 sentences none can be held out"]),
            (vec!["a", "b", "c", "d", "e", "f"], true, vec!["(`a`, `b`, `c`, `d`, `e`, …)"]),
        ] {
            let found = warnings(labels.iter().copied(), steered).unwrap();
            assert_eq!(found.len(), want.len(), "{found:?}");
            assert!(found.iter().zip(&want).all(|(found, want)| found.contains(want)), "{found:?} {want:?}");
        }
    }

    #[test]
    fn a_place_is_tried_before_it_is_needed() {
        let folder = std::env::temp_dir().join(format!("dari-place-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("file");
        fs::write(&file, "mine").unwrap();
        for (out, fine) in
            [(folder.join("new/model"), true), (folder.clone(), true), (file.clone(), false), (file.join("in"), false)]
        {
            assert_eq!(can_write(&out, true).is_ok(), fine, "{}", out.display());
        }
        assert!(!folder.join("new/model").exists());
        assert_eq!(fs::read(&file).unwrap(), b"mine");
        assert!(format!("{:#}", can_write(&file, false).unwrap_err()).contains("--out"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
