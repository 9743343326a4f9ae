//! bot: the client against the synthetic core system, and against systems that misbehave.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::http::StatusCode as Status;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;
use tokio::net::TcpListener;

use super::*;
use crate::core::demo::{Fault, server};
use crate::core::{DemoCore, Lookup, Verified};
use crate::settings::Settings;

const TOKEN: &str = "a key for tests";

fn now() -> Timestamp {
    "2026-11-23T01:00:00Z".parse().unwrap()
}

fn minsu() -> CustomerNo {
    CustomerNo("minsu".into())
}

/// Something that listens, and a client that speaks with it.
async fn beside(routes: Router, change: impl FnOnce(&mut settings::Core)) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut settings = Settings::read(None).unwrap().core;
    settings.url = format!("http://{}", listener.local_addr().unwrap());
    settings.token = Secret::new(TOKEN);
    settings.patience_ms = 600;
    change(&mut settings);
    tokio::spawn(async move { axum::serve(listener, routes).await });
    Client::new(&settings).unwrap()
}

async fn demo() -> (Client, Arc<DemoCore>) {
    let core = Arc::new(DemoCore::default());
    let routes = server::routes(Arc::clone(&core), TOKEN, Arc::new(now));
    (beside(routes, |_| {}).await, core)
}

/// A core system that answers every profile like this.
fn answering(status: Status, body: impl Into<String>) -> Router {
    let body = body.into();
    Router::new().fallback(get(async move || (status, body)))
}

fn figures(lookup: Lookup) -> Query {
    Query::figures(lookup, &Verified::for_tests())
}

#[tokio::test]
async fn what_comes_over_http_is_what_the_demo_finds_in_process() {
    let (client, core) = demo().await;
    for customer in core.cards() {
        let number = CustomerNo(customer.id);
        assert_eq!(client.profile(&number, now()).await.unwrap(), core.profile(&number, now()).await.unwrap());
        for lookup in Lookup::ALL {
            for query in [Some(figures(lookup)), Query::states(lookup)].into_iter().flatten() {
                let over_http = client.look_up(&query, &number).await.unwrap();
                let in_process = core.look_up(&query, &number, now()).await.unwrap();
                assert_eq!(format!("{over_http:?}"), format!("{in_process:?}"), "{} {lookup}", number.0);
            }
        }
    }
    assert_eq!(client.profile(&CustomerNo("nobody".into()), now()).await, Err(CoreError::NotFound));
    let strange = CustomerNo("../minsu/rates?figures=true#".into());
    assert_eq!(client.profile(&strange, now()).await, Err(CoreError::NotFound), "a number is only a number");
}

#[tokio::test]
async fn a_month_and_a_day_travel_with_the_question() {
    let (client, _) = demo().await;
    let query = figures(Lookup::CardStatement).in_month(Some("2026-10-09".parse().unwrap()));
    let Found::CardStatement(bills) = client.look_up(&query, &minsu()).await.unwrap() else { panic!() };
    assert_eq!(bills.iter().map(|bill| bill.month.to_string()).collect::<Vec<_>>(), ["2026-10-01"]);
    let query = figures(Lookup::PayoffQuote).on(Some("2026-11-30".parse().unwrap()));
    let Found::PayoffQuote(quotes) = client.look_up(&query, &minsu()).await.unwrap() else { panic!() };
    let quote = quotes[0].figures.open(&Verified::for_tests());
    assert_eq!((quote.on.to_string().as_str(), quote.interest.0), ("2026-11-30", 28_700 + 7 * 1_364));
}

#[tokio::test]
async fn a_slow_or_dead_core_is_an_error_in_time_and_then_left_alone() {
    let (client, core) = demo().await;
    core.suffer(Fault::Slow);
    let began = Instant::now();
    assert_eq!(client.profile(&minsu(), now()).await, Err(CoreError::Timeout));
    assert!(began.elapsed() < Duration::from_secs(2));
    core.suffer(Fault::Down);
    for _ in 0..4 {
        assert_eq!(client.profile(&minsu(), now()).await, Err(CoreError::Down));
    }
    core.suffer(Fault::None);
    let began = Instant::now();
    assert_eq!(client.profile(&minsu(), now()).await, Err(CoreError::Down), "it rests");
    assert!(began.elapsed() < Duration::from_millis(50), "nobody is asked meanwhile");
}

#[tokio::test]
async fn after_its_rest_one_call_tries_and_all_is_well_again() {
    let core = Arc::new(DemoCore::default());
    let routes = server::routes(Arc::clone(&core), TOKEN, Arc::new(now));
    let client = beside(routes, |settings| {
        settings.failures = 1;
        settings.rest_seconds = 1;
    })
    .await;
    core.suffer(Fault::Down);
    assert_eq!(client.profile(&minsu(), now()).await, Err(CoreError::Down));
    core.suffer(Fault::None);
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert!(client.profile(&minsu(), now()).await.is_ok());
}

