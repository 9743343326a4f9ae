//! tests: a process that is killed loses no acknowledged message.

use std::collections::HashMap;
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::support::database::engines;
use crate::support::{Customer, Database};

/// How often the process is killed, on each engine.
const ROUNDS: u64 = 6;

/// The binary that `make test` builds before the tests run.
pub(crate) fn binary() -> std::path::PathBuf {
    let mut path = std::env::current_exe().expect("the test has a path");
    path.pop();
    path.pop();
    path.push("dari");
    assert!(path.exists(), "{} is not built: run `cargo build -p bot` first, or `make test`", path.display());
    path
}

async fn start(url: &str) -> (Child, String) {
    let mut child = Command::new(binary())
        .arg("serve")
        .env("DARI_STORE__URL", url)
        .env("DARI_HTTP__LISTEN", "127.0.0.1:0")
        .env("DARI_LIMITS__MESSAGES_PER_MINUTE", "100000")
        .env("NO_COLOR", "1")
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("the binary starts");
    let mut lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
    let mut url = None;
    while let Ok(Some(line)) = lines.next_line().await {
        if let Some((_, address)) = line.split_once("listen=") {
            url = Some(format!("http://{}", address.split_whitespace().next().unwrap_or_default()));
            break;
        }
    }
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    (child, url.expect("the service says where it listens"))
}

#[tokio::test]
async fn a_killed_process_loses_no_acknowledged_message() {
    for engine in engines() {
        let database = Database::fresh(engine).await;
        let (mut child, mut url) = start(&database.url).await;
        let people = [Customer::open(&url, json!({})).await, Customer::open(&url, json!({})).await];
        let mut acknowledged: HashMap<(usize, String), i64> = HashMap::new();
        for round in 0..ROUNDS {
            let http = reqwest::Client::new();
            let writers = people.iter().enumerate().map(|(who, customer)| {
                let (http, url) = (http.clone(), url.clone());
                async move {
                    let mut taken = Vec::new();
                    for n in 0.. {
                        let id = format!("r{round}-{n}");
                        let sent = http
                            .post(format!("{url}/v1/conversations/{}/messages", customer.conversation))
                            .bearer_auth(&customer.token)
                            .json(&json!({ "client_id": id, "text": format!("{round}번째 안녕하세요 {n}") }))
                            .send()
                            .await;
                        let Ok(response) = sent else { break };
                        let Ok(said) = response.json::<Value>().await else { break };
                        taken.push((who, id, said["number"].as_i64().expect("an acknowledgement has a number")));
                    }
                    taken
                }
            });
            let kill = async {
                // Each round is cut at another moment.
                tokio::time::sleep(Duration::from_millis(150 + 90 * round)).await;
                child.start_kill().expect("it runs");
                child.wait().await.expect("it ends");
            };
            let (taken, ()) = tokio::join!(futures::future::join_all(writers), kill);
            for (who, id, number) in taken.into_iter().flatten() {
                acknowledged.insert((who, id), number);
            }
            (child, url) = start(&database.url).await;
        }
        let all = u64::try_from(acknowledged.len()).expect("it fits");
        assert!(all > ROUNDS, "too few messages were acknowledged to mean anything: {all}");

        let http = reqwest::Client::new();
        for (who, customer) in people.iter().enumerate() {
            let mut kept: HashMap<String, i64> = HashMap::new();
            let (mut before, mut numbers) = (i64::MAX, Vec::new());
            loop {
                let page: Value = http
                    .get(format!("{url}/v1/conversations/{}/messages?before={before}&limit=200", customer.conversation))
                    .bearer_auth(&customer.token)
                    .send()
                    .await
                    .expect("it answers")
                    .json()
                    .await
                    .expect("it is JSON");
                let events = page["events"].as_array().expect("a list");
                let Some(first) = events.first().and_then(|event| event["number"].as_i64()) else { break };
                before = first;
                for event in events {
                    let number = event["number"].as_i64().expect("a number");
                    numbers.push(number);
                    if let Some(id) = event["message"]["client_id"].as_str() {
                        assert!(kept.insert(id.to_owned(), number).is_none(), "{id} was kept twice");
                    }
                }
            }
            numbers.sort_unstable();
            assert_eq!(numbers, (1..=i64::try_from(numbers.len()).expect("few")).collect::<Vec<_>>());
            for ((_, id), number) in acknowledged.iter().filter(|((whose, _), _)| *whose == who) {
                assert_eq!(kept.get(id), Some(number), "{id} was acknowledged and is lost, on {engine:?}");
            }
        }
    }
}
