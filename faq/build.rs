//! faq: builds the articles and their questions' vectors into the program.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the crate's folder");
    let root = Path::new(&root);
    write("articles.rs", &articles(&root.join("articles")));
    write("vectors.rs", &vectors(&root.join("vectors.bin")));
}

/// Language, path and text of every article.
fn articles(folder: &Path) -> String {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut source = String::from("&[\n");
    for language in ["ko", "en"] {
        let folder = folder.join(language);
        let mut names: Vec<String> = fs::read_dir(&folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "md"))
            .collect();
        names.sort();
        for name in names {
            let path = folder.join(&name);
            println!("cargo::rerun-if-changed={}", path.display());
            let shown = format!("faq/articles/{language}/{name}");
            writeln!(source, "    ({language:?}, {shown:?}, include_str!({:?})),", path.display().to_string())
                .expect("writing to a string never fails");
        }
    }
    source.push_str("]\n");
    source
}

/// The bytes of the vectors; none where nobody has made them, which costs the first start time.
fn vectors(file: &Path) -> String {
    println!("cargo::rerun-if-changed={}", file.display());
    if file.exists() { format!("include_bytes!({:?})", file.display().to_string()) } else { "&[]".to_owned() }
}

fn write(name: &str, source: &str) {
    let out = Path::new(&env::var("OUT_DIR").expect("cargo names the output folder")).join(name);
    fs::write(&out, source).unwrap_or_else(|error| panic!("cannot write {}: {error}", out.display()));
}
