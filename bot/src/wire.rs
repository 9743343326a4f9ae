//! bot: what goes over HTTP, in both directions. `web/src/wire.ts` is generated from this file.

use handoff::agent::{Presence, Role};
use handoff::context::{Context, Touch};
use handoff::event::{Disposition, Fact, Measure, WrapUp};
use handoff::handoff::{Priority, Queue};
use handoff::id::{AgentId, ConversationId, HandoffId, PersonId};
use handoff::measure::{Share, Times};
use handoff::message::{Channel, Language, Message};
use handoff::person::Level;
use handoff::queue::{Care, Skill};
use handoff::reason::Code;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

// ── the customer's side ───────────────────────────────────────────────────────────────────────

/// `POST /v1/conversations`: opens one, or finds the signed-in person's open one again. With the key of a visitor's
/// conversation in `Authorization`, a `person_token` makes that conversation the customer's, and it goes on.
#[derive(Debug, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenConversation {
    #[ts(optional)]
    pub language: Option<Language>,
    /// Signed by the host site (HS256 or Ed25519, short expiry); absent for an anonymous visitor.
    #[ts(optional)]
    pub person_token: Option<String>,
    /// The key of the site that embeds the widget; our own pages have none.
    #[ts(optional)]
    pub site_key: Option<String>,
    /// The page the customer came from.
    #[ts(optional)]
    pub page: Option<String>,
}

/// The key to one conversation. `token` goes into `Authorization: Bearer …` of everything below.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct Opened {
    pub conversation: ConversationId,
    pub token: String,
    pub state: ConversationState,
}

/// `POST /v1/conversations/{id}/messages`
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Say {
    /// The sender's own id (1–64 of `A–Z a–z 0–9 _ -`): the message is taken once, however often it is sent.
    pub client_id: String,
    /// What is said; for a tapped choice its label.
    pub text: String,
    /// The id of the tapped choice.
    #[ts(optional)]
    pub choice: Option<String>,
}

/// The message is stored and will survive.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct Said {
    pub number: i64,
    pub at: Timestamp,
    /// True when this client id had been taken before.
    pub duplicate: bool,
    /// The text as stored, with personal numbers masked.
    pub text: String,
}

/// What holds now. SSE event `state`, sent at once on connecting and after every change; it has no id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ConversationState {
    pub control: Control,
    pub language: Language,
    pub level: Level,
    #[ts(optional)]
    pub level_until: Option<Timestamp>,
    /// The masked name of a signed-in customer.
    #[ts(optional)]
    pub name: Option<String>,
    /// The number of the last shared event.
    pub last_number: i64,
    /// When a call is booked.
    #[ts(optional)]
    pub callback_at: Option<Timestamp>,
    /// Whether it can go on on Telegram.
    pub telegram: bool,
}

/// Who speaks for the company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "holder", rename_all = "snake_case")]
pub enum Control {
    Bot,
    /// `position` 1 is next; `wait_seconds` is absent while nothing is known.
    Queued {
        position: u32,
        #[ts(optional)]
        wait_seconds: Option<u32>,
        agents_online: u32,
        /// Outside the hours: when the desk opens.
        #[ts(optional)]
        opens_at: Option<Timestamp>,
    },
    Agent {
        name: String,
    },
    Closed,
}

/// One shared event. SSE event `message` or `notice` with `id: number`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Shared {
    pub number: i64,
    pub at: Timestamp,
    #[serde(flatten)]
    pub what: SharedFact,
}

/// What customers see of a shared fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SharedFact {
    Message { message: Message },
    Notice { notice: Notice },
}

/// A line between messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "notice", rename_all = "snake_case")]
pub enum Notice {
    Opened,
    LanguageChanged {
        language: Language,
    },
    Queued,
    Cancelled,
    Joined {
        name: String,
    },
    /// The agent went away; the customer is back at the old place in the queue.
    Released,
    Returned,
    Closed,
    Verified,
}

/// SSE event `typing`, without id; holds for five seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Typing {
    /// `customer`, `bot` or `agent`
    pub who: Typist,
}

/// Who is typing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Typist {
    Customer,
    Bot,
    Agent,
}

