//! tests: proving who is writing, from outside: what a code raises, what ends it, and what only a person can do.

use jiff::SignedDuration;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Agent, Customer, TestApp};

/// A customer with a fresh proof.
async fn proved(app: &TestApp) -> Customer {
    let customer = Customer::signed_in(app, "eunji", "ko").await;
    customer.request(Method::POST, "/verification/code").send().await.expect("it answers");
    let code = customer.code_received().await;
    assert_eq!(customer.verify(&code).await["result"], "accepted");
    customer
}

async fn call_back(agent: &Agent, claimed: &Value) -> (StatusCode, Value) {
    let path = format!("/v1/agent/conversations/{}/verification", claimed["conversation"].as_str().expect("an id"));
    let response = agent.post(&path, json!({ "epoch": claimed["epoch"] })).await;
    (response.status(), response.json().await.unwrap_or_default())
}

#[tokio::test]
async fn a_person_raises_a_fresh_proof_by_calling_back_and_nobody_else_can() {
    let app = TestApp::start().await;
    let minji = Agent::sign_in(&app, "minji").await;
    let junho = Agent::sign_in(&app, "junho").await;
    let customer = proved(&app).await;
    customer.request(Method::POST, "/handoff").json(&json!({ "client_id": "p1" })).send().await.expect("it answers");
    let claimed = minji.claim(&customer.conversation).await;
    let until = customer.state().await["level_until"].as_str().expect("it ends").to_owned();
    assert_eq!(claimed["context"]["who"]["level"], "V2", "the level goes with the handoff");

    assert_eq!(call_back(&junho, &claimed).await.0, StatusCode::CONFLICT, "a colleague does not hold it");
    let stale = json!({ "conversation": claimed["conversation"], "epoch": 1 });
    assert_eq!(call_back(&minji, &stale).await.0, StatusCode::CONFLICT);

    let (status, raised) = call_back(&minji, &claimed).await;
    assert_eq!((status, raised["level"].as_str()), (StatusCode::OK, Some("V3")));
    assert_eq!(customer.state().await["level"], "V3");
    assert!(customer.state().await["level_until"].as_str() >= Some(until.as_str()));
    app.pass(SignedDuration::from_mins(11));
    assert_eq!(customer.state().await["level"], "V1", "it ends as every fresh proof ends");
}

#[tokio::test]
async fn a_voice_alone_proves_nobody() {
    let app = TestApp::start().await;
    let minji = Agent::sign_in(&app, "minji").await;
    for customer in [Customer::visitor(&app).await, Customer::signed_in(&app, "minsu", "ko").await] {
        customer
            .request(Method::POST, "/handoff")
            .json(&json!({ "client_id": "p1" }))
            .send()
            .await
            .expect("it answers");
        let claimed = minji.claim(&customer.conversation).await;
        let before = customer.state().await["level"].clone();
        assert!(call_back(&minji, &claimed).await.0.is_client_error());
        assert_eq!(customer.state().await["level"], before);
    }
}

#[tokio::test]
async fn a_code_belongs_to_a_signed_in_customer_and_to_one_conversation() {
    let app = TestApp::start().await;
    let visitor = Customer::visitor(&app).await;
    let asked = visitor.request(Method::POST, "/verification/code").send().await.expect("it answers");
    assert!(asked.status().is_client_error());
    let eunji = Customer::signed_in(&app, "eunji", "ko").await;
    eunji.request(Method::POST, "/verification/code").send().await.expect("it answers");
    let code = eunji.code_received().await;
    let minsu = Customer::signed_in(&app, "minsu", "ko").await;
    minsu.request(Method::POST, "/verification/code").send().await.expect("it answers");
    assert_ne!(minsu.verify(&code).await["result"], "accepted");
    assert_eq!(eunji.verify(&code).await["result"], "accepted");
    assert_ne!(eunji.verify(&code).await["result"], "accepted", "a code is good for once");
}

#[tokio::test]
async fn the_right_code_is_worth_nothing_once_the_sign_in_has_ended() {
    let app = TestApp::start().await;
    let customer = Customer::signed_in(&app, "eunji", "ko").await;
    app.pass(SignedDuration::from_mins(29));
    customer.request(Method::POST, "/verification/code").send().await.expect("it answers");
    let code = customer.code_received().await;
    app.pass(SignedDuration::from_mins(2));
    assert_ne!(customer.verify(&code).await["result"], "accepted");
    assert_eq!(customer.state().await["level"], "V0");
}

#[tokio::test]
async fn a_code_that_is_given_to_a_person_leaves_the_bot_silent() {
    let app = TestApp::start().await;
    let minji = Agent::sign_in(&app, "minji").await;
    let customer = Customer::signed_in(&app, "eunji", "ko").await;
    customer.say("제가 밀린 돈이 얼마예요?").await;
    customer.request(Method::POST, "/handoff").json(&json!({ "client_id": "p1" })).send().await.expect("it answers");
    minji.claim(&customer.conversation).await;
    customer.request(Method::POST, "/verification/code").send().await.expect("it answers");
    let code = customer.code_received().await;
    let before = customer.state().await["last_number"].as_i64().expect("a number");
    assert_eq!(customer.verify(&code).await["result"], "accepted");
    assert_eq!(customer.state().await["level"], "V2");
    assert_eq!(customer.heard_after(before).await, Vec::<Value>::new(), "the person has the word");
}
