//! models: the training loop of the transformer: sentences with labels, translations and paraphrases, step by step.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::{Duration, Instant};

use candle_core::{Device, Result, Tensor, Var};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::adam::Adam;
use super::augment::rewrite;
use super::batch::{Balance, Targets};
use super::random::Random;
use super::{Encoder, Example, Meaning, loss};
use crate::bert::{Batch, Bert, unit};
use crate::checkpoint::{Checkpoint, Heads};
use crate::dense::SCALE;
use crate::layout::Layout;
use crate::text::normalise;
use crate::tokenizer::Tokenizer;
use crate::{Error, Packed};

/// How the loop goes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Options {
    /// The seed of every draw.
    pub seed: u64,
    /// Passes over the labelled sentences; 0 for translations alone.
    pub epochs: usize,
    /// Steps on translations alone, where there are no labelled sentences.
    pub steps: usize,
    /// Labelled sentences looked at in a pass at most, drawn anew for each; 0 for all.
    pub most: usize,
    /// Padded tokens in a step.
    pub tokens: usize,
    /// The longest sentence in tokens; the rest is cut off.
    pub longest: usize,
    /// The highest step width of the layers.
    pub rate: f32,
    /// The highest step width of word rows from `first_new_row` on; rows before take `rate`.
    pub row_rate: f32,
    /// Where rows begin that were not in the teacher.
    pub first_new_row: u32,
    /// The highest step width of the heads.
    pub head_rate: f32,
    /// The pull towards zero.
    pub decay: f32,
    /// The share of tokens left out at each look.
    pub dropout: f32,
    /// The share of looks at a sentence in another spelling.
    pub augment: f32,
    /// The probability taken from the right intent and spread over all.
    pub smoothing: f32,
    /// One step on translations after so many on sentences; 0 for none.
    pub translate_every: usize,
    /// One step on paraphrases after so many on sentences; 0 for none.
    pub paraphrase_every: usize,
    /// Seconds between two checkpoints.
    pub checkpoint_seconds: u64,
    /// Where the layers are while they learn, as [`super::device`] reads it.
    #[serde(skip)]
    pub device: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 1,
            epochs: 3,
            most: 0,
            steps: 0,
            tokens: 1024,
            longest: 48,
            rate: 1e-4,
            row_rate: 1.5e-3,
            first_new_row: 0,
            head_rate: 4e-3,
            decay: 0.01,
            dropout: 0.08,
            augment: 0.5,
            smoothing: 0.1,
            translate_every: 0,
            paraphrase_every: 8,
            checkpoint_seconds: 300,
            device: "cpu".to_owned(),
        }
    }
}

/// A translation: the rows of both sides and where the teacher puts the English one.
#[derive(Debug, Clone)]
pub struct Translation {
    /// Rows of the Korean sentence.
    pub korean: Vec<u32>,
    /// Rows of the English sentence.
    pub english: Vec<u32>,
    /// The teacher's unit vector of the English sentence.
    pub aim: Vec<f32>,
}

/// What is learnt from.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// Labelled sentences and questions of articles.
    pub examples: &'a [Example],
    /// Sentences to steer by.
    pub dev: &'a [Example],
    /// Sentences in both languages.
    pub translations: &'a [Translation],
}

/// A transformer in training, with the heads on it.
pub struct Tuning {
    /// The encoder.
    pub bert: Bert,
    /// Its tokenizer.
    pub tokenizer: Tokenizer,
    /// Heads on the scaled sentence vector: weights [hidden, columns] and bias.
    pub heads: BTreeMap<String, Var>,
    /// What the columns of the heads mean.
    pub(crate) layout: Layout,
    adam: Adam,
    head_adam: Adam,
    step: usize,
}

/// How far the loop has come.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Steps done and to do.
    pub step: usize,
    /// Steps in all.
    pub steps: usize,
    /// The mean loss of the last steps on sentences, and on translations.
    pub loss: f32,
    /// The mean loss of the last steps on translations.
    pub translation_loss: f32,
    /// The share of development sentences whose best intent is right, where it was just measured.
    pub accuracy: Option<f32>,
    /// Tokens learnt from in a second.
    pub speed: f32,
    /// The time left at this speed.
    pub left: Duration,
}

