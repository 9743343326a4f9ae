//! bot: builds the web pages into `OUT_DIR/web`, so that one command builds everything.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

fn main() {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("web");
    let web = manifest.join("web");
    for watched in [
        "src",
        "package-lock.json",
        "package.json",
        "vite.config.ts",
        "names.ts",
        "index.html",
        "console.html",
        "public",
    ] {
        println!("cargo::rerun-if-changed=web/{watched}");
    }
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=DARI_WEB_DIST");
    fs::create_dir_all(&out).expect("OUT_DIR can be written");
    if let Some(ready) = env::var_os("DARI_WEB_DIST") {
        // Packagers without npm bring the pages with them.
        copy(Path::new(&ready), &out);
        return;
    }
    if !web.join("node_modules/.package-lock.json").exists() || is_older(&web) {
        npm(&web, &["ci", "--no-audit", "--no-fund", "--loglevel=error"], &out);
    }
    npm(&web, &["run", "build", "--silent"], &out);
}

/// Whether the lock has changed since the packages were installed.
fn is_older(web: &Path) -> bool {
    let changed = |path: PathBuf| fs::metadata(path).and_then(|meta| meta.modified()).ok();
    changed(web.join("node_modules/.package-lock.json")) < changed(web.join("package-lock.json"))
}

fn npm(web: &Path, arguments: &[&str], out: &Path) {
    let command = arguments.join(" ");
    let done = Command::new("npm").args(arguments).current_dir(web).env("DARI_WEB_OUT", out).output();
    match done {
        Err(error) => panic!(
            "\n\n  Dari's web pages are built with npm, and it cannot be started ({error}).\n  \
             Install Node.js 20 or newer, or set DARI_WEB_DIST to a directory with built pages.\n"
        ),
        Ok(output) if !output.status.success() => panic!(
            "\n\n  `npm {command}` failed in bot/web:\n{}{}\n",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ),
        Ok(_) => {}
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("DARI_WEB_DIST is a directory").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).expect("OUT_DIR can be written");
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("OUT_DIR can be written");
        }
    }
}
