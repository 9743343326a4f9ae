//! models: the training loop of the transformer: sentences with labels, ours and those of others, translations,
//! paraphrases and pairs that people found more or less alike, step by step.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use candle_core::{Device, Result, Tensor, Var};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use self::best::{Race, State};
use self::kept::Origin;
use self::plan::{Work, thin};
use super::adam::Adam;
use super::augment::rewrite;
use super::batch::{Balance, Targets};
use super::random::Random;
use super::{Encoder, Example, Meaning, loss};
use crate::bert::{Batch, Bert, unit};
use crate::checkpoint::{Checkpoint, Heads};
use crate::dense::{Dense, SCALE};
use crate::layout::Layout;
use crate::text::normalise;
use crate::tokenizer::Tokenizer;
use crate::{Error, Packed};

mod best;
mod kept;
mod plan;
#[cfg(test)]
mod tests;

pub use best::Measure;
pub use kept::{forget, found};

/// How the loop goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// One step on pairs with a score after so many on sentences; 0 for none.
    pub pair_every: usize,
    /// One step on groups of one set, each in its turn, after so many on sentences; 0 for none.
    pub group_every: usize,
    /// Sentences of each task looked at in a pass at most, drawn anew for each; 0 for all.
    pub task_most: usize,
    /// Looks at the development sentences without a gain after which it stops; 0 to go on to the end. The best state
    /// is kept in any case.
    pub patience: usize,
    /// Seconds between two checkpoints.
    #[serde(skip)]
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
            pair_every: 3,
            group_every: 1,
            task_most: 0,
            patience: 5,
            checkpoint_seconds: 120,
            device: "cpu".to_owned(),
        }
    }
}

impl Options {
    /// What of them decides the result.
    fn as_kept(&self) -> Self {
        Self { checkpoint_seconds: 0, device: String::new(), ..self.clone() }
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

/// Two sentences and how alike people find them.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Both sentences.
    pub texts: [String; 2],
    /// The higher, the more alike; on any scale.
    pub score: f32,
}

/// A set of sentences, those that mean the same together.
pub type Groups = Vec<Vec<String>>;

/// Sentences with labels of their own: learnt beside the intents by a head that is left behind afterwards.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Task {
    /// What its labels are called, in the order of their numbers.
    pub labels: Vec<String>,
    /// Its sentences, each with a label as its intent.
    pub examples: Vec<Example>,
}

/// What is learnt from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Material<'a> {
    /// What the intents are called, in the order of their numbers.
    pub labels: &'a [String],
    /// Labelled sentences and questions of articles.
    pub examples: &'a [Example],
    /// Sentences to steer by.
    pub dev: &'a [Example],
    /// Sentences in both languages.
    pub translations: &'a [Translation],
    /// Sentences that are more or less alike.
    pub pairs: &'a [Pair],
    /// Sets of sentences, in groups that mean the same.
    pub groups: &'a [Groups],
    /// Tasks of others.
    pub tasks: &'a [Task],
}

/// A transformer in training, with the heads on it.
pub struct Tuning {
    /// The encoder.
    pub bert: Bert,
    /// Its tokenizer.
    pub tokenizer: Tokenizer,
    /// Heads on the scaled sentence vector: weights [hidden, columns] and bias, ours and those of tasks.
    pub heads: BTreeMap<String, Var>,
    /// What the columns of the heads mean.
    pub(crate) layout: Layout,
    adam: Adam,
    head_adam: Adam,
    step: usize,
}

/// What is told while the loop goes.
#[derive(Debug, Clone, Copy)]
pub enum Told {
    /// It goes on after so many steps of all.
    Resumed {
        /// Steps done before.
        step: usize,
        /// Steps in all.
        steps: usize,
    },
    /// Some steps are done.
    Steps(Progress),
    /// It is over, and the best state is the one after this step.
    Kept {
        /// The step with the best measure.
        step: usize,
        /// Steps done.
        done: usize,
        /// What the development sentences say of it.
        measure: Measure,
    },
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
    /// The mean loss of the last steps on tasks.
    pub task_loss: f32,
    /// What the development sentences say, where they were just asked, and whether nothing before was better.
    pub measure: Option<(Measure, bool)>,
    /// Tokens learnt from in a second.
    pub speed: f32,
    /// The time left at this speed.
    pub left: Duration,
}

