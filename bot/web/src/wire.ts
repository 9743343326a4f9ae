// What goes over HTTP, in both directions. Generated from bot/src/wire.rs; do not edit:
// DARI_UPDATE=1 cargo test -p bot wire

/**
 * One agent or team lead.
 */
export type AgentId = string;

/**
 * What somebody has to do.
 */
export type AgentLoad = { agent: AgentView, 
/**
 * Since when they are online, away or offline.
 */
since: string, 
/**
 * Taken and not answered yet.
 */
claimed: number, live: number, };

/**
 * `POST /v1/agent/conversations/{id}/messages`. A stale `epoch` is refused with 409 `stale_epoch`.
 */
export type AgentSay = { client_id: string, text: string, epoch: number, };

/**
 * An agent as others see them.
 */
export type AgentView = { id: AgentId, name: string, 
/**
 * What they have learnt beside the common work; empty for all of it.
 */
skills: Array<Skill>, role: Role, presence: Presence, capacity: number, 
/**
 * Conversations held now.
 */
holding: number, 
/**
 * The teams they sit in; empty for all.
 */
queues: Array<Queue>, 
/**
 * The languages they speak; empty for all.
 */
languages: Array<Language>, };

/**
 * `POST /v1/conversations/{id}/survey`: 1–5 after closing.
 */
export type AnswerSurvey = { score: number, };

/**
 * Who said something.
 */
export type Author = { "kind": "customer" } | { "kind": "bot" } | { "kind": "agent", id?: AgentId, name: string, } | { "kind": "system" };

/**
 * One thing in a message that a channel can draw.
 */
export type Block = { "kind": "choices", choices: Array<Choice>, } | { "kind": "status" } & Status | { "kind": "article", id: string, title: string, 
/**
 * The whole article in plain lines ("## " heads, "- " and "1. " lists).
 */
long: string, 
/**
 * The day the facts in it were checked (`2026-11-22`).
 */
as_of: string, } | { "kind": "emergency", title: string, phones: Array<Phone>, steps: Array<string>, } | { "kind": "code", digits: number, expires_at: string, } | { "kind": "receipt", number: string, title: string, at: string, next: string, };

/**
 * Who has to act for a process to go on.
 */
export type BlockedOn = "customer" | "company" | "third_party" | "nobody";

/**
 * `POST /v1/conversations/{id}/handoff/callback`: be called instead of waiting.
 */
export type BookCallback = { 
/**
 * Within the desk's hours and two weeks; without it the next opening.
 */
at?: string, };

/**
 * A time at which somebody is at the desk.
 */
export type BookableTime = { at: string, label: string, };

/**
 * That a call is booked.
 */
export type Booked = { at: string, };

/**
 * `GET /v1/conversations/{id}/handoff/callback`: when a call can be booked, in the conversation's words.
 */
export type Booking = { title: string, note: string, 
/**
 * The button that books.
 */
book: string, times: Array<BookableTime>, };

/**
 * `POST /v1/agent/conversations/{id}/verification`: the holder called the registered number back.
 */
export type CallBack = { epoch: number, };

/**
 * How well the customer is proved now, and until when.
 */
export type CalledBack = { level: Level, until: string, };

/**
 * `GET /v1/agent/canned`: the replies that the team keeps for itself, the oldest first.
 */
export type CannedReplies = { 
/**
 * As in [`Desk`].
 */
revision: number, replies: Array<CannedReply>, };

/**
 * One of them.
 */
export type CannedReply = { id: string, language: Language, 
/**
 * What is typed after the slash.
 */
short: string, title: string, 
/**
 * May hold variables in braces, each a [`Variable`].
 */
text: string, version: number, changed_at: string, 
/**
 * By name; absent for the starting stock.
 */
changed_by?: string, };

/**
 * A circumstance in which waiting is harder. It moves somebody ahead by minutes; what a customer is
 * worth, or which kind of shopper they are, is no such circumstance and has no place here.
 */
export type Care = "age_65_plus" | "hardship";

/**
 * `PUT /v1/lead/canned/{id}`; `DELETE …?version=N` puts it away. One that was changed since `version` is refused with
 * 409 `canned_changed`.
 */
export type ChangeCanned = { version: number, reply: WriteCanned, };

/**
 * Where a conversation is held, or where else something happened to a person.
 */
