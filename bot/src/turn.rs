//! bot: a turn: the only thing that changes a conversation.
//!
//! It holds the conversation, collects what happens, and commits all of it in one transaction.
//! A turn that is dropped leaves no trace.

use std::collections::BTreeMap;

use futures::future::BoxFuture;
use handoff::agent::{Presence, Role};
use handoff::event::{Event, Fact, Handback, Reading};
use handoff::handoff::{Handoff, Outcome, Priority, State};
use handoff::hours::local;
use handoff::id::{AgentId, ConversationId};
use handoff::journey::Journey;
use handoff::journey::segment::{Member, Segment};
use handoff::message::{Author, Channel, Language, Message};
use handoff::person::{Level, Method};
use handoff::queue::{self, Waiting};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::OwnedMutexGuard;

use crate::app::App;
use crate::conversation::{Control, Conversation, Dialogue, Returned};
use crate::dialogue::{self, DeskStatus};
use crate::flow::Flow;
use crate::store::conversation::Stored;
use crate::store::event::NewEvent;
use crate::store::person::Person;
use crate::store::promise;
use crate::store::verification::{Trials, Verification};
use crate::store::{self, Error as StoreError};

mod context;
mod desk;

pub use context::{Beside, Whole};

/// How far back a journey is folded.
const JOURNEY_DAYS: i64 = 180;
/// From how many events, the newest, it is folded at most.
const LIFE: usize = 1000;
/// How many events of a conversation a turn looks back on.
const LOOK_BACK: i64 = 400;
/// Wrong codes are held against nobody for longer.
const TRIALS: SignedDuration = SignedDuration::from_mins(15);

