//! tests: who may see and do what at the desk.

use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Agent, Customer, TestApp};

const ROUTES: [(Method, &str); 22] = [
    (Method::GET, "/v1/agent/session"),
    (Method::DELETE, "/v1/agent/session"),
    (Method::PUT, "/v1/agent/presence"),
    (Method::GET, "/v1/agent/events"),
    (Method::GET, "/v1/agent/faq?q=연체"),
    (Method::POST, "/v1/agent/presence"),
    (Method::GET, "/v1/agent/canned"),
    (Method::POST, "/v1/lead/canned"),
    (Method::PUT, "/v1/lead/canned/stock-000"),
    (Method::DELETE, "/v1/lead/canned/stock-000?version=1"),
    (Method::GET, "/v1/agent/conversations/{conversation}/events"),
    (Method::POST, "/v1/agent/conversations/{conversation}/messages"),
    (Method::POST, "/v1/agent/conversations/{conversation}/notes"),
    (Method::POST, "/v1/agent/conversations/{conversation}/mentions/read"),
    (Method::POST, "/v1/agent/conversations/{conversation}/snooze"),
    (Method::GET, "/v1/agent/conversations/{conversation}/past"),
    (Method::GET, "/v1/agent/conversations/{conversation}/past/{conversation}"),
    (Method::GET, "/v1/agent/conversations/{conversation}/around"),
    (Method::GET, "/v1/handoffs/{handoff}/context"),
    (Method::POST, "/v1/handoffs/{handoff}/claim"),
    (Method::POST, "/v1/handoffs/{handoff}/return"),
    (Method::POST, "/v1/handoffs/{handoff}/close"),
];