export type Channel = "web" | "telegram" | "terminal" | "app" | "phone" | "branch" | "email";

/**
 * A button: `id` is what comes back, `label` is what the customer reads and "says".
 */
export type Choice = { id: string, label: string, };

/**
 * `POST /v1/handoffs/{id}/claim`: the agent has it and speaks under `epoch` from now on.
 */
export type Claimed = { handoff: HandoffId, conversation: ConversationId, epoch: number, context: Context, };

/**
 * Why a conversation goes to a person.
 */
export type Code = "user_request" | "low_confidence" | "frustration" | "policy_right" | "authority" | "emergency" | "technical" | "out_of_scope";

/**
 * The package taken when the bot lets go, and taken anew while the agent reads.
 */
export type Context = { 
/**
 * Always `handoff.v1`.
 */
schema: string, handoff: HandoffId, conversation: ConversationId, channel: Channel, language: Language, taken_at: string, 
/**
 * 1. Is anyone in danger?
 */
danger?: Danger, 
/**
 * What was wanted, tried and left open, each line with the turn it was read from.
 */
summary: Array<SummaryLine>, 
/**
 * 2. Who is it, and how sure are we?
 */
who: Who, 
/**
 * 3. What do they want?
 */
wish: Wish, 
/**
 * 4. Why did the bot stop?
 */
reason: Reason, 
/**
 * The reason in one readable sentence.
 */
reason_sentence: string, priority: Priority, 
/**
 * 5. What was already asked, shown and promised?
 */
said: Array<ContextSaid>, 
/**
 * What need not be asked again: label and value.
 */
known: Array<Known>, 
/**
 * 6. How do they feel, and where did it turn?
 */
mood: Mood, 
/**
 * 7. and 9. What is open, and how far is it?
 */
processes: Array<Process>, 
/**
 * 8. What happened around it, newest first, bursts folded.
 */
around: Array<Touch>, 
/**
 * 9. Promises and cases that are open.
 */
open: Array<Open>, 
/**
 * 10. What must not be done.
 */
must_not: Array<string>, 
/**
 * 11. What is a good next step?
 */
next_steps: Array<string>, 
/**
 * How such a matter was solved last, for somebody else.
 */
similar?: Similar, };

/**
 * What somebody agreed to, or did not: their newest word.
 */
export type ContextConsent = { 
/**
 * "마케팅 동의", "마케팅 동의 철회" …
 */
text: string, given: boolean, 
/**
 * When they said so; absent where the core system knows no day.
 */
at?: string, };

/**
 * One thing that was asked, shown, looked up or promised.
 */
export type ContextSaid = { kind: SaidKind, text: string, 
/**
 * The conversation number it cites.
 */
number: number, at: string, 
/**
 * "도움이 됐어요", "조회 실패" …
 */
result?: string, };

/**
 * Who speaks for the company.
 */
export type Control = { "holder": "bot" } | { "holder": "queued", position: number, wait_seconds?: number, agents_online: number, 
/**
 * Outside the hours: when the desk opens.
 */
opens_at?: string, } | { "holder": "agent", name: string, } | { "holder": "closed" };

/**
 * One conversation with a person.
 */
export type ConversationId = string;

/**
 * What holds now. SSE event `state`, sent at once on connecting and after every change; it has no id.
 */
export type ConversationState = { control: Control, language: Language, level: Level, level_until?: string, 
/**
 * The masked name of a signed-in customer.
 */
name?: string, 
/**
 * The number of the last shared event.
 */
last_number: number, 
/**
 * When a call is booked.
 */
callback_at?: string, 
/**
 * Whether it can go on on Telegram.
 */
telegram: boolean, };

/**
 * An emergency in this conversation.
 */
export type Danger = { emergency: string, label: string, since: string, words: string, 
/**
 * What to say and do, line by line.
 */
script: Array<string>, };

/**
 * `GET /demo/customers`, only under `dari demo`.
 */
export type DemoCustomer = { id: string, name: string, situation: string, situation_en: string, try_asking: Array<string>, try_asking_en: Array<string>, };

/**
 * `GET /demo/texts?conversation=…`: text messages that a phone would have received.
 */
export type DemoText = { at: string, text: string, };

/**
 * `POST /demo/sign-in` with `{"customer": id}`.
 */
