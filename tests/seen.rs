//! tests: an agent sees how far the customer has looked, and the log hears nothing of it.

use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::support::database::engines;
use crate::support::{Agent, Customer, TestApp};

async fn look(customer: &Customer, number: i64) -> StatusCode {
    let request = customer.request(Method::POST, "/seen").json(&json!({ "number": number }));
    request.send().await.expect("it answers").status()
}

#[tokio::test]
async fn the_highest_number_looked_at_reaches_the_staff_and_never_goes_back() {
    for engine in engines() {
        let app = TestApp::start_on(engine).await;
        let agent = Agent::sign_in(&app, "minji").await;
        let (customer, claimed) = agent.claim_visitor(&app).await;
        agent.say(&claimed, "안녕하세요").await;
        let last = customer.state().await["last_number"].as_i64().expect("a number");
        let mut thread = agent.follow(&customer.conversation).await;
        assert_eq!(thread.next_of("state").await.data["seen"], 0);
        let before = app.app.store.last_seq().await.expect("it reads");

        for number in [last - 1, last, last, 1, 0, -5, last + 1, i64::MAX] {
            assert_eq!(look(&customer, number).await, StatusCode::NO_CONTENT, "{number}");
        }
        thread.find(|event| event.data["seen"] == json!(last)).await;
        let again = agent.follow(&customer.conversation).await.next_of("state").await;
        assert_eq!(again.data["seen"], json!(last));
        assert_eq!(app.app.store.last_seq().await.expect("it reads"), before, "no event");
        // A look is no turn: who speaks next is not overtaken by it.
        assert_eq!(agent.say(&claimed, "무엇을 도와드릴까요?").await.status(), StatusCode::CREATED);

        let stranger = Customer::visitor(&app).await;
        let url = format!("{}/v1/conversations/{}/seen", app.url, customer.conversation);
        let theirs = reqwest::Client::new().post(url).bearer_auth(&stranger.token).json(&json!({ "number": 1 }));
        assert_eq!(theirs.send().await.expect("it answers").status(), StatusCode::NOT_FOUND);
        let wrong = customer.request(Method::POST, "/seen").json(&json!({ "number": "all" }));
        assert!(wrong.send().await.expect("it answers").status().is_client_error());
    }
}