enum Work {
    Sentences(Vec<usize>),
    Translations(usize),
    Paraphrases(usize),
}

impl Tuning {
    /// Starts from an encoder; the heads start at zero.
    pub fn new(bert: Bert, tokenizer: Tokenizer, layout: Layout) -> Result<Self> {
        let mut heads = BTreeMap::new();
        let zeros = |dims: &[usize]| Var::zeros(dims, candle_core::DType::F32, bert.device());
        let columns = layout.columns();
        heads.insert("heads.weight".to_owned(), zeros(&[bert.shape.hidden_size, columns])?);
        heads.insert("heads.bias".to_owned(), zeros(&[columns])?);
        Ok(Self { bert, tokenizer, heads, layout, adam: Adam::default(), head_adam: Adam::default(), step: 0 })
    }

    /// Starts from heads that were tuned before, if they are for the same labels; the others start at zero.
    pub fn keep(&mut self, heads: &Heads, labels: &[String]) -> Result<()> {
        let columns = heads.dense.bias.len();
        if heads.labels == labels && columns == self.layout.columns() {
            let var = |values: &[f32], dims: &[usize]| {
                Var::from_tensor(&Tensor::from_vec(values.to_vec(), dims, self.bert.device())?)
            };
            let width = heads.dense.weights.len() / columns;
            self.heads.insert("heads.weight".to_owned(), var(&heads.dense.weights, &[width, columns])?);
            self.heads.insert("heads.bias".to_owned(), var(&heads.dense.bias, &[columns])?);
        }
        Ok(())
    }

    /// The encoder as it is now, packed.
    pub fn encoder(&self) -> std::result::Result<Encoder, Error> {
        Ok(Encoder { packed: Packed::of(&self.bert)?, tokenizer: self.tokenizer.clone() })
    }

    /// Runs the loop, from a checkpoint in `checkpoint` where there is one; equal inputs give equal models.
    pub fn run(
        &mut self,
        material: Material<'_>,
        options: &Options,
        checkpoint: Option<&Path>,
        mut told: impl FnMut(Progress),
    ) -> std::result::Result<(), Error> {
        self.move_to(&super::device(&options.device)?)?;
        if let Some(dir) = checkpoint.filter(|dir| dir.join("progress.json").exists()) {
            self.resume(dir, options)?;
        }
        let plan = plan(material, options, &self.tokenizer);
        let layout = self.layout;
        let balance = Balance::of(layout.intents, material.examples);
        let articles = articles(material.examples);
        let (start, mut saved, mut tokens) = (Instant::now(), Instant::now(), 0);
        let (mut losses, mut translation_losses) = (Mean::default(), Mean::default());
        let first = self.step;
        for (number, work) in plan.iter().enumerate().skip(first) {
            let mut random = Random::new(options.seed ^ 0xabcd).fork(number as u64);
            let pace = pace(number, plan.len());
            match work {
                Work::Sentences(some) => {
                    let examples: Vec<&Example> = some.iter().map(|&n| &material.examples[n]).collect();
                    let targets =
                        Targets::new(&examples, layout.intents, options.smoothing, &balance, self.bert.device())?;
                    let batch = self.look(&examples, options, &mut random);
                    tokens += batch.rows.len();
                    losses.add(self.learn(&batch, options, pace, |tuning, states| {
                        loss::heads(&tuning.scores(states)?, &targets, layout)
                    })?);
                }
                Work::Translations(count) => {
                    let some: Vec<&Translation> = (0..*count)
                        .map(|_| &material.translations[random.below(material.translations.len())])
                        .collect();
                    let korean = random.chance(0.75);
                    let side = |t: &Translation, random: &mut Random| {
                        thin(if korean { &t.korean } else { &t.english }, options.dropout, random)
                    };
                    let rows: Vec<Vec<u32>> = some.iter().map(|t| side(t, &mut random)).collect();
                    let batch = Batch::new(rows.iter().map(Vec::as_slice), options.longest);
                    tokens += batch.rows.len();
                    let aims: Vec<f32> = some.iter().flat_map(|t| t.aim.iter().copied()).collect();
                    let aims = Tensor::from_vec(aims, (some.len(), self.bert.shape.hidden_size), self.bert.device())?;
                    translation_losses.add(self.learn(&batch, options, pace, |_, states| loss::distil(states, &aims))?);
                }
                Work::Paraphrases(count) => {
                    let pairs = draw_pairs(&articles, *count, &mut random);
                    let examples: Vec<&Example> = pairs.iter().map(|&n| &material.examples[n]).collect();
                    let batch = self.look(&examples, options, &mut random);
                    tokens += batch.rows.len();
                    self.learn(&batch, options, pace, |_, states| loss::pairs(states)? * 0.5)?;
                }
            }
            self.step = number + 1;
            let measured = self.step == plan.len() || self.step.is_multiple_of((plan.len() / 6).max(50));
            if measured || self.step.is_multiple_of(10) {
                let accuracy = if measured && !material.dev.is_empty() {
                    Some(self.accuracy(material.dev, options)?)
                } else {
                    None
                };
                let seconds = start.elapsed().as_secs_f32();
                let per_step = seconds / (self.step - first) as f32;
                told(Progress {
                    step: self.step,
                    steps: plan.len(),
                    loss: losses.take(),
                    translation_loss: translation_losses.take(),
                    accuracy,
                    speed: tokens as f32 / seconds,
                    left: Duration::from_secs_f32(per_step * (plan.len() - self.step) as f32),
                });
            }
            if let Some(dir) = checkpoint.filter(|_| saved.elapsed().as_secs() >= options.checkpoint_seconds) {
                self.save(dir, options)?;
                saved = Instant::now();
            }
        }
        Ok(())
    }