export type DemoToken = { person_token: string, };

/**
 * SSE event `desk` of `GET /v1/agent/events`: the whole picture, after every change.
 */
export type Desk = { me: AgentView, agents: Array<AgentView>, 
/**
 * In the order in which they should be claimed.
 */
waiting: Array<DeskItem>, 
/**
 * Held by me.
 */
mine: Array<DeskItem>, 
/**
 * Held by others; only leads see it filled.
 */
others: Array<DeskItem>, 
/**
 * Ended within the last day, mine; newest first.
 */
done: Array<DeskItem>, 
/**
 * Customers who are called back instead of waiting, at `due`; the soonest first.
 */
calls: Array<DeskItem>, 
/**
 * Conversations in which a note calls me: not looked at, or looked at within the last day; the latest called first.
 */
mentions: Array<DeskItem>, 
/**
 * Grows with every change of the team's canned replies.
 */
canned: number, };

/**
 * One conversation in the list.
 */
export type DeskItem = { handoff: HandoffId, conversation: ConversationId, name: string, channel: Channel, language: Language, reason: Code, reason_sentence: string, priority: Priority, queue: Queue, state: DeskState, waiting_since: string, due: string, 
/**
 * The customer's last words, at most 80 characters.
 */
last_words: string, last_at: string, mood: number, frustration: number, 
/**
 * The customer has written after the agent's last message.
 */
unread: number, 
/**
 * While it waits: how much speaks for it now, one point for each minute and what it came with.
 */
points?: number, 
/**
 * While it waits: why it waits less long than others.
 */
care?: Array<Care>, 
/**
 * While it waits: whether the viewer may take it now; the circle widens with time.
 */
for_me?: boolean, 
/**
 * While it waits: it was passed on to the viewer, or they served the customer last.
 */
preferred?: boolean, agent?: AgentView, 
/**
 * While its holder has laid it aside: until when.
 */
snoozed_until?: string, 
/**
 * While the viewer holds it: what a lead whispered to them last.
 */
whisper?: Whispered, 
/**
 * Among the mentions: the last note that calls the viewer.
 */
mention?: Mention, 
/**
 * Once the viewer has closed it: how content the customer was, 1–5.
 */
csat?: number, };

/**
 * Where a handoff stands, in one word.
 */
export type DeskState = "queued" | "callback" | "claimed" | "live" | "returned" | "closed" | "cancelled";

/**
 * What is left to do when a conversation comes back to the bot.
 */
export type Disposition = "settled" | "go_on" | "promised";

/**
 * One signal that fired: which rule, at which shared number of the conversation, how strongly.
 */
export type Evidence = { 
/**
 * The word of a [`Signal`], or of an [`Emergency`].
 */
signal: string, 
/**
 * The conversation number of the message it was read from.
 */
number: number, score?: number, threshold?: number, 
/**
 * The customer's own (masked) words.
 */
words?: string, };

/**
 * What happened, `noun.past_verb`.
 */
