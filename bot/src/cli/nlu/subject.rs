//! bot: the model that is measured: one of our intents, or one with labels of its own.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use models::Classifier;
use nlu::dataset::free::{self, FreeSet};
use nlu::dataset::{self, Error};
use nlu::evaluate::free as any;
use nlu::evaluate::{self, Answer, Evaluation, Resampling, Trial, measure};
use nlu::threshold::alarm_lines;
use nlu::{Dataset, Intent, Nlu, Row, Thresholds};

use super::Model;

/// A model that can be measured.
pub(in crate::cli) enum Subject {
    /// It knows our intents, and the rules around them.
    Ours(Nlu),
    /// Its labels are its own.
    Any(Classifier),
}

/// What it is measured on.
pub(super) enum Set {
    /// Sentences with our intents, moods and emergencies.
    Ours(Vec<Row>),
    /// Sentences with any label, or pairs with a score.
    Any(FreeSet),
}

impl Subject {
    /// Loads the model that the command line names.
    pub(in crate::cli) fn load(model: &Model) -> anyhow::Result<Self> {
        match model.dir() {
            Some(dir) => Self::open(dir),
            None => model.load().map(Self::Ours),
        }
    }

    /// Loads a model directory.
    pub(super) fn open(dir: &Path) -> anyhow::Result<Self> {
        let classifier =
            Classifier::load(dir).with_context(|| format!("cannot load the model in {}", dir.display()))?;
        Self::of(classifier)
    }

    /// Our model, or one with labels of its own.
    pub(super) fn of(classifier: Classifier) -> anyhow::Result<Self> {
        let ours = |name: &String| name.parse::<Intent>().is_ok();
        if classifier.manifest().intents.iter().all(ours) {
            Nlu::new(classifier).map(Self::Ours).map_err(anyhow::Error::msg)
        } else {
            Ok(Self::Any(classifier))
        }
    }

    /// The name of the model.
    pub(in crate::cli) fn version(&self) -> &str {
        match self {
            Self::Ours(nlu) => nlu.version(),
            Self::Any(classifier) => &classifier.manifest().version,
        }
    }

    /// Reads what it is to be measured on, as this model can read it.
    pub(super) fn read(&self, sets: &[PathBuf], field: Option<&str>) -> anyhow::Result<Set> {
        let mut all: Option<Set> = None;
        for path in sets {
            let one = self.read_one(path, field)?;
            all = Some(match all.take() {
                None => one,
                Some(before) => before.with(one)?,
            });
        }
        all.context("name a set with --set")
    }

    fn read_one(&self, path: &Path, field: Option<&str>) -> anyhow::Result<Set> {
        match self {
            Self::Any(classifier) => {
                let learnt = classifier.manifest().label_field.as_deref().filter(|_| field.is_none());
                Ok(Set::Any(match free::read(path, field.or(learnt)) {
                    // What it was trained with is not there: the usual names are looked for.
                    Err(Error::Field { .. }) if learnt.is_some() => free::read(path, None)?,
                    read => read?,
                }))
            }
            Self::Ours(_) => match free::read(path, None) {
                Ok(pairs @ FreeSet::Pairs(_)) if field.is_none() => Ok(Set::Any(pairs)),
                _ => ours(path, field).map(Set::Ours),
            },
        }
    }

    /// The lines the model was tuned to.
    pub(super) fn thresholds(&self) -> models::Thresholds {
        match self {
            Self::Ours(nlu) => nlu.lines(),
            Self::Any(classifier) => classifier.manifest().thresholds,
        }
    }

    /// Measures the model.
    pub(super) fn measure(&self, set: &Set, resampling: &Resampling) -> anyhow::Result<Evaluation> {
        if let Set::Any(FreeSet::Pairs(pairs)) = set {
            let vector = |text: &str| match self {
                Self::Ours(nlu) => nlu.embed(text),
                Self::Any(classifier) => classifier.predict(&[text]).pop().map(|it| it.vector).unwrap_or_default(),
            };
            return Ok(any::likeness(pairs, vector, resampling));
        }
        Ok(measure(&self.ask(set)?, resampling))
    }

