//! bot: the queue before the model: messages wait in it, threads of their own read them in batches.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use nlu::{Language, Nlu, Understanding};
use tokio::sync::{mpsc, oneshot};

#[cfg(test)]
mod tests;

/// Understands messages away from the async workers. A batch forms only while every thread is busy: a lone message
/// never waits for company.
#[derive(Clone)]
pub struct Reader {
    queue: mpsc::Sender<Job>,
}

/// What reads: the model with its rules, or what a test puts in its place.
pub trait Reads: Send + Sync + 'static {
    /// How many tokens a message has with what it is read with: what its time depends on.
    fn tokens(&self, text: &str, previous: &[&str]) -> usize;
    /// Understands some messages, each with what was said before it.
    fn all(&self, messages: &[(&str, Vec<&str>)]) -> Vec<Understanding>;
    /// Makes of a message what can be made of it without the model.
    fn by_rule(&self, text: &str) -> Understanding;
}

impl Reads for Nlu {
    fn tokens(&self, text: &str, previous: &[&str]) -> usize {
        self.tokens_with(text, previous)
    }

    fn all(&self, messages: &[(&str, Vec<&str>)]) -> Vec<Understanding> {
        self.understand_all(messages)
    }

    fn by_rule(&self, text: &str) -> Understanding {
        self.by_rule(text)
    }
}

/// A message that waits, and where its answer goes.
struct Job {
    text: String,
    previous: Vec<String>,
    answer: oneshot::Sender<Understanding>,
}

/// Tokens that are read at once: no more messages are taken when there are so many.
const BATCH: usize = 512;

impl Reader {
    /// Starts `threads` readers behind a queue that holds `waiting` messages; whoever finds it full waits.
    pub fn start(reads: &Arc<impl Reads>, threads: usize, waiting: usize) -> Self {
        let (queue, jobs) = mpsc::channel(waiting.max(1));
        let jobs = Arc::new(Mutex::new(jobs));
        for number in 0..threads.max(1) {
            let (reads, jobs) = (Arc::clone(reads), Arc::clone(&jobs));
            thread::Builder::new()
                .name(format!("reader-{number}"))
                .spawn(move || read(&*reads, &jobs))
                .expect("the system gives a thread at the start");
        }
        Self { queue }
    }

    /// Understands a message, with what the customer said before it; one that cannot be read counts as not understood.
    pub async fn understand(&self, text: &str, previous: Vec<String>) -> Understanding {
        let (answer, reply) = oneshot::channel();
        let job = Job { text: text.to_owned(), previous, answer };
        if self.queue.send(job).await.is_ok()
            && let Ok(understanding) = reply.await
        {
            return understanding;
        }
        tracing::error!("no reader has answered; the message counts as not understood");
        Understanding::unknown(Language::of(text))
    }
}

/// Reads batches until the queue is dropped. What fails together is read one by one, so that a message on which the
/// model stumbles takes neither its neighbours nor the thread with it.
fn read(reads: &impl Reads, jobs: &Mutex<mpsc::Receiver<Job>>) {
    while let Some(batch) = next(reads, jobs) {
        let waiting: Vec<Job> = batch.into_iter().filter(|job| !job.answer.is_closed()).collect();
        let messages: Vec<(&str, Vec<&str>)> = waiting.iter().map(Job::message).collect();
        let together = caught(|| reads.all(&messages)).filter(|all| all.len() == messages.len());
        let understood = together.unwrap_or_else(|| messages.iter().map(|message| alone(reads, message)).collect());
        for (job, understanding) in waiting.into_iter().zip(understood) {
            // Whoever asked may have gone in the meantime.
            let _ = job.answer.send(understanding);
        }
    }
}

/// What one message means; where the model stumbles, what the rules see in it.
fn alone(reads: &impl Reads, message: &(&str, Vec<&str>)) -> Understanding {
    if let Some(understanding) = caught(|| reads.all(std::slice::from_ref(message)).pop()).flatten() {
        return understanding;
    }
    let (text, _) = message;
    tracing::error!(characters = text.chars().count(), "the model stumbles on a message; it counts as not understood");
    caught(|| reads.by_rule(text)).unwrap_or_else(|| Understanding::unknown(Language::of(text)))
}

/// The result, or nothing where it panicked; what is read from is never changed by reading.
fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// The next message, and those behind it that fit.
fn next(reads: &impl Reads, jobs: &Mutex<mpsc::Receiver<Job>>) -> Option<Vec<Job>> {
    // A message that cannot even be counted is the last of its batch.
    let tokens = |job: &Job| {
        let (text, previous) = job.message();
        caught(|| reads.tokens(text, &previous)).unwrap_or(BATCH)
    };
    let mut jobs = jobs.lock().unwrap_or_else(PoisonError::into_inner);
    let mut last = jobs.blocking_recv()?;
    let (mut batch, mut length) = (Vec::new(), 0);
    // Counting costs as much as reading the words: a message that is alone is not counted.
    while !jobs.is_empty() {
        length += tokens(&last);
        if length >= BATCH {
            break;
        }
        let Ok(job) = jobs.try_recv() else { break };
        batch.push(std::mem::replace(&mut last, job));
    }
    batch.push(last);
    Some(batch)
}

impl Job {
    fn message(&self) -> (&str, Vec<&str>) {
        (&self.text, self.previous.iter().map(String::as_str).collect())
    }
}