/// `GET /v1/conversations/{id}/messages?before=N&limit=50`: older events, oldest first.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct History {
    pub events: Vec<Shared>,
    pub more: bool,
}

/// `POST /v1/conversations/{id}/verification`
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Verify {
    pub code: String,
}

/// How a code was taken.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum Verified {
    Accepted { level: Level, until: Timestamp },
    Wrong { left: u8 },
    Locked { until: Timestamp },
    Expired,
}

/// `POST /v1/conversations/{id}/telegram`: where the customer goes on on Telegram; good for once.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct TelegramLink {
    pub url: String,
    pub expires_at: Timestamp,
}

/// `POST /v1/conversations/join`: the customer comes from Telegram; answers with `Opened`.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct JoinConversation {
    pub code: String,
    /// As for `POST /v1/conversations`.
    #[ts(optional)]
    pub person_token: Option<String>,
    #[ts(optional)]
    pub site_key: Option<String>,
}

/// `PUT /v1/conversations/{id}/language`
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetLanguage {
    pub language: Language,
}

/// `POST /v1/conversations/{id}/articles/{article}/rating`
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RateArticle {
    pub helpful: bool,
}

/// `PUT /v1/conversations/{id}/identity`: the host site signed once more for the same customer.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RenewIdentity {
    pub person_token: String,
}

/// `POST /v1/conversations/{id}/touchpoints`: something happened on the page around the widget.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// 1–64 of `a–z 0–9 _ .`; agents see it in the journey as `page.` and this.
    pub name: String,
    #[serde(default)]
    pub label: String,
}

/// `POST /v1/conversations/{id}/seen`: the highest number that the customer has had on the screen. A lower
/// one changes nothing, nor does one that was not given yet.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    pub number: i64,
}

/// `POST /v1/conversations/{id}/survey`: 1–5 after closing.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnswerSurvey {
    pub score: u8,
}

// ── the agent's side ──────────────────────────────────────────────────────────────────────────

/// `POST /v1/agent/session`
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    pub login: String,
    pub password: String,
}

/// `csrf` goes into the header `x-dari-csrf` of every command.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct Session {
    pub agent: AgentView,
    pub csrf: String,
}

/// An agent as others see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgentView {
    pub id: AgentId,
    pub name: String,
    /// What they have learnt beside the common work; empty for all of it.
    pub skills: Vec<Skill>,
    pub role: Role,
    pub presence: Presence,
    pub capacity: u32,
    /// Conversations held now.
    pub holding: u32,
    /// The teams they sit in; empty for all.
    pub queues: Vec<Queue>,
    /// The languages they speak; empty for all.
    pub languages: Vec<Language>,
}

/// `PUT /v1/agent/presence`. `POST` there, without a body, says that the console is still open: one that follows
/// `/v1/agent/events?beats=true` says so every half minute, and is gone once it does not.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetPresence {
    pub presence: Presence,
}

/// SSE event `desk` of `GET /v1/agent/events`: the whole picture, after every change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Desk {
    pub me: AgentView,
    pub agents: Vec<AgentView>,
    /// In the order in which they should be claimed.
    pub waiting: Vec<DeskItem>,
    /// Held by me.
    pub mine: Vec<DeskItem>,
    /// Held by others; only leads see it filled.
    pub others: Vec<DeskItem>,
    /// Ended within the last day, mine; newest first.
    pub done: Vec<DeskItem>,
    /// Customers who are called back instead of waiting, at `due`; the soonest first.
    pub calls: Vec<DeskItem>,
    /// Conversations in which a note calls me: not looked at, or looked at within the last day; the latest called first.
    pub mentions: Vec<DeskItem>,
    /// Grows with every change of the team's canned replies.
    pub canned: i64,
}

