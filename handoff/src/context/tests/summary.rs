//! handoff: tests of the summary: what stands in it, what it cites, and what it does not say twice.

use super::*;
use crate::event::BlockedOn;

fn told(setting: &Setting, tale: &Tale) -> Vec<(SummaryKind, String, i64)> {
    setting.take(tale).summary.into_iter().map(|line| (line.kind, line.text, line.number)).collect()
}

fn answered(article: &str, title: &str) -> Fact {
    Fact::FaqAnswered { article: article.into(), title: title.into(), as_of: "d".into(), score: 0.8 }
}

/// One who asks, is answered twice in vain, is looked up, gets angry, is promised something and asks for a person.
fn angry() -> Tale {
    Tale::default()
        .bot("안녕하세요. 무엇을 도와드릴까요?")
        .customer("대출 심사 어디까지 됐어요?", "application_status", 0.9, 0.0)
        .fact(answered("app-03", "심사는 몇 단계인가요?"))
        .bot("심사는 다섯 단계입니다.")
        .fact(Fact::FaqRated { article: "app-03".into(), helpful: false })
        .customer("제 거요", "application_status", 0.8, -0.2)
        .fact(Fact::LookupDone { lookup: "application_progress".into(), state: "심사 3/5".into(), level: Level::V1 })
        .bot("심사 단계입니다.")
        .customer("아까부터 똑같은 말만 하네요", "complaint", 0.25, -1.6)
        .fact(Fact::PromiseMade {
            by: "bot".into(), text: "월요일 09:00까지 답변".into(), due: Some(at(90_000))
        })
        .bot("상담원이 이어 드릴게요.")
        .customer("상담원 연결해 주세요", "agent_request", 0.98, -1.0)
}

#[test]
fn it_tells_the_story_in_order_and_cites_every_line() {
    let reason = Reason::user_request(8, "상담원 연결해 주세요");
    let setting = Setting { reason, ..Setting::default() };
    let lines = told(&setting, &angry());
    let want = [
        (SummaryKind::Wish, "", 4),
        (SummaryKind::Tried, "안내: 심사는 몇 단계인가요? → 도움이 안 됐어요", 3),
        (SummaryKind::Tried, "조회: 심사 진행 → 심사 3/5", 5),
        (SummaryKind::Turned, "기분이 나빠진 말: “아까부터 똑같은 말만 하네요”", 6),
        (SummaryKind::Stopped, "고객이 상담원을 요청했어요 (“상담원 연결해 주세요”)", 8),
        (SummaryKind::Open, "약속: 월요일 09:00까지 답변", 7),
    ];
    let want: Vec<_> = want.into_iter().map(|(kind, text, number)| (kind, text.to_owned(), number)).collect();
    // "Mine, please" is the same wish again, in later words.
    assert_eq!(lines[0], (SummaryKind::Wish, "«application_status» — “제 거요”".to_owned(), 4));
    assert_eq!(lines[1..], want[1..]);
    let english = told(&Setting { reader: Language::En, ..setting }, &angry());
    assert_eq!(english.len(), lines.len());
    assert!(english[3].1.starts_with("The mood turned: “"), "{english:?}");
}

#[test]
fn it_has_at_most_seven_short_lines_none_twice_and_none_without_a_turn() {
    let lines = |tale: &Tale| {
        let context = Setting { reason: Reason::user_request(0, "x"), ..Setting::default() }.take(tale);
        let mut texts: Vec<_> = context.summary.iter().map(|line| line.text.clone()).collect();
        assert!(texts.len() <= 7, "{texts:?}");
        assert!(texts.iter().all(|text| !text.is_empty() && text.chars().count() <= 120), "{texts:?}");
        assert!(context.summary.iter().all(|line| (1..=tale.number).contains(&line.number)), "{:?}", context.summary);
        texts.sort();
        let many = texts.len();
        texts.dedup();
        assert_eq!(texts.len(), many);
        many
    };
    assert_eq!(lines(&Tale::default()), 0, "nothing was said");
    let mut tale = Tale::default();
    for n in 0..40 {
        tale = tale
            .customer(&"같은 말 ".repeat(80), "complaint", 0.8, if n % 2 == 0 { 0.5 } else { -1.5 })
            .fact(answered(&format!("app-{n}"), &"긴 제목 ".repeat(60)))
            .fact(Fact::TurnFailed { candidates: vec!["a".into(), "b".into()] })
            .fact(Fact::PromiseMade { by: "bot".into(), text: format!("{n}번째 약속"), due: Some(at(90_000 + n)) })
            .fact(Fact::CaseReceived { number: format!("R-{n}"), case: "x".into(), title: "확인".into(), due: None })
            .bot("네");
    }
    assert!(lines(&tale) >= 3);
}

