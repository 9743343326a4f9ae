//! bot: events come down. Whoever follows reads the log from a cursor; signals only say when to look.
//!
//! A lost signal delays and never loses: the follower of the log looks again every second.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use handoff::id::ConversationId;
use tokio::sync::{Notify, broadcast, watch};
use tokio_util::sync::CancellationToken;

use crate::store::Store;
use crate::wire::Typist;

/// How long a follower of the log sleeps at most before it looks by itself.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Something to look at, or something that is true for a moment only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// The conversation's log has grown.
    Advanced,
    /// Position or expected wait has changed.
    Waiting,
    /// The customer has looked further.
    Seen,
    Typing(Typist),
}

/// The switchboard between the log and those who follow it.
#[derive(Debug, Clone, Default)]
pub struct Feed(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    conversations: Mutex<HashMap<ConversationId, broadcast::Sender<Signal>>>,
    committed: Notify,
    /// Grows with every change that the desk has to show.
    desk: watch::Sender<u64>,
    /// Conversations in which an agent writes.
    typing: broadcast::Sender<ConversationId>,
}

impl Default for Inner {
    fn default() -> Self {
        Self {
            conversations: Mutex::default(),
            committed: Notify::new(),
            desk: watch::Sender::default(),
            typing: broadcast::channel(64).0,
        }
    }
}

impl Feed {
    /// Says that something was committed.
    pub fn wake(&self) {
        self.0.committed.notify_one();
    }

    /// Signals of one conversation from now on. Subscribe first, then read the log: so nothing falls between.
    pub fn subscribe(&self, id: &ConversationId) -> broadcast::Receiver<Signal> {
        let mut conversations = self.0.conversations.lock().unwrap_or_else(PoisonError::into_inner);
        conversations.retain(|_, sender| sender.receiver_count() > 0);
        conversations.entry(id.clone()).or_insert_with(|| broadcast::channel(64).0).subscribe()
    }

    /// Tells those who follow the conversation, if anyone does.
    pub fn signal(&self, id: &ConversationId, signal: Signal) {
        let conversations = self.0.conversations.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = conversations.get(id) {
            let _ = sender.send(signal);
        }
        drop(conversations);
        if signal == Signal::Typing(Typist::Agent) {
            let _ = self.0.typing.send(id.clone());
        }
    }

    /// The conversations in which an agent writes, each time one does.
    pub fn agents_typing(&self) -> broadcast::Receiver<ConversationId> {
        self.0.typing.subscribe()
    }

    /// Changes of the desk from now on.
    pub fn desk(&self) -> watch::Receiver<u64> {
        self.0.desk.subscribe()
    }

    /// Says that the desk looks different.
    pub fn desk_changed(&self) {
        self.0.desk.send_modify(|n| *n += 1);
    }

    /// Follows the log and signals what is new, also what other nodes wrote, until `stop`.
    pub async fn follow(&self, store: Store, stop: CancellationToken) {
        let mut cursor = None;
        while !stop.is_cancelled() {
            if cursor.is_none() {
                cursor = store.last_seq().await.ok();
            }
            if let Some(from) = cursor {
                match store.marks_after(from, 1000).await {
                    Ok(marks) if !marks.is_empty() => {
                        for mark in &marks {
                            if let Some(conversation) = &mark.conversation {
                                self.signal(conversation, Signal::Advanced);
                            }
                        }
                        cursor = marks.last().map(|mark| mark.seq);
                        self.desk_changed();
                        continue;
                    }
                    Ok(_) => {}
                    Err(error) => tracing::warn!(%error, "the log could not be read; looking again"),
                }
            }
            tokio::select! {
                () = self.0.committed.notified() => {}
                () = tokio::time::sleep(LOOK_AGAIN) => {}
                () = stop.cancelled() => {}
            }
        }
    }
}
