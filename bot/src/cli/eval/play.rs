//! bot: playing a scripted conversation with the real inbox, turns and store, a demo core and a clock that is set.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use anyhow::Context as _;
use handoff::agent::{Presence, Role};
use handoff::event::{Fact, WrapUp, WrapUpOutcome};
use handoff::handoff::{Outcome, Priority, Queue};
use handoff::id::{AgentId, ConversationId};
use handoff::message::{Author, Channel, Language, Message};
use handoff::person::{Level, Method};
use handoff::reason::Reason;
use jiff::{SignedDuration, Timestamp};

use super::script::{AgentDoes, Script, Set};
use crate::app::{App, Clock, Parts};
use crate::cli::faq::vectors;
use crate::cli::serve::{load_faq, load_model};
use crate::conversation::{Control, CustomerNo};
use crate::core::{Core, DemoCore};
use crate::dialogue::HandOff;
use crate::dialogue::action::Decided;
use crate::inbox::{self, Inbound, Opener};
use crate::settings::Settings;
use crate::store::Store;
use crate::store::agent::{Abilities, Agent, upsert};
use crate::turn::Turn;
use crate::wire::Verified;

/// Between two messages of a customer.
const PAUSE: SignedDuration = SignedDuration::from_secs(20);
/// A signing-in of the host site holds for the whole of a conversation.
const SIGNED_IN: SignedDuration = SignedDuration::from_hours(24);

/// What all conversations share: the model and the articles, read once.
pub(super) struct Stage {
    settings: Settings,
    nlu: Arc<nlu::Nlu>,
    faq: Arc<faq::Library>,
}

/// What came of a conversation, turn by turn.
#[derive(Debug)]
pub(super) struct Played {
    pub greeting: String,
    pub turns: Vec<Heard>,
}

/// What came of one turn.
#[derive(Debug)]
pub(super) struct Heard {
    pub decided: Decided,
    /// All that the bot said, cards and buttons included; one entry a message.
    pub said: Vec<String>,
    /// The reason of the handing-over, or of the offer of one.
    pub reason: Option<Reason>,
    /// How soon somebody must look at it; normal where nobody was asked to.
    pub priority: Priority,
}

impl Stage {
    /// Reads the model and the articles that the settings name.
    pub(super) fn build(settings: Settings) -> anyhow::Result<Self> {
        let nlu = Arc::new(load_model(&settings.nlu)?);
        let faq = Arc::new(vectors::index(load_faq(&settings.faq)?, &nlu, &|warning| eprintln!("warning: {warning}")));
        Ok(Self { settings: crate::cli::demo::with_secret(settings)?, nlu, faq })
    }

    async fn app(&self, core: DemoCore, clock: Arc<AtomicI64>) -> anyhow::Result<App> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let url = format!("sqlite:file:dari-eval-{}-{n}?mode=memory&cache=shared", std::process::id());
        let store = Store::open(&url).await.context("cannot open a database in memory")?;
        Ok(App::new(Parts {
            settings: self.settings.clone(),
            store,
            nlu: Arc::clone(&self.nlu),
            faq: Arc::clone(&self.faq),
            core: Core::Demo(core),
            clock: Clock::Stopped(clock),
            demo: true,
        }))
    }
}

/// Plays a conversation from its first bubble to its last turn.
pub(super) async fn play(stage: &Stage, script: &Script) -> anyhow::Result<Played> {
    let customer = CustomerNo("scripted".to_owned());
    let core = DemoCore::default();
    core.enrol(&customer, &script.scenario)?;
    let clock = Arc::new(AtomicI64::new(script.now.as_millisecond()));
    let app = stage.app(core, Arc::clone(&clock)).await?;
    seat(&app, script.agents_online).await?;
    let opener = match script.verification {
        Level::V0 => Opener::Visitor,
        _ => Opener::Customer(customer.clone(), app.now() + SIGNED_IN),
    };
    let (conversation, _) = inbox::open(&app, opener, script.channel, Language::Ko).await?;
    let mut player = Player { app, clock, customer, channel: script.channel, id: conversation.id, seq: 0, sent: 0 };
    if script.verification >= Level::V2 {
        player.prove().await?;
    }
    let (greeting, _) = player.catch_up().await?;
    let mut turns = Vec::new();
    for turn in &script.turns {
        player.pass(PAUSE);
        player.set(&turn.set).await?;
        turns.push(player.say(&turn.say).await?);
    }
    Ok(Played { greeting: greeting.join("\n"), turns })
}

struct Player {
    app: App,
    clock: Arc<AtomicI64>,
    customer: CustomerNo,
    channel: Channel,
    id: ConversationId,
    seq: i64,
    sent: u64,
}

