//! tests: the Telegram channel, spoken to through a Telegram that has bad days.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use bot::settings::{Secret, TelegramMode};
use bot::telegram::fake::{BOT, Fault};
use handoff::event::Fact;
use handoff::id::ConversationId;
use handoff::message::Author;
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

use crate::kill::binary;
use crate::support::database::engines;
use crate::support::phone::until;
use crate::support::{Agent, Customer, Engine, Telegram, TestApp};

mod desk;
mod join;
mod trouble;

/// The conversation that a chat holds.
async fn held_by(app: &TestApp, chat: i64) -> ConversationId {
    app.app.store.telegram_chat(chat).await.expect("it reads").expect("the chat is known").conversation
}

/// Everything that happened in a conversation, what only agents see included.
async fn facts(app: &TestApp, id: &ConversationId) -> Vec<Fact> {
    let events = app.app.store.all_after(id, 0, 1000).await.expect("it reads");
    events.into_iter().map(|event| event.fact).collect()
}

/// What customers said in a chat's conversation, as the log has it.
async fn said_in(app: &TestApp, chat: i64) -> Vec<String> {
    let chat = app.app.store.telegram_chat(chat).await.expect("it reads").expect("the chat is known");
    let events = app.app.store.shared_after(&chat.conversation, 0, 1000).await.expect("it reads");
    events
        .into_iter()
        .filter_map(|event| match event.fact {
            Fact::Said { message, .. } if message.author == Author::Customer => Some(message.text),
            _ => None,
        })
        .collect()
}

#[tokio::test]
async fn a_conversation_with_buttons_goes_its_way() {
    for engine in engines() {
        let telegram = Telegram::start().await;
        let app = telegram.with(engine, |_| {}).await;
        let phone = telegram.phone(11, "ko");
        phone.say("/start");
        let greeting = phone.hears("상담원").await;
        assert!(greeting.text.starts_with("AI 상담\n"), "{}", greeting.text);
        phone.say("/start");
        let menu = phone.hears("이런 일을 도와드릴 수 있어요").await;
        assert!(!menu.buttons.is_empty(), "{menu:?}");
        let label = menu.buttons[0][0]["text"].as_str().expect("a label").to_owned();
        let query = phone.tap(&label);
        assert_eq!(phone.told(&query).await, "");
        let chosen = format!("✓ {label}");
        phone
            .sees("the chosen button", |screen| {
                screen.iter().find(|shown| shown.buttons.first().is_some_and(|row| row[0]["text"] == chosen)).cloned()
            })
            .await;
        assert!(said_in(&app, 11).await.contains(&label));
        let old = phone.screen().iter().find(|shown| shown.id == menu.id).cloned().expect("it is there");
        let data = menu.buttons[0][0]["callback_data"].as_str().expect("data");
        let stale = telegram.fake.tap_data(11, "ko", old.id, data);
        assert!(phone.told(&stale).await.contains("지나간 질문"));
        let invented = telegram.fake.tap_data(11, "ko", old.id, "c:nobody:1:0");
        assert!(!phone.told(&invented).await.is_empty());
    }
}

#[tokio::test]
async fn the_bot_introduces_itself_in_both_languages() {
    let telegram = Telegram::start().await;
    let _app = telegram.with(Engine::Sqlite, |_| {}).await;
    until("the commands are set", || async { telegram.fake.commands("en").is_some() }).await;
    let description = |language| telegram.fake.commands(language).expect("they are set")[1]["description"].clone();
    assert_eq!((description(""), description("en")), (json!("사람과 이야기하기"), json!("Talk to a person")));
    let phone = telegram.phone(12, "en");
    assert!(phone.ask("/start").await.contains("AI assistant"));
    assert!(phone.ask("/help").await.contains("/agent"));
    assert!(phone.ask("/privacy").await.contains("Daon Credit"));
    assert!(phone.ask("/status").await.contains("not linked"));
    assert!(phone.ask("/balance").await.contains("no such command"));
    phone.say("/language");
    phone.hears("Which language").await;
    let query = phone.tap("한국어");
    assert!(phone.told(&query).await.contains("한국어"));
    phone.say("/help");
    phone.hears("사람과 이야기하기").await;
}