/// One conversation in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DeskItem {
    pub handoff: HandoffId,
    pub conversation: ConversationId,
    pub name: String,
    pub channel: Channel,
    pub language: Language,
    pub reason: Code,
    pub reason_sentence: String,
    pub priority: Priority,
    pub queue: Queue,
    pub state: DeskState,
    pub waiting_since: Timestamp,
    pub due: Timestamp,
    /// The customer's last words, at most 80 characters.
    pub last_words: String,
    pub last_at: Timestamp,
    pub mood: f32,
    pub frustration: f32,
    /// The customer has written after the agent's last message.
    pub unread: u32,
    /// While it waits: how much speaks for it now, one point for each minute and what it came with.
    #[ts(optional)]
    pub points: Option<i64>,
    /// While it waits: why it waits less long than others.
    #[ts(optional)]
    pub care: Option<Vec<Care>>,
    /// While it waits: whether the viewer may take it now; the circle widens with time.
    #[ts(optional)]
    pub for_me: Option<bool>,
    /// While it waits: it was passed on to the viewer, or they served the customer last.
    #[ts(optional)]
    pub preferred: Option<bool>,
    #[ts(optional)]
    pub agent: Option<AgentView>,
    /// While its holder has laid it aside: until when.
    #[ts(optional)]
    pub snoozed_until: Option<Timestamp>,
    /// While the viewer holds it: what a lead whispered to them last.
    #[ts(optional)]
    pub whisper: Option<Whispered>,
    /// Among the mentions: the last note that calls the viewer.
    #[ts(optional)]
    pub mention: Option<Mention>,
    /// Once the viewer has closed it: how content the customer was, 1–5.
    #[ts(optional)]
    pub csat: Option<u8>,
}

/// A lead's word to an agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Whispered {
    pub name: String,
    pub text: String,
    pub at: Timestamp,
}

/// A colleague's note that calls the viewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Mention {
    /// Who wrote it.
    pub name: String,
    /// At most 80 characters of it.
    pub text: String,
    pub at: Timestamp,
    /// The viewer has not opened the conversation since.
    pub unread: bool,
}

/// Where a handoff stands, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeskState {
    Queued,
    Callback,
    Claimed,
    Live,
    Returned,
    Closed,
    Cancelled,
}

/// `POST /v1/handoffs/{id}/claim`: the agent has it and speaks under `epoch` from now on.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct Claimed {
    pub handoff: HandoffId,
    pub conversation: ConversationId,
    pub epoch: i64,
    pub context: Context,
}

/// `POST /v1/agent/conversations/{id}/messages`. A stale `epoch` is refused with 409 `stale_epoch`.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgentSay {
    pub client_id: String,
    pub text: String,
    pub epoch: i64,
}

/// `POST /v1/agent/conversations/{id}/notes`
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteNote {
    pub client_id: String,
    pub text: String,
    /// Colleagues whom it calls; each is told once they may see the conversation.
    #[serde(default)]
    pub mentions: Vec<AgentId>,
}

/// The note is stored.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct NoteTaken {
    /// The names of those whom it calls and who may not see the conversation now.
    pub untold: Vec<String>,
}

/// `POST /v1/agent/conversations/{id}/verification`: the holder called the registered number back.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CallBack {
    pub epoch: i64,
}

/// How well the customer is proved now, and until when.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct CalledBack {
    pub level: Level,
    pub until: Timestamp,
}

/// `POST /v1/handoffs/{id}/return` and `…/close`
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LetGo {
    pub epoch: i64,
    pub wrap_up: WrapUp,
    /// Returning only: what is left for the bot.
    #[serde(default)]
    #[ts(optional)]
    pub back: Option<GiveBack>,
}

/// How a conversation goes back to the bot.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GiveBack {
    pub disposition: Disposition,
    /// The intent that the bot may go on with.
    #[serde(default)]
    #[ts(optional)]
    pub flow: Option<String>,
    /// For so many seconds a person who is needed again is the same one, and soon.
    #[serde(default)]
    #[ts(optional)]
    pub cooldown_seconds: Option<u32>,
}

/// `POST /v1/handoffs/{id}/transfer`: to another team or colleague, at its old place.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    pub epoch: i64,
    pub queue: Queue,
    /// Who is asked first.
    #[serde(default)]
    #[ts(optional)]
    pub agent: Option<AgentId>,
    /// For whoever takes over.
    pub comment: String,
}

/// `POST /v1/agent/conversations/{id}/promises`: it comes back to the desk when it is due.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MakePromise {
    pub client_id: String,
    pub text: String,
    pub due: Timestamp,
}