impl Player {
    async fn say(&mut self, text: &str) -> anyhow::Result<Heard> {
        self.sent += 1;
        let inbound = Inbound {
            conversation: self.id.clone(),
            channel: self.channel,
            client_id: format!("script-{}", self.sent),
            text: text.to_owned(),
            choice: None,
            link: None,
            masked: Vec::new(),
        };
        let receipt = inbox::receive(&self.app, &inbound).await?;
        let mut decided = receipt.decided.context("a message of a script is new")?;
        let (said, facts) = self.catch_up().await?;
        // What a proof before the message set going belongs to this turn, too.
        crate::dialogue::action::add(&facts, &mut decided);
        let handoff =
            self.app.store.handoffs_of(&self.id).await?.into_iter().rev().find(handoff::handoff::Handoff::is_open);
        let offered = decided.offered.clone();
        let (reason, priority) = match (handoff, offered) {
            (Some(handoff), _) => (Some(handoff.reason), handoff.priority),
            (None, Some((reason, priority))) => (Some(reason), priority),
            (None, None) => (None, Priority::Normal),
        };
        Ok(Heard { decided, said, reason, priority })
    }

    /// What the bot said since last time, and what was noted beside it.
    async fn catch_up(&mut self) -> anyhow::Result<(Vec<String>, Vec<Fact>)> {
        let events = self.app.store.all_after(&self.id, self.seq, 1000).await?;
        let mut said = Vec::new();
        let mut facts = Vec::new();
        for event in events {
            self.seq = event.seq;
            match &event.fact {
                Fact::Said { message, .. } if message.author == Author::Bot => said.push(words_of(message)),
                _ => {}
            }
            facts.push(event.fact);
        }
        Ok((said, facts))
    }

    async fn set(&mut self, set: &Set) -> anyhow::Result<()> {
        if let Some(now) = set.now {
            self.clock.store(now.as_millisecond(), Ordering::SeqCst);
        }
        match set.agent {
            Some(AgentDoes::Joined) => self.join().await?,
            Some(AgentDoes::Closed) => self.close(set.promise.as_deref()).await?,
            None => {
                if let Some(promise) = &set.promise {
                    self.promise(promise).await?;
                }
            }
        }
        if let Some(level) = set.verification {
            self.verify(level).await?;
        }
        Ok(())
    }

    /// The level that the script says, reached the way customers reach it.
    async fn verify(&mut self, level: Level) -> anyhow::Result<()> {
        if level == Level::V0 {
            let mut turn = Turn::begin(&self.app, &self.id).await?;
            turn.conversation.proof = None;
            turn.end().await?;
            return Ok(());
        }
        if self.level().await? < Level::V1 {
            inbox::sign_in(&self.app, &self.id, &self.customer, self.app.now() + SIGNED_IN).await?;
        }
        if level >= Level::V2 {
            self.prove().await?;
        }
        Ok(())
    }

