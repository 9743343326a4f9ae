// What an agent can ask of the server.

import { command, Refused, type Server } from "../feed.ts";
import type {
  AgentSay,
  CallBack,
  CalledBack,
  CannedReplies,
  CannedReply,
  ChangeCanned,
  Claimed,
  Context,
  ConversationId,
  HandoffId,
  KeepPromise,
  Language,
  LetGo,
  Life,
  MakePromise,
  MeetAbuse,
  NoteTaken,
  PastConversation,
  PastEvents,
  Presence,
  Reassign,
  Release,
  Session,
  SetPresence,
  SignIn,
  Snooze,
  Span,
  Suggestion,
  TakeOver,
  Wallboard,
  Whisper,
  Transfer,
  WriteCanned,
  WriteNote,
} from "../wire.ts";

export interface Api {
  /** For streams: the page's own origin and the agent's cookie. */
  server: Server;
  /** Who is signed in; refused with 401 when nobody is. */
  session: () => Promise<Session>;
  signIn: (login: string, password: string) => Promise<Session>;
  signOut: () => Promise<void>;
  setPresence: (presence: Presence) => Promise<void>;
  /** This console is still open. */
  sayPresent: () => Promise<void>;
  claim: (handoff: HandoffId) => Promise<Claimed>;
  /** What this agent should have next; nothing when nothing waits for them. */
  next: () => Promise<Claimed | undefined>;
  transfer: (handoff: HandoffId, body: Transfer) => Promise<void>;
  release: (handoff: HandoffId, body: Release) => Promise<void>;
  giveBack: (handoff: HandoffId, body: LetGo) => Promise<void>;
  close: (handoff: HandoffId, body: LetGo) => Promise<void>;
  say: (conversation: ConversationId, body: AgentSay) => Promise<void>;
  note: (conversation: ConversationId, body: WriteNote) => Promise<NoteTaken>;
  /** I have looked at the notes there that call me. */
  readMentions: (conversation: ConversationId) => Promise<void>;
  typing: (conversation: ConversationId) => Promise<void>;
  promise: (conversation: ConversationId, body: MakePromise) => Promise<void>;
  keep: (conversation: ConversationId, body: KeepPromise) => Promise<void>;
  snooze: (conversation: ConversationId, body: Snooze) => Promise<void>;
  meetAbuse: (conversation: ConversationId, body: MeetAbuse) => Promise<void>;
  /** The registered number was called: the customer is V3 from now on. */
  callBack: (conversation: ConversationId, body: CallBack) => Promise<CalledBack>;
  /** The same person's other conversations, and one of them. */
  past: (conversation: ConversationId) => Promise<PastConversation[]>;
  pastEvents: (conversation: ConversationId, other: ConversationId) => Promise<PastEvents>;
  /** What happened to the person so far back, over all channels. */
  around: (conversation: ConversationId, span: Span) => Promise<Life>;
  context: (handoff: HandoffId) => Promise<Context>;
  /** `language` is the one to answer in. */
  faq: (query: string, language: Language) => Promise<Suggestion[]>;
  /** The replies that the team keeps. */
  canned: () => Promise<CannedReplies>;
  /** The lead's side; refused to everybody else. */
  addCanned: (body: WriteCanned) => Promise<CannedReply>;
  changeCanned: (id: string, body: ChangeCanned) => Promise<CannedReply>;
  putCannedAway: (id: string, version: number) => Promise<void>;
  wallboard: () => Promise<Wallboard>;
  whisper: (conversation: ConversationId, body: Whisper) => Promise<void>;
  takeOver: (handoff: HandoffId, body: TakeOver) => Promise<Claimed>;
  reassign: (handoff: HandoffId, body: Reassign) => Promise<void>;
}

