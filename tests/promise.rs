//! tests: what was promised comes back when it is due, once, and only while somebody still waits for it.

use bot::conversation::{Length, Receipted, Told};
use bot::flow::request::{Details, Request};
use bot::store::promise::DUE;
use bot::turn::Turn;
use handoff::context::Known;
use handoff::emergency::Emergency;
use handoff::event::Fact;
use handoff::handoff::{Priority, State};
use handoff::reason::Code;
use jiff::SignedDuration;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::desk::handoff_of;
use crate::support::database::engines;
use crate::support::{Agent, Customer, TestApp};

/// Eleven o'clock in Seoul.
const ELEVEN: &str = "2026-11-23T02:00:00Z";

async fn turn(app: &TestApp, customer: &Customer) -> Turn {
    Turn::begin(&app.app, &customer.conversation.clone().into()).await.expect("it can be held")
}

async fn morning_comes(app: &TestApp) {
    app.set_clock("2026-11-24T09:01");
    bot::desk::recall_callbacks(&app.app).await.expect("the desk works");
    bot::desk::remind(&app.app).await.expect("the desk works");
}

#[tokio::test]
async fn who_no_longer_waits_is_not_queued_in_the_morning() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        app.set_clock("2026-11-23T22:00");
        let (waits, books, is_served) =
            (Customer::visitor(&app).await, Customer::visitor(&app).await, Customer::visitor(&app).await);
        for customer in [&waits, &books, &is_served] {
            customer.say("상담원 연결해 주세요").await;
            assert_eq!(turn(&app, customer).await.journey.promises.len(), 1, "an answer in the morning is promised");
        }
        app.pass(SignedDuration::from_mins(1));
        let booked = books.request(Method::POST, "/handoff/callback").json(&json!({})).send().await;
        assert_eq!(booked.expect("it answers").status(), StatusCode::OK);
        assert_eq!(turn(&app, &books).await.journey.promises.len(), 1, "the call takes the answer's place");
        app.pass(SignedDuration::from_mins(1));
        for customer in [&waits, &books] {
            let cancelled = customer.request(Method::DELETE, "/handoff").send().await.expect("it answers");
            assert_eq!(cancelled.status(), StatusCode::NO_CONTENT);
        }
        let agent = Agent::sign_in(&app, "minji").await;
        let claimed = agent.claim(&is_served.conversation).await;
        agent.say(&claimed, "지금 도와드릴게요").await;
        assert_eq!(agent.let_go(&claimed, "return", "밤에 안내함").await.status(), StatusCode::NO_CONTENT);
        morning_comes(&app).await;
        for customer in [&waits, &books, &is_served] {
            assert_eq!(customer.state().await["control"]["holder"], "bot");
            assert!(turn(&app, customer).await.journey.promises.is_empty(), "and nothing is left open");
        }
    }
}

#[tokio::test]
async fn who_waits_over_night_is_no_late_promise() {
    let app = TestApp::start().await;
    app.set_clock("2026-11-23T22:00");
    let customer = Customer::visitor(&app).await;
    customer.say("상담원 연결해 주세요").await;
    let before = handoff_of(&app, &customer).await;
    morning_comes(&app).await;
    let after = handoff_of(&app, &customer).await;
    assert_eq!((after.priority, &after.reason, after.due()), (Priority::Normal, &before.reason, before.due()));
    assert_eq!(
        after.need.routed_at,
        Some("2026-11-24T00:00:00Z".parse().expect("a time")),
        "its circle is still closed"
    );
}

/// An agent promises something for then.
async fn promised(app: &TestApp, agent: &Agent, due: &str) -> (Customer, Value) {
    let (customer, claimed) = agent.claim_visitor(app).await;
    agent.say(&claimed, "11시에 다시 말씀드릴게요").await;
    let path = format!("/v1/agent/conversations/{}/promises", customer.conversation);
    let body = json!({ "client_id": "p1", "text": "서류 확인 결과 안내", "due": due });
    assert_eq!(agent.post(&path, body).await.status(), StatusCode::CREATED);
    (customer, claimed)
}

