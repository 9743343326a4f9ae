//! nlu: sentences with labels of any kind, and pairs of sentences with a score of their likeness.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize as _;
use serde_json::{Map, Value};

use super::{Error, is_out_of_scope, lines, value, without};
use crate::rasa::Mark;

/// What a set of lines holds.
#[derive(Debug, Clone, PartialEq)]
pub enum FreeSet {
    /// Sentences, and the name of the field that labels them.
    Sentences(String, Vec<FreeRow>),
    /// Pairs of sentences with people's scores.
    Pairs(Vec<Pair>),
}

/// A sentence and its label.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FreeRow {
    /// The sentence.
    pub text: String,
    /// What it is.
    pub label: String,
    /// What else is right.
    pub accept: Vec<String>,
    /// What was said before it.
    pub prev: Vec<String>,
    /// What the row says of itself, as pairs of dimension and value.
    pub slices: Vec<(&'static str, String)>,
    /// What is named in it, where that is marked.
    pub entities: Vec<Mark>,
}

/// Two sentences and how alike people find them.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// One sentence.
    pub a: String,
    /// The other.
    pub b: String,
    /// The higher, the more alike.
    pub score: f64,
}

/// Where a label is looked for, in this order.
pub const FIELDS: [&str; 4] = ["intent", "label", "act", "sentiment"];
/// What a row may say of itself that is worth a figure of its own.
const SLICES: [&str; 4] = ["register", "typo", "channel", "topic"];

/// Reads a file or folder; the label stands in `field`, or else in the first of [`FIELDS`] that any row has.
pub fn read(path: &Path, field: Option<&str>) -> Result<FreeSet, Error> {
    let lines = lines(path)?;
    let each = |read: Reading<'_>| {
        lines
            .iter()
            .map(|line| read(&line.fields).map_err(|reason| line.wrong(reason)))
            .collect::<Result<Vec<Row>, _>>()
    };
    if field.is_none() && ["a", "b", "score"].iter().all(|name| lines[0].fields.contains_key(*name)) {
        let pairs = each(&|row| pair(row).map(Row::Pair))?;
        return Ok(FreeSet::Pairs(pairs.into_iter().filter_map(Row::pair).collect()));
    }
    let field = label_field(path, field, &lines)?;
    let rows = each(&|row| sentence(row, field).map(Row::Sentence))?;
    Ok(FreeSet::Sentences(field.to_owned(), rows.into_iter().filter_map(Row::sentence).collect()))
}

/// Reads the sentences of a file or folder that have a label, and counts those that have none. The label stands
/// in `field`, or else in the first of [`FIELDS`] that any row has.
pub fn read_labelled(path: &Path, field: Option<&str>) -> Result<(Vec<FreeRow>, usize), Error> {
    let lines = lines(path)?;
    let field = label_field(path, field, &lines)?;
    let mut labelled = Vec::new();
    for line in lines.iter().filter(|line| value::get(&line.fields, &[field]).is_some()) {
        labelled.push(sentence(&line.fields, field).map_err(|reason| line.wrong(reason))?);
    }
    let bare = lines.len() - labelled.len();
    Ok((labelled, bare))
}

/// How a line is read.
type Reading<'a> = &'a dyn Fn(&Map<String, Value>) -> Result<Row, String>;

fn label_field<'a>(path: &Path, named: Option<&'a str>, lines: &[super::Line]) -> Result<&'a str, Error> {
    let has = |name: &&str| lines.iter().any(|line| value::get(&line.fields, &[name]).is_some());
    match named {
        Some(field) if has(&field) => Ok(field),
        Some(field) => Err(without(path, field, lines)),
        None => Ok(FIELDS.into_iter().find(has).unwrap_or(FIELDS[0])),
    }
}

enum Row {
    Sentence(FreeRow),
    Pair(Pair),
}

impl Row {
    fn sentence(self) -> Option<FreeRow> {
        if let Self::Sentence(row) = self { Some(row) } else { None }
    }

    fn pair(self) -> Option<Pair> {
        if let Self::Pair(pair) = self { Some(pair) } else { None }
    }
}

fn sentence(row: &Map<String, Value>, field: &str) -> Result<FreeRow, String> {
    let label = value::read(row, field, "a word, a number or a list of them", value::words)?.ok_or_else(|| {
        let known: Vec<&str> = row.keys().map(String::as_str).collect();
        format!("no label in `{field}`; the line has {}", known.join(", "))
    })?;
    let mut right = label.into_iter();
    let (language, other) = value::language(row);
    let language = language.map(|it| it.code().to_owned()).or(other).map(|code| ("language", code));
    let said = SLICES.into_iter().filter_map(|name| Some((name, value::name(value::get(row, &[name])?))));
    Ok(FreeRow {
        text: value::text(row, "text")?,
        label: right.next().unwrap_or_default(),
        accept: right
            .chain(value::read(row, "accept", "a list of labels", value::words)?.unwrap_or_default())
            .collect(),
        prev: value::before(row)?,
        entities: value::get(row, &["entities"])
            .map(Vec::deserialize)
            .transpose()
            .map_err(|error| format!("`entities` is not a list of start, end and entity: {error}"))?
            .unwrap_or_default(),
        slices: language.into_iter().chain(said).collect(),
    })
}

