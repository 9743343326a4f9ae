//! nlu: the lines written into a model's manifest, everything else in it left as it is.

use std::fs;
use std::path::{Path, PathBuf};

use models::Thresholds;
use serde_json::{Value, json};

/// Why a manifest could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be read or written.
    #[error("cannot change {}: {source}", path.display())]
    Io {
        /// The manifest.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is none.
    #[error("{} is not the manifest of a model", .0.display())]
    NoManifest(PathBuf),
}

/// Writes the lines into the manifest of a model directory.
pub fn write(dir: &Path, lines: &Thresholds) -> Result<(), Error> {
    let path = dir.join("manifest.json");
    let io = |source| Error::Io { path: path.clone(), source };
    let text = fs::read_to_string(&path).map_err(io)?;
    let mut manifest: Value = serde_json::from_str(&text).map_err(|_| Error::NoManifest(path.clone()))?;
    let own = manifest.get_mut("thresholds").and_then(Value::as_object_mut);
    let own = own.ok_or_else(|| Error::NoManifest(path.clone()))?;
    let Thresholds { in_scope, confident, margin, urgent, frustration } = *lines;
    let new = [
        ("in_scope", in_scope),
        ("confident", confident),
        ("margin", margin),
        ("urgent", urgent),
        ("frustration", frustration),
    ];
    for (name, line) in new {
        own.insert(name.to_owned(), json!((f64::from(line) * 10_000.0).round() / 10_000.0));
    }
    let mut text = serde_json::to_string_pretty(&manifest).map_err(|_| Error::NoManifest(path.clone()))?;
    text.push('\n');
    // A reader sees the old manifest or the new one, never half of it.
    let beside = dir.join("manifest.json.new");
    fs::write(&beside, text).and_then(|()| fs::rename(&beside, &path)).map_err(io)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_lines_change() {
        let dir = std::env::temp_dir().join(format!("dari-manifest-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let path = dir.join("manifest.json");
        let lines = Thresholds { in_scope: 0.1, confident: 0.2, margin: 0.3, urgent: 0.4, frustration: 0.5 };
        assert!(matches!(write(&dir, &lines), Err(Error::Io { .. })));
        fs::write(&path, "[]").unwrap();
        assert!(matches!(write(&dir, &lines), Err(Error::NoManifest(_))));
        fs::write(&path, r#"{"version":"x","thresholds":{"in_scope":0.5,"more":1},"intents":["b","a"]}"#).unwrap();
        write(&dir, &lines).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        fs::remove_dir_all(&dir).unwrap();
        let manifest: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            manifest["thresholds"],
            json!({"in_scope":0.1,"more":1,"confident":0.2,"margin":0.3,"urgent":0.4,"frustration":0.5})
        );
        assert_eq!(manifest["intents"], json!(["b", "a"]));
        assert!(text.find("version") < text.find("thresholds"), "the order stays");
    }
}