#[tokio::test]
async fn nobody_reaches_the_desk_without_signing_in() {
    let app = TestApp::start().await;
    let customer = Customer::visitor(&app).await;
    let http = Client::new();
    for (method, path) in ROUTES {
        let path = path.replace("{conversation}", &customer.conversation).replace("{handoff}", "h");
        for bearer in [None, Some(&customer.token)] {
            let mut request = http.request(method.clone(), format!("{}{path}", app.url)).json(&json!({}));
            if let Some(token) = bearer {
                request = request.bearer_auth(token);
            }
            assert_eq!(request.send().await.expect("it answers").status(), StatusCode::UNAUTHORIZED, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_command_without_the_csrf_header_is_refused() {
    let app = TestApp::start().await;
    let http = Client::builder().cookie_store(true).build().expect("a client");
    let signed_in = http
        .post(format!("{}/v1/agent/session", app.url))
        .json(&json!({ "login": "minji", "password": bot::cli::demo::PASSWORD }))
        .send()
        .await
        .expect("it answers");
    let cookie = signed_in.headers()["set-cookie"].to_str().expect("text").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let put = || http.put(format!("{}/v1/agent/presence", app.url)).json(&json!({ "presence": "online" }));
    assert_eq!(put().send().await.expect("it answers").status(), StatusCode::FORBIDDEN);
    let wrong = put().header("x-dari-csrf", "0".repeat(64));
    assert_eq!(wrong.send().await.expect("it answers").status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_wrong_password_and_a_wrong_login_answer_alike_and_not_too_often() {
    let app = TestApp::start_with(crate::support::Engine::Sqlite, |settings| {
        settings.limits.sign_ins_per_minute = 4;
    })
    .await;
    let try_once = async |login: &str| {
        let body = json!({ "login": login, "password": "wrong password" });
        Client::new().post(format!("{}/v1/agent/session", app.url)).json(&body).send().await.expect("it answers")
    };
    let (one, other) = (try_once("minji").await, try_once("nobody").await);
    assert_eq!((one.status(), other.status()), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
    let (one, other): (Value, Value) = (one.json().await.expect("JSON"), other.json().await.expect("JSON"));
    assert_eq!(one, other);
    try_once("minji").await;
    try_once("minji").await;
    assert_eq!(try_once("minji").await.status(), StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn an_agent_sees_what_waits_and_their_own_and_a_lead_sees_all() {
    let app = TestApp::start().await;
    let (minji, junho, lead) =
        (Agent::sign_in(&app, "minji").await, Agent::sign_in(&app, "junho").await, Agent::sign_in(&app, "sora").await);
    let customer = Customer::visitor(&app).await;
    let events = format!("/v1/agent/conversations/{}/events", customer.conversation);
    for agent in [&minji, &junho] {
        assert_eq!(agent.get(&events).await.status(), StatusCode::NOT_FOUND, "it is with the bot");
    }
    customer.say("상담원 연결해 주세요").await;
    for agent in [&minji, &junho, &lead] {
        assert_eq!(agent.get(&events).await.status(), StatusCode::OK, "it waits");
    }
    let claimed = minji.claim(&customer.conversation).await;
    assert_eq!(minji.get(&events).await.status(), StatusCode::OK);
    assert_eq!(junho.get(&events).await.status(), StatusCode::NOT_FOUND, "it is a colleague's");
    assert_eq!(lead.get(&events).await.status(), StatusCode::OK);
    let context = format!("/v1/handoffs/{}/context", claimed["handoff"].as_str().expect("an id"));
    assert_eq!(junho.get(&context).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(lead.get(&context).await.status(), StatusCode::OK);
    assert_eq!(lead.desk().await["others"].as_array().map(Vec::len), Some(1));
    assert_eq!(junho.desk().await["others"].as_array().map(Vec::len), Some(0));
}

#[tokio::test]
async fn the_list_changes_as_it_happens() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let mut desk = agent.follow_desk().await;
    assert_eq!(desk.next_of("desk").await.data["waiting"], json!([]));
    let customer = Customer::visitor(&app).await;
    customer.say("상담원 연결해 주세요").await;
    let event = desk.find(|event| event.data["waiting"].as_array().is_some_and(|waiting| !waiting.is_empty())).await;
    let item = &event.data["waiting"][0];
    assert_eq!(item["conversation"], json!(customer.conversation));
    assert!(item["reason_sentence"].as_str().is_some_and(|sentence| !sentence.is_empty()));
}

#[tokio::test]
async fn a_note_is_for_the_staff_alone() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let (customer, _) = agent.claim_visitor(&app).await;
    let notes = format!("/v1/agent/conversations/{}/notes", customer.conversation);
    for _ in 0..2 {
        let written = agent.post(&notes, json!({ "client_id": "n1", "text": "내일 오전에 다시 확인" })).await;
        assert_eq!(written.status(), StatusCode::CREATED);
    }
    let mut staff = agent.follow(&customer.conversation).await;
    let note = staff.find(|event| event.data["fact"]["type"] == "note.written").await;
    assert_eq!(note.data["fact"]["data"]["text"], "내일 오전에 다시 확인");
    let seen = serde_json::to_string(&customer.history().await).expect("it serialises");
    assert!(!seen.contains("내일 오전에"), "{seen}");
    assert!(!seen.contains("sentiment") && !seen.contains("agent-minji"), "{seen}");
}

#[tokio::test]
async fn what_an_agent_pastes_is_masked_too() {
    let app = TestApp::start().await;
    let agent = Agent::sign_in(&app, "minji").await;
    let (_, claimed) = agent.claim_visitor(&app).await;
    let said = agent.say(&claimed, "고객님 번호 900101-1234567 맞으시죠?").await;
    let said: Value = said.json().await.expect("it is JSON");
    assert!(!said["text"].as_str().expect("a text").contains("1234567"));
}

#[tokio::test]
async fn whoever_may_see_a_conversation_reads_the_same_persons_others_and_nobody_elses() {
    let app = TestApp::start().await;
    let (minji, junho) = (Agent::sign_in(&app, "minji").await, Agent::sign_in(&app, "junho").await);
    let stranger = Customer::visitor(&app).await;
    let before = Customer::signed_in(&app, "minsu", "ko").await;
    before.say("상담원 연결해 주세요").await;
    let claimed = minji.claim(&before.conversation).await;
    assert_eq!(minji.let_go(&claimed, "close", "납부일을 안내함").await.status(), StatusCode::NO_CONTENT);
    let now = Customer::signed_in(&app, "minsu", "ko").await;
    assert_ne!(now.conversation, before.conversation);
    now.say("상담원 연결해 주세요").await;
    let claimed = minji.claim(&now.conversation).await;
    let past = format!("/v1/agent/conversations/{}/past", now.conversation);

    let listed: Value = minji.get(&past).await.json().await.expect("it is JSON");
    let [one] = listed.as_array().expect("a list").as_slice() else { panic!("one of them: {listed:#}") };
    assert_eq!(one["conversation"], json!(before.conversation));
    assert_eq!((&one["wrap_up"]["note"], &one["closed"]), (&json!("납부일을 안내함"), &json!(true)));
    assert_eq!(one["last_words"], "상담원 연결해 주세요");

    let read: Value = minji.get(&format!("{past}/{}", before.conversation)).await.json().await.expect("it is JSON");
    assert!(read["events"].as_array().is_some_and(|events| events.len() > 3), "{read:#}");
    assert_eq!(read["more"], false);
    let foreign = format!("{past}/{}", stranger.conversation);
    assert_eq!(minji.get(&foreign).await.status(), StatusCode::NOT_FOUND, "it is another person's");
    assert_eq!(junho.get(&past).await.status(), StatusCode::NOT_FOUND, "it is a colleague's");
    let own = format!("{past}/{}", before.conversation);
    assert_eq!(junho.get(&own).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(minji.get(&format!("{past}/nothing")).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(minji.say(&claimed, "안녕하세요").await.status(), StatusCode::CREATED);
}