/// Closes from a session of its own: the one before may be idle by now.
async fn close_for_later(app: &TestApp, claimed: &Value) {
    let agent = Agent::sign_in(app, "minji").await;
    let wrap_up = json!({ "topic": "서류", "outcome": "follow_up", "note": "11시에 안내하기로 함" });
    let close = format!("/v1/handoffs/{}/close", claimed["handoff"].as_str().expect("an id"));
    let closed = agent.post(&close, json!({ "epoch": claimed["epoch"], "wrap_up": wrap_up })).await;
    assert_eq!(closed.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn whoever_waits_for_another_reason_keeps_it() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let agent = Agent::sign_in(&app, "minji").await;
        let (customer, claimed) = promised(&app, &agent, ELEVEN).await;
        close_for_later(&app, &claimed).await;
        app.set_clock("2026-11-23T10:59");
        customer.say("상담원 연결해 주세요").await;
        app.set_clock("2026-11-23T11:01");
        bot::desk::remind(&app.app).await.expect("the desk works");
        let handoff = handoff_of(&app, &customer).await;
        assert_eq!((handoff.priority, handoff.reason.code), (Priority::High, Code::UserRequest));
        assert_eq!(
            handoff.reason.sentence(handoff::message::Language::Ko),
            "고객이 상담원을 요청했어요 (“상담원 연결해 주세요”) · 약속한 때도 되었어요 (“서류 확인 결과 안내”)"
        );
    }
}

#[tokio::test]
async fn whoever_has_the_conversation_is_told_once_and_it_comes_back_after_them() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let agent = Agent::sign_in(&app, "minji").await;
        let (customer, claimed) = promised(&app, &agent, ELEVEN).await;
        app.set_clock("2026-11-23T11:01");
        for _ in 0..2 {
            bot::desk::remind(&app.app).await.expect("the desk works");
        }
        let told = app.app.store.all_after(&customer.conversation.clone().into(), 0, 200).await.expect("it reads");
        let due = |fact: &Fact| matches!(fact, Fact::Touchpoint { what, .. } if what == DUE);
        assert_eq!(told.iter().filter(|event| due(&event.fact)).count(), 1);
        assert!(
            !json!(customer.history().await).to_string().contains("약속한 때가"),
            "the customer reads no such thing"
        );
        close_for_later(&app, &claimed).await;
        bot::desk::remind(&app.app).await.expect("the desk works");
        assert!(matches!(handoff_of(&app, &customer).await.state, State::Queued { .. }));

        // Resolved means kept.
        let agent = Agent::sign_in(&app, "minji").await;
        let (customer, claimed) = promised(&app, &agent, "2026-11-23T02:30:00Z").await;
        app.set_clock("2026-11-23T11:31");
        assert_eq!(agent.let_go(&claimed, "close", "안내함").await.status(), StatusCode::NO_CONTENT);
        bot::desk::remind(&app.app).await.expect("the desk works");
        assert_eq!(customer.state().await["control"]["holder"], "closed");
    }
}

#[tokio::test]
async fn a_long_life_forgets_no_promise() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let (customer, claimed) = promised(&app, &agent, ELEVEN).await;
    close_for_later(&app, &claimed).await;
    app.pass(SignedDuration::from_mins(1));
    let mut busy = turn(&app, &customer).await;
    for n in 0..1100 {
        busy.record(Fact::Touchpoint { what: "page.viewed".to_owned(), label: format!("page {n}") });
    }
    busy.end().await.expect("it commits");
    app.set_clock("2026-11-23T11:01");
    bot::desk::remind(&app.app).await.expect("the desk works");
    assert_eq!(customer.state().await["control"]["holder"], "queued");
    let agent = Agent::sign_in(&app, "minji").await;
    let kept = format!("/v1/agent/conversations/{}/promises/kept", customer.conversation);
    let answer = agent.post(&kept, json!({ "text": "서류 확인 결과 안내" })).await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    let never = agent.post(&kept, json!({ "text": "다른 약속" })).await;
    assert_eq!(never.status(), StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_protects_and_what_was_told_outlives_the_hand_back() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let (customer, claimed) = agent.claim_visitor(&app).await;
    let mut told = turn(&app, &customer).await;
    let receipted =
        Receipted { request: Request::RateCut, details: Details::default(), number: "R-1".to_owned(), at: told.now };
    let dialogue = &mut told.conversation.dialogue;
    (dialogue.watched, dialogue.danger) = (true, Some(Emergency::Coercion));
    dialogue.known = vec![Told::Worded(Known { label: "날짜".to_owned(), value: "25일".to_owned() })];
    dialogue.receipts = vec![receipted];
    dialogue.style.length = Some(Length::Short);
    let before = dialogue.clone();
    told.end().await.expect("it commits");
    agent.say(&claimed, "안녕하세요").await;
    agent.let_go(&claimed, "return", "안내함").await;
    let after = turn(&app, &customer).await.conversation.dialogue.clone();
    assert!(after.watched && after.danger == before.danger && after.known == before.known);
    assert!(after.receipts == before.receipts && after.style == before.style);
}
