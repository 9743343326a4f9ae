//! tests: the map is true: who may import whom, and one sentence at the top of each file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace is there")
}

/// Every Rust file of ours.
fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for room in ["bot/src", "nlu/src", "faq/src", "handoff/src", "models/src", "tests"] {
        walk(&root().join(room), &mut found);
    }
    assert!(found.len() > 60, "the sources were not found");
    found
}

fn walk(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "node_modules") {
                walk(&path, found);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// What a room's build rests on, as `cargo tree` sees it.
fn rests_on(room: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "-p", room, "-e", "normal", "--prefix", "none", "--format", "{p}"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut crates: Vec<String> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .skip(1)
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect();
    crates.sort();
    crates.dedup();
    crates
}

/// The arrows that may not be drawn, as (from, to).
fn forbidden(room: &str, crates: &[String]) -> Vec<String> {
    let never: &[&str] = match room {
        "handoff" => &["tokio", "axum", "sqlx", "candle-core", "tokenizers", "bot", "nlu", "faq", "models"],
        "faq" => &["tokio", "axum", "sqlx", "bot", "nlu", "handoff"],
        "nlu" => &["tokio", "axum", "sqlx", "bot", "faq", "handoff"],
        "models" => &["tokio", "axum", "sqlx", "bot", "nlu", "faq", "handoff"],
        _ => &[],
    };
    never
        .iter()
        .filter(|name| crates.iter().any(|found| found == *name))
        .map(|name| format!("{room} → {name}"))
        .collect()
}

#[test]
fn the_pure_rooms_know_neither_network_nor_database_nor_each_other() {
    for room in ["handoff", "faq", "nlu", "models"] {
        let wrong = forbidden(room, &rests_on(room));
        assert!(wrong.is_empty(), "arrows drawn the wrong way: {wrong:?}");
    }
}

#[test]
fn an_arrow_drawn_the_wrong_way_is_found() {
    let crates = ["serde", "tokio", "sqlx"].map(str::to_owned);
    assert_eq!(forbidden("handoff", &crates), ["handoff → tokio", "handoff → sqlx"]);
    let bot = rests_on("bot");
    assert!(bot.iter().any(|found| found == "tokio") && bot.iter().any(|found| found == "handoff"));
}

/// Within the bot: the parts from left to right; each may use what stands to its right.
const ORDER: [(&str, &[&str]); 5] = [
    ("http", &["cli"]),
    ("turn", &["cli", "http", "inbox"]),
    ("feed", &["cli", "inbox", "turn", "dialogue", "desk", "courier"]),
    ("store", &["cli", "inbox", "turn", "dialogue", "feed", "desk", "http", "app", "words"]),
    ("conversation", &["cli", "inbox", "turn", "dialogue", "feed", "desk", "http", "app", "store", "words"]),
];

#[test]
fn within_the_bot_nothing_reaches_back() {
    for (part, never) in ORDER {
        for path in sources() {
            let inside = path.strip_prefix(root().join("bot/src")).ok().map(Path::to_path_buf);
            let Some(inside) = inside else { continue };
            let first = inside.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
            let first = first.unwrap_or_default();
            if first.trim_end_matches(".rs") != part {
                continue;
            }
            let text = fs::read_to_string(&path).expect("it reads");
            for other in never {
                assert!(
                    !text.contains(&format!("crate::{other}::")) && !text.contains(&format!("use crate::{other};")),
                    "{} reaches back to {other}",
                    inside.display()
                );
            }
        }
    }
}

#[test]
fn every_file_opens_with_a_sentence_that_names_its_room() {
    for path in sources() {
        let text = fs::read_to_string(&path).expect("it reads");
        let first = text.lines().next().unwrap_or_default();
        let relative = path.strip_prefix(root()).expect("it is ours").display().to_string();
        let room = relative.split('/').next().unwrap_or_default();
        assert!(first.starts_with(&format!("//! {room}: ")) && first.len() > 20, "{relative} begins with {first:?}");
    }
}

#[test]
fn time_enters_in_one_place() {
    for path in sources() {
        let relative = path.strip_prefix(root()).expect("it is ours").display().to_string();
        if relative == "bot/src/app.rs" || relative.starts_with("tests/") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("it reads");
        assert!(!text.contains("Timestamp::now(") && !text.contains("SystemTime::now("), "{relative} reads the clock");
    }
}

#[test]
fn sql_lives_in_the_store_alone() {
    for path in sources() {
        let relative = path.strip_prefix(root()).expect("it is ours").display().to_string();
        if relative.starts_with("bot/src/store") || relative.starts_with("tests/") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("it reads");
        assert!(!text.contains("sqlx::"), "{relative} speaks SQL");
    }
}
