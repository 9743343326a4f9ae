// What is said so far: a pure fold of events and of what waits to be sent.
import type { ConversationState, Said, Shared, Typist } from "./wire.ts";

/** A message of ours that the server has not yet shown us. */
export interface Outgoing {
  client_id: string;
  text: string;
  choice?: string;
  /** Milliseconds. */
  at: number;
  delivery: Delivery;
  /** Known once it is sent. */
  number?: number;
}

/** `waiting` has no connection and goes by itself later; `failed` needs the sender. */
export type Delivery = "sending" | "waiting" | "sent" | "failed";

export interface Thread {
  /** By number, each once. */
  events: Shared[];
  outgoing: Outgoing[];
  state?: ConversationState;
  typing?: { who: Typist; until: number };
  /** Older events can be asked for. */
  more: boolean;
  /** The first events have come. */
  loaded: boolean;
}

export type Change =
  | { type: "shared"; event: Shared }
  | { type: "history"; events: Shared[]; more: boolean }
  | { type: "state"; state: ConversationState }
  | { type: "typing"; who: Typist; until: number }
  | { type: "say"; message: Outgoing }
  | { type: "delivery"; client_id: string; delivery: Exclude<Delivery, "sent"> }
  | { type: "sent"; client_id: string; said: Said }
  | { type: "withdraw"; client_id: string };

export const emptyThread: Thread = { events: [], outgoing: [], more: false, loaded: false };

/** What someone who types is shown for, in milliseconds. */
export const TYPING_HOLDS = 5_000;

export function reduce(thread: Thread, change: Change): Thread {
  switch (change.type) {
    case "shared":
      return merge(thread, [change.event], thread.more);
    case "history":
      return merge(thread, change.events, change.more);
    case "state":
      return hold(thread, change.state);
    case "typing":
      return { ...thread, typing: { who: change.who, until: change.until } };
    case "say":
      return { ...thread, outgoing: [...without(thread.outgoing, change.message.client_id), change.message] };
    case "delivery":
      return { ...thread, outgoing: amend(thread.outgoing, change.client_id, { delivery: change.delivery }) };
    case "sent":
      return settle(thread, change.client_id, change.said);
    case "withdraw":
      return { ...thread, outgoing: without(thread.outgoing, change.client_id) };
  }
}

// Who no longer speaks no longer types.
function hold({ typing, ...thread }: Thread, state: ConversationState): Thread {
  const stays = typing && thread.state?.control.holder === state.control.holder;
  return { ...thread, state, ...(stays && { typing }) };
}

function merge(thread: Thread, incoming: Shared[], more: boolean): Thread {
  const known = new Set(thread.events.map((event) => event.number));
  const fresh = incoming.filter((event) => !known.has(event.number) && known.add(event.number));
  if (fresh.length === 0) return { ...thread, more, loaded: true };
  const events = [...thread.events, ...fresh].sort((a, b) => a.number - b.number);
  const next: Thread = { ...thread, events, more, loaded: true };
  for (const event of fresh) {
    next.outgoing = next.outgoing.filter((message) => message.number !== event.number);
    if (event.type !== "message") continue;
    const { author, client_id } = event.message;
    if (client_id) next.outgoing = without(next.outgoing, client_id);
    if (author.kind === next.typing?.who) delete next.typing;
  }
  return next;
}

// The answer to a command and the event it caused come on two ways, in either order.
function settle(thread: Thread, clientId: string, { number, at, text }: Said): Thread {
  const shown = thread.events.some((event) => event.number === number);
  const outgoing = shown
    ? without(thread.outgoing, clientId)
    : amend(thread.outgoing, clientId, { delivery: "sent", number, text, at: Date.parse(at) });
  return { ...thread, outgoing };
}

function amend(outgoing: Outgoing[], clientId: string, change: Partial<Outgoing>): Outgoing[] {
  return outgoing.map((message) => (message.client_id === clientId ? { ...message, ...change } : message));
}

function without(outgoing: Outgoing[], clientId: string): Outgoing[] {
  return outgoing.filter((message) => message.client_id !== clientId);
}