export type Fact = { "type": "conversation.opened", "data": { language: Language, } } | { "type": "chat.said", "data": { message: Message, 
/**
 * How we understood it; staff-only.
 */
reading?: Reading, } } | { "type": "language.changed", "data": { language: Language, } } | { "type": "handoff.offered", "data": { reason: Reason, } } | { "type": "handoff.queued", "data": { handoff: HandoffId, reason: Reason, } } | { "type": "handoff.claimed", "data": { handoff: HandoffId, agent: AgentId, name: string, } } | { "type": "handoff.released", "data": { handoff: HandoffId, why: string, } } | { "type": "handoff.cancelled", "data": { handoff: HandoffId, 
/**
 * The customer left without a word.
 */
abandoned?: boolean, } } | { "type": "handoff.returned", "data": { handoff: HandoffId, agent: AgentId, wrap_up: WrapUp, back?: Handback, } } | { "type": "handoff.closed", "data": { handoff: HandoffId, agent: AgentId, wrap_up: WrapUp, } } | { "type": "handoff.transferred", "data": { handoff: HandoffId, agent: AgentId, name: string, queue: Queue, comment: string, } } | { "type": "handoff.reassigned", "data": { handoff: HandoffId, agent: AgentId, name: string, 
/**
 * Absent when it was still waiting.
 */
from?: string, to: AgentId, to_name: string, comment: string, } } | { "type": "handoff.booked", "data": { handoff: HandoffId, at: string, } } | { "type": "whisper.said", "data": { agent: AgentId, name: string, text: string, } } | { "type": "abuse.met", "data": { agent: AgentId, number: number, measure: Measure, } } | { "type": "identity.linked", "data": { from: PersonId, namespace: string, } } | { "type": "identity.unlinked", "data": { from: PersonId, } } | { "type": "note.written", "data": { agent: AgentId, name: string, text: string, 
/**
 * Colleagues whom it calls, under the names that stand in the text.
 */
mentions: Array<Mentioned>, } } | { "type": "faq.answered", "data": { article: string, title: string, as_of: string, score: number, } } | { "type": "faq.rated", "data": { article: string, helpful: boolean, } } | { "type": "lookup.done", "data": { lookup: string, state: string, level: Level, } } | { "type": "lookup.failed", "data": { lookup: string, cause: string, } } | { "type": "turn.failed", "data": { candidates: Array<string>, } } | { "type": "urgent.flagged", "data": { emergency: string, evidence: string, } } | { "type": "level.required", "data": { level: Level, for_what: string, } } | { "type": "identity.verified", "data": { level: Level, method: string, } } | { "type": "verification.failed", "data": { left: number, } } | { "type": "case.received", "data": { number: string, case: string, title: string, due: string | null, } } | { "type": "promise.made", "data": { by: string, text: string, due: string | null, } } | { "type": "process.moved", "data": { process: string, title: string, step: number, of: number, label: string, blocked_on: BlockedOn, } } | { "type": "survey.answered", "data": { survey: string, score: number, } } | { "type": "touchpoint.seen", "data": { what: string, label: string, } };

/**
 * How a conversation goes back to the bot.
 */
export type GiveBack = { disposition: Disposition, 
/**
 * The intent that the bot may go on with.
 */
flow?: string, 
/**
 * For so many seconds a person who is needed again is the same one, and soon.
 */
cooldown_seconds?: number, };

/**
 * How a conversation comes back to the bot.
 */
export type Handback = { disposition: Disposition, 
/**
 * What the bot may go on with: the intent's name.
 */
flow?: string, 
/**
 * Until then a person who is needed again is the same one, and soon.
 */
cooldown_until?: string, };

/**
 * One handing-over of a conversation to the agents.
 */
export type HandoffId = string;

/**
 * `GET /v1/conversations/{id}/messages?before=N&limit=50`: older events, oldest first.
 */
export type History = { events: Array<Shared>, more: boolean, };

/**
 * Who it is now.
 */
export type Identified = { person?: PersonId, 
/**
 * Who became this person.
 */
merged: Array<PersonId>, 
/**
 * Why they stay apart.
 */
refused?: string, };

/**
 * `POST /v1/identify`: names of one person, such as `{"customer_no": "C-1001", "web_anon": "…"}`.
 */
export type Identify = { names: Record<string, string>, 
/**
 * The namespaces that the sender has proved to be theirs: only these join persons.
 */
proved: Array<string>, 
/**
 * They have left the device: what comes from it next is somebody else's.
 */
signed_out: boolean, };

/**
 * `POST /v1/events`, with a source's key as `Authorization: Bearer …`. Each event is read by itself, so
 * that one that cannot be taken does not hold up the others; see `handoff::intake::Arrival`.
 */
export type Intake = { events: unknown[], };

/**
 * What became of a batch.
 */
export type Intaken = { accepted: number, 
/**
 * Sent before, by the same source under the same id.
 */
duplicate: number, rejected: Array<NotTaken>, };

/**
 * `POST /v1/conversations/join`: the customer comes from Telegram; answers with `Opened`.
 */
export type JoinConversation = { code: string, 
/**
 * As for `POST /v1/conversations`.
 */
person_token?: string, site_key?: string, };

/**
 * `POST /v1/agent/conversations/{id}/promises/kept`
 */
export type KeepPromise = { text: string, };

/**
 * A slot that is filled.
 */
export type Known = { label: string, value: string, };

/**
 * The language Dari speaks with a customer.
 */
export type Language = "ko" | "en";

/**
 * `POST /v1/handoffs/{id}/return` and `…/close`
 */
