//! tests: what an agent lays aside follows them, and wakes by itself.

use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::database::engines;
use crate::support::{Agent, Customer, TestApp};

async fn snooze(agent: &Agent, customer: &Customer, until: Option<jiff::Timestamp>) -> StatusCode {
    let path = format!("/v1/agent/conversations/{}/snooze", customer.conversation);
    agent.post(&path, json!({ "until": until })).await.status()
}

async fn asleep_until(agent: &Agent) -> Value {
    agent.desk().await["mine"][0]["snoozed_until"].clone()
}

#[tokio::test]
async fn it_sleeps_over_a_restart_until_its_time_or_until_the_customer_writes() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let agent = Agent::sign_in(&app, "minji").await;
        let (customer, claimed) = agent.claim_visitor(&app).await;
        let soon = app.app.now() + SignedDuration::from_mins(10);
        assert_eq!(snooze(&agent, &customer, Some(soon)).await, StatusCode::CONFLICT, "the first reply comes before");
        agent.say(&claimed, "확인해 보겠습니다").await;
        let lead = Agent::sign_in(&app, "sora").await;
        assert_eq!(snooze(&lead, &customer, Some(soon)).await, StatusCode::CONFLICT, "it is a colleague's");
        let past = snooze(&agent, &customer, Some(app.app.now())).await;
        assert_eq!(past, StatusCode::UNPROCESSABLE_ENTITY);

        assert_eq!(snooze(&agent, &customer, Some(soon)).await, StatusCode::NO_CONTENT);
        let restarted = app.restart().await;
        let agent = Agent::sign_in(&restarted, "minji").await;
        assert_eq!(asleep_until(&agent).await, json!(soon));
        restarted.pass(SignedDuration::from_mins(10));
        assert_eq!(asleep_until(&agent).await, Value::Null, "its time has come");

        let far = restarted.app.now() + SignedDuration::from_hours(900);
        snooze(&agent, &customer, Some(far)).await;
        let day = restarted.app.now() + SignedDuration::from_hours(24);
        assert_eq!(asleep_until(&agent).await, json!(day), "a day at most");
        assert_eq!(snooze(&agent, &customer, None).await, StatusCode::NO_CONTENT);
        assert_eq!(asleep_until(&agent).await, Value::Null);
        snooze(&agent, &customer, Some(far)).await;
        let say = format!("{}/v1/conversations/{}/messages", restarted.url, customer.conversation);
        let say = reqwest::Client::new().post(say).bearer_auth(&customer.token);
        let said = say.json(&json!({ "client_id": "w1", "text": "아직인가요?" })).send().await.expect("it answers");
        assert_eq!(said.status(), StatusCode::CREATED);
        assert_eq!(asleep_until(&agent).await, Value::Null, "the customer has written");
    }
}

#[tokio::test]
async fn it_wakes_when_it_changes_hands() {
    let app = TestApp::start().await;
    let (agent, lead) = (Agent::sign_in(&app, "minji").await, Agent::sign_in(&app, "sora").await);
    let (customer, claimed) = agent.claim_visitor(&app).await;
    agent.say(&claimed, "확인해 보겠습니다").await;
    let until = app.app.now() + SignedDuration::from_hours(1);
    assert_eq!(snooze(&agent, &customer, Some(until)).await, StatusCode::NO_CONTENT);
    let take = format!("/v1/lead/handoffs/{}/take", claimed["handoff"].as_str().expect("an id"));
    let taken = lead.post(&take, json!({ "epoch": claimed["epoch"], "comment": "" })).await;
    assert_eq!(taken.status(), StatusCode::OK);
    assert_eq!(asleep_until(&lead).await, Value::Null);
    assert_eq!(snooze(&agent, &customer, Some(until)).await, StatusCode::CONFLICT, "it is not theirs any more");
}
