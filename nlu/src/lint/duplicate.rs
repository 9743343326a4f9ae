//! nlu: sentences that stand twice: in one split, in two, or with two labels.

use std::collections::BTreeMap;

use super::source::{Entry, Split};
use super::{Finding, Rule, Severity, Standard, near, of};

/// From this share of its 5-grams a sentence counts as held in a longer one.
const HELD: f64 = 0.9;

/// Leaks, duplicates and conflicts, exact and near.
pub(super) fn check(entries: &[Entry], standard: &Standard<'_>) -> Vec<Finding> {
    let mut by_key: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    entries.iter().for_each(|entry| by_key.entry(&entry.key).or_default().push(entry));
    let mut findings: Vec<Finding> = by_key.values().flat_map(|same| exact(same)).collect();
    let keys: Vec<&str> = by_key.keys().copied().collect();
    let mut closest: BTreeMap<(Rule, &super::Place), (f64, Finding)> = BTreeMap::new();
    for (a, b, overlap) in near::pairs(&keys, standard.near) {
        for (one, other, rule) in close(&by_key[keys[a]], &by_key[keys[b]]) {
            let finding = near_finding(one, other, rule, overlap);
            let entry = closest.entry((rule, &one.place));
            let best = entry.or_insert_with(|| (0.0, finding.clone()));
            if overlap > best.0 {
                *best = (overlap, finding);
            }
        }
    }
    let splits: Vec<u8> =
        keys.iter().map(|key| by_key[key].iter().fold(0, |all, it| all | 1 << it.split as u8)).collect();
    let apart = |a: usize, b: usize| (splits[a] | splits[b]).count_ones() > 1;
    for (short, long, share) in near::held(&keys, HELD, apart) {
        for (one, other, rule) in close(&by_key[keys[short]], &by_key[keys[long]]) {
            // Words in common that mean something else there give nothing away.
            if rule == Rule::NearLeak && one.agrees_with(other) {
                closest.entry((rule, &one.place)).or_insert_with(|| (share, held_finding(one, other, share)));
            }
        }
    }
    findings.extend(closest.into_values().map(|(_, finding)| finding));
    findings
}

/// What is wrong among entries of the same sentence: each is held against the first of its kind.
fn exact(same: &[&Entry]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, entry) in same.iter().enumerate() {
        let before = &same[..at];
        let others = same.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| *other);
        if let Some(other) = others.clone().find(|other| leaks(entry, other)) {
            let message = format!("this {} sentence stands in {} too", entry.split.name(), other.split.name());
            findings.push(beside(entry, other, Severity::Error, Rule::Leak, message));
        }
        let twin = |other: &&&Entry| other.split == entry.split && other.before == entry.before;
        if let Some(other) = before.iter().find(|other| !entry.agrees_with(other)) {
            let severity = if other.before == entry.before { Severity::Error } else { Severity::Warning };
            findings.push(beside(entry, other, severity, Rule::Conflict, labels("the same sentence", entry, other)));
        } else if let Some(other) = before.iter().find(twin) {
            let marks = differing(entry, other);
            let message = if marks.is_empty() {
                "this sentence stands here twice".to_owned()
            } else {
                format!("this sentence stands here twice, with another {}", marks.join(", "))
            };
            findings.push(beside(entry, other, Severity::Warning, Rule::Duplicate, message));
        }
    }
    findings
}

/// The pairs of entries of two nearly equal sentences that break a rule, with the one to blame first.
fn close<'a>(some: &[&'a Entry], others: &[&'a Entry]) -> Vec<(&'a Entry, &'a Entry, Rule)> {
    let mut found = Vec::new();
    for a in some {
        for b in others {
            let (first, second) = if a.place <= b.place { (*a, *b) } else { (*b, *a) };
            if leaks(a, b) {
                found.push((*a, *b, Rule::NearLeak));
            } else if leaks(b, a) {
                found.push((*b, *a, Rule::NearLeak));
            } else if a.split == b.split && a.agrees_with(b) {
                found.push((second, first, Rule::NearDuplicate));
            }
            if !a.agrees_with(b) {
                found.push((second, first, Rule::NearConflict));
            }
        }
    }
    found
}

/// A leak is blamed on the split that is easier to change: training before development before test.
fn leaks(entry: &Entry, other: &Entry) -> bool {
    entry.split < other.split
}

fn near_finding(entry: &Entry, other: &Entry, rule: Rule, overlap: f64) -> Finding {
    let share = format!("{:.0} % of the 5-grams", overlap * 100.0);
    let (severity, message) = match rule {
        Rule::NearLeak => {
            let splits: [Split; 2] = [entry.split, other.split];
            let [own, theirs] = splits.map(Split::name);
            (Severity::Error, format!("this {own} sentence shares {share} with one of {theirs}"))
        }
        Rule::NearConflict => (Severity::Warning, labels(&format!("a sentence with {share}"), entry, other)),
        _ => (Severity::Warning, format!("shares {share} with another sentence")),
    };
    let mut finding = beside(entry, other, severity, rule, message);
    finding.text = format!("{} ↔ {}", entry.text, other.text);
    finding
}

