//! models: names of files and folders that stand beside others while these are being made.

use std::path::{Path, PathBuf};

/// The path with something after its whole name: `run.a` is followed by `run.a.part`. A path that ends in no name, like
/// `.`, has it inside.
pub fn beside(path: &Path, after: &str) -> PathBuf {
    match path.file_name() {
        Some(name) => {
            let mut name = name.to_owned();
            name.push(after);
            path.with_file_name(name)
        }
        None => path.join(after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_names_share_what_stands_beside_them() {
        for (path, want) in [
            ("run.a", "run.a.part"),
            ("out/run.b", "out/run.b.part"),
            ("out/run/", "out/run.part"),
            ("/run", "/run.part"),
            (".", "./.part"),
            ("..", "../.part"),
        ] {
            assert_eq!(beside(Path::new(path), ".part"), Path::new(want), "{path}");
        }
    }
}
