//! nlu: sentences into Rasa's YAML, one block of examples an intent.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::{Sentence, entity};

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Export {
    /// The file.
    pub yaml: String,
    /// Intents in it.
    pub intents: usize,
    /// Sentences that Rasa will read as having entities though they have none.
    pub ambiguous: Vec<String>,
}

/// Writes sentences, the intents in the order in which they first come.
pub fn export(sentences: &[Sentence]) -> Export {
    let mut order: Vec<&str> = Vec::new();
    let mut blocks: HashMap<&str, Vec<String>> = HashMap::new();
    let mut export = Export::default();
    for sentence in sentences {
        if entity::looks_marked(&sentence.text) {
            export.ambiguous.push(sentence.text.clone());
        }
        let block = blocks.entry(&sentence.intent).or_insert_with(|| {
            order.push(&sentence.intent);
            Vec::new()
        });
        block.push(line(&entity::write(&sentence.text, &sentence.entities)));
    }
    export.intents = order.len();
    export.yaml.push_str("version: \"3.1\"\n\nnlu:\n");
    for intent in order {
        let _ = writeln!(export.yaml, "- intent: {}\n  examples: |", scalar(intent));
        for text in &blocks[intent] {
            let _ = writeln!(export.yaml, "    - {text}");
        }
    }
    export
}

/// A sentence on one line; a line break is written as `\n`.
fn line(text: &str) -> String {
    let text = text.trim().replace("\r\n", "\n").replace('\n', "\\n").replace('\t', "\\t");
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A name as YAML takes it: plain where that is safe.
fn scalar(name: &str) -> String {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '/' | '-');
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(word);
    let reserved = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    if plain && !reserved.contains(&name.to_ascii_lowercase().as_str()) {
        name.to_owned()
    } else {
        serde_json::Value::from(name).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_looks_as_rasa_writes_it() {
        let sentence =
            |intent: &str, text: &str| Sentence { intent: intent.into(), text: text.into(), ..Sentence::default() };
        let sentences = [sentence("greet", "hi"), sentence("no", "아니\n요"), sentence("greet", "[a](b) hey")];
        let export = export(&sentences);
        let want = "version: \"3.1\"\n\nnlu:\n- intent: greet\n  examples: |\n    - hi\n    - [a](b) hey\n- intent: \"no\"\n  examples: |\n    - 아니\\n요\n";
        assert_eq!(export.yaml, want);
        assert_eq!((export.intents, export.ambiguous.len()), (2, 1));
    }
}