export type LetGo = { epoch: number, wrap_up: WrapUp, 
/**
 * Returning only: what is left for the bot.
 */
back?: GiveBack, };

/**
 * How well it is proved who is writing. Figures need `V2`; undoing protection needs `V3` with a person.
 */
export type Level = "V0" | "V1" | "V2" | "V3";

/**
 * What happened to the person then, over all channels, the newest first and bursts folded.
 */
export type Life = { touches: Array<Touch>, 
/**
 * There is more before.
 */
more: boolean, };

/**
 * `POST /v1/agent/conversations/{id}/promises`: it comes back to the desk when it is due.
 */
export type MakePromise = { client_id: string, text: string, due: string, };

/**
 * What is done about abuse, one after the other.
 */
export type Measure = "blurred" | "warned" | "ended";

/**
 * `POST /v1/agent/conversations/{id}/abuse`: cover a message, warn, or end the conversation.
 */
export type MeetAbuse = { epoch: number, number: number, measure: Measure, };

/**
 * A colleague's note that calls the viewer.
 */
export type Mention = { 
/**
 * Who wrote it.
 */
name: string, 
/**
 * At most 80 characters of it.
 */
text: string, at: string, 
/**
 * The viewer has not opened the conversation since.
 */
unread: boolean, };

/**
 * A colleague whom a note calls.
 */
export type Mentioned = { agent: AgentId, name: string, };

/**
 * A spoken event. `text` is always complete by itself: a channel that can draw nothing else shows it.
 */
export type Message = { author: Author, text: string, 
/**
 * Richer parts that stand after the text; absent for plain messages.
 */
blocks?: Array<Block>, 
/**
 * The sender's own id of the message: it is taken once, however often it is sent.
 */
client_id?: string, 
/**
 * Kinds of personal numbers that were masked before the text was stored.
 */
masked?: Array<string>, };

/**
 * The mood over the customer's messages.
 */
export type Mood = { points: Array<MoodPoint>, 
/**
 * The number of the message at which it fell most.
 */
turned_at?: number, 
/**
 * −2..=2, the last messages weighing most.
 */
now: number, frustration: number, 
/**
 * How they answered our surveys last, of any conversation.
 */
rated: Array<Rated>, };

/**
 * One message's mood.
 */
export type MoodPoint = { number: number, sentiment: number, frustration: number, };

/**
 * An event that was not taken; it is kept with its reason.
 */
export type NotTaken = { index: number, id?: string, reason: string, };

/**
 * The note is stored.
 */
export type NoteTaken = { 
/**
 * The names of those whom it calls and who may not see the conversation now.
 */
untold: Array<string>, };

/**
 * A line between messages.
 */
export type Notice = { "notice": "opened" } | { "notice": "language_changed", language: Language, } | { "notice": "queued" } | { "notice": "cancelled" } | { "notice": "joined", name: string, } | { "notice": "released" } | { "notice": "returned" } | { "notice": "closed" } | { "notice": "verified" };

/**
 * Something that waits for us.
 */
export type Open = { kind: OpenKind, label: string, 
/**
 * What it is known by: the promise in full, the number of a case.
 */
name: string, due?: string, };

/**
 * `POST /v1/conversations`: opens one, or finds the signed-in person's open one again. With the key of a visitor's
 * conversation in `Authorization`, a `person_token` makes that conversation the customer's, and it goes on.
 */
export type OpenConversation = { language?: Language, 
/**
 * Signed by the host site (HS256 or Ed25519, short expiry); absent for an anonymous visitor.
 */
person_token?: string, 
/**
 * The key of the site that embeds the widget; our own pages have none.
 */
site_key?: string, 
/**
 * The page the customer came from.
 */
page?: string, };

/**
 * What sort of thing waits for us.
 */
export type OpenKind = "promise" | "case";

/**
 * The key to one conversation. `token` goes into `Authorization: Bearer …` of everything below.
 */
export type Opened = { conversation: ConversationId, token: string, state: ConversationState, };

/**
 * `GET /v1/agent/conversations/{id}/past`: the same person's other conversations, the newest first.
 */
