//! nlu: labelled sentences in JSON Lines, plain or gzipped, with errors that name file and line.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{Intent, Language, Urgency};

pub mod free;
mod row;
pub(crate) mod value;

/// One sentence and what is known of it; everything but the text may be unknown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The sentence as it was written.
    pub text: String,
    /// Its language, where it was marked.
    pub lang: Option<Language>,
    /// The word for it, where it was marked as neither Korean nor English.
    pub other_lang: Option<String>,
    /// What it means.
    pub intent: Option<Label>,
    /// What else is a right answer.
    pub accept: Vec<Label>,
    /// From −2 to 2.
    pub sentiment: Option<i8>,
    /// Whether it shows frustration.
    pub frustration: Option<bool>,
    /// How soon it matters.
    pub urgency: Option<Urgency>,
    /// Whether it is an emergency.
    pub urgent: Option<bool>,
    /// What the customer said before, oldest first.
    pub prev: Vec<String>,
    /// How it is written: plain, formal, dialect, slang or whatever the set distinguishes.
    pub register: Option<String>,
    /// How badly it is spelt: 0 to 3, or a name.
    pub typo: Option<String>,
    /// Where it was written.
    pub channel: Option<String>,
    /// The emergency that a calm sentence must not be taken for.
    pub near: Option<Intent>,
}

/// An intent, or none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Label {
    /// One of the sixty.
    Intent(Intent),
    /// None of the sixty.
    OutOfScope,
}

/// The name of the label that stands for none of the intents.
pub const OUT_OF_SCOPE: &str = "out_of_scope";

/// Where the label of ours is looked for, in this order.
const FIELDS: [&str; 2] = ["intent", "label"];

/// Labelled sentences.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dataset {
    /// The sentences, in the order they were read.
    pub rows: Vec<Row>,
}

/// Why a set of sentences cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder cannot be opened.
    #[error("cannot read {}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line is not a row.
    #[error("{}:{line}: {reason}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A file or folder holds no sentence.
    #[error("{}", empty(.0))]
    Empty(PathBuf),
    /// No line has the field that should hold the label.
    #[error("no line of {} has `{field}`; the lines have {}", path.display(), there.join(", "))]
    Field {
        /// The file or folder.
        path: PathBuf,
        /// The field.
        field: String,
        /// The fields that the lines have.
        there: Vec<String>,
    },
}

impl Dataset {
    /// Reads a file, or every `*.jsonl` and `*.jsonl.gz` below a folder in the order of their names.
    pub fn read(path: &Path) -> Result<Self, Error> {
        Self::read_by(path, None)
    }

    /// Reads a file or folder whose labels stand in `field`, or else in `intent` or, where no line has that, in
    /// `label`.
    pub fn read_by(path: &Path, field: Option<&str>) -> Result<Self, Error> {
        let lines = lines(path)?;
        let has = |name: &&str| lines.iter().any(|line| value::get(&line.fields, &[name]).is_some());
        let field = match field {
            Some(field) if !has(&field) => return Err(without(path, field, &lines)),
            Some(field) => field,
            None => FIELDS.into_iter().find(has).unwrap_or(FIELDS[0]),
        };
        let rows = lines.iter().map(|line| row::row(&line.fields, field).map_err(|reason| line.wrong(reason)));
        Ok(Self { rows: rows.collect::<Result<_, _>>()? })
    }

    /// Splits off about one row of `part`, the same ones for the same seed; a sentence that stands in the
    /// set twice stays on one side.
    pub fn hold_out(self, part: u64, seed: u64) -> (Self, Self) {
        let held = |row: &Row| {
            let text = models::text::compact(&models::text::normalise(&row.text));
            let hash = text.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
            (hash ^ hash >> 29).is_multiple_of(part)
        };
        let (held, kept) = self.rows.into_iter().partition(held);
        (Self { rows: kept }, Self { rows: held })
    }
}

impl Row {
    /// True where anything is known of the sentence that a model can be measured by.
    pub fn is_labelled(&self) -> bool {
        let felt = self.sentiment.is_some() || self.frustration.is_some();
        self.intent.is_some() || felt || self.urgency.is_some() || self.urgent.is_some()
    }
}

impl Label {
    /// The intent, where it is one.
    pub fn intent(self) -> Option<Intent> {
        match self {
            Self::Intent(intent) => Some(intent),
            Self::OutOfScope => None,
        }
    }

    /// The name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Intent(intent) => intent.name(),
            Self::OutOfScope => OUT_OF_SCOPE,
        }
    }
}

impl From<Label> for String {
    fn from(label: Label) -> Self {
        label.name().to_owned()
    }
}

