//! tests: requests reach the company's own system: each once, also when it was away.

use std::time::Duration;

use serde_json::json;

use crate::support::{Customer, TestApp};

/// What the core system has taken, as soon as there are so many.
async fn taken(app: &TestApp, count: usize) -> Vec<bot::core::Intake> {
    let core = app.app.core.demo_core().expect("it is the demo's");
    for _ in 0..200 {
        if core.taken().len() >= count {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    core.taken()
}

#[tokio::test]
async fn a_request_of_anybody_is_handed_over_with_its_receipt() {
    let app = TestApp::over_http().await;
    let visitor = Customer::visitor(&app).await;
    visitor.say("카드를 잃어버렸어요").await;
    let customer = Customer::signed_in(&app, "jihoon", "ko").await;
    customer.say("지갑을 잃어버렸어요 카드 정지해 주세요").await;
    let taken = taken(&app, 2).await;
    assert_eq!(taken.iter().map(|one| one.request.as_str()).collect::<Vec<_>>(), ["stop_cards"; 2]);
    assert_eq!(taken[0].customer, None);
    assert_eq!(taken[1].customer.as_ref().map(|number| number.0.as_str()), Some("jihoon"));
    let receipt = json!(customer.history().await).to_string();
    assert!(receipt.contains(&taken[1].receipt), "the customer has the number that the company has");
}

#[tokio::test]
async fn what_could_not_be_handed_over_waits_and_is_never_doubled() {
    let app = TestApp::over_http().await;
    let customer = Customer::signed_in(&app, "jihoon", "ko").await;
    app.app.core.fail("down");
    customer.say("지갑을 잃어버렸어요 카드 정지해 주세요").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(taken(&app, 0).await, [], "it is away");
    app.app.core.fail("none");
    assert_eq!(taken(&app, 1).await.len(), 1);
    // Another courier, on another node, finds nothing left to do.
    let again = tokio::spawn(bot::courier::run(app.app.clone()));
    tokio::time::sleep(Duration::from_millis(500)).await;
    again.abort();
    assert_eq!(taken(&app, 1).await.len(), 1);
    let id = customer.conversation.clone().into();
    let events = app.app.store.all_after(&id, 0, 500).await.expect("it reads");
    let delivered = events.iter().filter(|event| json!(event.fact).to_string().contains("case.delivered"));
    assert_eq!(delivered.count(), 1);
}
