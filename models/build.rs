//! models: puts the shipped model into the binary, so that one file runs anywhere.

use std::path::Path;
use std::{env, fs};

fn main() {
    let out = env::var_os("OUT_DIR").expect("cargo sets it");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=weights");
    for file in ["manifest.json", "tokenizer.json", "model.safetensors"] {
        let target = Path::new(&out).join(file);
        let source = Path::new("weights").join(file);
        // A tree without weights still builds: `dari nlu train` makes them.
        let bytes = fs::read(source).unwrap_or_default();
        fs::write(target, bytes).expect("OUT_DIR can be written");
    }
}