export type PastConversation = { conversation: ConversationId, channel: Channel, opened_at: string, last_at: string, 
/**
 * What an agent recorded it was about; else the intent that was understood last.
 */
topic?: string, 
/**
 * What an agent recorded when letting go of it.
 */
wrap_up?: WrapUp, 
/**
 * The customer's last words, at most 80 characters.
 */
last_words: string, closed: boolean, };

/**
 * `GET /v1/agent/conversations/{id}/past/{other}`: one of them, to read.
 */
export type PastEvents = { 
/**
 * The newest of it, oldest first.
 */
events: Array<StaffEvent>, 
/**
 * There is more before.
 */
more: boolean, };

/**
 * One human being, known or not.
 */
export type PersonId = string;

/**
 * A phone number to call in an emergency.
 */
export type Phone = { number: string, label: string, };

/**
 * Whether someone takes conversations.
 */
export type Presence = "online" | "away" | "offline";

/**
 * How soon somebody must look at it; the sooner is the smaller.
 */
export type Priority = "emergency" | "urgent" | "high" | "normal";

/**
 * An open process.
 */
export type Process = { process: string, title: string, progress: Progress, since: string, blocked_on: BlockedOn, 
/**
 * How many days the present step usually takes, once enough were seen.
 */
usual_days?: number, };

/**
 * Step `step` of `of`, with the steps' names.
 */
export type Progress = { step: number, of: number, labels: Array<string>, };

/**
 * Which team.
 */
export type Queue = "fraud" | "crisis" | "debt" | "loan" | "card" | "rights" | "general";

/**
 * What waits.
 */
export type QueueLoad = { 
/**
 * Absent for all queues together.
 */
queue?: Queue, waiting: number, oldest_seconds?: number, 
/**
 * Due within a minute.
 */
at_risk: number, 
/**
 * Past due.
 */
late: number, 
/**
 * Held by somebody.
 */
held: number, };

/**
 * `POST /v1/conversations/{id}/articles/{article}/rating`
 */
export type RateArticle = { helpful: boolean, };

/**
 * How they answered a survey last.
 */
export type Rated = { 
/**
 * `csat` (1–5) or `nps` (0–10).
 */
survey: string, score: number, at: string, };

/**
 * How a customer's message was understood, in figures that a person can check.
 */
export type Reading = { 
/**
 * The best intents with their confidence, best first, at most three.
 */
intents: Array<[string, number]>, in_scope: number, 
/**
 * −2 (rage, despair) … +2 (gratitude).
 */
sentiment: number, 
/**
 * 0..=1
 */
frustration: number, urgency: string, emergency?: string, model: string, };

/**
 * A reason and what it rests on.
 */
export type Reason = { code: Code, evidence: Array<Evidence>, };

/**
 * `POST /v1/lead/handoffs/{id}/reassign`: to a colleague who is free. A stale `epoch` is refused with
 * 409 `stale_epoch`: somebody else has it, or nobody, and the lead looks again.
 */
export type Reassign = { agent: AgentId, epoch: number, 
/**
 * Why, for who had it and who gets it.
 */
comment: string, };

/**
 * The one envelope of every refusal: `{"error":{"code","message"}}`.
 */
export type Refusal = { error: RefusalBody, };

/**
 * `code` is stable and for programs; `message` says what to do.
 */
export type RefusalBody = { code: string, message: string, };

/**
 * `POST /v1/handoffs/{id}/release`: back to the queue, at its old place.
 */
export type Release = { epoch: number, };

/**
 * `PUT /v1/conversations/{id}/identity`: the host site signed once more for the same customer.
 */
export type RenewIdentity = { person_token: string, };

/**
 * What someone at the desk may do.
 */
export type Role = "agent" | "lead";

/**
 * One line of a status.
 */
export type Row = { label: string, value: string, };

/**
 * The message is stored and will survive.
 */
export type Said = { number: number, at: string, 
/**
 * True when this client id had been taken before.
 */
duplicate: boolean, 
/**
 * The text as stored, with personal numbers masked.
 */
text: string, };

/**
 * What sort of thing was done.
 */
export type SaidKind = "question" | "answer" | "lookup" | "promise" | "case" | "failed";

/**
 * `POST /v1/conversations/{id}/messages`
 */
export type Say = { 
/**
 * The sender's own id (1–64 of `A–Z a–z 0–9 _ -`): the message is taken once, however often it is sent.
 */
client_id: string, 
/**
 * What is said; for a tapped choice its label.
 */
text: string, 
/**
 * The id of the tapped choice.
 */
choice?: string, };

