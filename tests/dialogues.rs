//! tests: golden chats: customer says, bot says, agent sees; one runner, many files in `dialogues/`.

use std::fs;
use std::path::Path;

use bot::telegram::fake::{Fake, Shown};
use bot::telegram::render::{self, To};
use bot::words::telegram::read_article;
use handoff::message::Language;
use jiff::SignedDuration;
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::{Agent, Customer, TestApp};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    dialogue: Vec<Dialogue>,
}

/// One conversation from its first message on. The format is described in `dialogues/README.md`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dialogue {
    /// The file it stands in.
    #[serde(skip)]
    file: String,
    id: String,
    why: String,
    #[serde(default = "visitor")]
    customer: String,
    #[serde(default = "korean")]
    language: String,
    /// Seoul time; without it 10:00 on a Monday.
    at: Option<String>,
    /// The core system is `slow` or `down`.
    core: Option<String>,
    #[serde(default = "yes")]
    agents_online: bool,
    turn: Vec<Turn>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Turn {
    /// The customer writes.
    say: Option<String>,
    /// The customer taps the choice with this id or label.
    tap: Option<String>,
    /// The customer gives a one-time code: `right` or `wrong`.
    code: Option<String>,
    /// The customer presses: `agent` (a person, please), `cancel`, `code` (send me one).
    press: Option<String>,
    /// An agent acts: `claim`, `say …`, `return …`, `close …`.
    agent: Option<String>,
    /// Seconds pass.
    wait: Option<i64>,
    expect: Expect,
}

/// What must be so after a turn; what is absent is not looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Expect {
    /// Parts of what the bot said in this turn, its blocks included.
    says: Vec<String>,
    not_says: Vec<String>,
    /// The bot said nothing.
    silent: bool,
    /// Kinds of blocks that were shown.
    block: Vec<String>,
    /// `3/5`
    progress: Option<String>,
    control: Option<String>,
    level: Option<String>,
    reason: Option<String>,
    priority: Option<String>,
    queue: Option<String>,
    /// Facts that were noted in this turn, staff-only ones too.
    fact: Vec<String>,
    /// What the code box answers: accepted, wrong, locked, expired.
    code: Option<String>,
    /// The message as it was stored.
    stored: Option<String>,
}

fn visitor() -> String {
    "visitor".to_owned()
}

fn korean() -> String {
    "ko".to_owned()
}

fn yes() -> bool {
    true
}

