//! models: the card of a model: what it is, what it learnt from and how well it does, in words made from its manifest.

use std::fmt::Write as _;

use serde_json::Value;

use crate::Manifest;

/// Labels that the card names; the others are in the manifest.
const NAMED: usize = 200;

/// What the shipped encoder and its vocabulary were made from, and under which licence that is.
const LEARNT: [(&str, &str); 13] = [
    ("all-MiniLM-L6-v2", "Apache-2.0"),
    ("Python documentation in Korean", "PSF licence"),
    ("tldr pages", "CC BY 4.0"),
    ("KorSTS", "CC BY-SA 4.0"),
    ("NTREX-128", "CC BY-SA 4.0"),
    ("Korean–English news and school", "CC BY-SA 3.0"),
    ("NSMC", "CC0"),
    ("3i4K", "CC BY-SA 4.0"),
    ("ParaKQC", "CC BY-SA 4.0"),
    ("Chatbot_data", "MIT"),
    ("Banking77", "CC BY 4.0"),
    ("CLINC150", "CC BY 3.0"),
    ("HWU64", "CC BY 4.0"),
];

/// Figures of the report on the development set that the card shows: where they stand, and what they are.
const FIGURES: [(&str, &str); 9] = [
    ("/intent/accuracy", "accuracy"),
    ("/intent/macro_f1", "macro-F1"),
    ("/calibration/ece", "calibration error"),
    ("/oos/auroc", "out of scope, AUROC"),
    ("/urgent/recall", "emergencies, recall"),
    ("/urgent/hard_false_alarm_rate", "emergencies, false alarms on hard negatives"),
    ("/sentiment/macro_f1", "sentiment, macro-F1"),
    ("/frustration/f1", "frustration, F1"),
    ("/urgency/accuracy", "urgency, accuracy"),
];

/// The card of the model that a manifest describes; `is_ours` where it reads with the shipped vocabulary.
pub(crate) fn card(manifest: &Manifest, is_ours: bool) -> String {
    let mut card = format!(
        "# Model {}\n\nMade from `manifest.json` when the model was written; what is changed here is lost then.\n",
        manifest.version
    );
    for (title, text) in [
        ("What it does", purpose(manifest)),
        ("What it learnt from", origin(manifest)),
        ("How well it does", figures(manifest)),
        ("What it rests on, and the licences", licences(is_ours)),
        ("Labels", labels(manifest)),
    ] {
        let _ = write!(card, "\n## {title}\n\n{text}");
    }
    card
}

fn purpose(manifest: &Manifest) -> String {
    let (shape, labels) = (manifest.encoder, manifest.intents.len());
    let (layers, width, words) = (shape.num_hidden_layers, shape.hidden_size, shape.vocab_size);
    let moods = if manifest.layout.moods { ", and sentiment, frustration, urgency and emergency" } else { "" };
    let lower = if manifest.lower.is_empty() {
        String::new()
    } else {
        let layers: Vec<String> = manifest.lower.iter().map(ToString::to_string).collect();
        format!(" and the mean states of layers {}", layers.join(", "))
    };
    format!(
        "It says which of {labels} labels a sentence has, or that it has none of them{moods}, and gives a vector to \
         search by.\n\n\
         - dense branch: linear heads on the sentence vector{lower} of a transformer of {layers} layers × {width} with \
         {words} word rows\n\
         - sparse branch: linear machines on {} n-grams\n\
         - a sentence is out of scope below {}, and a label is sure from {} with a lead of {}\n",
        manifest.rows, manifest.thresholds.in_scope, manifest.thresholds.confident, manifest.thresholds.margin
    )
}

fn origin(manifest: &Manifest) -> String {
    let training = &manifest.training;
    let articles = match training.articles {
        0 => String::new(),
        some => format!(", the questions of {some} articles among them"),
    };
    let tuned = match training.epochs {
        0 => "the encoder stayed as it was".to_owned(),
        1 => "the encoder was tuned in one pass".to_owned(),
        some => format!("the encoder was tuned in {some} passes at most"),
    };
    let whose = if manifest.layout.moods { "; they were written for Dari" } else { "; their licence is theirs" };
    format!(
        "{} sentences{articles}{whose}. Seed {}; {tuned}.\n\nSHA-256 of the sentences with their labels: `{}`\n",
        training.sentences, training.seed, training.data
    )
}

