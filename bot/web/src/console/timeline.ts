// A conversation as staff see it: events reduced to lines, each event once, unsent words at the end.

import type { AgentId, Author, Fact, HandoffId, Mentioned, Message, Reading, StaffEvent } from "../wire.ts";
import { localDay } from "./clock.ts";

export type Mode = "reply" | "note" | "whisper";

export type Line =
  | { kind: "day"; key: string; at: number }
  | {
      kind: "said";
      key: string;
      at: number;
      number: number | undefined;
      message: Message;
      reading: Reading | undefined;
      /** Whether this line begins a run of one author's messages. */
      opens: boolean;
    }
  | { kind: "note"; key: string; at: number; agent: AgentId; name: string; text: string; mentions: Mentioned[] }
  | { kind: "whisper"; key: string; at: number; agent: AgentId; name: string; text: string }
  | { kind: "fact"; key: string; at: number; number: number | undefined; fact: Fact };

/** Words of mine that the log has not confirmed yet. */
export interface Unsent {
  clientId: string;
  mode: Mode;
  text: string;
  /** Colleagues whom a note calls. */
  mentions: AgentId[];
  at: number;
  state: "sending" | "sent" | "failed";
}

export interface Timeline {
  lines: Line[];
  /** Sequence number of the last event taken. */
  last: number;
  /** Number of the last shared event taken. */
  lastNumber: number;
  unsent: Unsent[];
  /** When the customer last proved who they are. */
  verifiedAt: string | undefined;
  /** What the customer was understood to want, newest first, each once. */
  intents: string[];
  /** Numbers of the messages that an agent had covered. */
  covered: ReadonlySet<number>;
  /** The customer has been asked for calmer words. */
  warned: boolean;
  /** Who had each handoff last; nobody while it waits. */
  holders: ReadonlyMap<HandoffId, AgentId>;
  /** What a colleague wrote when passing it on, until an agent has spoken. */
  passedOn: { name: string; comment: string } | undefined;
}

export const empty: Timeline = {
  lines: [],
  last: 0,
  lastNumber: 0,
  unsent: [],
  verifiedAt: undefined,
  intents: [],
  covered: new Set(),
  warned: false,
  holders: new Map(),
  passedOn: undefined,
};

const RUN = 5 * 60_000;
/** How far the clocks of browser and server may be apart. */
const SKEW = 5 * 60_000;
const SURE_ENOUGH = 0.3;
const REMEMBERED_INTENTS = 4;

/** Takes events in order of `seq`; those already taken change nothing. */
export function append(timeline: Timeline, events: readonly StaffEvent[], me: AgentId): Timeline {
  const fresh = events.filter((event, index) => event.seq > (events[index - 1]?.seq ?? 0) && event.seq > timeline.last);
  if (fresh.length === 0) return timeline;
  const next: Timeline = { ...timeline, lines: timeline.lines.slice() };
  for (const event of fresh) take(next, event, me);
  return next;
}

/** The index of the line with the shared number, or of the nearest before it; −1 when there is none. */
export function lineOf(timeline: Timeline, number: number): number {
  let found = -1;
  for (let index = 0; index < timeline.lines.length; index++) {
    const line = timeline.lines[index]!;
    if (line.kind !== "said" && line.kind !== "fact") continue;
    if (line.number === undefined || line.number > number) continue;
    found = index;
    if (line.number === number) break;
  }
  return found;
}

/** The key of the last words of an agent that the customer has looked at. */
export function lastSeen({ lines }: Timeline, seen: number | undefined): string | undefined {
  if (seen === undefined) return undefined;
  return lines.findLast((line) => line.kind === "said" && line.message.author.kind === "agent" && (line.number ?? Infinity) <= seen)?.key;
}

export function send(timeline: Timeline, unsent: Unsent): Timeline {
  return { ...timeline, unsent: [...timeline.unsent, unsent] };
}

export function mark(timeline: Timeline, clientId: string, state: Unsent["state"]): Timeline {
  return { ...timeline, unsent: timeline.unsent.map((one) => (one.clientId === clientId ? { ...one, state } : one)) };
}

