//! tests: a lead sees everything, says a word in silence, and gives conversations to others.

use jiff::SignedDuration;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::database::engines;
use crate::support::{Agent, Customer, TestApp};

async fn waiting(app: &TestApp) -> Customer {
    let customer = Customer::visitor(app).await;
    customer.say("상담원 연결해 주세요").await;
    customer
}

async fn board(lead: &Agent) -> Value {
    lead.get("/v1/lead/wallboard").await.json().await.expect("it is JSON")
}

#[tokio::test]
async fn the_wall_counts_what_is_so() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let (agent, lead) = (Agent::sign_in(&app, "minji").await, Agent::sign_in(&app, "sora").await);
        let empty = board(&lead).await;
        assert_eq!((&empty["all"]["waiting"], &empty["today"]["csat"]["n"]), (&json!(0), &json!(0)));
        let (first, second, third) = (waiting(&app).await, waiting(&app).await, waiting(&app).await);
        app.pass(SignedDuration::from_mins(2));
        let claimed = agent.claim(&first.conversation).await;
        agent.say(&claimed, "안녕하세요").await;
        third.request(Method::DELETE, "/handoff").send().await.expect("it answers");
        app.pass(SignedDuration::from_mins(7) + SignedDuration::from_secs(30));
        let now = board(&lead).await;
        let general = now["by_queue"].as_array().expect("a list").iter().find(|one| one["queue"] == "general");
        let want = json!({ "queue": "general", "waiting": 1, "oldest_seconds": 570, "at_risk": 1, "late": 0 });
        assert_eq!(general, Some(&want), "{now:#}");
        let minji = now["agents"].as_array().expect("a list").iter().find(|one| one["agent"]["name"] == "이민지");
        assert_eq!(minji.map(|one| (&one["live"], &one["claimed"])), Some((&json!(1), &json!(0))));
        agent.let_go(&claimed, "close", "안내를 마쳤습니다").await;
        let survey = || first.request(Method::POST, "/survey").json(&json!({ "score": 5 })).send();
        assert_eq!(survey().await.expect("it answers").status(), StatusCode::NO_CONTENT);
        assert_eq!(survey().await.expect("it answers").status(), StatusCode::CONFLICT, "once for each closing");
        app.pass(SignedDuration::from_mins(1));
        let today = board(&lead).await["today"].clone();
        assert_eq!((&today["handoffs"], &today["answered"]), (&json!(3), &json!(1)));
        assert_eq!(today["first_response"], json!({ "n": 1, "p50": 120, "p90": 120 }));
        assert_eq!(today["handle"], json!({ "n": 1, "p50": 450, "p90": 450 }));
        assert_eq!(today["abandoned"]["of_them"], 1);
        assert_eq!(
            (&today["csat"]["n"], &today["csat"]["share"], &today["csat"]["few"]),
            (&json!(1), &json!(1.0), &json!(true))
        );
        assert!(today["csat"]["low"].as_f64().expect("a number") < 0.3);
        assert_eq!(second.state().await["control"]["holder"], "queued");
    }
}

#[tokio::test]
async fn nobody_but_a_lead_gets_in() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let customer = waiting(&app).await;
    let handoff = agent.waiting(&customer.conversation).await["handoff"].as_str().expect("an id").to_owned();
    assert_eq!(agent.get("/v1/lead/wallboard").await.status(), StatusCode::FORBIDDEN);
    let whisper = format!("/v1/lead/conversations/{}/whispers", customer.conversation);
    let body = json!({ "client_id": "w1", "text": "천천히요" });
    assert_eq!(agent.post(&whisper, body).await.status(), StatusCode::FORBIDDEN);
    for (what, body) in [("take", json!({})), ("reassign", json!({ "agent": "agent-minji" }))] {
        let path = format!("/v1/lead/handoffs/{handoff}/{what}");
        assert_eq!(agent.post(&path, body).await.status(), StatusCode::FORBIDDEN, "{what}");
    }
    let nobody = reqwest::get(format!("{}/v1/lead/wallboard", app.url)).await.expect("it answers");
    assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_lead_looks_on_whispers_reassigns_and_takes_over() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let (minji, lead) = (Agent::sign_in(&app, "minji").await, Agent::sign_in(&app, "sora").await);
        let junho = Agent::sign_in(&app, "junho").await;
        let customer = waiting(&app).await;
        let claimed = minji.claim(&customer.conversation).await;
        minji.say(&claimed, "안녕하세요").await;
        let before = customer.history().await.len();
        let mut looks = lead.follow(&customer.conversation).await;
        looks.find(|event| event.data["fact"]["type"] == "chat.said").await;
        let whisper = format!("/v1/lead/conversations/{}/whispers", customer.conversation);
        for _ in 0..2 {
            let answer = lead.post(&whisper, json!({ "client_id": "w1", "text": "분할 납부도 안내해 주세요" })).await;
            assert_eq!(answer.status(), StatusCode::CREATED);
        }
        let mut thread = minji.follow(&customer.conversation).await;
        let heard = thread.find(|event| event.data["fact"]["type"] == "whisper.said").await;
        assert_eq!(heard.data["fact"]["data"]["text"], "분할 납부도 안내해 주세요");
        assert_eq!(customer.history().await.len(), before, "the customer notices nothing");

        let handoff = claimed["handoff"].as_str().expect("an id");
        let reassign = format!("/v1/lead/handoffs/{handoff}/reassign");
        let unknown = lead.post(&reassign, json!({ "agent": "nobody" })).await;
        assert_eq!(unknown.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let moved = lead.post(&reassign, json!({ "agent": "agent-junho" })).await;
        assert_eq!(moved.status(), StatusCode::NO_CONTENT);
        assert_eq!(minji.say(&claimed, "제가 이어서요").await.status(), StatusCode::CONFLICT);
        assert_eq!(junho.desk().await["mine"].as_array().map(Vec::len), Some(1));
        let taken = lead.post(&format!("/v1/lead/handoffs/{handoff}/take"), json!({})).await;
        assert_eq!(taken.status(), StatusCode::OK);
        let taken: Value = taken.json().await.expect("it is JSON");
        assert_eq!(lead.say(&taken, "팀장입니다").await.status(), StatusCode::CREATED);
        let twice = lead.post(&format!("/v1/lead/handoffs/{handoff}/take"), json!({})).await;
        assert_eq!(twice.status(), StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn who_waits_for_days_without_a_word_does_not_wait_any_more() {
    let app = TestApp::start().await;
    let (silent, speaks) = (waiting(&app).await, waiting(&app).await);
    app.pass(SignedDuration::from_hours(50));
    speaks.say("아직 기다리고 있어요").await;
    app.pass(SignedDuration::from_hours(30));
    bot::desk::abandon(&app.app).await.expect("the desk works");
    assert_eq!(silent.state().await["control"]["holder"], "bot");
    assert_eq!(speaks.state().await["control"]["holder"], "queued");
}