/// The heads of our own labels.
const OURS: &str = "heads";
/// How often a task is looked at in another spelling, as a share of how often our sentences are: what is asked there
/// may well be how it is spelt.
const TASK_AUGMENT: f32 = 0.4;

/// The heads of a task.
fn task(number: usize) -> String {
    format!("{OURS}.task-{number}")
}

/// A head, and how its answers are weighed.
#[derive(Clone, Copy)]
struct Head<'a> {
    name: &'a str,
    layout: Layout,
    balance: &'a Balance,
}

/// What all steps have in common.
struct Lesson<'a> {
    material: Material<'a>,
    options: &'a Options,
    balance: Balance,
    /// The sets of others, and then the questions of each article that has several.
    sets: Vec<&'a Groups>,
    /// How the labels of each task are balanced.
    tasks: Vec<Balance>,
}

/// What the steps since the last word came to.
#[derive(Default)]
struct Tally {
    tokens: usize,
    losses: Mean,
    translation_losses: Mean,
    task_losses: Mean,
}

impl Tuning {
    /// Starts from an encoder; the heads start at zero.
    pub fn new(bert: Bert, tokenizer: Tokenizer, layout: Layout) -> Result<Self> {
        let (adam, head_adam) = (Adam::default(), Adam::default());
        let mut tuning = Self { bert, tokenizer, heads: BTreeMap::new(), layout, adam, head_adam, step: 0 };
        let columns = layout.columns();
        let weights = vec![0.0; tuning.bert.shape.hidden_size * columns];
        tuning.set_heads(OURS, &Dense { weights, bias: vec![0.0; columns] })?;
        Ok(tuning)
    }

    fn set_heads(&mut self, name: &str, heads: &Dense) -> Result<()> {
        let var = |values: &[f32], dims: &[usize]| {
            Var::from_tensor(&Tensor::from_vec(values.to_vec(), dims, self.bert.device())?)
        };
        let (width, columns) = (self.bert.shape.hidden_size, heads.bias.len());
        let all = [("weight", var(&heads.weights, &[width, columns])?), ("bias", var(&heads.bias, &[columns])?)];
        self.heads.extend(all.map(|(part, var)| (format!("{name}.{part}"), var)));
        Ok(())
    }

    /// Starts a task, by its number, from a head that was fitted for it.
    pub fn keep_task(&mut self, number: usize, heads: &Heads) -> Result<()> {
        self.set_heads(&task(number), &heads.dense)
    }

    /// Starts from heads that were tuned before, if they are for the same labels; the others start at zero.
    pub fn keep(&mut self, heads: &Heads, labels: &[String]) -> Result<()> {
        if heads.labels == labels && heads.dense.bias.len() == self.layout.columns() {
            self.set_heads(OURS, &heads.dense)?;
        }
        Ok(())
    }

    /// The encoder as it is now, packed.
    pub fn encoder(&self) -> std::result::Result<Encoder, Error> {
        Ok(Encoder { packed: Packed::of(&self.bert)?, tokenizer: self.tokenizer.clone() })
    }