#[tokio::test]
async fn an_update_that_comes_twice_is_taken_once() {
    for engine in engines() {
        let telegram = Telegram::start().await;
        let app = telegram.with(engine, |_| {}).await;
        let phone = telegram.phone(21, "ko");
        phone.ask("/start").await;
        let id = phone.say("고객센터 몇 시까지 해요?");
        let update = json!({ "update_id": id, "message": {
            "message_id": 2, "date": 1, "text": "고객센터 몇 시까지 해요?", "chat": { "id": 21, "type": "private" },
            "from": { "id": 21, "is_bot": false, "first_name": "a", "language_code": "ko" } } });
        until("it is taken", || async { said_in(&app, 21).await.len() == 1 }).await;
        telegram.fake.repeat(update);
        phone.ask("/help").await;
        assert_eq!(said_in(&app, 21).await, ["고객센터 몇 시까지 해요?"]);
    }
}

#[tokio::test]
async fn too_many_means_later_for_that_chat_and_nothing_for_others() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let (one, two) = (telegram.phone(31, "ko"), telegram.phone(32, "ko"));
    one.ask("/start").await;
    two.ask("/start").await;
    telegram.fake.suffer("sendMessage", Fault::Busy(2), 1);
    let before = telegram.fake.heard(31).len();
    let start = Instant::now();
    one.say("/help");
    until("one is refused", || async { app.app.store.telegram_counts().await.expect("it reads").open > 0 }).await;
    two.ask("/help").await;
    assert!(start.elapsed() < Duration::from_secs(2), "the other chat does not wait");
    one.hears("/agent").await;
    assert!(start.elapsed() >= Duration::from_millis(1900), "{:?}", start.elapsed());
    assert_eq!(telegram.fake.heard(31).len(), before + 1, "once");
}