    fn move_to(&mut self, device: &Device) -> Result<()> {
        self.bert.move_to(device)?;
        for var in self.heads.values_mut() {
            *var = Var::from_tensor(&var.as_tensor().to_device(device)?)?;
        }
        Ok(())
    }

    /// The encoder alone.
    pub fn into_checkpoint(self, first_new_row: u32) -> Checkpoint {
        Checkpoint { bert: self.bert, tokenizer: self.tokenizer, first_new_row, heads: None }
    }

    /// Scores of unit vectors: [sentences, columns].
    fn scores(&self, states: &Tensor) -> Result<Tensor> {
        (states * f64::from(SCALE))?
            .matmul(self.heads["heads.weight"].as_tensor())?
            .broadcast_add(self.heads["heads.bias"].as_tensor())
    }

    fn learn(
        &mut self,
        batch: &Batch,
        options: &Options,
        pace: f32,
        loss: impl FnOnce(&Self, &Tensor) -> Result<Tensor>,
    ) -> Result<f32> {
        let words = Var::from_tensor(&self.bert.look_up(batch)?)?;
        let states = unit(&self.bert.forward(&words, batch)?)?;
        let loss = loss(self, &states)?;
        let grads = loss.backward()?;
        let length = Adam::length(&grads, &self.bert.vars)?;
        let scale = (1.0 / length.max(1e-6)).min(1.0);
        self.adam.step(&grads, &self.bert.vars, scale, options.decay, |_| options.rate * pace)?;
        self.head_adam.step(&grads, &self.heads, 1.0, options.decay, |_| options.head_rate * pace)?;
        if let Some(gradient) = grads.get(words.as_tensor()) {
            let gradient = gradient.flatten_all()?.to_vec1::<f32>()?;
            let width = self.bert.word_width();
            let rate = |row| if row >= options.first_new_row { options.row_rate } else { options.rate } * pace;
            self.adam.step_rows(&mut self.bert.words, width, &batch.rows, &gradient, scale, rate);
        }
        loss.to_scalar::<f32>()
    }