/** `language` is the reader's; `expired` is told when the session has ended. */
export function createApi(language: () => Language, expired: () => void): Api {
  let csrf = "";
  const server: Server = {
    origin: "",
    credentials: "same-origin",
    headers: () => ({ "accept-language": language(), ...(csrf && { "x-dari-csrf": csrf }) }),
  };
  const opened = (session: Session): Session => {
    csrf = session.csrf;
    return session;
  };
  const session = () => command<Session>(server, "GET", "/v1/agent/session").then(opened);

  /** A command under the session. After a sign-in in another tab the token is stale: it is read anew, once. */
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const before = csrf;
    try {
      return await command<T>(server, method, path, body);
    } catch (why) {
      if (!(why instanceof Refused)) throw why;
      if (why.status === 401) expired();
      if (why.status !== 403 || method === "GET") throw why;
      await session();
      if (csrf === before) throw why;
      return command<T>(server, method, path, body);
    }
  };

  const of = (conversation: ConversationId, what: string) =>
    `/v1/agent/conversations/${encodeURIComponent(conversation)}/${what}`;
  const lead = (kind: "conversations" | "handoffs", id: string, what: string) =>
    `/v1/lead/${kind}/${encodeURIComponent(id)}/${what}`;
  const handoff = (id: HandoffId, what: string) => `/v1/handoffs/${encodeURIComponent(id)}/${what}`;

  return {
    server,
    session,
    signIn: (login, password) =>
      command<Session>(server, "POST", "/v1/agent/session", { login, password } satisfies SignIn).then(opened),
    signOut: () => ask("DELETE", "/v1/agent/session"),
    setPresence: (presence) => ask("PUT", "/v1/agent/presence", { presence } satisfies SetPresence),
    sayPresent: () => ask("POST", "/v1/agent/presence"),
    claim: (id) => ask("POST", handoff(id, "claim")),
    next: () => ask("POST", "/v1/agent/next"),
    transfer: (id, body) => ask("POST", handoff(id, "transfer"), body),
    release: (id, body) => ask("POST", handoff(id, "release"), body),
    giveBack: (id, body) => ask("POST", handoff(id, "return"), body),
    close: (id, body) => ask("POST", handoff(id, "close"), body),
    say: (conversation, body) => ask("POST", of(conversation, "messages"), body),
    note: (conversation, body) => ask("POST", of(conversation, "notes"), body),
    readMentions: (conversation) => ask("POST", of(conversation, "mentions/read")),
    typing: (conversation) => ask("POST", of(conversation, "typing")),
    promise: (conversation, body) => ask("POST", of(conversation, "promises"), body),
    keep: (conversation, body) => ask("POST", of(conversation, "promises/kept"), body),
    snooze: (conversation, body) => ask("POST", of(conversation, "snooze"), body),
    meetAbuse: (conversation, body) => ask("POST", of(conversation, "abuse"), body),
    callBack: (conversation, body) => ask("POST", of(conversation, "verification"), body),
    past: (conversation) => ask("GET", of(conversation, "past")),
    pastEvents: (conversation, other) => ask("GET", of(conversation, `past/${encodeURIComponent(other)}`)),
    around: (conversation, span) => ask("GET", of(conversation, `around?span=${span}`)),
    context: (id) => ask("GET", handoff(id, "context")),
    canned: () => ask("GET", "/v1/agent/canned"),
    addCanned: (body) => ask("POST", "/v1/lead/canned", body),
    changeCanned: (id, body) => ask("PUT", `/v1/lead/canned/${encodeURIComponent(id)}`, body),
    putCannedAway: (id, version) => ask("DELETE", `/v1/lead/canned/${encodeURIComponent(id)}?version=${version}`),
    wallboard: () => ask("GET", "/v1/lead/wallboard"),
    whisper: (conversation, body) => ask("POST", lead("conversations", conversation, "whispers"), body),
    takeOver: (id, body) => ask("POST", lead("handoffs", id, "take"), body),
    reassign: (id, body) => ask("POST", lead("handoffs", id, "reassign"), body),
    faq: (query, answer) => ask("GET", `/v1/agent/faq?q=${encodeURIComponent(query)}&lang=${answer}`),
  };
}

/** An error as a stable code. */
export function cause(why: unknown): { status: number; code: string } {
  if (why instanceof Refused) return { status: why.status, code: why.code };
  return { status: 0, code: "network" };
}