#[tokio::test]
async fn the_pace_of_a_chat_is_kept() {
    let telegram = Telegram::start().await;
    let _app = telegram.with(Engine::Sqlite, |settings| settings.telegram.between_ms = 600).await;
    let phone = telegram.phone(35, "ko");
    let start = Instant::now();
    for _ in 0..3 {
        phone.say("/help");
    }
    phone
        .sees("three answers", |screen| {
            (screen.iter().filter(|shown| shown.text.contains("/agent")).count() == 3).then_some(())
        })
        .await;
    // The greeting goes first, so there are three pauses between four messages.
    assert!(start.elapsed() >= Duration::from_millis(1700), "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_day_on_which_telegram_is_down_loses_nothing() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let phones: Vec<_> = (41..46).map(|chat| telegram.phone(chat, "ko")).collect();
    for phone in &phones {
        phone.ask("/start").await;
    }
    // Five bad seconds under traffic: failures, then answers that are cut off.
    const DROPS: usize = 6;
    telegram.fake.suffer("*", Fault::Fails, 100_000);
    for round in 0..4 {
        for phone in &phones {
            phone.say(&format!("{round}번째 글이에요"));
        }
        tokio::time::sleep(Duration::from_millis(700)).await;
        if round == 2 {
            telegram.fake.recover();
            telegram.fake.suffer("sendMessage", Fault::Drops, DROPS);
            telegram.fake.suffer("getUpdates", Fault::Drops, 2);
        }
    }
    until("all is said and sent", || async {
        let mut all = true;
        for phone in &phones {
            all &= said_in(&app, phone.chat).await.len() == 4;
        }
        // What is said becomes sends, and then those are sent.
        all &= app.app.store.telegram_chats_behind(1).await.expect("it reads").is_empty();
        all && app.app.store.telegram_counts().await.expect("it reads").open == 0
    })
    .await;
    let (mut sent, mut lost, mut doubled) = (0, 0, 0);
    for phone in &phones {
        let said = said_in(&app, phone.chat).await;
        assert_eq!(said, (0..4).map(|round| format!("{round}번째 글이에요")).collect::<Vec<_>>(), "in order, once");
        let chat = app.app.store.telegram_chat(phone.chat).await.expect("it reads").expect("it is known");
        let events = app.app.store.shared_after(&chat.conversation, 0, 1000).await.expect("it reads");
        let mut wanted: HashMap<String, i64> = HashMap::new();
        for event in events {
            if let Fact::Said { message, .. } = event.fact
                && message.author == Author::Bot
            {
                *wanted.entry(format!("AI 상담\n{}", message.text)).or_default() += 1;
            }
        }
        for text in telegram.fake.heard(phone.chat) {
            // Notices of the queue are no part of what was said.
            let Some(key) = wanted.keys().find(|wanted| text.starts_with(wanted.as_str())).cloned() else { continue };
            *wanted.entry(key).or_default() -= 1;
            sent += 1;
        }
        lost += wanted.values().filter(|left| **left > 0).sum::<i64>();
        doubled += wanted.values().filter(|left| **left < 0).sum::<i64>().abs();
    }
    println!("Telegram down for a while: {sent} sent, {lost} lost, {doubled} doubled, {DROPS} answers cut off");
    assert_eq!(lost, 0);
    assert!(doubled <= i64::try_from(DROPS).expect("few"), "{doubled} doubled");
}

/// As long as `DARI_TELEGRAM_DOWN` says; `dari bench telegram` is the same with all its settings.
#[tokio::test]
async fn telegram_down_and_a_kill_in_the_middle_lose_nothing() {
    let seconds = std::env::var("DARI_TELEGRAM_DOWN").unwrap_or_else(|_| "6".to_owned());
    let bench = tokio::process::Command::new(binary())
        .args(["bench", "telegram", "--chats", "3", "--every", "900", "--cut", "2", "--json", "--seconds", &seconds])
        .env("DARI_TELEGRAM__PATIENCE_MS", "3000")
        .env("DARI_TELEGRAM__BETWEEN_MS", "20")
        .output();
    let output = bench.await.expect("the binary starts");
    assert!(output.status.success(), "{output:?}");
    let told: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    println!("{told}");
    assert!(told["figures"]["sent"].as_u64() >= told["figures"]["written"].as_u64(), "{told}");
}

#[tokio::test]
async fn a_restart_in_the_middle_goes_on_where_it_was() {
    for engine in engines() {
        let telegram = Telegram::start().await;
        let app = telegram.with(engine, |_| {}).await;
        let phone = telegram.phone(51, "ko");
        phone.ask("/start").await;
        telegram.fake.suffer("sendMessage", Fault::Fails, 100_000);
        phone.say("고객센터 몇 시까지 해요?");
        until("it is taken", || async { said_in(&app, 51).await.len() == 1 }).await;
        let app = app.restart().await;
        app.wind_up();
        phone.say("카드 배송은 어떻게 되나요?");
        telegram.fake.recover();
        until("the second is taken", || async { said_in(&app, 51).await.len() == 2 }).await;
        let all = |screen: &[bot::telegram::fake::Shown]| screen.iter().filter(|shown| shown.from_bot).count() >= 3;
        phone.sees("both answers", |screen| all(screen).then_some(())).await;
        until("all is sent", || async { app.app.store.telegram_counts().await.expect("it reads").open == 0 }).await;
        let heard = telegram.fake.heard(51);
        let mut once = heard.clone();
        once.dedup();
        assert_eq!(heard, once, "nothing twice");
    }
}

#[tokio::test]
async fn a_reader_who_blocks_the_bot_is_left_alone_until_they_write_again() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let phone = telegram.phone(61, "ko");
    phone.ask("/start").await;
    telegram.fake.suffer("sendMessage", Fault::Blocked, 1);
    phone.say("고객센터 몇 시까지 해요?");
    until("it is noted", || async {
        app.app.store.telegram_chat(61).await.expect("it reads").is_some_and(|chat| !chat.silent.is_empty())
    })
    .await;
    let conversation = app.app.store.telegram_chat(61).await.expect("it reads").expect("it is known").conversation;
    let events = app.app.store.all_after(&conversation, 0, 500).await.expect("it reads");
    assert!(json!(events).to_string().contains("telegram.shut"), "agents see it");
    phone.say("/help");
    phone.hears("/agent").await;
}