/**
 * `POST /v1/conversations/{id}/seen`: the highest number that the customer has had on the screen. A lower
 * one changes nothing, nor does one that was not given yet.
 */
export type Seen = { number: number, };

/**
 * `csrf` goes into the header `x-dari-csrf` of every command.
 */
export type Session = { agent: AgentView, csrf: string, };

/**
 * `PUT /v1/conversations/{id}/language`
 */
export type SetLanguage = { language: Language, };

/**
 * `PUT /v1/agent/presence`. `POST` there, without a body, says that the console is still open: one that follows
 * `/v1/agent/events?beats=true` says so every half minute, and is gone once it does not.
 */
export type SetPresence = { presence: Presence, };

/**
 * A share of `n`, with the interval (Wilson, 95 %) in which it really lies.
 */
export type Share = { n: number, of_them: number, 
/**
 * 0..=1; 0 while `n` is 0.
 */
share: number, low: number, high: number, 
/**
 * So few answers that the share says little.
 */
few: boolean, };

/**
 * One shared event. SSE event `message` or `notice` with `id: number`.
 */
export type Shared = { number: number, at: string, } & ({ "type": "message", message: Message, } | { "type": "notice", notice: Notice, });

/**
 * `POST /v1/agent/session`
 */
export type SignIn = { login: string, password: string, };

/**
 * A matter of the same kind that an agent has solved for somebody else.
 */
export type Similar = { 
/**
 * What it was about, in words.
 */
topic: string, 
/**
 * The agent's one line of what was done.
 */
note: string, 
/**
 * From the claim to the end.
 */
seconds: number, at: string, };

/**
 * What an agent has learnt, beside the team's common work.
 */
export type Skill = "debt_adjustment" | "hardship" | "rate_reduction" | "dispute" | "inheritance" | "credit_information";

/**
 * `POST /v1/agent/conversations/{id}/snooze`: it is laid aside until then, at most for a day, or until the
 * customer writes; without a time it is taken up again.
 */
export type Snooze = { until: string | null, };

/**
 * How far back `GET /v1/agent/conversations/{id}/around?span=…` looks: 24 hours, 7 days, 30 days, or all.
 */
export type Span = "day" | "week" | "month" | "all";

/**
 * Staff events. SSE event `event` of `GET /v1/agent/conversations/{id}/events`, `id: seq`, resumable;
 * the stream begins with `state` (a [`StaffState`]).
 */
export type StaffEvent = { seq: number, number?: number, at: string, fact: Fact, };

/**
 * What holds for an agent who looks at a conversation.
 */
export type StaffState = { state: ConversationState, epoch: number, 
/**
 * Whether the viewer may speak.
 */
mine: boolean, 
/**
 * The number up to which the customer has looked; absent where the channel does not tell.
 */
seen?: number, handoff?: HandoffId, };

/**
 * The five parts of every status answer.
 */
export type Status = { title: string, 
/**
 * What it is now, in a few words ("심사 중").
 */
state: string, tone: Tone, progress?: Progress, 
/**
 * Since when, in words.
 */
since?: string, 
/**
 * Who does what next, in words.
 */
next?: string, 
/**
 * When it is expected, in words, honest when late.
 */
expected?: string, 
/**
 * Label and value pairs; figures stand here only at the level that may see them.
 */
rows?: Array<Row>, 
/**
 * What it rests on: what is looked at, which rule holds, who decides.
 */
basis?: string, };

/**
 * `GET /v1/agent/faq?q=…`: articles to insert.
 */
export type Suggestion = { id: string, title: string, short: string, as_of: string, score: number, };

/**
 * What a line of the summary tells.
 */
export type SummaryKind = "wish" | "tried" | "turned" | "stopped" | "open";

/**
 * One line of the summary, and the turn it was read from.
 */
export type SummaryLine = { kind: SummaryKind, text: string, 
/**
 * The conversation number it cites.
 */
number: number, };

/**
 * `POST /v1/lead/handoffs/{id}/take`: the lead has it and speaks under the new epoch from now on.
 */
export type TakeOver = { epoch: number, 
/**
 * Why, for who had it; may be empty when there is no time.
 */
comment: string, };