    /// A fresh proof: with the code on the phone where the bot asked for it, else silently.
    async fn prove(&mut self) -> anyhow::Result<()> {
        let stored = self.app.store.conversation(&self.id).await?.context("the conversation is there")?.conversation;
        let held = matches!(stored.control, Control::Bot | Control::Queued { .. });
        let waits = stored.dialogue.pending.is_some() || stored.dialogue.flow.is_some();
        if stored.channel == Channel::Telegram {
            return Ok(());
        }
        if !(held && waits) {
            return self.raise().await;
        }
        inbox::send_code(&self.app, &self.id, self.channel).await?;
        let texts = self.app.texts.received(&self.id);
        let digits =
            |text: &str| text.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 6).map(str::to_owned);
        let code = texts.last().and_then(|text| digits(&text.text)).context("no code came to the phone")?;
        match inbox::verify(&self.app, &self.id, self.channel, &code).await? {
            Verified::Accepted { .. } => Ok(()),
            other => anyhow::bail!("the code was not taken: {other:?}"),
        }
    }

    async fn raise(&self) -> anyhow::Result<()> {
        let mut turn = Turn::begin(&self.app, &self.id).await?;
        let proof = turn.conversation.proof.clone().context("nobody is signed in")?;
        turn.conversation.proof = Some(proof.raised(Level::V2, Method::OneTimeCode, turn.now));
        turn.end().await?;
        Ok(())
    }

    async fn level(&self) -> anyhow::Result<Level> {
        let stored = self.app.store.conversation(&self.id).await?.context("the conversation is there")?;
        Ok(stored.conversation.level(self.app.now()))
    }

    /// A person at the desk takes the conversation; where the bot did not ask for one, they come all the same.
    async fn join(&self) -> anyhow::Result<()> {
        if self.app.store.agents().await?.is_empty() {
            seat(&self.app, 1).await?;
        }
        let agent = self.app.store.agents().await?.into_iter().next().context("an agent was seated")?;
        let mut turn = Turn::begin(&self.app, &self.id).await?;
        if let Control::Agent { .. } = turn.conversation.control {
            return Ok(());
        }
        if !matches!(turn.conversation.control, Control::Queued { .. }) {
            let reason = Reason::user_request(turn.conversation.last_number, "");
            turn.hand_off(HandOff { reason, queue: Queue::General, priority: Priority::Normal });
            turn.end().await?;
            turn = Turn::begin(&self.app, &self.id).await?;
        }
        turn.claim(&agent)?;
        turn.end().await?;
        let mut turn = Turn::begin(&self.app, &self.id).await?;
        let author = Author::Agent { id: Some(agent.id.clone()), name: agent.name.clone() };
        turn.speak(
            &format!("agent:{}:{}", agent.id, self.id),
            "hello",
            Message::text(author, "안녕하세요. 이어서 도와드리겠습니다."),
        )?;
        turn.end().await?;
        Ok(())
    }

    async fn close(&self, promise: Option<&str>) -> anyhow::Result<()> {
        let mut turn = Turn::begin(&self.app, &self.id).await?;
        if !matches!(turn.conversation.control, Control::Agent { .. }) {
            drop(turn);
            self.join().await?;
            turn = Turn::begin(&self.app, &self.id).await?;
        }
        let (agent, name) = match &turn.conversation.control {
            Control::Agent { agent, name, .. } => (agent.clone(), name.clone()),
            other => anyhow::bail!("the agent could not take the conversation: {other:?}"),
        };
        if let Some(promise) = promise {
            turn.record(Fact::PromiseMade { by: name, text: promise.to_owned(), due: None });
        }
        let outcome = if promise.is_some() { WrapUpOutcome::FollowUp } else { WrapUpOutcome::Resolved };
        let note = promise.unwrap_or("안내를 마쳤습니다").to_owned();
        turn.let_go(&agent, Outcome::Closed, WrapUp { topic: "상담".to_owned(), outcome, note }, None)?;
        let farewell = crate::dialogue::farewell(&turn.conversation);
        turn.record_all(farewell);
        turn.end().await?;
        Ok(())
    }

    async fn promise(&self, text: &str) -> anyhow::Result<()> {
        let mut turn = Turn::begin(&self.app, &self.id).await?;
        turn.record(Fact::PromiseMade { by: AGENTS[0].to_owned(), text: text.to_owned(), due: None });
        turn.end().await?;
        Ok(())
    }

    fn pass(&self, time: SignedDuration) {
        self.clock.fetch_add(i64::try_from(time.as_millis()).unwrap_or(0), Ordering::SeqCst);
    }
}

const AGENTS: [&str; 3] = ["이민지", "박준호", "최소라"];

/// Seats so many agents who take conversations.
async fn seat(app: &App, online: u32) -> anyhow::Result<()> {
    for n in 0..online {
        let index = usize::try_from(n).unwrap_or(0);
        let agent = Agent {
            id: AgentId(format!("agent-{n}")),
            login: format!("agent-{n}"),
            name: AGENTS.get(index).map_or_else(|| format!("상담원 {n}"), |name| (*name).to_owned()),
            role: Role::Agent,
            presence: Presence::Online,
            capacity: 5,
            abilities: Abilities::default(),
            presence_at: app.now(),
            password_hash: "-".to_owned(),
        };
        app.store.write(move |tx| Box::pin(async move { upsert(tx, &agent).await })).await?;
    }
    Ok(())
}

/// Everything a customer reads of a message: its text, its cards, its buttons.
fn words_of(message: &Message) -> String {
    fn collect(value: &serde_json::Value, words: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => words.push(text.clone()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
            serde_json::Value::Object(fields) => {
                // A progress bar is read as "3/5".
                if let (Some(step), Some(of)) = (fields.get("step"), fields.get("of")) {
                    words.push(format!("{step}/{of}"));
                }
                let shown = fields
                    .iter()
                    .filter(|(name, _)| !matches!(name.as_str(), "kind" | "id" | "tone" | "author" | "long"));
                shown.for_each(|(_, field)| collect(field, words));
            }
            _ => {}
        }
    }
    let mut words = vec![message.text.clone()];
    if let Ok(blocks) = serde_json::to_value(&message.blocks) {
        collect(&blocks, &mut words);
    }
    words.join(" | ")
}

impl Heard {
    /// All that the bot said, in one text.
    pub(super) fn text(&self) -> String {
        self.said.join("\n")
    }
}

/// The moment as a script writes it.
pub(super) fn at(time: Timestamp) -> String {
    crate::core::local(time).strftime("%Y-%m-%d %H:%M").to_string()
}
