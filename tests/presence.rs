//! tests: who is at the desk: by taking something, and no longer once their console is gone.

use std::time::Duration;

use handoff::handoff::{Priority, State};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::desk::handoff_of;
use crate::support::database::engines;
use crate::support::sse::Stream;
use crate::support::{Agent, Customer, TestApp};

async fn presence(of: &str, app: &TestApp) -> String {
    let agent = app.app.store.agent_of_login(of).await.expect("it reads").expect("they sit there");
    agent.presence.to_string()
}

#[tokio::test]
async fn whoever_takes_something_is_at_the_desk_until_their_console_is_gone() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let (minji, junho) = (Agent::sign_in(&app, "minji").await, Agent::sign_in(&app, "junho").await);
        minji.put("/v1/agent/presence", json!({ "presence": "offline" })).await;
        let (customer, claimed) = minji.claim_visitor(&app).await;
        assert_eq!(presence("minji", &app).await, "online", "by taking it");
        minji.say(&claimed, "안녕하세요").await;
        let mut list = junho.follow_desk().await;
        list.next_of("desk").await;
        // Her laptop is closed: the list that `claim` looked at is gone. His stays open.
        tokio::time::sleep(Duration::from_millis(300)).await;
        app.pass(SignedDuration::from_secs(119));
        bot::desk::release_absent(&app.app).await.expect("the desk works");
        assert!(handoff_of(&app, &customer).await.holder().is_some(), "a short gap is no absence");
        let another = Customer::visitor(&app).await;
        another.say("상담원 연결해 주세요").await;
        list.find(|event| event.data["waiting"].as_array().is_some_and(|waiting| waiting.len() == 1)).await;
        app.pass(SignedDuration::from_secs(2));
        // A node that has just come up knows of nobody's gap.
        bot::desk::release_absent(&app.node().await).await.expect("the desk works");
        assert!(handoff_of(&app, &customer).await.holder().is_some());
        bot::desk::release_absent(&app.app).await.expect("the desk works");
        assert!(matches!(handoff_of(&app, &customer).await.state, State::Queued { .. }));
        assert_eq!((presence("minji", &app).await, presence("junho", &app).await), ("offline".into(), "online".into()));
    }
}

#[tokio::test]
async fn a_console_that_says_that_it_is_open_is_gone_once_it_does_not() {
    let app = TestApp::start().await;
    let (minji, junho) = (Agent::sign_in(&app, "minji").await, Agent::sign_in(&app, "junho").await);
    let beating = "/v1/agent/events?beats=true";
    let mut hers = Stream::of(minji.get(beating).await);
    let mut his = Stream::of(junho.get(beating).await);
    hers.next_of("desk").await;
    his.next_of("desk").await;
    app.pass(SignedDuration::from_secs(70));
    assert_eq!(junho.post("/v1/agent/presence", json!({})).await.status(), 204);
    app.pass(SignedDuration::from_secs(70));
    // Her laptop is shut, and nobody has reset the line: both streams still take what is sent.
    let customer = Customer::visitor(&app).await;
    customer.say("상담원 연결해 주세요").await;
    for list in [&mut hers, &mut his] {
        list.find(|event| event.data["waiting"].as_array().is_some_and(|waiting| waiting.len() == 1)).await;
    }
    bot::desk::release_absent(&app.app).await.expect("the desk works");
    assert_eq!((presence("minji", &app).await, presence("junho", &app).await), ("offline".into(), "online".into()));
}

#[tokio::test]
async fn an_open_console_keeps_nobody_signed_in() {
    let app = TestApp::start().await;
    let minji = Agent::sign_in(&app, "minji").await;
    let mut beats = Vec::new();
    for _ in 0..3 {
        beats.push(minji.post("/v1/agent/presence", json!({})).await.status().as_u16());
        app.pass(SignedDuration::from_mins(31));
    }
    assert_eq!(beats, [204, 204, 401]);
    let nobody = reqwest::Client::new().post(format!("{}/v1/agent/presence", app.url)).send().await;
    assert_eq!(nobody.expect("it answers").status(), 401);
}

#[tokio::test]
async fn what_an_absent_agent_holds_goes_back_whatever_they_said() {
    let app = TestApp::start().await;
    let (minji, sora) = (Agent::sign_in(&app, "minji").await, Agent::sign_in(&app, "sora").await);
    minji.put("/v1/agent/presence", json!({ "presence": "offline" })).await;
    app.pass(SignedDuration::from_mins(61));
    let sora = {
        drop(sora);
        Agent::sign_in(&app, "sora").await
    };
    let customer = Customer::visitor(&app).await;
    customer.say("상담원 연결해 주세요").await;
    let waiting = sora.waiting(&customer.conversation).await;
    let epoch = app.app.store.conversation(&customer.conversation.clone().into()).await.expect("it reads");
    let body = json!({ "agent": "agent-minji", "comment": "부탁해요", "epoch": epoch.expect("it is there").conversation.epoch });
    let path = format!("/v1/lead/handoffs/{}/reassign", waiting["handoff"].as_str().expect("an id"));
    assert!(sora.post(&path, body).await.status().is_success());
    assert_eq!(presence("minji", &app).await, "offline", "a lead's word does not fetch her");
    bot::desk::release_absent(&app.app).await.expect("the desk works");
    assert!(matches!(handoff_of(&app, &customer).await.state, State::Queued { .. }));
}

#[tokio::test]
async fn in_danger_a_silent_claim_is_taken_back_within_a_minute() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let (calm, _) = agent.claim_visitor(&app).await;
    let danger = Customer::visitor(&app).await;
    danger.say("방금 속아서 돈을 보냈어요 어떡해요").await;
    let _: Value = agent.claim(&danger.conversation).await;
    assert_eq!(handoff_of(&app, &danger).await.priority, Priority::Emergency);
    app.pass(SignedDuration::from_secs(61));
    bot::desk::release_silent_claims(&app.app).await.expect("the desk works");
    assert!(matches!(handoff_of(&app, &danger).await.state, State::Queued { .. }));
    assert!(matches!(handoff_of(&app, &calm).await.state, State::Claimed { .. }));
}
