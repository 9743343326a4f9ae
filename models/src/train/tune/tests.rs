//! models: tests of the training loop: what is kept, when it stops, and how it goes on.

use std::fs;
use std::path::PathBuf;

use super::*;
use crate::bert::Shape;
use crate::beside;
use crate::tokenizer::SPECIALS;

/// A folder that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("dari-tune-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Puts a checkpoint as it is now in the place of an earlier copy.
fn copy(dir: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir(to).unwrap();
    for file in fs::read_dir(dir).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

fn labels() -> Vec<String> {
    ["lost", "rate"].map(str::to_owned).to_vec()
}

fn tuning(seed: u64) -> Tuning {
    let english: Vec<String> =
        SPECIALS.iter().chain(&["card", "lost", "rate", "my", "cut"]).map(|&name| name.to_owned()).collect();
    let tokenizer = Tokenizer::bilingual(&english, &["카드".to_owned(), "금리".to_owned()]).unwrap();
    let shape = Shape {
        vocab_size: tokenizer.len(),
        hidden_size: 8,
        num_hidden_layers: 1,
        num_attention_heads: 2,
        intermediate_size: 16,
        max_position_embeddings: 12,
        layer_norm_eps: 1e-12,
    };
    let bert = Bert::random(shape, &mut Random::new(seed)).unwrap();
    Tuning::new(bert, tokenizer, Layout { intents: 2, moods: false }).unwrap()
}

/// Sentences of both intents; with `swapped` they are labelled the wrong way round.
fn examples(swapped: bool) -> Vec<Example> {
    let texts = ["my card lost", "lost my 카드", "card lost", "my rate", "cut my 금리", "rate cut"];
    let all = texts.iter().enumerate().map(|(n, text)| Example {
        text: (*text).to_owned(),
        meaning: Some(Meaning::Intents(vec![usize::from((n >= 3) != swapped)])),
        ..Example::default()
    });
    all.collect()
}

/// A task of others that asks for something else than ours.
fn others() -> Task {
    let texts = [("my card", 0), ("my rate", 0), ("my lost", 0), ("cut card", 1), ("rate cut", 1), ("cut lost", 1)];
    let example = |(text, label): (&str, usize)| Example {
        text: text.to_owned(),
        meaning: Some(Meaning::Intents(vec![label])),
        ..Example::default()
    };
    Task { labels: ["mine", "cut"].map(str::to_owned).to_vec(), examples: texts.into_iter().map(example).collect() }
}

/// A head that knows nothing yet.
fn blank(task: &Task) -> Heads {
    let columns = task.labels.len() + 1;
    Heads { labels: task.labels.clone(), dense: Dense { weights: vec![0.0; 8 * columns], bias: vec![0.0; columns] } }
}

fn options() -> Options {
    Options { tokens: 16, longest: 12, epochs: 8, head_rate: 0.05, ..Options::default() }
}

fn values(tuning: &Tuning) -> BTreeMap<String, Vec<f32>> {
    let flat = |tensor: Tensor| tensor.flatten_all().unwrap().to_vec1::<f32>().unwrap();
    tuning.state().unwrap().into_iter().map(|(name, tensor)| (name, flat(tensor))).collect()
}

struct Ran {
    measures: Vec<(usize, Measure)>,
    kept: (usize, usize),
    resumed: Option<usize>,
}

fn run(tuning: &mut Tuning, dev: &[Example], options: &Options, dir: Option<&Path>, at: impl Fn(usize)) -> Ran {
    let (examples, labels) = (examples(false), labels());
    let material = Material { labels: &labels, examples: &examples, dev, ..Material::default() };
    let mut ran = Ran { measures: Vec::new(), kept: (0, 0), resumed: None };
    let told = |told| match told {
        Told::Resumed { step, .. } => ran.resumed = Some(step),
        Told::Steps(progress) => {
            ran.measures.extend(progress.measure.map(|(measure, _)| (progress.step, measure)));
            at(progress.step);
        }
        Told::Kept { step, done, .. } => ran.kept = (step, done),
    };
    tuning.run(material, options, dir, told).unwrap();
    ran
}

#[test]
fn what_gets_worse_is_stopped_and_undone() {
    // Steered by sentences that are labelled the wrong way round, every step is a loss.
    let dev = examples(true);
    for patience in [2, 0] {
        let options = Options { patience, ..options() };
        let mut tuning = tuning(1);
        let ran = run(&mut tuning, &dev, &options, None, |_| ());
        let (last, _) = *ran.measures.last().unwrap();
        assert_eq!(ran.kept.1, last);
        let best = ran.measures.iter().find(|(step, _)| *step == ran.kept.0).unwrap().1;
        assert_eq!(tuning.measure(&dev, &options).unwrap(), Some(best));
        assert!(ran.measures.iter().all(|(_, measure)| measure.accuracy <= best.accuracy), "{:?}", ran.measures);
        let after = ran.measures.iter().filter(|(step, _)| *step > ran.kept.0).count();
        assert!(if patience == 0 { after > 2 } else { after == 2 }, "{:?}", ran.measures);
    }
}

#[test]
fn without_sentences_to_steer_by_the_last_step_is_kept() {
    let (mut steered, mut alone) = (tuning(1), tuning(1));
    let dev = examples(false);
    let ran = run(&mut steered, &dev, &options(), None, |_| ());
    assert_eq!(ran.kept.0, ran.kept.1, "{:?}", ran.measures);
    assert!(run(&mut alone, &[], &options(), None, |_| ()).measures.is_empty());
    assert_eq!(values(&steered), values(&alone));
}

#[test]
fn a_run_that_was_stopped_comes_to_the_same_end() {
    for (swapped, stop) in [(false, 3), (true, 3), (true, 9)] {
        let folder = Folder::new(&format!("resumed-{swapped}-{stop}"));
        let dev = examples(swapped);
        let options = Options { patience: 3, checkpoint_seconds: 0, ..options() };
        let (dir, killed) = (folder.0.join("m.unfinished"), folder.0.join("killed"));
        let mut whole = tuning(1);
        let ran = run(&mut whole, &dev, &options, Some(&dir), |step| {
            if step <= stop && dir.exists() {
                copy(&dir, &killed);
            }
        });
        for dir in [&killed, &dir] {
            let mut again = tuning(1);
            let resumed = run(&mut again, &dev, &options, Some(dir), |_| ());
            assert!(resumed.resumed.is_some_and(|step| step > 0 && step <= ran.kept.1));
            assert_eq!(resumed.kept, ran.kept);
            assert_eq!(values(&again), values(&whole), "{swapped} {stop}");
        }
        forget(&dir).unwrap();
        assert!(found(&dir).is_none());
    }
}

#[test]
fn a_checkpoint_of_another_run_is_refused_and_stays() {
    let folder = Folder::new("other");
    let dir = folder.0.join("m.unfinished");
    let dev = examples(false);
    run(&mut tuning(1), &dev, &options(), Some(&dir), |_| ());
    let (examples, labels) = (examples(false), labels());
    let own = Material { labels: &labels, examples: &examples, dev: &dev, ..Material::default() };
    let groups = [vec![vec!["card".to_owned(), "my card".to_owned()]]];
    let pairs = [Pair { texts: ["card".to_owned(), "rate".to_owned()], score: 1.0 }];
    let other_labels = ["lost", "fee"].map(str::to_owned);
    let other_seed = Options { seed: 2, ..options() };
    let tasks = [others()];
    for (seed, material, options, want) in [
        (1, Material { examples: &examples[1..], ..own }, options(), "(other sentences or labels)"),
        (1, Material { dev: &dev[1..], ..own }, options(), "(other sentences or labels)"),
        (1, Material { labels: &other_labels, ..own }, options(), "(other sentences or labels)"),
        (1, Material { pairs: &pairs, ..own }, options(), "(other sentences or labels)"),
        (1, Material { groups: &groups, ..own }, options(), "(other sentences or labels)"),
        (1, Material { tasks: &tasks, ..own }, options(), "(other sentences or labels)"),
        (2, own, options(), "(another encoder to start from)"),
        (2, own, other_seed, "(other options, another encoder to start from)"),
    ] {
        let error = tuning(seed).run(material, &options, Some(&dir), |_| ()).unwrap_err().to_string();
        assert!(error.contains(want) && error.contains("remove that folder"), "{error}");
    }
    // Neither where it learns nor how often it saves makes it another run.
    let elsewhere = Options { checkpoint_seconds: 7, ..options() };
    tuning(1).run(own, &elsewhere, Some(&dir), |_| ()).unwrap();
    fs::write(dir.join("progress.json"), "{\"step\": 3}").unwrap();
    let error = tuning(1).run(own, &options(), Some(&dir), |_| ()).unwrap_err().to_string();
    assert!(error.contains("cannot be read") && error.contains("remove that folder"), "{error}");
}

#[test]
fn a_kill_while_saving_leaves_a_checkpoint() {
    let folder = Folder::new("aside");
    let dir = folder.0.join("m.unfinished");
    let dev = examples(false);
    let ran = run(&mut tuning(1), &dev, &options(), Some(&dir), |_| ());
    // Cut off between moving the old one aside and the new one in.
    fs::rename(&dir, beside(&dir, ".old")).unwrap();
    fs::create_dir(beside(&dir, ".part")).unwrap();
    fs::write(beside(&dir, ".part").join("state.safetensors"), "half").unwrap();
    let again = run(&mut tuning(1), &dev, &options(), Some(&dir), |_| ());
    assert_eq!(again.resumed, Some(ran.kept.1));
    forget(&dir).unwrap();
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 0);
}