/// The labels of some sentences but for out of scope, in the order of their names.
pub fn labels(rows: &[FreeRow]) -> Vec<String> {
    let names: BTreeSet<&String> = rows.iter().map(|row| &row.label).filter(|label| !is_out_of_scope(label)).collect();
    names.into_iter().cloned().collect()
}

fn pair(row: &Map<String, Value>) -> Result<Pair, String> {
    let score = row.get("score").and_then(Value::as_f64).ok_or("`score` is not a number")?;
    Ok(Pair { a: value::text(row, "a")?, b: value::text(row, "b")?, score })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::tests::with_file;

    fn parse(name: &str, text: &str, field: Option<&str>) -> Result<FreeSet, String> {
        with_file(&format!("free-{name}"), text, |path| read(path, field)).map_err(|error| error.to_string())
    }

    #[test]
    fn the_label_is_found_by_its_name() {
        let check = |name, line: &str, field, want: (&str, &str)| {
            let FreeSet::Sentences(found, rows) = parse(name, line, field).unwrap() else { panic!("sentences") };
            assert_eq!((found.as_str(), rows[0].label.as_str()), want);
        };
        check("intent", r#"{"text":"hi","intent":"greet","sentiment":1}"#, None, ("intent", "greet"));
        check("act", r#"{"text":"hi","act":3,"group":0}"#, None, ("act", "3"));
        check("whole", r#"{"text":"hi","label":1.0}"#, None, ("label", "1"));
        check("list", r#"{"text":"hi","intent":["greet","bye"]}"#, None, ("intent", "greet"));
        check("sentiment", r#"{"text":"hi","intent":null,"sentiment":"negative"}"#, None, ("sentiment", "negative"));
        check("named", r#"{"text":"hi","intent":"greet","topic":"x"}"#, Some("topic"), ("topic", "x"));
    }

    #[test]
    fn a_row_tells_what_else_is_right_and_of_itself() {
        let line = r#"{"text":"hi","label":"a","accept":["b"],"prev":["x"],"lang":"en","typo":2}"#;
        let FreeSet::Sentences(_, rows) = parse("more", line, None).unwrap() else { panic!("sentences") };
        assert_eq!((rows[0].accept.as_slice(), rows[0].prev.len()), (["b".to_owned()].as_slice(), 1));
        assert_eq!(rows[0].slices, [("language", "en".to_owned()), ("typo", "2".to_owned())]);
        let line = r#"{"text":"hi","label":"a","accept":null,"context":"x","language":"Mixed","typo":2.0}"#;
        let FreeSet::Sentences(_, rows) = parse("odd", line, None).unwrap() else { panic!("sentences") };
        assert_eq!((rows[0].accept.len(), rows[0].prev.as_slice()), (0, ["x".to_owned()].as_slice()));
        assert_eq!(rows[0].slices, [("language", "mixed".to_owned()), ("typo", "2".to_owned())]);
    }

    #[test]
    fn sentences_without_a_label_can_be_left_out() {
        let text =
            "{\"text\":\"a\",\"sentiment\":1}\n{\"text\":\"b\",\"intent\":\"x\"}\n{\"text\":\"c\",\"intent\":null}\n";
        let (rows, bare) = with_file("labelled", text, |path| read_labelled(path, None)).unwrap();
        assert_eq!((rows.len(), rows[0].text.as_str(), bare), (1, "b", 2));
    }

    #[test]
    fn pairs_have_a_score() {
        let FreeSet::Pairs(pairs) = parse("pairs", r#"{"a":"x","b":"y","score":4}"#, None).unwrap() else { panic!() };
        assert!((pairs[0].score - 4.0).abs() < 1e-9);
    }

    #[test]
    fn errors_name_the_line_and_what_it_has() {
        let check = |name, text: &str, want: &str| {
            let error = parse(name, text, None).unwrap_err();
            assert!(error.contains(want), "{error}");
        };
        check("broken", "{\"text\":\"a\",\"label\":\"x\"}\n{", ":2: not a JSON object");
        check("array", "[1]", ":1: not a JSON object");
        check(
            "unlabelled",
            "{\"text\":\"a\",\"label\":\"x\"}\n{\"text\":\"a\",\"topic\":1}",
            ":2: no label in `label`; the line has text, topic",
        );
        check("no-text", "{\"label\":\"x\"}", ":1: missing field `text`");
        check("number", "{\"text\":4,\"label\":\"x\"}", "`text` is not a text");
        check("object", "{\"text\":\"a\",\"label\":{}}", "`label` is {}, not a word, a number or a list of them");
        check("prev", "{\"text\":\"a\",\"label\":1,\"prev\":[{}]}", "`prev` is [{}], not a list of texts");
        check("score", "{\"a\":\"x\",\"b\":\"y\",\"score\":\"high\"}", "`score` is not a number");
        check("empty", "\n\n", "is empty");
    }
}