    fn look(&self, examples: &[&Example], options: &Options, random: &mut Random) -> Batch {
        let jobs: Vec<(&&Example, Random)> =
            examples.iter().enumerate().map(|(n, e)| (e, random.fork(n as u64))).collect();
        let rows: Vec<Vec<u32>> = jobs
            .into_par_iter()
            .map(|(example, mut random)| {
                let text = normalise(&example.text);
                let text = if random.chance(options.augment) { rewrite(&text, &mut random) } else { text };
                thin(&self.tokenizer.sentence(&text, options.longest), options.dropout, &mut random)
            })
            .collect();
        Batch::new(rows.iter().map(Vec::as_slice), options.longest)
    }

    /// The share of in-scope sentences whose best intent is right.
    pub fn accuracy(&self, dev: &[Example], options: &Options) -> Result<f32> {
        let rows: Vec<Vec<u32>> =
            dev.iter().map(|example| self.tokenizer.sentence(&example.text, options.longest)).collect();
        let vectors = self.bert.embed(&rows, options.longest)?;
        let count = vectors.len();
        let states = Tensor::from_vec(vectors.concat(), (count, self.bert.shape.hidden_size), self.bert.device())?;
        let best = self.scores(&states)?.narrow(1, 0, self.layout.intents)?.argmax(1)?.to_vec1::<u32>()?;
        let (mut right, mut all) = (0, 0);
        for (example, best) in dev.iter().zip(best) {
            if let Some(Meaning::Intents(intents)) = &example.meaning {
                all += 1;
                right += usize::from(intents.contains(&(best as usize)));
            }
        }
        Ok(right as f32 / f32::max(all as f32, 1.0))
    }

    /// Writes everything that going on needs.
    fn save(&self, dir: &Path, options: &Options) -> std::result::Result<(), Error> {
        let io = |source| Error::Io { path: dir.to_owned(), source };
        let fresh = dir.with_extension("part");
        std::fs::create_dir_all(&fresh).map_err(io)?;
        candle_core::safetensors::save(&self.bert.tensors()?, fresh.join("encoder.safetensors"))?;
        let heads: HashMap<String, Tensor> =
            self.heads.iter().map(|(name, var)| (name.clone(), var.as_tensor().clone())).collect();
        candle_core::safetensors::save(&heads, fresh.join("heads.safetensors"))?;
        candle_core::safetensors::save(&self.adam.tensors()?, fresh.join("adam.safetensors"))?;
        candle_core::safetensors::save(&self.head_adam.tensors()?, fresh.join("head-adam.safetensors"))?;
        let progress = serde_json::json!({ "step": self.step, "adam": self.adam.steps, "head_adam": self.head_adam.steps, "options": options });
        std::fs::write(fresh.join("progress.json"), progress.to_string()).map_err(io)?;
        if dir.exists() {
            std::fs::remove_dir_all(dir).map_err(io)?;
        }
        std::fs::rename(&fresh, dir).map_err(io)
    }

    fn resume(&mut self, dir: &Path, options: &Options) -> std::result::Result<(), Error> {
        let io = |source| Error::Io { path: dir.to_owned(), source };
        let text = std::fs::read_to_string(dir.join("progress.json")).map_err(io)?;
        let corrupt = |reason: String| Error::Corrupt { path: dir.join("progress.json"), reason };
        let progress: serde_json::Value = serde_json::from_str(&text).map_err(|error| corrupt(error.to_string()))?;
        let same = serde_json::to_value(options).is_ok_and(|own| own == progress["options"]);
        if !same {
            return Err(corrupt("the checkpoint was made with other options; remove it, or run with the same".into()));
        }
        let number = |name: &str| progress[name].as_u64().unwrap_or(0) as usize;
        let device = self.bert.device().clone();
        let load = |name: &str| candle_core::safetensors::load(dir.join(name), &device);
        self.bert = Bert::restore(self.bert.shape, load("encoder.safetensors")?)?;
        self.heads = load("heads.safetensors")?
            .into_iter()
            .map(|(name, tensor)| Ok((name, Var::from_tensor(&tensor)?)))
            .collect::<Result<_>>()?;
        let load = |name: &str| candle_core::safetensors::load(dir.join(name), &Device::Cpu);
        self.adam = Adam::restore(number("adam"), &load("adam.safetensors")?)?;
        self.head_adam = Adam::restore(number("head_adam"), &load("head-adam.safetensors")?)?;
        self.step = number("step");
        Ok(())
    }
}