/**
 * `POST /v1/conversations/{id}/telegram`: where the customer goes on on Telegram; good for once.
 */
export type TelegramLink = { url: string, expires_at: string, };

/**
 * Times in seconds: half take no longer than `p50`, nine of ten no longer than `p90`.
 */
export type Times = { n: number, p50?: number, p90?: number, };

/**
 * How it goes today.
 */
export type Today = { handoffs: number, answered: number, 
/**
 * Those who left the queue, with or without a word.
 */
abandoned: Share, 
/**
 * From the queue to the first word of a person.
 */
first_response: Times, 
/**
 * From the claim to the end.
 */
handle: Times, 
/**
 * Scores of 4 and 5.
 */
csat: Share, };

/**
 * How a status should feel; never red for a debt.
 */
export type Tone = "calm" | "good" | "attention";

/**
 * A touchpoint, or a burst of equal ones.
 */
export type Touch = { at: string, until?: string, channel: Channel, label: string, times: number, };

/**
 * `POST /v1/conversations/{id}/touchpoints`: something happened on the page around the widget.
 */
export type Track = { 
/**
 * 1–64 of `a–z 0–9 _ .`; agents see it in the journey as `page.` and this.
 */
name: string, label: string, };

/**
 * `POST /v1/handoffs/{id}/transfer`: to another team or colleague, at its old place.
 */
export type Transfer = { epoch: number, queue: Queue, 
/**
 * Who is asked first.
 */
agent?: AgentId, 
/**
 * For whoever takes over.
 */
comment: string, };

/**
 * SSE event `typing`, without id; holds for five seconds.
 */
export type Typing = { 
/**
 * `customer`, `bot` or `agent`
 */
who: Typist, };

/**
 * Who is typing.
 */
export type Typist = "customer" | "bot" | "agent";

/**
 * What stands in braces in a text, and is filled from the conversation at hand.
 */
export type Variable = "name" | "agent" | "company" | "team" | "receipt" | "product" | "promise" | "callback" | "opening";

/**
 * How a code was taken.
 */
export type Verified = { "result": "accepted", level: Level, until: string, } | { "result": "wrong", left: number, } | { "result": "locked", until: string, } | { "result": "expired" };

/**
 * `POST /v1/conversations/{id}/verification`
 */
export type Verify = { code: string, };

/**
 * `GET /v1/lead/wallboard`
 */
export type Wallboard = { at: string, all: QueueLoad, by_queue: Array<QueueLoad>, agents: Array<AgentLoad>, 
/**
 * Since midnight, in the company's country.
 */
today: Today, 
/**
 * Outside the hours: when the desk opens.
 */
opens_at?: string, };

/**
 * `POST /v1/lead/conversations/{id}/whispers`: only the staff sees it.
 */
export type Whisper = { client_id: string, text: string, };

/**
 * A lead's word to an agent.
 */
export type Whispered = { name: string, text: string, at: string, };

/**
 * The person and how well it is proved.
 */
export type Who = { 
/**
 * "김*수", or "손님" when nothing is known.
 */
name: string, level: Level, verified_at?: string, method?: string, 
/**
 * "고객 3년", "65세 이상", "채무조정 중" …
 */
notes: Array<string>, 
/**
 * What they agreed to, or not.
 */
consents: Array<ContextConsent>, };

/**
 * What they want: the intent in words, and their own last words.
 */
export type Wish = { sentence: string, intent?: string, confidence?: number, words: string, number: number, };

/**
 * What the agent records when letting go of a conversation.
 */
export type WrapUp = { topic: string, outcome: WrapUpOutcome, 
/**
 * One line for the next person, and for the bot.
 */
note: string, };

/**
 * How it ended.
 */
export type WrapUpOutcome = "resolved" | "follow_up" | "not_resolved";

/**
 * `POST /v1/lead/canned`: answers with the `CannedReply` as it is kept, personal numbers masked. A short name that is
 * taken is refused with 409 `short_taken`.
 */
export type WriteCanned = { language: Language, short: string, title: string, text: string, };

/**
 * `POST /v1/agent/conversations/{id}/notes`
 */
export type WriteNote = { client_id: string, text: string, 
/**
 * Colleagues whom it calls; each is told once they may see the conversation.
 */
mentions: Array<AgentId>, };