#[test]
fn equal_tries_are_one_line_and_what_is_known_to_have_failed_stays() {
    let mut tale = Tale::default().customer("한도가 얼마예요", "limit_inquiry", 0.9, 0.0);
    tale = tale.fact(Fact::LookupFailed { lookup: "limit_review".into(), cause: "timeout".into() }).bot("죄송합니다");
    for n in 0..3 {
        tale = tale.customer("아니요", "chitchat", 0.2, 0.0).fact(Fact::TurnFailed { candidates: vec![] }).bot("네");
        tale = tale.fact(answered(&format!("app-{n}"), &format!("{n}번 글"))).bot("글입니다");
    }
    let tried: Vec<_> = told(&Setting::default(), &tale)
        .into_iter()
        .filter(|(kind, ..)| *kind == SummaryKind::Tried)
        .map(|(_, text, _)| text)
        .collect();
    assert_eq!(tried, ["조회: 한도 → 조회 실패 (timeout)", "이해하지 못했어요 ×3", "안내: 2번 글"]);
}

#[test]
fn the_same_words_are_quoted_once() {
    let tale = Tale::default().customer("상담원 연결해 주세요", "agent_request", 0.98, 0.0);
    let lines = told(&Setting { reason: Reason::user_request(1, "상담원 연결해 주세요"), ..Setting::default() }, &tale);
    let texts: Vec<_> = lines.iter().map(|(_, text, _)| text.as_str()).collect();
    assert_eq!(
        texts,
        ["무엇을 원하시는지 아직 분명하지 않아요", "고객이 상담원을 요청했어요 (“상담원 연결해 주세요”)"]
    );
}

#[test]
fn what_was_settled_is_not_open_and_an_earlier_agent_comes_first() {
    let promise = |text: &str| Fact::PromiseMade { by: "a".into(), text: text.into(), due: Some(at(90_000)) };
    let tale = Tale::default()
        .customer("카드를 잃어버렸어요", "card_lost", 0.9, 0.0)
        .fact(answered("card-01", "분실 신고"))
        .bot("네")
        .returned("earlier", WrapUpOutcome::FollowUp)
        .customer("아직도 안 왔어요", "card_delivery_status", 0.9, 0.0)
        .fact(promise("배송 확인"))
        .fact(promise("전화"))
        .fact(Fact::Touchpoint { what: "promise.kept".into(), label: "전화".into() })
        .fact(Fact::ProcessMoved {
            process: "card_issue:1".into(),
            title: "카드".into(),
            step: 1,
            of: 2,
            label: "발송".into(),
            blocked_on: BlockedOn::Company,
        })
        .bot("확인할게요");
    let lines = told(&Setting::default(), &tale);
    let texts: Vec<_> = lines.iter().map(|(_, text, _)| text.as_str()).collect();
    assert_eq!(texts[1], "이전 상담: 카드 정지 — 정지 접수함 → 후속 조치 필요");
    assert!(texts.contains(&"약속: 배송 확인") && !texts.iter().any(|text| text.contains("전화")), "{texts:?}");
    assert!(!texts.iter().any(|text| text.contains("분실 신고")), "that was before the agent: {texts:?}");
}

#[test]
fn a_context_of_before_is_read_without_it() {
    let context = Setting::default().take(&angry());
    let mut json = serde_json::to_value(&context).unwrap();
    json.as_object_mut().unwrap().retain(|name, _| name != "summary" && name != "similar");
    json["who"].as_object_mut().unwrap().remove("consents");
    json["mood"].as_object_mut().unwrap().remove("rated");
    let read: Context = serde_json::from_value(json).unwrap();
    assert!(read.summary.is_empty() && read.who == context.who);
}
