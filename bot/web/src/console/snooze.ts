// Conversations laid aside: kept per agent on this computer, until a time or until the customer writes.

import type { AgentId, ConversationId, DeskItem } from "../wire.ts";

export interface Snooze {
  /** Without a time: until the customer writes. */
  until?: number;
  /** The customer's last words when it was laid aside. */
  lastAt: string;
  at: number;
}

export type Snoozes = Readonly<Record<ConversationId, Snooze>>;

/** Nothing sleeps longer, so that nothing is forgotten. */
export const LONGEST = 24 * 60 * 60_000;

/** Whether it still sleeps: held by me, its time not come, nothing said by the customer since. */
export function sleeps(item: DeskItem, snooze: Snooze | undefined, now: number): boolean {
  if (!snooze || item.state !== "live" || item.last_at !== snooze.lastAt) return false;
  return now < Math.min(snooze.until ?? Infinity, snooze.at + LONGEST);
}

/** What sleeps among these now. */
export function asleep(items: readonly DeskItem[], snoozes: Snoozes, now: number): ReadonlySet<ConversationId> {
  return new Set(
    items.filter((item) => sleeps(item, snoozes[item.conversation], now)).map((item) => item.conversation),
  );
}

/** What sleeps stands behind what does not, both in their order. */
export function awakeFirst(items: DeskItem[], sleeping: ReadonlySet<ConversationId>): DeskItem[] {
  if (sleeping.size === 0) return items;
  const awake = items.filter((item) => !sleeping.has(item.conversation));
  return awake.concat(items.filter((item) => sleeping.has(item.conversation)));
}

const PREFIX = "dari.snooze.";

export function loadSnoozes(storage: Storage, agent: AgentId, now: number): Snoozes {
  try {
    const stored = JSON.parse(storage.getItem(PREFIX + agent) ?? "{}") as Record<ConversationId, Snooze>;
    return Object.fromEntries(Object.entries(stored).filter(([, { at }]) => now - at < LONGEST));
  } catch {
    return {};
  }
}

export function saveSnoozes(storage: Storage, agent: AgentId, snoozes: Snoozes): void {
  try {
    if (Object.keys(snoozes).length === 0) storage.removeItem(PREFIX + agent);
    else storage.setItem(PREFIX + agent, JSON.stringify(snoozes));
  } catch {
    // A browser that stores nothing keeps them as long as the page.
  }
}