#[tokio::test]
async fn a_passing_failure_is_tried_again_and_a_lasting_one_is_not() {
    for (status, tries) in
        [(Status::SERVICE_UNAVAILABLE, 3), (Status::INTERNAL_SERVER_ERROR, 1), (Status::UNAUTHORIZED, 1)]
    {
        let count = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&count);
        let routes = Router::new().fallback(get(async move || {
            counted.fetch_add(1, Ordering::SeqCst);
            status
        }));
        let client = beside(routes, |_| {}).await;
        assert_eq!(client.profile(&minsu(), now()).await, Err(CoreError::Down));
        assert_eq!(count.load(Ordering::SeqCst), tries, "{status}");
    }
    let count = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&count);
    let routes = Router::new().fallback(get(async move || {
        if counted.fetch_add(1, Ordering::SeqCst) == 0 {
            return (Status::SERVICE_UNAVAILABLE, Json(json!({})));
        }
        (Status::OK, Json(json!({ "name": "김민수" })))
    }));
    let client = beside(routes, |_| {}).await;
    assert_eq!(client.profile(&minsu(), now()).await.unwrap().name, "김민수");
}

#[tokio::test]
async fn an_answer_that_is_not_one_is_down_and_no_crash() {
    for body in
        ["", "null", "<html>", "[1]", "{", r#"{"name":7}"#, r#"{"name":"a","contracts":[{}]}"#, r#"{"name":" "}"#]
    {
        let client = beside(answering(Status::OK, body), |_| {}).await;
        assert_eq!(client.profile(&minsu(), now()).await, Err(CoreError::Down), "{body}");
        assert_eq!(
            client.look_up(&figures(Lookup::CreditScore), &minsu()).await.unwrap_err(),
            CoreError::Down,
            "{body}"
        );
    }
    let huge = format!(r#"{{"name":"{}"}}"#, "a".repeat(LARGEST));
    let client = beside(answering(Status::OK, huge), |_| {}).await;
    assert_eq!(client.profile(&minsu(), now()).await, Err(CoreError::Down));
    let elsewhere = Router::new().fallback(get(async || (Status::FOUND, [("location", "http://127.0.0.1:1/")], "")));
    let client = beside(elsewhere, |_| {}).await;
    assert_eq!(client.profile(&minsu(), now()).await, Err(CoreError::Down), "it follows nobody elsewhere");
    let nobody = beside(Router::new(), |settings| settings.url = "http://127.0.0.1:1".into()).await;
    assert_eq!(nobody.profile(&minsu(), now()).await, Err(CoreError::Down));
}

#[tokio::test]
async fn a_profile_is_not_asked_for_again_within_seconds() {
    let (client, core) = demo().await;
    client.profile(&minsu(), now()).await.unwrap();
    core.suffer(Fault::Down);
    assert!(client.profile(&minsu(), now() + SignedDuration::from_secs(19)).await.is_ok());
    assert!(client.profile(&minsu(), now() + SignedDuration::from_secs(21)).await.is_err());
    assert!(client.profile(&minsu(), now() - SignedDuration::from_secs(5)).await.is_err(), "a clock that jumped back");
}

#[tokio::test]
async fn a_request_is_taken_once_however_often_it_is_sent() {
    let (client, core) = demo().await;
    let intake = Intake {
        receipt: "C-7F3K2A-12".into(),
        request: "stop_cards".into(),
        customer: Some(minsu()),
        taken_at: now(),
        answer_by: None,
        details: [("card".to_owned(), "5521".to_owned())].into(),
    };
    let first = client.take(&intake).await.unwrap();
    assert_eq!(client.take(&intake).await.unwrap(), first);
    assert_eq!(core.taken(), std::slice::from_ref(&intake));
    let other = Intake { request: "hardship".into(), ..intake };
    assert_eq!(client.take(&other).await, Err(CoreError::Refused));
    core.suffer(Fault::Down);
    assert_eq!(client.take(&other).await, Err(CoreError::Down));
}

#[tokio::test]
async fn a_text_is_carried_once_to_a_customer_who_is_known() {
    let (client, core) = demo().await;
    for key in ["c1-1", "c1-1", "c1-2"] {
        assert_eq!(client.send_text(&minsu(), key, "[다온크레딧] 인증번호 123456").await, Ok(()));
    }
    assert_eq!(core.texts(&minsu()), ["[다온크레딧] 인증번호 123456"; 2]);
    let nobody = CustomerNo("nobody".into());
    assert_eq!(client.send_text(&nobody, "c1-3", "안녕하세요").await, Err(CoreError::NotFound));
    assert_eq!(client.send_text(&minsu(), "c1-1", "다른 글").await, Err(CoreError::Refused));
}

#[test]
fn settings_that_would_leak_or_fail_are_refused_with_what_to_do() {
    let check = |url: &str, token: &str, says: &str| {
        let mut settings = Settings::read(None).unwrap().core;
        settings.url = url.to_owned();
        settings.token = Secret::new(token);
        let refused = Client::new(&settings).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(refused.contains(says) && refused.is_empty() == says.is_empty(), "{url}: {refused}");
    };
    check("http://127.0.0.1:8180", TOKEN, "");
    check("http://localhost:8180/base", TOKEN, "");
    check("http://[::1]:8180", TOKEN, "");
    check("http://core.example.internal", TOKEN, "https");
    check("", TOKEN, "core.url");
    check("core:8180", TOKEN, "core.url");
    check("http://127.0.0.1:8180", "", "core.token");
    check("https://core.example.internal", TOKEN, if cfg!(feature = "tls") { "" } else { "--features tls" });
}
