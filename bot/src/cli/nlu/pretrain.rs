//! bot: `dari nlu pretrain` and `dari nlu distil`: from an English sentence encoder to one of both languages.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use faq::Library;
use models::Layout;
use models::train::attach::{self, Corpus};
use models::train::tune::{self, Material, Translation, Tuning};
use nlu::Language;
use serde::Deserialize;

use super::progress::{Line, tuning as tuning_told};
use super::train::checkpoint;

/// What the new vocabulary is made from.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example, with public data (see models/README.md):
  dari nlu pretrain --teacher all-MiniLM-L6-v2 --parallel ko-en.jsonl.gz --text banking77.train.jsonl.gz \\
                    --text 3i4k.train.jsonl.gz --out /tmp/attached

The layers stay as they are. Korean rows start as averages of the English rows they stand for in translations
(IBM model 1), so that the encoder reads Korean before it has learnt anything. It takes minutes.")]
pub struct PretrainArgs {
    /// An English sentence encoder: a Hugging Face directory
    #[arg(long, value_name = "DIR")]
    teacher: PathBuf,
    /// Translations: JSON Lines with `ko` and `en`, plain or .gz
    #[arg(long, value_name = "FILE", required = true)]
    parallel: Vec<PathBuf>,
    /// More sentences to take pieces from: JSON Lines with `text`, of either language
    #[arg(long, value_name = "FILE")]
    text: Vec<PathBuf>,
    /// Our own sentences, which count tenfold
    #[arg(long, value_name = "PATH", default_value = "nlu/data/train")]
    own: PathBuf,
    /// English pieces that are kept
    #[arg(long, default_value_t = attach::Options::default().english_pieces)]
    english_pieces: usize,
    /// Korean pieces that are learnt
    #[arg(long, default_value_t = attach::Options::default().korean_pieces)]
    korean_pieces: usize,
    /// The seed of every draw
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where the encoder goes
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// What is learnt from translations.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  dari nlu distil --encoder /tmp/attached --teacher all-MiniLM-L6-v2 --parallel ko-en.jsonl.gz --steps 2000 --out /tmp/distilled

Each step moves the encoder's vectors of both sides of some translations to where the teacher puts the English one.
A run that was stopped goes on where it was when started again with the same words.")]
pub struct DistilArgs {
    /// The encoder that learns: a directory of `dari nlu pretrain` [default: that of the model in the binary]
    #[arg(long, value_name = "DIR")]
    encoder: Option<PathBuf>,
    /// The English encoder it learns from: a Hugging Face directory
    #[arg(long, value_name = "DIR")]
    teacher: PathBuf,
    /// Translations: JSON Lines with `ko` and `en`, plain or .gz
    #[arg(long, value_name = "FILE", required = true)]
    parallel: Vec<PathBuf>,
    /// Steps of about a thousand tokens
    #[arg(long, default_value_t = 1_000)]
    steps: usize,
    /// The longest sentence that is learnt from, in tokens
    #[arg(long, default_value_t = 26)]
    longest: usize,
    /// The seed of every draw
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where the encoder goes
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

#[derive(Deserialize)]
struct Pair {
    ko: String,
    en: String,
}

#[derive(Deserialize)]
struct Text {
    text: String,
    #[serde(default)]
    lang: Option<Language>,
}

/// Our own sentences are few, and what customers write.
const OWN_WEIGHT: usize = 10;

/// Attaches Korean to an English encoder.
pub(super) fn pretrain(args: &PretrainArgs) -> anyhow::Result<()> {
    let teacher = checkpoint(Some(&args.teacher))?;
    let pairs = translations(&args.parallel)?;
    let (mut english, mut korean) = (Vec::new(), Vec::new());
    for (ko, en) in &pairs {
        korean.push(ko.clone());
        english.push(en.clone());
    }
    let mut sort = |text: Text, weight: usize| {
        let is_korean = match text.lang {
            Some(language) => language == Language::Ko,
            None => text.text.chars().any(models::text::is_hangul),
        };
        let list = if is_korean { &mut korean } else { &mut english };
        list.extend(std::iter::repeat_n(text.text, weight));
    };
    for path in &args.text {
        lines(path)?.into_iter().for_each(|text| sort(text, 1));
    }
    for path in nlu::dataset::files(&args.own).with_context(|| format!("cannot read {}", args.own.display()))? {
        lines(&path)?.into_iter().for_each(|text| sort(text, OWN_WEIGHT));
    }
    for article in Library::embedded().context("cannot read the FAQ articles")?.articles() {
        let lang = Some(if article.language == faq::Language::Ko { Language::Ko } else { Language::En });
        article.questions.iter().for_each(|text| sort(Text { text: text.clone(), lang }, 1));
    }
    println!("{} translations, {} Korean and {} English sentences", pairs.len(), korean.len(), english.len());
    let options =
        attach::Options { english_pieces: args.english_pieces, korean_pieces: args.korean_pieces, seed: args.seed };
    let corpus = Corpus { pairs: &pairs, english: &english, korean: &korean };
    let attached = attach::attach(&teacher.bert, &teacher.tokenizer, corpus, options)?;
    attached.write(&args.out).with_context(|| format!("cannot write to {}", args.out.display()))?;
    println!(
        "{} word rows, {} of them Korean",
        attached.bert.shape.vocab_size,
        attached.bert.shape.vocab_size - attached.first_new_row as usize
    );
    println!("written to {}; next: dari nlu distil, or dari nlu train --encoder {0}", args.out.display());
    Ok(())
}

/// Learns from translations.
pub(super) fn distil(args: &DistilArgs) -> anyhow::Result<()> {
    let teacher = checkpoint(Some(&args.teacher))?;
    let student = checkpoint(args.encoder.as_deref())?;
    let mut pairs = translations(&args.parallel)?;
    pairs.retain(|(ko, _)| (3..args.longest).contains(&student.tokenizer.sentence(ko, args.longest).len()));
    if pairs.is_empty() {
        bail!("no translation has fewer than {} tokens", args.longest);
    }
    println!("{} translations to learn from; the teacher reads them first", pairs.len());
    let line = Line::default();
    let mut aims = Vec::with_capacity(pairs.len());
    for part in pairs.chunks(512) {
        line.write(&format!("the teacher has read {} of {}", aims.len(), pairs.len()), false);
        let sentences: Vec<Vec<u32>> = part.iter().map(|(_, en)| teacher.tokenizer.sentence(en, 64)).collect();
        aims.extend(teacher.bert.embed(&sentences, 64)?);
    }
    let translation = |((ko, en), aim): (&(String, String), Vec<f32>)| Translation {
        korean: student.tokenizer.sentence(ko, args.longest),
        english: student.tokenizer.sentence(en, args.longest),
        aim,
    };
    let translations: Vec<Translation> = pairs.iter().zip(aims).map(translation).collect();
    let options = tune::Options {
        seed: args.seed,
        epochs: 0,
        steps: args.steps,
        rate: 5e-5,
        row_rate: 1.5e-3,
        first_new_row: student.first_new_row,
        ..tune::Options::default()
    };
    let first_new_row = student.first_new_row;
    let mut tuning = Tuning::new(student.bert, student.tokenizer, Layout { intents: 1, moods: false })?;
    let material = Material { translations: &translations, ..Material::default() };
    let resume = models::beside(&args.out, ".unfinished");
    tuning.run(material, &options, Some(&resume), |told| tuning_told(&line, told))?;
    drop(line);
    tuning
        .into_checkpoint(first_new_row)
        .write(&args.out)
        .with_context(|| format!("cannot write to {}", args.out.display()))?;
    tune::forget(&resume)?;
    println!("written to {}; next: dari nlu train --encoder {0}", args.out.display());
    Ok(())
}

fn translations(paths: &[PathBuf]) -> anyhow::Result<Vec<(String, String)>> {
    let mut pairs = Vec::new();
    for path in paths {
        pairs.extend(lines::<Pair>(path)?.into_iter().map(|pair| (pair.ko, pair.en)));
    }
    Ok(pairs)
}

fn lines<T: serde::de::DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    let text = nlu::dataset::text_of(path).with_context(|| format!("cannot read {}", path.display()))?;
    let line = |(number, line): (usize, &str)| {
        serde_json::from_str(line).with_context(|| format!("{}:{} is not such a line", path.display(), number + 1))
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(line).collect()
}
