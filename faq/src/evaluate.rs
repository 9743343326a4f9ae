//! faq: how well questions find their articles, on a set of questions with known topics.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;

use flate2::read::GzDecoder;
use serde::{Deserialize, Serialize};

use crate::{ANSWERS, Error, Language, Passage};

/// A question and the topic that answers it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Row {
    pub text: String,
    #[serde(default, rename = "lang")]
    pub language: Language,
    /// The topic; none where no article answers.
    pub topic: Option<String>,
    /// Topics that a fair judge would also accept.
    #[serde(default)]
    pub accept: Vec<String>,
}

impl Row {
    /// True where `id` is the topic or accepted in its place.
    pub fn accepts(&self, id: &str) -> bool {
        self.topic.as_deref() == Some(id) || self.accept.iter().any(|accepted| accepted == id)
    }
}

/// Shares of a set (0..=1); a share of nothing is none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figures {
    /// Questions that an article answers, whose first passage is right.
    pub recall_at_1: Option<f64>,
    /// Questions that an article answers, with a right passage among the first three.
    pub recall_at_3: Option<f64>,
    /// The mean of one over the rank of the first right passage, over the same questions.
    pub mrr: Option<f64>,
    /// Questions that no article answers, with no passage from [`ANSWERS`] up.
    pub null_refused: Option<f64>,
    /// Questions that an article answers, whose first passage is right and from [`ANSWERS`] up.
    pub answered: Option<f64>,
    /// First passages from [`ANSWERS`] up that are right, over all questions.
    pub precision: Option<f64>,
    /// How many questions an article answers.
    pub n: usize,
    /// How many questions no article answers.
    pub nulls: usize,
}

/// A question that went wrong, and where it went.
#[derive(Debug, Clone, PartialEq)]
pub struct Miss {
    pub row: Row,
    /// The first three passages as topic and score.
    pub found: Vec<(String, f32)>,
}

/// Figures over a set and the questions that went wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub figures: Figures,
    pub misses: Vec<Miss>,
}

