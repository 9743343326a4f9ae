//! models: the training loop: steps over batches, the best state on the development set kept.

use std::thread;

use candle_core::{Device, Tensor, Var};
use candle_nn::{AdamW, Optimizer as _, ParamsAdamW};

use super::augment::rewrite;
use super::batch::{Balance, Targets};
use super::random::Random;
use super::table::{Bag, Step, Table};
use super::{Example, Meaning, Options, loss, select};
use crate::Error;
use crate::feature;
use crate::manifest::Dims;
use crate::network::{Network, Output, shapes};
use crate::text::normalise;
use crate::tokenizer::Tokenizer;

/// A network at its best epoch.
pub(super) struct Fitted {
    pub(super) tokenizer: Tokenizer,
    pub(super) table: Table,
    pub(super) layers: Vec<Tensor>,
    pub(super) epochs: usize,
}

/// Trains from nothing; `told` hears the epoch, its mean loss and the accuracy on `dev`.
pub(super) fn fit(
    intents: usize,
    examples: &[Example],
    dev: &[Example],
    options: &Options,
    mut told: impl FnMut(usize, f32, f32),
) -> Result<Fitted, Error> {
    let normal: Vec<String> = examples.iter().map(|example| normalise(&example.text)).collect();
    let tokenizer = Tokenizer::train(normal.iter().map(String::as_str), options.pieces)?;
    let mut random = Random::new(options.seed);
    let looks =
        normal.iter().map(|text| feature::features(text, &tokenizer).into_iter().map(|(hash, _)| hash).collect());
    let keys = select::keys(looks, options.rows);
    let mut run = Run::new(intents, examples, normal, tokenizer, keys, options, &mut random)?;
    let dev_bags: Vec<Bag> = dev.iter().map(|example| run.look(&normalise(&example.text))).collect();
    let mut best: Option<(f32, Table, Vec<Tensor>)> = None;
    let (mut stale, mut epochs) = (0, 0);
    for epoch in 1..=options.epochs {
        let loss = run.epoch(epoch, &mut random.fork(epoch as u64))?;
        let accuracy = run.accuracy(dev, &dev_bags)?;
        told(epoch, loss, accuracy);
        epochs = epoch;
        if best.as_ref().is_none_or(|(best, ..)| accuracy >= *best) {
            let layers = run.layers.iter().map(|layer| layer.as_tensor().copy()).collect::<Result<_, _>>()?;
            best = Some((accuracy, run.table.clone(), layers));
            stale = 0;
        } else {
            stale += 1;
            if stale >= options.patience {
                break;
            }
        }
    }
    let (_, table, layers) = best.ok_or_else(|| Error::Training("no epoch was run".into()))?;
    Ok(Fitted { tokenizer: run.tokenizer, table, layers, epochs })
}

struct Run<'a> {
    intents: usize,
    examples: &'a [Example],
    normal: Vec<String>,
    articles: Vec<Vec<usize>>,
    tokenizer: Tokenizer,
    table: Table,
    layers: [Var; 6],
    optimiser: AdamW,
    balance: Balance,
    options: &'a Options,
}

impl<'a> Run<'a> {
    fn new(
        intents: usize,
        examples: &'a [Example],
        normal: Vec<String>,
        tokenizer: Tokenizer,
        keys: Vec<u32>,
        options: &'a Options,
        random: &mut Random,
    ) -> Result<Self, Error> {
        let dims =
            Dims { rows: keys.len(), embedding: options.embedding, hidden: options.hidden, vector: options.vector };
        let table = Table::new(keys, options.embedding, random);
        let mut layers = Vec::with_capacity(6);
        for (name, shape) in shapes(&dims, intents) {
            let spread = if name.ends_with("bias") { 0.0 } else { (shape[0] as f32).sqrt().recip() };
            let values = (0..shape.iter().product()).map(|_| random.normal() * spread).collect::<Vec<f32>>();
            layers.push(Var::from_vec(values, shape, &Device::Cpu)?);
        }
        let layers: [Var; 6] = layers.try_into().expect("six layers");
        let optimiser = AdamW::new(layers.to_vec(), ParamsAdamW { weight_decay: 0.01, ..Default::default() })?;
        let mut articles = Vec::new();
        for (number, article) in examples.iter().enumerate().filter_map(|(n, e)| Some((n, e.article?))) {
            if articles.len() <= article {
                articles.resize(article + 1, Vec::new());
            }
            articles[article].push(number);
        }
        articles.retain(|questions: &Vec<usize>| questions.len() > 1);
        let balance = Balance::of(intents, examples);
        Ok(Self { intents, examples, normal, articles, tokenizer, table, layers, optimiser, balance, options })
    }

    fn look(&self, normal: &str) -> Bag {
        let features = feature::features(normal, &self.tokenizer);
        let length = feature::length(&features);
        scaled(self.table.rows(&features), length)
    }

    /// A look at each of some training sentences, on two threads.
    fn glances(&self, sentences: &[usize], random: &mut Random) -> Vec<Bag> {
        let jobs: Vec<(usize, Random)> = sentences.iter().map(|&n| (n, random.fork(n as u64))).collect();
        let look = |jobs: &[(usize, Random)]| {
            jobs.iter().map(|(number, random)| self.glance(*number, &mut random.clone())).collect::<Vec<Bag>>()
        };
        let (left, right) = jobs.split_at(jobs.len() / 2);
        thread::scope(|scope| {
            let left = scope.spawn(|| look(left));
            let right = look(right);
            let mut bags = left.join().expect("looking at a sentence does not panic");
            bags.extend(right);
            bags
        })
    }