#[test]
fn what_is_alike_is_brought_together() {
    let (labels, examples) = (labels(), examples(false));
    let texts = ["my card", "cut rate", "my card", "lost"].map(str::to_owned);
    let [a, b, c, d] = texts.clone();
    let groups = [vec![vec![a.clone(), b.clone()], vec![d.clone(), "lost lost".to_owned()]]];
    let pairs = [Pair { texts: [a, b], score: 5.0 }, Pair { texts: [c, d], score: 0.0 }];
    let near = |tuning: &Tuning| {
        let rows: Vec<Vec<u32>> = texts.iter().map(|text| tuning.tokenizer.sentence(text, 12)).collect();
        let vectors = tuning.bert.embed(&rows, 12).unwrap();
        let cosine = |a: usize, b: usize| vectors[a].iter().zip(&vectors[b]).map(|(a, b)| a * b).sum::<f32>();
        cosine(0, 1) - cosine(2, 3)
    };
    let material = Material { labels: &labels, examples: &examples, ..Material::default() };
    let ran = |material: Material<'_>| {
        let mut tuning = tuning(1);
        tuning.run(material, &Options { pair_every: 1, ..options() }, None, |_| ()).unwrap();
        near(&tuning)
    };
    let without = ran(material);
    assert!(ran(Material { pairs: &pairs, ..material }) > without);
    let grouped = ran(Material { groups: &groups, ..material });
    assert!(grouped > without, "{grouped} {without}");
}

