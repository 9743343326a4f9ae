//! tests: a note calls colleagues by name: once, for good, and only those who may see the conversation.

use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::database::engines;
use crate::support::{Agent, Customer, TestApp};

async fn waiting(app: &TestApp) -> Customer {
    let customer = Customer::visitor(app).await;
    customer.say("상담원 연결해 주세요").await;
    customer
}

async fn note(agent: &Agent, customer: &Customer, id: &str, text: &str, mentions: &[&str]) -> (StatusCode, Value) {
    let path = format!("/v1/agent/conversations/{}/notes", customer.conversation);
    let answer = agent.post(&path, json!({ "client_id": id, "text": text, "mentions": mentions })).await;
    (answer.status(), answer.json().await.expect("it is JSON"))
}

async fn mentions(agent: &Agent) -> Vec<Value> {
    agent.desk().await["mentions"].as_array().expect("a list").clone()
}

async fn read(agent: &Agent, customer: &Customer) -> StatusCode {
    agent.post(&format!("/v1/agent/conversations/{}/mentions/read", customer.conversation), json!({})).await.status()
}

#[tokio::test]
async fn a_colleague_is_called_once_and_until_they_look_whatever_restarts() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let (minji, lead) = (Agent::sign_in(&app, "minji").await, Agent::sign_in(&app, "sora").await);
        let customer = waiting(&app).await;
        minji.claim(&customer.conversation).await;
        for _ in 0..2 {
            let sent = note(&minji, &customer, "n1", "@최소라 한도를 봐 주세요", &["agent-sora", "agent-sora"]).await;
            assert_eq!(sent, (StatusCode::CREATED, json!({ "untold": [] })));
        }
        let mut thread = lead.follow(&customer.conversation).await;
        let written = thread.find(|event| event.data["fact"]["type"] == "note.written").await;
        let called = json!([{ "agent": "agent-sora", "name": "최소라" }]);
        assert_eq!(written.data["fact"]["data"]["mentions"], called);
        assert!(mentions(&minji).await.is_empty());

        let app = app.restart().await;
        let lead = Agent::sign_in(&app, "sora").await;
        let told = mentions(&lead).await;
        assert_eq!(told.len(), 1, "{told:#?}");
        assert_eq!(told[0]["conversation"], json!(customer.conversation));
        let mention = &told[0]["mention"];
        assert_eq!((&mention["name"], &mention["unread"]), (&json!("이민지"), &json!(true)));
        assert_eq!(mention["text"], "@최소라 한도를 봐 주세요");

        for _ in 0..2 {
            assert_eq!(read(&lead, &customer).await, StatusCode::NO_CONTENT);
        }
        assert_eq!(mentions(&lead).await[0]["mention"]["unread"], false);
        app.pass(SignedDuration::from_hours(25));
        let lead = Agent::sign_in(&app, "sora").await;
        assert!(mentions(&lead).await.is_empty(), "what was read a day ago goes");
    }
}

#[tokio::test]
async fn only_colleagues_at_the_desk_can_be_called_and_a_note_may_call_nobody() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let minji = Agent::sign_in(&app, "minji").await;
        let customer = waiting(&app).await;
        minji.claim(&customer.conversation).await;
        for ids in [&["agent-nobody"][..], &["agent-sora", "'; drop table agent; --"], &["agent-minji"]] {
            let (status, body) = note(&minji, &customer, "n1", "@누구", ids).await;
            assert_eq!((status, &body["error"]["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("unknown_agent")));
        }
        let path = format!("/v1/agent/conversations/{}/notes", customer.conversation);
        let plain = minji.post(&path, json!({ "client_id": "n1", "text": "혼자 보는 메모" })).await;
        assert_eq!(plain.status(), StatusCode::CREATED);
        let lead = Agent::sign_in(&app, "sora").await;
        assert!(mentions(&lead).await.is_empty());
    }
}

#[tokio::test]
async fn who_may_not_see_the_conversation_is_told_once_they_may() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let (minji, junho) = (Agent::sign_in(&app, "minji").await, Agent::sign_in(&app, "junho").await);
        let customer = waiting(&app).await;
        let claimed = minji.claim(&customer.conversation).await;
        let (_, taken) = note(&minji, &customer, "n1", "@박준호 아는 고객이시죠?", &["agent-junho"]).await;
        assert_eq!(taken["untold"], json!(["박준호"]));
        assert!(mentions(&junho).await.is_empty(), "it is a colleague's");
        assert_eq!(read(&junho, &customer).await, StatusCode::NOT_FOUND);

        let release = format!("/v1/handoffs/{}/release", claimed["handoff"].as_str().expect("an id"));
        minji.post(&release, json!({ "epoch": claimed["epoch"] })).await;
        assert_eq!(mentions(&junho).await.len(), 1, "it waits, so everybody may see it");
        minji.claim(&customer.conversation).await;
        assert!(mentions(&junho).await.is_empty());
    }
}

#[tokio::test]
async fn several_notes_of_one_conversation_are_one_row_with_the_latest() {
    let app = TestApp::start().await;
    let (minji, lead) = (Agent::sign_in(&app, "minji").await, Agent::sign_in(&app, "sora").await);
    let (first, second) = (waiting(&app).await, waiting(&app).await);
    note(&minji, &first, "n1", "@최소라 하나", &["agent-sora"]).await;
    note(&minji, &second, "n1", "@최소라 둘", &["agent-sora"]).await;
    note(&minji, &first, "n2", "@최소라 셋", &["agent-sora"]).await;
    let texts: Vec<Value> = mentions(&lead).await.iter().map(|item| item["mention"]["text"].clone()).collect();
    assert_eq!(texts, ["@최소라 셋", "@최소라 둘"]);
    let whisper = format!("/v1/lead/conversations/{}/whispers", first.conversation);
    lead.post(&whisper, json!({ "client_id": "w1", "text": "@이민지 천천히요" })).await;
    assert!(mentions(&minji).await.is_empty(), "a whisper is no note");
}