    /// Asks the model about every sentence.
    fn ask(&self, set: &Set) -> anyhow::Result<Trial> {
        match (self, set) {
            (Self::Ours(nlu), Set::Ours(rows)) => Ok(evaluate::trial(nlu, rows)),
            (Self::Any(classifier), Set::Any(FreeSet::Sentences(field, rows))) => {
                let labels = &classifier.manifest().intents;
                let trial = any::trial(labels, rows, |text| answer(classifier, text));
                ensure!(!trial.is_foreign(), foreign(field, trial.unknown(), labels));
                Ok(trial)
            }
            (_, Set::Any(FreeSet::Pairs(_))) => bail!("pairs have no labels; name a set of labelled sentences"),
            _ => bail!("the two models do not know the same kind of labels"),
        }
    }

    /// Asks the model about every sentence, and from which line on each raises an emergency.
    pub(super) fn trial(&self, set: &Set) -> anyhow::Result<(Trial, Vec<f64>)> {
        let alarms = match (self, set) {
            (Self::Ours(nlu), Set::Ours(rows)) => alarm_lines(nlu, rows),
            _ => Vec::new(),
        };
        Ok((self.ask(set)?, alarms))
    }
}

impl Set {
    fn with(self, other: Self) -> anyhow::Result<Self> {
        match (self, other) {
            (Self::Ours(mut rows), Self::Ours(more)) => {
                rows.extend(more);
                Ok(Self::Ours(rows))
            }
            (Self::Any(FreeSet::Pairs(mut pairs)), Self::Any(FreeSet::Pairs(more))) => {
                pairs.extend(more);
                Ok(Self::Any(FreeSet::Pairs(pairs)))
            }
            (Self::Any(FreeSet::Sentences(field, mut rows)), Self::Any(FreeSet::Sentences(_, more))) => {
                rows.extend(more);
                Ok(Self::Any(FreeSet::Sentences(field, rows)))
            }
            _ => bail!("sentences and pairs cannot be measured together"),
        }
    }
}

/// Sentences with our labels; an error where nothing is known of any.
fn ours(path: &Path, field: Option<&str>) -> anyhow::Result<Vec<Row>> {
    let rows = Dataset::read_by(path, field)?.rows;
    if !rows.iter().any(Row::is_labelled) {
        bail!(
            "{} has nothing to measure: no line has a label in `intent` or `label`, nor a sentiment, frustration, \
             urgency or urgent; the lines have {}; name the field of the label with --field",
            path.display(),
            dataset::fields(path)?.join(", ")
        );
    }
    Ok(rows)
}

/// That a model knows no label of a set.
pub(super) fn foreign(field: &str, theirs: &[String], own: &[String]) -> String {
    format!(
        "none of the labels in `{field}` is known to the model: the set has {}, the model {}; if the label is in another \
         field, name it with --field",
        some(theirs),
        some(own)
    )
}

/// The first of some names.
pub(super) fn some(names: &[String]) -> String {
    const SHOWN: usize = 4;
    let shown = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN { format!("{shown} and {} more", names.len() - SHOWN) } else { shown }
}

/// What a model of other labels says of a text.
pub(super) fn answer(classifier: &Classifier, text: &str) -> Answer {
    let Some(prediction) = classifier.predict(&[text]).pop() else { return Answer::default() };
    let models::Thresholds { in_scope, confident, margin, frustration, .. } = classifier.manifest().thresholds;
    let thresholds = Thresholds { in_scope, confident, margin, frustration };
    let verdict = any::verdict(&prediction.intents, prediction.in_scope, &thresholds);
    Answer { verdict: Some(verdict), in_scope: Some(prediction.in_scope), labels: prediction.intents, took: None }
}