/// `POST /v1/agent/conversations/{id}/promises/kept`
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeepPromise {
    pub text: String,
}

/// `POST /v1/agent/conversations/{id}/snooze`: it is laid aside until then, at most for a day, or until the
/// customer writes; without a time it is taken up again.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Snooze {
    pub until: Option<Timestamp>,
}

/// `POST /v1/agent/conversations/{id}/abuse`: cover a message, warn, or end the conversation.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetAbuse {
    pub epoch: i64,
    pub number: i64,
    pub measure: Measure,
}

/// `POST /v1/conversations/{id}/handoff/callback`: be called instead of waiting.
#[derive(Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BookCallback {
    /// Within the desk's hours and two weeks; without it the next opening.
    #[serde(default)]
    #[ts(optional)]
    pub at: Option<Timestamp>,
}

/// `GET /v1/conversations/{id}/handoff/callback`: when a call can be booked, in the conversation's words.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct Booking {
    pub title: String,
    pub note: String,
    /// The button that books.
    pub book: String,
    pub times: Vec<BookableTime>,
}

/// A time at which somebody is at the desk.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct BookableTime {
    pub at: Timestamp,
    pub label: String,
}

/// That a call is booked.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct Booked {
    pub at: Timestamp,
}

/// `POST /v1/handoffs/{id}/release`: back to the queue, at its old place.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Release {
    pub epoch: i64,
}

/// Staff events. SSE event `event` of `GET /v1/agent/conversations/{id}/events`, `id: seq`, resumable;
/// the stream begins with `state` (a [`StaffState`]).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StaffEvent {
    pub seq: i64,
    #[ts(optional)]
    pub number: Option<i64>,
    pub at: Timestamp,
    pub fact: Fact,
}

/// What holds for an agent who looks at a conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StaffState {
    pub state: ConversationState,
    pub epoch: i64,
    /// Whether the viewer may speak.
    pub mine: bool,
    /// The number up to which the customer has looked; absent where the channel does not tell.
    #[ts(optional)]
    pub seen: Option<i64>,
    #[ts(optional)]
    pub handoff: Option<HandoffId>,
}

/// `GET /v1/agent/conversations/{id}/past`: the same person's other conversations, the newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PastConversation {
    pub conversation: ConversationId,
    pub channel: Channel,
    pub opened_at: Timestamp,
    pub last_at: Timestamp,
    /// What an agent recorded it was about; else the intent that was understood last.
    #[ts(optional)]
    pub topic: Option<String>,
    /// What an agent recorded when letting go of it.
    #[ts(optional)]
    pub wrap_up: Option<WrapUp>,
    /// The customer's last words, at most 80 characters.
    pub last_words: String,
    pub closed: bool,
}

/// `GET /v1/agent/conversations/{id}/past/{other}`: one of them, to read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PastEvents {
    /// The newest of it, oldest first.
    pub events: Vec<StaffEvent>,
    /// There is more before.
    pub more: bool,
}

/// How far back `GET /v1/agent/conversations/{id}/around?span=…` looks: 24 hours, 7 days, 30 days, or all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    Day,
    Week,
    #[default]
    Month,
    All,
}

/// What happened to the person then, over all channels, the newest first and bursts folded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Life {
    pub touches: Vec<Touch>,
    /// There is more before.
    pub more: bool,
}

/// `GET /v1/agent/faq?q=…`: articles to insert.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct Suggestion {
    pub id: String,
    pub title: String,
    pub short: String,
    pub as_of: String,
    pub score: f32,
}

/// `GET /v1/agent/canned`: the replies that the team keeps for itself, the oldest first.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct CannedReplies {
    /// As in [`Desk`].
    pub revision: i64,
    pub replies: Vec<CannedReply>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CannedReply {
    pub id: String,
    pub language: Language,
    /// What is typed after the slash.
    pub short: String,
    pub title: String,
    /// May hold variables in braces, each a [`Variable`].
    pub text: String,
    pub version: i64,
    pub changed_at: Timestamp,
    /// By name; absent for the starting stock.
    #[ts(optional)]
    pub changed_by: Option<String>,
}

