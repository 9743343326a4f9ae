//! bot: `dari nlu import rasa` and `dari nlu export rasa`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Subcommand;
use nlu::dataset::{free, is_out_of_scope};
use nlu::rasa::{Sentence, export, import};
use nlu::{Intent, Language};

/// From where sentences are taken.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// From training data of Rasa (YAML)
    #[command(after_help = "Examples:
  dari nlu import rasa data/nlu.yml > mine.jsonl
  dari nlu import rasa data/nlu --map greet=chitchat --map nlu_fallback=out_of_scope > mine.jsonl
  dari nlu lint mine.jsonl && dari nlu train --data mine.jsonl

Marks of entities are taken out of the sentences and kept in `entities`. Synonyms, patterns, lookup
tables, stories and whatever else is left out is told on stderr. A retrieval intent a/b keeps its name.")]
    Rasa {
        /// Files, or folders with *.yml and *.yaml
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Give an intent another name; may be given several times
        #[arg(long, value_name = "FROM=TO", value_parser = pair)]
        map: Vec<(String, String)>,
        /// The language of all of it [default: Korean wherever there is Hangul]
        #[arg(long, value_name = "ko|en", value_parser = language)]
        lang: Option<Language>,
        /// Leave out what is named in the sentences
        #[arg(long)]
        no_entities: bool,
    },
}

/// Where sentences go.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// As training data of Rasa (YAML)
    #[command(after_help = "Examples:
  dari nlu export rasa > nlu.yml
  dari nlu export rasa nlu/data/train --lang ko > data/nlu.yml
  dari nlu export rasa banking77.train.jsonl.gz > nlu.yml")]
    Rasa {
        /// Files or folders: JSON Lines, plain or .gz
        #[arg(value_name = "PATH", default_value = "nlu/data/train")]
        paths: Vec<PathBuf>,
        /// Only sentences in this language
        #[arg(long, value_name = "ko|en", value_parser = language)]
        lang: Option<Language>,
        /// The field with the label [default: the first of intent, label, act, sentiment]
        #[arg(long, value_name = "NAME")]
        field: Option<String>,
    },
}

/// Prints sentences as JSON Lines.
pub(super) fn bring(command: &Import) -> anyhow::Result<()> {
    let Import::Rasa { files, map, lang, no_entities } = command;
    let map: BTreeMap<&str, &str> = map.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    let mut skipped: BTreeMap<String, usize> = BTreeMap::new();
    let mut foreign: BTreeMap<String, usize> = BTreeMap::new();
    let mut out = std::io::stdout().lock();
    let mut count = 0;
    for file in yaml(files)? {
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let found = import(&text).with_context(|| format!("cannot import {}", file.display()))?;
        found.skipped.into_iter().for_each(|(what, times)| *skipped.entry(what).or_default() += times);
        for mut sentence in found.sentences {
            if let Some(name) = map.get(sentence.intent.as_str()) {
                sentence.intent = (*name).to_owned();
            }
            if sentence.intent.parse::<Intent>().is_err() && !is_out_of_scope(&sentence.intent) {
                *foreign.entry(sentence.intent.clone()).or_default() += 1;
            }
            sentence.lang = lang.unwrap_or(sentence.lang);
            if *no_entities {
                sentence.entities.clear();
            }
            writeln!(out, "{}", serde_json::to_string(&sentence)?)?;
            count += 1;
        }
    }
    eprintln!("{count} sentences");
    tell("left out", &skipped);
    tell("intents that are none of ours (rename them with --map, or train a model of their own)", &foreign);
    Ok(())
}

/// Prints sentences as Rasa's YAML.
pub(super) fn take(command: &Export) -> anyhow::Result<()> {
    let Export::Rasa { paths, lang, field } = command;
    let (mut sentences, mut unlabelled) = (Vec::new(), 0);
    for path in paths {
        let (rows, bare) = free::read_labelled(path, field.as_deref())?;
        unlabelled += bare;
        for row in rows {
            let said =
                row.slices.iter().find(|(name, _)| *name == "language").and_then(|(_, code)| language(code).ok());
            let own = said.unwrap_or_else(|| Language::of(&row.text));
            if lang.is_none_or(|lang| lang == own) {
                sentences.push(Sentence { text: row.text, lang: own, intent: row.label, entities: row.entities });
            }
        }
    }
    if sentences.is_empty() {
        bail!("no labelled sentence, or none in that language");
    }
    let written = export(&sentences);
    std::io::stdout().lock().write_all(written.yaml.as_bytes())?;
    eprintln!("{} sentences of {} intents", sentences.len(), written.intents);
    if unlabelled > 0 {
        eprintln!("{unlabelled} sentences without a label are left out");
    }
    if !written.ambiguous.is_empty() {
        eprintln!("Rasa will read marks of entities in {} sentences:", written.ambiguous.len());
        written.ambiguous.iter().take(5).for_each(|text| eprintln!("  “{text}”"));
    }
    Ok(())
}

/// The files themselves, and those in folders, in the order of their names.
fn yaml(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries = fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?;
            let mut inside = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
            inside.sort();
            inside.retain(|path| path.is_dir() || is_yaml(path));
            files.extend(yaml(&inside)?);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yml" || extension == "yaml")
}

fn tell(title: &str, counts: &BTreeMap<String, usize>) {
    if !counts.is_empty() {
        let counts: Vec<String> = counts.iter().map(|(what, times)| format!("{what} ({times})")).collect();
        eprintln!("{title}: {}", counts.join(", "));
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((from, to)) if !from.is_empty() && !to.is_empty() => Ok((from.to_owned(), to.to_owned())),
        _ => Err("not FROM=TO".to_owned()),
    }
}

fn language(code: &str) -> Result<Language, String> {
    match code {
        "ko" => Ok(Language::Ko),
        "en" => Ok(Language::En),
        _ => Err("ko or en".to_owned()),
    }
}