#[test]
fn a_task_is_learnt_beside_ours_and_goes_on_where_it_was() {
    let folder = Folder::new("task");
    let (labels, examples, task) = (labels(), examples(false), others());
    let tasks = [task.clone()];
    let material =
        Material { labels: &labels, examples: &examples, dev: &examples, tasks: &tasks, ..Material::default() };
    let options = Options { checkpoint_seconds: 0, patience: 0, ..options() };
    let ran = |dir: Option<&Path>, stop: usize| {
        let mut tuning = tuning(1);
        tuning.keep_task(0, &blank(&task)).unwrap();
        let (killed, mut losses) = (folder.0.join("killed"), Vec::new());
        let told = |told| {
            if let Told::Steps(progress) = told {
                losses.push(progress.task_loss);
                if let Some(dir) = dir.filter(|dir| progress.step <= stop && dir.exists()) {
                    copy(dir, &killed);
                }
            }
        };
        tuning.run(material, &options, dir, told).unwrap();
        (tuning, losses)
    };
    let (whole, losses) = ran(Some(&folder.0.join("m.unfinished")), 30);
    let known: Vec<f32> = losses.into_iter().filter(|&loss| loss > 0.0).collect();
    assert!(known.last().unwrap() < known.first().unwrap(), "{known:?}");
    assert!(whole.measure(&examples, &options).unwrap().unwrap().accuracy > 0.9);
    let rows: Vec<Vec<u32>> = task.examples.iter().map(|it| whole.tokenizer.sentence(&it.text, 12)).collect();
    let states = Tensor::from_vec(whole.bert.embed(&rows, 12).unwrap().concat(), (6, 8), &Device::Cpu).unwrap();
    let told = whole.scores("heads.task-0", &states).unwrap().narrow(1, 0, 2).unwrap().argmax(1).unwrap();
    assert_eq!(told.to_vec1::<u32>().unwrap(), [0, 0, 0, 1, 1, 1]);
    let (again, _) = ran(Some(&folder.0.join("killed")), 0);
    assert_eq!(values(&again), values(&whole));
}
