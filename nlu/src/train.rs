//! nlu: training on our own sentences and the questions of articles, or on anybody's labels.

use std::path::Path;

use models::checkpoint::Checkpoint;
use models::text::head;
use models::train::tune::{self, Groups, Material, Task, Tuning};
use models::train::{Encoder, Example, Meaning, Options, Stage, finish, fit, heads, is_held_out};
use models::{Bundle, Classifier, Error, Layout};

use crate::dataset::free::{self, FreeRow, Pair};
use crate::dataset::is_out_of_scope;
use crate::evaluate::evaluate;
use crate::{EmergencyKind, Intent, Label, Nlu, Row, letters};

/// So few letters within a conversation have the mood that it lends them.
const FEW: usize = 5;
/// Sentences of a task from which its head is first fitted, at most: enough to start from.
const FIRST: usize = 8_000;

/// What an article lends to training: the questions it answers, in every language.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The intents it answers; one with none lends its questions to the search alone.
    pub intents: Vec<Intent>,
    /// How customers ask for it.
    pub questions: Vec<String>,
}

/// What a model of our intents is made from.
#[derive(Debug, Clone, Copy)]
pub struct Lessons<'a> {
    /// Sentences with what is known of them.
    pub rows: &'a [Row],
    /// The articles whose questions are learnt and found.
    pub articles: &'a [Article],
    /// Sentences that people find more or less alike: what keeps the vectors telling that apart.
    pub alike: &'a [Pair],
    /// Other sets of sentences, in groups that mean the same.
    pub groups: &'a [Groups],
    /// Other sets of sentences with labels of their own, each learnt by a head that is left behind.
    pub tasks: &'a [Task],
    /// Sentences to steer and blend by.
    pub dev: &'a [Row],
}

/// How a model of our intents is made.
#[derive(Debug, Clone, Default)]
pub struct Recipe {
    /// How the encoder and its heads are tuned.
    pub tune: tune::Options,
    /// How the sparse branch is fitted.
    pub fit: Options,
}

impl Recipe {
    /// For labels that are not our intents; the encoder is tuned in `epochs` passes, each over `most` sentences (0 for
    /// all).
    pub fn for_labels(epochs: usize, most: usize) -> Self {
        let tune = tune::Options { epochs, most, smoothing: 0.05, augment: 0.3, row_rate: 3e-4, ..Default::default() };
        Self { tune, fit: Options { cells: 6_000_000, lower: 2, choose: true, ..Options::default() } }
    }
}

/// What is told while a model is made.
#[derive(Debug, Clone, Copy)]
pub enum Progress {
    /// The encoder learns.
    Tuning(tune::Told),
    /// What comes before and after.
    Stage(Stage),
}

/// Tunes an encoder to our intents and moods and puts a sparse branch beside it; goes on from a checkpoint in
/// `resume` where there is one, and keeps the report on `dev` in the manifest.
pub fn train(
    start: Checkpoint,
    lessons: Lessons<'_>,
    recipe: &Recipe,
    resume: Option<&Path>,
    mut told: impl FnMut(Progress),
) -> Result<Bundle, Error> {
    let intents: Vec<String> = Intent::ALL.iter().map(|intent| intent.name().to_owned()).collect();
    let Lessons { rows, articles, alike, groups, tasks, dev } = lessons;
    let questions = articles.iter().enumerate().flat_map(|(number, article)| {
        article.questions.iter().map(move |question| Example {
            text: question.clone(),
            meaning: (!article.intents.is_empty()).then(|| Meaning::Intents(numbers(&article.intents))),
            article: Some(number),
            ..Example::default()
        })
    });
    let examples: Vec<Example> = rows.iter().map(example).chain(questions).collect();
    let dev_examples: Vec<Example> = dev.iter().map(example).collect();
    let options = tune::Options { first_new_row: start.first_new_row, ..recipe.tune.clone() };
    let layout = Layout { intents: intents.len(), moods: true };
    let mut tuning = Tuning::new(start.bert, start.tokenizer, layout)?;
    if let Some(heads) = &start.heads {
        tuning.keep(heads, &intents)?;
    }
    begin(&mut tuning, tasks, &recipe.fit, |stage| told(Progress::Stage(stage)))?;
    let pairs: Vec<tune::Pair> = alike.iter().map(pair).collect();
    let material = Material {
        labels: &intents,
        examples: &examples,
        dev: &dev_examples,
        pairs: &pairs,
        groups,
        tasks,
        translations: &[],
    };
    tuning.run(material, &options, resume, |progress| told(Progress::Tuning(progress)))?;
    let stage = |stage| told(Progress::Stage(stage));
    let mut bundle = finish(&tuning, &intents, &examples, &dev_examples, options.epochs, &recipe.fit, stage)?;
    let nlu = Nlu::new(Classifier::new(bundle.clone()).map_err(Error::Training)?).map_err(Error::Training)?;
    bundle.manifest.dev = serde_json::to_value(evaluate(&nlu, dev).report).ok();
    Ok(bundle)
}

