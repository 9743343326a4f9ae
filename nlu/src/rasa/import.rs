//! nlu: Rasa's YAML into sentences, with word of everything that was left out.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::{Sentence, entity};
use crate::Language;

/// What was read from a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Import {
    /// The sentences, in their order.
    pub sentences: Vec<Sentence>,
    /// What was left out, by its kind, and how often.
    pub skipped: BTreeMap<String, usize>,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It is no YAML, or not of Rasa's shape.
    #[error("not training data of Rasa: {0}")]
    Shape(String),
    /// It has no sentence.
    #[error("it has no `nlu:` with an intent and examples")]
    Empty,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    nlu: Option<Vec<Section>>,
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
struct Section {
    #[serde(default)]
    intent: Option<Value>,
    #[serde(default)]
    examples: Option<Value>,
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

/// Reads a file of Rasa's training data.
pub fn import(yaml: &str) -> Result<Import, Error> {
    let file: File = serde_saphyr::from_str_with_options(yaml, serde_saphyr::options! { with_snippet: false })
        .map_err(|error| Error::Shape(error.to_string()))?;
    let mut import = Import::default();
    for section in file.nlu.unwrap_or_default() {
        import.section(&section);
    }
    let others = file.others.into_keys().filter(|key| key != "version");
    others.for_each(|key| import.skip(&format!("top-level `{key}`")));
    if import.sentences.is_empty() { Err(Error::Empty) } else { Ok(import) }
}

impl Import {
    fn skip(&mut self, what: &str) {
        *self.skipped.entry(what.to_owned()).or_default() += 1;
    }

    fn section(&mut self, section: &Section) {
        let Some(intent) = section.intent.as_ref().and_then(word) else {
            let kind = ["synonym", "regex", "lookup"].into_iter().find(|kind| section.others.contains_key(*kind));
            self.skip(kind.unwrap_or("section without an intent"));
            return;
        };
        match &section.examples {
            Some(Value::String(block)) => block.lines().for_each(|line| self.line(&intent, line)),
            Some(Value::Array(items)) => items.iter().for_each(|item| self.item(&intent, item)),
            _ => self.skip("intent without examples"),
        }
    }

    /// One line of a block: a dash, then the sentence.
    fn line(&mut self, intent: &str, line: &str) {
        match line.trim().strip_prefix('-') {
            Some(text) => self.sentence(intent, text),
            None if line.trim().is_empty() || line.trim().starts_with('#') => {}
            None => self.skip("line of examples without a dash"),
        }
    }

    /// One item of a list: a sentence, or an object with one.
    fn item(&mut self, intent: &str, item: &Value) {
        let text = match item {
            Value::Object(fields) => fields.get("text").and_then(word),
            other => word(other),
        };
        match text {
            // A block of one sentence may have the dash of a list.
            Some(text) => self.sentence(intent, text.trim().strip_prefix("- ").unwrap_or(&text)),
            None => self.skip("example without a text"),
        }
    }

    fn sentence(&mut self, intent: &str, marked: &str) {
        let (text, entities, sound) = entity::read(&unescape(marked.trim()));
        if !sound {
            self.skip("mark of an entity that cannot be read; it stays in its sentence");
        }
        if text.trim().is_empty() {
            self.skip("empty example");
            return;
        }
        self.sentences.push(Sentence { lang: Language::of(&text), text, intent: intent.to_owned(), entities });
    }
}

fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(word) if !word.trim().is_empty() => Some(word.trim().to_owned()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// A line break within a sentence is written as `\n`.
fn unescape(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\t", "\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hey
    - [ko](language)로 안녕
    no dash
    -
- intent: faq/ask_rates
  examples:
    - text: |
        what's the rate?
      metadata:
        sentiment: neutral
    - plain one
    - 365
    - metadata: {}
- intent: empty
- synonym: credit
  examples: |
    - credit card account
- regex: account
  examples: |
    - \d{10,12}
- lookup: banks
  examples: |
    - one
stories:
- story: happy path
"#;

    #[test]
    fn sentences_are_read_and_the_rest_is_told() {
        let import = import(FILE).unwrap();
        let read: Vec<(&str, &str)> =
            import.sentences.iter().map(|it| (it.intent.as_str(), it.text.as_str())).collect();
        let want = [
            ("greet", "hey"),
            ("greet", "ko로 안녕"),
            ("faq/ask_rates", "what's the rate?"),
            ("faq/ask_rates", "plain one"),
            ("faq/ask_rates", "365"),
        ];
        assert_eq!(read, want);
        assert_eq!(import.sentences[1].entities[0].entity, "language");
        assert_eq!(import.sentences[1].lang, Language::Ko);
        let skipped: Vec<&str> = import.skipped.keys().map(String::as_str).collect();
        let want = [
            "empty example",
            "example without a text",
            "intent without examples",
            "line of examples without a dash",
            "lookup",
            "regex",
            "synonym",
            "top-level `stories`",
        ];
        assert_eq!(skipped, want);
    }

    #[test]
    fn files_of_another_shape_are_told() {
        let check = |yaml: &str, want: &str| {
            let error = import(yaml).unwrap_err().to_string();
            assert!(error.contains(want), "{error}");
        };
        check("", "no");
        check("version: '3.1'", "no `nlu:`");
        check("nlu: []", "no `nlu:`");
        check("- a\n- b", "not training data of Rasa");
        check("nlu: 3", "not training data of Rasa");
        check("nlu:\n- intent: a\n  examples: |\n   - x\n - bad: [", "not training data of Rasa");
        check("nlu:\n- intent: a\n  examples: |\n    -\n", "no `nlu:`");
    }
}
