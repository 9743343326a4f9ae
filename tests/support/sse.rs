//! tests: a reader of server-sent events that can be cut off and resume.

use std::collections::VecDeque;
use std::time::Duration;

use futures::StreamExt as _;
use futures::stream::BoxStream;
use serde_json::Value;

/// One event as it came.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Event {
    pub(crate) id: Option<i64>,
    pub(crate) kind: String,
    pub(crate) data: Value,
}

/// An open stream.
pub(crate) struct Stream {
    bytes: BoxStream<'static, Vec<u8>>,
    rest: Vec<u8>,
    ready: VecDeque<Event>,
}

impl Stream {
    pub(crate) fn of(response: reqwest::Response) -> Self {
        assert_eq!(response.status(), 200, "the stream is refused");
        let bytes = response.bytes_stream().filter_map(async |chunk| chunk.ok().map(|chunk| chunk.to_vec())).boxed();
        Self { bytes, rest: Vec::new(), ready: VecDeque::new() }
    }

    /// The next event within five seconds.
    pub(crate) async fn next(&mut self) -> Event {
        self.next_within(Duration::from_secs(5)).await.expect("no event came within five seconds")
    }

    /// The next event of a kind within five seconds; others are passed over.
    pub(crate) async fn next_of(&mut self, kind: &str) -> Event {
        loop {
            let event = self.next().await;
            if event.kind == kind {
                return event;
            }
        }
    }

    /// The first event that `fits` within five seconds.
    pub(crate) async fn find(&mut self, fits: impl Fn(&Event) -> bool) -> Event {
        loop {
            let event = self.next().await;
            if fits(&event) {
                return event;
            }
        }
    }

    pub(crate) async fn next_within(&mut self, wait: Duration) -> Option<Event> {
        tokio::time::timeout(wait, async {
            loop {
                if let Some(event) = self.ready.pop_front() {
                    return Some(event);
                }
                self.rest.extend(self.bytes.next().await?);
                while let Some(end) = self.rest.windows(2).position(|pair| pair == b"\n\n") {
                    let block: Vec<u8> = self.rest.drain(..end + 2).collect();
                    self.ready.extend(parse(&String::from_utf8_lossy(&block)));
                }
            }
        })
        .await
        .ok()
        .flatten()
    }
}

fn parse(block: &str) -> Option<Event> {
    let mut event = Event { id: None, kind: "message".to_owned(), data: Value::Null };
    let mut data = String::new();
    for line in block.lines() {
        match line.split_once(':').map(|(field, value)| (field, value.trim_start())) {
            Some(("id", value)) => event.id = value.parse().ok(),
            Some(("event", value)) => value.clone_into(&mut event.kind),
            Some(("data", value)) => data.push_str(value),
            _ => {}
        }
    }
    event.data = serde_json::from_str(&data).ok()?;
    Some(event)
}
