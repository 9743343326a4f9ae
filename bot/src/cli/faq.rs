//! bot: `dari faq`: search, read and check the articles offline.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context as _;
use clap::Subcommand;
use faq::{Known, Language, Library, Passage, Query, Ranker, Understood};
use jiff::civil::Date;
use nlu::Nlu;

mod eval;
mod facts;
mod fit;
mod lint;
mod paint;
mod search;
mod show;
pub mod vectors;

/// What a content editor does offline.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find the articles that answer a question
    #[command(after_help = "Examples:
  dari faq search \"연체 기록 언제 없어져요\"
  dari faq search does checking my score lower it -k 5
  dari faq search --why \"한도 올려주세요\"
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
        /// Show what speaks for each article
        #[arg(long)]
        why: bool,
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
  dari faq lint --signed
  dari faq lint --json | jq -r '.[].file' | sort | uniq -c

Each finding names file, line, rule and what to do.")]
    Lint {
        /// How old a fact or an article may be
        #[arg(long, default_value_t = 365, value_name = "DAYS")]
        max_age_days: u32,
        /// The day to count from [default: today in Korea]
        #[arg(long, value_name = "YYYY-MM-DD")]
        today: Option<Date>,
        /// Every article must be signed by somebody other than its editor, as before a release
        #[arg(long)]
        signed: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        articles: Articles,
    },
    /// Measure how well questions find their articles
    #[command(after_help = "Examples:
  dari faq eval --set faq/data/blind.jsonl
  dari faq eval --set faq/data/dev.jsonl --misses --fail-under 0.9
  dari faq eval --set faq/data/blind.jsonl --known words
  dari faq eval --set questions.jsonl.gz --json | jq .recall_at_1

