//! tests: what goes on while somebody waits, and what they are asked after it.

use bot::turn::Turn;
use handoff::event::{BlockedOn, Fact};
use jiff::SignedDuration;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::desk::handoff_of;
use crate::support::{Agent, Customer, TestApp};

/// Somebody signed in and proved, whom the bot has just asked which certificate they need.
async fn asked_which_certificate(app: &TestApp) -> Customer {
    let customer = Customer::signed_in(app, "minsu", "ko").await;
    customer.say("증명서 발급해 주세요").await;
    customer.tap("code", "인증번호 받기").await;
    let code = customer.code_received().await;
    customer.verify(&code).await;
    assert!(last(&customer).await.contains("어떤 증명서"), "{}", last(&customer).await);
    customer
}

async fn last(customer: &Customer) -> String {
    customer.heard_after(0).await.last().expect("something was said").to_string()
}

async fn payload(agent: &Agent, handoff: &str) -> Value {
    let answer = agent.get(&format!("/v1/handoffs/{handoff}/context?form=full")).await;
    answer.json().await.expect("it is JSON")
}

#[tokio::test]
async fn what_a_request_still_needs_is_collected_while_the_customer_waits() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let customer = asked_which_certificate(&app).await;
    customer.say("상담원 연결해 주세요").await;
    let asked = last(&customer).await;
    assert!(asked.contains("기다리시는 동안") && asked.contains("어떤 증명서"), "{asked}");
    let handoff = handoff_of(&app, &customer).await.id.to_string();
    assert_eq!(payload(&agent, &handoff).await["dialogue"]["active_flow"], "request");
    let number = customer.tap("slot:debt", "부채증명서").await["number"].as_i64().expect("a number");
    let heard = json!(customer.heard_after(number).await).to_string();
    assert!(heard.contains("receipt") && heard.contains("순서는 그대로"), "{heard}");
    assert_eq!(customer.state().await["control"]["holder"], "queued");
    let payload = payload(&agent, &handoff).await;
    let slots = payload["dialogue"]["slots"].to_string();
    assert!(slots.contains("요청 내용") && slots.contains("증명서"), "{slots}");
    assert_eq!(payload["dialogue"]["active_flow"], "request", "as it was when the bot let go");
}

#[tokio::test]
async fn a_claim_and_a_danger_end_the_collecting() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let customer = asked_which_certificate(&app).await;
    customer.say("상담원 연결해 주세요").await;
    let flow = async || {
        let stored = app.app.store.conversation(&customer.conversation.clone().into()).await.expect("it reads");
        stored.expect("it is there").conversation.dialogue.flow
    };
    assert!(flow().await.is_some());
    agent.claim(&customer.conversation).await;
    assert_eq!(flow().await, None);
    let customer = Customer::signed_in(&app, "eunji", "ko").await;
    customer.say("방금 속아서 돈을 보냈어요 어떡해요").await;
    assert!(!last(&customer).await.contains("기다리시는 동안"));
}

#[tokio::test]
async fn thanks_after_the_closing_do_not_take_the_question_away() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let rate = async |customer: &Customer, score: u8| {
        let answer = customer.request(Method::POST, "/survey").json(&json!({ "score": score })).send().await;
        answer.expect("it answers").status()
    };
    let (customer, claimed) = agent.claim_visitor(&app).await;
    assert_eq!(rate(&customer, 5).await, StatusCode::CONFLICT, "nothing was closed");
    agent.say(&claimed, "안녕하세요").await;
    agent.let_go(&claimed, "close", "안내를 마쳤습니다").await;
    customer.say("고맙습니다").await;
    assert_eq!(customer.state().await["control"]["holder"], "bot");
    app.pass(SignedDuration::from_hours(23));
    for score in [4, 1] {
        assert_eq!(rate(&customer, score).await, StatusCode::NO_CONTENT);
    }
    let since = app.app.now() - SignedDuration::from_hours(1);
    assert_eq!(app.app.store.survey_scores("csat", since).await.expect("it reads"), [4], "the first answer stands");

    let agent = Agent::sign_in(&app, "minji").await;
    let (late, claimed) = agent.claim_visitor(&app).await;
    agent.let_go(&claimed, "close", "안내를 마쳤습니다").await;
    let danger = Customer::visitor(&app).await;
    danger.say("방금 속아서 돈을 보냈어요 어떡해요").await;
    let claimed = agent.claim(&danger.conversation).await;
    agent.let_go(&claimed, "close", "지급정지함").await;
    assert_eq!(rate(&danger, 5).await, StatusCode::CONFLICT, "help in danger is not rated");
    app.pass(SignedDuration::from_hours(25));
    assert_eq!(rate(&late, 5).await, StatusCode::CONFLICT, "a day is enough");
}

async fn moves(app: &TestApp, customer: &Customer, step: u8) {
    let mut turn = Turn::begin(&app.app, &customer.conversation.clone().into()).await.expect("it can be held");
    turn.record(Fact::ProcessMoved {
        process: format!("loan_application:{}", customer.conversation),
        title: "신용대출".to_owned(),
        step,
        of: 5,
        label: "심사".to_owned(),
        blocked_on: BlockedOn::Company,
    });
    turn.end().await.expect("it commits");
}

#[tokio::test]
async fn how_long_a_step_usually_takes_is_told_beside_how_long_it_has_taken() {
    let app = TestApp::start().await;
    let mut others = Vec::new();
    for _ in 0..5 {
        let other = Customer::visitor(&app).await;
        moves(&app, &other, 2).await;
        others.push(other);
    }
    app.pass(SignedDuration::from_hours(47));
    for other in &others {
        moves(&app, other, 3).await;
    }
    let customer = Customer::visitor(&app).await;
    moves(&app, &customer, 2).await;
    customer.say("상담원 연결해 주세요").await;
    bot::fold::rebuild(&app.app).await.expect("it rebuilds");
    let agent = Agent::sign_in(&app, "minji").await;
    let handoff = handoff_of(&app, &customer).await.id;
    let context = agent.get(&format!("/v1/handoffs/{handoff}/context")).await;
    let context: Value = context.json().await.expect("it is JSON");
    assert_eq!(context["processes"][0]["usual_days"], 2, "{context:#}");
}
