//! handoff: tests of what is taken from other systems, and what is not.

use serde_json::json;

use super::*;
use crate::message::Language;

fn arrival(body: Value) -> Arrival {
    let mut whole = json!({ "id": "e1", "type": "page.viewed", "identity": { "web_anon": "w1" } });
    for (key, value) in body.as_object().unwrap() {
        whole[key] = value.clone();
    }
    serde_json::from_value(whole).unwrap()
}

fn at(minute: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute)
}

#[test]
fn a_wrong_clock_is_put_right_and_nothing_happens_after_it_arrived() {
    let check = |occurred: Option<i64>, sent: Option<i64>, want, skewed| {
        let mut one = arrival(json!({}));
        (one.occurred_at, one.sent_at) = (occurred.map(at), sent.map(at));
        assert_eq!(one.at(at(1000)), (at(want), skewed), "{occurred:?} {sent:?}");
    };
    check(None, None, 1000, false);
    check(Some(990), None, 990, false);
    check(Some(1100), None, 1000, true);
    check(Some(990), Some(1000), 990, false);
    // Three hours ahead: it happened five minutes before it was sent.
    check(Some(1175), Some(1180), 995, true);
    check(Some(100), Some(110), 990, true);
    check(Some(1010), Some(1000), 1000, true);
    check(Some(i64::from(i32::MIN)), Some(1000), i64::from(i32::MIN), false);
}

#[test]
fn facts_are_read_and_everything_else_is_refused_with_a_reason() {
    let check = |body: Value, want: Result<&str, Rejected>| {
        let got = arrival(body.clone()).fact();
        assert_eq!(got.as_ref().map(Fact::kind).map_err(|why| *why), want, "{body}");
    };
    check(json!({}), Ok("touchpoint.seen"));
    check(json!({ "type": "payment.failed", "data": { "label": "출금 실패" } }), Ok("touchpoint.seen"));
    check(json!({ "type": "survey.answered", "data": { "survey": "nps", "score": 10 } }), Ok("survey.answered"));
    check(json!({ "type": "survey.answered", "data": { "survey": "csat", "score": 6 } }), Err(Rejected::BadData));
    let moved =
        json!({ "process": "loan_application:A", "title": "대출", "step": 2, "of": 5, "blocked_on": "customer" });
    check(json!({ "type": "process.moved", "data": moved }), Ok("process.moved"));
    for (key, value) in [("step", json!(6)), ("of", json!(0)), ("title", json!(7)), ("blocked_on", json!("x"))] {
        let mut wrong = moved.clone();
        wrong[key] = value;
        check(json!({ "type": "process.moved", "data": wrong }), Err(Rejected::BadData));
    }
    for kind in ["chat.said", "handoff.closed", "identity.linked", "promise.made"] {
        check(json!({ "type": kind }), Err(Rejected::Reserved));
    }
    for kind in ["page", "page.", "Page.Viewed", "page.viewed.twice", "화면.조회"] {
        check(json!({ "type": kind }), Err(Rejected::BadType));
    }
    for id in ["", "a b", &"x".repeat(129)] {
        check(json!({ "id": id }), Err(Rejected::BadId));
    }
    check(json!({ "data": { "label": "긴 말 ".repeat(90) } }), Err(Rejected::BadData));
}

#[test]
fn names_are_known_namespaces_and_at_least_one() {
    let names = |identity: Value| arrival(json!({ "identity": identity })).names().map(|names| names.len());
    assert_eq!(names(json!({ "web_anon": "w", "customer_no": "c" })), Ok(2));
    assert_eq!(names(json!({})), Err(Rejected::NoIdentity));
    assert_eq!(names(json!({ "social": "x" })), Err(Rejected::BadIdentity));
    assert!(serde_json::from_value::<Arrival>(json!({ "id": "e", "type": "a.b", "identity": {}, "x": 1 })).is_err());
}

#[test]
fn an_unknown_touchpoint_has_a_name_too() {
    assert_eq!((label("branch.visited"), label("moon.visited")), ("지점 방문", "기타"));
}

#[test]
fn a_touchpoint_is_read_in_the_readers_language() {
    let table = [
        ("branch.visited", "지점 방문", "지점 방문", "branch visited"),
        ("branch.visited", "", "지점 방문", "branch visited"),
        ("branch.visited", "강남 지점", "강남 지점", "branch visited · 강남 지점"),
        ("branch.visited", "Gangnam", "Gangnam", "Gangnam"),
        ("consent.given", "동의", "동의", "Consent agreed"),
        ("consent.given", "marketing", "마케팅 동의", "Marketing: agreed"),
        ("consent.withdrawn", "마케팅 수신 동의", "마케팅 동의 철회", "Marketing: withdrawn"),
        ("promise.due", "결과 안내", "약속한 때가 됨: 결과 안내", "promise due: 결과 안내"),
        // Stored before the label was the words alone.
        ("promise.due", "약속한 때가 되었어요: 결과 안내", "약속한 때가 됨: 결과 안내", "promise due: 결과 안내"),
        (
            "telegram.edited",
            "텔레그램에서 앞서 쓴 글을 고침: “네”",
            "텔레그램에서 고쳐 씀: “네”",
            "edited on Telegram: “네”",
        ),
        (
            "telegram.joined",
            "웹에서 나누던 상담을 텔레그램에서도 이어감",
            "웹에서 나누던 상담을 텔레그램에서도 이어감",
            "goes on on Telegram, too",
        ),
        ("case.closed", "R-1", "접수 닫힘: R-1", "case closed: R-1"),
        ("case.closed", "접수 건 완료", "접수 건 완료", "case closed"),
        ("moon.visited", "기타", "기타", "other"),
        ("moon.visited", "달 방문", "달 방문", "달 방문"),
    ];
    for (kind, label, ko, en) in table {
        assert_eq!([Language::Ko, Language::En].map(|reader| told(kind, label, reader)), [ko, en], "{kind} {label}");
    }
}

#[test]
fn what_a_consent_is_for_is_kept_by_its_name() {
    let label = |data: Value| match arrival(json!({ "type": "consent.given", "data": data })).fact() {
        Ok(Fact::Touchpoint { label, .. }) => label,
        other => panic!("{other:?}"),
    };
    assert_eq!(label(json!({ "consent": "marketing" })), "marketing");
    assert_eq!(label(json!({ "consent": "marketing", "label": "마케팅 수신" })), "마케팅 수신");
    assert_eq!(label(json!({})), "동의");
}

#[test]
fn what_happened_is_placed_where_its_kind_happens() {
    let check = |kind, want| assert_eq!(place(kind), want, "{kind}");
    check("call.missed", Channel::Phone);
    check("branch.visited", Channel::Branch);
    check("device.added", Channel::App);
    check("app.opened", Channel::App);
    check("payment.failed", Channel::Web);
    check("odd", Channel::Web);
}