A line of the set: {\"text\":\"…\",\"lang\":\"ko\",\"topic\":\"late-06\",\"accept\":[\"late-05\"]}
A topic of null means that no article answers.

recall@1, recall@3 and MRR tell whether the right article comes first, sure or not. answered tells how often
it comes first and is sure enough to be said; null refused tells how often nothing is said where no article
answers. Both hold at the same line, a score of 0.50.")]
    Eval {
        /// JSON lines, plain or .gz
        #[arg(long, value_name = "FILE")]
        set: PathBuf,
        /// Let the search know no more than this: words, vector (words and vector), intents (words and
        /// intents) or all
        #[arg(long, default_value = "all", value_name = "DEGREE", value_parser = known)]
        known: Known,
        /// Rank with the weights in this file [default: those in the binary]
        #[arg(long, value_name = "FILE")]
        ranker: Option<PathBuf>,
        /// Fail where recall@1 is under this share
        #[arg(long, value_name = "SHARE", value_parser = share)]
        fail_under: Option<f64>,
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
    /// Learn the weights of the search anew; to be done when the model or many articles have changed
    #[command(after_help = "Examples:
  dari faq fit                                     from faq/data to faq/ranker.json and faq/vectors.bin
  dari faq fit --out /tmp/ranker.json && dari faq eval --set faq/data/blind.jsonl --ranker /tmp/ranker.json

Equal articles, model and sets give equal weights. The figures it prints are for questions that the weights
were not learnt from (ten parts, each judged by the others). Build anew to put the weights into the binary.")]
    Fit {
        /// Questions to learn from, JSON lines as for `dari faq eval`; may be given several times
        #[arg(long, value_name = "FILE", default_values = ["faq/data/dev.jsonl", "faq/data/tune.jsonl"])]
        set: Vec<PathBuf>,
        /// The share of questions without an article that must be refused
        #[arg(long, default_value_t = 0.94, value_name = "SHARE", value_parser = share)]
        refuse: f64,
        /// Where the weights go; the questions' vectors go beside them, as vectors.bin
        #[arg(long, value_name = "FILE", default_value = "faq/ranker.json")]
        out: PathBuf,
        #[command(flatten)]
        articles: Articles,
        #[command(flatten)]
        model: Model,
    },
    /// List the facts that the articles rest on, and where each is used
    #[command(after_help = "Examples:
  dari faq facts
  dari faq facts --open                            what is still to be confirmed
  dari faq facts --json | jq -r '.[] | select(.status == \"check\") | .id'")]
    Facts {
        /// Only what is still to be confirmed
        #[arg(long)]
        open: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        articles: Articles,
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

/// Runs one FAQ command.
pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Search { question, lang, k, why, json, articles, model } => {
            let shown = if json { search::Shown::Json } else { search::Shown::Text { why } };
            search::search(&Reader::open(&articles, &model, None)?, &question.join(" "), lang, k, shown)
        }
        Command::Lint { max_age_days, today, signed, json, articles } => {
            let today = today.unwrap_or_else(lint::today_in_korea);
            lint::lint(&articles.library()?, lint::Bar { today, max_age_days, signed }, json)
        }
        Command::Eval { set, known, ranker, fail_under, misses, json, articles, model } => {
            let reader = Reader::open(&articles, &model, ranker.as_deref())?;
            let figures = eval::eval(&reader, &set, known, misses, json)?;
            let recall = figures.recall_at_1.unwrap_or(1.0);
            let least = fail_under.unwrap_or(0.0);
            anyhow::ensure!(recall >= least, "recall@1 is {recall:.3}, under {least}");
            Ok(())
        }
        Command::Fit { set, refuse, out, articles, model } => {
            fit::fit(&Reader::unranked(&articles, &model)?, &set, refuse, &out)
        }
        Command::Facts { open, json, articles } => facts::list(&articles.library()?, open, json),
        Command::List { lang, articles } => {
            show::list(&articles.library()?, lang);
            Ok(())
        }
        Command::Show { id, lang, json, articles } => show::show(&articles.library()?, &id, lang, json),
    }
}

/// Reads a degree of knowledge.
fn known(name: &str) -> Result<Known, String> {
    match name {
        "words" => Ok(Known::Words),
        "vector" => Ok(Known::Vector),
        "intents" => Ok(Known::Intents),
        "all" => Ok(Known::All),
        _ => Err("must be words, vector, intents or all".to_owned()),
    }
}

/// Reads a share.
fn share(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| "must be between 0 and 1".to_owned())
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

/// What the model made of a question.
struct Heard {
    vector: Vec<f32>,
    intents: Vec<(String, f32)>,
    in_scope: f32,
}

impl Reader {
    /// The library with vectors where there is a model, ranked by the weights in `ranker` or in the binary.
    fn open(articles: &Articles, model: &Model, ranker: Option<&Path>) -> anyhow::Result<Self> {
        let mut reader = Self::unranked(articles, model)?;
        if let Some(path) = ranker {
            reader.library = reader.library.ranked_by(Ranker::load(path)?);
        }
        let fitted = &reader.library.ranker().model;
        if let Some(nlu) = reader.nlu.as_ref().filter(|nlu| nlu.version() != fitted) {
            eprintln!(
                "warning: the search was fitted with the model {fitted}, and this one is {}: run `dari faq fit`",
                nlu.version()
            );
        }
        Ok(reader)
    }

    /// The library whose weights do not matter, because they are to be learnt.
    fn unranked(articles: &Articles, model: &Model) -> anyhow::Result<Self> {
        let library = articles.library()?;
        Ok(match model.load() {
            Some(nlu) => {
                let library = vectors::index(library, &nlu, &|warning| eprintln!("warning: {warning}"));
                Self { library, nlu: Some(nlu) }
            }
            None => Self { library, nlu: None },
        })
    }

    fn hear(&self, text: &str) -> Option<Heard> {
        let understood = self.nlu.as_ref()?.understand(text, &[]);
        let intents = understood.intents.iter().map(|scored| (scored.value.name().to_owned(), scored.confidence));
        Some(Heard { intents: intents.collect(), in_scope: understood.in_scope, vector: understood.vector })
    }

    /// The passages, and the milliseconds that the search alone took.
    fn search(&self, text: &str, language: Language, known: Known, k: usize) -> (Vec<Passage>, f64) {
        let heard = self.hear(text);
        let query = query(text, language, heard.as_ref()).only(known);
        let started = Instant::now();
        let passages = self.library.search(&query, k);
        (passages, started.elapsed().as_secs_f64() * 1e3)
    }
}

fn query<'a>(text: &'a str, language: Language, heard: Option<&'a Heard>) -> Query<'a> {
    let Some(heard) = heard else { return Query::of(text, language) };
    let understood = Understood { intents: &heard.intents, in_scope: heard.in_scope };
    Query { text, language, vector: Some(&heard.vector), understood: Some(understood) }
}