fn all() -> Vec<Dialogue> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("dialogues");
    let mut paths: Vec<_> = fs::read_dir(directory)
        .expect("the dialogues are there")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    let read = |path: &Path| {
        let text = fs::read_to_string(path).expect("it reads");
        let mut file = toml::from_str::<File>(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        file.dialogue.iter_mut().for_each(|dialogue| dialogue.file = stem.to_string());
        file.dialogue
    };
    paths.iter().flat_map(|path| read(path)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_golden_dialogue_goes_as_written() {
    let dialogues = all();
    assert!(dialogues.len() >= 30, "only {} dialogues were found", dialogues.len());
    play_all(&dialogues, async || TestApp::start().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lookups_go_the_same_over_http() {
    let mut dialogues = all();
    dialogues.retain(|dialogue| matches!(dialogue.file.as_str(), "lookup" | "lookups"));
    assert!(dialogues.len() >= 30, "only {} dialogues were found", dialogues.len());
    play_all(&dialogues, async || TestApp::over_http().await).await;
}

async fn play_all(dialogues: &[Dialogue], start: impl AsyncFn() -> TestApp) {
    let only = std::env::var("DARI_DIALOGUE").ok();
    let mut failures = Vec::new();
    let mut played = 0;
    for dialogue in dialogues.iter().filter(|dialogue| only.as_ref().is_none_or(|id| dialogue.id.contains(id))) {
        played += 1;
        if let Err(failure) = play(dialogue, start().await).await {
            failures.push(format!("✗ {} ({})\n{failure}", dialogue.id, dialogue.why));
        }
    }
    let passed = played - failures.len();
    assert!(failures.is_empty(), "{passed} of {played} dialogues went as written\n\n{}", failures.join("\n\n"));
}

async fn play(dialogue: &Dialogue, app: TestApp) -> Result<(), String> {
    if let Some(at) = &dialogue.at {
        app.set_clock(at);
    }
    if let Some(fault) = &dialogue.core {
        app.app.core.fail(fault);
    }
    let agent = if dialogue.agents_online { Some(Agent::sign_in(&app, "minji").await) } else { None };
    let customer = match dialogue.customer.as_str() {
        "visitor" => Customer::open(&app.url, json!({ "language": dialogue.language })).await,
        id => Customer::signed_in(&app, id, &dialogue.language).await,
    };
    let telegram = Fake::default();
    let mut player =
        Player { app, customer, agent, claimed: None, seq: 0, number: 0, on_telegram: 0, telegram, log: Vec::new() };
    if dialogue.turn.first().is_none_or(|turn| !turn.is_a_look()) {
        // The greeting belongs to the first turn only where that turn does nothing but look.
        player.catch_up().await;
        let language = player.language().await;
        player.draw_on_telegram(language).await?;
    }
    for (n, turn) in dialogue.turn.iter().enumerate() {
        player.act(turn).await.map_err(|error| player.tell(n, &error))?;
        player.check(turn).await.map_err(|error| player.tell(n, &error))?;
    }
    Ok(())
}

impl Turn {
    /// Nobody does anything: the expectation is about what is there already.
    fn is_a_look(&self) -> bool {
        self.say.is_none()
            && self.tap.is_none()
            && self.code.is_none()
            && self.press.is_none()
            && self.agent.is_none()
            && self.wait.is_none()
    }
}

struct Player {
    app: TestApp,
    customer: Customer,
    agent: Option<Agent>,
    claimed: Option<Value>,
    seq: i64,
    number: i64,
    /// The last event that was also drawn for Telegram.
    on_telegram: i64,
    telegram: Fake,
    log: Vec<String>,
}

impl Player {
    async fn act(&mut self, turn: &Turn) -> Result<(), String> {
        self.app.pass(SignedDuration::from_secs(turn.wait.unwrap_or(5)));
        if let Some(text) = &turn.say {
            self.log.push(format!("  고객: {text}"));
            self.customer.say(text).await;
        }
        if let Some(wanted) = &turn.tap {
            let choice = self.choice(wanted).await?;
            self.log.push(format!("  고객: [{}]", choice.1));
            self.customer.tap(&choice.0, &choice.1).await;
        }
        if let Some(press) = &turn.press {
            self.log.push(format!("  고객: ({press})"));
            self.press(press).await?;
        }
        if let Some(agent) = &turn.agent {
            self.log.push(format!("  상담원: {agent}"));
            self.agent_acts(agent).await?;
        }
        Ok(())
    }

    /// The newest choice with this id or label.
    async fn choice(&self, wanted: &str) -> Result<(String, String), String> {
        let history = self.customer.history().await;
        let choices = history
            .iter()
            .rev()
            .filter_map(|event| event["message"]["blocks"].as_array())
            .flatten()
            .filter(|block| block["kind"] == "choices")
            .filter_map(|block| block["choices"].as_array())
            .flatten();
        let mut seen = Vec::new();
        for choice in choices {
            let (id, label) = (choice["id"].as_str().unwrap_or_default(), choice["label"].as_str().unwrap_or_default());
            if id == wanted || label == wanted {
                return Ok((id.to_owned(), label.to_owned()));
            }
            seen.push(format!("{id} ({label})"));
        }
        Err(format!("there is no choice {wanted:?}; there are {}", seen.join(", ")))
    }

    async fn press(&self, what: &str) -> Result<(), String> {
        let request = match what {
            "agent" => self.customer.request(Method::POST, "/handoff").json(&json!({ "client_id": "press" })),
            "cancel" => self.customer.request(Method::DELETE, "/handoff"),
            "code" => self.customer.request(Method::POST, "/verification/code"),
            other => return Err(format!("nobody can press {other:?}")),
        };
        let response = request.send().await.map_err(|error| error.to_string())?;
        let status = response.status();
        if status.is_success() {
            Ok(())
        } else {
            Err(format!("{status}: {}", response.text().await.unwrap_or_default()))
        }
    }

    async fn agent_acts(&mut self, what: &str) -> Result<(), String> {
        let agent = self.agent.as_ref().ok_or("no agent is online")?;
        let (verb, rest) = what.split_once(' ').unwrap_or((what, ""));
        if verb == "claim" {
            self.claimed = Some(agent.claim(&self.customer.conversation).await);
            return Ok(());
        }
        let claimed = self.claimed.as_ref().ok_or("the agent has claimed nothing")?;
        let note = if rest.is_empty() { "안내를 마쳤습니다" } else { rest };
        let response = match verb {
            "say" => agent.say(claimed, rest).await,
            "return" | "close" => agent.let_go(claimed, verb, note).await,
            other => return Err(format!("agents do not {other:?}")),
        };
        let status = response.status();
        if status.is_success() {
            Ok(())
        } else {
            Err(format!("{status}: {}", response.text().await.unwrap_or_default()))
        }
    }

    async fn check(&mut self, turn: &Turn) -> Result<(), String> {
        let expect = &turn.expect;
        if let Some(code) = &turn.code {
            let given = if code == "right" { self.customer.code_received().await } else { "000000".to_owned() };
            self.log.push(format!("  고객: (인증번호 {code})"));
            let result = self.customer.verify(&given).await["result"].as_str().unwrap_or_default().to_owned();
            same("the code box answers", expect.code.as_deref(), &result)?;
        }
        let (said, facts) = self.catch_up().await;
        let words = said.iter().map(words_of).collect::<Vec<_>>().join("\n");
        for part in &expect.says {
            if !words.contains(part.as_str()) {
                return Err(format!("does not say {part:?}"));
            }
        }
        for part in &expect.not_says {
            if words.contains(part.as_str()) {
                return Err(format!("says {part:?}"));
            }
        }
        if expect.silent && !said.is_empty() {
            return Err("is not silent".to_owned());
        }
        self.check_telegram(expect, &said).await?;
        let blocks: Vec<&Value> = said.iter().filter_map(|message| message["blocks"].as_array()).flatten().collect();
        for kind in &expect.block {
            if !blocks.iter().any(|block| block["kind"] == kind.as_str()) {
                return Err(format!("shows no {kind}"));
            }
        }
        if let Some(progress) = &expect.progress {
            let shown = blocks.iter().find_map(|block| block["progress"].as_object());
            let shown = shown.map(|progress| format!("{}/{}", progress["step"], progress["of"])).unwrap_or_default();
            same("progress", Some(progress), &shown)?;
        }
        for fact in &expect.fact {
            if !facts.contains(fact) {
                return Err(format!("notes no {fact}; notes {facts:?}"));
            }
        }
        if let Some(stored) = &expect.stored {
            let history = self.customer.history().await;
            let mine = history.iter().rev().find(|event| event["message"]["author"]["kind"] == "customer");
            let text = mine.and_then(|event| event["message"]["text"].as_str()).unwrap_or_default().to_owned();
            same("stored", Some(stored), &text)?;
        }
        self.check_state(expect).await
    }

    async fn language(&self) -> Language {
        if self.customer.state().await["language"] == "en" { Language::En } else { Language::Ko }
    }

    /// What a reader on Telegram is shown since last time.
    async fn draw_on_telegram(&mut self, language: Language) -> Result<Vec<Shown>, String> {
        let id = self.customer.conversation.clone().into();
        let events = self.app.app.store.shared_after(&id, self.on_telegram, 1000).await.expect("it reads");
        let before = self.telegram.chat(1).len();
        for event in events {
            self.on_telegram = event.number.unwrap_or(self.on_telegram);
            for send in render::sends(event, &To { chat: 1, conversation: &id, language, keep_back: false, asks: true })
            {
                self.telegram.take(send.method, &send.body).map_err(|why| format!("Telegram refuses it: {why}"))?;
            }
        }
        Ok(self.telegram.chat(1).split_off(before))
    }

    /// The same facts reach a reader on Telegram, in what Telegram accepts, except those that are for the web alone.
    async fn check_telegram(&mut self, expect: &Expect, said: &[Value]) -> Result<(), String> {
        let language = self.language().await;
        let shown = self.draw_on_telegram(language).await?;
        let mut heard = shown.iter().map(|shown| shown.text.as_str()).collect::<Vec<_>>().join("\n");
        let rows = shown.iter().flat_map(|shown| &shown.buttons).filter_map(Value::as_array).flatten();
        let buttons: Vec<&str> = rows.filter_map(|button| button["text"].as_str()).collect();
        let blocks: Vec<&Value> = said.iter().filter_map(|message| message["blocks"].as_array()).flatten().collect();
        for block in &blocks {
            let choices = block["choices"].as_array().into_iter().flatten();
            for label in choices.filter_map(|choice| choice["label"].as_str()) {
                if !buttons.contains(&label) {
                    return Err(format!("on Telegram the choice {label:?} is lost: {buttons:?}"));
                }
            }
            // What stands behind an article's button is as much as said.
            if let Some(long) = block["long"].as_str() {
                if !buttons.contains(&read_article(language)) {
                    return Err(format!("on Telegram no button opens the article: {buttons:?}"));
                }
                heard.extend(["\n", long]);
            }
        }
        buttons.iter().for_each(|label| heard.extend(["\n", label]));
        if let Some(part) = expect.not_says.iter().find(|part| heard.contains(part.as_str())) {
            return Err(format!("says {part:?} on Telegram: {heard}"));
        }
        // Rows are for the web, and the names of steps are dots.
        let on_the_web = |part: &str| {
            let rows = blocks.iter().filter_map(|block| block["rows"].as_array()).flatten();
            let rows = rows.flat_map(|row| [row["label"].as_str(), row["value"].as_str()]);
            let steps = blocks.iter().filter_map(|block| block["progress"]["labels"].as_array()).flatten();
            rows.chain(steps.map(Value::as_str)).flatten().any(|shown| shown.contains(part))
        };
        let lost: Vec<&String> =
            expect.says.iter().filter(|part| !heard.contains(part.as_str()) && !on_the_web(part)).collect();
        if lost.is_empty() { Ok(()) } else { Err(format!("on Telegram {lost:?} is lost: {heard}")) }
    }

    async fn check_state(&self, expect: &Expect) -> Result<(), String> {
        let state = self.customer.state().await;
        same("control", expect.control.as_deref(), state["control"]["holder"].as_str().unwrap_or_default())?;
        same("level", expect.level.as_deref(), state["level"].as_str().unwrap_or_default())?;
        if expect.reason.is_none() && expect.priority.is_none() && expect.queue.is_none() {
            return Ok(());
        }
        let id = self.customer.conversation.clone().into();
        let handoffs = self.app.app.store.handoffs_of(&id).await.map_err(|error| error.to_string())?;
        let handoff = handoffs.last().ok_or("nobody was asked to take over")?;
        let word = |value: Value| value.as_str().unwrap_or_default().to_owned();
        same("reason", expect.reason.as_deref(), &word(json!(handoff.reason.code)))?;
        same("priority", expect.priority.as_deref(), &word(json!(handoff.priority)))?;
        same("queue", expect.queue.as_deref(), &word(json!(handoff.queue)))
    }

    /// What the bot said since last time, and the kinds of all facts that were noted.
    async fn catch_up(&mut self) -> (Vec<Value>, Vec<String>) {
        let id = self.customer.conversation.clone().into();
        let events = self.app.app.store.all_after(&id, self.seq, 1000).await.expect("it reads");
        let mut kinds = Vec::new();
        for event in &events {
            self.seq = event.seq;
            kinds.push(event.fact.kind().to_owned());
        }
        let heard = self.customer.heard_after(self.number).await;
        let mut said = Vec::new();
        for event in heard {
            self.number = event["number"].as_i64().unwrap_or(self.number);
            if event["message"]["author"]["kind"] == "bot" {
                self.log.push(format!("  다리: {}", words_of(&event["message"])));
                said.push(event["message"].clone());
            }
        }
        (said, kinds)
    }

    fn tell(&self, n: usize, error: &str) -> String {
        format!("{}\n  → turn {}: {error}", self.log.join("\n"), n + 1)
    }
}

fn same(what: &str, expected: Option<&str>, found: &str) -> Result<(), String> {
    match expected {
        Some(expected) if expected != found => Err(format!("{what}: expected {expected:?}, found {found:?}")),
        _ => Ok(()),
    }
}

/// Everything a customer reads of a message.
fn words_of(message: &Value) -> String {
    fn collect(value: &Value, words: &mut Vec<String>) {
        match value {
            Value::String(text) => words.push(text.clone()),
            Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
            Value::Object(fields) => {
                let shown =
                    fields.iter().filter(|(name, _)| !matches!(name.as_str(), "kind" | "id" | "tone" | "author"));
                shown.for_each(|(_, field)| collect(field, words));
            }
            _ => {}
        }
    }
    let mut words = vec![message["text"].as_str().unwrap_or_default().to_owned()];
    collect(&message["blocks"], &mut words);
    words.join(" | ")
}