impl TryFrom<String> for Label {
    type Error = crate::UnknownIntent;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        if is_out_of_scope(&name) {
            return Ok(Self::OutOfScope);
        }
        plain(&name).parse().map(Self::Intent).map_err(|_| crate::UnknownIntent(name))
    }
}

/// A name as ours are written.
fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

/// True for the names that stand for none of the labels, in whatever set.
pub fn is_out_of_scope(name: &str) -> bool {
    matches!(plain(name).as_str(), OUT_OF_SCOPE | "oos" | "nlu_fallback")
}

/// A line, and where it stands.
pub(crate) struct Line {
    path: PathBuf,
    number: usize,
    pub(crate) fields: Map<String, Value>,
}

impl Line {
    fn wrong(&self, reason: String) -> Error {
        Error::Line { path: self.path.clone(), line: self.number, reason }
    }
}

/// Every line of a file or folder; at least one.
pub(crate) fn lines(path: &Path) -> Result<Vec<Line>, Error> {
    let mut lines = Vec::new();
    for file in files(path)? {
        for (index, text) in text_of(&file)?.trim_start_matches('\u{feff}').lines().enumerate() {
            if text.trim().is_empty() {
                continue;
            }
            let line = index + 1;
            let fields = serde_json::from_str(text).map_err(|error| Error::Line {
                path: file.clone(),
                line,
                reason: format!("not a JSON object: {error}"),
            })?;
            lines.push(Line { path: file.clone(), number: line, fields });
        }
    }
    if lines.is_empty() { Err(Error::Empty(path.to_owned())) } else { Ok(lines) }
}

/// The texts of a file or folder, whatever their labels are.
pub fn texts(path: &Path) -> Result<Vec<String>, Error> {
    let lines = lines(path)?;
    lines.iter().map(|line| value::text(&line.fields, "text").map_err(|reason| line.wrong(reason))).collect()
}

/// The names of the fields that the lines of a file or folder have.
pub fn fields(path: &Path) -> Result<Vec<String>, Error> {
    Ok(names(&lines(path)?))
}

fn names(lines: &[Line]) -> Vec<String> {
    let names: BTreeSet<&String> = lines.iter().flat_map(|line| line.fields.keys()).collect();
    names.into_iter().cloned().collect()
}

fn without(path: &Path, field: &str, lines: &[Line]) -> Error {
    Error::Field { path: path.to_owned(), field: field.to_owned(), there: names(lines) }
}

fn empty(path: &Path) -> String {
    if path.is_dir() {
        format!("{} holds no *.jsonl or *.jsonl.gz with a sentence in it", path.display())
    } else {
        format!("{} is empty: it needs a line of JSON for each sentence", path.display())
    }
}

/// A file itself, or every `*.jsonl` and `*.jsonl.gz` below a folder in the order of their names.
pub fn files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    if path.is_dir() {
        list(path, &mut files)?;
    } else {
        files.push(path.to_owned());
    }
    Ok(files)
}

fn list(dir: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let io = |source| Error::Io { path: dir.to_owned(), source };
    let mut entries: Vec<PathBuf> =
        fs::read_dir(dir).map_err(io)?.map(|entry| Ok(entry?.path())).collect::<Result<_, _>>().map_err(io)?;
    entries.sort();
    for path in entries {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            list(&path, files)?;
        } else if [".jsonl", ".jsonl.gz"].iter().any(|ending| name.ends_with(ending)) {
            files.push(path);
        }
    }
    Ok(())
}

