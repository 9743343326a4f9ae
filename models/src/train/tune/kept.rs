//! models: a tuning as it lies on disk until it has come to its end, and whose it is.

use std::fs;
use std::path::{Path, PathBuf};

use candle_core::Device;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::best::{Best, Measure, Race, State};
use super::{Material, Options, Tuning};
use crate::Error;
use crate::beside::beside;
use crate::train::adam::Adam;

const PROGRESS: &str = "progress.json";
const STATE: &str = "state.safetensors";
const BEST: &str = "best.safetensors";
const ADAM: &str = "adam.safetensors";
const HEAD_ADAM: &str = "head-adam.safetensors";

/// Which run a checkpoint is of: equal ones come to the same end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Origin {
    options: Options,
    /// What is learnt from and steered by, in order.
    material: String,
    /// The encoder and the heads before the first step.
    start: String,
}

#[derive(Serialize, Deserialize)]
struct Progress {
    step: usize,
    adam: usize,
    head_adam: usize,
    origin: Origin,
    stale: usize,
    best: Option<(usize, Measure)>,
}

/// Where the checkpoint for `dir` lies: there, or aside if the last one was being put in its place; none without one.
pub fn found(dir: &Path) -> Option<PathBuf> {
    [dir.to_owned(), aside(dir)].into_iter().find(|dir| dir.join(PROGRESS).exists())
}

/// Removes the checkpoint of a run that has come to its end, and what a kill may have left of others.
pub fn forget(dir: &Path) -> Result<(), Error> {
    [dir.to_owned(), aside(dir), fresh(dir)].iter().try_for_each(|dir| remove(dir))
}

fn aside(dir: &Path) -> PathBuf {
    beside(dir, ".old")
}

fn fresh(dir: &Path) -> PathBuf {
    beside(dir, ".part")
}

fn remove(dir: &Path) -> Result<(), Error> {
    if dir.exists() { fs::remove_dir_all(dir).map_err(failed(dir)) } else { Ok(()) }
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Io { path: path.clone(), source }
}

impl Origin {
    /// What a run rests on.
    pub(super) fn of(tuning: &Tuning, material: Material<'_>, options: &Options) -> Result<Self, Error> {
        Ok(Self {
            options: options.as_kept(),
            material: fingerprint(material),
            start: start(&tuning.state()?, &tuning.tokenizer.json())?,
        })
    }

    /// What differs, in words.
    fn unlike(&self, other: &Self) -> Vec<&'static str> {
        [
            (self.options != other.options, "other options"),
            (self.material != other.material, "other sentences or labels"),
            (self.start != other.start, "another encoder to start from"),
        ]
        .into_iter()
        .filter_map(|(differs, what)| differs.then_some(what))
        .collect()
    }
}

fn fingerprint(material: Material<'_>) -> String {
    let mut hasher = Sha256::new();
    hasher.update(format!("{:?}\n", material.labels));
    for (name, examples) in [("learn", material.examples), ("steer", material.dev)] {
        hasher.update(format!("{name} {}\n", examples.len()));
        examples.iter().for_each(|example| hasher.update(format!("{example:?}\n")));
    }
    for translation in material.translations {
        hasher.update(format!("{:?} {:?}\n", translation.korean, translation.english));
        hasher.update(translation.aim.iter().flat_map(|x| x.to_le_bytes()).collect::<Vec<u8>>());
    }
    material.pairs.iter().for_each(|pair| hasher.update(format!("{pair:?}\n")));
    material.groups.iter().for_each(|groups| hasher.update(format!("{groups:?}\n")));
    material.tasks.iter().for_each(|task| hasher.update(format!("{task:?}\n")));
    crate::bundle::hex(&hasher.finalize())
}

fn start(state: &State, tokenizer: &str) -> Result<String, Error> {
    let mut hasher = Sha256::new();
    hasher.update(tokenizer);
    let mut names: Vec<&String> = state.keys().collect();
    names.sort();
    for name in names {
        hasher.update(format!("{name} {:?}\n", state[name].dims()));
        let values = state[name].to_device(&Device::Cpu)?.flatten_all()?.to_vec1::<f32>()?;
        hasher.update(values.iter().flat_map(|x| x.to_le_bytes()).collect::<Vec<u8>>());
    }
    Ok(crate::bundle::hex(&hasher.finalize()))
}

impl Tuning {
    /// Writes everything that going on needs; whenever this is cut short, one whole checkpoint is there.
    pub(super) fn save(&self, dir: &Path, origin: &Origin, race: &Race) -> Result<(), Error> {
        let (fresh, aside) = (fresh(dir), aside(dir));
        remove(&fresh)?;
        fs::create_dir_all(&fresh).map_err(failed(&fresh))?;
        candle_core::safetensors::save(&self.state()?, fresh.join(STATE))?;
        if let Some(best) = &race.best {
            candle_core::safetensors::save(&best.state, fresh.join(BEST))?;
        }
        candle_core::safetensors::save(&self.adam.tensors()?, fresh.join(ADAM))?;
        candle_core::safetensors::save(&self.head_adam.tensors()?, fresh.join(HEAD_ADAM))?;
        let progress = Progress {
            step: self.step,
            adam: self.adam.steps,
            head_adam: self.head_adam.steps,
            origin: origin.clone(),
            stale: race.stale,
            best: race.best.as_ref().map(|best| (best.step, best.measure)),
        };
        let text = serde_json::to_string_pretty(&progress).expect("progress is plain data");
        fs::write(fresh.join(PROGRESS), text).map_err(failed(&fresh))?;
        if dir.exists() {
            remove(&aside)?;
            fs::rename(dir, &aside).map_err(failed(dir))?;
        }
        fs::rename(&fresh, dir).map_err(failed(dir))?;
        remove(&aside)
    }

    /// Goes on from a checkpoint, if it is of the same run.
    pub(super) fn resume(&mut self, dir: &Path, origin: &Origin) -> Result<Race, Error> {
        let text = fs::read_to_string(dir.join(PROGRESS)).map_err(failed(dir))?;
        let way_out = "name another --out, or remove that folder to begin anew";
        let kept: Progress = serde_json::from_str(&text).map_err(|error| {
            Error::Training(format!("the unfinished run in {} cannot be read ({error}): {way_out}", dir.display()))
        })?;
        let unlike = kept.origin.unlike(origin);
        if !unlike.is_empty() {
            let (dir, unlike) = (dir.display(), unlike.join(", "));
            return Err(Error::Training(format!(
                "the unfinished run in {dir} is not this one ({unlike}): say the same as then to go on with it, {way_out}"
            )));
        }
        let device = self.bert.device().clone();
        let load = |name: &str, device: &Device| candle_core::safetensors::load(dir.join(name), device);
        self.set_state(load(STATE, &device)?)?;
        self.adam = Adam::restore(kept.adam, &load(ADAM, &Device::Cpu)?)?;
        self.head_adam = Adam::restore(kept.head_adam, &load(HEAD_ADAM, &Device::Cpu)?)?;
        self.step = kept.step;
        let best = kept.best.map(|(step, measure)| Ok::<_, Error>(Best { step, measure, state: load(BEST, &device)? }));
        Ok(Race { best: best.transpose()?, stale: kept.stale })
    }
}
