//! faq: builds the articles into the program.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the crate's folder");
    let articles = Path::new(&root).join("articles");
    println!("cargo::rerun-if-changed={}", articles.display());
    let mut source = String::from("&[\n");
    for language in ["ko", "en"] {
        let folder = articles.join(language);
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
    let out = Path::new(&env::var("OUT_DIR").expect("cargo names the output folder")).join("articles.rs");
    fs::write(&out, source).unwrap_or_else(|error| panic!("cannot write {}: {error}", out.display()));
}
