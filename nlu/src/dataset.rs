//! nlu: labelled sentences in JSON Lines, plain or gzipped, with errors that name file and line.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use serde::{Deserialize, Deserializer, Serialize};

use crate::{Intent, Language, Urgency};

pub mod free;

/// One sentence and what is known of it; everything but the text may be unknown.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The sentence as it was written.
    pub text: String,
    /// Its language, where it was marked.
    #[serde(default)]
    pub lang: Option<Language>,
    /// What it means.
    #[serde(default)]
    pub intent: Option<Label>,
    /// What else is a right answer.
    #[serde(default)]
    pub accept: Vec<Label>,
    /// From −2 to 2.
    #[serde(default)]
    pub sentiment: Option<i8>,
    /// Whether it shows frustration; 0 and 1 stand for false and true.
    #[serde(default, deserialize_with = "flag")]
    pub frustration: Option<bool>,
    /// How soon it matters.
    #[serde(default)]
    pub urgency: Option<Urgency>,
    /// Whether it is an emergency; 0 and 1 stand for false and true.
    #[serde(default, deserialize_with = "flag")]
    pub urgent: Option<bool>,
    /// What the customer said before, oldest first.
    #[serde(default)]
    pub prev: Vec<String>,
    /// How it is written: plain, formal, dialect, slang or whatever the set distinguishes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<String>,
    /// How badly it is spelt: 0 to 3, or a name.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "word")]
    pub typo: Option<String>,
    /// Where it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
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
    #[error("cannot read {}: {source}", path.display())]
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
    /// A folder holds no sentence.
    #[error("{} holds no *.jsonl or *.jsonl.gz with a sentence in it", .0.display())]
    Empty(PathBuf),
}

impl Dataset {
    /// Reads a file, or every `*.jsonl` and `*.jsonl.gz` below a folder in the order of their names.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let mut rows = Vec::new();
        for file in files(path)? {
            rows.extend(parse(&file, &text_of(&file)?)?);
        }
        if rows.is_empty() { Err(Error::Empty(path.to_owned())) } else { Ok(Self { rows }) }
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
        if name == OUT_OF_SCOPE { Ok(Self::OutOfScope) } else { name.parse().map(Self::Intent) }
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

fn parse(path: &Path, text: &str) -> Result<Vec<Row>, Error> {
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| row(line).map_err(|reason| Error::Line { path: path.to_owned(), line: index + 1, reason }))
        .collect()
}

fn row(line: &str) -> Result<Row, String> {
    let row: Row = serde_json::from_str(line).map_err(|error| match error.to_string() {
        reason if error.is_data() => reason.split(" at line").next().unwrap_or_default().to_owned(),
        reason => format!("not a JSON object: {reason}"),
    })?;
    if row.text.trim().is_empty() {
        return Err("`text` is empty".to_owned());
    }
    match row.sentiment {
        Some(sentiment) if !(-2..=2).contains(&sentiment) => Err(format!("`sentiment` is {sentiment}, not −2..2")),
        _ => Ok(row),
    }
}

/// A word or a number, as a word.
fn word<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a word or a number")]
    enum Word {
        Text(String),
        Number(u64),
    }
    Ok(Option::<Word>::deserialize(deserializer)?.map(|word| match word {
        Word::Text(text) => text,
        Word::Number(number) => number.to_string(),
    }))
}

fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected true, false, 0 or 1")]
    enum Flag {
        Bool(bool),
        Number(f64),
    }
    Ok(Option::<Flag>::deserialize(deserializer)?.map(|flag| match flag {
        Flag::Bool(flag) => flag,
        Flag::Number(number) => number >= 0.5,
    }))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn parse_one(text: &str) -> Result<Vec<Row>, String> {
        parse(Path::new("set.jsonl"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_row_needs_its_text_alone() {
        let rows = parse_one("{\"text\":\"한도 얼마\"}\n\n{\"text\":\"hi\",\"intent\":\"chitchat\",\"accept\":[\"out_of_scope\"],\"frustration\":1,\"urgent\":false,\"sentiment\":-1,\"urgency\":\"soon\",\"prev\":[\"a\"],\"lang\":\"en\"}\n").unwrap();
        assert_eq!(rows[0], Row { text: "한도 얼마".into(), ..Row::default() });
        assert_eq!(rows[1].intent, Some(Label::Intent(Intent::Chitchat)));
        assert_eq!(rows[1].accept, [Label::OutOfScope]);
        assert_eq!((rows[1].frustration, rows[1].urgent), (Some(true), Some(false)));
        assert_eq!(rows[1].urgency, Some(Urgency::Soon));
    }

    #[test]
    fn errors_name_file_line_and_reason() {
        let check = |text: &str, want: &str| {
            let error = parse_one(text).unwrap_err();
            assert!(error.starts_with("set.jsonl:2: ") && error.contains(want), "{error}");
        };
        check("{\"text\":\"a\"}\n{\"text\":", "not a JSON object");
        check("{\"text\":\"a\"}\n{\"intent\":\"chitchat\"}", "missing field `text`");
        check("{\"text\":\"a\"}\n{\"text\":\" \"}", "`text` is empty");
        check("{\"text\":\"a\"}\n{\"text\":\"b\",\"intent\":\"nope\"}", "`nope` is not an intent");
        check("{\"text\":\"a\"}\n{\"text\":\"b\",\"sentiment\":5}", "not −2..2");
        check("{\"text\":\"a\"}\n{\"text\":\"b\",\"urgent\":\"yes\"}", "expected true, false, 0 or 1");
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
