//! tests: what the staff follow ends with their right to it, and is told in the language they read.

use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::support::database::engines;
use crate::support::sse::Stream;
use crate::support::{Agent, Customer, TestApp};

#[tokio::test]
async fn a_look_at_what_waits_ends_when_somebody_else_takes_it() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let (minji, junho) = (Agent::sign_in(&app, "minji").await, Agent::sign_in(&app, "junho").await);
        let customer = Customer::visitor(&app).await;
        customer.say("상담원 연결해 주세요").await;
        let mut preview = junho.follow(&customer.conversation).await;
        preview.find(|event| event.data.to_string().contains("상담원 연결해 주세요")).await;
        let claimed = minji.claim(&customer.conversation).await;
        minji.say(&claimed, "안녕하세요, 이민지입니다").await;
        customer.say("비밀 이야기예요").await;
        while let Some(event) = preview.next_within(Duration::from_secs(2)).await {
            assert!(!event.data.to_string().contains("이야기예요"), "{event:?}");
        }
        let path = format!("/v1/agent/conversations/{}/events", customer.conversation);
        assert_eq!(junho.get(&path).await.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn signing_out_ends_every_stream() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let (customer, claimed) = agent.claim_visitor(&app).await;
    agent.say(&claimed, "안녕하세요").await;
    let (mut list, mut thread) = (agent.follow_desk().await, agent.follow(&customer.conversation).await);
    list.next_of("desk").await;
    thread.find(|event| event.data.to_string().contains("안녕하세요")).await;
    assert_eq!(agent.request(Method::DELETE, "/v1/agent/session").send().await.expect("it answers").status(), 204);
    customer.say("아직 계세요?").await;
    for stream in [&mut list, &mut thread] {
        while let Some(event) = stream.next_within(Duration::from_secs(2)).await {
            assert!(!event.data.to_string().contains("아직 계세요"), "{event:?}");
        }
    }
}

#[tokio::test]
async fn reasons_and_contexts_are_told_in_the_language_of_who_reads() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let customer = Customer::visitor(&app).await;
    customer.say("상담원 연결해 주세요").await;
    let handoff = agent.waiting(&customer.conversation).await["handoff"].as_str().expect("an id").to_owned();
    let get = async |path: &str, language: &str| {
        let asked = agent.request(Method::GET, path).header("accept-language", language).send().await;
        asked.expect("it answers")
    };
    let path = format!("/v1/handoffs/{handoff}/context");
    for (language, want, name) in [("en", "The customer asked", "Guest"), ("ko", "고객이 상담원을", "손님")] {
        let context: Value = get(&path, language).await.json().await.expect("it is JSON");
        assert!(context["reason_sentence"].as_str().expect("a sentence").starts_with(want), "{context:#}");
        assert_eq!(context["who"]["name"], name);
        let desk = Stream::of(get("/v1/agent/events", language).await).next_of("desk").await.data;
        assert!(desk["waiting"][0]["reason_sentence"].as_str().expect("a sentence").starts_with(want), "{desk:#}");
        assert_eq!(desk["waiting"][0]["name"], name);
    }
    let claim = agent.request(Method::POST, &format!("/v1/handoffs/{handoff}/claim")).header("accept-language", "en");
    let claimed: Value = claim.send().await.expect("it answers").json().await.expect("it is JSON");
    assert!(claimed["context"]["reason_sentence"].as_str().expect("a sentence").starts_with("The customer asked"));
    let stored = app.app.store.context(&handoff.into()).await.expect("it reads").expect("it was taken");
    assert!(stored.reason_sentence.starts_with("고객이"), "what was taken stays as it was hashed");
}