fn figures(manifest: &Manifest) -> String {
    let Some(report) = &manifest.dev else {
        let text = "No report came with it: `dari nlu eval --model DIR --set FILE` makes one. What the shipped model does \
                    stands in `models/README.md`.\n";
        return text.to_owned();
    };
    let count = report.pointer("/n").and_then(Value::as_u64).unwrap_or(0);
    let mut text = format!("On {count} sentences it was steered by, which flatters it a little:\n\n| | |\n|---|---|\n");
    for (at, name) in FIGURES {
        if let Some(figure) = report.pointer(at).and_then(Value::as_f64) {
            let _ = writeln!(text, "| {name} | {:.1} % |", figure * 100.0);
        }
    }
    text
}

fn licences(is_ours: bool) -> String {
    if !is_ours {
        let text = "Its encoder reads with another vocabulary than the shipped one: the licence of the encoder that it \
                    was trained from holds, and what that one learnt from.\n";
        return text.to_owned();
    }
    let mut text = "The encoder comes from the shipped one, whose weights, alignment or pieces were made with the \
                    following; no sentence of theirs is in it. Of their labels it learnt the stars of NSMC, as sentiment, \
                    and as what is alike the scores of KorSTS, the groups of ParaKQC and the intents of Banking77, \
                    CLINC150 and HWU64:\n\n"
        .to_owned();
    for (what, licence) in LEARNT {
        let _ = writeln!(text, "- {what} ({licence})");
    }
    text
}

fn labels(manifest: &Manifest) -> String {
    let plain = |label: &String| format!("`{}`", label.replace(['`', '\n', '\r'], " "));
    let named: Vec<String> = manifest.intents.iter().take(NAMED).map(plain).collect();
    let more = match manifest.intents.len().saturating_sub(NAMED) {
        0 => String::new(),
        some => format!(" and {some} more"),
    };
    format!("{}{more}\n", named.join(", "))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::Bundle;

    #[test]
    fn the_shipped_card_is_in_step() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("weights/MODEL_CARD.md");
        let card = Bundle::embedded().unwrap().card();
        if std::env::var_os("DARI_UPDATE").is_some() {
            fs::write(&path, &card).unwrap();
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(found == card, "{} is out of step: run this test with DARI_UPDATE=1", path.display());
    }

    #[test]
    fn everything_it_was_made_from_is_in_the_readme_too() {
        let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
        let readme = readme.split_whitespace().collect::<Vec<_>>().join(" ");
        for (what, licence) in LEARNT {
            assert!(readme.contains(what) && readme.contains(licence), "{what} ({licence})");
        }
    }

    #[test]
    fn a_card_says_what_is_known() {
        let shipped = Manifest { dev: None, ..Bundle::embedded().unwrap().manifest };
        let mut own = Manifest { intents: vec!["a`b".into(), "c".into()], lower: vec![2, 4], ..shipped.clone() };
        own.layout.moods = false;
        own.layout.intents = 2;
        own.training.epochs = 3;
        own.dev = Some(serde_json::json!({ "n": 86, "intent": { "accuracy": 0.937 }, "oos": { "auroc": 1.0 } }));
        for (manifest, is_ours, has, lacks) in [
            (&shipped, true, vec!["60 labels", "emergency", "No report", "Apache-2.0"], vec!["mean states"]),
            (
                &own,
                true,
                vec!["2 labels", "layers 2, 4", "3 passes", "| accuracy | 93.7 % |", "`a b`, `c`"],
                vec!["F1"],
            ),
            (&own, false, vec!["another vocabulary", "| out of scope, AUROC | 100.0 % |"], vec!["Apache-2.0"]),
        ] {
            let card = card(manifest, is_ours);
            assert!(has.iter().all(|part| card.contains(part)), "{card}");
            assert!(!lacks.iter().any(|part| card.contains(part)), "{card}");
        }
    }
}