/// Reads a set: JSON lines, plain or, where the name ends in `.gz`, compressed.
pub fn read(path: &Path) -> Result<Vec<Row>, Error> {
    let name = path.display().to_string();
    let unreadable = |source| Error::Read { path: name.clone(), source };
    let file = File::open(path).map_err(unreadable)?;
    let reader: Box<dyn Read> = if path.extension().is_some_and(|extension| extension == "gz") {
        Box::new(GzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut rows = Vec::new();
    for (index, line) in BufReader::new(reader).lines().enumerate() {
        let line = line.map_err(unreadable)?;
        if !line.trim().is_empty() {
            rows.push(parse(&line).map_err(|reason| Error::Parse { file: name.clone(), line: index + 1, reason })?);
        }
    }
    Ok(rows)
}

fn parse(line: &str) -> Result<Row, String> {
    let row: Row = serde_json::from_str(line).map_err(|error| error.to_string())?;
    if row.text.trim().is_empty() { Err("the text is empty".to_owned()) } else { Ok(row) }
}

/// Asks every question with `search`, which gives passages, best first and at least three.
pub fn evaluate<'a>(rows: impl IntoIterator<Item = &'a Row>, search: &dyn Fn(&Row) -> Vec<Passage>) -> Report {
    let mut marks = Vec::new();
    let mut misses = Vec::new();
    for row in rows {
        let passages = search(row);
        let mark = Mark::of(row, &passages);
        if !mark.is_good() {
            let found = passages.iter().take(3).map(|passage| (passage.article.id.clone(), passage.score)).collect();
            misses.push(Miss { row: row.clone(), found });
        }
        marks.push(mark);
    }
    Report { figures: figures(&marks), misses }
}

/// How one question fared.
#[derive(Clone, Copy)]
struct Mark {
    /// An article answers it.
    has_topic: bool,
    /// The place of the first right passage, from 0.
    rank: Option<usize>,
    /// The first passage is from [`ANSWERS`] up.
    is_answered: bool,
}

impl Mark {
    fn of(row: &Row, passages: &[Passage]) -> Self {
        Self {
            has_topic: row.topic.is_some(),
            rank: passages.iter().position(|passage| row.accepts(&passage.article.id)),
            is_answered: passages.first().is_some_and(|passage| passage.score >= ANSWERS),
        }
    }

    fn is_right(self) -> bool {
        self.is_answered && self.rank == Some(0)
    }

    fn is_good(self) -> bool {
        if self.has_topic { self.is_right() } else { !self.is_answered }
    }
}

fn figures(marks: &[Mark]) -> Figures {
    let count = |test: &dyn Fn(&Mark) -> bool| marks.iter().filter(|mark| test(mark)).count();
    let share = |part: f64, of: usize| (of > 0).then(|| part / of as f64);
    let n = count(&|mark| mark.has_topic);
    let nulls = marks.len() - n;
    let within = |places: usize| count(&|mark| mark.has_topic && mark.rank.is_some_and(|rank| rank < places)) as f64;
    let reciprocal = |mark: &Mark| mark.rank.filter(|_| mark.has_topic).map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
    let right = count(&|mark| mark.has_topic && mark.is_right()) as f64;
    Figures {
        recall_at_1: share(within(1), n),
        recall_at_3: share(within(3), n),
        mrr: share(marks.iter().map(reciprocal).sum(), n),
        null_refused: share(count(&|mark| !mark.has_topic && !mark.is_answered) as f64, nulls),
        answered: share(right, n),
        precision: share(right, count(&|mark| mark.is_answered)),
        n,
        nulls,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::sync::Arc;

    use super::*;
    use crate::{Article, Why};

    fn passage(id: &str, score: f32) -> Passage {
        let text = format!(
            "+++\nid = \"{id}\"\ntitle = \"t\"\ncategory = \"c\"\nintents = []\nfacts = []\nas_of = \"2026-11-22\"\n\
             reviewer = \"r\"\nrelated = []\nquestions = [\"q\"]\nsources = []\n+++\n## 짧은 답\n네.\n"
        );
        let article = Article::parse(&format!("{id}.md"), &text, Language::Ko).unwrap();
        Passage { article: Arc::new(article), score, why: Why::default() }
    }

    fn row(text: &str, topic: Option<&str>, accept: &[&str]) -> Row {
        Row {
            text: text.to_owned(),
            language: Language::Ko,
            topic: topic.map(str::to_owned),
            accept: accept.iter().map(|id| (*id).to_owned()).collect(),
        }
    }

    #[test]
    fn figures_are_what_a_hand_would_count() {
        let rows = [
            row("right", Some("a"), &[]),
            row("second", Some("b"), &[]),
            row("accepted", Some("z"), &["a"]),
            row("nowhere", Some("z"), &[]),
            row("null refused", None, &[]),
            row("null answered", None, &[]),
        ];
        let search = |row: &Row| {
            let score = if row.text.contains("refused") || row.text == "accepted" { 0.4 } else { 0.9 };
            vec![passage("a", score), passage("b", 0.3), passage("c", 0.2)]
        };
        let report = evaluate(&rows, &search);
        let want = Figures {
            recall_at_1: Some(0.5),
            recall_at_3: Some(0.75),
            mrr: Some(2.5 / 4.0),
            null_refused: Some(0.5),
            answered: Some(0.25),
            precision: Some(0.25),
            n: 4,
            nulls: 2,
        };
        assert_eq!(report.figures, want);
        let misses: Vec<_> = report.misses.iter().map(|miss| miss.row.text.as_str()).collect();
        assert_eq!(misses, ["second", "accepted", "nowhere", "null answered"]);
    }

    #[test]
    fn a_share_of_nothing_is_none() {
        let figures = evaluate(&[], &|_| Vec::new()).figures;
        assert_eq!((figures.recall_at_1, figures.null_refused), (None, None));
    }

    #[test]
    fn a_row_needs_text_and_topic_or_null() {
        let check = |line: &str, want: Result<Row, &str>| match (parse(line), want) {
            (Ok(row), Ok(want)) => assert_eq!(row, want, "{line}"),
            (Err(error), Err(want)) => assert!(error.contains(want), "{error} lacks {want}"),
            (got, want) => panic!("{line}: {got:?}, not {want:?}"),
        };
        check(r#"{"text":"한도","topic":null}"#, Ok(row("한도", None, &[])));
        check(r#"{"text":"a","lang":"ko","topic":"b","accept":["c"]}"#, Ok(row("a", Some("b"), &["c"])));
        check(r#"{"text":" ","topic":null}"#, Err("empty"));
        check(r#"{"topic":null}"#, Err("missing field `text`"));
        check(r#"{"text":"a","lang":"fr","topic":null}"#, Err("unknown variant"));
    }

    #[test]
    fn a_compressed_set_reads_like_a_plain_one() {
        let dir = std::env::temp_dir().join(format!("faq-evaluate-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let lines = "{\"text\":\"a\",\"topic\":\"b\"}\n\n{\"text\":\"c\",\"topic\":nul}\n";
        let (plain, packed) = (dir.join("set.jsonl"), dir.join("set.jsonl.gz"));
        std::fs::write(&plain, lines).unwrap();
        let mut gz = flate2::write::GzEncoder::new(File::create(&packed).unwrap(), flate2::Compression::default());
        gz.write_all(lines.as_bytes()).unwrap();
        gz.finish().unwrap();
        for path in [&plain, &packed] {
            let error = read(path).unwrap_err().to_string();
            assert!(error.starts_with(&format!("{}:3: expected", path.display())), "{error}");
        }
        std::fs::remove_dir_all(&dir).unwrap();
        assert!(read(&plain).unwrap_err().to_string().starts_with("cannot read"));
    }
}