/// The text of a file, plain or gzipped.
pub fn text_of(path: &Path) -> Result<String, Error> {
    let io = |source| Error::Io { path: path.to_owned(), source };
    let bytes = fs::read(path).map_err(io)?;
    let mut text = String::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text).map_err(io)?;
    } else {
        (&bytes[..]).read_to_string(&mut text).map_err(io)?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn parse_by(name: &str, text: &str, field: Option<&str>) -> Result<Vec<Row>, String> {
        let read = with_file(name, text, |path| Dataset::read_by(path, field));
        read.map(|set| set.rows).map_err(|error| error.to_string())
    }

    /// Reads a file that is there for as long; `name` is its own among all tests.
    pub(crate) fn with_file<T>(name: &str, text: &str, read: impl FnOnce(&Path) -> T) -> T {
        let path = std::env::temp_dir().join(format!("dari-set-{}-{name}.jsonl", std::process::id()));
        fs::write(&path, text).unwrap();
        let read = read(&path);
        fs::remove_file(&path).unwrap();
        read
    }

    #[test]
    fn a_row_needs_its_text_alone() {
        let rows = parse_by("alone", "{\"text\":\"한도 얼마\"}\n\n{\"text\":\"hi\",\"intent\":\"chitchat\",\"accept\":[\"out_of_scope\"],\"frustration\":1,\"urgent\":false,\"sentiment\":-1,\"urgency\":\"soon\",\"prev\":[\"a\"],\"lang\":\"en\"}\n", None).unwrap();
        assert_eq!(rows[0], Row { text: "한도 얼마".into(), ..Row::default() });
        assert_eq!(rows[1].intent, Some(Label::Intent(Intent::Chitchat)));
        assert_eq!(rows[1].accept, [Label::OutOfScope]);
        assert_eq!((rows[1].frustration, rows[1].urgent), (Some(true), Some(false)));
        assert_eq!(rows[1].urgency, Some(Urgency::Soon));
    }

    #[test]
    fn errors_name_file_line_and_reason() {
        let check = |name: &str, text: &str, want: &str| {
            let error = parse_by(name, text, None).unwrap_err();
            assert!(error.contains(&format!("{name}.jsonl:2: ")) && error.contains(want), "{error}");
        };
        check("cut", "{\"text\":\"a\"}\n{\"text\":", "not a JSON object");
        check("no-text", "{\"text\":\"a\"}\n{\"intent\":\"chitchat\"}", "missing field `text`");
        check("blank", "{\"text\":\"a\"}\n{\"text\":\" \"}", "`text` is empty");
        check("foreign", "{\"text\":\"a\"}\n{\"text\":\"b\",\"intent\":\"nope\"}", "`nope` is not one of our intents");
        check(
            "five",
            "{\"text\":\"a\"}\n{\"text\":\"b\",\"sentiment\":5}",
            "`sentiment` is 5, not a whole number of −2..2",
        );
        check("maybe", "{\"text\":\"a\"}\n{\"text\":\"b\",\"urgent\":\"maybe\"}", "not true, false, 0 or 1");
    }

    #[test]
    fn the_label_stands_in_the_field_that_is_there() {
        let check = |name, text: &str, field, want: Option<Label>| {
            assert_eq!(parse_by(name, text, field).unwrap()[0].intent, want, "{text}");
        };
        let lost = Some(Label::Intent(Intent::CardLost));
        check("label", r#"{"text":"a","label":"card_lost"}"#, None, lost);
        check("intent", r#"{"text":"a","label":"x","intent":"card_lost"}"#, None, lost);
        check("topic", r#"{"text":"a","topic":"card_lost","intent":"x"}"#, Some("topic"), lost);
        check("null", r#"{"text":"a","intent":null,"label":"card_lost"}"#, None, lost);
        check("none", r#"{"text":"a"}"#, None, None);
        let error = parse_by("slip", r#"{"text":"a","topic":"card_lost"}"#, Some("topci")).unwrap_err();
        assert!(error.ends_with("has `topci`; the lines have text, topic"), "{error}");
        assert!(
            parse_by("empty", "\n", None).unwrap_err().ends_with("empty: it needs a line of JSON for each sentence")
        );
    }

    #[test]
    fn out_of_scope_has_many_names() {
        for name in ["oos", "OOS", "out_of_scope", "out-of-scope", "Out of scope", "nlu_fallback"] {
            assert_eq!(Label::try_from(name.to_owned()), Ok(Label::OutOfScope), "{name}");
        }
        assert!(!is_out_of_scope("scope") && Label::try_from("nothing".to_owned()).is_err());
    }

    #[test]
    fn folders_are_read_whole_and_gzip_like_plain() {
        let dir = std::env::temp_dir().join(format!("dari-dataset-{}", std::process::id()));
        fs::create_dir_all(dir.join("a")).unwrap();
        fs::write(dir.join("a/one.jsonl"), "{\"text\":\"one\"}\n").unwrap();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(b"{\"text\":\"two\"}\n").unwrap();
        fs::write(dir.join("two.jsonl.gz"), gzip.finish().unwrap()).unwrap();
        fs::write(dir.join("notes.txt"), "no").unwrap();
        let texts: Vec<String> = Dataset::read(&dir).unwrap().rows.into_iter().map(|row| row.text).collect();
        fs::remove_dir_all(&dir).unwrap();
        assert_eq!(texts, ["one", "two"]);
        assert!(matches!(Dataset::read(&dir), Err(Error::Io { .. })));
    }

    #[test]
    fn holding_out_splits_by_sentence_and_seed() {
        let rows: Vec<Row> = (0..500).map(|n| Row { text: format!("문장 {n}"), ..Row::default() }).collect();
        let (kept, held) = Dataset { rows: rows.clone() }.hold_out(10, 3);
        assert_eq!(kept.rows.len() + held.rows.len(), 500);
        assert!((20..100).contains(&held.rows.len()), "{}", held.rows.len());
        assert_eq!(Dataset { rows }.hold_out(10, 3).1, held);
    }
}