/// Fits the heads that tasks start from.
fn begin(tuning: &mut Tuning, tasks: &[Task], options: &Options, mut told: impl FnMut(Stage)) -> Result<(), Error> {
    if tasks.is_empty() {
        return Ok(());
    }
    let encoder = tuning.encoder()?;
    for (number, Task { labels, examples }) in tasks.iter().enumerate() {
        let apart = examples.len().div_ceil(FIRST).max(1);
        let some: Vec<Example> = examples.iter().step_by(apart).cloned().collect();
        tuning.keep_task(number, &heads(&encoder, labels, &some, options, &mut told)?)?;
    }
    Ok(())
}

/// Learns anybody's labels: both branches fitted on the encoder as it is or, with `recipe.tune.epochs`, tuned to them
/// first, going on from a checkpoint in `resume` where there is one. Without `dev`, every tenth sentence is held out to
/// steer and blend by.
pub fn train_labels(
    encoder: &Encoder,
    rows: &[FreeRow],
    dev: Option<&[FreeRow]>,
    recipe: &Recipe,
    resume: Option<&Path>,
    mut told: impl FnMut(Progress),
) -> Result<Bundle, Error> {
    let Task { labels, examples: all } = task(rows);
    let dev: Option<Vec<Example>> = dev.map(|dev| dev.iter().map(|row| labelled(row, &labels)).collect());
    let mut stage = |stage| told(Progress::Stage(stage));
    if recipe.tune.epochs == 0 {
        return fit(encoder, &labels, &all, dev.as_deref(), &recipe.fit, stage);
    }
    let parted: [Vec<Example>; 2];
    let (kept, held) = if let Some(dev) = &dev {
        (&all, dev)
    } else {
        parted = [false, true]
            .map(|held| (0..all.len()).filter(|&n| is_held_out(n) == held).map(|n| all[n].clone()).collect());
        (&parted[0], &parted[1])
    };
    let options = tune::Options { first_new_row: encoder.tokenizer.first_korean_row(), ..recipe.tune.clone() };
    let start = heads(encoder, &labels, kept, &recipe.fit, &mut stage)?;
    let layout = Layout { intents: labels.len(), moods: false };
    let mut tuning = Tuning::new(encoder.packed.unpack()?, encoder.tokenizer.clone(), layout)?;
    tuning.keep(&start, &labels)?;
    let material = Material { labels: &labels, examples: kept, dev: held, ..Material::default() };
    tuning.run(material, &options, resume, |progress| told(Progress::Tuning(progress)))?;
    let mut bundle =
        fit(&tuning.encoder()?, &labels, &all, dev.as_deref(), &recipe.fit, |stage| told(Progress::Stage(stage)))?;
    bundle.manifest.training.epochs = options.epochs;
    Ok(bundle)
}

fn example(row: &Row) -> Example {
    // "Well?" after two useless answers is no sign by itself: what was said before is weighed apart.
    let tells = row.prev.is_empty() || letters(&row.text).chars().count() > FEW;
    Example {
        text: head(&row.text).to_owned(),
        meaning: row.intent.map(|label| match label {
            Label::Intent(intent) => Meaning::Intents(numbers(&[intent])),
            Label::OutOfScope => Meaning::OutOfScope,
        }),
        sentiment: row.sentiment.filter(|_| tells).map(|sentiment| (sentiment + 2) as usize),
        frustration: row.frustration.filter(|_| tells),
        urgency: row.urgency.map(|urgency| urgency as usize),
        urgent: row.urgent.map(|urgent| urgent && row.intent.is_none_or(may_be_urgent)),
        article: None,
    }
}

/// What sentences under labels of anybody's ask for.
pub fn task(rows: &[FreeRow]) -> Task {
    let labels = free::labels(rows);
    let examples = rows.iter().map(|row| labelled(row, &labels)).collect();
    Task { labels, examples }
}

/// A sentence under one of some labels, which are in the order of their names; of any other nothing is known.
fn labelled(row: &FreeRow, labels: &[String]) -> Example {
    let meaning = if is_out_of_scope(&row.label) {
        Some(Meaning::OutOfScope)
    } else {
        labels.binary_search(&row.label).ok().map(|label| Meaning::Intents(vec![label]))
    };
    Example { text: head(&row.text).to_owned(), meaning, ..Example::default() }
}

fn pair(pair: &Pair) -> tune::Pair {
    let texts = [&pair.a, &pair.b].map(|text| head(text).to_owned());
    tune::Pair { texts, score: pair.score as f32 }
}

/// An emergency is what an emergency's intent deals with: a suspicious call to which nothing was given is none.
fn may_be_urgent(label: Label) -> bool {
    label.intent().is_some_and(|intent| EmergencyKind::of(intent).is_some())
}

fn numbers(intents: &[Intent]) -> Vec<usize> {
    intents.iter().map(|&intent| intent as usize).collect()
}
