//! bot: what came of a set of scripted conversations, in figures and to read.

use serde::Serialize;

use super::judge::Miss;
use super::play::{Heard, Played, at};
use super::script::Script;

/// How many of how many.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(super) struct Tally {
    pub passed: usize,
    pub total: usize,
}

/// What came of a set.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    pub dialogues: Tally,
    pub turns: Tally,
    pub failures: Vec<Failure>,
}

/// A turn that did not go as written.
#[derive(Debug, Serialize)]
pub(super) struct Failure {
    pub id: String,
    pub line: usize,
    pub why: String,
    /// Counted from 1.
    pub turn: usize,
    pub said: String,
    pub missed: Vec<Miss>,
    pub intents: Vec<String>,
    pub actions: Vec<String>,
    pub bot: Vec<String>,
}

impl Tally {
    /// The share that passed (0..=1); all of nothing.
    pub(super) fn share(self) -> f64 {
        if self.total == 0 { 1.0 } else { self.passed as f64 / self.total as f64 }
    }

    fn count(&mut self, passed: bool) {
        self.total += 1;
        self.passed += usize::from(passed);
    }
}

impl Report {
    /// Adds a conversation that was judged.
    pub(super) fn add(&mut self, script: &Script, played: &Played, verdict: Vec<Vec<Miss>>) {
        self.dialogues.count(verdict.iter().all(Vec::is_empty));
        for (n, (missed, (turn, heard))) in verdict.into_iter().zip(script.turns.iter().zip(&played.turns)).enumerate()
        {
            self.turns.count(missed.is_empty());
            if missed.is_empty() {
                continue;
            }
            self.failures.push(Failure {
                id: script.id.clone(),
                line: script.line,
                why: script.why.clone(),
                turn: n + 1,
                said: turn.say.clone(),
                missed,
                intents: heard.decided.intents.clone(),
                actions: actions(heard),
                bot: heard.said.clone(),
            });
        }
    }

    /// The figures and the failures as JSON.
    pub(super) fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }

    /// The failures to read, then the figures.
    pub(super) fn print(&self) {
        for failure in &self.failures {
            failure.print();
        }
        let mut fields: Vec<(&str, usize)> = Vec::new();
        for miss in self.failures.iter().flat_map(|failure| &failure.missed) {
            match fields.iter_mut().find(|(field, _)| *field == miss.field) {
                Some((_, count)) => *count += 1,
                None => fields.push((miss.field, 1)),
            }
        }
        fields.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        if !fields.is_empty() {
            let list: Vec<String> = fields.iter().map(|(field, count)| format!("{field} {count}")).collect();
            println!("missed      {}", list.join("   "));
        }
        line("dialogues", self.dialogues);
        line("turns", self.turns);
    }
}

impl Failure {
    fn print(&self) {
        println!("✗ {} (line {}), turn {}", self.id, self.line, self.turn);
        if !self.why.is_empty() {
            println!("  {}", self.why);
        }
        println!("  고객: {}", self.said);
        for miss in &self.missed {
            match miss.field {
                "must_contain" => println!("  → does not say {:?}", miss.expected),
                "must_not_contain" => println!("  → says {:?}", miss.expected),
                field => println!("  → {field}: expected {}, got {}", miss.expected, miss.got),
            }
        }
        println!("  taken as {}; did {}", list(&self.intents), list(&self.actions));
        for said in &self.bot {
            println!("  다리: {}", said.replace('\n', "\n        "));
        }
        println!();
    }
}

/// Prints a conversation turn by turn.
pub(super) fn show(script: &Script, played: &Played) {
    println!("━ {} ({}, {}, {})  {}", script.id, script.channel, script.verification, at(script.now), script.why);
    println!("  다리: {}", played.greeting);
    for (turn, heard) in script.turns.iter().zip(&played.turns) {
        println!("  고객: {}", turn.say);
        println!("    taken as {}; did {}", list(&heard.decided.intents), list(&actions(heard)));
        for said in &heard.said {
            println!("  다리: {}", said.replace('\n', "\n        "));
        }
    }
    println!();
}

fn actions(heard: &Heard) -> Vec<String> {
    heard.decided.actions.iter().map(|action| action.name().to_owned()).collect()
}

fn list(words: &[String]) -> String {
    if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
}

fn line(name: &str, tally: Tally) {
    println!("{name:<11} {} of {} pass ({:.1} %)", tally.passed, tally.total, tally.share() * 100.0);
}