    /// One look at a training sentence: perhaps in another spelling, and never at all of its features.
    fn glance(&self, number: usize, random: &mut Random) -> Bag {
        let text = &self.normal[number];
        let features = if random.chance(self.options.augment) {
            feature::features(&normalise(&rewrite(text, random)), &self.tokenizer)
        } else {
            feature::features(text, &self.tokenizer)
        };
        let mut kept = self.table.rows(&features);
        kept.retain(|_| !random.chance(self.options.dropout));
        let length = feature::length(&kept);
        scaled(kept, length)
    }

    fn epoch(&mut self, epoch: usize, random: &mut Random) -> Result<f32, Error> {
        let mut order: Vec<usize> = (0..self.examples.len()).filter(|&n| self.examples[n].meaning.is_some()).collect();
        random.shuffle(&mut order);
        let steps = order.len().div_ceil(self.options.batch);
        let mut sum = 0.0;
        for (step, batch) in order.chunks(self.options.batch).enumerate() {
            let done = ((epoch - 1) * steps + step) as f32 / (self.options.epochs * steps) as f32;
            let pace = (1.0 - done) * (done * 20.0).min(1.0);
            sum += self.step(batch, pace, random)?;
        }
        Ok(sum / steps as f32)
    }

    fn step(&mut self, batch: &[usize], pace: f32, random: &mut Random) -> Result<f32, Error> {
        let pairs = self.draw_pairs(random);
        let sentences: Vec<usize> = batch.iter().chain(&pairs).copied().collect();
        let bags = self.glances(&sentences, random);
        let states = Var::from_vec(self.table.pool(&bags), (bags.len(), self.table.width), &Device::Cpu)?;
        let Output { scores, vectors } = Network::of(&self.layers).forward(&states)?;
        let examples: Vec<&Example> = sentences.iter().map(|&number| &self.examples[number]).collect();
        let targets = Targets::new(&examples, self.intents, self.options.smoothing, &self.balance)?;
        let mut loss = loss::heads(&Output { scores, vectors: vectors.clone() }, &targets)?;
        if pairs.len() > 2 {
            loss = (loss + loss::pairs(&vectors.narrow(0, batch.len(), pairs.len())?)?)?;
        }
        let gradients = loss.backward()?;
        self.optimiser.set_learning_rate(f64::from(self.options.rate * pace));
        self.optimiser.step(&gradients)?;
        if let Some(gradient) = gradients.get(states.as_tensor()) {
            let gradient = gradient.flatten_all()?.to_vec1::<f32>()?;
            let step = Step { rate: self.options.table_rate * pace, decay: self.options.decay };
            self.table.step(&bags, &gradient, step);
        }
        Ok(loss.to_scalar::<f32>()?)
    }

    /// Two questions each of some articles: first the one of every pair, then the other.
    fn draw_pairs(&self, random: &mut Random) -> Vec<usize> {
        let mut articles: Vec<usize> = (0..self.articles.len()).collect();
        random.shuffle(&mut articles);
        articles.truncate(self.options.pairs);
        let mut left = Vec::with_capacity(articles.len() * 2);
        let mut right = Vec::with_capacity(articles.len());
        let own = self.articles.len().min(98);
        let mut articles: Vec<usize> = articles;
        if self.articles.len() > own {
            articles.clear();
            let mut mine: Vec<usize> = (0..own).collect();
            random.shuffle(&mut mine);
            mine.truncate(self.options.pairs);
            articles.extend(mine);
            let x: f32 = std::env::var("XP").ok().and_then(|v| v.parse().ok()).unwrap_or(0.0);
            let m = (self.options.pairs as f32 * x) as usize;
            let mut seen = std::collections::HashSet::new();
            while seen.len() < m {
                let a = own + random.below(self.articles.len() - own);
                if seen.insert(a) {
                    articles.push(a);
                }
            }
        }
        for article in articles {
            let questions = &self.articles[article];
            let first = random.below(questions.len());
            let second = (first + 1 + random.below(questions.len() - 1)) % questions.len();
            left.push(questions[first]);
            right.push(questions[second]);
        }
        left.extend(right);
        left
    }

    /// The share of in-scope development sentences whose best intent is right.
    fn accuracy(&self, dev: &[Example], bags: &[Bag]) -> Result<f32, Error> {
        let network = Network::of(&self.layers);
        let (mut right, mut all) = (0, 0);
        for (examples, bags) in dev.chunks(256).zip(bags.chunks(256)) {
            let states = Tensor::from_vec(self.table.pool(bags), (bags.len(), self.table.width), &Device::Cpu)?;
            let scores = network.forward(&states)?.scores.narrow(1, 0, self.intents)?;
            let best = scores.argmax(1)?.to_vec1::<u32>()?;
            for (example, best) in examples.iter().zip(best) {
                if let Some(Meaning::Intents(intents)) = &example.meaning {
                    all += 1;
                    right += usize::from(intents.contains(&(best as usize)));
                }
            }
        }
        Ok(right as f32 / f32::max(all as f32, 1.0))
    }
}

fn scaled(mut bag: Bag, length: f32) -> Bag {
    bag.iter_mut().for_each(|(_, weight)| *weight /= length);
    bag
}
