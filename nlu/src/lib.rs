//! nlu: text to understanding; it takes words, gives values, and never hears of customers.

use std::path::Path;

use models::text::head;
use models::{Bundle, Classifier, Prediction};

mod act;
mod clause;
mod context;
pub mod dataset;
pub mod emergency;
pub mod entity;
pub mod evaluate;
mod intent;
mod language;
mod letters;
pub mod lint;
mod mood;
pub mod rasa;
mod safety;
mod show;
pub mod threshold;
pub mod train;
mod understanding;

pub use act::Act;
pub use clause::clauses;
pub use dataset::{Dataset, Label, Row};
pub use emergency::{Emergency, EmergencyKind, Evidence, Source};
pub use entity::{Day, Entity, EntityKind, Value, find};
pub use intent::{Flag, Intent, UnknownIntent};
pub use language::Language;
pub use letters::letters;
pub use models::Error;
pub use mood::{Mood, Urgency};
pub use understanding::{Ranked, Scored, Thresholds, Understanding, Verdict};

/// The trained model and the rules around it; it can be shared between threads.
#[derive(Debug)]
pub struct Nlu {
    classifier: Classifier,
    intents: Vec<Intent>,
}

impl Nlu {
    /// Loads a model directory.
    pub fn load(dir: &Path) -> Result<Self, Error> {
        Self::new(Classifier::load(dir)?).map_err(|reason| Error::Foreign { path: dir.to_owned(), reason })
    }

    /// The model that was built into the binary.
    pub fn embedded() -> Result<Self, Error> {
        let corrupt = |reason| Error::Corrupt { path: Path::new("models/weights").join("manifest.json"), reason };
        Self::new(Classifier::new(Bundle::embedded()?).map_err(corrupt)?).map_err(corrupt)
    }

    /// Puts the rules around a model; refuses one with intents that are none of ours.
    pub fn new(classifier: Classifier) -> Result<Self, String> {
        let names = classifier.manifest().intents.iter();
        let intents = names.map(|name| {
            name.parse().map_err(|UnknownIntent(name)| {
                format!(
                    "it has labels of its own, such as `{name}`, where our intents are needed; `dari nlu eval` and \
                     `dari nlu predict` take it, and `dari nlu train` without --data makes one of our intents"
                )
            })
        });
        Ok(Self { intents: intents.collect::<Result<_, _>>()?, classifier })
    }

    /// Everything understood of a message; `previous` is what the same customer said before it.
    pub fn understand(&self, text: &str, previous: &[&str]) -> Understanding {
        self.understand_all(&[(text, previous.to_vec())]).pop().expect("one text, one understanding")
    }

    /// Everything understood of some messages, each as if it came alone, with what its customer said before; of very
    /// long ones as much as `models::text::head` takes.
    pub fn understand_all(&self, messages: &[(&str, Vec<&str>)]) -> Vec<Understanding> {
        let messages: Vec<(&str, Vec<&str>)> = messages
            .iter()
            .map(|(text, previous)| (head(text), previous.iter().map(|turn| head(turn)).collect()))
            .collect();
        let lenders: Vec<Vec<&str>> =
            messages.iter().map(|(text, previous)| context::lenders(text, previous)).collect();
        let texts = messages.iter().map(|(text, _)| *text).chain(lenders.iter().flatten().copied());
        let mut predictions = self.classifier.predict(&texts.collect::<Vec<_>>());
        let mut before = predictions.split_off(messages.len()).into_iter();
        let before = lenders.iter().map(|turns| before.by_ref().take(turns.len()).collect::<Vec<_>>());
        let parts = messages.iter().zip(predictions).zip(before);
        parts.map(|(((text, previous), words), before)| self.around(text, previous, words, &before)).collect()
    }

    /// The rules around what the words say, and what was said before.
    fn around(&self, text: &str, previous: &[&str], words: Prediction, before: &[Prediction]) -> Understanding {
        let thresholds = self.classifier.manifest().thresholds;
        let rank = |it: &Prediction| Ranked::new(self.intents.iter().copied().zip(it.intents.iter().copied()));
        let emergency = emergency::detect(text, &rank(&words), emergency::report(&words), thresholds.urgent);
        let prediction = context::lend(words, before, &self.intents);
        Understanding {
            language: Language::of(text),
            act: Act::of(text),
            in_scope: prediction.in_scope,
            entities: entity::find(text),
            mood: mood::read(text, previous, &prediction),
            urgency: mood::urgency(&prediction.urgency, emergency.as_ref()),
            intents: safety::settle(rank(&prediction), emergency.as_ref()),
            emergency,
            vector: prediction.vector,
            thresholds: Thresholds {
                in_scope: thresholds.in_scope,
                confident: thresholds.confident,
                margin: thresholds.margin,
                frustration: thresholds.frustration,
            },
        }
    }

    /// What rules alone make of a message, where the model cannot read it: its language, what is named in it, and
    /// danger in its words. What it wants is not known.
    pub fn by_rule(&self, text: &str) -> Understanding {
        let unknown = Understanding::unknown(Language::of(text));
        let emergency = emergency::detect(text, &unknown.intents, 0.0, 1.0);
        let urgency = mood::urgency(&[1.0, 0.0, 0.0], emergency.as_ref());
        Understanding { entities: entity::find(text), emergency, urgency, ..unknown }
    }

    /// How many tokens the encoder reads to understand a message: its own, and those of the turns that lend it their
    /// topic.
    pub fn tokens_with(&self, text: &str, previous: &[&str]) -> usize {
        let lenders = context::lenders(text, previous);
        self.tokens(text) + lenders.into_iter().map(|turn| self.tokens(turn)).sum::<usize>()
    }

    /// How many tokens the encoder reads of a text: what its time depends on.
    pub fn tokens(&self, text: &str) -> usize {
        self.classifier.tokens(text)
    }

    /// The sentence as a point of unit length; near ones mean alike.
    pub fn embed(&self, text: &str) -> Vec<f32> {
        self.embed_all(&[text]).pop().unwrap_or_default()
    }

    /// Some sentences as points of unit length.
    pub fn embed_all(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        self.classifier.vectors(texts)
    }

    /// The name of the model: the beginning of its hash.
    pub fn version(&self) -> &str {
        &self.classifier.manifest().version
    }
}
