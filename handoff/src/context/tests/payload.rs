//! handoff: tests of the record that other systems receive.

use super::*;
use crate::payload::{More, Payload, flat};

fn more() -> More<'static> {
    More {
        epoch: 7,
        started_at: at(0),
        flow: Some("rate_reduction"),
        failed_turns: 2,
        relax_after_s: 120,
        cooldown_s: 600,
    }
}

fn tale(turns: usize) -> Tale {
    let told = Tale::default().customer("금리 낮춰 달라고 하고 싶어요", "rate_reduction_request", 0.9, 0.0);
    (0..turns).fold(told, |tale, turn| {
        tale.bot(&format!("{turn}번째 안내입니다")).customer(&"왜 안 되나요 ".repeat(40), "complaint", 0.7, -1.2)
    })
}

fn taken(tale: &Tale) -> Payload {
    let reason = Reason::low_confidence(&[(3, 0.31), (5, 0.28)], 0.45);
    let around = (0..900).map(|n| touch(90 * n, "page.viewed", &format!("{n} {}", "화면 ".repeat(40)))).collect();
    Setting { reason, around, ..Setting::default() }.with(tale, |input| Payload::take(input, more()))
}

#[test]
fn the_record_says_why_who_and_what_was_tried_and_cites_its_turns() {
    let tale = Tale::default()
        .customer("금리 낮춰 달라고 하고 싶어요", "rate_reduction_request", 0.9, -0.5)
        .fact(Fact::FaqAnswered {
            article: "rate-02".into(),
            title: "금리인하요구권".into(),
            as_of: "2026-11-22".into(),
            score: 0.8,
        })
        .bot("안내해 드릴게요");
    let payload = taken(&tale);
    assert_eq!((payload.schema.as_str(), payload.control_epoch), ("handoff.v1", 7));
    assert_eq!(payload.reason.evidence.len(), 2);
    assert!(payload.reason.sentence.contains("0.31") && payload.reason.sentence.contains("0.45"));
    assert_eq!(payload.attempted.len(), 1);
    assert_eq!(payload.customer.name_masked, "김*수");
    assert_eq!(payload.nlu.last.as_ref().map(|last| last.intent.as_str()), Some("rate_reduction_request"));
    assert!(payload.summary.facts.iter().all(|fact| fact.turn >= 1), "{:?}", payload.summary.facts);
    assert_ne!(payload.summary.ko, payload.summary.en);
    assert_eq!(payload.transcript.count, 2);
}

#[test]
fn it_keeps_its_size_whatever_was_said_and_shows_when_it_was_changed() {
    let mut payload = taken(&tale(2500));
    let bytes = serde_json::to_vec(&payload).unwrap().len();
    assert!(bytes <= Payload::MAX_BYTES, "{bytes}");
    assert!(payload.transcript.last_n.len() <= 20 && payload.transcript.count == 5001);
    assert!(payload.is_intact());
    assert_eq!(payload, taken(&tale(2500)), "the same input gives the same record");
    let read: Payload = serde_json::from_slice(&serde_json::to_vec(&payload).unwrap()).unwrap();
    assert!(read.is_intact());
    payload.reason.sentence.push('!');
    assert!(!payload.is_intact());
}

#[test]
fn the_flat_form_fits_four_kilobytes_and_leads_to_the_rest() {
    for turns in [0, 3, 2500] {
        let payload = taken(&tale(turns));
        let object = flat(&payload, "https://desk.example/v1/handoffs/h/context?form=full");
        let json = serde_json::to_vec(&object).unwrap();
        assert!(json.len() <= 4096, "{} bytes", json.len());
        for name in ["schema", "handoff_id", "context_url", "hash", "reason_sentence", "priority", "queue"] {
            assert!(object.contains_key(name), "{name}");
        }
        assert_eq!(object["hash"], payload.hash);
    }
}