    /// Runs the loop, from a checkpoint for `checkpoint` where there is one, and ends with the best state that the
    /// development sentences have seen; equal inputs give equal models, also if it was stopped in between.
    pub fn run(
        &mut self,
        material: Material<'_>,
        options: &Options,
        checkpoint: Option<&Path>,
        mut told: impl FnMut(Told),
    ) -> std::result::Result<(), Error> {
        let checkpoint =
            checkpoint.map(|dir| Ok::<_, Error>((dir, Origin::of(self, material, options)?))).transpose()?;
        self.move_to(&super::device(&options.device)?)?;
        let mut race = match checkpoint.as_ref().and_then(|(dir, origin)| Some((found(dir)?, origin))) {
            Some((dir, origin)) => self.resume(&dir, origin)?,
            None => Race::default(),
        };
        let plan = plan::plan(material, options, &self.tokenizer);
        let interval = plan::interval(plan.len(), options, material.dev.len());
        let (balance, articles) =
            (Balance::of(self.layout.intents, material.examples), plan::articles(material.examples));
        let sets = material.groups.iter().chain([&articles]).collect();
        let tasks = material.tasks.iter().map(|task| Balance::of(task.labels.len(), &task.examples)).collect();
        let lesson = Lesson { material, options, balance, sets, tasks };
        let (first, steps) = (self.step, plan.len());
        if first > 0 {
            told(Told::Resumed { step: first, steps });
        }
        let (start, mut saved, mut tally) = (Instant::now(), Instant::now(), Tally::default());
        for (number, work) in plan.iter().enumerate().skip(first) {
            if race.is_over(options.patience) {
                break;
            }
            let random = Random::new(options.seed ^ 0xabcd).fork(number as u64);
            self.take(work, &lesson, plan::pace(number, steps), random, &mut tally)?;
            self.step = number + 1;
            let asked = plan::is_measured(self.step, steps, interval);
            let measure = if asked { self.measure(material.dev, options)? } else { None };
            let measure = match measure {
                Some(measure) => Some((measure, race.take(self.step, measure, || self.state())?)),
                None => None,
            };
            if asked || self.step.is_multiple_of(10) {
                let seconds = start.elapsed().as_secs_f32();
                told(Told::Steps(Progress {
                    step: self.step,
                    steps,
                    loss: tally.losses.take(),
                    translation_loss: tally.translation_losses.take(),
                    task_loss: tally.task_losses.take(),
                    measure,
                    speed: tally.tokens as f32 / seconds,
                    left: Duration::from_secs_f32(seconds / (self.step - first) as f32 * (steps - self.step) as f32),
                }));
            }
            let is_over = self.step == steps || race.is_over(options.patience);
            if let Some((dir, origin)) = &checkpoint
                && (is_over || saved.elapsed().as_secs() >= options.checkpoint_seconds)
            {
                self.save(dir, origin, &race)?;
                saved = Instant::now();
            }
        }
        if let Some(best) = race.best {
            told(Told::Kept { step: best.step, done: self.step, measure: best.measure });
            if best.step < self.step {
                self.set_state(best.state)?;
            }
        }
        Ok(())
    }

    /// Does one step.
    fn take(
        &mut self,
        work: &Work,
        lesson: &Lesson<'_>,
        pace: f32,
        mut random: Random,
        tally: &mut Tally,
    ) -> Result<()> {
        let Lesson { material, options, .. } = lesson;
        match work {
            Work::Sentences(some) => {
                let examples: Vec<&Example> = some.iter().map(|&n| &material.examples[n]).collect();
                let head = Head { name: OURS, layout: self.layout, balance: &lesson.balance };
                tally.losses.add(self.answer(&examples, head, options, pace, &mut random, &mut tally.tokens)?);
            }
            Work::Task(number, some) => {
                let Task { labels, examples } = &material.tasks[*number];
                let examples: Vec<&Example> = some.iter().map(|&n| &examples[n]).collect();
                let layout = Layout { intents: labels.len(), moods: false };
                let head = Head { name: &task(*number), layout, balance: &lesson.tasks[*number] };
                let options = &Options { augment: options.augment * TASK_AUGMENT, ..(*options).clone() };
                tally.task_losses.add(self.answer(&examples, head, options, pace, &mut random, &mut tally.tokens)?);
            }
            Work::Translations(count) => {
                let some: Vec<&Translation> =
                    (0..*count).map(|_| &material.translations[random.below(material.translations.len())]).collect();
                let korean = random.chance(0.75);
                let side = |t: &Translation, random: &mut Random| {
                    thin(if korean { &t.korean } else { &t.english }, options.dropout, random)
                };
                let rows: Vec<Vec<u32>> = some.iter().map(|t| side(t, &mut random)).collect();
                let batch = Batch::new(rows.iter().map(Vec::as_slice), options.longest);
                tally.tokens += batch.rows.len();
                let aims: Vec<f32> = some.iter().flat_map(|t| t.aim.iter().copied()).collect();
                let aims = Tensor::from_vec(aims, (some.len(), self.bert.shape.hidden_size), self.bert.device())?;
                let loss = self.learn(&batch, options, pace, |_, states| loss::distil(states, &aims))?;
                tally.translation_losses.add(loss);
            }
            Work::Groups(set, count) => {
                let pairs = plan::draw_pairs(lesson.sets[*set], *count, &mut random);
                let batch = self.look(&pairs, options, &mut random);
                tally.tokens += batch.rows.len();
                self.learn(&batch, options, pace, |_, states| loss::pairs(states)? * 0.5)?;
            }
            Work::Pairs(count) => {
                let some: Vec<&Pair> =
                    (0..*count).map(|_| &material.pairs[random.below(material.pairs.len())]).collect();
                let side = |n: usize| some.iter().map(move |pair| pair.texts[n].as_str());
                let batch = self.look(&side(0).chain(side(1)).collect::<Vec<_>>(), options, &mut random);
                tally.tokens += batch.rows.len();
                let scores: Vec<f32> = some.iter().map(|pair| pair.score).collect();
                self.learn(&batch, options, pace, |_, states| loss::order(states, &scores))?;
            }
        }
        Ok(())
    }

