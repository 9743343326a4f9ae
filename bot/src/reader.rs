//! bot: the queue before the model: messages wait in it, threads of their own read them in batches.

use std::sync::{Arc, Mutex};
use std::thread;

use nlu::{Nlu, Understanding};
use tokio::sync::{mpsc, oneshot};

/// Understands messages away from the async workers. A batch forms only while every thread is busy: a lone message
/// never waits for company.
#[derive(Clone)]
pub struct Reader {
    queue: mpsc::Sender<Job>,
}

/// A message that waits, and where its answer goes.
struct Job {
    text: String,
    previous: Vec<String>,
    answer: oneshot::Sender<Understanding>,
}

/// Characters that are read at once at most, unless one message alone has more; about two make a token.
const BATCH: usize = 1_024;

impl Reader {
    /// Starts `threads` readers behind a queue that holds `waiting` messages; whoever finds it full waits.
    pub fn start(nlu: &Arc<Nlu>, threads: usize, waiting: usize) -> Self {
        let (queue, jobs) = mpsc::channel(waiting.max(1));
        let jobs = Arc::new(Mutex::new(jobs));
        for number in 0..threads.max(1) {
            let (nlu, jobs) = (Arc::clone(nlu), Arc::clone(&jobs));
            thread::Builder::new()
                .name(format!("reader-{number}"))
                .spawn(move || read(&nlu, &jobs))
                .expect("the system gives a thread at the start");
        }
        Self { queue }
    }

    /// Understands a message, with what the customer said before it.
    pub async fn understand(&self, text: &str, previous: Vec<String>) -> Understanding {
        let (answer, reply) = oneshot::channel();
        let job = Job { text: text.to_owned(), previous, answer };
        assert!(self.queue.send(job).await.is_ok(), "readers live as long as their queue");
        reply.await.expect("a reader answers every message it takes")
    }
}

/// Reads batches until the queue is dropped.
fn read(nlu: &Nlu, jobs: &Mutex<mpsc::Receiver<Job>>) {
    while let Some(batch) = next(jobs) {
        let waiting: Vec<Job> = batch.into_iter().filter(|job| !job.answer.is_closed()).collect();
        let messages: Vec<(&str, Vec<&str>)> =
            waiting.iter().map(|job| (job.text.as_str(), job.previous.iter().map(String::as_str).collect())).collect();
        let understood = nlu.understand_all(&messages);
        for (job, understanding) in waiting.into_iter().zip(understood) {
            // Whoever asked may have gone in the meantime.
            let _ = job.answer.send(understanding);
        }
    }
}

/// The next message, and those behind it that fit.
fn next(jobs: &Mutex<mpsc::Receiver<Job>>) -> Option<Vec<Job>> {
    let mut jobs = jobs.lock().expect("readers do not panic while they hold the queue");
    let first = jobs.blocking_recv()?;
    let mut length = first.text.chars().count();
    let mut batch = vec![first];
    while length < BATCH {
        let Ok(job) = jobs.try_recv() else { break };
        length += job.text.chars().count();
        batch.push(job);
    }
    Some(batch)
}
