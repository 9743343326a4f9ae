// The list's rules: which rows a view shows, in which order, and when a wait is late.

import type { AgentView, ConversationId, Desk, DeskItem, HandoffId, Queue, Role } from "../wire.ts";

export type View = "waiting" | "mine" | "others" | "calls" | "mentions" | "done";

/** Lists in which each conversation stands once. */
const PLACES = ["mine", "waiting", "others", "calls", "done"] as const;

/** The views that a role sees, in the order of their tabs. */
export function views(role: Role): View[] {
  return ["waiting", "mine", ...(role === "lead" ? (["others"] as const) : []), "calls", "mentions", "done"];
}

/** The rows of a view: the server's order, emergencies before everything else. */
export function rows(desk: Desk, view: View): DeskItem[] {
  const items = desk[view];
  if (isRecord(view) || !items.some((item) => item.priority === "emergency")) return items;
  const first = items.filter((item) => item.priority === "emergency");
  return first.concat(items.filter((item) => item.priority !== "emergency"));
}

/** Views of what has ended, is booked or was written: nobody waits there, and nothing in them is unread or urgent. */
export function isRecord(view: View): boolean {
  return view === "done" || view === "calls" || view === "mentions";
}

/** Which rows of a view are shown: those of one queue, or of one agent. */
export interface Only {
  queue?: Queue;
  agent?: AgentView;
}

export function narrowed(items: DeskItem[], { queue, agent }: Only): DeskItem[] {
  if (!queue && !agent) return items;
  return items.filter((item) => (!queue || item.queue === queue) && (!agent || item.agent?.id === agent.id));
}

/** Conversations of mine in which a lead has whispered. */
export function whispers(desk: Desk): DeskItem[] {
  return desk.mine.filter((item) => item.whisper != null);
}

/** Conversations in which a note calls me that I have not looked at. */
export function unreadMentions(desk: Desk): DeskItem[] {
  return desk.mentions.filter((item) => item.mention?.unread);
}

/** What stands beside a view's name. */
export function countOf(desk: Desk, view: View): number {
  return view === "mentions" ? unreadMentions(desk).length : desk[view].length;
}

/** Where a conversation stands in the lists now. */
export function locate(desk: Desk, conversation: ConversationId): { view: View; item: DeskItem } | undefined {
  for (const view of [...PLACES, "mentions"] as const) {
    const item = desk[view].find((candidate) => candidate.conversation === conversation);
    if (item) return { view, item };
  }
  return undefined;
}

/** The nearest row of another conversation before or after the current one; an end of the list when there is no current one. */
export function neighbour(items: DeskItem[], current: ConversationId | undefined, by: 1 | -1): DeskItem | undefined {
  const at = items.findIndex((item) => item.conversation === current);
  if (at < 0) return by > 0 ? items[0] : items[items.length - 1];
  const rest = by > 0 ? items.slice(at + 1) : items.slice(0, at).reverse();
  return rest.find((item) => item.conversation !== current);
}

/** The customer still waits for a person's first words. */
export function isWaiting(item: DeskItem): boolean {
  return item.state === "queued" || item.state === "claimed";
}

/** The first words are past the time by which they were due. */
export function isLate(item: DeskItem, now: number): boolean {
  return isWaiting(item) && now > Date.parse(item.due);
}

/** The next picture, with the rows of the last one where nothing in them has changed: they need not be drawn again. */
export function keepSame(before: Desk, next: Desk): Desk {
  const places = new Map(PLACES.flatMap((list) => before[list].map((item) => [item.handoff, item] as const)));
  const mentions = new Map(before.mentions.map((item) => [item.handoff, item]));
  const kept = (known: Map<HandoffId, DeskItem>) => (item: DeskItem) => {
    const old = known.get(item.handoff);
    return old && JSON.stringify(old) === JSON.stringify(item) ? old : item;
  };
  const shared = [
    ...PLACES.map((list) => [list, next[list].map(kept(places))] as const),
    ["mentions", next.mentions.map(kept(mentions))] as const,
  ];
  return { ...next, ...Object.fromEntries(shared) };
}

/** Handoffs that wait in `next` and were not known before. */
export function arrivals(known: ReadonlySet<string>, next: Desk): DeskItem[] {
  return next.waiting.filter((item) => !known.has(item.handoff));
}

/** Rows whose name, last words, reason or number contain every word of the query. */
export function search(desk: Desk, query: string): DeskItem[] {
  const terms = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const all = [...desk.mine, ...desk.waiting, ...desk.others, ...desk.calls, ...desk.done];
  return all.filter((item) => {
    const text = `${item.name} ${item.last_words} ${item.reason_sentence} ${item.conversation}`.toLowerCase();
    return terms.every((term) => text.includes(term));
  });
}