    /// Does one step on sentences that a head has answers for.
    fn answer(
        &mut self,
        examples: &[&Example],
        head: Head<'_>,
        options: &Options,
        pace: f32,
        random: &mut Random,
        tokens: &mut usize,
    ) -> Result<f32> {
        let Head { name, layout, balance } = head;
        let targets = Targets::new(examples, layout.intents, options.smoothing, balance, self.bert.device())?;
        let texts: Vec<&str> = examples.iter().map(|example| example.text.as_str()).collect();
        let batch = self.look(&texts, options, random);
        *tokens += batch.rows.len();
        self.learn(&batch, options, pace, |tuning, states| loss::heads(&tuning.scores(name, states)?, &targets, layout))
    }

    /// A copy of the encoder and its heads as they are now.
    fn state(&self) -> Result<State> {
        let heads = self.heads.iter().map(|(name, var)| (name.clone(), var.as_tensor().clone()));
        let all = self.bert.tensors()?.into_iter().chain(heads);
        // A variable is changed in place, so what is kept must be its own.
        all.map(|(name, tensor)| Ok((name, tensor.copy()?))).collect()
    }

    /// Goes back to a state.
    fn set_state(&mut self, state: State) -> Result<()> {
        let (heads, encoder): (State, State) = state.into_iter().partition(|(name, _)| name.starts_with("heads."));
        self.bert = Bert::restore(self.bert.shape, encoder)?;
        self.heads =
            heads.into_iter().map(|(name, tensor)| Ok((name, Var::from_tensor(&tensor)?))).collect::<Result<_>>()?;
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

    /// What a head says of unit vectors: [sentences, columns].
    fn scores(&self, head: &str, states: &Tensor) -> Result<Tensor> {
        let part = |part: &str| self.heads[&format!("{head}.{part}")].as_tensor();
        (states * f64::from(SCALE))?.matmul(part("weight"))?.broadcast_add(part("bias"))
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

    fn look(&self, texts: &[&str], options: &Options, random: &mut Random) -> Batch {
        let jobs: Vec<(&str, Random)> =
            texts.iter().enumerate().map(|(n, text)| (*text, random.fork(n as u64))).collect();
        let rows: Vec<Vec<u32>> = jobs
            .into_par_iter()
            .map(|(text, mut random)| {
                let text = normalise(text);
                let text = if random.chance(options.augment) { rewrite(&text, &mut random) } else { text };
                thin(&self.tokenizer.sentence(&text, options.longest), options.dropout, &mut random)
            })
            .collect();
        Batch::new(rows.iter().map(Vec::as_slice), options.longest)
    }

    /// What the sentences that have an intent say; nothing where there are none.
    pub fn measure(&self, dev: &[Example], options: &Options) -> Result<Option<Measure>> {
        let known: Vec<(&Example, &Vec<usize>)> = dev
            .iter()
            .filter_map(|example| match &example.meaning {
                Some(Meaning::Intents(intents)) => Some((example, intents)),
                _ => None,
            })
            .collect();
        if known.is_empty() {
            return Ok(None);
        }
        let rows: Vec<Vec<u32>> =
            known.iter().map(|(example, _)| self.tokenizer.sentence(&example.text, options.longest)).collect();
        let vectors = self.bert.embed(&rows, options.longest)?;
        let shape = (known.len(), self.bert.shape.hidden_size);
        let states = Tensor::from_vec(vectors.concat(), shape, self.bert.device())?;
        let scores = self.scores(OURS, &states)?.narrow(1, 0, self.layout.intents)?;
        let best = scores.argmax(1)?.to_vec1::<u32>()?;
        let logs = candle_nn::ops::log_softmax(&scores.contiguous()?, 1)?.to_vec2::<f32>()?;
        let (mut right, mut surprise) = (0, 0.0);
        for (((_, intents), best), logs) in known.iter().zip(best).zip(logs) {
            right += usize::from(intents.contains(&(best as usize)));
            surprise -= intents.iter().map(|&intent| logs[intent].exp()).sum::<f32>().max(1e-9).ln();
        }
        let count = known.len() as f32;
        Ok(Some(Measure { accuracy: right as f32 / count, surprise: surprise / count }))
    }
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