#[tokio::test]
async fn whatever_is_no_text_is_answered_in_the_readers_language() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let (korean, english) = (telegram.phone(71, "ko"), telegram.phone(72, "en"));
    korean.ask("/start").await;
    english.ask("/start").await;
    let file = |extra: Value| {
        let mut file = json!({ "file_id": "f", "file_unique_id": "u" });
        for (name, value) in extra.as_object().expect("fields") {
            file[name] = value.clone();
        }
        file
    };
    let sticker = json!({ "sticker": file(json!({ "width": 9, "height": 9, "emoji": "😀", "type": "regular" })) });
    korean.send(&sticker);
    korean.hears("스티커 잘 받았어요").await;
    english.send(&sticker);
    english.hears("Nice one").await;
    korean.send(&json!({ "voice": file(json!({ "duration": 2 })) }));
    korean.hears("음성은 들을 수 없어요").await;
    english.send(
        &json!({ "photo": [file(json!({ "width": 9, "height": 9 }))], "caption": "What are your opening hours?" }),
    );
    english.hears("do not open photos").await;
    until("the caption is said", || async { said_in(&app, 72).await.iter().any(|text| text.contains("opening")) })
        .await;
    korean.send(&json!({ "contact": { "phone_number": "+821012345678", "first_name": "김" } }));
    korean.hears("저장하지 않았어요").await;
    korean.send(&json!({ "text": "제 주민번호는 900101-1234567 이에요" }));
    until("it is taken", || async { said_in(&app, 71).await.len() == 4 }).await;
    let kept = format!("{:?}", said_in(&app, 71).await);
    assert!(kept.contains("(스티커)") && !kept.contains("1234567"), "{kept}");

    let mut edited = json!({ "message_id": 5, "date": 1, "edit_date": 2, "text": "/agent",
        "chat": { "id": 71, "type": "private" }, "from": { "id": 71, "is_bot": false, "first_name": "a" } });
    telegram.fake.update("edited_message", edited.clone());
    korean.hears("고치신 글").await;
    edited["chat"] = json!({ "id": -9, "type": "group", "title": "g" });
    telegram.fake.update("message", edited.clone());
    until("the group is told", || async { !telegram.fake.heard(-9).is_empty() }).await;
    edited["text"] = json!("just talking");
    telegram.fake.update("message", edited);
    korean.ask("/help").await;
    assert_eq!(telegram.fake.heard(-9).len(), 1, "nothing is said to what was not said to us");
}

#[tokio::test]
async fn a_poisoned_update_is_kept_with_its_error_and_passed_over() {
    for engine in engines() {
        let telegram = Telegram::start().await;
        let app = telegram.with(engine, |_| {}).await;
        let phone = telegram.phone(81, "ko");
        telegram.fake.update("message", json!({ "chat": { "id": 81, "type": "private" }, "text": 7 }));
        telegram.fake.update("message", json!("nonsense"));
        telegram.fake.update("callback_query", json!({ "id": 1 }));
        assert!(phone.ask("/start").await.contains("AI 상담"));
        let (failed, error) = app.app.store.telegram_updates_in("failed").await.expect("it reads");
        assert_eq!(failed, 3);
        assert!(error.contains("unreadable"), "{error}");
    }
}