export function discard(timeline: Timeline, clientId: string): Timeline {
  return { ...timeline, unsent: timeline.unsent.filter((one) => one.clientId !== clientId) };
}

function take(timeline: Timeline, event: StaffEvent, me: AgentId): void {
  const at = Date.parse(event.at);
  const previous = timeline.lines[timeline.lines.length - 1];
  if (!previous || localDay(previous.at) !== localDay(at)) {
    timeline.lines.push({ kind: "day", key: `day-${localDay(at)}-${event.seq}`, at });
  }
  timeline.last = event.seq;
  timeline.lastNumber = event.number ?? timeline.lastNumber;
  const { fact } = event;
  timeline.holders = held(timeline.holders, fact);
  if (!saysAgain(previous, fact)) timeline.lines.push(line(timeline, event, at));
  if (fact.type === "chat.said") {
    const { message, reading } = fact.data;
    if (message.author.kind === "agent") timeline.passedOn = undefined;
    if (message.client_id) timeline.unsent = timeline.unsent.filter((one) => one.clientId !== message.client_id);
    const best = reading?.intents[0];
    if (best && best[1] >= SURE_ENOUGH) {
      const others = timeline.intents.filter((intent) => intent !== best[0]);
      timeline.intents = [best[0], ...others].slice(0, REMEMBERED_INTENTS);
    }
  } else if ((fact.type === "note.written" || fact.type === "whisper.said") && fact.data.agent === me) {
    // Notes and whispers come back without the sender's id, but as they were written, and one writer's in order.
    const { text } = fact.data;
    const mode = fact.type === "note.written" ? "note" : "whisper";
    const own = timeline.unsent.filter((one) => one.mode === mode);
    const same = own.find((one) => one.text === text && at >= one.at - SKEW) ?? own.find((one) => one.state !== "failed");
    timeline.unsent = timeline.unsent.filter((one) => one !== same);
  } else if (fact.type === "identity.verified") {
    timeline.verifiedAt = event.at;
  } else if (fact.type === "handoff.transferred") {
    timeline.passedOn = { name: fact.data.name, comment: fact.data.comment };
  } else if (fact.type === "abuse.met") {
    timeline.covered = new Set(timeline.covered).add(fact.data.number);
    timeline.warned ||= fact.data.measure === "warned";
  }
}

function line(timeline: Timeline, event: StaffEvent, at: number): Line {
  const key = String(event.seq);
  const number = event.number ?? undefined;
  const { fact } = event;
  if (fact.type === "note.written") return { kind: "note", key, at, ...fact.data };
  if (fact.type === "whisper.said") return { kind: "whisper", key, at, ...fact.data };
  if (fact.type !== "chat.said") return { kind: "fact", key, at, number, fact };
  const { message } = fact.data;
  const reading = fact.data.reading ?? undefined;
  const previous = timeline.lines[timeline.lines.length - 1];
  const goesOn =
    previous?.kind === "said" && sameAuthor(previous.message.author, message.author) && at - previous.at < RUN;
  return { kind: "said", key, at, number, message, reading, opens: !goesOn };
}

function held(holders: Timeline["holders"], fact: Fact): Timeline["holders"] {
  switch (fact.type) {
    case "handoff.claimed":
      return new Map(holders).set(fact.data.handoff, fact.data.agent);
    case "handoff.reassigned":
      return new Map(holders).set(fact.data.handoff, fact.data.to);
    case "handoff.released": {
      const left = new Map(holders);
      left.delete(fact.data.handoff);
      return left;
    }
    default:
      return holders;
  }
}

/** Whom a lead relieves is named with who comes: a release and a claim say no more. */
function saysAgain(previous: Line | undefined, fact: Fact): boolean {
  if (fact.type !== "handoff.released" && fact.type !== "handoff.claimed") return false;
  if (previous?.kind !== "fact" || previous.fact.type !== "handoff.reassigned") return false;
  return fact.data.handoff === previous.fact.data.handoff;
}

function sameAuthor(one: Author, other: Author): boolean {
  if (one.kind === "agent" && other.kind === "agent") return one.id === other.id && one.name === other.name;
  return one.kind === other.kind;
}
