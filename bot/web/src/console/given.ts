// Conversations that come to me without my taking them, and who gave them.

import type { AgentId, ConversationId, Desk, DeskItem, StaffEvent } from "../wire.ts";

export interface Given {
  item: DeskItem;
  /** I hold it now, or it waits and asks for me first. */
  how: "held" | "asks";
}

/** What has come since the last picture. */
export function given(before: Desk, next: Desk): Given[] {
  const held = new Set(before.mine.map((item) => item.handoff));
  const asked = new Set(before.waiting.filter((item) => item.preferred).map((item) => item.handoff));
  return [
    ...next.mine.filter((item) => !held.has(item.handoff)).map((item) => ({ item, how: "held" as const })),
    // What I gave back myself is new to nobody.
    ...next.waiting
      .filter((item) => item.preferred && !asked.has(item.handoff) && !held.has(item.handoff))
      .map((item) => ({ item, how: "asks" as const })),
  ];
}

/** Conversations of mine in which the customer has written since the last picture; one laid aside wakes by itself. */
export function written(before: Desk, next: Desk): DeskItem[] {
  const known = new Map(before.mine.map((item) => [item.handoff, item]));
  return next.mine.filter((item) => {
    const old = known.get(item.handoff);
    return old !== undefined && !old.snoozed_until && item.unread > 0 && item.last_at !== old.last_at;
  });
}

/** How many of my conversations have unread words, but for the one before my eyes. */
export function unreadCount({ mine }: Desk, seen: ConversationId | undefined): number {
  return mine.filter((item) => item.unread > 0 && item.conversation !== seen).length;
}

export interface Giver {
  name: string;
  comment: string;
}

/** Whoever passed it on to me; nobody when it came by itself or somebody else has had it since. */
export function giverOf(events: readonly StaffEvent[], me: AgentId): Giver | undefined {
  let giver: Giver | undefined;
  for (const { fact } of events) {
    if (fact.type === "handoff.transferred") giver = fact.data;
    else if (fact.type === "handoff.reassigned") giver = fact.data.to === me ? fact.data : undefined;
    else if (fact.type === "handoff.queued") giver = undefined;
    else if (fact.type === "handoff.claimed" && fact.data.agent !== me) giver = undefined;
  }
  return giver && { name: giver.name, comment: giver.comment };
}
