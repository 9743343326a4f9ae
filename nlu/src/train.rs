//! nlu: training on our own sentences and the questions of articles, and tuning to the development set.

use models::train::{Example, Meaning, Options, Progress, train as fit};
use models::{Bundle, Classifier, Error};

use crate::evaluate::evaluate;
use crate::{EmergencyKind, Intent, Label, Nlu, Row};

/// What an article lends to training: the questions it answers, in every language.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The intents it answers; one with none lends its questions to the search alone.
    pub intents: Vec<Intent>,
    /// How customers ask for it.
    pub questions: Vec<String>,
}

/// Trains a model on `rows` and `articles`, and tunes its thresholds to `dev`.
pub fn train(
    rows: &[Row],
    articles: &[Article],
    dev: &[Row],
    options: &Options,
    progress: impl FnMut(Progress),
) -> Result<Bundle, Error> {
    let intents: Vec<String> = Intent::ALL.iter().map(|intent| intent.name().to_owned()).collect();
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
    let mut bundle = fit(&intents, &examples, &dev_examples, options, progress)?;
    let nlu = Nlu::new(Classifier::new(bundle.clone()).map_err(Error::Training)?).map_err(Error::Training)?;
    let report = evaluate(&nlu, dev).report;
    bundle.manifest.dev = serde_json::to_value(report).ok();
    Ok(bundle)
}

fn example(row: &Row) -> Example {
    Example {
        text: row.text.clone(),
        meaning: row.intent.map(|label| match label {
            Label::Intent(intent) => Meaning::Intents(numbers(&[intent])),
            Label::OutOfScope => Meaning::OutOfScope,
        }),
        sentiment: row.sentiment.map(|sentiment| (sentiment + 2) as usize),
        frustration: row.frustration,
        urgency: row.urgency.map(|urgency| urgency as usize),
        urgent: row.urgent.map(|urgent| urgent && row.intent.is_none_or(may_be_urgent)),
        article: None,
    }
}

/// An emergency is what an emergency's intent deals with: a suspicious call to which nothing was given is none.
fn may_be_urgent(label: Label) -> bool {
    label.intent().is_some_and(|intent| EmergencyKind::of(intent).is_some())
}

fn numbers(intents: &[Intent]) -> Vec<usize> {
    intents.iter().map(|&intent| intent as usize).collect()
}
