//! handoff: tests of the sentences.

use super::*;
use crate::emergency::Emergency;

#[test]
fn every_reason_reads_as_one_sentence_with_its_figures() {
    let frustrated = Reason::frustration(vec![
        Evidence::of(Signal::Repetition, 9).scoring(3.0),
        Evidence::of(Signal::Mood, 11).scoring(-1.62).against(-1.0),
    ]);
    let furious = Reason::frustration(vec![
        Evidence::of(Signal::StrongWords, 7).saying("몇 번을 말해요"),
        Evidence::of(Signal::Mood, 5).scoring(-1.2),
        Evidence::of(Signal::Mood, 7).scoring(-1.5),
        Evidence::of(Signal::Frustration, 7).scoring(0.91).against(0.5),
    ]);
    let table = [
        (
            Reason::user_request(3, "상담원 연결해 주세요"),
            "고객이 상담원을 요청했어요 (“상담원 연결해 주세요”)",
            "The customer asked for a person (“상담원 연결해 주세요”)",
        ),
        (
            Reason::low_confidence(&[(3, 0.31), (5, 0.28)], 0.45),
            "두 번 되묻고도 확신이 낮았어요 (0.31, 0.28 < 0.45)",
            "Asked back twice, still unsure (0.31, 0.28 < 0.45)",
        ),
        (
            Reason::low_confidence(&[(3, 0.31)], 0.45),
            "무엇을 원하시는지 확신이 낮았어요 (0.31 < 0.45)",
            "Unsure what is wanted (0.31 < 0.45)",
        ),
        (
            Reason::out_of_scope(&[(3, 0.12), (5, 0.08)], 0.5),
            "두 번 모두 안내 범위 밖이었어요 (0.12, 0.08 < 0.50)",
            "Out of scope twice (0.12, 0.08 < 0.50)",
        ),
        (frustrated, "3회 반복 질문과 부정 감정 −1.6", "The same question 3 times and mood −1.6"),
        (
            furious,
            "부정 감정 −1.2, −1.5, 답답함 0.91과 강한 표현 (“몇 번을 말해요”)",
            "Mood −1.2, −1.5, frustration 0.91 and strong words (“몇 번을 말해요”)",
        ),
        (
            Reason::authority(3, "카드 정지 해제").beside(Reason::promise(9, "서류 안내")),
            "상담원만 할 수 있는 일이에요 (카드 정지 해제) · 약속한 때도 되었어요 (“서류 안내”)",
            "Only an agent may do this (카드 정지 해제) · a promise has come due, too (“서류 안내”)",
        ),
        (
            Reason::policy_right(3, "개인신용평가 설명요구"),
            "사람이 답해야 하는 권리 요청이에요 (개인신용평가 설명요구)",
            "A right that a person must answer (개인신용평가 설명요구)",
        ),
        (
            Reason::authority(3, "카드 정지 해제"),
            "상담원만 할 수 있는 일이에요 (카드 정지 해제)",
            "Only an agent may do this (카드 정지 해제)",
        ),
        (
            Reason::emergency(Emergency::VoicePhishing, 1, "방금 돈을 보냈어요"),
            "긴급: 보이스피싱 진행·피해 (“방금 돈을 보냈어요”)",
            "Emergency: Voice phishing (“방금 돈을 보냈어요”)",
        ),
        (
            Reason::technical(5, "심사 진행 조회", 2),
            "시스템이 두 번 응답하지 않았어요 (심사 진행 조회)",
            "A system failed twice (심사 진행 조회)",
        ),
    ];
    for (reason, ko, en) in table {
        assert_eq!(reason.sentence(Language::Ko), ko);
        assert_eq!(reason.sentence(Language::En), en);
    }
}

#[test]
fn a_reason_without_evidence_is_a_sentence_too() {
    for code in Code::ALL {
        let reason = Reason { code: *code, evidence: Vec::new() };
        for language in [Language::Ko, Language::En] {
            let sentence = reason.sentence(language);
            assert!(!sentence.is_empty() && !sentence.contains('('), "{code}: {sentence}");
        }
    }
}

#[test]
fn only_an_emergency_names_a_danger() {
    let mut reason = Reason::emergency(Emergency::CardLost, 1, "지갑");
    assert_eq!(reason.emergency_kind(), Some(Emergency::CardLost));
    reason.code = Code::UserRequest;
    assert_eq!(reason.emergency_kind(), None);
}

#[test]
fn a_signal_of_another_kind_is_no_figure_of_speech() {
    let odd = Evidence { signal: "R12".into(), number: 1, score: None, threshold: None, words: Some(String::new()) };
    let reason = Reason { code: Code::Frustration, evidence: vec![odd] };
    assert_eq!(reason.sentence(Language::Ko), "불만이 커졌어요");
}