/// Why a turn could not be.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no such conversation")]
    NoConversation,
    /// The sender does not hold the conversation under this epoch any more; `holder` says who does.
    #[error("someone else has the conversation now")]
    StaleEpoch { holder: Control },
    /// Another agent was faster.
    #[error("already claimed")]
    AlreadyClaimed { by: String },
    #[error("the agent has no free place")]
    NoCapacity,
    /// The same client id was used for another text.
    #[error("the client id was used for another message")]
    ClientIdReused,
    #[error("the conversation is not in a state for this: {0}")]
    Refused(&'static str),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Result of a turn.
pub type Result<T> = std::result::Result<T, Error>;

/// A conversation being changed.
pub struct Turn {
    app: App,
    pub conversation: Conversation,
    pub person: Person,
    pub journey: Journey,
    /// By when the steps of open processes are usually over, by the process's name.
    pub expected: BTreeMap<String, Timestamp>,
    /// The handoff that is open, if one is.
    pub handoff: Option<Handoff>,
    pub now: Timestamp,
    past: Vec<Event>,
    life: Vec<Event>,
    new: Vec<NewEvent>,
    /// The version that must still stand at the end; `None` for a conversation that begins.
    version: Option<i64>,
    began: Began,
    /// A claim must find a free place in the same transaction.
    claims: Option<(AgentId, u32)>,
    /// Whoever takes something is at the desk by that.
    arrives: Option<AgentId>,
    /// How the person fared with codes lately.
    pub trials: Trials,
    verification: Option<Verification>,
    token: Option<(String, Timestamp)>,
    take_context: bool,
    /// Promises that came due, and what became of them.
    promises: Vec<(String, promise::Mark)>,
    after: Vec<After>,
    _hold: OwnedMutexGuard<()>,
}

/// What is done once everything is on disk, such as sending a text message.
type After = Box<dyn FnOnce(&App, &Conversation) + Send + Sync>;

/// What a turn found, to know at its end what it changed.
struct Began {
    handoff: Option<Handoff>,
}

impl Turn {
    /// Takes hold of a conversation and reads what is so.
    pub async fn begin(app: &App, id: &ConversationId) -> Result<Self> {
        let hold = app.hold(id).await;
        let Stored { mut conversation, version, .. } =
            app.store.conversation(id).await?.ok_or(Error::NoConversation)?;
        let person = app.store.person(&conversation.person).await?.ok_or(Error::NoConversation)?;
        let now = app.now();
        let trials = match &person.customer {
            Some(_) => app.store.trials(&person.id, now - TRIALS).await?,
            None => Trials::default(),
        };
        conversation.dialogue.code_locked_until = trials.locked_until.filter(|until| *until > now);
        let since = now - SignedDuration::from_hours(24 * JOURNEY_DAYS);
        let life = app.store.events_of(&conversation.person, since, LIFE as i64).await?;
        let past = last_of(app, id).await?;
        let handoff = match &conversation.control {
            Control::Queued { handoff } | Control::Agent { handoff, .. } => app.store.handoff(handoff).await?,
            Control::Bot | Control::Closed { .. } => app.store.pending_handoff_of(id).await?,
        };
        let journey = Journey::of(person.id.clone(), &life);
        let expected = match journey.open_processes().next() {
            Some(_) => app.store.expected_of(&person.id).await?,
            None => BTreeMap::new(),
        };
        Ok(Self {
            app: app.clone(),
            journey,
            expected,
            began: Began { handoff: handoff.clone() },
            person,
            handoff,
            conversation,
            now,
            past,
            life,
            new: Vec::new(),
            version: Some(version),
            claims: None,
            arrives: None,
            trials,
            verification: None,
            token: None,
            take_context: false,
            promises: Vec::new(),
            after: Vec::new(),
            _hold: hold,
        })
    }

    /// Begins a conversation that is not in the store yet.
    pub async fn open(app: &App, conversation: Conversation, person: Person) -> Result<Self> {
        let hold = app.hold(&conversation.id).await;
        let now = app.now();
        let since = now - SignedDuration::from_hours(24 * JOURNEY_DAYS);
        let life = app.store.events_of(&person.id, since, LIFE as i64).await?;
        Ok(Self {
            app: app.clone(),
            journey: Journey::of(person.id.clone(), &life),
            expected: BTreeMap::new(),
            began: Began { handoff: None },
            person,
            handoff: None,
            conversation,
            now,
            past: Vec::new(),
            life,
            new: Vec::new(),
            version: None,
            claims: None,
            arrives: None,
            trials: Trials::default(),
            verification: None,
            token: None,
            take_context: false,
            promises: Vec::new(),
            after: Vec::new(),
            _hold: hold,
        })
    }

    /// The number of a message that `source` sent before under `client_id`, with its text as stored.
    pub async fn heard_before(&self, source: &str, client_id: &str, text: &str) -> Result<Option<(i64, Event)>> {
        let Some(event) = self.app.store.event_of_source(source, client_id).await? else { return Ok(None) };
        let Fact::Said { message, .. } = &event.fact else { return Err(Error::ClientIdReused) };
        if message.text != text {
            return Err(Error::ClientIdReused);
        }
        Ok(Some((event.number.unwrap_or_default(), event)))
    }

    /// What the customer said last, oldest first.
    pub fn previous(&self) -> Vec<String> {
        let said: Vec<&str> = self.past.iter().filter_map(|event| customers_words(&event.fact)).collect();
        said[said.len().saturating_sub(6)..].iter().map(ToString::to_string).collect()
    }

    /// Whether the journey was folded from all that the log says of the person.
    pub fn sees_whole_life(&self) -> bool {
        self.life.len() < LIFE
    }

    /// Notes a fact of our own making.
    pub fn record(&mut self, fact: Fact) -> Option<i64> {
        let id = self.app.id();
        self.record_from("dari", id, fact)
    }

    /// Notes facts in order.
    pub fn record_all(&mut self, facts: Vec<Fact>) {
        for fact in facts {
            self.record(fact);
        }
    }

    /// Notes a fact under its sender's own id, so that it is taken once. Shared facts get a number.
    pub fn record_from(&mut self, source: &str, id: String, fact: Fact) -> Option<i64> {
        let number = fact.is_shared().then(|| {
            self.conversation.last_number += 1;
            self.conversation.last_number
        });
        let event = NewEvent {
            source: source.to_owned(),
            id,
            at: self.now,
            person: self.person.id.clone(),
            channel: self.conversation.channel,
            conversation: Some(self.conversation.id.clone()),
            number,
            fact,
        };
        self.journey = std::mem::take(&mut self.journey).fold(&as_event(&event));
        self.new.push(event);
        number
    }

    /// Notes what the customer said and how it was understood.
    pub fn hear(&mut self, source: &str, client_id: &str, message: Message, reading: Option<Reading>) -> i64 {
        if let Some(proof) = self.conversation.proof.take() {
            self.conversation.proof = Some(proof.touched(self.now));
        }
        if let Some(handoff) = &mut self.handoff {
            handoff.wake();
        }
        self.record_from(source, client_id.to_owned(), Fact::Said { message, reading }).expect("what is said is shared")
    }

    /// Puts the conversation into the queue; one that waits already is only moved up.
    pub fn hand_off(&mut self, wanted: dialogue::HandOff) {
        if let (Some(waiting), Control::Queued { .. } | Control::Agent { .. }) =
            (&mut self.handoff, &self.conversation.control)
        {
            if wanted.priority < waiting.priority {
                waiting.raise(wanted.queue, wanted.priority, wanted.reason, self.now);
            }
        } else {
            let wanted = self.after_return(wanted);
            let handoff = self.queued(&wanted);
            self.take_control(Control::Queued { handoff: handoff.id.clone() });
            self.record(Fact::HandoffQueued { handoff: handoff.id.clone(), reason: wanted.reason });
            self.handoff = Some(handoff);
            self.take_context = true;
        }
    }

    /// The customer does not want to wait any longer, or not to be called.
    pub fn cancel(&mut self) -> Result<()> {
        let handoff = self.handoff.take().ok_or(Error::Refused("nothing is waiting"))?;
        let id = handoff.id.clone();
        self.handoff = Some(handoff.cancel(self.now).map_err(|_| Error::Refused("nothing is waiting"))?);
        self.record(Fact::HandoffCancelled { handoff: id, abandoned: false });
        if let Control::Queued { .. } = self.conversation.control {
            self.take_control(Control::Bot);
        }
        Ok(())
    }

    /// An agent takes the conversation; it is won by exactly one. For a while it waits for those who fit best.
    pub fn claim(&mut self, agent: &store::agent::Agent) -> Result<()> {
        let relaxation = self.app.settings.desk.relaxation();
        if let Some(handoff) = &self.handoff
            && agent.role != Role::Lead
            && !agent.seat(0, None).may_take(handoff, self.now, relaxation)
        {
            return Err(Error::Refused("it waits for a colleague who knows the matter, and opens to all soon"));
        }
        match &self.conversation.control {
            Control::Queued { .. } => {}
            Control::Agent { name, .. } => return Err(Error::AlreadyClaimed { by: name.clone() }),
            Control::Bot | Control::Closed { .. } => return Err(Error::Refused("it is not waiting any more")),
        }
        let handoff = self.take_handoff()?;
        let handoff =
            handoff.claim(agent.id.clone(), self.now).map_err(|_| Error::AlreadyClaimed { by: String::new() })?;
        self.take_control(Control::Agent {
            handoff: handoff.id.clone(),
            agent: agent.id.clone(),
            name: agent.name.clone(),
        });
        self.record(Fact::HandoffClaimed {
            handoff: handoff.id.clone(),
            agent: agent.id.clone(),
            name: agent.name.clone(),
        });
        self.claims = Some((agent.id.clone(), agent.capacity));
        self.handoff = Some(handoff);
        Ok(())
    }

    /// Whoever asks for work is at the desk, whatever they said before.
    pub fn arrive(&mut self, agent: &store::agent::Agent) {
        self.arrives = (agent.presence == Presence::Offline).then(|| agent.id.clone());
    }

    /// Checks that `agent` still holds the conversation under `epoch`: the fencing token of every send.
    pub fn holds(&self, agent: &AgentId, epoch: i64) -> Result<()> {
        match &self.conversation.control {
            Control::Agent { agent: holder, .. } if holder == agent && self.conversation.epoch == epoch => Ok(()),
            holder => Err(Error::StaleEpoch { holder: holder.clone() }),
        }
    }

    /// The agent who holds the conversation says something.
    pub fn speak(&mut self, source: &str, client_id: &str, message: Message) -> Result<i64> {
        let handoff = self.take_handoff()?;
        self.handoff = Some(match handoff.state {
            State::Claimed { .. } => handoff.speak(self.now).map_err(|_| Error::Refused("it is not claimed"))?,
            _ => handoff,
        });
        Ok(self
            .record_from(source, client_id.to_owned(), Fact::Said { message, reading: None })
            .expect("what is said is shared"))
    }

    /// Back into the queue, at the old place. Whoever let it go is asked last from now on.
    pub fn release(&mut self, why: &str) -> Result<()> {
        let handoff = self.take_handoff()?;
        let holder = handoff.holder().cloned();
        let mut handoff = handoff.release().map_err(|_| Error::Refused("it is not claimed"))?;
        if let Some(holder) = holder {
            handoff.need.decline(&holder, self.now);
        }
        self.take_control(Control::Queued { handoff: handoff.id.clone() });
        self.record(Fact::HandoffReleased { handoff: handoff.id.clone(), why: why.to_owned() });
        self.handoff = Some(handoff);
        Ok(())
    }

    /// The agent lets go: back to the bot, or for good.
    pub fn let_go(
        &mut self,
        agent: &AgentId,
        outcome: Outcome,
        wrap_up: handoff::event::WrapUp,
        back: Option<Handback>,
    ) -> Result<()> {
        let name = match &self.conversation.control {
            Control::Agent { name, .. } => name.clone(),
            _ => String::new(),
        };
        let handoff = self.take_handoff()?;
        let (id, refused) = (handoff.id.clone(), |_| Error::Refused("it is not claimed"));
        if outcome == Outcome::Returned {
            self.handoff = Some(handoff.give_back(self.now).map_err(refused)?);
            self.take_control(Control::Bot);
            self.forget();
            self.conversation.dialogue.returned = back.clone().map(|back| Returned {
                agent: agent.clone(),
                name,
                topic: wrap_up.topic.clone(),
                note: wrap_up.note.clone(),
                at: self.now,
                back,
            });
            self.record(Fact::HandoffReturned { handoff: id, agent: agent.clone(), wrap_up, back });
        } else {
            self.handoff = Some(handoff.close(self.now).map_err(refused)?);
            self.take_control(Control::Closed { at: self.now });
            self.record(Fact::HandoffClosed { handoff: id, agent: agent.clone(), wrap_up });
        }
        Ok(())
    }

    /// Begins the dialogue anew. What protects the customer and their phone is not forgotten, nor what they told,
    /// what was taken in for them, or how they like to be answered.
    pub fn forget(&mut self) {
        let before = std::mem::take(&mut self.conversation.dialogue);
        self.conversation.dialogue = Dialogue {
            code_locked_until: before.code_locked_until,
            codes_sent: before.codes_sent,
            watched: before.watched,
            danger: before.danger,
            known: before.known,
            receipts: before.receipts,
            style: before.style,
            ..Dialogue::default()
        };
    }

    /// Gives control to someone else: whoever speaks under an older epoch is refused from now on.
    pub fn take_control(&mut self, control: Control) {
        if let Control::Agent { .. } = control {
            // What the bot still asked for is the agent's to ask.
            self.conversation.dialogue.flow.take_if(|flow| matches!(flow, Flow::Request(_)));
        }
        self.conversation.control = control;
        self.conversation.epoch += 1;
    }

    /// The agent who holds the conversation called the registered number back and knows who it is. It
    /// stands on a code that was given just before: a voice alone proves nobody.
    pub fn call_back(&mut self, agent: &AgentId, epoch: i64) -> Result<Timestamp> {
        self.holds(agent, epoch)?;
        let fresh = self.conversation.proof.take_if(|proof| proof.level_at(self.now) >= Level::V2);
        let proof = fresh.ok_or(Error::Refused("the customer gives a one-time code first"))?;
        let proof = proof.raised(Level::V3, Method::CallBack, self.now);
        let until = proof.level_until(self.now).unwrap_or(self.now);
        self.conversation.proof = Some(proof);
        self.record(Fact::IdentityVerified { level: Level::V3, method: Method::CallBack.to_string() });
        Ok(until)
    }

    /// Remembers the code that the conversation waits for.
    pub fn set_verification(&mut self, verification: Verification) {
        self.verification = Some(verification);
    }

    /// Gives the customer a key; only its hash is kept.
    pub fn grant(&mut self, token: &str, until: Timestamp) {
        self.token = Some((crate::app::hash(token), until));
    }

    /// Does something once everything is on disk, and not at all if it never is.
    pub fn after_commit(&mut self, action: impl FnOnce(&App, &Conversation) + Send + Sync + 'static) {
        self.after.push(Box::new(action));
    }

    /// Who is at the desk, as far as a customer may know.
    pub async fn desk(&self) -> Result<DeskStatus> {
        let open = self.app.store.open_handoffs().await?;
        let waiting: Vec<Waiting> = open.iter().filter_map(Waiting::of).collect();
        let agents_online = self.app.store.agents_online().await?;
        let own = self.handoff.as_ref().and_then(|handoff| queue::position(&waiting, &handoff.id));
        let position = own.unwrap_or_else(|| queue::position_of_next(&waiting, Priority::Normal, self.now));
        let wait_seconds = queue::expected_wait(position, agents_online, &self.app.store.handle_times(20).await?)
            .map(|wait| u32::try_from(wait.as_secs()).unwrap_or(u32::MAX));
        let (opens, booked) = (self.app.hours.opens_at(self.now), self.booked().map(local));
        let danger = self.handoff.as_ref().and_then(|handoff| handoff.reason.emergency_kind());
        let on_telegram = self.could_go_to_telegram().await?;
        Ok(DeskStatus { agents_online, position, wait_seconds, opens, booked, danger, on_telegram })
    }

    /// Whether the customer writes on Telegram most, and has not brought this conversation there.
    async fn could_go_to_telegram(&self) -> Result<bool> {
        let preferred = |member: &Member| member.segment == Segment::Channel(Channel::Telegram);
        Ok(self.conversation.channel == Channel::Web
            && self.app.telegram.name().is_some()
            && self.journey.segments(self.now).iter().any(preferred)
            && self.app.store.telegram_chats_of(&self.conversation.id).await?.is_empty())
    }

    /// Commits everything, or nothing. Afterwards the followers of the log are woken.
    pub fn end(self) -> BoxFuture<'static, Result<Conversation>> {
        Box::pin(self.commit())
    }

    async fn commit(mut self) -> Result<Conversation> {
        if self.take_context {
            self.prefer_who_knows_them().await?;
        }
        let kept_by = self.handoff.clone();
        let handoff = self.handoff.clone().filter(|handoff| Some(handoff) != self.began.handoff.as_ref());
        let context = match &self.handoff {
            Some(handoff) if self.take_context => Some(self.context(handoff, Language::Ko).await?),
            _ => None,
        };
        let Self { app, conversation, person, now, new, version, claims, verification, .. } = self;
        let Self { token, arrives, promises, after, _hold, .. } = self;
        let committed = conversation.clone();
        app.store
            .write(move |tx| {
                Box::pin(async move {
                    if let Some(version) = version {
                        store::conversation::update(tx, &conversation, version, now).await?;
                    } else {
                        store::person::upsert(tx, &person, now).await?;
                        store::conversation::insert(tx, &conversation).await?;
                    }
                    if let Some((agent, capacity)) = claims
                        && store::handoff::holding(tx, &agent).await? >= i64::from(capacity)
                    {
                        return Err(StoreError::Full);
                    }
                    if let Some(agent) = arrives {
                        store::agent::set_presence(tx, &agent, Presence::Online, now).await?;
                    }
                    store::event::append(tx, &new).await?;
                    if let Some(handoff) = handoff {
                        store::handoff::upsert(tx, &handoff, context.as_ref()).await?;
                    }
                    if let Some(handoff) = kept_by {
                        promise::follow(tx, &new, &handoff, now).await?;
                    }
                    for (id, mark) in promises {
                        promise::mark(tx, &id, mark, now).await?;
                    }
                    if let Some(verification) = verification {
                        store::verification::upsert(tx, &conversation.id, &verification).await?;
                    }
                    if let Some((hash, until)) = token {
                        store::conversation::insert_token(tx, &hash, &conversation.id, now, until).await?;
                    }
                    Ok(())
                })
            })
            .await
            .map_err(|error| if matches!(error, StoreError::Full) { Error::NoCapacity } else { error.into() })?;
        for action in after {
            action(&app, &committed);
        }
        app.feed.wake();
        Ok(committed)
    }

    fn take_handoff(&mut self) -> Result<Handoff> {
        self.handoff.take().ok_or(Error::Refused("nobody was asked to take over"))
    }
}

async fn last_of(app: &App, id: &ConversationId) -> Result<Vec<Event>> {
    Ok(app.store.newest_of(id, LOOK_BACK).await?)
}

fn customers_words(fact: &Fact) -> Option<&str> {
    match fact {
        Fact::Said { message, .. } if message.author == Author::Customer => Some(&message.text),
        _ => None,
    }
}

fn as_event(event: &NewEvent) -> Event {
    Event {
        seq: 0,
        source: event.source.clone(),
        id: event.id.clone(),
        at: event.at,
        person: event.person.clone(),
        channel: event.channel,
        conversation: event.conversation.clone(),
        number: event.number,
        fact: event.fact.clone(),
    }
}