#[tokio::test]
async fn an_agents_answer_arrives_and_so_does_the_place_in_the_queue() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    let agent = Agent::sign_in(&app, "minji").await;
    let (first, second) = (telegram.phone(91, "ko"), telegram.phone(92, "ko"));
    first.ask("/agent").await;
    first.hears("다음 차례예요").await;
    second.ask("/agent").await;
    second.hears("2번째예요").await;
    let conversation = |chat| {
        let store = app.app.store.clone();
        async move { store.telegram_chat(chat).await.expect("it reads").expect("it is known").conversation }
    };
    let claimed = agent.claim(conversation(91).await.as_str()).await;
    first.hears("이민지 상담원이 들어왔어요").await;
    let moved = second.hears("다음 차례예요").await;
    assert!(moved.text.starts_with('⏳'), "the message is kept true: {moved:?}");
    let typing = format!("/v1/agent/conversations/{}/typing", claimed["conversation"].as_str().expect("an id"));
    assert!(agent.post(&typing, json!({})).await.status().is_success());
    until("it is shown that she writes", || async {
        telegram.fake.calls("sendChatAction").iter().any(|call| call["chat_id"] == 91)
    })
    .await;
    assert!(agent.say(&claimed, "안녕하세요 <이민지>입니다").await.status().is_success());
    let heard = first.hears("이민지>입니다").await;
    assert!(heard.text.starts_with("이민지 상담원\n"), "{}", heard.text);
    first.say("네 감사합니다");
    until("it is heard", || async { said_in(&app, 91).await.last().is_some_and(|text| text == "네 감사합니다") }).await;
    assert!(agent.let_go(&claimed, "close", "끝").await.status().is_success());
    first.hears("별점").await;
    let query = first.tap("⭐⭐⭐⭐⭐");
    assert!(first.told(&query).await.contains("고맙습니다"));
    second.tap("대기 취소");
    until("nobody waits", || async { app.app.store.open_handoffs().await.expect("it reads").is_empty() }).await;
}

#[tokio::test]
async fn a_web_conversation_goes_on_on_telegram_and_back_and_figures_stay_on_the_web() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    until("the bot has a name", || async { app.app.telegram.name() == Some(BOT) }).await;
    let customer = Customer::signed_in(&app, "minsu", "ko").await;
    customer.say("안녕하세요").await;
    let link: Value =
        customer.request(Method::POST, "/telegram").send().await.expect("it answers").json().await.expect("JSON");
    let code = link["url"].as_str().and_then(|url| url.split_once("?start=")).expect("a link").1.to_owned();
    assert!(code.len() <= 64 && code.chars().all(|c| c.is_ascii_alphanumeric()));

    let phone = telegram.phone(101, "ko");
    phone.say(&format!("/start {code}"));
    phone.hears("직접 누르신 링크가 아니면").await;
    phone.tap("네, 이어갈게요");
    phone.hears("연결했어요").await;
    let thief = telegram.phone(102, "ko");
    assert!(thief.ask(&format!("/start {code}")).await.contains("이미 쓰였거나"));

    let answer = phone.ask("어제 신청한 대출 심사 어디까지 됐어요?").await;
    assert!(answer.contains("●●●○○ 3/5") && !answer.contains("10,000,000"), "{answer}");
    let history = json!(customer.history().await).to_string();
    assert!(history.contains("연결했어요"), "the web shows what was said on Telegram");

    // Figures open on the web, by a link that is good for once.
    phone.tap("웹에서");
    let shown = phone
        .sees("a link", |screen| {
            let url = |shown: &bot::telegram::fake::Shown| shown.buttons.first()?[0]["url"].as_str().map(str::to_owned);
            screen.iter().rev().find_map(url)
        })
        .await;
    let code = shown.split_once("#dari=").expect("a code").1.to_owned();
    let http = Client::new();
    let join = || http.post(format!("{}/v1/conversations/join", app.url)).json(&json!({ "code": code })).send();
    let opened = join().await.expect("it answers");
    assert_eq!(opened.status(), StatusCode::CREATED);
    let opened: Value = opened.json().await.expect("JSON");
    assert_eq!(opened["conversation"], customer.conversation.as_str());
    assert_eq!(join().await.expect("it answers").status(), StatusCode::NOT_FOUND, "once");
    let said = json!(customer.history().await).to_string();
    assert!(said.contains("인증번호"), "the web asks for a proof at once: {said}");
    customer.request(Method::POST, "/verification/code").send().await.expect("it answers");
    assert_eq!(customer.verify(&customer.code_received().await).await["result"], "accepted");
    let figures = json!(customer.history().await).to_string();
    assert!(figures.contains("10,000,000원"), "{figures}");
    phone.hears("웹 상담창에서만").await;
    let screen = format!("{:?}", phone.screen());
    assert!(!screen.contains("10,000,000"), "no figure on Telegram: {screen}");
}

