//! tests: the store on both engines: what is acknowledged is kept, what fails leaves no trace.

use bot::conversation::{Control, Conversation, Dialogue};
use bot::store::event::{NewEvent, append};
use bot::store::person::{Person, PersonFacts};
use bot::store::{Error, Store, conversation, person};
use handoff::event::Fact;
use handoff::message::{Channel, Language};
use jiff::Timestamp;

use crate::support::database::engines;
use crate::support::{Database, Engine};

fn now() -> Timestamp {
    "2026-11-23T01:00:00Z".parse().expect("a time")
}

async fn store_on(engine: Engine) -> (Store, Database) {
    let database = Database::fresh(engine).await;
    (Store::open(&database.url).await.expect("it opens"), database)
}

fn somebody(n: u32) -> (Person, Conversation) {
    let person = Person { id: format!("p{n}").into(), customer: None, facts: PersonFacts::default() };
    let conversation = Conversation {
        id: format!("c{n}").into(),
        person: person.id.clone(),
        customer: None,
        channel: Channel::Web,
        language: Language::Ko,
        proof: None,
        control: Control::Bot,
        epoch: 1,
        dialogue: Dialogue::default(),
        last_number: 0,
        opened_at: now(),
    };
    (person, conversation)
}

fn fact(conversation: &Conversation, id: &str, number: i64) -> NewEvent {
    NewEvent {
        source: "test".to_owned(),
        id: id.to_owned(),
        at: now(),
        person: conversation.person.clone(),
        channel: Channel::Web,
        conversation: Some(conversation.id.clone()),
        number: Some(number),
        fact: Fact::Opened { language: Language::Ko },
    }
}

async fn insert(store: &Store, n: u32) -> Conversation {
    let (who, what) = somebody(n);
    let kept = what.clone();
    store
        .write(move |tx| {
            Box::pin(async move {
                person::upsert(tx, &who, now()).await?;
                conversation::insert(tx, &what).await
            })
        })
        .await
        .expect("it is written");
    kept
}

#[tokio::test]
async fn what_is_written_is_read_back_equal() {
    for engine in engines() {
        let (store, _database) = store_on(engine).await;
        let written = insert(&store, 1).await;
        let read = store.conversation(&written.id).await.expect("it reads").expect("it exists");
        assert_eq!((read.conversation, read.version), (written, 0));
        assert!(store.conversation(&"nobody".into()).await.expect("it reads").is_none());
    }
}

#[tokio::test]
async fn a_work_that_fails_leaves_no_trace_and_does_not_disturb_others() {
    for engine in engines() {
        let (store, _database) = store_on(engine).await;
        let one = insert(&store, 1).await;
        let good = (0..20).map(|n| {
            let event = fact(&one, &format!("good{n}"), n + 1);
            store.write(move |tx| Box::pin(async move { append(tx, &[event]).await }))
        });
        let bad = (0..20).map(|n| {
            let event = fact(&one, &format!("bad{n}"), n + 100);
            store.write(move |tx| {
                Box::pin(async move {
                    append(tx, &[event]).await?;
                    Err::<i64, _>(Error::Overtaken)
                })
            })
        });
        let (good, bad) = tokio::join!(futures::future::join_all(good), futures::future::join_all(bad));
        assert!(good.iter().all(Result::is_ok), "{good:?}");
        assert!(bad.iter().all(|outcome| matches!(outcome, Err(Error::Overtaken))), "{bad:?}");
        let kept = store.all_after(&one.id, 0, 1000).await.expect("it reads");
        assert!(kept.iter().all(|event| event.id.starts_with("good")) && kept.len() == 20);
        let mut seqs: Vec<i64> = kept.iter().map(|event| event.seq).collect();
        seqs.dedup();
        assert_eq!(seqs.len(), 20);
        assert_eq!(store.last_seq().await.expect("it reads"), *seqs.last().expect("there are events"));
    }
}

#[tokio::test]
async fn a_work_that_panics_does_not_take_the_writer_with_it() {
    for engine in engines() {
        let (store, _database) = store_on(engine).await;
        let panicked = store.write::<(), _>(|_| Box::pin(async { panic!("on purpose") })).await;
        assert!(panicked.is_err());
        insert(&store, 1).await;
    }
}

#[tokio::test]
async fn an_event_is_taken_once_and_a_number_is_given_once() {
    for engine in engines() {
        let (store, _database) = store_on(engine).await;
        let one = insert(&store, 1).await;
        for (event, accepted) in [
            (fact(&one, "a", 1), true),
            (fact(&one, "a", 2), false),
            (fact(&one, "b", 1), false),
            (fact(&one, "b", 2), true),
        ] {
            let outcome = store.write(move |tx| Box::pin(async move { append(tx, &[event]).await })).await;
            assert_eq!(outcome.is_ok(), accepted, "{outcome:?}");
        }
    }
}

#[tokio::test]
async fn of_two_who_read_the_same_version_one_is_overtaken() {
    for engine in engines() {
        let (store, _database) = store_on(engine).await;
        let one = insert(&store, 1).await;
        let change = |epoch| {
            let mut changed = one.clone();
            changed.epoch = epoch;
            store.write(move |tx| Box::pin(async move { conversation::update(tx, &changed, 0, now()).await }))
        };
        let (first, second) = tokio::join!(change(2), change(3));
        assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    }
}

#[tokio::test]
async fn opening_again_keeps_everything_and_migrates_nothing_twice() {
    for engine in engines() {
        let database = Database::fresh(engine).await;
        let store = Store::open(&database.url).await.expect("it opens");
        let one = insert(&store, 1).await;
        drop(store);
        let again = Store::open(&database.url).await.expect("it opens again");
        assert!(again.conversation(&one.id).await.expect("it reads").is_some());
    }
}

#[tokio::test]
async fn two_nodes_on_one_postgres_never_disagree_about_the_order() {
    if !engines().contains(&Engine::Postgres) {
        return;
    }
    let database = Database::fresh(Engine::Postgres).await;
    let (one, two) =
        (Store::open(&database.url).await.expect("it opens"), Store::open(&database.url).await.expect("it opens"));
    let (first, second) = (insert(&one, 1).await, insert(&two, 2).await);
    let writes = (0..200).map(|n| {
        let (store, conversation) = if n % 2 == 0 { (&one, &first) } else { (&two, &second) };
        let event = fact(conversation, &format!("e{n}"), n + 1);
        store.write(move |tx| Box::pin(async move { append(tx, &[event]).await }))
    });
    let reader = two.clone();
    let follow = async move {
        let (mut cursor, mut seen) = (0, Vec::new());
        while seen.len() < 200 {
            for mark in reader.marks_after(cursor, 1000).await.expect("it reads") {
                cursor = mark.seq;
                seen.push(mark.seq);
            }
        }
        seen
    };
    let (written, seen) = tokio::join!(futures::future::join_all(writes), follow);
    assert!(written.iter().all(Result::is_ok));
    assert_eq!(seen, (1..=200).collect::<Vec<i64>>(), "a follower saw a later event before an earlier one");
}
