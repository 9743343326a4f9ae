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
        let want =
            json!({ "queue": "general", "waiting": 1, "oldest_seconds": 570, "at_risk": 1, "late": 0, "held": 1 });
        assert_eq!(general, Some(&want), "{now:#}");
        let minji = now["agents"].as_array().expect("a list").iter().find(|one| one["agent"]["name"] == "이민지");
        assert_eq!(minji.map(|one| (&one["live"], &one["claimed"])), Some((&json!(1), &json!(0))));
        agent.let_go(&claimed, "close", "안내를 마쳤습니다").await;
        let survey = || first.request(Method::POST, "/survey").json(&json!({ "score": 5 })).send();
        assert_eq!(survey().await.expect("it answers").status(), StatusCode::NO_CONTENT);
        assert_eq!(survey().await.expect("it answers").status(), StatusCode::NO_CONTENT, "the first answer stands");
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
    let reassign = json!({ "agent": "agent-minji", "epoch": 1, "comment": "바쁨" });
    for (what, body) in [("take", json!({ "epoch": 1, "comment": "" })), ("reassign", reassign)] {
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

        let mine = minji.desk().await["mine"][0].clone();
        assert_eq!(
            (&mine["whisper"]["name"], &mine["whisper"]["text"]),
            (&json!("최소라"), &json!("분할 납부도 안내해 주세요"))
        );

        app.pass(SignedDuration::from_secs(5));
        let (handoff, epoch) = (claimed["handoff"].as_str().expect("an id"), claimed["epoch"].as_i64().expect("one"));
        let reassign = format!("/v1/lead/handoffs/{handoff}/reassign");
        let give = |agent: &str, epoch: i64, comment: &str| {
            lead.post(&reassign, json!({ "agent": agent, "epoch": epoch, "comment": comment }))
        };
        assert_eq!(give("nobody", epoch, "업무량").await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(give("agent-junho", epoch, " ").await.status(), StatusCode::UNPROCESSABLE_ENTITY, "say why");
        assert_eq!(give("agent-junho", epoch - 1, "업무량").await.status(), StatusCode::CONFLICT, "look again");
        assert_eq!(give("agent-junho", epoch, "업무량을 나눕니다").await.status(), StatusCode::NO_CONTENT);
        assert_eq!(give("agent-junho", epoch + 1, "업무량").await.status(), StatusCode::CONFLICT, "has it already");
        assert_eq!(minji.say(&claimed, "제가 이어서요").await.status(), StatusCode::CONFLICT);
        let moved = junho.desk().await["mine"].clone();
        assert_eq!(moved.as_array().map(Vec::len), Some(1));
        assert_eq!(moved[0]["whisper"], Value::Null, "it was said to somebody else");
        let told = thread.find(|event| event.data["fact"]["type"] == "handoff.reassigned").await;
        let told = &told.data["fact"]["data"];
        assert_eq!(
            (&told["name"], &told["from"], &told["to_name"], &told["comment"]),
            (&json!("최소라"), &json!("이민지"), &json!("박준호"), &json!("업무량을 나눕니다"))
        );
        let notices = customer.history().await;
        let of = |notice: &str| notices.iter().filter(|event| event["notice"]["notice"] == notice).count();
        assert_eq!((of("joined"), of("released")), (2, 0), "the customer hears only who is there: {notices:#?}");

        let take = format!("/v1/lead/handoffs/{handoff}/take");
        let now = epoch + 1;
        let taken = lead.post(&take, json!({ "epoch": now, "comment": "" })).await;
        assert_eq!(taken.status(), StatusCode::OK);
        let taken: Value = taken.json().await.expect("it is JSON");
        assert_eq!(lead.say(&taken, "팀장입니다").await.status(), StatusCode::CREATED);
        let twice = lead.post(&take, json!({ "epoch": now, "comment": "" })).await;
        assert_eq!(twice.status(), StatusCode::CONFLICT);
        let why: Value = twice.json().await.expect("it is JSON");
        assert_eq!(why["error"]["code"], "stale_epoch");
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

#[tokio::test]
async fn a_score_stands_with_the_conversation_that_it_is_about() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let agent = Agent::sign_in(&app, "minji").await;
        let customer = waiting(&app).await;
        let claimed = agent.claim(&customer.conversation).await;
        agent.say(&claimed, "안녕하세요").await;
        agent.let_go(&claimed, "close", "안내를 마쳤습니다").await;
        assert_eq!(agent.desk().await["done"][0]["csat"], Value::Null);
        app.pass(SignedDuration::from_mins(1));
        // Not asked about the first time, so the answer below is about the second.
        customer.say("상담원 연결해 주세요").await;
        let again = agent.claim(&customer.conversation).await;
        agent.say(&again, "다시 안녕하세요").await;
        agent.let_go(&again, "close", "다시 안내를 마쳤습니다").await;
        customer.request(Method::POST, "/survey").json(&json!({ "score": 2 })).send().await.expect("it answers");
        let done = agent.desk().await["done"].clone();
        let scores: Vec<(&Value, &Value)> =
            done.as_array().expect("a list").iter().map(|one| (&one["handoff"], &one["csat"])).collect();
        assert_eq!(scores, [(&again["handoff"], &json!(2)), (&claimed["handoff"], &Value::Null)]);
    }
}

#[tokio::test]
async fn the_desk_tells_what_each_colleague_knows() {
    let app = TestApp::start().await;
    let lead = Agent::sign_in(&app, "sora").await;
    let colleagues = lead.desk().await["agents"].clone();
    let minji =
        colleagues.as_array().expect("a list").iter().find(|one| one["id"] == "agent-minji").expect("she is there");
    assert_eq!((&minji["queues"], &minji["skills"], &minji["languages"]), (&json!([]), &json!([]), &json!([])));
    assert_eq!(board(&lead).await["agents"][0]["agent"]["capacity"], 5);
}

#[tokio::test]
async fn who_leaves_after_days_is_counted_on_the_day_they_left() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        waiting(&app).await;
        app.set_clock("2026-11-26T10:30");
        let lead = Agent::sign_in(&app, "sora").await;
        assert_eq!(board(&lead).await["today"]["handoffs"], 0, "it waits since Monday");
        bot::desk::abandon(&app.app).await.expect("the desk works");
        let today = board(&lead).await["today"].clone();
        assert_eq!((&today["handoffs"], &today["abandoned"]["n"]), (&json!(1), &json!(1)), "{today:#}");
        assert_eq!(today["abandoned"]["share"], 1.0, "{today:#}");
    }
}