// ── the lead's side ───────────────────────────────────────────────────────────────────────────

/// `GET /v1/lead/wallboard`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Wallboard {
    pub at: Timestamp,
    pub all: QueueLoad,
    pub by_queue: Vec<QueueLoad>,
    pub agents: Vec<AgentLoad>,
    /// Since midnight, in the company's country.
    pub today: Today,
    /// Outside the hours: when the desk opens.
    #[ts(optional)]
    pub opens_at: Option<Timestamp>,
}

/// What waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QueueLoad {
    /// Absent for all queues together.
    #[ts(optional)]
    pub queue: Option<Queue>,
    pub waiting: u32,
    #[ts(optional)]
    pub oldest_seconds: Option<i64>,
    /// Due within a minute.
    pub at_risk: u32,
    /// Past due.
    pub late: u32,
    /// Held by somebody.
    pub held: u32,
}

/// What somebody has to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgentLoad {
    pub agent: AgentView,
    /// Since when they are online, away or offline.
    pub since: Timestamp,
    /// Taken and not answered yet.
    pub claimed: u32,
    pub live: u32,
}

/// How it goes today.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Today {
    pub handoffs: u32,
    pub answered: u32,
    /// Those who left the queue, with or without a word.
    pub abandoned: Share,
    /// From the queue to the first word of a person.
    pub first_response: Times,
    /// From the claim to the end.
    pub handle: Times,
    /// Scores of 4 and 5.
    pub csat: Share,
}

/// `POST /v1/lead/conversations/{id}/whispers`: only the staff sees it.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Whisper {
    pub client_id: String,
    pub text: String,
}

/// `POST /v1/lead/handoffs/{id}/reassign`: to a colleague who is free. A stale `epoch` is refused with
/// 409 `stale_epoch`: somebody else has it, or nobody, and the lead looks again.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Reassign {
    pub agent: AgentId,
    pub epoch: i64,
    /// Why, for who had it and who gets it.
    pub comment: String,
}

/// `POST /v1/lead/handoffs/{id}/take`: the lead has it and speaks under the new epoch from now on.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TakeOver {
    pub epoch: i64,
    /// Why, for who had it; may be empty when there is no time.
    pub comment: String,
}

/// `POST /v1/lead/canned`: answers with the `CannedReply` as it is kept, personal numbers masked. A short name that is
/// taken is refused with 409 `short_taken`.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteCanned {
    pub language: Language,
    pub short: String,
    pub title: String,
    pub text: String,
}

/// `PUT /v1/lead/canned/{id}`; `DELETE …?version=N` puts it away. One that was changed since `version` is refused with
/// 409 `canned_changed`.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeCanned {
    pub version: i64,
    pub reply: WriteCanned,
}

// ── other systems ─────────────────────────────────────────────────────────────────────────────

/// `POST /v1/events`, with a source's key as `Authorization: Bearer …`. Each event is read by itself, so
/// that one that cannot be taken does not hold up the others; see `handoff::intake::Arrival`.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Intake {
    #[ts(type = "unknown[]")]
    pub events: Vec<serde_json::Value>,
}

/// What became of a batch.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct Intaken {
    pub accepted: u32,
    /// Sent before, by the same source under the same id.
    pub duplicate: u32,
    pub rejected: Vec<NotTaken>,
}

/// An event that was not taken; it is kept with its reason.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct NotTaken {
    pub index: usize,
    #[ts(optional)]
    pub id: Option<String>,
    pub reason: String,
}

/// `POST /v1/identify`: names of one person, such as `{"customer_no": "C-1001", "web_anon": "…"}`.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Identify {
    #[ts(type = "Record<string, string>")]
    pub names: std::collections::BTreeMap<String, String>,
    /// The namespaces that the sender has proved to be theirs: only these join persons.
    #[serde(default)]
    pub proved: Vec<String>,
    /// They have left the device: what comes from it next is somebody else's.
    #[serde(default)]
    pub signed_out: bool,
}

/// Who it is now.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct Identified {
    #[ts(optional)]
    pub person: Option<PersonId>,
    /// Who became this person.
    pub merged: Vec<PersonId>,
    /// Why they stay apart.
    #[ts(optional)]
    pub refused: Option<String>,
}

