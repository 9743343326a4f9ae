//! bot: `dari faq`: search, read and check the articles offline.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context as _;
use clap::{Subcommand, ValueEnum};
use faq::{Language, Library, Passage, VectorCache};
use jiff::civil::Date;
use nlu::Nlu;

mod eval;
mod lint;
mod search;
mod show;

/// What a content editor does offline.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find the articles that answer a question
    #[command(after_help = "Examples:
  dari faq search \"연체 기록 언제 없어져요\"
  dari faq search does checking my score lower it -k 5
  dari faq search --json \"카드 잃어버렸어요\" | jq '.[0].id'

A score from 0.50 up means that the article answers; below it no article does.")]
    Search {
        /// The question, as a customer would write it
        #[arg(required = true)]
        question: Vec<String>,
        /// The language of the articles [default: that of the question]
        #[arg(long, value_name = "ko|en")]
        lang: Option<Language>,
        /// How many articles
        #[arg(short, default_value_t = 3)]
        k: usize,
        /// Print JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        articles: Articles,
        #[command(flatten)]
        model: Model,
    },
    /// Check that the articles keep the rules of the house; fails when one does not
    #[command(after_help = "Examples:
  dari faq lint
  dari faq lint --articles drafts --max-age-days 180
  dari faq lint --json | jq -r '.[].file' | sort | uniq -c

Each finding names file, line, rule and what to do.")]
    Lint {
        /// How old a fact or an article may be
        #[arg(long, default_value_t = 365, value_name = "DAYS")]
        max_age_days: u32,
        /// The day to count from [default: today in Korea]
        #[arg(long, value_name = "YYYY-MM-DD")]
        today: Option<Date>,
        /// Print JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        articles: Articles,
    },
    /// Measure how well questions find their articles
    #[command(after_help = "Examples:
  dari faq eval --set faq/data/eval.jsonl
  dari faq eval --set faq/data/eval.jsonl --lines even --misses
  dari faq eval --set questions.jsonl.gz --json | jq .recall_at_1

A line of the set: {\"text\":\"…\",\"lang\":\"ko\",\"topic\":\"late-06\",\"accept\":[\"late-05\"]}
A topic of null means that no article answers.")]
    Eval {
        /// JSON lines, plain or .gz
        #[arg(long, value_name = "FILE")]
        set: PathBuf,
        /// Take every other line: the weights were tuned on the odd lines of faq/data/eval.jsonl
        #[arg(long, default_value = "all")]
        lines: Lines,
        /// List the questions that went wrong
        #[arg(long)]
        misses: bool,
        /// Print JSON
        #[arg(long, conflicts_with = "misses")]
        json: bool,
        #[command(flatten)]
        articles: Articles,
        #[command(flatten)]
        model: Model,
    },
    /// List all articles
    #[command(after_help = "Examples:
  dari faq list
  dari faq list --lang en")]
    List {
        /// The language
        #[arg(long, default_value_t = Language::Ko, value_name = "ko|en")]
        lang: Language,
        #[command(flatten)]
        articles: Articles,
    },
    /// Show one article as a customer reads it
    #[command(after_help = "Examples:
  dari faq show late-06
  dari faq show late-06 --lang en")]
    Show {
        /// The topic, such as late-06; `dari faq list` names all
        id: String,
        /// The language
        #[arg(long, default_value_t = Language::Ko, value_name = "ko|en")]
        lang: Language,
        /// Print JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        articles: Articles,
    },
}

#[derive(Debug, clap::Args)]
pub struct Articles {
    /// A directory with ko/ and en/ [default: the articles in the binary]
    #[arg(long, value_name = "DIR")]
    articles: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Model {
    /// The directory of the language model; without one the search goes by words alone
    #[arg(long, env = "DARI_NLU__MODEL", default_value = "models/weights", value_name = "DIR")]
    model: PathBuf,
}

/// Which lines of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lines {
    All,
    Odd,
    Even,
}

/// Runs one FAQ command.
pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Search { question, lang, k, json, articles, model } => {
            search::search(&Reader::open(&articles, &model)?, &question.join(" "), lang, k, json)
        }
        Command::Lint { max_age_days, today, json, articles } => {
            lint::lint(&articles.library()?, today.unwrap_or_else(lint::today_in_korea), max_age_days, json)
        }
        Command::Eval { set, lines, misses, json, articles, model } => {
            eval::eval(&Reader::open(&articles, &model)?, &set, lines, misses, json)
        }
        Command::List { lang, articles } => {
            show::list(&articles.library()?, lang);
            Ok(())
        }
        Command::Show { id, lang, json, articles } => show::show(&articles.library()?, &id, lang, json),
    }
}

impl Articles {
    fn library(&self) -> anyhow::Result<Library> {
        match &self.articles {
            Some(dir) => Library::load(dir),
            None => Library::embedded(),
        }
        .context("cannot read the articles")
    }
}

impl Model {
    /// The model, or none with a warning: searching by words alone is better than not at all.
    fn load(&self) -> Option<Nlu> {
        Nlu::load(&self.model)
            .inspect_err(|error| {
                eprintln!("warning: no language model, so the search goes by words alone: {error}");
            })
            .ok()
    }
}

/// Asks the library the way the service does.
struct Reader {
    library: Library,
    nlu: Option<Nlu>,
}

impl Reader {
    fn open(articles: &Articles, model: &Model) -> anyhow::Result<Self> {
        let library = articles.library()?;
        Ok(match model.load() {
            Some(nlu) => Self { library: with_vectors(library, &nlu), nlu: Some(nlu) },
            None => Self { library, nlu: None },
        })
    }

    /// The passages, and the milliseconds that the search alone took.
    fn search(&self, text: &str, language: Language, k: usize) -> (Vec<Passage>, f64) {
        let understood = self.nlu.as_ref().map(|nlu| nlu.understand(text, &[]));
        let intents: Vec<(String, f32)> = understood
            .iter()
            .flat_map(|understood| understood.intents.iter())
            .map(|scored| (scored.value.name().to_owned(), scored.confidence))
            .collect();
        let vector = understood.as_ref().map(|understood| understood.vector.as_slice());
        let started = Instant::now();
        let passages = self.library.search(text, vector, &intents, language, k);
        (passages, started.elapsed().as_secs_f64() * 1e3)
    }
}

/// Gives every question its vector. They are kept in the user's cache folder, where there is one,
/// because making them takes seconds.
pub(crate) fn with_vectors(library: Library, nlu: &Nlu) -> Library {
    let embed = |text: &str| nlu.embed(text);
    let Some(folder) = cache_folder() else { return library.index(&embed) };
    let cache = VectorCache::open(&folder.join(format!("faq-{}.vectors", nlu.version())), nlu.version());
    let library = library.index(&|text| cache.vector(text, &embed));
    if let Err(error) = cache.save() {
        eprintln!("warning: cannot keep the vectors of the questions: {error}");
    }
    library
}

fn cache_folder() -> Option<PathBuf> {
    let folder = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    Some(folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")))?.join("dari"))
}