/// The steps of a whole run: sentences of about one length together, translations and paraphrases in between.
fn plan(material: Material<'_>, options: &Options, tokenizer: &Tokenizer) -> Vec<Work> {
    let mut plan = Vec::new();
    let labelled: Vec<(usize, usize)> = material
        .examples
        .par_iter()
        .enumerate()
        .filter(|(_, example)| example.meaning.is_some())
        .map(|(n, example)| (n, tokenizer.sentence(&example.text, options.longest).len()))
        .collect();
    let mut random = Random::new(options.seed);
    let translations = options.tokens / 24;
    for _ in 0..options.epochs {
        let mut order = labelled.clone();
        random.shuffle(&mut order);
        if options.most > 0 {
            order.truncate(options.most);
        }
        let mut batches: Vec<Vec<usize>> = Vec::new();
        for pool in order.chunks_mut(2048) {
            pool.sort_by_key(|(_, length)| *length);
            let mut batch = Vec::new();
            for &(n, length) in pool.iter() {
                if (batch.len() + 1) * length > options.tokens {
                    batches.push(std::mem::take(&mut batch));
                }
                batch.push(n);
            }
            batches.push(batch);
        }
        random.shuffle(&mut batches);
        for (n, batch) in batches.into_iter().filter(|batch| !batch.is_empty()).enumerate() {
            plan.push(Work::Sentences(batch));
            let due = |every: usize| every > 0 && (n + 1).is_multiple_of(every);
            if due(options.translate_every) && !material.translations.is_empty() {
                plan.push(Work::Translations(translations));
            }
            if due(options.paraphrase_every) && material.examples.iter().any(|example| example.article.is_some()) {
                plan.push(Work::Paraphrases(24));
            }
        }
    }
    if !material.translations.is_empty() {
        plan.extend((0..options.steps).map(|_| Work::Translations(translations)));
    }
    plan
}

/// Up over the first twentieth, then down to a thirtieth.
fn pace(step: usize, steps: usize) -> f32 {
    let done = step as f32 / steps as f32;
    (done * 20.0 + 0.01).min(1.0) * (1.0 - done).max(0.03)
}

/// The sentence with a few tokens left out, never the marks at its ends.
fn thin(rows: &[u32], share: f32, random: &mut Random) -> Vec<u32> {
    let last = rows.len().saturating_sub(1);
    let keep = |n: usize, random: &mut Random| n == 0 || n == last || !random.chance(share);
    rows.iter().enumerate().filter(|&(n, _)| keep(n, random)).map(|(_, &row)| row).collect()
}

fn articles(examples: &[Example]) -> Vec<Vec<usize>> {
    let mut articles: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (n, article) in examples.iter().enumerate().filter_map(|(n, example)| Some((n, example.article?))) {
        articles.entry(article).or_default().push(n);
    }
    articles.into_values().filter(|questions| questions.len() > 1).collect()
}

/// Two questions each of some articles: first the one of every pair, then the other.
fn draw_pairs(articles: &[Vec<usize>], count: usize, random: &mut Random) -> Vec<usize> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    random.shuffle(&mut order);
    order.truncate(count);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for article in order {
        let questions = &articles[article];
        let first = random.below(questions.len());
        let second = (first + 1 + random.below(questions.len() - 1)) % questions.len();
        left.push(questions[first]);
        right.push(questions[second]);
    }
    left.extend(right);
    left
}

#[derive(Default)]
struct Mean {
    sum: f32,
    count: usize,
}

impl Mean {
    fn add(&mut self, value: f32) {
        self.sum += value;
        self.count += 1;
    }

    fn take(&mut self) -> f32 {
        let mean = self.sum / self.count.max(1) as f32;
        *self = Self::default();
        mean
    }
}
