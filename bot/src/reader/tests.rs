//! bot: tests of the queue before the model: batches by tokens, and messages on which the model stumbles.

use std::sync::mpsc::{self as std_mpsc, Receiver};

use nlu::Intent;

use super::*;

/// Stands in for the model: a token a word; it stumbles on some words, and waits where it is told to.
struct Fake {
    sizes: Mutex<Vec<usize>>,
    gate: Mutex<Receiver<()>>,
}

impl Reads for Fake {
    fn tokens(&self, text: &str, previous: &[&str]) -> usize {
        assert!(!text.contains("uncountable"), "it stumbles while counting");
        previous.iter().chain([&text]).map(|text| text.split_whitespace().count()).sum()
    }

    fn all(&self, messages: &[(&str, Vec<&str>)]) -> Vec<Understanding> {
        if messages[0].0 == "wait" {
            self.gate.lock().unwrap().recv().unwrap();
        }
        self.sizes.lock().unwrap().push(messages.len());
        assert!(!messages.iter().any(|(text, _)| text.contains("stumble")), "it stumbles");
        messages.iter().map(|_| Understanding::certain(Intent::CardLost)).collect()
    }

    fn by_rule(&self, text: &str) -> Understanding {
        assert!(!text.contains("hopeless"), "it stumbles over the rules too");
        Understanding { in_scope: 0.25, ..Understanding::unknown(Language::of(text)) }
    }
}

/// A reader with one thread, busy until the gate is opened; so what is asked meanwhile waits together.
fn busy() -> (Reader, Arc<Fake>, std_mpsc::Sender<()>) {
    let (open, gate) = std_mpsc::channel();
    let fake = Arc::new(Fake { sizes: Mutex::default(), gate: Mutex::new(gate) });
    (Reader::start(&fake, 1, 100), fake, open)
}

async fn ask(texts: &[String]) -> (Vec<Understanding>, Vec<usize>) {
    let (reader, fake, open) = busy();
    let first = {
        let reader = reader.clone();
        tokio::spawn(async move { reader.understand("wait", Vec::new()).await })
    };
    // The gate is locked while the thread stands before it.
    while fake.gate.try_lock().is_ok() {
        tokio::task::yield_now().await;
    }
    let asked: Vec<_> = texts
        .iter()
        .map(|text| {
            let (reader, text) = (reader.clone(), text.clone());
            tokio::spawn(async move { reader.understand(&text, Vec::new()).await })
        })
        .collect();
    while reader.queue.max_capacity() - reader.queue.capacity() < texts.len() {
        tokio::task::yield_now().await;
    }
    open.send(()).unwrap();
    let mut answers = Vec::new();
    for task in asked {
        answers.push(task.await.unwrap());
    }
    first.await.unwrap();
    let sizes = fake.sizes.lock().unwrap()[1..].to_vec();
    (answers, sizes)
}

#[tokio::test]
async fn messages_that_wait_are_read_together_by_their_tokens() {
    let long = "word ".repeat(BATCH / 2);
    for (texts, want) in [
        (vec!["card lost".to_owned(); 5], vec![5]),
        (vec![long.clone(); 5], vec![2, 2, 1]),
        (vec!["short".to_owned(), long.clone(), long, "short".to_owned()], vec![3, 1]),
    ] {
        let (answers, sizes) = ask(&texts).await;
        assert_eq!(sizes, want);
        assert!(answers.iter().all(|answer| answer.decided() == Some(Intent::CardLost)));
    }
}

#[tokio::test]
async fn a_message_on_which_the_model_stumbles_harms_no_other() {
    let texts = ["fine", "stumble", "fine", "uncountable stumble", "stumble, hopeless", "fine"].map(str::to_owned);
    let (answers, _) = ask(&texts).await;
    let how = answers.iter().map(|answer| match answer.decided() {
        Some(_) => "read",
        None if answer.in_scope > 0.0 => "by rule",
        None => "not at all",
    });
    assert_eq!(how.collect::<Vec<_>>(), ["read", "by rule", "read", "by rule", "not at all", "read"]);
}

#[tokio::test]
async fn readers_outlive_what_they_stumble_on() {
    let (reader, _, _open) = busy();
    for _ in 0..5 {
        assert_eq!(reader.understand("stumble", Vec::new()).await.decided(), None);
        assert_eq!(reader.understand("fine", Vec::new()).await.decided(), Some(Intent::CardLost));
    }
}

#[test]
fn danger_is_seen_by_rule_where_the_model_cannot_read() {
    let nlu = Nlu::embedded().unwrap();
    let found = Reads::by_rule(&nlu, "죽고 싶어요");
    assert!(found.emergency.is_some() && found.decided().is_none());
    assert!(Reads::by_rule(&nlu, "금리가 어떻게 되나요").emergency.is_none());
    let together = Reads::tokens(&nlu, "언제 돼요?", &["한도 올려 주세요"]);
    assert!(together > Reads::tokens(&nlu, "언제 돼요?", &[]));
}