fn held_finding(entry: &Entry, other: &Entry, share: f64) -> Finding {
    let [own, theirs] = [entry.split, other.split].map(Split::name);
    let holds = if entry.key.chars().count() > other.key.chars().count() { "holds" } else { "stands within" };
    let message =
        format!("this {own} sentence {holds} one of {theirs} ({:.0} % of the shorter's 5-grams)", share * 100.0);
    let mut finding = beside(entry, other, Severity::Error, Rule::NearLeak, message);
    finding.text = format!("{} ↔ {}", entry.text, other.text);
    finding
}

fn labels(what: &str, entry: &Entry, other: &Entry) -> String {
    let name = |entry: &Entry| entry.label.clone().unwrap_or_default();
    format!("{what} is {} here and {} there", name(entry), name(other))
}

/// The marks on which two rows of one sentence differ.
fn differing(entry: &Entry, other: &Entry) -> Vec<&'static str> {
    let of = |entry: &Entry, name: &str| entry.marks.iter().find(|(own, _)| *own == name).map(|(_, it)| it.clone());
    let names = ["sentiment", "frustration", "urgency", "urgent"].into_iter();
    names.filter(|name| matches!((of(entry, name), of(other, name)), (Some(a), Some(b)) if a != b)).collect()
}

fn beside(entry: &Entry, other: &Entry, severity: Severity, rule: Rule, message: String) -> Finding {
    Finding { other: Some(other.place.clone()), ..of(entry, severity, rule, message) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{source, standard};
    use super::*;
    use crate::lint::lint;

    fn row(text: &str, intent: &str) -> String {
        format!(
            r#"{{"text":"{text}","lang":"ko","intent":"{intent}","sentiment":0,"frustration":0,"urgency":"none","urgent":false}}"#
        )
    }

    fn rules(files: &[(&str, &[String])]) -> Vec<(Severity, Rule, String)> {
        let sources: Vec<_> = files
            .iter()
            .map(|(path, lines)| source(path, &lines.iter().map(String::as_str).collect::<Vec<_>>()))
            .collect();
        let findings = lint(&sources, &standard()).findings;
        let wanted = |rule| !matches!(rule, Rule::Imbalance | Rule::MissingField);
        findings
            .into_iter()
            .filter(|it| wanted(it.rule))
            .map(|it| (it.severity, it.rule, it.place.to_string()))
            .collect()
    }

    #[test]
    fn a_sentence_that_stands_twice_is_found_where_it_stands_again() {
        let lines = [row("카드를 잃어버렸어요", "card_lost"), row("카드를 잃어 버렸어요!", "card_lost")];
        let want = [(Severity::Warning, Rule::Duplicate, "train/a.jsonl:2".to_owned())];
        assert_eq!(rules(&[("train/a.jsonl", &lines)]), want);
    }

    #[test]
    fn training_may_not_hold_what_it_is_judged_by() {
        let lines = [row("카드를 잃어버렸어요", "card_lost")];
        let want = |rule| [(Severity::Error, rule, "train/a.jsonl:1".to_owned())];
        assert_eq!(rules(&[("train/a.jsonl", &lines), ("test/b.jsonl", &lines)]), want(Rule::Leak));
        let near = [row("어제 카드를 잃어버렸어요", "card_lost")];
        assert_eq!(rules(&[("train/a.jsonl", &near), ("dev/dev.jsonl", &lines)]), want(Rule::NearLeak));
        let within = [row("그저께 밤에 집에 오는 길에 지하철에서 카드를 잃어버렸어요", "card_lost")];
        assert_eq!(rules(&[("train/a.jsonl", &lines), ("dev/dev.jsonl", &within)]), want(Rule::NearLeak));
        let otherwise = [row("친구가 지하철에서 카드를 잃어버렸어요 라는 노래 제목", "out_of_scope")];
        assert!(rules(&[("train/a.jsonl", &lines), ("dev/dev.jsonl", &otherwise)]).is_empty());
        let want = [(Severity::Error, Rule::Leak, "dev/dev.jsonl:1".to_owned())];
        assert_eq!(rules(&[("test/b.jsonl", &lines), ("dev/dev.jsonl", &lines)]), want);
    }

    #[test]
    fn one_sentence_has_one_label() {
        let lines = [row("한도 얼마", "limit_status"), row("한도얼마", "limit_increase_request")];
        let want = [(Severity::Error, Rule::Conflict, "train/a.jsonl:2".to_owned())];
        assert_eq!(rules(&[("train/a.jsonl", &lines)]), want);
        let near = [
            row("제 카드 한도를 더 올려 주세요", "limit_status"),
            row("제 카드 한도를 더 올려 주세요 네", "limit_increase_request"),
        ];
        let want = [(Severity::Warning, Rule::NearConflict, "train/a.jsonl:2".to_owned())];
        assert_eq!(rules(&[("train/a.jsonl", &near)]), want);
        let accepted = r#"{"text":"한도얼마","lang":"ko","intent":"limit_increase_request","accept":["limit_status"]}"#;
        let found = rules(&[("train/a.jsonl", &[lines[0].clone(), accepted.to_owned()])]);
        assert!(found.iter().all(|(_, rule, _)| *rule == Rule::Duplicate), "{found:?}");
    }

    #[test]
    fn the_same_words_after_other_words_are_another_turn() {
        let after = |before: &str| format!(r#"{{"text":"네","intent":"chitchat","prev":["{before}"]}}"#);
        assert!(rules(&[("train/a.jsonl", &[after("a"), after("b")])]).is_empty());
        assert_eq!(rules(&[("train/a.jsonl", &[after("a"), after("a")])]).len(), 1);
    }
}