// ── errors ────────────────────────────────────────────────────────────────────────────────────

/// The one envelope of every refusal: `{"error":{"code","message"}}`.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct Refusal {
    pub error: RefusalBody,
}

/// `code` is stable and for programs; `message` says what to do.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct RefusalBody {
    pub code: String,
    pub message: String,
}

// ── the demo ──────────────────────────────────────────────────────────────────────────────────

/// `GET /demo/customers`, only under `dari demo`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DemoCustomer {
    pub id: String,
    pub name: String,
    pub situation: String,
    pub situation_en: String,
    pub try_asking: Vec<String>,
    pub try_asking_en: Vec<String>,
}

/// `POST /demo/sign-in` with `{"customer": id}`.
#[derive(Debug, Serialize, Deserialize, TS)]
pub struct DemoToken {
    pub person_token: String,
}

/// `GET /demo/texts?conversation=…`: text messages that a phone would have received.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DemoText {
    pub at: Timestamp,
    pub text: String,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use ts_rs::{Config, TS, TypeVisitor};

    use super::*;
    use crate::canned::Variable;

    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/web/src/wire.ts");

    /// Declares each type once, by name: the order in which they are found differs between builds.
    struct Collect<'c> {
        config: &'c Config,
        declared: BTreeMap<String, String>,
    }

    impl TypeVisitor for Collect<'_> {
        fn visit<T: TS + 'static + ?Sized>(&mut self) {
            // Only our own types are declared; `Vec`, `Option` and numbers have no file of their own.
            let name = T::ident(self.config);
            if T::output_path().is_none() || self.declared.contains_key(&name) {
                return;
            }
            let docs = T::docs().map_or_else(String::new, |docs| format!("{}\n", docs.trim_end()));
            self.declared.insert(name, format!("{docs}export {}\n", T::decl(self.config)));
            T::visit_dependencies(self);
        }
    }

    fn generated() -> String {
        let config = Config::default().with_large_int("number");
        let mut collect = Collect { config: &config, declared: BTreeMap::new() };
        macro_rules! all { ($($wire:ty),* $(,)?) => { $( TypeVisitor::visit::<$wire>(&mut collect); )* } }
        all!(
            OpenConversation,
            Opened,
            Say,
            Said,
            ConversationState,
            Shared,
            Typing,
            History,
            Verify,
            Verified,
            SetLanguage,
            TelegramLink,
            JoinConversation,
            RateArticle,
            RenewIdentity,
            Track,
            Seen,
            AnswerSurvey,
            SignIn,
            Session,
            SetPresence,
            Desk,
            Claimed,
            AgentSay,
            WriteNote,
            NoteTaken,
            CallBack,
            CalledBack,
            LetGo,
            Transfer,
            MakePromise,
            KeepPromise,
            Snooze,
            MeetAbuse,
            BookCallback,
            Booking,
            BookableTime,
            Booked,
            Release,
            StaffEvent,
            StaffState,
            PastConversation,
            PastEvents,
            Span,
            Life,
            Suggestion,
            CannedReplies,
            Variable,
            Wallboard,
            WriteCanned,
            ChangeCanned,
            Whisper,
            Reassign,
            TakeOver,
            Intake,
            Intaken,
            Identify,
            Identified,
            Refusal,
            DemoCustomer,
            DemoToken,
            DemoText,
        );
        let head = "// What goes over HTTP, in both directions. Generated from bot/src/wire.rs; do not edit:\n\
                    // DARI_UPDATE=1 cargo test -p bot wire\n";
        collect.declared.into_values().fold(head.to_owned(), |text, declared| format!("{text}\n{declared}"))
    }

    #[test]
    fn wire_ts_is_fresh() {
        let fresh = generated();
        if std::env::var_os("DARI_UPDATE").is_some() {
            std::fs::write(FILE, &fresh).expect("the file can be written");
        }
        let found = std::fs::read_to_string(Path::new(FILE)).unwrap_or_default();
        assert!(found == fresh, "bot/web/src/wire.ts is stale: run DARI_UPDATE=1 cargo test -p bot wire");
    }
}