#[tokio::test]
async fn whoever_signs_in_on_a_borrowed_conversation_takes_it_off_the_lenders_telegram() {
    let telegram = Telegram::start().await;
    let app = telegram.with(Engine::Sqlite, |_| {}).await;
    until("the bot has a name", || async { app.app.telegram.name().is_some() }).await;
    let visitor = Customer::visitor(&app).await;
    let link: Value =
        visitor.request(Method::POST, "/telegram").send().await.expect("it answers").json().await.expect("JSON");
    let code = link["url"].as_str().and_then(|url| url.split_once("?start=")).expect("a link").1.to_owned();
    let phone = telegram.phone(111, "ko");
    phone.say(&format!("/start {code}"));
    phone.hears("이어갈까요").await;
    phone.tap("네, 이어갈게요");
    phone.hears("연결했어요").await;
    let id = visitor.conversation.clone().into();
    let until_when = app.app.now() + jiff::SignedDuration::from_mins(30);
    let number = bot::conversation::CustomerNo("nobody-yet".to_owned());
    bot::inbox::sign_in(&app.app, &id, &number, until_when).await.expect("it is signed in");
    let before = said_in(&app, 111).await.len();
    phone.say("심사 어디까지 됐어요?");
    phone.hears("연결을 끊었어요").await;
    let chat = app.app.store.telegram_chat(111).await.expect("it reads").expect("it is known");
    assert_ne!(chat.conversation, id, "{before}");
}

#[tokio::test]
async fn a_webhook_keeps_the_update_before_it_answers() {
    let secret = "a-secret-of-sixteen";
    for engine in engines() {
        let telegram = Telegram::start().await;
        let app = telegram
            .with(engine, |settings| {
                settings.telegram.mode = TelegramMode::Webhook;
                settings.telegram.webhook_url = "https://dari.example/telegram/updates".to_owned();
                settings.telegram.webhook_secret = Secret::new(secret);
            })
            .await;
        until("Telegram knows where", || async { telegram.fake.webhook().is_some() }).await;
        assert_eq!(telegram.fake.webhook().expect("it is set").1, secret);
        let update = json!({ "update_id": 5, "message": { "message_id": 1, "date": 1, "text": "/start",
            "chat": { "id": 121, "type": "private" },
            "from": { "id": 121, "is_bot": false, "first_name": "a", "language_code": "ko" } } });
        let http = Client::new();
        let bring = |given: Option<&str>, body: String| {
            let request = http.post(format!("{}/telegram/updates", app.url)).body(body);
            match given {
                Some(given) => request.header("x-telegram-bot-api-secret-token", given).send(),
                None => request.send(),
            }
        };
        for wrong in [None, Some(""), Some("a-secret-of-sixteeN"), Some("a")] {
            let refused = bring(wrong, update.to_string()).await.expect("it answers");
            assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
        }
        for _ in 0..2 {
            let taken = bring(Some(secret), update.to_string()).await.expect("it answers");
            assert_eq!(taken.status(), StatusCode::OK);
        }
        let junk = bring(Some(secret), "{".to_owned()).await.expect("it answers");
        assert_eq!(junk.status(), StatusCode::OK, "it is not brought for ever");
        let phone = telegram.phone(121, "ko");
        phone.hears("상담원").await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(telegram.fake.heard(121).len(), 1, "greeted once");
    }
}
